"""Reads gaps in a race by the marks of minutes and seconds: 1'14" behind, a lead of 12"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Rule, Said

RACED = compile_late(
    r"\b(?:GC|peloton|yellow|jersey|riders?|cyclists?|cycling|breakaway|time\strial|rally|(?:lead|leads|led|leading)\s(?:\w+\s){0,4}by|won\s(?:\w+\s){0,4}by|stages?)\b"
)
"""Near seconds that are no inches."""
REACH = 60
"""Characters around a gap in which such a word is looked for."""
LED = compile_late(
    r"\b(?:lead|leads|led|leading|gap|advantage|deficit)\s(?:\w+\s){0,4}(?:by|of|at|to|was|is)\s\Z"
)
BEHIND = compile_late(
    r"\s(?:behind|adrift|ahead|back|down|clear|off\sthe|gap|lead|advantage)\b"
)
"""LED and BEHIND: before or after a gap that would be a height elsewhere."""
TALLEST = 7
"""Feet of the tallest people; whole inches go to 11."""


def _counted(figures: str, unit: str) -> str:
    number = int(figures)
    return f"{cardinal(str(number))} {unit}{'' if number == 1 else 's'}"


def _is_gap(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    led = LED.search(text, max(0, start - REACH), start)
    return led is not None or BEHIND.match(text, end) is not None


def _gap(match: re.Match[str], manner: Manner) -> Said:
    # 1'14", 2'05"
    del manner
    low, seconds = match["m"], match["s"]
    may_be_height = int(low) <= TALLEST and int(seconds) < 12 and seconds[0] != "0"
    if may_be_height and not _is_gap(match):
        return None
    parts = [_counted(low, "minute")] if int(low) else []
    parts += [_counted(seconds, "second")] if int(seconds) else []
    return " ".join(parts)


def _seconds(match: re.Match[str], manner: Manner) -> Said:
    # won the stage by 12"
    del manner
    text, (start, end) = match.string, match.span()
    raced = RACED.search(text, max(0, start - REACH), end + REACH)
    return _counted(match["s"], "second") if raced else None


_SECONDS = r"(?:\"|″|''|’’|”)"
DIGIT_RULES = (
    Rule(
        "time",
        compile_late(rf"(?P<m>[0-9]{{1,2}})['’′]\s?(?P<s>[0-5][0-9]){_SECONDS}(?!\w)"),
        _gap,
    ),
    Rule(
        "time",
        compile_late(
            r"(?:(?<=\bby )|(?<=\bat )|(?<=\bof )|(?<=\bto ))(?P<s>[1-5]?[0-9])(?:\"|″|'')(?!\w)"
        ),
        _seconds,
    ),
)
