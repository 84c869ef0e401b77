"""What an episode was made of, so that it is not made again while nothing has changed.

A receipt is found by the page and the folder that its episode was asked for in. It holds
what the episode depends on, and what was written, by content. It serves only while all of
it stands as it did; where something does not, it tells what.

This is read before anything heavy is imported; it imports nothing of the kind.
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
from audiobrief.system.locations import find_cache_folder

FOLDER = "receipts"
"""Inside the folder of the cache."""
FORMAT = 3
MOST = 1000
"""Receipts that are kept; the older half leaves when there are more. Each has 5 kB."""
FIRST = "made: no record of an earlier one"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an episode was made of, what was written, and what its user was told."""

    made_of: Dependencies
    folder: str
    """Absolute path of the episode's folder."""
    outputs: Mapping[str, str]
    """File name in `folder` -> SHA-256 of the content."""
    audio: str
    """File name of the audio."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """JSON values for the command line's own words."""

    def holds(self, call: Dependencies) -> bool:
        """Whether all that it was made of, and all that was written, stand as they did.

        `call`: this machine and what is asked of it, by `dependencies.of_call`. While that
        is the same, so are the settings, and which files are read.
        """
        now = replace(
            self.made_of.as_now(), engine=call.engine, program=call.program, call=call.call
        )
        return bool(self.outputs) and not (now.changes_since(self.made_of) or self.list_lost())

    def list_lost(self) -> list[str]:
        """Names of the files that were written and are gone, or hold something else now."""
        return [
            name
            for name, kept in self.outputs.items()
            if digest_file(Path(self.folder, name)) != kept
        ]


def explain(receipt: Receipt | None, made_of: Dependencies) -> str:
    """Why an episode is made, where the receipt of an earlier one does not hold."""
    if receipt is None:
        return FIRST
    changed = describe_changes(made_of.changes_since(receipt.made_of))
    lost = receipt.list_lost()
    said = [changed, f"its files changed ({', '.join(lost)})" if lost else ""]
    return f"made again: {'; '.join(filter(None, said)) or 'a file changed meanwhile'}"


def place_of(page: str, output: str | Path) -> str:
    """Where the receipt of a page's episode in an output lies: a name, 64 hex digits."""
    # a link is read where it stands
    parts = [FORMAT, os.path.abspath(page), os.path.abspath(output)]  # noqa: PTH100
    return hashlib.sha256(ascii(parts).encode()).hexdigest()


def find_receipt(place: str) -> Receipt | None:
    """What was kept there, or None."""
    path = _path_of(place)
    try:
        checksum, _, body = path.read_bytes().partition(b"\n") if path else (b"", b"", b"")
        if not body or checksum != _checksum(body):
            return None
        tree = json.loads(body)
        return Receipt(Dependencies(**tree.pop("made_of")), **tree)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        # not there, or not what `keep_receipt` wrote
        return None


def keep_receipt(place: str, receipt: Receipt) -> None:
    """Keep it where `find_receipt` looks; where the disk does not let it, there is none."""
    path = _path_of(place)
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".writing-{path.name}-{os.getpid()}")
        try:
            body = json.dumps(
                {**asdict(receipt), "made_of": receipt.made_of.to_json()}
            ).encode()
            temporary.write_bytes(_checksum(body) + b"\n" + body)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        _forget_oldest(path.parent)


def forget_receipts() -> None:
    """Remove all of them: every episode is made again."""
    with contextlib.suppress(OSError, RuntimeError):
        folder = find_cache_folder()
        if folder is not None and (folder / FOLDER).is_dir():
            shutil.rmtree(folder / FOLDER)


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
