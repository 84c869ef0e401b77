"""Tests that a page gives the same script however it comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import audiobrief
from audiobrief.cli import main
from audiobrief.episode.live import LiveEpisode
from audiobrief.episode.reader import open_source, read_manuscript, write_manuscript
from audiobrief.model import Page
from audiobrief.publish import read_episode
from audiobrief.settings.tree import Settings, read_settings
from tests.batch.running import QUICK, TONE, batch_here

FRENCH = """<html lang="fr"><head><title>Le port de Kyiv rouvre ses quais de bois</title></head>
<body><article><h1>Le port de Kyiv rouvre ses quais de bois</h1>
<p>Les bateliers de Kyiv ont repris le travail lundi matin, après onze semaines de grève, et les
premiers radeaux de bois sont arrivés avant midi sous une pluie fine.</p>
<p>La ville promet de réparer les deux grues avant l’automne, et de payer ce que les équipages
avaient demandé au début du printemps, a dit le maire devant la capitainerie.</p>
<p>Les négociations reprendront en juin, quand le niveau du fleuve aura baissé et que les digues
pourront être examinées par les ingénieurs de la région.</p></article></body></html>"""
BESIDE = 'Kyiv = "KEE-eve"\n'


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIOBRIEF_CACHE", "off")
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "port.html"
    path.write_text(FRENCH, encoding="utf-8")
    return path


def quick() -> Settings:
    return read_settings(overrides=QUICK)


def said_in(folder: Path) -> str:
    return " ".join(segment.spoken for segment in read_episode(folder).script.segments)


def by_make(page: Path) -> str:
    done = CliRunner().invoke(main, ["make", str(page), *TONE])
    assert done.exit_code == 0, done.output
    return said_in(Path(done.stdout.strip()).parent)


def by_an_edited_script(page: Path) -> str:
    """Makes an edited script whose spoken words are to be derived again."""
    printed = CliRunner().invoke(main, ["script", str(page), "--json"])
    tree = json.loads(printed.stdout)
    for segment in tree["script"]["segments"]:
        del segment["spoken"]
    edited = page.with_suffix(".json")
    edited.write_text(json.dumps(tree), encoding="utf-8")
    return by_make(edited)


def by_batch(page: Path) -> str:
    (made,) = batch_here(page, "-o", page.parent / "out")
    return said_in(page.parent / "out" / made["folder"])


def by_a_list(page: Path) -> str:
    line = {"id": "port", "html": page.read_text(encoding="utf-8")}
    listed = page.with_name("list.jsonl")
    listed.write_text(json.dumps(line), encoding="utf-8")
    return by_batch(listed)


def by_an_edited_script_in_a_batch(page: Path) -> str:
    by_an_edited_script(page)
    return by_batch(page.with_suffix(".json"))


def by_the_library(page: Path) -> str:
    return said_in(audiobrief.make_episode(page, page.parent / "out", quick()).folder)


def by_the_library_from_html(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    return said_in(audiobrief.make_episode(html, page.parent / "out", quick()).folder)


def by_the_library_from_a_page(page: Path) -> str:
    held = Page(page.read_text(encoding="utf-8"), name="port")
    return said_in(audiobrief.make_episode(held, page.parent / "out", quick()).folder)


def by_script(page: Path) -> str:
    printed = CliRunner().invoke(main, ["script", str(page), "--json"])
    return " ".join(each["spoken"] for each in json.loads(printed.stdout)["script"]["segments"])


def by_listening(page: Path) -> str:
    with LiveEpisode(read_manuscript(page, quick()), quick()) as live:
        return said_in(live.make(page.parent / "out").folder)


WAYS: list[Callable[[Path], str]] = [
    by_make, by_an_edited_script, by_batch, by_a_list, by_an_edited_script_in_a_batch,
    by_the_library, by_the_library_from_html, by_the_library_from_a_page, by_script, by_listening,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_french_page_is_not_said_by_the_english_lexicon(
    page: Path, way: Callable[[Path], str]
) -> None:
    said = way(page)
    assert said.count("Kyiv") == 2
    assert "keev" not in said.lower()


@pytest.mark.parametrize("way", [by_make, by_batch, by_the_library, by_script])
def test_a_lexicon_beside_a_page_is_found(page: Path, way: Callable[[Path], str]) -> None:
    page.with_name("port.lexicon.toml").write_text(BESIDE, encoding="utf-8")
    assert "Kyiv" not in way(page)


@pytest.mark.parametrize("way", [by_make, by_batch])
def test_the_lexicon_of_a_profile_is_that_of_its_pages(
    page: Path, way: Callable[[Path], str]
) -> None:
    address = '<link rel="canonical" href="https://quais.example/port">'
    page.write_text(FRENCH.replace("<head>", f"<head>{address}"), encoding="utf-8")
    Path("mine.toml").write_text(BESIDE, encoding="utf-8")
    Path("audiobrief.toml").write_text('[profiles."quais.example"]\nlexicons = ["mine.toml"]\n')
    assert "Kyiv" not in way(page)


def test_what_was_opened_is_read_from_memory_alone(page: Path) -> None:
    opened = open_source(page, quick())
    page.unlink()
    assert write_manuscript(opened, quick()).article.language == "fr"


def test_a_sample_is_said_by_the_lexicon_of_its_language(page: Path) -> None:
    told = CliRunner().invoke(
        main,
        ["-v", "say", "Kyiv", "-l", "fr", "-e", "tone", "-o", str(page.with_suffix(".wav"))],
    )
    assert told.exit_code == 0, told.output
    assert "Kyiv" in told.stderr


def test_a_user_says_the_language_where_neither_page_nor_text_tells_it(page: Path) -> None:
    settings = read_settings(overrides={**QUICK, "language": "fr-BE"})
    manuscript = write_manuscript(open_source(page, settings), settings)
    assert manuscript.script.language == "fr-BE"
    result = CliRunner().invoke(
        main, ["script", "--explain", "-e", "tone", "--language", "fr-BE", str(page)]
    )
    assert "told by the language that you chose (fr-BE)" in result.output
