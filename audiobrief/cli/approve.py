"""`audiobrief approve`: publish what waits for approval, or list it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from audiobrief.cli import console
from audiobrief.cli.desk_client import desk_option, find_story, open_client
from audiobrief.cli.episode_folders import FolderOfEpisodes
from audiobrief.cli.options import with_settings
from audiobrief.clock import format_clock
from audiobrief.system.locations import INTERNAL

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

DEFAULT = "output"
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
    "-o", "--output", type=FolderOfEpisodes(), metavar="DIR",
    help="Folder of the episodes.  [output]",
)  # fmt: skip
@click.option("--all", "all_of_them", is_flag=True, help="Approve everything that waits.")
@desk_option("Approve")
@click.option("--json", "as_json", is_flag=True, help="Print what waits as JSON.")
@with_settings()
def command(
    stories: tuple[str, ...],
    *,
    output: str | None,
    all_of_them: bool,
    desk: str,
    as_json: bool,
    settings: Settings,
) -> None:
    """Publish the episodes of the STORIES, which `batch` or `watch` made and held back.

    With `require_approval` in the settings, what these commands make waits in
    .audiobrief/waiting, which no site shows. A STORY is named by its folder there, its address, its
    source or its id; without any, those that wait are listed. If a run is just making the next
    version of one, that is waited for and published. Where a desk has the folder,
    its editors approve, or programs with --desk.
    """
    from audiobrief.batch.approval import approve, find_waiting, read_all
    from audiobrief.errors import BatchError, OutputError

    del settings
    if desk:
        _approve_at_desk(desk, stories, all_of_them=all_of_them, as_json=as_json)
        return
    root = Path(output or FolderOfEpisodes().convert(DEFAULT, None, None))
    if not stories and not all_of_them:
        _tell(_list_here(root), str(root), as_json=as_json)
        return
    if (root / DESK).is_file():
        raise BatchError(
            f"a desk has {root}, and what waits is approved there, where it may have been "
            f"changed: audiobrief desk {root}, or --desk with its address"
        )
    wrong: list[BatchError] = []
    if all_of_them:
        chosen, wrong = read_all(root)
    else:
        chosen = [find_waiting(root, s) for s in stories]
    problem = ""
    for story in chosen:
        waits = f"{root / story.folder}: a run is making its next version; waiting for that"
        problem = approve(root, story, partial(console.tell, waits))
        console.result(f"{root / story.folder}: approved")
    if problem:
        raise OutputError(problem)
    if wrong:
        raise wrong[0]


def _approve_at_desk(
    url: str, named: tuple[str, ...], *, all_of_them: bool, as_json: bool
) -> None:
    """Approve stories of a desk, or list those that wait there.

    Raises:
        DeskError: there is no token, no such story waits, or the desk refuses one.
    """
    from audiobrief.desk.states import State

    with open_client(url) as desk:
        waiting = list(desk.stories(State.WAITING))
        if not named and not all_of_them:
            _tell(
                [
                    _Told(s.id, s.id, s.name, s.url, s.title, s.duration_ms, f"{url}/stories/{s.id}")
                    for s in waiting
                ],
                url, as_json=as_json,
            )  # fmt: skip
            return
        chosen = waiting if all_of_them else []
        if not all_of_them:
            chosen = [find_story(desk, said, url, State.WAITING) for said in named]
        for story in chosen:
            desk.approve(story)
            console.result(f"approved: {story.title} ({story.id})")


class _Told(NamedTuple):
    """A story that waits, as it is listed."""

    folder: str
    id: str
    source: str
    url: str
    title: str
    duration_ms: int
    page: str


def _list_here(root: Path) -> list[_Told]:
    from audiobrief.batch.approval import place_of, read_all

    stories, wrong = read_all(root)
    for error in wrong:
        console.tell(str(error))
    return [
        _Told(
            s.folder, s.id, s.source, s.url, s.title, s.duration_ms,
            str(root / place_of(s.folder) / "index.html"),
        )
        for s in stories
    ]  # fmt: skip


def _tell(waiting: list[_Told], where: str, *, as_json: bool) -> None:
    import json

    if as_json:
        console.result(json.dumps([story._asdict() for story in waiting]))
        return
    if not waiting:
        console.result(f"nothing waits for approval in {where}")
    for story in waiting:
        length = format_clock(story.duration_ms)
        console.result(f"{story.folder}  {story.title} ({length})  {story.page}")
