"""What has come of a file so far, kept beside its place until it is whole."""

from __future__ import annotations

import errno
import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from audiobrief.errors import OutputError


def digest_of(path: Path, algorithm: str) -> str:
    """Hexadecimal digest of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as source:
            # not for security: MD5 is all that some publishers give
            kind = functools.partial(hashlib.new, algorithm, usedforsecurity=False)
            return hashlib.file_digest(source, kind).hexdigest()
    except OSError:
        return ""


def discard(part: Path) -> None:
    """Remove what was kept of a download."""
    part.unlink(missing_ok=True)
    validators_of(part).unlink(missing_ok=True)


@contextmanager
def writing(part: Path) -> Iterator[None]:
    """What a disk says, as an error with advice; a full one gets its space back.

    Raises:
        OutputError: it cannot be written.
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
    """For the rest of a part; the whole, where nothing is kept.

    If-Range takes an entity tag that is strong, or a date (RFC 9110, 13.1.5). Where a server
    gave neither, the rest is asked for all the same, since the digest decides in the end.
    """
    have = length_of(part)
    if have <= 0:
        return {}
    headers = {"Range": f"bytes={have}-"}
    try:
        kept = json.loads(validators_of(part).read_text(encoding="utf-8"))
        tag, date = str(kept.get("etag", "")), str(kept.get("date", ""))
    except (OSError, ValueError, AttributeError):
        return headers
    if tag or date:
        headers["If-Range"] = tag or date
    return headers


def keep_validators(part: Path, headers: Mapping[str, str]) -> None:
    """Keep beside a part what tells whether the server's file is still the same.

    Raises:
        OSError: it cannot be written.
    """
    tag = headers.get("ETag", "").strip()
    date = headers.get("Last-Modified", "").strip()
    strong = tag if tag.startswith('"') else ""
    validators_of(part).write_text(json.dumps({"etag": strong, "date": date}))


def validators_of(part: Path) -> Path:
    """Where they are kept."""
    return part.with_name(f"{part.name}.validators")


def length_of(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
