"""How far a listener is in each episode, shared between all browsers that open the library.

A browser sends what it knows and gets what the others said. Of two positions in one episode the one
noted later counts, as the listener's own devices tell the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from audiobrief.errors import AudiobriefError, ListenError
from audiobrief.listening.deciding import CHANGES, is_folder_name
from audiobrief.publish import EPISODE
from audiobrief.publish.shelf import change_place
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import folder_alone

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

POSITIONS = f"{INTERNAL}/positions.json"
"""The file of all positions, relative to the folder of episodes."""
CHANGING = f"{INTERNAL}/positioning"
"""An empty folder that is locked while the positions are changed."""
JSON = "application/json"
MAX_BYTES = 4_000_000
"""The most bytes that a browser may send: those of some 20,000 episodes."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a listener is in one episode."""

    audio: str
    """Name of the audio file, since another version of an episode may have another name."""
    position_ms: int
    """Where the listener left it; 0 if it was heard to its end."""
    noted_ms: int
    """When that was, in milliseconds since 1970."""
    is_heard: bool = False
    """Whether it was heard to its end, now or earlier."""


@dataclass(frozen=True, slots=True)
class Positions:
    """What browsers send and get, and the content of the file."""

    positions: Mapping[str, Position] = field(default_factory=dict)
    """Path of an episode's folder below the folder of episodes -> the position in it."""


def read_positions(root: Path) -> Positions:
    """The positions kept in a folder of episodes; none if their file is missing or damaged.

    A damaged file is no error: every browser still has its own, and sends them again.
    """
    try:
        return msgspec.json.decode(read_regular(root / POSITIONS), type=Positions)
    except (OSError, msgspec.DecodeError):
        return Positions()


def merge_positions(root: Path, told: Positions, now_ms: int) -> Positions:
    """Keep what a browser says, where it is newer, and return all that is known.

    Positions in episodes that are not here are forgotten. A device whose clock is ahead would
    always win, so no position is noted later than `now_ms`. An episode that was heard to its end
    is finished on the shelf.

    Raises:
        PublishError: the shelf is damaged.
        OSError, OutputError: the file or the shelf cannot be written.
    """
    (root / CHANGING).mkdir(parents=True, exist_ok=True)
    with folder_alone(root / CHANGING):
        known = dict(read_positions(root).positions)
        merged = {folder: each for folder, each in known.items() if _is_here(root, folder)}
        heard = []
        for folder, each in told.positions.items():
            before = merged.get(folder)
            if not _is_here(root, folder) or (before and before.noted_ms >= each.noted_ms):
                continue
            merged[folder] = Position(
                audio=each.audio,
                position_ms=max(each.position_ms, 0),
                noted_ms=min(each.noted_ms, now_ms),
                is_heard=each.is_heard or bool(before and before.is_heard),
            )
            if each.is_heard and not (before and before.is_heard):
                heard.append(folder)
        if merged != known:
            write_whole(root / POSITIONS, msgspec.json.encode(Positions(merged)) + b"\n")
    for folder in heard:
        change_place(root, folder, CHANGES["finish"])
    return Positions(merged)


def _is_here(root: Path, folder: str) -> bool:
    return is_folder_name(folder) and (root / folder / EPISODE).is_file()


class Positioning:
    """Answers the request by which a browser and a desk tell each other positions."""

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        """`changed` is called when an episode may have become a finished one."""
        self._root = root
        self._changed = changed

    def exchange(self, environ: WSGIEnvironment) -> Response:
        """Keep the positions in the request's JSON; the answer's JSON has all of them."""
        with Request(environ) as request:
            request.max_content_length = MAX_BYTES
            try:
                told = _decode(request.get_data(cache=False))
                found = merge_positions(self._root, told, time.time_ns() // 1_000_000)
            except HTTPException as error:
                return _refuse("that is too much at once", error.code or 400)
            except ListenError as error:
                return _refuse(str(error), 400)
            except (OSError, AudiobriefError) as error:
                return _refuse(str(error), 500)
        if any(each.is_heard for each in told.positions.values()):
            self._changed()
        return Response(msgspec.json.encode(found), content_type=JSON)


def _decode(content: bytes) -> Positions:
    try:
        return msgspec.json.decode(content, type=Positions)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ListenError(
            f"the positions cannot be read: {error}; send "
            '{"positions": {FOLDER: {"audio", "position_ms", "noted_ms", "is_heard"}}}'
        ) from error


def _refuse(said: str, status: int) -> Response:
    return Response(msgspec.json.encode({"message": said}), status, content_type=JSON)
