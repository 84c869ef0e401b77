"""Tests of single rows of the ASVS that no other attack on the desk holds (docs/data/asvs.tsv)."""

from __future__ import annotations

import logging
import re
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from audiobrief.cli import console
from audiobrief.desk import webhooks
from audiobrief.desk.database import FILE
from audiobrief.desk.doors import Front
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.open_desk import KEY
from audiobrief.desk.pages import ASSETS, THEME
from audiobrief.desk.refusals import MOST_LINES, WINDOW_S, Refusals
from tests.desk.desks import PASSWORD, Browser, TestDesk, open_desk, page
from tests.desk.test_doors import URL, Visitor, add_account


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    root = tmp_path_factory.mktemp("asvs") / "episodes"
    for name in ("reader", "publisher"):
        add_account(root, name, name)
    with open_desk(root, front=Front(URL, has_accounts=True)) as opened:
        yield opened


def logged_in(desk: TestDesk, name: str = "publisher") -> Visitor:
    visitor = Visitor(desk)
    assert visitor.log_in(name).status_code == 303
    return visitor


def send_raw(desk: TestDesk, text: str) -> bytes:
    """What the desk answers to the bytes of a request."""
    place = urlsplit(desk.address)
    with socket.create_connection((str(place.hostname), place.port or 0), timeout=30) as line:
        line.sendall(text.replace("\n", "\r\n").encode())
        return line.recv(65_536)


# ---------------------------------------------------------------------- the interface


def test_each_text_names_its_charset(desk: TestDesk) -> None:
    for path in ("/", "/robots.txt", "/embed/audiobrief-player.js", "/ledger"):
        kind = desk.editor.get(path).headers["Content-Type"]
        assert "charset=utf-8" in kind, (path, kind)
    # JSON is UTF-8 by itself, and its type has no such parameter (RFC 8259, 11)
    assert desk.editor.get("/api/v1/stories").headers["Content-Type"] == "application/json"


def test_an_ambiguous_length_is_refused(desk: TestDesk) -> None:
    head = "POST /api/v1/stories HTTP/1.1\nHost: 127.0.0.1\n"
    for lengths in ("Content-Length: 3\nContent-Length: 4\n", "Content-Length: +3\n"):
        assert b" 400 " in send_raw(desk, f"{head}{lengths}\nabcd").partition(b"\r\n")[0]
    smuggled = "GET /api/v1/stories HTTP/1.1\nHost: 127.0.0.1\n\n"
    both = f"{head}Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n{smuggled}"
    # the length is of no account where the body comes in chunks (RFC 9112, 6.3): two requests
    statuses = re.findall(rb"HTTP/1\.1 (\d+)", send_raw(desk, both))
    assert set(statuses) == {b"401"}


def test_a_forged_address_counts_only_from_the_web_server(newsroom: TestDesk) -> None:
    """The docs' web server writes X-Forwarded-For anew; the last address in it is the one."""
    visitor = Visitor(newsroom)
    forged = {"X-Forwarded-For": "10.9.8.7, 192.0.2.44", "X-Real-IP": "10.9.8.7"}
    assert visitor.log_in("nobody", "no password at all", **forged).status_code == 403
    entries = newsroom.parts.ledger.read_back()
    failed = next(entry for entry in entries if entry.what == "log-in failed")
    assert "10.9.8.7" not in str(failed.detail)


def test_nothing_else_is_answered(desk: TestDesk) -> None:
    for path in ("/.git/HEAD", "/.svn/entries", "/assets/", "/assets/x/", "/embed/", "/docs",
                 "/metrics", "/server-status", "/api/v1/schema", "/schema/openapi.json"):  # fmt: skip
        assert desk.editor.get(path).status_code in {403, 404}, path
    stranger = Browser(desk.address)
    assert stranger.get("/api/v1/openapi.json").status_code == 401
    for method in ("TRACE", "TRACK", "CONNECT"):
        answer = desk.editor.session.request(method, f"{desk.address}/", timeout=30)
        assert answer.status_code in {400, 403, 404, 405}, method
        assert "Cookie" not in answer.text


def test_a_parameter_that_is_given_twice_is_no_fault(desk: TestDesk) -> None:
    for query in ("limit=1&limit=2", "q=a&q=b", "order=look&order=evil", "cursor=&cursor=x"):
        assert desk.editor.get(f"/api/v1/stories?{query}").status_code in {200, 400, 404}
    # nor does one in the address stand in for one in the body
    answer = desk.editor.send("POST", "/stories?text=x", {"text": ""})
    assert answer.status_code == 422


