"""Reads dates, years and decades in every form that newspapers print."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import calendar
from audiobrief.spoken.english.figures import cardinal, ordinal, plural, year
from audiobrief.spoken.reading import Manner, Part, Rule, Said

MONTHS = {short.lower(): name for short, name in calendar.SHORT_MONTHS.items()}
WEEKDAYS = {short.lower(): name for short, name in calendar.SHORT_WEEKDAYS.items()}
ERAS = {"ad": "A.D.", "bc": "B C", "bce": "B C E", "ce": "C E"}
DATE_ASKED = compile_late(
    r"\b(?:on|by|until|from|since|dated?|beginning|starting|due|through|before|after|for)\s\Z",
    re.IGNORECASE,
)
MONTH_ASKED = compile_late(
    r"\b(?:in|early|late|mid|last|next|since|by|until|of|from|through|this|to|and|every|each)[\s-]\Z",
    re.IGNORECASE,
)
QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
FAMED = {"9/11": "nine eleven", "7/7": "seven seven", "24/7": "twenty four seven"}
"""Names that are said the same everywhere, whatever the region's order of day and month."""

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_TH = r"(?:st|nd|rd|th)"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DASH = r"\s?[-–—]\s?"
_AFTER_YEAR = r"(?![0-9]|[.,][0-9])(?!\s?(?:%|per\s?cent|percent))"


def month_name(written: str) -> str:
    """The full name for any form of a month: "Sept." gives "September"."""
    return MONTHS[written.lower().rstrip(".")[:3]]


def _say_day(figures: str, manner: Manner) -> str:
    return ordinal(str(int(figures)), british=manner.british)


def _day_month(match: re.Match[str], manner: Manner) -> Said:
    # "17 December 2021", "12-14 March", "25th sept.", "the 26th of May"
    text = match.string
    if (
        match["month"][0].islower()
        and match["month"].lower() in {"may", "mar", "march"}
        and not match["year"]
    ):
        return None  # "10 may follow"
    article = (
        ""
        if re.search(
            r"\bthe\s$", text[max(0, match.start() - 4) : match.start()], re.IGNORECASE
        )
        else "the "
    )
    parts = [
        Part(
            match.end("th") if match["th"] else match.end("day"),
            article + _say_day(match["day"], manner),
        )
    ]
    if match["last"]:
        joint = " and " if "and" in match["dash"] or "&" in match["dash"] else " to "
        parts += [
            Part(match.end("dash"), joint),
            Part(
                match.end("th2") if match["th2"] else match.end("last"),
                "the " + _say_day(match["last"], manner),
            ),
        ]
    parts += [Part(match.end("gap"), " of " if not match["of"] else match["gap"])]
    return (*parts, *_month_and_year(match, manner))


def _month_and_year(match: re.Match[str], manner: Manner) -> list[Part]:
    stop = _kept_stop(match, "stop") if match["stop"] else ""
    parts = [Part(match.end("stop"), month_name(match["month"]) + stop)]
    if match["year"]:
        parts.append(
            Part(match.start("year"), match.string[parts[-1].written_end : match.start("year")])
        )
        parts.append(Part(match.end("year"), year(match["year"], british=manner.british)))
    return parts


def _kept_stop(match: re.Match[str], group: str) -> str:
    from audiobrief.spoken.english.abbreviations import kept_stop

    return kept_stop(match.string, match.end(group))


def _month_day(match: re.Match[str], manner: Manner) -> Said:
    # "December 17, 2021", "Jan. 3", "Sept. 11-12", "JAN 15 2020"
    name = month_name(match["month"])
    if (
        match["month"].islower()
        and match["month"] in {"may", "mar", "march"}
        and not match["year"]
    ) and not re.search(
        r"(?:^|\bon |\bby |\bof |\buntil |\bfrom |\bto |\bsince )$",
        match.string[max(0, match.start() - 7) : match.start()],
    ):
        return None  # "you may 3 times"
    article = "the " if manner.british else ""
    parts = [Part(match.end("month") + len(match["stop"]), name), Part(match.start("day"), " ")]
    parts.append(
        Part(
            match.end("day") + len(match["th"] or ""), article + _say_day(match["day"], manner)
        )
    )
    if match["last"]:
        joint = " and " if "and" in match["dash"] or "&" in match["dash"] else " to "
        parts += [
            Part(match.end("dash"), joint),
            Part(
                match.end("last") + len(match["th2"] or ""),
                article + _say_day(match["last"], manner),
            ),
        ]
    if match["year"]:
        parts.append(
            Part(match.start("year"), match.string[parts[-1].written_end : match.start("year")])
        )
        parts.append(Part(match.end("year"), year(match["year"], british=manner.british)))
    return tuple(parts)


