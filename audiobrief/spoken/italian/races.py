"""Results of races and minutes of matches, as Rai's reporters say them: "due ore, cinque minuti e quarantuno secondi"."""

from __future__ import annotations

import re
from functools import partial

from audiobrief.patterns import compile_late
from audiobrief.spoken.durations import listed, name_figures
from audiobrief.spoken.italian import numbers
from audiobrief.spoken.italian.numbers import FEMININE, MASCULINE
from audiobrief.spoken.reading import Manner, Rule, Said

_MINUTES, _SECONDS = "['’′]", "(?:[\"”″]|''|’’)"
COLONS = compile_late(
    r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?:[.,](?P<parts>\d{1,3}))?(?![\d:])"
)
MARKS = compile_late(
    rf"(?:(?P<hours>\d{{1,2}})\s?h\s?)?(?P<minutes>[0-5]?\d){_MINUTES}\s?(?P<seconds>[0-5]\d){_SECONDS}(?P<parts>\d{{1,3}})?(?!\w)"
)
SECONDS = compile_late(
    rf"(?P<hours>(?!))?(?P<minutes>(?!))?(?P<seconds>\d{{1,3}}){_SECONDS}(?P<parts>\d{{1,3}})(?!\w)"
)
ADDED = compile_late(r"(?P<minute>\d{1,3})[°º]?['’′]\s?\+\s?(?P<more>\d{1,2})(?:['’′]|(?!\w))")
UNITS = {
    "hours": ("ora", "ore", FEMININE),
    "minutes": ("minuto", "minuti", MASCULINE),
    "seconds": ("secondo", "secondi", MASCULINE),
}


def _say_time(match: re.Match[str], manner: Manner) -> Said:
    del manner
    told = name_figures(
        (match[name], partial(numbers.cardinal, form=form), one, several)
        for name, (one, several, form) in UNITS.items()
    )
    if match["parts"]:
        told.append(numbers.cardinal(int(match["parts"])))
    return listed(told, " e ")


def _say_added(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = numbers.ordinal(int(match["minute"]))
    return f"{said} più {numbers.cardinal(int(match['more']))}"


RULES = (
    Rule("duration", COLONS, _say_time),
    Rule("duration", MARKS, _say_time),
    Rule("duration", SECONDS, _say_time),
    Rule("minute", ADDED, _say_added),
)
