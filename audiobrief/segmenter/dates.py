"""The date line, worded as a newsreader says it."""

from __future__ import annotations

from datetime import datetime

from audiobrief.segmenter.regions import newsroom_time
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.languages import load_language


def date_line(published: datetime, style: ScriptStyle, language: str) -> str:
    """The date line: "Published Friday, December seventeenth, 2021."; or empty."""
    published = newsroom_time(published, language)
    calendar = load_language(language).calendar
    suffix = calendar.wording_suffix(language)
    if not calendar.months:
        return ""
    date = style.words(
        f"date{suffix}",
        language,
        weekday=calendar.weekdays[published.weekday()],
        day=calendar.days[published.day - 1],
        month=calendar.months[published.month - 1],
        year=calendar.year(published.year),
    )
    return style.words(f"published{suffix}", language, date=date)
