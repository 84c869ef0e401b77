"""Reads counts: magnitudes, percent, fractions, ranges, scores, ordinals, and plain figures."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import (
    MAX_DIGITS,
    cardinal,
    decimal,
    ordinal,
    pairs,
    plural,
    spell_digits,
    year,
)
from audiobrief.spoken.english.models import DESIGNATED
from audiobrief.spoken.reading import Manner, Part, Rule, Said

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "mln": "million", "mm": "million",
    "mio": "million", "MM": "million", "b": "billion", "B": "billion", "bn": "billion", "bln": "billion", "Bn": "billion", "BN": "billion",
    "t": "trillion", "T": "trillion", "tn": "trillion", "trn": "trillion", "tr": "trillion", "mil": "million", "bil": "billion",
}  # fmt: skip
SURE_MAGNITUDES = r"bn|Bn|BN|bln|mn|mln|tn|trn"
"""Abbreviations that have no other meaning after a bare number."""
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
NUMBER = r"(?<![0-9])(?:[0-9]{1,2}(?:,[0-9]{2}(?![0-9])){1,8}+,[0-9]{3}(?![0-9]|,[0-9])|[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,12}+(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
WHOLE = r"(?<![0-9])(?:[0-9]{1,2}(?:,[0-9]{2}(?![0-9])){1,8}+,[0-9]{3}(?![0-9]|,[0-9])|[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f\u2009][0-9]{3}){1,12}+(?![0-9])|[0-9]++)"
DECIMAL_COMMA = r"(?<![0-9,])[0-9]{1,3},[0-9]{1,2}(?![0-9,])"
"""A number as South Africa prints it: 2,5 km."""
SPACED = frozenset("ZA NA SZ LS BW ZW".split())
"""Regions whose papers set thousands apart with a space, and print a decimal comma."""
PROSE = compile_late("[A-Za-z]{2}")
SUM_BEFORE = compile_late(
    r"(?i:\b(?:solve|calculate|compute|subtract|equals?|what(?:'s|’s|\sis))|=)\s\Z"
)
SUM_AFTER = compile_late(r"[0-9.,]+\s?=")
"""SUM_BEFORE and SUM_AFTER recognise sums; only in a sum is a dash between figures a minus."""


def fraction(top: int, bottom: int, *, british: bool = False, mixed: bool = False) -> str:
    """A fraction in words: 1/2 "one half", 3/4 "three quarters", 2/3 "two thirds"."""
    if bottom == 2:
        below = "half" if top == 1 else "halves"
    elif bottom == 4:
        below = "quarter" if top == 1 else "quarters"
    else:
        below = ordinal(str(bottom), british=british)
        below += "" if top == 1 else "s"
    above = "a" if top == 1 and mixed else cardinal(str(top), british=british)
    return f"{above} {below}"


def _vulgar(match: re.Match[str], manner: Manner) -> Said:
    top, bottom = VULGAR[match["f"]]
    counted = COUNTED_NOUN.match(match.string, match.end())
    if match["n"]:
        said = fraction(top, bottom, british=manner.british, mixed=True)
        if counted:
            said = said.replace("quarters", "quarter")  # three and three quarter lengths
        return f"{cardinal(match['n'], british=manner.british)} and {said}"
    if match["f"] == "½" and counted:
        before = match.string[max(0, match.start() - 4) : match.start()]
        return half_of(counted["noun"], before, dashed="-" in counted[0])
    return fraction(top, bottom, british=manner.british)


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


def _mixed(match: re.Match[str], manner: Manner) -> Said:
    top, bottom = int(match["a"]), int(match["b"])
    if not 0 < top < bottom:
        return None
    said = fraction(top, bottom, british=manner.british, mixed=True)
    return f"{cardinal(match['n'], british=manner.british)} and {said}"


def _fraction(match: re.Match[str], manner: Manner) -> Said:
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
            return f"{cardinal(match['a'])} over {cardinal(match['b'])}"
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
        return f"{cardinal(match['a'])} over {cardinal(match['b'])}"
    return fraction(top, bottom, british=manner.british)


def _percent(match: re.Match[str], manner: Manner) -> Said:
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " percent"),
    )


def _rating(match: re.Match[str], manner: Manner) -> Said:
    # rated 9/10, scored 3.5/5
    text, start = match.string, match.start()
    decimals = "." in match["n"]
    before = text[max(0, start - REACH) : start]
    named = match["of"] == "10" and NAMED_BEFORE.search(before)
    ended = match["of"] == "10" and ENDED.match(text, match.end()) and before.endswith(", ")
    stars = match.string.startswith((" star", "-star"), match.end())
    if not (decimals or named or ended or stars or RATED.search(before)):
        return None
    of = cardinal(match["of"], british=manner.british)
    return f"{decimal(match['n'], british=manner.british)} out of {of}"


NAMED_BEFORE = compile_late(r"(?:\A|[;:,(.]\s)[A-Z][a-z]+:?\s\Z")
ENDED = compile_late(r"\s*\Z")
"""After the rating of what a review names before a comma."""
RATED = compile_late(
    r"\b(?:rat(?:ed|es?|ing)|scor(?:ed|es?|ing)|gave|gives|marks?|verdict|grade)\b[^.;]*\Z"
)
REACH = 40


def _comma_percent(match: re.Match[str], manner: Manner) -> Said:
    # 31,9%: South Africa's decimal comma; nobody counts percent in thousands
    return f"{decimal(match['n'].replace(',', '.'), british=manner.british)} percent"


def _scale(match: re.Match[str], manner: Manner) -> Said:
    # 1:25,000, the scale of a map
    return f"one to {cardinal(match['n'].replace(' ', ','), british=manner.british)}"


def _range(match: re.Match[str], manner: Manner) -> Said:
    # 10–15%, 3-2, 51-49, 5-10km: ranges, scores and votes are all said with "to"; another
    # rule reads what follows the dash
    if len(match["a"]) > 1 and match["a"][0] == "0" and "." not in match["a"]:
        return None
    text, end = match.string, match.end()
    sums = SUM_BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    if (
        len(match["a"]) > 2
        and re.match(r"[0-9](?![0-9]|,[0-9]{3})", text[end : end + 5])
        and "." not in match["a"]
    ):
        # 978-0: parts of one number, neither a range nor a score
        return (
            Part(match.end("a"), decimal(match["a"], british=manner.british)),
            Part(end, " "),
        )
    joint = " minus " if sums or SUM_AFTER.match(text[end : end + 24]) else " to "
    return (
        Part(match.end("a"), decimal(match["a"], british=manner.british)),
        Part(end, joint),
    )


def _magnitude(match: re.Match[str], manner: Manner) -> Said:
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " " + MAGNITUDES[match["size"]]),
    )


def _lakh(match: re.Match[str], manner: Manner) -> Said:
    # 2L+ posts, of India; a measure in liters has been read before
    if manner.region != "IN":
        return None
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " crore" if "cr" in match[0] else " lakh"),
    )


def _ordinal(match: re.Match[str], manner: Manner) -> Said:
    figures = match["n"].replace(",", "")
    ending = match["th"].lower()
    right = (
        "th"
        if figures[-2:] in {"11", "12", "13"}
        else {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")
    )
    if len(figures) > MAX_DIGITS:
        return cardinal(figures)  # said digit by digit, and no row of digits has an ordinal
    if match["unit"] and ending == right:
        return f"{ordinal(figures, british=manner.british)} {COUNTED[match['unit'].lower()]}"
    if ending != right:
        return f"{cardinal(figures)} {match['th'].lower()}"
    return ordinal(figures, british=manner.british)


COUNTED = {
    "min": "minute",
    "mins": "minutes",
    "wkt": "wicket",
    "hr": "hour",
    "yr": "year",
    "wk": "week",
    "qtr": "quarter",
    "std": "standard",
    "ave": "avenue",
    "c": "century",
    "cent": "century",
}
"""What is counted with an ordinal: the 90th min."""
SHOT = compile_late(r"\b(?:shot|made|sank|converted|goaled|kicked|nailed)\s\Z")
"""Before 41/44: how many of so many attempts."""
BOTTOMS = frozenset({12, 15, 16, 20, 24, 25, 30, 32, 36, 40, 48, 50, 60, 64})
"""What fractions have below the line, besides whole hundreds and all figures up to ten."""
SEATS = compile_late(
    r"\s(?:seats|wards|marks|members|votes|constituencies|states|districts|MPs|MLAs|games|matches|teams|students)\b"
)
"""After 39/40: what is counted out of a whole."""
TAX_FORMS = frozenset({"1040", "1099", "1098", "1095"})
"""Forms of the American tax office, which are said in pairs."""


def _figure(match: re.Match[str], manner: Manner) -> Said:
    figures = match["n"]
    text, end = match.string, match.end()
    after = text[end : end + 30]
    plain = figures.isdecimal()
    if plain and len(figures) > 1 and figures[0] == "0":
        return spell_digits(figures)
    if figures == "1066":
        return year(figures)
    if figures in TAX_FORMS and not manner.british and not re.match(r"\s[a-z]+s\b", after):
        return pairs(figures)
    before = text[max(0, match.start() - 12) : match.start()]
    if (
        plain
        and len(figures) == 4
        and not SECRET.search(before)
        and _is_year(figures, text[max(0, match.start() - 12) : match.start()], after)
    ):
        return year(figures, british=manner.british)
    if (
        plain
        and len(figures) in {3, 4}
        and re.match(
            r"\s(?:[NSEW]\.?\s)?(?:[A-Z][\w'’-]*\s){1,3}(?:St|Ave|Av|Blvd|Rd|Dr|Ln|Ct|Pl|Pkwy|Hwy|Expy|Street|Avenue|Road|Boulevard|Drive|Lane|Parkway|Way|Court|Place)\b",
            text[end : end + 60],
        )
    ):
        return pairs(figures)
    if (
        plain
        and len(figures) == 4
        and SECRET.search(text[max(0, match.start() - 16) : match.start()])
    ):
        return spell_digits(figures)
    if (
        plain
        and len(figures) > 4
        and _is_code(figures, text[max(0, match.start() - 30) : match.start()], after)
    ):
        return spell_digits(figures)
    return decimal(figures, british=manner.british)


def _is_code(figures: str, before: str, after: str) -> bool:
    """Whether a long number without commas is read by digits: printed counts have commas."""
    if len(figures) > 12 or CODED.search(before):
        return True
    counted = re.match(r"\s(?:[a-z]+s|people|men|women|children|of|or|to|and)\b", after)
    about = re.search(
        r"(?i:\b(?:about|some|over|nearly|almost|around|than|to|roughly|only)|[(])\s?\Z", before
    )
    return not (figures.endswith("00") or counted or about)


SECRET = compile_late(
    r"(?i:\b(?:pin|codes?|passcode|squawk\w*|password|extension|ext\.?)):?\s\Z"
)
"""Before four figures that are said one by one."""
CODED = compile_late(
    r"(?i:\b(?:serial|accounts?|a/c|code|codes|pin|passcode|password|id|ids|reference|ref|licen[cs]e|badge|case|docket|patent|permit|policy|tracking|booking|registration|reg|ticket|vin|imei|isbn|sort\scode|text|call|dial|phone)\b(?:\s(?:no\.?|numbers?|is|was|to))?:?\s\Z)"
)
"""Before a figure that names something and counts nothing."""


def _is_year(figures: str, before: str, after: str) -> bool:
    if not "1000" <= figures <= "2099":
        return False
    if figures >= "1900":
        return True
    if re.search(
        r"\b(?:year|in|since|until|till|by|from|before|after|of|circa|about)\s\Z", before
    ):
        return figures >= "1100" or (
            re.search(r"\b(?:year|in|since|until|circa)\s\Z", before) is not None
            and not re.match(r"\s[a-z]", after)
        )
    return figures >= "1100" and not re.match(
        r"\s(?:[a-z]+s|people|men|women|children)\b", after
    )


def _version(match: re.Match[str], manner: Manner) -> Said:
    # 14.5.1
    del manner
    return " point ".join(cardinal(group) for group in match[0].split("."))


def in_prose(match: re.Match[str]) -> bool:
    """Whether words stand around: alone, as in a table's cell, "4s" is a code."""
    text, (start, end) = match.string, match.span()
    return bool(
        PROSE.search(text, max(0, start - 40), start) or PROSE.search(text, end, end + 40)
    )


