"""`audiobrief watch`: a batch again and again."""

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
    FETCH_OPTIONS,
    PUBLISH_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

SITE_OPTIONS = [row for row in PUBLISH_OPTIONS if row[1] != "publish.cover"]
"""--cover is the episodes'; the site's stands in a file of settings."""
UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SPAN = compile_late(r"(\d+(?:\.\d+)?)\s*([smhd])\Z")


def parse_span(
    context: click.Context | None, parameter: click.Parameter | None, value: str
) -> float:
    """A length of time in seconds: of "90s", "15m", "6h", "1d"."""
    found = _SPAN.match(value.strip().lower())
    if not found:
        raise click.BadParameter(
            f"{value!r} is not a time such as 90s, 15m, 6h or 1d", context, parameter
        )
    return float(found[1]) * UNITS_S[found[2]]


@click.command(
    epilog=f"""{SOURCES_HELP}
\b
Examples:
  audiobrief watch https://news.example/feed.xml --every 30m -o episodes
  audiobrief watch incoming/ --rounds 1"""
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", default="output", metavar="DIR",
    help="Folder for the episodes' folders, or an address of storage (s3://…).  [output]",
)  # fmt: skip
@click.option(
    "--every", callback=parse_span, default="15m", metavar="TIME",
    help="From the beginning of one round to that of the next: 90s, 15m, 6h.  [15m]",
)  # fmt: skip
@click.option("--rounds", type=click.IntRange(1), metavar="N", help="End after so many rounds.")
@click.option(
    "--json", "as_json", is_flag=True, help="An event a line on stdout, for programs."
)
@with_settings(BATCH_OPTIONS, FETCH_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS, SITE_OPTIONS)
def command(
    sources: tuple[str, ...],
    *,
    output: str,
    every: float,
    rounds: int | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Make an episode of every article that comes to the SOURCEs, until interrupted.

    After each round the site and its feeds are renewed, as by `audiobrief publish`, also where
    the output is an address of storage.
    """
    # a round that is interrupted says itself how to go on; a site is renewed whole or not at all
    with contextlib.suppress(KeyboardInterrupt):
        _keep_going(sources, output, settings, every=every, rounds=rounds, as_json=as_json)


def _keep_going(
    sources: tuple[str, ...],
    output: str,
    settings: Settings,
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
            run(sources, output, settings, RunOptions(), as_json=as_json)
            _publish(output, settings, mirror)
            if rounds is not None and number >= rounds:
                return
            left = max(0.0, every - (time.monotonic() - started))
            console.tell(f"next round in {left:.0f} s", level=console.VERBOSE)
            time.sleep(left)


def _publish(output: str, settings: Settings, mirror: Path | None) -> None:
    """Renew the site; a theme that is wrong, or a store that is away, does not end the watch.

    `mirror` is the copy of what a site in storage is made of, kept from round to round.
    """
    from audiobrief.errors import AudiobriefError
    from audiobrief.publish.site import publish_site
    from audiobrief.publish.stored import publish_stored_site

    try:
        if mirror:
            done = publish_stored_site(output, settings.publish, mirror)
        else:
            done = publish_site(Path(output.removeprefix("file://")), settings.publish)
    except AudiobriefError as error:
        console.tell(f"audiobrief: the site was not renewed: {error}")
        return
    console.tell(f"{len(done.written):,} files of the site renewed", level=console.VERBOSE)
