"""Scores and odds, which each sport says in its own way: cricket, tennis, football, racing."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.attributes import is_before_noun
from audiobrief.spoken.english.figures import cardinal, decimal, plural
from audiobrief.spoken.reading import Manner, Part, Rule, Said

CRICKET = compile_late(
    r"\b(?:overs|wickets?|wkts?|stumps|dec(?:lared)?|bowl(?:ed|er|ers|ing)|bats(?:man|men)|cricket\w*|spinner|seamer|pacer"
    r"|all\sout|not\sout|closed\son|follow(?:ed|ing)?\son|follow-on|lead\sof|first\sinnings|second\sinnings|at\s(?:lunch|tea)|[0-9]\*(?=[,)\s])|[0-9]{1,3}\sov(?:s|ers)?)\b"
)
SURELY_CRICKET = compile_late(
    r"\b(?:overs|wickets?|wkts?|stumps|declared|bats(?:man|men)|cricket\w*|not\sout|follow-on|first\sinnings|second\sinnings|Test\smatch|T20|ODIs?)\b"
)
"""Words that America has in no sport of its own."""
RUNS = compile_late(r"\b(?:off\s[0-9]+|runs|innings|T20|ODI|Test|bowlers?|batters?)\b")
"""Words of cricket that America has in baseball."""
BALLS = compile_late(r"\soff\s[0-9]+\sballs\b|\)|\s\([0-9]{1,3}\)")
ODDS = compile_late(
    r"[0-9]/1(?![0-9])|\b(?:odds|favou?rites?|outsiders?|shot|chances?|bets?|betting|backed|bookmakers?|bookies|priced?|tipped|punters?|stakes|runner"
    r"|long\sshot|to\swin|won\sat|each-way|handicap|Derby|filly|colt|mare|gelding)\b"
)
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
PRICED = compile_late(r"\b(?:at|from|odds\sof|to|of)\s\Z")
RUNNER = compile_late(
    r"\s(?:joint\s|second\s|pre-race\s)?(?:favou?rite|shot|outsider|chance|long|on\b|against\b)"
)
GAELIC = compile_late(
    r"\b(?:GAA|goals?|points?|championship|hurl\w+|half-time|beat|won|wins?|leads?|led|final|scored|score)\b"
)
KICKED = compile_late(r"\b(?:kicked|hit|struck|tallied|added|contributed|shot|with)\s\Z")
FREES = compile_late(r"\s\([0-9]{1,2}(?:f|pf|fs|m)?\b|[,;]?\s[A-Z][\w'’]*\s[0-9]-[0-9]")
"""KICKED and FREES: what stands beside a Gaelic player's own goals and points."""
GAELIC_BOTH = compile_late(r"\s(?:to|v|against)\s[0-9]-[0-9]{2}\b")
GAELIC_BEFORE = compile_late(r"[0-9]-[0-9]{2}\s(?:to|v|against)\s\Z")
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
RECORDED = compile_late(
    r"[0-9]{1,2}[-–][0-9]{1,2}(?:[-–][0-9]{1,2})?(?:\s[A-Za-z]+)?,?\s(?:and\s)?\Z"
)
"""A record before another: "3-10-1 overall, 1-5 on the road"."""
TENNIS = compile_late(
    r"\b(?:sets?|serv(?:e|ed|es|ing)|breaks?|deuce|tie-?break(?:er)?|games?|match\spoints?|tennis|love)\b"
)
GOLF = compile_late(
    r"(?i)\b(?:golf\w*|rounds?|pars?|bird(?:ie|ied|ies)|bogeys?|eagles?|shot|cards?|carded|tees?|leader(?:board)?|under|over|Open|Masters"
    r"|fairways?|holes?|clubhouse|major|tournament)\b"
)
DATED = compile_late(
    r"\b(?:on|by|until|since|dated?|before|after|beginning|starting|due|through)\s\Z",
    re.IGNORECASE,
)
REACH = 60
"""Characters around figures in which a word of their sport is looked for."""
FURTHER = 110
"""Characters around figures in which a word of cricket is looked for."""
NUMBERED = compile_late(
    r"(?i:\b(?:no|nos|plot|survey|case|crime|door|flat|house|section|fir|rule|clause))\.?\s\Z"
)
_DASH = "[-–]"
_SET = rf"[0-7]{_DASH}[0-7](?:\s?[(\[][0-9]{{1,2}}(?:(?:{_DASH}|/)[0-9]{{1,2}})?[)\]])?"


def _around(match: re.Match[str]) -> str:
    text, (start, end) = match.string, match.span()
    return text[max(0, start - REACH) : end + REACH]


def _is_cricket(match: re.Match[str], manner: Manner) -> bool:
    text, (start, end) = match.string, match.span()
    around = text[max(0, start - FURTHER) : end + FURTHER]
    if manner.region == "US":
        return SURELY_CRICKET.search(around) is not None
    return bool(CRICKET.search(around) or (manner.british and RUNS.search(around)))


