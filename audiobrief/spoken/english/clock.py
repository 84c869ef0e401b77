"""Reads times of day and durations in figures."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.abbreviations import kept_stop
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
    if not match[0].endswith("."):
        return ""
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
            said = (
                f"{hour_words} hundred"
                if len(hour) == 2 and hour != "00"
                else f"{hour_words} o'clock"
            )
            said = hour_words + (" hundred" if int(hour) > 12 or hour[0] == "0" else "")
        else:
            said = f"{hour_words} o'clock" if 0 < int(hour) <= 12 else f"{hour_words} hundred"
    if hour[0] == "0" and len(hour) == 2 and minute != "00":
        said = (
            f"{'zero' if hour == '00' else cardinal(str(int(hour)))} {said.partition(' ')[2]}"
        )
    if hour == "00":
        said = "midnight" if minute == "00" else f"zero {said.partition(' ')[2]}"
    return said + _zone(match["zone"])


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
    return words + _zone(match["zone"])


def _stopwatch(match: re.Match[str], manner: Manner) -> Said:
    # 1:01:01 is a duration; 2:05.4 and 1:59 are durations only in sport, which figures cannot
    # tell
    del manner

    def count(figures: str, unit: str) -> str:
        number = int(figures)
        return f"{cardinal(str(number))} {unit}{'' if number == 1 else 's'}"

    said = f"{count(match['h'], 'hour')} {count(match['m'], 'minute')} and {count(match['s'], 'second')}"
    if match["half"]:
        said += " " + _halves(match["half"])
    return said + _zone(match["zone"])


def _race(match: re.Match[str], manner: Manner) -> Said:
    # 1:59.40
    del manner
    low = match["m"].lstrip("0") or "0"
    return (
        f"{cardinal(low)} {'minute' if low == '1' else 'minutes'} {decimal(match['s'])} seconds"
    )


def _duration(match: re.Match[str], manner: Manner) -> Said:
    # 2h 5m, 3hr 20min
    del manner
    hours, low = match["h"], match["m"]
    return f"{cardinal(hours)} {'hour' if hours == '1' else 'hours'} {cardinal(low)} {'minute' if low == '1' else 'minutes'}"


def _airtime(match: re.Match[str], manner: Manner) -> Said:
    # 8/7c: eight in the East, seven in Central time
    del manner
    return f"{cardinal(match['a'])} {cardinal(match['b'])} Central"


def _ratio(match: re.Match[str], manner: Manner) -> Said:
    # 16:9, 1:3: not a time of day
    british = manner.british
    return (
        Part(match.end("a"), cardinal(match["a"], british=british)),
        Part(match.start("b"), " to "),
        Part(match.end("b"), cardinal(match["b"], british=british)),
    )


DIGIT_RULES = (
    Rule(
        "time", compile_late(r"(?P<m>[0-9]{1,2}):(?P<s>[0-5][0-9]\.[0-9]{1,3})(?![0-9])"), _race
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
    Rule("time", compile_late(r"(?P<a>1?[0-9])/(?P<b>1?[0-9])c(?!\w)"), _airtime),
    Rule(
        "time",
        compile_late(
            rf"(?P<h>[0-9]{{1,3}}):(?P<m>[0-5][0-9]):(?P<s>[0-5][0-9])(?![0-9:])(?:\s?{_HALF})?{_ZONE}"
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
            rf"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?![0-9:]|\.[0-9])(?:\s?h(?:rs?)?\b)?{_ZONE}"
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
        "ratio",
        compile_late(r"(?P<a>[0-9]{1,4}):(?P<b>[0-9]{1,4})(?![0-9:]|[.,][0-9])"),
        _ratio,
    ),
)
