"""Tests the authority of one machine as a client's TLS library judges it."""

from __future__ import annotations

import contextlib
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from audiobrief.errors import ListenError
from audiobrief.listening import authority as authority_module
from audiobrief.listening.authority import FILE, Authority, issue, open_authority
from audiobrief.publish.encrypting import read_certificate
from audiobrief.system.network_names import find_local_name, find_own_names

OWN = ("desk", "desk.local")
HOSTS = ("192.168.1.20", "10.4.5.6", "100.101.102.103", "fd00::20", "127.0.0.1", "::1",
         "localhost", "desk", "desk.local")  # fmt: skip


def shake_hands(
    authority: Authority, served: tuple[bytes, bytes], host: str, folder: Path
) -> None:
    """A TLS handshake in memory, with a client that trusts nothing but the authority.

    Raises ssl.SSLError if the client does not believe the server.
    """
    file = folder / "served.pem"
    file.write_bytes(served[1] + served[0])
    server_context = read_certificate(file, None)
    trusting = ssl.create_default_context(
        cadata=authority.certificate.public_bytes(Encoding.PEM).decode()
    )
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, to_server, server_hostname=host)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for side in (client, server):
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()
    assert client.version()


@pytest.mark.parametrize("host", HOSTS)
def test_who_trusts_it_believes_this_machine(tmp_path: Path, host: str) -> None:
    authority = open_authority(tmp_path, OWN)
    shake_hands(authority, issue(authority, HOSTS), host, tmp_path)


def test_a_machine_whose_name_is_outside_ascii_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "Müllers-Büro")
    own = find_own_names()
    assert "xn--mllers-bro-9dbh.local" in own
    # what no certificate can hold is left out
    authority = open_authority(tmp_path, {*own, "müll er"})
    served = issue(authority, [find_local_name(), "müll er"])
    shake_hands(authority, served, "xn--mllers-bro-9dbh.local", tmp_path)


@pytest.mark.parametrize("host", ["bank.example", "desk.example", "8.8.8.8", "2001:4860::8888"])
def test_it_cannot_vouch_for_others_even_with_its_key(
    tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stole the key would write the name whatever our code says; clients refuse it."""
    authority = open_authority(tmp_path, OWN)
    with pytest.raises(ListenError, match="--certificate, --key and --name"):
        issue(authority, [host])
    monkeypatch.setattr(authority_module, "_may_name", lambda *_: True)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(authority, issue(authority, [host]), host, tmp_path)


def test_a_name_that_it_may_not_give_is_left_out(tmp_path: Path) -> None:
    authority = open_authority(tmp_path, OWN)
    pem, _ = issue(authority, ["8.8.8.8", "desk.example", "x" * 70, "192.168.1.20"])
    names = x509.load_pem_x509_certificate(pem).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert [str(each.value) for each in names.value] == ["192.168.1.20"]


def test_it_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    first = open_authority(tmp_path / "a", OWN)
    file = tmp_path / "a" / FILE
    assert file.stat().st_mode & 0o077 == 0
    again = open_authority(tmp_path / "a", ("another",))
    assert again.certificate == first.certificate
    assert again.fingerprint == first.certificate.fingerprint(hashes.SHA256()).hex(" ").upper()
    assert x509.load_der_x509_certificate(first.der) == first.certificate
    file.write_bytes(b"-----BEGIN CERTIFICATE-----\nnothing\n")
    with pytest.raises(ListenError, match="remove it, and a new one is made"):
        open_authority(tmp_path / "a", OWN)


def test_one_that_ends_soon_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(authority_module, "AUTHORITY_DAYS", 300)
        short = open_authority(tmp_path, OWN)
    new = open_authority(tmp_path, OWN)
    assert new.certificate != short.certificate
    leaf = x509.load_pem_x509_certificate(issue(new, HOSTS)[0])
    # Apple refuses longer ones, and one may not outlive its issuer
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc < timedelta(days=398)
    assert leaf.not_valid_after_utc < new.certificate.not_valid_after_utc
    assert leaf.not_valid_before_utc < datetime.now(UTC) - timedelta(hours=1)
