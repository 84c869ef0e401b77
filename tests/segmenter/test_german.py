"""Tests that a German article is announced in German, with its quotations and their speakers."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from audiobrief.model import Article, Author, Block, BlockKind, Role
from audiobrief.segmenter import segment
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.quotes import find_quotations
from audiobrief.segmenter.speakers import name_speakers
from tests.segmenter.test_languages import OURS

ARTICLE = Article(
    "Rat vertagt das Wehr",
    (
        Block(BlockKind.PARAGRAPH, "Der Rat von Saltmar hat lange beraten. „Wir warten nicht länger auf das Wasser, und "
        "wir zahlen nicht mehr“, sagte Bürgermeisterin Imke Solander."),
        Block(BlockKind.PARAGRAPH, "Jörn Habich betonte: „Wir kommen im Herbst wieder, und dann mit 200 Leuten.“"),
        Block(BlockKind.PARAGRAPH, "„Wer jetzt noch schweigt, der hat nichts verstanden“, kritisierte sie."),
        Block(BlockKind.PARAGRAPH, "Das Wehr sei „marode“, heißt es im Gutachten vom 17. März."),
        Block(BlockKind.LIST_ITEM, "Ruhe bewahren"),
        Block(BlockKind.LIST_ITEM, "3. Mai: Fest"),
        Block(BlockKind.QUOTE, "Das Wasser gehört allen.", attribution="Imke Solander"),
        Block(BlockKind.PARAGRAPH, "Der Saal ist leer.", time=datetime(2031, 3, 4, 14, 30, tzinfo=UTC)),
        Block(BlockKind.CAPTION, "Das Wehr im März. Foto: Kaja Ott/dpa"),
        Block(BlockKind.CORRECTION, "In einer früheren Fassung stand ein falsches Datum."),
    ),
    authors=(Author("Friederike Aust", place="Kiel"), Author("Jasper Nolte")),
    site="Lahnauer Bote",
    language="de",
    published=datetime(2031, 12, 3, tzinfo=UTC),
)  # fmt: skip


def spoken(role: Role) -> list[str]:
    return [part.spoken for part in segment(ARTICLE).segments if part.role is role]


def test_the_article_is_announced_as_newsreaders_do() -> None:
    assert spoken(Role.BYLINE) == ["Von Friederike Aust in Kiel und Jasper Nolte."]
    assert spoken(Role.DATE) == [
        "Veröffentlicht am Mittwoch, dem dritten Dezember zweitausendeinunddreißig."
    ]
    cues = spoken(Role.CUE)
    # one sentence with its speaker beside it needs no announcement
    assert "Zitat:" not in cues
    for cue in (
        "Eine Liste mit zwei Punkten:", "Zitat von Imke Solander:", "Zitat Ende.", "Im Bild:", "Eine Korrektur:",
        "Um vierzehn Uhr dreißig:", "Ende des Artikels.", "Quelle: Lahnauer Bote.",
    ):  # fmt: skip
        assert cue in cues
    assert spoken(Role.LIST_ITEM) == ["Ruhe bewahren", "dritter Mai: Fest"]
    assert spoken(Role.CAPTION) == ["Das Wehr im März."]


def test_quotations_have_their_speakers() -> None:
    quoted = [part for part in segment(ARTICLE).segments if part.role is Role.QUOTE]
    assert [part.speaker for part in quoted] == [
        "Imke Solander", "Jörn Habich", "Imke Solander", "Imke Solander",
    ]  # fmt: skip


@pytest.mark.parametrize("marks", ["„“", "»«", "«»", '""', "„”"])
def test_quotations_are_found_between_all_the_marks_that_are_printed(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    said = f"{opening}Wir warten nicht länger auf das Wasser{closing}"
    text = f"Sie blieb ruhig. {said}, sagte Imke Solander. Der {opening}Damm{closing} hielt."
    direct, other = find_quotations([text], "de")[0]
    assert text[direct.start : direct.end] == said
    assert (direct.direct, other.direct) == (True, False)


@pytest.mark.parametrize(
    ("after", "speaker"),
    [
        ("sagte die Bürgermeisterin, Dr. Imke Solander.", "Imke Solander"),
        ("sagte die Leiterin der Klinik, Prof. Dr. Mira Tann, am Montag.", "Mira Tann"),
        ("sagte die Bürgermeisterin, Imke Solander.", "Imke Solander"),
    ],
)
def test_a_name_with_a_title_after_the_office_is_the_speaker(after: str, speaker: str) -> None:
    text = f"„Wir warten nicht länger auf das Wasser“, {after}"
    cast = Cast.from_texts([text], "de")
    named = name_speakers([text], find_quotations([text], "de"), cast)[0]
    assert [quotation.speaker for quotation in named] == [speaker]


def test_no_english_word_of_ours_is_in_it() -> None:
    german_too = {"in", "am", "um", "die", "an", "so", "war", "was", "will"}
    said = {
        word
        for part in segment(ARTICLE).segments
        for word in re.findall(r"[^\W\d]+", part.spoken.lower())
    }
    assert not said & OURS - german_too
