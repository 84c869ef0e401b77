"""`audiobrief approve`: publish what waits for approval, or list it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.episode_folders import FolderOfEpisodes
from audiobrief.cli.options import with_settings
from audiobrief.system.locations import INTERNAL

if TYPE_CHECKING:
    from audiobrief.batch.approval import Waiting
    from audiobrief.settings.tree import Settings

DESK = f"{INTERNAL}/desk/desk.sqlite"
"""The file of a desk, where editors may have changed what waits."""


@click.command(
    epilog="""\b
Examples:
  audiobrief approve -o episodes                     what waits
  audiobrief approve https://news.example/a-story -o episodes
  audiobrief approve --all -o episodes"""
)
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option(
    "-o", "--output", default="output", type=FolderOfEpisodes(), metavar="DIR",
    help="Folder of the episodes.  [output]",
)  # fmt: skip
@click.option("--all", "all_of_them", is_flag=True, help="Approve everything that waits.")
@click.option("--json", "as_json", is_flag=True, help="Print what waits as JSON.")
@with_settings()
def command(
    stories: tuple[str, ...],
    *,
    output: str,
    all_of_them: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Publish the episodes of the STORIES, which `batch` or `watch` made and held back.

    With `require_approval` in the settings, what these commands make waits in
    .audiobrief/waiting, which no site shows. A STORY is named by its folder there, its address, its
    source or its id; without any, those that wait are listed. Where a desk has the folder,
    its editors approve.
    """
    from audiobrief.batch.approval import approve, find_waiting, list_waiting
    from audiobrief.errors import BatchError, OutputError

    del settings
    root = Path(output)
    if not stories and not all_of_them:
        _tell(list_waiting(root), root, as_json=as_json)
        return
    if (root / DESK).is_file():
        raise BatchError(
            f"a desk has {root}, and what waits is approved there, where it may have been "
            f"changed: audiobrief desk {root}"
        )
    chosen = list_waiting(root) if all_of_them else [find_waiting(root, s) for s in stories]
    problem = ""
    for story in chosen:
        problem = approve(root, story)
        console.result(f"{root / story.folder}: approved")
    if problem:
        raise OutputError(problem)


def _tell(waiting: list[Waiting], root: Path, *, as_json: bool) -> None:
    import json

    from audiobrief.batch.approval import place_of

    if as_json:
        told = [
            {
                "folder": story.folder, "id": story.id, "source": story.source,
                "url": story.url, "title": story.title, "duration_ms": story.duration_ms,
            }
            for story in waiting
        ]  # fmt: skip
        console.result(json.dumps(told))
        return
    if not waiting:
        console.result(f"nothing waits for approval in {root}")
    for story in waiting:
        minutes, seconds = divmod(round(story.duration_ms / 1000), 60)
        page = root / place_of(story.folder) / "index.html"
        console.result(f"{story.folder}  {story.title} ({minutes}:{seconds:02d})  {page}")
