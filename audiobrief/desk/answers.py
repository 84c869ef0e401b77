"""What handlers read and answer alike: versions in requests, and parts of files for a player."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from litestar import Request, Response
from litestar.response import Stream
from werkzeug.http import parse_range_header

from audiobrief.desk.problems import Problem
from audiobrief.desk.states import Story
from audiobrief.publish.media import media_type
from audiobrief.system.files import opened_regular

CHUNK = 65_536


def version_in(if_match: str) -> int:
    """The version for which a change was made, from the header If-Match.

    Raises:
        Problem: there is none (RFC 6585, 3), or it is no version of the desk.
    """
    given = if_match.strip()
    if not given:
        raise Problem(428, 'name the version that you change: If-Match: "v3"')
    # "v3.7" has the revision 7, which counts in no change
    number = given.removeprefix("W/").strip('"').removeprefix("v").partition(".")[0]
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        raise Problem(
            400, f'{given[:40]!r} is no version of a story; send its ETag, such as "v3"'
        )
    return int(number)


def story_answer(story: Story, status: int = 200, **headers: str) -> Response[Story]:
    """A story with its entity tag."""
    return Response(story, status_code=status, headers={"ETag": story.etag, **headers})


def is_known(request: Request[Any, Any, Any], tag: str) -> bool:
    """Whether the sender of a request has what has that entity tag (RFC 9110, 13.1.2)."""
    told = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in told or tag.removeprefix("W/") in [each.removeprefix("W/") for each in told]


def unchanged(tag: str) -> Response[Any]:
    """The answer to somebody who has it already."""
    # "private": a proxy must not keep what the desk tells one person
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    return Response(b"", status_code=304, headers=headers, media_type="application/json")


def plain_type(name: str) -> str:
    """A file's media type without its encoding, which Litestar adds to that of each text."""
    return media_type(name).partition(";")[0]


def file_answer(request: Request[Any, Any, Any], path: Path) -> Response[Any]:
    """A file, or the part of it that the header Range asks for.

    Raises:
        Problem: the file is not there, or the part is outside of it.
    """
    try:
        stat = path.stat()
    except OSError:
        raise Problem(404, "it is not made yet; wait until the story is made") from None
    size = stat.st_size
    tag = f'"{stat.st_mtime_ns:x}-{size:x}"'
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "no-cache"}
    kind = plain_type(path.name)
    if is_known(request, tag):
        return Response(b"", status_code=304, headers=headers, media_type=kind)
    asked = parse_range_header(request.headers.get("range"))
    if asked is None or len(asked.ranges) != 1:
        headers["Content-Length"] = str(size)
        return Stream(_read(path, 0, size), headers=headers, media_type=kind)
    bounds = asked.range_for_length(size)
    if bounds is None:
        raise Problem(
            416,
            "that part is outside of the file",
            headers={"Content-Range": f"bytes */{size}"},
        )
    start, end = bounds
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    headers["Content-Length"] = str(end - start)
    return Stream(_read(path, start, end), status_code=206, headers=headers, media_type=kind)


def _read(path: Path, start: int, end: int) -> Iterator[bytes]:
    with opened_regular(path) as file:
        file.seek(start)
        left = end - start
        while left > 0:
            content = file.read(min(CHUNK, left))
            if not content:
                return
            left -= len(content)
            yield content
