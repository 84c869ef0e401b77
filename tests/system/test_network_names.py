"""Tests that this machine knows its own names and address, and no foreign ones."""

from __future__ import annotations

import socket

import pytest

from audiobrief.system.network_names import (
    find_local_name,
    find_own_address,
    find_own_names,
    is_every_address,
    is_reachable,
)


def test_its_names_are_those_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk.Harbour.Example")
    assert find_own_names() == {"desk.harbour.example", "desk", "desk.local"}
    assert find_local_name() == "desk.local"
    monkeypatch.setattr(socket, "gethostname", str)
    assert find_own_names() == frozenset()


def test_its_address_is_one_that_a_server_can_listen_at() -> None:
    address = find_own_address()
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind((address, 0))


@pytest.mark.parametrize(
    ("address", "reachable"),
    [("192.168.1.20", True), ("127.0.0.1", False), ("0.0.0.0", False), ("::1", False),
     ("169.254.3.4", False), ("fe80::1%eth0", False), ("2001:db8::5", True)],
)  # fmt: skip
def test_addresses_at_which_others_find_it(address: str, *, reachable: bool) -> None:
    assert is_reachable(address) is reachable


@pytest.mark.parametrize(
    ("host", "every"),
    [("0.0.0.0", True), ("::", True), ("", True), ("127.0.0.1", False), ("desk.local", False)],
)
def test_addresses_that_mean_all(host: str, *, every: bool) -> None:
    assert is_every_address(host) is every
