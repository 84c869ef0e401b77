"""Tests which pages of other sites a preview lets read its files."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from audiobrief.desk.player import PLAYER
from audiobrief.errors import PublishError
from audiobrief.publish import publish_episode
from audiobrief.publish.answering import answering
from audiobrief.publish.embedding import Embeddable, check_origin
from audiobrief.publish.serve import Preview
from audiobrief.publish.settings import PublishSettings
from tests.publish.episodes import make_episode

NEWS = "https://news.example"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf") / "mill"
    folder.mkdir()
    make_episode(folder)
    publish_episode(folder)
    return folder.parent


def headers(address: str, origin: str = "") -> dict[str, str | None]:
    answer = requests.get(address, headers={"Origin": origin} if origin else {}, timeout=30)
    names = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Vary")
    return {name: answer.headers.get(name) for name in names}


def test_a_preview_lets_no_other_site_read_it(root: Path) -> None:
    with answering(Preview(root, PublishSettings())) as host:
        told = headers(f"{host}mill/episode.json", NEWS)
    assert list(told.values()) == [None, "same-origin", "Accept-Encoding"]


def test_sites_that_are_named_may_read_it_and_no_others(root: Path) -> None:
    site = Embeddable(Preview(root, PublishSettings()), ["https://News.example:443/a/page"])
    with answering(site) as host:
        place = f"{host}mill/episode.json"
        assert list(headers(place, NEWS).values()) == [
            NEWS,
            "cross-origin",
            "Accept-Encoding, Origin",
        ]
        for other in (
            "https://news.example.evil.example", "http://news.example", "null", f"{NEWS}:8443", "",
        ):  # fmt: skip
            assert list(headers(place, other).values()) == [
                None,
                "cross-origin",
                "Accept-Encoding, Origin",
            ]
        # nor does it open what nobody may see, or answer under a foreign name
        assert requests.get(f"{host}.audiobrief/x", timeout=30).status_code == 404
        foreign = requests.get(place, headers={"Host": "evil.example"}, timeout=30)
        assert foreign.status_code == 421


def test_a_star_lets_all_sites_read_it(root: Path) -> None:
    with answering(Embeddable(Preview(root, PublishSettings()), ["*"])) as host:
        told = headers(f"{host}mill/episode.json", NEWS)
    assert list(told.values()) == ["*", "cross-origin", "Accept-Encoding"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "news.example",
        "ftp://a.example",
        "http://",
        "http://a:x",
        "https://*.news.example",
        'https://x"y',
        "https://a b.example",
        "https://a..example",
    ],
)
def test_what_is_no_site_is_refused(text: str) -> None:
    with pytest.raises(PublishError, match="is no site whose pages may embed"):
        check_origin(text)


def test_an_origin_is_written_as_browsers_send_it() -> None:
    assert check_origin("http://[2001:db8::1]:3000/x") == "http://[2001:db8::1]:3000"
    assert check_origin("HTTP://LocalHost:80") == "http://localhost"
    assert check_origin("https://zürich.example/x") == "https://xn--zrich-kva.example"
    assert check_origin("https://straße.example") == "https://xn--strae-oqa.example"


def test_the_command_serves_the_component_and_says_how_to_use_it(root: Path) -> None:
    command = (
        sys.executable,
        "-m",
        "audiobrief",
        "serve",
        str(root),
        "-p",
        "0",
        "--embed",
        NEWS,
    )
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            host = process.stdout.readline().strip()
            answer = requests.get(f"{host}{PLAYER}", headers={"Origin": NEWS}, timeout=30)
            assert answer.headers["Access-Control-Allow-Origin"] == NEWS
            assert "audiobrief-player" in answer.text
        finally:
            process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert f'src="{host}{PLAYER}"' in process.stderr.read()
