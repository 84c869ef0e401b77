"""Reads abbreviations that stand for words: titles, places, companies, Latin, and "No."."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import spell_digits
from audiobrief.spoken.reading import Manner, Part, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

TITLES = {
    # before a name
    "Mr": "Mister", "Mrs": "Misses", "Ms": "Miz", "Messrs": "Messers", "Mx": "Mix",
    "Dr": "Doctor", "Drs": "Doctors", "Prof": "Professor", "Profs": "Professors",
    "Sgt": "Sergeant", "Lt": "Lieutenant", "Lieut": "Lieutenant", "Col": "Colonel", "Gen": "General",
    "Gens": "Generals", "Maj": "Major", "Capt": "Captain", "Cpt": "Captain", "Cpl": "Corporal", "Pvt": "Private",
    "Pfc": "Private First Class", "Spc": "Specialist", "Cmdr": "Commander", "Cdr": "Commander",
    "Comdr": "Commander", "Adm": "Admiral", "Brig": "Brigadier", "Ens": "Ensign", "Cdre": "Commodore",
    "Sen": "Senator", "Sens": "Senators", "Rep": "Representative", "Reps": "Representatives",
    "Gov": "Governor", "Govs": "Governors", "Pres": "President", "Amb": "Ambassador", "Sec": "Secretary",
    "Atty": "Attorney", "Rev": "Reverend", "Revd": "Reverend", "Revs": "Reverends", "Fr": "Father", "Msgr": "Monsignor",
    "Hon": "Honorable", "Det": "Detective", "Insp": "Inspector", "Supt": "Superintendent", "Cllr": "Councillor",
    "Ald": "Alderman", "Asst": "Assistant", "Assoc": "Associate", "Dep": "Deputy", "Supvr": "Supervisor",
    "Const": "Constable", "Sr": "Sister", "Br": "Brother", "Wm": "William", "Geo": "George",
    "Engr": "Engineer", "Adv": "Advocate", "Barr": "Barrister", "Smt": "Shrimati", "Gda": "Garda", "Bp": "Bishop", "Con": "Constable",
    "Ch": "Chief", "Ch Insp": "Chief Inspector", "Ch Supt": "Chief Superintendent", "Det Con": "Detective Constable", "Det Sgt": "Detective Sergeant",
    "Det Insp": "Detective Inspector", "Det Supt": "Detective Superintendent", "Det Ch Insp": "Detective Chief Inspector",
    "Det Ch Supt": "Detective Chief Superintendent", "Lt Gen": "Lieutenant General", "Lt Col": "Lieutenant Colonel", "Maj Gen": "Major General",
    "Brig Gen": "Brigadier General", "Wg Cdr": "Wing Commander", "Sqn Ldr": "Squadron Leader", "Gp Capt": "Group Captain", "Sr Const": "Senior Constable",
    "Sen Const": "Senior Constable", "Sen-Const": "Senior Constable", "Snr Const": "Senior Constable", "Sgt Maj": "Sergeant Major", "Rt Hon": "Right Honourable", "Rt Rev": "Right Reverend",
    "Chas": "Charles", "Jas": "James", "Thos": "Thomas"
}  # fmt: skip
BARE_TITLES = """
    Mr Mrs Ms Mx Dr Drs Prof Sgt Lt Lieut Capt Cpl Cmdr Cdr Revd Messrs Supt Insp Cllr Msgr Col Maj Gen Rev Brig Adv Engr Smt Gda
