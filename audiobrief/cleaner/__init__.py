"""clean(page) -> Article: the text of a news article without the page's chrome."""

from __future__ import annotations

import audiobrief.cleaner.seldom  # isort: skip # noqa: F401 -- before bs4, which all that follows imports

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from audiobrief.cleaner import dump, markdown
from audiobrief.cleaner.blocks import make_blocks
from audiobrief.cleaner.body import (
    boxes_of,
    choose_container,
    mark_boxes,
    mark_chrome,
    with_gallery,
    with_siblings,
)
from audiobrief.cleaner.lines import Box, Layout, lay_out
from audiobrief.cleaner.metadata import (
    Metadata,
    parse_date,
    read_byline,
    read_endnote,
    read_metadata,
)
from audiobrief.cleaner.refusal import refusal
from audiobrief.cleaner.rules import SiteRule, load_rules, rule_for, select, select_text
from audiobrief.cleaner.sift import sift
from audiobrief.cleaner.tree import Tree, read_tree
from audiobrief.cleaner.witness import Witness, testimony
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Author, Block, BlockKind, Dropped, Page, PageKind

__all__ = ["SiteRule", "clean", "load_rules"]


def clean(page: Page | str, *, rules: Sequence[SiteRule] = ()) -> Article:
    """The article on `page`; a string is HTML.

    Args:
        page: the page; its kind tells how its text is read.
        rules: site rules, of which the first that is for the page's site is tried first.

    Raises:
        NoArticleFound: there is none; the message says what the page is instead.
    """
    with _uncollected():
        return _clean(Page(page) if isinstance(page, str) else page, rules)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A time in which Python's collector of cycles rests.

    A tree's nodes, all in cycles, live until their page is done: each run meanwhile visits
    them and frees nothing. Over 85 news pages that was a tenth of the processor's time, and
    up to half of it for the largest. The first run afterwards frees them together.
    """
    rests = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not rests:
            gc.enable()


def _clean(page: Page, rules: Sequence[SiteRule]) -> Article:
    tree = read_tree(_as_html(page))
    metadata = read_metadata(tree, page.url)
    layout = lay_out(tree, metadata.elements)
    mark_chrome(layout)
    rule = rule_for(page.url or metadata.url, rules)
    bodies: list[Box] = []
    if rule is not None:
        bodies, metadata = _ruled(rule, tree, layout, metadata)
    witness = Witness(layout, metadata.body)
    bodies = bodies or with_gallery(
        layout,
        witness.choose(with_siblings(layout, choose_container(layout, metadata.title))),
    )
    dek = sift(layout, bodies, metadata.title, metadata.dek)
    if rule is None:
        witness.correct()
    blocks = make_blocks(layout)
    # a page that scripts write may hold its text for search engines alone
    told = () if layout.prose[-1] or metadata.free is False else testimony(metadata.body)
    blocks = told or blocks
    reason = "" if told else refusal(layout, metadata, blocks)
    if reason or not blocks:
        raise NoArticleFound(_message(page, reason))
    return Article(
        title=metadata.title,
        blocks=blocks,
        dek=dek,
        authors=_with_endnotes(metadata.authors, blocks),
        site=metadata.site,
        published=metadata.published,
        modified=metadata.modified,
        url=metadata.url,
        language=metadata.language,
        image=metadata.image,
        dropped=_dropped(layout),
        rule=rule.name if rule is not None else "",
    )


def _with_endnotes(authors: tuple[Author, ...], blocks: Sequence[Block]) -> tuple[Author, ...]:
    """`authors` with what the closing lines tell of them: their places, and who helped."""
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
        return dump.mark_up(page.text)
    if page.kind is PageKind.MARKDOWN:
        return markdown.mark_up(page.text)
    return page.text


def _message(page: Page, reason: str) -> str:
    return f"no article is on {page.name or page.url or 'the page'}: {reason}"


def _dropped(layout: Layout) -> tuple[Dropped, ...]:
    lines = sorted([*layout.lines, *layout.hidden], key=lambda line: line.source)
    return tuple(Dropped(line.text, line.reason, line.source) for line in lines if line.reason)


def _ruled(
    rule: SiteRule, tree: Tree, layout: Layout, metadata: Metadata
) -> tuple[list[Box], Metadata]:
    bodies = boxes_of(layout, select(tree, rule.body))
    mark_boxes(layout, select(tree, rule.drop), f"site rule {rule.name}")
    title = select_text(tree, rule.title) or metadata.title
    dek = select_text(tree, rule.dek) or metadata.dek
    return bodies, replace(
        metadata,
        title=title,
        dek=dek,
        authors=read_byline(select_text(tree, rule.byline)) or metadata.authors,
        published=parse_date(_date_text(tree, rule.date)) or metadata.published,
    )


def _date_text(tree: Tree, selector: str) -> str:
    found = select(tree, [selector] if selector else [])
    machine = found[0].get("datetime") if found else None
    return str(machine) if machine else select_text(tree, selector)
