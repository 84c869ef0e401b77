"""Units of measure: their names in singular and plural, American and British."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.amounts import DECIMAL_COMMA, NUMBER, SPACED, in_prose
from audiobrief.spoken.english.attributes import PLAIN_NOUN, is_before_noun
from audiobrief.spoken.english.cut_short import kept_stop
from audiobrief.spoken.english.figures import cardinal, decimal
from audiobrief.spoken.english.unit_or_count import (
    KARAT,
    MEASURED,
    is_gold,
    is_of_length,
    is_unit,
)
from audiobrief.spoken.english.units import (
    PER,
    PER_NAMES,
    UNIT_NAMES,
    UNITS,
    Unit,
    find_unit,
    spell_unit,
)
from audiobrief.spoken.english.vulgar_fractions import VULGAR, fraction, half_of
from audiobrief.spoken.reading import Manner, Part, Rule, Said

FIGURE_NEXT = compile_late(
    r"\s[0-9]+\s?(?:mins?|secs?|ins?|oz|lbs?|ft|mos?)\b|\s(?:AGL|MSL|ASL|[WHDL]\b|[NS]?[NSEW]\s(?:of|by)\b)"
)
"""After a unit: "1 hr. 45 min." goes on."""
LEAD = compile_late(
    r"\s(?:lead|deficit|win|victory|advantage|margin|loss|swing|drop|rise|gain|plan|scale|font|type|buck)\b"
)
"""What points are counted of, where "pt" is no pint."""
ASIDE = compile_late(r"\s\([^()]{1,24}\)")
MARK = compile_late(r'"')


def _is_quoting(before: str) -> bool:
    """Whether straight marks have opened a quotation and not closed it; behind a figure a mark closes one or is an inch."""
    opened = False
    for mark in MARK.finditer(before):
        opened = not opened and not before[mark.start() - 1 : mark.start()].isdigit()
    return opened


POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_SIZE = r"(?:[\s-](?P<size>(?i:hundred|thousand|million|billion|trillion|lakhs?|crores?)))?"


def _measure(match: re.Match[str], manner: Manner) -> Said:
    written = match["unit"]
    unit = find_unit(written)
    if unit is None or not is_unit(match, written, manner):
        return None
    number = _number(match, unit.one, manner)
    if not number:
        return None
    if (written == "pp" and match[0].endswith(".")) or (
        written == "pp" and not match["gap"] and float(number_of(match)) > PAGES
    ):
        unit = Unit("page", "pages")
    if written == "ppt" and TRACES.search(match.string):
        unit = Unit("part per trillion", "parts per trillion")
    if written == "nm" and (
        AT_SEA.search(match.string) or BEARING.match(match.string, match.end())
    ):
        unit = UNITS["nmi"]
    if written == "kt" and WINDY.search(match.string):
        unit = UNITS["kn"]
    if written == "mt" and float(number_of(match)) >= LEAST_TONS:
        unit = UNITS["MT"]  # 45,000mt of petrol
    if written == "pt" and LEAD.match(match.string, match.end()):
        unit = UNITS["pts"]
    if KARAT.match(match.string, match.end("n") if match["n"] else match.end()) or (
        written == "K" and is_gold(match)
    ):
        unit = Unit("karat", "karat")
    elif written == "K" and "." in (match["n"] or "") and in_prose(match):
        unit = Unit("kelvin", "kelvin")
    single = _is_single(match, number, unit.one)
    name = unit.one if single else unit.many
    said = spell_unit(name, manner)
    if match["per"]:
        said += f" per {spell_unit(PER[match['per']], manner)}"
    if match["by"]:
        said += " by "
    elif match[0].endswith(".") and not (
        match["gap"] == "-" or FIGURE_NEXT.match(match.string, match.end())
    ):
        said += kept_stop(match.string, match.end())
    parts = [
        Part(
            match.start("gap") if match["gap"] else match.start("unit"),
            number
            + (f" {match['size']}" if match["size"] else "")
            + (" plus" if match["plus"] else ""),
        )
    ]
    return (*parts, Part(match.end(), ("-" if match["gap"] == "-" else " ") + said))


SINGULAR = frozenset({"yr", "mth", "wk", "hr", "min"})
SPAN_OF = compile_late(
    r"\s(?:gilts?|bonds?|yields?|Treasury|Treasurys|Treasuries|notes?|deals?|plans?|contracts?|terms?|bans?|waits?|delays?|drives?|flights?|walks?|runs?|lows?|highs?|fixed?|fixes|mortgages?|loans?|leases?|sentences?|stretch(?:es)?"
    r"|talks?|targets?|rules?|caps?|activity|activities|sessions?|slots?|breaks?|intervals?|episodes?|videos?|films?|shows?|average|moving|warranty|guarantee|suspensions?|gaps?|spells?|streak|record|anniversary|swaps?|rides?|trips?|journeys?|commutes?|shifts?|strikes?|walkouts?|stoppages?|closures?|workouts?|programmes?|programs?|courses?)\b"
)
"""SINGULAR and SPAN_OF: what has a length in time, before which its unit is printed without an s."""
TRACES = compile_late(
    r"\b(?:PFAS|PFOA|PFOS|PFBS|PFHxS|GenX|drinking|water|wells?|contamina\w+|chemicals?|traces?|dioxins?|mercury|lead|limits?)\b"
)
"""Near "4 ppt": what is measured in parts per trillion, and not a share that moved."""
AT_SEA = compile_late(
    r"\b(?:ships?|vessels?|boats?|yachts?|ferry|ferries|tankers?|trawlers?|coast\w*|offshore|ports?|harbou?r|pilot|sea|seas|swell|buoys?"
    r"|light\svessel|lighthouse|anchor\w*|crew|navy|naval|coastguard|sail\w*|strait|heads|aircraft|airspace|missiles?|maritime|fishing|lifeboat)\b"
)
BEARING = compile_late(
    r"\s(?:off|out|seaward|(?:due\s)?(?:north|south|east|west)\w*|[NSEW]{1,3}\sof)\b"
)
"""AT_SEA and BEARING: what tells a nautical mile from a nanometer where "nm" is printed for both."""
WINDY = compile_late(
    r"\b(?i:winds?|gust\w*|breezes?|gales?|squalls?|swells?|seas|marine|boats?|ships?|yachts?|ferry|ferries|vessels?|sail\w*|speeds?|airspeed|cruis\w+|aircraft|planes?)\b"
)
"""Near "20kt": what is told in knots, and neither a bomb nor a mine's tonnage."""
LEAST_TONS = 1000
"""Metric tons are counted by the thousand; of "14.2 mt" the m is of millions."""
PAGES = 20
"""More percentage points than a share ever moves by: from there on "320pp" are pages of a book."""