""".split()
JOINED_TITLES = [title for title in TITLES if not title.isalpha()]
"""Ranks of two words, which papers without stops print before a name, or before "(retd)"."""
"""Titles that are recognised without their stop, since British papers print none."""
DEGREES = {"Ph.D": "P H D", "Ph.Ds": "P H D's", "PhD": "P H D", "PhDs": "P H D's", "D.Phil": "D Phil", "DPhil": "D Phil",
           "B.Sc": "B S C", "BSc": "B S C", "M.Sc": "M S C", "MSc": "M S C", "Ed.D": "E D D", "Pharm.D": "Pharm D",
           "M.Phil": "M Phil", "LL.B": "L L B", "LL.D": "L L D", "LL.M": "L L M", "Psy.D": "P S Y D", "D.Sc": "D S C", "Esq": "Esquire"}  # fmt: skip
GENERATIONS = {"Jr": "Junior", "Sr": "Senior", "Snr": "Senior", "Jnr": "Junior"}
COMPANIES = {"Co": "Company", "Cos": "Companies", "Corp": "Corporation", "Inc": "Incorporated", "Ltd": "Limited",
             "Bros": "Brothers", "Assn": "Association", "Dept": "Department", "Univ": "University", "Intl": "International",
             "Mfg": "Manufacturing", "Natl": "National", "Govt": "Government", "Hosp": "Hospital", "Inst": "Institute",
             "Pty": "Proprietary"}  # fmt: skip
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
    "Calif Ariz Okla Tenn Minn Mich Fla N.Y N.J W.Va Conn Wyo Wisc Nebr Colo N.H N.M".split()
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
ROADS = {"Hwy": "Highway", "Rte": "Route", "Rt": "Route", "Rd": "Road"}
"""Abbreviations of roads before their number."""
STREETS = {"St": "Street", "Ave": "Avenue", "Av": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Dr": "Drive", "Ln": "Lane",
           "Ct": "Court", "Pl": "Place", "Sq": "Square", "Pkwy": "Parkway", "Hwy": "Highway", "Expy": "Expressway",
           "Fwy": "Freeway", "Ter": "Terrace", "Terr": "Terrace", "Cres": "Crescent", "Tpke": "Turnpike", "Cir": "Circle"}  # fmt: skip
NUMBERED_STREET = compile_late(
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Main|Wall|Fleet|High|Downing|Oxford|Regent|Bourbon|Market|Canal|Elm|Oak|Pine|Maple|[0-9]+(?:st|nd|rd|th))\s$"
)
"""Names after which "St." is a street whatever follows; "East St. Louis" is a town."""
COMPASS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest", "SE": "Southeast",
    "SW": "Southwest",
}  # fmt: skip
PLACES = {
    "Mt": "Mount", "Mts": "Mountains", "Ft": "Fort", "Ste": "Sainte", "Sts": "Saints", "Is": "Island", "Pt": "Point",
    "Pte": "Point",
}  # fmt: skip
WORDS = {
    # in lower case, matching any case; all need their stop unless they are in BARE_WORDS
    "vs": "versus", "v": "v", "etc": "et cetera", "e.g": "for example", "eg": "for example", "i.e": "that is", "ie": "that is",
    "viz": "namely", "approx": "approximately", "est": "established", "dept": "department", "govt": "government", "incl": "including",
    "max": "maximum", "min": "minimum", "misc": "miscellaneous", "tel": "telephone", "cf": "compare", "ca": "circa",
    "et al": "and others", "aka": "also known as", "a.k.a": "also known as", "w/o": "without", "w/": "with", "c/o": "care of", "b/c": "because",
    "n/a": "not applicable", "p.s": "P S", "r.i.p": "R I P", "asap": "A S A P", "ext": "extension", "retd": "retired", "ret'd": "retired",
}  # fmt: skip
BARE_WORDS = frozenset(
    {"vs", "aka", "retd", "etc", "govt", "approx", "w/o", "w/", "c/o", "b/c", "n/a"}
)
NUMBERED = {"no": "number", "nos": "numbers", "vol": "volume", "vols": "volumes", "fig": "figure", "figs": "figures", "ch": "chapter",
            "pp": "pages", "p": "page", "sec": "section", "art": "article", "para": "paragraph", "op": "opus", "ex": "example", "ep": "episode", "prop": "proposition"}  # fmt: skip
"""Abbreviations that are read in full before a number."""


def _stopped(match: re.Match[str], words: str) -> str:
    return words + (kept_stop(match.string, match.end()) if match[0].endswith(".") else "")


def kept_stop(text: str, end: int) -> str:
    """A full stop if the one before `end` also ends the sentence; otherwise an empty string."""
    return "." if ends_sentence(text, end) else ""


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\.?\s") for word in longest_first)


def _title(match: re.Match[str], manner: Manner) -> Said:
    short = re.sub(r"\.?\s", " ", match["title"])
    return "Honourable" if short == "Hon" and manner.british else TITLES[short]


def _lower_title(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return TITLES[match["title"].title()].lower()


def _street(match: re.Match[str], manner: Manner) -> Said:
    # after a name or an ordinal: "Main St.", "Sunset Blvd", "6th ave"
    del manner
    before = match.string[max(0, match.start() - 40) : match.start()]
    short = match["street"]
    if not re.search(r"(?:[A-Z][\w'’-]{0,40}\.?|[0-9](?:st|nd|rd|th)|['’]s)\s$", before):
        return None
    following = match.string[match.end() : match.end() + 2]
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
    elif short.lower() in {"ct", "pl", "cir", "ter", "av", "is"} and not (
        re.search(r"[0-9]\s(?:[A-Z][\w'’-]{0,40}\s)+$", before) or following[:1] == ","
    ):
        return None
    said = STREETS[short.title()]
    return _stopped(match, said if short[0].isupper() else said.lower())


def _saint(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return "Saint" if match[0][0].isupper() else "saint"


def _numbered(match: re.Match[str], manner: Manner) -> Said:
    short = match["short"]
    said = NUMBERED[short.lower()]
    if short == "no" and ends_sentence(match.string, match.end("short") + 1):
        return None  # "She said no. 5 men left."
    if short in {"No", "Nos"} and "." not in match[0] and not manner.british:
        # "No 2 people" opens a sentence; British papers print "No 10" without a stop
        before = match.string[max(0, match.start() - 8) : match.start()].rstrip()[-1:]
        if not before or before in '.!?“"':
            return None
    return (
        said.capitalize() if short[0].isupper() and said not in {"number", "numbers"} else said
    )


def _road(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return ROADS[match["short"]]


def _circa(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "circa"


def _state(match: re.Match[str], manner: Manner) -> Said:
    # "Salem, Ore."; without a town before it, "Miss." is a title and "Ill." a word
    del manner
    short = match["state"].replace(". ", ".")
    before = match.string[max(0, match.start() - 2) : match.start()]
    if short not in SURE_STATES and before not in {", ", "("} and before[1:] != "(":
        return None
    return _stopped(match, STATES[short])


def _party(match: re.Match[str], manner: Manner) -> Said:
    # R-Texas, D-Minn.: the party and state of a legislator
    del manner
    written = match["state"]
    place = match["full"] or (STATES[written] if written else POSTAL[match["postal"]])
    return (
        Part(match.end("party"), PARTIES[match["party"]]),
        Part(match.end("party") + 1, " of "),
        Part(match.end(), _stopped(match, place) if written else place),
    )


def _postal(match: re.Match[str], manner: Manner) -> Said:
    del manner
    short = match["state"]
    state = POSTAL[short]
    text, end = match.string, match.end()
    if match["zip"]:
        return (Part(match.end("state"), state), Part(end, f" {spell_digits(match['zip'])}"))
    if short in WORDLIKE_STATES:
        # "Kansas City, MO." is a place; "he said, OK then" and "Ida Moss, MD, spoke" have none
        listed = re.match(
            r"[.;)]|,(?!D)|\Z" if short != "MD" else r"[.;)]|\Z", text[end : end + 1]
        )
        town = re.search(r"[A-Z][a-z]+,\s\Z", text[max(0, match.start() - 24) : match.start()])
        return state if listed and town else None
    return state


def _compass(match: re.Match[str], manner: Manner) -> Said:
    # 317 S. 3rd St.: only after a house number or a preposition
    del manner
    if not re.search(
        r"(?:[0-9]|\b(?:of|on|at|and|to|near|from))\s\Z",
        match.string[max(0, match.start() - 6) : match.start()],
    ):
        return None
    return COMPASS[match["point"].replace(".", "")] + " "


def _company(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _stopped(match, COMPANIES[match["short"]])


def _generation(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _stopped(match, GENERATIONS[match["short"]])


def _degree(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _stopped(match, DEGREES[match["short"]])


def _place(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return PLACES[match["short"]]


def _word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    short = match["short"].lower()
    if not match["stop"] and short not in BARE_WORDS and "." not in short:
        return None
    if short in {"max", "min", "est", "ca", "cf", "ext", "tel"} and not re.match(
        r"\s?[0-9A-Z]", match.string[match.end() : match.end() + 2]
    ):
        return None
    return None if short == "v" else _stopped(match, WORDS[short])


def _versus(match: re.Match[str], manner: Manner) -> Said:
    # "Roe v. Wade", "Arsenal v Chelsea"
    del manner
    before = match.string[max(0, match.start() - 2) : match.start()]
    if not re.search(r"[\w.)’”\"]\s$", before):
        return None
    return "versus"


WORD_RULES = (
    Rule("degree", compile_late(rf"(?P<short>{_alternatives(DEGREES)})\.?(?!\w)"), _degree),
    Rule(
        "title",
        compile_late(
            rf"(?P<title>{_alternatives(TITLES)})\.(?=\s?[A-Z“\"'‘(]|-elect\b|\s[0-9]{{1,2}}(?:st|nd|rd)\b)(?!\s(?:The|He|She|It|They|But|And|In)\b)"
        ),
        _title,
    ),
    Rule(
        "title",
        compile_late(rf"(?P<title>{_alternatives(JOINED_TITLES)})(?=\s(?:[A-Z]|\(ret))"),
        _title,
    ),
    Rule(
        "title",
        compile_late(rf"(?P<title>{_alternatives(BARE_TITLES)})(?=\s(?:[A-Z]|\(ret))"),
        _title,
    ),
    Rule(
        "generation",
        compile_late(rf"(?P<short>{_alternatives(GENERATIONS)})(?:\.|(?=[\s,’'\"]|$))"),
        _generation,
    ),
    Rule("company", compile_late(rf"(?P<short>{_alternatives(COMPANIES)})\."), _company),
    Rule(
        "number",
        compile_late(
            r"(?P<short>No|Nos|NO|Vol|VOL|Fig|Figs|Ch|Sec|Art|Op|Ex|Ep|P(?=\.)|PP(?=\.)|Pp(?=\.)|Para|Prop)(?:\.(?=\s?[0-9IVX]+\b)|(?=\s[0-9]))"
        ),
        _numbered,
    ),
    Rule(
        "street",
        compile_late(rf"(?P<street>{_alternatives(STREETS)})(?:\.|(?=[\s,;:)\"”’?!]|$))"),
        _street,
    ),
    Rule("road", compile_late(rf"(?P<short>{_alternatives(ROADS)})\.?(?=\s[0-9])"), _road),
    Rule(
        "number", compile_late(r"(?:Pt|PT)\.?(?=\s(?:[IVX]+|[0-9]+)\b)"), lambda _m, _: "Part"
    ),
    Rule("place", compile_late(rf"(?P<short>{_alternatives(PLACES)})\.(?=\s[A-Z])"), _place),
    Rule("saint", compile_late(r"St(?:\.(?=\s?[A-Z])|(?=\s[A-Z][a-z]))"), _saint),
    Rule("saint", compile_late(r"ST(?:\.(?=\s?[A-Z])|(?=\s[A-Z]{3,}))"), _saint),
)
PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}
STATE_RULES = (
    Rule(
        "party",
        compile_late(
            rf"(?P<party>[DRI])-(?:(?P<state>{_alternatives(STATES)})\.|(?P<postal>{_alternatives(POSTAL)})(?![\w])|(?P<full>(?:New\s|North\s|South\s|West\s)?[A-Z][a-z]{{3,}})(?=[,.)]))"
        ),
        _party,
    ),
    Rule(
        "state",
        compile_late(
            rf"(?<=[a-zA-Z],\s)(?P<state>{_alternatives(POSTAL)})(?:\s(?P<zip>[0-9]{{5}})(?:-[0-9]{{4}})?)?(?![\w&])"
        ),
        _postal,
    ),
    Rule(
        "state",
        compile_late(
            rf"(?<=[a-z]\s)(?P<state>{_alternatives(POSTAL)})\s(?P<zip>[0-9]{{5}})(?:-[0-9]{{4}})?(?![\w])"
        ),
        _postal,
    ),
    Rule(
        "compass",
        compile_late(
            r"(?P<point>N\.?[EW]|S\.?[EW]|[NSEW])\.?\s(?=(?:[A-Z0-9][\w'’-]*\s){1,3}(?i:st|ave|blvd|rd|dr|ln|street|avenue|road|boulevard|drive|lane)\b)"
        ),
        _compass,
    ),
    Rule("state", compile_late(rf"(?P<state>{_alternatives(STATES)})\."), _state),
)
LOWER = r"vs|v|etc|e\.g|eg|i\.e|ie|viz|approx|dept|govt|incl|misc|cf|ca|et\sal|aka|a\.k\.a|nos?|vols?|figs?|pp?|st|dr|mr|mrs|prof|gen|sen|gov|ave|blvd|rd|tel|ext|est|max|min|retd|kWh|sgt|lt|capt|w/o|n/a|c/o|c(?=\.\s?[0-9])|ch|sec|art"
"""Abbreviations in lower case that are candidates."""
LOWER_RULES = (
    Rule("unit", compile_late(r"kWh(?!\w)"), lambda _m, _: "kilowatt hour"),
    Rule("circa", compile_late(r"c\.(?=\s?[12]?[0-9]{3}\b)"), _circa),
    Rule("versus", compile_late(r"vs?\.?(?=\s[“\"‘']?[A-Z0-9])(?<!\w\Z)"), _versus),
    Rule(
        "number",
        compile_late(r"(?P<short>nos?|vols?|figs?|pp|p|ch|sec|art)(?:\.\s?(?=[0-9]))"),
        _numbered,
    ),
    Rule(
        "title",
        compile_late(r"(?P<title>dr|mr|mrs|prof|sgt|lt|capt|gen|sen|gov)\.?(?=\s[A-Z])"),
        _lower_title,
    ),
    Rule(
        "street",
        compile_late(r"(?P<street>st|ave|blvd|rd|dr)(?:\.|(?=[\s,;:)\"”’?!]|$))"),
        _street,
    ),
    Rule("saint", compile_late(r"st\.?(?=\s[A-Z])"), _saint),
    Rule(
        "word",
        compile_late(
            rf"(?P<short>{_alternatives(WORDS)})(?:(?P<stop>\.)|(?!\w))", re.IGNORECASE
        ),
        _word,
    ),
)
