"""Finds the attribution of a quotation: the words beside it that name the speaker."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.phrases import (
    Token,
    closing_marks,
    is_between,
    main_subject,
    name_runs,
    phrase_from,
    quote_marks,
    sentences_of,
    subject_of,
    tokens_of,
)
from audiobrief.spoken.language import Language

REACH = 600
"""How many characters are searched for an attribution; news sentences are hardly ever
longer."""
MAX_ATTRIBUTION_WORDS = 20
"""The most words of a bare attribution between two parts of a quotation: "said Jane Doe, a
professor of law at Marl College."."""
_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")


class _Patterns(NamedTuple):
    """Patterns built from the letters and marks of a language."""

    signed: re.Pattern[str]
    """The signature after a dash of a quotation that stands alone: “...” — Jane Doe."""
    leads: re.Pattern[str]
    """The end of a text that leads into a quotation: a mark or a word in small letters."""
    stop: re.Pattern[str]
    mark: re.Pattern[str]


@functools.cache
def _patterns(language: Language) -> _Patterns:
    large, small = language.grammar.capitals, language.grammar.small
    marks = "".join(map(re.escape, sorted(quote_marks(language))))
    return _Patterns(
        compile_late(rf"^\s*[—–―-]+\s*(?P<name>[{large}][^,.;:“”\"]{{2,60}}?)[.\s]*$"),
        compile_late(rf"[,:—–-]\s*$|\b[{small}]+\s*$"),
        compile_late(rf"[?!]|[{small}]{{3}}\.\s"),
        compile_late(rf"[{marks}]" if marks else r"(?!)"),
    )


def find_after(after: str, language: Language) -> str:
    """The subject of the attribution that follows a quotation; empty where none follows."""
    text = next(iter(sentences_of(after[:REACH], language)), "").lstrip(" \u00a0,—–―-")
    if text[:1] in {".", "?", "!", ""}:
        return ""
    tokens = tokens_of(text, language)
    for according in language.speech.according:
        count = len(according)
        if len(tokens) > count and tuple(t.plain for t in tokens[:count]) == according:
            return phrase_from(text, tokens, count, language)
    signed = _patterns(language).signed.match(after[:REACH])
    if signed:
        return signed["name"].strip()
    verb = next((i for i in range(len(tokens)) if _attributes(tokens, i, language)), None)
    if verb is None:
        return _inverted(text, tokens, language)
    if all(is_between(token, language) for token in tokens[:verb]):
        return phrase_from(text, tokens, verb + 1, language)
    subject = subject_of(text, tokens, verb, language)
    return subject or _first_name(text, tokens[:verb], language)


def find_before(before: str, language: Language) -> str:
    """The subject of the attribution that leads into a quotation; empty where none leads in."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    if not _patterns(language).leads.search(text):
        return ""
    tokens = tokens_of(text, language)
    return spoken_of(text, tokens, language) or main_subject(text, tokens, language)


def spoken_of(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The subject of the last speech verb that has one in a sentence; empty where none has."""
    for index in range(len(tokens) - 1, -1, -1):
        plain = tokens[index].plain
        if plain in language.speech.participles:
            # "Mr. Doe shook his head, saying": a participle has the subject of its sentence
            found = main_subject(text, tokens[:index], language)
        elif _attributes(tokens, index, language):
            found = _said_by(text, tokens, index, language)
            found = found or subject_of(text, tokens, index, language)
        else:
            continue
        if found:
            return found
    return ""


def _said_by(text: str, tokens: Sequence[Token], verb: int, language: Language) -> str:
    """The name after the verb and before a mark, as in ", said Jane Doe, a chandler"."""
    if not verb or tokens[verb - 1].text not in closing_marks(language) | {","}:
        return ""
    runs = name_runs(tokens[verb + 1 :], language)
    if not runs:
        return ""
    end = verb + 1 + runs[0][1]
    closed = end == len(tokens) or tokens[end].text in {",", ".", "?", "!"}
    return phrase_from(text, tokens, verb + 1, language) if closed else ""


def _inverted(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The name after a verb that is in no table: "enthused Jane Doe, the mayor"."""
    if len(tokens) < 2 or not tokens[0].text[0].islower() or tokens[1].text[0].islower():
        return ""
    grammar = language.grammar
    if tokens[0].plain in grammar.prepositions | grammar.clause_starters | grammar.auxiliaries:
        return ""
    endings = language.speech.verb_endings
    return phrase_from(text, tokens, 1, language) if tokens[0].plain.endswith(endings) else ""


def _attributes(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether the token is a speech verb and not a noun, like "states" in "the states"."""
    if tokens[index].plain not in language.speech.finite or not tokens[index].text[0].islower():
        return False
    before = tokens[index - 1].plain if index else ""
    return before not in language.speech.not_after


def leads_in(before: str, language: Language) -> bool:
    """Whether `before` ends in a clause that says who speaks: "She said on Monday,"."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    tokens = tokens_of(text, language)
    verb = next(
        (i for i in range(len(tokens) - 1, -1, -1) if _attributes(tokens, i, language)), None
    )
    if verb is None or not subject_of(text, tokens, verb, language):
        return False
    rest = [token.plain for token in tokens[verb + 1 :]]
    return not language.speech.reported.intersection(rest) and rest.count(",") < 3


def is_bare(gap: str, language: Language) -> bool:
    """Whether the text between two parts of a quotation only says who speaks."""
    found = [word.lower() for word in _WORD.findall(gap)]
    if not found:
        return True
    if len(found) > MAX_ATTRIBUTION_WORDS or language.speech.reported.intersection(found):
        return False
    patterns = _patterns(language)
    if patterns.mark.search(gap) or len(patterns.stop.findall(gap)) > 1:
        return False
    return not language.speech.verbs.isdisjoint(found)


def _first_name(text: str, tokens: Sequence[Token], language: Language) -> str:
    runs = name_runs(tokens, language)
    if not runs:
        return ""
    first, last = runs[0]
    return text[tokens[first].start : tokens[last - 1].end]
