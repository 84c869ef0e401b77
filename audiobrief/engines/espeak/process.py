"""The asking side of `worker`: starts it, sends requests, and notices when it ends.

`ForkingProcess` speaks several texts at once, on systems with fork;
`SerialProcess` speaks one after another, on systems without it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from audiobrief.engines.guarded import Spoken, read_answer
from audiobrief.engines.guarded_worker import SIZE
from audiobrief.errors import EngineUnavailable
from audiobrief.system.processes import ended_after, start_tied

CAN_FORK = os.name == "posix" and hasattr(socket, "send_fds")
"""macOS, too: this process uses none of its frameworks, which no fork outlives."""
WORKER = Path(__file__).with_name("worker.py")
START_DEADLINE_S = 30
"""Loading Python takes seconds from a cold disk, and 50 ms from a warm one."""
GRACE_S = 5
"""How long to wait past a worker's deadline, in seconds; its own timer should have ended it."""
MAX_BRANCHES = 16
"""The most deliveries that are kept ready. Each is a process of a few megabytes."""


class WorkerDied(Exception):
    """The worker ended, or gave no answer in time."""


class WorkerHung(WorkerDied):
    """The worker had given no answer by its deadline."""


class VoiceUnknown(Exception):
    """The library has no voice of that name."""


@dataclass(frozen=True, slots=True)
class _Branch:
    control: socket.socket
    """The sockets of new leaves are sent over it."""
    waiting: list[socket.socket] = field(default_factory=list)
    """Sockets of leaves that were forked ahead of time and wait for their text."""

    def close(self) -> None:
        for each in (*self.waiting, self.control):
            each.close()


