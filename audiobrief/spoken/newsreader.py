"""Says written text the way a newsreader does: finds what is not plain words, asks the rules."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.lexicon import Lexicon
from audiobrief.spoken.reading import Manner, Piece, Rule, Spoken, assemble

LANGUAGES = {
    # primary subtag -> module that holds CANDIDATE, RULES, TOKENS and `manner`
    "en": "audiobrief.spoken.english.rules",
}


class Language(Protocol):
    """What a language's folder holds."""

    CANDIDATE: re.Pattern[str]
    """Finds all that a rule may want to change; its last group names the rules to ask."""
    RULES: Mapping[str, tuple[Rule, ...]]
    """Asked in order, for each group of CANDIDATE; the first that answers decides."""
    HINT: re.Pattern[str]
    """What a text must have for TOKENS to be worth looking for."""
    TOKENS: tuple[Rule, ...]
    """Looked for before all else: addresses of pages and people, which nothing may split."""

    def manner(self, tag: str) -> Manner:
        """How readers of that BCP 47 tag read."""
        ...


class _Unknown:
    """A language without a folder: nothing is read otherwise than it is written."""

    CANDIDATE = compile_late(f"(?P<sign>{symbols.HOSTILE.pattern})")
    RULES: Mapping[str, tuple[Rule, ...]] = {"sign": symbols.RULES}
    HINT = compile_late(r"(?!)")
    TOKENS: tuple[Rule, ...] = ()

    def manner(self, tag: str) -> Manner:
        del tag
        return Manner()


@functools.cache
def load_language(tag: str) -> Language:
    """The tables for a BCP 47 tag; for a language without any, those that change nothing."""
    module = LANGUAGES.get(tag.replace("_", "-").partition("-")[0].lower() or "en")
    language: Language = _Unknown() if module is None else importlib.import_module(module)
    return language


def say(text: str, *, language: str = "en", lexicon: Lexicon | None = None) -> Spoken:
    """The text as a newsreader says it, aligned with what was written.

    Best given a paragraph at a time: words are read by what stands around
    them. Answers for every text, whatever is in it.

    Args:
        text: As printed.
        language: BCP 47 tag; "" counts as English, "en-GB" reads as the British do.
        lexicon: The user's own pronunciations, which come before every rule.
    """
    tables = load_language(language)
    manner = tables.manner(language)
    fixed = list(_fixed(text, tables, manner, lexicon))
    return assemble(text, _pieces(text, tables, manner, fixed))


def read_aloud(text: str, language: str = "en") -> str:
    """Only the words of `say`."""
    return say(text, language=language).text


def _fixed(
    text: str, tables: Language, manner: Manner, lexicon: Lexicon | None
) -> Iterator[Piece]:
    found: list[Piece] = list(lexicon.find(text)) if lexicon else []
    for rule in tables.TOKENS if tables.HINT.search(text) else ():
        for match in rule.pattern.finditer(text):
            said = rule.read(match, manner)
            if said is not None:
                found.append(Piece(match.start(), match.end(), said, rule.name))
    end = 0
    for piece in sorted(found, key=lambda piece: piece.start):
        if piece.start >= end:
            yield piece
            end = piece.end


def _pieces(text: str, tables: Language, manner: Manner, fixed: list[Piece]) -> Iterator[Piece]:
    start = 0
    for piece in fixed:
        yield from _read(text, start, piece.start, tables, manner)
        yield piece
        start = piece.end
    yield from _read(text, start, len(text), tables, manner)


def _read(text: str, pos: int, end: int, tables: Language, manner: Manner) -> Iterator[Piece]:
    search = tables.CANDIDATE.search
    rules = tables.RULES
    while candidate := search(text, pos, end):
        start = candidate.start()
        for rule in rules[candidate.lastgroup or ""]:
            match = rule.pattern.match(text, start, end)
            if match is None or match.end() == start:
                continue
            said = rule.read(match, manner)
            if said is not None:
                yield Piece(start, match.end(), said, rule.name)
                pos = match.end()
                break
        else:
            pos = candidate.end()
