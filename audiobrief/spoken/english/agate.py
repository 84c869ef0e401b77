"""Results in small print, as wire services set them below a match: "HR: Moss (14)", "7 10 0 7—24"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import alternatives
from audiobrief.spoken.english.figures import cardinal, spell_digits
from audiobrief.spoken.reading import Manner, Rule, Said

LABELS = {
    "HR": "Home runs", "HRs": "Home runs", "RBI": "R B I's", "RBIs": "R B I's", "SB": "Stolen bases", "2B": "Doubles",
    "3B": "Triples", "WP": "Winning pitcher", "LP": "Losing pitcher", "SV": "Save", "DP": "Double plays", "LOB": "Left on base",
}  # fmt: skip
"""What stands before a colon or a dash and the names of players."""
LETTERS = {"W": "Winner", "L": "Loser", "S": "Save", "E": "Errors"}
"""The same in one letter, which is a label only before a player's tally: "S—Pell (9)"."""
SIZES = {"T": "Time", "A": "Attendance"}
"""The last line of a box score: "T—2:41. A—31,204"."""
MADE = compile_late(
    r"\b(?:(?:[Ff]ield|[Tt]hree-[Pp]oint|3-[Pp]oint)\s[Gg]oals|[Ff]ree\s[Tt]hrows|(?:3|[Tt]hree)-[Pp]ointers|FG|FT|3PT?)(?::|\s?[—–])[^.;]*\Z"
)
"""After these two figures are the shots that went in and all of them."""
REACH = 160
"""Characters before a figure in which the label of its line is looked for."""
_OPENING = r"(?:(?<=\A)|(?<=[.;,)\n]\s)|(?<=\n))"
_MARK = r"(?::\s|\s?[—–]\s?|--)"
_NAME = r"(?=[A-Z][a-z'’])"
_TALLY = r"(?=[A-Z][\w.'’-]+(?:,?\s[A-Z][\w.'’-]*){0,2},?\s(?:[1-9]\s)?\(?[0-9])"


def _label(match: re.Match[str], manner: Manner) -> Said:
    del manner
    label = match[match.lastgroup or 0]
    return f"{LABELS.get(label) or LETTERS.get(label) or SIZES[label]}: "


def _made(match: re.Match[str], manner: Manner) -> Said:
    # Free throws: Tarn 8-22 (Moss 4-9)
    text, start = match.string, match.start()
    if int(match["a"]) > int(match["b"]) or not MADE.search(text, max(0, start - REACH), start):
        return None
    return " of ".join(cardinal(match[group], british=manner.british) for group in "ab")


def _quarters(match: re.Match[str], manner: Manner) -> Said:
    # Tarn 7 10 0 7—24: the points of each quarter, and their sum
    parts = match["parts"].split()
    if sum(map(int, parts)) != int(match["sum"]):
        return None
    said = ", ".join(cardinal(part) for part in parts)
    return f"{said}, total {cardinal(match['sum'], british=manner.british)}"


def _innings(match: re.Match[str], manner: Manner) -> Said:
    # Tarn 000 120 001—4 8 1: runs by innings, then runs, hits and errors
    groups = match["parts"].split()
    if sum(map(int, "".join(groups).replace("x", "0"))) != int(match["runs"]):
        return None
    del manner
    said = ", ".join(spell_digits(group.rstrip("x")) for group in groups if group != "x")
    counted = (
        f"{cardinal(match[group])} {name if match[group] != '1' else name.removesuffix('s')}"
        for group, name in (("runs", "runs"), ("hits", "hits"), ("errors", "errors"))
    )
    return f"{said}: {', '.join(counted)}"


DIGIT_RULES = (
    Rule(
        "agate",
        compile_late(rf"(?=[23]B){_OPENING}(?P<label>[23]B){_MARK}{_NAME}"),
        _label,
    ),
    Rule(
        "agate",
        compile_late(
            r"(?P<parts>(?:[0-9]{3}\s){2,4}[0-9]{1,2}[0-9x])\s?[—–-]{1,2}\s?(?P<runs>[0-9]{1,2})\s{1,3}(?P<hits>[0-9]{1,2})\s{1,3}(?P<errors>[0-9])(?![\w-])"
        ),
        _innings,
    ),
    Rule(
        "agate",
        compile_late(
            r"(?P<parts>(?:[0-9]{1,2}\s{1,3}){2,6}[0-9]{1,2})\s?[—–-]{1,2}\s?(?P<sum>[0-9]{1,3})(?![\w-]|[.,][0-9])"
        ),
        _quarters,
    ),
    Rule(
        "agate",
        compile_late(r"(?P<a>[0-9]{1,2})[-–](?P<b>[0-9]{1,2})(?![\w-]|[.,][0-9])"),
        _made,
    ),
)
WORD_RULES = (
    Rule(
        "agate",
        compile_late(
            # first what most words do not have, since this is asked of every word with capitals
            rf"(?=[A-Z]{{1,3}}s?(?::\s|\s?[—–]|--)){_OPENING}(?:(?P<label>{alternatives(LABELS)}){_MARK}{_NAME}"
            rf"|(?P<letter>{alternatives(LETTERS)}){_MARK}{_TALLY}"
            rf"|(?P<size>[TA])\s?[—–]\s?(?=(?:(?<=T[—–])[0-9]:[0-9]{{2}}|(?<=A[—–])[0-9]{{1,3}},[0-9]{{3}})\b))"
        ),
        _label,
    ),
)
