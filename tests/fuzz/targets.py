"""The fuzz targets: each takes bytes and raises only the errors that its package documents."""

from __future__ import annotations

import contextlib
import functools
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.row import Row, State
from audiobrief.characters import CONTROLS, make_writable
from audiobrief.cleaner import clean
from audiobrief.episode.manuscripts import parse_manuscript
from audiobrief.errors import (
    ArticleDataError,
    BatchError,
    ConfigError,
    NoArticleFound,
    PageError,
    ScriptError,
)
from audiobrief.fetch.local import open_page, read_bytes
from audiobrief.fetch.settings import FetchSettings
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import read_data
from audiobrief.model import Article, Author, Block, BlockKind, Page, PageKind, Span
from audiobrief.segmenter import QuoteMode, Reading, ScriptStyle, segment
from audiobrief.settings.template import to_toml
from audiobrief.settings.tree import read_settings
from audiobrief.spoken import say, split_sentences, symbols
from audiobrief.spoken.lexicon import load_lexicon
from tests.fetch.lists import read_feed
from tests.segmenter.articles import expected, written

LANGUAGES = ("en", "en-GB", "fr", "", "x")
SUFFIXES = ("", ".html", ".txt", ".md", ".eml", ".mhtml")
KINDS = dict(zip("phqlTackex", BlockKind, strict=True))
"""First letter of a line -> the kind of block that the line becomes, for `segment`."""
CONTROL = re.compile(f"[{CONTROLS}]")
JOINERS = "\u200c\u200d"
"""Joiners that belong to the spelling of Indian scripts and Persian; `say` keeps them."""


def fuzz_clean(data: bytes) -> None:
    """The first byte selects the kind of page. Invalid UTF-8 becomes lone surrogates."""
    head, rest = _parted(data)
    kind = list(PageKind)[head % len(PageKind)]
    check_clean(Page(rest.decode("utf-8", "surrogateescape"), kind))


def fuzz_page(data: bytes) -> None:
    """The first byte selects the file's suffix; the rest is the file."""
    head, rest = _parted(data)
    suffix = SUFFIXES[head % len(SUFFIXES)]
    with _file(rest, suffix) as path, contextlib.suppress(PageError):
        content, inner, name = read_bytes(path, max_bytes=1_000_000)
        check_clean(open_page(content, suffix=inner, name=name))


def fuzz_feed(data: bytes) -> None:
    with _file(data, ".xml") as path, contextlib.suppress(PageError):
        for entry in read_feed(path, settings=FetchSettings()):
            if entry.page is not None:
                check_clean(entry.page)


def fuzz_data(data: bytes) -> None:
    """A line of JSON: an article as data, which is read, and whose body is cleaned."""
    with contextlib.suppress(ArticleDataError, NoArticleFound, msgspec.DecodeError):
        reading = read_data(msgspec.json.decode(data, type=dict[str, object]), "x")
        page = page_of(reading.data, is_copied=reading.is_copied)
        check_clean(page)
        article = clean(page, given=reading.data, hints=reading.data)
        assert article.title
        names = (author.name for author in article.authors)
        for text in (article.title, article.dek, article.section, *article.tags, *names):
            assert unicodedata.is_normalized("NFC", text)


