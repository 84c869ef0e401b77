"""Tests ffmpeg and engines that die, hang or give rubbish: they are retried, then named."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import time
from pathlib import Path

import pytest

from audiobrief.encoder.ffmpeg import STALL_S, FfmpegRun, find_ffmpeg
from audiobrief.errors import EncoderFailed
from tests.batch.newsroom import write_pages
from tests.torture.running import Run, contents, invoke, reads_proc, wait_for

pytestmark = reads_proc

FFMPEGS = {
    # name -> (script of a program called ffmpeg, exit code of audiobrief)
    "dies at once": ("exit 1", 1),
    "dies of a signal": ("kill -9 $$", 1),
    "closes its pipe": ("exec <&-; sleep 0.2; exit 3", 1),
    "dies half way": ("head -c 3000 >/dev/null; kill -11 $$", 1),
    "writes nothing and says all is well": (
        'case "$*" in *"-f mp3"*) head -c 3000 >/dev/null;; *pipe:0*) cat >/dev/null;; esac; exit 0', 1
    ),
    "dies the first time": ('[ -e "$0.tried" ] || { touch "$0.tried"; kill -9 $$; }; exec REAL "$@"', 0),
}  # fmt: skip
HANGING = {
    # name -> (script of a program called ffmpeg that never ends, requested format)
    "the encoder": ("SAY; exec sleep 60", "m4a"),
    "the encoder, stopped": ("SAY; kill -STOP $$", "m4a"),
    "an encoder that takes its time to start": ("SAY; exec sleep 60", "opus"),
    "the meter of a whole file": (
        'case "$*" in *pipe:1*) SAY; exec sleep 60;; esac; exec REAL "$@"', "m4a"
    ),
}  # fmt: skip
ENGINES = {
    # name -> (body of `speak`, expected message, or empty if it succeeds)
    "raises": ("raise RuntimeError('out of cheese')", "out of cheese"),
    "nothing": ("return Speech(np.zeros(0, np.int16), 16000)", "no sound"),
    "none": ("return None", "AttributeError"),
    "nan": ("return Speech(np.full(90000, np.nan, np.float32), 16000)", "int16"),
    "half": ("return Speech(np.ones(90, np.int16), 16000)", "part of the sentence"),
    "words": ("return Speech(np.ones(90000, np.int16), 16000, (Word(0, 9999, 0, 5),))", "outside"),
    "exit": ("raise SystemExit(5)", ""),
    "once": ("self.n += 1\n        if self.n == 1: raise OSError('gone')\n        return Speech(np.full(160000, 900, np.int16), 16000)", None),
}  # fmt: skip
PLUGIN = """
import numpy as np
from audiobrief.model import Speech, Word
class Broken:
    name, version, deterministic, concurrency, n = "broken", "1", True, 1, 0
    def voices(self): return ()
    def speak(self, text, delivery):
        {body}
    def close(self): pass
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of a short article, since a page would be read again for each of these
    programs."""
    (page,) = write_pages(tmp_path_factory.mktemp("page"), 1, words=30)
    path = page.with_suffix(".json")
    path.write_text(invoke("script", "--json", page)[1], encoding="utf-8")
    return path


# an mp3 needs no ffmpeg
@pytest.mark.parametrize("name", ["opus", "m4a"])
@pytest.mark.parametrize("kind", FFMPEGS)
def test_an_ffmpeg_that_fails_is_tried_again_and_named(
    kind: str, name: str, script: Path, tmp_path: Path
) -> None:
    body, expected = FFMPEGS[kind]
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{body.replace('REAL', find_ffmpeg())}\n", encoding="utf-8")
    program.chmod(0o755)
    output = tmp_path / "out"
    run = Run(
        "make", script, "-o", output, "--engine", "tone", "--no-cache", "-f", name,
        env={"AUDIOBRIEF_FFMPEG": str(program)},
    )  # fmt: skip
    code, _, err = run.finish(60)
    assert run.survivors() == []
    assert code == expected, err
    if code:
        assert "Traceback" not in err
        assert len(err.splitlines()) == 1, err
        assert "ffmpeg" in err
        assert not output.exists() or contents(output) == {}


def test_an_ffmpeg_that_hangs_is_ended_in_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", str(program))
    started = time.monotonic()
    with (
        FfmpegRun([], stall_s=0.5) as run,
        pytest.raises(EncoderFailed, match="made no progress"),
    ):
        run.finish()
    assert time.monotonic() - started < 3


@pytest.mark.long
def test_an_episode_waits_for_a_hanging_ffmpeg_no_longer_than_a_minute(
    script: Path, tmp_path: Path
) -> None:
    """The limit is for all tries together."""
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nexec sleep 300\n", encoding="utf-8")
    program.chmod(0o755)
    output = tmp_path / "out"
    started = time.monotonic()
    run = Run(
        "make", script, "-o", output, "--engine", "tone", "--no-cache", "-f", "m4a",
        env={"AUDIOBRIEF_FFMPEG": str(program)},
    )  # fmt: skip
    code, _, err = run.finish(100)
    assert code == 1
    assert "made no progress" in err
    assert run.survivors() == []
    # 20 s for everything else on a busy machine
    assert time.monotonic() - started < 2 * STALL_S + 20
    assert not output.exists()


@pytest.mark.parametrize("kind", HANGING)
def test_a_program_that_hangs_does_not_outlive_who_is_killed(
    kind: str, script: Path, tmp_path: Path
) -> None:
    """The program does not notice the end of its input, since it does not read."""
    body, name = HANGING[kind]
    program, hung = tmp_path / "ffmpeg", tmp_path / "hung"
    body = body.replace("REAL", find_ffmpeg()).replace("SAY", f': >"{hung}"')
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(0o755)
    run = Run(
        "make", script, "-o", tmp_path / "out", "--engine", "tone", "--no-cache", "-f", name,
        env={"AUDIOBRIEF_FFMPEG": str(program)},
    )  # fmt: skip
    wait_for(hung.exists)
    assert run.kill_after(0.2)
    assert run.survivors() == []
    assert run.process.returncode == -signal.SIGKILL


@pytest.mark.parametrize(
    ("engine", "worker", "waits_s"),
    [
        ("espeak", "espeak/worker.py", (0.0, 0.01, 0.05)),
        # loading its voice takes half a second or more
        ("natural", "guarded_worker", (0.0, 0.4, 0.8)),
    ],
)
def test_engines_that_are_stopped_do_not_outlive_who_is_killed(
    engine: str, worker: str, waits_s: tuple[float, ...], short_script: Path, tmp_path: Path
) -> None:
    """All processes of an engine end, wherever they were stopped."""
    for wait_s in waits_s:
        command = ("make", short_script, "-o", tmp_path / "out", "--no-cache", "-e", engine)
        run = Run(*command)
        wait_for(lambda: any(worker in line for line in run.living()))  # noqa: B023 -- called within the same iteration
        time.sleep(wait_s)
        for pid, line in run.processes():
            if worker in line:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
        assert run.kill_after(0)
        assert run.survivors() == []


@pytest.mark.parametrize("kind", ENGINES)
def test_an_engine_that_fails_is_asked_again_and_named(
    kind: str, script: Path, tmp_path: Path
) -> None:
    """Uses a plug-in that is found by its entry point, like an installed one."""
    body, said = ENGINES[kind]
    (tmp_path / "broken.py").write_text(PLUGIN.format(body=body), encoding="utf-8")
    info = tmp_path / "broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[audiobrief.engines]\nbroken = broken:Broken\n")
    output = tmp_path / "out"
    run = Run(
        "make", script, "-o", output, "--engine", "broken", "--no-cache",
        env={"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])},
    )  # fmt: skip
    code, _, err = run.finish(60)
    assert run.survivors() == []
    if said is None:
        assert code == 0, err
        return
    assert code != 0
    assert said in err
    if said:
        assert "broken" in err
        assert len(err.splitlines()) == 1, err
    assert not output.exists() or contents(output) == {}
