"""Reads dates that are all figures: 12/25/2020, 2020-12-25, 4/9."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import calendar
from audiobrief.spoken.english.figures import cardinal, ordinal, year
from audiobrief.spoken.reading import Manner, Said

DATE_ASKED = compile_late(
    r"\b(?:on|by|until|from|since|dated?|beginning|starting|due|through|before|after|for)\s\Z",
    re.IGNORECASE,
)
DAY_NAMED = compile_late(
    r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?,?\s\(?\Z"
)
"""Before "Tue. 3/12", which is a date."""


def say_day(figures: str, manner: Manner) -> str:
    """The day of a month: "01" gives "first"."""
    return ordinal(str(int(figures)), british=manner.british)


def _worded(day: str, month: str, written_year: str, manner: Manner, *, day_first: bool) -> str:
    name = calendar.MONTHS[int(month) - 1]
    spoken = say_day(day, manner)
    words = f"the {spoken} of {name}" if day_first else f"{name} {spoken}"
    if len(written_year) == 4:
        return f"{words} {year(written_year, british=manner.british)}"
    if len(written_year) == 2:
        zero = "zero " if written_year[0] == "0" else ""
        return f"{words} {zero}{cardinal(written_year)}"
    return words


def say_numeric(match: re.Match[str], manner: Manner) -> Said:
    """A day in figures, 12/25/2020, 25/12/2020 or 01.10.2010: a number above 12 must be the day."""
    first, second = match["a"], match["b"]
    a, b = int(first), int(second)
    if not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    if match["s"] == "." and VERSION_BEFORE.search(
        match.string, max(0, match.start() - 16), match.start()
    ):
        return None
    day_first = a > 12 or (manner.british and b <= 12)
    day, month = (first, second) if day_first else (second, first)
    return _worded(day, month, match["y"] or "", manner, day_first=day_first)


VERSION_BEFORE = compile_late(
    r"\b(?:[Vv]ersions?|[Kk]ernel|[Ff]irmware|[Rr]elease|[Bb]uild|[Pp]atch|i?OS|Android|Linux)\s\Z"
)
"""Before "2.6.29", the version of a program."""


def say_iso(match: re.Match[str], manner: Manner) -> Said:
    """A day with its year first: 2020-12-25."""
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return None
    return _worded(match["d"], match["m"], match["y"], manner, day_first=manner.british)


def say_short(match: re.Match[str], manner: Manner) -> Said:
    """A day without its year: "set for 4/9", "beginning 3/20".

    A word before it calls for a date, or it is unlikely to be a fraction.
    """
    a, b = int(match["a"]), int(match["b"])
    asked = DATE_ASKED.search(match.string[max(0, match.start() - 12) : match.start()])
    if manner.british:
        a, b = b, a
    if not (1 <= a <= 12 and 1 <= b <= 31):
        a, b = b, a
        if not (1 <= a <= 12 and 1 <= b <= 31) or not (asked or manner.british):
            return None
    day_named = DAY_NAMED.search(match.string, max(0, match.start() - 12), match.start())
    asked = asked or day_named
    on_it = bool(day_named) or (
        asked and asked[0].lower().startswith("on") and match.string[match.end() :][:3] != " of"
    )
    likely = (
        (on_it and a <= 12)
        or (asked and (b > 10 or a > 3))
        or ((b > 16 and b not in {20, 24}) and not match.string.startswith(" of", match.end()))
    )
    if not likely:
        return None
    return _worded(str(b), str(a), "", manner, day_first=manner.british)


def say_range(match: re.Match[str], manner: Manner) -> Said:
    """From one day to another: 3.6.1938-12.1.2024."""
    said = []
    for first in ("a", "c"):
        second, written_year = {"a": ("b", "y"), "c": ("d", "z")}[first]
        a, b = int(match[first]), int(match[second])
        day_first = a > 12 or (manner.british and b <= 12)
        day, month = (a, b) if day_first else (b, a)
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        said.append(
            _worded(str(day), str(month), match[written_year], manner, day_first=day_first)
        )
    return " to ".join(said)
