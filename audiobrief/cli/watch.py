"""`audiobrief watch`: a batch that runs again and again."""

from __future__ import annotations

import contextlib
import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.batch import SOURCES_HELP, run
from audiobrief.cli.options import (
    BATCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    PUBLISH_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import SourceName, WrittenPath
from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from audiobrief.batch.start import Tally
    from audiobrief.settings.tree import Settings

SITE_OPTIONS = [row for row in PUBLISH_OPTIONS if row[1] != "publish.cover"]
"""Options of the site. --cover is for the episodes; the site's cover is set in a settings file."""
UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SPAN = compile_late(r"(\d+(?:\.\d+)?)\s*([smhd])\Z")


def parse_span(
    context: click.Context | None, parameter: click.Parameter | None, value: str
) -> float:
    """The seconds of a length of time such as "90s", "15m", "6h" or "1d"."""
    found = _SPAN.match(value.strip().lower())
    if not found:
        raise click.BadParameter(
            f"{value!r} is not a time such as 90s, 15m, 6h or 1d", context, parameter
        )
    return float(found[1]) * UNITS_S[found[2]]


def format_span(seconds: float) -> str:
    """A length of time as `parse_span` reads it, in the largest unit of which it is a multiple."""
    unit = next((u for u in reversed(UNITS_S) if seconds % UNITS_S[u] == 0), "s")
    return f"{seconds / UNITS_S[unit]:g}{unit}"


@click.command(
    epilog=f"""{SOURCES_HELP}
\b
Examples:
  audiobrief watch https://news.example/feed.xml --every 30m -o episodes
  audiobrief watch incoming/ --rounds 1"""
)
@click.argument("sources", type=SourceName(), nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", default="output", type=WrittenPath(path_type=str, readable=False), metavar="DIR",
    help="Folder for the episodes, or an address of object storage (s3://…).  [output]",
)  # fmt: skip
@click.option(
    "--every", callback=parse_span, default="15m", metavar="TIME",
    help="Time between the starts of two rounds: 90s, 15m, 6h.  [15m]",
)  # fmt: skip
@click.option("--rounds", type=click.IntRange(1), metavar="N", help="Stop after N rounds.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON event per line, for programs."
)
@with_settings(
    BATCH_OPTIONS,
    FETCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    SITE_OPTIONS,
)
def command(
    sources: tuple[str, ...],
    *,
    output: str,
    every: float,
    rounds: int | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Make an episode of every new article in the SOURCEs, until you press Ctrl-C.

    After each round the site and its feeds are updated as `audiobrief publish` does it, also
    in object storage.

    Exit code, after the last complete round: 0 if nothing failed in it, 3 if some articles
    failed, 4 if somebody has to decide whether a story that was taken back stays.
    """
    last = _LastRound()
    # an interrupted round prints how to continue; a site is updated completely or not at all
    with contextlib.suppress(KeyboardInterrupt):
        _keep_going(
            sources, output, settings, last, every=every, rounds=rounds, as_json=as_json
        )
    raise click.exceptions.Exit(last.exit_code)


class _LastRound:
    """What the last complete round came to; an earlier round's failures may have passed."""

    def __init__(self) -> None:
        self.exit_code = 0

    def note(self, tally: Tally) -> None:
        from audiobrief.batch.events import Kind

        # a round without news is no failure, as it is for a batch
        decide = 4 if tally.of(Kind.ASKED) else 0
        self.exit_code = 3 if tally.of(Kind.FAILED) else decide


def _keep_going(
    sources: tuple[str, ...],
    output: str,
    settings: Settings,
    last: _LastRound,
    *,
    every: float,
    rounds: int | None,
    as_json: bool,
) -> None:
    from audiobrief.batch.events import RunOptions
    from audiobrief.publish.stored import open_mirror
    from audiobrief.system.storage import is_remote

    with open_mirror() if is_remote(output) else contextlib.nullcontext() as mirror:
        for number in itertools.count(1):
            started = time.monotonic()
            is_last = rounds is not None and number >= rounds
            nothing = "there is no page yet" + (
                "" if is_last else f"; audiobrief looks again in {format_span(every)}"
            )
            last.note(
                run(sources, output, settings, RunOptions(), as_json=as_json, nothing=nothing)
            )
            _publish(output, settings, mirror)
            if is_last:
                return
            left = max(0.0, every - (time.monotonic() - started))
            console.tell(f"next round in {left:.0f} s", level=console.VERBOSE)
            time.sleep(left)


def _publish(output: str, settings: Settings, mirror: Path | None) -> None:
    """Update the site; a faulty theme or an unavailable store does not end the watch.

    `mirror` is the local copy of what a site in object storage is made of, kept between rounds.
    """
    from audiobrief.errors import AudiobriefError
    from audiobrief.publish.hub import tell_hub
    from audiobrief.publish.site import publish_site
    from audiobrief.publish.stored import publish_stored_site

    try:
        if mirror:
            done = publish_stored_site(output, settings.publish, mirror)
        else:
            done = publish_site(Path(output.removeprefix("file://")), settings.publish)
    except AudiobriefError as error:
        console.tell(f"audiobrief: the site was not updated: {error}")
        return
    console.tell(f"{len(done.written):,} files of the site updated", level=console.VERBOSE)
    try:
        tell_hub(done.settings, done.written)
    except AudiobriefError as error:
        console.tell(f"audiobrief: {error}")
