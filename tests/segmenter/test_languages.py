"""Tests that a language is only a folder: an invented one is spoken without any English
word."""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import audiobrief.spoken
from audiobrief.errors import ConfigError
from audiobrief.model import Article, Author, Block, BlockKind, Role, Script
from audiobrief.segmenter import Reading, ScriptStyle, segment
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.style import VARIANTS
from audiobrief.spoken import languages, read_aloud, split_sentences
from audiobrief.spoken.english import calendar
from audiobrief.spoken.english import wording as english
from audiobrief.spoken.language import UNKNOWN, Language
from audiobrief.spoken.lexicon import load_lexicon
from audiobrief.spoken.names import find_mentions
from tests.segmenter.articles import paragraphs

FOLDER = Path(__file__).parent / "languages"
VELLISH = "audiobrief.spoken.vellish"
OURS = {
    word
    for text in (
        *english.WORDING.values(), *calendar.WEEKDAYS, *calendar.MONTHS, *english.NUMBERS,
        *english.DAYS, english.AND, english.PLACE, english.LINES,
    )
    for word in re.findall(r"\w+", re.sub(r"{\w+}", "", text).lower())
}  # fmt: skip
"""Every word that audiobrief says in English."""
HARBOUR = Article(
    "Havnu opnar",
    (
        Block(BlockKind.PARAGRAPH, "„Vatnu kom, og vi sjau thet,“ segu Hr. Pell. Tha kom solu."),
        Block(BlockKind.PARAGRAPH, "„Thet varu langu,“ segu Ada Quill."),
        Block(BlockKind.LIST_ITEM, "Netu"),
        Block(BlockKind.LIST_ITEM, "Tau 3"),
        Block(BlockKind.QUOTE, "Vatnu kom.", attribution="Ada Quill"),
        Block(BlockKind.PARAGRAPH, "Vatnu.", time=datetime(2031, 3, 4, 14, 30, tzinfo=UTC)),
        Block(BlockKind.TABLE, "Salt Fisk Ein Tvo", rows=(("Salt", "Fisk"), ("Ein", "Tvo"))),
        Block(BlockKind.CODE, "vatn\nsolu"),
        Block(BlockKind.ENDNOTE, "Hjalpu Ada Quill."),
    ),
    authors=(Author("Ada Quill", place="Kjev"), Author("Bo Marsh"), Author("Oda Fenn", additional=True)),
    site="Saltbladu",
    language="qvl",
    published=datetime(2031, 12, 3, tzinfo=UTC),
)  # fmt: skip


@pytest.fixture
def vellish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Adds Vellish's folder as another place of the package; nothing else refers to it."""
    places = [*audiobrief.spoken.__path__, str(FOLDER)]
    monkeypatch.setattr(audiobrief.spoken, "__path__", places)
    forget()
    yield
    monkeypatch.undo()
    forget()
    for name in [name for name in sys.modules if name.startswith(VELLISH)]:
        del sys.modules[name]


def forget() -> None:
    languages.find_folders.cache_clear()
    languages.load_language.cache_clear()


def heard(script: Script, role: Role) -> list[str]:
    return [part.written for part in script.segments if part.role is role]


@pytest.mark.usefixtures("vellish")
def test_a_language_from_a_folder_is_heard_in_all_that_we_say() -> None:
    script = segment(HARBOUR, ScriptStyle(tables=Reading.SUMMARY))
    assert heard(script, Role.BYLINE) == [
        "Skrevu Bo Marsh og Ada Quill ur Kjev.",
        "Hjalpu Oda Fenn.",
    ]
    assert heard(script, Role.DATE) == ["Utkomu Odnu, 3tu Frostu aru 2031."]
    assert heard(script, Role.CUE) == [
        "Raku med tvo:", "Raku endu.",
        "Ordu fra Ada Quill:", "Ordu endu.", "Vid 14 klokku:", "Fra Saltbladu.",
    ]  # fmt: skip
    assert heard(script, Role.DECLARATION) == ["Lesu maskinu."]
    said = {part.role: part.spoken for part in script.segments}
    assert said[Role.TABLE] == "Tavlu med tvar og tvo."
    assert said[Role.CODE] == "Kodu, tvo linur."
    assert said[Role.LIST_ITEM] == "Tau tri"
    # the byline has said the same, since "reporting by" is part of it
    assert heard(script, Role.ENDNOTE) == []


@pytest.mark.usefixtures("vellish")
def test_a_quotation_has_its_speaker_by_the_words_of_its_language() -> None:
    story = replace(
        HARBOUR,
        blocks=(
            Block(BlockKind.PARAGRAPH, "„Vatnu kom, og vi sjau thet,“ segu Ada Quill."),
            Block(
                BlockKind.PARAGRAPH, "Bo Pell segu: „Thet varu langu og kaldu.“ Hr. Pell lo."
            ),
            Block(BlockKind.PARAGRAPH, "„Thet varu kortu og varmu,“ segu honu."),
        ),
    )
    quoted = [part for part in segment(story).segments if part.role is Role.QUOTE]
    assert [part.speaker for part in quoted] == ["Ada Quill", "Bo Pell", "Ada Quill"]
    people = Cast.from_texts((block.text for block in story.blocks), "qvl")
    assert people.fullest("Hr. Pell") == "Bo Pell"
    assert [people.pronoun_of(name) for name in ("Bo Pell", "Ada Quill")] == ["he", "she"]


