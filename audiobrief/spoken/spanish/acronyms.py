"""Acronyms and codes: which are said as words, and which by the names of their letters.

Fundéu and RTVE: an acronym that can be read is a word ("OTAN", "IVA"); others are spelled ("FMI").
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.capitals import can_be_read, is_shouted
from audiobrief.spoken.language import words
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import numbers
from audiobrief.spoken.spanish.letters import spell

SAID = {
    # as printed -> as said, where it is neither read as it is written nor spelled
    "PSOE": "pesoe", "IBEX": "íbex", "CSIC": "cesic", "CO2": "ce o dos", "CO₂": "ce o dos", "H1N1": "hache uno ene uno",
    "H5N1": "hache cinco ene uno", "I+D": "i más de", "I+D+i": "i más de más i", "I+D+I": "i más de más i", "IMSS": "ims",
    "ISSSTE": "iste", "PM2,5": "pe eme dos coma cinco", "PM2.5": "pe eme dos punto cinco", "PM10": "pe eme diez",
    "T-MEC": "te mec", "UNRWA": "unrua", "EUA": "Estados Unidos", "INAH": "ina", "ONGs": "o ene ges", "UPyD": "u pe i de",
    "PYME": "pyme", "PYMES": "pymes", "SNTE": "ese ene te e", "WhatsApp": "guasap", "N95": "ene noventa y cinco", "BRICS": "brics", "CDMX": "Ciudad de México",
}  # fmt: skip
OF_REGION = {"MX": {"EU": "Estados Unidos", "EUA": "Estados Unidos"}}
"""What an acronym stands for in one country alone."""
SPELLED = words(
    "UE OCDE OIT IA IU EAU UIF IES UAB IAE UP EH UIT OIE AUC UIA AIEA OIEA UCR UDP EPU AI IP IT TI UNE OTI ATE UTI EPI"
)
"""Acronyms that could be read but are spelled all the same."""
STARTS = words(
    "pl pr bl br tr dr cl cr gl gr fl fr ch ll rr gu qu ps"
)  # fmt: skip
"""Two consonants with which a syllable of Spanish may begin."""
FINALS = words("ns rs ls ds")
"""Two consonants with which an acronym that is a word may end."""
ENDS = frozenset("abcdefilmnoprstuxyz")
"""Letters with which one may end."""
_CAPS = r"[A-ZÑ]"
FIXED = compile_late(
    rf"(?:{'|'.join(sorted(map(re.escape, SAID), key=len, reverse=True))})(?!\w)"
)
ACRONYM = compile_late(rf"(?P<letters>{_CAPS}{{2,6}})(?![\w&]|[+’'-][A-Z])")
JOINED = compile_late(rf"(?P<letters>{_CAPS}{{1,2}}&{_CAPS}{{1,2}})(?!\w)")
CODE = compile_late(
    rf"(?P<letters>{_CAPS}{{1,3}})[-–]?(?P<number>\d{{1,4}})(?P<after>{_CAPS})?(?![\w]|[-–.,/]\d)"
)
ROAD = compile_late(r"(?P<letters>N)-(?=I{1,3}V?(?!\w))")
VARIANT = compile_late(
    r"(?:[Cc]ovid|COVID|Apolo|Agenda|Soyuz)(?P<join>-)(?P<number>\d{1,4})(?!\w)"
)
LEAST_WORD = 3


def is_word(letters: str) -> bool:
    """Whether the letters can be read as a Spanish word."""
    low = re.sub(r"y(?![aeiou])", "i", letters.lower())
    return can_be_read(low, starts=STARTS, finals=FINALS, ends=ENDS)


def _say_fixed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return SAID[match[0]]


def _say_acronym(match: re.Match[str], manner: Manner) -> Said:
    letters = match["letters"]
    said = OF_REGION.get(manner.region, {}).get(letters)
    if said:
        return said
    if is_shouted(match):
        return None
    if letters in SPELLED or not is_word(letters):
        return spell(letters, manner)
    # eSpeak NG spells what has three capitals
    return letters.lower() if len(letters) >= LEAST_WORD else None


def _say_joined(match: re.Match[str], manner: Manner) -> Said:
    return " y ".join(spell(part, manner) for part in match["letters"].split("&"))


def _say_code(match: re.Match[str], manner: Manner) -> Said:
    number = match["number"]
    said = numbers.digits(number) if number.startswith("0") else numbers.cardinal(int(number))
    after = spell(match["after"] or "", manner)
    return f"{spell(match['letters'], manner)} {said} {after}".rstrip()


def _say_road(match: re.Match[str], manner: Manner) -> Said:
    return f"{spell(match['letters'], manner)} "


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{match[0].partition('-')[0]} {numbers.cardinal(int(match['number']))}"


RULES = (
    Rule("acronym", FIXED, _say_fixed),
    Rule("acronym", VARIANT, _say_variant),
    Rule("code", ROAD, _say_road),
    Rule("code", CODE, _say_code),
    Rule("acronym", JOINED, _say_joined),
    Rule("acronym", ACRONYM, _say_acronym),
)
