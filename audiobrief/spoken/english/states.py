"""Reads the states, provinces and counties that stand after a town, and parties after a name."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.compass import COMPASS
from audiobrief.spoken.english.cut_short import alternatives, stopped
from audiobrief.spoken.english.figures import spell_digits
from audiobrief.spoken.reading import Manner, Part, Rule, Said

STATES = {
    # AP style, in datelines and after towns
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado", "Conn": "Connecticut",
    "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Kans": "Kansas",
    "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota",
    "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nebr": "Nebraska", "Nev": "Nevada",
    "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York", "N.C": "North Carolina",
    "N.D": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "Penn": "Pennsylvania",
    "R.I": "Rhode Island", "S.C": "South Carolina", "S.D": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont",
    "Va": "Virginia", "Wash": "Washington", "W.Va": "West Virginia", "Wis": "Wisconsin", "Wisc": "Wisconsin", "Wyo": "Wyoming",
    "Ont": "Ontario", "Que": "Quebec", "Alta": "Alberta", "Sask": "Saskatchewan", "B.C": "British Columbia", "N.S": "Nova Scotia",
    "N.B": "New Brunswick", "P.E.I": "Prince Edward Island", "Man": "Manitoba", "P.R": "Puerto Rico",
}  # fmt: skip
SURE_STATES = frozenset(
    "Ont Alta Sask Calif Ariz Okla Tenn Minn Mich Fla N.Y N.J W.Va Conn Wyo Wisc Nebr Colo N.H N.M".split()
)
"""State names that are recognised without a town before them."""
WORDLIKE_STATES = frozenset("OK HI OH ME IN OR PA MA LA AL ID MD PR".split())
"""Postal codes that are also words, titles or short for something else."""
POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana",
    "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "PR": "Puerto Rico",
}  # fmt: skip
COUNTIES = {
    # Ordnance Survey's and the Royal Mail's short forms, after a town
    "Beds": "Bedfordshire", "Berks": "Berkshire", "Bucks": "Buckinghamshire", "Cambs": "Cambridgeshire", "Derbys": "Derbyshire", "Glos": "Gloucestershire",
    "Hants": "Hampshire", "Herts": "Hertfordshire", "Lancs": "Lancashire", "Leics": "Leicestershire", "Lincs": "Lincolnshire", "Middx": "Middlesex",
    "Northants": "Northamptonshire", "Northumb": "Northumberland", "Notts": "Nottinghamshire", "Oxon": "Oxfordshire", "Salop": "Shropshire", "Shrops": "Shropshire",
    "Staffs": "Staffordshire", "Warks": "Warwickshire", "Wilts": "Wiltshire", "Worcs": "Worcestershire", "Yorks": "Yorkshire",
}  # fmt: skip
IRISH_COUNTIES = """
    Antrim Armagh Carlow Cavan Clare Cork Derry Donegal Down Dublin Fermanagh Galway Kerry Kildare Kilkenny Laois Leitrim Limerick
    Londonderry Longford Louth Mayo Meath Monaghan Offaly Roscommon Sligo Tipperary Tyrone Waterford Westmeath Wexford Wicklow Durham
