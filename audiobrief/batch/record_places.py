"""Where an output and its record of withdrawn stories are: a folder on this machine, or a store.

Both do the same, so that nothing above them asks where it is.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from audiobrief.batch.approval import drop_waiting, is_waiting, keep_withdrawn, place_of
from audiobrief.errors import OutputError
from audiobrief.publish import EPISODE
from audiobrief.publish.alone import site_alone
from audiobrief.publish.index_file import has_index, read_index
from audiobrief.publish.library import Library, read_library
from audiobrief.publish.register import (
    ARCHIVE,
    REGISTER,
    REMOVING,
    Register,
    Tombstone,
    grave_of,
    read_register,
    to_json,
    write_register,
)
from audiobrief.publish.remembered import recall_settings
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import publish_site
from audiobrief.publish.stored import open_mirror, publish_stored_site, read_stored_library
from audiobrief.publish.stored_register import (
    bury_stored,
    fetch_episode,
    has_unmarked,
    list_left,
    read_stored_register,
    recall_stored_settings,
    remove_data,
    unbury_stored,
)
from audiobrief.publish.stores import Store
from audiobrief.publish.withdrawn import bury, is_unfinished, unbury
from audiobrief.system.files import clear_abandoned
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import folder_alone
from audiobrief.system.storage import is_remote

Forget = Callable[[Tombstone, Path, Path | None], None]
"""Removes the copies of a story from audiobrief's caches: its tombstone, the folder where its
data is now, and the folder where it was made; None if that was in a store."""


class RecordPlace(Protocol):
    """An output whose stories may be withdrawn."""

    root: Path | None
    """The folder of the episodes; None for a store."""

    def read_register(self) -> Register:
        """The register of withdrawn stories.

        Raises:
            PublishError: it is damaged, or the store cannot be read.
        """
        ...

    def change_register(self, change: Callable[[Register], Register]) -> None:
        """Change the register; from then on its stories are withdrawn.

        On this machine no other command changes it meanwhile: a run and a person may withdraw
        at the same moment. A store has no locks.

        Raises:
            OutputError: it cannot be written.
        """
        ...

    def open_episode(self, folder: str) -> contextlib.AbstractContextManager[Path]:
        """A folder on this machine with an episode's data and ledger, as far as they are there."""
        ...

    def has_episode(self, folder: str) -> bool:
        """Whether a folder of the output, or with "." the output itself, is an episode."""
        ...

    def list_files(self, folder: str) -> tuple[str, ...]:
        """The files in a folder of the output, relative to the output."""
        ...

    def read_library(self, settings: PublishSettings) -> Library:
        """The episodes of the output, but for those that are withdrawn."""
        ...

    def recall_settings(self) -> PublishSettings | None:
        """The settings with which the output's site was last made; None if it has no site."""
        ...

    def publish(self, settings: PublishSettings) -> None:
        """Make the output's site anew; raises what `publish_site` raises."""
        ...

    def is_unfinished(self, register: Register) -> bool:
        """Whether a command that was killed has left files of withdrawn stories."""
        ...

    def forget_copies(self, forget: Forget) -> None:
        """Have the caches forget the stories whose data `publish` is about to remove."""
        ...

    def remove_left(self, templates: str, forget: Forget) -> str:
        """Remove whatever is left of withdrawn stories; returns why something is still there.

        Raises:
            PublishError: the register is damaged, or a template is wrong.
        """
        ...

    def put_back(self, tombstone: Tombstone) -> None:
        """Take a tombstone's pages away, and put its archived episode in their place.

        Raises:
            OutputError: the output cannot be written to.
        """
        ...


def open_place(output: str) -> RecordPlace:
    """The place of an output.

    Raises:
        BatchError: the output's store cannot be opened.
        PublishError: its keys may not open it.
    """
    if is_remote(output):
        return StorePlace(output)
    return FolderPlace(Path(output.removeprefix("file://")))


