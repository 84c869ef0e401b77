"""Tests that no text of an article becomes code: poison in every field, every output read
back."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import tomllib
import zipfile
from datetime import UTC, datetime
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import write_script
from audiobrief.model import Article, Author, Block, BlockKind, Manuscript, Role
from audiobrief.publish import publish_episode, read_episode
from audiobrief.publish.epub import write_epub
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import publish_site
from audiobrief.settings.tree import Settings, read_settings
from audiobrief.system.slugs import slugify
from tests.batch.newsroom import PLACES, write_article
from tests.batch.running import TONE
from tests.torture.running import Run, invoke

POISONS = {
    "script": "</script></style></title><script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover=alert(1) ' autofocus onfocus=alert(1) `x=`",
    "template": "{{ 7*7 }} {% raw %} {# x #}",
    "cdata": "]]></description></item><item><title>Not ours</title>",
    "cue": "--> 00:00:01.000 --> 00:00:02.000\n\nNOTE x\n\n1\n00:00:00,000 --> 00:00:09,000\nFalse",
    "option": "-rf --help -o /tmp/x",
    "path": "../../../etc/passwd\\..\\con.txt",
    "metadata": "x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1\ntitle=False\n;#=\\\r\nartist=False",
    "terminal": "\x1b]0;owned\x07\x1b[31m\x9b31m\x08\x7f",
    "controls": "one\0two\0three \x01180S \x0b\x0c\x1f",
    "no characters": "high \ud83d low \ude00 \ufffe \uffff \ufdd0 \U0001ffff",
    "bidi": "\u202egnp.exe \u2066x\u2069",
    "speech": "[[h@'loU]] <speak><break time='99999s'/></speak> &lt;mark name=\"x\"/&gt;",
    "formula": '=HYPERLINK("http://x.example","y")',
    "toml": 'x" = "y"\n[engine]\nname = "z\\',
}  # fmt: skip
URLS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://x.example/"><b>',
)
DATA = {"application/json", "application/ld+json"}
ALARM = re.compile(r"alert\(1\)")


def hostile(poison: str, url: str = URLS[0]) -> Article:
    """An article with `poison` in all its fields."""
    kind = BlockKind
    kinds = [
        kind.PARAGRAPH,
        kind.HEADING,
        kind.QUOTE,
        kind.LIST_ITEM,
        kind.ASIDE,
        kind.CAPTION,
        kind.ENDNOTE,
        kind.CODE,
    ]
    blocks = [
        Block(each, f"The harbour {poison} is open.", level=1, attribution=poison)
        for each in kinds
    ]
    rows = ((poison, "Boats"), ("Harbour", poison))
    blocks.append(Block(kind.TABLE, f"Tides {poison}", rows=rows, headed=True))
    return Article(
        title=poison, blocks=tuple(blocks), dek=f"{poison} dek", site=poison,
        authors=(Author(poison, place=poison, role=poison), Author(poison, additional=True)),
        published=datetime(2031, 3, 1, tzinfo=UTC), url=url, image=url, language=poison,
    )  # fmt: skip


MIXED = {
    # several poisons together, for the short form
    "markup": (("script", "attribute", "template", "cdata", "formula"), "mp3"),
    "names": (("option", "path", "bidi", "speech"), "opus"),
    "lines": (("metadata", "cue", "toml"), "m4a"),
    "characters": (("terminal", "controls", "no characters"), "mp3"),
}
CASES = [
    *(pytest.param(case, id=name) for name, case in MIXED.items()),
    *(
        pytest.param(((name,), suffix), id=f"{name} {suffix}", marks=pytest.mark.long)
        for name in POISONS
        for suffix in ("mp3", "m4a", "opus")
    ),
]


@pytest.fixture(params=CASES, scope="module")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    names, suffix = request.param
    settings = quick(suffix)
    poison = " ".join(POISONS[name] for name in names)
    url = URLS[sorted(POISONS).index(names[0]) % len(URLS)]
    manuscript = write_script(hostile(poison, url), settings)
    return make_episode(manuscript, tmp_path_factory.mktemp("poison") / "root", settings)


def quick(suffix: str = "wav") -> Settings:
    return read_settings(
        None,
        {
            "voice.engine": "tone", "voice.speed": 3.0, "sound.format": suffix, "sound.loudness": "off",
            "cache.speech": False, "script.quotes": "both",
        },
    )  # fmt: skip


class Page(HTMLParser):
    """Collects what a browser would run and where it would go."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.code: list[str] = []
        self.addresses: list[str] = []
        self.titles: list[str] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open = tag
        if tag == "script" and values.get("type") in DATA:
            self._open = "data"
        assert tag not in {"iframe", "object", "embed", "base"}
        assert not [name for name in values if name.startswith("on")], attrs
        self.addresses += [
            str(values[name])
            for name in ("href", "src", "action", "poster")
            if values.get(name)
        ]
        if self._open == "script":
            self.code.append("")

    def handle_data(self, data: str) -> None:
        if self._open == "script" and self.code:
            self.code[-1] += data
        if self._open == "title":
            self.titles.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""