def fuzz_segment(data: bytes) -> None:
    """The first byte selects the style. Each line is a field or a block of the article."""
    head, rest = _parted(data)
    style = ScriptStyle(
        quotes=list(QuoteMode)[head % len(QuoteMode)],
        tables=list(Reading)[head // 8 % len(Reading)],
        code=list(Reading)[head // 32 % len(Reading)],
    )
    article = _article(rest.decode("utf-8", "surrogateescape"))
    script = segment(article, style)
    assert list(written(script)) == expected(article, style)
    for part in script.segments:
        assert part.spoken.strip()
        assert part.written.strip()
        assert not part.alignment or _covers(part.alignment, part.written, part.spoken)
    content = msgspec.json.encode({"article": article, "script": script})
    assert parse_manuscript(content, "x").script == script


def fuzz_say(data: bytes) -> None:
    """First byte: the language."""
    head, rest = _parted(data)
    language = LANGUAGES[head % len(LANGUAGES)]
    text = rest.decode("utf-8", "surrogateescape")
    spoken = say(text, language=language)
    assert _covers(spoken.alignment, text, spoken.text)
    assert not symbols.HOSTILE.search(spoken.text.translate(dict.fromkeys(map(ord, JOINERS))))
    middle = len(text) // 2
    halves = spoken.part(0, middle), spoken.part(middle, len(text))
    assert halves[0].text + halves[1].text == spoken.text


def fuzz_sentences(data: bytes) -> None:
    """First byte: the language."""
    head, rest = _parted(data)
    language = LANGUAGES[head % len(LANGUAGES)]
    text = rest.decode("utf-8", "surrogateescape")
    end = 0
    for start, after in split_sentences(text, language):
        assert not text[end:start].strip()
        assert start < after
        end = after
    assert not text[end:].strip()


def fuzz_config(data: bytes) -> None:
    with _file(data, ".toml") as path, contextlib.suppress(ConfigError):
        settings = read_settings(path)
        to_toml(settings.voice.options)
        settings.for_url("https://www.saltmere.example/news")


def fuzz_lexicon(data: bytes) -> None:
    """The first byte selects TOML or PLS. A user's own patterns have no time limit."""
    head, rest = _parted(data)
    suffix = (".toml", ".pls")[head % 2]
    with _file(rest, suffix) as path, contextlib.suppress(ScriptError):
        lexicon = load_lexicon([path])
        if not lexicon.patterns:
            text = " ".join([*lexicon.words, "The vote in Kyiv."])
            spoken = say(text, lexicon=lexicon)
            assert _covers(spoken.alignment, text, spoken.text)


def fuzz_manuscript(data: bytes) -> None:
    with contextlib.suppress(ScriptError):
        manuscript = parse_manuscript(data, "x")
        assert parse_manuscript(msgspec.json.encode(manuscript), "x") == manuscript


@functools.cache
def _good_journal() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        with Journal(path) as journal:
            url = "https://saltmere.example/1"
            journal.put(
                Row("1", "a.html", State.MADE, url=url, folder="first", text_digest="t")
            )
            journal.put(Row("2", "b.html", State.FAILED, reason="page", message="no such page"))
            journal.note_run(1.0, {"made": 1})
            return journal.serialize()


def fuzz_journal(data: bytes) -> None:
    """A whole journal, or edits of a good one, of four bytes each: where, what and how."""
    content = bytearray(data if data.startswith(b"SQLite") else _good_journal())
    if not data.startswith(b"SQLite"):
        for at in range(0, len(data) - 3, 4):
            where = int.from_bytes(data[at : at + 2]) % len(content)
            content[where] = data[at + 2] if data[at + 3] % 2 else content[where] ^ data[at + 2]
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(BatchError):
        path = Path(folder, FILE)
        path.write_bytes(content)
        with Journal(path) as journal:
            for row in journal.rows():
                journal.put(row)
            journal.find_made(url="https://saltmere.example/1", text_digest="t", but="1")
            journal.put(Row("3", "c.html", State.MADE))
            journal.owner_of("first")
            journal.runs()
            journal.serialize()


def _parted(data: bytes) -> tuple[int, bytes]:
    """The first byte, which selects a variant, and the rest."""
    return (data[0] if data else 0), data[1:]


def _covers(alignment: Iterable[Span], text: str, spoken: str) -> bool:
    """Whether the spans touch, in order, and cover both texts completely."""
    at = said = 0
    for span in alignment:
        if (span.written_start, span.spoken_start) != (at, said):
            return False
        at, said = span.written_end, span.spoken_end
    return (at, said) == (len(text), len(spoken))


def check_clean(page: Page) -> None:
    """Clean the page, and check the article against the promises of the model."""
    try:
        article = clean(page)
    except NoArticleFound:
        return
    assert article.blocks
    for block in article.blocks:
        assert block.text
        # code keeps the indentation of its first line
        kept = "\n" if block.kind is BlockKind.CODE else None
        assert block.text.strip()
        assert block.text == block.text.strip(kept)
    sources = [block.source for block in article.blocks]
    assert sources == sorted(sources)
    for text in (article.title, article.dek, article.site, *(b.text for b in article.blocks)):
        assert not CONTROL.search(text)
        assert unicodedata.is_normalized("NFC", text)


def _article(text: str) -> Article:
    text = make_writable(text)
    title, dek, language = "", "", "en"
    authors: list[Author] = []
    blocks: list[Block] = []
    for line in text.split("\n"):
        head, said = line[:1], line[1:].strip()
        parts = said.split("\t")
        if head == "=":
            title = title or said
        elif head == "-":
            dek = said
        elif head == "@" and parts[0]:
            name, place, role = [*parts, "", ""][:3]
            authors.append(Author(name, place, role))
        elif head == "~":
            language = said or language
        elif said:
            blocks.append(_block(KINDS.get(head, BlockKind.PARAGRAPH), parts))
    blocks = blocks or [Block(BlockKind.PARAGRAPH, "Nothing was said.")]
    return Article(
        title or "Nothing", tuple(blocks), dek=dek, authors=tuple(authors), language=language
    )


def _block(kind: BlockKind, parts: list[str]) -> Block:
    if kind is BlockKind.TABLE:
        rows = tuple(tuple(cell.split("|")) for cell in parts)
        joined = "; ".join(", ".join(row) for row in rows)
        return Block(kind, joined, rows=rows, headed=len(rows) > 1)
    attribution = parts[1] if len(parts) > 1 else ""
    group = 1 if kind in {BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.ASIDE} else None
    return Block(kind, parts[0].strip() or "x", level=1, attribution=attribution, group=group)


@contextlib.contextmanager
def _file(content: bytes, suffix: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(content)
        yield path


@dataclass(frozen=True)
class Target:
    """A function to fuzz, with hints for libFuzzer."""

    run: Callable[[bytes], None]
    words: str
    """Typical parts of its input, separated by spaces, which libFuzzer inserts and combines."""
    max_bytes: int = 4_000


TAGS = (
    "<p> </p> <h1> <div <article> <ul><li> <ol <table><tr><td> <blockquote> <br> <script> <!-- "
    "--> <![CDATA[ ]]> <meta <title> <html class= id= lang= content= href= datetime= hidden "
    "byline dek related comment og:title article:published_time application/ld+json headline "
    "articleBody @type NewsArticle author &nbsp; &#0; &#x80; By The 2031-03-04T06:00:00Z \\u0000"
)
PRINT = (
    "$ £ € % ½ ° # * [[ ]] <b> http:// www. @ .com U.S. a.m. p.m. Jan. Mr. St. No. II 1,000 "
    "1.5 3-2 9/11 2031 '60s 1st bn km ft lb & / – — … “ ” ‘ ’ « » \" ' ? ! ( ) 😀 ٣ １ é \u0301 "
    "\u200d \u202e \u00a0 said and says told According added Dr. King Boeing 737 XIV GMT"
)
TOML = (
    '= true false " \' """ [ ] [[ {} . , # 1e9 nan inf -1 0x1 2031-01-01 \\u0000 script voice '
    "sound music fetch publish cache batch speak profiles cover lexicons rules engine narrator "
    "speed options skip quotes pauses format bitrate sample_rate loudness folder limit_mb workers headings lists"
)
TARGETS = {
    "clean": Target(fuzz_clean, TAGS),
    "page": Target(
        fuzz_page,
        f"{TAGS} Content-Type: multipart/related; boundary= charset= Subject: "
        "MIME-Version: quoted-printable base64 utf-16 gbk =?utf-8?Q? ?= From: # ** ``` [a](b)",
    ),
    "feed": Target(
        fuzz_feed,
        f"<?xml <rss <channel> <item> <link> <guid> <description> <entry> <feed xmlns= "
        f"http://www.w3.org/2005/Atom <content:encoded> <pubDate> <updated> <media:content {TAGS}",
    ),
    "data": Target(
        fuzz_data,
        '{"headline": "body": "html": "text": "markdown": "authors": [{"name": "role": '
        '"published": "2031-03-04" "status": "draft" "publish_after": "tags": "url": "https://a.example/x" '
        f'"language": "en-GB" null true 7 \\u0000 \\ud800 {TAGS}',
    ),
    "segment": Target(fuzz_segment, PRINT),
    "say": Target(fuzz_say, PRINT, max_bytes=1_000),
    "sentences": Target(fuzz_sentences, PRINT),
    "config": Target(fuzz_config, TOML),
    "lexicon": Target(
        fuzz_lexicon,
        f"say ipa patterns \\b (?P< \\1 ŋ ə ˈ <lexicon <lexeme> <grapheme> <phoneme> <alias> {TOML}",
    ),
    "manuscript": Target(
        fuzz_manuscript,
        '"article" "script" "segments" "written" "spoken" "role" "blocks" "block" '
        '"kind" "text" "title" "alignment" "phonemes" "pause_after_ms" "voice" "published" '
        '"authors" "language" [ ] { } null 0 -1 1e999 "\\ud800" "\\u0000" "quote" "narrator" body',
    ),
    "journal": Target(fuzz_journal, "", max_bytes=200),
}
