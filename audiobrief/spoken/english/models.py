"""Reads names that hold numbers: F-16, Boeing 737, Section 66A, flight MH370, H1N1, Uranium-235."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.acronyms import spell
from audiobrief.spoken.english.figures import cardinal, pairs, plural, spell_digits, year
from audiobrief.spoken.english.sayable import is_word
from audiobrief.spoken.reading import Manner, Part, Rule, Said

NUMBERED = (
    # after these a number of three or four digits is said in pairs, as an address is
    r"Airbus|Embraer|Cessna|Piper|Beechcraft|Bell|Dash|Peugeot|Porsche|Route|Flight|Highway|Interstate|Area|Room|Bus|Channel|Studio|Form|Rule|Suite|Apartment|Unit"
    r"|Gate|Lot|Court|Resolution|Exit|Order|Runway|Train|Bill|Directive|Squadron|Pier|Locker|Local|SR|FM|CR|H\.R\.|H\.B\.|S\.B\.|HR|HB|SB|AB|RA|NH|U\.S\.|US"
)
DESIGNATED = compile_late(
    r"(?i:\b(?:u/s|r/w|sections?|secs?|articles?|arts?|stages?|class(?:es)?|papers?|exits?|gates?|rooms?|apartments?|apt|flats?|suites?|ste|bldgs?|rms?|fl|units?|blocks?"
    r"|wards?|forms?|phases?|parts?|tiers?|levels?|groups?|routes?|rte|highways?|platforms?|terminals?|rows?|seats?|clauses?|rules?|schedules?"
    r"|chapters?|pages?|figures?|tables?|plots?|lots?|bays?|piers?|divisions?|types?|models?|years?|grades?|numbers?|nos?\.?|annex|cl\.?|regs?\.?|appendix"
    r"|category|pads?|launch|bus(?:es)?|stops?|berths?|beds?|cells?|booths?|stages?|spaces?|docks?|stands?|tracks?|lanes?|courts?|suites?|doors?|highway|sites?|camps?|lines?|lockers?|boxes|carriages?|coach|stalls?|precincts?|visas?|sectors?|titles?|amendments?|interstate|building|hangar|studio|ring|pod|district|zone|regulations?|sub-?sections?))\.?\s"
    r"(?:[0-9]{1,4}[A-Za-z]?(?:\([0-9a-z]{1,3}\))?(?:,|,?\s(?:and|or|to)|\s?[-–/&])\s?){0,6}\Z"
)
"""What stands before a number whose letter is part of it, also in a row of several: "Sections
302 and 120B". Elsewhere B, M and K after a number are magnitudes."""
AIR = compile_late(
    r"\b(?:[Ff]lights?|planes?|jets?|aircraft|airliners?|airlines?|airways|passengers|crash(?:ed|es)?|disaster|cockpit|runway|landed)\b"
)
"""Words of aviation: near them two letters and a number are a flight."""
REACH = 60
JETS = {"777": "triple seven"}
"""Boeings that Americans do not say in pairs."""


def _model_number(figures: str) -> str:
    if len(figures) > 1 and figures[0] == "0":
        return spell_digits(figures)
    return pairs(figures)


