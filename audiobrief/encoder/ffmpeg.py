"""The ffmpeg program: where it is, and a run of it that cannot hang or die unseen."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Self

import numpy as np

from audiobrief.audio import Samples
from audiobrief.errors import EncoderFailed, EncoderMissing
from audiobrief.system.processes import start_tied

STALL_S = 30.0
"""ffmpeg takes a second of speech in milliseconds: in half a minute without taking any, it
hangs. It is tried once more, so that a minute is the most that is lost to it."""
FULL_DISK = ("No space left", "File too large", "Disk quota exceeded")
"""As ffmpeg, and the C library under it, say it."""
PIPE_BYTES = 1 << 20
"""Linux's greatest for a user's pipe: a segment passes without waiting for the encoder."""
WRITE_BYTES = 1 << 17
DECODED_BYTES = 1 << 19
VARIABLE = "AUDIOBRIEF_FFMPEG"
"""Environment variable that names the program; else PATH's, else imageio-ffmpeg's."""


def find_ffmpeg() -> str:
    """Path of the program.

    Raises:
        EncoderMissing: there is none.
    """
    named = os.environ.get(VARIABLE)
    found = shutil.which(named or "ffmpeg")
    if found is not None:
        return found
    if named:
        raise EncoderMissing(
            f"{VARIABLE} names {named}, which is not a program; correct or unset it"
        )
    try:
        import imageio_ffmpeg

        path: str = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise EncoderMissing(
            "no ffmpeg on PATH and none from imageio-ffmpeg; install ffmpeg, or run "
            "`pip install --force-reinstall imageio-ffmpeg`"
        ) from error
    return path


class FfmpegRun:
    """One run, fed through its standard input. Use as a context: it is never left running."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        stdout: int | IO[bytes] = subprocess.DEVNULL,
        stall_s: float = STALL_S,
    ) -> None:
        """Start it.

        Raises:
            EncoderMissing: there is no such program, or it cannot be run.
        """
        program = find_ffmpeg()
        self._stall_s = stall_s
        self._said = _open_scratch()
        self._waiting: dict[int, float] = {}
        """Thread -> since when it waits for the program: one may write while another reads."""
        self._stalled = False
        self._ended = threading.Event()
        command = [program, "-hide_banner", "-nostats", "-loglevel", "error", "-y", *arguments]
        try:
            self._process = start_tied(
                command,
                stdin=subprocess.PIPE,
                stdout=stdout,
                stderr=self._said,
                pipesize=PIPE_BYTES,
            )
        except OSError as error:
            self._said.close()
            raise EncoderMissing(
                f"{program} cannot be run: {error.strerror}; reinstall ffmpeg"
            ) from error
        self._watch = threading.Thread(target=self._kill_when_stalled, daemon=True)
        self._watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._process.poll() is None:
            self._process.kill()
        with contextlib.suppress(OSError):
            self._stdin.close()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()
        self._watch.join()
        self._said.close()

    def write(self, samples: Samples) -> None:
        """Hand over samples; waits while ffmpeg is behind.

        Raises:
            EncoderFailed: it ended, or took nothing for half a minute.
        """
        self.write_bytes(samples.astype("<i2", copy=False).tobytes())

    def write_bytes(self, content: bytes) -> None:
        """Hand over bytes; waits while ffmpeg is behind.

        Raises:
            EncoderFailed: it ended, or took nothing for half a minute.
        """
        data = memoryview(content)
        for start in range(0, len(data), WRITE_BYTES):
            with self._limit():
                try:
                    self._stdin.write(data[start : start + WRITE_BYTES])
                    self._stdin.flush()
                except OSError as error:
                    self._process.wait(self._stall_s)
                    raise self._failure() from error

    def read(self, count: int) -> bytes:
        """`count` bytes of what it gives; fewer at the end.

        Raises:
            EncoderFailed: it gave nothing for half a minute.
        """
        assert self._process.stdout is not None
        with self._limit():
            data: bytes = self._process.stdout.read(count)
        if self._stalled:
            raise self._failure()
        return data

    def finish(self) -> None:
        """Wait until it has written everything.

        Raises:
            EncoderFailed: it ended badly, or did not end in half a minute.
        """
        with self._limit():
            with contextlib.suppress(OSError):
                self._stdin.close()
            code = self._process.wait()
        if code != 0:
            raise self._failure()

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @contextlib.contextmanager
    def _limit(self) -> Iterator[None]:
        thread = threading.get_ident()
        self._waiting[thread] = time.monotonic()
        try:
            yield
        finally:
            del self._waiting[thread]

    def _kill_when_stalled(self) -> None:
        while not self._ended.wait(self._stall_s / 60):
            since = min(list(self._waiting.values()), default=math.inf)
            if time.monotonic() - since > self._stall_s:
                self._stalled = True
                self._process.kill()
                return

    def _failure(self) -> EncoderFailed:
        if self._stalled:
            return EncoderFailed(
                f"ffmpeg made no progress for {self._stall_s:.0f} s and was stopped; run the command again"
            )
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        if any(words in line for line in lines for words in FULL_DISK):
            return EncoderFailed("ffmpeg failed: no space left on the disk; make room")
        last = lines[-1] if lines else f"no message, exit code {self._process.returncode}"
        return EncoderFailed(
            f"ffmpeg failed: {last}; see `audiobrief doctor` for the formats it can write"
        )


def _open_scratch() -> IO[bytes]:
    """A file without a name; in memory, where the system has such: a disk may be full."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("ffmpeg"), "w+b")
    return tempfile.TemporaryFile()


def run_ffmpeg(arguments: Sequence[str], *, stall_s: float = STALL_S) -> None:
    """Run it to its end on files alone.

    Raises:
        EncoderMissing: there is no such program.
        EncoderFailed: it ended badly, or did not end in half a minute.
    """
    with FfmpegRun(arguments, stall_s=stall_s) as run:
        run.finish()


def decode(path: Path, *, sample_rate: int | None = None) -> Iterator[Samples]:
    """What a player hears of a file, in chunks: mono int16, at its own rate or `sample_rate`.

    Raises:
        EncoderMissing: there is no such program.
        EncoderFailed: ffmpeg cannot decode the file, or gave nothing for half a minute.
    """
    rate = ("-ar", str(sample_rate)) if sample_rate else ()
    arguments = ["-i", str(path), "-map", "0:a:0", "-ac", "1", *rate, "-f", "s16le", "pipe:1"]
    with FfmpegRun(arguments, stdout=subprocess.PIPE) as run:
        while data := run.read(DECODED_BYTES):
            yield np.frombuffer(data, dtype="<i2")
        run.finish()
