"""Words that are cut short: their alternatives in a pattern, and the stop that also ends a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobrief.spoken.sentences import ends_sentence


def stopped(match: re.Match[str], words: str) -> str:
    """`words`, with the full stop of the match where that also ends the sentence."""
    return words + (kept_stop(match.string, match.end()) if match[0].endswith(".") else "")


def kept_stop(text: str, end: int) -> str:
    """A full stop if the one before `end` also ends the sentence; otherwise an empty string."""
    if text[end : end + 3].lstrip()[:1] in DASHES:
        return ""  # of a dateline: "PELL CITY, Ala. — Two people"
    return "." if ends_sentence(text, end) else ""


DASHES = frozenset("—–")


def alternatives(words: Iterable[str]) -> str:
    """The alternatives of a pattern, with or without a stop where a word has a space."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\.?\s") for word in longest_first)


def elided(words: Iterable[str]) -> str:
    """The alternatives of a pattern for words of which some have an apostrophe of either form."""
    return alternatives(words).replace("'", "['’]")