def _is_flight(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    return AIR.search(text, max(0, start - REACH), min(len(text), end + REACH)) is not None


def _lettered(match: re.Match[str], manner: Manner) -> Said:
    # F-16s, A320neo, B-52, M25, AR-15, MI5, G7, RB-3, MH370
    letters, figures = match["letters"], match["n"]
    said = _model_number(figures)
    if manner.british and len(letters) == 2 and len(figures) == 3 and _is_flight(match):
        said = spell_digits(figures)
    if match["part"]:
        said += f" point {spell_digits(match['part'])}"
    if match["plural"]:
        said = plural(said)
    if match["variant"]:
        letters_after = match["variant"].removesuffix("s")
        said += f" {spell(letters_after) if letters_after.isupper() else letters_after}"
        said += ("'s" if letters_after.isupper() else "s") if match["more"] else ""
    word = len(letters) > 1 and is_word(letters)
    spoken = spell(letters) if "É" in letters else letters
    # a lone A is an article to a voice, unless a hyphen joins it
    joint = "-" if match["dash"] or letters == "A" else " "
    return (
        Part(match.start("n"), (letters.title() if word else spoken) + joint),
        Part(match.end(), said),
    )


def _mixed(match: re.Match[str], manner: Manner) -> Said:
    # H1N1, B2A23C, PM2.5: alternating letters and numbers
    del manner
    runs = re.findall(r"[0-9]+|[A-Za-z]+|\.", match[0])
    named = {".": "point", "A": "A."}
    words = [_model_number(run) if run.isdigit() else named.get(run, run) for run in runs]
    return " ".join(words)


def _variant(match: re.Match[str], manner: Manner) -> Said:
    # B.1.1.7 "B one one seven", BA.2.86 "B A two point eight six": lineages of viruses
    del manner
    letters, *groups = match[0].split(".")
    lead = spell(letters) if len(letters) > 1 else letters
    if len(letters) > 1 and len(groups) == 2:
        return f"{lead} {cardinal(groups[0])} point {spell_digits(groups[1])}"
    return " ".join([lead, *(cardinal(group) for group in groups)])


def _jet(match: re.Match[str], manner: Manner) -> Said:
    # Boeing 737, the 787-9, a 777-300ER
    said = spell_digits(match["n"])
    if not manner.british:
        said = JETS.get(match["n"]) or pairs(match["n"])
    if match["plural"]:
        said = plural(said)
    if match["variant"]:
        number = _model_number(match["variant"])
        said += f" {plural(number) if match['many'] else number}"
    if match["letters"]:
        said += f" {spell(match['letters'])}"
    if match["what"]:
        return (
            Part(match.start("n"), match["what"] + match["gap"]),
            Part(match.end(), said),
        )
    return said


def _called_number(match: re.Match[str], manner: Manner) -> Said:
    # Flight 370, Highway 101, Form 1099
    del manner
    said = _model_number(match["n"])
    if match["plural"]:
        said = plural(said)
    if match["letter"]:
        said += f" {match['letter']}"
    return (Part(match.start("n"), match["what"] + match["gap"]), Part(match.end(), said))


def _bill(match: re.Match[str], manner: Manner) -> Said:
    # S.1012, of the American Senate
    if manner.british:
        return None
    return f"{spell(match['what'].replace('.', ''))} {_model_number(match['n'])}"


def _isotope(match: re.Match[str], manner: Manner) -> Said:
    # Uranium-235, Blink-182
    del manner
    return (
        Part(match.start("n"), match["what"] + "-"),
        Part(match.end(), _model_number(match["n"])),
    )


def _designated(match: re.Match[str], manner: Manner) -> Said:
    # Section 66A, stage 3B, Exit 12B
    before = match.string[max(0, match.start() - REACH) : match.start()]
    if not DESIGNATED.search(before):
        return None
    figures, letter = match["n"], match["letter"]
    number = pairs(figures) if len(figures) > 2 else cardinal(figures, british=manner.british)
    return f"{number} {letter if letter != 'A' else 'A.'}"


def _in_a_code(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letter = match["letter"] if match["letter"] != "A" else "A."
    return f"{pairs(match['n']) if len(match['n']) > 2 else cardinal(match['n'])} {letter}"


def _in_a_row(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letter = match["letter"] or match["letter2"]
    return f"{cardinal(match['n'] or match['n2'])} {letter if letter != 'A' else 'A.'}"


def _block(match: re.Match[str], manner: Manner) -> Said:
    # the 3200 block of E. Pell Dr.
    del manner
    return pairs(match["n"])


def _grades(match: re.Match[str], manner: Manner) -> Said:
    # A*, A*AB, A*s: marks of British schools
    del manner
    said = [
        f"{'A.' if letter == 'A' else letter}{' star' if star else ''}"
        for letter, star in re.findall(r"([A-E])(\*?)", match[0].partition("-")[0])
    ]
    return ", ".join(said) + match["s"] + (f" to {match['last']}" if match["last"] else "")


_JET = r"(?P<n>7[0-8]7)(?P<plural>s?)(?:-(?P<variant>[1-9]00|10|[1-9])(?P<letters>ER|LR|SP|F)?(?P<many>s?))?"


def _case(match: re.Match[str], manner: Manner) -> Said:
    # No. 23-1187, Case 21-455: the year of a case and its number in it
    before = match.string[max(0, match.start() - 16) : match.start()]
    if not CASE.search(before) or (len(match["b"]) == 2 and MANY.search(before)):
        return None
    return f"{cardinal(match['a'], british=manner.british)} {_model_number(match['b'])}"


def _code(match: re.Match[str], manner: Manner) -> Said:
    # CVE-2024-3094
    return f"{year(match['a'], british=manner.british)} {spell_digits(match['b'])}"


MANY = compile_late(r"\bNos\.?\s\Z")
"""Before "15-17", which are numbers from one to another and no case."""
CASE = compile_late(
    r"\b(?:Nos?\.?|Case|Docket|Bill|Ordinance|Resolution|File|Cause)\s(?:No\.\s)?\Z|\b(?:case|docket)\s(?:number\s)?(?:is|was)\s(?:No\.\s)?\Z"
)


def _freeway(match: re.Match[str], manner: Manner) -> Said:
    # "the 401" of Ontario, "the 405" of California
    named = match[0][0] == "4" if manner.region == "CA" else match[0] != "401"
    return pairs(match[0]) if named and manner.region in {"CA", "US"} else None


def _token(match: re.Match[str], manner: Manner) -> Said:
    # HbA1c, IgG4, Kv1a: a name of letters and figures that no other rule knows
    del manner
    said: list[str] = []
    for run in re.findall(r"[0-9]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+", match[0]):
        if run.isdigit():
            said.append(_model_number(run))
        elif run.isupper() or len(run) < LEAST_WORD:
            said.append(spell(run.upper()))
        else:
            said.append(run)
    return " ".join(said)


LEAST_WORD = 3
"""Letters of a part that is said as a word where figures stand beside it."""
TOKEN = Rule(
    "mixed",
    compile_late(
        r"(?=[A-Za-z]{1,12}[0-9])(?:[A-Za-z]{1,12}[0-9]{1,4}){1,4}[A-Za-z]{0,12}(?!\w|[.,][0-9])"
    ),
    _token,
)
"""Comes after all other rules for capitals."""


def _runway(match: re.Match[str], manner: Manner) -> Said:
    # Runway 06/24, runway 09L: by the figures of its bearing, as a tower names it
    del manner
    if not ON_RUNWAY.search(match.string, max(0, match.start() - 10), match.start()):
        return None
    ends = re.findall(r"([0-9]{2})([LRC]?)", match[0])
    return " ".join(f"{spell_digits(n)} {SIDES.get(side, '')}".strip() for n, side in ends)


def _catalogued(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if not CATALOGUED.search(match.string, max(0, match.start() - 48), match.start()):
        return None
    return f"{pairs(match['a'])}, {pairs(match['b'])}"


CATALOGUED = compile_late(
    r"\b(?:catalogu?ed|specimen|fossil|listed|labelled|labeled|numbered|registered|accession|designated|known)\b(?:\s(?:as|number|no\.?))?\s[A-Z]{2,4}\s\Z"
)
"""Before the letters of a museum and the number of what it keeps."""
ON_RUNWAY = compile_late(r"\b[Rr]unways?\s\Z")
SIDES = {"L": "left", "R": "right", "C": "center"}
DIGIT_RULES = (
    # a Dash 8-400
    Rule(
        "model",
        compile_late(r"(?<=\bDash )8-(?P<n>[1-4]00)(?P<s>s?)(?![\w-])"),
        lambda match, _: (
            f"eight {plural(pairs(match['n'])) if match['s'] else pairs(match['n'])}"
        ),
    ),
    # 1-64 Armor: a battalion and its regiment
    Rule(
        "regiment",
        compile_late(
            r"(?P<a>[1-9])-(?P<b>[1-9][0-9]{0,2})(?=\s(?:Armor|Infantry|Cavalry|Field\sArtillery|Aviation|Airborne|Marines|Air\sDefense)\b)"
        ),
        lambda match, _: f"{cardinal(match['a'])} {pairs(match['b'])}",
    ),
    # a fossil catalogued as UW 105-1142
    Rule(
        "model",
        compile_late(
            r"(?<=[A-Z] )(?P<a>[1-9][0-9]{0,3})-(?P<b>[1-9][0-9]{1,4})(?![\w-]|[.,][0-9])"
        ),
        _catalogued,
    ),
    # an ATR 72-600
    Rule(
        "model",
        compile_late(r"(?<=\bATR )(?P<n>42|72)-(?P<last>[2-6]00)(?![\w-])"),
        lambda match, _: f"{cardinal(match['n'])} {pairs(match['last'])}",
    ),
    Rule(
        "runway",
        compile_late(
            r"(?:0[1-9]|[12][0-9]|3[0-6])[LRC]?(?:/(?:0[1-9]|[12][0-9]|3[0-6])[LRC]?)?(?![\w/])(?:(?<=0[1-9])|(?<=0[1-9][LRC])|(?<=/[0-9]{2})|(?<=/[0-9]{2}[LRC]))"
        ),
        _runway,
    ),
    Rule(
        "model",
        compile_late(
            r"(?<=\b[Tt]he )(?:4[0-9]{2}|1(?:01|05|10|18|34|70)|2(?:10|15|80)|[68]05|680|710|880)(?![\w-]|[.,][0-9]|\s[a-z]+s\b|\s(?:people|men|women))"
        ),
        _freeway,
    ),
    Rule(
        "case", compile_late(r"(?P<a>[0-9]{2})[-–](?P<b>[0-9]{2,5})(?![\w-]|[.,][0-9])"), _case
    ),
    Rule(
        "code", compile_late(r"(?<=[A-Z]-)(?P<a>20[0-9]{2})-(?P<b>[0-9]{3,6})(?![\w-])"), _code
    ),
    Rule(
        "model",
        compile_late(r"(?P<n>7[0-8]7)[xX](?!\w)"),
        lambda match, manner: (
            f"{spell_digits(match['n']) if manner.british else JETS.get(match['n']) or pairs(match['n'])} X"
        ),
    ),
    Rule(
        "model",
        compile_late(
            rf"(?P<what>)(?P<gap>){_JET}(?![\w-]|[.,][0-9])(?:(?<=-[0-9])|(?<=00)|(?<=00s)|(?<=[A-Z])|(?=\s(?:MAX|Max|Dreamliner|jets?|aircraft|airliners?|planes?|freighters?)\b))"
        ),
        _jet,
    ),
    Rule(
        "model",
        compile_late(r"(?P<n>[1-9][0-9]{0,3})(?P<letter>[A-Z])(?![\w-]|\.[0-9])"),
        _designated,
    ),
    Rule("block", compile_late(r"(?P<n>[1-9][0-9]{2,4})(?=[\s-]block\s(?:of|on)\b)"), _block),
    # 120B IPC, 66A BNS: a section of India's codes
    Rule(
        "model",
        compile_late(
            r"(?P<n>[1-9][0-9]{1,2})(?P<letter>[A-Z])(?=\s(?:of\s(?:the\s)?)?(?:IPC|BNSS?|CrPC|CPC|IT\sAct)\b)"
        ),
        _in_a_code,
    ),
    # groups 1A, 2B; Teams 3A, 3B and 3C: the letter of each is of a row
    Rule(
        "model",
        compile_late(
            r"(?P<n>[1-9][0-9]?)(?P<letter>[A-K])(?=(?:,|,?\s(?:and|or|&))\s(?:and\s)?[1-9][0-9]?[A-K](?![\w-]))"
            r"|(?:(?<=[0-9][A-K],\s)|(?<=[0-9][A-K]\sand\s)|(?<=[0-9][A-K],\sand\s)|(?<=[0-9][A-K]\sor\s)|(?<=[0-9][A-K]\s&\s))(?P<n2>[1-9][0-9]?)(?P<letter2>[A-K])(?![\w-]|\.[0-9])"
        ),
        _in_a_row,
    ),
    # the 4Ps, 5Ws and 3Rs
    Rule(
        "letters",
        compile_late(r"(?P<n>[2-9])(?P<letter>[B-Z])s(?!\w)"),
        lambda match, _: f"{cardinal(match['n'])} {match['letter']}'s",
    ),
    # 410 U.S. 113 (1973): a volume of a court's judgments, and its page
    Rule(
        "case",
        compile_late(
            r"(?P<a>[1-9][0-9]{0,2})\sU\.\s?S\.\s(?P<b>[1-9][0-9]{0,3})(?=,|\s\([12][0-9]{3}\))"
        ),
        lambda match, _: f"{pairs(match['a'])} U S {pairs(match['b'])}",
    ),
    # IndiGo's 6E-2124: the flights of an airline whose code has a figure
    Rule(
        "model",
        compile_late(r"(?P<n>[2-9])(?P<letter>[A-Z])-(?P<flight>[0-9]{3,4})(?![\w-])"),
        lambda match, _: (
            f"{cardinal(match['n'])} {match['letter']} {_model_number(match['flight'])}"
        ),
    ),
    # Rule 10b-5
    Rule(
        "model",
        compile_late(
            r"(?<=[a-z] )(?P<n>[1-9][0-9]?)(?P<letter>[a-h])-(?P<last>[1-9][0-9]?)(?![\w-])"
        ),
        lambda match, _: (
            f"{cardinal(match['n'])} {spell(match['letter'].upper())} {cardinal(match['last'])}"
        ),
    ),
    # NHS 111, Section 138 of India's acts
    Rule("model", compile_late(r"(?<=\bNHS )111(?!\w)"), lambda _match, _: "one one one"),
    Rule(
        "model",
        compile_late(
            r"(?:(?<=\b[Ss]ection )|(?<=\b[Ss]ec )|(?<=\b[Ss]ec\. )|(?<=\bu/s )|(?<=\b[Ss]ections ))(?P<n>[1-9][0-9]{2})(?![\w(]|[.,][0-9])"
        ),
        lambda match, manner: pairs(match["n"]) if manner.region in {"IN", "US"} else None,
    ),
    # 4WD, 2WD
    Rule(
        "model",
        compile_late(r"(?P<n>[24])(?:WD|wd|x4)(?P<s>s?)(?!\w)(?<!2x4)(?<!x4s)(?<!4x4)"),
        lambda match, _: f"{cardinal(match['n'])} wheel drive{match['s']}",
    ),
    # 7RAR, 2PPCLI: a regiment and its battalion
    Rule(
        "mixed",
        compile_late(
            r"(?P<n>[1-9][0-9]?)(?P<caps>(?!GHZ|MHZ|KHZ|KWH|MWH|GWH|KMH|KPH|MPH|MBPS|GBPS|YRS|HRS|MIN|EST|GMT|BST|ISH)[A-Z]{3,6})(?!\w)"
        ),
        lambda match, _: f"{cardinal(match['n'])} {spell(match['caps'])}",
    ),
)


def _verse(match: re.Match[str], manner: Manner) -> Said:
    # John 3:16, Psalm 23:1-6
    said = f"{cardinal(match['a'])} {cardinal(match['b'], british=manner.british)}"
    if match["c"]:
        said += f" to {cardinal(match['c'])}"
    return (Part(match.start("a"), match["book"] + " "), Part(match.end(), said))


BOOKS = (
    r"Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Ezra|Nehemiah|Esther|Job|Psalms?|Proverbs|Ecclesiastes|Isaiah"
    r"|Jeremiah|Ezekiel|Daniel|Hosea|Joel|Amos|Jonah|Micah|Malachi|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians|Colossians"
    r"|Thessalonians|Timothy|Titus|Hebrews|James|Peter|Jude|Revelation|Quran|Koran|Surah|Gita"
)
"""Books whose chapters and verses are parted by a colon."""
WORD_RULES = (
    # grades K-5: from kindergarten on
    Rule(
        "grades",
        compile_late(
            r"K[-–](?P<n>[1-8]|(?:(?<=[Gg]rades\sK[-–])(?:9|1[0-2])))(?![\w-]|[.,][0-9])"
        ),
        lambda match, manner: (
            f"K through {cardinal(match['n'])}"
            if manner.region in {"US", "CA", "PH", ""}
            else None
        ),
    ),
    Rule(
        "verse",
        compile_late(
            rf"(?P<book>{BOOKS})\s(?P<a>[0-9]{{1,3}}):(?P<b>[0-9]{{1,3}})(?:[-–](?P<c>[0-9]{{1,3}}))?(?![0-9:])"
        ),
        _verse,
    ),
    Rule(
        "grades",
        compile_late(
            r"(?=[A-E*]{0,6}\*)[A-E][A-E*]{1,6}(?P<s>s?)(?:-(?P<last>[A-G])(?!\w))?(?![\w*])"
        ),
        _grades,
    ),
    Rule(
        "model",
        compile_late(rf"(?P<what>Boeing(?:\s?['’]s)?)(?P<gap>\s){_JET}(?!\w|[.,][0-9])"),
        _jet,
    ),
    # A220-300
    Rule(
        "model",
        compile_late(r"A(?P<n>2[02]0|3[0-9]0|31[89]|321)-(?P<variant>[1-9]00|1000)(?![\w-])"),
        lambda match, _: f"A-{pairs(match['n'])} {_model_number(match['variant'])}",
    ),
    Rule(
        "variant",
        compile_late(
            r"(?:[A-Z]{1,3}(?:\.[0-9]{1,3}){2,4}|[A-Z]{2,3}\.[0-9]{1,2})(?![\w]|\.[0-9])"
        ),
        _variant,
    ),
    Rule(
        "model",
        compile_late(
            rf"(?P<what>Boeing|{NUMBERED})(?P<gap>\s)(?P<n>[1-9][0-9]{{2,3}})(?P<plural>s?)(?:-?(?P<letter>[A-Z]))?(?!\w|[.,][0-9])"
        ),
        _called_number,
    ),
    # S.1012, S. 5 and A.B.1234: bills
    Rule(
        "model",
        compile_late(
            r"(?P<what>S|[HSA]\.[BRJ])\.(?P<gap>\s?)(?P<n>[1-9][0-9]{0,3})(?P<plural>)(?P<letter>)(?![\w]|[.,][0-9])"
        ),
        _bill,
    ),
    Rule(
        "model",
        compile_late(r"(?P<what>[A-Z][a-z]{3,})-(?P<n>[1-9][0-9]{2})(?![\w-]|[.,][0-9])"),
        _isotope,
    ),
    Rule(
        "mixed",
        compile_late(
            r"(?=[A-Z]{1,4}[0-9]{1,4}:?[A-Z])[A-Z]{1,4}(?:[0-9]{1,4}[A-Z]{1,4}){1,4}[0-9]{0,4}(?!\w)|[A-Z][0-9]{1,3}:[A-Z][0-9]{1,2}(?!\w)"
        ),
        _mixed,
    ),
    # bills of a year: SB23-108
    Rule(
        "case",
        compile_late(r"(?P<letters>[HS]B|[HS]R|AB)\s?(?P<a>[0-9]{2})-(?P<b>[0-9]{2,4})(?!\w)"),
        lambda match, _: (
            f"{spell(match['letters'])} {cardinal(match['a'])} {_model_number(match['b'])}"
        ),
    ),
    Rule(
        "model",
        compile_late(
            r"(?P<letters>[A-Z]{1,5}|RTÉ)(?P<dash>[-‑]?)(?P<n>[0-9]{1,4})(?P<part>(?!))?(?P<plural>s?)(?:(?P<variant>neo|ceo|er|i|e|[A-Z]{1,3})(?P<more>s?))?(?![\w]|[-‑,][0-9]|\.[0-9]|[:%])"
        ),
        _lettered,
    ),
    Rule(
        "model",
        compile_late(
            r"(?P<letters>PM|MP|GPT-|iOS|HTTP/|USB|HDMI|LTE|M[wlLbs]?|V|v)(?P<dash>)(?P<n>[0-9]{1,2})\.(?P<part>[0-9]{1,2})(?P<plural>)(?P<variant>)(?P<more>)(?![\w]|\.[0-9])"
        ),
        _lettered,
    ),
)
