"""The names of days and months, and the short forms that newspapers print."""

from __future__ import annotations

WEEKDAYS = (
    "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
)  # fmt: skip
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
OTHER_MONTHS = {
    # as printed, without a stop -> number; Austria says Jänner, and its newspapers Feber
    "Jänner": 1, "Feber": 2, "Jan": 1, "Jän": 1, "Feb": 2, "Mrz": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8,
    "Sept": 9, "Sep": 9, "Okt": 10, "Nov": 11, "Dez": 12,
}  # fmt: skip
AUSTRIAN = {"Jänner", "Feber"}
"""Names that are said as they are printed."""
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | OTHER_MONTHS
"""Name or short form of a month -> its number."""