def _plural(match: re.Match[str], manner: Manner) -> Said:
    # 747s, 100s, over-65s
    del manner
    if len(match["n"]) < 3 and not in_prose(match):
        return None
    return plural(pairs(match["n"]))


def _spaced(match: re.Match[str], manner: Manner) -> Said:
    # 12 500 people: South Africa sets thousands apart with a space
    if manner.region not in SPACED:
        return None
    return decimal(re.sub(r"\s", ",", match[0]), british=manner.british)


def _comma(match: re.Match[str], manner: Manner) -> Said:
    # 5,6 million: South Africa's decimal comma
    if manner.region not in SPACED:
        return None
    return decimal(match["n"].replace(",", "."), british=manner.british)


def _per(match: re.Match[str], manner: Manner) -> Said:
    number = decimal(match["n"], british=manner.british)
    of = match["of"].replace("k", ",000").replace("K", ",000")
    return f"{number} per {cardinal(of, british=manner.british)}"


def _multiple(match: re.Match[str], manner: Manner) -> Said:
    # 3x: three times as much
    return f"{decimal(match['n'], british=manner.british)} times" if in_prose(match) else None


def _calibre(match: re.Match[str], manner: Manner) -> Said:
    # a .50-calibre rifle, a .357 Magnum, two .22s
    del manner
    said = pairs(match["n"])
    return plural(said) if match["s"] else said


