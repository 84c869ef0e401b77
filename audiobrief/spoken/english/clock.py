"""Reads times of day and durations in figures."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.attributes import is_before_noun
from audiobrief.spoken.english.cut_short import kept_stop
from audiobrief.spoken.english.figures import ONES, cardinal, decimal
from audiobrief.spoken.reading import Manner, Part, Rule, Said

ZONES = """
    GMT BST UTC EST EDT ET CST CDT CT MST MDT MT PST PDT PT AKST HST CET CEST EET EEST MSK IST JST KST AEST AEDT ACST
    AWST NZST NZDT SGT HKT WIB SAST WAT EAT
""".split()
_ZONE = (
    r"(?:\s?(?P<zone>(?i:"
    + "|".join(sorted(ZONES, key=len, reverse=True))
    + r"|[ecmp]\.[sd]?\.?t\.?))\b\.?)?"
)
_HALF = r"(?P<half>[aApP]\.?\s?[mM])(?P<stop>\.?)(?!\w)"


def minutes(hour: str, minute: str) -> str:
    """A time in words: 9:05 "nine oh five", 10:00 "ten", 17:45 "seventeen forty five"."""
    said = cardinal(str(int(hour)))
    if minute == "00":
        return said
    if minute[0] == "0":
        return f"{said} oh {ONES[int(minute)]}"
    return f"{said} {cardinal(minute)}"


def _halves(written: str) -> str:
    return f"{written[0].lower()}.m."


def _zone(written: str | None) -> str:
    if not written:
        return ""
    letters = written.replace(".", "").strip().upper()
    return " " + (".".join(letters) + "." if "A" in letters else " ".join(letters))


def _stop(match: re.Match[str]) -> str:
    zone = match.groupdict().get("zone") or ""
    if not match[0].endswith(".") or "A" in zone:
        return ""  # "A.E.S.T." ends with a stop of its own
    return kept_stop(match.string, match.end())


def _clock(match: re.Match[str], manner: Manner) -> Said:
    # 9:30 p.m. EST, 10.30am, 9pm
    del manner
    if not match["m"] and match["s"]:
        return None
    said = minutes(match["h"], match["m"]) if match["m"] else cardinal(str(int(match["h"])))
    if match["s"] and match["s"] != "00":
        said += f" and {cardinal(str(int(match['s'])))} seconds"
    parts = [
        Part(match.start("half"), said + " "),
        Part(match.end("half") + len(match["stop"]), _halves(match["half"])),
    ]
    if match["zone"]:
        parts.append(Part(match.end(), _zone(match["zone"])))
    if match["zone"]:
        _, last = parts[-1]
        parts[-1] = Part(match.end(), last + _stop(match))
    return tuple(parts)


def _clock_24(match: re.Match[str], manner: Manner) -> Said:
    # 17:45, 02:00 GMT, 11:30EST
    del manner
    hour, minute = match["h"], match["m"]
    said = minutes(hour, minute)
    if minute == "00":
        hour_words = cardinal(str(int(hour)))
        if match["zone"]:
            said = hour_words + (" hundred" if int(hour) > 12 or hour[0] == "0" else "")
        else:
            said = f"{hour_words} o'clock" if 0 < int(hour) <= 12 else f"{hour_words} hundred"
            if hour[0] == "0" and hour != "00" and LATE.search(match.string):
                said = f"oh {hour_words} hundred"  # "from 16:00 to 05:00" is one clock
    if hour[0] == "0" and len(hour) == 2 and minute != "00":
        said = (
            f"{'zero' if hour == '00' else cardinal(str(int(hour)))} {said.partition(' ')[2]}"
        )
    if hour == "00":
        said = "midnight" if minute == "00" else f"zero {said.partition(' ')[2]}"
    if match.groupdict().get("to"):
        # 4:30-7 p.m.: the hour alone, as before a half of the day
        return f"{minutes(hour, minute)} to "
    return said + _zone(match["zone"]) + _stop(match)


LATE = compile_late(r"\b(?:1[3-9]|2[0-3])[:.]00(?![0-9])")
"""A full hour after noon on the clock of 24 hours."""


def _military(match: re.Match[str], manner: Manner) -> Said:
    # 0900 GMT, 1330 GMT
    del manner
    hour, minute = match["h"], match["m"]
    lead = "oh " if hour[0] == "0" and hour != "00" else ""
    words = lead + cardinal(str(int(hour)))
    words += (
        " hundred"
        if minute == "00"
        else f" {'oh ' if minute[0] == '0' else ''}{cardinal(str(int(minute)))}"
    )
    return words + _zone(match["zone"]) + _stop(match)


def _military_hours(match: re.Match[str], manner: Manner) -> Said:
    said = _military(match, manner)
    return f"{said} hours" if match["m"] == "00" else said


def _stopwatch(match: re.Match[str], manner: Manner) -> Said:
    # 1:01:01 is a duration; 2:05.4 and 1:59 are durations only in sport, which figures cannot
    # tell
    del manner
    if not match["half"] and is_before_noun(match.string, match.start(), match.end()):
        # a 2:58:13 marathon
        seconds = minutes("1", match["s"]).partition(" ")[2] or "flat"
        return f"{minutes(match['h'], match['m'])} {seconds}"

    def count(figures: str, unit: str) -> str:
        number = int(figures)
        return f"{cardinal(str(number))} {unit}{'' if number == 1 else 's'}"

    if match["half"] and match["s"] != "00":
        # 3:32:10 a.m.
        time = f"{minutes(match['h'], match['m'])} and {count(match['s'], 'second')}"
        return f"{time} {_halves(match['half'])}{_zone(match['zone'])}"
    said = f"{count(match['h'], 'hour')} {count(match['m'], 'minute')} and {count(match['s'], 'second')}"
    if match["half"]:
        said += " " + _halves(match["half"])
    return said + _zone(match["zone"])


def _race(match: re.Match[str], manner: Manner) -> Said:
    # 1:59.40
    del manner
    low = match["m"].lstrip("0") or "0"
    if is_before_noun(match.string, match.start(), match.end()):
        # a 4:02.3 mile
        lead = "oh " if match["s"][0] == "0" and ":" in match[0] else ""
        seconds = decimal(match["s"].lstrip("0") if lead else match["s"])
        return f"{cardinal(low)} {lead}{seconds}"
    return (
        f"{cardinal(low)} {'minute' if low == '1' else 'minutes'} {decimal(match['s'])} seconds"
    )


def _seconds(match: re.Match[str], manner: Manner) -> Said:
    # 0.123s, 9.85s
    return f"{decimal(match['n'], british=manner.british)} seconds"


def _pointed(match: re.Match[str], manner: Manner) -> Said:
    # 05.30, 23.45: British timetables, where a word of travelling or opening is near
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 10) : start]
    around = text[max(0, start - REACH) : end + REACH]
    if not manner.british or not (
        TIMED.search(before) or AT_TIME.search(text[max(0, start - 24) : start])
    ):
        return None
    if match["h"][0] != "0" and not TIMETABLE.search(around):
        said = _programme(match, manner)
        if not said:
            return None
    hour = "zero" if match["h"] == "00" else cardinal(str(int(match["h"])))
    if match["m"] == "00":
        return f"{hour} hundred"
    return f"{hour} {minutes('1', match['m']).partition(' ')[2]}"


def _train(match: re.Match[str], manner: Manner) -> Said:
    # "the 8.02 to Leeds", "missed the 7.41.": the British name a train by its time, and a page
    # that tells no region may be theirs
    if not manner.british and (manner.region or not TIMETABLE.search(match.string)):
        return None
    if not match["towards"] and not TIMETABLE.search(match.string):
        return None
    said = minutes(match["h"], match["m"])
    if match["m"] == "00":
        said += " hundred"
    return (
        Part(match.end("m"), said),
        Part(match.end(), match["towards"] or ""),
    )


def _duration(match: re.Match[str], manner: Manner) -> Said:
    # 2h 5m, 3hr 20min
    del manner
    hours, low = match["h"], match["m"]
    if is_before_noun(match.string, match.start(), match.end()):
        return f"{cardinal(hours)} hour {cardinal(low)} minute"  # a 2hr 10min ride
    return f"{cardinal(hours)} {'hour' if hours == '1' else 'hours'} {cardinal(low)} {'minute' if low == '1' else 'minutes'}"


def _age(match: re.Match[str], manner: Manner) -> Said:
    # 9y 3m
    del manner
    said = (
        f"{cardinal(match[group])} {name if match[group] == '1' else name + 's'}"
        for group, name in (("y", "year"), ("m", "month"))
    )
    return " ".join(said)


def _airtime(match: re.Match[str], manner: Manner) -> Said:
    # 8/7c: eight in the East, seven in Central time
    del manner
    return f"{cardinal(match['a'])} {cardinal(match['b'])} Central"


def _ratio(match: re.Match[str], manner: Manner) -> Said:
    # 16:9, 1:3: not a time of day; a chance of 50:50 is fifty fifty
    british = manner.british
    if match["a"] == match["b"] == "50":
        return "fifty fifty"
    return (
        Part(match.end("a"), cardinal(match["a"], british=british)),
        Part(match.start("b"), " to "),
        Part(match.end("b"), cardinal(match["b"], british=british)),
    )


def _degree(match: re.Match[str], manner: Manner) -> Said:
    # a 2:1 from Orrel: the upper second class of a British degree
    around = match.string[max(0, match.start() - 4) : match.end() + 10]
    if not manner.british or not CLASSED.search(around):
        return None
    return f"two {cardinal(match['n'])}"


CLASSED = compile_late(r"\b(?:an?|her|his|my)\s2:[12](?!\s(?:ratio|split|major|mix|on))")


TIMED = compile_late(
    r"\b(?:at|from|until|till|between|before|after|about|around|to|and|by|the)\s\Z",
    re.IGNORECASE,
)
TIMETABLE = compile_late(
    r"\b(?:trains?|railways?|bus(?:es)?|flights?|kick-?off|starts?|opens?|closes?|departs?|arriv\w+|leaves?|left|doors|services?|ferr(?:y|ies)|sails?"
    r"|0[0-9]\.[0-5][0-9])\b"
)
REACH = 60
"""Characters around a time in which such a word is looked for."""


def _hours(match: re.Match[str], manner: Manner) -> Said:
    # open 10-5.30, 9.30-11am: one of the two is printed with its minutes
    if not manner.british or not (match["am"] or match["bm"]):
        return None
    before = match.string[max(0, match.start() - REACH) : match.start()]
    if not (match["half"] or OPENING.search(before)):
        return None
    first = minutes(match["a"], match["am"] or "00")
    last = minutes(match["b"], match["bm"] or "00")
    return f"{first} to {last}" + (f" {_halves(match['half'])}" if match["half"] else "")


OPENING = compile_late(
    r"\b(?:[Oo]pen\w*|[Dd]aily|[Hh]ours|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)\b[^.;]*\Z"
)
"""What stands before hours of opening."""


def _told(match: re.Match[str], manner: Manner) -> Said:
    # at 4.15 on Tuesday afternoon, from 9.30 in the morning
    before = match.string[max(0, match.start() - 10) : match.start()]
    if manner.region in {"US", "CA", "PH"} or not AT_TIME.search(before):
        return None
    return minutes(match["h"], match["m"])


BROADCAST = compile_late(
    r"\b(?:ITV[0-9]?|BBC|Channel|Sky|Radio|RT[EÉ]|Ch[0-9]|E4|screened|kick-?off|curtain|matinees?|trains?|buses|bus|doors|mass|service|sent\shome|begins?|began|starts?|started|starting|arriv\w+|left|leav\w+|departs?|met|meets?|seen|called|alarm|ambulances?|crews?|police|officers|raid|funeral|race|session|assembly|school|lunch|dinner|breakfast|happened|broke\sout|crash\w*|collision|struck|landed|took\soff|takes\soff|died|arrested|evacuated|reported|woke|opens?|closes?|ends?|ended)\b",
    re.IGNORECASE,
)
"""Near a time of day with a point: what begins at such a time."""


def _programme(match: re.Match[str], manner: Manner) -> Said:
    # on ITV1 at 9.05
    text, (start, end) = match.string, match.span()
    if not manner.british or not AT_TIME.search(text[max(0, start - 24) : start]):
        return None
    if not BROADCAST.search(text, max(0, start - REACH), end + REACH):
        return None
    if MARKET.search(text, max(0, start - REACH), end + REACH):
        return None
    return minutes(match["h"], match["m"])


MARKET = compile_late(
    r"\b(?:shares?|stocks?|index|prices?|priced|points?|rates?|yields?|traded|trading|dollars?|pounds?|rand|rupees?|odds|average|score\w*|GPA|magnitude|percent|per\scent)\b|[£$€₹]"
)
"""Where a figure with a point after "at" is none of the clock's."""
AT_TIME = compile_late(
    r"\b(?i:at|from|until|till|before|after|about|around|since)\s(?:about\s|around\s|approx\.?\s|approximately\s|nearly\s|just\safter\s|exactly\s)?\Z"
)
"""Words before a time of day that do not stand before an amount as well."""


