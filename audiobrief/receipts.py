"""What an episode was made of, so that it is not made again while nothing has changed.

A receipt is found by the call (command line, folder, environment, the installed
programs) and holds what was read and what was written, by content. It serves
only while every file of both stands as it did: an edited page, a lexicon that
was put beside it, a damaged or missing output, and the episode is made again.

This is read before anything heavy is imported; it imports nothing of the kind.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from audiobrief.places import VOICES_VARIABLES, find_cache_folder, find_voices_folder

FOLDER = "receipts"
"""Inside the folder of the cache."""
FORMAT = 2
MOST = 1000
"""Receipts that are kept; the older half leaves when there are more. Each has 3 kB."""
VARIABLES = ("AUDIOBRIEF_", "XDG_", "ESPEAK", "PYTHON")
"""Beginnings of the names of environment variables that may change an episode."""
MORE_VARIABLES = {"HOME", "PATH", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TZ"}
ABSENT = ""
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was read for an episode, what was written, and what its user was told."""

    inputs: Mapping[str, str]
    """Absolute path -> SHA-256 of the content; `ABSENT` for a file that was not there."""
    folder: str
    """Absolute path of the episode's folder."""
    outputs: Mapping[str, str]
    """File name in `folder` -> SHA-256 of the content."""
    audio: str
    """File name of the audio."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """JSON values for the command line's own words."""

    def holds(self) -> bool:
        """Whether all that was read and all that was written stand as they did."""
        outputs = {str(Path(self.folder, name)): kept for name, kept in self.outputs.items()}
        return bool(outputs) and all(
            digest_file(path) == kept for path, kept in {**self.inputs, **outputs}.items()
        )


def describe_call(arguments: Mapping[str, Any]) -> str:
    """The name of a call's receipt: SHA-256, in hex, of all but what the receipt itself tells.

    That is the arguments, the working folder, the environment, the day (a page
    dated in the future is not believed), and which audiobrief, Python, packages,
    voices and ffmpeg are there.
    """
    environment = sorted(
        (name, value)
        for name, value in os.environ.items()
        if name in MORE_VARIABLES or name.startswith(VARIABLES)
    )
    ffmpeg = shutil.which(os.environ.get("AUDIOBRIEF_FFMPEG") or "ffmpeg")
    parts = [
        FORMAT,
        sorted(arguments.items()),
        str(Path.cwd()),
        time.gmtime()[:3],
        environment,
        sys.version,
        sys.executable,
        sorted(_list_packages()),
        sorted(_stamp_files(str(HERE))),
        sorted(_list_voices()),
        ffmpeg and _stamp(os.stat(ffmpeg)),  # noqa: PTH116 -- a Path would be made for this alone
    ]
    return hashlib.sha256(ascii(parts).encode()).hexdigest()


def find_receipt(call: str) -> Receipt | None:
    """The receipt of that call if it still holds, else None."""
    path = _path_of(call)
    try:
        checksum, _, body = path.read_bytes().partition(b"\n") if path else (b"", b"", b"")
        if not body or checksum != _checksum(body):
            return None
        receipt = Receipt(**json.loads(body))
        return receipt if receipt.holds() else None
    except (OSError, ValueError, TypeError, AttributeError):
        # not there, or not what `keep_receipt` wrote
        return None


def keep_receipt(call: str, receipt: Receipt) -> None:
    """Keep it where `find_receipt` looks; where the disk does not let it, there is none."""
    path = _path_of(call)
    if path is None:
        return
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".writing-{path.name}-{os.getpid()}")
        try:
            body = json.dumps(asdict(receipt)).encode()
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


def digest_files(paths: Iterable[str | Path]) -> dict[str, str]:
    """Absolute path -> SHA-256 of its content; `ABSENT` where there is no such file."""
    absolute = dict.fromkeys(os.path.abspath(path) for path in paths)  # noqa: PTH100 -- a link is read where it stands
    return {path: digest_file(path) for path in absolute}


def digest_file(path: str | Path) -> str:
    """SHA-256, in hex, of a file's content; `ABSENT` where it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 -- likewise
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ABSENT


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _path_of(call: str) -> Path | None:
    try:
        folder = find_cache_folder()
    except (OSError, RuntimeError):
        return None
    return folder / FOLDER / f"{call}.json" if folder is not None else None


def _forget_oldest(folder: Path) -> None:
    kept = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(folder)]
    if len(kept) > MOST:
        for _, path in sorted(kept)[: len(kept) - MOST // 2]:
            Path(path).unlink(missing_ok=True)


def _list_packages() -> list[str]:
    """Names of installed packages with their versions, as their metadata folders have them."""
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            with contextlib.suppress(OSError):
                names = os.listdir(folder)  # noqa: PTH208 -- names alone, of thousands
                found += [name for name in names if name.endswith("-info")]
    return found


def _list_voices() -> list[tuple[str, tuple[int, int]]]:
    """The files of voices that were added: an article may be read by one of them."""
    found = []
    for engine in VOICES_VARIABLES:
        with contextlib.suppress(OSError, RuntimeError):
            found += _stamp_files(str(find_voices_folder(engine)))
    return found


def _stamp_files(folder: str) -> list[tuple[str, tuple[int, int]]]:
    """Every file of a folder, with its size and when it was written."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    found += _stamp_files(entry.path)
            else:
                found.append((entry.path, _stamp(entry.stat())))
    return found


def _stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
