"""Tests files and stdin: what is read, and how the rest is refused."""

import contextlib
import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.errors import PageError, PageNotFound, PageRefused, PageUnreadable
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.compression import decompress
from audiobrief.fetch.local import open_page
from audiobrief.model import PageKind

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = "<!doctype html><title>Ferry back</title><p>The ferry to Øsund ran again — late.</p>"
TEXT = "Ferry back\n\nThe ferry to Øsund ran again.\n"
MAIL = (
    "From: Ada <ada@example.org>\r\nSubject: Ferry =?utf-8?q?=C3=98sund?=\r\n"
    "Date: Tue, 03 Mar 2026 08:15:00 +0100\r\nMIME-Version: 1.0\r\n"
)
SMALL = FetchSettings(max_bytes=100_000)


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", HTML, PageKind.HTML), ("a.HTM", HTML, PageKind.HTML),
        ("a.xhtml", HTML, PageKind.HTML), ("a.txt", TEXT, PageKind.TEXT),
        ("a.md", "# Ferry\n\nBack.", PageKind.MARKDOWN),
        ("a", HTML, PageKind.HTML), ("a", "<!-- x --> \n<div>Ferry</div>", PageKind.HTML),
        ("a", TEXT, PageKind.TEXT), ("a.php", HTML, PageKind.HTML),
        ("a", "Ferry <p>back</p>", PageKind.HTML),
        ("source.txt", HTML, PageKind.HTML), ("a.txt", "If a < b then <p>", PageKind.TEXT),
        ("a.html", "Ferry, without a tag", PageKind.HTML),
    ],
)  # fmt: skip
def test_a_file_is_known_by_suffix_or_content(
    tmp_path: Path, name: str, content: str, kind: PageKind
) -> None:
    path = write(tmp_path, name, content.encode())
    page = read_page(path)
    assert (page.kind, page.text, page.name) == (kind, content, str(path))


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [(".gz", gzip.compress), (".br", brotli.compress), (".zst", zstd.compress)],
)
def test_compressed_files_are_opened(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    for inner, content, kind in [
        (".html", HTML, PageKind.HTML), (".txt", TEXT, PageKind.TEXT), ("", HTML, PageKind.HTML),
        (".eml", MAIL + "Content-Type: text/html\r\n\r\n<p>Back</p>", PageKind.HTML),
    ]:  # fmt: skip
        path = write(tmp_path, f"a{inner}{suffix}", compress(content.encode()))
        assert read_page(path).kind is kind


def test_compression_is_seen_where_the_suffix_does_not_say_it(tmp_path: Path) -> None:
    for name, content in [
        ("a.html", gzip.compress(HTML.encode())), ("a", zstd.compress(HTML.encode())),
        ("members.html.gz", gzip.compress(HTML[:20].encode()) + gzip.compress(HTML[20:].encode())),
        ("plain.html.gz", HTML.encode()), ("plain.html.br", HTML.encode()),
    ]:  # fmt: skip
        assert read_page(write(tmp_path, name, content)).text == HTML


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [(".gz", gzip.compress), (".br", brotli.compress), (".zst", zstd.compress)],
)
def test_a_bomb_is_refused(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    bomb = compress(b"<p>" + b"a" * 30_000_000)
    assert len(bomb) < 60_000
    with pytest.raises(PageRefused, match="more than"):
        read_page(write(tmp_path, f"a.html{suffix}", bomb))


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [(".gz", gzip.compress), (".br", brotli.compress), (".zst", zstd.compress)],
)
def test_damaged_data_is_named_and_never_cut(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    whole = compress(os.urandom(3_000).hex().encode())
    with pytest.raises(PageUnreadable, match="ends too early"):
        read_page(write(tmp_path, f"a.html{suffix}", whole[:-20]))
    broken = whole[:12] + bytes([b ^ 0xFF for b in whole[12:40]]) + whole[40:]
    with pytest.raises(PageUnreadable, match="damaged"):
        read_page(write(tmp_path, f"a.html{suffix}", broken))


def bare_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress,
    "deflate": zlib.compress, "bare deflate": bare_deflate,
}  # fmt: skip


