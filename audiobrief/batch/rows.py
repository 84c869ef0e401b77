"""Writes answers into rows of the journal, and tells whether two articles are the same."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from audiobrief.batch.items import Failure, Made, Read
from audiobrief.batch.journal import Row, State
from audiobrief.episode.dependencies import Dependencies, of_page


def note_read(row: Row, read: Read) -> None:
    """Write what was read from an article's page into its row."""
    row.title, row.url = read.title, read.url
    row.page_digest, row.lexicon_digest = digests_of(read.page)
    row.script_digest = read.script_digest
    row.text_digest = read.text_digest
    row.words, row.characters, row.read_ms = read.words, read.characters, read.read_ms
    row.confidence, row.doubts = read.confidence, "; ".join(read.doubts)
    row.dropped = msgspec.json.encode(read.dropped).decode()


def digests_of(page: Dependencies) -> tuple[str, str]:
    """The digest of a page's content, and the digest of the lexicons beside it, for its row."""
    return next(iter(page.page.values()), ""), next(iter(page.lexicon.values()), "")


def page_of(row: Row) -> Dependencies:
    """The page and lexicon digests of a row, as dependencies."""
    return of_page(row.page_digest, row.lexicon_digest)


def note_made(row: Row, made: Made) -> None:
    """Write an article's episode into its row."""
    row.state = State.MADE
    row.reason = row.message = row.detail = row.duplicate_of = ""
    row.about_url = row.about_path = ""
    row.folder, row.audio, row.note = made.folder, made.audio, made.note
    row.files = msgspec.json.encode(made.files).decode()
    row.duration_ms, row.audio_bytes = made.duration_ms, made.audio_bytes
    row.lufs, row.true_peak_dbtp = made.lufs, made.true_peak_dbtp
    row.engine, row.make_ms = made.engine, made.make_ms


def note_duplicate(row: Row, made: Row) -> None:
    """Write into a row that the episode of another item (`made`) serves it, too."""
    row.state = State.DUPLICATE
    row.reason = row.message = row.detail = ""
    row.duplicate_of, row.folder = made.id, made.folder
    row.audio, row.files = made.audio, made.files
    row.settings_digest = made.settings_digest
    row.about_url = row.about_path = ""


def note_failure(row: Row, failure: Failure) -> None:
    """Write into a row why its article has no episode."""
    row.state = State.FAILED
    row.reason, row.message, row.detail = failure.reason, failure.message, failure.detail
    row.about_url, row.about_path = failure.url, failure.path
    row.why = ""


def comparable(url: str) -> str:
    """A canonical address if it identifies an article, else empty.

    Many sites' templates name the front page as the canonical address of every page.
    """
    return url if url and urlsplit(url).path.strip("/") else ""


def keys_of(read: Read) -> tuple[str, ...]:
    """The keys by which another item is recognised as the same article: address and text."""
    return tuple(filter(None, (comparable(read.url), read.text_digest)))
