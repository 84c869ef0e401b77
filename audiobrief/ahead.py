"""A call in a process of its own, while this one imports what is needed next.

Python runs one thread's imports at a time. On two cores an episode of ten minutes is there in
0.97 of the time that it takes where one process reads the page, then imports the rooms of sound.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Self, TypeVar

from audiobrief.cores import count_cores
from audiobrief.errors import AudiobriefError
from audiobrief.lifeline import end_with_pipe

T = TypeVar("T")
LINUX = sys.platform.startswith("linux")
"""Elsewhere a fork is not safe (macOS) or not there (Windows)."""


class Ahead(Generic[T]):
    """What a call comes to, asked for now and wanted later."""

    def __init__(self, call: Callable[[], T], *, repeatable: bool = True) -> None:
        """Begin; while this process has one thread, since a fork takes no others along.

        What the call returns, and the errors of ours that it raises, must be picklable. One
        that is not `repeatable` is made here, when its result is asked for.
        """
        self._call = call
        self._child = 0
        if not (repeatable and LINUX) or count_cores() < 2:
            return
        self._answer, theirs = os.pipe()
        tie, self._tie = os.pipe()
        self._child = os.fork()
        if not self._child:
            # the parent's end of the tie closes with the parent alone
            os.close(self._tie)
            self._run(theirs)
        # from here, where nothing can close it before
        end_with_pipe(tie, self._child)
        os.close(theirs)
        os.close(tie)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the call up, where nobody asked for its result."""
        if self._child:
            os.close(self._answer)
            # the child is killed by it
            os.close(self._tie)
            os.waitpid(self._child, 0)

    def is_waited_for(self) -> bool:
        """Whether another process is still at it, so that this one has time for something else."""
        return bool(self._child) and not select.select([self._answer], [], [], 0)[0]

    def result(self) -> T:
        """What the call returned.

        Where its process came to nothing (it was killed, or met an error that is not ours),
        it is made here, once more.

        Raises:
            AudiobriefError: the call did.
        """
        content = self._collect() if self._child else b""
        if not content:
            return self._call()
        import pickle

        answer = pickle.loads(content)  # noqa: S301 -- our own child's, through an unnamed pipe
        if isinstance(answer, AudiobriefError):
            raise answer
        value: T = answer
        return value

    def _run(self, answer: int) -> None:
        """In the child: never returns."""
        try:
            with suppress(BaseException), os.fdopen(answer, "wb") as pipe:
                try:
                    value: object = self._call()
                except AudiobriefError as error:
                    value = error
                import pickle

                pipe.write(pickle.dumps(value))
        finally:
            # nothing of the parent's is flushed or cleaned up twice
            os._exit(0)

    def _collect(self) -> bytes:
        child, self._child = self._child, 0
        with os.fdopen(self._answer, "rb") as pipe:
            content = pipe.read()
        os.close(self._tie)
        os.waitpid(child, 0)
        return content