@given(
    st.binary(max_size=3_000),
    st.sampled_from(sorted(CODERS)),
    st.integers(1, 700),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_every_coding_comes_back_in_any_pieces(
    data: bytes, coder: str, step: int, twice: bool
) -> None:
    packed = CODERS[coder](data)
    codings = [coder.removeprefix("bare ")]
    if twice:
        packed, codings = gzip.compress(packed), [*codings, "gzip"]
    chunks = [packed[i : i + step] for i in range(0, len(packed), step)]
    assert decompress(chunks, codings, max_bytes=10_000, name="x") == data


@given(st.binary(max_size=300), st.sampled_from(["gzip", "br", "zstd", "deflate"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_decompress_or_are_refused(data: bytes, coding: str) -> None:
    with contextlib.suppress(PageError):
        assert len(decompress([data], [coding], max_bytes=10_000, name="x")) <= 10_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b" \n\t ", "empty"), (b"\xef\xbb\xbf", "empty"), (b"\x00" * 50, "binary"),
        (b"%PDF-1.7\n", "a PDF"), (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG"),
        (bytes(range(256)) * 4, "binary"), (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x7fELF\x02\x01\x01" + bytes(99), "program"), (b"ID3\x03\x00\x00", "audio"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_what_is_no_text_is_unreadable(
    tmp_path: Path, content: bytes, said: str, name: str
) -> None:
    with pytest.raises(PageUnreadable, match=said) as caught:
        read_page(write(tmp_path, name, content))
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sources: list[str | Path] = [tmp_path / "none.html", tmp_path / "file" / "a.html", ""]
    for missing in [*sources, "example.org/ferry"]:
        with pytest.raises(PageNotFound) as caught:
            read_page(missing)
        assert "\n" not in str(caught.value)
    assert "https://example.org/ferry" in str(caught.value)
    with pytest.raises(PageNotFound, match=r"no file ferry\.html; check the spelling"):
        read_page("ferry.html")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("story.url", b"[InternetShortcut]\r\nURL=https://example.org/ferry\r\n", "a shortcut"),
        ("ferries.txt", b"https://example.org/1\nhttps://example.org/2\n", "but addresses"),
    ],
)
def test_what_only_leads_to_pages_is_not_read_aloud(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(PageRefused, match=said):
        read_page(path)
    path = write(
        tmp_path, "noted.txt", content + b"The ferry is back, and these are its times."
    )
    assert "The ferry is back" in read_page(path).text


def test_odd_sources_are_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="is a folder"):
        read_page(tmp_path)
    with pytest.raises(PageUnreadable):
        read_page("nul\0byte.html")
    with pytest.raises(PageNotFound, match=r"a\\n\\x1b\[31m\.html"):
        read_page("a\n\x1b[31m.html")
    with pytest.raises(PageRefused, match="give the file's path"):
        read_page(f"file://{tmp_path}/a.html")
    with pytest.raises(PageRefused, match="is a feed"):
        read_page(write(tmp_path, "a.xml", b'<?xml version="1.0"?>\n<rss version="2.0"></rss>'))
    with pytest.raises(PageRefused, match=r"more than 0\.1 MB"):
        read_page(write(tmp_path, "a.html", b"<p>" * 40_000), settings=SMALL)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", HTML.encode())
    path.chmod(0)
    with pytest.raises(PageUnreadable, match="may not be read"):
        read_page(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
def test_an_endless_file_ends() -> None:
    with pytest.raises(PageRefused, match="more than"):
        read_page("/dev/zero", settings=SMALL)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (HTML, PageKind.HTML), (TEXT, PageKind.TEXT),
        (MAIL + "Content-Type: text/html\r\n\r\n<p>Back</p>", PageKind.HTML),
    ],
)  # fmt: skip
def test_stdin_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: str, kind: PageKind
) -> None:
    for data in [content.encode(), gzip.compress(content.encode())]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        page = read_page("-")
        assert (page.kind, page.name) == (kind, "stdin")


def test_a_closed_stdin_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(PageNotFound, match="stdin is closed"):
        read_page("-")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0029)https://example.org/ferry?a=1 -->",
        "<!--\n Page saved with SingleFile \n url: https://example.org/ferry?a=1 \n-->",
    ],
)
def test_a_saved_page_knows_where_it_came_from(tmp_path: Path, comment: str) -> None:
    path = write(tmp_path, "a.html", f"<!DOCTYPE html>\n{comment}{HTML}".encode())
    assert read_page(path).url == "https://example.org/ferry?a=1"


@given(st.binary(max_size=400), st.sampled_from(["", ".html", ".txt", ".eml", ".mhtml", ".md"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_page_or_a_page_error(data: bytes, suffix: str) -> None:
    try:
        page = open_page(data, suffix=suffix, name="x")
    except PageError:
        return
    assert page.text.strip()
    assert "\0" not in page.text
    page.text.encode("utf-8")
