"""Rules for dates, years, decades and ordinals."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import calendar, numbers
from audiobrief.spoken.german.inflection import ending_after, ending_at
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

_MONTH = "|".join(
    rf"{name}\.?" if len(name) <= 4 and name not in calendar.MONTHS else name
    for name in sorted(calendar.NUMBERS, key=len, reverse=True)
)
_YEAR = r"(?:1[0-9]|20)\d\d"
DAY = compile_late(
    rf"(?P<day>[0-3]?\d)\.[\s ]?(?P<month>{_MONTH})(?![^\W\d_])(?:[\s ](?P<year>{_YEAR})(?!\d))?"
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])\.\s?(?P<month>0?[1-9]|1[0-2])\.(?:\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)|(?!\d))"
)
LISTED = compile_late(
    rf"(?P<day>[0-3]?\d)\.(?P<join>\s?(?:–|-|/|und|oder|bis)\s?)(?=(?:zum\s)?[0-3]?\d\.\s?(?:{_MONTH}))"
)
DECADE = compile_late(r"(?P<number>(?:1[0-9]|20)?\d0)er(?P<join>n|-(?=Jahre))?(?!\w)")
SEASON = compile_late(r"(?P<year>(?:19|20)\d\d)/(?P<next>\d\d)(?!\d)")
SPAN = compile_late(rf"(?P<first>{_YEAR})\s?[–-]\s?(?P<last>{_YEAR})(?!\d)")
YEAR = compile_late(rf"{_YEAR}(?![\w.,]?\d|\w)(?=(?P<rest>.?.{{0,40}}))")
ORDINAL = compile_late(r"(?P<number>\d{1,3})\.(?=\s[^\W\d_])")
RANK = compile_late(r"(?P<number>[1-9]\d?)\.(?=,\s|\s?\Z)")
"""The first cell of a table's row."""
ADDED = compile_late(
    r"(?P<minute>45|90|105|120)\.\s?\+\s?(?P<more>\d{1,2})(?!\w)(?P<unit>\s?Min\.)?"
)
"""A minute that the referee adds, as match reports print it: "90.+3"."""
_AFTER_DAY = compile_late(
    # "am Dienstag, 3.2.2026": Duden, "Datum": after "am" the date is in the dative with its article
    rf"\b(?:am|vom|zum|beim|ab|seit)\s(?:{'|'.join(calendar.WEEKDAYS)})(?:morgen|mittag|abend|nacht)?\s?,\s\Z",
    re.IGNORECASE,
)
# a noun follows, or an adjective and a noun: "1200 Menschen", "1200 neue Wohnungen", but not a verb
_COUNTS = compile_late(
    r"\s(?:(?![a-zäöüß]+ten?\s)[a-zäöüß]+(?:e|en|er)\s)?(?!Uhr)[A-ZÄÖÜ][a-zäöüß]"
)
_OF_YEARS = compile_late(
    r"(?:\b(?:Jahr|Jahre|Jahren|Jahres|seit|Ende|Anfang|Mitte|Sommer|Herbst|Winter|Frühjahr|Frühling|"
    rf"{'|'.join(calendar.MONTHS)}))\s\Z"
)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 120) : match.start()]


def _say_month(written: str) -> str:
    name = written.rstrip(".")
    return name if name in calendar.AUSTRIAN else calendar.MONTHS[calendar.NUMBERS[name] - 1]


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    del manner
    day = int(match["day"])
    if not 1 <= day <= 31:
        return None
    said = f"{numbers.ordinal(day, ending_after(_before(match)))} {_say_month(match['month'])}"
    return f"{said} {numbers.year(int(match['year']))}" if match["year"] else said


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    del manner
    month = calendar.MONTHS[int(match["month"]) - 1]
    before = _before(match)
    article = "dem " if _AFTER_DAY.search(before) else ""
    ending = "en" if article else ending_after(before)
    said = f"{article}{numbers.ordinal(int(match['day']), ending)} {month}"
    if not match["year"]:
        return said
    return f"{said} {numbers.year(int(match['year']))}"


def _say_listed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    join = match["join"].strip()
    said = numbers.ordinal(int(match["day"]), ending_after(_before(match)))
    return f"{said} {'bis' if join in '–-' else 'und' if join == '/' else join} "


def _say_decade(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number = int(match["number"])
    said = numbers.year(number) if number >= numbers.FIRST_YEAR else numbers.cardinal(number)
    return f"{said}er{ {'n': 'n', '-': ' '}.get(match['join'], '') }"


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    del manner
    year, following = int(match["year"]), int(match["next"])
    if (year + 1) % 100 != following:
        return None
    return f"{numbers.year(year)} {numbers.cardinal(following)}"


def _say_span(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.year(int(match['first']))} bis {numbers.year(int(match['last']))}"


def _say_year(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number = int(match[0])
    if not numbers.FIRST_YEAR <= number <= numbers.LAST_YEAR:
        return None
    if _COUNTS.match(match["rest"]) and not _OF_YEARS.search(_before(match)):
        return None
    return numbers.year(number)


STOREY = compile_late(r"(?P<number>\d{1,2})\.\s?(?P<storey>OG|UG)(?!\w)")
STOREYS = {"OG": "Obergeschoss", "UG": "Untergeschoss"}


def _say_storey(match: re.Match[str], manner: Manner) -> Said:
    del manner
    ending = ending_after(_before(match)).replace("er", "es")
    return f"{numbers.ordinal(int(match['number']), ending)} {STOREYS[match['storey']]}"


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if ends_sentence(match.string, match.end(), "de"):
        return None
    ending = ending_at(match.string, match.start(), match.end())
    return numbers.ordinal(int(match["number"]), ending)


def _say_rank(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.ordinal(int(match["number"]), "er") if not match.start() else None


def _say_added(match: re.Match[str], manner: Manner) -> Said:
    del manner
    ending = ending_after(_before(match)) if _before(match).endswith(" ") else "e"
    said = numbers.ordinal(int(match["minute"]), ending)
    unit = " Minute" if match["unit"] else ""
    return f"{said} plus {numbers.cardinal(int(match['more']))}{unit}"


DATE_RULES = (
    Rule("minute", ADDED, _say_added),
    Rule("date", LISTED, _say_listed),
    Rule("date", DAY, _say_day),
    Rule("date", NUMERIC, _say_numeric),
    Rule("decade", DECADE, _say_decade),
    Rule("season", SEASON, _say_season),
    Rule("range", SPAN, _say_span),
)
LATE_RULES = (
    # after all rules that know what a figure counts
    Rule("ordinal", STOREY, _say_storey),
    Rule("ordinal", ORDINAL, _say_ordinal),
    Rule("ordinal", RANK, _say_rank),
    Rule("year", YEAR, _say_year),
)