class FolderPlace:
    """A folder of episodes on this machine."""

    def __init__(self, root: Path) -> None:
        self.root: Path | None = root
        self._folder = root

    def read_register(self) -> Register:
        """The register in the folder."""
        return read_register(self._folder)

    def change_register(self, change: Callable[[Register], Register]) -> None:
        """Change the register while no other command does."""
        internal = self._folder / INTERNAL
        try:
            internal.mkdir(exist_ok=True)
            with folder_alone(internal):
                clear_abandoned(internal)
                write_register(self._folder, change(self.read_register()))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"cannot write {internal}: {reason}; make {self._folder} writable",
                path=internal,
            ) from error

    @contextlib.contextmanager
    def open_episode(self, folder: str) -> Iterator[Path]:
        """The episode's own folder."""
        yield self._folder / folder

    def has_episode(self, folder: str) -> bool:
        """Whether there is an ``episode.json``."""
        return (self._folder / folder / EPISODE).is_file()

    def list_files(self, folder: str) -> tuple[str, ...]:
        """The files below the folder."""
        below = (self._folder / folder).rglob("*")
        return tuple(
            sorted(
                path.relative_to(self._folder).as_posix() for path in below if path.is_file()
            )
        )

    def read_library(self, settings: PublishSettings) -> Library:
        """The episodes; those that the site's index knows are not read again."""
        return read_library(self._folder, read_index(self._folder, settings))

    def recall_settings(self) -> PublishSettings | None:
        """The settings that are kept beside the register."""
        return recall_settings(self._folder) if has_index(self._folder) else None

    def publish(self, settings: PublishSettings) -> None:
        """Make the folder's site anew."""
        publish_site(self._folder, settings)

    def is_unfinished(self, register: Register) -> bool:
        """Whether episodes that are withdrawn are in the folder, or have just left it."""
        return is_unfinished(self._folder, register)

    def forget_copies(self, forget: Forget) -> None:
        """Do nothing: what leaves the site stays in `REMOVING` until `remove_left`."""

    def remove_left(self, templates: str, forget: Forget) -> str:
        """Remove what is left, while no other program publishes the folder."""
        # another program may have withdrawn more stories, and has buried them, meanwhile
        with site_alone(self._folder):
            register, problem = self.read_register(), ""
            try:
                bury(self._folder, register, templates)
            except OutputError as error:
                problem = str(error)
            self._clear_waiting(register, forget)
            return self._clear_graves(register, forget) or problem

    def _clear_waiting(self, register: Register, forget: Forget) -> None:
        """Remove the withdrawn episodes that wait for approval, and the copies in our caches."""
        for stone in register.tombstones:
            if stone.folder and is_waiting(self._folder, stone.folder):
                place = self._folder / place_of(stone.folder)
                forget(stone, place, self._folder / stone.folder)
                drop_waiting(self._folder, stone.folder)
            if stone.folder:
                keep_withdrawn(self._folder, stone.folder)

    def _clear_graves(self, register: Register, forget: Forget) -> str:
        """Remove the episodes that left the site, and the copies of them in our caches."""
        by_grave = {grave_of(each): each for each in register.tombstones}
        removing, problem = self._folder / REMOVING, ""
        for grave in sorted(removing.glob("*")):
            stone = by_grave.get(grave.name.partition("-")[0])
            try:
                if stone is not None and stone.is_archived:
                    target = self._folder / ARCHIVE / grave.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    grave.replace(target)
                    continue
                if stone is not None:
                    forget(stone, grave, self._folder / stone.folder)
                shutil.rmtree(grave)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                problem = (
                    f"cannot remove {grave}, which is withdrawn: {reason}; let audiobrief write "
                    f"to it, and run `audiobrief publish {self._folder}`"
                )
        with contextlib.suppress(OSError):
            removing.rmdir()
        return problem

    def put_back(self, tombstone: Tombstone) -> None:
        """Put the archived episode back, while no other program publishes the folder."""
        with site_alone(self._folder):
            unbury(self._folder, tombstone)


class StorePlace:
    """A folder of episodes in a store."""

    def __init__(self, address: str) -> None:
        """Open the store at `address`.

        Raises:
            BatchError, PublishError: it cannot be opened.
        """
        self.root: Path | None = None
        self._address = address
        self._store = Store(address)

    def read_register(self) -> Register:
        """The register in the store."""
        return read_stored_register(self._store)

    def change_register(self, change: Callable[[Register], Register]) -> None:
        """Put the changed register into the store."""
        self._store.put(REGISTER, to_json(change(self.read_register())))

    def open_episode(self, folder: str) -> contextlib.AbstractContextManager[Path]:
        """A temporary folder with what is fetched of the episode."""
        return fetch_episode(self._store, folder)

    def has_episode(self, folder: str) -> bool:
        """Whether there is an ``episode.json``."""
        return bool(self._store.fetch_one(f"{folder}/{EPISODE}".removeprefix("./")))

    def list_files(self, folder: str) -> tuple[str, ...]:
        """The files below the folder."""
        return tuple(
            sorted(path for path in self._store.list() if path.startswith(f"{folder}/"))
        )

    def read_library(self, settings: PublishSettings) -> Library:
        """The episodes, all of whose data is fetched."""
        del settings
        with open_mirror() as mirror:
            return read_stored_library(self._store, mirror)

    def recall_settings(self) -> PublishSettings | None:
        """The settings that are kept beside the register."""
        return recall_stored_settings(self._store)

    def publish(self, settings: PublishSettings) -> None:
        """Make the store's site anew."""
        with open_mirror() as mirror:
            publish_stored_site(self._address, settings, mirror)

    def is_unfinished(self, register: Register) -> bool:
        """Whether data of withdrawn episodes is in the store."""
        return bool(register.tombstones and list_left(self._store.list(), register))

    def forget_copies(self, forget: Forget) -> None:
        """Have the caches of this machine forget them; those of others are out of reach."""
        register = self.read_register()
        if register.tombstones:
            self._forget_all(list_left(self._store.list(), register), forget)

    def _forget_all(self, stones: Iterable[Tombstone], forget: Forget) -> None:
        for stone in stones:
            with fetch_episode(self._store, stone.folder) as folder:
                forget(stone, folder, None)

    def remove_left(self, templates: str, forget: Forget) -> str:
        """Remove what is left, where something is."""
        register = self.read_register()
        stored = self._store.list() if register.tombstones else {}
        left = list_left(stored, register)
        if left or has_unmarked(stored, register):
            self._forget_all(left, forget)
            bury_stored(self._store, stored, templates)
            remove_data(self._store, stored, register)
        return ""

    def put_back(self, tombstone: Tombstone) -> None:
        """Take the pages away; a store has no archive."""
        if tombstone.folder:
            unbury_stored(self._store, tombstone)