def _month_year(match: re.Match[str], manner: Manner) -> Said:
    # "Nov. 2020", "december 2004", "Feb 1993"
    parts = [Part(match.end("month") + len(match["stop"]), month_name(match["month"]))]
    parts.append(Part(match.start("year"), " "))
    parts.append(Part(match.end("year"), year(match["year"], british=manner.british)))
    return tuple(parts)


def _say_numeric(
    day: str, month: str, written_year: str, manner: Manner, *, day_first: bool
) -> str:
    name = calendar.MONTHS[int(month) - 1]
    spoken = _say_day(day, manner)
    words = f"the {spoken} of {name}" if day_first else f"{name} {spoken}"
    if len(written_year) == 4:
        return f"{words} {year(written_year, british=manner.british)}"
    if len(written_year) == 2:
        zero = "zero " if written_year[0] == "0" else ""
        return f"{words} {zero}{cardinal(written_year)}"
    return words


def _numeric(match: re.Match[str], manner: Manner) -> Said:
    # 12/25/2020, 25/12/2020, 15-01-2020, 01.10.2010: a number above 12 must be the day
    first, second = match["a"], match["b"]
    a, b = int(first), int(second)
    if not (1 <= a <= 31 and 1 <= b <= 31) or (a > 12 and b > 12):
        return None
    day_first = a > 12 or (manner.british and b <= 12)
    day, month = (first, second) if day_first else (second, first)
    return _say_numeric(day, month, match["y"] or "", manner, day_first=day_first)


def _iso(match: re.Match[str], manner: Manner) -> Said:
    if not (1 <= int(match["m"]) <= 12 and 1 <= int(match["d"]) <= 31):
        return None
    return _say_numeric(match["d"], match["m"], match["y"], manner, day_first=manner.british)


def _short_numeric(match: re.Match[str], manner: Manner) -> Said:
    # "set for 4/9", "beginning 3/20", 12/25: a word before it calls for a date, or it is
    # unlikely to be a fraction
    a, b = int(match["a"]), int(match["b"])
    asked = DATE_ASKED.search(match.string[max(0, match.start() - 12) : match.start()])
    if manner.british:
        a, b = b, a
    if not (1 <= a <= 12 and 1 <= b <= 31):
        a, b = b, a
        if not (1 <= a <= 12 and 1 <= b <= 31) or not (asked or manner.british):
            return None
    likely = (asked and (b > 10 or a > 3)) or (
        (b > 16 and b not in {20, 24}) and not match.string.startswith(" of", match.end())
    )
    if not likely:
        return None
    return _say_numeric(str(b), str(a), "", manner, day_first=manner.british)


def _famed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return FAMED[match[0]]


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
    figures = match["n"]
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
    return f"{words} {era}" + (_kept_stop(match, "era") if closed else "")


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


def _quarter(match: re.Match[str], manner: Manner) -> Said:
    # 2Q22, Q3 2021
    del manner
    tail = match["y"]
    said = year(tail) if len(tail) == 4 else cardinal(tail)
    return (
        f"the {QUARTERS[match['q']]} {'half' if match['part'] == 'H' else 'quarter'} of {said}"
    )


def _fiscal(match: re.Match[str], manner: Manner) -> Said:
    # "FY24", and "FY2023-24" where a year is counted from April
    last = f" to {cardinal(match['to'])}" if match["to"] else ""
    return f"fiscal year {year(match['y'], british=manner.british)}{last}"


def _month_alone(match: re.Match[str], manner: Manner) -> Said:
    # "in Sept.", "early Jan."
    del manner
    sure = match["month"][0].isupper() and match["month"].lower() not in {
        "mar",
        "may",
        "jun",
        "jan",
    }
    if not sure and not MONTH_ASKED.search(
        match.string[max(0, match.start() - 10) : match.start()]
    ):
        return None
    return month_name(match["month"]) + _kept_stop(match, "stop")


def _weekday(match: re.Match[str], manner: Manner) -> Said:
    # "Sat., Oct. 3", "Mon 12 May": without a date after them, "Sat" and "Sun" are words
    del manner
    return WEEKDAYS[match["day"].lower()]


