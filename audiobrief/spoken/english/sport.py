"""Scores and odds, which each sport says in its own way: cricket, tennis, football, racing."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Part, Rule, Said

CRICKET = compile_late(
    r"\b(?:overs|wickets?|stumps|dec(?:lared)?|bowl(?:ed|er|ers|ing)|bats(?:man|men)|cricket\w*|spinner|seamer|pacer"
    r"|all\sout|not\sout)\b"
)
ODDS = compile_late(
    r"\b(?:odds|favou?rites?|outsiders?|shot|chances?|bets?|betting|backed|bookmakers?|bookies|priced?|tipped|punters?|stakes|runner"
    r"|long\sshot|to\swin|won\sat|each-way|handicap|Derby|filly|colt|mare|gelding)\b"
)
PRICED = compile_late(r"\b(?:at|from|odds\sof|to|of)\s\Z")
RUNNER = compile_late(
    r"\s(?:joint\s|second\s|pre-race\s)?(?:favou?rite|shot|outsider|chance|long|on\b|against\b)"
)
GAELIC = compile_late(
    r"\b(?:GAA|goals?|points?|championship|hurl\w+|half-time|beat|won|wins?|leads?|led|final|scored|score)\b"
)
RECORD_BEFORE = compile_late(
    r"\b(?:improved|fell|dropped|moved|slipped)\sto\s\Z|\brecord\sof\s\Z"
)
STANDING = compile_late(r"\b(?:is|are|was|were|went|going)\s\Z")
SEASON = compile_late(
    r"\s(?:this|last|on\sthe|at\shome|against|in\s(?:their|its|his)|overall|since)\b"
)
REACH = 60
"""Characters around figures in which a word of their sport is looked for."""
_DASH = "[-–]"
_SET = rf"[0-7]{_DASH}[0-7](?:\s?[(\[][0-9]{{1,2}}(?:(?:{_DASH}|/)[0-9]{{1,2}})?[)\]])?"


def _around(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - REACH) : end + REACH]


def _wickets(match: re.Match[str], manner: Manner) -> Said:
    # 287-6, 287/6 and, in Australia, 6-287; 3/45 of a bowler: never "to", and no fraction
    first, second = int(match["a"]), int(match["b"])
    declared = match["dec"]
    fits = (first > 10 >= second) or (first <= 10 < second)
    if not fits or not (declared or CRICKET.search(_around(match))):
        return None
    a, b = (cardinal(figures, british=manner.british) for figures in match.group("a", "b"))
    return f"{a} for {b}" + (" declared" if declared else "")


def _analysis(match: re.Match[str], manner: Manner) -> Said:
    # 10-2-45-3: overs, maidens, runs, wickets; 4-4-2 and 4-2-3-1: a team's formation
    figures = re.findall("[0-9]+", match[0])
    players = sum(map(int, figures))
    formed = players == 10 and "0" not in figures and max(figures) <= "5" and figures[0] >= "3"
    if len(figures) < 4 and not (formed and figures[-1] <= "3"):
        return None
    if len(figures) == 4 and not formed and not CRICKET.search(_around(match)):
        return None
    return " ".join(cardinal(figure, british=manner.british) for figure in figures)


def _sets(match: re.Match[str], manner: Manner) -> Said:
    # 6-4, 7-6 (7-3): a set is won with six games or seven; no game is "love"
    sets = re.findall(rf"(?<![0-9(\[-])([0-7]){_DASH}([0-7])(?![0-9])", match[0])
    if any(max(int(a), int(b)) < 6 for a, b in sets):
        return None
    del manner
    parts = [
        Part(
            match.start() + run.end(),
            run[0] if not run[0].isdigit() else "love" if run[0] == "0" else cardinal(run[0]),
        )
        for run in re.finditer(r"[0-9]+|[^0-9]+", match[0])
    ]
    return tuple(Part(end, " " if said in {"-", "–", "/"} else said) for end, said in parts)


def _odds(match: re.Match[str], manner: Manner) -> Said:
    # 7/2, 100-1; "a 1/3 chance" and "2/3 of shots" are fractions, "won 3-1" a score
    a, b = int(match["a"]), int(match["b"])
    if a == b or (a < b and a < 4) or not ODDS.search(_around(match)):
        return None
    text, (start, end) = match.string, match.span()
    if match["sign"] != "/" and not (
        PRICED.search(text[max(0, start - 12) : start]) or RUNNER.match(text, end)
    ):
        return None
    british = manner.british
    return (
        Part(match.end("a"), cardinal(match["a"], british=british)),
        Part(match.start("b"), " to "),
        Part(match.end(), cardinal(match["b"], british=british)),
    )


def _behinds(match: re.Match[str], manner: Manner) -> Said:
    # 14.9 (93) of Australian rules: goals, of six points, and behinds
    goals, behinds, points = (int(match[group]) for group in "abc")
    if 6 * goals + behinds != points:
        return None
    said = f"{cardinal(match['a'])} {cardinal(match['b'])}"
    return (
        Part(match.end("b"), said),
        Part(match.start("c"), match.string[match.end("b") : match.start("c")]),
        Part(match.end("c"), cardinal(match["c"], british=manner.british)),
    )


def _gaelic(match: re.Match[str], manner: Manner) -> Said:
    # 2-15 of Gaelic games: goals and points, always two figures of points
    before = match.string[max(0, match.start() - 24) : match.start()]
    named = re.search(r"[A-Z][\w'’]+\s\Z", before)
    if manner.region != "IE" or not (named or GAELIC.search(_around(match))):
        return None
    a, b = match.group("a", "b")
    goals = "nought" if a == "0" else cardinal(a)
    points = f"nought {cardinal(b[1])}" if b[0] == "0" else cardinal(b)
    return f"{goals} {points}"


def _record(match: re.Match[str], manner: Manner) -> Said:
    # the Gulls (10-3), improved to 10-3, are 5-0 this season: games won and lost
    if manner.british:
        return None
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 24) : start]
    enclosed = before.endswith("(") and text[end : end + 1] == ")"
    if not (enclosed and re.search(r"[A-Z][\w'’]*\s\(\Z", before)) and not (
        RECORD_BEFORE.search(before) or (STANDING.search(before) and SEASON.match(text, end))
    ):
        return None
    won, lost = (
        "oh" if figures == "0" else cardinal(figures) for figures in match.group("a", "b")
    )
    return (
        Part(match.end("a"), won),
        Part(match.start("b"), " and "),
        Part(match.end("b"), lost),
    )


DIGIT_RULES = (
    Rule(
        "score",
        compile_late(
            rf"{_SET}(?:,?\s(?:and\s)?{_SET}){{1,4}}(?:,?\s1[0-9]{_DASH}[0-9]{{1,2}}|,?\s[0-9]{_DASH}1[0-9])?(?![\w-]|[.,][0-9])"
        ),
        _sets,
    ),
    Rule(
        "score",
        compile_late(
            rf"(?P<a>[0-9]{{1,3}})(?:{_DASH}|/)(?P<b>[0-9]{{1,3}})(?P<dec>\s?(?:dec\b\.?(?=\s[a-z(]|[,;.]|\Z)|declared|d(?=[\s,.;)])))?(?![\w/–-]|[.,][0-9])"
        ),
        _wickets,
    ),
    Rule(
        "score",
        compile_late(rf"[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,3}}){{2,3}}(?![\w/–-]|[.,][0-9])"),
        _analysis,
    ),
    Rule(
        "score",
        compile_late(r"(?P<a>[0-9]{1,2})\.(?P<b>[0-9]{1,2})\s\((?P<c>[0-9]{1,3})(?=\))"),
        _behinds,
    ),
    Rule(
        "odds",
        compile_late(
            r"(?P<a>[1-9][0-9]{0,2})(?P<sign>[/-])(?P<b>[1-9][0-9]?)(?![\w/-]|[.,][0-9])"
        ),
        _odds,
    ),
    Rule(
        "score",
        compile_late(rf"(?P<a>[0-9]){_DASH}(?P<b>[0-9]{{2}})(?![\w-]|[.,/][0-9])"),
        _gaelic,
    ),
    Rule(
        "record",
        compile_late(rf"(?P<a>[0-9]{{1,3}}){_DASH}(?P<b>[0-9]{{1,3}})(?![\w-]|[.,/–][0-9])"),
        _record,
    ),
)
