"""What words in capitals have in common in languages of the Latin alphabet."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late

REACH = 25
"""Characters on each side that are all in capitals where a headline is set so."""
_LOWER = compile_late(r"[a-zß-öø-ÿœ]")
_BESIDE = compile_late(r"\s[A-ZÀ-ÖØ-ÞŒ]{4}")
_BEFORE = compile_late(r"[A-ZÀ-ÖØ-ÞŒ]{4}\s\Z")


def is_shouted(match: re.Match[str]) -> bool:
    """Whether what is beside it is in capitals, too, as in a headline or a place before a report."""
    text = match.string
    before = text[max(0, match.start() - REACH) : match.start()]
    if _BESIDE.match(text, match.end()) or _BEFORE.search(before):
        return True
    return not _LOWER.search(before + text[match.end() : match.end() + REACH])


def can_be_read(
    letters: str,
    *,
    starts: frozenset[str],
    finals: frozenset[str] = frozenset(),
    ends: frozenset[str],
    vowels: str = "aeiou",
) -> bool:
    """Whether letters, in lower case, can be read as a word.

    `starts` are the groups of consonants with which a syllable may begin, `finals` those with
    which a word may end, and `ends` the letters with which it may.
    """
    if not set(letters) & set(vowels) or letters[-1] not in ends:
        return False
    for found in re.finditer(rf"[^{vowels}]{{2,}}", letters):
        run = found[0]
        if found.start() == 0 and run not in starts:
            return False
        if found.end() == len(letters) and run not in finals:
            return False
        if len(run) > 3 or (len(run) == 3 and run[1:] not in starts):
            return False
    return True
