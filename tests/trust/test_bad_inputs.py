"""Tests that odd settings, scripts, pronunciations and lists are refused in a line each.

The damage is in the file, and the command line is what reads it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch_here, kinds
from tests.torture.running import invoke

DEEP = 100_000
SETTINGS = {
    "deep-arrays": "a = " + "[" * DEEP + "]" * DEEP,
    "deep-keys": "voice.options.openai." + ".".join("a" * 5_000) + " = 1",
    "deep-tables": "voice.options.x = " + "{a=" * DEEP,
    "long-number": "fail_below = " + "1" * 5_000,
    "no-utf-8": "\udcff",
    "negative-pause": "script.pauses.title = -900",
    "huge-pause": "script.pauses.sentence = 10000000000",
    "pause-of-text": 'script.pauses.sentence = "long"',
    "no-number": "voice.speed = nan",
    "infinite": "music.bed_lu = inf",
    "negative-size": "fetch.max_bytes = -1",
    "huge-deadline": "fetch.deadline_ms = 99999999999999999999",
    "negative-cache": "cache.limit_mb = -5",
    "negative-rows": "script.table_rows = -1",
    "script-is-5": "script = 5",
    "password-in-url": 'publish.url = "https://desk:tidewater@host.example/"',
}
SCRIPTS = {
    "script-is-5": '{"script": 5}',
    "deep": "[" * DEEP,
    "no-utf-8": '{"script": "\udcff"}',
    "no-blocks": '{"article": {"title": "a", "blocks": []}, "script": {"title": "a", "segments": '
    '[{"role": "body", "written": "A."}]}}',
    "negative-pause": '{"article": {"title": "a", "blocks": [{"kind": "paragraph", "text": "A."}]},'
    ' "script": {"title": "a", "segments": [{"role": "body", "written": "A.", '
    '"pause_after_ms": -5}]}}',
    "no-zone": '{"article": {"title": "a", "published": "2031-03-04T06:00:00", "blocks": [{"kind":'
    ' "paragraph", "text": "A."}]}, "script": {"title": "a", "segments": [{"role": "body", '
    '"written": "A."}]}}',
}
LEXICONS = {
    "deep.toml": "a = " + "[" * DEEP,
    "pattern.toml": '[patterns]\n"' + "(" * 50_000 + '" = "x"',
    "repeat.toml": '[patterns]\n"a{99999999999999}" = "x"',
    "text.pls": "no xml",
    "encoding.pls": '<?xml version="1.0" encoding="no-such"?><lexicon/>',
    "bytes.pls": '<?xml version="1.0" encoding="gb2312"?><lexicon/>',
}


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def refused(*args: str | Path) -> str:
    """Runs a command that must refuse in one line; returns the line."""
    code, out, err = invoke(*args)
    assert code == 1, (out, err)
    assert err.startswith("audiobrief: ")
    assert err.count("\n") == 1, err
    assert len(err) < 2_000
    return err


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write_pages(tmp_path_factory.mktemp("pages"), 1, words=60)
    return path


@pytest.mark.parametrize("name", SETTINGS)
def test_odd_settings_are_refused(name: str, page: Path, tmp_path: Path) -> None:
    config = write(tmp_path / "odd.toml", SETTINGS[name])
    assert "odd.toml" in refused("script", page, "--config", config)


@pytest.mark.parametrize("name", SCRIPTS)
def test_odd_scripts_are_refused(name: str, tmp_path: Path) -> None:
    script = write(tmp_path / "odd.json", SCRIPTS[name])
    assert "odd.json" in refused("make", script, "-o", tmp_path / "out", *TONE)


@pytest.mark.parametrize("name", LEXICONS)
def test_odd_lexicons_are_refused(name: str, page: Path, tmp_path: Path) -> None:
    lexicon = write(tmp_path / name, LEXICONS[name])
    assert name in refused("script", page, "--lexicon", lexicon)


@pytest.mark.parametrize("option", ["--config", "--lexicon", "--rules"])
def test_a_file_without_an_end_is_refused(option: str, page: Path) -> None:
    zeros = Path("/dev/zero")
    if not zeros.exists():
        pytest.skip("no /dev/zero here")
    assert "/dev/zero" in refused("script", page, option, zeros)


@pytest.mark.parametrize(
    "key", ["cover", "music.intro", "music.bed", "lexicons", "rules", "publish.templates"]
)
def test_no_episode_is_made_of_a_file_without_an_end(
    key: str, page: Path, tmp_path: Path
) -> None:
    zeros = Path("/dev/zero")
    if not zeros.exists():
        pytest.skip("no /dev/zero here")
    value = '["/dev/zero"]' if key in {"lexicons", "rules"} else '"/dev/zero"'
    write(tmp_path / "settings.toml", f"{key} = {value}")
    asked = [page, "--config", tmp_path / "settings.toml", "-o", tmp_path / "out"]
    ran = subprocess.run(
        [sys.executable, "-m", "audiobrief", "make", *map(str, asked)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    assert ran.stderr.startswith("audiobrief: ")
    assert "/dev/zero" in ran.stderr


# ------------------------------------------------------------------------- lists

BAD_LINES = {
    # a line of a list in JSON -> what the report says of it
    '"just text"': "is no JSON object, but text",
    "[1, 2]": "is no JSON object, but a list",
    '{"url": "https://a.example/", ': "is not a JSON object",
    "quay opens today": "is neither a JSON object nor a source that exists",
    '{"path": "a\\u0000b.html"}': "",
    "http://[bad/": "http://[bad/",
    '{"url": "http://[bad/"}': "is no address",
    '{"id": 5}': 'has neither "url" nor "body"',
    '{"body": 5, "id": "x"}': "body must be text",
    '{"path": "simplecache::http://127.0.0.1:9/a.html"}': "a list may not name",
    "simplecache::http://127.0.0.1:9/a.html": "a list may not name",
    "sftp://127.0.0.1/a.html": "a list may not name",
    "reference::/etc/hostname": "",
    '{"path": "https://a.example/"}': 'give the address as "url"',
    '{"path": "HTTP://127.0.0.1:9/"}': 'give the address as "url"',
    "a\x00b.html": "",
    "no-such-file.opml": "is neither a JSON object nor a source that exists",
    "empty.opml": "is empty",
    "broken.opml": "",
    "odd.xml": "",
    "[" * 90_000: "",
}


def test_one_bad_line_ends_nothing(tmp_path: Path) -> None:
    first, last = write_pages(tmp_path, 2, words=40)
    (tmp_path / "empty.opml").write_text("")
    (tmp_path / "broken.opml").write_text("<opml><body><outline xmlUrl='http://[bad/'/>")
    (tmp_path / "odd.xml").write_text("<rss><channel><item><link>http://[bad/</link></item>")
    lines = [first.name, *BAD_LINES, json.dumps({"path": last.name})]
    (tmp_path / "list.jsonl").write_text("\n".join(lines), encoding="utf-8")
    events = batch_here(tmp_path / "list.jsonl", "-o", tmp_path / "out", code=3)
    found = kinds(events)
    assert found["made"] == 2, events
    assert found["failed"] >= len(BAD_LINES) - 1
    said = [event for event in events if event["event"] == "failed"]
    for words in filter(None, BAD_LINES.values()):
        assert any(words in event["message"] for event in said), (words, said)
    assert all("Error:" not in event["message"] for event in said), said


def test_an_address_in_capitals_is_an_address(tmp_path: Path) -> None:
    """Nothing but the guard of addresses answers: no file is looked for, and no storage."""
    for address in ("HTTP://127.0.0.1:9/a", "HTTPS://127.0.0.1:9/a", "hTTp://127.0.0.1:9/a"):
        assert "port 9" in refused("clean", address)
        (tmp_path / "list.txt").write_text(address)
        (event,) = batch_here(tmp_path / "list.txt", "-o", tmp_path / "out", code=1)
        assert "port 9" in event["message"]


def test_storage_never_fetches_over_http(tmp_path: Path) -> None:
    for name in ("simplecache::http://127.0.0.1:9/a.html", "filecache::local:///etc/hostname"):
        (event,) = batch_here(name, "-o", tmp_path / "out", code=1)
        assert "are refused" in event["message"]
