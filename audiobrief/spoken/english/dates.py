"""Reads dates of days and months in every form that newspapers print."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import calendar
from audiobrief.spoken.english.figures import cardinal, year
from audiobrief.spoken.english.numeric_dates import (
    say_day,
    say_iso,
    say_numeric,
    say_range,
    say_short,
)
from audiobrief.spoken.reading import Manner, Part, Rule, Said

MONTHS = {short.lower(): name for short, name in calendar.SHORT_MONTHS.items()}
WEEKDAYS = {short.lower(): name for short, name in calendar.SHORT_WEEKDAYS.items()}
MONTH_ASKED = compile_late(
    r"\b(?:in|early|late|mid|last|next|since|by|until|of|from|through|this|to|and|every|each)[\s-]\Z",
    re.IGNORECASE,
)
MONTH_CALLED = compile_late(
    r"\b(?:hottest|coldest|wettest|driest|warmest|record|average|normal|typical|in|early|late|mid|since|by|until|till|end|through|this|last|next|between|months?\sto)[\s-]\Z"
)
"""Words before a month that has neither a stop nor a day."""
DAY_CALLED = compile_late(r"\b(?:on|last|next|this|until|till|by|every|since)\s\Z")
"""Words before a day of the week that has no stop."""
FAMED = {
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "26/11": "twenty six eleven",
    **{f"6/{last}": f"six {cardinal(last)}" for last in ("42", "45", "49", "53", "55", "58")},
    "24/7": "twenty four seven",
    "24/7/365": "twenty four seven three sixty five",
}
"""Names that are said the same everywhere, whatever the region's order of day and month."""
DETERMINED = compile_late(
    r"(?:\b(?i:the|an?|our|his|her|its|your|my|their)|\b(?!(?i:it|that|there|here|what|today|tomorrow)['’])\w+['’]s)\s\Z"
)
"""Before a day that is part of what a noun is called: "your 12 Feb. editorial"."""
FAMED_AT = {"26/11": "IN"}
"""Days that have their name in one region alone."""

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


def _day_month(match: re.Match[str], manner: Manner) -> Said:
    # "17 December 2021", "12-14 March", "25th sept.", "the 26th of May"
    text = match.string
    if (
        match["month"][0].islower()
        and match["month"].lower() in {"may", "mar", "march"}
        and not match["year"]
    ):
        return None  # "10 may follow"
    if match["dash"] == "/" and int(match["last"]) != int(match["day"]) + 1:
        return None  # "the night of 7/8 May", but no fraction
    if manner.region == "US" and not match["of"]:
        # an American reads "26 April" as "April twenty-sixth"
        said = say_day(match["day"], manner)
        if match["last"]:
            said += _joint(match) + say_day(match["last"], manner)
        return (
            Part(
                match.end("th") if match["th"] else match.end("day"), month_name(match["month"])
            ),
            Part(match.end("gap"), " "),
            *_month_and_year(match, manner, said),
        )
    determined = DETERMINED.search(text, max(0, match.start() - 24), match.start())
    article = "" if determined else "the "
    named = determined is not None and determined[0].strip().lower() == "the"
    parts = [
        Part(
            match.end("th") if match["th"] else match.end("day"),
            article + say_day(match["day"], manner),
        )
    ]
    if match["last"]:
        parts += [
            Part(match.end("dash"), _joint(match)),
            Part(
                match.end("th2") if match["th2"] else match.end("last"),
                ("the " if article or named else "") + say_day(match["last"], manner),
            ),
        ]
    parts += [Part(match.end("gap"), " of " if not match["of"] else match["gap"])]
    return (*parts, *_month_and_year(match, manner))


def _weekday_stop(match: re.Match[str]) -> str:
    # "Mon.-Fri. 9 a.m." goes on, though a figure follows the stop
    if not match["stop"] or match.string[match.end() :].lstrip()[:1].isdigit():
        return ""
    return _kept_stop(match, "stop")


