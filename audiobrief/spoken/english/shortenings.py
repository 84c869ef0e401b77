"""Reads words that print cuts short with a stop, wherever the sentence goes on after it.

"12 rebs. in Game 7", "the qty. is small", "Atl. Div.": a stop before a word in small letters, or
inside a row of shortened words, ends no sentence. So a word in this table needs nothing else
beside it, and none of them is an English word of its own.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import alternatives, stopped
from audiobrief.spoken.reading import Manner, Rule, Said

SHORTENED = {
    # offices and paper work
    "acad": "academy", "acct": "account", "accts": "accounts", "addl": "additional", "addn": "addition",
    "admin": "administration", "amt": "amount", "amts": "amounts", "anon": "anonymous", "appt": "appointment",
    "appts": "appointments", "assoc": "associated", "assn": "association", "asst": "assistant", "attn": "attention", "atty": "attorney",
    "attys": "attorneys", "auth": "authorised", "cmte": "committee", "cttee": "committee", "comm": "committee", "contd": "continued",
    "corp": "corporate", "dept": "department", "depts": "departments", "dir": "director", "distr": "district",
    "educ": "education", "elem": "elementary", "encl": "enclosed", "engr": "engineer", "exec": "executive",
    "fdn": "foundation", "govt": "government", "hosp": "hospital", "hosps": "hospitals", "hq": "headquarters", "indiv": "individual", "inst": "institute",
    "intl": "international", "maint": "maintenance", "mfg": "manufacturing", "mfr": "manufacturer", "mfrs": "manufacturers",
    "mgmt": "management", "mgr": "manager", "mgrs": "managers", "mkt": "market", "mkts": "markets", "mktg": "marketing", "mtg": "meeting",
    "mtgs": "meetings", "natl": "national", "org": "organisation", "orgs": "organisations", "pkg": "package", "pkgs": "packages", "prov": "province", "pvt": "private",
    "qtr": "quarter", "qtrs": "quarters", "qty": "quantity", "recd": "received", "reqd": "required", "regd": "registered", "resp": "respectively", "sched": "schedule", "secy": "secretary",
    "subj": "subject", "svc": "service", "svcs": "services", "treas": "treasurer", "univ": "university",
    # places and buildings
    "bldg": "building", "bldgs": "buildings", "blvd": "boulevard", "ctr": "center", "hdqrs": "headquarters", "jct": "junction", "mtn": "mountain", "mtns": "mountains",
    "pkwy": "parkway", "twp": "township", "twps": "townships", "apts": "apartments", "rms": "rooms",
    # amounts, in words
    "avg": "average", "approx": "approximately", "dbl": "double", "doz": "dozen", "equiv": "equivalent", "lge": "large", "lg": "large", "sm": "small",
    "elev": "elevation", "gar": "garage", "sh": "shares", "vol": "volume", "vols": "volumes", "adm": "admission", "tkt": "ticket", "tkts": "tickets", "wt": "weight", "yds": "yards", "yd": "yard", "temps": "temperatures", "pkt": "packet", "pkts": "packets",
    # language and science
    "btm": "bottom", "ea": "each", "abbr": "abbreviated", "abbrev": "abbreviated", "adj": "adjusted", "chem": "chemistry", "dev": "development", "econ": "economics", "esp": "especially", "hist": "history",
    "illus": "illustrated", "irreg": "irregular", "lang": "language", "lit": "literature", "max": "maximum", "misc": "miscellaneous", "orig": "originally", "prev": "previously",
    "poss": "possibly", "prob": "probably", "psych": "psychology", "usu": "usually", "transl": "translated",
    # sport
    "rebs": "rebounds", "reb": "rebound", "asts": "assists", "ast": "assist", "recs": "receptions", "ints": "interceptions", "avgs": "averages", "pts": "points", "yrs": "years",
}  # fmt: skip
"""In small letters; an initial capital is kept."""
VOWELLESS = {
    "bdrm": "bedroom", "bdrms": "bedrooms", "bldg": "building", "bldgs": "buildings", "blvd": "boulevard", "brkfst": "breakfast", "btw": "by the way",
    "chk": "check", "chks": "checks", "cmte": "committee", "cnr": "corner", "ctr": "center", "cttee": "committee", "dbl": "double", "dpt": "department", "dptmt": "department", "dr": "doctor",
    "flr": "floor", "fwd": "forward", "fwy": "freeway", "grp": "group", "hdqrs": "headquarters", "hrly": "hourly", "hwy": "highway", "jct": "junction", "lvl": "level", "mfr": "manufacturer",
    "mgmt": "management", "mgr": "manager", "mgrs": "managers", "mkt": "market", "mkts": "markets", "mktg": "marketing", "mnth": "month", "mnths": "months", "msg": "message", "msgs": "messages",
    "mth": "month", "mths": "months", "mthly": "monthly", "mtg": "meeting", "mtgs": "meetings", "mtn": "mountain", "nbr": "number", "nk": "neck", "nxt": "next", "pkg": "package", "pkgs": "packages", "pkt": "packet",
    "pls": "please", "plz": "please", "pmt": "payment", "pmts": "payments", "ppl": "people", "prev": "previous", "pts": "points", "pymt": "payment", "qtr": "quarter", "qtrs": "quarters", "qty": "quantity", "rcvd": "received",
    "rqd": "required", "rds": "rounds", "rtn": "return", "schl": "school", "sgl": "single", "shld": "should", "spkr": "speaker", "stn": "station", "svc": "service", "svcs": "services",
    "tkt": "ticket", "tkts": "tickets", "trng": "training", "twp": "township", "txn": "transaction", "txns": "transactions", "wknd": "weekend", "wknds": "weekends", "wk": "week", "wks": "weeks", "wkly": "weekly",
    "wrt": "with respect to", "yr": "year", "yrs": "years", "yrly": "yearly", "hd": "head", "shd": "short head", "thx": "thanks", "tmrw": "tomorrow", "ystrdy": "yesterday",
}  # fmt: skip
"""Without a vowel they are no words, and need no stop."""
BRITISH = {"organisation": "organization", "organisations": "organizations", "authorised": "authorized"}  # fmt: skip
"""Words that America spells with a z; no engine says them otherwise, but they are read on paper."""
NAMED = {
    # only with a capital, as part of a name
    "Amer": "American", "Atl": "Atlantic", "Pac": "Pacific", "Cent": "Central", "Metro": "Metropolitan", "Div": "Division", "Bd": "Board",
    "Ed": "Education", "Cmte": "Committee", "Comm": "Commission", "Commn": "Commission", "Auth": "Authority", "Assoc": "Association", "Agcy": "Agency",
    "Adm": "Administration", "Admin": "Administration", "Bur": "Bureau", "Cem": "Cemetery", "Conv": "Convention", "Coll": "College", "Eng": "England", "Fed": "Federal", "Gar": "Gardens",
    "Hosp": "Hospital", "Ind": "Industries", "Lab": "Laboratory", "Labs": "Laboratories", "Lib": "Library", "Med": "Medical", "Mem": "Memorial", "Mid": "Middle", "Mus": "Museum",
    "Orch": "Orchestra", "Pub": "Public", "Rec": "Recreation", "Sch": "School", "Schs": "Schools", "Sci": "Science", "Ser": "Series", "Serv": "Service",
    "Tech": "Technical", "Tel": "Telephone", "Trans": "Transport", "Wks": "Works",
}  # fmt: skip
"""Abbreviations in a row of them or before "of": "Tarn Bd. of Ed.", "the Atl. Div."."""
ROW_BEFORE = compile_late(r"\b[A-Z][a-z]{1,6}\.(?:\sof)?\s\Z")
ROW_AFTER = compile_late(r"\s(?:[A-Z][a-z]{0,6}\.|of\s[A-Z])")


def _going_on(match: re.Match[str], manner: Manner) -> Said:
    # "the admin. building", "its mgr., Ida Moss,"
    short = match["short"]
    said = SHORTENED[short.lower()]
    if not manner.british:
        said = BRITISH.get(said, said)
    elif said == "center":
        said = "centre"
    return said.capitalize() if short[0].isupper() else said


def _vowelless(match: re.Match[str], manner: Manner) -> Said:
    # £289 rtn, Rs 10/txn, the mgr says
    said = VOWELLESS[match["short"]]
    return "centre" if said == "center" and manner.british else said


def _named(match: re.Match[str], manner: Manner) -> Said:
    said = _in_a_row(match, manner) if match["short"] in NAMED else None
    if said is None and match["on"] and match["short"].lower() in SHORTENED:
        return _going_on(match, manner)
    return said


def _in_a_row(match: re.Match[str], manner: Manner) -> Said:
    del manner
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 12) : start]
    if ROW_AFTER.match(text, end, end + 12):
        return NAMED[match["short"]]
    return stopped(match, NAMED[match["short"]]) if ROW_BEFORE.search(before) else None


GOING_ON = r"\.(?=,?\s\(?[a-z0-9$£€]|[,;:)])"
"""A stop after which the sentence goes on in small letters, with a figure or another mark."""
LOWER_RULES = (
    Rule(
        "unit",
        compile_late(r"mm\s?Hg(?!\w)"),
        lambda _m, manner: f"{'millimetres' if manner.british else 'millimeters'} of mercury",
    ),
    Rule(
        "word",
        compile_late(rf"(?P<short>{alternatives(SHORTENED)}){GOING_ON}"),
        _going_on,
    ),
    Rule(
        "word",
        compile_late(rf"(?P<short>{alternatives(VOWELLESS)})(?:{GOING_ON}|(?![\w'’-]|\.\w))"),
        _vowelless,
    ),
)
WORD_RULES = (
    Rule(
        "word",
        compile_late(
            rf"(?P<short>{alternatives({*map(str.capitalize, SHORTENED), *NAMED})})(?:(?P<on>{GOING_ON})|\.)"
        ),
        _named,
    ),
)
