"""A voice in a process of its own, since native code may crash, hang or print.

Where processes can fork, one process loads the voice and forks for each text that is spoken at
the same time. Elsewhere a separate process that loads the voice itself is started for each of
these texts. See `guarded_worker`.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any

from audiobrief.engines.guarded_worker import ON_PIPES, SIZE
from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.system.processes import ended_after, start_tied

WORKER = "audiobrief.engines.guarded_worker"
CAN_FORK = sys.platform.startswith("linux") and hasattr(socket, "send_fds")
"""Linux only: macOS kills forks of a process that used its frameworks, as onnxruntime does."""
GRACE_S = 5.0
"""Seconds to wait past the worker's own deadline; by then the kernel must have ended it."""
TRIES = 2
"""Attempts at a text, since the system may have killed a process for lack of memory."""
END_WAIT_S = 1.0
"""Seconds that a process may take to end; it ends at once unless it is loading a voice."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A worker's answer."""

    header: dict[str, Any]
    """What the voice reports about the sound; JSON."""
    sound: bytes
    """PCM, signed 16 bits, little-endian, mono."""


def read_answer(read: Callable[[int], bytes]) -> Spoken:
    """The next answer of a speaking process.

    Raises:
        EOFError: the process ended before its answer was complete.
    """
    header = _read_sized(read)
    return Spoken(json.loads(header), _read_sized(read))


def _read_sized(read: Callable[[int], bytes]) -> bytes:
    size = SIZE.unpack(_read_exactly(read, SIZE.size))[0]
    return _read_exactly(read, size)


def _read_exactly(read: Callable[[int], bytes], count: int) -> bytes:
    content = read(count) if count else b""
    if len(content) < count:
        raise EOFError
    return content


class GuardedVoice:
    """Sends requests to speaking processes; each concurrent request has its own process."""

    def __init__(
        self,
        target: str,
        settings: Mapping[str, Any],
        *,
        what: str,
        fork: bool = CAN_FORK,
        tries: int = TRIES,
    ) -> None:
        """Start nothing yet.

        `target` ("module:function") is called in the process with `settings` (JSON) and returns
        a function from requests to answers. `what` names the voice in messages ("the natural
        voice").
        """
        self._call = (target, json.dumps(settings))
        self._what = what
        self._fork = fork
        self._tries = tries
        self._lock = threading.Lock()
        self._root: _Root | None = None
        self._idle: list[_Channel] = []
        self._busy: set[_Channel] = set()
        self._closed = False

    def ask(self, request: Mapping[str, Any], *, deadline_s: float) -> Spoken:
        """The answer to a request, which is sent up to `tries` times if the process crashes.

        Raises:
            SpeechFailed: the process crashed each time, hung, or raised an error.
            EngineUnavailable: the voice was closed, or cannot run here.
        """
        content = json.dumps({**request, "deadline_s": deadline_s}).encode()
        for _ in range(self._tries):
            channel = self._take_channel()
            started = time.monotonic()
            answer = channel.ask(content, deadline_s + GRACE_S)
            took_s = time.monotonic() - started
            hung = took_s >= deadline_s
            self._give_back(channel, alive=answer is not None)
            if answer is None and took_s >= deadline_s + GRACE_S:
                # even the kernel's timer has not ended it: the fork or its parent is stopped
                self._end_root()
            if answer is not None:
                return self._check(answer)
            if self._closed:
                raise EngineUnavailable(f"{self._what} was closed while it was speaking")
            if hung:
                raise SpeechFailed(f"{self._what} did not answer within {deadline_s:.0f} s")
        times = f", {self._tries} times" if self._tries > 1 else ""
        raise SpeechFailed(f"{self._what} crashed{times}")

    def get_ready(self) -> None:
        """Start loading. Only `ask` reports errors."""
        with contextlib.suppress(EngineUnavailable):
            self._give_back(self._take_channel(), alive=True)

    def close(self) -> None:
        """End its processes, even while they answer."""
        with self._lock:
            self._closed = True
            channels = [*self._idle, *self._busy]
            self._idle.clear()
            root, self._root = self._root, None
        for channel in channels:
            channel.end()
        if root is not None:
            root.end()

    def _end_root(self) -> None:
        with self._lock:
            root, self._root = self._root, None
        if root is not None:
            root.end()

    def _check(self, answer: Spoken) -> Spoken:
        if "error" in answer.header:
            raise EngineUnavailable(f"{self._what} cannot run here: {answer.header['error']}")
        if "failed" in answer.header:
            raise SpeechFailed(f"{self._what} failed: {answer.header['failed']}")
        return answer

    def _take_channel(self) -> _Channel:
        with self._lock:
            if self._closed:
                raise EngineUnavailable(f"{self._what} is closed; load the engine again")
            channel = self._idle.pop() if self._idle else self._open_channel()
            self._busy.add(channel)
            return channel

    def _give_back(self, channel: _Channel, *, alive: bool) -> None:
        with self._lock:
            self._busy.discard(channel)
            if alive and not self._closed:
                self._idle.append(channel)
                return
        channel.end()

    def _open_channel(self) -> _Channel:
        if not self._fork:
            return _start_alone(self._call, self._what)
        if self._root is None or not self._root.is_alive():
            if self._root is not None:
                self._root.end()
            self._root = _Root(self._call, self._what)
        return self._root.open_channel()


