"""Reads ranks of several words, which papers shorten together: Det Ch Insp, Lt-Gen, L/Cpl."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said

FIRST = {
    "A": "Acting", "Asst": "Assistant", "Assoc": "Associate", "C": "Chief", "D": "Detective", "P": "Police", "Brig": "Brigadier", "Ch": "Chief", "Dep": "Deputy", "Det": "Detective", "Flt": "Flight", "Gp": "Group",
    "Air": "Air", "Sq": "Squadron", "Tech": "Technical", "Gy": "Gunnery", "L": "Lance", "Lt": "Lieutenant", "Maj": "Major", "R": "Rear", "Rt": "Right", "S": "Staff", "Sen": "Senior", "Sgt": "Sergeant", "Snr": "Senior",
    "Sqn": "Squadron", "Sr": "Senior", "Sub": "Sub", "Supt": "Superintendent", "V": "Vice", "Wg": "Wing", "Col": "Colonel",
}  # fmt: skip
"""What a rank of several words may begin with, or go on with."""
LAST = {
    "Adm": "Admiral", "Cdre": "Commodore", "Atty": "Attorney", "Prin": "Principal", "Prof": "Professor", "Marshal": "Marshal", "Capt": "Captain", "Cdr": "Commander", "Cmdr": "Commander", "Col": "Colonel", "Comm": "Commissioner", "Con": "Constable",
    "Const": "Constable", "Cpl": "Corporal", "Gen": "General", "Hon": "Honourable", "Insp": "Inspector", "Ldr": "Leader", "Lt": "Lieutenant",
    "Maj": "Major", "Rev": "Reverend", "Sgt": "Sergeant", "Supt": "Superintendent",
}  # fmt: skip
"""What it may end with."""
_JOINT = r"(?:\.?[\s-]|/)"

RULE_PATTERN = compile_late(
    # a lone letter is part of a rank before a stroke alone: "A Sgt Moss" is one of several
    rf"(?=[A-Z][a-z]{{0,4}}[./\s-])(?P<ranks>(?:(?:{'|'.join(word for word in FIRST if len(word) == 1)})/|(?:{'|'.join(sorted((word for word in FIRST if len(word) > 1), key=len, reverse=True))}){_JOINT}){{1,3}}(?:{'|'.join(sorted(LAST, key=len, reverse=True))}))"
    r"\.?(?=\s[A-Z]|\sthe\s[A-Z]|\s\((?i:r(?:e?td?)?\))|(?<=[a-z])[,;:]|(?<=[a-z])\s[a-z])(?!\s(?:The|He|She|It|They|But|And|In)\b)"
)


def _ranks(match: re.Match[str], manner: Manner) -> Said:
    *first, last = re.split(r"\.?[\s-]|/", match["ranks"])
    words = [*(FIRST[word] for word in first), LAST[last]]
    if words[-1] == "Honourable" and not manner.british:
        words[-1] = "Honorable"
    return " ".join(words)


WORD_RULES = (Rule("title", RULE_PATTERN, _ranks),)