def number_of(match: re.Match[str]) -> str:
    """The figures of a measure without commas; "0" where it has none."""
    return re.sub(r"[^0-9.]", "", match["n"] or "") or "0"


def _number(match: re.Match[str], name: str, manner: Manner) -> str:
    """The number of a measure in words, with its fraction; empty where it is none."""
    british = manner.british
    figures = match["n"] or ""
    if re.fullmatch(DECIMAL_COMMA, figures):
        if manner.region not in SPACED:
            return ""
        figures = figures.replace(",", ".")
    number = decimal(figures, british=british) if figures else ""
    part = match["f"] or match["f2"]
    top, bottom = (
        VULGAR[part]
        if part
        else (int(match["a"] or match["a2"] or 0), int(match["b"] or match["b2"] or 0))
    )
    if not top:
        return number
    part = fraction(top, bottom, british=british, mixed=bool(number))
    if number:
        return f"{number} and {part.replace('quarters', 'quarter')}"
    if (top, bottom) == (1, 2):
        before = match.string[max(0, match.start() - 4) : match.start()]
        return half_of(name, before, dashed=match["gap"] == "-")
    return part


PISTOL = compile_late(r"\b(?i:an?|the|his|her)\s\Z")
BULK = (
    "second", "minute", "hour", "day", "week", "month", "year", "point", "degree",
    "gram", "liter", "ounce", "pound", "cup", "spoon", "calorie",
)  # fmt: skip
"""What stands in the plural before what it measures: "with three hundred milliliters cream"."""
OF_AMOUNT = compile_late(r"\b(?:of|with|using|in|on|at)\s\Z")
ASIDE_OF = compile_late(
    r"\s(?:north|south|east|west|flat|straight|solid|inland|offshore|downstream|upstream|uphill|downhill|overall|total|plus|clear|short|offline|online|installed|available)\w*\b"
)
"""Words after a measure that are no noun it belongs to."""


