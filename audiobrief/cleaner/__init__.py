"""Extract a news article from its page, without the navigation and advertising around it.

    Page --tree--> elements --walk--> lines in boxes --chrome, body--> the story's box
         --sift, edges--> kept lines --blocks--> Article, with its `metadata`

What is not kept goes into `Article.dropped` with the reason, so that no text is lost unseen. Tables
of names and phrases are in `vocabulary`, in what each module begins with, and in each language's
folder; rules for one site (`rules`) are read before the general ones, and `learned_rules` writes some.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from audiobrief.cleaner import markdown, plain_text
from audiobrief.cleaner.blocks import make_blocks
from audiobrief.cleaner.body import (
    boxes_of,
    choose_container,
    mark_boxes,
    with_gallery,
    with_siblings,
)
from audiobrief.cleaner.chrome import mark_chrome, unmark
from audiobrief.cleaner.confidence import Evidence, judge_confidence
from audiobrief.cleaner.described import restore_described
from audiobrief.cleaner.forwarded import take_forwarded
from audiobrief.cleaner.given import fill_in, lay_over, with_title
from audiobrief.cleaner.insets import mark_insets
from audiobrief.cleaner.languages import told_language
from audiobrief.cleaner.lines import Box, Layout
from audiobrief.cleaner.live_entries import mark_entries
from audiobrief.cleaner.metadata import (
    Metadata,
    parse_date,
    read_byline,
    read_endnote,
    read_metadata,
)
from audiobrief.cleaner.passages import settle_languages
from audiobrief.cleaner.pull_quotes import REPEATED
from audiobrief.cleaner.recipe_box import with_recipe
from audiobrief.cleaner.refusal import is_walled, refusal
from audiobrief.cleaner.removed import removal_said
from audiobrief.cleaner.rules import (
    SiteRule,
    date_text,
    load_rules,
    rule_for,
    select,
    select_text,
)
from audiobrief.cleaner.sift import sift
from audiobrief.cleaner.sites import drop_repeated_lines, host_of
from audiobrief.cleaner.structured_body import MIN_TOLD, StructuredBody, testimony
from audiobrief.cleaner.tree import Tree, read_tree
from audiobrief.cleaner.unscripted import LITTLE, TIMES, versions
from audiobrief.cleaner.walk import lay_out
from audiobrief.errors import NoArticleFound, StoryRemoved
from audiobrief.filed.article import ArticleData
from audiobrief.filed.pages import page_of
from audiobrief.model import Article, Author, Block, BlockKind, Dropped, Page, PageKind

TEXT_KEYS = frozenset({"body", "drop"})
"""Keys of a site rule that select the text. If one matched, the page's structured body does not
correct the choice."""

__all__ = ["SiteRule", "clean", "load_rules"]


UNBORNE = (
    "the page's data names {names} as the author, but nothing that readers see does; it is left "
    "out, since it may be the account that posted the text"
)
"""What a user is told of a byline that only the data gives."""


class Ruled(NamedTuple):
    """What a site rule found on a page."""

    bodies: list[Box]
    metadata: Metadata
    matched: frozenset[str] = frozenset()
    """The keys of the rule that matched something."""


def clean(
    page: Page | ArticleData | str,
    *,
    rules: Sequence[SiteRule] = (),
    repeated: frozenset[str] = frozenset(),
    given: ArticleData | None = None,
    hints: ArticleData | None = None,
) -> Article:
    """Return the article on `page`.

    Args:
        page: the page, a string of HTML, or an article as data; the page's kind tells how its
            text is read.
        rules: site rules; the first that fits the page's site is tried before the general
            judgement.
        repeated: digests of the lines that also stand on other pages of the site
            (`sites.learn`).
        given: what a content system says of the article; it wins over what the page says.
        hints: what a feed says of the article; used where the page says nothing.

    Raises:
        NoArticleFound: the page holds no article; the message says what it is instead.
    """
    if isinstance(page, ArticleData):
        given = page
        page = page_of(page)
    with _uncollected():
        article, unborne = _read(Page(page) if isinstance(page, str) else page, rules, repeated)
    if given is not None:
        article = lay_over(article, given)
    if hints is not None:
        article = fill_in(article, hints)
    if unborne and not article.authors:
        remark = UNBORNE.format(names=", ".join(unborne))
        article = replace(article, remarks=(*article.remarks, remark))
    return with_title(article)


def _read(
    page: Page, rules: Sequence[SiteRule], repeated: frozenset[str]
) -> tuple[Article, tuple[str, ...]]:
    """Return the article, and the names that only the page's data gives.

    The page's tree is garbage on return, so that the next collection frees it: one that found it
    alive would visit all of it for nothing, and leave it to a later one.
    """
    reading = read_closely(page, rules, repeated)
    return reading.article, reading.metadata.unborne


@contextmanager
def _uncollected() -> Iterator[None]:
    """Switch off Python's cyclic garbage collector for the time of a `with` block.

    The nodes of a tree refer to each other and live until their page is done, so a collection
    in between visits them all and frees none. Over 85 news pages that took a tenth of the
    processor time, and up to half of it on the largest. The first collection afterwards frees
    them together.
    """
    rests = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not rests:
            gc.enable()


class Reading(NamedTuple):
    """An article, and the parsed and judged page that it was read from."""

    article: Article
    tree: Tree
    layout: Layout
    metadata: Metadata
    bodies: list[Box]
    """The boxes that hold the text."""


def read_closely(
    page: Page, rules: Sequence[SiteRule] = (), repeated: frozenset[str] = frozenset()
) -> Reading:
    """Return the article that `clean` returns, together with the page's tree and layout.

    Raises:
        NoArticleFound: the page holds no article.
        StoryRemoved: it says in place of the article that this was removed.
    """
    html, whole = _as_html(page)
    draft = _draft(page, html, rules, repeated, whole=whole)
    # before the page's data is looked at, which may still hold the text that was taken away
    removal = "" if page.is_bare else removal_said(_texts(draft), draft.metadata.title)
    if removal:
        raise StoryRemoved(_message(page, f"its site says that the story is gone: “{removal}”"))
    if page.kind is PageKind.HTML and draft.letters < LITTLE and not _is_closed(draft):
        least = max(TIMES * draft.letters, MIN_TOLD)
        for version in versions(draft.tree, draft.metadata, least):
            other = _draft(page, version.html, rules, repeated, is_added=version.is_added)
            if other.letters >= max(TIMES * draft.letters, MIN_TOLD):
                draft = other
    if draft.reason or not draft.blocks:
        raise NoArticleFound("; ".join([_message(page, draft.reason), *draft.remarks]))
    return _reading(draft)


class Draft(NamedTuple):
    """One version of a page, judged."""

    tree: Tree
    layout: Layout
    metadata: Metadata
    bodies: list[Box]
    blocks: tuple[Block, ...]
    dek: str
    reason: str
    """Why it holds no article; empty if it holds one."""
    rule: str
    """The name of the site rule that found something; empty for none."""
    remarks: tuple[str, ...]

    @property
    def letters(self) -> int:
        """Characters of its text; 0 if it holds no article."""
        return 0 if self.reason else sum(len(block.text) for block in self.blocks)


def _texts(draft: Draft) -> tuple[str, ...]:
    """The paragraphs of a version; if it has none, its running text, however short."""
    lines = (line.text for line in draft.layout.lines if not line.reason)
    return tuple(block.text for block in draft.blocks) or tuple(lines)


def _is_closed(draft: Draft) -> bool:
    """Whether the page shows a part of its text alone because the rest is sold."""
    return draft.metadata.free is False or is_walled(draft.layout)


def _draft(
    page: Page,
    html: str,
    rules: Sequence[SiteRule],
    repeated: frozenset[str],
    *,
    whole: bool = False,
    is_added: bool = False,
) -> Draft:
    tree = read_tree(html)
    metadata = read_metadata(tree, page.url)
    layout = lay_out(tree, metadata.elements)
    layout.whole = whole
    layout.address = page.url or metadata.url
    layout.host = host_of(layout.address)
    mark_chrome(layout)
    mark_entries(layout, tree, metadata.kinds)
    rule = rule_for(page.url or metadata.url, rules)
    ruled = Ruled([], metadata) if rule is None else _ruled(rule, tree, layout, metadata)
    metadata = ruled.metadata
    remarks = tuple(
        _remarks(rule, ruled, has_address=bool(page.url or metadata.url or not rules))
    )
    if not (whole or page.is_bare):
        metadata = take_forwarded(layout, metadata)
    structured = StructuredBody(layout, metadata.body)
    alone = boxes_of(layout, tree.by_name.get("body", ())) if page.is_bare else []
    if is_added:
        alone = boxes_of(layout, tree.by_name.get("article", ())[-1:])
    elif layout.letter and layout.whole:
        alone = layout.boxes[:1]
    elif whole:
        alone = [box for box in layout.boxes if box.name == "article"][:1]
    bodies = ruled.bodies or alone
    if not bodies:
        chosen = with_siblings(layout, choose_container(layout, metadata.title))
        chosen = with_recipe(layout, structured.choose(chosen), metadata.recipe)
        bodies = with_gallery(layout, chosen)
    if not layout.whole:
        mark_insets(layout, bodies)
        restore_described(layout, bodies, tree)
    dek = sift(layout, bodies, metadata.title, metadata.dek, metadata.authors)
    if is_added:
        _drop_teaser(layout, bodies)
    elif not ruled.matched & TEXT_KEYS:
        structured.correct()
    if repeated:
        drop_repeated_lines(layout, repeated)
    blocks = make_blocks(layout, page.url or metadata.url)
    # A page that scripts fill may hold its text only in the data for search engines.
    told = () if layout.prose[-1] or metadata.free is False else testimony(metadata.body)
    blocks = told or blocks
    # the text that a content system gives is the article, however short, and whatever it is about
    is_sure = bool(told or (page.is_bare and blocks))
    reason = "" if is_sure else refusal(layout, metadata, blocks)
    name = rule.name if rule is not None and ruled.matched else ""
    return Draft(tree, layout, metadata, bodies, blocks, dek, reason, name, remarks)


def _drop_teaser(layout: Layout, bodies: Sequence[Box]) -> None:
    """Drop the page's own paragraphs, which the text in its data begins with."""
    last = min((body.first for body in bodies), default=0)
    for line in layout.lines[:last]:
        if line.prose and not line.reason:
            line.reason = REPEATED


