"""Tests that a digest says everything of its stories, once, with a rundown and a chapter each."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiobrief.listening.digest import BETWEEN_MS, compose_digest, is_digest
from audiobrief.model import Article, BlockKind, Episode, Role, Script, Timeline
from audiobrief.publish import read_episode
from audiobrief.publish.reading import lay_out
from audiobrief.publish.shelf import change_place
from audiobrief.segmenter import segment
from audiobrief.segmenter.style import ScriptStyle
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.publish.episodes import ARTICLE
from tests.torture.running import invoke

DAY = datetime(2031, 5, 7, 12, tzinfo=UTC)
ENGLISH = replace(ARTICLE, language="en-US")
GERMAN = replace(
    ARTICLE,
    title="Die Fähre fährt wieder",
    language="de",
    site="Hafenblatt",
    url="https://h.example/",
)
UNTITLED = replace(
    ARTICLE, language="en-US", site="", url="https://u.example/", is_untitled=True
)


def story(article: Article) -> Episode:
    script: Script = segment(article)
    return Episode(article, script, Timeline(16_000, 0, ()), audio="a.mp3")


def test_it_is_in_the_language_of_most_stories_whatever_their_countries() -> None:
    british = replace(ARTICLE, language="en-GB", url="https://b.example/")
    stories = [story(each) for each in (GERMAN, british, ENGLISH)]
    digest = compose_digest(stories, DAY, ScriptStyle())
    assert digest.script.language == "en-GB"


def test_everything_is_said_once_in_order() -> None:
    stories = [story(each) for each in (ENGLISH, GERMAN, UNTITLED)]
    digest = compose_digest(stories, DAY, ScriptStyle())
    written = [each.written for each in digest.script.segments]
    assert written[0] == digest.article.title == "Your digest for May 7, 2031"
    at = 0
    for each in stories:
        for one in each.script.segments:
            if one.role in {Role.TITLE, Role.DECLARATION}:
                continue
            at = written.index(one.written, at)
    declared = [each for each in digest.script.segments if each.role is Role.DECLARATION]
    assert len(declared) == 1
    titles = [each.article.title for each in stories]
    assert [s.written for s in digest.script.segments if s.role is Role.HEADING] == titles
    assert [s.written for s in digest.script.segments if s.role is Role.LIST_ITEM][:3] == titles
    assert written.index("In this digest:") < written.index(titles[0])


def test_every_block_of_every_story_is_on_its_page() -> None:
    stories = [story(each) for each in (ENGLISH, GERMAN)]
    digest = compose_digest(stories, DAY, ScriptStyle())
    texts = Counter(block.text for block in digest.article.blocks)
    for each in stories:
        assert all(texts[block.text] for block in each.article.blocks)
    for one in digest.script.segments:
        if one.block is not None and not one.is_added and one.role is not Role.TABLE:
            assert 0 <= one.block < len(digest.article.blocks)
    groups = {
        (block.kind, block.group) for block in digest.article.blocks if block.group is not None
    }
    own = {(block.kind, block.group) for block in ENGLISH.blocks if block.group is not None}
    assert len(groups) == 2 * len(own) + 1, "boxes of two stories stay apart"
    episode = Episode(digest.article, digest.script, Timeline(16_000, 0, ()), audio="a.mp3")
    runs = "".join(run.text for run in lay_out(episode).runs())
    assert all(block.text in runs for block in digest.article.blocks if not block.rows)


def test_a_story_in_another_language_keeps_it() -> None:
    digest = compose_digest(
        [story(ENGLISH), story(UNTITLED), story(GERMAN)], DAY, ScriptStyle()
    )
    assert digest.script.language == "en-US"
    heading = [each for each in digest.script.segments if each.role is Role.HEADING]
    assert [each.language for each in heading] == ["", "", "de"]
    german = compose_digest([story(GERMAN)], DAY, ScriptStyle())
    assert german.article.title == "Ihr Überblick vom 7. Mai 2031"
    assert "In diesem Überblick:" in [each.written for each in german.script.segments]


def test_a_listener_hears_where_a_story_ends() -> None:
    digest = compose_digest([story(ENGLISH), story(UNTITLED)], DAY, ScriptStyle())
    segments = digest.script.segments
    begins = [at for at, each in enumerate(segments) if each.role is Role.HEADING]
    before = segments[begins[1] - 1]
    assert before.pause_after_ms == BETWEEN_MS
    assert (
        digest.identity
        == compose_digest(
            [story(GERMAN)], DAY, ScriptStyle(), title=digest.article.title
        ).identity
    )
    assert is_digest(digest.article)
    assert {b.kind for b in digest.article.blocks} >= {BlockKind.HEADING, BlockKind.LIST_ITEM}


def test_the_days_episodes_are_joined_by_command(tmp_path: Path) -> None:
    root = tmp_path / "out"
    write_pages(tmp_path / "p", 3, words=60)
    assert invoke("batch", tmp_path / "p", "-o", root, *TONE)[0] == 0
    old, *new = sorted(path.parent.name for path in root.glob("*/episode.json"))
    change_place(
        root, old, lambda place: replace(place, added=datetime(2019, 1, 1, tzinfo=UTC))
    )
    code, out, err = invoke("digest", "-o", root, *TONE)
    assert code == 0, err
    folder = Path(out.strip()).parent
    digest = read_episode(folder)
    titles = {read_episode(root / name).article.title for name in new}
    chapters = digest.chapters
    assert chapters[0].title == digest.article.title
    assert {each.title for each in chapters[1:]} == titles
    assert [
        each["title"] for each in json.loads((folder / "chapters.json").read_text())["chapters"]
    ] == [each.title for each in chapters]
    # another one of the same day takes its place, and is not joined into it
    code, out, err = invoke("digest", "-o", root, "--archive", *TONE)
    assert (code, Path(out.strip()).parent) == (0, folder), err
    assert len(read_episode(folder).chapters) == 3
    code, out, _ = invoke("episodes", "list", "-o", root)
    assert {line.split("\t")[0] for line in out.splitlines()} == {folder.name, old}


def test_a_list_in_its_own_order_and_days_without_episodes(tmp_path: Path) -> None:
    root = tmp_path / "out"
    write_pages(tmp_path / "p", 2, words=60)
    assert invoke("batch", tmp_path / "p", "-o", root, *TONE)[0] == 0
    names = sorted((path.parent.name for path in root.glob("*/episode.json")), reverse=True)
    code, out, err = invoke("digest", *names, "-o", root, "--title", "For the drive", *TONE)
    assert code == 0, err
    chapters = read_episode(Path(out.strip()).parent).chapters
    assert [each.title for each in chapters] == [
        "For the drive", *(read_episode(root / name).article.title for name in names)
    ]  # fmt: skip
    # a digest that is named is not left out without a word
    code, _, err = invoke("digest", names[0], Path(out.strip()).parent.name, "-o", root, *TONE)
    assert (code, "is a digest itself" in err) == (1, True)
    code, _, err = invoke("digest", "-o", root, "--day", "2019-01-01", *TONE)
    assert (code, "was added on 2019-01-01" in err) == (1, True)
    code, _, err = invoke("digest", "-o", root, "--day", "soon", *TONE)
    assert (code, "is no day" in err) == (2, True)


def test_a_search_and_a_list_are_joined_by_command(tmp_path: Path) -> None:
    root, pages = tmp_path / "out", tmp_path / "p"
    titles = ["Café on the quay reopens", "Ferry stays", "A quay is sold"]
    for page, title in zip(write_pages(pages, 3, words=60), titles, strict=True):
        html = page.read_text("utf-8")
        found = re.search("<title>(.*?)</title>", html)
        assert found
        page.write_text(html.replace(found[1], title), "utf-8")
    assert invoke("batch", pages, "-o", root, *TONE)[0] == 0
    code, out, err = invoke("digest", "--search", "Quay", "-o", root, *TONE)
    assert code == 0, err
    digest = read_episode(Path(out.strip()).parent)
    assert {each.title for each in digest.chapters[1:]} == {
        "Café on the quay reopens", "A quay is sold"
    }  # fmt: skip
    assert digest.article.title.endswith(": Quay")
    # it is no digest of the day, which it leaves alone, and which does not hold it
    code, out, err = invoke("digest", "-o", root, *TONE)
    assert code == 0, err
    assert len(read_episode(Path(out.strip()).parent).chapters) == 4
    code, out, err = invoke(
        "digest", "--search", "cafe QUAY", "--day", "today", "-o", root, *TONE
    )
    assert (code, len(read_episode(Path(out.strip()).parent).chapters)) == (0, 2), err
    for words in (("--search", "balloon"), ("--search", "quay", "--day", "2019-01-01")):
        code, _, err = invoke("digest", *words, "-o", root, *TONE)
        assert (code, "search for fewer words" in err) == (1, True)

    names = tmp_path / "drive.txt"
    names.write_text(
        "\ufeff# for the drive\n\nFerry stays\na quay is SOLD\nFerry stays\n", "utf-8"
    )
    code, out, err = invoke("digest", "--list", names, "-o", root, "--title", "Drive", *TONE)
    assert code == 0, err
    assert [each.title for each in read_episode(Path(out.strip()).parent).chapters] == [
        "Drive", "Ferry stays", "A quay is sold"
    ]  # fmt: skip
    names.write_text("# nothing\n")
    code, _, err = invoke("digest", "--list", names, "-o", root, *TONE)
    assert (code, "the list names no episode" in err) == (1, True)
    names.write_text("No such story\n")
    code, _, err = invoke("digest", "--list", names, "-o", root, *TONE)
    assert (code, "there is no episode No such story" in err) == (1, True)
    code, _, err = invoke("digest", "--search", " ", "--day", "2019-01-01", "-o", root, *TONE)
    assert (code, "name some, or another --day" in err) == (1, True)
    code, _, err = invoke("digest", "--search", "quay", "Ferry stays", "-o", root, *TONE)
    assert (code, "choose episodes" in err) == (2, True)


@pytest.mark.parametrize("title", ["", "A title – with “marks”"])
def test_its_title_is_said(title: str) -> None:
    digest = compose_digest([story(ENGLISH)], DAY, ScriptStyle(), title=title)
    assert digest.script.segments[0].spoken
    assert digest.script.title == digest.article.title


def test_a_list_is_a_digest_of_its_own(tmp_path: Path) -> None:
    root = tmp_path / "out"
    assert invoke("batch", *write_pages(tmp_path / "p", 3, words=60), "-o", root, *TONE)[0] == 0
    names = sorted(path.parent.name for path in root.glob("*/episode.json"))
    title = read_episode(root / names[0]).article.title
    listed = tmp_path / "drive.txt"
    listed.write_text("\n".join(names[:2]), "utf-8")

    def join(*args: str | Path) -> Episode:
        code, out, err = invoke("digest", "-o", root, *args, *TONE)
        assert code == 0, err
        return read_episode(Path(out.strip()).parent)

    day, named, drive = join(), join(names[0], names[2]), join("--list", listed)
    assert len({each.identity for each in (day, named, drive)}) == 3
    assert named.article.title == f"{day.article.title}: {title}"
    assert drive.article.title == f"{day.article.title}: drive"
    folders = {path.parent for path in root.glob("*/episode.json")}
    assert len(folders) == 6
    # the day's digest is as it was, and a list that is joined again is no further one
    assert join("--list", listed).identity == drive.identity
    assert join(names[0], names[2]).identity == named.identity
    assert len(list(root.glob("*/episode.json"))) == 6
    (same,) = (each for each in map(read_episode, folders) if each.identity == day.identity)
    assert len(same.chapters) == 4
    listed.write_text("\n".join(names[1:]), "utf-8")
    assert join("--list", listed).identity not in {day.identity, named.identity, drive.identity}
    assert len(list(root.glob("*/episode.json"))) == 7
