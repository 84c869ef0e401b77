"""Reads codes of letters and figures: postcodes, number plates, junctions, episodes of a series."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.acronyms import spell
from audiobrief.spoken.english.figures import cardinal, ordinal, pairs, spell_digits
from audiobrief.spoken.reading import Manner, Rule, Said

AREAS = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?"
    r"|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
"""The areas of Royal Mail's postcodes."""
LONDON = r"(?:E|EC|N|NW|SE|SW|W|WC)"
"""The areas of London's, which stand alone as the name of a district."""
PLACED = compile_late(
    r"(?:(?<![\w'’])(?>[\w'’]*?[A-Z])[\w'’]*+,?|\b(?:in|of|near|from|at|to|and))\s\Z"
)
STATE_BEFORE = compile_late(r"\b(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT|Vic|Qld|Tas)\s\Z")
TOWN_BEFORE = compile_late(r"\bSingapore\s\Z")
ROADS = compile_late(r"\b[AMN][1-9][0-9]{0,2}\b|\bmotorway\b")
REACH = 60
"""Characters around a junction in which its road is named."""


def _postcode(match: re.Match[str], manner: Manner) -> Said:
    # SW1A 1AA; SE15, of London alone
    if not manner.british:
        return None
    said = [spell(match["area"]), pairs(match["n"])]
    if match["letter"]:
        said.append(spell(match["letter"]))
    if match["inward"]:
        said += [cardinal(match["inward"][0]), spell(match["inward"][1:])]
    elif (
        manner.region != "GB"
        or not re.fullmatch(LONDON, match["area"])
        or not PLACED.search(match.string[max(0, match.start() - 24) : match.start()])
    ):
        return None
    return " ".join(said)


def _canadian(match: re.Match[str], manner: Manner) -> Said:
    # K1A 0B1
    del manner
    return " ".join(
        cardinal(sign) if sign.isdigit() else "A." if sign == "A" else sign
        for sign in match[0]
        if not sign.isspace()
    )


def _plate(match: re.Match[str], manner: Manner) -> Said:
    # KCB 214X, AB12 CDE
    del manner
    runs = re.findall(r"[0-9]+|[A-Z]+", match[0])
    return " ".join(spell_digits(run) if run.isdigit() else spell(run) for run in runs)


PLATED = compile_late(
    r"\b(?i:reg(?:istration|istered)?|(?:number|license|licence)\splates?|plates?)\b[^.;]{0,24}\Z"
)


NAMED_PLATE = compile_late(
    r"\b(?i:(?:registration|reg|rego|(?:car|vehicle|truck|lorry|bus|van|taxi|bike|motorcycle|number|license|licence)"
    r"(?:\s(?:number|no|plates?)))|plates?)\b(?:\s(?:numbers?|no\.?|plates?|was|is|reads?|reading))*[,:]?\s?[“\"(]?\Z"
)
"""Words directly after which letters and figures in any order are a plate."""
LEAST_PLATE = 5
"""Signs of a plate at the least; "plates of 5 GB" have fewer."""


def _known_plate(match: re.Match[str], manner: Manner) -> Said:
    before = match.string[max(0, match.start() - REACH) : match.start()]
    return _plate(match, manner) if PLATED.search(before) else None


def _any_plate(match: re.Match[str], manner: Manner) -> Said:
    # California's 7ABC123, Delhi's DL 3C AB 1234, Cape Town's CA 123-456
    signs = re.sub(r"[\s-]", "", match[0])
    if len(signs) < LEAST_PLATE or signs.isalpha() or signs.isdigit():
        return None
    before = match.string[max(0, match.start() - REACH) : match.start()]
    return _plate(match, manner) if NAMED_PLATE.search(before) else None


def _regional_plate(match: re.Match[str], manner: Manner) -> Said:
    # KA-05-MG-4471 of India, BX 42 HT GP of Gauteng, ABJ 412 XA of Abuja
    return _plate(match, manner) if manner.region == PLATES_OF[match.lastgroup or ""] else None


PLATES_OF = {"india": "IN", "africa": "ZA", "nigeria": "NG"}
"""Shape -> the country whose papers print it, where no word tells that it is a plate."""
ANY_PLATE = Rule(
    "plate",
    compile_late(
        # first whether there are both letters and figures, since this is asked of every figure
        r"(?=[0-9][0-9\s-]{0,19}[A-Z]|[A-Z][A-Z\s-]{0,19}[0-9])"
        r"(?:[A-Z0-9]{2,7}|[A-Z0-9])(?:[\s-](?:[0-9]{1,4}|[A-Z]{1,3}|[A-Z0-9]{2,4})){0,3}(?![\w-])"
    ),
    _any_plate,
)


ZIP = compile_late(r"\b(?i:zips?|zip\scodes?)\s\Z")


def _town_code(match: re.Match[str], manner: Manner) -> Said:
    # NSW 2041; Singapore 128461
    before = match.string[max(0, match.start() - 12) : match.start()]
    four = len(match["n"]) == 4
    placed = STATE_BEFORE.search(before) if four else TOWN_BEFORE.search(before)
    return spell_digits(match["n"]) if placed and manner.british else None


def _bracketed(match: re.Match[str], manner: Manner) -> Said:
    # S(128461): a postcode of Singapore
    del manner
    return f"S {spell_digits(match['n'])}"


