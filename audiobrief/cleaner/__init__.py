"""Extract a news article from its page, without the navigation and advertising around it."""

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
    mark_chrome,
    with_gallery,
    with_siblings,
)
from audiobrief.cleaner.confidence import Evidence, judge_confidence
from audiobrief.cleaner.lines import Box, Layout, lay_out
from audiobrief.cleaner.metadata import (
    Metadata,
    parse_date,
    read_byline,
    read_endnote,
    read_metadata,
)
from audiobrief.cleaner.passages import settle_languages
from audiobrief.cleaner.refusal import refusal
from audiobrief.cleaner.rules import (
    SiteRule,
    date_text,
    load_rules,
    rule_for,
    select,
    select_text,
)
from audiobrief.cleaner.sift import sift
from audiobrief.cleaner.sites import drop_repeated_lines
from audiobrief.cleaner.structured_body import StructuredBody, testimony
from audiobrief.cleaner.tree import Tree, read_tree
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Author, Block, BlockKind, Dropped, Page, PageKind

TEXT_KEYS = frozenset({"body", "drop"})
"""Keys of a site rule that select the text. If one matched, the page's structured body does not
correct the choice."""

__all__ = ["SiteRule", "clean", "load_rules"]


class Ruled(NamedTuple):
    """What a site rule found on a page."""

    bodies: list[Box]
    metadata: Metadata
    matched: frozenset[str] = frozenset()
    """The keys of the rule that matched something."""


def clean(
    page: Page | str,
    *,
    rules: Sequence[SiteRule] = (),
    repeated: frozenset[str] = frozenset(),
) -> Article:
    """Return the article on `page`.

    Args:
        page: the page, or a string of HTML; the page's kind tells how its text is read.
        rules: site rules; the first that fits the page's site is tried before the general
            judgement.
        repeated: digests of the lines that also stand on other pages of the site
            (`sites.learn`).

    Raises:
        NoArticleFound: the page holds no article; the message says what it is instead.
    """
    with _uncollected():
        return read_closely(
            Page(page) if isinstance(page, str) else page, rules, repeated
        ).article


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
    """
    tree = read_tree(_as_html(page))
    metadata = read_metadata(tree, page.url)
    layout = lay_out(tree, metadata.elements)
    mark_chrome(layout)
    rule = rule_for(page.url or metadata.url, rules)
    ruled = Ruled([], metadata) if rule is None else _ruled(rule, tree, layout, metadata)
    metadata = ruled.metadata
    remarks = tuple(
        _remarks(rule, ruled, has_address=bool(page.url or metadata.url or not rules))
    )
    structured = StructuredBody(layout, metadata.body)
    bodies = ruled.bodies or with_gallery(
        layout,
        structured.choose(with_siblings(layout, choose_container(layout, metadata.title))),
    )
    dek = sift(layout, bodies, metadata.title, metadata.dek)
    if not ruled.matched & TEXT_KEYS:
        structured.correct()
    if repeated:
        drop_repeated_lines(layout, repeated)
    blocks = make_blocks(layout)
    # A page that scripts fill may hold its text only in the data for search engines.
    told = () if layout.prose[-1] or metadata.free is False else testimony(metadata.body)
    blocks = told or blocks
    reason = "" if told else refusal(layout, metadata, blocks)
    if reason or not blocks:
        raise NoArticleFound("; ".join([_message(page, reason), *remarks]))
    evidence = Evidence(tree, layout, metadata, bodies, blocks)
    confidence, doubts = judge_confidence(evidence)
    article = Article(
        title=metadata.title,
        blocks=settle_languages(blocks, metadata.language),
        dek=dek,
        authors=_with_endnotes(metadata.authors, blocks),
        site=metadata.site,
        published=metadata.published,
        modified=metadata.modified,
        url=metadata.url,
        language=metadata.language,
        image=metadata.image,
        dropped=_dropped(layout),
        rule=rule.name if rule is not None and ruled.matched else "",
        remarks=remarks,
        confidence=confidence,
        doubts=doubts,
        ends_at_wall=evidence.ends_at_wall,
    )
    return Reading(article, tree, layout, metadata, bodies)


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


def _as_html(page: Page) -> str:
    if page.kind is PageKind.TEXT:
        return plain_text.mark_up(page.text)
    if page.kind is PageKind.MARKDOWN:
        return markdown.mark_up(page.text)
    return page.text


def _message(page: Page, reason: str) -> str:
    return f"there is no article on {page.name or page.url or 'the page'}: {reason}"


def _dropped(layout: Layout) -> tuple[Dropped, ...]:
    lines = sorted([*layout.lines, *layout.hidden], key=lambda line: line.source)
    return tuple(Dropped(line.text, line.reason, line.source) for line in lines if line.reason)


def _ruled(rule: SiteRule, tree: Tree, layout: Layout, metadata: Metadata) -> Ruled:
    bodies = boxes_of(layout, select(tree, rule.body))
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
