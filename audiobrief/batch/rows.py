"""Writes answers into rows of the journal, and tells whether two articles are the same."""

from __future__ import annotations

import msgspec

from audiobrief.batch.items import Failure, Item, Made, Read
from audiobrief.batch.row import Row, State
from audiobrief.episode.dependencies import Dependencies, of_page
from audiobrief.episode.ownership import comparable


def note_read(row: Row, read: Read) -> None:
    """Write what was read from an article's page into its row."""
    row.title, row.url, row.published = read.title, read.url, read.published
    row.says_noindex = int(read.says_noindex)
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
    row.episode_checksum, row.noted = made.episode_checksum, made.noted
    row.letters = msgspec.json.encode(made.letters).decode()
    row.lufs, row.true_peak_dbtp = made.lufs, made.true_peak_dbtp
    row.engine, row.make_ms = made.engine, made.make_ms


def note_duplicate(row: Row, made: Row) -> None:
    """Write into a row that the episode of another item (`made`) serves it, too."""
    row.state = State.DUPLICATE
    row.reason = row.message = row.detail = ""
    row.duplicate_of, row.folder = made.id, made.folder
    row.audio, row.files = made.audio, made.files
    # the other item's row is compared with its files, and changes when they are made again
    row.audio_bytes = row.episode_checksum = 0
    row.noted = ""
    row.settings_digest = made.settings_digest
    row.about_url = row.about_path = ""


def note_held(row: Row, message: str) -> None:
    """Write into a row why its article may not be published now."""
    row.state, row.message = State.HELD, message
    row.reason = row.detail = row.about_url = row.about_path = ""


def note_failure(row: Row, failure: Failure) -> None:
    """Write into a row why its article has no episode."""
    row.state = State.FAILED
    row.reason, row.message, row.detail = failure.reason, failure.message, failure.detail
    row.about_url, row.about_path = failure.url, failure.path
    row.why = ""


def note_withdrawn(row: Row, why: str = "it was withdrawn") -> None:
    """Write into a row that its story was withdrawn, and forget what it told of the story."""
    row.state, row.message = State.WITHDRAWN, why
    row.title = row.note = row.why = row.question = row.doubts = ""
    row.reason = row.detail = row.about_url = row.about_path = ""
    row.audio = row.duplicate_of = row.script_digest = row.mark = ""
    row.files, row.dropped, row.noted, row.letters = "[]", "{}", "", ""
    row.duration_ms = row.audio_bytes = row.episode_checksum = 0
    row.lufs = row.true_peak_dbtp = None


def keys_of(read: Read) -> tuple[str, ...]:
    """The keys by which another item is recognised as the same article: address and text."""
    return tuple(filter(None, (comparable(read.url), read.text_digest)))


def is_saved_over(item: Item, before: str, now: str) -> bool:
    """Whether another article's page was saved into the item's file, as their addresses tell.

    An id that the list gives stays, even if the article's address changes with its headline.
    """
    before, now = comparable(before), comparable(now)
    return item.id == item.path and bool(before and now) and before != now
