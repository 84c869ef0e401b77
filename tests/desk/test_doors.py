"""Attacks on the desk's doors: each guard is tried, and what it lets through."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from audiobrief.desk import (
    account_pages,
    api,
    api_links,
    api_names,
    api_rules,
    api_texts,
    application,
    pages,
)
from audiobrief.desk.accounts import Accounts
from audiobrief.desk.database import FILE, Database
from audiobrief.desk.doors import HEADERS, Front
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.open_desk import KEY
from audiobrief.desk.serving import check_front
from audiobrief.desk.states import Scope
from audiobrief.desk.tries import TRIES, TRIES_OF_ADDRESS
from audiobrief.errors import BatchError, ConfigError, DeskError
from tests.desk.desks import (
    PASSWORD,
    PATIENCE_S,
    Browser,
    TestDesk,
    desk_settings,
    open_desk,
    page,
)

pytestmark = pytest.mark.usefixtures("quick_hashes")
URL = "https://desk.example"
ROLES = ("reader", "editor", "publisher")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """A desk with an account for each role, as it is behind a web server."""
    root = tmp_path_factory.mktemp("newsroom") / "episodes"
    for role in ROLES:
        add_account(root, role, role)
    with open_desk(root, front=Front(URL, has_accounts=True)) as opened:
        yield opened


def add_account(root: Path, name: str, role: str, password: str = PASSWORD) -> None:
    database = Database(root)
    Accounts(database, Ledger(database)).add(name, role, password, "a test")
    database.close()


def is_kept(desk: TestDesk, secret: str) -> bool:
    """Whether the desk's file has a secret in clear text; what is new is in its log (-wal)."""
    names = (FILE, f"{FILE}-wal")
    content = b"".join((desk.root / name).read_bytes() for name in names)
    # the file is read as the desk wrote it
    assert b"CREATE TABLE session" in content
    return secret.encode() in content


class Visitor(Browser):
    """A browser that reaches the desk through a web server with https."""

    def __init__(self, desk: TestDesk) -> None:
        super().__init__(desk.address)
        self.session.headers["Host"] = "desk.example"
        self.cookie = ""

    def log_in(self, name: str, password: str = PASSWORD, **headers: str) -> requests.Response:
        answer = self.session.post(
            f"{self.address}/login", data={"name": name, "password": password},
            headers={"Origin": URL, **headers}, timeout=PATIENCE_S, allow_redirects=False,
        )  # fmt: skip
        found = re.match(r"([^=]+=[^;]+)", answer.headers.get("Set-Cookie", ""))
        if found:
            # requests sends no Secure cookie over http, as a browser would not
            self.session.headers["Cookie"] = self.cookie = found[1]
            self.open()
        return answer

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        version: int = 0,
        key: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        sent = {"Origin": URL, **(headers or {})}
        return super().send(method, path, body, version=version, key=key, headers=sent)


# -------------------------------------------------------------------- who may enter


def test_nobody_enters_without_a_session_or_a_token(desk: TestDesk) -> None:
    stranger = Browser(desk.address)
    for path in (
        "/api/v1/stories",
        "/api/v1/events",
        "/api/v1/openapi.json",
        "/api/v1/nothing",
    ):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    for path in ("/", "/names", "/ledger", "/stories/x", "/nothing"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/enter")
    assert stranger.send("POST", "/stories", {"text": page()}).status_code == 401
    for token in ("", "x", desk.parts.key[:-1], f"{desk.parts.key}x"):
        answer = stranger.get("/api/v1/stories", Authorization=f"Bearer {token}")
        assert answer.status_code == 401
        assert "the token is wrong" in answer.json()["detail"]
    assert stranger.get("/api/v1/stories", **desk.token).status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/stories/x", "/stories/x/article"])
def test_a_browser_is_told_on_a_page_that_there_is_none(desk: TestDesk, path: str) -> None:
    answer = desk.editor.get(path, Accept="text/html,*/*;q=0.8")
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        404,
        "text/html; charset=utf-8",
    )
    assert "Back to the inbox" in answer.text
    assert "There is no" in answer.text
    program = desk.editor.get(path)
    assert program.headers["Content-Type"] == "application/problem+json"


