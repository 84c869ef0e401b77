"""Reads pages from, and writes episodes to, local folders and fsspec addresses."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from audiobrief.errors import OutputError, PageNotFound, PageRefused
from audiobrief.publish import EPISODE, Label
from audiobrief.publish.media import media_type
from audiobrief.publish.names import PICTURES, WAVEFORM
from audiobrief.publish.register import REGISTER
from audiobrief.publish.versions import VERSIONS
from audiobrief.system.files import read_regular
from audiobrief.system.scratch import scratch_folder
from audiobrief.system.storage import is_remote, open_filesystem, put_whole


class Output(Protocol):
    """The place where a batch puts its episodes."""

    def place(self, name: str) -> contextlib.AbstractContextManager[Path]:
        """A folder on this machine in which the episode's folder `name` is made.

        If the output has the episode already, its data and its ledger are there.
        """
        ...

    def put(self, folder: Path) -> None:
        """Move a complete folder that was made in `place` to the output.

        Raises:
            OutputError: it cannot be written there.
        """
        ...


class LocalOutput:
    """A folder on this machine: episodes are made in their final place."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextlib.contextmanager
    def place(self, name: str) -> Iterator[Path]:
        """The output folder itself."""
        del name
        yield self.root

    def put(self, folder: Path) -> None:
        """Do nothing: the folder is in its final place."""


class RemoteOutput:
    """An fsspec address: episodes are made in a temporary folder and uploaded when complete.

    Object stores show an object whole or not at all. ``episode.json`` is uploaded last, so an
    episode that has one is complete. If a new episode's upload fails, its files are removed.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._files, self._root = open_filesystem(self.address)

    @contextlib.contextmanager
    def place(self, name: str) -> Iterator[Path]:
        """A temporary folder, which is removed afterwards.

        Raises:
            OutputError: the store cannot be read.
        """
        with scratch_folder() as folder:
            for known in (EPISODE, VERSIONS, WAVEFORM):
                self._fetch(f"{name}/{known}", folder / name / known)
            # it tells whether the story was withdrawn, and which versions it had
            self._fetch(REGISTER, folder / REGISTER)
            yield folder

    def _fetch(self, path: str, target: Path) -> None:
        try:
            content = self._files.cat_file(f"{self._root}/{path}")
        except FileNotFoundError:
            return
        except Exception as error:
            raise OutputError(
                f"cannot read {self.address}/{path}: {error}", path=f"{self.address}/{path}"
            ) from error
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def put(self, folder: Path) -> None:
        """Upload each file of a folder, `episode.json` last.

        Raises:
            OutputError: the store refuses a file.
        """
        target = f"{self._root}/{folder.name}"
        paths = sorted(folder.iterdir(), key=lambda path: (path.name == EPISODE, path.name))
        put: list[str] = []
        try:
            new = not self._files.exists(f"{target}/{EPISODE}")
            for path in paths:
                content, kind = read_regular(path), media_type(path.name)
                put_whole(self._files, f"{target}/{path.name}", content, kind)
                put.append(f"{target}/{path.name}")
        except Exception as error:
            if new:
                with contextlib.suppress(Exception):
                    self._files.rm(put)
            raise OutputError(
                f"cannot write {self.address}/{folder.name}: {error}",
                path=f"{self.address}/{folder.name}",
            ) from error
        if not new:
            self._remove_pictures(target, {path.name for path in paths})

    def _remove_pictures(self, target: str, kept: Collection[str]) -> None:
        """Remove the pictures that the episode's page had and no longer shows.

        A store that forbids listing keeps them, and nothing leads to them.
        """
        with contextlib.suppress(Exception):
            for path in self._files.glob(f"{target}/{PICTURES}"):
                if path.rpartition("/")[2] not in kept:
                    self._files.rm_file(path)


def open_output(address: str) -> Output:
    """The output at `address`: a path, "file://…", or an fsspec address ("s3://…").

    Raises:
        BatchError: fsspec, or its package for this kind of address, is not installed.
    """
    if is_remote(address):
        return RemoteOutput(address)
    return LocalOutput(Path(address.removeprefix("file://")))


def list_folders(address: str) -> frozenset[str] | None:
    """The names directly under a remote output; None if it cannot be listed.

    A store may let a user read and write objects and still forbid listing them.

    Raises:
        BatchError: fsspec, or its package for this kind of address, is not installed.
    """
    files, root = open_filesystem(address.rstrip("/"))
    try:
        files.invalidate_cache()
        found = files.ls(root, detail=False)
    except FileNotFoundError:
        return frozenset()
    except Exception:  # noqa: BLE001 -- each store raises errors of its own
        return None
    return frozenset(path.rstrip("/").rpartition("/")[2] for path in found)


def find_label(address: str, folder: str) -> Label | None:
    """The label of the episode in a folder of a remote output; None if there is none.

    Raises:
        BatchError: fsspec, or its package for this kind of address, is not installed.
    """
    import msgspec

    files, root = open_filesystem(address.rstrip("/"))
    try:
        content = files.cat_file(f"{root}/{folder}/{EPISODE}")
        return msgspec.json.decode(content, type=Label)
    except Exception:  # noqa: BLE001 -- each store raises errors of its own
        return None


def read_source(path: str, *, limit: int | None = None) -> bytes:
    """The content of a file on this machine or at an fsspec address.

    Raises:
        PageNotFound: the file cannot be read.
        PageRefused: it has more than `limit` bytes.
        BatchError: fsspec is not installed.
    """
    try:
        if is_remote(path):
            files, name = open_filesystem(path)
            if limit is not None and (files.size(name) or 0) > limit:
                raise PageRefused(
                    f"{path} has more than {limit:,} bytes (fetch.max_bytes)", path=path
                )
            return bytes(files.cat_file(name))
        return read_regular(path.removeprefix("file://"))
    except OSError as error:
        raise PageNotFound(
            f"cannot read {path}: {error.strerror or error}", path=path
        ) from error
