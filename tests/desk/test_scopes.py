"""Tests of the one table that says what each operation of the desk needs, asked of the desk itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import requests

from audiobrief.desk.doors import Front
from audiobrief.desk.states import Scope
from tests.desk.desks import PATIENCE_S, TestDesk, open_desk
from tests.desk.test_doors import ROLES, URL, Visitor, add_account

pytestmark = pytest.mark.usefixtures("quick_hashes")
NEEDED = {
    Scope.READ: (
        "GET /stories", "GET /stories/{story}", "POST /stories/{story}/presence", "GET /ledger",
        "GET /stories/{story}/article", "GET /stories/{story}/script", "GET /stories/{story}/cast",
        "GET /stories/{story}/sentences/{sentence}/sound",
        "POST /stories/{story}/sentences/{sentence}/sound", "POST /preview",
        "GET /stories/{story}/sound", "GET /stories/{story}/transcript",
        "GET /stories/{story}/waveform", "GET /names", "GET /lexicon.pls", "GET /events",
        "GET /rules", "GET /feeds",
    ),
    Scope.SUBMIT: ("POST /stories", "POST /files", "POST /feeds", "DELETE /feeds/{feed}"),
    Scope.EDIT: (
        "POST /stories/{story}/correction", "PATCH /stories/{story}/pieces/{piece}",
        "PATCH /stories/{story}/sentences/{sentence}", "POST /stories/{story}/undo",
        "PUT /names/{name}", "POST /stories/{story}/pieces/{piece}/rules",
    ),
    Scope.PUBLISH: (
        "POST /stories/{story}/approval", "DELETE /stories/{story}/approval",
        "POST /stories/{story}/withdrawal", "POST /stories/{story}/restoration",
        "DELETE /names/{name}", "POST /lexicon.pls", "POST /stories/{story}/pieces/{piece}/rule",
        "DELETE /rules/{name}", "GET /webhooks", "POST /webhooks", "DELETE /webhooks/{webhook}",
        "GET /webhooks/{webhook}/deliveries", "POST /deliveries/{delivery}/replay",
    ),
}  # fmt: skip
"""Scope -> the operations that need it."""
NAMED = {"{sentence}": "0" * 16, "{piece}": "k1"}
"""Part of an address -> what stands for it; "none" stands for the others."""
MAY = {
    "reader": {Scope.READ},
    "editor": {Scope.READ, Scope.SUBMIT, Scope.EDIT},
    "publisher": set(Scope),
}
"""Role -> its scopes."""


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    root = tmp_path_factory.mktemp("scopes") / "episodes"
    for role in ROLES:
        add_account(root, role, role)
    with open_desk(root, front=Front(URL, has_accounts=True)) as opened:
        yield opened


def address_of(operation: str) -> tuple[str, str]:
    """The method, and an address below /api/v1 at which there is nothing."""
    method, _, path = operation.partition(" ")
    parts = [NAMED.get(part, "none" if part[:1] == "{" else part) for part in path.split("/")]
    return method, "/".join(parts)


def find_denied(ask: Callable[[str, str], int]) -> set[str]:
    """The operations that somebody may not do; nobody is unknown, and nothing is a fault."""
    denied = set()
    for operation in (each for operations in NEEDED.values() for each in operations):
        status = ask(*address_of(operation))
        assert status not in {401, 405}, operation
        assert status < 500, operation
        if status == 403:
            denied.add(operation)
    return denied


def need_more_than(scopes: set[Scope]) -> set[str]:
    return {each for scope, all_of in NEEDED.items() if scope not in scopes for each in all_of}


def test_the_table_has_each_operation_of_the_interface(desk: TestDesk) -> None:
    described = desk.editor.ask("GET", "/openapi.json")["paths"]
    found = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in described.items()
        for method in operations
    }
    assert found == {each for operations in NEEDED.values() for each in operations}


@pytest.mark.parametrize("scope", list(Scope))
def test_a_token_may_do_what_its_scope_says_and_read(newsroom: TestDesk, scope: Scope) -> None:
    token = newsroom.parts.accounts.add_token(f"has-{scope}", frozenset({scope}), "a test")

    def ask(method: str, path: str) -> int:
        with requests.request(
            method, f"{newsroom.address}/api/v1{path}", json={}, stream=True, timeout=PATIENCE_S,
            headers={"Authorization": f"Bearer {token}", "Host": "desk.example", "If-Match": '"v1"'},
        ) as answer:  # fmt: skip
            return answer.status_code

    assert find_denied(ask) == need_more_than({scope, Scope.READ})


@pytest.mark.parametrize("role", ROLES)
def test_a_person_may_do_what_their_role_says(newsroom: TestDesk, role: str) -> None:
    visitor = Visitor(newsroom)
    assert visitor.log_in(role).status_code == 303

    def ask(method: str, path: str) -> int:
        headers = {"Origin": URL, "X-CSRF-Token": visitor.csrf, "If-Match": '"v1"'}
        with visitor.session.request(
            method, f"{newsroom.address}/api/v1{path}", json={}, headers=headers, stream=True,
            timeout=PATIENCE_S,
        ) as answer:  # fmt: skip
            return answer.status_code

    assert find_denied(ask) == need_more_than(MAY[role])
    assert visitor.get("/webhooks").status_code == (200 if role == "publisher" else 403)
