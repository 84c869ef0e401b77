"""`audiobrief make`: an episode of a page, or of an edited script."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    FETCH_OPTIONS,
    PAGE_HELP,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)

if TYPE_CHECKING:
    from audiobrief.config import Settings
    from audiobrief.model import Manuscript
    from audiobrief.pipeline import Made


@click.command(
    epilog=f"""{PAGE_HELP} It may also be a script that `audiobrief script --json` wrote.

\b
Examples:
  audiobrief make page.html
  audiobrief make https://news.example/story --quotes voice -f m4b
  curl -s https://news.example/story | audiobrief make - -o - > story.mp3"""
)
@click.argument("page")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"),
    metavar="DIR", help="Folder for the episode's folder, or - for sound on stdout.  [output]",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Events for programs, a line each.")
@with_settings(FETCH_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS)
def command(page: str, *, output: Path, as_json: bool, settings: Settings) -> None:
    """Make an episode of the article on PAGE and print the path of its audio file."""
    from audiobrief.pipeline import make_episode, read_cover, read_manuscript, stream_episode

    started = time.perf_counter()
    manuscript = read_manuscript(page, settings)
    _tell_estimate(manuscript, settings)
    if str(output) == "-":
        stream_episode(manuscript, sys.stdout.buffer, settings)
        return
    cover = read_cover(manuscript.article, page, settings)
    with console.progress(as_json=as_json) as watch:
        made = make_episode(manuscript, output, settings, cover=cover, watch=watch)
    seconds = time.perf_counter() - started
    if as_json:
        console.event("made", **_facts(made, seconds))
        return
    console.tell(_summary(made, seconds))
    console.result(str(made.audio))


def _facts(made: Made, seconds: float) -> dict[str, object]:
    return {
        "audio": str(made.audio),
        "title": made.episode.article.title,
        "duration_ms": made.episode.timeline.duration_ms,
        "bytes": made.audio.stat().st_size,
        "loudness": made.episode.loudness,
        "elapsed_ms": round(seconds * 1000),
    }


def _tell_estimate(manuscript: Manuscript, settings: Settings) -> None:
    """What a paid server will be asked for, before it is."""
    if "openai" not in settings.voice.engines:
        return
    from audiobrief.engines.openai import estimate_requests

    price = settings.voice.options.get("openai", {}).get("price_per_million")
    estimate = estimate_requests((s.spoken for s in manuscript.script.segments), price)
    cost = "" if estimate.price is None else f", {estimate.price:.2f} in all"
    console.tell(
        f"openai will be sent at most {estimate.characters:,} characters in "
        f"{estimate.requests:,} requests, for about {estimate.seconds / 60:.0f} minutes{cost}"
    )


def _summary(made: Made, seconds: float) -> str:
    length = made.episode.timeline.duration_ms / 1000
    minutes, rest = divmod(round(length), 60)
    megabytes = made.audio.stat().st_size / 1e6
    return (
        f"{made.episode.article.title}: {minutes}:{rest:02d}, {megabytes:.1f} MB, "
        f"{length / seconds:.0f} x real time"
    )
