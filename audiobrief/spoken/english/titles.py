"""Titles, degrees and generations of people, and what companies and regiments are."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import alternatives, stopped
from audiobrief.spoken.reading import Manner, Rule, Said

TITLES = {
    # before a name
    "Mr": "Mister", "Mrs": "Misses", "Ms": "Miz", "Messrs": "Messers", "Mx": "Mix",
    "Mme": "Madame", "Mmes": "Mesdames", "Mlle": "Mademoiselle", "Mlles": "Mesdemoiselles",
    "Dr": "Doctor", "Drs": "Doctors", "Prof": "Professor", "Profs": "Professors",
    "Sgt": "Sergeant", "Lt": "Lieutenant", "Lieut": "Lieutenant", "Col": "Colonel", "Gen": "General",
    "Gens": "Generals", "Maj": "Major", "Capt": "Captain", "Cpt": "Captain", "Cpl": "Corporal", "Pvt": "Private",
    "Pfc": "Private First Class", "Spc": "Specialist", "Cmdr": "Commander", "Cdr": "Commander",
    "Comdr": "Commander", "Adm": "Admiral", "Brig": "Brigadier", "Ens": "Ensign", "Cdre": "Commodore",
    "Sen": "Senator", "Sens": "Senators", "Rep": "Representative", "Reps": "Representatives",
    "Gov": "Governor", "Govs": "Governors", "Pres": "President", "Amb": "Ambassador", "Sec": "Secretary",
    "Atty": "Attorney", "Del": "Delegate", "Dist": "District", "Rev": "Reverend", "Revd": "Reverend", "Revs": "Reverends", "Fr": "Father", "Frs": "Fathers", "Msgr": "Monsignor",
    "Hon": "Honorable", "Det": "Detective", "Insp": "Inspector", "Supt": "Superintendent", "Cllr": "Councillor", "Coun": "Councillor",
    "Ald": "Alderman", "Asst": "Assistant", "Assoc": "Associate", "Dep": "Deputy", "Supvr": "Supervisor",
    "Const": "Constable", "Sr": "Sister", "Br": "Brother",
    "Engr": "Engineer", "Adv": "Advocate", "Barr": "Barrister", "Smt": "Shrimati", "Gda": "Garda", "Bp": "Bishop", "Con": "Constable",
    "Ch": "Chief", "Ofc": "Officer", "Ofcr": "Officer", "Sgts": "Sergeants", "Dets": "Detectives", "Chmn": "Chairman", "Spkr": "Speaker", "Secy": "Secretary",
    "Prin": "Principal", "Treas": "Treasurer", "Commr": "Commissioner", "Comr": "Commissioner", "Cst": "Constable", "Pte": "Private", "Gnr": "Gunner", "Spr": "Sapper",
    "Bdr": "Bombardier", "Abp": "Archbishop", "Ven": "Venerable", "Mdm": "Madam", "Cde": "Comrade", "Alh": "Alhaji", "Arc": "Architect", "Pst": "Pastor", "Shri": "Shri",
    "Brgy": "Barangay", "Bgy": "Barangay", "Kum": "Kumari", "Addl": "Additional", "Jt": "Joint", "Asstt": "Assistant", "Snr": "Senior", "Jnr": "Junior", "Dir": "Director", "Dy": "Deputy",
    "Ret": "Retired",
    # written together
    "LCpl": "Lance Corporal", "SSgt": "Staff Sergeant", "MSgt": "Master Sergeant", "TSgt": "Technical Sergeant", "GySgt": "Gunnery Sergeant", "SgtMaj": "Sergeant Major", "CSgt": "Colour Sergeant",
    "LtCol": "Lieutenant Colonel", "LtGen": "Lieutenant General", "MajGen": "Major General", "BrigGen": "Brigadier General", "RAdm": "Rear Admiral", "VAdm": "Vice Admiral",
    "DSgt": "Detective Sergeant", "DInsp": "Detective Inspector", "DCInsp": "Detective Chief Inspector", "DSupt": "Detective Superintendent", "DCSupt": "Detective Chief Superintendent", "LtCdr": "Lieutenant Commander",
}  # fmt: skip
BARE_TITLES = """
    Mr Mrs Ms Mx Mme Mmes Mlle Mlles Dr Drs Prof Sgt Lt Lieut Capt Cpl Cmdr Cdr Revd Messrs Supt Insp Cllr Msgr Col Maj Gen Rev Brig Adv Engr Smt Gda
    Atty Ald Sen Sens Gov Govs Adm Profs Sgts Const Cst Pte Gnr Spr Cdre Abp Mdm Cde Alh Brgy Hon Dy Addl Jt Asstt Secy Fr Frs
    LCpl SSgt MSgt TSgt GySgt SgtMaj CSgt LtCol LtGen MajGen BrigGen RAdm VAdm DSgt DInsp DCInsp DSupt DCSupt LtCdr
