"""Days of the week in opening hours and timetables, which every language shortens: "lun.-ven."."""

from __future__ import annotations

import re
from collections.abc import Mapping

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.printed_forms import with_stop
from audiobrief.spoken.reading import Manner, Rule, Said


def weekday_rule(
    short: Mapping[str, str], joins: Mapping[str, str], language: str, *, articles: str = ""
) -> Rule:
    """The rule for two days of the week with a word or a dash between them.

    A short form alone may be another word ("mar." is a marshal in Italian), and beside another day
    it is a day. Capital letters are read alike.

    Args:
        short: short form without its stop -> the day.
        joins: what stands between two days, without spaces -> how it is said.
        language: its primary tag.
        articles: a pattern of what may stand before the second day, with its space.
    """
    days = {**short, **{day: day for day in short.values()}}
    day = any_of(days)
    pattern = compile_late(
        rf"(?P<first>{day})(?P<stop>\.)?\s?(?P<join>{any_of(joins)})\s?(?P<article>{articles})(?P<last>{day})(?!\w)\.?",
        re.IGNORECASE,
    )

    def say(match: re.Match[str], manner: Manner) -> Said:
        del manner
        first, last = match["first"].lower(), match["last"].lower()
        if days[first] == days[last] or (first not in short and last not in short):
            return None
        if first in short and not match["stop"] and match["join"].isalpha():
            return None  # "ter a sexta" is "to have the sixth" in Portuguese
        join = joins[match["join"].lower()]
        said = f"{days[first]} {join} {match['article']}{days[last]}"
        return with_stop(said, match.string, match.end(), language)

    return Rule("day", pattern, say)
