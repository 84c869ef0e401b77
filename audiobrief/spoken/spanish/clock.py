"""Rules for times of day and durations. Hours are feminine: "la una", "las veintiuna"."""

from __future__ import annotations

import re
from functools import partial

from audiobrief.patterns import compile_late
from audiobrief.spoken.durations import name_figures
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import numbers
from audiobrief.spoken.spanish.endings import with_stop
from audiobrief.spoken.spanish.numbers import FEMININE, MASCULINE
from audiobrief.spoken.spanish.regions import POINT

PARTS_OF_DAY = (
    # RAE, DPD, "hora": first hour, half of the day -> part of the day
    (1, "a", "de la madrugada"), (6, "a", "de la mañana"), (12, "a", "de la noche"),
    (1, "p", "de la tarde"), (7, "p", "de la noche"), (12, "p", "del mediodía"),
)  # fmt: skip
HOURS = r"(?:horas|hrs?\.?|hs\.?|h\.?)(?!\w)"
_HALF = r"(?P<half>[aApP])\.?[\s\u00a0]?[mM](?P<stop>\.|(?!\w))"
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
_MINUTE = r"(?P<minute>[0-5]\d)"
HALF_DAY = compile_late(rf"(?P<hour>0?[1-9]|1[0-2])(?:[.:]{_MINUTE})?[\s\u00a0]?{_HALF}")
WITH_HOURS = compile_late(rf"{_HOUR}(?:[.:]{_MINUTE})?[\s\u00a0]?(?P<hours>{HOURS})")
SPAN = compile_late(
    rf"(?P<first>[01]?\d|2[0-4])(?:[.:](?P<past>[0-5]\d))?\s?[-–]\s?{_HOUR}(?:[.:]{_MINUTE})?[\s\u00a0]?(?:{HOURS})"
)
"""A timetable's span: "de 10-12 horas"."""
JOINED = compile_late(rf"{_HOUR}h{_MINUTE}(?!\w)")
COLON = compile_late(rf"{_HOUR}:{_MINUTE}(?!\d|:\d)")
STOPPED = compile_late(rf"{_HOUR}\.{_MINUTE}(?!\d|[.,]\d|\s?(?:%|mill|€|\$))")
BEFORE_HOURS = compile_late(
    # "de 9.30 a 17 horas": the word follows the second time
    rf"{_HOUR}(?:[.:]{_MINUTE})?(?=\s?(?:a|y|–|-)\s?(?:las\s)?[012]?\d(?:[.:][0-5]\d)?[\s\u00a0]?{HOURS})"
)
BARE = compile_late(r"(?P<hour>[01]?\d|2[0-4])(?![\d.,:/%-]{0,40}\d|\s?%|[^\W\d_])")
DURATION = compile_late(
    r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?:[.,]\d+)?(?![\d:])"
)
RACE = compile_late(r"(?P<minutes>[0-5]?\d):(?P<seconds>[0-5]\d)[.,](?P<parts>\d{1,3})(?!\d)")
"""A result with hundredths: "1:58,27"."""
_AT = compile_late(
    r"\b(?:[Aa]|[Dd]esde|[Hh]asta|[Dd]e|[Pp]ara|[Ss]obre|[Hh]acia|[Ee]ntre|y|[Ss]on|[Ee]ran|[Ee]s|[Ee]ra|[Tt]ras|o|a)\slas?\s\Z"
)
_IN_HOURS = compile_late(
    r"\b(?:en|durante|cada|tras|por|unas|últimas|primeras|próximas|de|hace|otras|más|casi|después)\s\Z",
    re.IGNORECASE,
)
"""Words before hours that are counted, not told: "en 24 h"."""


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_clock(hour: int, minute: str | None) -> str:
    said = numbers.cardinal(hour, FEMININE)
    if not minute or not int(minute):
        return said
    zero = "cero " if minute[0] == "0" else ""
    return f"{said} {zero}{numbers.cardinal(int(minute))}"


def _part_of_day(hour: int, half: str) -> str:
    return next(
        part for first, side, part in reversed(PARTS_OF_DAY) if side == half and hour >= first
    )


def _say_half_day(match: re.Match[str], manner: Manner) -> Said:
    del manner
    hour = int(match["hour"])
    said = f"{_say_clock(hour, match['minute'])} {_part_of_day(hour, match['half'].lower())}"
    return with_stop(said, match.string, match.end())


def _say_with_hours(match: re.Match[str], manner: Manner) -> Said:
    del manner
    minute = match["minute"]
    if minute is None and match["hours"] != "horas" and _IN_HOURS.search(_before(match)):
        return None  # a duration, which has its unit
    hour = int(match["hour"])
    said = f"{_say_clock(hour, minute)} {'hora' if hour == 1 and not minute else 'horas'}"
    return with_stop(said, match.string, match.end())


def _say_span(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first = _say_clock(int(match["first"]), match["past"])
    last = _say_clock(int(match["hour"]), match["minute"])
    return with_stop(f"{first} a {last} horas", match.string, match.end())


def _say_told(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say_clock(int(match["hour"]), match["minute"])


def _say_stopped(match: re.Match[str], manner: Manner) -> Said:
    before = _before(match)
    listed = before.endswith("(") and match.string[match.end() : match.end() + 1] in {
        ",",
        ")",
        ";",
    }
    listed = listed and manner.region not in POINT and len(match["hour"]) == 2
    return _say_told(match, manner) if listed or _AT.search(before) else None


def _say_bare(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if not _AT.search(_before(match)) or int(match["hour"]) % 10 != 1:
        return None
    return numbers.cardinal(int(match["hour"]), FEMININE)


def _say_duration(match: re.Match[str], manner: Manner) -> Said:
    del manner
    parts = (
        ("hours", "hora", FEMININE),
        ("minutes", "minuto", MASCULINE),
        ("seconds", "segundo", MASCULINE),
    )
    said = name_figures(
        (match[name], partial(numbers.cardinal, form=form), unit, f"{unit}s")
        for name, unit, form in parts
    )
    return " ".join(said)


def _say_race(match: re.Match[str], manner: Manner) -> Said:
    del manner
    minutes, seconds = int(match["minutes"]), match["seconds"].lstrip("0") or "0"
    figure = Figure(int(seconds), match["parts"], "coma")
    said = f"{numbers.decimal(figure)} segundos"
    if not minutes:
        return said
    return (
        f"{numbers.cardinal(minutes, MASCULINE)} minuto{'' if minutes == 1 else 's'} y {said}"
    )


RULES = (
    Rule("duration", RACE, _say_race),
    Rule("time", HALF_DAY, _say_half_day),
    Rule("duration", DURATION, _say_duration),
    Rule("time", SPAN, _say_span),
    Rule("time", WITH_HOURS, _say_with_hours),
    Rule("time", JOINED, _say_told),
    Rule("time", BEFORE_HOURS, _say_told),
    Rule("time", COLON, _say_told),
    Rule("time", STOPPED, _say_stopped),
    Rule("time", BARE, _say_bare),
)
