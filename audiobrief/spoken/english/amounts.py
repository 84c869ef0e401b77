"""Reads counts: magnitudes, percent, fractions, ranges, scores, ordinals, and plain figures."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import (
    cardinal,
    decimal,
    ordinal,
    pairs,
    plural,
    spell_digits,
    year,
)
from audiobrief.spoken.reading import Manner, Part, Rule, Said

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "mln": "million", "mm": "million",
    "mio": "million", "b": "billion", "B": "billion", "bn": "billion", "bln": "billion", "Bn": "billion", "BN": "billion",
    "t": "trillion", "T": "trillion", "tn": "trillion", "trn": "trillion", "tr": "trillion", "mil": "million",
}  # fmt: skip
SURE_MAGNITUDES = r"bn|Bn|BN|bln|mn|mln|tn|trn"
"""Abbreviations that have no other meaning after a bare number."""
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
NUMBER = r"(?<![0-9])(?:[0-9]{1,2}(?:,[0-9]{2}(?![0-9])){1,8}+,[0-9]{3}(?![0-9]|,[0-9])|[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,12}+(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
WHOLE = r"(?<![0-9])(?:[0-9]{1,2}(?:,[0-9]{2}(?![0-9])){1,8}+,[0-9]{3}(?![0-9]|,[0-9])|[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,12}+(?![0-9])|[0-9]++)"
SPORT = compile_late(
    r"\b(?:won|wins?|beat(?:s|en)?|lost|loses?|defeat(?:ed)?|draw|drew|victory|scored?|leads?|led|leading|ahead|trail(?:ed|ing)?|equalised|thrashed|hammered|edged|aggregate|final|half-time|finished|ended|full-time|held)\b"
)
SPORT_AFTER = compile_late(
    r"\s(?:home\s|away\s|extra-time\s)?(?:win|victory|defeat|loss|lead|draw|shutout|thrashing|rout|scoreline|up|down|ahead|behind|on\saggregate|aggregate|on\spenalties|at\shalf-time|in\sextra)\b"
)
PROSE = compile_late("[A-Za-z]{2}")
LINE_BEFORE, LINE_AFTER = compile_late(r"[A-Z][\w'’]+\s\Z"), compile_late(r"\s[A-Z][a-z]")
"""What stands around the score between two teams: "City 2-2 United"."""
SUM_BEFORE = compile_late(
    r"(?i:\b(?:solve|calculate|compute|subtract|equals?|what(?:'s|’s|\sis))|=)\s\Z"
)
SUM_AFTER = compile_late(r"[0-9.,]+\s?=")
"""SUM_BEFORE and SUM_AFTER recognise sums; only in a sum is a dash between figures a minus."""


def fraction(top: int, bottom: int, *, british: bool = False, mixed: bool = False) -> str:
    """A fraction in words: 1/2 "one half", 3/4 "three quarters", 2/3 "two thirds"."""
    if bottom == 2:
        below = "half" if top == 1 else "halves"
    elif bottom == 4:
        below = "quarter" if top == 1 else "quarters"
    else:
        below = ordinal(str(bottom), british=british)
        below += "" if top == 1 else "s"
    above = "a" if top == 1 and mixed else cardinal(str(top), british=british)
    return f"{above} {below}"


def _vulgar(match: re.Match[str], manner: Manner) -> Said:
    top, bottom = VULGAR[match["f"]]
    if match["n"]:
        said = fraction(top, bottom, british=manner.british, mixed=True)
        return f"{cardinal(match['n'], british=manner.british)} and {said}"
    return fraction(top, bottom, british=manner.british)


def _mixed(match: re.Match[str], manner: Manner) -> Said:
    top, bottom = int(match["a"]), int(match["b"])
    if not 0 < top < bottom:
        return None
    said = fraction(top, bottom, british=manner.british, mixed=True)
    return f"{cardinal(match['n'], british=manner.british)} and {said}"


def _fraction(match: re.Match[str], manner: Manner) -> Said:
    top, bottom = int(match["a"]), int(match["b"])
    if bottom < 2 or not top:
        return None
    if top >= 70 and 40 <= bottom < top:
        # 120/80: a blood pressure
        return f"{cardinal(match['a'])} over {cardinal(match['b'])}"
    return fraction(top, bottom, british=manner.british)


def _percent(match: re.Match[str], manner: Manner) -> Said:
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " percent"),
    )


def _range(match: re.Match[str], manner: Manner) -> Said:
    # 10–15%, 3-2, 51-49, 5-10km: ranges, scores and votes are all said with "to"; another
    # rule reads what follows the dash
    if len(match["a"]) > 1 and match["a"][0] == "0" and "." not in match["a"]:
        return None
    text, end = match.string, match.end()
    sums = SUM_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    if (
        len(match["a"]) > 2
        and re.match(r"[0-9](?![0-9])", text[end : end + 2])
        and "." not in match["a"]
    ):
        # 978-0: parts of one number, neither a range nor a score
        return (
            Part(match.end("a"), decimal(match["a"], british=manner.british)),
            Part(end, " "),
        )
    joint = " minus " if sums or SUM_AFTER.match(text[end : end + 24]) else " to "
    return (
        Part(match.end("a"), decimal(match["a"], british=manner.british)),
        Part(end, joint),
    )


def _score(match: re.Match[str], manner: Manner) -> Said:
    # the British read "won 3-2" as "three two" and 0 as "nil"; votes and ranges keep their
    # "to". Americans say "three to two", and "nothing" for 0
    before = re.split("[.;]", match.string[max(0, match.start() - 40) : match.start()])[-1]
    drawn = manner.british and match["a"] == match["b"] == "0"
    line = LINE_BEFORE.search(before) and LINE_AFTER.match(match.string, match.end())
    if (
        not drawn
        and not line
        and not SPORT.search(before)
        and not SPORT_AFTER.match(match.string, match.end())
    ):
        return None
    if not manner.british:
        figures = (match["a"], match["b"])
        if figures.count("0") != 1:
            return None
        left, right = ("nothing" if each == "0" else cardinal(each) for each in figures)
        return (
            Part(match.end("a"), left),
            Part(match.start("b"), " to "),
            Part(match.end(), right),
        )
    said = [
        ("nil" if figures == "0" else cardinal(figures)) for figures in (match["a"], match["b"])
    ]
    return (
        Part(match.end("a"), said[0]),
        Part(match.start("b"), " "),
        Part(match.end("b"), said[1]),
    )


def _magnitude(match: re.Match[str], manner: Manner) -> Said:
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " " + MAGNITUDES[match["size"]]),
    )


def _ordinal(match: re.Match[str], manner: Manner) -> Said:
    figures = match["n"].replace(",", "")
    ending = match["th"].lower()
    right = (
        "th"
        if figures[-2:] in {"11", "12", "13"}
        else {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")
    )
    if ending != right:
        return f"{cardinal(figures)} {match['th'].lower()}"
    return ordinal(figures, british=manner.british)


def _figure(match: re.Match[str], manner: Manner) -> Said:
    figures = match["n"]
    text, end = match.string, match.end()
    after = text[end : end + 30]
    plain = figures.isdecimal()
    if plain and len(figures) > 1 and figures[0] == "0":
        return spell_digits(figures)
    if (
        plain
        and len(figures) == 4
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
        and len(figures) > 4
        and _is_code(figures, text[max(0, match.start() - 12) : match.start()], after)
    ):
        return spell_digits(figures)
    return decimal(figures, british=manner.british)


def _is_code(figures: str, before: str, after: str) -> bool:
    """Whether a long number without commas is read by digits: printed counts have commas."""
    if len(figures) > 12:
        return True
    counted = re.match(r"\s(?:[a-z]+s|people|men|women|children|of|or|to|and)\b", after)
    about = re.search(
        r"(?i:\b(?:about|some|over|nearly|almost|around|than|to|roughly|only)|[(])\s?\Z", before
    )
    return not (figures.endswith("00") or counted or about)


def _is_year(figures: str, before: str, after: str) -> bool:
    if not "1000" <= figures <= "2099":
        return False
    if figures >= "1900":
        return True
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


def _version(match: re.Match[str], manner: Manner) -> Said:
    # 14.5.1
    del manner
    return " point ".join(cardinal(group) for group in match[0].split("."))


def in_prose(match: re.Match[str]) -> bool:
    """Whether words stand around: alone, as in a table's cell, "4s" is a code."""
    text, (start, end) = match.string, match.span()
    return bool(
        PROSE.search(text, max(0, start - 40), start) or PROSE.search(text, end, end + 40)
    )


