"""The names of days and months, and the short forms that newspapers print."""

from __future__ import annotations

WEEKDAYS = (
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
)  # fmt: skip
MONTHS = (
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro",
)  # fmt: skip
OTHER_MONTHS = {
    # as printed, without a stop -> number
    "jan": 1, "fev": 2, "mar": 3, "abr": 4, "mai": 5, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10, "nov": 11, "dez": 12,
}  # fmt: skip
NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | OTHER_MONTHS
"""Name or short form of a month in lower case -> its number."""


def month_name(written: str) -> str:
    """The name of a month in full, from any form of it with or without a stop."""
    return MONTHS[NUMBERS[written.lower().rstrip(".")] - 1]


SHORT_DAYS = {
    "seg": "segunda", "ter": "terça", "qua": "quarta", "qui": "quinta", "sex": "sexta", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
}  # fmt: skip
"""Short form of a day, without its stop -> the day."""
DAY_JOINS = {"a": "a", "à": "à", "-": "a", "–": "a", "e": "e"}
"""What stands between two days -> how it is said."""
