"""Tells of a date that is no day of publication because it has not come yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from audiobrief.cleaner.metadata.datelines import PUBLISHED_KEYS, PUBLISHED_METAS
from audiobrief.cleaner.metadata.dates import ISO
from audiobrief.cleaner.metadata.landmarks import Landmarks
from audiobrief.cleaner.metadata.structured import Structured, text_of
from audiobrief.cleaner.tree import Tree


def find_future_date(tree: Tree, structured: Structured, marks: Landmarks) -> date | None:
    """The first day in the page's data or its own time elements that is after tomorrow.

    A publisher to the east may already be a day ahead, so `parse_date` believes tomorrow.
    """
    latest = (datetime.now(UTC) + timedelta(days=1)).date()
    return next(
        (
            day
            for text in _written(tree, structured, marks)
            if (day := _day(text)) and day > latest
        ),
        None,
    )


def _written(tree: Tree, structured: Structured, marks: Landmarks) -> Iterator[str]:
    for key in PUBLISHED_KEYS:
        for node in (*structured.articles, *structured.pages):
            yield text_of(node.get(key))
    yield from map(structured.first, PUBLISHED_METAS)
    for tag in tree.by_name.get("time", ()):
        if not marks.is_foreign(tag):
            yield str(tag.attrs.get("datetime", ""))


def _day(text: str) -> date | None:
    match = ISO.search(text)
    try:
        return match and date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
