"""Tests that a change of one name makes only the episodes that say it, and in these only the
sentences that say it are spoken again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch import comparison
from audiobrief.batch.events import Event, Kind
from audiobrief.episode.reader import read_manuscript
from audiobrief.model import Segment
from tests.batch.running import make_all, quick_settings

PAGES = {
    "quay": "The quay at Saltmere was closed on Monday. Ilsabe Quorn opened it again. Nobody "
    "from the county council came to see it, and the boats went out at noon.",
    "tram": "The tram depot will be sold next year. No buyer has come forward since the spring, "
    "and the county has asked for bids from elsewhere in the meantime.",
    "wall": "A flood wall is to be built along the river before the winter. The work was given "
    "to Quorn and Sons. It will take four months, said the county council.",
    "owls": "Two owls have moved into the bell tower of the town hall. The bells will be silent "
    "until the young ones have left it, which may well be in July.",
}
NAMES = 'Ilsabe = "ILL-suh-bee"\nQuorn = "{}"\n'


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / f"{name}.html").write_text(
            f"<html lang=en><head><title>News of the {name}</title></head><body><article>"
            f"<h1>News of the {name}</h1><p>{text}</p><p>That is all that is known of the "
            f"{name} so far, and more will be said of it here.</p></article></body></html>",
            encoding="utf-8",
        )
    say_quorn(tmp_path, "KWORN")
    return folder


def say_quorn(folder: Path, said: str) -> None:
    (folder / "names.toml").write_text(NAMES.format(said), encoding="utf-8")


def make(pages: Path, *, dry_run: bool = False, **changes: Any) -> dict[str, Event]:
    """Name of each page -> what became of it."""
    folder = pages.parent
    kept = {"cache__speech": True, "cache__folder": str(folder / "cache")}
    settings = quick_settings(**kept, lexicons=[str(folder / "names.toml")], **changes)
    events, _ = make_all(pages, pages.parent / "out", settings, dry_run=dry_run)
    return {Path(event.row.source).stem: event for event in events}


def spoken_entries(pages: Path) -> set[str]:
    return {path.name for path in (pages.parent / "cache").rglob("*.speech")}


def segments(pages: Path, name: str) -> set[tuple[str, tuple[Any, ...]]]:
    settings = quick_settings(lexicons=[str(pages.parent / "names.toml")])
    script = read_manuscript(pages / f"{name}.html", settings).script

    def told(segment: Segment) -> tuple[str, tuple[Any, ...]]:
        return segment.spoken, segment.phonemes

    return {told(segment) for segment in script.segments}


def test_only_the_episodes_that_say_a_name_are_made_when_it_changes(pages: Path) -> None:
    assert {event.kind for event in make(pages).values()} == {Kind.MADE}
    before, said = spoken_entries(pages), {name: segments(pages, name) for name in PAGES}
    say_quorn(pages.parent, "KWAWN")
    foreseen = make(pages, dry_run=True)
    events = make(pages)
    assert {name: event.why for name, event in foreseen.items()} == {
        name: event.why for name, event in events.items()
    }
    made = {name for name, event in events.items() if event.kind is Kind.MADE}
    assert made == {"quay", "wall"}
    assert {events[name].why for name in made} == {
        "made again: the lexicon changed (names.toml)"
    }
    assert {event.why for name, event in events.items() if name not in made} == {
        comparison.SAME_SCRIPT
    }
    anew = [each for name in made for each in segments(pages, name) - said[name]]
    assert ["kwawn" in words for words, _ in anew] == [True] * 2, anew
    assert len(spoken_entries(pages) - before) == len(anew)
    # the journal has noted the new lexicon for all of them
    assert {event.why for event in make(pages).values()} == {comparison.UNTOUCHED}


def test_another_change_beside_the_lexicon_makes_all_of_them(pages: Path) -> None:
    make(pages)
    say_quorn(pages.parent, "KWAWN")
    assert {event.kind for event in make(pages, voice__speed=1.25).values()} == {Kind.MADE}


def test_an_episode_that_was_lost_is_made_whatever_its_script(pages: Path) -> None:
    row = make(pages)["owls"].row
    (pages.parent / "out" / row.folder / row.audio).unlink()
    say_quorn(pages.parent, "KWAWN")
    assert make(pages)["owls"].kind is Kind.MADE


def test_site_rules_that_do_not_change_an_article_make_nothing_again(pages: Path) -> None:
    make(pages)
    rules = pages.parent / "rules.toml"
    rules.write_text('[other]\nhost = "*.nowhere.example"\nbody = "main"\n', encoding="utf-8")
    events = make(pages, rules=[str(rules)])
    assert {event.why for event in events.values()} == {comparison.SAME_SCRIPT}
