"""`audiobrief names`: the names of many pages that a voice may mispronounce."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.batch import SOURCES_HELP
from audiobrief.cli.desk_client import desk_option, open_client
from audiobrief.cli.options import (
    FETCH_OPTIONS,
    LEXICON_OPTIONS,
    VOICE_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import SourceName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.batch.names import Name, NameList
    from audiobrief.settings.tree import Settings

EXAMPLES = """\b
Examples:
  audiobrief names page.html
  audiobrief names archive/ --toml > names.toml
  audiobrief make page.html --lexicon names.toml
  audiobrief names archive/ --lexicon names.toml --toml >> names.toml  # new names"""
SHOWN = 76
"""Characters shown of the sentence that a name stands in; --json has all of it."""


@click.command(epilog=f"{SOURCES_HELP}\n{EXAMPLES}")
@click.argument("sources", type=SourceName(), nargs=-1, metavar="SOURCE...")
@click.option("--toml", "as_toml", is_flag=True, help="Print a lexicon to edit.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option(
    "--all", "everything", is_flag=True, help="List names that the voice's dictionary has, too."
)
@desk_option("List those of the stories")
@with_settings(FETCH_OPTIONS, LEXICON_OPTIONS, VOICE_OPTIONS)
def command(
    sources: tuple[str, ...],
    *,
    desk: str,
    as_toml: bool,
    as_json: bool,
    everything: bool,
    settings: Settings,
) -> None:
    """List the names in the SOURCEs that may be mispronounced.

    The most frequent come first; with the word lists of audiobrief[names], the rarest. Each has
    how the voice would say it, as IPA and, where that is read as these sounds, as a respelling,
    how often and on which pages it stands, and a sentence. Names in a lexicon, and those that the
    voice's dictionary has, are left out. Exit code: 0 if all pages were read, 3 if some were not, 1 if none was.
    """
    from audiobrief.batch.names import list_names

    if bool(sources) == bool(desk):
        raise click.UsageError("give a SOURCE or more, or --desk")
    found = (
        _names_at_desk(desk) if desk else list_names(sources, settings, everything=everything)
    )
    for failure in found.failures:
        console.tell(f"audiobrief: {failure.message}")
    if found.silence:
        console.tell(f"note: no voice shows how they sound: {found.silence}")
    if as_json:
        console.result_json(found.names)
    elif as_toml:
        console.result("\n".join(toml_lines(found)))
    else:
        console.result("\n".join(table_lines(found)))
    if found.failures:
        raise click.exceptions.Exit(3 if found.page_count else 1)


def _names_at_desk(url: str) -> NameList:
    """The unknown names of a desk's stories.

    Raises:
        DeskError: there is no token, or the desk does not answer.
    """
    from audiobrief.batch.names import Name, NameList

    with open_client(url) as desk:
        unknown = desk.names().unknown
    names = tuple(
        Name(
            each.name, each.language, each.count,
            tuple(story.title for story in each.stories[:3]), len(each.stories),
            each.sentence, each.ipa, each.respelling, frequency=each.frequency,
        )
        for each in unknown
    )  # fmt: skip
    pages = {story.id for each in unknown for story in each.stories}
    return NameList(names, len(pages), ())


def table_lines(found: NameList) -> Iterator[str]:
    """A line for each name and one for its sentence, below a line of headings."""
    rows = [
        (name.name, name.respelling, name.ipa, f"{name.count} x", _pages(name))
        for name in found.names
    ]
    heading = ("name", "sounds like", "IPA", "count", "pages")
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    yield console.style(_columns(heading, widths), bold=True)
    for name, row in zip(found.names, rows, strict=True):
        yield _columns(row, widths)
        yield console.style(f"  {_shorten(name)}", dim=True)


def toml_lines(found: NameList) -> Iterator[str]:
    """A lexicon that changes nothing yet: every name is said as it is written."""
    from audiobrief.settings.template import to_toml

    for name in found.names:
        sound = " ".join(filter(None, (name.respelling, f"[{name.ipa}]" if name.ipa else "")))
        pages = f"{name.page_count} page{'s' if name.page_count != 1 else ''}"
        told = ", ".join(filter(None, (sound, f"{name.count} x on {pages}")))
        yield f"{to_toml(name.name)} = {to_toml(name.name)}  # {told}"


def _columns(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(
        cell.ljust(width) for cell, width in zip(cells, widths, strict=True)
    ).rstrip()


def _pages(name: Name) -> str:
    more = name.page_count - len(name.pages)
    return ", ".join((*name.pages, *([f"and {more} more"] if more else [])))


def _shorten(name: Name) -> str:
    """The sentence, or the part around the name, with … where it was cut."""
    sentence = " ".join(name.sentence.split())
    if len(sentence) <= SHOWN:
        return sentence
    start = max(0, sentence.find(name.name.split()[0]) - SHOWN // 2)
    cut = sentence[start : start + SHOWN]
    return f"{'…' if start else ''}{cut}{'…' if start + SHOWN < len(sentence) else ''}"