""".split()
"""Titles that are recognised without their stop, since British papers print none."""
DEGREES = {"Ph.D": "P H D", "Ph.Ds": "P H D's", "Ph.D.s": "P H D's", "PhD": "P H D", "PhDs": "P H D's", "D.Phil": "D Phil", "DPhil": "D Phil",
           "B.Sc": "B S C", "BSc": "B S C", "M.Sc": "M S C", "MSc": "M S C", "Ed.D": "E D D", "Pharm.D": "Pharm D",
           "M.Phil": "M Phil", "LL.B": "L L B", "LL.D": "L L D", "LL.M": "L L M", "Bt": "Baronet", "Psy.D": "P S Y D", "D.Sc": "D S C", "Esq": "Esquire"}  # fmt: skip
GENERATIONS = {"Jr": "Junior", "Sr": "Senior", "Snr": "Senior", "Jnr": "Junior"}
COMPANIES = {"Co": "Company", "Cos": "Companies", "Corp": "Corporation", "Inc": "Incorporated", "Ltd": "Limited",
             "Bros": "Brothers", "Assn": "Association", "Dept": "Department", "Univ": "University", "Intl": "International",
             "Mfg": "Manufacturing", "Natl": "National", "Govt": "Government", "Hosp": "Hospital", "Inst": "Institute",
             "Pty": "Proprietary", "Utd": "United", "Pvt": "Private", "Grp": "Group", "Hldgs": "Holdings", "Mgmt": "Management", "Svcs": "Services",
             "Fdn": "Foundation", "Elem": "Elementary", "Twp": "Township", "Ctr": "Center", "Comm": "Commission", "Conf": "Conference",
             "Rlwy": "Railway", "Rly": "Railway", "Regd": "Registered", "Gvt": "Government", "Soc": "Society", "Acad": "Academy"}  # fmt: skip
BARE_COMPANIES = frozenset(
    "Gvt Regd Utd Pvt Ltd Bros Assn Govt Intl Natl Hldgs Mgmt Rly".split()
)
"""The companies' abbreviations that are read without their stop, too: none of them is a word."""
REGIMENTS = {"Bn": "battalion", "Bde": "brigade", "Regt": "regiment", "Sqn": "squadron", "Coy": "company", "Bty": "battery", "Cdo": "commando", "Div": "division",
             "Inf": "infantry", "Abn": "airborne", "Armd": "armoured", "Cav": "cavalry", "Arty": "artillery", "Dist": "district", "Cir": "circuit"}  # fmt: skip
"""Parts of an army, of a state and of its courts, after their number or their name."""


def _title(match: re.Match[str], manner: Manner) -> Said:
    short = match["title"]
    before = match.string[max(0, match.start() - 3) : match.start()]
    if short == "Del" and before[1:] == ", " and before[:1].isalpha():
        return None  # "Dover, Del. Police"
    return "Honourable" if short == "Hon" and manner.british else TITLES[short]


def _titled(match: re.Match[str], manner: Manner) -> Said:
    # "the Lt. Col. served", "the Gov. said": an office without a name
    del manner
    return stopped(match, TITLES[match["title"]])