def test_a_wrong_request_is_answered_with_what_is_wrong(desk: TestDesk) -> None:
    answer = desk.editor.send("POST", "/stories", {"adress": "https://courier.example/a"})
    assert answer.status_code == 400
    assert "unknown field `adress`" in answer.json()["detail"]


def test_the_key_opens_the_desk_and_leaves_the_address(desk: TestDesk) -> None:
    stranger = Browser(desk.address)
    assert stranger.get("/enter").status_code == 403
    assert stranger.get("/enter?key=wrong").status_code == 403
    entered = stranger.get(f"/enter?key={desk.parts.key}")
    assert (entered.status_code, entered.headers["Location"]) == (303, "/")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert desk.parts.key not in cookie
    assert stranger.get("/").status_code == 200
    assert (desk.root / KEY).stat().st_mode & 0o077 == 0
    assert (desk.root / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:80", "localhost.evil.example", "", "127.0.0.1.evil.example"],
)
def test_a_foreign_name_for_this_machine_is_answered_nothing(desk: TestDesk, host: str) -> None:
    """DNS rebinding: a foreign page under its own name, which resolves to this machine."""
    answer = requests.get(
        f"{desk.address}/api/v1/stories",
        headers={**desk.token, "Host": host},
        timeout=PATIENCE_S,
    )
    assert answer.status_code in {400, 421}
    assert "items" not in answer.text


def test_behind_a_web_server_only_its_name_counts(newsroom: TestDesk) -> None:
    visitor = Visitor(newsroom)
    assert visitor.get("/login").status_code == 200
    assert visitor.get("/login", Host="other.example").status_code == 421
    assert visitor.get("/login", Host="192.168.1.5:8766").status_code == 421


def test_every_handler_names_what_it_needs() -> None:
    """A handler without a scope would be closed; one that is open shows no story."""
    handlers = [
        *api.ROUTES, *api_texts.ROUTES, *api_names.ROUTES, *api_rules.ROUTES, *api_links.ROUTES,
        *pages.ROUTES, *account_pages.ROUTES, application.describe,
    ]  # fmt: skip
    open_ones = {h.handler_name for h in handlers if h.opt.get("is_open")}
    assert open_ones == {
        "enter", "log_in", "show_login", "send_asset", "send_robots", "send_player", "send_oembed",
    }  # fmt: skip
    for handler in handlers:
        assert handler.opt.get("is_open") or isinstance(handler.opt.get("scope"), Scope), (
            handler
        )
        changes = set(handler.http_methods) - {"GET", "HEAD", "OPTIONS"}
        reads_alone = {"try_sentence", "preview", "note_presence", "log_out", "log_in"}
        # one's own account, by one's password
        reads_alone |= {route.handler_name for route in account_pages.ROUTES}
        if changes and handler.handler_name not in reads_alone:
            assert handler.opt["scope"] is not Scope.READ, handler.handler_name


# ------------------------------------------------------------------- foreign pages


@pytest.mark.parametrize(
    "headers",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "x" * 43},
        {"Origin": "https://evil.example"},
        {"Origin": "https://["},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_cannot_use_an_editors_cookie(
    desk: TestDesk, headers: dict[str, str]
) -> None:
    count = desk.editor.ask("GET", "/stories")["counts"]
    answer = desk.editor.send("POST", "/stories", {"text": page("Foreign")}, headers=headers)
    assert answer.status_code == 403
    assert desk.editor.ask("GET", "/stories")["counts"] == count


def test_another_sessions_token_is_none(desk: TestDesk) -> None:
    other = Browser(desk.address)
    other.get(f"/enter?key={desk.parts.key}")
    other.open()
    assert other.csrf != desk.editor.csrf
    answer = desk.editor.send(
        "POST", "/preview", {"text": "Hello there."}, headers={"X-CSRF-Token": other.csrf}
    )
    assert answer.status_code == 403


