"""Tests how people may name the story that they withdraw or restore."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.named_stories import read_name
from audiobrief.batch.withdrawal import Record
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import BatchError
from audiobrief.model import Page
from audiobrief.publish.addresses import address_key
from audiobrief.publish.register import read_register
from audiobrief.publish.site import publish_site
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import make_all, quick_settings
from tests.batch.withdrawing import NAMES, STORY, URL, record_of, settings_in
from tests.torture.running import contents, invoke

ADDRESS = NAMES[0]
NAMINGS: dict[str, Callable[[Path], str]] = {
    "its folder with a slash": lambda _: f"{STORY}/",
    "a path in the output": lambda _: f"out/{STORY}",
    "a path with a slash": lambda _: f"./out/{STORY}/",
    "an absolute path": lambda folder: f"{folder}/out/{STORY}",
    "its page": lambda _: f"out/{STORY}/index.html",
    "its page below the output": lambda _: f"{STORY}/index.html",
    "its page in a browser": lambda folder: (folder / "out" / STORY / "index.html").as_uri(),
    "its sound": lambda _: f"out/{STORY}/{STORY}.mp3",
    "where listeners see it": lambda _: f"{URL}{STORY}/",
    "without the slash": lambda _: f"{URL}{STORY}",
    "where players embed it": lambda _: f"{URL}{STORY}/?embed",
    "by http": lambda _: f"{URL}{STORY}/index.html#t=12".replace("https", "http"),
    "where apps hear it": lambda _: f"{URL}{STORY}/{STORY}.mp3",
    "a preview": lambda _: f"http://127.0.0.1:8765/{STORY}/",
    "the address": lambda _: ADDRESS,
    "another scheme": lambda _: ADDRESS.replace("https", "http"),
    "with www": lambda _: ADDRESS.replace("//", "//www."),
    "with a slash": lambda _: f"{ADDRESS}/",
    "with a fragment": lambda _: f"{ADDRESS}#comments",
    "as it was shared": lambda _: f"{ADDRESS}?utm_source=letter&fbclid=3",
    "in capitals": lambda _: ADDRESS.replace("https://saltmere", "HTTPS://Saltmere"),
    "without a scheme": lambda _: ADDRESS.removeprefix("https://"),
    "all at once": lambda _: "http://WWW.saltmere.example:80/news/1/?utm_campaign=a#top",
    "its file": lambda _: "pages/1.html",
}


@pytest.mark.parametrize("naming", NAMINGS)
def test_a_story_may_be_named_so(folder: Path, naming: str) -> None:
    said = NAMINGS[naming](folder)
    if naming == "its file":
        # the journal knows it by the path with which the batch was called
        with Journal(find_journal("out")) as journal:
            said = next(row.source for row in journal.rows() if row.folder == STORY)
    code, out, err = invoke("withdraw", said, "-o", "out")
    assert code == 0, err
    assert out.strip() == f"out/{STORY}: withdrawn"
    (stone,) = read_register(folder / "out").tombstones
    assert (stone.folder, stone.url) == (STORY, ADDRESS)
    code, _, err = invoke("withdraw", said, "-o", "out")
    assert (code, "was withdrawn on" in err) == (1, True)
    code, out, err = invoke("restore", said, "-o", "out")
    assert code == 0, err
    assert read_register(folder / "out").tombstones == ()


@pytest.mark.parametrize("naming", sorted(NAMINGS.keys() - {"its file"}))
def test_so_it_may_without_a_journal(folder: Path, naming: str) -> None:
    find_journal("out").unlink()
    stone, files = Record("out", settings_in(folder)).find(NAMINGS[naming](folder))
    assert stone.folder == STORY
    assert f"{STORY}/episode.json" in files


OTHERS = (
    "saltmere-keeps", f"{STORY}/{STORY}.mp3/more", f"elsewhere/{STORY}", "..", ".", "out", "out/",
    f"https://elsewhere.example/{STORY}/", f"{URL}deeper/{STORY}/{STORY}.mp3", URL,
    "https://saltmere.example/news/11", "https://saltmere.example/news/1?page=2",
    "https://saltmere.example:8443/news/1", "https://saltmere.example/", "https://[::1", "\0",
)  # fmt: skip


@pytest.mark.parametrize("said", OTHERS)
def test_other_words_name_no_story(folder: Path, said: str) -> None:
    with pytest.raises(BatchError, match="there is no episode"):
        Record("out", settings_in(folder)).withdraw(said)
    assert read_register(folder / "out").tombstones == ()


def test_the_folder_of_a_later_headline_names_it(folder: Path) -> None:
    settings = settings_in(folder)
    renamed = replace(write_story(1, FIRST_DAY), title="The quay goes after all")
    page = Page(renamed.page.decode(), url=ADDRESS)
    make_episode(read_manuscript(page, settings), folder / "out", settings, name=STORY)
    publish_site(folder / "out", settings.publish)
    alias = "the-quay-goes-after-all"
    assert (folder / "out" / alias / "index.html").is_file()
    for said in (alias, f"{alias}/", f"out/{alias}/index.html", f"{URL}{alias}/"):
        stone, _ = record_of(folder).find(said)
        assert (stone.folder, stone.aliases) == (STORY, (alias,))
    record_of(folder).withdraw(alias)
    assert record_of(folder).restore(f"{URL}{alias}/").was_withdrawn


def test_two_stories_of_a_later_headline_are_both_named(folder: Path) -> None:
    settings = settings_in(folder)
    for number in (0, 1):
        story = replace(write_story(number, FIRST_DAY), title="The vote is void")
        page = Page(story.page.decode(), url=f"https://saltmere.example/news/{number}")
        name = STORY if number else "halverwick-keeps-its-ferry-after-vote-0"
        make_episode(read_manuscript(page, settings), folder / "out", settings, name=name)
    before = contents(folder / "out")
    code, out, err = invoke("withdraw", "the-vote-is-void", "-o", "out")
    assert (code, out) == (1, "")
    assert "the-vote-is-void may be one of 2 stories in out" in err
    assert f"{STORY}/ (The vote is void, {ADDRESS})" in err
    assert "halverwick-keeps-its-ferry-after-vote-0/" in err
    assert "by its folder, with the slash" in err
    after = contents(folder / "out")
    assert {n: c for n, c in before.items() if "sqlite" not in n} == {
        n: c for n, c in after.items() if "sqlite" not in n
    }
    assert invoke("withdraw", f"{STORY}/", "-o", "out")[0] == 0


def test_an_id_that_is_another_story_s_folder_is_ambiguous(tmp_path: Path) -> None:
    lines = [
        {
            "id": "weather",
            "headline": "Rain over Saltmere",
            "body": "<p>It rains a lot.</p>" * 9,
        },
        {"id": "w2", "headline": "Weather", "body": "<p>It will be dry, they say.</p>" * 9},
    ]
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    make_all(path, tmp_path / "out", quick_settings())
    record = Record(str(tmp_path / "out"), quick_settings())
    with pytest.raises(BatchError, match="may be one of 2 stories") as refused:
        record.withdraw("weather")
    assert "rain-over-saltmere/ (Rain over Saltmere)" in str(refused.value)
    assert "weather/ (Weather)" in str(refused.value)
    assert record.find("weather/")[0].id == "w2"
    assert record.find("rain-over-saltmere/")[0].id == "weather"


def test_what_a_word_may_mean() -> None:
    name = read_name(f"{URL}desk/story/story.mp3", "out", [URL])
    assert name.folders == ("desk/story",)
    assert read_name("s3://bucket/out/story/", "s3://bucket/out").folders == ("story",)
    named = read_name("s3://bucket/out/story/index.html", "s3://bucket/out/")
    assert named.folders == ("story/index.html", "story")
    assert read_name("s3://bucket/other/story", "s3://bucket/out").folders == ()
    assert read_name("https://x.example/%C3%BCber/", "out", ["https://x.example"]).folders == (
        "über",
    )
    assert read_name("a/../../b", "out").folders == ()


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.news.example/a", "http://news.example/a/"),
        ("https://news.example/a?utm_source=x&id=3&gclid=4", "https://news.example/a?id=3"),
        ("https://news.example/?utm_source=x", ""),
        ("https://www.example/a", "https://www.example/a"),
    ],
)
def test_addresses_are_compared_without_what_differs(url: str, same: str) -> None:
    assert address_key(url) == address_key(same)


def test_other_addresses_stay_apart() -> None:
    assert address_key("https://www2.news.example/a") != address_key("https://news.example/a")
    assert address_key("https://www.example/a") != address_key("https://example/a")
    assert address_key("https://news.example/a?b=1") != address_key(
        "https://news.example/a?b=2"
    )
