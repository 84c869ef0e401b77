"""The names of days and months, and the short forms that newspapers print."""

from __future__ import annotations

WEEKDAYS = (
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
)  # fmt: skip
MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
OTHER_MONTHS = {
    # as printed, without a stop -> number; Peru and Uruguay write "setiembre"
    "setiembre": 9, "ene": 1, "feb": 2, "febr": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8,
    "sep": 9, "sept": 9, "set": 9, "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
SAID_AS_PRINTED = frozenset({"setiembre"})
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | OTHER_MONTHS
"""Name or short form of a month in lower case -> its number."""


def month_name(written: str) -> str:
    """The name of a month in full, from any form of it with or without a stop."""
    low = written.lower().rstrip(".")
    return low if low in SAID_AS_PRINTED else MONTHS[NUMBERS[low] - 1]


SHORT_DAYS = {
    "lun": "lunes", "mar": "martes", "mié": "miércoles", "mier": "miércoles", "jue": "jueves", "vie": "viernes", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
}  # fmt: skip
"""Short form of a day, without its stop -> the day."""
DAY_JOINS = {"a": "a", "-": "a", "–": "a", "y": "y"}
"""What stands between two days -> how it is said."""
