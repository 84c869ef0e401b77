"""Tests `audiobrief listen` over https, and behind a proxy on the same machine."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shlex
import signal
import socket
import ssl
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import feedparser
import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from audiobrief.listening import reaching as reaching_module
from audiobrief.listening.authority import FILE, issue, open_authority
from audiobrief.listening.doors import Keys, open_keys
from audiobrief.listening.reaching import Addresses, Reaching, reached
from audiobrief.publish import publish_episode
from audiobrief.publish.encrypting import answering_encrypted, read_certificate
from audiobrief.publish.forwarded import Forwarded
from audiobrief.publish.serve import Preview
from audiobrief.publish.settings import PublishSettings
from audiobrief.system.network_names import find_local_name
from tests.listening.desks import listener_settings
from tests.listening.test_listen import QUICK, listening
from tests.publish.shelves import make_shelf
from tests.torture.running import invoke

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

NAME = "desk.tail1234.ts.example"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 2)
    for number in range(2):
        publish_episode(root / f"episode-{number}")
    (root / "episode-0" / "long.wav").write_bytes(bytes(range(256)) * 20_000)
    return root


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "audiobrief" / "authority"


@contextlib.contextmanager
def desk_reached(root: Path, **how: object) -> Iterator[tuple[Addresses, Keys]]:
    keys = open_keys(root)
    reaching = Reaching("127.0.0.1", 0, **how)  # type: ignore[arg-type]
    with reached(root, listener_settings(), keys, reaching) as addresses:
        yield addresses, keys


@pytest.fixture
def secure(shelf: Path, data: Path, tmp_path: Path) -> Iterator[tuple[Addresses, Keys, str]]:
    """A desk over https, and the file of the authority that its phone trusts."""
    del data
    with desk_reached(shelf, https_port=0) as (addresses, keys):
        own = addresses.own + keys.token
        der = requests.get(f"{own}/authority.crt", timeout=10)
        assert der.headers["Content-Type"] == "application/x-x509-ca-cert"
        trusted = tmp_path / "trusted.pem"
        certificate = x509.load_der_x509_certificate(der.content)
        trusted.write_bytes(certificate.public_bytes(Encoding.PEM))
        yield addresses, keys, str(trusted)


def test_who_trusts_the_authority_has_everything_over_https(
    secure: tuple[Addresses, Keys, str],
) -> None:
    addresses, keys, trusted = secure
    assert addresses.https
    for host in ("127.0.0.1", "localhost"):
        home = f"https://{host}:{urlsplit(addresses.https.address).port}/{keys.token}/"
        feed = feedparser.parse(
            requests.get(f"{home}feed.xml", verify=trusted, timeout=10).content
        )
        sound = feed.entries[0].enclosures[0].href
        assert sound.startswith(home)
        part = requests.get(sound, headers={"Range": "bytes=5-9"}, verify=trusted, timeout=10)
        assert (part.status_code, len(part.content)) == (206, 5)
        page = requests.get(f"{home}add", verify=trusted, timeout=10).text
        assert f"https%3A//{host}" in page or f"https://{host}" in page
    whole = bytes(range(256)) * 20_000
    assert (
        requests.get(f"{home}episode-0/long.wav", verify=trusted, timeout=60).content == whole
    )
    added = requests.post(
        f"{addresses.https.address}{keys.adding}/add",
        data={"text": "The mill https://news.example/mill"},
        headers={"Accept": "application/json"},
        verify=trusted,
        timeout=10,
    )
    assert added.json()["is_added"]
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(home, timeout=10)


def test_what_a_client_says_of_a_proxy_is_not_believed_over_https(
    secure: tuple[Addresses, Keys, str],
) -> None:
    addresses, keys, trusted = secure
    assert addresses.https
    said = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}
    home = f"{addresses.https.address}{keys.token}/"
    feed = requests.get(f"{home}feed.xml", headers=said, verify=trusted, timeout=10)
    assert home in feed.text
    assert "evil" not in feed.text
    rebound = {"Host": "evil.example"}
    answer = requests.get(home, headers=rebound, verify=trusted, timeout=10)
    assert answer.status_code == 421


def test_the_page_for_phones_tells_what_to_trust_and_where_to_add(
    secure: tuple[Addresses, Keys, str],
) -> None:
    addresses, keys, _ = secure
    assert addresses.https
    page = requests.get(f"{addresses.own}{keys.token}/phone", timeout=10).text
    assert addresses.https.fingerprint in page
    assert f"{addresses.https.address}{keys.token}/" in page
    assert f'value="{addresses.own}{keys.adding}/add"' in page
    assert page.count("<svg") == 2
    # who may only add is not told how to see everything
    closed = requests.get(f"{addresses.own}{keys.adding}/phone", timeout=10)
    assert closed.status_code == 404
    assert requests.get(f"{addresses.own}phone", timeout=10).status_code == 403


def test_a_machine_with_a_public_address_is_asked_by_its_local_name(
    shelf: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del data
    monkeypatch.setattr(reaching_module, "_host_of", lambda _: "8.8.8.8")
    with desk_reached(shelf, https_port=0) as (addresses, _):
        assert addresses.https
        assert urlsplit(addresses.https.address).hostname == find_local_name()


def test_without_https_there_is_nothing_to_trust(shelf: Path) -> None:
    with desk_reached(shelf) as (addresses, keys):
        page = requests.get(f"{addresses.own}{keys.token}/phone", timeout=10).text
        # typed as it stands, it opens this library and no other
        told = [
            unescape(re.sub("<.*?>", "", each))
            for each in re.findall(r"<code>(.*?)</code>", page)
        ]
        typed = next(shlex.split(each) for each in told if "--https" in each)
        assert typed == ["audiobrief", "listen", str(shelf), "--https"]
        assert "pip install 'audiobrief[listen]'" in told
        assert "authority.crt" not in page
        crt = requests.get(f"{addresses.own}{keys.token}/authority.crt", timeout=10)
        assert crt.status_code == 404


@pytest.fixture
def pem(tmp_path: Path) -> Path:
    """A certificate for loopback, and its key."""
    path = tmp_path / "desk.pem"
    certificate, key = issue(open_authority(tmp_path, ()), ["127.0.0.1"])
    path.write_bytes(key + certificate)
    return path


def test_slow_clients_and_strangers_hold_nobody_up(
    shelf: Path, pem: Path, tmp_path: Path
) -> None:
    authority = open_authority(tmp_path, ())
    trusted = ssl.create_default_context(
        cadata=authority.certificate.public_bytes(Encoding.PEM).decode()
    )
    preview, context = Preview(shelf, PublishSettings()), read_certificate(pem, None)
    with (
        answering_encrypted(preview, lambda: context, "127.0.0.1", 0, idle_seconds=5) as port,
        contextlib.ExitStack() as clients,
    ):
        place = ("127.0.0.1", port)
        silent = [clients.enter_context(socket.create_connection(place)) for _ in range(30)]
        plain = clients.enter_context(socket.create_connection(place))
        plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        greedy = []
        for _ in range(8):
            bare = clients.enter_context(socket.create_connection(place))
            client = clients.enter_context(
                trusted.wrap_socket(bare, server_hostname="127.0.0.1")
            )
            client.sendall(b"GET /episode-0/long.wav HTTP/1.1\r\nHost: localhost\r\n\r\n")
            greedy.append(client)
        begun = time.monotonic()
        bare = clients.enter_context(socket.create_connection(place))
        quick = clients.enter_context(trusted.wrap_socket(bare, server_hostname="127.0.0.1"))
        quick.settimeout(30)
        quick.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b" 200 OK" in quick.recv(100)
        assert time.monotonic() - begun < 20
        plain.settimeout(10)
        with contextlib.suppress(ConnectionResetError):
            assert b"200" not in plain.recv(1000)
        # an idle connection is ended from the server's side
        bare = clients.enter_context(socket.create_connection(place))
        idle = clients.enter_context(trusted.wrap_socket(bare, server_hostname="127.0.0.1"))
        idle.settimeout(30)
        assert idle.recv(10) == b""
        assert silent


def _wait_until_full(client: socket.socket) -> None:
    """Wait until nothing more comes, since no buffer on the way has room for it."""
    sizes = [-1, 0]
    while not sizes[-1] or sizes[-1] != sizes[-2]:
        time.sleep(0.3)
        (size,) = struct.unpack("i", fcntl.ioctl(client, termios.FIONREAD, bytes(4)))
        sizes.append(size)


def test_a_client_that_reads_nothing_does_not_hold_up_the_end(pem: Path) -> None:
    def answer(_: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        # more than both systems take into their buffers
        start("200 OK", [("Content-Length", "50000000")])
        return [bytes(1_000_000)] * 50

    strange, context = ssl.create_default_context(), read_certificate(pem, None)
    strange.check_hostname, strange.verify_mode = False, ssl.CERT_NONE
    with contextlib.ExitStack() as clients:
        with answering_encrypted(answer, lambda: context, "127.0.0.1", 0) as port:
            bare = clients.enter_context(socket.create_connection(("127.0.0.1", port)))
            greedy = clients.enter_context(strange.wrap_socket(bare))
            greedy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _wait_until_full(greedy)
            begun = time.monotonic()
        assert time.monotonic() - begun < 10


WITH_FEW_FILES = """
import os, resource, sys
from pathlib import Path
from audiobrief.errors import PublishError
from audiobrief.publish.encrypting import answering_encrypted, read_certificate