class ForkingProcess:
    """A root, a branch for each delivery, and a leaf for each text; see `worker`."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _start(str(theirs.fileno()), pass_fds=(theirs.fileno(),))
        self._root = ours
        self._root.settimeout(START_DEADLINE_S)
        self._branches: dict[str, _Branch] = {}
        self._asking: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._end = weakref.finalize(self, _end_process, self._process, [ours], self._branches)
        self._hello: dict[str, Any] | None = None
        # set when the channel is found closed, which may be before `poll` sees the process end
        self._broken = False

    def hello(self) -> dict[str, Any]:
        """Sample rate (Hz) and version of the library.

        Raises:
            EngineUnavailable: the library cannot be loaded.
        """
        with self._lock:
            if self._hello is None:
                self._hello = _read_hello(lambda count: _receive(self._root, count))
            return self._hello

    def ask(self, request: dict[str, Any]) -> Spoken:
        """The answer to a request; a request to speak holds a "delivery".

        Raises:
            WorkerDied: the speaking process crashed; WorkerHung: it hung.
            VoiceUnknown: the library has no such voice.
        """
        self.hello()
        if request["do"] != "speak":
            with self._hand_over(self._root) as own:
                return self._ask_over(own, request)
        with self._lock:
            branch = self._find_branch(request["delivery"])
            leaf = branch.waiting.pop() if branch.waiting else self._hand_over(branch.control)
        try:
            with leaf:
                return self._ask_over(leaf, request)
        except WorkerDied as error:
            with self._lock:
                # a branch that is stopped by a signal keeps its socket open, and makes no leaf
                self._forget_if_dead(branch, hung=isinstance(error, WorkerHung))
            raise

    def get_ready(self, delivery: dict[str, Any]) -> None:
        """Fork the leaf that will speak the next text in this delivery.

        Raises:
            EngineUnavailable, WorkerDied, VoiceUnknown: for the reasons given in `ask`.
        """
        self.hello()
        with self._lock:
            branch = self._find_branch(delivery)
            if not branch.waiting:
                branch.waiting.append(self._hand_over(branch.control))

    def is_alive(self) -> bool:
        """Whether it accepts another request."""
        return not self._broken and self._process.poll() is None

    def close(self) -> None:
        """End all processes; requests that wait for an answer raise `WorkerDied`."""
        with self._lock:
            controls = [branch.control for branch in self._branches.values()]
            for each in [*self._asking, *controls]:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
        self._end()

    def _find_branch(self, delivery: dict[str, Any]) -> _Branch:
        key = json.dumps(delivery, sort_keys=True)
        branch = self._branches.pop(key, None)
        if branch is None:
            control = self._hand_over(self._root)
            try:
                control.settimeout(START_DEADLINE_S)
                _send(control.sendall, {"do": "open", "delivery": delivery})
                _read(lambda count: _receive(control, count))
            except BaseException as error:
                control.close()
                self._broken = self._broken or isinstance(error, WorkerDied)
                raise
            branch = _Branch(control)
        self._branches[key] = branch
        while len(self._branches) > MAX_BRANCHES:
            self._branches.pop(next(iter(self._branches))).close()
        return branch

    def _forget_if_dead(self, branch: _Branch, *, hung: bool) -> None:
        """Drop the branch if its process has ended, or if a leaf of it has `hung`.

        A branch sends nothing after it has set its voice, so the end of the stream is
        all that can be read.
        """
        control = branch.control
        try:
            control.settimeout(0)
            ended = control.recv(1) == b""
            control.settimeout(START_DEADLINE_S)
        except BlockingIOError:
            control.settimeout(START_DEADLINE_S)
            ended = False
        except OSError:
            ended = True
        if ended or hung:
            for key in [key for key, known in self._branches.items() if known is branch]:
                self._branches.pop(key).close()

    def _ask_over(self, own: socket.socket, request: dict[str, Any]) -> Spoken:
        with self._lock:
            self._asking.add(own)
        try:
            own.settimeout(request["deadline_s"] + GRACE_S)
            with _timed(request["deadline_s"]):
                _send(own.sendall, request)
                return _read(lambda count: _receive(own, count))
        finally:
            with self._lock:
                self._asking.discard(own)

    def _hand_over(self, control: socket.socket) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(control, [b"\0"], [theirs.fileno()])
            except OSError as error:
                ours.close()
                self._broken = self._broken or control is self._root
                raise WorkerDied(str(error)) from error
        return ours


class SerialProcess:
    """One worker that answers one request after another over pipes."""

    def __init__(self) -> None:
        self._process = _start("-", pipe=subprocess.PIPE)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._lock = threading.Lock()
        self._end = weakref.finalize(
            self, _end_process, self._process, [self._to, self._from], {}
        )
        self._hello: dict[str, Any] | None = None
        # set when the channel is found closed, which may be before `poll` sees the process end
        self._broken = False

    def hello(self) -> dict[str, Any]:
        """Sample rate (Hz) and version of the library.

        Raises:
            EngineUnavailable: the library cannot be loaded.
        """
        with self._lock:
            if self._hello is None:
                with ended_after(START_DEADLINE_S, self._process.kill):
                    self._hello = _read_hello(self._from.read)
            return self._hello

    def ask(self, request: dict[str, Any]) -> Spoken:
        """The answer to a request; a request to speak holds a "delivery".

        Raises:
            WorkerDied: the worker crashed; WorkerHung: it hung. Either way it has ended.
            VoiceUnknown: the library has no such voice.
        """
        self.hello()
        seconds = request["deadline_s"]
        with self._lock, ended_after(seconds, self._process.kill), _timed(seconds):
            try:
                _send(self._write, request)
                return _read(self._from.read)
            except WorkerDied:
                self._broken = True
                raise

    def get_ready(self, delivery: dict[str, Any]) -> None:
        """Load the library; each request sets its own delivery.

        Raises:
            EngineUnavailable: the library cannot be loaded.
        """
        del delivery
        self.hello()

    def is_alive(self) -> bool:
        """Whether it accepts another request."""
        return not self._broken and self._process.poll() is None

    def close(self) -> None:
        """End the process; a request that waits for an answer raises `WorkerDied`."""
        self._process.kill()
        with self._lock:
            self._end()

    def _write(self, content: bytes) -> None:
        self._to.write(content)
        self._to.flush()


@contextlib.contextmanager
def _timed(seconds: float) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    except WorkerDied as error:
        if time.monotonic() - started >= seconds:
            raise WorkerHung(f"no answer within {seconds:.1f} s") from error
        raise


def _start(
    channel: str, *, pipe: int = subprocess.DEVNULL, pass_fds: tuple[int, ...] = ()
) -> subprocess.Popen[bytes]:
    library, data, packages = _locate()
    # -I and -S keep out the user's environment and site packages, and start a third faster
    command = [sys.executable, "-I", "-S", str(WORKER), library, data, *packages, channel]
    try:
        return start_tied(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, pass_fds=pass_fds
        )
    except OSError as error:
        raise EngineUnavailable(f"espeak cannot start {sys.executable}: {error}") from error


def _locate() -> tuple[str, str, list[str]]:
    """Paths of the library and its data, and the folders that contain pyttsx3."""
    import espeakng_loader

    found = importlib.util.find_spec("pyttsx3")
    if found is None or found.origin is None:
        raise EngineUnavailable("espeak needs pyttsx3; run `pip install pyttsx3`")
    library = espeakng_loader.get_library_path()
    try:
        data = espeakng_loader.get_data_path()
    except RuntimeError as error:
        raise EngineUnavailable(f"espeak: {error}; reinstall espeakng-loader") from error
    return library, data, [str(Path(found.origin).parent.parent)]


def _end_process(
    process: subprocess.Popen[bytes],
    channels: Sequence[socket.socket | IO[bytes]],
    branches: dict[str, _Branch],
) -> None:
    for channel in [*branches.values(), *channels]:
        with contextlib.suppress(OSError):
            channel.close()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _send(write: Callable[[bytes], None], request: dict[str, Any]) -> None:
    content = json.dumps(request).encode()
    try:
        write(SIZE.pack(len(content)) + content)
    except (OSError, ValueError) as error:
        raise WorkerDied(str(error)) from error


def _receive(source: socket.socket, count: int) -> bytes:
    content = bytearray(count)
    rest = memoryview(content)
    while rest and (got := source.recv_into(rest)):
        rest = rest[got:]
    return bytes(content[: count - len(rest)])


def _read(read: Callable[[int], bytes]) -> Spoken:
    try:
        answer = read_answer(read)
    except EOFError as error:
        raise WorkerDied("it ended in the middle of its answer") from error
    except (OSError, ValueError) as error:
        raise WorkerDied(str(error) or type(error).__name__) from error
    if "unknown" in answer.header:
        raise VoiceUnknown
    return answer


def _read_hello(read: Callable[[int], bytes]) -> dict[str, Any]:
    try:
        hello = _read(read).header
    except WorkerDied as error:
        raise EngineUnavailable(f"espeak did not start: {error}") from error
    if "error" in hello:
        raise EngineUnavailable(f"espeak did not start: {hello['error']}")
    return hello
