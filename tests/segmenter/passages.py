"""Short news passages with quotations, by kind and newsroom: who speaks, and what is no speech.

`announced/passages.txt` was written before anybody looked at the rules. A passage has its kind
and name after "==", the blocks of an article, each after a letter for its kind ("t" for the
headline), and before each opening mark that is counted, in braces, who speaks: names between
"|" are all right, an empty name is for words that nobody says who has a name, and "-" for what
is no utterance (a scare quote, a title, a part of the reporter's sentence). Passages are two
halves by the hash of their names; rules are mended from one of them.

`python -m tests.bench speakers` prints the counts of both halves, and what is wrong in the one
that rules are mended from.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.segmenter import segment

FILE = Path(__file__).with_name("announced") / "passages.txt"
KINDS = {"p": BlockKind.PARAGRAPH, "h": BlockKind.HEADING}
NO_SPEECH = "-"
FINE = {"right", "rightly none", "left"}
"""Outcomes that an editor would want."""
TELLING = 12
"""Letters at the beginning of a quotation by which it is found again in a script."""
_GOLD = re.compile(r"\{([^{}]*)\}")
_OPENING = re.compile("[“‘]")
_CLOSING = re.compile(r"”|(?<=[.,?!])’")


class Said(NamedTuple):
    """A quotation and who may be named for it."""

    words: str
    """How it begins, after its mark."""
    speakers: tuple[str, ...]

    @property
    def is_speech(self) -> bool:
        return self.speakers != (NO_SPEECH,)


class Passage(NamedTuple):
    """A small article and its quotations, in order."""

    name: str
    article: Article
    said: tuple[Said, ...]

    @property
    def kept(self) -> bool:
        """Whether it is of the half that is counted without being looked at."""
        return bool(hashlib.sha256(self.name.encode()).digest()[0] % 2)


def passages() -> list[Passage]:
    """All passages of the file."""
    found = []
    for text in FILE.read_text("utf-8").split("== ")[1:]:
        name, *lines = text.strip("\n").split("\n")
        title, blocks, said = "Harbour reopens", [], []
        for line in lines:
            letter, _, marked = line.partition(" ")
            plain = _GOLD.sub("", marked)
            if letter == "t":
                title = plain
                continue
            blocks.append(Block(KINDS[letter], plain, 2 * (letter == "h")))
            said += list(_said(marked))
        found.append(Passage(name, Article(title, tuple(blocks), language="en"), tuple(said)))
    return found


def _said(marked: str) -> Iterable[Said]:
    for gold in _GOLD.finditer(marked):
        rest = _GOLD.sub("", marked[gold.end() :])
        opening = _OPENING.search(rest)
        assert opening is not None, marked
        words = _CLOSING.split(rest[opening.end() :])[0]
        yield Said(words, tuple(gold[1].split("|")))


def outcomes(passage: Passage) -> list[tuple[str, Said, str]]:
    """What became of each quotation, and whom the script names for it.

    "right", "wrong" and "missed" for a speech that has a speaker, and where the label is of the
    right family or says what somebody is, "not by the whole name" and "described"; "rightly none"
    and "wrong" for one that has none, "not told" for one that is taken for the reporter's words,
    "left" and "taken for speech" for what is none.
    """
    script = segment(passage.article)
    parts = [part for part in script.segments if part.role is Role.QUOTE]
    found = []
    at = 0
    for said in passage.said:
        index = next(
            (i for i in range(at, len(parts)) if _begins(parts[i].written, said)), None
        )
        told = parts[index].speaker if index is not None else None
        at = at if index is None else index
        found.append((_outcome(said, told), said, told or ""))
    return found


def _begins(written: str, said: Said) -> bool:
    return said.words[:TELLING].rstrip() in written[: TELLING + 8]


def _outcome(said: Said, told: str | None) -> str:
    if not said.is_speech:
        return "left" if told is None else "taken for speech"
    if told is None:
        return "not told"
    if told in said.speakers:
        return "right" if told else "rightly none"
    if told and any(name.split()[-1:] == told.split()[-1:] for name in said.speakers):
        return "not by the whole name"
    if told.split()[:1] in (["the"], ["a"], ["an"]) and any(said.speakers):
        return "described"
    return "wrong" if told else "missed"


def tally(found: Iterable[Passage]) -> Counter[str]:
    """How often each outcome comes."""
    return Counter(outcome for passage in found for outcome, *_ in outcomes(passage))