@pytest.mark.usefixtures("vellish")
@pytest.mark.parametrize("language", ["qvl", "xx"])
def test_no_english_word_of_ours_is_in_it(language: str) -> None:
    page = replace(HARBOUR, language=language)
    for style in (ScriptStyle(), ScriptStyle(tables=Reading.SUMMARY, code=Reading.READ)):
        words = {
            word
            for part in segment(page, style).segments
            for word in re.findall(r"[^\W\d]+", f"{part.written} {part.spoken}".lower())
        }
        assert not words & OURS


def test_a_language_without_a_folder_says_what_the_page_says() -> None:
    page = replace(HARBOUR, language="xx")
    script = segment(page)
    assert heard(script, Role.BYLINE) == ["Ada Quill, Kjev, Bo Marsh", "Oda Fenn"]
    assert heard(script, Role.DATE) == heard(script, Role.CUE) == []
    assert heard(script, Role.DECLARATION) == []
    assert languages.load_language("xx") is UNKNOWN


@pytest.mark.usefixtures("vellish")
def test_a_region_may_have_a_wording_of_its_own() -> None:
    there = replace(HARBOUR, url="https://saltbladu.vl/havnu")
    assert heard(segment(there), Role.DATE) == ["Utkomu upp 3tu Frostu aru 2031."]
    style = ScriptStyle(wording={"published_hill": "{date}!"})
    assert heard(segment(there, style), Role.DATE) == ["3tu Frostu aru 2031!"]


@pytest.mark.usefixtures("vellish")
def test_sentences_readings_and_names_are_the_language_s() -> None:
    text = "Thet kom 3. Frostu til Hr. Pell. „Kom!“ segu honu. „ Nu ? “, segu Bo. Tha lo Bo."
    ends = [text[start:end] for start, end in split_sentences(text, "qvl")]
    assert ends == [
        "Thet kom 3. Frostu til Hr. Pell.",
        "„Kom!“ segu honu.",
        "„ Nu ? “, segu Bo.",
        "Tha lo Bo.",
    ]
    assert read_aloud("Tau 3, 12", "qvm-XX") == "Tau tri, 12"
    assert "Quill" in load_lexicon([], language="qvl")
    assert find_mentions("Tha Bo Pell kom.", language="qvl") == (
        ("Bo Pell", "Tha Bo Pell kom.", False),
    )


@pytest.mark.usefixtures("vellish")
def test_only_the_language_that_is_asked_for_is_imported() -> None:
    segment(paragraphs("“We shall wait for the tide,” said Oda Fenn."))
    with pytest.raises(ConfigError, match=r"cannot use \{size\}"):
        ScriptStyle(wording={"aside_open": "Box {size}:"})
    assert not any(name.startswith(VELLISH) for name in sys.modules)
    segment(HARBOUR)
    assert f"{VELLISH}.language" in sys.modules


@pytest.mark.usefixtures("vellish")
@pytest.mark.parametrize("tag", [*languages.find_folders(), "qvl"])
def test_a_language_has_all_that_can_be_asked_of_it(tag: str) -> None:
    language = languages.load_language(tag)
    assert language is not UNKNOWN
    assert language.declaration.strip() == language.declaration != ""
    if not language.wording:
        # a folder may hold the one sentence that every episode says, and nothing else
        filled = {f.name for f in fields_of(language) if is_filled(language, f.name)}
        assert filled - {"declarations"} == {"declaration"}
        return
    wording, dates = language.wording, language.calendar
    wanted = {
        key: words
        for key, words in english.WORDING.items()
        if "_british" not in key and key not in VARIANTS
    }
    assert sorted(wanted.keys() - wording.keys()) == []
    for key, words in wording.items():
        # the wording of a region has the language's key with a suffix
        plain = next(k for k in sorted(wanted, key=len, reverse=True) if key.startswith(k))
        assert fields(words) <= fields(english.WORDING.get(key, wanted[plain])), key
    assert [len(dates.weekdays), len(dates.months), len(dates.days)] == [7, 12, 31]
    assert "2" in dates.year(2031)
    assert fields(language.bylines.place) <= {"place"}
    assert fields(language.counting.lines) == {"count"}
    assert language.people.male_titles | language.people.female_titles <= language.people.titles
    # compiles the patterns, which happens at first use
    segment(replace(HARBOUR, language=tag))


def is_filled(language: Language, name: str) -> bool:
    return getattr(language, name) is not getattr(UNKNOWN, name) and bool(
        getattr(language, name)
    )


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}