def _named_range(match: re.Match[str], manner: Manner) -> Said:
    # Monday–Friday, March-May, Tue – Sat
    del manner
    return (
        Part(match.end("a"), WEEKDAYS.get(match["a"].lower(), match["a"])),
        Part(match.end("dash"), " to "),
        Part(match.end(), WEEKDAYS.get(match["b"].lower(), match["b"])),
    )


_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH_NAME = "(?:" + "|".join(calendar.MONTHS) + ")"
_MONTH_I = rf"(?P<month>(?i:{MONTH}))\b(?P<stop>\.?)"

FAMED_RULE = Rule("date", compile_late(r"(?:9/11|24/7|7/7)(?![0-9/%])"), _famed)
DIGIT_RULES = (
    FAMED_RULE,
    Rule(
        "date",
        compile_late(
            rf"(?P<y>{_YEAR})(?P<sign>[-/.])(?P<m>[01][0-9])(?P=sign)(?P<d>[0-3][0-9])(?![0-9-/]|\.[0-9])"
        ),
        _iso,
    ),
    Rule(
        "date",
        compile_late(
            rf"(?P<day>{_DAY})(?P<th>(?i:{_TH}))?(?:(?P<dash>{_DASH}|\s(?:and|to|&)\s)(?P<last>{_DAY})(?P<th2>(?i:{_TH}))?)?"
            rf"(?P<gap>\s(?P<of>of\s)?|-){_MONTH_I}(?:(?:,?\s|-)(?P<year>{_YEAR})\b{_AFTER_YEAR})?(?!\w)"
        ),
        _day_month,
    ),
    Rule(
        "date",
        compile_late(
            r"(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|[-/.][0-9])"
        ),
        _numeric,
    ),
    Rule(
        "date",
        compile_late(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/]|[a-z])"),
        _short_numeric,
    ),
    Rule(
        "date",
        compile_late(r"(?P<q>[1-4])(?P<part>[QH])\s?(?P<y>[0-9]{4}|[0-9]{2})\b"),
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
            rf"(?P<a>{_YEAR})(?P<dash>{_DASH}|/)(?P<b>{_YEAR}|[0-9]{{2}}|(?<=/)[0-9])(?![0-9]|[-–/.,][0-9]|s)"
        ),
        _year_range,
    ),
)
APOSTROPHE_RULES = (
    Rule("decade", compile_late(r"['’‘](?P<n>[0-9]0)(?:['’])?s(?!\w)"), _short_decade),
    Rule("date", compile_late(r"['’‘](?P<n>[0-9]{2})(?![0-9\w]|['’])"), _short_year),
)
WORD_RULES = (
    Rule(
        "date",
        compile_late(
            r"FY\s?['’]?(?P<y>20[0-9]{2}|[0-9]{2})(?:[-–/](?P<to>[0-9]{2}))?(?![0-9])"
        ),
        _fiscal,
    ),
    Rule(
        "range",
        compile_late(
            rf"(?P<a>{_DAY_NAME}|{WEEKDAY}|{_MONTH_NAME})(?P<dash>\s?[-–—]\s?)(?P<b>{_DAY_NAME}|{WEEKDAY}|{_MONTH_NAME})\b"
        ),
        _named_range,
    ),
    Rule(
        "date",
        compile_late(
            rf"{_MONTH_I}[-\s](?P<day>{_DAY})(?P<th>(?i:{_TH}))?"
            rf"(?:(?P<dash>{_DASH}|\s(?:and|to|&)\s)(?P<last>{_DAY})(?P<th2>(?i:{_TH}))?(?![0-9:]))?"
            rf"(?:(?:,\s?|\s|-)(?P<year>{_YEAR})\b{_AFTER_YEAR})?(?![0-9]|:[0-9]|\.[0-9]|,[0-9]{{3}}|\s?[%])(?!\w)"
        ),
        _month_day,
    ),
    Rule("date", compile_late(rf"{_MONTH_I},?\s(?P<year>{_YEAR})\b{_AFTER_YEAR}"), _month_year),
    Rule("date", compile_late(r"(?P<part>[QH])(?P<q>[1-4])\s(?P<y>[0-9]{4})\b"), _quarter),
    Rule(
        "date",
        compile_late(
            rf"(?P<day>{WEEKDAY})\.?(?=,?\s(?:{MONTH}\b|(?:the\s)?[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b|(?:morning|afternoon|evening|night|noon|[ap]\.?m)\b))",
            re.IGNORECASE,
        ),
        _weekday,
    ),
    Rule("date", compile_late(rf"(?P<month>(?i:{MONTH}))(?P<stop>\.)(?!\w)"), _month_alone),
)
