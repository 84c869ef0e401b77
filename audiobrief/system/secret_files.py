"""Writes files that only their owner may read."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from audiobrief.errors import OutputError
from audiobrief.system.files import STAGING_PREFIX


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that nobody else on this machine may read, not even before it has its name.

    Raises:
        OutputError: it cannot be written.
    """
    beside = path.with_name(f"{STAGING_PREFIX}{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot write {path}: {reason}; choose another folder", path=path
        ) from error
