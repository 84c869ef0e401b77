"""`audiobrief batch`: episodes of many pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    ARTICLE_OPTIONS,
    BATCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import SourceName, WrittenPath
from audiobrief.cli.stopping import exit_code_of

if TYPE_CHECKING:
    from audiobrief.batch.events import RunOptions
    from audiobrief.batch.start import Tally
    from audiobrief.settings.tree import Settings

SOURCES_HELP = """\b
SOURCE can be any of these, in any mix:
  a page            page.html, https://… (see `audiobrief make`)
  a folder          every page below it
  a pattern         'archive/2026-*/*.html'
  a feed or sitemap an address or a file (.xml, .rss); OPML too
  a list            .txt with one source per line; .jsonl, also by its address, with
                    one object per line:
                    {"id", "headline", "authors", "body" | "url" | "path", …}
                    (docs: Article as data)
  -                 such a list on stdin
"""
EXAMPLES = """\b
Examples:
  audiobrief batch archive/ -o episodes
  audiobrief batch https://news.example/feed.xml --limit 10 --dry-run
  audiobrief batch list.jsonl -o episodes --retry-failed"""


@click.command(epilog=f"{SOURCES_HELP}\n{EXAMPLES}")
@click.argument("sources", type=SourceName(), nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", default="output", type=WrittenPath(path_type=str, readable=False), metavar="DIR",
    help="Folder for the episodes, or an address of object storage (s3://…).  [output]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Make unchanged articles again, too.")
@click.option(
    "--verify", is_flag=True,
    help="Read every file of unchanged episodes, too, and make again what a disk has damaged.",
)  # fmt: skip
@click.option("--retry-failed", is_flag=True, help="Make only the articles that failed before.")
@click.option(
    "--only", multiple=True, metavar="ID", help="Make only this article; can be repeated."
)
@click.option("--limit", type=click.IntRange(0), metavar="N", help="Make at most N articles.")
@click.option(
    "--dry-run", is_flag=True, help="Read everything, make nothing, and print an estimate."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON event per line, for programs."
)
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="File that records what happened to each article.  [.audiobrief/batch.sqlite in the output]",
)  # fmt: skip
@with_settings(
    BATCH_OPTIONS,
    FETCH_OPTIONS,
    ARTICLE_OPTIONS,
    CONFIDENCE_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
)
def command(
    sources: tuple[str, ...],
    *,
    output: str,
    as_json: bool,
    journal: Path | None,
    settings: Settings,
    only: tuple[str, ...],
    **asked: Any,
) -> None:
    """Make an episode of every article in the SOURCEs.

    Articles that are made and unchanged are skipped; failed ones are tried again.
    Exit code: 0 if all were made, 3 if some failed, 1 if none was made; 4 if somebody has to
    decide whether a story that was taken back stays (see [record] in the settings).
    """
    from audiobrief.batch.events import RunOptions

    wishes = RunOptions(only=frozenset(only), **asked)
    tally = run(sources, output, settings, wishes, journal, as_json=as_json)
    raise click.exceptions.Exit(tally.exit_code)


def run(
    sources: tuple[str, ...],
    output: str,
    settings: Settings,
    wishes: RunOptions,
    journal: Path | None = None,
    *,
    as_json: bool = False,
    nothing: str = "",
) -> Tally:
    """Run a batch and print its table, or `nothing` if there was no page.

    An interrupt ends it with a line that says how to continue.
    """
    from audiobrief.batch.events import Kind
    from audiobrief.batch.start import Tally, start_run
    from audiobrief.cli.batch_progress import NO_PAGE, show_json, show_lines, summary

    tally = Tally()
    shown = show_json if as_json else show_lines
    try:
        with (
            start_run(sources, output, settings, wishes, journal_path=journal) as started,
            shown() as show,
        ):
            tally = started.tally
            for event in started:
                show(event, tally)
        for said in filter(None, (started.damage, started.unput, started.unrenewed)):
            console.tell(f"audiobrief: {said}")
    except KeyboardInterrupt as interrupt:
        console.tell(
            f"audiobrief: interrupted: {tally.of(Kind.MADE)} made, articles in progress were abandoned; "
            "run the same command to continue"
        )
        raise click.exceptions.Exit(exit_code_of(interrupt)) from None
    if not as_json:
        console.result(
            summary(tally, output, dry_run=wishes.dry_run, nothing=nothing or NO_PAGE)
        )
    return tally