def _not_out(match: re.Match[str], manner: Manner) -> Said:
    # Moss 45*, 64* off 38 balls; elsewhere an asterisk leads to a note and is not said
    if not (_is_cricket(match, manner) or BALLS.match(match.string, match.end())):
        return None
    return f"{cardinal(match['n'], british=manner.british)} not out"


HOW_SCORED = {"pen": "penalty", "pens": "penalties", "og": "own goal", "o.g.": "own goal"}


def _scored(match: re.Match[str], manner: Manner) -> Said:
    # (23, 67 pen), (90+2, og)
    parts = match["n"].split("+")
    minute = " plus ".join(cardinal(part, british=manner.british) for part in parts)
    return f"{minute} {HOW_SCORED[match['how']]}"


def _balls(match: re.Match[str], manner: Manner) -> Said:
    # (98b, 10x4, 2x6): balls faced, and boundaries of four and six
    def count(figures: str, one: str, many: str) -> str:
        return f"{cardinal(figures, british=manner.british)} {one if figures == '1' else many}"

    if "x" not in match[0] and not _is_cricket(match, manner):
        return None
    names = {"4": ("four", "fours"), "6": ("six", "sixes")}
    said = [count(match["balls"], "ball", "balls")]
    for figures, kind in re.findall(r"([0-9]{1,2})x([46])", match[0]):
        said.append(count(figures, *names[kind]))
    return ", ".join(said)


def _boundaries(match: re.Match[str], manner: Manner) -> Said:
    # (9x4, 3x6)
    names = {"4": "four", "6": "six"}
    said = []
    for figures, kind in re.findall(r"([0-9]{1,2})[x×]([46])", match[0]):
        name = names[kind] if figures == "1" else plural(names[kind])
        said.append(f"{cardinal(figures, british=manner.british)} {name}")
    return ", ".join(said)


def _declared(match: re.Match[str], manner: Manner) -> Said:
    # 203 for 7 dec
    runs, wickets = (cardinal(match[group], british=manner.british) for group in "ab")
    return f"{runs} for {wickets} declared"


def _minute(match: re.Match[str], manner: Manner) -> Said:
    # 12' – Goal!; (Marl 90+4')
    if not manner.british:
        return None
    first, _, more = match["n"].partition("+")
    added = f" plus {cardinal(more)}" if more else ""
    return f"{cardinal(first)}{added} {'minute' if match['n'] == '1' else 'minutes'}"


def _overs(match: re.Match[str], manner: Manner) -> Said:
    # (50 ov), 12.4 ov
    if not CRICKET.search(_around(match)):
        return None
    return f"{decimal(match['n'], british=manner.british)} overs"


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


LEAST_RUNS = 60
"""Runs of an innings which, over its wickets, are no fraction of anything: 196/5."""
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
    if not after_sets and not TENNIS.search(_around(match)):
        return None
    del manner
    said = " ".join("love" if one == "0" else cardinal(one) for one in (a, b))
    return f"{cardinal(a)} all" if a == b else said


def _rounds(match: re.Match[str], manner: Manner) -> Said:
    # 69-71-68: strokes of a golfer's rounds
    strokes = match[0].replace("–", "-").split("-")
    if not all(58 <= int(one) <= 85 for one in strokes) or not GOLF.search(_around(match)):
        return None
    return ", ".join(cardinal(one, british=manner.british) for one in strokes)


def _wickets(match: re.Match[str], manner: Manner) -> Said:
    # 287-6, 287/6 and, in Australia, 6-287; 3/45 of a bowler: never "to", and no fraction
    first, second = int(match["a"]), int(match["b"])
    declared = match["dec"]
    fits = (first > 10 >= second) or (first <= 10 < second)
    fits = fits or (manner.region == "AU" and first == 0 and "/" in match[0])
    slashed = manner.british and first >= LEAST_RUNS and second < 10 and "/" in match[0]
    slashed = slashed and not NUMBERED.search(
        match.string[max(0, match.start() - 10) : match.start()]
    )
    if not fits or not (declared or slashed or _is_cricket(match, manner)):
        return None
    a, b = (cardinal(figures, british=manner.british) for figures in match.group("a", "b"))
    if match["a"] == "0" and manner.british:
        a = "none"  # of Australia, where the wickets come first: 0/4
    return f"{a} for {b}" + (" declared" if declared else "")


def _analysis(match: re.Match[str], manner: Manner) -> Said:
    # 10-2-45-3: overs, maidens, runs, wickets; 4-4-2 and 4-2-3-1: a team's formation
    figures = re.findall("[0-9]+", match[0])
    players = sum(map(int, figures))
    formed = players == 10 and "0" not in figures and max(figures) <= "5" and figures[0] >= "3"
    if len(figures) < 4 and not (formed and figures[-1] <= "3"):
        return None
    overs, maidens, _, wickets = (*map(int, figures), 0)[:4]
    bowled = manner.british and len(figures) == 4 and maidens <= overs and wickets <= 10
    if len(figures) == 4 and not formed and not bowled and not _is_cricket(match, manner):
        return None
    return " ".join(cardinal(figure, british=manner.british) for figure in figures)


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