def test_no_answer_may_be_framed_guessed_or_kept(desk: TestDesk) -> None:
    for path in (
        "/",
        "/enter",
        "/api/v1/stories",
        "/api/v1/nothing",
        "/names",
        "/assets/x/desk.js",
    ):
        answer = desk.editor.get(path)
        for name, value in HEADERS.items():
            if name != "Cache-Control":
                assert answer.headers[name] == value, (path, name)
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert "server" not in {name.lower() for name in answer.headers}
    # what has an entity tag is asked for again each time, and kept by its reader alone
    assert desk.editor.get("/api/v1/stories").headers["Cache-Control"] == "private, no-cache"
    assert desk.editor.get("/api/v1/nothing").headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in desk.editor.get("/api/v1/stories").headers


def test_the_pages_have_no_inline_script_or_style(desk: TestDesk) -> None:
    story = desk.made("Inline")
    for path in (
        "/",
        "/names",
        "/ledger",
        *(f"/stories/{story['id']}{p}" for p in ("", "/article", "/publish")),
    ):
        html = desk.editor.open(path)
        assert re.findall(r"<script(?![^>]+src=)|<style|\sstyle=|\son\w+=", html) == []


# --------------------------------------------------------------------- log-ins


def test_each_role_may_do_its_own_and_no_more(newsroom: TestDesk) -> None:
    may = {}
    for role in ROLES:
        visitor = Visitor(newsroom)
        assert visitor.log_in(role).status_code == 303
        submitted = visitor.send("POST", "/stories", {"text": page(f"Role {role}")})
        named = visitor.send("PUT", f"/names/Wend-{role}", {"say": "wend"})
        hooked = visitor.send("POST", "/webhooks", {"url": "https://hooks.example/"})
        approved = visitor.send("POST", "/stories/none/approval", {}, version=1)
        followed = visitor.send("POST", "/feeds", {"address": f"https://{role}.example/feed"})
        ended = visitor.send("DELETE", "/feeds/none")
        told = visitor.get("/webhooks")
        may[role] = [
            visitor.send("GET", "/stories").status_code,
            submitted.status_code, named.status_code, hooked.status_code, approved.status_code,
            followed.status_code, ended.status_code, told.status_code,
        ]  # fmt: skip
    assert may["reader"] == [200, 403, 403, 403, 403, 403, 403, 403]
    assert may["editor"] == [200, 202, 200, 403, 403, 201, 404, 403]
    assert may["publisher"] == [200, 202, 200, 201, 404, 201, 404, 200]
    proposed = next(n for n in newsroom.parts.lexicon.list_all() if n.name == "Wend-editor")
    assert (proposed.author, proposed.approved) == ("editor", "")
    assert "Wend-editor" not in newsroom.parts.lexicon.path.read_text("utf-8")


def test_a_tokens_scopes_are_all_that_its_program_may_do(newsroom: TestDesk) -> None:
    accounts = newsroom.parts.accounts
    token = accounts.add_token("cms", frozenset({Scope.SUBMIT}), "a test")
    headers = {"Authorization": f"Bearer {token}", "Host": "desk.example"}

    def ask(method: str, path: str, body: Any = None) -> int:
        return requests.request(
            method, f"{newsroom.address}/api/v1{path}", json=body, headers=headers,
            timeout=PATIENCE_S,
        ).status_code  # fmt: skip

    assert ask("POST", "/stories", {"text": page("Token")}) == 202
    assert ask("GET", "/stories") == 200
    assert ask("PUT", "/names/X", {"say": "ex"}) == 403
    assert ask("GET", "/webhooks") == 403
    assert ask("POST", "/stories/x/pieces/k1/rules", {"kept": False}) == 403
    assert not is_kept(newsroom, token)
    with pytest.raises(DeskError, match="already"):
        accounts.add_token("cms", frozenset(), "a test")
    editing = accounts.add_token("editing", frozenset({Scope.EDIT}), "a test")
    headers["Authorization"] = f"Bearer {editing}"
    assert ask("POST", "/stories/x/pieces/k1/rule", {"kept": False}) == 403
    assert ask("DELETE", "/rules/x") == 403
    assert ask("POST", "/stories/x/pieces/k1/rules", {"kept": False}) == 404
    headers["Authorization"] = f"Bearer {token}"
    accounts.remove_token("cms", "a test")
    assert ask("GET", "/stories") == 401


