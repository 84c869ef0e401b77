"""Tests what people do with their own account: password, sessions, second factor."""

from __future__ import annotations

import base64
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyotp
import pytest
import requests

from audiobrief.desk import second_factors
from audiobrief.desk.browsers import name_browser
from audiobrief.desk.database import FILE, Database
from audiobrief.desk.doors import Front
from tests.desk.desks import PASSWORD, PATIENCE_S, TestDesk, open_desk
from tests.desk.test_doors import URL, Visitor, add_account
from tests.torture.running import invoke

pytestmark = pytest.mark.usefixtures("quick_hashes")
NEW = "another four words do well"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """A desk that asks its publishers for a second factor."""
    root = tmp_path_factory.mktemp("accounts") / "episodes"
    add_account(root, "reader", "reader")
    front = Front(URL, has_accounts=True, factor_roles=frozenset({"publisher"}))
    with open_desk(root, front=front) as opened:
        yield opened


def account(desk: TestDesk, name: str, role: str = "editor") -> Visitor:
    """Somebody with a new account, who has logged in."""
    add_account(desk.root, name, role)
    visitor = Visitor(desk)
    assert visitor.log_in(name).status_code == 303
    return visitor


def post(visitor: Visitor, place: str, **body: Any) -> requests.Response:
    return visitor.session.post(
        f"{visitor.address}/account/{place}", json=body,
        headers={"Origin": URL, "X-CSRF-Token": visitor.csrf}, timeout=PATIENCE_S,
    )  # fmt: skip


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/api/v1/stories").status_code == 200


def add_factor(visitor: Visitor) -> tuple[str, str, list[str]]:
    """The key, the code that confirmed it, and the recovery codes of a new second factor."""
    offered = post(visitor, "factor", password=PASSWORD).json()
    assert offered["picture"].startswith("data:image/svg+xml")
    code = pyotp.TOTP(offered["key"]).now()
    confirmed = post(visitor, "factor/confirmed", code=code)
    assert confirmed.status_code == 200, confirmed.text
    return offered["key"], code, confirmed.json()["codes"]


def forget_steps(desk: TestDesk, name: str) -> None:
    """As if the last code had been used long ago."""
    desk.parts.accounts._database.write(
        "UPDATE account SET factor_step = 0 WHERE name = ?", name
    )


def told(desk: TestDesk) -> list[tuple[str, str]]:
    return [(entry.author, entry.what) for entry in desk.parts.ledger.read_back(most=12)]


# ------------------------------------------------------------------------- the password


def test_people_change_their_own_password(newsroom: TestDesk) -> None:
    here, there = account(newsroom, "changing"), Visitor(newsroom)
    there.log_in("changing")
    before = here.cookie
    wrong = post(here, "password", password="not the one of now", new=NEW)
    assert (wrong.status_code, is_in(there)) == (403, True)
    for new in ("changing1234", "qwertyuiop123"):
        easy = post(here, "password", password=PASSWORD, new=new)
        assert (easy.status_code, "too easy" in easy.json()["detail"]) == (422, True)
    changed = post(here, "password", password=PASSWORD, new=NEW)
    assert changed.status_code == 200
    here.session.headers["Cookie"] = changed.headers["Set-Cookie"].partition(";")[0]
    assert before not in changed.headers["Set-Cookie"]
    assert (is_in(here), is_in(there)) == (True, False)
    assert Visitor(newsroom).log_in("changing").status_code == 403
    assert Visitor(newsroom).log_in("changing", NEW).status_code == 303
    assert ("changing", "password changed") in told(newsroom)
    stored = (newsroom.root / FILE).read_bytes() + (newsroom.root / f"{FILE}-wal").read_bytes()
    assert NEW.encode() not in stored


def test_the_password_is_guessed_no_faster_on_the_page(newsroom: TestDesk) -> None:
    here = account(newsroom, "guessing")
    said = [
        post(here, "password", password=f"wrong number {n}", new=NEW).json()["detail"]
        for n in range(6)
    ]
    assert "is wrong" in said[0]
    assert "too many log-ins failed" in said[-1]
    assert "too many" in post(here, "password", password=PASSWORD, new=NEW).json()["detail"]


@pytest.mark.parametrize(
    "place", ["password", "sessions", "factor", "factor/confirmed", "factor/removed"]
)
def test_a_foreign_page_or_a_program_changes_no_account(newsroom: TestDesk, place: str) -> None:
    here = account(newsroom, f"foreign-{place.replace('/', '-')}")
    csrf, here.csrf = here.csrf, "x" * 43
    assert post(here, place, password=PASSWORD, new=NEW).status_code == 403
    here.csrf = csrf
    token = newsroom.parts.accounts.add_token(
        f"cms-{place.replace('/', '-')}", frozenset(), "a test"
    )
    headers = {"Authorization": f"Bearer {token}", "Host": "desk.example"}
    body = {"password": PASSWORD, "new": NEW} if place == "password" else {"password": PASSWORD}
    body = {"code": "123456"} if place == "factor/confirmed" else body
    answer = requests.post(
        f"{newsroom.address}/account/{place}", json=body, headers=headers, timeout=PATIENCE_S
    )
    assert answer.status_code == 404
    assert "a program asks" in answer.json()["detail"]


