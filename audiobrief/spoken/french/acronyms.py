"""Acronyms and codes: which are said as words, and which by the names of their letters.

Radio France and the OQLF: an acronym that can be read and has four letters or more is mostly a word
("Unesco"), one of three is mostly spelled ("SNCF", "PIB"); usage decides, so tables hold the rest.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.capitals import can_be_read, is_shouted
from audiobrief.spoken.french import numbers
from audiobrief.spoken.french.letters import spell
from audiobrief.spoken.language import words
from audiobrief.spoken.reading import Manner, Rule, Said

SAID = {
    # as printed -> as said, where it is neither read as it is written nor spelled
    "CO2": "C O deux", "CO₂": "C O deux", "CEDEAO": "Cédéao", "CÉDÉAO": "Cédéao", "CEMAC": "Cémac", "MEDEF": "Médef",
    "Medef": "Médef", "UNEDIC": "Unédic", "CREDOC": "Crédoc", "SIDA": "sida", "H1N1": "H un N un", "H5N1": "H cinq N un",
    "PM2,5": "P M deux virgule cinq", "PM10": "P M dix", "Ehpad": "épade", "EHPAD": "épade", "EHPADs": "épades", "Ehpads": "épades",
    "ONG": "O N G", "BRICS": "brics", "UQAM": "ucame", "UQÀM": "ucame", "CIUSSS": "siousse", "CISSS": "sisse", "INSEE": "Insee",
    "CROUS": "crousse", "SDIS": "sdisse", "Sdis": "sdisse", "USS": "U S S", "CAC": "cac", "NUPES": "nupès", "Nupes": "nupès",
    "CESER": "césère", "CESE": "cèse", "INED": "ined", "CAQ": "cac", "MoDem": "modem", "UNRWA": "unroua", "LGBT+": "L G B T plus",
    "LGBTQ+": "L G B T Q plus", "LGBTQIA+": "L G B T Q I A plus", "R&D": "R et D", "N95": "N quatre-vingt-quinze",
    "HLM": "H L M", "SUV": "S U V", "RER": "R E R", "USA": "U S A", "EDF": "E D F", "MAIF": "maïf", "LICRA": "licra", "UGECAM": "ujécam",
}  # fmt: skip
READ = words(
    """
    CAF PAC ZAD DOM TOM RIB CAN RIC ZEP PAF ZAC LED FED ONU ENA INA UNI VAR RAM ROM PIN BIC NASA REM PACS RAID CNIL CRIF
    SMIC SMUR OFPRA ANSES ATSEM DREAL UNEF CHAN SLIP TAXE AREVA OTAN FAO FIV SAMU OFII IRA DRAC CRAN GAEC
    """
)
"""Acronyms that are words, though they have three letters or a beginning that is rare."""
SPELLED = words(
    """
    OCDE OSCE AIEA EHESS EPCI AESH ASSE OIAC AEFE IGPN IUFM OQLF AOC OPA UE IA EAU APHP EELV ETI PEE SAS
    AESN IAE ISAE OEA UA AU
    """
)
"""Acronyms that could be read but are spelled all the same."""
STARTS = words("pl pr bl br tr dr cl cr gl gr fl fr vr ch ph th qu gu sc sp st sm sn cn")
"""Consonants with which a word of French may begin."""
FINALS = words(
    "ns rs ls st ct nt nd rt rd rc rm ps cs ts ff ss ll nn sm lf rf sc nc nk sk ch ph th mp lm ms lp lc nf"
)
_CAPS = r"[A-ZÀÂÉÈÊÎÔÛÇ]"
FIXED = compile_late(
    rf"(?:{'|'.join(sorted(map(re.escape, SAID), key=len, reverse=True))})(?!\w)"
)
ACRONYM = compile_late(
    rf"(?P<letters>{_CAPS}{{2,7}})(?P<several>s)?(?![\w&]|[’'][A-Z]{{2}}|-[A-Z]{{5}})"
)
STOPPED = compile_late(r"(?P<letters>(?:[A-Z]\.){2,6}[A-Z]?(?!\w))")
JOINED = compile_late(rf"(?P<letters>{_CAPS}{{1,2}}&{_CAPS}{{1,2}})(?!\w)")
CODE = compile_late(
    rf"(?P<letters>{_CAPS}{{1,3}})[-–  ]?(?P<number>\d{{1,4}})(?P<after>{_CAPS}(?![A-Za-z]))?(?![\w]|[-–.,/]\d)"
)
VARIANT = compile_late(
    r"(?P<word>[Cc]ovid|COVID|Apollo|Soyouz|Agenda)-(?P<number>\d{1,4})(?!\w)"
)
GENERATION = compile_late(r"(?P<number>\d{1,2})(?P<letter>[DGKP]|HD|B|C|A)(?![\w€$/])")
"""A figure and a letter: "la 5G", "en 3D", "la 4K"."""
LEAST_WORD = 4
ENDS = frozenset("abcdefgiklmnoprstuxyz")
"""Letters with which an acronym that is a word may end."""
_NEVER_READ = compile_late(r"q(?!u)|\A(?!.*eau).*[aeiouy]{3}")


def is_word(letters: str) -> bool:
    """Whether the letters can be read as a French word, and are enough to be one."""
    low = letters.lower()
    if len(low) < LEAST_WORD or _NEVER_READ.search(low):
        return False
    return can_be_read(low, starts=STARTS, finals=FINALS, ends=ENDS, vowels="aeiouy")


def _say_fixed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return SAID[match[0]]


def _say_acronym(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letters = match["letters"]
    if is_shouted(match) and letters not in READ:
        return None
    if letters in READ or (letters not in SPELLED and is_word(letters)):
        return letters.lower()
    if any(each not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for each in letters):
        return letters.lower()  # "ÉTÉ": an accent makes a word
    return spell(letters)


def _say_stopped(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letters = match["letters"].replace(".", "")
    said = letters.lower() if letters in READ or is_word(letters) else spell(letters)
    over = not match.string[match.end() :].strip(' »”"’)')
    return f"{said}." if over and match["letters"].endswith(".") else said


def _say_joined(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return " et ".join(spell(part) for part in match["letters"].split("&"))


def _say_code(match: re.Match[str], manner: Manner) -> Said:
    number, letters = match["number"], match["letters"]
    if match[0][len(letters)] in "  " and letters not in {
        "A",
        "D",
        "RN",
        "N",
        "RD",
        "E",
        "CAC",
        "PK",
    }:
        return None
    said = (
        numbers.digits(number, manner)
        if number.startswith("0")
        else numbers.cardinal(int(number), manner)
    )
    read = (
        letters.lower()
        if letters in READ or is_word(letters) or letters == "CAC"
        else spell(letters)
    )
    return f"{read} {said} {spell(match['after'] or '')}".rstrip()


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    word = match["word"].capitalize() if match["word"].isupper() else match["word"]
    return f"{word} {numbers.cardinal(int(match['number']), manner)}"


def _say_generation(match: re.Match[str], manner: Manner) -> Said:
    return f"{numbers.cardinal(int(match['number']), manner)} {spell(match['letter'])}"


RULES = (
    Rule("acronym", FIXED, _say_fixed),
    Rule("acronym", VARIANT, _say_variant),
    Rule("code", CODE, _say_code),
    Rule("acronym", JOINED, _say_joined),
    Rule("acronym", STOPPED, _say_stopped),
    Rule("acronym", ACRONYM, _say_acronym),
)
DIGIT_RULES = (Rule("code", GENERATION, _say_generation),)