def test_a_session_cannot_be_planted_and_ends_with_its_log_out(newsroom: TestDesk) -> None:
    visitor = Visitor(newsroom)
    planted = f"{newsroom.parts.front.cookie}=planted-by-somebody-else"
    visitor.session.headers["Cookie"] = planted
    answer = visitor.log_in("publisher")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-audiobrief=")
    assert "planted" not in cookie
    for part in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    # whoever planted it is not let in by it now
    attacker = Visitor(newsroom)
    attacker.session.headers["Cookie"] = planted
    assert attacker.get("/api/v1/stories").status_code == 401
    first = visitor.cookie
    assert not is_kept(newsroom, first.partition("=")[2])
    again = Visitor(newsroom)
    again.log_in("publisher")
    assert again.cookie != first
    out = visitor.session.post(
        f"{newsroom.address}/logout", headers={"Origin": URL, "X-CSRF-Token": visitor.csrf},
        timeout=PATIENCE_S,
    )  # fmt: skip
    assert "Max-Age=0" in out.headers["Set-Cookie"]
    assert visitor.get("/api/v1/stories").status_code == 401
    assert again.get("/api/v1/stories").status_code == 200


def test_a_form_of_a_foreign_page_logs_nobody_in(newsroom: TestDesk) -> None:
    visitor = Visitor(newsroom)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert visitor.log_in("publisher", **headers).status_code == 403
    bare = requests.post(
        f"{newsroom.address}/login", data={"name": "publisher", "password": PASSWORD},
        headers={"Host": "desk.example"}, timeout=PATIENCE_S, allow_redirects=False,
    )  # fmt: skip
    assert bare.status_code == 403


def test_guessing_is_slowed_and_written_down(newsroom: TestDesk) -> None:
    add_account(newsroom.root, "guessed", "reader")
    visitor = Visitor(newsroom)
    said = {visitor.log_in("guessed", f"wrong number {n}").status_code for n in range(TRIES)}
    assert said <= {403, 429}
    blocked = visitor.log_in("guessed")
    assert blocked.status_code == 429
    assert int(blocked.headers["Retry-After"]) > 30
    # nobody learns whether a name exists
    unknown, known = (visitor.log_in(name, "wrong").text for name in ("nobody", "reader"))
    assert unknown.replace("nobody", "") == known.replace("reader", "")
    assert Visitor(newsroom).log_in("publisher").status_code == 303
    told = [e.what for e in newsroom.parts.ledger.read_back(most=50) if e.author == "guessed"]
    assert told.count("log-in failed") == TRIES
    assert told[0] == "log-in refused"


def test_guessing_many_names_from_one_address_is_slowed(newsroom: TestDesk) -> None:
    def try_as(name: str, address: str) -> requests.Response:
        # the web server in front of the desk tells who asks
        return Visitor(newsroom).log_in(name, "wrong", **{"X-Forwarded-For": address})

    try:
        said = {
            try_as(f"name{number}", "192.0.2.81").status_code
            for number in range(TRIES_OF_ADDRESS)
        }
        assert 403 in said <= {403, 429}
        blocked = try_as("another", "192.0.2.81")
        assert blocked.status_code == 429
        assert int(blocked.headers["Retry-After"]) > 30
        assert try_as("another", "192.0.2.82").status_code == 403
    finally:
        newsroom.parts.accounts._database.write("DELETE FROM attempt")


def test_a_right_password_takes_no_try_from_the_address(newsroom: TestDesk) -> None:
    add_account(newsroom.root, "shared", "reader")
    for _ in range(TRIES_OF_ADDRESS + 2):
        assert Visitor(newsroom).log_in("shared").status_code == 303


def test_a_closed_account_is_out_at_once(newsroom: TestDesk) -> None:
    add_account(newsroom.root, "leaver", "editor")
    visitor = Visitor(newsroom)
    visitor.log_in("leaver")
    assert visitor.get("/api/v1/stories").status_code == 200
    newsroom.parts.accounts.close("leaver", "a test")
    assert visitor.get("/api/v1/stories").status_code == 401
    assert Visitor(newsroom).log_in("leaver").status_code == 403


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "x" * 300,
        "aaaaaaaaaaaa",
        "adaadaadaada",
        # among the commonest, or made of one of them
        "password1234",
        "qwertyuiop12",
        "123456789012",
        "1q2w3e4r5t6y",
        "P@ssw0rd1234",
        "iloveyou1234",
        "passwordpassword",
        "administrator",
        "manchesterunited",
        "adapassword!",
    ],
)
def test_a_password_that_is_easily_guessed_is_refused(
    newsroom: TestDesk, password: str
) -> None:
    with pytest.raises(DeskError, match="password"):
        newsroom.parts.accounts.add("ada", "editor", password, "a test")


