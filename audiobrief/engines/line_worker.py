"""A process of its own for native code that may crash or hang: JSON lines in and out.

The process ends when its standard input does, even in the middle of a native
call, so it never outlives the one that asked, whatever ended that.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, TextIO

from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.lifeline import start_tied

TRIES = 2
"""A crash or a hang costs one more try, in a new process, and is then named."""
END_WAIT_S = 5


class LineWorker:
    """Asks a module that calls `serve`; one question at a time, from any thread."""

    def __init__(self, module: str, what: str, *, tries: int = TRIES) -> None:
        """`module` is run with -m; `what` names it in messages ("espeak-ng's phonemes")."""
        self._tries = tries
        self._module = module
        self._what = what
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def ask(self, request: dict[str, Any], *, deadline_s: float) -> dict[str, Any]:
        """The answer; asked again once, of a new process, when the first crashed or hung.

        Raises:
            SpeechFailed: it crashed or hung twice.
            EngineUnavailable: it was closed, or cannot run here.
        """
        with self._lock:
            reason = ""
            for _ in range(self._tries):
                if self._closed:
                    raise EngineUnavailable(f"{self._what}: closed; load the engine again")
                answer, reason = self._ask_once(request, deadline_s)
                if answer is not None:
                    return _check(answer, self._what)
                self._end()
            if self._closed:
                raise EngineUnavailable(f"{self._what}: closed in mid-speech")
            times = f", {self._tries} times" if self._tries > 1 else ""
            raise SpeechFailed(f"{self._what} {reason}{times}")

    def close(self) -> None:
        """End the process, also while it is being asked."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
            # whoever asks holds the lock until the end of the pipe, which is at hand
            with self._lock:
                self._end()

    def _ask_once(
        self, request: dict[str, Any], deadline_s: float
    ) -> tuple[dict[str, Any] | None, str]:
        process = self._process = self._process or self._start()
        if self._closed:
            return None, "was closed"
        late = threading.Event()

        def end_late() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline_s, end_late)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None  # for mypy: both are pipes
            assert process.stdout is not None
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        finally:
            timer.cancel()
        if line.endswith("\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer, ""
        if late.is_set():
            return None, f"gave no answer in {deadline_s:g} s"
        return None, f"crashed ({_describe_end(process)})"

    def _start(self) -> subprocess.Popen[str]:
        # -P: a json.py in the user's folder is not the json that the worker means
        command = [sys.executable, "-P", "-m", self._module]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            return start_tied(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env=environment,
                # an interrupt from the keyboard is for whoever asks, who then closes
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise EngineUnavailable(
                f"{self._what}: no process to run it in: {reason}"
            ) from error

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(END_WAIT_S)


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Answer each line of standard input until it ends; called by the module that is run.

    An exception becomes {"error": its text}. What libraries print goes to
    standard error, so that it cannot come between the answers.
    """
    sink = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read_lines, args=(sys.stdin, requests), daemon=True).start()
    while True:
        request = json.loads(requests.get())
        try:
            reply = answer(request)
        except Exception as error:  # noqa: BLE001 -- handed to whoever asked, as a value
            reply = {"error": f"{type(error).__name__}: {error}"}
        sink.write(json.dumps(reply) + "\n")
        sink.flush()


def _read_lines(source: TextIO, requests: queue.SimpleQueue[str]) -> None:
    for line in source:
        requests.put(line)
    # nobody asks any more; a native call in another thread is not waited for
    os._exit(0)


def _check(answer: dict[str, Any], what: str) -> dict[str, Any]:
    if "error" in answer:
        raise EngineUnavailable(f"{what} cannot run here: {answer['error']}")
    return answer


def _describe_end(process: subprocess.Popen[str]) -> str:
    with contextlib.suppress(subprocess.TimeoutExpired):
        status = process.wait(END_WAIT_S)
        if status < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-status).name
        return f"exit code {status}"
    return "it closed its pipe"
