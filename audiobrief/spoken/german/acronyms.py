"""Codes of letters and figures: motorways, groups of states, generations of networks.

Voices say German acronyms as they are printed, so only what joins a figure is said here.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import numbers
from audiobrief.spoken.reading import Manner, Rule, Said

CODE = compile_late(
    # "A7", "B 404", "G20": motorways and main roads, and groups of states
    r"(?P<letters>[ABGLKSUE])[ \u00a0]?(?P<number>\d{1,4})(?![\w]|[-–.,:/]\d|[ \u00a0](?:Uhr|Prozent|Euro)\b)"
)
VARIANT = compile_late(
    r"(?P<word>[Cc]ovid|COVID|Apollo|Sojus|Agenda)-(?P<number>\d{1,4})(?!\w)"
)
FORMULA = compile_late(r"CO(?:2|₂)(?![\w])")
ZONE = compile_late(r"(?:MESZ|MEZ|UTC)(?!\w)")
"""Zones of time, which voices take for words."""
GENERATION = compile_late(r"(?P<number>\d{1,2})(?P<letter>[GDK])(?![\w/])")
_ROAD = compile_late(r"\b(?:der|die|das|den|Der|Die|auf|Auf|von|zur|nach)[ \u00a0]\Z")


def _say_code(match: re.Match[str], manner: Manner) -> Said:
    del manner
    apart = match[0][1:2] in {" ", "\u00a0"}
    if apart and not _ROAD.search(match.string[: match.start()][-8:]):
        return None
    return f"{match['letters']} {numbers.cardinal(int(match['number']))}"


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    del manner
    word = match["word"].capitalize() if match["word"].isupper() else match["word"]
    return f"{word} {numbers.cardinal(int(match['number']))}"


def _say_formula(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "C O zwei"


def _say_zone(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return " ".join(match[0])


def _say_generation(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.cardinal(int(match['number']))} {match['letter']}"


RULES = (
    Rule("acronym", FORMULA, _say_formula),
    Rule("acronym", VARIANT, _say_variant),
    Rule("acronym", ZONE, _say_zone),
    Rule("code", CODE, _say_code),
)
DIGIT_RULES = (Rule("code", GENERATION, _say_generation),)
