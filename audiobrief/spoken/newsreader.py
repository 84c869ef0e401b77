"""Says written text as a newsreader does: finds what is not plain words and asks the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audiobrief.patterns import compile_late
from audiobrief.spoken.half_read import leave_half_read
from audiobrief.spoken.language import Readings
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.lexicon import Lexicon
from audiobrief.spoken.reading import Manner, Part, Piece, Spoken, assemble


def say(text: str, *, language: str = "en", lexicon: Lexicon | None = None) -> Spoken:
    """The text as a newsreader says it, aligned with what was written.

    Give it a paragraph at a time, since context decides how some words are
    read. It accepts any text.

    Args:
        text: The text as printed.
        language: BCP 47 tag; "" counts as English, "en-GB" reads as the British do.
        lexicon: The user's own pronunciations, which take precedence over every rule.
    """
    readings = load_language(language).readings()
    manner = readings.manner(language)
    fixed = list(_fixed(text, readings, manner, lexicon))
    return assemble(text, _pieces(text, readings, manner, fixed))


def read_aloud(text: str, language: str = "en") -> str:
    """The text that `say` gives, without alignment."""
    return say(text, language=language).text


def _fixed(
    text: str, readings: Readings, manner: Manner, lexicon: Lexicon | None
) -> Iterator[Piece]:
    found: list[Piece] = list(lexicon.find(text)) if lexicon else []
    for rule in readings.tokens if readings.hint.search(text) else ():
        for match in rule.pattern.finditer(text):
            said = rule.read(match, manner)
            if said is not None:
                found.append(Piece(match.start(), match.end(), said, rule.name))
    end = 0
    for piece in sorted(found, key=lambda piece: piece.start):
        if piece.start >= end:
            yield piece
            end = piece.end


DASHES = compile_late(
    r"[—–-](?<=[0-9a-zß-ÿ%]\s.)(?=\s[^\w\s]?[0-9])(?:(?<=—)"
    r"|(?<=–)(?=\s[^\w\s]?[0-9](?:[^–.;]|\.[0-9]){3,80}\s–\s[^\W\d])"
    r"|(?<=-)(?=\s[^\w\s]?[0-9](?:[^.;\s]|\.[0-9]|\s(?!-)){2,80}\s-\s[^\W\d]))"
)
"""A dash that opens a parenthesis: "$400 — 12 times the fee —". No newspaper prints a range
with an em dash between blanks, and of an en dash or a hyphen between blanks the second one tells."""
JOINED = compile_late(
    r"(?<![\w.,$£€])(?:[0-9]+\s-\s[0-9]+(?![\w.,%])"
    r"|[0-9.:]+\s?[ap]\.?m\.?\s-\s[0-9.:]+\s?[ap]\.?m\b|([£$€])[0-9.,]*\w*\s-\s\1)"
)
"""A score, two hours of a day and two prices, which a hyphen between blanks joins."""
FIGURE = 12
"""Characters before a hyphen in which its first figure stands."""


def _pieces(
    text: str, readings: Readings, manner: Manner, fixed: list[Piece]
) -> Iterator[Piece]:
    start = 0
    for piece in fixed:
        yield from _stretches(text, start, piece.start, readings, manner)
        yield piece
        start = piece.end
    yield from _stretches(text, start, len(text), readings, manner)


def _stretches(
    text: str, start: int, end: int, readings: Readings, manner: Manner
) -> Iterator[Piece]:
    """What is read between dashes that part two figures, since no rule may join them."""
    if " — " in text or " – " in text or " - " in text:
        for dash in DASHES.finditer(text, start, end):
            if dash[0] == "-" and _joins(text, dash.start()):
                continue
            yield from _whole(text, start, dash.start() - 1, readings, manner)
            if dash[0] == "-":
                # no voice waits at a hyphen
                yield Piece(*dash.span(), "–", "dash")
            start = dash.end() + 1
    yield from _whole(text, start, end, readings, manner)


def _joins(text: str, hyphen: int) -> bool:
    return any(
        match.start() < hyphen < match.end()
        for match in JOINED.finditer(text, max(0, hyphen - FIGURE), hyphen + 2 * FIGURE)
    )


def _whole(
    text: str, start: int, end: int, readings: Readings, manner: Manner
) -> Iterable[Piece]:
    pieces = list(_read(text, start, end, readings, manner))
    return leave_half_read(text, start, end, pieces, manner)


CLOSERS = frozenset(")]”’\"'")
"""Marks before a stop after which eSpeak NG says "dot", unless a capital follows."""


def _capitalised(said: str | tuple[Part, ...]) -> str | tuple[Part, ...]:
    """What opens a sentence, with a capital."""
    if isinstance(said, str):
        return said[:1].upper() + said[1:]
    end, words = said[0]
    return (Part(end, words[:1].upper() + words[1:]), *said[1:])


def _read(text: str, pos: int, end: int, readings: Readings, manner: Manner) -> Iterator[Piece]:
    search = readings.candidate.search
    rules = readings.rules
    plain = readings.plain
    while candidate := search(text, pos, end):
        if plain(candidate):
            pos = candidate.end()
            continue
        start = candidate.start()
        for rule in rules[candidate.lastgroup or ""]:
            match = rule.pattern.match(text, start, end)
            if match is None or match.end() == start:
                continue
            said = rule.read(match, manner)
            if said is not None:
                if start > 2 and text[start - 2] == "." and text[start - 3] in CLOSERS:
                    said = _capitalised(said)
                yield Piece(start, match.end(), said, rule.name)
                pos = match.end()
                break
        else:
            pos = candidate.end()
