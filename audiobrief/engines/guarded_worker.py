"""The worker process of `guarded`: loads a voice once, and forks for each concurrent request.

It is run as a module, with the name of the loading function and its settings as JSON. All forks
share what the root has loaded, so a second sentence spoken at the same time needs no second
model, and a sentence that crashes its fork costs only a new fork, some milliseconds.

    request   length (4 bytes, little-endian), JSON; "deadline_s" is its time limit in seconds
    answer    length, JSON; length, sound

Without fork, one process answers one request after another on its standard input and output.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import queue
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

from audiobrief.errors import EngineUnavailable

SIZE = struct.Struct("<I")
PR_SET_PDEATHSIG = 1
"""prctl(2), Linux: sets the signal for when the thread that forked this process ends."""
BLOCK = 1 << 16
ON_PIPES = "-"
"""Given in place of a socket's number: serve standard input and output, without forks."""

Answer = tuple[dict[str, Any], bytes]
Speak = Callable[[dict[str, Any]], Answer]


def main() -> None:
    """Serve the voice that the command line names until the asking side closes."""
    target, settings, channel = sys.argv[1:4]
    sink = os.fdopen(os.dup(1), "wb")
    # keep what libraries print out of the answers
    os.dup2(2, 1)
    speak = _load(target, json.loads(settings))
    if channel == ON_PIPES:
        serve(speak, _Piped(sys.stdin.fileno()), sink)
    else:
        _fork_for_each(speak, socket.socket(fileno=int(channel)))
    # the asking process waits for the end, and taking a loaded model apart takes 0.2 s of it
    os._exit(0)


class Source(Protocol):
    """Where requests come from."""

    def read(self, count: int, /) -> bytes:
        """`count` bytes; fewer at the end."""
        ...


class _Piped:
    """Standard input; when it ends, this process ends, even in the middle of a native call.

    The asking process may have been killed, and only Linux can signal that to this process.
    """

    def __init__(self, source: int) -> None:
        self._requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._left = b""
        threading.Thread(target=self._fill, args=(source,), daemon=True).start()

    def read(self, count: int) -> bytes:
        while len(self._left) < count:
            self._left += self._requests.get()
        content, self._left = self._left[:count], self._left[count:]
        return content

    def _fill(self, source: int) -> None:
        while content := os.read(source, BLOCK):
            self._requests.put(content)
        os._exit(0)


def serve(speak: Speak, source: Source, sink: BinaryIO) -> None:
    """Answer requests in order until `source` ends."""
    while len(head := source.read(SIZE.size)) == SIZE.size:
        request = json.loads(source.read(SIZE.unpack(head)[0]))
        with _ended_after(request.pop("deadline_s")):
            header, sound = _answer(speak, request)
        content = json.dumps(header).encode()
        sink.write(SIZE.pack(len(content)) + content + SIZE.pack(len(sound)))
        sink.write(sound)
        sink.flush()


def _load(target: str, settings: dict[str, Any]) -> Speak:
    """The loaded voice's function, or one that answers with the error if loading fails."""
    try:
        module, _, name = target.partition(":")
        loaded: Speak = getattr(importlib.import_module(module), name)(settings)
    except Exception as error:  # noqa: BLE001 -- sent to the asking process in the answer
        told = {"error": str(error) or type(error).__name__}

        def refuse(request: dict[str, Any]) -> Answer:
            del request
            return told, b""

        return refuse
    return loaded


def _answer(speak: Speak, request: dict[str, Any]) -> Answer:
    try:
        return speak(request)
    except EngineUnavailable as error:
        return {"error": str(error)}, b""
    except Exception as error:  # noqa: BLE001 -- sent to the asking process in the answer
        return {"failed": f"{type(error).__name__}: {error}"}, b""


@contextlib.contextmanager
def _ended_after(seconds: float) -> Any:
    """Have the kernel end this process if a native call does not return in time.

    On systems other than POSIX, the asking process ends it.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with_parent() -> None:
    """On Linux, have the kernel kill this fork when its parent ends.

    The parent ends with the asking process. A fork that is stopped or in a native call would
    not notice that nobody listens any more.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _fork_for_each(speak: Speak, control: socket.socket) -> None:
    """Serve each socket that arrives over `control` in its own fork, until `control` closes."""
    forks: set[int] = set()

    def bury(*_: object) -> None:
        # the processor time of forks counts as this process's only once they are waited for
        for pid in tuple(forks):
            if os.waitpid(pid, os.WNOHANG)[0]:
                forks.discard(pid)

    signal.signal(signal.SIGCHLD, bury)
    while True:
        asked, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not asked:
            break
        if not handed:
            # no file descriptor was free; the asking side sees its socket closed
            continue
        with socket.socket(fileno=handed[0]) as own:
            try:
                pid = os.fork()
            except OSError:
                # the system is out of processes or memory; forks that already speak go on
                continue
            if not pid:
                _end_with_parent()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                control.close()
                with contextlib.suppress(OSError):
                    serve(speak, own.makefile("rb"), own.makefile("wb"))
                os._exit(0)
            forks.add(pid)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for pid in forks:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
