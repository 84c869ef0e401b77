"""Scores and odds, which each sport says in its own way: cricket, tennis, football, racing."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.attributes import is_before_noun
from audiobrief.spoken.english.betting import say_odds
from audiobrief.spoken.english.cricket import (
    say_analysis,
    say_balls,
    say_boundaries,
    say_declared,
    say_not_out,
    say_overs,
    say_rate,
    say_wickets,
)
from audiobrief.spoken.english.figures import cardinal, pairs
from audiobrief.spoken.english.games import (
    GAELIC,
    GOLF,
    ODDS,
    TENNIS,
    around,
)
from audiobrief.spoken.reading import Manner, Part, Rule, Said

KICKED = compile_late(r"\b(?:kicked|hit|struck|tallied|added|contributed|shot|with)\s\Z")
FREES = compile_late(r"\s\([0-9]{1,2}(?:f|pf|fs|m)?\b|[,;]?\s[A-Z][\w'’]*\s[0-9]-[0-9]")
"""KICKED and FREES: what stands beside a Gaelic player's own goals and points."""
GAELIC_BOTH = compile_late(r"\s(?:to|v|against)\s[0-9]-[0-9]{1,2}\b")
GAELIC_BEFORE = compile_late(r"[0-9]-[0-9]{1,2}\s(?:to|v|against)\s\Z")
"""Goals and points of the other side."""
RECORD_BEFORE = compile_late(
    r"\b(?:improved|improves?|falls?|fell|dropped|drops?|moved|moves?|slipped|slips?|go|goes|went|started|opened|finished)\sto\s\Z|\brecord\sof\s\Z"
    r"|\b(?:to\sgo|to\sstart|to\sfinish|they\swent|now|sit|sits|stand|stands)\s\Z"
)
STANDING = compile_late(r"(?:\b(?:is|are|was|were|went|going)|['’]s)\s\Z")
SEASON = compile_late(
    r"\s(?:with\san?\s[0-9.]{3,5}\sERA|this|last|on\sthe|at\shome|against|in\s(?:their|its|his)|overall|since)\b"
)
STANDINGS = compile_late(
    r"\s(?:(?:overall|home|road|conference|league|away)\s)?(?:record|start|mark|finish|ATS)\b"
)
"""After games won and lost: "a 4-12 record", "an 0-2 start"."""
SPANNED = compile_late(
    r"\b(?i:grades?|ages?|aged|years?|class(?:es)?|levels?|chapters?|pages?|weeks?|days?|rows?|rooms?|lanes?|exits?|numbers?|nos?\.?)\s\Z"
)
"""What stands before a range, also where "start" or "finish" follows."""
OPENS_AT = compile_late(r"(?:\A|(?<=[.;!?“”\"]\s)|(?<=\n))At\s\Z")
INCLUDED = compile_late(
    r"\b[Aa]t\s[0-9]{1,2}-[0-9]{1,2}[,\s][^.;]{0,40}\b(?:including|and)\s(?:going\s)?\Z"
)
PART_OF_RECORD = compile_late(r"\s(?:in|at|on|against)\s")
"""OPENS_AT, INCLUDED and PART_OF_RECORD: "At 4-7, including 2-6 in the AFC, they are last"."""
RECORDED = compile_late(
    r"[0-9]{1,2}[-–][0-9]{1,2}(?:[-–][0-9]{1,2})?(?:\s[A-Za-z]+)?,?\s(?:and\s)?\Z"
)
"""A record before another: "3-10-1 overall, 1-5 on the road"."""
KNOCKED_OUT = compile_late(r"(?:,\s|\swith\s)[0-9]{1,2}\s(?:KOs?|knockouts)\b")
"""After a boxer's fights won and lost, which all countries tell so."""
FOUGHT = compile_late(
    r"\b(?i:box(?:er|ers|ing)|bouts?|opponents?|knockouts?|KOs?|TKO|stoppage|undefeated|unbeaten|heavyweight|middleweight|welterweight|lightweight|featherweight|bantamweight|flyweight|MMA|UFC)\b"
)
"""Where a record "of 19-1" or that somebody "moved to" is a boxer's."""
AHEAD = compile_late(r"\s(?:up|down|ahead|behind|clear|in\sfront)\b")
"""After the score of a match that goes on."""
STANDS = compile_late(
    r"(?:\b(?!The\s|It\s|This\s|That\s|Score\s)[A-Z][\w'’]+|\b(?:[Tt]hey|[Ww]e|who|and))\s(?:is|are)\s(?:now\s)?\Z"
)
STOOD = compile_late(
    r"\s*\Z|[.,;)]\s?(?![0-9])|\s(?:and|but|in\s(?:[A-Z]|league|conference|division|their|its|games)|at\shome|against|since|overall|this)\b"
)
"""STANDS and STOOD: "The Bears won 24-17 and are 6-2."."""
_DASH = "[-–]"
_SET = rf"[0-7]{_DASH}[0-7](?:\s?[(\[][0-9]{{1,2}}(?:(?:{_DASH}|/)[0-9]{{1,2}})?[)\]])?"


