"""Cuts text into words, sentences and what is written as names, by a language's tables."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Language


class Token(NamedTuple):
    """A word or a punctuation mark of a sentence."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The text in lower case, without the stop of an abbreviation and what joins words.

        French joins a verb to its subject: "dit-il", "explique-t-elle".
        """
        low = self.text.lower().rstrip(".")
        return low.rstrip("-").removesuffix("-t") if low.endswith("-") else low


_BRACKETED = compile_late(r"\([^()]*\)|\[[^\[\]]*\]")


class _Patterns(NamedTuple):
    """Patterns built from the letters of a language."""

    token: re.Pattern[str]
    sentence_end: re.Pattern[str]
    title_stop: re.Pattern[str]


@functools.cache
def _patterns(language: Language) -> _Patterns:
    large, small = language.grammar.capitals, language.grammar.small
    titles = "|".join(map(re.escape, language.people.title_stops)) or "(?!)"
    closing = re.escape("".join(sorted(closing_marks(language))))
    own = f"{language.grammar.own_tokens}|" if language.grammar.own_tokens else ""
    return _Patterns(
        compile_late(
            rf"{own}\b(?:{titles})\.(?=\s+[{large}])|(?:[{large}]\.)+|[{large}][{small}]{{0,4}}\.(?=\s+[{large}])"
            r"|[@#]?\w+(?:[’'-]\w+|‘s\b)*[’']?|[^\w\s]"
        ),
        compile_late(
            rf"(?<=[{small}0-9)\]{closing}])[.?!](?=\s|$)|(?<=[.][{large}])[.](?=\s+[{large}]|$)"
        ),
        compile_late(rf"\b(?:{titles})\.$"),
    )


@functools.cache
def quote_marks(language: Language) -> frozenset[str]:
    """The quotation marks that end a noun phrase."""
    marks = language.marks
    return language.grammar.breaks & set(marks.openers + marks.closers + marks.straight)


@functools.cache
def closing_marks(language: Language) -> frozenset[str]:
    """The closing marks of `quote_marks`."""
    return quote_marks(language) & set(language.marks.closers + language.marks.straight)


def tokens_of(text: str, language: Language) -> list[Token]:
    """Words and punctuation marks, without text in brackets, such as "(R-Fla.)"."""
    blank = _BRACKETED.sub(lambda match: " " * len(match[0]), text)
    return [Token(m[0], m.start(), m.end()) for m in _patterns(language).token.finditer(blank)]


def sentences_of(text: str, language: Language) -> list[str]:
    """Approximate sentences, each with the blanks before it."""
    patterns = _patterns(language)
    sentences, start = [], 0
    for match in patterns.sentence_end.finditer(text):
        end = match.end()
        if patterns.title_stop.search(text[max(start, end - 6) : end]):
            continue
        if LETTERS.search(text, max(start, end - 5), end) and not _opens(text, end, language):
            continue  # "U.S. Attorney Jane Doe"
        sentences.append(text[start:end])
        start = end
    if text[start:].strip():
        sentences.append(text[start:])
    return sentences


APOSTROPHE = compile_late("[’']")
LETTERS = compile_late(r"(?<![A-Za-z])(?:[A-Z]\.){2}\Z")
_NEXT = compile_late(r"\s+([^\W\d_]+)")


def _opens(text: str, end: int, language: Language) -> bool:
    """Whether the word after initials opens a sentence, and is no part of a name."""
    word = _NEXT.match(text, end)
    grammar, people = language.grammar, language.people
    if word is None or not grammar.agents:
        return True
    low = word[1].lower()
    return (
        low
        in (
            grammar.determiners
            | grammar.clause_starters
            | grammar.prepositions
            | grammar.adverbs
        )
        or low in people.pronouns
    )


def name_runs(tokens: Sequence[Token], language: Language) -> list[tuple[int, int]]:
    """Half-open ranges of tokens that are written as names."""
    people, endings = language.people, language.grammar.adverb_endings
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, token in enumerate(tokens):
        whole = token.text[0].isupper() and token.text not in people.not_names
        # "Let’s start": no name is shortened so
        capital = whole and APOSTROPHE.split(token.text)[0] not in people.not_names
        adverb = index == 0 and token.plain.endswith(endings) and len(tokens) > 1
        inside = start is not None and _leads_on(tokens, index, language)
        if capital and not adverb and start is None:
            start = index
        elif start is not None and not capital and not inside:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def _leads_on(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether particles at `index` lead on to the rest of a name: "van der Meer"."""
    people = language.people
    at = index
    while at < len(tokens) and tokens[at].plain in people.particles:
        at += 1
    if at - index > 1 and language.grammar.nouns_have_capitals:
        return False  # "Jane Doe von der Feuerwehr"
    # "Uwe Vogt am Abend" has none
    ends = at > index and at < len(tokens) and tokens[at].text[0].isupper()
    return ends and tokens[at].text not in people.not_names


def names_in(sentence: str, language: Language, *, beside: bool = True) -> list[str]:
    """The names in `sentence`, in order, as they are written.

    Without `beside`, those behind a preposition and those who own something are left out, "from
    Ada Ruiz", "Jane Doe's team", in a language whose table tells which prepositions stand before
    somebody who acts.
    """
    tokens = tokens_of(sentence, language)
    found: list[str] = []
    agents = language.grammar.agents
    behind, end = False, 0
    for first, last in name_runs(tokens, language):
        before = tokens[first - 1].plain if first else ""
        joined = behind and first == end + 1
        behind = before in language.grammar.prepositions - agents or joined
        end = last
        owns = tokens[last - 1].text.endswith(language.people.possessives or ("\0",))
        if beside or not ((behind or owns) and agents):
            found.append(sentence[tokens[first].start : tokens[last - 1].end])
    return found
