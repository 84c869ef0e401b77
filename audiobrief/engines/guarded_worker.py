"""The speaking side of `guarded`: loads a voice once, and forks for each that asks at the same time.

Run as a module, with the name of what loads the voice and its settings as JSON. What is loaded
in the root is shared by all forks, so that a second sentence spoken beside the first costs no
second model, and a sentence that crashes its fork costs a fork of some milliseconds.

    request   length (4 bytes, little-endian), JSON; "deadline_s" says how long it may take
    answer    length, JSON; length, sound

Without fork one process answers one request after another on its standard input and output.
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
"""prctl(2), Linux: the signal that is sent when the thread that forked this process ends."""
BLOCK = 1 << 16
ON_PIPES = "-"
"""In the place of a socket's number: serve standard input and output, without forks."""

Answer = tuple[dict[str, Any], bytes]
Speak = Callable[[dict[str, Any]], Answer]


def main() -> None:
    """Serve what the command line names until nobody asks any more."""
    target, settings, channel = sys.argv[1:4]
    sink = os.fdopen(os.dup(1), "wb")
    # what libraries print must not come between the answers
    os.dup2(2, 1)
    speak = _load(target, json.loads(settings))
    if channel == ON_PIPES:
        serve(speak, _Piped(sys.stdin.fileno()), sink)
    else:
        _fork_for_each(speak, socket.socket(fileno=int(channel)))


class Source(Protocol):
    """Where requests come from."""

    def read(self, count: int, /) -> bytes:
        """So many bytes, fewer at the end."""
        ...


class _Piped:
    """Standard input, which ends this process when it ends, also in the middle of a native call.

    Who asks may have been killed, and only Linux's kernel tells a process of that.
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
    """What loads the voice gives; where it fails, a function that says so to whoever asks."""
    try:
        module, _, name = target.partition(":")
        loaded: Speak = getattr(importlib.import_module(module), name)(settings)
    except Exception as error:  # noqa: BLE001 -- handed to whoever asks, as a value
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
    except Exception as error:  # noqa: BLE001 -- handed to whoever asks, as a value
        return {"failed": f"{type(error).__name__}: {error}"}, b""


@contextlib.contextmanager
def _ended_after(seconds: float) -> Any:
    """Have the kernel end this process where a native call does not come back in time.

    Elsewhere than on POSIX, whoever asks ends it.
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
    """On Linux, have the kernel kill this fork when what forked it ends.

    That ends with the process that asks; a fork that is stopped, or in a native call, would not
    notice that nobody listens any more.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _fork_for_each(speak: Speak, control: socket.socket) -> None:
    """Serve each socket that comes over `control` in a fork of its own, until it closes."""
    forks: set[int] = set()

    def bury(*_: object) -> None:
        # waited for, so that their processor time counts as this process's
        for pid in tuple(forks):
            if os.waitpid(pid, os.WNOHANG)[0]:
                forks.discard(pid)

    signal.signal(signal.SIGCHLD, bury)
    while True:
        asked, handed, _, _ = socket.recv_fds(control, 1, 1)
        if not asked:
            break
        if not handed:
            # no descriptor was free for it; whoever asks is told by the end of the line
            continue
        with socket.socket(fileno=handed[0]) as own:
            try:
                pid = os.fork()
            except OSError:
                # no process or no memory for one: those that speak already go on
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
