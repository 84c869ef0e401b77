"""clean(page) -> Article: the text of a news article without the page's chrome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobrief.cleaner import dump, markdown
from audiobrief.cleaner.blocks import make_blocks
from audiobrief.cleaner.body import boxes_of, choose_container, mark_boxes, mark_chrome
from audiobrief.cleaner.lines import Box, Layout, lay_out
from audiobrief.cleaner.metadata import Metadata, read_metadata
from audiobrief.cleaner.refusal import refusal
from audiobrief.cleaner.rules import SiteRule, load_rules, rule_for, select, select_text
from audiobrief.cleaner.sift import sift
from audiobrief.cleaner.tree import Tree, read_tree
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Dropped, Page, PageKind

__all__ = ["SiteRule", "clean", "load_rules"]


def clean(page: Page | str, *, rules: Sequence[SiteRule] = ()) -> Article:
    """The article on `page`; a string is HTML.

    Args:
        page: the page; its kind tells how its text is read.
        rules: site rules, of which the first that is for the page's site is tried first.

    Raises:
        NoArticleFound: there is none; the message says what the page is instead.
    """
    if isinstance(page, str):
        page = Page(page)
    tree = read_tree(_as_html(page))
    metadata = read_metadata(tree, page.url)
    layout = lay_out(tree, metadata.elements)
    mark_chrome(layout)
    rule = rule_for(page.url or metadata.url, rules)
    bodies: list[Box] = []
    if rule is not None:
        bodies, metadata = _ruled(rule, tree, layout, metadata)
    bodies = bodies or choose_container(layout, metadata.title)
    dek = sift(layout, bodies, metadata.title, metadata.dek)
    blocks = make_blocks(layout)
    reason = refusal(layout, metadata, blocks)
    if reason or not blocks:
        raise NoArticleFound(_message(page, reason))
    return Article(
        title=metadata.title,
        blocks=blocks,
        dek=dek,
        authors=metadata.authors,
        site=metadata.site,
        published=metadata.published,
        modified=metadata.modified,
        url=metadata.url,
        language=metadata.language,
        image=metadata.image,
        dropped=_dropped(layout),
        rule=rule.name if rule is not None else "",
    )


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
    return bodies, replace(metadata, title=title, dek=dek)
