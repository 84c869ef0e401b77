"""The date line, as a newsreader gives it."""

from __future__ import annotations

from datetime import datetime

from audiobrief.segmenter.english import wording as english
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.english.rules import manner


def date_line(published: datetime, style: ScriptStyle, language: str) -> str:
    """The date line: "Published Friday, the seventeenth of December, 2021."; or empty.

    The day is the one of `published`'s own time zone: the newsroom's.
    """
    british = "_british" if manner(language).british else ""
    date = style.words(
        f"date{british}",
        language,
        weekday=english.WEEKDAYS[published.weekday()],
        day=english.DAYS[published.day - 1],
        month=english.MONTHS[published.month - 1],
        year=str(published.year),
    )
    return style.words(f"published{british}", language, date=date)
