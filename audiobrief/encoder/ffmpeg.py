"""Find the ffmpeg program, and run it so that neither a hang nor a crash goes unnoticed."""

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
"""Seconds without progress after which ffmpeg counts as hung; it normally takes a second of
speech in milliseconds. A failed run is repeated once, so a hang costs at most a minute."""
FULL_DISK = ("No space left", "File too large", "Disk quota exceeded")
"""Messages of ffmpeg, and of the C library under it, about a full disk."""
PIPE_BYTES = 1 << 20
"""The largest pipe that Linux allows a user: a segment fits without waiting for the encoder."""
WRITE_BYTES = 1 << 17
DECODED_BYTES = 1 << 19
VARIABLE = "AUDIOBRIEF_FFMPEG"
"""Environment variable that names the program. Without it, `find_ffmpeg` looks on PATH, then in
imageio-ffmpeg, which the extra `ffmpeg` brings."""


def find_ffmpeg() -> str:
    """Path of the ffmpeg program.

    Raises:
        EncoderMissing: no ffmpeg program was found.
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
            "only mp3 is written without ffmpeg, and only mp3, WAV and flac are read without it; "
            "install ffmpeg, or run `pip install 'audiobrief[ffmpeg]'`"
        ) from error
    return path


class FfmpegRun:
    """One run of ffmpeg, fed through its standard input.

    Use it as a context manager: leaving the context ends the process.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        stdout: int | IO[bytes] = subprocess.DEVNULL,
        stall_s: float = STALL_S,
    ) -> None:
        """Start ffmpeg.

        Raises:
            EncoderMissing: no ffmpeg program was found, or it cannot be run.
        """
        program = find_ffmpeg()
        self._stall_s = stall_s
        self._said = _open_scratch()
        self._waiting: dict[int, float] = {}
        """Thread -> time since when it waits for ffmpeg; one may write while another reads."""
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
        """Write samples to ffmpeg; blocks while it is behind.

        Raises:
            EncoderFailed: ffmpeg ended, or took no input for half a minute.
        """
        self.write_bytes(samples.astype("<i2", copy=False).tobytes())

    def write_bytes(self, content: bytes) -> None:
        """Write bytes to ffmpeg; blocks while it is behind.

        Raises:
            EncoderFailed: ffmpeg ended, or took no input for half a minute.
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
        """`count` bytes of ffmpeg's output; fewer at the end.

        Raises:
            EncoderFailed: ffmpeg gave no output for half a minute.
        """
        assert self._process.stdout is not None
        with self._limit():
            data: bytes = self._process.stdout.read(count)
        if self._stalled:
            raise self._failure()
        return data

    def finish(self) -> None:
        """Close ffmpeg's input and wait until it has written everything.

        Raises:
            EncoderFailed: ffmpeg failed, or did not end within half a minute.
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
            f"ffmpeg failed: {last}; see `audiobrief doctor` for the formats it reads and writes"
        )


def _open_scratch() -> IO[bytes]:
    """An unnamed temporary file; in memory where possible, since the disk may be full."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("ffmpeg"), "w+b")
    return tempfile.TemporaryFile()


def run_ffmpeg(arguments: Sequence[str], *, stall_s: float = STALL_S) -> None:
    """Run ffmpeg to its end; `arguments` name its input and output files.

    Raises:
        EncoderMissing: no ffmpeg program was found.
        EncoderFailed: ffmpeg failed, or did not end within half a minute.
    """
    with FfmpegRun(arguments, stall_s=stall_s) as run:
        run.finish()


def decode(path: Path, *, sample_rate: int | None = None) -> Iterator[Samples]:
    """The decoded sound of a file as chunks of mono int16, at its own rate or `sample_rate` Hz.

    Raises:
        EncoderMissing: no ffmpeg program was found.
        EncoderFailed: ffmpeg cannot decode the file, or gave nothing for half a minute.
    """
    rate = ("-ar", str(sample_rate)) if sample_rate else ()
    arguments = ["-i", str(path), "-map", "0:a:0", "-ac", "1", *rate, "-f", "s16le", "pipe:1"]
    with FfmpegRun(arguments, stdout=subprocess.PIPE) as run:
        while data := run.read(DECODED_BYTES):
            yield np.frombuffer(data, dtype="<i2")
        run.finish()
