"""Fractions: halves and quarters before what they measure, and strokes that are none."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal, ordinal, year
from audiobrief.spoken.english.models import DESIGNATED
from audiobrief.spoken.reading import Manner, Said

VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip


def fraction(top: int, bottom: int, *, british: bool = False, mixed: bool = False) -> str:
    """A fraction in words: 1/2 "one half", 3/4 "three quarters", 2/3 "two thirds"."""
    if bottom == 2:
        below = "half" if top == 1 else "halves"
    elif bottom == 4:
        below = "quarter" if top == 1 else "quarters"
    else:
        below = ordinal(str(bottom), british=british)
        below += "" if top == 1 else "s"
    article = "an" if below.startswith("e") else "a"
    above = article if top == 1 and mixed else cardinal(str(top), british=british)
    return f"{above} {below}"


def say_vulgar(match: re.Match[str], manner: Manner) -> Said:
    """A fraction of one character: "½", "2½"."""
    top, bottom = VULGAR[match["f"]]
    counted = COUNTED_NOUN.match(match.string, match.end())
    if match["n"]:
        said = fraction(top, bottom, british=manner.british, mixed=True)
        if counted:
            said = said.replace("quarters", "quarter")  # three and three quarter lengths
        return f"{cardinal(match['n'], british=manner.british)} and {said}"
    if match["f"] == "½" and A_WHOLE.match(match.string, match.end()):
        return "half"
    before = match.string[max(0, match.start() - 4) : match.start()]
    if match["f"] == "½" and counted:
        return half_of(counted["noun"], before, dashed="-" in counted[0])
    said = fraction(top, bottom, british=manner.british)
    if counted and ("-" in counted[0] or ARTICLE.search(before)):
        return joined(said, bottom, before)
    return said


def joined(said: str, bottom: int, before: str) -> str:
    """A fraction as part of what a noun is called: a "quarter"-point cut, a "three-quarter"-mile path."""
    if bottom == 4 and ARTICLE.search(before):
        said = said.removeprefix("one ")
    return said.replace(" quarters", "-quarter").replace(" thirds", "-third")


COUNTED_NOUN = compile_late(
    r"[\s-](?P<noun>(?!per\b|percent\b|of\b|to\b|and\b|or\b|in\b|at\b|on\b|as\b|the\b|times\b|is\b|was\b|by\b|from\b|for\b)[a-z]{2,})"
)
"""The noun after a fraction, which is then not said by itself."""
ARTICLE = compile_late(r"\b(?i:an?|the)\s\Z")


def half_of(noun: str, before: str, *, dashed: bool) -> str:
    """The words for ½ before a noun: "half a" cup, but "the half" cup and a "half"-inch."""
    if dashed or ARTICLE.search(before):
        return "half"
    return "half an" if noun[0] in "aeio" or noun.startswith("hour") else "half a"


def say_mixed(match: re.Match[str], manner: Manner) -> Said:
    """A whole number and a fraction: "3 1/2"."""
    top, bottom = int(match["a"]), int(match["b"])
    if not 0 < top < bottom:
        return None
    said = fraction(top, bottom, british=manner.british, mixed=True)
    return f"{cardinal(match['n'], british=manner.british)} and {said}"


A_WHOLE = compile_late(r"\s(?:an?|the)\s")
"""After "1/2": what it is half of."""


def say_fraction(match: re.Match[str], manner: Manner) -> Said:
    """Two figures and a stroke: a fraction, a date, a count of seats or a score."""
    top, bottom = int(match["a"]), int(match["b"])
    if bottom < 2 or not top:
        return None
    if len(match["a"]) == 4 and 1900 <= top <= 2099 and bottom > 12:
        # SI 2024/123: the number of a year's law
        number = cardinal(match["b"], british=manner.british)
        return f"{year(match['a'], british=manner.british)} {number}"
    if 1900 <= bottom <= 2099 or (
        top > 99
        and not (bottom >= top and bottom % 10 == 0)
        and bottom not in {2, 3, 4, 5, 6, 8, 16, 32, 64}
    ):
        if top >= 70 and 40 <= bottom < top < 260:
            return f"{cardinal(match['a'], british=manner.british)} over {cardinal(match['b'])}"
        # "Crime No. 816/2024", "302/34": the number of a case, or two sections
        joint = "of " if 1900 <= bottom <= 2099 else ""
        last = year(match["b"]) if joint else cardinal(match["b"], british=manner.british)
        return f"{cardinal(match['a'], british=manner.british)} {joint}{last}"
    british = manner.british
    if DESIGNATED.search(match.string[max(0, match.start() - 24) : match.start()]) or (
        bottom > 10 and top % bottom != 0 and (bottom not in BOTTOMS or top > bottom)
    ):
        # Gate 12/14, 7/11: two numbers and no part of anything
        return (
            f"{cardinal(match['a'], british=british)} {cardinal(match['b'], british=british)}"
        )
    if top == bottom:
        return f"{cardinal(match['a'], british=british)} out of {cardinal(match['b'], british=british)}"
    before = match.string[max(0, match.start() - 12) : match.start()]
    if SEATS.match(match.string, match.end()) or SHOT.search(before):
        return f"{cardinal(match['a'], british=british)} of {cardinal(match['b'], british=british)}"
    listed = match.string[match.start() - 1 : match.start()] == "/"
    if bottom >= 100 and bottom % 10 == 0 and 10 < top <= bottom and not listed:
        # 675/720 in an examination
        return f"{cardinal(match['a'], british=british)} out of {cardinal(match['b'], british=british)}"
    if top >= 70 and 40 <= bottom < top:
        # 120/80: a blood pressure
        return f"{cardinal(match['a'], british=manner.british)} over {cardinal(match['b'])}"
    if (top, bottom) == (1, 2) and A_WHOLE.match(match.string, match.end()):
        return "half"
    return fraction(top, bottom, british=manner.british)


SHOT = compile_late(r"\b(?:shot|made|sank|converted|goaled|kicked|nailed)\s\Z")
"""Before 41/44: how many of so many attempts."""
BOTTOMS = frozenset({12, 15, 16, 20, 24, 25, 30, 32, 36, 40, 48, 50, 60, 64})
"""What fractions have below the line, besides whole hundreds and all figures up to ten."""
SEATS = compile_late(
    r"\s(?:seats|wards|marks|members|votes|constituencies|states|districts|MPs|MLAs|games|matches|teams|students)\b"
)
"""After 39/40: what is counted out of a whole."""
