"""Tests that a desk's certificates are renewed while it runs, and that there is one authority."""

from __future__ import annotations

import logging
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from click.testing import CliRunner
from cryptography import x509

from audiobrief.cli import main
from audiobrief.listening.authority import issue, open_authority
from audiobrief.listening.certificates import OWN_LASTS_S, follow_files, issue_own
from audiobrief.publish.encrypting import answering_encrypted

HOST = "127.0.0.1"


def greet(_: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


def serial_at(port: int) -> int:
    """The number of the certificate that a server shows a new client."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((HOST, port), timeout=10) as bare,
        trusting.wrap_socket(bare) as client,
    ):
        der = client.getpeercert(binary_form=True)
    assert der
    return x509.load_der_x509_certificate(der).serial_number


def test_a_certificate_that_is_renewed_in_its_files_is_served_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    authority = open_authority(tmp_path / "authority", ())
    old, new = (issue(authority, [HOST]) for _ in range(2))
    serials = [x509.load_pem_x509_certificate(each[0]).serial_number for each in (old, new)]
    chain, key = tmp_path / "desk.pem", tmp_path / "desk.key"
    chain.write_bytes(old[0])
    key.write_bytes(old[1])
    with answering_encrypted(greet, follow_files(chain, key, [HOST]), HOST, 0) as port:
        assert serial_at(port) == serials[0]
        with caplog.at_level(logging.WARNING):
            # the program that renews it writes one file after the other
            chain.write_bytes(new[0])
            assert serial_at(port) == serials[0]
        assert "goes on with the certificate of before" in caplog.text
        key.write_bytes(new[1])
        assert serial_at(port) == serials[1]
        chain.unlink()
        assert serial_at(port) == serials[1]


def test_the_own_authority_issues_another_one_long_before_the_first_ends(
    tmp_path: Path,
) -> None:
    now = [2_000_000_000.0]
    served = issue_own(open_authority(tmp_path, ()), [HOST], lambda: now[0])
    with answering_encrypted(greet, served, HOST, 0) as port:
        first = serial_at(port)
        assert serial_at(port) == first
        now[0] += OWN_LASTS_S
        assert serial_at(port) != first


MAKE = """
import sys
from pathlib import Path
from audiobrief.listening.authority import open_authority
sys.stdin.readline()
print(open_authority(Path(sys.argv[1]), ()).fingerprint)
"""


def test_two_desks_that_start_for_the_first_time_have_one_authority(tmp_path: Path) -> None:
    for number in range(3):
        folder = str(tmp_path / str(number))
        desks = [
            subprocess.Popen(
                [sys.executable, "-c", MAKE, folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        for desk in desks:
            assert desk.stdin
            desk.stdin.write("go\n")
            desk.stdin.flush()
        told = [desk.communicate(timeout=60)[0] for desk in desks]
        assert len(set(told)) == 1, told
        assert told[0].strip()


def test_a_port_for_https_without_https_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["listen", str(tmp_path), "--https-port", "0"])
    assert result.exit_code == 2
    assert "--https-port needs --https or --certificate" in result.output
