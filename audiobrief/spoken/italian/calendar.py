"""The names of days and months, and the short forms that newspapers print."""

from __future__ import annotations

WEEKDAYS = (
    "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
)  # fmt: skip
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
    "ottobre", "novembre", "dicembre",
)  # fmt: skip
OTHER_MONTHS = {
    # as printed, without a stop -> number
    "gen": 1, "genn": 1, "feb": 2, "febb": 2, "mar": 3, "apr": 4, "mag": 5, "magg": 5, "giu": 6, "lug": 7, "ago": 8, "set": 9,
    "sett": 9, "ott": 10, "nov": 11, "dic": 12,
}  # fmt: skip
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | OTHER_MONTHS
"""Name or short form of a month in lower case -> its number."""


def month_name(written: str) -> str:
    """The name of a month in full, from any form of it with or without a stop."""
    return MONTHS[NUMBERS[written.lower().rstrip(".")] - 1]


SHORT_DAYS = {
    "lun": "lunedì", "mar": "martedì", "mer": "mercoledì", "gio": "giovedì", "ven": "venerdì", "sab": "sabato", "dom": "domenica",
}  # fmt: skip
"""Short form of a day, without its stop -> the day."""
DAY_JOINS = {"a": "a", "al": "al", "-": "a", "–": "a", "e": "e"}
"""What stands between two days -> how it is said."""
