"""Rules for times of day and durations: "18h30", "18 h 30", "2 h 08 min 30 s", "14:30"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.french import numbers
from audiobrief.spoken.french.endings import with_stop
from audiobrief.spoken.french.numbers import FEMININE
from audiobrief.spoken.reading import Manner, Rule, Said

_S = r"[ \u00a0\u202f]?"
HOURS = compile_late(
    rf"(?P<hours>\d{{1,3}}){_S}(?:[hH]|heures?\b(?={_S}\d)){_S}(?P<minutes>[0-5]\d)(?!\d|[.,]\d|{_S}(?:€|%|\$))"
    rf"(?:{_S}(?P<named>min|mn|['’′])(?!\w))?(?:{_S}(?P<seconds>[0-5]\d){_S}(?:s|sec\.?|\"|″|'')?(?![\w]))?"
)
HOUR = compile_late(rf"(?P<hours>\d{{1,3}}){_S}[hH](?![\w/²])(?P<stop>\.)?")
MINUTES = compile_late(
    rf"(?P<minutes>\d{{1,3}}){_S}(?:min\.?|mn|['’′](?=\d)){_S}(?P<seconds>[0-5]?\d)(?!\d){_S}(?:s|sec\.?|\"|″|''|’’)?(?P<parts>(?<=[\"″'’])\d{{1,3}})?(?!\w)"
)
COLON = compile_late(r"(?P<hours>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d)(?!\d|:\d|,\d)")
RESULT = compile_late(
    r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)(?:[.,]\d+)?(?![\d:])"
)
ROUND = compile_late(
    rf"(?P<first>\d{{1,2}}){_S}(?P<unit>h|heures|j|jours|)/(?P<second>24|7)(?!\d)"
)
"""Around the clock: "24h/24", "7j/7", "24/24"."""
UNITS = {"h": "heures ", "heures": "heures ", "j": "jours ", "jours": "jours ", "": ""}


def _count(number: int, unit: str, manner: Manner) -> str:
    return f"{numbers.cardinal(number, manner, FEMININE)} {unit}{'s' if number > 1 else ''}"


def _say_hours(match: re.Match[str], manner: Manner) -> Said:
    hours, minutes = int(match["hours"]), int(match["minutes"])
    said = _count(hours, "heure", manner)
    if match["seconds"]:
        return f"{said} {_count(minutes, 'minute', manner)} {_count(int(match['seconds']), 'seconde', manner)}"
    return f"{said} {numbers.cardinal(minutes, manner)}" if minutes else said


def _say_hour(match: re.Match[str], manner: Manner) -> Said:
    said = _count(int(match["hours"]), "heure", manner)
    return with_stop(said, match.string, match.end()) if match["stop"] else said


def _say_minutes(match: re.Match[str], manner: Manner) -> Said:
    said = _count(int(match["minutes"]), "minute", manner)
    seconds = numbers.cardinal(int(match["seconds"]), manner)
    after = f" {numbers.group(match['parts'], manner)}" if match["parts"] else ""
    return f"{said} {seconds}{after}"


def _say_colon(match: re.Match[str], manner: Manner) -> Said:
    hours, minutes = int(match["hours"]), int(match["minutes"])
    said = _count(hours, "heure", manner)
    return f"{said} {numbers.cardinal(minutes, manner)}" if minutes else said


def _say_result(match: re.Match[str], manner: Manner) -> Said:
    parts = zip(
        ("heure", "minute", "seconde"), match.group("hours", "minutes", "seconds"), strict=True
    )
    return " ".join(_count(int(number), unit, manner) for unit, number in parts if int(number))


def _say_round(match: re.Match[str], manner: Manner) -> Said:
    first, second = int(match["first"]), int(match["second"])
    if first != second:
        return None
    said = numbers.cardinal(first, manner)
    return f"{said} {UNITS[match['unit']]}sur {said}"


RULES = (
    Rule("time", ROUND, _say_round),
    Rule("duration", RESULT, _say_result),
    Rule("time", HOURS, _say_hours),
    Rule("time", HOUR, _say_hour),
    Rule("duration", MINUTES, _say_minutes),
    Rule("time", COLON, _say_colon),
)
