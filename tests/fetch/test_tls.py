"""Tests HTTPS: the certificate must match the host name, while the connection uses its
address."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiobrief.errors import PageUnreachable
from audiobrief.fetch import FetchSettings, read_page
from tests.fetch.conftest import Site

SETTINGS = FetchSettings(cache=False, ignore_robots=True, deadline_ms=8_000)
NAME = "tide.example"

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="no openssl program to make a certificate with"
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "tide.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", str(path), "-out", str(path.with_suffix(".crt"))],
        check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def named(site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Makes the server use TLS under two names; returns the names that clients asked for."""
    called: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _sock, name, _context: called.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    looked_up = socket.getaddrinfo

    def at_home(host: str, *args: Any, **kwargs: Any) -> Any:
        # this machine's resolver does not know such a name
        return looked_up("127.0.0.1" if host.endswith(".example") else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", at_home)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_suffix(".crt")))
    return called


@pytest.mark.parametrize("guarded", [True, False])
def test_the_certificate_is_asked_for_by_name(
    site: Site, named: list[str | None], monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if guarded:  # only loopback is available here, so it counts as public
        monkeypatch.setattr("audiobrief.fetch.connection.is_public", lambda address: True)
        monkeypatch.setattr(
            "requests_hardened.ip_filter.ipaddress.IPv4Address.is_private", False
        )
        monkeypatch.setattr("audiobrief.fetch.addresses.PORTS", {site.port})
    settings = replace(SETTINGS, allow_private=not guarded)
    site.put("/a", b"<p>The ferry ran again.</p>")
    page = read_page(f"https://{NAME}:{site.port}/a", settings=settings)
    assert page.text == "<p>The ferry ran again.</p>"
    assert named == [NAME]
    assert site.requests[0][1]["Host"] == f"{NAME}:{site.port}"
    with pytest.raises(PageUnreachable, match="certificate"):
        read_page(f"https://other.example:{site.port}/a", settings=settings)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(PageUnreachable, match="certificate"):
        read_page(f"https://{NAME}:{site.port}/a", settings=settings)
    assert len(site.requests) == 1


def test_a_handshake_that_drips_does_not_hold_us() -> None:
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                # the header of a handshake record of 16 kB, then a byte now and then
                connection.sendall(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc")
                while not over.wait(0.05):
                    try:
                        connection.sendall(b"\x03")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        begin = time.monotonic()
        hasty = replace(SETTINGS, allow_private=True, deadline_ms=600)
        with pytest.raises(PageUnreachable, match=r"0\.6 s"):
            read_page(f"https://127.0.0.1:{server.getsockname()[1]}/", settings=hasty)
        assert time.monotonic() - begin < 1.5
        thread.join(2)
        assert not thread.is_alive(), "the connection was left open"
        over.set()
