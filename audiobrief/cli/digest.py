"""`audiobrief digest`: joins episodes into one file with chapters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from audiobrief.cli import console
from audiobrief.cli.episode_folders import tell_refused
from audiobrief.cli.options import SOUND_OPTIONS, with_settings
from audiobrief.cli.places import WrittenPath

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

MOST_LISTED = 1_000_000
"""The longest list, in characters: some ten thousand addresses. A device has no end."""
DAYS_AGO = {"today": 0, "yesterday": 1}


def _parse_day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    if value in DAYS_AGO:
        return _today() - timedelta(days=DAYS_AGO[value])
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(
            f"{value!r} is no day; use today, yesterday or a date such as 2031-05-07",
            param=parameter,
        ) from error


@click.command(
    epilog="""\b
EPISODE is the name of an episode's folder, the address of its article, or its headline.

\b
Examples:
  audiobrief digest -o ~/Podcasts
  audiobrief digest --day yesterday --archive
  audiobrief digest --search "harbour ferry"
  audiobrief digest --list drive.txt --title "For the drive"
  audiobrief digest a-story another-story"""
)
@click.argument("episodes", nargs=-1, metavar="[EPISODE]...")
@click.option(
    "-o", "--output", default=Path("output"), metavar="FOLDER",
    type=WrittenPath(path_type=Path, file_okay=False),
    help="Folder of the episodes, and for the digest.  [output]",
)  # fmt: skip
@click.option(
    "--day", callback=_parse_day, metavar="DAY",
    help="Join those added on that day: today, yesterday or a date.  [today]",
)  # fmt: skip
@click.option(
    "--search", default="", metavar="WORDS",
    help="Join those that have all WORDS, as the library's page finds them; of any day, or of --day.",
)  # fmt: skip
@click.option(
    "--list", "listed", type=click.File(encoding="utf-8", errors="replace", lazy=True), metavar="FILE",
    help="Join the EPISODEs in FILE, one in each line; - for stdin.",
)  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help="Title of the digest.")
@click.option("--archive", is_flag=True, help="Archive the episodes that are in the digest.")
@with_settings(SOUND_OPTIONS)
def command(
    episodes: tuple[str, ...],
    *,
    output: Path,
    day: date | None,
    search: str,
    listed: TextIO | None,
    title: str,
    archive: bool,
    settings: Settings,
) -> None:
    """Join the EPISODEs, or those of a day or a search, into one file with a rundown and chapters.

    The digest is an episode in FOLDER, for a drive without a screen: first it says what is in
    it, then each story follows, with a chapter of its own. Prints the path of its audio file.
    """
    from audiobrief.clock import format_clock
    from audiobrief.episode.making import make_episode
    from audiobrief.errors import ListenError
    from audiobrief.listening.choosing import read_names
    from audiobrief.listening.deciding import decide, find_folders
    from audiobrief.listening.digest import compose_digest, is_digest
    from audiobrief.publish import read_episode

    search = search.strip()
    names = [*episodes, *(read_names(_read_list(listed)) if listed else ())]
    is_named = bool(episodes or listed)
    if is_named and (search or day):
        raise click.UsageError("--search and --day choose episodes; name none besides")
    if is_named:
        folders = find_folders(output, dict.fromkeys(names))
    else:
        folders = _choose(output, search, day, settings)
    # a story that is named twice, by its folder and by its headline, is told once
    stories = {folder: read_episode(output / folder) for folder in folders}
    digests = [name for name, each in stories.items() if is_digest(each.article)]
    if digests and is_named:
        raise ListenError(
            f"{digests[0]} is a digest itself, which no other one can hold; name its episodes"
        )
    stories = {name: each for name, each in stories.items() if name not in digests}
    if not stories:
        raise ListenError(_say_none(output, search, day, is_named=is_named))
    noon = datetime.combine(day or _today(), time(12)).astimezone()
    subject = search
    if is_named:
        first = next(iter(stories.values())).article.title
        subject = (_stem_of(listed) if listed and not episodes else "") or first
    manuscript = compose_digest(
        [*stories.values()], noon, settings.script, title=title, subject=subject,
        is_list=is_named,
    )  # fmt: skip
    with console.progress() as watch:
        made = make_episode(manuscript, output, settings, watch=watch)
    count = "1 episode" if len(stories) == 1 else f"{len(stories)} episodes"
    console.tell(f"{count}, {format_clock(made.episode.timeline.duration_ms)} long")
    if archive:
        for folder in stories:
            decide(output, settings, folder, "archive")
    console.result(str(made.audio))


def _stem_of(listed: TextIO) -> str:
    """The name of a list's file without its suffix; empty for stdin."""
    return "" if listed.name in {"-", "<stdin>"} else Path(listed.name).stem


def _read_list(listed: TextIO) -> str:
    from audiobrief.errors import ListenError

    text = listed.read(MOST_LISTED + 1)
    if len(text) > MOST_LISTED:
        raise ListenError(
            f"{listed.name} is no list of episodes: it has more than {MOST_LISTED:,} characters; "
            "name a file with one episode in each line"
        )
    return text


def _choose(output: Path, search: str, day: date | None, settings: Settings) -> list[str]:
    """Folders of the episodes of a search or a day, the last one that was added first."""
    import dataclasses

    from audiobrief.listening.choosing import added_on, find_words
    from audiobrief.publish.library import read_library
    from audiobrief.publish.shelf import arrange, read_shelf

    publish = dataclasses.replace(settings.publish, order="added")
    library = read_library(output)
    tell_refused(library)
    found = list(arrange(library, read_shelf(output), publish).listings)
    if search:
        found = find_words(found, search)
    if day or not search:
        found = added_on(found, day or _today())
    return [each.folder for each in found]


def _say_none(output: Path, search: str, day: date | None, *, is_named: bool) -> str:
    if is_named:
        return (
            "the list names no episode; write one in each line, by folder, address or headline"
        )
    if search:
        when = f" and was added on {day}" if day else ""
        return f'no episode in {output} has "{search}"{when}; search for fewer words'
    return f"no episode in {output} was added on {day or _today()}; name some, or another --day"


def _today() -> date:
    return datetime.now().astimezone().date()
