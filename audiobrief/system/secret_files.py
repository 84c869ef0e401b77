"""Writes files that only their owner may read."""

from __future__ import annotations

from pathlib import Path

from audiobrief.system.files import written_whole


def write_secret(path: Path, content: bytes) -> None:
    """Write a file that nobody else on this machine may read, not even before it has its name.

    Raises:
        OutputError: it cannot be written.
    """
    with written_whole(path, 0o600) as temporary:
        temporary.write_bytes(content)
