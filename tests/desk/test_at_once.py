"""Tests what comes at the same time: tries to log in, and rights that end under an open stream."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
import requests

from audiobrief.desk.doors import Front
from audiobrief.desk.tries import TRIES, TRIES_OF_ADDRESS
from tests.desk.desks import PASSWORD, PATIENCE_S, TestDesk, hash_quickly, open_desk
from tests.desk.test_account import account, forget_steps, is_in, log_in, post
from tests.desk.test_doors import URL, Visitor, add_account
from tests.torture.running import invoke

BURST = 30
"""Requests at once: more than the tries that an address has."""


@pytest.fixture(scope="module", autouse=True)
def short_hashes() -> Iterator[None]:
    """Each hash takes some 10 ms: time enough for the other requests to come in between."""
    with hash_quickly(kib=8 * 1024):
        yield


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    root = tmp_path_factory.mktemp("at-once") / "episodes"
    add_account(root, "reader", "reader")
    with open_desk(root, front=Front(URL, has_accounts=True)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def fresh(newsroom: TestDesk) -> None:
    newsroom.parts.accounts._database.write("DELETE FROM attempt")


def at_once(count: int, work: Callable[[int], requests.Response]) -> list[requests.Response]:
    """The answers to requests that are sent in the same moment."""
    start = threading.Barrier(count)

    def run(number: int) -> requests.Response:
        start.wait(PATIENCE_S)
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def evaluated(desk: TestDesk) -> int:
    """How many tries of the last ones were looked at, and not refused before."""
    told = [entry.what for entry in desk.parts.ledger.read_back(most=BURST)]
    assert set(told) <= {"log-in failed", "log-in refused"}
    return told.count("log-in failed")


# -------------------------------------------------------------------- the second factor


def has_factor(desk: TestDesk, name: str) -> bool:
    (row,) = (each for each in desk.parts.accounts.list_accounts() if each["name"] == name)
    return bool(row["has_factor"])


def test_a_code_that_is_confirmed_twice_at_once_leaves_the_second_factor_on(
    newsroom: TestDesk,
) -> None:
    here = account(newsroom, "twice")
    key = post(here, "factor", password=PASSWORD).json()["key"]
    code = pyotp.TOTP(key).now()
    first, second = sorted(
        at_once(2, lambda _: post(here, "factor/confirmed", code=code)),
        key=lambda answer: answer.status_code,
    )
    assert (first.status_code, second.status_code) == (200, 403), second.text
    assert has_factor(newsroom, "twice")
    forget_steps(newsroom, "twice")
    assert log_in(newsroom, "twice", "").status_code == 403
    assert log_in(newsroom, "twice", pyotp.TOTP(key).now()).status_code == 303
    # the recovery codes that were shown are those that count
    assert log_in(newsroom, "twice", first.json()["codes"][3]).status_code == 303


def test_a_new_factor_is_confirmed_with_no_more_tries_than_a_log_in(newsroom: TestDesk) -> None:
    here = account(newsroom, "trying")
    key = post(here, "factor", password=PASSWORD).json()["key"]
    right = {pyotp.TOTP(key).now()}
    wrong = [code for code in (f"{n:06}" for n in range(TRIES + 1)) if code not in right]
    for code in wrong[:TRIES]:
        assert "is wrong" in post(here, "factor/confirmed", code=code).json()["detail"]
    blocked = post(here, "factor/confirmed", code=pyotp.TOTP(key).now())
    assert blocked.status_code == 403
    assert "too many log-ins failed" in blocked.json()["detail"]
    assert not has_factor(newsroom, "trying")


# ------------------------------------------------------------------------------ guesses


def test_a_burst_of_guesses_has_the_tries_of_one_account(newsroom: TestDesk) -> None:
    add_account(newsroom.root, "burst", "reader")
    visitors = [Visitor(newsroom) for _ in range(BURST)]
    answers = at_once(BURST, lambda n: visitors[n].log_in("burst", f"wrong number {n}"))
    assert {answer.status_code for answer in answers} <= {403, 429}
    assert evaluated(newsroom) == TRIES
    assert Visitor(newsroom).log_in("burst").status_code == 429


def test_a_burst_of_names_has_the_tries_of_one_address(newsroom: TestDesk) -> None:
    visitors = [Visitor(newsroom) for _ in range(BURST)]
    answers = at_once(BURST, lambda n: visitors[n].log_in(f"name{n}", "wrong"))
    assert {answer.status_code for answer in answers} <= {403, 429}
    assert evaluated(newsroom) == TRIES_OF_ADDRESS


def test_a_burst_on_ones_own_page_has_the_tries_of_one_account(newsroom: TestDesk) -> None:
    here = account(newsroom, "paging")
    answers = at_once(
        BURST,
        lambda n: post(here, "password", password=f"wrong {n}", new="four other words do"),
    )
    assert {answer.status_code for answer in answers} == {403}
    assert evaluated(newsroom) == TRIES


# ------------------------------------------------------------- streams that outlive a right


def remove_token(desk: TestDesk, visitor: Visitor) -> None:
    del visitor
    # in another process, as a rule: nothing wakes the desk
    assert invoke("accounts", "token", "prog", "--remove", "-o", desk.root)[0] == 0


def close_account(desk: TestDesk, visitor: Visitor) -> None:
    del visitor
    assert invoke("accounts", "close", "listening", "-o", desk.root)[0] == 0


def log_out(desk: TestDesk, visitor: Visitor) -> None:
    answer = visitor.session.post(
        f"{desk.address}/logout", headers={"Origin": URL, "X-CSRF-Token": visitor.csrf},
        timeout=PATIENCE_S, allow_redirects=False,
    )  # fmt: skip
    assert answer.status_code < 400, answer.text


def change_password(desk: TestDesk, visitor: Visitor) -> None:
    del desk
    changed = post(visitor, "password", password=PASSWORD, new="another four words do well")
    assert changed.status_code == 200


def end_sessions(desk: TestDesk, visitor: Visitor) -> None:
    del visitor
    assert desk.parts.accounts.end_sessions("a test", name="listening") == 1


def take_role(desk: TestDesk, visitor: Visitor) -> None:
    del visitor
    add_account(desk.root, "listening", "reader")


@pytest.mark.parametrize(
    "end",
    [remove_token, close_account, log_out, change_password, end_sessions, take_role],
)
def test_a_stream_of_events_ends_with_the_right_to_it(
    newsroom: TestDesk, end: Callable[[TestDesk, Visitor], None]
) -> None:
    ledger, database = newsroom.parts.ledger, newsroom.parts.accounts._database
    visitor = account(newsroom, "listening")
    assert is_in(visitor)
    headers = {"Host": "desk.example"}
    if end is remove_token:
        token = newsroom.parts.accounts.add_token("prog", frozenset(), "a test")
        headers["Authorization"] = f"Bearer {token}"
    else:
        headers["Cookie"] = visitor.cookie

    def note(title: str) -> None:
        with database.transaction():
            ledger.note("a test", "submitted", title=title)
        ledger.tell()

    with requests.get(
        f"{newsroom.address}/api/v1/events", headers=headers, stream=True, timeout=PATIENCE_S
    ) as stream:
        lines = stream.iter_lines(chunk_size=1)
        next(lines)
        note("for all")
        assert b"for all" in next(line for line in lines if line.startswith(b"data: "))
        end(newsroom, visitor)
        note("for those who may listen")
        # the stream ends, before the time in which requests would give up, and says no more
        left = list(lines)
    assert not [line for line in left if line.startswith(b"data: ")]


def test_a_silent_stream_ends_with_its_token(newsroom: TestDesk) -> None:
    token = newsroom.parts.accounts.add_token("silent", frozenset(), "a test")
    headers = {"Host": "desk.example", "Authorization": f"Bearer {token}"}
    with requests.get(
        f"{newsroom.address}/api/v1/events", headers=headers, stream=True, timeout=PATIENCE_S
    ) as stream:
        lines = stream.iter_lines(chunk_size=1)
        next(lines)
        assert invoke("accounts", "token", "silent", "--remove", "-o", newsroom.root)[0] == 0
        assert not [line for line in lines if line.startswith(b"data: ")]


def test_a_page_that_is_only_left_open_does_not_keep_its_session(newsroom: TestDesk) -> None:
    account(newsroom, "idle")
    accounts, database = newsroom.parts.accounts, newsroom.parts.accounts._database
    (row,) = accounts.list_sessions("idle")
    database.write("UPDATE session SET seen = seen - 3600 WHERE name = 'idle'")
    caller = accounts._caller_with(row["digest"])
    assert caller is not None
    assert accounts.find_again(caller) == caller
    (after,) = accounts.list_sessions("idle")
    assert after["seen"] == row["seen"] - 3600