def _extra(match: re.Match[str], manner: Manner) -> Said:
    # 4-3 (SO), in a SO: how a game of hockey was decided
    del manner
    if match["how"] == "OT":
        return "overtime"
    return "shootout"


def _frees(match: re.Match[str], manner: Manner) -> Said:
    # Moss 0-7 (5f): points from free kicks
    if manner.region != "IE":
        return None
    return f"{cardinal(match['n'])} {'free' if match['n'] == '1' else 'frees'}"


HOW_SCORED = {"pen": "penalty", "pens": "penalties", "og": "own goal", "o.g.": "own goal"}


def _scored(match: re.Match[str], manner: Manner) -> Said:
    # (23, 67 pen), (90+2, og)
    parts = match["n"].split("+")
    minute = " plus ".join(cardinal(part, british=manner.british) for part in parts)
    return f"{minute} {HOW_SCORED[match['how']]}"


def _minute(match: re.Match[str], manner: Manner) -> Said:
    # 12' – Goal!; (Marl 90+4')
    if not manner.british:
        return None
    first, _, more = match["n"].partition("+")
    added = f" plus {cardinal(more)}" if more else ""
    return f"{cardinal(first)}{added} {'minute' if match['n'] == '1' else 'minutes'}"


def _games(match: re.Match[str], manner: Manner) -> Said:
    # 25-22, 21-25, 15-13: sets of volleyball, badminton or table tennis, won by two points
    sets = re.findall(r"([0-9]{1,2})[-–]([0-9]{1,2})", match[0])
    for a, b in ((int(left), int(right)) for left, right in sets):
        if (
            max(a, b) < LEAST_GAME
            or abs(a - b) < 2
            or (max(a, b) not in GAMES and abs(a - b) > 2)
        ):
            return None
    parts = [
        Part(
            match.start() + run.end(),
            cardinal(run[0], british=manner.british) if run[0].isdigit() else run[0],
        )
        for run in re.finditer(r"[0-9]+|[^0-9]+", match[0])
    ]
    return tuple(Part(end, " " if said in {"-", "–"} else said) for end, said in parts)


GAMES = frozenset({11, 15, 21, 25})
"""Points to which a game is played; it goes on until one side is two ahead."""
LEAST_GAME = 11


def _points(match: re.Match[str], manner: Manner) -> Said:
    # 15-40: the score of a game of tennis
    a, b = match.group("a", "b")
    text, start = match.string, match.start()
    after_sets = text[max(0, start - 12) : start].endswith("(") and re.search(
        r"[0-7]-[0-7],?\s\(\Z", text[max(0, start - 12) : start]
    )
    if not after_sets and not TENNIS.search(around(match)):
        return None
    del manner
    said = " ".join("love" if one == "0" else cardinal(one) for one in (a, b))
    return f"{cardinal(a)} all" if a == b else said


def _rounds(match: re.Match[str], manner: Manner) -> Said:
    # 69-71-68: strokes of a golfer's rounds
    strokes = match[0].replace("–", "-").split("-")
    if not all(58 <= int(one) <= 85 for one in strokes) or not GOLF.search(around(match)):
        return None
    return ", ".join(cardinal(one, british=manner.british) for one in strokes)


def _is_set(a: int, b: int) -> bool:
    """Whether a set can end so: six games with two ahead, or seven after five all or six all."""
    return (max(a, b) == 6 and min(a, b) <= 4) or (max(a, b) == 7 and min(a, b) >= 5)


