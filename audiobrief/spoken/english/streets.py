"""Streets and roads that are printed short, and what looks like them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import alternatives, stopped
from audiobrief.spoken.english.figures import pairs, spell_digits
from audiobrief.spoken.reading import Manner, Part, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

ROADS = {"Hwy": "Highway", "Rte": "Route", "Rt": "Route", "Rd": "Road"}
"""Abbreviations of roads before their number."""
STREETS = {"St": "Street", "Ave": "Avenue", "Av": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Dr": "Drive", "Ln": "Lane",
           "Ct": "Court", "Pl": "Place", "Sq": "Square", "Pkwy": "Parkway", "Hwy": "Highway", "Expy": "Expressway",
           "Fwy": "Freeway", "Ter": "Terrace", "Terr": "Terrace", "Cres": "Crescent", "Tpke": "Turnpike", "Cir": "Circle", "Sts": "Streets", "Aves": "Avenues", "Rds": "Roads"}  # fmt: skip
NUMBERED_STREET = compile_late(
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Main|Wall|Fleet|High|Downing|Oxford|Regent|Bourbon|Market|Canal|Elm|Oak|Pine|Maple|[0-9]+(?:st|nd|rd|th))\s$"
)
"""Names after which "St." is a street whatever follows; "East St. Louis" is a town."""
COURT = compile_late(
    r"\b(?:Circuit|District|Supreme|County|Crown|High|Superior|Municipal|Appeals?|Magistrates|Family|Federal|Probate|Tax)\s\Z"
)
"""Before "Ct." where it is a court and no street."""
COLLEGE = compile_late(
    r"(?<![0-9]\s)\b(?:Alabama|Appalachian|Arizona|Arkansas|Ball|Boise|Colorado|Delaware|Florida|Fresno|Georgia|Idaho|Illinois|Indiana|Iowa|Jackson|Kansas|Kent"
    r"|Michigan|Minnesota|Mississippi|Missouri|Montana|Murray|NC|New\sMexico|North\sDakota|Ohio|Oklahoma|Oregon|Penn|Portland|San\sDiego|San\sJose|South\sDakota|Tennessee"
    r"|Texas|Utah|Washington|Weber|Wichita|Wright|Youngstown)\s\Z"
)
ON_A_TEAM = compile_late(
    r"\s(?:[0-9]|beats?\b|tops?\b|edges?\b|routs?\b|falls?\b|wins?\b|over\b|vs?\b|at\b)|,\s[0-9]|[’']s\b|\s?\([0-9]"
)
"""COLLEGE and ON_A_TEAM: where "St." is a state's university and no street."""


TEAM_BEFORE = compile_late(
    r"\b(?:beats?|beat|over|past|defeat(?:ed|s)|tops?|topped|edged|routed|downed|stunned|upset)\s(?:No\.\s[0-9]{1,2}\s)?(?:[A-Z][\w'’]+\s){1,2}\Z"
)
SCORE_NEXT = compile_late(r",?\s[0-9]{1,3}[-–][0-9]{1,3}(?![0-9-])")
"""TEAM_BEFORE and SCORE_NEXT: around "St." of a state's university that is in no table."""


def say_street(match: re.Match[str], manner: Manner) -> Said:
    """A street after a name or an ordinal: "Main St.", "Sunset Blvd", "6th ave"."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    short = match["street"]
    if not re.search(r"(?:[A-Z][\w'’-]{0,40}\.?|[0-9](?:st|nd|rd|th)|['’]s)\s$", before):
        return None
    following = match.string[match.end() : match.end() + 2]
    scored = TEAM_BEFORE.search(before) and SCORE_NEXT.match(match.string, match.end())
    if short == "St" and scored and not manner.british:
        return stopped(match, "State")
    if short == "St" and COLLEGE.search(before) and ON_A_TEAM.match(match.string, match.end()):
        return stopped(match, "State")
    if short.lower() in {"st", "dr"}:
        named = re.match(r"\s[A-Z][a-z]", match.string[match.end() : match.end() + 3])
        if (
            named
            and not NUMBERED_STREET.search(before)
            and not (match[0].endswith(".") and ends_sentence(match.string, match.end()))
        ):
            return None
        if re.search(r"\b(?:of|in|near|at|to|from|the|and|for|by)\s$", before, re.IGNORECASE):
            return None
    elif short == "Ct" and COURT.search(before):
        return stopped(match, "Court")
    elif short.lower() in {"ct", "pl", "cir", "ter", "av", "is"} and not (
        re.search(r"[0-9]\s(?:[A-Z][\w'’-]{0,40}\s)+$", before) or following[:1] == ","
    ):
        return None
    said = STREETS[short.title()]
    return stopped(match, said if short[0].isupper() else said.lower())


def _road(match: re.Match[str], manner: Manner) -> Said:
    # Hwy 401, Rte. 9
    figures = match["n"]
    number = pairs(figures) if len(figures) < 5 else spell_digits(figures)
    road = ROADS[match["short"]]
    before = match.string[max(0, match.start() - 24) : match.start()]
    drafted = manner.british or DRAFT.search(match.string)
    if road == "Road" and drafted and len(figures) < 3 and not NAMED.search(before):
        road = "Round"  # of a season or a fight: "kicked six in Rd 14"
    letter = f" {match['letter']}" if match["letter"] else ""
    return (Part(match.start("n"), f"{road} "), Part(match.end(), number + letter))


NAMED = compile_late(r"(?<![\w'’-])(?>[\w'’-]*?[A-Z])[\w'’-]*+\s\Z")
DRAFT = compile_late(
    r"\b(?:draft(?:ed|s)?|pick(?:ed|s)?|knockout|knocked|bout|fight|playoffs?)\b"
)
"""Where "Rd. 2" is a round in America, too."""


def _flat(match: re.Match[str], manner: Manner) -> Said:
    # 101-2250 Marl Ave.: in Canada the flat stands before the house
    del manner
    return f"{pairs(match['flat'])}, {pairs(match['house'])}"


DIGIT_RULES = (
    Rule(
        "address",
        compile_late(
            r"(?P<flat>[1-9][0-9]{1,3})-(?P<house>[1-9][0-9]{2,4})(?=\s(?:[A-Z][\w'’]*\s){1,2}"
            rf"(?:{alternatives(STREETS)}|Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Crescent)\b)"
        ),
        _flat,
    ),
    # 221B Baker St.: a house whose number has a letter
    Rule(
        "address",
        compile_late(
            r"(?P<n>[1-9][0-9]{2})(?P<letter>[A-H])(?=\s(?:[A-Z][\w'’]*\s){1,2}"
            rf"(?:{alternatives(STREETS)}|Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Crescent|Terrace|Square)\b)"
        ),
        lambda match, _: (
            f"{pairs(match['n'])} {'A.' if match['letter'] == 'A' else match['letter']}"
        ),
    ),
)
WORD_RULES = (
    Rule(
        "street",
        compile_late(rf"(?P<street>{alternatives(STREETS)})(?:\.|(?=[\s,;:)\"”’?!]|$))"),
        say_street,
    ),
    Rule(
        "road",
        compile_late(
            rf"(?P<short>{alternatives(ROADS)})\.?\s(?P<n>[0-9]{{1,5}})(?P<letter>[A-Z](?!\w))?(?![\w.,]*[0-9A-Za-z])"
        ),
        _road,
    ),
)
