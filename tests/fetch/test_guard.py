"""Tests that only public addresses are reached, whatever a URL, a resolver or a redirect
says."""

import socket
from typing import Any

import pytest
from requests import Request
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import ProtocolError

from audiobrief.errors import PageError, PageRefused
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.addresses import check_url, is_public
from audiobrief.fetch.connection import Deadline, GuardedAdapter
from tests.fetch.conftest import Site

STRANGE = FetchSettings(cache=False, ignore_robots=True, deadline_ms=5_000)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:7f00:1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1",
        "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1",
        "fe80::1%eth0", "fec0::1", "feff::1", "ff02::1",
    ],
)  # fmt: skip
def test_no_other_address_is_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700:4700::1111",
     "2a00:1450:4001::1", "::ffff:8.8.8.8", "100.128.0.1", "198.20.0.1"],
)  # fmt: skip
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "0",
     "localhost", "LOCALHOST.", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
     "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]", "①②⑦.0.0.1"],
)  # fmt: skip
def test_loopback_is_refused_however_it_is_written(site: Site, host: str) -> None:
    site.put("/", b"<p>secret</p>")
    # the port is checked earlier, with the address itself; the adapter below bypasses that
    # check
    with pytest.raises(PageError):
        read_page(f"http://{host}:8080/", settings=STRANGE)
    adapter = GuardedAdapter(Deadline(5_000), https=False)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - an unknown name raises another error
        adapter.send(Request("GET", f"http://{host}:{site.port}/").prepare(), timeout=2)
    assert isinstance(caught.value, InvalidIPAddress) or "Failed to" in str(caught.value)
    assert site.requests == []


def test_a_redirect_to_loopback_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first server must be reached so that it can redirect: only this test counts one
    # loopback address as public
    monkeypatch.setattr(
        "audiobrief.fetch.connection.is_public", lambda address: address == "127.0.0.1"
    )
    monkeypatch.setattr("requests_hardened.ip_filter.ipaddress.IPv4Address.is_private", False)
    monkeypatch.setattr("audiobrief.fetch.addresses.PORTS", {site.port})
    for target in ("http://127.0.0.2", "http://[::1]", "http://0x7f000002"):
        url = site.put("/a", b"", {"Location": f"{target}:{site.port}/b"}, 302)
        with pytest.raises(PageRefused, match="private network"):
            read_page(url, settings=STRANGE)
    assert site.asked("/a") == 3
    assert site.asked("/b") == 0


def test_the_number_that_was_judged_is_the_one_that_is_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = ["1.1.1.1", "127.0.0.1", "127.0.0.1"]

    def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    adapter = GuardedAdapter(Deadline(5_000), https=True)
    request = Request("GET", "https://rebind.example.org/").prepare()
    where, how = adapter.build_connection_pool_key_attributes(request, verify=True)
    assert where["host"] == "1.1.1.1"
    assert how["server_hostname"] == how["assert_hostname"] == "rebind.example.org"
    assert answers == ["127.0.0.1", "127.0.0.1"]
    with pytest.raises(InvalidIPAddress):
        adapter.build_connection_pool_key_attributes(request, verify=True)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_peer_is_judged_before_a_byte_is_sent(site: Site, scheme: str) -> None:
    # as if the check of the address had been bypassed: the pool really connects
    adapter = GuardedAdapter(Deadline(5_000), https=scheme == "https")
    pool = adapter.poolmanager.connection_from_host("127.0.0.1", site.port, scheme=scheme)
    with pytest.raises(ProtocolError, match="InvalidIPAddress"):
        pool.urlopen("GET", "/", retries=False)
    assert site.requests == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/a", "only http"), ("gopher://example.org/", "only http"),
        ("data:text/html,<p>x", "only http"), ("javascript:alert(1)", "only http"),
        ("file:///etc/passwd", "file's path"), ("http:///a", "no host"), ("https:", "no host"),
        ("http://u:secret@example.org/", "password"), ("http://u@example.org/", "password"),
        ("http://example.org:22/", "port 22"), ("http://example.org:6379/", "port 6379"),
        ("http://example.org:99999/", "not an address|not a valid address"), ("http://[::1/", "not an address|not a valid address"),
        ("http://example.org\\@127.0.0.1/", "backslash"), ("http://exa mple.org/", "space"),
        ("http://example.org/\r\nHost: x", "carriage return"), ("http://example.org/\x00", "NUL"), ("http://example.org/\u202egpj", "RIGHT-TO-LEFT"),
        ("http://a..b/", "not an address|not a valid address"), (f"http://{'a' * 300}.org/", "not an address|not a valid address"),
    ],
)  # fmt: skip
def test_addresses_are_judged_by_their_look(url: str, said: str) -> None:
    with pytest.raises(PageRefused, match=said) as caught:
        read_page(url, settings=STRANGE)
    assert "secret" not in str(caught.value)
    assert str(caught.value).isprintable()


def test_people_who_mean_it_reach_any_port() -> None:
    check_url("http://example.org:22/", allow_private=True)
    check_url("https://example.org:8443/a?b=c#d", allow_private=False)
