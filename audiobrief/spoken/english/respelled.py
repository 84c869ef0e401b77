"""Reads how a text itself says that a name is pronounced: "Quorndahl (pronounced KWORN-dahl)".

Papers print the stressed syllable in capitals, which are no initials.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said

REACH = 60
"""Characters before a syllable in which its pronunciation is introduced."""
TOLD = compile_late(
    r"(?:\bpronounced|[(\[]\s?say|\bsounds?\slike|\brhymes\swith):?\s(?:as\s|like\s)?[\"“‘']?(?:[A-Za-z’']{1,12}[-\s·]){0,6}\Z"
)
"""What introduces a pronunciation, and its syllables so far."""
SYLLABLES = compile_late(r"[(\[](?P<said>[A-Za-z]{1,12}(?:-[A-Za-z]{1,12}){1,6})[)\]]")
"""A bracket that holds nothing but syllables."""
VOWEL = compile_late(r"[aeiouyAEIOUY]")


def _syllable(match: re.Match[str], manner: Manner) -> Said:
    del manner
    text, start = match.string, match.start()
    if TOLD.search(text, max(0, start - REACH), start):
        return match[0].lower()
    opening = max(text.rfind(sign, max(0, start - REACH), start) for sign in "([")
    bracket = SYLLABLES.match(text, opening) if opening >= 0 else None
    if bracket is None or bracket.end() < match.end():
        return None
    syllables = bracket["said"].split("-")
    mixed = any(map(str.isupper, syllables)) and any(map(str.islower, syllables))
    return match[0].lower() if mixed and all(map(VOWEL.search, syllables)) else None


WORD_RULES = (Rule("respelled", compile_late(r"[A-Z]{2,12}(?=[-\s·)\]\"”’'.,;])"), _syllable),)
