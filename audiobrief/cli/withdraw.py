"""`audiobrief withdraw`: take an episode off its site, for good or until it is restored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.desk_client import desk_option, find_story, open_client
from audiobrief.cli.episode_folders import FolderOfEpisodes, refuse_missing_journal
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.batch.withdrawal import Withdrawal
    from audiobrief.settings.tree import Settings


@click.command(
    epilog="""\b
Examples:
  audiobrief withdraw https://news.example/a-story -o episodes --dry-run
  audiobrief withdraw a-story -o episodes --reason "It named the wrong person." --notice"""
)
@click.argument("story")
@click.option(
    "-o", "--output", default="output", type=FolderOfEpisodes(is_stored=True), metavar="DIR",
    help="Folder of the episodes, or an address of object storage (s3://…).  [output]",
)  # fmt: skip
@click.option(
    "--reason", default="", metavar="TEXT", help="Why, for the record and the notice."
)
@click.option(
    "--notice", is_flag=True, help="Show the headline and the reason where the episode was."
)
@click.option(
    "--keep-archive", is_flag=True,
    help="Keep the files in .audiobrief/archive, which no site serves, and the cached speech.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what would be removed.")
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Journal of the batch.  [.audiobrief/batch.sqlite in DIR]",
)  # fmt: skip
@desk_option("Withdraw")
@with_settings()
def command(
    story: str,
    *,
    output: str,
    desk: str,
    reason: str,
    notice: bool,
    keep_archive: bool,
    dry_run: bool,
    journal: Path | None,
    settings: Settings,
) -> None:
    """Take the episode of STORY off its site, and do not make it again.

    STORY is the address of the article, however it is spelled, or of the episode's page or
    sound, the folder of the episode or a file in it, or the id or source that `audiobrief report
    --json` shows. If that may be several stories, they are named and none is withdrawn.

    Its sound, texts, page and search entry leave the site, its feeds and storage; a page that
    says so stays in their place. So do the digests that hold the story. Deleted is deleted: audiobrief's own caches keep no copy.
    `audiobrief restore` lets it be made again.
    """
    from audiobrief.batch.withdrawal import Record

    if desk:
        if dry_run or keep_archive or journal:
            raise click.UsageError(
                "--dry-run, --keep-archive and --journal are for episodes here, and not for --desk"
            )
        _withdraw_at_desk(desk, story, reason=reason, notice=notice)
        return
    refuse_missing_journal(journal, output)
    record = Record(output, settings, journal)
    done = record.withdraw(
        story, reason=reason, is_noticed=notice, keeps_archive=keep_archive, dry_run=dry_run
    )
    tell(done, "would be withdrawn" if dry_run else "withdrawn", output)


def _withdraw_at_desk(url: str, said: str, *, reason: str, notice: bool) -> None:
    """Withdraw a story of a desk.

    Raises:
        DeskError: there is no token or no such story, or the desk refuses it.
    """
    from audiobrief.desk.states import State

    with open_client(url) as desk:
        there = [state for state in State if state is not State.WITHDRAWN]
        story = desk.withdraw(find_story(desk, said, url, *there), reason=reason, notice=notice)
        story = desk.wait(story.id)
        console.result(f"withdrawn: {story.title or story.name} ({story.id})")
        if story.advice:
            console.tell(story.advice)


def tell(done: Withdrawal, said: str, output: str) -> None:
    """Print the story's files, and what happened to them.

    Raises:
        OutputError: the register knows it, but something of the story could not be changed.
    """
    from audiobrief.errors import OutputError

    for path in done.files:
        console.tell(path)
    above = output.rstrip("/")
    for folder in done.digests:
        console.tell(
            f"{above}/{folder}: {said}, too, since it is a digest that holds the story"
        )
    console.result(f"{above}/{done.tombstone.folder}: {said}")
    if done.problem:
        raise OutputError(done.problem)
