"""Tests `audiobrief make` as a user runs it: in its own process, with real speech and files.

Only refusals before any speech are tested in this process.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from mutagen.easyid3 import EasyID3
from PIL import Image

from audiobrief.model import Episode
from tests.batch.newsroom import write_pages
from tests.places import EXAMPLE, SHARED, needs_shared
from tests.torture.running import invoke


def audiobrief(
    *args: str | Path, stdin: bytes = b"", **env: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "audiobrief", *map(str, args)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **env},
        timeout=120,
    )


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
    output = tmp_path_factory.mktemp("output")
    return output, audiobrief("make", EXAMPLE, "-o", output)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a few sentences, for tests that need no long one."""
    return write_pages(tmp_path_factory.mktemp("short"), 1, words=40)[0]


Made = tuple[Path, "subprocess.CompletedProcess[bytes]"]


def test_the_path_of_the_audio_file_alone_is_printed(made: Made) -> None:
    output, run = made
    assert run.returncode == 0, run.stderr
    path = Path(run.stdout.decode().rstrip("\n"))
    assert path.is_file()
    assert path.parent.parent == output
    assert path.stem == path.parent.name
    assert path.suffix == ".mp3"


def test_the_episode_is_kept_whole_beside_it(made: Made) -> None:
    path = Path(made[1].stdout.decode().strip())
    episode = msgspec.json.decode((path.parent / "episode.json").read_bytes(), type=Episode)
    assert episode.audio == path.name
    assert msgspec.json.decode(msgspec.json.encode(episode), type=Episode) == episode
    assert len(episode.timeline.cues) == len(episode.script.segments)
    assert not list(path.parent.glob(".*"))


def test_its_tags_say_what_it_is(made: Made) -> None:
    path = Path(made[1].stdout.decode().strip())
    read: Any = EasyID3(path)  # type: ignore[no-untyped-call] # mutagen has few types
    tags = {name: "; ".join(read[name]) for name in ("title", "artist", "album", "date")}
    episode = msgspec.json.decode((path.parent / "episode.json").read_bytes(), type=Episode)
    article = episode.article
    assert tags["title"] == article.title
    assert tags["artist"] == ", ".join(a.name for a in article.authors if not a.additional)
    assert tags["album"] == article.site
    assert article.published is not None
    assert tags["date"].startswith(f"{article.published:%Y-%m-%d}")


def test_two_runs_give_the_same_bytes(made: Made, tmp_path: Path) -> None:
    first = Path(made[1].stdout.decode().strip()).parent
    second = Path(
        audiobrief("make", EXAMPLE, "-o", tmp_path, "--no-cache").stdout.decode().strip()
    ).parent
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    assert [
        name for name in names if (first / name).read_bytes() != (second / name).read_bytes()
    ] == []


def test_an_edited_script_is_spoken_as_edited(tmp_path: Path) -> None:
    script = json.loads(invoke("script", "--json", EXAMPLE)[1])
    script["script"]["segments"] = [
        {"role": "title", "written": "Three words only"},
        {"role": "body", "written": "Kyiv waits.", "spoken": "KEE-eve waits."},
    ]
    file = tmp_path / "edited.json"
    file.write_text(json.dumps(script), encoding="utf-8")
    run = audiobrief("make", file, "-o", tmp_path / "output")
    assert run.returncode == 0, run.stderr
    folder = Path(run.stdout.decode().strip()).parent
    episode = msgspec.json.decode((folder / "episode.json").read_bytes(), type=Episode)
    assert [s.written for s in episode.script.segments] == ["Three words only", "Kyiv waits."]
    assert 1000 < episode.timeline.duration_ms < 6000


def test_words_in_letters_that_the_voice_cannot_read_are_counted_and_told(
    tmp_path: Path,
) -> None:
    """Each time, since what the cache holds was said by its letters, too."""
    file = tmp_path / "edited.json"
    segments = [
        {"role": "title", "written": "The road to Москва"},
        {"role": "body", "written": "Москва is far, and 北京 is farther."},
    ]
    script = json.loads(invoke("script", "--json", EXAMPLE)[1])
    script["script"]["segments"] = segments
    file.write_text(json.dumps(script), encoding="utf-8")
    for folder in ("first", "second"):
        run = audiobrief("make", file, "-o", tmp_path / folder, "--engine", "natural")
        assert run.returncode == 0, run.stderr
        said = "words that the voice said by their letters, and how often: Москва (2), 北京 (1)"
        assert run.stderr.decode().count(said) == 1


