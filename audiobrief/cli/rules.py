"""`audiobrief rules`: rules of a site, learned from its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import FETCH_OPTIONS, with_settings
from audiobrief.cli.places import SourceName, WrittenPath
from audiobrief.episode.bounds import bounded

if TYPE_CHECKING:
    from audiobrief.cleaner.learned_rules import Learnable, LearnedRule
    from audiobrief.model import Page
    from audiobrief.settings.tree import Settings

KEYS = ("body", "drop", "title", "dek", "byline", "date")
HEAD = """\
# Learned from pages, to be read and edited before it is used: `audiobrief make --rules FILE`.
# Behind each selector stands on how many of the pages it finds what the cleaner found there.
"""


@click.group(
    epilog="""\b
Example:
  audiobrief rules learn archive/ -o sites.toml"""
)
def command() -> None:
    """Rules of a site, learned from its pages."""


@command.command(
    epilog="""\b
PAGES are files, folders, addresses or lists, as `audiobrief batch` takes them.

\b
Examples:
  audiobrief rules learn archive/ -o sites.toml
  audiobrief make page.html --rules sites.toml"""
)
@click.argument("pages", type=SourceName(), nargs=-1, required=True, metavar="PAGES...")
@click.option(
    "-o", "--output", type=WrittenPath(path_type=Path, dir_okay=False), metavar="FILE",
    help="File for the rules; those that it has stay.  [stdout]",
)  # fmt: skip
@click.option(
    "--force", is_flag=True, help="Replace the rules that FILE has for the same sites."
)
@with_settings(FETCH_OPTIONS)
def learn(
    pages: tuple[str, ...], *, output: Path | None, force: bool, settings: Settings
) -> None:
    """Print a site rule for each site of which three or more PAGES are, as TOML.

    A FILE that is there keeps what it holds; rules of other sites are added to it.
    """
    from audiobrief.cleaner.learned_rules import count_learnable, learn_rules
    from audiobrief.errors import NoArticleFound

    pages_read = [*_read(pages, settings)]
    with bounded(", ".join(pages), settings):
        learned = learn_rules(pages_read)
        found = count_learnable(pages_read) if not learned else ()
    if not learned:
        raise NoArticleFound(
            "nothing is learned: three articles of one site are needed, each with its address "
            "(a canonical link or og:url), a headline of its own and a text of its own; found: "
            + ("; ".join(map(_tell_found, found)) or "no article")
        )
    if output is None:
        console.result("\n".join([HEAD, *_lines_of(learned)]).rstrip("\n"))
        return
    _write(output, learned, replace=force)
    console.result(str(output))


def _lines_of(learned: Iterable[LearnedRule]) -> Iterator[str]:
    for one in learned:
        yield from describe(one)


def _write(path: Path, learned: tuple[LearnedRule, ...], *, replace: bool) -> None:
    """Write the rules to a new file, or add them to the ones of a person's file.

    Raises:
        ConfigError: there is a file of that name that holds something else.
        OutputError: it cannot be written, or has a rule for each of the sites.
    """
    from audiobrief.cleaner.rule_files import Addition, merge_rules
    from audiobrief.errors import OutputError
    from audiobrief.system.files import write_whole

    if not path.is_file():
        write_whole(path, "\n".join([HEAD, *_lines_of(learned)]).encode())
        return
    additions = (Addition(one.rule, one.host, tuple(describe(one))) for one in learned)
    merged = merge_rules(path, additions, replace=replace)
    hosts = ", ".join(merged.kept)
    if not merged.added:
        raise OutputError(
            f"{path} has a rule for {hosts} already; replace it with --force", path=path
        )
    write_whole(path, merged.text.encode())
    if merged.kept:
        console.tell(
            f"note: {path} had a rule for {hosts} already, which stays; replace it with --force"
        )


def _tell_found(site: Learnable) -> str:
    articles = f"{site.pages:,} article{'' if site.pages == 1 else 's'}"
    if not site.host:
        return f"{articles} without an address"
    same = site.pages - site.own
    told = (
        f", of which {same:,} with the headline or much of the text of another" if same else ""
    )
    return f"{articles} of {site.host}{told}"


def _read(sources: tuple[str, ...], settings: Settings) -> Iterator[Page]:
    from audiobrief.batch.items import Item, Unlisted
    from audiobrief.batch.opening import open_item
    from audiobrief.batch.sources import read_sources
    from audiobrief.errors import BatchError
    from audiobrief.model import Page

    for item in read_sources(sources, settings.fetch, bounds=settings.batch):
        if isinstance(item, Unlisted):
            raise BatchError(item.message, url=item.url, path=item.path)
        if not isinstance(item, Item):
            continue
        with bounded(item.source, settings):
            content = open_item(item, settings).content
        if isinstance(content, Page):
            yield content


def describe(learned: LearnedRule) -> Iterator[str]:
    """A rule as lines of TOML."""
    from audiobrief.settings.template import to_toml

    rule = learned.rule
    yield f"[{rule.name}]"
    yield f"host = {to_toml(rule.host)}"
    for key in KEYS:
        value = getattr(rule, key)
        if value:
            shown = to_toml(list(value) if isinstance(value, tuple) else value)
            yield f"{key} = {shown}  # {learned.right[key]} of {learned.pages} pages"
    for line in learned.unselected:
        yield f"# no selector finds this line, which stands on several pages: {line[:80]}"
    yield ""