def _episode(match: re.Match[str], manner: Manner) -> Said:
    # S2E4, S02E05
    name = "series" if manner.british else "season"
    season, episode = (cardinal(str(int(match[group]))) for group in ("s", "e"))
    return f"{name} {season} episode {episode}"


def _junction(match: re.Match[str], manner: Manner) -> Said:
    # J4 of the M25, A14 J31-33
    text, (start, end) = match.string, match.span()
    if not manner.british or not ROADS.search(text[max(0, start - REACH) : end + REACH]):
        return None
    first = cardinal(match["a"])
    if match["b"]:
        return f"junctions {first} to {cardinal(match['b'])}"
    return f"junction {first}{match['letter'] and ' ' + spell(match['letter'])}"


def _century(match: re.Match[str], manner: Manner) -> Said:
    # a C14th coin
    del manner
    return f"{ordinal(match['n'])}-century"


def _round(match: re.Match[str], manner: Manner) -> Said:
    # Cats by 13 in R14
    before = match.string[max(0, match.start() - 6) : match.start()]
    if manner.region not in {"AU", "NZ"} or not IN_ROUND.search(before):
        return None
    return f"round {cardinal(match['n'])}"


IN_ROUND = compile_late(r"\b(?:in|for|from|since|until|after)\s\Z")
WORD_RULES = (
    Rule(
        "postcode",
        compile_late(
            rf"(?P<area>{AREAS})(?P<n>[1-9][0-9]?)(?P<letter>[A-HJKPSTUW]?)(?:\s(?P<inward>[0-9][ABD-HJLNP-UW-Z]{{2}}))?(?![\w’'/-]|[.,][0-9])"
        ),
        _postcode,
    ),
    Rule(
        "postcode",
        compile_late(r"[ABCEGHJ-NPRSTVXY][0-9][A-Z]\s[0-9][A-Z][0-9](?!\w)"),
        _canadian,
    ),
    Rule("postcode", compile_late(r"S\((?P<n>[0-9]{6})\)"), _bracketed),
    # Kenya's plates and, since 2001, Britain's
    Rule(
        "plate",
        compile_late(r"(?:K[A-Z]{2}\s[0-9]{3}[A-Z]|[A-Z]{2}[0-9]{2}\s[A-Z]{3})(?!\w)"),
        _plate,
    ),
    Rule(
        "plate",
        compile_late(
            r"(?:[A-Z]{2}[\s-][0-9]{1,2}[\s-][A-Z]{1,2}[\s-][0-9]{1,4}|[A-Z]{1,3}[\s-]?[0-9]{3,4}[\s-]?[A-Z]{0,2})(?![\w-])"
        ),
        _known_plate,
    ),
    Rule(
        "plate",
        compile_late(
            r"(?:(?P<india>[A-Z]{2}[\s-]?[0-9]{1,2}[A-Z]?[\s-]?[A-Z]{1,3}[\s-]?[0-9]{4})"
            r"|(?P<africa>[A-Z]{2}\s[0-9]{2}\s[A-Z]{2}\s(?:EC|FS|GP|L|MP|NC|NW))"
            r"|(?P<nigeria>[A-Z]{3}[\s-][0-9]{3}[\s-]?[A-Z]{2}))(?![\w-])"
        ),
        _regional_plate,
    ),
    ANY_PLATE,
    Rule("round", compile_late(r"R(?P<n>[1-9][0-9]?)(?!\w)"), _round),
    Rule("century", compile_late(r"C(?P<n>[1-9]|1[0-9]|2[01])(?:th|st|nd|rd)(?!\w)"), _century),
    Rule("episode", compile_late(r"S(?P<s>[0-9]{1,2})[ ,]?E(?P<e>[0-9]{1,2})(?!\w)"), _episode),
    Rule(
        "junction",
        compile_late(
            r"J(?P<a>[1-9][0-9]?)(?P<letter>[AB]?)(?:\s?(?:[-–/]|to)\s?J?(?P<b>[1-9][0-9]?))?(?![\w-])"
        ),
        _junction,
    ),
)


DIGIT_RULES = (
    # ZIP codes 10001-10012
    Rule(
        "postcode",
        compile_late(r"(?P<a>[0-9]{5})[-–](?P<b>[0-9]{5})(?![\w-])"),
        lambda match, _: (
            f"{spell_digits(match['a'])} to {spell_digits(match['b'])}"
            if ZIP.search(match.string, max(0, match.start() - 16), match.start())
            else None
        ),
    ),
    # 22435/22436: a train of India has a number in each direction
    Rule(
        "number",
        compile_late(r"(?P<a>[0-9]{5})/(?P<b>[0-9]{5})(?![\w/-])"),
        lambda match, _: f"{spell_digits(match['a'])}, {spell_digits(match['b'])}",
    ),
    ANY_PLATE,
    # 3BR, 2BA: rooms of a flat
    Rule(
        "rooms",
        compile_late(r"(?P<n>[1-9])(?P<half>\.5)?(?P<room>B[RDA])(?!\w)"),
        lambda match, _: (
            f"{cardinal(match['n'])}{' and a half' if match['half'] else ''} {'bath' if match['room'] == 'BA' else 'bedroom'}"
        ),
    ),
    Rule("postcode", compile_late(r"(?P<n>[0-9]{6}|[0-9]{4})(?!\w|[.,-][0-9])"), _town_code),
)
