"""Tests that the page that plays and the library speak the language of what they show."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiobrief.errors import PublishError
from audiobrief.model import Episode
from audiobrief.publish import PublishSettings, write_episode
from audiobrief.publish.page import render_page
from audiobrief.publish.reading import format_date
from audiobrief.publish.register import DELETED, Tombstone
from audiobrief.publish.site import publish_site
from audiobrief.publish.theme import THEME, load_theme
from audiobrief.publish.translation import words_of
from audiobrief.publish.versions import first_version, write_versions
from audiobrief.publish.waveform import Waveform
from audiobrief.publish.withdrawn import render_tombstone
from tests.publish.episodes import ARTICLE, make_episode

TABLES = sorted((THEME / "words").glob("*.toml"))
ASKED = re.compile(
    r'\bt(?:\.count)?\((?:\w+[^"()]*,\s*|isOne\(count\) \? )?"((?:[^"\\]|\\.)*)"'
)
OTHERS = re.compile(r'"(\{count\} episodes?|(?:Pause|Play): \{title\})"')
SAID_BY_PYTHON = {
    "Articles to listen to",
    "Articles, read by an automated voice.",
    "Articles of {site}, read by an automated voice.",
}


def texts_asked_for() -> set[str]:
    """Every English text that a template or a script of the theme gives to be said."""
    asked = set(SAID_BY_PYTHON)
    for path in [*THEME.rglob("*.j2"), *THEME.glob("*.js")]:
        source = path.read_text("utf-8")
        asked |= set(ASKED.findall(source)) | set(OTHERS.findall(source))
    return asked


def in_language(folder: Path, tag: str) -> Episode:
    episode = make_episode(folder)
    script = replace(episode.script, language=tag)
    return replace(episode, article=replace(ARTICLE, language=tag), script=script)


def page_in(folder: Path, tag: str, settings: PublishSettings | None = None) -> str:
    episode = in_language(folder, tag)
    return "".join(render_page(episode, Waveform((), ""), settings or PublishSettings()))


def test_there_are_six_tables_besides_english() -> None:
    assert [path.stem for path in TABLES] == ["de", "es", "fr", "it", "nl", "pt"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_has_every_text_and_no_other(path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))["words"]
    assert sorted(table.keys() ^ texts_asked_for()) == []
    assert all(said.strip() == said != "" for said in table.values())


@pytest.mark.parametrize(
    ("tag", "said", "length"),
    [("de", "Anhören", "15 Sekunden zurück"), ("fr-BE", "Écouter", "Reculer de 15 secondes")],
)
def test_a_page_speaks_the_language_of_its_article(
    tag: str, said: str, length: str, tmp_path: Path
) -> None:
    text = page_in(tmp_path, tag)
    assert f'<span class="verb">{said}</span>' in text
    assert f'aria-label="{length}"' in text
    assert f'class="listen" lang="{tag[:2]}"' in text
    # its script has the texts that it says itself, and not those of the template
    told = re.search(r'id="words">(.*?)</script>', text)
    assert told is not None
    assert '"Paused by the sleep timer"' in told[1]
    assert '"Choose a sentence"' not in told[1]


@pytest.mark.parametrize("tag", ["en-GB", "sv", "und"])
def test_a_page_in_another_language_is_worked_in_english(tag: str, tmp_path: Path) -> None:
    text = page_in(tmp_path, tag)
    assert '<span class="verb">Listen</span>' in text
    assert 'class="listen" lang="en"' in text
    assert 'id="words"' not in text


def test_the_library_speaks_the_language_of_most_articles(tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        write_episode(folder, in_language(folder, "de"))
    publish_site(tmp_path, PublishSettings(url="https://listen.example/"))
    text = (tmp_path / "index.html").read_text("utf-8")
    assert "<span>Alle abspielen</span>" in text
    assert '<span id="count">2 Folgen</span>' in text
    assert "7. November 2025" in text
    assert "vorgelesen von einer automatischen Stimme" in text
    feed = (tmp_path / "feed.xml").read_text("utf-8")
    assert "Mitlesen" in feed
    assert "Read along" not in feed


def test_a_newsroom_adds_a_language_beside_its_templates(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "pl.toml").write_text('[words]\n"Listen" = "Posłuchaj"\n', "utf-8")
    words = words_of("pl-PL", load_theme(str(tmp_path)))
    assert (words.tag, words("Listen"), words("Close")) == ("pl", "Posłuchaj", "Close")


@pytest.mark.parametrize(
    "text",
    ["[words", '[words]\n"Resume at {time}" = "Od {czas}"\n', '[dates]\nmonths = ["maj"]\n'],
)
def test_a_faulty_table_says_what_is_wrong(text: str, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "pl.toml").write_text(text, "utf-8")
    with pytest.raises(PublishError, match=r"words/pl\.toml"):
        words_of("pl", load_theme(str(tmp_path)))


@pytest.mark.parametrize(
    ("day", "tag", "printed"),
    [
        (1, "fr", "1er mai 2026"), (2, "fr-CA", "2 mai 2026"), (1, "de-AT", "1. Mai 2026"), (1, "es", "1 de mayo de 2026"),
        (1, "it", "1º maggio 2026"), (3, "pt", "3 de maio de 2026"), (3, "nl", "3 mei 2026"), (3, "sv", "2026-05-03"),
        (3, "en-GB", "3 May 2026"), (3, "en", "May 3, 2026"),
    ],
)  # fmt: skip
def test_a_day_is_printed_as_the_language_prints_it(day: int, tag: str, printed: str) -> None:
    assert format_date(datetime(2026, 5, day, tzinfo=UTC), tag) == printed


def test_nought_stands_with_the_singular_in_french() -> None:
    counts = [
        words_of(tag).count(0, "{count} episode", "{count} episodes") for tag in ("fr", "de")
    ]
    assert counts == ["0 épisode", "0 Folgen"]


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de-AT", 'Diese Folge wurde am <time datetime="2031-03-14T09:00:00+00:00">14. März 2031</time> zurückgezogen'),
        ("fr", 'retiré le <time datetime="2031-03-14T09:00:00+00:00">14 mars 2031</time> et n’est plus'),
        ("en-US", 'withdrawn on <time datetime="2031-03-14T09:00:00+00:00">March 14, 2031</time> and'),
        ("", 'withdrawn on <time datetime="2031-03-14T09:00:00+00:00">14 March 2031</time> and'),
        ("sv", 'withdrawn on <time datetime="2031-03-14T09:00:00+00:00">2031-03-14</time> and'),
    ],
)  # fmt: skip
def test_the_page_of_a_withdrawn_episode_is_in_its_language(tag: str, said: str) -> None:
    moment = datetime(2031, 3, 14, 9, tzinfo=UTC)
    stone = Tombstone(moment, folder="a", language=tag, title="Titel", is_noticed=True)
    text = render_tombstone(stone).decode()
    assert said in text
    assert f'<html lang="{tag[:2] if tag[:2] in {"de", "fr"} else "en"}">' in text


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "gelöscht"), ("en", "deleted on"), ("es", "se eliminó"), ("fr", "a été supprimé"),
        ("it", "è stato eliminato"), ("nl", "verwijderd"), ("pt", "foi eliminado"),
    ],
)  # fmt: skip
def test_what_a_listener_deleted_is_not_said_to_be_withdrawn(tag: str, said: str) -> None:
    moment = datetime(2031, 3, 14, 9, tzinfo=UTC)
    stone = Tombstone(moment, folder="a", language=tag, reason=DELETED)
    gone = render_tombstone(stone).decode()
    assert said in gone
    title = "<title>"
    taken_back = render_tombstone(replace(stone, reason="It was wrong.")).decode()
    assert said not in taken_back
    assert gone.partition(title)[2][:9] != taken_back.partition(title)[2][:9]


def test_an_address_that_leads_on_does_so_in_the_episodes_language(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    episode = in_language(folder, "nl")
    write_episode(folder, episode)
    first = first_version(episode, datetime(2031, 3, 1, tzinfo=UTC))
    later = replace(first, number=2, title="De veerboot vaart weer")
    write_versions(folder, (first, later))
    publish_site(tmp_path, PublishSettings(waveform=False))
    text = (tmp_path / "de-veerboot-vaart-weer" / "index.html").read_text("utf-8")
    assert "De aflevering staat hier" in text
    assert '<html lang="nl">' in text
