"""What `audiobrief make` does with an episode whose page is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console

if TYPE_CHECKING:
    from audiobrief.errors import PageGone, StoryRemoved
    from audiobrief.settings.tree import Settings


def settle_gone(
    page: str,
    folder: str,
    output: Path,
    settings: Settings,
    error: PageGone | StoryRemoved,
    *,
    as_json: bool = False,
) -> None:
    """Do what `record.gone` says with the episode that an address has in the output.

    `folder` is the name of its folder, or empty if that is not known.

    Raises:
        PageGone, StoryRemoved: it has no episode there, or the episode stays.
        click.exceptions.Exit: the episode was withdrawn (0), or somebody has to decide (4).
    """
    from audiobrief.batch.withdrawal import Record
    from audiobrief.errors import BatchError

    if not output.is_dir():
        raise error
    record = Record(str(output), settings)
    try:
        # with its slash, a folder's name is nothing but that
        stone, _ = record.find(f"{folder}/" if folder else page)
    except BatchError:
        raise error from None
    policy = settings.for_url(page).record.gone
    if policy == "keep" or {page, stone.id, stone.url}.intersection(record.read().kept):
        raise error
    if policy == "ask":
        _tell("asked", stone.folder, str(error), as_json=as_json)
        console.tell(
            f"to decide: audiobrief withdraw {stone.folder} -o {output}, "
            f"or audiobrief restore {stone.folder} -o {output} to keep it"
        )
        raise click.exceptions.Exit(4)
    done = record.withdraw(f"{stone.folder}/", reason=str(error))
    if done.problem:
        console.tell(f"audiobrief: {done.problem}")
    _tell("withdrawn", stone.folder, str(error), as_json=as_json)
    raise click.exceptions.Exit(0)


def _tell(kind: str, folder: str, message: str, *, as_json: bool) -> None:
    if as_json:
        console.event(kind, folder=folder, message=message)
    else:
        console.tell(f"{kind:<10} {folder}: {message}")
