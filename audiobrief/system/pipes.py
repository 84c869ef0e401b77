"""Reads a pipe that is named like a file, as `--config <(decrypt settings)` names one.

A pipe gives its content once. A command reads its settings file several times: for the options'
defaults, for the settings, and to tell later whether they changed. So what a pipe gave is kept,
in memory alone: it may hold secrets.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 10_000_000
"""Bytes; no file that a person names is larger, and a device without an end is refused."""
_GIVEN: dict[tuple[int, int], bytes] = {}
"""Device and number of each pipe that was read -> what it gave."""


def read_pipe(path: str | Path) -> bytes | None:
    """What the pipe at a path gives, each time that it is asked; None if it is no pipe.

    Raises:
        OSError: it cannot be read, or gives more than `MOST`.
        ValueError: the path is none.
    """
    found = os.stat(path)  # noqa: PTH116 -- every file that an episode depends on is asked
    if not (stat.S_ISFIFO(found.st_mode) or stat.S_ISSOCK(found.st_mode)):
        return None
    key = (found.st_dev, found.st_ino)
    if key not in _GIVEN:
        with Path(path).open("rb") as file:
            content = file.read(MOST + 1)
        if len(content) > MOST:
            raise OSError(errno.EFBIG, f"it gives more than {MOST / 1e6:g} million bytes")
        _GIVEN[key] = content
    return _GIVEN[key]


def folder_of(path: Path) -> Path:
    """The folder in which the relative paths in a settings file begin.

    A pipe lies where the system names it, such as ``/dev/fd``; its paths begin in the current
    folder.
    """
    return path.parent if path.is_file() else Path.cwd()
