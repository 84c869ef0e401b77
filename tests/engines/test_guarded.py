"""Tests a voice in its own process: its speech comes back, and its crashes stay there."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from audiobrief.engines.guarded import CAN_FORK, GuardedVoice
from audiobrief.engines.guarded_worker import Answer, Speak
from audiobrief.engines.misaki.asking import Deadline, VoiceProcess
from audiobrief.errors import EngineUnavailable, SpeechFailed

HERE = f"{__name__}:load"
ROOT = Path(__file__).parents[2]
WAYS = pytest.mark.parametrize(
    "fork",
    [pytest.param(True, marks=pytest.mark.skipif(not CAN_FORK, reason="no fork here")), False],
)


def load(settings: dict[str, Any]) -> Speak:
    """The voice that the process loads; requests make it harm its own process."""
    if settings.get("broken"):
        raise OSError("the disk is empty")
    os.write(1, b"a library that prints while it loads")

    def speak(request: dict[str, Any]) -> Answer:
        os.write(1, b"a library that prints while it speaks")
        match request["do"]:
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "hang":
                time.sleep(60)
            case "stop":
                # stop the forking process, then the fork, so that neither's own timer can end
                # it
                os.kill(os.getppid(), signal.SIGSTOP)
                os.kill(os.getpid(), signal.SIGSTOP)
            case "raise":
                raise ValueError("no such thing")
            case "crash once":
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(request["mark"], os.O_CREAT | os.O_EXCL))
                    os.kill(os.getpid(), signal.SIGKILL)
            case "wait":
                time.sleep(0.5)
        told = {
            "pid": os.getpid(),
            "loader": settings["loader"],
            "text": request.get("text", ""),
        }
        return told, request["do"].encode() * 1000

    return speak


@contextlib.contextmanager
def open_voice(*, fork: bool, **settings: Any) -> Iterator[GuardedVoice]:
    voice = GuardedVoice(
        HERE, {"loader": "here", **settings}, what="the test's voice", fork=fork
    )
    try:
        yield voice
    finally:
        voice.close()


@WAYS
def test_an_answer_comes_back_whole(fork: bool) -> None:
    with open_voice(fork=fork) as voice:
        answers = [voice.ask({"do": "speak"}, deadline_s=20) for _ in range(3)]

    assert [answer.sound for answer in answers] == [b"speak" * 1000] * 3
    assert {answer.header["loader"] for answer in answers} == {"here"}
    assert len({answer.header["pid"] for answer in answers}) == 1


@WAYS
def test_two_texts_are_spoken_side_by_side(fork: bool) -> None:
    with open_voice(fork=fork) as voice, ThreadPoolExecutor(2) as pool:
        voice.ask({"do": "speak"}, deadline_s=20)
        started = time.monotonic()
        answers = [pool.submit(voice.ask, {"do": "wait"}, deadline_s=20) for _ in range(2)]
        pids = {answer.result().header["pid"] for answer in answers}
        took_s = time.monotonic() - started

    assert len(pids) == 2
    if fork:
        assert took_s < 0.95, "the second waited for the first"


@WAYS
def test_a_crash_costs_its_text_alone(fork: bool) -> None:
    with open_voice(fork=fork) as voice:
        with pytest.raises(SpeechFailed, match="the test's voice crashed, 2 times"):
            voice.ask({"do": "crash"}, deadline_s=20)

        assert voice.ask({"do": "speak"}, deadline_s=20).sound


@WAYS
def test_what_crashes_once_is_asked_again(fork: bool, tmp_path: Any) -> None:
    with open_voice(fork=fork) as voice:
        request = {"do": "crash once", "mark": str(tmp_path / "mark")}

        assert voice.ask(request, deadline_s=20).sound


@WAYS
def test_a_text_that_hangs_ends_at_its_deadline_and_is_not_asked_again(fork: bool) -> None:
    with open_voice(fork=fork) as voice:
        voice.ask({"do": "speak"}, deadline_s=20)
        started = time.monotonic()
        with pytest.raises(SpeechFailed, match="did not answer within 1 s"):
            voice.ask({"do": "hang"}, deadline_s=1)

        assert time.monotonic() - started < 4
        assert voice.ask({"do": "speak"}, deadline_s=20).sound


@pytest.mark.skipif(not CAN_FORK, reason="no fork here")
def test_processes_that_are_stopped_are_replaced() -> None:
    """A debugger or kill -STOP may stop them; the next text must not wait for them."""
    with open_voice(fork=True) as voice:
        with pytest.raises(SpeechFailed, match="did not answer within 1 s"):
            voice.ask({"do": "stop"}, deadline_s=1)
        started = time.monotonic()

        assert voice.ask({"do": "speak"}, deadline_s=20).sound
        assert time.monotonic() - started < 10


@WAYS
def test_an_error_is_told_by_its_text(fork: bool) -> None:
    with open_voice(fork=fork) as voice:
        with pytest.raises(SpeechFailed, match="ValueError: no such thing"):
            voice.ask({"do": "raise"}, deadline_s=20)

        assert voice.ask({"do": "speak"}, deadline_s=20).sound


@WAYS
def test_a_voice_that_cannot_be_loaded_says_why_to_whoever_asks(fork: bool) -> None:
    with open_voice(fork=fork, broken=True) as voice:
        for _ in range(2):
            with pytest.raises(EngineUnavailable, match="cannot run here: the disk is empty"):
                voice.ask({"do": "speak"}, deadline_s=20)


@WAYS
def test_closing_ends_a_text_that_is_being_spoken(fork: bool) -> None:
    voice = GuardedVoice(HERE, {"loader": "here"}, what="the test's voice", fork=fork)
    pid = voice.ask({"do": "speak"}, deadline_s=20).header["pid"]
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            voice.ask({"do": "hang"}, deadline_s=20)
        except EngineUnavailable as error:
            failures.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.2)
    voice.close()
    thread.join(5)

    assert not thread.is_alive()
    assert "closed while it was speaking" in str(failures[0])
    with pytest.raises(EngineUnavailable, match="is closed"):
        voice.ask({"do": "speak"}, deadline_s=20)
    if not fork:
        assert not is_running(pid)


@WAYS
def test_texts_come_through_whatever_is_in_them(fork: bool) -> None:
    with open_voice(fork=fork) as voice:
        request = {"do": "speak", "text": "“naïve” \u2028 \n 世"}
        assert voice.ask(request, deadline_s=20).header["text"] == request["text"]


@WAYS
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nothing_outlives_a_process_that_is_killed(fork: bool) -> None:
    """This holds even in the middle of a call."""
    code = textwrap.dedent(f"""
        from audiobrief.engines.guarded import GuardedVoice
        voice = GuardedVoice({HERE!r}, {{"loader": "here"}}, what="echo", fork={fork})
        print(voice.ask({{"do": "speak"}}, deadline_s=20).header["pid"], flush=True)
        voice.ask({{"do": "hang"}}, deadline_s=60)
    """)
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 2
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_running(pid)


@pytest.mark.skipif(not CAN_FORK, reason="no fork here")
def test_the_process_that_forks_is_replaced_when_it_was_killed() -> None:
    with open_voice(fork=True) as voice:
        voice.ask({"do": "speak"}, deadline_s=20)
        voice._idle.pop().end()
        assert voice._root is not None
        voice._root._process.kill()
        voice._root._process.wait()

        assert voice.ask({"do": "speak"}, deadline_s=20).sound


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    # a zombie has ended, but its parent has not yet waited for it
    return state != "Z"


def test_sentences_that_begin_at_once_open_one_voice() -> None:
    """Each would start a process of its own, and only the last one would be ended."""
    opened: list[GuardedVoice] = []

    def open_slowly() -> GuardedVoice:
        time.sleep(0.1)
        opened.append(GuardedVoice(HERE, {"loader": "here"}, what="the test's voice"))
        return opened[-1]

    process = VoiceProcess("natural", "the test's voice", open_slowly, Deadline(5.0, 0.0))
    try:
        with ThreadPoolExecutor(4) as threads:
            for done in [threads.submit(process.get_ready) for _ in range(4)]:
                done.result()
    finally:
        process.close()
        for voice in opened:
            voice.close()
    assert len(opened) == 1
