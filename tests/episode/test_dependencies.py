"""Tests the list of an episode's dependencies and the messages about what changed."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from audiobrief.episode.dependencies import (
    LABELS,
    Change,
    Dependencies,
    describe_changes,
    of_call,
    of_files,
    of_page,
    of_settings,
)  # fmt: skip
from audiobrief.settings.tree import Settings, read_settings

PICTURE, SOUND, RULES, WORDS = "cover.png", "intro.wav", "rules.toml", "words.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", str(tmp_path / "config"))
    for name in (PICTURE, SOUND, RULES, WORDS, "page.html"):
        Path(name).write_text(name, encoding="utf-8")
    Path("theme").mkdir()
    return tmp_path


def named(**overrides: Any) -> Settings:
    files = {"cover": PICTURE, "music.intro": SOUND, "rules": [RULES], "lexicons": [WORDS]}
    changed = {key.replace("__", "."): value for key, value in overrides.items()}
    return read_settings(overrides={**files, "publish.templates": "theme", **changed})


def put(name: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("another", encoding="utf-8")


FILES = {
    # changed file -> message
    "page.html": "the page changed",
    "lexicon.toml": "the lexicon changed (lexicon.toml)",
    "page.lexicon.toml": "the lexicon changed (page.lexicon.toml)",
    "config/lexicon.toml": "the lexicon changed (lexicon.toml)",
    WORDS: "the lexicon changed (words.toml)",
    RULES: "the site rules changed (rules.toml)",
    SOUND: "the music changed (intro.wav)",
    PICTURE: "the cover changed",
    "theme/episode.html": "the templates changed (episode.html)",
}


@pytest.mark.parametrize("name", FILES)
def test_each_file_that_an_episode_is_made_of_is_told_by_its_part(
    name: str, folder: Path
) -> None:
    before = of_files([named()], "page.html")
    assert of_files([named()], "page.html") == before
    put(name)
    after = of_files([named()], "page.html")
    assert after.digest != before.digest
    assert describe_changes(after.changes_since(before)) == FILES[name]


KEYS: dict[str, Any] = {
    "script.wording": {"sign_off": "That was all."},
    "script.pauses.title": 800,
    "voice.speed": 1.5,
    "voice.options.openai.model": "another",
    "sound.bitrate": 128,
    "publish.url": "https://quay.example/",
}
UNHEARD: dict[str, Any] = {
    "voice.mirror": "https://voices.example/",
    "voice.options.openai.max_chars": 10,
    "fetch.deadline_ms": 3_000,
    "batch.workers": 3,
    "publish.title": "Another",
    "cache.limit_mb": 7,
}


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_heard_or_seen_is_told_by_its_name(key: str, folder: Path) -> None:
    changes = of_settings(named(**{key: KEYS[key]})).changes_since(of_settings(named()))
    assert describe_changes(changes) == f"the settings changed ({key})"


@pytest.mark.parametrize("key", UNHEARD)
def test_a_key_that_is_neither_makes_nothing_again(key: str, folder: Path) -> None:
    assert of_settings(named(**{key: UNHEARD[key]})).digest == of_settings(named()).digest


def test_every_part_has_a_name_for_people() -> None:
    assert tuple(LABELS) == tuple(field.name for field in fields(Dependencies))


def test_all_that_changed_is_told_in_one_line(folder: Path) -> None:
    before = of_files([named()], "page.html") | of_settings(named())
    put("lexicon.toml")
    settings = named(script__wording={"sign_off": ""})
    after = of_files([settings], "page.html") | of_settings(settings)
    assert describe_changes(after.changes_since(before)) == (
        "the lexicon and the settings changed (lexicon.toml, script.wording)"
    )
    assert describe_changes(()) == ""
    many = Change("settings", tuple(f"script.pauses.{number}" for number in range(9)))
    assert describe_changes([many]).endswith("script.pauses.5, and 3 more)")


def test_how_it_was_asked_for_is_told_where_nothing_came_of_it() -> None:
    asked = Change("call", ("options",))
    assert describe_changes([asked]) == "the way it is called changed (options)"
    heard = Change("settings", ("voice.speed",))
    assert describe_changes([heard, asked]) == "the settings changed (voice.speed)"


def test_a_folder_that_was_moved_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_files([Settings(lexicons=(Path(WORDS),))])
    Path(WORDS).rename("moved.toml")
    after = of_files([Settings(lexicons=(Path("moved.toml"),))])
    assert after != before
    assert (after.digest, after.changes_since(before)) == (before.digest, ())
    # the order of two lexicons decides which wins, so swapping them is a change
    put("other.toml")
    one, two = (Path("moved.toml"), Path("other.toml"))
    forth, back = (of_files([Settings(lexicons=pair)]) for pair in ((one, two), (two, one)))
    assert describe_changes(back.changes_since(forth)).startswith("the lexicon changed")


def test_what_was_kept_as_json_is_the_same(folder: Path) -> None:
    whole = of_settings(named()) | of_files([named()], "page.html") | of_call({"page": "x"}, [])
    assert Dependencies(**whole.to_json()).changes_since(whole) == ()
    assert of_page("1").to_json() == {"page": {"page": "1"}}


def test_the_machine_is_told_by_what_of_it_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_call({}, [])
    assert of_call({}, []) == before
    monkeypatch.setenv("AUDIOBRIEF_PIPER_VOICES", str(folder))
    changes = of_call({}, []).changes_since(before)
    assert [change.part for change in changes] == ["engine", "call"]
    assert describe_changes(changes) == "the engine changed (voices of piper)"
