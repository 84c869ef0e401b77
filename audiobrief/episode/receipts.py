"""Receipts: records of what an episode was made of, so that it is made again only on a change.

A receipt is found by the page and the output folder of its episode. It holds digests of what
the episode depends on and of the files that were written. While all of these are unchanged,
the episode is kept; otherwise the receipt shows what changed.

This module is imported before any heavy package, and imports none itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from audiobrief.episode.dependencies import (
    Dependencies,
    describe_changes,
    digest_file,
)
from audiobrief.errors import OutputError
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.locations import find_cache_folder

FOLDER = "receipts"
"""The folder of the receipts inside the cache folder."""
FORMAT = 4
MOST = 1000
"""The most receipts to keep, 5 kB each; when there are more, the older half is removed."""
FIRST = "made: no record of an earlier one"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an episode was made of, which files were written, and what the user was told."""

    made_of: Dependencies
    folder: str
    """The absolute path of the episode's folder."""
    outputs: Mapping[str, str]
    """File name in `folder` -> SHA-256 of its content, in hex. Empty if something that is not
    listed may change: the receipt then only says which folder is the article's."""
    audio: str
    """The name of the audio file."""
    said: str
    """The digest of the manuscript, by `manuscripts.digest_manuscript`."""
    identity: str = ""
    """`Episode.identity`; empty in receipts of former versions."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """JSON values from which the command line words its message."""

    def holds(self, call: Dependencies) -> bool:
        """Whether the dependencies and the written files are unchanged.

        `call` is the result of `dependencies.of_call` for this machine and call. If it is
        unchanged, so are the settings and the list of files that are read.
        """
        now = replace(
            self.made_of.as_now(), engine=call.engine, program=call.program, call=call.call
        )
        return bool(self.outputs) and not (now.changes_since(self.made_of) or self.list_lost())

    def serves(self, made_of: Dependencies, said: str) -> bool:
        """Whether the episode is still right, though `holds` is false.

        It is if only the page, a lexicon or a site rule has changed, and the manuscript that was
        then read from the page has the same digest, `said`.
        """
        changes = made_of.changes_since(self.made_of)
        alike = said == self.said and all(change.is_of_reading for change in changes)
        return alike and bool(self.outputs) and not self.list_lost()

    def list_lost(self) -> list[str]:
        """The names of the written files that are missing or have changed."""
        return [
            name
            for name, kept in self.outputs.items()
            if digest_file(Path(self.folder, name)) != kept
        ]


def explain(receipt: Receipt | None, made_of: Dependencies) -> str:
    """Why an episode is made, if there is no receipt of an earlier one or it does not hold."""
    if receipt is None or not receipt.outputs:
        return FIRST
    changed = describe_changes(made_of.changes_since(receipt.made_of))
    lost = receipt.list_lost()
    said = [changed, f"its files changed ({', '.join(lost)})" if lost else ""]
    return f"made again: {'; '.join(filter(None, said)) or 'a file changed meanwhile'}"


def place_of(page: str, output: str | Path) -> str:
    """The name of the receipt for a page's episode in an output, 64 hex digits."""
    parts = [FORMAT, os.path.abspath(page), os.path.abspath(output)]  # noqa: PTH100 -- Path.resolve would follow links
    return hashlib.sha256(ascii(parts).encode()).hexdigest()


def find_receipt(place: str) -> Receipt | None:
    """The receipt of this name, or None."""
    path = _path_of(place)
    try:
        checksum, _, body = read_regular(path).partition(b"\n") if path else (b"", b"", b"")
        if not body or checksum != _checksum(body):
            return None
        tree = json.loads(body)
        return Receipt(Dependencies(**tree.pop("made_of")), **tree)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        # the file is missing, or `keep_receipt` did not write it
        return None


def keep_receipt(place: str, receipt: Receipt) -> None:
    """Store a receipt for `find_receipt`; if it cannot be written, do without one."""
    path = _path_of(place)
    if path is None:
        return
    with contextlib.suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        body = json.dumps({**asdict(receipt), "made_of": receipt.made_of.to_json()}).encode()
        write_whole(path, _checksum(body) + b"\n" + body)
        _forget_oldest(path.parent)


def forget_receipts() -> None:
    """Remove all receipts, so that every episode is made again."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = find_cache_folder()
        if folder is not None and (folder / FOLDER).is_dir():
            shutil.rmtree(folder / FOLDER)


def forget_folder(folder: Path) -> None:
    """Remove the receipts of episodes that were made in `folder`; raises nothing."""
    with contextlib.suppress(OSError, RuntimeError):
        kept = find_cache_folder()
        for path in sorted((kept / FOLDER).glob("*.json")) if kept is not None else ():
            receipt = find_receipt(path.stem)
            if receipt is not None and Path(receipt.folder) == folder.absolute():
                path.unlink(missing_ok=True)


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _path_of(place: str) -> Path | None:
    try:
        folder = find_cache_folder()
    except (OSError, RuntimeError):
        return None
    return folder / FOLDER / f"{place}.json" if folder is not None else None


def _forget_oldest(folder: Path) -> None:
    kept = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(folder)]
    if len(kept) > MOST:
        for _, path in sorted(kept)[: len(kept) - MOST // 2]:
            Path(path).unlink(missing_ok=True)
