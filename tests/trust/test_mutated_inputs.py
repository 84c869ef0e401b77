"""Mutates good inputs at random, by a fixed seed, and reads them through the command line.

Each must be read, or refused in one line. The mutations are those that find what readers take for
granted: flipped bits, cut and repeated parts, other values, and depth.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiobrief.errors import ReadingListError
from audiobrief.reading_lists.exports import read_list_export
from tests.batch.newsroom import write_article, write_pages
from tests.batch.running import TONE
from tests.torture.running import invoke

ROUNDS = 24
TOKENS = (
    b"\0", b"\xff\xfe", b"{" * 3_000, b"[" * 3_000, b"<a>" * 3_000, b"-1", b"1e999", b"null", b'"', b"'",
    b"\\ud800", "\u202e".encode(), b"0001-01-01T00:00:00+14:00", b"http://[bad/", b"\r\n", b"]]>", b"<!--",
    b"&#0;", b"9" * 400, b"true", b"simplecache::", b"../../", b"nan",
)  # fmt: skip
SETTINGS = b"""
lexicons = []
fail_below = 0.1
[script]
quotes = "voice"
[script.pauses]
title = 900
[voice]
engine = "tone"
speed = 1.1
[voice.options.openai]
base_url = "https://a.example/v1"
[profiles."a.example".voice]
narrator = "low"
[commands.batch]
limit = 3
"""
LEXICON = b"""
Kyiv = "KEE-eve"
Saltmere = { ipa = "s\xc9\x94ltm\xc9\xaa\xc9\x99" }
[patterns]
"No (\\\\d)" = "number \\\\1"
"""
PLS = (
    b'<?xml version="1.0"?><lexicon version="1.0" alphabet="ipa" xmlns='
    b'"http://www.w3.org/2005/01/pronunciation-lexicon"><lexeme><grapheme>quay</grapheme>'
    b"<phoneme>ki\xcb\x90</phoneme></lexeme></lexicon>"
)
RULES = b'[quay]\nhost = "*.a.example"\nbody = "article p"\ndrop = [".advert", "nav > ul"]\n'
MAIL = (
    b"From: Mara Vint <mara@a.example>\r\nSubject: =?utf-8?q?The_quay?=\r\nDate: Tue, 4 Mar 2031 "
    b"06:00:00 +0000\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: "
    b"text/plain\r\n\r\nThe quay of Saltmere opened on Tuesday, and all who came were glad of it.\r\n"
    b"--b--\r\n"
)
FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Post</title><item><title>Quay</title><link>http://127.0.0.1:9/a</link><guid>1</guid>
<pubDate>Tue, 04 Mar 2031 06:00:00 GMT</pubDate><content:encoded><![CDATA[<p>It is open.</p>]]>
</content:encoded></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Quay</title><id>1</id>
<updated>2031-03-04T06:00:00Z</updated><link href="http://127.0.0.1:9/a"/><author><name>A</name></author>
</entry></feed>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://127.0.0.1:9/a</loc>
<lastmod>2031-03-04</lastmod></url></urlset>"""
OPML = b'<opml version="2.0"><body><outline xmlUrl="http://127.0.0.1:9/f.xml"/></body></opml>'
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Post",
    "items": [{"id": "1", "url": "http://127.0.0.1:9/a", "title": "Quay", "content_text": "Open.",
               "date_published": "2031-03-04T06:00:00Z", "authors": [{"name": "A"}], "tags": ["x"]}],
}).encode()  # fmt: skip
DATA = json.dumps({
    "id": "t-1", "headline": "Quay", "body": "<p>The quay of Saltmere is open again.</p>",
    "authors": [{"name": "Ada Lind", "role": "pilot"}], "published": "2031-03-04T06:00:00Z",
    "tags": ["a"], "status": "published", "language": "en",
}).encode()  # fmt: skip


def mutated(good: bytes, chance: random.Random) -> bytes:
    content = bytearray(good)
    for _ in range(chance.randint(1, 3)):
        at, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        what = chance.randrange(5)
        if what == 0 and content:
            content[min(at, len(content) - 1)] ^= 1 << chance.randrange(8)
        elif what == 1:
            del content[at:end]
        elif what == 2:
            content[at:at] = content[at:end] * chance.choice((2, 30))
        elif what == 3:
            content[at:at] = chance.choice(TOKENS)
        else:
            content[at:end] = chance.choice(TOKENS)
    return bytes(content)


