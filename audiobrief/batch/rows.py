"""What a row of the journal takes over from each answer, and how articles are told apart."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from audiobrief.batch.items import Failure, Made, Read
from audiobrief.batch.journal import Row, State


def note_read(row: Row, read: Read) -> None:
    """What its page holds."""
    row.title, row.url = read.title, read.url
    row.input_digest, row.script_digest = read.input_digest, read.script_digest
    row.text_digest = read.text_digest
    row.words, row.characters, row.read_ms = read.words, read.characters, read.read_ms
    row.dropped = msgspec.json.encode(read.dropped).decode()


def note_made(row: Row, made: Made) -> None:
    """Its episode."""
    row.state = State.MADE
    row.reason = row.message = row.detail = row.duplicate_of = ""
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


def note_failure(row: Row, failure: Failure) -> None:
    """Why there is no episode of it."""
    row.state = State.FAILED
    row.reason, row.message, row.detail = failure.reason, failure.message, failure.detail


def comparable(url: str) -> str:
    """A canonical address that can tell articles apart, or nothing.

    Templates that name the front page as the canonical address of every page are common.
    """
    return url if url and urlsplit(url).path.strip("/") else ""


def keys_of(read: Read) -> tuple[str, ...]:
    """By what another item is known to be the same article."""
    return tuple(filter(None, (comparable(read.url), read.text_digest)))
