"""Keeps a folder of episodes to one desk at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from audiobrief.errors import ListenError, OutputError
from audiobrief.publish import EPISODE
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import held_alone

LOCK = f"{INTERNAL}/listen.lock"
"""The file that a desk keeps locked; the system frees it when the process ends for any reason."""


@contextlib.contextmanager
def desk_alone(root: Path) -> Iterator[None]:
    """Make the folder if it is missing, and keep other desks out of it for the block.

    Raises:
        ListenError: another audiobrief listens there, or it is the folder of an episode.
        OutputError: the folder cannot be made.
    """
    if (root / EPISODE).is_file():
        raise ListenError(f"{root} is an episode; name the folder that contains it", path=root)
    try:
        (root / INTERNAL).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot write {root}: {reason}; choose another folder", path=root
        ) from error
    with held_alone(root / LOCK) as free:
        if not free:
            raise ListenError(
                f"another audiobrief already listens in {root}; give it articles with "
                f"`audiobrief add -o {root}`, or end it first",
                path=root,
            )
        yield


def is_open(root: Path) -> bool:
    """Whether an audiobrief listens in a folder."""
    if not (root / LOCK).exists():
        return False
    with held_alone(root / LOCK) as free:
        return not free