def check_page(text: str) -> None:
    page = Page(text)
    assert page.titles
    assert not any(ALARM.search(code) for code in page.code)
    for address in page.addresses:
        scheme = address.partition(":")[0].strip().lower() if ":" in address else ""
        assert scheme in {"", "http", "https", "data"}, address
        assert not address.startswith("data:text"), address
    check_text(text)


def check_text(text: str) -> None:
    """Check that there are no controls except line ends, no lone surrogates and no
    noncharacters."""
    found = re.findall(
        "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", text
    )
    assert found == []


def test_the_folder_and_its_names_are_safe(made: Made) -> None:
    assert made.folder.name == slugify(made.episode.article.title)
    for path in made.folder.iterdir():
        assert path.is_file()
        assert re.fullmatch(r"[\w.-]+", path.name)
        assert path.name[0] not in "-."
        assert path.resolve().parent == made.folder.resolve()
    assert [path.name for path in made.folder.parent.iterdir()] == [made.folder.name]


def test_the_page_is_text(made: Made) -> None:
    check_page((made.folder / "index.html").read_text(encoding="utf-8"))


def test_transcripts_hold_as_many_cues_as_were_said(made: Made) -> None:
    stem = made.audio.stem
    lines = json.loads((made.folder / "transcript.json").read_bytes())["segments"]
    for name in (f"{stem}.vtt", f"{stem}.words.vtt"):
        text = (made.folder / name).read_text(encoding="utf-8")
        check_text(text)
        blocks = text.strip().split("\n\n")
        # the note declares the voice
        assert blocks[0] == "WEBVTT"
        assert re.fullmatch(r"NOTE .+", blocks[1])
        timings = [line for line in text.splitlines() if "-->" in line]
        # a long sentence has several captions
        assert len(timings) == len(blocks) - 2 >= len(lines)
        assert all(re.fullmatch(r"[\d:.]+ --> [\d:.]+", line) for line in timings)
    text = (made.folder / f"{stem}.srt").read_text(encoding="utf-8")
    # SubRip has no notes, so the sentence that declares the voice is a line there
    declared = sum(s.role is Role.DECLARATION for s in made.episode.script.segments)
    captions = len(re.findall(r"(?m)^\d+\n[\d:,]+ --> [\d:,]+$", text))
    assert text.count("-->") == captions >= len(lines) + declared
    assert len(text.strip().split("\n\n")) == captions
    for name in ("chapters.json", "transcript.json", "episode.json", f"{stem}.txt"):
        check_text((made.folder / name).read_text(encoding="utf-8"))


def test_tags_are_one_title_and_the_chapters_that_there_are(made: Made) -> None:
    probe = Path(find_ffmpeg()).with_name("ffprobe")
    if not probe.is_file():
        pytest.skip("no ffprobe here")
    run = subprocess.run(
        [probe, "-v", "error", "-of", "json", "-show_format", "-show_chapters", "-show_streams", made.audio],
        capture_output=True, check=True,
    )  # fmt: skip
    facts = json.loads(run.stdout)
    tags = {
        name.lower(): value
        for part in (*facts["streams"], facts["format"])
        for name, value in part.get("tags", {}).items()
    }
    article = made.episode.article
    assert " ".join(tags["title"].split()) == " ".join(article.title.split())
    assert " ".join(tags["album"].split()) == " ".join(article.site.split())
    assert len(facts["chapters"]) == len(made.episode.chapters)


def test_the_episode_comes_back_and_is_published_again(made: Made) -> None:
    assert read_episode(made.folder) == made.episode
    publish_episode(made.folder)