def _sets(match: re.Match[str], manner: Manner) -> Said:
    # 6-4, 7-6 (7-3): a set is won with six games or seven, and the last may be unfinished; no
    # game is "love"
    sets = re.findall(rf"(?<![0-9(\[-])([0-7]){_DASH}([0-7])(?![0-9])", match[0])
    if not all(_is_set(int(a), int(b)) for a, b in sets[:-1] or sets):
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


def _quarter(match: re.Match[str], manner: Manner) -> Said:
    # 7.6.48 of Australian rules
    goals, behinds, points = (int(match[group]) for group in "abc")
    if 6 * goals + behinds != points or manner.region != "AU":
        return None
    return " ".join(cardinal(match[group], british=True) for group in "abc")


def _gaelic(match: re.Match[str], manner: Manner) -> Said:
    # 2-15 of Gaelic games: goals and points, always two figures of points
    before = match.string[max(0, match.start() - 24) : match.start()]
    named = re.search(r"(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]++\s\(?\Z", before)
    a, b = match.group("a", "b")
    kicked = KICKED.search(before) or FREES.match(match.string, match.end())
    against = GAELIC_BOTH.match(match.string, match.end()) or GAELIC_BEFORE.search(before)
    if manner.region != "IE" or not (
        against or named or kicked or GAELIC.search(around(match))
    ):
        return None
    if len(b) == 1 and not kicked and not against and not (named and before.endswith("(")):
        return None
    goals = "nought" if a == "0" else cardinal(a)
    points = f"nought {cardinal(b[1])}" if len(b) > 1 and b[0] == "0" else cardinal(b)
    return f"{goals} {points}"


def _record(match: re.Match[str], manner: Manner) -> Said:
    # the Gulls (10-3), improved to 10-3, are 5-0 this season: games won and lost
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 24) : start]
    knocked_out = KNOCKED_OUT.match(text, end) is not None or bool(
        RECORD_BEFORE.search(before) and FOUGHT.search(text) and not AHEAD.match(text, end)
    )
    if manner.british and not knocked_out:
        return None
    enclosed = before.endswith("(") and re.match(
        r"\)|,\s[0-9]{1,2}(?:-[0-9]{1,2}\b|\.[0-9]{2}\b)", text[end : end + 8]
    )
    if not (
        enclosed and re.search(r"(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]*+\s\(\Z", before)
    ) and not (
        knocked_out
        or (STANDS.search(before) and STOOD.match(text, end))
        or RECORD_BEFORE.search(before)
        or re.search(r"\([0-9]{1,2}-[0-9]{1,2},\s\Z", before)
        or (OPENS_AT.search(text, max(0, start - 5), start) and text[end : end + 1] == ",")
        or (
            PART_OF_RECORD.match(text, end) and INCLUDED.search(text, max(0, start - 60), start)
        )
        or STANDINGS.match(text, end)
        or (SEASON.match(text, end) and (STANDING.search(before) or RECORDED.search(before)))
    ):
        return None
    if SPANNED.search(before):
        return None  # grades 6-8 start at eight
    won, lost = (
        "oh" if figures == "0" else cardinal(figures) for figures in match.group("a", "b")
    )
    return (
        Part(match.end("a"), won),
        Part(match.start("b"), " and "),
        Part(match.end("b"), lost),
    )


def _average(match: re.Match[str], manner: Manner) -> Said:
    # hit .312, a .945 OPS: thousandths, said in pairs
    text, start, end = match.string, match.start(), match.end()
    batted = BATTED.search(text, max(0, start - 24), start)
    if manner.british or not (batted or AVERAGED.match(text, end)):
        return None
    figures = match["n"]
    if figures[0] == "0":
        return f"oh {pairs(figures[1:])}"
    return cardinal(figures) if figures.endswith("00") else pairs(figures)


BATTED = compile_late(
    r"\b(?:hit|hits|hitting|batted|bats|batting|slugged|slugging|slashed|slashing)(?:\sabout|\sonly|\sjust)?\s\Z"
)
AVERAGED = compile_late(
    r"\s(?:(?:career|lifetime|team|season|batting|on-base|slugging|winning)\s)?(?:averages?|clip|OPS|OBP|percentage|hitter|hitters|BA|mark)\b"
)
"""BATTED and AVERAGED: what stands before or after a batter's average."""