def say_lower_title(match: re.Match[str], manner: Manner) -> Said:
    """A title without its capital: "dr. Moss"."""
    del manner
    return TITLES[match["title"].title()].lower()


def _company(match: re.Match[str], manner: Manner) -> Said:
    said = COMPANIES[match["short"] or match["bare"]]
    return stopped(match, "Centre" if said == "Center" and manner.british else said)


LISTED = compile_late(rf"\s(?:{alternatives(REGIMENTS)})(?!\w)")
"""After "Inf.": another part of an army, before which no sentence ends."""


def _regiment(match: re.Match[str], manner: Manner) -> Said:
    # 2nd Bn., 40 Cdo, the Orrel Regt
    before = match.string[max(0, match.start() - 24) : match.start()]
    numbered = re.search(r"[0-9](?:st|nd|rd|th)?\s(?:\([A-Z]{1,3}\)\s)?\Z", before)
    named = match["short"] in {"Regt", "Bde", "Bn", "Inf"} and re.search(
        r"(?<![\w’'-])(?>[\w’'-]*?[A-Z])[\w’'-]++\s\Z", before
    )
    listed = re.search(
        rf"[0-9](?:st|nd|rd|th)\s(?:{'|'.join(REGIMENTS)}|[A-Z][a-z]{{1,5}})\.?\s\Z", before
    )
    if not (numbered or named or listed):
        return None
    said = REGIMENTS[match["short"]]
    if LISTED.match(match.string, match.end()):
        return said
    return stopped(match, said.replace("our", "or") if not manner.british else said)


def _generation(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return stopped(match, GENERATIONS[match["short"]])


def _degree(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return stopped(match, DEGREES[match["short"]])


WORD_RULES = (
    Rule("degree", compile_late(rf"(?P<short>{alternatives(DEGREES)})\.?(?!\w)"), _degree),
    Rule(
        "title",
        compile_late(
            rf"(?<![a-zA-Z]\.)(?P<title>{alternatives(TITLES)})\.(?=\s?[A-Z“\"'‘(]|\)\s[A-Z]|\s(?:and|&)\s(?:Mrs|Ms|Dr)\b|-elect\b|\s[0-9]{{1,2}}(?:st|nd|rd)\b)(?!\s(?:The|He|She|It|They|But|And|In)\b)"
        ),
        _title,
    ),
    Rule(
        "title",
        compile_late(
            rf"(?!Gen\s(?:[XYZ]|Alpha|Beta|Xers?|Zers?|Zs?)\b)(?P<title>{alternatives(BARE_TITLES)})(?=\s(?:[A-Z]|\(re?t?d?\)|\((?:Mrs?|Ms|Miss|Dr|Engr)\.?\)|(?:and|&)\s(?:Mrs|Ms|Dr)\b))"
        ),
        _title,
    ),
    Rule(
        "title",
        compile_late(
            r"(?:(?<=\bLt\. )|(?<=\bLt )|(?<=\bMaj\. )|(?<=\bBrig\. )|(?<=\b[Tt]he ))(?P<title>Col|Gen|Cmdr|Gov|Sgt|Lt|Capt|Sen|Rep|Rev|Supt|Insp)\.(?=\s[a-z]|[,;])"
        ),
        _titled,
    ),
    Rule("title", compile_late(r"Sec\.[-\s]Gen\.(?!\w)"), lambda _m, _: "Secretary-General"),
    Rule(
        "generation",
        compile_late(rf"(?P<short>{alternatives(GENERATIONS)})(?:\.|(?=[\s,’'\"]|$))"),
        _generation,
    ),
    Rule(
        "company",
        compile_late(
            rf"(?P<short>{alternatives(COMPANIES)})\.|(?P<bare>{alternatives(BARE_COMPANIES)})(?![\w’'])"
        ),
        _company,
    ),
    Rule(
        "regiment",
        compile_late(rf"(?P<short>{alternatives(REGIMENTS)})(?:\.|(?![\w’'-]))"),
        _regiment,
    ),
)
