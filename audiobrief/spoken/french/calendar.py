"""The names of days and months, and the short forms that newspapers print."""

from __future__ import annotations

WEEKDAYS = (
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
)  # fmt: skip
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
OTHER_MONTHS = {
    # as printed, without a stop -> number
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "fevr": 2, "fevrier": 2, "avr": 4, "juil": 7, "aout": 8, "sept": 9,
    "oct": 10, "nov": 11, "déc": 12, "dec": 12, "decembre": 12,
}  # fmt: skip
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | OTHER_MONTHS
"""Name or short form of a month in lower case -> its number."""


def month_name(written: str) -> str:
    """The name of a month in full, from any form of it with or without a stop."""
    return MONTHS[NUMBERS[written.lower().rstrip(".")] - 1]


SHORT_DAYS = {
    "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi", "sam": "samedi", "dim": "dimanche",
}  # fmt: skip
"""Short form of a day, without its stop -> the day."""
DAY_JOINS = {"au": "au", "-": "à", "–": "à", "à": "à", "et": "et"}
"""What stands between two days -> how it is said."""