""".split()
"""Counties whose name follows "Co"; England has one as well."""
AUSTRALIAN = {"Qld": "Queensland", "Tas": "Tasmania", "Vic": "Victoria"}
TEAMS = {
    "Afg": "Afghanistan", "Arg": "Argentina", "Aus": "Australia", "Ban": "Bangladesh", "Eng": "England", "Fra": "France", "Ger": "Germany", "Ind": "India",
    "Ire": "Ireland", "Ita": "Italy", "Neth": "Netherlands", "Pak": "Pakistan", "Sco": "Scotland", "Wal": "Wales", "Zim": "Zimbabwe",
}  # fmt: skip
"""Countries as the sports pages shorten them, on either side of "v"."""
FULL = "|".join(sorted(set(STATES.values()), key=len, reverse=True)).replace(" ", r"\s")
NAMES = frozenset(STATES.values())
WINGS = {
    "Lab": "Labour", "Lab/Co-op": "Labour and Co-op", "Con": "Conservative", "LD": "Liberal Democrat", "Ind": "Independent", "Grn": "Green",
    "Ref": "Reform", "Nat": "National", "Lib": "Liberal", "FF": "Fianna Fáil", "FG": "Fine Gael", "SF": "Sinn Féin",
}  # fmt: skip
"""Parties as the British and the Irish print them behind the name of a member."""
WHOLE = {"Con": "Conservatives", "LD": "Liberal Democrats", "Grn": "Greens"}
"""The same parties as a whole, in a poll."""
PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}


def _state(match: re.Match[str], manner: Manner) -> Said:
    # "Salem, Ore."; without a town before it, "Miss." is a title and "Ill." a word
    short = match["state"].replace(". ", ".")
    before = match.string[max(0, match.start() - 2) : match.start()]
    if short == "Man" and manner.region != "CA":
        return None
    if short not in SURE_STATES and before not in {", ", "("} and before[1:] != "(":
        return None
    return stopped(match, STATES[short])


def _party(match: re.Match[str], manner: Manner) -> Said:
    # R-Texas, D-Minn.: the party and state of a legislator
    before = match.string[max(0, match.start() - 2) : match.start()]
    named = match["full"] in NAMES or not manner.british
    if match["full"] and not (named and before in {", ", " ("}):
        return None  # the D-Chowk of Islamabad
    written = match["state"]
    place = match["full"] or (STATES[written] if written else POSTAL[match["postal"]])
    return (
        Part(match.end("party"), PARTIES[match["party"]]),
        Part(match.end("party") + 1, " of "),
        Part(match.end(), stopped(match, place) if written else place),
    )


def _bare_party(match: re.Match[str], manner: Manner) -> Said:
    before = match.string[max(0, match.start() - 48) : match.start()]
    if manner.british or not OFFICE_BEFORE.search(before):
        return None
    return PARTIES[match["party"]]


OFFICE_BEFORE = compile_late(
    r"\b(?:Gov|Sen|Rep|Governor|Senator|Representative|Mayor|Congress\w+|Attorney\sGeneral)\.?\s(?:[A-Z][\w.'’-]*\s){1,3}\(\Z"
)
"""A legislator's office and name before a party's letter alone."""


TOWN_BEFORE = compile_late(r"[A-Z][a-z]+,\s\Z")


def _postal(match: re.Match[str], manner: Manner) -> Said:
    short = match["state"]
    state = POSTAL[short]
    text, end = match.string, match.end()
    town = TOWN_BEFORE.search(text, max(0, match.start() - 24), match.start())
    if match["zip"] and (town or not manner.british):
        return (Part(match.end("state"), state), Part(end, f" {spell_digits(match['zip'])}"))
    if manner.region == "AU" and short == "WA":
        return "W A."  # western Australia
    if short in WORDLIKE_STATES or manner.british:
        # "Kansas City, MO." is a place; "he said, OK then" and "Ida Moss, MD, spoke" have none
        listed = re.match(
            r"[.;)]|,(?!D)|\Z" if short != "MD" else r"[.;)]|\Z", text[end : end + 1]
        )
        return state if listed and town else None
    return state


def _wing(match: re.Match[str], manner: Manner) -> Said:
    # Cllr Jo Lunt (Lab, Orrel), Con hold
    around = match.string[max(0, match.start() - 60) : match.end() + 60]
    if match["poll"] and not POLLED.search(around):
        return None
    party = match["party"] or match["gain"] or match["swing"] or match["poll"]
    if match["poll"] or match["swing"]:
        return WHOLE.get(party, WINGS[party]) if manner.british else None
    return WINGS[party] if manner.british else None


POLLED = compile_late(
    r"\b(?:Lab|Con|LD):?\s[0-9]{1,2}\b.{0,60}\b(?:Lab|Con|LD|Grn|Ref):?\s[0-9]{1,2}"
)
"""A poll of several parties: "Lab 44, Con 25"."""


def _region(match: re.Match[str], manner: Manner) -> Said:
    # W Mids, N Yorks
    county = match["county"]
    said = COMPASS[match["point"]]
    if not manner.british:
        return None
    return f"{said} {'Midlands' if county == 'Mids' else COUNTIES.get(county, county)}"


def _county(match: re.Match[str], manner: Manner) -> Said:
    # Orrel, Lancs; "Notts County" and "Herts police" are said as they are written
    del manner
    return stopped(match, COUNTIES[match["county"]])


def _irish(match: re.Match[str], manner: Manner) -> Said:
    # Co Kerry, Co. Down
    del match, manner
    return "County"


COUNTY_BEFORE = compile_late(
    r"\b(?:schools|homes|residents|people|roads|crash|fire|storm|farms?|rural|northern|southern|eastern|western|throughout|across)\s(?:in\s)?[A-Z][a-z'’]+\s\Z"
)
COUNTY_AFTER = compile_late(
    r"\.\s(?:sheriff|deput(?:y|ies)|commissioners?|schools?|jail|coroner|fair)\b"
)
"""COUNTY_BEFORE and COUNTY_AFTER: what a county has and a company has not."""


def _american_county(match: re.Match[str], manner: Manner) -> Said:
    text, (start, end) = match.string, match.span()
    if manner.british:
        return None
    placed = COUNTY_BEFORE.search(text[max(0, start - 40) : start])
    return "County" if placed or COUNTY_AFTER.match(text, end - 1) else None


def _australian(match: re.Match[str], manner: Manner) -> Said:
    # Qld police, Orrel, Vic
    short = match["state"]
    after_town = match.string[max(0, match.start() - 2) : match.start()] == ", "
    if short != "Qld" and (manner.region != "AU" or not after_town):
        return None
    return stopped(match, AUSTRALIAN[short])


def _team(match: re.Match[str], manner: Manner) -> Said:
    # Ind vs Eng, Aus v NZ
    del manner
    text, (start, end) = match.string, match.span()
    if not (
        AGAINST.match(text, end)
        or INNINGS.match(text, end)
        or AGAINST_BEFORE.search(text, max(0, start - 9), start)
    ):
        return None
    return TEAMS[match["team"].title()]


AGAINST = compile_late(r"\s(?:v(?:s\.?)?|[0-9]{1,3}[-–][0-9]{1,3})\s[A-Z]")
INNINGS = compile_late(r"\s[0-9]{2,3}(?:[/-][0-9](?![0-9])|\sall\sout)")
AGAINST_BEFORE = compile_late(r"\s(?:v(?:s\.?)?|[0-9]{1,3}[-–][0-9]{1,3})\s\Z")
WORD_RULES = (
    Rule(
        "party",
        compile_late(
            rf"(?P<party>[DRI])-(?:(?P<state>{alternatives(STATES)})\.|(?P<postal>{alternatives(POSTAL)})(?![\w])|(?P<full>(?:(?:New|North|South|West|Prince|San|Los|Santa|El|Fort)\s)?[A-Z][a-z]{{3,}})(?=[,.)]))"
        ),
        _party,
    ),
    Rule(
        "state",
        compile_late(
            rf"(?:(?<=[a-z],\s)|(?<=[A-Z]{{3}},\s)(?=[A-Z]{{2}}(?:\s[—–(-]|\s[0-9]{{5}}|\s?--)))(?P<state>{alternatives(POSTAL)})(?:\s(?P<zip>[0-9]{{5}})(?:-[0-9]{{4}})?)?(?![\w&])"
        ),
        _postal,
    ),
    Rule(
        "state",
        compile_late(
            rf"(?<=[a-z]\s)(?P<state>{alternatives(POSTAL)})\s(?P<zip>[0-9]{{5}})(?:-[0-9]{{4}})?(?![\w])"
        ),
        _postal,
    ),
    Rule(
        "party",
        compile_late(rf"(?<=\()(?P<party>[DRI])\.,\s(?P<state>{alternatives(STATES)})\.(?=\))"),
        lambda match, _: f"{PARTIES[match['party']]} of {STATES[match['state']]}",
    ),
    Rule(
        "state",
        compile_late(
            rf"(?<=[A-Z],\s)(?P<state>{alternatives(map(str.upper, STATES))})\.(?![A-Z]\.)"
        ),
        lambda match, _: stopped(
            match, STATES.get(match["state"]) or STATES[match["state"].title()]
        ),
    ),
    # Gov. Ida Moss (R), Sen. Orr (D)
    Rule("party", compile_late(r"(?P<party>[DRI])(?=\))(?<=\([DRI])"), _bare_party),
    # Cal. Penal Code, Fla. Stat., Tex. Gov't Code
    Rule(
        "state",
        compile_late(
            rf"(?P<state>Cal|{alternatives(STATES)})\.(?=\s(?:[A-Z][\w.'’]*\s){{0,2}}(?:Code|Stat|Rev|Laws|Const|Ann|Admin|Ct|App|Sup|Inf|Cav|Vols?|Regt|Infantry|Cavalry|Volunteers|Regiment)\b)"
        ),
        lambda match, _: STATES.get(match["state"], "California"),
    ),
    Rule("state", compile_late(rf"(?P<state>{alternatives(STATES)})\.(?![A-Z]\.)"), _state),
)
TOWN_RULES = (
    # Salem Co., Ore.
    Rule(
        "state",
        compile_late(
            rf"Co\.(?<=[a-z]\sCo\.)(?=,\s(?:(?:{alternatives(STATES)})\.|(?:{alternatives(POSTAL)})\b|(?:{FULL})\b))"
        ),
        lambda _m, _: "County",
    ),
    Rule(
        "party",
        compile_late(
            rf"(?:(?<=\()(?P<party>{alternatives(WINGS)})(?=\)|,\s[A-Z])|(?P<gain>Lab|Con|LD)(?=\s(?:gain|hold|majority|loss)\b)|(?:(?<=from )|(?<=over )|(?<=for ))(?P<swing>Lab|Con)(?=\.?\s*\Z|[,;]|\s(?:in|to|and|at)\b)|(?P<poll>Lab|Con|LD|Ref|Grn)(?=:?\s[0-9]{{1,2}}(?:\.[0-9])?(?:%|pc)?(?:[,;.]|\s\([-+−=])))"
        ),
        _wing,
    ),
    Rule(
        "state",
        compile_late(
            rf"(?<=[a-z],\s)(?P<county>{alternatives(COUNTIES)})(?:\.|(?=[,;:)]|\s\(|\s*\Z))"
        ),
        _county,
    ),
    Rule(
        "state",
        compile_late(
            r"(?P<point>[NSEW])\.?\s(?P<county>Mids|Yorks|Lincs|Herts|Glos|Oxon|Wales|Scotland|Ireland|Korea|Africa|Sussex|Essex|Devon|Somerset|London|Belfast)(?!\w)"
        ),
        _region,
    ),
    Rule(
        "state",
        compile_late(rf"Cos\.?(?=\s(?:{'|'.join(IRISH_COUNTIES)})\b)"),
        lambda _m, _: "Counties",
    ),
    Rule("state", compile_late(rf"Co\.?(?=\s(?:{'|'.join(IRISH_COUNTIES)})\b)"), _irish),
    # in Co. Marl
    Rule(
        "state",
        compile_late(
            r"Co\.?(?<!\w\w\w)(?:(?<=\bin Co)|(?<=\bin Co\.)|(?<=, Co)|(?<=, Co\.))(?=\s[A-Z][a-z])"
        ),
        lambda _match, manner: "County" if manner.region == "IE" else None,
    ),
    # "schools in Tarn Co. went remote", "Tarn Co. deputies"
    Rule("state", compile_late(r"Co\.(?=,?\s[a-z])"), _american_county),
    Rule(
        "state",
        compile_late(rf"(?P<state>{alternatives(AUSTRALIAN)})(?:\.|(?![\w’']))"),
        _australian,
    ),
    Rule(
        "team",
        compile_late(
            rf"(?P<team>{alternatives(TEAMS)}|{alternatives(map(str.upper, TEAMS))})(?![\w’'-])"
        ),
        _team,
    ),
)