def _time_code(match: re.Match[str], manner: Manner) -> Said:
    # "31:55 What fog is worth now", in the notes to a recording
    if not int(match["h"]) and match["m"] == "00":
        return "zero "
    said = minutes(match["h"], match["m"])
    del manner
    return f"{said} " if match["m"] != "00" else f"{said} minutes "


def _left(match: re.Match[str], manner: Manner) -> Said:
    # ":03 left" on the scoreboard's clock
    del manner
    return (
        f"{cardinal(match['n'].lstrip('0') or '0')} second{'' if match['n'] == '01' else 's'}"
    )


def _first_race(match: re.Match[str], manner: Manner) -> Said:
    # "first race 1.40"
    before = match.string[max(0, match.start() - 24) : match.start()]
    return minutes(match["h"], match["m"]) if manner.british and NAMED.search(before) else None


NAMED = compile_late(
    r"\b(?i:first|last|next|opening|feature|final)\s(?:race|game|match|show|bus|train|ferry|sailing|screening|service|performance|off|tee|throw)s?,?\s(?:is\s|at\s)?\Z"
)
"""Before the hour of what a list or a fixture has."""
DIGIT_RULES = (
    # "14.50 Kick-off is delayed": an entry of a running report
    Rule(
        "time",
        compile_late(r"\A(?P<h>[01][0-9]|2[0-3])\.(?P<m>[0-5][0-9])(?=:?\s(?:[–—-]\s)?[A-Z])"),
        lambda match, manner: minutes(match["h"], match["m"]) if manner.british else None,
    ),
    Rule("time", compile_late(r":(?P<n>[0-5][0-9])(?![\w:])"), _left),
    Rule(
        "time",
        compile_late(r"(?P<h>[1-9]|1[0-2])\.(?P<m>[0-5][0-9])(?![\w%]|\.[0-9]|\s?[ap]\.?m)"),
        _first_race,
    ),
    Rule(
        "time",
        compile_late(r"\A(?P<h>[0-9]{1,3}):(?P<m>[0-5][0-9])\s(?=[A-Z])(?=(?:[^.!?]){1,80}\Z)"),
        _time_code,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<h>[1-9]|1[0-2])\.(?P<m>[0-5][0-9])(?=\s(?:on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in\sthe\s(?:morning|afternoon|evening)|(?:this|that|yesterday|tomorrow|every|each)\s(?:morning|afternoon|evening)|at\snight|tonight|yesterday|tomorrow|sharp)\b)"
        ),
        _told,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<a>1?[0-9])(?:[.:](?P<am>[0-5][05]))?\s?[-–]\s?(?P<b>1?[0-9])(?:[.:](?P<bm>[0-5][05]))?(?:\s?(?P<half>[ap]\.?m\b)|(?![\w.:%-]{0,40}[0-9])(?!\s?(?:%|per|m|km)\b))"
        ),
        _hours,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<h>[1-9]|1[0-2])\.(?P<m>[0-5][05])(?=[,;)]|\.?(?:\s|\Z))(?!\s?(?:per|%|pc|million|billion|m|km|[ap]\.?m)\b)"
        ),
        _programme,
    ),
    Rule(
        "time",
        compile_late(
            r"(?<=\bAt )(?P<h>[1-9]|1[0-2])\.(?P<m>[0-5][05])(?=,?\s(?:he|she|they|we|I|it|the|a|an|police|officers|his|her|their|more|another)\b)"
        ),
        _told,
    ),
    # 7.30 and 7.30 Report of the ABC, an Australian programme
    Rule(
        "time",
        compile_late(
            r"(?:(?<=\btold )|(?<=\bABC’s )|(?<=\bABC's )|(?<=\bABC )|(?<=\bwith ))7\.30(?![0-9%]|\s?[ap]\.?m)"
        ),
        lambda _match, manner: "seven thirty" if manner.region == "AU" else None,
    ),
    Rule("time", compile_late(r"(?P<n>[0-9]{1,3}\.[0-9]{1,3})\s?s(?!\w)"), _seconds),
    Rule(
        "time",
        compile_late(
            r"(?P<m>[0-9]{1,2})\s?m(?:ins?)?\s?(?P<s>[0-9]{1,2}(?:\.[0-9]{1,3})?)\s?s(?:ecs?)?(?!\w)"
        ),
        _race,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<m>[0-9]{1,2}):(?P<s>[0-5][0-9]\.[0-9]{1,3})(?![0-9])(?:\s?s(?!\w))?"
        ),
        _race,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<h>[0-9]{1,2})\s?(?:h|hr|hrs)\s?(?P<m>[0-9]{1,2})\s?(?:m|min|mins)\b"
        ),
        _duration,
    ),
    Rule(
        "time",
        compile_late(r"(?P<h>[01]?[0-9]|2[0-4])h(?P<m>[0-5][0-9])(?P<zone>(?!))?(?!\w)"),
        _clock_24,
    ),
    Rule(
        "time",
        compile_late(r"(?P<y>[0-9]{1,3})y(?:rs?)?\s?(?P<m>[0-9]{1,2})m(?:ths?|os?)?(?!\w)"),
        _age,
    ),
    Rule("time", compile_late(r"(?P<a>1?[0-9])/(?P<b>1?[0-9])c(?!\w)"), _airtime),
    Rule(
        "time",
        compile_late(
            rf"(?P<h>[0-9]{{1,3}}):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![0-9]|:[0-9])(?:\s?{_HALF})?{_ZONE}"
        ),
        _stopwatch,
    ),
    Rule(
        "time",
        compile_late(
            rf"(?P<h>0?[0-9]|1[0-9]|2[0-4])(?:[:.](?P<m>[0-5][0-9]))?(?P<s>(?!))?\s?{_HALF}{_ZONE}"
        ),
        _clock,
    ),
    Rule(
        "time",
        compile_late(
            rf"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?![0-9]|[:.][0-9]|,[0-9]{{3}})(?:(?P<to>\s?[-–]\s?(?=(?:1[0-2]|[1-9])(?::[0-5][0-9])?\s?[apAP]\.?[mM]\b))|(?:\s?h(?:rs?)?\b)?{_ZONE})"
        ),
        _clock_24,
    ),
    Rule(
        "time",
        compile_late(
            rf"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?=\s(?:{'|'.join(ZONES)}|hrs|hours)\b){_ZONE}(?:\s?hrs\b)?"
        ),
        _military,
    ),
    Rule(
        "time",
        compile_late(
            r"(?<=\b[Tt]he )(?P<h>[0-9]|1[0-9]|2[0-3])\.(?P<m>[0-5][0-9])(?:(?P<towards>\s(?:to|from|at)\s(?=[A-Z]))|(?=[.,;:!?)]*(?:\s*\Z|[.,;:!?]\s)))"
        ),
        _train,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<h>[01][0-9]|2[0-3])\.(?P<m>[0-5][0-9])(?=[\s,;)]|\.(?![0-9])|\Z)(?!\s?(?:per|%|million|billion|percent))"
        ),
        _pointed,
    ),
    # from 0600 to 2100 GMT: the first of two has no zone of its own
    Rule(
        "time",
        compile_late(
            rf"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?P<zone>(?!))?(?=(?:\sto\s|\sand\s|\suntil\s|\s?[-–]\s?)(?:[01][0-9]|2[0-3])[0-5][0-9]\s?(?:{'|'.join(ZONES)}|hrs|hours)\b)"
        ),
        _military,
    ),
    # 0600H of the Philippines, at 1545hrs; but 1446H is a year of the Islamic calendar
    Rule(
        "time",
        compile_late(
            r"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?P<zone>(?!))?(?:H(?:(?<=\b0[0-9]{3}H)|(?<=\bat [0-9]{4}H)|(?<=\buntil [0-9]{4}H)|(?<=\bfrom [0-9]{4}H)|(?<=\bto [0-9]{4}H))|(?:hrs?|h)(?:(?<=\b0[0-9]{3}h)|(?<=\b0[0-9]{3}hr)|(?<=\b0[0-9]{3}hrs)|(?<=\b(?:at|by) [0-9]{4}h)|(?<=\b(?:at|by) [0-9]{4}hrs)))(?!\w)"
        ),
        _military_hours,
    ),
    # "at 0547 and 1812": a figure that begins with nought after "at" is a time
    Rule(
        "time",
        compile_late(
            r"(?:(?<=\bat )|(?<=\bfrom )|(?<=\bbetween )|(?<=\buntil )|(?<=\btill )|(?<=\bby )|(?<=\bafter )|(?<=\bbefore )|(?<=\bsince )|(?<=[0-9]{4} to )|(?<=[0-9]{4} and )|(?<=[0-9]{4} until )|(?<=[0-9]{4}-)|(?<=[0-9]{4}–))"
            r"(?P<h>0[0-9])(?P<m>[0-5][0-9])(?P<zone>(?!))?(?=[\s,;)–-]|\.(?![0-9])|\Z)(?!\s[0-9])"
        ),
        _military,
    ),
    Rule("degree", compile_late(r"2:(?P<n>[12])(?![0-9:.])"), _degree),
    Rule(
        "ratio",
        compile_late(r"(?P<a>[0-9]{1,4}):(?P<b>[0-9]{1,4})(?![0-9]|[:.,][0-9])"),
        _ratio,
    ),
)
