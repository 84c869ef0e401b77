"""Unfinished downloads, which are kept beside the final file until they are complete."""

from __future__ import annotations

import errno
import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from audiobrief.errors import OutputError
from audiobrief.system.files import opened_regular, read_regular


def digest_of(path: Path, algorithm: str) -> str:
    """Hexadecimal digest of a file; empty if it cannot be read."""
    try:
        with opened_regular(path) as source:
            # not for security: some publishers give only MD5
            kind = functools.partial(hashlib.new, algorithm, usedforsecurity=False)
            return hashlib.file_digest(source, kind).hexdigest()
    except OSError:
        return ""


def discard(part: Path) -> None:
    """Remove an unfinished download and its validators."""
    part.unlink(missing_ok=True)
    validators_of(part).unlink(missing_ok=True)


@contextmanager
def writing(part: Path) -> Iterator[None]:
    """Turn disk errors into an error with advice; on a full disk, remove the part.

    Raises:
        OutputError: the part cannot be written.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            discard(part)
            reason += "; make room, or move the engine's folder of voices to another disk"
        raise OutputError(f"cannot write {part}: {reason}", path=part) from error


def range_headers(part: Path) -> dict[str, str]:
    """Headers that request the rest of a part; none if nothing is kept.

    If-Range takes a strong entity tag or a date (RFC 9110, 13.1.5). If a server gave neither,
    the rest is requested anyway, since the digest decides in the end.
    """
    have = length_of(part)
    if have <= 0:
        return {}
    headers = {"Range": f"bytes={have}-"}
    try:
        kept = json.loads(read_regular(validators_of(part)).decode())
        tag, date = str(kept.get("etag", "")), str(kept.get("date", ""))
    except (OSError, ValueError, AttributeError):
        return headers
    if tag or date:
        headers["If-Range"] = tag or date
    return headers


def keep_validators(part: Path, headers: Mapping[str, str]) -> None:
    """Store, beside a part, the headers that show whether the server's file has changed.

    Raises:
        OSError: they cannot be written.
    """
    tag = headers.get("ETag", "").strip()
    date = headers.get("Last-Modified", "").strip()
    strong = tag if tag.startswith('"') else ""
    validators_of(part).write_text(json.dumps({"etag": strong, "date": date}))


def validators_of(part: Path) -> Path:
    """The file with a part's validators: the server's ETag and date."""
    return part.with_name(f"{part.name}.validators")


def length_of(path: Path) -> int:
    """Size of a file in bytes; 0 if there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
