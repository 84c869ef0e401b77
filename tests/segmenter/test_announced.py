"""Tests small scripts: what is announced, where captions go, what is silent, who speaks.

The cases stand in `announced/`, one file a kind. A case has its name after "==", the blocks of
an article, each after a letter for its kind, and after "--" the whole script: audiobrief's own
words in brackets, captions as they are spoken. In `speakers.txt` it is the first speaker.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from audiobrief.model import Article, Author, Block, BlockKind, Role
from audiobrief.segmenter import ScriptStyle, segment
from audiobrief.segmenter.style import Declare

FOLDER = Path(__file__).with_name("announced")
KINDS = {
    "p": BlockKind.PARAGRAPH, "h": BlockKind.HEADING, "c": BlockKind.CAPTION,
    "q": BlockKind.QUOTE, "l": BlockKind.LIST_ITEM, "e": BlockKind.ENDNOTE,
}  # fmt: skip
ADDED = {Role.CUE, Role.BYLINE}


class Case(NamedTuple):
    """One small article and what is expected of its script."""

    name: str
    article: Article
    expected: str


def cases(kind: str) -> list[Case]:
    """The cases of one file of `announced/`."""
    found = []
    for text in (FOLDER / f"{kind}.txt").read_text("utf-8").split("== ")[1:]:
        name, *lines = text.strip("\n").split("\n")
        blocks: list[Block] = []
        authors: list[Author] = []
        site = expected = ""
        for line in lines:
            letter, _, rest = line.partition(" ")
            if letter == "--":
                expected = rest.strip()
            elif letter == "by":
                authors.append(Author(rest))
            elif letter == "site":
                site = rest
            else:
                words, _, attribution = rest.partition(" ~ ")
                level = 2 if letter in "hl" else 0
                level = 1 if letter == "l" else level
                blocks.append(Block(KINDS[letter], words, level, attribution=attribution))
        article = Article(
            "Harbour reopens", tuple(blocks), authors=tuple(authors), site=site, language="en"
        )
        found.append(Case(f"{kind}: {name}", article, expected))
    return found


def kept(name: str) -> bool:
    """Whether a case is of the half that is counted without being looked at."""
    return bool(hashlib.sha256(name.encode()).digest()[0] % 2)


def script_of(case: Case) -> str:
    """What a case is compared with."""
    style = ScriptStyle(sign_off=bool(case.article.site), declare=Declare.OFF)
    parts = segment(case.article, style).segments[1:]
    return " ".join(
        f"[{part.written}]"
        if part.role in ADDED
        else part.spoken
        if part.role is Role.CAPTION
        else part.written
        for part in parts
    )


def first_speaker(case: Case) -> str:
    """Who says the first direct quotation."""
    quotes = [p for p in segment(case.article).segments if p.role is Role.QUOTE]
    return quotes[0].speaker


SCRIPTS = [*cases("speeches"), *cases("beside"), *cases("around")]
SPEAKERS = cases("speakers")


@pytest.mark.parametrize("case", SCRIPTS, ids=lambda case: case.name)
def test_the_script_is_the_one_that_a_newsreader_would_read(case: Case) -> None:
    assert script_of(case) == case.expected


@pytest.mark.parametrize("case", SPEAKERS, ids=lambda case: case.name)
def test_the_first_speaker_is_a_person_or_an_organisation(case: Case) -> None:
    assert first_speaker(case) == case.expected
