"""What a row of the journal takes over from each answer, and how articles are told apart."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from audiobrief.batch.items import Failure, Made, Read
from audiobrief.batch.journal import Row, State
from audiobrief.episode.dependencies import Dependencies, of_page


def note_read(row: Row, read: Read) -> None:
    """What its page holds."""
    row.title, row.url = read.title, read.url
    row.page_digest, row.lexicon_digest = digests_of(read.page)
    row.script_digest = read.script_digest
    row.text_digest = read.text_digest
    row.words, row.characters, row.read_ms = read.words, read.characters, read.read_ms
    row.dropped = msgspec.json.encode(read.dropped).decode()


def digests_of(page: Dependencies) -> tuple[str, str]:
    """What a row keeps of its page: the digest of its content, and of the lexicons beside it."""
    return next(iter(page.page.values()), ""), next(iter(page.lexicon.values()), "")


def page_of(row: Row) -> Dependencies:
    """The page that a row tells of, as it was read."""
    return of_page(row.page_digest, row.lexicon_digest)


def note_made(row: Row, made: Made) -> None:
    """Its episode."""
    row.state = State.MADE
    row.reason = row.message = row.detail = row.duplicate_of = ""
    row.about_url = row.about_path = ""
    row.folder, row.audio, row.note = made.folder, made.audio, made.note
    row.files = msgspec.json.encode(made.files).decode()
    row.duration_ms, row.audio_bytes = made.duration_ms, made.audio_bytes
    row.lufs, row.true_peak_dbtp = made.lufs, made.true_peak_dbtp
    row.engine, row.make_ms = made.engine, made.make_ms


def note_duplicate(row: Row, made: Row) -> None:
    """Another item's episode is its own, too."""
    row.state = State.DUPLICATE
    row.reason = row.message = row.detail = ""
    row.duplicate_of, row.folder = made.id, made.folder
    row.audio, row.files = made.audio, made.files
    row.settings_digest = made.settings_digest
    row.about_url = row.about_path = ""


def note_failure(row: Row, failure: Failure) -> None:
    """Why there is no episode of it."""
    row.state = State.FAILED
    row.reason, row.message, row.detail = failure.reason, failure.message, failure.detail
    row.about_url, row.about_path = failure.url, failure.path
    row.why = ""


def comparable(url: str) -> str:
    """A canonical address that can tell articles apart, or nothing.

    Templates that name the front page as the canonical address of every page are common.
    """
    return url if url and urlsplit(url).path.strip("/") else ""


def keys_of(read: Read) -> tuple[str, ...]:
    """By what another item is known to be the same article."""
    return tuple(filter(None, (comparable(read.url), read.text_digest)))