def _is_single(match: re.Match[str], number: str, name: str) -> bool:
    if match["size"]:
        return match["gap"] == "-"
    if name == "year old":
        before = match.string[max(0, match.start() - 10) : match.start()]
        if re.search(r"\b(?i:the|an?|this|another|every)\s\Z", before):
            return True  # "the 33yo was shot"
        if PLAIN_NOUN.match(match.string, match.end(), match.end() + 40):
            return True  # for 3yo fillies
    if match["unit"] in SINGULAR and SPAN_OF.match(match.string, match.end()):
        return True  # a 10yr gilt, 2hr waits
    if name.startswith("degree") or " per " in name:
        return number == "one"  # "the seventy miles per hour limit"
    if (
        name == "millimeter"
        and number == "nine"
        and PISTOL.search(match.string[: match.start()][-6:])
    ):
        return True  # "the 9mm was found"
    if number == "one" or match["gap"] == "-" or not match["n"]:
        return True
    if re.match(r"-[a-z]", match.string[match.end() : match.end() + 2]):
        return True  # "a 3m-high wall"
    if MEASURED.match(match.string, match.end()):
        return True
    if name == "meter" and is_of_length(match.string, match.end()):
        return True
    if (
        not (match["gap"] or match["f"] or name.startswith("square") or name.endswith(BULK))
        and OF_AMOUNT.search(match.string, max(0, match.start() - 8), match.start())
        and PLAIN_NOUN.match(match.string, match.end(), match.end() + 40)
        and not ASIDE_OF.match(match.string, match.end())
    ):
        return True  # rounds of 7.62mm ammo, in 50ml bottles, at 5km intervals
    # as in "a 500 sq. ft. flat" and "a 1,340km (832-mile) border"
    aside = ASIDE.match(match.string, match.end())
    return is_before_noun(match.string, match.start(), aside.end() if aside else match.end())


def _feet_and_inches(match: re.Match[str], manner: Manner) -> Said:
    # 6'2", 5ft 10in
    del manner
    feet = cardinal(match["ft"])
    inches = f" {cardinal(match['in'])}" if match["in"] else ""
    return f"{feet} {'foot' if inches or feet == 'one' else 'feet'}{inches}"


def _inches(match: re.Match[str], manner: Manner) -> Said:
    # 16" wheels; a mark that closes a quotation is not an inch mark
    before = match.string[max(0, match.start() - 400) : match.start()]
    if _is_quoting(before) or ("“" in before[-60:] and "”" not in before[-60:]):
        return None
    single = match["n"] == "1" or bool(
        re.search(r"(?i:\b(?:an?|the))\s\Z", before)
        and re.match(r"\s[a-z]", match.string[match.end() : match.end() + 2])
    )
    number = decimal(match["n"], british=manner.british) if match["n"] else ""
    if match["f"]:
        part = fraction(*VULGAR[match["f"]], british=manner.british, mixed=bool(number))
        if not number:
            return (
                half_of("inch", before[-4:], dashed=False) + " inch"
                if match["f"] == "½"
                else f"{part} of an inch"
            )
        number += f" and {part.replace('quarters', 'quarter')}"
    return f"{number} {'inch' if single else 'inches'}"


def _by(match: re.Match[str], manner: Manner) -> Said:
    # 5' x 7', 8" × 10"
    unit = UNITS["in" if match["mark"] in '"″' else "ft"]
    said = [
        f"{decimal(number, british=manner.british)} {unit.one if number == '1' else unit.many}"
        for number in match.group("a", "b")
    ]
    return " by ".join(said)


def _coordinate(match: re.Match[str], manner: Manner) -> Said:
    # 51°30′N, 10.3° S
    british = manner.british
    said = [
        decimal(match["deg"], british=british),
        "degree" if match["deg"] == "1" else "degrees",
    ]
    for group, name in (("min", "minute"), ("sec", "second")):
        if match[group]:
            count = match[group].lstrip("0") or "0"
            said += [decimal(count, british=british), name if count == "1" else f"{name}s"]
    return " ".join([*said, POINTS[match["point"]]])


def _position(match: re.Match[str], manner: Manner) -> Said:
    # 25.1N, 80.2W
    british = manner.british
    return (
        Part(
            match.start("gap"), f"{decimal(match['a'], british=british)} {POINTS[match['ns']]}"
        ),
        Part(match.end("gap"), match["gap"]),
        Part(match.end(), f"{decimal(match['b'], british=british)} {POINTS[match['ew']]}"),
    )


