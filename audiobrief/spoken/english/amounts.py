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
)
from audiobrief.spoken.english.plain_figures import say_figure
from audiobrief.spoken.english.vulgar_fractions import say_fraction, say_mixed, say_vulgar
from audiobrief.spoken.reading import Manner, Part, Rule, Said

MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "mln": "million", "mm": "million",
    "mio": "million", "MM": "million", "b": "billion", "B": "billion", "bn": "billion", "bln": "billion", "Bn": "billion", "BN": "billion",
    "t": "trillion", "T": "trillion", "tn": "trillion", "trn": "trillion", "tr": "trillion", "tri": "trillion", "mil": "million", "bil": "billion",
}  # fmt: skip
SURE_MAGNITUDES = r"bn|Bn|BN|bln|mn|mln|tn|trn"
"""Abbreviations that have no other meaning after a bare number."""
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


def _percent(match: re.Match[str], manner: Manner) -> Said:
    return (
        Part(match.end("n"), decimal(match["n"], british=manner.british)),
        Part(match.end(), " percent"),
    )


def _tournament_points(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if int(match["n"]) >= int(match["of"]):
        return None
    number = decimal(f"{match['n']}.{match['part']}") if match["part"] else ""
    return f"{number or cardinal(match['n']) + ' and a half'} out of {cardinal(match['of'])}"


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
    if decimals and float(match["n"]) > int(match["of"]):
        return None
    if int(match["of"]) > 20 and not RATED.search(before):
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
    if match["many"] and ending == right:
        return f"{ordinal(figures, british=manner.british)}s"  # the school's 2nds
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
    # a tournament's 5.5/7: a part of a point is of no date and no fraction
    Rule(
        "rating",
        compile_late(
            r"(?P<n>[0-9]{1,2})(?:\.(?P<part>[0-9]{1,2})|(?P<half>½))/(?P<of>[5-9]|1[0-9])(?![\w/]|[.,][0-9])"
        ),
        _tournament_points,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<n>(?:(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]++))?+)\s?(?P<f>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])"
        ),
        say_vulgar,
    ),
    Rule(
        "rating",
        compile_late(
            r"(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)/(?P<of>4|5|10|12|20|25|30|40|50|60|75|80|100|120|150|200|500|600)(?![0-9/]|[.,][1-9])(?:\.0)?"
        ),
        _rating,
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<n>[0-9]{1,4})(?:\s|-)(?P<a>[0-9]{1,2})[/⁄](?P<b>[0-9]{1,2})(?:th)?(?![0-9/])"
        ),
        say_mixed,
    ),
    # 4.42/4.43 to the dollar: what a bank buys and sells for
    Rule(
        "figure",
        compile_late(
            r"(?P<a>[0-9]{1,3}\.[0-9]{1,4})/(?P<b>[0-9]{1,3}\.[0-9]{1,4})(?![\w/]|\.[0-9])"
        ),
        lambda match, manner: (
            f"{decimal(match['a'], british=manner.british)} to {decimal(match['b'], british=manner.british)}"
        ),
    ),
    Rule(
        "fraction",
        compile_late(
            r"(?P<a>[0-9]{1,4})\s?[/⁄]\s?(?P<b>[0-9]{1,4})(?i:th|rds?|ths|nds?)?(?![0-9/\w])"
        ),
        say_fraction,
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
            rf"(?P<n>{WHOLE})(?P<th>(?i:st|nd|rd|th))(?P<many>s(?!\w))?(?!\w)(?:[\s-](?P<unit>mins?|wkt|hr|yr|wk|[Qq]tr|c(?=\.\s[a-z])|(?:cent|C)(?!\w))\b(?:\.(?=\s[a-z]|,))?)?"
        ),
        _ordinal,
    ),
    Rule(
        "magnitude",
        compile_late(rf"(?P<n>{NUMBER})\s?(?P<size>{SURE_MAGNITUDES})\b"),
        _magnitude,
    ),
    # 1.2mil: a million in Malaysia and the Philippines, where elsewhere "2-mil" is a thickness
    Rule(
        "magnitude",
        compile_late(rf"(?P<n>{NUMBER})(?P<size>mil)\b(?!\s(?:thick|plastic|sheet))"),
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
            r"(?<![A-Za-z]-)(?<!#)(?!(?:2|4|5|8|10)K\b(?!\s(?!runs\b|races\b|runners\b|events\b|courses\b|times\b|is\b|was\b|has\b|as\b|screens\b|displays\b|TVs\b|monitors\b|videos\b|sets\b|cameras\b|films\b)[a-z]+s\b)|[0-9]{1,2}K\s(?:(?:yellow|white|rose|solid)\s)?gold\b|3M\b(?!\s(?!was\b|is\b|has\b|says\b|does\b|makes\b|its\b)[a-z]+s\b))(?![0-9]{1,3}[A-Z]\s(?:[A-Z][\w'’]*\s){1,2}(?:St|Street|Rd|Road|Ave|Avenue|Lane|Drive|Way|Place|Court|Square|Gardens|Terrace)\b)(?P<n>[0-9]{1,3}(?:\.[0-9]{1,2})?)(?P<size>[KMB])\b(?![-'’][0-9])(?!(?<=\b[0-9]B)\s[A-Z][a-z]{2})"
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
    # 2/$5, of a shop's offers
    Rule(
        "offer",
        compile_late(r"(?P<n>[2-9]|1[0-9])/(?=[$£€][0-9])"),
        lambda match, _: f"{cardinal(match['n'])} for ",
    ),
    # 2xLP, 3xCD: a release on several discs
    Rule(
        "by",
        compile_late(
            r"(?P<n>[2-9]|1[0-9])\s?[x×](?=(?:LP|CD|DVD|EP|Blu-ray|cassettes?|vinyl)s?\b)"
        ),
        lambda match, _: {"2": "double ", "3": "triple "}.get(
            match["n"], f"{cardinal(match['n'])} "
        ),
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
            r"\.(?P<n>17|22|25|32|38|40|44|45|50|204|223|243|270|300|303|308|315|338|357|380|408|410|416|500)(?:(?P<s>s)(?!\w)|(?=[-\s](?:bore\b|ammo|ammunition|cartridges?|shells?|pistols?|ACP|Colt|Browning|calib(?:er|re)|cal\b|Win(?:chester)?\b|Rem(?:ington)?\b|rifles?|pistols?|handguns?|revolvers?|guns?|Magnum|Special|rounds?|bullets?|machine)))"
        ),
        _calibre,
    ),
    Rule("figure", compile_late(r"(?P<n>\.[0-9]++)"), say_figure),
    Rule("figure", compile_late(rf"(?P<n>{NUMBER})"), say_figure),
)
