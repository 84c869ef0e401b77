"""Figures without a sign or a unit: counts, years, codes and forms."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import decimal, pairs, spell_digits, year
from audiobrief.spoken.reading import Manner, Said

TAX_FORMS = frozenset({"1040", "1099", "1098", "1095"})
"""Forms of the American tax office, which are said in pairs."""


def say_figure(match: re.Match[str], manner: Manner) -> Said:
    """A figure with nothing beside it: a count, a year, or a code digit by digit."""
    figures = match["n"]
    text, end = match.string, match.end()
    after = text[end : end + 30]
    plain = figures.isdecimal()
    if plain and len(figures) > 1 and figures[0] == "0":
        return spell_digits(figures)
    if figures == "1066":
        return year(figures)
    if figures in TAX_FORMS and not manner.british and not re.match(r"\s[a-z]+s\b", after):
        return pairs(figures)
    before = text[max(0, match.start() - 12) : match.start()]
    if (
        plain
        and len(figures) == 4
        and not SECRET.search(before)
        and _is_year(figures, text[max(0, match.start() - 12) : match.start()], after)
    ):
        return year(figures, british=manner.british)
    if (
        plain
        and len(figures) in {3, 4}
        and re.match(
            r"\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'’-]*\s){1,3}(?:St|Ave|Av|Blvd|Rd|Dr|Ln|Ct|Pl|Pkwy|Hwy|Expy|Street|Avenue|Road|Boulevard|Drive|Lane|Parkway|Way|Court|Place)\b",
            text[end : end + 60],
        )
    ):
        return pairs(figures)
    if (
        plain
        and len(figures) == 4
        and SECRET.search(text[max(0, match.start() - 16) : match.start()])
    ):
        return spell_digits(figures)
    if (
        plain
        and len(figures) > 4
        and _is_code(figures, text[max(0, match.start() - 30) : match.start()], after)
    ):
        return spell_digits(figures)
    return decimal(figures, british=manner.british)


def _is_code(figures: str, before: str, after: str) -> bool:
    """Whether a long number without commas is read by digits: printed counts have commas."""
    if len(figures) > 12 or CODED.search(before):
        return True
    counted = re.match(r"\s(?:[a-z]+s|people|men|women|children|of|or|to|and)\b", after)
    about = re.search(
        r"(?i:\b(?:about|some|over|nearly|almost|around|than|to|roughly|only)|[(])\s?\Z", before
    )
    return not (figures.endswith("00") or counted or about)


SECRET = compile_late(
    r"(?i:\b(?:pin|codes?|passcode|squawk\w*|password|extension|ext\.?)):?\s\Z"
)
"""Before four figures that are said one by one."""
CODED = compile_late(
    r"(?i:\b(?:serial|accounts?|a/c|code|codes|pin|passcode|password|id|ids|reference|ref|licen[cs]e|badge|case|docket|patent|permit|policy|tracking|booking|registration|reg|ticket|vin|imei|isbn|sort\scode|text|call|dial|phone)\b(?:\s(?:no\.?|numbers?|is|was|to))?:?\s\Z)"
)
"""Before a figure that names something and counts nothing."""


CIRCA = compile_late(r"(?:\bc\.?\s?|\b[Cc]irca\s)\Z")
COUNTED = compile_late(
    r"\s(?:people|men|women|children|homes|houses|jobs|workers|staff|words|copies|visitors|guests|troops|soldiers|pupils|students|members|miles|tonnes|acres|hectares)\b"
)
"""CIRCA and COUNTED: about so many are printed with a comma as a rule, and a year never is."""


def _is_year(figures: str, before: str, after: str) -> bool:
    if not "1000" <= figures <= "2099":
        return False
    if figures >= "1900":
        return True
    if CIRCA.search(before):
        return not COUNTED.match(after)
    if re.search(
        r"\b(?:year|in|since|until|till|by|from|before|after|of|circa|about)\s\Z", before
    ):
        return figures >= "1100" or (
            re.search(r"\b(?:year|in|since|until|circa)\s\Z", before) is not None
            and not re.match(r"\s[a-z]", after)
        )
    return figures >= "1100" and not re.match(
        r"\s(?:[a-z]+s|people|men|women|children)\b", after
    )