def _joint(match: re.Match[str]) -> str:
    """What joins the first day to the last: "3 and 4 May", "26-28 April"."""
    return " and " if "and" in match["dash"] or "&" in match["dash"] else " to "


def _month_and_year(match: re.Match[str], manner: Manner, said: str = "") -> list[Part]:
    stop = _kept_stop(match, "stop") if match["stop"] else ""
    parts = [Part(match.end("stop"), (said or month_name(match["month"])) + stop)]
    if match["year"]:
        parts.append(
            Part(match.start("year"), match.string[parts[-1].written_end : match.start("year")])
        )
        parts.append(Part(match.end("year"), year(match["year"], british=manner.british)))
    return parts


def _kept_stop(match: re.Match[str], group: str) -> str:
    from audiobrief.spoken.english.cut_short import kept_stop

    return kept_stop(match.string, match.end(group))


def _delivered(match: re.Match[str]) -> bool:
    """Whether "Nov-26" is a month of a contract, and no day."""
    return (
        match.string[match.end("month")] == "-"
        and match["day"].isdigit()
        and int(match["day"]) > 19
        and not match["year"]
        and DELIVERY.search(match.string) is not None
    )


DELIVERY = compile_late(
    r"\b(?:futures?|contracts?|wheat|barley|rapeseed|corn|maize|soya\w*|soybeans?|canola|sugar|cocoa|coffee|cotton|crude|Brent|WTI|gas|delivery|gilts?|milk|cattle|hogs|lumber|rubber|palm\soil|expiry|maturity)\b"
)
"""Near a month of delivery, which exchanges print with its year: "Nov-26"."""


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
    if _delivered(match):
        return f"{name} {cardinal(match['day'])}"
    article = "the " if manner.british else ""
    parts = [Part(match.end("month") + len(match["stop"]), name), Part(match.start("day"), " ")]
    parts.append(
        Part(match.end("day") + len(match["th"] or ""), article + say_day(match["day"], manner))
    )
    if match["last"]:
        parts += [
            Part(match.end("dash"), _joint(match)),
            Part(
                match.end("last") + len(match["th2"] or ""),
                article + say_day(match["last"], manner),
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


def _famed(match: re.Match[str], manner: Manner) -> Said:
    region = FAMED_AT.get(match[0])
    return FAMED[match[0]] if region in {None, manner.region} else None


TRADED = compile_late(
    r"\s(?:delivery|futures|contracts?|crude|corn|wheat|beans|soybeans|cattle|hogs|gold|silver|copper|cotton|sugar|cocoa|coffee|oats|canola|barley)\b"
)
"""What is sold for a month: "Jan. beans"."""


def _month_alone(match: re.Match[str], manner: Manner) -> Said:
    # "in Sept.", "early Jan."
    del manner
    sure = match["month"][0].isupper() and match["month"].lower() not in {
        "mar",
        "may",
        "jun",
        "jan",
    }
    asked = MONTH_ASKED.search(match.string, max(0, match.start() - 10), match.start())
    if not (sure or asked or TRADED.match(match.string, match.end())):
        return None
    return month_name(match["month"]) + _kept_stop(match, "stop")


def _weekday(match: re.Match[str], manner: Manner) -> Said:
    # "Sat., Oct. 3", "Mon 12 May": without a date after them, "Sat" and "Sun" are words
    del manner
    groups = match.groupdict()
    return WEEKDAYS[(match["day"] or groups["end"]).lower()] + _weekday_stop(match)


def _full_name(short: str) -> str:
    return WEEKDAYS.get(short.lower()) or MONTHS.get(short.lower(), short)


def _named_range(match: re.Match[str], manner: Manner) -> Said:
    # Monday–Friday, March-May, Tue – Sat
    del manner
    return (
        Part(match.end("a"), _full_name(match["a"])),
        Part(match.end("dash"), " " if "/" in match["dash"] else " to "),
        Part(match.end("b"), _full_name(match["b"])),
        Part(match.end(), _weekday_stop(match)),
    )


INITIALS = {
    "M": "Monday", "T": "Tuesday", "Tu": "Tuesday", "W": "Wednesday", "Th": "Thursday", "F": "Friday",
    "Sa": "Saturday", "Su": "Sunday",
}  # fmt: skip
"""Days on the door of an office: "M-F, 9-5"."""


def _initial_days(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{INITIALS[match['a']]} to {INITIALS[match['b']]}"


def _day_before(match: re.Match[str], manner: Manner) -> Said:
    # Sat 14 & Sun 15 Aug, Friday 3 to Sunday 5 May: the month stands after the last day
    day = say_day(match["n"], manner)
    article = "the " if manner.british else ""
    weekday = WEEKDAYS.get(match["day"].lower().rstrip("."), match["day"])
    joint = (Part(match.end("dash"), " to "),) if match["dash"] else ()
    return (
        Part(match.start("n"), f"{weekday} "),
        Part(match.end() - len(match["dash"] or ""), article + day),
        *joint,
    )


def _bare_month(match: re.Match[str], manner: Manner) -> Said:
    # "in Nov," of papers that print no stop; "Dec" and "Jan" are names as well
    del manner
    before = match.string[max(0, match.start() - 12) : match.start()]
    return month_name(match["month"]) if MONTH_CALLED.search(before) else None


def _bare_weekday(match: re.Match[str], manner: Manner) -> Said:
    # "away on Sat to go fifth"
    before = match.string[max(0, match.start() - 8) : match.start()]
    return _weekday(match, manner) if DAY_CALLED.search(before) else None


def _days(match: re.Match[str], manner: Manner) -> Said:
    # "3, 4 and 6 May", "May 3, 4 and 6"
    days = [say_day(figures, manner) for figures in re.findall("[0-9]+", match["days"])]
    listed = f"{', '.join(days[:-1])} and {days[-1]}"
    month = month_name(match["month"])
    if match["after"] is not None:
        return f"{month} {'the ' if manner.british else ''}{listed}"
    before = match.string[max(0, match.start() - 4) : match.start()]
    article = "" if re.search(r"\bthe\s\Z", before, re.IGNORECASE) else "the "
    return f"{article}{listed} of {month}"


_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH_NAME = "(?:" + "|".join(calendar.MONTHS) + ")"
_MONTH_I = rf"(?P<month>(?i:{MONTH}))\b(?P<stop>\.?)"

FAMED_RULE = Rule(
    "date",
    compile_late(r"(?:24/7/365|(?:9/11|24/7|7/7|26/11|6/(?:4[259]|5[358]))(?!/))(?![0-9%])"),
    _famed,
)
DIGIT_RULES = (
    FAMED_RULE,
    Rule(
        "date",
        compile_late(
            r"(?P<a>[0-9]{1,2})(?P<s>[/.])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|[0-9]{2})\s?[-–—]\s?(?P<c>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?P=s)(?P<z>[0-9]{4}|[0-9]{2})(?![0-9]|[-/.][0-9])"
        ),
        say_range,
    ),
    Rule(
        "date",
        compile_late(
            rf"(?P<days>{_DAY}(?i:{_TH})?(?:,\s{_DAY}(?i:{_TH})?){{1,5}},?\s(?:and|&)\s{_DAY}(?i:{_TH})?)\s(?:of\s)?(?P<month>{MONTH})(?P<after>(?!))?(?!\w)"
        ),
        _days,
    ),
    Rule(
        "date",
        compile_late(
            rf"(?P<y>{_YEAR})(?P<sign>[-/.])(?P<m>[01][0-9])(?P=sign)(?P<d>[0-3][0-9])(?![0-9-/]|\.[0-9])"
        ),
        say_iso,
    ),
    Rule(
        "date",
        compile_late(
            rf"(?P<day>{_DAY})(?P<th>(?i:{_TH}))?(?:(?P<dash>{_DASH}|/|\s(?:and|to|&)\s)(?P<last>{_DAY})(?P<th2>(?i:{_TH}))?)?"
            rf"(?P<gap>\s(?P<of>of\s)?|-){_MONTH_I}(?:(?:,?\s|-)(?P<year>{_YEAR})\b{_AFTER_YEAR})?(?!\w)"
        ),
        _day_month,
    ),
    Rule(
        "date",
        compile_late(
            r"(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|[-/.][0-9])"
        ),
        say_numeric,
    ),
    Rule(
        "date",
        compile_late(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/]|[a-z])"),
        say_short,
    ),
)
WORD_RULES = (
    Rule(
        "date",
        compile_late(
            rf"(?P<day>{_DAY_NAME}|{WEEKDAY}\.?)\s(?P<n>{_DAY})(?:{_TH})?(?:(?P<dash>\s?[–-]\s?)|(?=,\s|\s(?:&|and|to|or|until)\s))(?=(?:,\s|\s(?:&|and|to|or|until)\s)?(?:the\s)?(?:(?:{_DAY_NAME}|{WEEKDAY})\.?\s)?{_DAY}(?:{_TH})?\s(?:of\s)?{MONTH}\b)"
        ),
        _day_before,
    ),
    Rule(
        "date",
        compile_late(
            rf"(?P<month>{MONTH})\.?\s(?P<days>{_DAY}(?:,\s{_DAY}){{1,5}},?\s(?:and|&)\s{_DAY})(?P<after>)(?!\w|[.,:%][0-9]|,?\s{_YEAR})"
        ),
        _days,
    ),
    Rule(
        "range",
        compile_late(
            rf"(?P<a>{_DAY_NAME}|{WEEKDAY}|{_MONTH_NAME}|{_SHORT_MONTH})(?P<dash>\.?\s?[-–—/]\s?)(?P<b>{_DAY_NAME}|{WEEKDAY}|{_MONTH_NAME}|{_SHORT_MONTH})\b(?P<stop>\.?)"
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
    Rule(
        "date",
        compile_late(
            rf"(?P<day>{WEEKDAY})(?P<stop>\.?)(?=,?\s(?:{MONTH}\b|(?:the\s)?[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\b|[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/])|[0-9]{{1,2}}(?:[:.][0-9]{{2}})?(?:\s?[-–]\s?[0-9]|\s?[ap]\.?m\b)|(?:morning|afternoon|evening|night|noon|[ap]\.?m)\b))",
            re.IGNORECASE,
        ),
        _weekday,
    ),
    Rule(
        "date",
        compile_late(
            r"(?P<a>M|Tu?|W)\s?[-–]\s?(?P<b>F|Th|Sa|Su)(?=(?:,|:|\sfrom)?\s[0-9])(?!\s[0-9]{4})"
        ),
        _initial_days,
    ),
    Rule("date", compile_late(rf"(?P<month>(?i:{MONTH}))(?P<stop>\.)(?!\w)"), _month_alone),
    Rule(
        "date",
        compile_late(r"(?P<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![\w.'’-])"),
        _bare_month,
    ),
    Rule(
        "date",
        compile_late(r"(?P<day>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?P<stop>)(?![\w.'’-])"),
        _bare_weekday,
    ),
    # with its stop a weekday is a weekday everywhere, but for "Sun." and "Sat."; nobody sat down
    # with a capital inside a sentence, and a sentence does not go on after the Sun
    Rule(
        "date",
        compile_late(
            r"(?:(?P<day>Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)|(?:(?<=\bon )|(?<=\bon a )|(?<=\bthis )|(?<=\bnext )|(?<=\bevery )|(?<=\buntil )|(?<=[ap]\.m\. )|(?<=[ap]m )|(?<= [ECMP]T )|(?<=noon )|(?<=[a-z0-9,)] )(?<!\bthe )(?=Sat|Sun\.,?\s[a-z0-9]))(?P<end>Sat|Sun))(?P<stop>\.)(?!\w)"
        ),
        _weekday,
    ),
)
