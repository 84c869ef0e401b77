"""Finds the person to whom a story gives an office or a trade: who "the governor" is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobrief.patterns import compile_late
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.tokens import Token, name_runs, sentences_of, tokens_of
from audiobrief.spoken.language import Language

REACH = 5
"""Words between a name and its role at the most: "Jane Doe, the first elected mayor"."""
_AGED = compile_late(r"(?P<age>\d{1,3})-year-old")


def holder_of(description: str, texts: Sequence[str], cast: Cast) -> str:
    """The one person in `texts` whom "the governor" or "the 36-year-old" can mean.

    Empty where nobody or more than one has that role, and in a language without a table of
    articles that stand before somebody known.
    """
    language = cast.language
    words = description.split()
    if not 2 <= len(words) <= 3 or words[0].lower() not in language.grammar.definite:
        return ""
    if len(words) == 3 and not words[1][0].isupper():
        return ""  # "the former mayor" is not the mayor; "the Republican governor" is one
    role = words[-1].lower()
    aged = _AGED.fullmatch(role)
    role = aged["age"] if aged else role
    if not aged and (role in language.people.anybody or not _is_role(role, language)):
        return ""
    found = {cast.fullest(name) for text in texts for name in _holders(role, text, cast)}
    return found.pop() if len(found) == 1 else ""


def _is_role(word: str, language: Language) -> bool:
    people = language.people
    title = word.capitalize()
    known = title in people.offices | people.roles | people.titles
    return known or word.endswith(people.trade_endings)


def _holders(role: str, text: str, cast: Cast) -> Iterator[str]:
    language = cast.language
    # most paragraphs have neither the word nor what it is shortened to
    forms = {role, *(short for short, long in language.people.ranks.items() if long == role)}
    if not re.search(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", text, re.IGNORECASE):
        return
    for sentence in sentences_of(text, language):
        tokens = tokens_of(sentence, language)
        for first, last in name_runs(tokens, language):
            name = sentence[tokens[first].start : tokens[last - 1].end]
            if cast.knows(name) and _has_role(tokens, first, last, forms, language):
                yield name


def _has_role(
    tokens: Sequence[Token], first: int, last: int, forms: set[str], language: Language
) -> bool:
    """Whether the role stands before the name, in it as a title, or after it behind a comma."""
    grammar = language.grammar
    plain = [token.plain for token in tokens]
    if forms.intersection(plain[max(first - 1, 0) : last - 1]):
        return True
    if last < len(plain) and plain[last] == ",":
        behind = plain[last + 1 : last + 2 + REACH]
        at = next((i for i, word in enumerate(behind) if word in forms), None)
        if at is not None:
            between = behind[:at]
            away = grammar.prepositions | grammar.clause_starters | language.speech.verbs
            if "," not in between and not away.intersection(between):
                return True
    if first > 1 and plain[first - 1] == ",":
        # "The Commissioner for Works, Jane Doe,"
        start = max((i + 1 for i in range(first - 1) if plain[i] == ","), default=0)
        phrase = plain[start : first - 1]
        at = next((i for i, word in enumerate(phrase) if word in forms), None)
        if at is not None:
            rest = phrase[at + 1 :]
            return not rest or rest[0] in grammar.within_phrases
    return False
