"""Prices of bookmakers: "7/2", "100-1", "4/6f"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.english.games import ODDS, TENNIS, around
from audiobrief.spoken.reading import Manner, Part, Said

PRICES = frozenset(
    """
    21/20 11/10 23/20 6/5 5/4 11/8 7/5 6/4 13/8 8/5 7/4 9/5 15/8 21/10 11/5 9/4 12/5 5/2 13/5 11/4 14/5 100/30 10/3 7/2 4/1 9/2 11/2 13/2 15/2
    17/2 100/8 100/6
""".split()
)
"""Bookmakers' prices that are no fraction of anything: a paper prints two and a quarter as 2¼."""
TO_ONE = compile_late(r"[0-9]/1(?![0-9])")
"""A price that is no fraction of anything."""
ODDS_ON = compile_late(r"\son\b(?:,|\.|\sfavou?rites?|\sshots?|\sto\b|\Z)")
"""A price at which more is staked than won: "4/6 on"."""
LONGEST_SET = 7
MEASURED = compile_late(
    r"\s?(?:mph|km|kph|kn|kts|knots|m\b|cm|mm|in\b|inch|ft\b|feet|miles?|%|per\s?cent|percent|pc\b|degrees|°|min|hours?|days?|weeks?|months?|years?|people|million|billion)"
)
"""After figures that are a range of something, near a word for chances."""
PRICED = compile_late(r"\b(?:at|from|odds\sof|to|of)\s\Z")
RUNNER = compile_late(
    r"\s(?:joint\s|second\s|pre-race\s)?(?:favou?rite|shot|outsider|chance|long|on\b|against\b)"
)
DATED = compile_late(
    r"\b(?:on|by|until|since|dated?|before|after|beginning|starting|due|through)\s\Z",
    re.IGNORECASE,
)


def say_odds(match: re.Match[str], manner: Manner) -> Said:
    """A price: 7/2, 100-1; "a 1/3 chance" and "2/3 of shots" are fractions, "won 3-1" a score."""
    a, b = int(match["a"]), int(match["b"])
    text, (start, end) = match.string, match.span()
    before, near = text[max(0, start - 12) : start], around(match)
    slashed = match["sign"] == "/"
    if before.endswith("shot "):
        return None  # 41/44 of a shooter's attempts
    # seven over one is no fraction, but in America the first of July
    to_one = slashed and manner.british and b == 1 and not DATED.search(before)
    beside_one = slashed and manner.british and TO_ONE.search(near)
    known = slashed and manner.british and match[0] in PRICES and not DATED.search(before)
    known = known or (manner.british and bool(match["fav"]))
    on = slashed and manner.british and ODDS_ON.match(text, end)
    if not slashed and MEASURED.match(text, end):
        return None  # a chance of winds of 10-15 mph
    if a == b or (a < b and a < 4 and not beside_one and not on) or b in {16, 32, 64}:
        return None
    if not (to_one or known or on or ODDS.search(near)):
        return None
    if not slashed and not (PRICED.search(before) or RUNNER.match(text, end)):
        return None
    if not slashed and max(a, b) <= LONGEST_SET and TENNIS.search(near):
        return None  # serving at 5-4
    british = manner.british
    favourite = f" {FAVOURED[match['fav']]}" if match["fav"] else ""
    if not british:
        favourite = favourite.replace("our", "or")
    return (
        Part(match.end("a"), cardinal(match["a"], british=british)),
        Part(match.start("b"), " to "),
        Part(match.end(), cardinal(match["b"], british=british) + favourite),
    )


FAVOURED = {
    "f": "favourite", "F": "favourite", "fav": "favourite", "jf": "joint favourite", "j-f": "joint favourite",
    "jtfav": "joint favourite", "jt-fav": "joint favourite", " jt-fav": "joint favourite", " fav": "favourite",
}  # fmt: skip
"""What is printed behind a price for the horse with the shortest one."""
