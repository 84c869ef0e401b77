"""Acronyms and codes: Portuguese says as a word what it can read, and spells the others (Globo, RTP)."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.capitals import can_be_read, is_shouted
from audiobrief.spoken.language import words
from audiobrief.spoken.portuguese import numbers
from audiobrief.spoken.reading import Manner, Rule, Said

SAID = {
    "CO2": "C O dois", "CO₂": "C O dois", "PM10": "P M dez", "UE": "U E", "IA": "I A", "INEM": "inem", "IPCA": "I P C A", "INSS": "I N S S", "FGTS": "F G T S", "ONG": "O N G", "IBGE": "I B G E",
    "USP": "uspe", "INE": "ine", "PIB": "pib", "TAP": "tap", "CEO": "C E O", "IVA": "iva", "SUS": "sus", "STF": "S T F", "OMS": "O M S", "ANVISA": "anvisa", "PSP": "P S P", "GNR": "G N R",
}  # fmt: skip
SPELLED = words("UE IA EUA OCDE IPO UTI IPTU IRS IRC OMS AR AI IT TI")
NAMES = {"W": "dábliu", "Y": "ípsilon"}
STARTS = words("pl pr bl br tr dr cl cr gl gr fl fr ch lh nh gu qu")
ENDS = frozenset("aeiouslrmnzp")
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
    """Whether the letters can be read as a Portuguese word."""
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
    letters = match["letters"]
    read = letters.lower() if is_word(letters) else spell(letters)
    return f"{read} {numbers.cardinal(int(match['number']), manner)}"


def _say_generation(match: re.Match[str], manner: Manner) -> Said:
    return f"{numbers.cardinal(int(match['number']), manner)} {match['letter']}"


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    return f"{match['word'].capitalize()} {numbers.cardinal(int(match['number']), manner)}"


RULES = (
    Rule("acronym", FIXED, _say_fixed),
    Rule("acronym", VARIANT, _say_variant),
    Rule("code", CODE, _say_code),
    Rule("acronym", ACRONYM, _say_acronym),
)
DIGIT_RULES = (Rule("code", GENERATION, _say_generation),)
