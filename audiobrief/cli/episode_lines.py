"""What `audiobrief make` prints of an episode, before and after it is made."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.cli import console

if TYPE_CHECKING:
    from audiobrief.episode.making import Made
    from audiobrief.episode.receipts import Receipt
    from audiobrief.model import Manuscript
    from audiobrief.settings.tree import Settings

KEPT = "nothing has changed"


def tell_undeclared(manuscript: Manuscript, settings: Settings) -> None:
    """Print that nothing in the sound will say that its voice is automated, if that is so."""
    language = manuscript.script.language
    if settings.for_url(manuscript.article.url).script.is_undeclared(language):
        console.tell(
            "note: nothing in the sound says that its voice is automated, since audiobrief has no "
            f"sentence for it in '{language}'; give one in script.declarations"
        )


def tell_estimate(manuscript: Manuscript, settings: Settings) -> None:
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


def tell_unsaid(made: Made) -> None:
    """Print which words were respelled for the voice, and which have no sound."""
    from audiobrief.episode.recording import describe_respelled, describe_unsaid

    if made.respelled:
        console.tell(f"note: {describe_respelled(made.respelled)}")
    if made.unsaid:
        console.tell(f"warning: the voice gave no sound for {describe_unsaid(made.unsaid)}")


def tell_kept(
    receipt: Receipt,
    output: Path,
    started: float,
    *,
    as_json: bool,
    why: str = KEPT,
) -> None:
    """Print the audio file of an episode that is kept as it is, and why."""
    audio = output / Path(receipt.folder).name / receipt.audio
    if as_json:
        elapsed_ms = round((time.perf_counter() - started) * 1000)
        console.event(
            "made",
            audio=str(audio),
            **receipt.facts,
            why=f"kept: {why}",
            elapsed_ms=elapsed_ms,
        )
        return
    console.tell(f"{receipt.facts['title']}: {why}; kept as it is")
    console.result(str(audio))


def facts_of(made: Made, settings: Settings) -> dict[str, object]:
    """What a program is told of an episode."""
    from audiobrief.episode.counting import count

    loudness = made.episode.loudness
    style = settings.for_url(made.episode.article.url).script
    return {
        "title": made.episode.article.title,
        "duration_ms": made.episode.timeline.duration_ms,
        "bytes": made.audio.stat().st_size,
        "loudness": None if loudness is None else dataclasses.asdict(loudness),
        "letters": dataclasses.asdict(count(made.episode, style, made.unsaid)),
    }


def tell_made(
    made: Made, facts: dict[str, object], started: float, *, as_json: bool, why: str
) -> None:
    """Print the audio file of a new episode, and how long it took.

    `started` is the performance counter when the command began, in seconds.
    """
    seconds = time.perf_counter() - started
    if as_json:
        console.event(
            "made",
            audio=str(made.audio),
            **facts,
            why=why,
            elapsed_ms=round(seconds * 1000),
        )
        return
    console.tell(_summary(made, seconds))
    console.result(str(made.audio))


def _summary(made: Made, seconds: float) -> str:
    length = made.episode.timeline.duration_ms / 1000
    minutes, rest = divmod(round(length), 60)
    megabytes = made.audio.stat().st_size / 1e6
    return (
        f"{made.episode.article.title}: {minutes}:{rest:02d}, {megabytes:.1f} MB, "
        f"{length / seconds:.0f} x real time"
    )
