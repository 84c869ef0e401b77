"""`audiobrief voices`: the voices on this machine, and those that can be added."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings
from audiobrief.cli.voices_catalogue import add, list_available, remove

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

COLUMNS = ("engine", "voice", "language", "sex", "description")
AVAILABLE_COLUMNS = ("engine", "voice", "language", "sex", "size", "licence", "here")
MOST_ROWS = 40
"""The most voices of an engine that a list of all engines names. eSpeak alone has 137, and what
a reader looks for would leave the terminal."""


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  audiobrief voices --language en
  audiobrief voices --engine piper --json
  audiobrief voices --available --language en-GB
  audiobrief voices add emma""",
)
@click.option(
    "-e",
    "--engine",
    "names",
    metavar="NAME[,NAME]",
    help="List only voices of these engines.  [all]",
)
@click.option(
    "-l",
    "--language",
    default="",
    metavar="TAG",
    help='List only voices of this language: "en" for all English, "en-GB" or "british" for British.',
)
@click.option(
    "--available", is_flag=True, help="List the voices that `voices add` can install."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@with_settings()
def command(
    names: str | None, *, language: str, available: bool, as_json: bool, settings: Settings
) -> None:
    """List the voices on this machine and their engines.

    `voices add` installs others, and `voices remove` removes them.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    from audiobrief.engines import known_engines

    asked = [name.strip() for name in (names or "").split(",") if name.strip()]
    rows: list[dict[str, str]] = []
    if available:
        rows = [row for row in list_available() if not asked or row["engine"] in asked]
    else:
        # the engines that speak by default come first
        chain = [name for name in settings.voice.engines if name in known_engines()]
        others = [name for name in known_engines() if name not in chain]
        for name in asked or [*chain, *others]:
            rows += _list_voices(name, settings, must=bool(asked))
    everything = rows
    wanted, rows = _choose(everything, language)
    if as_json:
        console.result_json(rows)
    elif rows:
        many = {} if asked or wanted or available else _count_many(rows)
        rows = [row for row in rows if row["engine"] not in many]
        console.result(format_table(rows, AVAILABLE_COLUMNS if available else COLUMNS))
        if available:
            console.tell(
                "`audiobrief voices add NAME` installs one; --json gives the address of its card"
            )
        for name, (count, languages) in many.items():
            console.tell(
                f"{name} has {count} voices in {languages} languages: "
                f"`audiobrief voices --engine {name}` lists them"
            )
    else:
        console.tell(_describe_none(everything, language, wanted, available=available))


command.add_command(add)
command.add_command(remove)


def _choose(rows: list[dict[str, str]], said: str) -> tuple[str, list[dict[str, str]]]:
    """The tag that was meant by `said`, and the rows of its voices.

    A word is looked up where no tag is spelled like it: "is" is Icelandic.
    """
    wanted = said.casefold().replace("_", "-")
    found = [row for row in rows if _is_of(row["language"].casefold(), wanted)]
    if wanted and not any(row["language"] for row in found):
        from audiobrief.cli.language_words import find_tag

        tag = find_tag(said).casefold()
        if tag:
            return tag, [row for row in rows if _is_of(row["language"].casefold(), tag)]
    return wanted, found


def _describe_none(
    rows: list[dict[str, str]], said: str, wanted: str, *, available: bool
) -> str:
    command = f"audiobrief voices{' --available' if available else ''}"
    if not said:
        return f"no voice matches; `{command}` lists all"
    root = wanted.partition("-")[0]
    if any(_is_of(row["language"].casefold(), root) for row in rows):
        return f"no voice speaks {said}; `{command} --language {root}` lists those of {root}"
    from audiobrief.cli.language_words import find_nearest

    nearest = find_nearest(said)
    is_other = nearest not in {"", said.casefold()}
    advice = f"did you mean {nearest!r}?" if is_other else f"`{command}` lists all"
    return f"no voice speaks {said!r}; {advice}"


def _count_many(rows: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """The engines of more than `MOST_ROWS` voices, with the numbers of voices and languages."""
    counts = Counter(row["engine"] for row in rows)
    return {
        name: (
            count,
            len({row["language"].partition("-")[0] for row in rows if row["engine"] == name}),
        )
        for name, count in counts.items()
        if count > MOST_ROWS
    }


def format_table(rows: list[dict[str, str]], columns: tuple[str, ...] = COLUMNS) -> str:
    """The rows under their headings; each column is as wide as its widest entry."""
    lines = [list(columns), *([row[column] for column in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([console.style(shown[0], bold=True), *shown[1:]])


def _list_voices(name: str, settings: Settings, *, must: bool) -> list[dict[str, str]]:
    from contextlib import closing

    from audiobrief.engines import load_engine
    from audiobrief.errors import EngineError

    options: dict[str, Any] = dict(settings.voice.options.get(name, {}))
    try:
        with closing(load_engine(name, **options)) as engine:
            return [
                {
                    "engine": name,
                    "voice": voice.name,
                    "language": voice.language,
                    "sex": voice.sex,
                    "description": voice.description,
                }
                for voice in engine.voices()
            ]
    except EngineError as error:
        if must:
            raise
        console.tell(f"{name}: {error}", level=console.VERBOSE)
        return []


def _is_of(language: str, wanted: str) -> bool:
    # a voice without a language speaks any language
    return not wanted or not language or language == wanted or language.startswith(f"{wanted}-")
