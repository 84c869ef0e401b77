"""How a batch shows its progress: a display on a terminal, else lines or JSON; a table at the end."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from audiobrief.cli import console
from audiobrief.clock import format_clock

if TYPE_CHECKING:
    from audiobrief.batch.events import Event
    from audiobrief.batch.start import Tally

Show = Callable[["Event", "Tally"], None]
QUIET_KINDS = {"skipped", "kept-away"}
"""Kinds printed only with -v: ten thousand lines about skipped articles would help nobody."""
TOLD_KINDS = {"failed", "retried", "held", "warning"}
"""Kinds printed above the display of a terminal, too."""
NO_PAGE = "no page was found; name pages, folders that hold some, feeds or lists"
MS_PER_HOUR = 3_600_000
LABELS = {
    # kind of event -> its row of the table
    "made": "made",
    "waiting": "to approve",
    "planned": "to make",
    "skipped": "unchanged",
    "duplicate": "duplicates",
    "held": "held back",
    "kept-away": "kept away",
    "withdrawn": "withdrawn",
    "asked": "to decide",
    "failed": "failed",
}


@contextlib.contextmanager
def show_json() -> Iterator[Show]:
    """Print one JSON object per line on stdout."""

    def show(event: Event, tally: Tally) -> None:
        del tally
        row = event.row
        told = {
            "event": event.kind.value,
            "id": row.id,
            "source": row.source,
            "title": row.title,
            "message": event.message,
            "reason": row.reason,
            "why": event.why,
            "note": row.note if event.kind.value in {"made", "waiting"} else "",
            "url": row.about_url,
            "path": row.about_path,
            "folder": row.folder,
            "audio": row.audio,
            "duration_ms": row.duration_ms,
            "words": row.words,
            "characters": row.characters,
            "unspoken": event.unspoken,
            "duplicate_of": row.duplicate_of,
        }
        kept = {key: value for key, value in told.items() if value not in {"", 0}}
        console.result(json.dumps(kept, ensure_ascii=True))

    yield show


@contextlib.contextmanager
def show_lines() -> Iterator[Show]:
    """Print one line per article on stderr; on a terminal, with a display under them."""
    if sys.stderr.isatty() and console.verbosity() > console.QUIET:
        with _show_bar() as show_bar:
            yield show_bar
        return

    def show(event: Event, tally: Tally) -> None:
        del tally
        line = describe(event, explained=console.verbosity() >= console.VERBOSE)
        is_quiet = event.kind.value in QUIET_KINDS and not event.message
        level = console.VERBOSE if is_quiet else console.NORMAL
        console.tell(line, level=level)

    yield show


def describe(event: Event, *, explained: bool = False) -> str:
    """An event as a line for people. With `explained`, it says why an article is made or kept."""
    why = f"; {event.why}" if explained and event.why else ""
    return f"{_describe(event)}{why}"


def _describe(event: Event) -> str:
    row = event.row
    name = row.title or row.source
    kind = event.kind.value
    if kind in {"made", "waiting"}:
        note = f"; {row.note}" if row.note else ""
        return f"{kind:<10} {name} ({format_clock(row.duration_ms)}){note}"
    if kind in {"held", "warning"}:
        about = f"{name}: " if kind == "held" else ""
        return f"{kind:<10} {about}{event.message}"
    if kind in {"failed", "retried"}:
        reason = f"{row.reason}: " if kind == "failed" else ""
        # the message of a line of a list begins with its place, since `names` shows it alone
        said = event.message.removeprefix(f"{row.source}: ")
        return f"{kind:<10} {row.source}: {reason}{said}"
    if kind == "duplicate":
        return f"{kind:<10} {row.source}: the same article as {row.duplicate_of}"
    if kind == "planned":
        return f"{kind:<10} {name}: {row.words:,} words, {event.unspoken:,} characters to speak"
    return f"{kind:<10} {name}{f': {event.message}' if event.message else ''}"


@contextlib.contextmanager
def _show_bar() -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn(
            "{task.fields[made]} made, {task.fields[failed]} failed, "
            "{task.fields[skipped]} skipped, {task.fields[hours]:.2f} h of audio, "
            "{task.fields[speed]:.0f} x real time{task.fields[left]}"
        ),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(
            "", total=None, made=0, failed=0, skipped=0, hours=0, speed=0, left=""
        )
        started = time.monotonic()

        def show(event: Event, tally: Tally) -> None:
            is_told = event.kind.value in TOLD_KINDS or bool(event.message)
            if is_told or console.verbosity() == console.VERBOSE:
                explained = console.verbosity() == console.VERBOSE
                line = console.printable(describe(event, explained=explained))
                bar.console.print(line, markup=False, highlight=False)
            counts = tally.counts
            passed = time.monotonic() - started
            bar.update(
                task,
                made=sum(counts.get(kind, 0) for kind in ("made", "waiting", "planned")),
                failed=counts.get("failed", 0),
                skipped=sum(counts.get(kind, 0) for kind in (*QUIET_KINDS, "duplicate")),
                hours=tally.duration_ms / MS_PER_HOUR,
                speed=tally.duration_ms / 1000 / max(passed, 0.001),
                left=_left(tally, passed),
            )

        yield show


def _left(tally: Tally, passed_s: float) -> str:
    if tally.listed is None:
        return ""
    done = sum(count for kind, count in tally.counts.items() if kind != "retried")
    seconds = passed_s / max(done, 1) * max(tally.listed - done, 0)
    minutes, rest = divmod(round(seconds), 60)
    return f", {minutes}:{rest:02d} left"


def summary(tally: Tally, output: str, *, dry_run: bool, nothing: str = NO_PAGE) -> str:
    """The table printed at the end, or `nothing` if there was no page."""
    lines = [
        f"{label:<12} {tally.counts[kind]:>7,}"
        for kind, label in LABELS.items()
        if tally.counts.get(kind)
    ]
    if not lines:
        return nothing
    if dry_run:
        minutes = tally.duration_ms / 60_000
        lines += [
            f"{'words':<12} {tally.words:>7,}",
            f"{'minutes':<12} {minutes:>7,.0f}  approximately",
            f"{'characters':<12} {tally.characters:>7,}",
            f"{'to speak':<12} {tally.unspoken:>7,}  of these; the rest is in the cache",
        ]
        return "\n".join(lines)
    seconds = max(time.time() - tally.started, 0.001)
    if tally.duration_ms:
        speed = tally.duration_ms / 1000 / seconds
        hours = tally.duration_ms / MS_PER_HOUR
        lines.append(f"{'audio':<12} {hours:>7,.2f}  hours, {speed:,.0f} x real time")
        lines.append(f"{'size':<12} {tally.audio_bytes / 1e6:>7,.1f}  MB")
    lines.append(f"{'time':<12} {seconds:>7,.1f}  s")
    if tally.counts.get("waiting"):
        lines.append(f"to approve: audiobrief desk {output}, or audiobrief approve -o {output}")
    if tally.counts.get("asked"):
        lines.append(
            "to decide: audiobrief withdraw STORY, or audiobrief restore STORY to keep it"
        )
    if tally.counts.get("failed"):
        lines.append(f"to see what failed and why: audiobrief report {output}")
    return "\n".join(lines)