def _reading(draft: Draft) -> Reading:
    tree, layout, metadata, bodies, blocks, *_ = draft
    language = told_language(blocks, metadata.language)
    evidence = Evidence(tree, layout, metadata, bodies, blocks, draft.dek)
    confidence, doubts = judge_confidence(evidence)
    article = Article(
        title=metadata.title,
        blocks=settle_languages(blocks, language),
        dek=draft.dek,
        authors=_with_endnotes(metadata.authors, blocks),
        site=metadata.site,
        published=metadata.published,
        modified=metadata.modified,
        url=metadata.url,
        language=language,
        image=metadata.image,
        dropped=_dropped(layout),
        rule=draft.rule,
        remarks=(*draft.remarks, *_language_remark(metadata.language, language)),
        confidence=confidence,
        doubts=doubts,
        ends_at_wall=evidence.ends_at_wall,
    )
    return Reading(article, tree, layout, metadata, bodies)


def _language_remark(claimed: str, told: str) -> tuple[str, ...]:
    """What a user may want to know of a page whose text is in another language than it says."""
    if not claimed or claimed == told:
        return ()
    what = (
        f"the page says that it is in {claimed!r}, but its text is in {told!r}, which decides"
    )
    return (f"{what}; --language says it for good",)


def _with_endnotes(authors: tuple[Author, ...], blocks: Sequence[Block]) -> tuple[Author, ...]:
    """Return `authors` with the places and the contributors that the endnotes name."""
    told: dict[str, Author] = {}
    for block in blocks:
        if block.kind is BlockKind.ENDNOTE:
            told |= {author.name: author for author in read_endnote(block.text)}
    if not authors:
        return tuple(told.values())
    placed = [
        replace(author, place=author.place or told[author.name].place)
        if author.name in told
        else author
        for author in authors
    ]
    names = {author.name for author in authors}
    helped = [a for a in told.values() if a.additional and a.name not in names]
    return (*placed, *helped)


