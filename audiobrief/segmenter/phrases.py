"""Finds noun phrases and sentences by a language's tables and word order, without a parser."""

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
        """The text in lower case, without the stop of an abbreviation."""
        return self.text.lower().rstrip(".")


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
            rf"{own}(?:[{large}]\.)+|[{large}][{small}]{{0,4}}\.(?=\s+[{large}])"
            r"|[@#]?\w+(?:[’'-]\w+)*[’']?|[^\w\s]"
        ),
        compile_late(
            rf"(?<=[{small}0-9)\]{closing}])[.?!](?=\s|$)|(?<=[.][{large}])[.](?=\s+[{large}]|$)"
        ),
        compile_late(rf"\b(?:{titles})\.$"),
    )


@functools.cache
def _subject_ends(language: Language) -> frozenset[str]:
    grammar, speech = language.grammar, language.speech
    return grammar.auxiliaries | grammar.clause_starters | speech.verbs | grammar.irregular_past


@functools.cache
def _adverbials(language: Language) -> frozenset[str]:
    grammar = language.grammar
    starters = grammar.prepositions | grammar.clause_starters | grammar.adverbs
    return starters | language.speech.past


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
        sentences.append(text[start:end])
        start = end
    if text[start:].strip():
        sentences.append(text[start:])
    return sentences


def name_runs(tokens: Sequence[Token], language: Language) -> list[tuple[int, int]]:
    """Half-open ranges of tokens that are written as names."""
    people, endings = language.people, language.grammar.adverb_endings
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, token in enumerate(tokens):
        capital = token.text[0].isupper() and token.text not in people.not_names
        adverb = index == 0 and token.plain.endswith(endings) and len(tokens) > 1
        inside = start is not None and (
            token.plain in people.particles
            and index + 1 < len(tokens)
            and tokens[index + 1].text[0].isupper()
        )
        if capital and not adverb and start is None:
            start = index
        elif start is not None and not capital and not inside:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def names_in(sentence: str, language: Language) -> list[str]:
    """The names in `sentence`, in order, as they are written."""
    tokens = tokens_of(sentence, language)
    return [
        sentence[tokens[a].start : tokens[b - 1].end] for a, b in name_runs(tokens, language)
    ]


def is_between(token: Token, language: Language) -> bool:
    """Whether the token may stand between a subject and its verb: "has", "often"."""
    grammar = language.grammar
    return token.plain in grammar.auxiliaries or token.plain.endswith(grammar.adverb_endings)


def subject_of(text: str, tokens: Sequence[Token], verb: int, language: Language) -> str:
    """The noun phrase before the verb at `verb`: "Jane Doe" in "Jane Doe, the mayor, said"."""
    end = verb
    while end and is_between(tokens[end - 1], language):
        end -= 1
    if end and tokens[end - 1].text == ",":
        return _before_appositive(text, tokens, end - 1, language)
    return phrase_to(text, tokens, end, language)


def main_subject(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The subject of the sentence: its first noun phrase after any adverbials."""
    grammar = language.grammar
    start = _after_conjunction(tokens, language)
    while start < len(tokens):
        stop = next((i for i in range(start, len(tokens)) if tokens[i].text == ","), None)
        if not _is_adverbial(tokens[start], language) or stop is None:
            break
        start = stop + 1
    end = start
    while end < len(tokens):
        token = tokens[end]
        past = token.text[0].islower() and token.plain.endswith(grammar.past_endings)
        ends = token.plain in _subject_ends(language)
        away = token.plain in grammar.prepositions - grammar.within_phrases
        if end > start and (past or ends or away or token.text in grammar.breaks):
            break
        end += 1
    return phrase_to(text, tokens, end, language, from_token=start)


def _after_conjunction(tokens: Sequence[Token], language: Language) -> int:
    """1 if a single conjunction or adverb opens the sentence ("Then Jane Doe"), else 0."""
    grammar, people = language.grammar, language.people
    if len(tokens) < 2 or tokens[0].plain not in grammar.clause_starters | grammar.adverbs:
        return 0
    second = tokens[1]
    named = second.text[0].isupper() and second.text not in people.not_names
    return int(named or second.plain in people.pronouns)


def _is_adverbial(token: Token, language: Language) -> bool:
    grammar = language.grammar
    endings = grammar.participle_endings + grammar.adverb_endings
    return token.plain in _adverbials(language) or token.plain.endswith(endings)


def _before_appositive(
    text: str, tokens: Sequence[Token], comma: int, language: Language
) -> str:
    """The head of "NAME, appositive," whose last comma is at `comma`."""
    start = first = _after_conjunction(tokens, language)
    while start < comma:
        stop = next((i for i in range(start, comma + 1) if tokens[i].text == ","), comma)
        if not _is_adverbial(tokens[start], language) or (start == first and stop == comma):
            found = phrase_to(text, tokens, stop, language, from_token=start)
            if found:
                return found
        start = stop + 1
    return ""


def phrase_to(
    text: str, tokens: Sequence[Token], end: int, language: Language, *, from_token: int = 0
) -> str:
    """The noun phrase that ends before token `end`; empty where there is none."""
    grammar = language.grammar
    start = end
    while start > from_token:
        token = tokens[start - 1]
        if token.text in grammar.breaks:
            break
        if token.plain in grammar.clause_starters - grammar.within_clauses:
            break
        start -= 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[-1].plain in language.people.pronouns:
        return phrase[-1].text
    runs = name_runs(phrase, language)
    if runs and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        if first and phrase[first - 1].plain in grammar.prepositions:
            described = _described(text, phrase, language)
            if described:
                return described
        return text[phrase[first].start : phrase[-1].end]
    return _described(text, phrase, language)


def _described(text: str, phrase: Sequence[Token], language: Language) -> str:
    for token in phrase:
        if token.plain in language.grammar.determiners:
            return text[token.start : phrase[-1].end]
    runs = name_runs(phrase, language)
    if runs:
        first, last = runs[0]
        return text[phrase[first].start : phrase[last - 1].end]
    plural = len(phrase) <= 3 and phrase[-1].text.endswith(language.grammar.plural_endings)
    return text[phrase[0].start : phrase[-1].end] if plural else ""


def phrase_from(text: str, tokens: Sequence[Token], start: int, language: Language) -> str:
    """The noun phrase that begins at token `start`; empty where there is none."""
    grammar = language.grammar
    ends = (grammar.prepositions | grammar.clause_starters) - grammar.within_phrases
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.text in grammar.breaks or not token.text[0].isalnum():
            break
        if end > start and token.plain in ends:
            break
        end += 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[0].plain in language.people.pronouns:
        return phrase[0].text
    runs = name_runs(phrase, language)
    determined = phrase[0].plain in grammar.determiners
    if runs and not determined:
        of = next(
            (i for i, t in enumerate(phrase) if t.plain in grammar.within_phrases), len(phrase)
        )
        first, last = ([run for run in runs if run[1] <= of] or runs)[-1]
        return text[phrase[first].start : phrase[last - 1].end]
    if runs and determined and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        if first and phrase[first - 1].plain not in grammar.within_phrases:
            return text[phrase[first].start : phrase[-1].end]
    return text[phrase[0].start : phrase[-1].end]
