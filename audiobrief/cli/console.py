"""All printing of the command line: results to stdout, everything else to stderr."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from audiobrief.patterns import compile_late
from audiobrief.secret_texts import hide, hide_known

if TYPE_CHECKING:
    from audiobrief.episode.recording import Progress
    from audiobrief.model import Article

QUIET, NORMAL, VERBOSE = -1, 0, 1
_DIRECTING = "\u202a-\u202e\u2066-\u2069"
"""Unicode's embeddings, overrides and isolates (UAX 9): a headline with one has the rest of a line,
which is ours, shown in another order."""
_STEERING = compile_late(f"[\x7f-\x9f{_DIRECTING}]")
"""What JSON leaves as it is; it escapes the C0 controls. DEL and C1 are of ECMA-48."""
_UNPRINTABLE = compile_late(f"[\0-\x08\x0b-\x1f\x7f-\x9f{_DIRECTING}]")
FORWARDED = {QUIET: logging.ERROR, NORMAL: logging.WARNING, VERBOSE: logging.DEBUG}


def verbosity() -> int:
    """-1 with -q, 1 with -v, otherwise 0."""
    context = click.get_current_context(silent=True)
    return int((context.find_root().obj or {}).get("verbosity", NORMAL)) if context else NORMAL


def tell(message: str, *, level: int = NORMAL) -> None:
    """Print `message` on stderr, unless the verbosity is below `level`."""
    if verbosity() >= level:
        _echo_on_stderr(printable(hide(message)))


def _echo_on_stderr(line: str) -> None:
    """Print a line on stderr; without it if its disk is full, since what was made is made."""
    try:
        click.echo(line, err=True)
    except OSError:
        _let_go_of(sys.stderr)


def tell_remarks(article: Article) -> None:
    """Print what the user should know about the reading of an article, one line each on stderr."""
    for remark in article.remarks:
        tell(f"note: {remark}")
    if article.is_doubtful:
        tell(f"warning: {doubts_of(article)}; see `audiobrief clean --explain`")


def doubts_of(article: Article) -> str:
    """How sure an article is and what speaks against it, as a line."""
    return f"the confidence in the article is {article.confidence:.2f} of 1: {'; '.join(article.doubts)}"


def result(text: str) -> None:
    """Print `text` on stdout: the result of the command."""
    click.echo(printable(hide_known(text)))


def result_json(value: Any) -> None:
    """Print `value` as indented JSON on stdout, without escaping non-ASCII letters."""
    click.echo(to_json(value))


def to_json(value: Any) -> str:
    """`value` as indented JSON, without escaping non-ASCII letters."""
    import msgspec

    plain = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    return _escaped(plain)


def style(text: str, **look: Any) -> str:
    """`text` in colour, if stdout is a terminal and NO_COLOR (no-color.org) is unset."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return click.style(printable(text), **look) if coloured else printable(text)


def printable(text: str) -> str:
    """`text` without what controls a terminal or the order in which it shows a line.

    Of the control characters, tab and line feed stay.
    """
    return _UNPRINTABLE.sub("", text).encode("utf-8", "replace").decode()


def _escaped(json_text: str) -> str:
    """JSON with the same meaning, without characters that control a terminal."""
    escaped = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", hide_known(json_text))
    # a lone surrogate cannot be encoded in UTF-8, but JSON has an escape for it
    return escaped.encode("utf-8", "backslashreplace").decode()


class _PrintableFormatter(logging.Formatter):
    """Removes control characters, and indents all lines of a record but its first.

    Messages may quote what a page or a stranger wrote, and that may look like the next record.
    """

    def format(self, record: logging.LogRecord) -> str:
        return "\n    ".join(printable(hide(super().format(record))).splitlines())


class _StderrHandler(logging.StreamHandler[TextIO]):
    """Writes log records to stderr as long as it takes them."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's own name
        if isinstance(sys.exception(), OSError):
            _let_go_of(sys.stderr)
        else:
            super().handleError(record)


def set_verbosity(level: int) -> None:
    """Show the libraries' own messages as far as the verbosity asks for them."""
    handler = _StderrHandler(sys.stderr)
    handler.setFormatter(_PrintableFormatter("audiobrief: %(message)s"))
    logging.basicConfig(handlers=[handler], level=FORWARDED[level], force=True)


def refuse(error: Exception) -> None:
    """Print the line for an error that the user can act on, and exit with code 1."""
    said = " ".join(str(error).splitlines())  # a file name may contain line ends
    _echo_on_stderr(f"audiobrief: {printable(hide(said))}")
    raise click.exceptions.Exit(1)


def give_up(error: OSError, advice: str) -> None:
    """Print the line for a resource that the machine lacks, and exit with code 1."""
    place = "" if error.filename is None else f" ({error.filename})"
    reason = (error.strerror or str(error)).lower()
    _echo_on_stderr(f"audiobrief: {printable(hide(f'{reason}{place}; {advice}'))}")
    with contextlib.suppress(OSError):
        # Python would write what stdout still holds at exit, and fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


def let_go_of_stdout() -> None:
    """Discard what is left for stdout, whose reader has gone (`audiobrief doctor | head -1`)."""
    _let_go_of(sys.stdout)


def _let_go_of(stream: TextIO) -> None:
    """Discard what a stream that cannot be written to still holds, and what is written later.

    Otherwise Python would try again at exit, and end with 120 and a message that it failed.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def event(name: str, **facts: Any) -> None:
    """Print one line of JSON on stdout, for a program that follows the run."""
    import msgspec

    click.echo(_escaped(msgspec.json.encode({"event": name, **facts}).decode()))


@contextlib.contextmanager
def progress(*, as_json: bool = False) -> Iterator[Callable[[Progress], None]]:
    """Show a progress bar on stderr if it is a terminal: stage, share, speed and time left.

    With `as_json`, print a line of JSON on stdout for each step instead.
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
