"""Reads two or three figures that are told against each other: scores, records, shares."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Part, Rule, Said

SPORT = compile_late(
    r"\b(?:[HF]T:?|[Pp]enalty|GOAL|[Gg]oal|equali[sz]er|won|wins?|agg|beat(?:s|en)?|lost|loses?|defeat(?:ed)?|draw|drew|victory|scored?|leads?|led|leading|ahead|trail(?:ed|ing)?|equalised|thrashed|hammered|edged|aggregate|final|half-time|finished|ended|full-time|held)\b"
)
SPORT_AFTER = compile_late(
    r"\s(?:home\s|away\s|extra-time\s)?(?:win|victory|defeat|loss|lead|draw|shutout|thrashing|rout|whitewash|sweep|drubbing|romp|triumph|hammering|stalemate|success|reverse|result|scoreline|up|down|ahead|behind|on\saggregate|aggregate|on\sagg|on\spen(?:altie)?s|at\shalf-time|in\sextra|series|tie|first\sleg|second\sleg)\b"
)
GAELIC = compile_late(r"\b(?:scor\w+|kick\w+|hit|tally|contribut\w+)\s(?:[a-z]+\s){0,2}\Z")
"""Before the goals and points of one player."""
LINE_BEFORE, LINE_AFTER = (
    compile_late(r"(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]++\s\Z"),
    compile_late(r"\s[A-Z][A-Za-z]"),
)
"""What stands around the score between two teams: "City 2-2 United"."""


def _score(match: re.Match[str], manner: Manner) -> Said:
    # the British read "won 3-2" as "three two" and 0 as "nil"; votes and ranges keep their
    # "to". Americans say "three to two", and "nothing" for 0
    near = match.string[max(0, match.start() - 40) : match.start()]
    before = re.split("[.;]", near.replace("agg.", "agg"))[-1]
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
        if match["a"] == match["b"] != "0":
            # tied at two-two
            return (
                Part(match.end("a"), cardinal(match["a"])),
                Part(match.start("b"), " "),
                Part(match.end("b"), cardinal(match["b"])),
            )
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
    if manner.region == "IE" and match["a"] == "0" and GAELIC.search(before):
        said[0] = "nought"  # "he scored 0-8" tells goals and points
    # "thirty six" would be heard as one number
    tens = match["a"] in {"20", "30", "40", "50", "60", "70", "80", "90"}
    apart = tens and len(match["b"]) == 1 and match["b"] != "0"
    return (
        Part(match.end("a"), said[0]),
        Part(match.start("b"), " to " if apart else " "),
        Part(match.end("b"), said[1]),
    )


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


def _votes(match: re.Match[str], manner: Manner) -> Said:
    # passed 218-214-1: for, against, and present without a vote
    before = match.string[max(0, match.start() - REACH) : match.start()]
    if not VOTED.search(before):
        return None
    counts = re.findall("[0-9]+", match[0])
    return " to ".join(cardinal(count, british=manner.british) for count in counts)


VOTED = compile_late(
    r"\b(?:vot(?:e[ds]?|ing)|pass(?:ed|es)|approv(?:ed|es)|reject(?:ed|s)|defeat(?:ed|s)|confirmed|cleared|failed|adopted|advanced)\b[^.;]*\Z"
)
"""Before the votes for, against and neither."""
SPLIT = compile_late(
    r"\s(?:split|ratio|mix|majority|partnership|ownership|joint|stake|venture|blend|share|basis|chance|deal|rule|principle|arrangement|odds|law)\b"
)
"""What two shares of a hundred are parts of."""


def _shares(match: re.Match[str], manner: Manner) -> Said:
    # 50/50, 60/40, 20/20
    del manner
    a, b = match["a"], match["b"]
    split = SPLIT.match(match.string, match.end())
    if match["sign"] == "-" and (a, b) != ("50", "50") and not split:
        return None
    if int(a) + int(b) != 100 and not (a == b == "20"):
        return None
    return f"{cardinal(a)} {cardinal(b)}"


def _side(match: re.Match[str], manner: Manner) -> Said:
    # Orrel 0 Saltmere 4: between two teams nought is nil
    text, (start, end) = match.string, match.span()
    line = text[max(0, start - REACH) : end + REACH]
    if not manner.british or not RESULT.search(line):
        return None
    return "nil" if NAMED_BEFORE.search(text[max(0, start - REACH) : start]) else None


RESULT = compile_late(
    r"(?:\A|[:;.(,]\s)[A-Z][\w'’]*(?:\s[A-Z][\w'’]*){0,2}\s[0-9]{1,2},?\s(?:[A-Z][\w'’]*\s){1,3}[0-9]{1,2}(?![\w.,-]*[0-9])"
)
"""A result of two teams, each with its goals."""
NAMED_BEFORE = compile_late(r"(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]*+\s\Z")
REACH = 40


def _height(match: re.Match[str], manner: Manner) -> Said:
    # a 6-3, 225-pound tackle: feet and inches
    del manner
    return f"{cardinal(match['ft'])} {cardinal(match['in'])}"


def _drawn(match: re.Match[str], manner: Manner) -> Said:
    # 3-15-22-41-60: the numbers of a lottery
    numbers = re.findall("[0-9]+", match[0])
    return ", ".join(cardinal(number, british=manner.british) for number in numbers)


def _picked(match: re.Match[str], manner: Manner) -> Said:
    # Pick 3 Midday: 4-0-7
    before = match.string[max(0, match.start() - REACH) : match.start()]
    return _drawn(match, manner) if LOTTERY.search(before) else None


LOTTERY = compile_late(
    r"\b(?:Pick\s[2-5]|Cash\s[3-5]|Play\s[34]|[Ll]otter(?:y|ies)|Daily\s[34]|Numbers)\b"
)
DIGIT_RULES = (
    Rule("drawn", compile_late(r"[0-9](?:-[0-9]){2,3}(?![\w-]|[.,][0-9])"), _picked),
    Rule(
        "drawn", compile_late(r"[0-9]{1,2}(?:[-–][0-9]{1,2}){4,6}(?![\w-]|[.,][0-9])"), _drawn
    ),
    Rule(
        "height",
        compile_late(
            r"(?P<ft>[5-7])-(?P<in>1[01]|[0-9])(?=,\s(?:and\s)?(?:[1-3][0-9]{2}[-–])?[1-3][0-9]{2}[\s-](?:pounds?|lbs?)\b)"
        ),
        _height,
    ),
    Rule("score", compile_late(r"0(?![\w/-]|[:.,][0-9])"), _side),
    Rule(
        "votes",
        compile_late(r"[0-9]{1,3}[-–][0-9]{1,3}[-–][0-9]{1,2}(?![\w-]|[.,/][0-9])"),
        _votes,
    ),
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
)
