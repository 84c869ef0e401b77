"""The words beside a quotation that say whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.patterns import compile_late
from audiobrief.segmenter.english import people, verbs, words
from audiobrief.segmenter.phrases import (
    Token,
    main_subject,
    name_runs,
    phrase_from,
    sentences_of,
    subject_of,
    tokens_of,
)

REACH = 600
"""Characters in which an attribution is looked for: news sentences hardly ever go past it."""
MAX_ATTRIBUTION_WORDS = 20
"""Words that may break a quotation: "said Jane Doe, a professor of law at Marl College."."""
REPORTED = words(
    "that adding referring suggesting seeming citing pointing but although because while when "
    "whether if which"
)
"""Words by which an attribution goes on to report something of its own."""
FINITE = verbs.SPEECH_PAST | verbs.SPEECH_PRESENT
_SIGNED = compile_late(r"^\s*[—–―-]+\s*(?P<name>[A-Z][^,.;:“”\"]{2,60}?)[.\s]*$")
"""A quotation that stands alone is signed after a dash: “...” — Jane Doe."""
_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")


def find_after(after: str) -> str:
    """The subject of the attribution that follows a quotation; empty where none does."""
    text = next(iter(sentences_of(after[:REACH])), "").lstrip(" \u00a0,—–―-")
    if text[:1] in {".", "?", "!", ""}:
        return ""
    tokens = tokens_of(text)
    if len(tokens) > 2 and (tokens[0].plain, tokens[1].plain) == ("according", "to"):
        return phrase_from(text, tokens, 2)
    signed = _SIGNED.match(after[:REACH])
    if signed:
        return signed["name"].strip()
    verb = next((i for i in range(len(tokens)) if _attributes(tokens, i)), None)
    if verb is None:
        return _inverted(text, tokens)
    if all(t.plain in people.AUXILIARIES or t.plain.endswith("ly") for t in tokens[:verb]):
        return phrase_from(text, tokens, verb + 1)
    return subject_of(text, tokens, verb) or _first_name(text, tokens[:verb])


def find_before(before: str) -> str:
    """The subject of the attribution that leads into a quotation; empty where none does."""
    text = (sentences_of(before[-REACH:]) or [""])[-1]
    if not re.search(r"[,:—–-]\s*$|\b[a-z]+\s*$", text):
        return ""
    tokens = tokens_of(text)
    return spoken_of(text, tokens) or main_subject(text, tokens)


def spoken_of(text: str, tokens: Sequence[Token]) -> str:
    """The subject of the last speech verb in a sentence; empty where none has one."""
    for index in range(len(tokens) - 1, -1, -1):
        plain = tokens[index].plain
        if plain in verbs.SPEECH_PARTICIPLES:
            # "Mr. Doe shook his head, saying": who says it is who shakes it
            found = main_subject(text, tokens[:index])
        elif _attributes(tokens, index):
            found = _said_by(text, tokens, index) or subject_of(text, tokens, index)
        else:
            continue
        if found:
            return found
    return ""


def _said_by(text: str, tokens: Sequence[Token], verb: int) -> str:
    """The name of ", said Jane Doe, a chandler": after the verb, and closed by a mark."""
    if not verb or tokens[verb - 1].text not in {",", "”", '"'}:
        return ""
    runs = name_runs(tokens[verb + 1 :])
    if not runs:
        return ""
    end = verb + 1 + runs[0][1]
    closed = end == len(tokens) or tokens[end].text in {",", ".", "?", "!"}
    return phrase_from(text, tokens, verb + 1) if closed else ""


def _inverted(text: str, tokens: Sequence[Token]) -> str:
    """The name after a verb that no table has: "enthused Jane Doe, the mayor"."""
    if len(tokens) < 2 or not tokens[0].text[0].islower() or tokens[1].text[0].islower():
        return ""
    if tokens[0].plain in people.PREPOSITIONS | people.CLAUSE_STARTERS | people.AUXILIARIES:
        return ""
    return phrase_from(text, tokens, 1) if tokens[0].plain.endswith(("ed", "s")) else ""


def _attributes(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token is a speech verb, and not a noun such as the "states" of "the states"."""
    if tokens[index].plain not in FINITE or not tokens[index].text[0].islower():
        return False
    before = tokens[index - 1].plain if index else ""
    return before not in people.DETERMINERS | people.PREPOSITIONS - {"like"}


def leads_in(before: str) -> bool:
    """Whether `before` ends in the clause that says who speaks: "She said on Monday,"."""
    text = (sentences_of(before[-REACH:]) or [""])[-1]
    tokens = tokens_of(text)
    verb = next((i for i in range(len(tokens) - 1, -1, -1) if _attributes(tokens, i)), None)
    if verb is None or not subject_of(text, tokens, verb):
        return False
    rest = [token.plain for token in tokens[verb + 1 :]]
    return not REPORTED.intersection(rest) and rest.count(",") < 3


def is_bare(gap: str) -> bool:
    """Whether what stands between two parts of a quotation is nothing but who says it."""
    found = [word.lower() for word in _WORD.findall(gap)]
    if not found:
        return True
    if len(found) > MAX_ATTRIBUTION_WORDS or REPORTED.intersection(found):
        return False
    if re.search(r"[“”\"]", gap) or len(re.findall(r"[?!]|[a-z]{3}\.\s", gap)) > 1:
        return False
    return not verbs.SPEECH_VERBS.isdisjoint(found)


def _first_name(text: str, tokens: Sequence[Token]) -> str:
    runs = name_runs(tokens)
    if not runs:
        return ""
    first, last = runs[0]
    return text[tokens[first].start : tokens[last - 1].end]
