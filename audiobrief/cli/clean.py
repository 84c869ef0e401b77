"""`audiobrief clean`: the article on a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import ARTICLE_OPTIONS, FETCH_OPTIONS, PAGE_HELP, with_settings
from audiobrief.episode.bounds import bounded
from audiobrief.errors import BatchError
from audiobrief.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.settings.tree import Settings

MARKS = {
    BlockKind.QUOTE: ">",
    BlockKind.LIST_ITEM: "-",
    BlockKind.ASIDE: "|",
    BlockKind.CAPTION: "[caption]",
    BlockKind.CORRECTION: "[correction]",
    BlockKind.ENDNOTE: "[endnote]",
}
"""Marks before a block, those of Markdown where it has one."""


@click.command(
    epilog=f"""{PAGE_HELP}

\b
Examples:
  audiobrief clean page.html
  audiobrief clean --explain page.html | less -R
  audiobrief clean --json https://news.example/story | jq .title"""
)
@click.argument("page")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option(
    "--explain",
    is_flag=True,
    help="Go through the page in order: what is kept (+), said at the head (=) and dropped (-), and why.",
)
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Read PAGE as the batch with this journal (batch.sqlite) would.",
)  # fmt: skip
@with_settings(FETCH_OPTIONS, ARTICLE_OPTIONS)
def command(
    page: str, *, as_json: bool, explain: bool, journal: Path | None, settings: Settings
) -> None:
    """Print the article on PAGE, without menus, forms, adverts and other stories."""
    from audiobrief.episode.reader import read_article

    with bounded(page, settings):
        article = (
            _as_batch(page, journal, settings) if journal else read_article(page, settings)
        )
    if as_json:
        console.result_json(article)
    elif explain:
        console.result("\n".join(explain_lines(article)))
    else:
        console.tell_remarks(article)
        console.result(article_text(article))


def _as_batch(name: str, path: Path, settings: Settings) -> Article:
    """The article as a batch with the journal at `path` would read it."""
    from audiobrief.batch.journal import Journal
    from audiobrief.cleaner.sites import host_of
    from audiobrief.episode.reader import read_article
    from audiobrief.fetch import about_source, read_page

    if not path.is_file():
        raise BatchError(f"there is no journal {path}; make one with `audiobrief batch`")
    with about_source(name):
        page = read_page(name, settings=settings.fetch)
    article = read_article(page, settings)
    with Journal(path) as journal:
        site = journal.find_site(host_of(article.url or page.url))
    return read_article(page, settings, repeated=site.repeated()) if site else article


def explain_lines(article: Article) -> Iterator[str]:
    """The page's text in order: what was kept and as what, what was dropped and why."""
    from audiobrief.cleaner.explain import explain as explain_page

    yield from (f"note: {remark}" for remark in article.remarks)
    if article.doubts:
        yield f"note: {console.doubts_of(article)}"
    if article.rule:
        yield f"site rule: {article.rule}"
    for judged in explain_page(article):
        line = " ".join(judged.text.split())
        if judged.said:
            yield console.style(f"= {judged.label:<20} {line}", fg="cyan")
        elif judged.kept:
            yield console.style(f"+ {judged.label:<20} {line}", fg="green")
        else:
            yield console.style(f"- {judged.label:<20} {line}", fg="red", dim=True)


def article_text(article: Article) -> str:
    """The article for people to read: one line per block, with blank lines between them."""
    byline = ", ".join(author.name for author in article.authors)
    dated = f"{article.published:%d %B %Y}" if article.published else ""
    head = [article.title, article.dek, " | ".join(filter(None, (byline, dated, article.site)))]
    return "\n\n".join([*filter(None, head), *(_block_text(block) for block in article.blocks)])


def _block_text(block: Block) -> str:
    text = block.text
    if block.rows:
        text = "\n".join(" | ".join(row) for row in block.rows)
    if block.attribution and block.kind is BlockKind.QUOTE:
        text = f"{text} ({block.attribution})"
    if block.number is not None:
        return f"{block.number}. {text}"
    mark = MARKS.get(block.kind, "")
    return f"{'#' * block.level if block.kind is BlockKind.HEADING else mark} {text}".strip()