def test_a_desk_without_accounts_has_no_such_page(desk: TestDesk) -> None:
    assert desk.editor.get("/account").status_code == 404
    assert 'href="/account"' not in desk.editor.open("/")


# ------------------------------------------------------------------------- the sessions


def test_people_see_and_end_their_sessions(newsroom: TestDesk) -> None:
    here = account(newsroom, "anna")
    others = [Visitor(newsroom) for _ in "abc"]
    for visitor, agent in zip(others, (FIREFOX, IPHONE, "<b>curl</b>/8"), strict=True):
        visitor.log_in("anna", **{"User-Agent": agent})
    stranger = account(newsroom, "berta")
    page = here.open("/account")
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert "<b>curl" not in page
    assert page.count("127.0.0.1") >= 4
    assert here.cookie.partition("=")[2] not in page
    ids = [row["digest"][:16] for row in newsroom.parts.accounts.list_sessions("anna")]
    phone = next(
        row["digest"][:16]
        for row in newsroom.parts.accounts.list_sessions("anna")
        if row["browser"] == "Safari on iPhone"
    )
    assert len(ids) == 4
    assert post(here, "sessions", password="wrong", session=phone).status_code == 403
    assert post(here, "sessions", password=PASSWORD, session="%").status_code == 400
    # nobody ends the session of somebody else
    theirs = newsroom.parts.accounts.list_sessions("berta")[0]["digest"][:16]
    assert post(here, "sessions", password=PASSWORD, session=theirs).json() == {"ended": 0}
    assert post(here, "sessions", password=PASSWORD, session=phone).json() == {"ended": 1}
    assert [is_in(visitor) for visitor in others] == [True, False, True]
    assert post(here, "sessions", password=PASSWORD).json() == {"ended": 2}
    assert [is_in(visitor) for visitor in (here, *others)] == [True, False, False, False]
    assert is_in(stranger)
    assert ("anna", "sessions ended") in told(newsroom)


def test_whoever_runs_the_desk_logs_people_out(tmp_path: Path) -> None:
    root = tmp_path / "episodes"
    add_account(root, "reader", "reader")
    with open_desk(root, front=Front(URL, has_accounts=True)) as desk:
        ada, bo = account(desk, "ada"), account(desk, "bo")
        assert invoke("accounts", "log-out", "-o", root)[0] == 2
        assert invoke("accounts", "log-out", "ada", "-o", root)[1] == "ada: 1 session ended\n"
        assert (is_in(ada), is_in(bo)) == (False, True)
        assert invoke("accounts", "log-out", "--all", "-o", root)[1].startswith("everybody: 1 ")
        assert not is_in(bo)