def read_in_turn(
    good: bytes, name: str, folder: Path, read: Callable[[Path], tuple[int, str, str]]
) -> Iterator[int]:
    """The exit codes of a command for mutations of an input, each of which says one line at most
    if it is refused."""
    chance = random.Random(name)
    for number in range(ROUNDS):
        path = folder / f"{number:02d}-{name}"
        path.write_bytes(mutated(good, chance))
        code, _, err = read(path)
        assert code in {0, 1}, (name, number, err)
        assert "Traceback" not in err
        if code:
            assert err.startswith("audiobrief: "), (name, number, err)
            assert err.count("\n") == 1, (name, number, err)
            assert len(err) < 3_000, (name, number)
        yield code


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = write_pages(tmp_path_factory.mktemp("page"), 1, words=30)
    return path


READERS: dict[str, tuple[bytes, Callable[[Path, Path], tuple[str | Path, ...]]]] = {
    "settings.toml": (SETTINGS, lambda page, path: ("script", page, "--config", path)),
    "lexicon.toml": (LEXICON, lambda page, path: ("script", page, "--lexicon", path)),
    "lexicon.pls": (PLS, lambda page, path: ("script", page, "--lexicon", path)),
    "rules.toml": (RULES, lambda page, path: ("clean", page, "--rules", path)),
    "data.json": (DATA, lambda _, path: ("script", path)),
    "mail.eml": (MAIL, lambda _, path: ("clean", path, "--json")),
    "page.html": (
        write_article(random.Random(3), 30).encode(),
        lambda _, path: ("clean", path, "--json"),
    ),
}


@pytest.mark.parametrize("name", READERS)
def test_a_mutated_file_is_read_or_refused(name: str, page: Path, tmp_path: Path) -> None:
    good, call = READERS[name]
    codes = [*read_in_turn(good, name, tmp_path, lambda path: invoke(*call(page, path)))]
    assert len(codes) == ROUNDS


def test_a_mutated_script_is_read_or_refused(page: Path, tmp_path: Path) -> None:
    code, out, err = invoke("script", page, "--json")
    assert code == 0, err
    read_all = [
        *read_in_turn(out.encode(), "script.json", tmp_path, lambda p: invoke("script", p))
    ]
    assert 1 in read_all


CSV = b"URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,Quay,,Unread,1700000000\n"
POCKET = (
    b"<html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li>"
    b'<a href="https://a.example/1" time_added="1700000000">Quay</a></li></ul></body></html>'
)


def omnivore() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        row = {"id": "1", "slug": "quay", "title": "Quay", "url": "https://a.example/1"}
        archive.writestr("metadata_0_to_1.json", json.dumps([row]))
        archive.writestr("content/quay.html", "<p>The quay is open.</p>" * 40)
    return content.getvalue()


@pytest.mark.parametrize("name", ["export.zip", "export.csv", "export.html"])
def test_a_mutated_export_is_read_or_refused(name: str, tmp_path: Path) -> None:
    good = {"export.zip": omnivore(), "export.csv": CSV, "export.html": POCKET}[name]
    chance = random.Random(name)
    for _ in range(ROUNDS * 10):
        (tmp_path / name).write_bytes(mutated(good, chance))
        with contextlib.suppress(ReadingListError, OSError):
            read_list_export(tmp_path / name)


def test_mutated_lists_end_no_run(page: Path, tmp_path: Path) -> None:
    """All of them are given to one batch, after whose end the good page is made."""
    lines = b"\n".join([DATA, b'{"url": "http://127.0.0.1:9/b"}', b"http://127.0.0.1:9/c"])
    good = {
        "feed.xml": FEED, "atom.xml": ATOM, "sitemap.xml": SITEMAP, "list.opml": OPML,
        "feed.json.xml": JSON_FEED, "list.jsonl": lines, "list.txt": b"http://127.0.0.1:9/d\n# a",
    }  # fmt: skip
    paths = []
    for name, content in good.items():
        chance = random.Random(name)
        for number in range(ROUNDS // 3):
            path = tmp_path / f"{number:02d}-{name}"
            path.write_bytes(mutated(content, chance))
            paths.append(path)
    args: tuple[str | Path, ...] = (
        *paths,
        page,
        "-o",
        tmp_path / "out",
        *TONE,
        "--retries",
        "0",
        "-j",
        "1",
        "--json",
    )
    code, out, err = invoke("batch", *args)
    assert code == 3, err
    assert "Traceback" not in err
    events = [json.loads(line) for line in out.splitlines()]
    assert any(event["event"] == "made" and event["id"] == str(page) for event in events)
    assert not [each for each in events if each.get("reason") == "fault in audiobrief"], events