HOME_PAGE = "<title>News</title>" + "".join(
    f'<div><a href="/{n}">Another headline of today, number {n}</a></div>' for n in range(40)
)
REFUSED = {
    "missing": (["nowhere.html"], b"", "nowhere.html"),
    "empty": (["-"], b"", "empty"),
    "home page": (["-"], HOME_PAGE.encode(), "article"),
    "cookie wall": (
        ["-"],
        b"<title>Consent</title><p>We use cookies. <button>Accept</button>",
        "article",
    ),
    "binary": (["-"], b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary|image|PNG"),
    "unknown voice": ([str(EXAMPLE), "--voice", "en-uk"], b"", r"'en-uk'.*en-gb"),
    "unknown engine": ([str(EXAMPLE), "--engine", "espaek"], b"", r"'espaek'.*espeak"),
    "no sound": ([str(EXAMPLE), "--intro", str(EXAMPLE)], b"", "source.html"),
    "unknown format": ([str(EXAMPLE), "--format", "mp4"], b"", r"'mp4'.*m4a"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_is_one_line_and_leaves_no_file(case: str, tmp_path: Path) -> None:
    args, stdin, said = REFUSED[case]
    code, out, err = invoke("make", *args, "-o", tmp_path / "output", stdin=stdin)
    lines = err.splitlines()
    assert code == 1, err
    assert out == ""
    assert len(lines) == 1, lines
    assert lines[0].startswith("audiobrief: ")
    assert re.search(said, lines[0]), lines[0]
    assert not [path for path in (tmp_path / "output").rglob("*") if path.is_file()]


DATA = {
    "id": "t-101",
    "headline": "Ferry back at Saltmere",
    "body": "<p>The ferry runs again, the harbour master said. It had been away for a year.</p>",
    "authors": ["Ada Lind"],
}


@pytest.mark.parametrize("command", ["make", "script", "clean"])
@pytest.mark.parametrize("name", ["list.jsonl", "list.txt", "-", "pretty.data"])
def test_articles_as_data_are_never_read_aloud_as_a_page(
    command: str, name: str, tmp_path: Path
) -> None:
    indent = 2 if name == "pretty.data" else None
    line = json.dumps({**DATA, "publish_after": "2931-03-05T06:00:00Z"}, indent=indent)
    (tmp_path / name).write_text(f"{line}\n{line}\n" if indent is None else line)
    source = name if name == "-" else str(tmp_path / name)
    code, _, told = invoke(command, source, stdin=f"{line}\n{line}\n".encode())
    assert (code, told.count("\n")) == (1, 1)
    assert (
        "is a list of articles" if name == "list.jsonl" else "is JSON"
    ) + ", not a page" in told
    assert "audiobrief batch" in told


def test_one_article_as_data_is_made_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "article.json"
    path.write_text(json.dumps({**DATA, "headlin": "x"}))
    ran = audiobrief("make", path, "-o", tmp_path / "out", "-e", "tone")
    assert ran.returncode == 0, ran.stderr
    assert b"'headlin' (nearest: headline)" in ran.stderr
    folder = Path(ran.stdout.decode().strip()).parent
    article = json.loads((folder / "episode.json").read_text())["article"]
    assert (article["title"], article["authors"][0]["name"]) == (DATA["headline"], "Ada Lind")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"publish_after": "2931-03-05T06:00:00Z"}, "under embargo until 2931-03-05 06:00 UTC"),
        ({"status": "withdrawn"}, "its status is withdrawn"),
        ({"status": "draft"}, "its status is that of a draft"),
        ({"body": "", "url": "https://saltmere.example/x"}, 'has neither "body"'),
        ({"published": "soon"}, "published is no date: 'soon'"),
    ],
)
def test_one_article_as_data_is_refused_with_the_reason(
    more: dict[str, str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "article.json"
    path.write_text(json.dumps({**DATA, **more}))
    for command in ("make", "script"):
        code, _, told = invoke(command, path)
        assert (code, told.count("\n")) == (1, 1)
        assert "article.json" in told
        assert said in told


def test_a_list_in_a_json_file_is_sent_to_batch(tmp_path: Path) -> None:
    (tmp_path / "articles.json").write_text(json.dumps([DATA, DATA]))
    code, _, told = invoke("make", tmp_path / "articles.json")
    assert code == 1
    assert "articles.json is a list" in told
    assert "audiobrief batch" in told


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"mine")
    run = audiobrief("make", EXAMPLE, "-o", tmp_path / "output")
    assert run.returncode == 1
    assert b"output" in run.stderr
    assert (tmp_path / "output").read_bytes() == b"mine"


def test_a_command_line_that_is_not_understood_exits_with_two() -> None:
    assert invoke("make")[0] == 2
    assert invoke("make", EXAMPLE, "--skip", "adverts")[0] == 2
    assert audiobrief("no-such-command").returncode == 2


def test_quiet_says_nothing_but_the_result(short: Path, tmp_path: Path) -> None:
    run = audiobrief("-q", "make", short, "-o", tmp_path)
    assert run.stderr == b""
    assert run.stdout.endswith(b".mp3\n")


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_may_stand_behind_the_command(option: str, short: Path, tmp_path: Path) -> None:
    code, out, err = invoke("make", option, short, "-o", tmp_path, "--engine", "tone")
    assert (code, err) == (0, "")
    assert out.endswith(".mp3\n")


@needs_shared
@pytest.mark.parametrize("name", ["page.html", "000_64e0e21a31af1c8a.txt"])
def test_the_seed_is_an_episode_of_eight_to_twelve_minutes(name: str, tmp_path: Path) -> None:
    run = audiobrief("make", SHARED / "seed" / name, "-o", tmp_path)
    assert run.returncode == 0, run.stderr
    folder = Path(run.stdout.decode().strip()).parent
    episode = msgspec.json.decode((folder / "episode.json").read_bytes(), type=Episode)
    assert 8 <= episode.timeline.duration_ms / 60_000 <= 12


def test_sound_streams_to_stdout() -> None:
    run = audiobrief("make", EXAMPLE, "-o", "-", "--format", "wav")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(b"RIFF")
    assert len(run.stdout) > 100 * 2 * 22_050


def test_a_lexicon_beside_the_page_is_heard(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "page.lexicon.toml").write_text('Halverwick = "HOLLER-wick"', encoding="utf-8")
    script = json.loads(invoke("script", "--json", page)[1])["script"]
    assert "holler-wick" in script["segments"][0]["spoken"].lower()
    assert "Halverwick" in script["segments"][0]["written"]


SPEAKERS = (
    "<title>Quay opens</title><article><h1>Quay opens</h1><p>The quay of Saltmere opened on"
    " Tuesday, after two years of work that few had thought would ever end.</p><p>“We have"
    " waited for this for so long,” said Mara Vint, who chairs the harbour board.</p><p>“It is"
    " not the stones that matter at all,” said Ilias Roe, who fishes there.</p></article>"
)


def test_each_speaker_has_a_steady_voice_if_asked(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(SPEAKERS, encoding="utf-8")
    asked: list[str | Path] = ["make", page, "--quotes", "voice", "--no-cache", "-o"]
    same, own = tmp_path / "same", tmp_path / "own"
    for output, more in ((same, []), (own, ["--speakers"])):
        assert audiobrief(*asked, output, *more).returncode == 0
    (first,), (second,) = same.glob("*/*.mp3"), own.glob("*/*.mp3")
    assert first.read_bytes() != second.read_bytes()


def test_events_for_programs_are_lines_of_json(short: Path, tmp_path: Path) -> None:
    run = audiobrief("make", short, "-o", tmp_path, "--engine", "tone", "--json")
    events = [json.loads(line) for line in run.stdout.splitlines()]
    spoken = [event for event in events if event["event"] == "speak"]
    assert [event["done"] for event in spoken] == list(range(1, spoken[0]["total"] + 1))
    assert events[-1]["event"] == "made"
    assert Path(events[-1]["audio"]).stat().st_size == events[-1]["bytes"]


def test_a_cover_of_ones_own_is_made_square(short: Path, tmp_path: Path) -> None:
    own = tmp_path / "wide.png"
    Image.new("RGB", (900, 300), (200, 30, 30)).save(own)
    run = audiobrief("make", short, "-o", tmp_path, "--engine", "tone", "--cover", own)
    assert run.returncode == 0, run.stderr
    with Image.open(Path(run.stdout.decode().strip()).parent / "cover.jpg") as cover:
        assert cover.size == (1400, 1400)
        red, green, _ = cover.convert("RGB").getpixel((700, 700))  # type: ignore[misc] # three bands
        assert red > 150
        assert green < 100


def test_a_language_without_a_declaration_is_told(tmp_path: Path) -> None:
    page = tmp_path / "bell.html"
    text = "Dingu dangu dongu, segu Ada Quill, thet varu langu og kaldu og vatnu kom. " * 6
    page.write_text(
        f"<html lang=xx><title>Bellu</title><article><h1>Bellu</h1><p>{text}</p></article>",
        encoding="utf-8",
    )
    asked = (page, "-o", tmp_path / "out", "--engine", "tone", "--no-cache")
    code, _, err = invoke("make", *asked)
    assert code == 0, err
    assert "audiobrief has no sentence for it in 'xx'" in err


def test_a_folder_is_not_named_as_a_sound(tmp_path: Path) -> None:
    code, out, err = invoke("make", EXAMPLE, "-o", tmp_path / "page.mp3")
    assert (code, out) == (2, "")
    assert "the name of a file, and -o names a folder" in " ".join(err.split())
    assert not (tmp_path / "page.mp3").exists()


def test_the_advice_for_one_file_names_its_format(tmp_path: Path) -> None:
    """Standard output has no name that could tell the format, and would get an mp3."""
    for name, advice in {
        "x.m4b": "--format m4b -o - and >",
        "x.mp3": "write -o - and >",
    }.items():
        said = " ".join(invoke("make", EXAMPLE, "-o", tmp_path / name)[2].split())
        assert advice in said


def test_a_refused_address_is_one_line(tmp_path: Path) -> None:
    code, out, err = invoke("make", "http://127.0.0.1/ferry", "-o", tmp_path)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "private network" in err


def test_settings_that_are_not_there_are_named(tmp_path: Path) -> None:
    code, _, err = invoke("make", EXAMPLE, "--config", tmp_path / "none.toml")
    assert code == 1
    assert err.endswith("none.toml: no such file or directory; check its path\n")