def _distance(match: re.Match[str], manner: Manner) -> Said:
    # 2m4f, 1m 2f 110y, 6f: the length of a race for horses
    single = is_before_noun(match.string, match.start(), match.end())
    said = []
    for group, one, many in (
        ("m", "mile", "miles"),
        ("f", "furlong", "furlongs"),
        ("y", "yard", "yards"),
    ):
        if match[group]:
            name = one if single or match[group] in {"1", "½"} else many
            said.append(f"{cardinal(match[group], british=manner.british)} {name}")
    if not match["m"] and not (manner.british and ODDS.search(around(match))):
        return None
    return " ".join(said)


def _count(match: re.Match[str], manner: Manner) -> Said:
    # a 2-2 pitch, a 3-0 count: balls and strikes
    del manner
    balls, strikes = (
        cardinal(figure) if figure != "0" else "oh" for figure in match.group("a", "b")
    )
    return f"{balls} {strikes}"


WORD_RULES = (
    Rule(
        "score",
        compile_late(
            r"(?<=[0-9]\s\()(?P<how>SO|OT)(?=\))|(?P<how2>(?:(?<=\ba\s)|(?<=\bthe\s))SO)(?=[.,;)\s])"
        ),
        _extra,
    ),
    Rule(
        "score",
        compile_late(
            r"(?P<rate>SR|S/R|Econ|N?RR)(?P<gap>:?\s(?:of\s)?)(?=[-−+]?[0-9]{1,3}\.[0-9]{1,3}(?![0-9]))"
        ),
        say_rate,
    ),
)
DIGIT_RULES = (
    # 4.2-0-19-3: a bowler who did not end his last over
    Rule(
        "score",
        compile_late(
            r"(?P<o>[0-9]{1,2})\.(?P<b>[1-5])-(?P<rest>[0-9]{1,2}-[0-9]{1,3}-(?:10|[0-9]))(?![\w-])"
        ),
        lambda match, manner: " ".join(
            [
                f"{cardinal(match['o'])} point {cardinal(match['b'])}",
                *(cardinal(n, british=manner.british) for n in match["rest"].split("-")),
            ]
        ),
    ),
    Rule(
        "distance",
        compile_late(
            r"(?=[1-9]m?\s?[1-9]?f|[1-9]f)(?:(?P<m>[1-4])m\s?)?(?P<f>[1-9])f(?:\s?(?P<y>[1-9][0-9]{1,2})y(?:ds?)?)?(?!\w)"
        ),
        _distance,
    ),
    Rule("average", compile_late(r"\.(?P<n>[0-9]{3})(?![0-9%])"), _average),
    Rule(
        "count",
        compile_late(
            r"(?P<a>[0-3])-(?P<b>[0-2])(?=\s(?:count|pitch|fastball|slider|curveball|curve|changeup|sinker|cutter|offering|breaking\sball|splitter|knuckleball)\b)"
        ),
        _count,
    ),
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
            r"[0-9]{1,2}[-–][0-9]{1,2}(?:,\s(?:and\s)?[0-9]{1,2}[-–][0-9]{1,2}){1,4}(?![\w/–-]|[.,][0-9])"
        ),
        _games,
    ),
    Rule(
        "score",
        compile_late(
            rf"(?P<a>[0-9]{{1,3}})(?:{_DASH}|/)(?P<b>[0-9]{{1,3}})(?P<dec>\s?(?:dec\b\.?(?=\s[a-z(&]|[,;.]|\Z)|declared|d(?=[\s,.;)])))?(?![\w/–-]|[.,][0-9])"
        ),
        say_wickets,
    ),
    Rule(
        "score",
        compile_late(rf"[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,3}}){{2,3}}(?![\w/–-]|[.,][0-9])"),
        say_analysis,
    ),
    Rule(
        "score",
        compile_late(r"(?P<a>[0-9]{1,2})\.(?P<b>[0-9]{1,2})\s\((?P<c>[0-9]{1,3})(?=\))"),
        _behinds,
    ),
    Rule(
        "score",
        compile_late(r"(?P<a>[0-9]{1,2})\.(?P<b>[0-9]{1,2})\.(?P<c>[0-9]{1,3})(?![\w.])"),
        _quarter,
    ),
    Rule(
        "score",
        compile_late(rf"[5-8][0-9](?:{_DASH}[5-8][0-9]){{2,3}}(?![\w/–-]|[.,][0-9])"),
        _rounds,
    ),
    Rule(
        "score",
        compile_late(r"(?P<balls>[0-9]{1,3})b(?:(?:[,;]\s[0-9]{1,2}x[46]){1,2}(?!\w)|(?=\)))"),
        say_balls,
    ),
    Rule(
        "score",
        compile_late(
            r"(?<=[(,\s])[0-9]{1,2}[x×]4[,;]?\s(?:and\s|&\s)?[0-9]{1,2}[x×]6(?!\w)|(?<=\()[0-9]{1,2}[x×][46](?=\))"
        ),
        say_boundaries,
    ),
    Rule(
        "score",
        compile_late(
            r"(?P<a>[0-9]{2,3})\sfor\s(?P<b>[0-9])\sdec(?!\w)(?:\.(?=\s[a-z(&]|[,;]))?"
        ),
        say_declared,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<n>[1-9][0-9]{0,2}(?:\+[0-9]{1,2})?)['’′](?=\s?[-–—:|]\s|[,)]|\s*\Z)(?<!['’′][0-9]['’′])(?<!['’′][0-9]{2}['’′])"
        ),
        _minute,
    ),
    Rule("score", compile_late(r"(?<=\()(?P<n>[1-9][0-9]?)fs?(?=[,)])"), _frees),
    Rule("score", compile_late(r"(?P<n>[0-9]{1,2}(?:\.[0-6])?)\sovs?(?!\w)"), say_overs),
    Rule("score", compile_late(r"(?P<n>[0-9]{1,3})(?:\*|no|\s?n\.o\.?)(?![\w*])"), say_not_out),
    Rule(
        "rating",
        compile_late(
            r"(?P<n>[1-7])\*(?=[\s-](?:hotels?|resorts?|luxury|spa|lodge|rating|review|accommodation|general|service|all-inclusive|property|establishment)\b)"
        ),
        lambda match, _: f"{cardinal(match['n'])} star",
    ),
    Rule(
        "score",
        compile_late(
            r"(?P<n>[0-9]{1,3}(?:\+[0-9]{1,2})?)['’]?\s?(?P<how>pens?|og|o\.g\.)(?=[,)])"
        ),
        _scored,
    ),
    # serving at 5-4
    Rule(
        "score",
        compile_late(
            rf"(?:(?<=\b[Ss]erving at )|(?<=\b[Ss]erved at )|(?<=\bserve at )|(?<=\bset at )|(?<=\bbroke at ))(?P<a>[0-6]){_DASH}(?P<b>[0-6])(?![\w-]|[.,][0-9])"
        ),
        lambda match, _: " ".join(
            "love" if one == "0" else cardinal(one) for one in match.group("a", "b")
        ),
    ),
    Rule(
        "score",
        compile_late(
            rf"(?P<a>0|15|30|40){_DASH}(?P<b>0|15|30|40)(?<!0-0)(?![\w/–-]|[.,][0-9])"
        ),
        _points,
    ),
    Rule(
        "odds",
        compile_late(
            r"(?P<a>[1-9][0-9]{0,2})(?P<sign>[/-])(?P<b>[1-9][0-9]?)(?P<fav>(?<=[0-9])(?:f|F|fav|jf|j-f|jtfav|jt-fav|\sjt-fav|\sfav)(?!\w))?(?![\w/-]|[.,][0-9])"
        ),
        say_odds,
    ),
    Rule(
        "score",
        compile_late(rf"(?P<a>[0-9]){_DASH}(?P<b>[0-9]{{1,2}})(?![\w-]|[.,/][0-9])"),
        _gaelic,
    ),
    Rule(
        "record",
        compile_late(rf"(?P<a>[0-9]{{1,3}}){_DASH}(?P<b>[0-9]{{1,3}})(?![\w-]|[.,/–][0-9])"),
        _record,
    ),
)