def answer():
    with answering_encrypted(lambda environ, start: [], lambda: context, "127.0.0.1", 0) as port:
        return port

context = read_certificate(Path(sys.argv[1]), None)
answer()  # imports what it needs
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
for spare in range(12):
    held = []
    try:
        while True:
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        pass
    for file in held[:spare]:
        os.close(file)
    try:
        said = answer() and "answers"
    except PublishError as error:
        said = str(error)
    for file in held[spare:]:
        os.close(file)
    print(said)
"""


def test_with_too_few_files_it_says_so_at_once(pem: Path) -> None:
    """However few are left: also where the first of its two servers just had enough."""
    run = subprocess.run(
        [sys.executable, "-c", WITH_FEW_FILES, str(pem)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    said = run.stdout.splitlines()
    assert (len(said), said[-1]) == (12, "answers")
    refused = [line for line in said if line != "answers"]
    assert any("https" in line for line in refused)
    for line in refused:
        assert "too many open files; raise the number of files that a process may" in line


# ------------------------------------------------------------------- as a program


def test_the_command_answers_https_with_an_authority_of_its_own(
    tmp_path: Path, data: Path
) -> None:
    root = tmp_path / "out"
    with listening(root, "--https", "--https-port", "0") as desk:
        assert desk.home.startswith("http://127.0.0.1:")
        page = requests.get(f"{desk.home}phone", timeout=10).text
        found = re.search(r'"(https://127\.0\.0\.1:\d+/[^"]+/)"', page)
        assert found
        pem = (data / FILE).read_text()
        trusted = tmp_path / "trusted.pem"
        trusted.write_text(pem[pem.index("-----BEGIN CERT") :])
        assert requests.get(found[1], verify=str(trusted), timeout=10).status_code == 200
        code, err = desk.end(signal.SIGINT)
    assert (code, "Traceback" in err) == (0, False), err
    assert f"or: {found[1]}, once your phone trusts it: {desk.home}phone" in err
    assert desk.run.survivors() == []


def test_the_command_takes_a_certificate_and_says_what_is_wrong_with_it(
    tmp_path: Path, data: Path
) -> None:
    authority = open_authority(tmp_path, ())
    certificate, key = issue(authority, ["desk.local"])
    crt, pem = tmp_path / "desk.crt", tmp_path / "desk.key"
    crt.write_bytes(certificate)
    pem.write_bytes(key)
    root = tmp_path / "out"
    given = ("--certificate", crt, "--key", pem, "--name", "desk.local", "--https-port", "0")
    with listening(root, *given) as desk:
        assert re.fullmatch(r"https://desk\.local:\d+/[\w-]+/", desk.home)
        assert desk.end(signal.SIGTERM)[0] == 0
    assert not (data / FILE).exists(), "no authority is made where none is needed"
    pipe = tmp_path / "pipe.pem"
    os.mkfifo(pipe)
    for args, status, said in (
        (("--certificate", pipe, "--name", "desk"), 1, "is no regular file"),
        (("--certificate", crt, "--key", pipe, "--name", "desk"), 1, "is no regular file"),
        (("--certificate", crt), 2, "--certificate needs --name"),
        (("--key", pem), 2, "--key needs --certificate"),
        (("--certificate", crt, "--name", "desk"), 1, "give the pair"),
        (
            ("--certificate", crt, "--key", tmp_path / "no.pem", "--name", "desk"),
            1,
            "cannot read",
        ),
    ):
        code, _, err = invoke("listen", root, *QUICK, *args)
        assert (code, said in err) == (status, True), err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, _, err = invoke("listen", root, *QUICK, "--https", "--https-port", str(port))
        assert (code, "choose another with --https-port" in err) == (1, True), err


@pytest.mark.parametrize(
    ("name", "said"),
    [("desk.local", ""), ("192.168.1.20", ""), ("other.local", "Hostname mismatch"),
     ("192.168.1.21", "IP address mismatch")],
)  # fmt: skip
def test_a_certificate_for_another_name_is_told(
    name: str, said: str, shelf: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    certificate, key = issue(open_authority(tmp_path, ()), ["desk.local", "192.168.1.20"])
    pem = tmp_path / "desk.pem"
    pem.write_bytes(key + certificate)
    with desk_reached(shelf, https_port=0, certificate=pem, names=(name,)):
        pass
    assert said in caplog.text
    assert ("give a certificate for that name" in caplog.text) is bool(said)


@pytest.mark.parametrize(
    "name", ["https://desk.example/", "desk.example:443", "", "desk\n.example", "*.example"]
)
def test_a_name_that_is_none_is_refused_with_what_to_give(name: str, tmp_path: Path) -> None:
    code, _, err = invoke("listen", tmp_path / "out", *QUICK, "--name", name)
    assert (code, "is no name of a host; give that alone" in " ".join(err.split())) == (2, True)


# -------------------------------------------------------------------- behind a proxy


def test_a_proxy_on_this_machine_is_believed_its_name_and_scheme(shelf: Path) -> None:
    with desk_reached(shelf, names=(NAME,)) as (addresses, keys):
        assert addresses.outside == f"https://{NAME}/"
        own = f"{addresses.own}{keys.token}/"

        def base(**said: str) -> str:
            headers = {name.replace("_", "-"): value for name, value in said.items()}
            feed = feedparser.parse(
                requests.get(f"{own}feed.xml", headers=headers, timeout=10).content
            )
            return str(feed.entries[0].enclosures[0].href).partition(keys.token)[0]

        secure = f"https://{NAME}/"
        # Tailscale and Caddy keep the host that was asked for; nginx and Apache say it in a header
        assert base(Host=NAME, X_Forwarded_Proto="https") == secure
        assert base(X_Forwarded_Host=NAME, X_Forwarded_Proto="https") == secure
        assert (
            base(X_Forwarded_Host=f"evil.example, {NAME}", X_Forwarded_Proto="https") == secure
        )
        # what nobody named is not believed
        assert base(X_Forwarded_Host="evil.example") == addresses.own
        assert base(X_Forwarded_Host=f"{NAME}/evil") == addresses.own
        assert base(X_Forwarded_Host=f"a@{NAME}") == addresses.own
        assert base(X_Forwarded_Proto="gopher") == addresses.own
        # DNS rebinding from a browser on this machine
        rebound = {"Host": "evil.example", "X-Forwarded-Host": NAME}
        assert requests.get(own, headers=rebound, timeout=10).status_code == 421
        page = requests.get(f"{own}phone", timeout=10).text
        assert f"{secure}{keys.token}/" in page
    with desk_reached(shelf) as (addresses, keys):
        headers = {"X-Forwarded-Host": NAME, "X-Forwarded-Proto": "https"}
        feed = requests.get(
            f"{addresses.own}{keys.token}/feed.xml", headers=headers, timeout=10
        )
        assert NAME not in feed.text
        assert "https://127" not in feed.text


def test_a_name_outside_ascii_is_known_as_clients_ask_for_it(shelf: Path) -> None:
    with desk_reached(shelf, names=("bücher.example",)) as (addresses, keys):
        own = f"{addresses.own}{keys.token}/"
        asked = {"Host": "xn--bcher-kva.example", "X-Forwarded-Proto": "https"}
        feed = requests.get(f"{own}feed.xml", headers=asked, timeout=10)
        assert "https://xn--bcher-kva.example/" in feed.text
        said = {"X-Forwarded-Host": "xn--bcher-kva.example", "X-Forwarded-Proto": "https"}
        feed = requests.get(f"{own}feed.xml", headers=said, timeout=10)
        assert "https://xn--bcher-kva.example/" in feed.text


def test_only_a_proxy_on_this_machine_is_believed(shelf: Path) -> None:
    seen: list[tuple[str, str]] = []

    def ask(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        seen.append((environ["wsgi.url_scheme"], environ["HTTP_HOST"]))
        start("200 OK", [])
        return [b""]

    forwarded = Forwarded(ask, {"desk"}, [NAME])
    for client in ("127.0.0.1", "192.168.1.9", "::1", "unix"):
        environ = {
            "REMOTE_ADDR": client, "HTTP_HOST": "desk:8765", "wsgi.url_scheme": "http",
            "HTTP_X_FORWARDED_HOST": NAME, "HTTP_X_FORWARDED_PROTO": "https",
        }  # fmt: skip
        forwarded(environ, lambda *_: None)  # type: ignore[arg-type]
        assert not [name for name in environ if "FORWARDED" in name]
    own, foreign = ("https", NAME), ("http", "desk:8765")
    assert seen == [own, foreign, own, foreign]