@pytest.mark.parametrize(
    ("agent", "name"),
    [(FIREFOX, "Firefox on Linux"), (IPHONE, "Safari on iPhone"), ("", ""), ("curl/8\n<x>", "curl/8<x>"),
     ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows")],
)  # fmt: skip
def test_browsers_are_named_for_people(agent: str, name: str) -> None:
    assert name_browser(agent) == name


# -------------------------------------------------------------------- the second factor


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
     (2000000000, "279037"), (20000000000, "353130")],
)  # fmt: skip
def test_codes_are_those_of_rfc_6238(
    moment: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Appendix B, for SHA-1; of the eight digits there, an app shows the last six."""
    key = base64.b32encode(b"12345678901234567890").decode()
    monkeypatch.setattr("pyotp.totp.time.time", lambda: moment)
    assert second_factors._step_of(key, code) == moment // 30
    assert second_factors._step_of(key, f"{(int(code) + 1) % 10**6:06}") is None


def test_a_second_factor_is_asked_for_and_each_code_is_taken_once(newsroom: TestDesk) -> None:
    here, there = account(newsroom, "carla"), Visitor(newsroom)
    there.log_in("carla")
    assert post(here, "factor", password="wrong").status_code == 403
    assert post(here, "factor/confirmed", code="123456").status_code == 422
    key, used, codes = add_factor(here)
    assert (len(codes), len(set(codes))) == (10, 10)
    # whoever had logged in without it is out
    assert (is_in(here), is_in(there)) == (True, False)
    assert Visitor(newsroom).log_in("carla").status_code == 403
    # the code that confirmed it is used up
    assert log_in(newsroom, "carla", used).status_code == 403
    forget_steps(newsroom, "carla")
    now = pyotp.TOTP(key).now()
    assert log_in(newsroom, "carla", now).status_code == 303
    assert log_in(newsroom, "carla", now).status_code == 403
    assert log_in(newsroom, "carla", codes[3].upper()).status_code == 303
    assert log_in(newsroom, "carla", codes[3]).status_code == 403
    assert "9 recovery codes are left" in here.open("/account")
    content = (newsroom.root / FILE).read_bytes() + (newsroom.root / f"{FILE}-wal").read_bytes()
    assert not any(code.encode() in content for code in codes)
    assert ("carla", "recovery code used") in told(newsroom)
    assert post(here, "factor/removed", password=PASSWORD).status_code == 403
    newsroom.parts.accounts._database.write("DELETE FROM attempt")
    removed = post(here, "factor/removed", password=PASSWORD, code=codes[5])
    assert removed.status_code == 200
    assert Visitor(newsroom).log_in("carla").status_code == 303


def test_codes_are_guessed_as_seldom_as_passwords(newsroom: TestDesk) -> None:
    key, _, _ = add_factor(account(newsroom, "dora"))
    said = [log_in(newsroom, "dora", f"{n:06}").status_code for n in range(6)]
    assert said[-1] == 429
    forget_steps(newsroom, "dora")
    assert log_in(newsroom, "dora", pyotp.TOTP(key).now()).status_code == 429


def test_an_old_code_is_none(newsroom: TestDesk) -> None:
    key, _, _ = add_factor(account(newsroom, "emma"))
    forget_steps(newsroom, "emma")
    for late_s in (-90, 90):
        assert (
            log_in(newsroom, "emma", pyotp.TOTP(key).at(time.time() + late_s)).status_code
            == 403
        )


def test_a_role_that_must_have_one_sees_its_account_alone(newsroom: TestDesk) -> None:
    here = account(newsroom, "frida", "publisher")
    for path in ("/", "/names", "/ledger"):
        answer = here.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    for method, path in (("GET", "/stories"), ("GET", "/events"), ("POST", "/preview")):
        refused = here.send(method, path, {"text": "Hello."} if method == "POST" else None)
        assert refused.status_code == 403
        assert "second factor" in refused.json()["detail"]
    assert "asks every publisher for a second factor" in here.open("/account")
    add_factor(here)
    assert is_in(here)
    assert is_in(account(newsroom, "gerda", "editor"))


def test_whoever_runs_the_desk_forgets_a_lost_factor(tmp_path: Path) -> None:
    root = tmp_path / "episodes"
    add_account(root, "reader", "reader")
    with open_desk(root, front=Front(URL, has_accounts=True)) as desk:
        add_factor(account(desk, "hanna"))
        assert (
            "hanna                    editor  second factor\n"
            in invoke("accounts", "-o", root)[1]
        )
        # a new password does not take the factor away
        add_account(root, "hanna", "editor", NEW)
        assert Visitor(desk).log_in("hanna", NEW).status_code == 403
        assert invoke("accounts", "forget-factor", "hanna", "-o", root)[0] == 0
        assert invoke("accounts", "forget-factor", "hanna", "-o", root)[0] == 1
        assert Visitor(desk).log_in("hanna", NEW).status_code == 303


def log_in(desk: TestDesk, name: str, code: str) -> requests.Response:
    return requests.post(
        f"{desk.address}/login", data={"name": name, "password": PASSWORD, "code": code},
        headers={"Origin": URL, "Host": "desk.example"}, timeout=PATIENCE_S,
        allow_redirects=False,
    )  # fmt: skip


# ------------------------------------------------------------------- an older desk's file


def test_the_accounts_of_an_older_desk_are_taken_over(tmp_path: Path) -> None:
    add_account(tmp_path, "ada", "editor")
    with closing(sqlite3.connect(tmp_path / FILE)) as older:
        for table, column in (("session", "address"), ("session", "browser"), ("account", "factor"),
                              ("account", "factor_step"), ("account", "offered")):  # fmt: skip
            older.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        older.execute("DROP TABLE recovery")
        for url in ("https://chat.example:8443/hooks/s3cr3t?token=abc", "https://bare.example"):
            older.execute(
                "INSERT INTO ledger (at, author, what, detail) VALUES (1, 'ada', 'webhook added', "
                "json_object('url', ?))",
                (url,),
            )
        older.execute("PRAGMA user_version=5")
        older.commit()
    for _ in "ab":
        with closing(Database(tmp_path)) as found:
            rows = found.rows("SELECT detail FROM ledger WHERE what = 'webhook added'")
            assert [row["detail"] for row in rows] == [
                '{"name":"https://chat.example:8443/…"}',
                '{"name":"https://bare.example/…"}',
            ]
            assert found.row("SELECT factor FROM account WHERE name = 'ada'")["factor"] == ""  # type: ignore[index] # it is there
