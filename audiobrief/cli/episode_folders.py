"""Folders of episodes on the command line: what is none is refused, with what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobrief.cli import console
from audiobrief.publish.names import EPISODE

if TYPE_CHECKING:
    from audiobrief.publish.library import Library

ADVICE = "name the folder that `audiobrief make -o` or `audiobrief batch -o` has filled"


class FolderOfEpisodes(click.Path):
    """An existing folder of episodes; where `is_stored` is set, also an address of storage."""

    def __init__(self, *, is_stored: bool = False) -> None:
        super().__init__(file_okay=False)
        self._is_stored = is_stored

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address unchanged, or the path of the folder."""
        from audiobrief.system.storage import is_remote

        said = str(value)
        if not said:
            self.fail(f"the name is empty; {ADVICE}", param, ctx)
        if is_remote(said):
            if not self._is_stored:
                self.fail(f"{said} is storage; copy its episodes to a folder first", param, ctx)
            return said
        folder = Path(said.removeprefix("file://"))
        if not folder.exists():
            self.fail(f"folder {said} does not exist; {ADVICE}", param, ctx)
        if not folder.is_dir():
            self.fail(f"{said} is a file; {ADVICE}", param, ctx)
        if (folder / EPISODE).is_file():
            self.fail(f"{said} is an episode; name the folder that contains it", param, ctx)
        return str(folder)


def tell_refused(library: Library) -> None:
    """Name on stderr what is no whole episode, and why, also with -q: it is in no list."""
    for refused in library.refused:
        console.tell(f"left out {refused.folder}: {refused.reason}", level=console.QUIET)


def refuse_missing_journal(journal: Path | None, output: str) -> None:
    """Refuse a journal that is not there; one of storage is fetched if it is not.

    Raises:
        BatchError: there is none.
    """
    from audiobrief.errors import BatchError
    from audiobrief.system.storage import is_remote

    if journal is not None and not journal.is_file() and not is_remote(output):
        raise BatchError(
            f"there is no journal {journal}; name the one that the batch was given, or leave "
            "--journal out",
            path=journal,
        )
