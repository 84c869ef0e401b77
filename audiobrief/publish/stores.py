"""A folder of episodes in a store, whose failures become audiobrief's errors with the address."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from audiobrief.errors import AudiobriefError, OutputError, PublishError
from audiobrief.publish.media import media_type
from audiobrief.system.storage import Stored, list_stored, open_filesystem, put_whole

DEPTH = 3
"""Number of names in the longest path that matters: section, episode, file."""
FETCH_FILES = 64
FETCH_BYTES = 16_000_000
"""Most files and bytes that are fetched, and thus in memory, at once."""

Files = dict[str, Stored]
"""Name or path of a file -> the store's metadata of it."""


class Store:
    """A folder in a store; its failures become audiobrief's errors with the address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            self._files, self._root = open_filesystem(self.address)
        except AudiobriefError:
            raise
        except Exception as error:
            # some stores log in when opened, and each kind raises its own errors
            raise PublishError(
                f"cannot open {self.address}: {say_store_error(error)}; check the address and your keys"
            ) from error

    def list(self) -> Files:
        """All files that may belong to a site, by path."""
        reason = "nothing is there"
        try:
            found = list_stored(self._files, self._root, depth=DEPTH)
        except FileNotFoundError as error:
            found, reason = {}, say_store_error(error)
        except Exception as error:
            raise PublishError(
                f"cannot list {self.address}: {say_store_error(error)}; check that your keys may list and read it"
            ) from error
        if not found:
            # object stores have no folders, so an empty one is probably a misspelt address
            raise PublishError(
                f"there is no folder of episodes at {self.address}: {reason}; check the address"
            )
        return found

    def fetch(self, paths: Mapping[str, int]) -> Iterator[tuple[str, bytes | None]]:
        """Path and content of each file in `paths` (path -> size); None if it is gone."""
        for names in _slices(paths):
            # unlike `cat`, cat_ranges never treats a name as a pattern, and it fetches many
            # files at once from stores that can do so
            asked = [f"{self._root}/{name}" for name in names]
            try:
                answers = self._files.cat_ranges(asked, None, None, on_error="return")
            except Exception as error:
                raise self._unread(names[0], error) from error
            for name, answer in zip(names, answers, strict=True):
                if isinstance(answer, FileNotFoundError | NotADirectoryError):
                    yield name, None
                elif isinstance(answer, BaseException):
                    raise self._unread(name, answer) from answer
                else:
                    yield name, bytes(answer)

    def fetch_one(self, path: str) -> bytes:
        """The content of a file; empty if it is gone."""
        return dict(self.fetch({path: 0}))[path] or b""

    def put(self, path: str, content: bytes) -> None:
        """Write a file, whole."""
        with self._refusing(path):
            put_whole(self._files, f"{self._root}/{path}", content, media_type(path))

    def remove(self, path: str) -> None:
        """Remove a file that may be gone."""
        with self._refusing(path), contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{path}")

    def _unread(self, path: str, error: BaseException) -> PublishError:
        return PublishError(
            f"cannot read {self.address}/{path}: {say_store_error(error)}; "
            "check that your keys may read it, and run the command again"
        )

    @contextlib.contextmanager
    def _refusing(self, path: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise OutputError(
                f"cannot write {self.address}/{path}: {say_store_error(error)}; "
                "check that your keys may write there, and run the command again"
            ) from error


def _slices(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Names in groups of at most `FETCH_FILES` and `FETCH_BYTES`; a larger file is alone."""
    names: list[str] = []
    total = 0
    for name, size in sizes.items():
        if names and (len(names) == FETCH_FILES or total + size > FETCH_BYTES):
            yield names
            names, total = [], 0
        names.append(name)
        total += size
    if names:
        yield names


def say_store_error(error: BaseException) -> str:
    """The message of any store's error, or the name of its type if it has none."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
