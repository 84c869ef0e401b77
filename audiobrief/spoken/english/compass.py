"""Reads points of the compass in addresses, on roads, of winds and of constituencies."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.cut_short import stopped
from audiobrief.spoken.reading import Manner, Rule, Said

COMPASS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest", "SE": "Southeast",
    "SW": "Southwest", "NNE": "North Northeast", "ENE": "East Northeast", "ESE": "East Southeast", "SSE": "South Southeast",
    "NB": "Northbound", "SB": "Southbound", "EB": "Eastbound", "WB": "Westbound",
    "SSW": "South Southwest", "WSW": "West Southwest", "WNW": "West Northwest", "NNW": "North Northwest",
}  # fmt: skip


FAR = compile_late(r"(?<![A-Za-z])(?:mi\.?|miles?|kms?|kilomet\w+|nm|yards|blocks?)\s\Z")


WEATHER = compile_late(r"\s(?:winds?|gales?|swells?|breezes?|gusts?)\b")


WINDS = compile_late(
    r"\b(?i:winds?|gusts?|swell|moving|moves|veering|backing|becoming|headed|heading|drifting|tracking|blowing)\s(?:from\s(?:the\s)?)?\Z"
)
"""FAR, WEATHER and WINDS: what stands beside a point of the compass."""


def _compass(match: re.Match[str], manner: Manner) -> Said:
    # 317 S. 3rd St.: only after a house number or a preposition
    del manner
    if not re.search(
        r"(?:\A|[0-9;:(,]\s|\b(?:of|on|at|and|to|near|from|in|along|down)\s|[0-9]\s|\()\Z",
        match.string[max(0, match.start() - 6) : match.start()],
    ):
        return None
    return COMPASS[match["point"].replace(".", "")] + " "


def _bound(match: re.Match[str], manner: Manner) -> Said:
    # I-5 S at Exit 163, I-80 WB near the river
    del manner
    before = match.string[max(0, match.start() - 16) : match.start()]
    point = match["point"].replace(".", "")
    beside = ON_ROAD.search(before) or AFTER_STREET.search(before)
    further = match.string[max(0, match.start() - 40) : match.start()]
    seat = SEAT_BEFORE.search(further)
    if not beside and not (seat and (len(point) > 1 or "," in seat[0])):
        return None
    said = COMPASS[point].lower()
    if match.string.startswith(".", match.end()) and "." not in match["point"]:
        return None
    return stopped(match, said) if "." in match["point"] else said


SEAT_BEFORE = compile_late(
    r"\b(?:for|in|MP,|Lab,|Con,|LD,|Ind,|Ref,|SNP,|Labour,|Conservative,|Green,)\s(?:[A-Z][\w'’.-]*\s){1,3}\Z"
)
"""Before a point of the compass that is part of a constituency's name: "MP for St Ann NE"."""


ON_ROAD = compile_late(
    r"\b(?:I|US|U\.S\.|SR|Hwy\.?|Highway|Route|Rte\.?|Interstate)[\s-][0-9]{1,3}\s\Z|\b[Tt]he\s4[0-9]{2}\s\Z|\b[AMQN][0-9]{1,3}\s\Z"
)


AFTER_STREET = compile_late(
    r"\b(?:St|Ave|Street|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Pl|Place|Ct|Court|Ln|Lane)\.?,?\s\Z"
)
"""A numbered road of America and a street, after which a letter is a direction."""


BLOWING = compile_late(r"\s[0-9]{1,3}(?:\s?[-–]\s?[0-9]{1,3})?\s?(?:knots|kts|km/h|kph|mph)\b")
"""After a point of the compass: how fast its wind is."""


def _direction(match: re.Match[str], manner: Manner) -> Said:
    # "12 mi. SW of Pell", "winds SW 10-15 mph", "SE gales"
    del manner
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 24) : start]
    if BLOWING.match(text, end):
        return COMPASS[match["point"].replace(".", "")].lower()
    far = text.startswith(" of", end) and FAR.search(before)
    blows = WEATHER.match(text, end) if not text.startswith(" of", end) else None
    if match[0].endswith(".") and text.startswith(" of the", end):
        return COMPASS[match["point"].replace(".", "")].lower()
    if not (far or blows or (not text.startswith(" of", end) and WINDS.search(before))):
        return None
    return COMPASS[match["point"].replace(".", "")].lower()


PLACED = compile_late(r"\b(?:in|across|throughout|into|of|to|from)\s\Z")
LANDS = r"(?:Korea|Koreans?|Africa|African|America|Carolina|Dakota|Ireland|Sudan|Darfur|Kivu|Macedonia|Ossetia|Waziristan|Wales|Yorkshire|Virginia|Timor|Bengal|Bank|Jerusalem|Germany|Cyprus|Sumatra|Java|Kalimantan|Kordofan|Sinai|Gaza|Goa|Delhi|Asia|Europe|Sea|Side|Shore|Coast|Island|Pacific|Australia|Sulawesi)"


def _land(match: re.Match[str], manner: Manner) -> Said:
    # N. Korea, in N. Darfur; elsewhere a letter with a stop begins a person's names
    del manner
    before = match.string[max(0, match.start() - 12) : match.start()]
    return COMPASS[match["point"]] if match["land"] or PLACED.search(before) else None


WORD_RULES = (
    Rule(
        "compass",
        compile_late(
            rf"(?P<point>[NSEW])\.(?=\s(?:(?P<land>{LANDS})\b|[A-Z][a-z]+\b(?!\s[A-Z])))"
        ),
        _land,
    ),
    Rule(
        "compass",
        compile_late(
            r"(?P<point>[NS]\.[EW]\.|N[EW]|S[EW]|[NSEW](?:\.(?=,|\s(?:on|in|at|near|and|is|was|between|from|to|past|before|after|exit|reopens?|closed)\b))?|[NSEW]B)(?=\s(?:(?:off-?|on-?)?ramps?|lanes?|traffic|at|near|past|between|after|before|and|in|is|was|on|from|to|exit|Exit)\b|[.,;)]|\s*\Z)"
        ),
        _bound,
    ),
    Rule(
        "compass",
        compile_late(
            r"(?P<point>N\.?[EW]|S\.?[EW]|[NSEW])\.?\s(?=(?:[A-Z0-9][\w'’-]*\s){1,3}(?i:st|ave|blvd|rd|dr|ln|ct|pl|pkwy|ter|cir|street|avenue|road|boulevard|drive|lane|court|place|parkway|terrace)\b|[0-9]{1,3}(?:st|nd|rd|th)\b)"
        ),
        _compass,
    ),
    Rule(
        "compass",
        compile_late(
            r"(?P<point>[NEWS]?N\.?[EW]|[EWS]?S\.?[EW]|NNW|[NSEW])\.?(?=\sof\s(?:[A-Z]|the\b|town\b|downtown\b|here\b)|\s(?:at\s)?[0-9]|\s(?:winds?|gales?|swells?|breezes?|gusts?)\b)"
        ),
        _direction,
    ),
)
