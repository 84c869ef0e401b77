"""`audiobrief digest`: joins episodes into one file with chapters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import SOUND_OPTIONS, with_settings
from audiobrief.cli.places import WrittenPath

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

DAYS_AGO = {"today": 0, "yesterday": 1}


def _parse_day(_: click.Context, parameter: click.Parameter, value: str) -> date:
    today = datetime.now().astimezone().date()
    if value in DAYS_AGO:
        return today - timedelta(days=DAYS_AGO[value])
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
  audiobrief digest a-story another-story --title "For the drive\""""
)
@click.argument("episodes", nargs=-1, metavar="[EPISODE]...")
@click.option(
    "-o", "--output", default=Path("output"), metavar="FOLDER",
    type=WrittenPath(path_type=Path, file_okay=False),
    help="Folder of the episodes, and for the digest.  [output]",
)  # fmt: skip
@click.option(
    "--day", callback=_parse_day, default="today", metavar="DAY",
    help="Without EPISODEs, join those added on that day: today, yesterday or a date.  [today]",
)  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help="Title of the digest.")
@click.option("--archive", is_flag=True, help="Archive the episodes that are in the digest.")
@with_settings(SOUND_OPTIONS)
def command(
    episodes: tuple[str, ...],
    *,
    output: Path,
    day: date,
    title: str,
    archive: bool,
    settings: Settings,
) -> None:
    """Join the EPISODEs, or those of a day, into one file with a rundown and chapters.

    The digest is an episode in FOLDER, for a drive without a screen: first it says what is in
    it, then each story follows, with a chapter of its own. Prints the path of its audio file.
    """
    from audiobrief.clock import format_clock
    from audiobrief.episode.making import make_episode
    from audiobrief.errors import ListenError
    from audiobrief.listening.deciding import decide, find_folder
    from audiobrief.listening.digest import compose_digest, is_digest
    from audiobrief.publish import read_episode

    folders = [find_folder(output, name) for name in dict.fromkeys(episodes)]
    folders = folders or _find_added(output, day, settings)
    stories = {folder: read_episode(output / folder) for folder in folders}
    digests = [name for name, each in stories.items() if is_digest(each.article)]
    if digests and episodes:
        raise ListenError(
            f"{digests[0]} is a digest itself, which no other one can hold; name its episodes"
        )
    stories = {name: each for name, each in stories.items() if name not in digests}
    if not stories:
        raise ListenError(
            f"no episode in {output} was added on {day}; name some, or another --day"
        )
    noon = datetime.combine(day, time(12)).astimezone()
    manuscript = compose_digest([*stories.values()], noon, settings.script, title=title)
    with console.progress() as watch:
        made = make_episode(manuscript, output, settings, watch=watch)
    count = "1 episode" if len(stories) == 1 else f"{len(stories)} episodes"
    console.tell(f"{count}, {format_clock(made.episode.timeline.duration_ms)} long")
    if archive:
        for folder in stories:
            decide(output, settings, folder, "archive")
    console.result(str(made.audio))


def _find_added(output: Path, day: date, settings: Settings) -> list[str]:
    """Folders of the episodes that were added on a day, the last one first."""
    import dataclasses

    from audiobrief.publish.library import read_library
    from audiobrief.publish.shelf import arrange, read_shelf

    publish = dataclasses.replace(settings.publish, order="added")
    listings = arrange(read_library(output), read_shelf(output), publish).listings
    return [each.folder for each in listings if each.published.astimezone().date() == day]
