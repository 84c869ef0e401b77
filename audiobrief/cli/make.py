"""`audiobrief make`: an episode of a page, or of an edited script."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    PAGE_HELP,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    Choices,
    with_choices,
)
from audiobrief.episode import dependencies, receipts
from audiobrief.system.locations import settings_files

if TYPE_CHECKING:
    from audiobrief.engines.chain import SelectedEngine
    from audiobrief.episode.dependencies import Dependencies
    from audiobrief.episode.making import Made
    from audiobrief.model import Manuscript
    from audiobrief.settings.tree import Settings


STDIN = "-"
"""Stdin as a page; it can be read only once."""
KEPT = "nothing has changed"


@click.command(
    epilog=f"""{PAGE_HELP} It can also be a script written by `audiobrief script --json`.

\b
Examples:
  audiobrief make page.html
  audiobrief make https://news.example/story --quotes voice -f m4b
  curl -s https://news.example/story | audiobrief make - -o - > story.mp3"""
)
@click.argument("page")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"),
    metavar="DIR", help="Folder for the episode, or - for audio on stdout.  [output]",
)  # fmt: skip
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON event per line, for programs."
)
@with_choices(FETCH_OPTIONS, CONFIDENCE_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS)
def command(page: str, *, output: Path, as_json: bool, choices: Choices) -> None:
    """Make an episode of the article on PAGE and print the path of its audio file.

    An episode is kept as it is if nothing has changed since it was made.
    """
    started = time.perf_counter()
    if str(output) == "-":
        _stream(page, choices)
        return
    place = receipts.place_of(page, output)
    receipt = receipts.find_receipt(place)
    call = dependencies.of_call(choices.describe(), settings_files(choices.config))
    if receipt is not None and receipt.holds(call):
        _tell_kept(receipt, output, started, as_json=as_json)
        return
    from audiobrief.system.memory import give_back_large_blocks

    give_back_large_blocks()
    settings = choices.read()
    unseen = _what_changes_unseen(page, settings)
    with _open_early(settings) as voice:
        from audiobrief.episode.making import make_episode, read_cover

        read, manuscript = _read(page, settings, digest=not unseen)
        made_of = call | read
        why = f"made: {unseen}" if unseen else receipts.explain(receipt, made_of)
        console.tell(f"{manuscript.article.title}: {why}", level=console.VERBOSE)
        console.tell_remarks(manuscript.article)
        _tell_estimate(manuscript, settings)
        cover = read_cover(manuscript.article, page, settings)
        with console.progress(as_json=as_json) as watch:
            made = make_episode(
                manuscript, output, settings, cover=cover, voice=voice, watch=watch
            )
    # an engine that failed by accident speaks the next time
    if not unseen and not made.is_makeshift:
        folder, facts = str(made.folder.absolute()), _facts(made)
        receipts.keep_receipt(
            place, receipts.Receipt(made_of, folder, made.files, made.audio.name, facts)
        )
    seconds = time.perf_counter() - started
    if as_json:
        console.event(
            "made",
            audio=str(made.audio),
            **_facts(made),
            why=why,
            elapsed_ms=round(seconds * 1000),
        )
        return
    console.tell(_summary(made, seconds))
    console.result(str(made.audio))


def _stream(page: str, choices: Choices) -> None:
    settings = choices.read()
    with _open_early(settings) as voice:
        from audiobrief.episode.making import stream_episode

        _, manuscript = _read(page, settings, digest=False)
        console.tell_remarks(manuscript.article)
        _tell_estimate(manuscript, settings)
        stream_episode(manuscript, sys.stdout.buffer, settings, voice=voice)


def _read(page: str, settings: Settings, *, digest: bool) -> tuple[Dependencies, Manuscript]:
    """The manuscript, and what it is made of if `digest` is set."""
    from audiobrief.episode.reader import read_manuscript

    if not digest:
        return dependencies.Dependencies(), read_manuscript(page, settings)
    # digest the files before they are read. The page itself tells which profile it uses
    files = dependencies.of_files((settings, *settings.profiles.values()), page)
    manuscript = read_manuscript(page, settings)
    chosen = settings.for_url(manuscript.article.url)
    known = dependencies.Dependencies(settings=dependencies.describe_settings(chosen))
    return files | known, manuscript


def _open_early(settings: Settings) -> contextlib.AbstractContextManager[SelectedEngine | None]:
    from audiobrief.episode.recording import open_early

    return open_early(settings)


def _what_changes_unseen(page: str, settings: Settings) -> str:
    """Why no receipt is kept: something may change outside files and installed packages."""
    from audiobrief.engines import facts_of
    from audiobrief.fetch import is_address

    every = (settings, *settings.profiles.values())
    engines = [name for one in every for name in one.voice.engines]
    told = (
        (page == STDIN, "its page comes from stdin and is read each time"),
        (is_address(page), "its page is on the web and is read each time"),
        (not settings.cache.speech, "nothing is cached with --no-cache"),
        (
            not all(facts_of(name).is_repeatable for name in engines),
            "the engine's server or model may change without notice",
        ),
        (
            any(one.publish.templates for one in every),
            "its templates may change without notice",
        ),
    )
    return next((why for applies, why in told if applies), "")


def _tell_kept(
    receipt: receipts.Receipt, output: Path, started: float, *, as_json: bool
) -> None:
    audio = output / Path(receipt.folder).name / receipt.audio
    if as_json:
        elapsed_ms = round((time.perf_counter() - started) * 1000)
        console.event(
            "made",
            audio=str(audio),
            **receipt.facts,
            why=f"kept: {KEPT}",
            elapsed_ms=elapsed_ms,
        )
        return
    console.tell(f"{receipt.facts['title']}: {KEPT}; kept as it is")
    console.result(str(audio))


def _facts(made: Made) -> dict[str, object]:
    loudness = made.episode.loudness
    return {
        "title": made.episode.article.title,
        "duration_ms": made.episode.timeline.duration_ms,
        "bytes": made.audio.stat().st_size,
        "loudness": None if loudness is None else dataclasses.asdict(loudness),
    }


def _tell_estimate(manuscript: Manuscript, settings: Settings) -> None:
    """Print what a paid server will be asked for, before the first request."""
    if "openai" not in settings.voice.engines:
        return
    from audiobrief.engines.openai.engine import estimate_requests

    price = settings.voice.options.get("openai", {}).get("price_per_million")
    estimate = estimate_requests((s.spoken for s in manuscript.script.segments), price)
    cost = "" if estimate.price is None else f", {estimate.price:.2f} in all"
    console.tell(
        f"openai will get at most {estimate.characters:,} characters in "
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
