"""`audiobrief restore`: let a withdrawn episode be made again, or keep one that was asked about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.desk_client import desk_option, find_story, open_client
from audiobrief.cli.episode_folders import FolderOfEpisodes, refuse_missing_journal
from audiobrief.cli.options import with_settings
from audiobrief.cli.withdraw import tell

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings


@click.command(
    epilog="""\b
Example:
  audiobrief restore https://news.example/a-story -o episodes"""
)
@click.argument("story")
@click.option(
    "-o", "--output", default="output", type=FolderOfEpisodes(is_stored=True), metavar="DIR",
    help="Folder of the episodes, or an address of object storage (s3://…).  [output]",
)  # fmt: skip
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Journal of the batch.  [.audiobrief/batch.sqlite in DIR]",
)  # fmt: skip
@desk_option("Restore")
@with_settings()
def command(
    story: str, *, output: str, desk: str, journal: Path | None, settings: Settings
) -> None:
    """Let the withdrawn STORY be made again; the next run makes it.

    STORY is named as for `audiobrief withdraw`.

    What was withdrawn with --keep-archive comes back at once. A story that is not withdrawn, but
    that a run has asked about, is kept from now on, whatever its page or its feed says.
    """
    from audiobrief.batch.withdrawal import Record

    if desk:
        _restore_at_desk(desk, story)
        return
    refuse_missing_journal(journal, output)
    done = Record(output, settings, journal).restore(story)
    tell(done, "restored" if done.files or done.was_withdrawn else "kept", output)
    if done.was_withdrawn and not done.files:
        console.tell("it is on its site again when it has been made and published again")


def _restore_at_desk(url: str, said: str) -> None:
    """Let a withdrawn story of a desk be made again.

    Raises:
        DeskError: there is no token or no such story, or the desk refuses it.
    """
    from audiobrief.desk.states import State

    with open_client(url) as desk:
        story = desk.restore(find_story(desk, said, url, State.WITHDRAWN))
        console.result(f"restored: {story.title or story.name} ({story.id})")
        console.tell("it is made again, and waits for approval then")