def _plural(match: re.Match[str], manner: Manner) -> Said:
    # 747s, 100s, over-65s
    del manner
    if len(match["n"]) < 3 and not in_prose(match):
        return None
    return plural(pairs(match["n"]))


def _multiple(match: re.Match[str], manner: Manner) -> Said:
    # 3x: three times as much
    return f"{decimal(match['n'], british=manner.british)} times" if in_prose(match) else None


def _calibre(match: re.Match[str], manner: Manner) -> Said:
    # a .50-calibre rifle, a .357 Magnum
    del manner
    return pairs(match["n"])


def _by(match: re.Match[str], manner: Manner) -> Said:
    # 4x4, 2 x 4
    return f"{decimal(match['n'], british=manner.british)} by " if in_prose(match) else None


def _team(match: re.Match[str], manner: Manner) -> Said:
    # 49ers, 76ers
    del manner
    return f"{cardinal(match['n']).removesuffix('e')}ers"


def _resolution(match: re.Match[str], manner: Manner) -> Said:
    # 1080p
    del manner
    return f"{pairs(match['n'])} {match['p'].upper()}"


def _record(match: re.Match[str], manner: Manner) -> Said:
    # 14-0-1: games won, lost and drawn
    british = manner.british
    return (
        Part(match.end("a"), cardinal(match["a"], british=british)),
        Part(match.start("b"), ", "),
        Part(match.end("b"), cardinal(match["b"], british=british)),
        Part(match.start("c"), " and "),
        Part(match.end("c"), cardinal(match["c"], british=british)),
    )


