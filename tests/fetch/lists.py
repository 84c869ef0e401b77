"""Reads feeds and sitemaps as a list reader does, but in this process."""

from __future__ import annotations

from pathlib import Path

from audiobrief.fetch import FetchSettings, parse_feed, parse_sitemap, read_document
from audiobrief.fetch.entries import FeedEntry
from audiobrief.fetch.sitemaps import Sitemap


def read_feed(
    source: str | Path, *, settings: FetchSettings | None = None
) -> tuple[FeedEntry, ...]:
    return parse_feed(read_document(source, settings=settings or FetchSettings()))


def read_sitemap(source: str | Path, *, settings: FetchSettings | None = None) -> Sitemap:
    return parse_sitemap(read_document(source, settings=settings or FetchSettings()))