class _Channel:
    """The connection to one speaking process."""

    def __init__(self, to: IO[bytes], back: IO[bytes], end: weakref.finalize[Any, Any]) -> None:
        self._to, self._back = to, back
        self.end = end

    def ask(self, content: bytes, limit_s: float) -> Spoken | None:
        """The answer, or None if the process ended before it gave one."""
        try:
            with ended_after(limit_s, self.end):
                self._to.write(SIZE.pack(len(content)) + content)
                self._to.flush()
                return read_answer(self._back.read)
        except (OSError, ValueError, EOFError):
            return None


class _Root:
    """The process that has loaded the voice and forks."""

    def __init__(self, call: tuple[str, str], what: str) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _start(call, str(theirs.fileno()), what, keep=theirs.fileno())
        self.end = weakref.finalize(self, _end_process, self._process, [self._control])

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def open_channel(self) -> _Channel:
        ours, theirs = socket.socketpair()
        # if the process has just ended, nothing holds the other end, and `ask` returns None
        with theirs, contextlib.suppress(OSError):
            socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        to, back = ours.makefile("wb"), ours.makefile("rb")
        return _Channel(to, back, weakref.finalize(self, _shut, ours, (to, back)))


def _start_alone(call: tuple[str, str], what: str) -> _Channel:
    process = _start(call, ON_PIPES, what)
    assert process.stdin is not None  # for mypy: both are pipes
    assert process.stdout is not None
    # this process speaks without a fork and may be in a native call, so it must be killed
    end = weakref.finalize(process.stdin, _kill, process, [process.stdin, process.stdout])
    return _Channel(process.stdin, process.stdout, end)


def _start(
    call: tuple[str, str], channel: str, what: str, keep: int | None = None
) -> subprocess.Popen[bytes]:
    # -P: a json.py in the user's folder must not shadow the standard module
    command = [sys.executable, "-P", "-m", WORKER, *call, channel]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        # numpy's matrices are small here, and waiting OpenBLAS threads do not sleep
        "OPENBLAS_NUM_THREADS": "1",
    }
    pipe = subprocess.PIPE if keep is None else subprocess.DEVNULL
    try:
        return start_tied(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            env=environment,
            pass_fds=() if keep is None else (keep,),
            # only the asking process handles a keyboard interrupt; it then closes this one
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EngineUnavailable(f"{what}: its process cannot be started: {reason}") from error


def _shut(channel: socket.socket, files: Iterable[IO[bytes]]) -> None:
    """Shut down the connection to a fork, so that a blocked read returns, and then close it."""
    with contextlib.suppress(OSError):
        channel.shutdown(socket.SHUT_RDWR)
    for file in files:
        with contextlib.suppress(OSError, ValueError):
            file.close()
    channel.close()


def _end_process(process: subprocess.Popen[bytes], channels: list[Any]) -> None:
    """Close a process's channels, upon which it ends its forks and itself; else kill it."""
    for channel in channels:
        with contextlib.suppress(OSError):
            channel.close()
    try:
        process.wait(END_WAIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _kill(process: subprocess.Popen[bytes], channels: list[Any]) -> None:
    process.kill()
    _end_process(process, channels)
