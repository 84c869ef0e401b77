"""Acronyms and codes: Italian says as a word what it can read, and spells the others (RAI)."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.capitals import can_be_read, is_shouted
from audiobrief.spoken.italian import numbers
from audiobrief.spoken.language import words
from audiobrief.spoken.reading import Manner, Rule, Said

SAID = {
    "CO2": "C O due", "CO₂": "C O due", "CGIL": "ci gi i elle", "UIL": "uil", "CISL": "cisl", "BCE": "B C E", "IA": "I A", "UE": "U E", "USA": "usa", "TG1": "ti gi uno",
    "FS": "effe esse", "PD": "pi di", "FDI": "effe di i", "M5S": "emme cinque esse", "DDL": "di di elle", "PM10": "pi emme dieci", "PNRR": "pi enne erre erre", "IRPEF": "irpef",
    "INPS": "inps", "ISTAT": "istat", "ASL": "asl", "TIR": "tir", "PIL": "pil", "IVA": "iva", "TAR": "tar", "RAI": "rai", "NATO": "nato", "ONU": "onu", "CSM": "ci esse emme",
    "ONG": "o enne gi", "FMI": "effe emme i", "UNESCO": "unesco", "INAIL": "inail", "ANSA": "ansa", "GDF": "gi di effe", "UDC": "u di ci", "PLR": "pi elle erre", "FFS": "effe effe esse",
}  # fmt: skip
SPELLED = words("UE IA UDC AIE EAU IAEA AI OMS")
NAMES = {
    "H": "acca",
    "J": "i lunga",
    "K": "kappa",
    "W": "doppia vu",
    "X": "ics",
    "Y": "ipsilon",
}
STARTS = words(
    "pl pr bl br tr dr cl cr gl gr fl fr ch gh gn sc sp st sv sm sn sb sd sf sl sq str spr scr qu"
)
ENDS = frozenset("aeiouslnrtcp")
_CAPS = r"[A-Z]"
FIXED = compile_late(
    rf"(?:{'|'.join(sorted(map(re.escape, SAID), key=len, reverse=True))})(?!\w)"
)
ACRONYM = compile_late(rf"(?P<letters>{_CAPS}{{2,6}})(?![\w&]|[’'-][A-Z]{{2}})")
CODE = compile_late(rf"(?P<letters>{_CAPS}{{1,3}})[-–]?(?P<number>\d{{1,4}})(?![\w]|[-–.,/]\d)")
GENERATION = compile_late(r"(?P<number>\d{1,2})(?P<letter>[GDK])(?![\w€$/])")
VARIANT = compile_late(r"(?P<word>[Cc]ovid|COVID)-(?P<number>\d{1,2})(?!\w)")
LEAST_WORD = 3


def spell(letters: str) -> str:
    """The letters by their names, which voices know for all but a few."""
    return " ".join(NAMES.get(each, each) for each in letters.upper() if each.isalpha())


def is_word(letters: str) -> bool:
    """Whether the letters can be read as an Italian word."""
    return len(letters) >= LEAST_WORD and can_be_read(letters.lower(), starts=STARTS, ends=ENDS)


def _say_fixed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return SAID[match[0]]


def _say_acronym(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letters = match["letters"]
    if is_shouted(match):
        return None
    return letters.lower() if letters not in SPELLED and is_word(letters) else spell(letters)


def _say_code(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letters = match["letters"]
    read = letters.lower() if is_word(letters) else spell(letters)
    return f"{read} {numbers.cardinal(int(match['number']))}"


def _say_generation(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.cardinal(int(match['number']))} {match['letter']}"


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{match['word'].capitalize()} {numbers.cardinal(int(match['number']))}"


RULES = (
    Rule("acronym", FIXED, _say_fixed),
    Rule("acronym", VARIANT, _say_variant),
    Rule("code", CODE, _say_code),
    Rule("acronym", ACRONYM, _say_acronym),
)
DIGIT_RULES = (Rule("code", GENERATION, _say_generation),)
