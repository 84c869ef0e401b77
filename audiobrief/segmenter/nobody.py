"""Tells labels of speakers that are no person and no organisation, and so worse than none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Language

MAX_WORDS = 8
"""Words of the longest label that is one noun phrase: "a spokeswoman for the port of Holm"."""
_MARK = compile_late(r"[—–:;,“”\"()\[\]]")


def is_somebody(label: str, language: Language) -> bool:
    """Whether `label` can name a speaker: a person, a group, an organisation."""
    words = label.split()
    if not words or len(words) > MAX_WORDS or _MARK.search(label):
        return False
    adverb = len(words) > 1 and words[-1].endswith(language.grammar.adverb_endings)
    lower = label[:1].islower() or any(word.islower() for word in words)
    if not any(map(str.isalpha, label)) or words[-1].isdigit() or (adverb and lower):
        return False
    first = words[0].casefold()
    if is_thing(label, language) or first in language.grammar.within_clauses:
        return False  # "that opener"
    if label[0].isupper():
        return len(words) > 1 or label not in language.people.not_names
    if first in language.grammar.determiners:
        return len(words) > 1 and not _is_run_on(words, language)
    # without an article only several people speak: "researchers", "residents of Holm"
    head = _head(words, language)
    return head in language.people.groups or head.endswith(_plurals(language))


def _is_run_on(words: Sequence[str], language: Language) -> bool:
    """Whether a description is two phrases, of which a second article begins one: "the screen the usual".

    Behind a preposition an article is of the same phrase: "the mayor of the town".
    """
    grammar = language.grammar
    joins = grammar.prepositions | grammar.within_phrases
    return any(
        word in grammar.definite and words[i] not in joins for i, word in enumerate(words[1:])
    )


def is_thing(label: str, language: Language) -> bool:
    """Whether `label` is what somebody made or wrote: "The minister’s letter to Jane Doe"."""
    words = label.split()
    return len(words) > 1 and _last_of_head(words, language) in language.people.speechless


def _head(words: Sequence[str], language: Language) -> str:
    return _last_of_head(words, language).casefold()


def _last_of_head(words: Sequence[str], language: Language) -> str:
    """The noun of a phrase, as it is printed: "mayor" of "the mayor of Marl"."""
    within = language.grammar.within_phrases | language.grammar.prepositions
    end = next((i for i, word in enumerate(words) if word in within), len(words))
    return words[end - 1] if end else ""


def _plurals(language: Language) -> tuple[str, ...]:
    grammar, people = language.grammar, language.people
    return tuple(
        trade + plural for trade in people.trade_endings for plural in grammar.plural_endings
    )


def is_place(name: str, texts: Sequence[str], language: Language) -> bool:
    """Whether a story says that something is "in" `name`, as nobody is in a person."""
    before = language.bylines.place.partition("{")[0].strip()
    if not before or not name[:1].isupper():
        return False
    place = re.compile(rf"\b(?i:{re.escape(before)})\s(?:the\s)?{re.escape(name)}(?![\w’'])")
    return any(place.search(text) for text in texts)
