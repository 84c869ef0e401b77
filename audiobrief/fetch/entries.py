"""The articles of a feed or of WordPress, as one type."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audiobrief.errors import ArticleDataError
from audiobrief.filed.article import ArticleData
from audiobrief.filed.reading import read_data
from audiobrief.model import Page


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article of a feed."""

    title: str
    """The title in one line; empty if the feed gives none."""
    url: str
    """The absolute address of the article's page; empty if the feed gives none."""
    identity: str
    """The entry's permanent id in the feed (guid, Atom id), else `url`, else `title`."""
    published: datetime | None
    """The time of publication, with a time zone; None if the feed gives none."""
    page: Page | None
    """The article if the feed has all of it; None if `url` must be fetched."""
    data: ArticleData = ArticleData()
    """What the feed says of the article, without its body. Its authors may be accounts."""
    own_text: Page | None = None
    """The text that the feed gives, if it may not be all of the article but stands by itself;
    None if there is none, or if `page` is set."""
    problem: str = ""
    """Why this part of the feed is no article, as a line for the user; its other fields are
    empty then. Empty if it is one."""


def no_entry(problem: str) -> FeedEntry:
    """What stands for a part of a feed that is no article, and why."""
    return FeedEntry("", "", "", None, None, problem=problem)


def lenient_data(values: Mapping[str, Any]) -> ArticleData:
    """The article in the values of a feed; a wrong value is left out, as if it were missing.

    Nobody wrote the feed for audiobrief, and its page may say it better.
    """
    kept = {}
    for key, value in values.items():
        with contextlib.suppress(ArticleDataError):
            read_data({key: value, **_around(key, values)}, "")
            kept[key] = value
    return read_data(kept, "").data


def _around(key: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a value needs to be judged: an image is relative to the article's address."""
    url = values.get("url")
    if key != "image" or not isinstance(url, str):
        return {}
    with contextlib.suppress(ArticleDataError):
        return {"url": read_data({"url": url}, "").data.url}
    return {}
