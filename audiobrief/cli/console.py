"""Where the command line prints: results to stdout, everything else to stderr."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from audiobrief.episode.recording import Progress
    from audiobrief.model import Article

QUIET, NORMAL, VERBOSE = -1, 0, 1
_STEERING = compile_late("[\x7f-\x9f]")
"""DEL and the C1 controls (ECMA-48), which JSON lets stand; those of C0 it escapes itself."""
FORWARDED = {QUIET: logging.ERROR, NORMAL: logging.WARNING, VERBOSE: logging.DEBUG}


def verbosity() -> int:
    """-1 after -q, 0, or 1 after -v."""
    context = click.get_current_context(silent=True)
    return int((context.find_root().obj or {}).get("verbosity", NORMAL)) if context else NORMAL


def tell(message: str, *, level: int = NORMAL) -> None:
    """`message` on stderr, unless the user asked for less than `level`."""
    if verbosity() >= level:
        click.echo(printable(message), err=True)


def tell_remarks(article: Article) -> None:
    """What the user should know of how an article was read, a line each on stderr."""
    for remark in article.remarks:
        tell(f"note: {remark}")


def result(text: str) -> None:
    """`text` on stdout: what the command was asked for."""
    click.echo(printable(text))


def result_json(value: Any) -> None:
    """`value` as JSON on stdout, indented, in its own script."""
    click.echo(to_json(value))


def to_json(value: Any) -> str:
    """`value` as JSON, indented, in its own script."""
    import msgspec

    plain = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    return _escaped(plain)


def style(text: str, **look: Any) -> str:
    """`text` in colour, where stdout is a terminal and NO_COLOR (no-color.org) is unset."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return click.style(printable(text), **look) if coloured else printable(text)


def printable(text: str) -> str:
    """`text` without what steers a terminal: C0 and C1 controls but tab and line feed."""
    kept = (c for c in text if c in "\t\n" or not (ord(c) < 32 or 127 <= ord(c) < 160))
    return "".join(kept).encode("utf-8", "replace").decode()


def _escaped(json_text: str) -> str:
    """JSON in which nothing steers a terminal, with the same meaning."""
    escaped = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json_text)
    # a lone surrogate cannot leave in UTF-8, and JSON has an escape for it
    return escaped.encode("utf-8", "backslashreplace").decode()


class _PrintableFormatter(logging.Formatter):
    """What libraries say of a page may quote it."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def set_verbosity(level: int) -> None:
    """Let the libraries' own warnings through as far as the user wants to hear."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_PrintableFormatter("audiobrief: %(message)s"))
    logging.basicConfig(handlers=[handler], level=FORWARDED[level], force=True)


def refuse(error: Exception) -> None:
    """The line for an error that the user can do something about; exit code 1."""
    said = " ".join(str(error).splitlines())  # a file's name may hold line ends
    click.echo(f"audiobrief: {printable(said)}", err=True)
    raise click.exceptions.Exit(1)


def give_up(error: OSError, advice: str) -> None:
    """The line for what the machine is short of; ends the process with 1."""
    place = "" if error.filename is None else f" ({error.filename})"
    reason = (error.strerror or str(error)).lower()
    click.echo(f"audiobrief: {printable(f'{reason}{place}; {advice}')}", err=True)
    with contextlib.suppress(OSError):
        # what stdout still holds would be written once more at the end, and fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


def let_go_of_stdout() -> None:
    """Send nowhere what is left for stdout: its reader has gone (`audiobrief doctor | head -1`).

    Python would try once more at its end, and print that it could not.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def event(name: str, **facts: Any) -> None:
    """One line of JSON on stdout for a program that follows."""
    import msgspec

    click.echo(_escaped(msgspec.json.encode({"event": name, **facts}).decode()))


@contextlib.contextmanager
def progress(*, as_json: bool = False) -> Iterator[Callable[[Progress], None]]:
    """A bar on stderr where that is a terminal: stage, how far, how fast, how long still.

    With `as_json`, a line of JSON on stdout for each step instead.
    """
    from audiobrief.episode.recording import watch_nothing

    if as_json:
        yield lambda now: event(
            now.stage,
            done=now.done,
            total=now.total,
            sound_ms=now.samples * 1000 // now.sample_rate,
        )
        return
    if not sys.stderr.isatty() or verbosity() == QUIET:
        yield watch_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TextColumn("{task.fields[speed]:.0f} x real time"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("clean", total=None, speed=0)
        started = time.perf_counter()

        def watch(now: Progress) -> None:
            speed = now.samples / now.sample_rate / (time.perf_counter() - started)
            bar.update(
                task, description=now.stage, completed=now.done, total=now.total, speed=speed
            )

        yield watch