@pytest.mark.parametrize(
    ("front", "host", "said"),
    [
        (Front(), "0.0.0.0", "add --auth"),
        (Front(has_accounts=True), "0.0.0.0", "--url"),
        (Front("http://desk.example", has_accounts=True), "127.0.0.1", "clear text"),
        (Front(), "192.168.1.5", "add --auth"),
    ],
)
def test_nobody_is_let_in_by_mistake(front: Front, host: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        check_front(front, host)


def test_a_desk_without_accounts_is_not_opened_for_log_ins(tmp_path: Path) -> None:
    with (
        pytest.raises(DeskError, match="nobody can log in yet"),
        open_desk(tmp_path / "episodes", front=Front(URL, has_accounts=True)),
    ):
        pass


def test_a_desk_that_would_not_work_where_it_is_told_to_is_not_opened(tmp_path: Path) -> None:
    settings = desk_settings(batch__on="nowhere")
    with (
        pytest.raises(BatchError, match=r"'nowhere' is unknown|needs Ray"),
        open_desk(tmp_path / "episodes", settings),
    ):
        pass


# ---------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/oembed?url=https://[", 404),
        (f"/api/v1/stories?cursor={'9' * 60}~1~x", 200),
        ("/api/v1/stories?cursor=1~nan~x", 200),
    ],
)
def test_what_no_program_would_ask_for_is_no_fault(
    desk: TestDesk, path: str, status: int
) -> None:
    assert desk.editor.get(path).status_code == status


def test_deeply_nested_json_is_refused(desk: TestDesk) -> None:
    nested = b'{"article": {"tags": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
    answer = requests.post(
        f"{desk.address}/api/v1/stories",
        data=nested,
        headers={**desk.token, "Content-Type": "application/json"},
        timeout=PATIENCE_S,
    )
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "the request is nested too deeply",
    )


def test_what_is_too_large_is_refused_before_it_is_read(desk: TestDesk) -> None:
    place = urlsplit(desk.address)
    most = 2 * desk.parts.settings.fetch.max_bytes + 1_000_000
    connection = http.client.HTTPConnection(
        place.hostname or "", place.port, timeout=PATIENCE_S
    )
    connection.putrequest("POST", "/api/v1/stories")
    for name, value in {**desk.token, "Content-Length": str(most + 1)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()

    def endless() -> Iterator[bytes]:
        for _ in range(most // 1_000_000 + 2):
            yield b" " * 1_000_000

    try:
        answer = requests.post(
            f"{desk.address}/api/v1/stories",
            data=endless(),
            headers=desk.token,
            timeout=PATIENCE_S,
        )
        assert answer.status_code == 413
    except requests.ConnectionError:
        pass  # the desk closed the connection while the rest was being sent


@pytest.mark.parametrize(
    "path",
    [
        "/assets/x/..%2f..%2fpages.py", "/assets/x/%2e%2e/pages.py", "/assets/x/desk.sqlite",
        "/api/v1/stories/..%2f..%2fetc%2fpasswd", "/api/v1/stories/%00", "/stories/..%2f",
        "/api/v1/stories/x/transcript?format=..%2f..%2fdesk.sqlite",
        "/embed/..%2fdesk.css", "/api/v1/stories/.audiobrief/sound",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_shown(desk: TestDesk, path: str) -> None:
    place = urlsplit(desk.address)
    connection = http.client.HTTPConnection(
        place.hostname or "", place.port, timeout=PATIENCE_S
    )
    # requests would resolve the dots itself
    connection.request("GET", path, headers=desk.token)
    answer = connection.getresponse()
    assert answer.status in {400, 404}, path
    assert b"root:" not in answer.read()
    connection.close()
