"""Lets one program at a time change the site of a folder of episodes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from audiobrief.errors import OutputError, PublishError
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import folder_alone

PUBLISHING = f"{INTERNAL}/publishing"
"""An empty folder that is locked while a site is changed. It is not the internal folder itself,
which is locked while the register is written: a withdrawal counts at once, however long another
program takes to publish."""


@contextlib.contextmanager
def site_alone(root: Path) -> Iterator[None]:
    """Lock the site in `root` for the block, after waiting for other programs to finish.

    Raises:
        PublishError: the folder does not exist.
        OutputError: the folder cannot be written to, or its disk has no locks.
    """
    if not root.is_dir():
        raise PublishError(
            f"there is no folder of episodes at {root}; name the folder that -o made"
        )
    with contextlib.ExitStack() as stack:
        try:
            (root / PUBLISHING).mkdir(parents=True, exist_ok=True)
            stack.enter_context(folder_alone(root / PUBLISHING))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"cannot write {root / PUBLISHING}: {reason}; make {root} writable", path=root
            ) from error
        yield