def _per_unit(match: re.Match[str], manner: Manner) -> Said:
    return f"{decimal(match['n'], british=manner.british)} per {spell_unit(PER[match['per']], manner)}"


def _stone(match: re.Match[str], manner: Manner) -> Said:
    return f"{cardinal(match['st'])} stone" if manner.british else None


def _stones(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{cardinal(match['st'])} stone {cardinal(match['lb'])}" + (
        " pounds" if match["unit"] else ""
    )


DIGIT_RULES = (
    Rule(
        "coordinate",
        compile_late(
            r"(?P<deg>[0-9]{1,3}(?:\.[0-9]{1,6})?)[°º]\s?(?:(?P<min>[0-9]{1,2}(?:\.[0-9]{1,4})?)['’′]\s?)?(?:(?P<sec>[0-9]{1,2}(?:\.[0-9]{1,4})?)(?:[\"”″]|'')\s?)?(?P<point>[NSEW])(?!\w)"
        ),
        _coordinate,
    ),
    Rule(
        "coordinate",
        compile_late(
            r"(?P<a>[0-9]{1,2}\.[0-9]{1,5})\s?(?P<ns>[NS])(?P<gap>,?\s)(?P<b>[0-9]{1,3}\.[0-9]{1,5})\s?(?P<ew>[EW])(?!\w)"
        ),
        _position,
    ),
    # no ordinal ends so: 10st is a weight
    Rule("unit", compile_late(r"(?P<st>[1-2]?[02-9]|11)st(?![\w]|\s?[0-9])"), _stone),
    Rule(
        "unit",
        compile_late(
            r"(?P<ft>[1-9]?[0-9])(?:\s?ft\.?|['’′])\s?(?P<in>1[01]|[0-9])(?:\s?in(?:s|ches)?\b\.?|(?P<mark>[\"”″]|''|’’)|(?<=[4-7]['’][0-9])(?![\w'’\"]|[.,][0-9])|(?<=[4-7]['’]1[01])(?![\w'’\"]|[.,][0-9]))"
        ),
        _feet_and_inches,
    ),
    Rule(
        "unit",
        compile_late(r"(?P<st>[1-9]?[0-9])\s?st\s?(?P<lb>1[0-3]|[0-9])\s?(?P<unit>lbs?\b)"),
        _stones,
    ),
    Rule(
        "unit",
        compile_late(
            rf"(?:(?P<n>[0-9]{{1,3}}(?:\s[0-9]{{3}})+(?=\s?(?:km|kg|ha|m²|m2|sq\sm|sqm|tonnes|MW|GW|kW|MWh|GWh|kWh|ML|mm|mg)(?!\w))|{DECIMAL_COMMA}|{NUMBER}(?!/[0-9]))(?:(?P<f>[½⅓⅔¼¾⅛⅜⅝⅞])|[\s-](?P<a>[1-7])/(?P<b>[2-8]|16)(?=[\s-]|(?:in|ft|lb|oz|mi)\b))?|(?P<f2>[½⅓⅔¼¾⅛⅜⅝⅞])|(?P<a2>[1-7])/(?P<b2>[2-8]|16)(?=[\s-])){_SIZE}(?P<plus>-plus|\+(?=\s|[A-Za-z]))?(?P<gap>\s?-?)(?P<unit>{UNIT_NAMES})(?![\w²³])(?:/(?P<per>{PER_NAMES})\b)?(?:\.(?=[\s;,:)]|$|-old\b)(?<=[a-zT]\.))?(?P<by>\s?[x×]\s?(?=[0-9]))?"
        ),
        _measure,
    ),
    Rule(
        "unit",
        compile_late(
            rf"(?P<n>{NUMBER})/(?P<per>km²|km2|m²|sq\s(?:km|mi|m|ft)|mi²|kg|g|lb|km|hr|h|day|wk|week|month|year|yr|person|kWh|MWh)(?!\w)"
        ),
        _per_unit,
    ),
    Rule(
        "unit",
        compile_late(
            rf"(?P<a>{NUMBER})(?P<mark>['’′\"″])\s?[x×]\s?(?P<b>{NUMBER})(?P=mark)(?!\w)"
        ),
        _by,
    ),
    Rule(
        "unit",
        compile_late(rf"(?P<n>{NUMBER}|\.[0-9]+)?(?P<f>[½¼¾⅓⅔⅛⅜⅝⅞])?(?:\"|″|'')(?!\w)"),
        _inches,
    ),
)
