"""Plants secrets, and searches every file and every stream for them.

The speech server echoes the key that it was sent, as some do in their refusals, and its address
has a password.
"""

from __future__ import annotations

import json
import logging
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from audiobrief import secret_texts
from audiobrief.engines.openai.speech_server import read_message
from audiobrief.engines.tone import ToneEngine
from audiobrief.errors import AudiobriefError, about
from audiobrief.secret_texts import hide, keep_password, keep_secret
from tests.batch.newsroom import write_pages
from tests.engines import loopback
from tests.engines.loopback import Fault, SpeechHandler, SpeechHTTPServer
from tests.torture.running import Run, invoke

KEY = "sk-tidewater-93F1c0ffee-barnacle"
PASSWORD = "herring%2Fmoon-77"
PLAIN = "herring/moon-77"
NAME = "keeperofthelock"
SECRETS = (KEY, PASSWORD, PLAIN, NAME, KEY[:12])


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets of one test are not hidden in the next one."""
    monkeypatch.setattr(secret_texts, "_SECRETS", set())


@pytest.fixture
def server() -> Iterator[SpeechHTTPServer]:
    with loopback.serve(ToneEngine()) as server:
        yield server


def echo(status: int, words: str) -> Fault:
    """Refuse with the headers that were sent, and the key so far to the right that it is cut."""

    def fault(handler: SpeechHandler) -> bool:
        sent = f"{handler.headers}".replace("\n", " ")
        key = (handler.headers["Authorization"] or "").removeprefix("Bearer ")
        message = f"{words} {key} {'x' * (170 - len(words) - len(key))} {key} {sent}"
        handler.answer_json(status, {"error": {"message": message}}, X_Key=key)
        return True

    return fault


def settings_for(server: SpeechHTTPServer, folder: Path) -> Path:
    address = server.url.replace("http://", f"http://{NAME}:{PASSWORD}@")
    config = folder / "audiobrief.toml"
    config.write_text(
        f'voice.engine = "openai"\n[voice.options.openai]\nbase_url = "{address}"\ntries = 1\n'
        'response_format = "pcm"\n[batch]\nretries = 0\nworkers = 1\n[cache]\nspeech = true\n'
    )
    return config


def search(folder: Path, *texts: str, but: Path) -> None:
    """Fail if a secret is in a text, in the name of a file or in its content."""
    for secret in SECRETS:
        for text in texts:
            assert secret not in text, f"{secret} in {text!r}"
        for path in folder.rglob("*"):
            assert secret not in str(path)
            if path.is_file() and path != but:
                assert secret.encode() not in path.read_bytes(), f"{secret} in {path}"


def environment(tmp_path: Path) -> dict[str, str]:
    places = {
        name: str(tmp_path / name.lower())
        for name in ("TMPDIR", "AUDIOBRIEF_CACHE", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
    }
    for place in places.values():
        Path(place).mkdir(exist_ok=True)
    return {**places, "OPENAI_API_KEY": KEY}


def test_a_server_that_echoes_its_key_does_not_publish_it(
    server: SpeechHTTPServer, tmp_path: Path
) -> None:
    pages = write_pages(tmp_path / "pages", 3, words=30)
    config = settings_for(server, tmp_path)
    refusals: list[Fault | None] = [echo(status, "denied:") for status in (400, 401, 500)]
    server.faults = refusals * 40
    env = environment(tmp_path)
    said = []
    for args in (
        (
            "-v",
            "batch",
            tmp_path / "pages",
            "-o",
            tmp_path / "out",
            "--config",
            config,
            "--json",
        ),
        ("-v", "make", pages[0], "-o", tmp_path / "out", "--config", config),
    ):
        code, out, err = Run(*args, env=env, cwd=tmp_path).finish()
        said += [out, err]
        assert code == 1
    said += invoke("report", tmp_path / "out", "--json")[1:]
    assert any("denied" in text for text in said), said
    assert len(server.requests) >= 4
    search(tmp_path, *said, but=config)


def test_no_file_of_an_episode_has_the_password_of_its_server(
    server: SpeechHTTPServer, tmp_path: Path
) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=30)
    config = settings_for(server, tmp_path)
    output = ("-o", tmp_path / "out", "--config", config)
    run = Run("-v", "make", page, *output, env=environment(tmp_path), cwd=tmp_path)
    code, out, err = run.finish()
    assert code == 0, err
    (episode,) = (tmp_path / "out").glob("*/episode.json")
    assert "127.0.0.1" in json.loads(episode.read_bytes())["engine"]
    assert server.requests[0][1]["Authorization"] == f"Bearer {KEY}"
    search(tmp_path, out, err, but=config)


def test_addresses_with_passwords_are_in_no_journal_and_no_message(tmp_path: Path) -> None:
    address = f"https://{NAME}:{PASSWORD}@news.example/a"
    rows = [
        address,
        json.dumps({"url": address}),
        json.dumps({"url": address, "id": "x"}),
        f"https://{NAME}:{PASSWORD}@news.example:99999/feed.xml",
    ]
    source = tmp_path / "list.jsonl"
    source.write_text("\n".join(rows))
    said = [*invoke("batch", source, "-o", tmp_path / "out", "-e", "tone", "--json")[1:]]
    said += invoke("report", tmp_path / "out", "--json")[1:]
    said += invoke("clean", address)[1:]
    said += invoke("make", address, "-o", tmp_path / "out", "-e", "tone")[1:]
    assert any("user name or password" in text for text in said), said
    search(tmp_path, *said, but=source)


def test_a_key_that_is_cut_is_hidden_before_it_is_cut() -> None:
    keep_secret(KEY)
    for spaces in range(150, 210):
        content = json.dumps({"error": {"message": f"{'x' * spaces} {KEY}"}}).encode()
        assert KEY[:6] not in read_message(content)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "percent": lambda key: quote(key, safe=""),
    "percent-of-all": lambda key: "".join(f"%{each:02X}" for each in key.encode()),
    "upper": str.upper,
    "lower": str.lower,
    "hex": lambda key: key.encode().hex(),
    "hex-upper": lambda key: key.encode().hex(":").upper(),
    "json": lambda key: json.dumps(key)[1:-1],
    "json-of-all": lambda key: "".join(f"\\u{ord(each):04x}" for each in key),
    "html": escape,
    "html-of-all": lambda key: "".join(f"&#{ord(each)};" for each in key),
    "base64": lambda key: b64encode(key.encode()).decode(),
    "base64-bearer": lambda key: b64encode(f"Bearer {key}".encode()).decode(),
    "base64-user": lambda key: b64encode(f"mara:{key}".encode()).decode(),
    "base64-inside": lambda key: urlsafe_b64encode(f"key={key}&a=b".encode()).decode(),
    "first-half": lambda key: key[: len(key) // 2],
    "last-half": lambda key: key[-(len(key) // 2) :],
    "half-of-base64": lambda key: b64encode(f"Bearer {key}".encode()).decode()[:34],
}
ODD_KEY = 'sk/tide+water="93F1"&c0ffee<barnacle>~ü'


@pytest.mark.parametrize("key", [KEY, ODD_KEY, "herring/moon-77-and-two"])
@pytest.mark.parametrize("name", SPELLINGS)
def test_a_key_in_another_spelling_is_hidden(key: str, name: str) -> None:
    keep_secret(key)
    echoed = SPELLINGS[name](key)
    said = hide(f"I got {echoed} of you")
    assert said.startswith("I got ")
    assert said.endswith(" of you")
    # what is left of base64 are the characters before and behind the key, and one of a cut end
    assert all(echoed[at : at + 12] not in said for at in range(len(echoed) - 11)), said
    assert len(said) < len("I got … of you") + 20


def test_ordinary_words_of_a_key_stay() -> None:
    for key in ("administrator-99", "mypassword12", "Representative2031", KEY):
        keep_secret(key)
    text = "The administrator's password, a representative of tidewater and his barnacles"
    assert hide(text) == text
    assert hide("ADMINISTRATOR-99, İ MYPASSWORD12") == "…, İ …"


def test_a_long_text_is_filtered_quickly() -> None:
    for number in range(4):
        keep_secret(f"{KEY}-{number}")
    started = time.process_time()
    hide("The harbour board sk-tid met on tidewater day. " * 40_000)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "name", ["percent-of-all", "upper", "hex", "base64-user", "first-half"]
)
def test_a_server_that_echoes_the_key_in_another_spelling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: SpeechHTTPServer, name: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def fault(handler: SpeechHandler) -> bool:
        key = (handler.headers["Authorization"] or "").removeprefix("Bearer ")
        handler.answer_json(401, {"error": {"message": f"not {SPELLINGS[name](key)}"}})
        return True

    server.faults = [fault] * 400
    config = settings_for(server, tmp_path)
    page = write_pages(tmp_path / "pages", 1)
    said = list(invoke("make", *page, "-o", tmp_path / "out", "--config", config)[1:])
    said += invoke("batch", *page, "-o", tmp_path / "out", "--config", config, "--json")[1:]
    assert any("not …" in each or "not bWFy" in each for each in said), said
    echoed = SPELLINGS[name](KEY)
    parts = [echoed[at : at + 20] for at in range(0, len(echoed) - 19, 5)] or [echoed]
    for path in (each for each in (tmp_path / "out").rglob("*") if each.is_file()):
        assert not any(part.encode() in path.read_bytes() for part in parts), path
    assert not any(part in text for part in parts for text in said)


def test_errors_logs_and_their_places_are_filtered() -> None:
    keep_secret(KEY)
    assert keep_password(f"https://{NAME}:{PASSWORD}@a.example/v1") == "https://a.example/v1"
    error = AudiobriefError(f"it said {KEY}", url=f"https://a:b@c.example/{KEY}", path=PLAIN)
    assert str(error) == "it said …"
    assert (error.url, error.path) == ("https://…@c.example/…", "…")
    with (
        pytest.raises(AudiobriefError) as raised,
        about(url=f"https://a:b@c.example/{PASSWORD}"),
    ):
        raise AudiobriefError("no")
    assert raised.value.url == "https://…@c.example/…"


def test_what_only_looks_like_a_password_stays() -> None:
    for text in (
        "see https://blog.example/@mara and mara@blog.example",
        "https://a.example/?mail=mara@b.example",
        "https://a.example/#a@b",
        "a@b.example: https://a.example/",
    ):
        assert hide(text) == text


def test_library_logs_are_filtered(capfd: pytest.CaptureFixture[str]) -> None:
    from audiobrief.cli import console

    keep_secret(KEY)
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        console.set_verbosity(console.VERBOSE)
        logging.getLogger("library").warning("sent %s to https://a:b@c.example/", KEY)
    finally:
        root.handlers[:] = before[0]
        root.setLevel(before[1])
    assert "sent … to https://…@c.example/" in capfd.readouterr().err