def test_the_site_and_its_feeds_are_read_by_parsers(made: Made) -> None:
    published = publish_site(made.folder.parent, PublishSettings(url="https://pods.example/"))
    assert published.refused == ()
    root = made.folder.parent
    check_page((root / "index.html").read_text(encoding="utf-8"))
    feeds = sorted(root.rglob("*.xml"))
    assert len(feeds) > 1
    for path in [*feeds, root / "feeds.opml"]:
        assert path.resolve().is_relative_to(root.resolve())
        ET.fromstring(path.read_bytes())
    feed = feedparser.parse((root / "feed.xml").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 1
    assert "alert(1)" not in re.sub(r"&[^;]+;", "", feed.entries[0].get("link", ""))


def test_the_book_is_xml(made: Made) -> None:
    target = write_epub(made.folder, made.episode, PublishSettings())
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".smil", ".xml")):
                tree = ET.fromstring(book.read(name))
                assert not [e for e in tree.iter() if e.tag.endswith(("}script", "}iframe"))]
    target.unlink()


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_what_is_said_is_no_markup(poison: str) -> None:
    script = write_script(hostile(poison)).script
    for segment in script.segments:
        check_text(segment.spoken)
        assert not re.search(r"\[\[|</?\w+[^>]*>|\x1b", segment.spoken), segment.spoken


def test_an_edited_script_may_hold_anything(tmp_path: Path) -> None:
    whole = json.dumps(
        {
            "article": {"title": "a\0b \x1b[31m", "blocks": [{"kind": "paragraph", "text": "\ufffe"}]},
            "script": {"title": "\x01", "segments": [
                {"role": "title", "written": "a\0b \x1b[31m"}, {"role": "body", "written": "The \ufffe tide\0"}]},
        }
    )  # fmt: skip
    path = tmp_path / "script.json"
    for content in (whole, whole.replace("\\ufffe", "\\ud800")):
        path.write_text(content, encoding="utf-8")
        code, _, err = Run("make", path, "-o", tmp_path / "out", "--engine", "tone").finish()
        assert "Traceback" not in err
        assert code in {0, 1}
        assert "\x1b" not in err
        assert code == 0 or len(err.splitlines()) == 1


def test_terminal_and_toml_get_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = 'Vane\x1b[31m"\\ Grüß\x07 \u202eevil\u2066'
    page = write_article(random.Random(3), 200)
    for place in PLACES:
        page = page.replace(place, f"{place} {name}")
    path = tmp_path / "-page.html"
    path.write_text(page, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in (["clean"], ["script"], ["names"], ["names", "--toml"]):
        code, out, err = invoke(*command, "--", path.name)
        assert code == 0, err
        assert not STEERING.search(out + err), command
        if "--toml" in command:
            assert tomllib.loads(out)


STEERING = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_no_name_that_is_printed_steers_a_terminal(tmp_path: Path) -> None:
    """Names of files, headlines, settings and missing things, in lines and in JSON."""
    evil = "a\x1b]0;owned\x07\x1b[31m\x9b31m\x7f\u202e\u2066b"
    pages = tmp_path / "pages"
    pages.mkdir()
    page = pages / f"{evil}.html"
    page.write_text(write_article(random.Random(5), 60), encoding="utf-8")
    (pages / f"{evil} empty.html").write_text("", encoding="utf-8")
    settings = tmp_path / "evil.toml"
    settings.write_text('[voice]\n"x\\u001b\\u009b" = 1\n', encoding="utf-8")
    output = tmp_path / f"out {evil}"
    commands = (
        ("make", page, "-o", output, "--engine", "tone"),
        ("make", page, "-o", output, "--engine", "tone", "--json"),
        ("batch", pages, "-o", output, *TONE),
        ("batch", pages, "-o", output, *TONE, "--json"),
        ("-v", "batch", pages, "-o", output, *TONE, "--force"),
        ("report", output),
        ("report", "--json", output),
        ("clean", tmp_path / f"no\n{evil}"),
        ("clean", "--json", page),
        ("script", "--json", page),
        ("make", page, "--config", settings),
        ("make", page, "--engine", evil),
        ("publish", output, "--url", f"https://{evil}/"),
        ("epub", output / evil),
        ("cache", "info", "--json"),
    )
    for number, command in enumerate(commands):
        # the first `make` and the first `batch` run as programs, the others in this process
        run = Run(*command).finish if number in {0, 2} else partial(invoke, *command)
        code, out, err = run()
        assert "Traceback" not in err, (command, err)
        assert not STEERING.search(out + err), command
        if command[0] == "clean":
            assert code == int(command[1] != "--json")
            assert len(err.splitlines()) == code
        if "--json" in command and command[0] != "batch" and code == 0:
            json.loads(out.splitlines()[-1] if command[0] == "make" else out)


def test_a_manuscript_by_hand_is_made(tmp_path: Path) -> None:
    article = hostile("a\ud800\0b")
    manuscript = write_script(article, quick())
    poisoned = Manuscript(article, manuscript.script)
    made = make_episode(poisoned, tmp_path, quick())
    assert made.episode.article.title == "a\ufffd b"