# ------------------------------------------------------------- passwords and sessions


def test_passwords_are_kept_as_argon2id(newsroom: TestDesk) -> None:
    content = (newsroom.root / FILE).read_bytes() + (newsroom.root / f"{FILE}-wal").read_bytes()
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in content
    assert PASSWORD.encode() not in content


def test_the_form_to_log_in_helps_password_managers(newsroom: TestDesk) -> None:
    text = Visitor(newsroom).open("/login")
    (field,) = re.findall(r"<input[^>]*type=\"password\"[^>]*>", text)
    assert 'autocomplete="current-password"' in field
    assert 'autocomplete="username"' in text
    assert "onpaste" not in text
    assert "question" not in text.lower()


def test_a_password_is_taken_as_it_is(newsroom: TestDesk) -> None:
    long = "  Vier Wörter ☂ genügen völlig " * 5
    add_account(newsroom.root, "exact", "reader", long)
    for wrong in (long.strip(), long.lower(), long[:64], long[:-1]):
        assert Visitor(newsroom).log_in("exact", wrong).status_code == 403
    newsroom.parts.ledger.tell()
    newsroom.parts.accounts._database.write("DELETE FROM attempt")
    assert Visitor(newsroom).log_in("exact", long).status_code == 303


def test_a_session_ends_after_its_time(
    newsroom: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour, begun = 3_600, 2_000_000_000.0
    clock = [begun]
    monkeypatch.setattr("audiobrief.desk.accounts.time.time", lambda: clock[0])
    found = newsroom.parts.accounts
    secret = found.open_session("reader", "reader")
    clock[0] += 11 * hour
    assert found.find_session(secret) is not None
    clock[0] += 12 * hour + 1
    assert found.find_session(secret) is None
    secret = found.open_session("reader", "reader")
    for _ in range(16):
        clock[0] += 10.4 * hour
        assert found.find_session(secret) is not None
    clock[0] += 2 * hour  # 168.4 hours, used all the time
    assert found.find_session(secret) is None


def test_a_new_password_ends_all_sessions(newsroom: TestDesk) -> None:
    add_account(newsroom.root, "changing", "reader")
    first, second = logged_in(newsroom, "changing"), logged_in(newsroom, "changing")
    add_account(newsroom.root, "changing", "reader", f"{PASSWORD} and a fifth")
    for visitor in (first, second):
        assert visitor.get("/api/v1/stories").status_code == 401


def test_each_page_can_be_left(newsroom: TestDesk) -> None:
    visitor = logged_in(newsroom)
    for path in ("/", "/names", "/ledger", "/webhooks"):
        assert 'id="logout"' in visitor.open(path)


def test_log_out_clears_the_browser(newsroom: TestDesk) -> None:
    visitor = logged_in(newsroom)
    answer = visitor.session.post(
        f"{newsroom.address}/logout", headers={"Origin": URL, "X-CSRF-Token": visitor.csrf}
    )
    assert answer.status_code == 200
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_the_pages_keep_nothing_in_the_browser_but_what_is_being_written() -> None:
    for name in ASSETS:
        text = (THEME / name).read_text("utf-8")
        assert not re.search(r"localStorage|indexedDB|document\.cookie", text)
        assert ("sessionStorage" in text) == (name == "writing.js")


# --------------------------------------------------------------- secrets, logs, errors


def test_the_desks_files_are_for_their_owner_alone(desk: TestDesk, newsroom: TestDesk) -> None:
    for path in (desk.root / KEY, desk.root / FILE, newsroom.root / FILE):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((desk.root / FILE).parent.stat().st_mode) == 0o700
    # and nothing of the desk takes an entry of the ledger back
    assert not [name for name in vars(Ledger) if re.search("remove|delete|forget|clear", name)]


def test_refusals_are_logged(newsroom: TestDesk, caplog: pytest.LogCaptureFixture) -> None:
    visitor = logged_in(newsroom, "reader")
    stranger = Browser(newsroom.address)
    forged = "/api/v1/x%0aWARNING: all is well"
    with caplog.at_level(logging.WARNING):
        assert visitor.send("POST", "/stories", {"text": page()}).status_code == 403
        visitor.csrf = "wrong"
        assert visitor.send("POST", "/stories", {"text": page()}).status_code == 403
        wrong = {"Authorization": "Bearer abd_secret", "Host": "desk.example"}
        assert stranger.get(forged, **wrong).status_code == 401
        assert stranger.get("/", Host="evil.example").status_code == 421
    told = [record.getMessage() for record in caplog.records]
    assert any("reader" in line and "/api/v1/stories" in line for line in told)
    assert any("another page" in line for line in told)
    assert any("the token is wrong" in line for line in told)
    assert any("evil.example" in line for line in told)
    assert not any("abd_secret" in line or "\n" in line for line in told)


def test_who_has_no_token_or_a_wrong_key_is_logged(
    newsroom: TestDesk, desk: TestDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert Browser(newsroom.address).get("/api/v1/stories").status_code == 401
        stranger = Browser(desk.address)
        assert stranger.get("/enter?key=guessed-secret").status_code == 403
        assert stranger.session.post(f"{desk.address}/stories", timeout=30).status_code == 401
        # somebody whose session has ended is shown the door, which is no try of a key
        assert stranger.get("/enter").status_code == 403
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "refused GET '/api/v1/stories' of 127.0.0.1: log in, or send a token",
        "refused GET '/enter' of 127.0.0.1: the key is wrong",
        "refused POST '/stories' of 127.0.0.1: log in, or send a token",
    ]


def test_a_flood_of_refusals_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    clock = [1_000.0]
    refusals = Refusals(lambda: clock[0])
    scope = {"method": "GET", "path": "/api/v1/" + "x" * 9_000, "client": ("192.0.2.7", 9)}
    with caplog.at_level(logging.WARNING):
        for _ in range(5_000):
            refusals.tell(scope, "the token is wrong")
        told = [record.getMessage() for record in caplog.records]
        assert len(told) == MOST_LINES + 1
        assert max(map(len, told)) < 300
        caplog.clear()
        clock[0] += WINDOW_S + 1
        refusals.tell(scope, "the token is wrong")
    first, second = (record.getMessage() for record in caplog.records)
    assert f"{5_000 - MOST_LINES:,}".replace(",", "") in first
    assert "192.0.2.7" in second


FORGED = "x\naudiobrief: everything is well"


def test_what_strangers_wrote_is_no_line_of_the_log(
    desk: TestDesk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(FORGED)

    place = f"{desk.address}/api/v1/names/{quote(FORGED)}"
    kinds = {"Content-Type": "application/json", "X-CSRF-Token": desk.editor.csrf}
    with caplog.at_level(logging.WARNING):
        deep = desk.editor.session.put(place, data=b"[" * 9_000, headers=kinds, timeout=30)
        assert deep.status_code == 400
        monkeypatch.setattr(desk.parts.lexicon, "remove", fail)
        failed = desk.editor.session.delete(place, headers=kinds, timeout=30)
        assert failed.status_code == 500
    deep_record, failed_record = caplog.records
    assert deep_record.exc_info is None
    for record in caplog.records:
        assert "\n" not in record.getMessage()
        first, *others = (
            console._PrintableFormatter("audiobrief: %(message)s").format(record).split("\n")
        )
        assert first.startswith("audiobrief: ")
        assert all(line.startswith("    ") for line in others)
    assert failed_record.exc_info


def test_an_address_that_is_a_key_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    place = "https://chat.example:8443/hooks/T0123/s3cr3t-key?token=abcdefgh"
    with caplog.at_level(logging.WARNING):
        webhooks._warn(place, f"{place} leads to 10.0.0.1")
        webhooks._warn(
            place, "Max retries exceeded with url: /hooks/T0123/s3cr3t-key?token=abcdefgh"
        )
    told = [record.getMessage() for record in caplog.records]
    assert told[0] == "webhook https://chat.example: https://chat.example leads to 10.0.0.1"
    assert not any("s3cr3t" in line or "abcdefgh" in line for line in told)


def test_a_fault_is_logged_and_tells_nothing(
    desk: TestDesk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("the password is hunter2, at /root/secret")

    monkeypatch.setattr(desk.parts.lexicon, "list_all", fail)
    answer = desk.editor.get("/api/v1/names")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "the desk has a fault; its log says more"
    assert "hunter2" not in answer.text
    assert any(record.exc_info for record in caplog.records)


def test_the_files_of_the_theme_are_those_that_are_sent() -> None:
    assert {path.name for path in Path(THEME).glob("*.js")} - set(ASSETS) == {
        "audiobrief-player.js"
    }