def _shares(match: re.Match[str], manner: Manner) -> Said:
    # 50/50, 60/40, 20/20
    del manner
    a, b = match["a"], match["b"]
    if match["sign"] == "-" and (a, b) != ("50", "50"):
        return None
    if int(a) + int(b) != 100 and not (a == b == "20"):
        return None
    return f"{cardinal(a)} {cardinal(b)}"


DIGIT_RULES = (
    Rule(
        "score",
        compile_late(r"(?P<a>[0-9]{1,2})[-–](?P<b>[0-9]{1,2})(?![\w-]|[.,/–][0-9]|\s?%)"),
        _score,
    ),
    Rule(
        "shares",
        compile_late(r"(?P<a>[1-9][0-9])(?P<sign>[/-])(?P<b>[1-9][0-9])(?![\w/]|[.,][0-9])"),
        _shares,
    ),
    Rule(
        "record",
        compile_late(
            r"(?P<a>[0-9]{1,2})[-–](?P<b>[0-9]{1,2})[-–](?P<c>[0-9]{1,2})(?![\w-]|[.,/][0-9])"
        ),
        _record,
    ),
    Rule(
        "fraction",
        compile_late(r"(?P<n>(?:(?<![0-9])[0-9]++)?+)\s?(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"),
        _vulgar,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<n>[0-9]{1,4})(?:\s|-)(?P<a>[0-9]{1,2})[/⁄](?P<b>[0-9]{1,2})(?:th)?(?![0-9/])"
        ),
        _mixed,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<a>[0-9]{1,4})\s?[/⁄]\s?(?P<b>[0-9]{1,4})(?i:th|rds?|ths|nds?)?(?![0-9/\w])"
        ),
        _fraction,
    ),
    Rule("percent", compile_late(rf"(?P<n>{NUMBER})\s?%"), _percent),
    Rule("ordinal", compile_late(rf"(?P<n>{WHOLE})(?P<th>(?i:st|nd|rd|th))\b"), _ordinal),
    Rule(
        "magnitude",
        compile_late(rf"(?P<n>{NUMBER})\s?(?P<size>{SURE_MAGNITUDES})\b"),
        _magnitude,
    ),
    # the rules of `measures` come first, so an "m" that reaches this rule is not a length
    Rule("magnitude", compile_late(rf"(?P<n>{NUMBER})(?P<size>m)\b(?!['’])"), _magnitude),
    Rule(
        "magnitude",
        compile_late(
            rf"(?P<n>{NUMBER})(?P<size>[kb])\b(?=\s(?:people|users|children|men|women|more|new|(?!is\b|was\b|has\b|its\b|as\b|this\b|across\b|towards\b)[a-z]+s)\b)"
        ),
        _magnitude,
    ),
    Rule(
        "magnitude",
        compile_late(
            # 5K is a race, 4K a screen, H-1B a visa, 221B a door
            r"(?<![A-Za-z]-)(?!(?:2|4|5|8|10)K\b|3M\b(?!\s[a-z]+s\b))(?![0-9]{1,3}[A-Z]\s(?:[A-Z][\w'’]*\s){1,2}(?:St|Street|Rd|Road|Ave|Avenue|Lane|Drive|Way|Place|Court|Square|Gardens|Terrace)\b)(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?P<size>[KMB])\b(?![-'’][0-9])"
        ),
        _magnitude,
    ),
    Rule(
        "range",
        compile_late(
            rf"(?P<a>{NUMBER})(?:%(?=\s?[-–—]\s?[0-9.]+%))?(?P<dash>\s?[-–—‑]\s?|\s?-\s?)(?=[0-9]{{1,3}}(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?![0-9]*[-–‑][0-9])|[0-9]{{4,9}}(?![0-9-]))"
        ),
        _range,
    ),
    Rule("version", compile_late(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?![0-9])"), _version),
    Rule("plural", compile_late(r"(?P<n>[0-9]{2,3})ers\b"), _team),
    Rule(
        "resolution",
        compile_late(r"(?P<n>480|540|720|1080|1440|2160)(?P<p>[pi])\b"),
        _resolution,
    ),
    Rule("plural", compile_late(r"(?P<n>[0-9]{3,4})s\b"), _plural),
    Rule("plural", compile_late(r"(?<![.:0-9])(?P<n>[1-9][0-9]?)['’]?s\b"), _plural),
    Rule("times", compile_late(rf"(?P<n>{NUMBER})[xX×]\b"), _multiple),
    Rule("by", compile_late(rf"(?P<n>{NUMBER})\s?[xX]\s?(?=[0-9])"), _by),
    Rule(
        "calibre",
        compile_late(
            r"\.(?P<n>22|25|32|38|40|44|45|50|303|308|338|357)(?=[-\s](?:calib(?:er|re)|cal\b|rifles?|pistols?|handguns?|revolvers?|guns?|Magnum|Special|rounds?|bullets?|machine))"
        ),
        _calibre,
    ),
    Rule("figure", compile_late(r"(?P<n>\.[0-9]++)"), _figure),
    Rule("figure", compile_late(rf"(?P<n>{NUMBER})"), _figure),
)