def _by(match: re.Match[str], manner: Manner) -> Said:
    # 4x4, 2 x 4
    return f"{decimal(match['n'], british=manner.british)} by " if in_prose(match) else None


def _team(match: re.Match[str], manner: Manner) -> Said:
    # 49ers, 76ers
    del manner
    return f"{cardinal(match['n']).removesuffix('e')}ers"


def _resolution(match: re.Match[str], manner: Manner) -> Said:
    # 1080p
    del manner
    return f"{pairs(match['n'])} {match['p'].upper()}"


NOTE = Rule(
    # "when the children come home.2 The": the mark of a note that lost its height
    "note",
    compile_late(
        r"(?:(?<=[a-z]{4}\.)|(?<=[a-z][.,]”)|(?<=[a-z]”\.))[0-9]{1,2}(?=\s+[A-Z“]|\s*\Z)"
    ),
    lambda _m, _: "",
)
DIGIT_RULES = (
    Rule("calibre", compile_late(r"\.?30-06(?![0-9-])"), lambda _m, _: "thirty aught six"),
    # .38-cal.
    Rule(
        "calibre",
        compile_late(r"\.(?P<n>[2-5][0-9]{1,2})[-\s]cal\b(?:\.(?=\s[a-z]|[,;]))?"),
        lambda match, manner: (
            f"{pairs(match['n'])} {'calibre' if manner.british else 'caliber'}"
        ),
    ),
    # 41.3/100K, 12/1,000
    Rule(
        "per",
        compile_late(
            rf"(?P<n>{NUMBER})/(?P<of>100[kK]|1,000|10,000|100,000|1,000,000)(?![\w,])"
        ),
        _per,
    ),
    Rule(
        "figure",
        compile_late(r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9,]|\s[0-9])"),
        _spaced,
    ),
    Rule("figure", compile_late(rf"(?P<n>{DECIMAL_COMMA})"), _comma),
    Rule(
        "fraction",
        compile_late(
            r"(?P<n>(?:(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]++))?+)\s?(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"
        ),
        _vulgar,
    ),
    Rule(
        "rating",
        compile_late(
            r"(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})?)/(?P<of>4|5|10|12|20|100)(?![0-9/]|[.,][1-9])(?:\.0)?"
        ),
        _rating,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<n>[0-9]{1,4})(?:\s|-)(?P<a>[0-9]{1,2})[/⁄](?P<b>[0-9]{1,2})(?:th)?(?![0-9/])"
        ),
        _mixed,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<a>[0-9]{1,4})\s?[/⁄]\s?(?P<b>[0-9]{1,4})(?i:th|rds?|ths|nds?)?(?![0-9/\w])"
        ),
        _fraction,
    ),
    Rule(
        "percent", compile_late(rf"(?P<n>{NUMBER})\s?(?:%|p\.c\.(?=\s[a-z]|[,;)]))"), _percent
    ),
    Rule("percent", compile_late(r"(?P<n>[0-9]{1,2},[0-9]{1,2})\s?%"), _comma_percent),
    Rule(
        "ratio",
        compile_late(r"1:(?P<n>[1-9][0-9]{0,2}(?:[, ]?[0-9]{3})+|[1-9][0-9]?)(?![0-9:.,-])"),
        _scale,
    ),
    Rule(
        "ordinal",
        compile_late(
            rf"(?P<n>{WHOLE})(?P<th>(?i:st|nd|rd|th))\b(?:[\s-](?P<unit>mins?|wkt|hr|yr|wk|[Qq]tr|c(?=\.\s[a-z])|(?:cent|C)(?!\w))\b(?:\.(?=\s[a-z]|,))?)?"
        ),
        _ordinal,
    ),
    Rule(
        "magnitude",
        compile_late(rf"(?P<n>{NUMBER})\s?(?P<size>{SURE_MAGNITUDES})\b"),
        _magnitude,
    ),
    # the rules of `measures` come first, so an "m" that reaches this rule is not a length
    Rule("magnitude", compile_late(rf"(?P<n>{NUMBER})(?P<size>m)\b(?!['’])"), _magnitude),
    Rule(
        "magnitude",
        compile_late(
            rf"(?P<n>{NUMBER})(?P<size>b)\b(?=\s(?:people|users|children|men|women|more|new|(?!is\b|was\b|has\b|its\b|as\b|this\b|across\b|towards\b)[a-z]+s)\b)"
        ),
        _magnitude,
    ),
    Rule(
        "magnitude",
        compile_late(
            r"(?P<n>[0-9]{1,4}(?:\.[0-9]{1,2})?)(?:(?P<size>L)|\s?(?:cr|lac)(?:\.(?=\s[a-z]))?)(?!\w)"
        ),
        _lakh,
    ),
    # a run over 5k or 10k is heard with its letter
    Rule(
        "magnitude",
        compile_late(
            rf"(?!(?:2|3|4|5|8|10|15|20|25|50|100)k\s(?:run|race|walk|course|event|fun|time|and|trail|in|on|or|with|for)\b)(?P<n>{NUMBER})(?P<size>k)\b(?!['’])"
        ),
        _magnitude,
    ),
    Rule(
        "magnitude",
        compile_late(
            # 5K is a race, 4K a screen, H-1B a visa, 221B a door
            r"(?<![A-Za-z]-)(?!(?:2|4|5|8|10)K\b(?!\s(?!runs\b|races\b|runners\b|events\b|courses\b|times\b|is\b|was\b|has\b|as\b|screens\b|displays\b|TVs\b|monitors\b|videos\b|sets\b|cameras\b|films\b)[a-z]+s\b)|[0-9]{1,2}K\s(?:(?:yellow|white|rose|solid)\s)?gold\b|3M\b(?!\s(?!was\b|is\b|has\b|says\b|does\b|makes\b|its\b)[a-z]+s\b))(?![0-9]{1,3}[A-Z]\s(?:[A-Z][\w'’]*\s){1,2}(?:St|Street|Rd|Road|Ave|Avenue|Lane|Drive|Way|Place|Court|Square|Gardens|Terrace)\b)(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?P<size>[KMB])\b(?![-'’][0-9])"
        ),
        _magnitude,
    ),
    Rule(
        "range",
        compile_late(
            rf"(?P<a>{NUMBER})(?:%(?=\s?[-–—]\s?[0-9.]+%))?(?P<dash>\s?[-–—‑]\s?|\s?-\s?)(?=[0-9]{{1,3}}(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?![0-9]*[-–‑][0-9])|[0-9]{{4,9}}(?![0-9-]))"
        ),
        _range,
    ),
    Rule("version", compile_late(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2,5}(?![0-9])"), _version),
    Rule("plural", compile_late(r"(?P<n>[0-9]{2,3})ers\b"), _team),
    Rule(
        "resolution",
        compile_late(r"(?P<n>480|540|720|1080|1440|2160)(?P<p>[pi])\b"),
        _resolution,
    ),
    Rule("plural", compile_late(r"(?P<n>[0-9]{3,4})s\b"), _plural),
    Rule("plural", compile_late(r"(?<![.:0-9])(?P<n>[1-9][0-9]?)['’]?s\b"), _plural),
    # a bus may be the 960X
    Rule(
        "times",
        compile_late(
            rf"(?!7[0-8]7[xX]\b|[0-9]{{3,4}}X\b)(?P<n>{NUMBER})(?:[xX]\b|×(?!\s?[0-9]))"
        ),
        _multiple,
    ),
    Rule(
        "name",
        compile_late(r"(?P<n>[1-9][0-9]{2,3})(?P<x>X)\b"),
        lambda match, _: f"{pairs(match['n'])} X",
    ),
    # a recipe counts packages: 2 x 400g tins
    Rule(
        "by",
        compile_late(
            r"(?P<n>[1-9][0-9]?)\s?[xX×]\s?(?=[0-9.]+\s?-?(?:g|kg|ml|cl|l|litre|oz|lb|cm|mm|in|[a-z]+)\b\s(?:[a-z]+\s)?(?:tins?|cans?|packs?|packets?|bottles?|sachets?|jars?|bags?|boxes|box|tubs?|cartons?|bars?|balls?|slabs?|blocks?|fillets?|steaks?|breasts?|sheets?|pieces?|tablets?|doses?)\b)"
        ),
        lambda match, manner: f"{cardinal(match['n'], british=manner.british)} ",
    ),
    Rule(
        "by",
        compile_late(
            r"(?P<a>[1-9][0-9]{2,3})\s?[xX×]\s?(?P<b>[1-9][0-9]{2,3})(?![\w]|[.,][0-9])"
        ),
        lambda match, _: f"{pairs(match['a'])} by {pairs(match['b'])}",
    ),
    # 2 x 1-bed flats
    Rule(
        "by",
        compile_late(r"(?P<n>[1-9][0-9]?)\s?[xX×]\s(?=[0-9]{1,3}-[a-z]{3,})"),
        lambda match, _: f"{cardinal(match['n'])} ",
    ),
    Rule("by", compile_late(rf"(?P<n>{NUMBER})\s?[xX]\s?(?=[0-9])"), _by),
    Rule(
        "calibre",
        compile_late(
            r"\.(?P<n>22|25|32|38|40|44|45|50|303|308|315|338|357)(?:(?P<s>s)(?!\w)|(?=[-\s](?:bore\b|ammo|ammunition|cartridges?|shells?|pistols?|ACP|Colt|Browning|calib(?:er|re)|cal\b|rifles?|pistols?|handguns?|revolvers?|guns?|Magnum|Special|rounds?|bullets?|machine)))"
        ),
        _calibre,
    ),
    Rule("figure", compile_late(r"(?P<n>\.[0-9]++)"), _figure),
    Rule("figure", compile_late(rf"(?P<n>{NUMBER})"), _figure),
)
