"""Scores of cricket: runs, wickets, overs, balls and the figures of a bowler."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal, decimal, plural
from audiobrief.spoken.english.games import (
    CRICKET,
    FURTHER,
    RUNS,
    SURELY_CRICKET,
    around,
    is_cricket,
)
from audiobrief.spoken.reading import Manner, Said

BALLS = compile_late(r"\soff\s[0-9]+\sballs\b|\)|\s\([0-9]{1,3}\)")
NUMBERED = compile_late(
    r"(?i:\b(?:no|nos|plot|survey|case|crime|door|flat|house|section|fir|rule|clause))\.?\s\Z"
)


def say_not_out(match: re.Match[str], manner: Manner) -> Said:
    """A score that is not out: "45*"; elsewhere an asterisk leads to a note and is not said."""
    if not (is_cricket(match, manner) or BALLS.match(match.string, match.end())):
        return None
    return f"{cardinal(match['n'], british=manner.british)} not out"


def say_balls(match: re.Match[str], manner: Manner) -> Said:
    """Balls faced, and boundaries of four and six: "98b, 10x4, 2x6"."""

    def count(figures: str, one: str, many: str) -> str:
        return f"{cardinal(figures, british=manner.british)} {one if figures == '1' else many}"

    if "x" not in match[0] and not is_cricket(match, manner):
        return None
    names = {"4": ("four", "fours"), "6": ("six", "sixes")}
    said = [count(match["balls"], "ball", "balls")]
    for figures, kind in re.findall(r"([0-9]{1,2})x([46])", match[0]):
        said.append(count(figures, *names[kind]))
    return ", ".join(said)


def say_boundaries(match: re.Match[str], manner: Manner) -> Said:
    """Boundaries in parentheses: "(9x4, 3x6)"."""
    names = {"4": "four", "6": "six"}
    said = []
    for figures, kind in re.findall(r"([0-9]{1,2})[x×]([46])", match[0]):
        name = names[kind] if figures == "1" else plural(names[kind])
        said.append(f"{cardinal(figures, british=manner.british)} {name}")
    return ", ".join(said)


def say_declared(match: re.Match[str], manner: Manner) -> Said:
    """An innings that was declared: "203 for 7 dec"."""
    runs, wickets = (cardinal(match[group], british=manner.british) for group in "ab")
    return f"{runs} for {wickets} declared"


def say_rate(match: re.Match[str], manner: Manner) -> Said:
    """What stands before a batter's or a bowler's rate: "SR 114.28", "Econ 6.4"."""
    del manner
    text = match.string
    near = text[max(0, match.start() - FURTHER) : match.end() + FURTHER]
    if match["rate"] != "NRR" and not (RUNS.search(near) or SURELY_CRICKET.search(near)):
        return None
    return f"{RATES[match['rate']]}{match['gap']}"


RATES = {
    "SR": "strike rate",
    "S/R": "strike rate",
    "Econ": "economy",
    "RR": "run rate",
    "NRR": "net run rate",
}


def say_overs(match: re.Match[str], manner: Manner) -> Said:
    """Overs: "(50 ov)", "12.4 ov"."""
    if not CRICKET.search(around(match)):
        return None
    return f"{decimal(match['n'], british=manner.british)} overs"


LEAST_RUNS = 60
"""Runs of an innings which, over its wickets, are no fraction of anything: 196/5."""


def say_wickets(match: re.Match[str], manner: Manner) -> Said:
    """Runs and wickets: 287-6, 287/6 and, in Australia, 6-287; 3/45 of a bowler."""
    first, second = int(match["a"]), int(match["b"])
    declared = match["dec"]
    fits = (first > 10 >= second) or (first <= 10 < second)
    fits = fits or (manner.region == "AU" and first == 0 and "/" in match[0])
    slashed = manner.british and first >= LEAST_RUNS and second < 10 and "/" in match[0]
    slashed = slashed and not NUMBERED.search(
        match.string[max(0, match.start() - 10) : match.start()]
    )
    if not fits or not (declared or slashed or is_cricket(match, manner)):
        return None
    a, b = (cardinal(figures, british=manner.british) for figures in match.group("a", "b"))
    if match["a"] == "0" and manner.british:
        a = "none"  # of Australia, where the wickets come first: 0/4
    return f"{a} for {b}" + (" declared" if declared else "")


def say_analysis(match: re.Match[str], manner: Manner) -> Said:
    """Overs, maidens, runs and wickets of a bowler: "10-2-45-3"; 4-4-2 is a team's formation."""
    figures = re.findall("[0-9]+", match[0])
    players = sum(map(int, figures))
    formed = players == 10 and "0" not in figures and max(figures) <= "5" and figures[0] >= "3"
    if len(figures) < 4 and not (formed and figures[-1] <= "3"):
        return None
    overs, maidens, _, wickets = (*map(int, figures), 0)[:4]
    bowled = manner.british and len(figures) == 4 and maidens <= overs and wickets <= 10
    if len(figures) == 4 and not formed and not bowled and not is_cricket(match, manner):
        return None
    return " ".join(cardinal(figure, british=manner.british) for figure in figures)
