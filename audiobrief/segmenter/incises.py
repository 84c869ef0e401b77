"""Finds the reporter's words that stand inside quotation marks, as French prints them.

Imprimerie nationale, Lexique: a short remark that says who speaks stays within the marks, between
commas, or between a comma and a stop: « Nous restons, dit Ada Ruiz. Le pont attendra. »
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from audiobrief.patterns import compile_late
from audiobrief.segmenter.dashes import Spoken
from audiobrief.segmenter.tokens import Token, tokens_of
from audiobrief.spoken.language import Language

MAX_REMARK = 160
"""Characters of the longest remark between two commas."""


_OPENING = compile_late(r"\s*[—–]\s?(?=\S)")


@functools.cache
def _remark(language: Language) -> re.Pattern[str]:
    marks = language.marks
    signs = re.escape(marks.openers + marks.closers + marks.straight)
    titles = "|".join(map(re.escape, language.people.title_stops)) or "(?!)"
    return compile_late(
        rf"(?:(?<=[?!…])\s?|,\s)(?P<words>[^\W\d_](?:\b(?:{titles}|[A-Z])\.(?=\s)|[^.;:?!{signs}]){{2,{MAX_REMARK}}}?)"
        rf"(?P<end>,|\.(?=\s|\Z|[{signs}])|(?=\s{{0,9}}\Z))"
    )


def part_at_incises(text: str, start: int, end: int, language: Language) -> list[Spoken]:
    """The stretch from `start` to `end` without the remarks in it that say who speaks."""
    if not language.marks.incises:
        return [Spoken(start, end)]
    return list(_around(text, start, end, language))


def find_dialogue(text: str, language: Language) -> list[Spoken]:
    """What is said in a paragraph that a dash opens, where a remark tells who speaks, as in "— Oui, dit-il".

    French sets no second dash about the remark. A turn without a remark is read as it stands.
    """
    opening = _OPENING.match(text) if language.marks.incises else None
    if opening is None:
        return []
    parts = part_at_incises(text, opening.end(), len(text), language)
    if parts == [Spoken(opening.end(), len(text))]:
        return []
    return [
        Spoken(opening.start() if not at else part.start, part.end)
        for at, part in enumerate(parts)
    ]


def _around(text: str, start: int, end: int, language: Language) -> Iterator[Spoken]:
    at = start
    while remark := _remark(language).search(text, at, end):
        close = _end_of(text, remark, end, language)
        if close is None:
            at = remark.start("words") + 1
            continue
        if text[start : remark.start()].strip():
            yield Spoken(start, remark.start())
        start = at = close
        while start < end and text[start].isspace():
            start += 1
    if text[start:end].strip():
        yield Spoken(start, end)


def _end_of(text: str, remark: re.Match[str], end: int, language: Language) -> int | None:
    """Where the remark ends, with what is told of the speaker; None where it is no remark."""
    tokens = tokens_of(remark["words"], language)
    if not _is_remark(tokens, language):
        return None
    close = remark.end()
    if remark["end"] != ",":
        return close
    # "dit Ada Ruiz, maire de Holm. Nous ...": the comma goes on to say who she is
    more = re.compile(r"\s(?P<first>[^\W\d_][\w’'-]*)[^.;:?!«»“”]{0,120}?(?P<end>[,.])").match(
        text, close, end
    )
    if more and _describes(more["first"], language):
        return more.end()
    return close


def _is_remark(tokens: list[Token], language: Language) -> bool:
    """Whether words begin with a verb of saying and its subject: "a dit Ada Ruiz", "a-t-il dit"."""
    asked = False
    for index, token in enumerate(tokens):
        if token.text[0].islower() and token.plain in language.speech.finite:
            return asked or _has_subject(tokens[index + 1 :], language)
        joined = index > 0 and tokens[index - 1].text.endswith("-")
        asked = asked or bool(joined and language.people.pronouns.get(token.plain))
        if not (asked or token.plain in language.grammar.auxiliaries):
            return False
    return False


def _has_subject(tokens: list[Token], language: Language) -> bool:
    """Whether a pronoun, a name, or words for somebody follow the verb."""
    people, grammar = language.people, language.grammar
    for index, token in enumerate(tokens):
        if token.plain in people.pronouns:
            # "dit-on" tells nobody
            return index == 0 and bool(people.pronouns[token.plain])
        if token.text[0].isupper() and token.text not in people.not_names:
            return True
        known = token.plain in people.roles | people.groups
        if index and (known or token.plain.endswith(people.trade_endings)):
            return tokens[index - 1].plain in grammar.determiners or known
    return False


def _describes(word: str, language: Language) -> bool:
    low = word.lower()
    people = language.people
    return word[0].islower() and (
        low in people.introducing or low in people.roles or low.endswith(people.trade_endings)
    )