def _as_html(page: Page) -> tuple[str, bool]:
    """Return the page as HTML, and whether all of it is the article's."""
    if page.kind is PageKind.TEXT:
        return plain_text.mark_up(page.text)
    if page.kind is PageKind.MARKDOWN:
        return markdown.mark_up(page.text), True
    return page.text, False


def _message(page: Page, reason: str) -> str:
    return f"there is no article on {page.name or page.url or 'the page'}: {reason}"


def _dropped(layout: Layout) -> tuple[Dropped, ...]:
    lines = sorted([*layout.lines, *layout.hidden], key=lambda line: line.source)
    return tuple(Dropped(line.text, line.reason, line.source) for line in lines if line.reason)


def _ruled(rule: SiteRule, tree: Tree, layout: Layout, metadata: Metadata) -> Ruled:
    bodies = boxes_of(layout, select(tree, rule.body))
    for box in bodies:
        # whoever names a box that looks like no text at all knows that it holds some
        unmark(layout, box)
    found = {
        "title": select_text(tree, rule.title),
        "dek": select_text(tree, rule.dek),
        "authors": read_byline(select_text(tree, rule.byline)),
        "published": parse_date(date_text(tree, rule.date)),
    }
    matched = {key for key, value in found.items() if value}
    if bodies:
        matched.add("body")
    if mark_boxes(layout, select(tree, rule.drop), f"site rule {rule.name}"):
        matched.add("drop")
    changes: dict[str, Any] = {key: value for key, value in found.items() if value}
    return Ruled(bodies, replace(metadata, **changes), frozenset(matched))


def _remarks(rule: SiteRule | None, ruled: Ruled, *, has_address: bool) -> Iterator[str]:
    if not has_address:
        yield (
            "no site rule was tried: the page gives no address (no canonical link, no og:url) "
            "that would tell its site; give the page's address"
        )
    elif rule is not None and not ruled.matched:
        yield (
            f"site rule {rule.name} is for this site, but none of its selectors matches "
            "anything on this page"
        )
    elif rule is not None and rule.body and not ruled.bodies:
        yield f"body of site rule {rule.name} matches nothing on this page"