def _odds(match: re.Match[str], manner: Manner) -> Said:
    # 7/2, 100-1; "a 1/3 chance" and "2/3 of shots" are fractions, "won 3-1" a score
    a, b = int(match["a"]), int(match["b"])
    text, (start, end) = match.string, match.span()
    before, around = text[max(0, start - 12) : start], _around(match)
    slashed = match["sign"] == "/"
    if before.endswith("shot "):
        return None  # 41/44 of a shooter's attempts
    # seven over one is no fraction, but in America the first of July
    to_one = slashed and manner.british and b == 1 and not DATED.search(before)
    beside_one = slashed and manner.british and TO_ONE.search(around)
    known = slashed and manner.british and match[0] in PRICES and not DATED.search(before)
    known = known or (manner.british and bool(match["fav"]))
    on = slashed and manner.british and ODDS_ON.match(text, end)
    if a == b or (a < b and a < 4 and not beside_one and not on) or b in {16, 32, 64}:
        return None
    if not (to_one or known or on or ODDS.search(around)):
        return None
    if not slashed and not (PRICED.search(before) or RUNNER.match(text, end)):
        return None
    if not slashed and max(a, b) <= LONGEST_SET and TENNIS.search(around):
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
        against or named or kicked or GAELIC.search(_around(match))
    ):
        return None
    if len(b) == 1 and not kicked and not (named and before.endswith("(")):
        return None
    goals = "nought" if a == "0" else cardinal(a)
    points = f"nought {cardinal(b[1])}" if len(b) > 1 and b[0] == "0" else cardinal(b)
    return f"{goals} {points}"


def _record(match: re.Match[str], manner: Manner) -> Said:
    # the Gulls (10-3), improved to 10-3, are 5-0 this season: games won and lost
    if manner.british:
        return None
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 24) : start]
    enclosed = before.endswith("(") and re.match(
        r"\)|,\s[0-9]{1,2}(?:-[0-9]{1,2}\b|\.[0-9]{2}\b)", text[end : end + 8]
    )
    if not (
        enclosed and re.search(r"(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]*+\s\(\Z", before)
    ) and not (
        RECORD_BEFORE.search(before)
        or re.search(r"\([0-9]{1,2}-[0-9]{1,2},\s\Z", before)
        or STANDINGS.match(text, end)
        or (SEASON.match(text, end) and (STANDING.search(before) or RECORDED.search(before)))
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
    if not match["m"] and not (manner.british and ODDS.search(_around(match))):
        return None
    return " ".join(said)


def _count(match: re.Match[str], manner: Manner) -> Said:
    # a 2-2 pitch, a 3-0 count: balls and strikes
    del manner
    balls, strikes = (
        cardinal(figure) if figure != "0" else "oh" for figure in match.group("a", "b")
    )
    return f"{balls} {strikes}"


DIGIT_RULES = (
    Rule(
        "distance",
        compile_late(
            r"(?=[1-9]m?\s?[1-9]?f|[1-9]f)(?:(?P<m>[1-4])m\s?)?(?P<f>[1-9])f(?:\s?(?P<y>[1-9][0-9]{1,2})y(?:ds?)?)?(?!\w)"
        ),
        _distance,
    ),
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
        _balls,
    ),
    Rule(
        "score",
        compile_late(
            r"(?<=[(,\s])[0-9]{1,2}[x×]4[,;]?\s(?:and\s|&\s)?[0-9]{1,2}[x×]6(?!\w)|(?<=\()[0-9]{1,2}[x×][46](?=\))"
        ),
        _boundaries,
    ),
    Rule(
        "score",
        compile_late(
            r"(?P<a>[0-9]{2,3})\sfor\s(?P<b>[0-9])\sdec(?!\w)(?:\.(?=\s[a-z(&]|[,;]))?"
        ),
        _declared,
    ),
    Rule(
        "time",
        compile_late(
            r"(?P<n>[1-9][0-9]{0,2}(?:\+[0-9]{1,2})?)['’′](?=\s?[-–—:|]\s|[,)]|\s*\Z)(?<!['’′][0-9]['’′])(?<!['’′][0-9]{2}['’′])"
        ),
        _minute,
    ),
    Rule("score", compile_late(r"(?P<n>[0-9]{1,2}(?:\.[0-6])?)\sovs?(?!\w)"), _overs),
    Rule("score", compile_late(r"(?P<n>[0-9]{1,3})(?:\*|no|\s?n\.o\.?)(?![\w*])"), _not_out),
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
        _odds,
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
