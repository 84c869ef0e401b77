"""clean(page) -> Article: the text of a news article without the page's chrome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobrief.cleaner.blocks import make_blocks
from audiobrief.cleaner.body import boxes_of, choose_container, mark_boxes, mark_chrome
from audiobrief.cleaner.dump import mark_up
from audiobrief.cleaner.lines import Box, Layout, lay_out
from audiobrief.cleaner.metadata import Metadata, read_metadata
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
    html = mark_up(page.text) if page.kind is PageKind.TEXT else page.text
    tree = read_tree(html)
    metadata = read_metadata(tree, page.url)
    layout = lay_out(tree)
    mark_chrome(layout)
    rule = rule_for(page.url or metadata.url, rules)
    bodies: list[Box] = []
    if rule is not None:
        bodies, metadata = _ruled(rule, tree, layout, metadata)
    bodies = bodies or choose_container(layout, metadata.title)
    if not bodies:
        raise NoArticleFound("no article text was found on the page")
    dek = sift(layout, bodies, metadata.title)
    blocks = make_blocks(layout)
    if not blocks:
        raise NoArticleFound("no article text was found on the page")
    return Article(
        title=metadata.title,
        blocks=blocks,
        dek=metadata.dek or dek,
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
