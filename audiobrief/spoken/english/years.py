"""Reads years, decades, eras and the quarters of a company's year."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import kept_stop
from audiobrief.spoken.english.figures import cardinal, plural, year
from audiobrief.spoken.reading import Manner, Part, Rule, Said

ERAS = {"ad": "A.D.", "bc": "B C", "bce": "B C E", "ce": "C E"}
QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DASH = r"\s?[-–—]\s?"


def _decade_words(figures: str) -> str:
    if len(figures) == 2:
        return plural(cardinal(figures)) if figures != "00" else "two thousands"
    return plural(year(figures))


def _decade(match: re.Match[str], manner: Manner) -> Said:
    # 1990s, '90s, 90s, 1980's, 1990s'
    del manner
    return _decade_words(match["n"]) + (match["own"] or "")


def _short_decade(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _decade_words(match["n"])


def _short_year(match: re.Match[str], manner: Manner) -> Said:
    # "the class of '98", "the campaign of '03"; but ‘90 percent’ is a quotation
    del manner
    after = match.string[match.end() : match.end() + 2]
    if match[0][0] == "‘" and re.match(r"\s[a-z]|%", after):
        return None
    said = _short(match["n"])
    return f"{said} to {_short(match['last'])}" if match["last"] else said


def _short(figures: str) -> str:
    if figures[0] == "0":
        return f"oh {cardinal(figures)}" if figures != "00" else "two thousand"
    return cardinal(figures)


def _era(match: re.Match[str], manner: Manner) -> Said:
    # 44 BC, 340 A.D.: said in hundreds and tens, like other years
    era = ERAS[match["era"].replace(".", "").lower()]
    n = match["n"]
    words = cardinal(n, british=manner.british)
    if len(n) == 4:
        words = year(n, british=manner.british)
    elif len(n) == 3 and n[1:] != "00":
        words = f"{cardinal(n[0])} {'oh ' if n[1] == '0' else ''}{cardinal(n[1:])}"
    closed = match["era"].endswith(".") and not era.endswith(".")
    return f"{words} {era}" + (kept_stop(match.string, match.end("era")) if closed else "")


def _year_range(match: re.Match[str], manner: Manner) -> Said:
    # 1914-18, 1938 - 1981, 2021/22, 1960s-1980s
    first, last = match["a"], match["b"]
    if len(last) == 2 and int(first[2:]) >= int(last) and match["dash"].strip() != "/":
        return None
    if len(last) == 2 and last[0] == "0":
        said = f"oh {cardinal(last)}"
    else:
        said = year(last, british=manner.british) if len(last) == 4 else cardinal(last)
    joint = " to "
    if match["dash"].strip() == "/":
        if len(last) == 2 and int(last) != (int(first[2:]) + 1) % 100:
            return None
        if len(last) == 1 and int(last) != (int(first[3]) + 1) % 10:
            return None
        joint = " "
    return (
        Part(match.end("a"), year(first, british=manner.british)),
        Part(match.end("dash"), joint),
        Part(match.end("b"), said),
    )


OWNED = compile_late(r"(?:['’]s?|\b(?i:the|its|their|our|a|an))\s\Z")
"""Before a quarter that needs no article: "Marl's Q4FY24 net"."""


def _the(match: re.Match[str]) -> str:
    owned = OWNED.search(match.string, max(0, match.start() - 8), match.start())
    return "" if owned else "the "


def _quarter(match: re.Match[str], manner: Manner) -> Said:
    # 2Q22, Q3 2021
    del manner
    tail = match["y"]
    said = year(tail if len(tail) == 4 else f"20{tail}")
    if "FY" in match[0]:
        said = f"fiscal year {year(tail)}"
    return f"{_the(match)}{QUARTERS[match['q']]} {'half' if match['part'] == 'H' else 'quarter'} of {said}"


def _fiscal(match: re.Match[str], manner: Manner) -> Said:
    # "FY24", "Q2FY25", and "FY2023-24" where a year is counted from April
    last = f" to {cardinal(match['to'])}" if match["to"] else ""
    part = ""
    if match["part"]:
        half = "half" if match["part"] == "H" else "quarter"
        part = f"{_the(match)}{QUARTERS[match['q']]} {half} of "
    return f"{part}fiscal year {year(match['y'], british=manner.british)}{last}"


def _months_of(match: re.Match[str], manner: Manner) -> Said:
    if not match["fiscal"] and manner.region not in {"MY", "SG", "PH", "ID", "TH", "IN"}:
        return None
    figures = match["y"]
    if match["fiscal"]:
        said = f"fiscal year {year(figures)}"
    else:
        said = year(figures if len(figures) == 4 else f"20{figures}")
    return f"{_the(match)}first {cardinal(match['n'])} months of {said}"


def _first_quarter(match: re.Match[str], manner: Manner) -> Said:
    # 1Q revenue, 2H sales
    del manner
    return f"{QUARTERS[match['q']]} {'half' if match['part'] == 'H' else 'quarter'}"


def _next_years(match: re.Match[str], manner: Manner) -> Said:
    # 1620-5: the last figure of a later year
    first, last = match["a"], match["a"][:3] + match["b"]
    if last <= first:
        return None
    british = manner.british
    return f"{year(first, british=british)} to {year(last, british=british)}"


DIGIT_RULES = (
    # 9MFY26: what a company made since its year began
    Rule(
        "date",
        compile_late(
            r"(?P<n>[369])M\s?(?P<fiscal>FY)?\s?(?P<y>20[0-9]{2}|[0-9]{2})(?!\w|[.,][0-9])"
        ),
        _months_of,
    ),
    Rule(
        "years",
        compile_late(r"(?P<a>1[1-9][0-9]{2}|20[0-9]{2})[-–](?P<b>[1-9])(?![\w-]|[.,][0-9])"),
        _next_years,
    ),
    Rule(
        "date",
        compile_late(r"(?P<q>[1-4])(?P<part>[QH])(?=\s[a-z]|(?<=Q)[,.;)])"),
        _first_quarter,
    ),
    Rule(
        "date",
        compile_late(
            r"(?P<q>[1-4])(?P<part>[QH])\s?(?:FY\s?)?(?P<y>[0-9]{4}|[0-9]{2})\b(?!\.[0-9])"
        ),
        _quarter,
    ),
    Rule(
        "era",
        compile_late(r"(?P<n>[0-9]{1,4})\s?(?P<era>AD|BCE?|CE|A\.D\.?|B\.C\.(?:E\.)?)(?!\w)"),
        _era,
    ),
    Rule(
        "decade", compile_late(r"(?P<n>1[0-9]{2}0|20[0-9]0)['’]?s(?P<own>['’]?)(?!\w)"), _decade
    ),
    Rule("decade", compile_late(r"(?P<n>[2-9]0)['’]?s(?P<own>['’]?)(?!\w)"), _decade),
    Rule(
        "year-range",
        compile_late(
            rf"(?P<a>{_YEAR})(?P<dash>{_DASH}['’‘]?|/)(?P<b>{_YEAR}|[0-9]{{2}}|(?<=/)[0-9])(?![0-9]|[-–/.,][0-9]|s)"
        ),
        _year_range,
    ),
)


def _before_era(match: re.Match[str], manner: Manner) -> Said:
    # AD 825-830, and the end of "400BC–AD400"
    del manner
    said = [f"{ERAS['ad']} {_era_year(match['n'])}"]
    if match["last"]:
        said.append(_era_year(match["last"]))
    lead = " to " if match[0][0] in "–-" else ""
    return lead + " to ".join(said)


def _era_year(figures: str) -> str:
    if len(figures) == 4:
        return year(figures)
    if len(figures) == 3 and figures[1:] != "00":
        return f"{cardinal(figures[0])} {'oh ' if figures[1] == '0' else ''}{cardinal(figures[1:])}"
    return cardinal(figures)


APOSTROPHE_RULES = (
    Rule("decade", compile_late(r"['’‘](?P<n>[0-9]0)(?:['’])?s(?!\w)"), _short_decade),
    Rule(
        "date",
        compile_late(
            r"['’‘](?P<n>[0-9]{2})(?:\s?[-–]\s?['’‘]?(?P<last>[0-9]{2}))?(?![0-9\w]|['’])"
        ),
        _short_year,
    ),
)
WORD_RULES = (
    Rule(
        "era",
        compile_late(
            r"AD\s?(?P<n>[1-9][0-9]{1,3})(?:[-–](?P<last>[1-9][0-9]{1,3}))?(?![\w,.][0-9])"
        ),
        _before_era,
    ),
    Rule(
        "date",
        compile_late(
            r"(?:(?P<part>[QH])(?P<q>[1-4])\s?)?FY\s?['’]?(?P<y>20[0-9]{2}|[0-9]{2})(?:[-–/](?P<to>[0-9]{2}))?(?![0-9])"
        ),
        _fiscal,
    ),
    Rule("date", compile_late(r"(?P<part>[QH])(?P<q>[1-4])\s(?P<y>[0-9]{4})\b"), _quarter),
)
