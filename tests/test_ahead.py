"""A call in a process of its own: its result, its errors, and its end."""

from __future__ import annotations

import os
import signal
import time

import pytest

from audiobrief.ahead import LINUX, Ahead
from audiobrief.errors import NoArticleFound

pytestmark = pytest.mark.skipif(
    not LINUX or len(os.sched_getaffinity(0)) < 2, reason="a call is made here and now"
)


def test_the_result_is_the_call_s_made_elsewhere() -> None:
    with Ahead(lambda: (os.getpid(), "x" * 1_000_000)) as ahead:
        process, text = ahead.result()
    assert process != os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert len(text) == 1_000_000


def test_it_is_known_whether_there_is_something_to_wait_for() -> None:
    with Ahead(lambda: time.sleep(1)) as ahead:
        assert ahead.is_waited_for()
        until = time.monotonic() + 10
        while ahead.is_waited_for() and time.monotonic() < until:
            time.sleep(0.02)
        assert not ahead.is_waited_for()
    with Ahead(os.getpid, repeatable=False) as made_here:
        assert not made_here.is_waited_for()


def test_an_error_of_ours_is_raised_here() -> None:
    def refuse() -> None:
        raise NoArticleFound("there is no article on it")

    with Ahead(refuse) as ahead, pytest.raises(NoArticleFound, match="no article on it"):
        ahead.result()


def test_a_process_that_comes_to_nothing_is_made_up_for() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made here"

    with Ahead(die_elsewhere) as ahead:
        assert ahead.result() == "made here"


def test_a_call_that_cannot_be_made_twice_is_made_here() -> None:
    with Ahead(os.getpid, repeatable=False) as ahead:
        assert ahead.result() == os.getpid()


def test_an_error_that_is_not_ours_is_met_here_too() -> None:
    def fail() -> None:
        raise LookupError("a fault of the program")

    with Ahead(fail) as ahead, pytest.raises(LookupError):
        ahead.result()


def test_a_call_that_nobody_waits_for_is_ended() -> None:
    started = time.monotonic()
    with Ahead(lambda: time.sleep(60)):
        pass
    assert time.monotonic() - started < 5
