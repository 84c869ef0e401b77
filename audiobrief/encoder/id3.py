"""The ID3v2.3 tag, with chapters, that goes in front of an mp3's frames.

It is version 2.3 with UTF-16, since players that do not know 2.4 are still in use.
Its chapter frames follow the "ID3v2 Chapter Frame Addendum 1.0" (2005).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audiobrief.encoder.tags import Tags

LATIN_1, UTF_16 = b"\0", b"\1"
FRONT_COVER = b"\3"
TOP_LEVEL_ORDERED = b"\3"
NO_OFFSET = 0xFFFFFFFF
"""Byte offset of a chapter in a CHAP frame that tells players to go by the times instead."""
SOURCE_TYPE = "DIGITALSOURCETYPE"
"""Name of a tag in which no format has a field: IPTC's "Digital Source Type", as it is called in
the metadata of pictures. Vorbis comments write names without spaces and in capitals."""
MAX_TOC_ENTRIES = 255
"""A CTOC frame counts its chapters in one byte."""
LANGUAGES = {
    # ISO 639-1 -> ISO 639-2/T, which ID3 and MP4 require
    "af": "afr", "ar": "ara", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat",
    "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "eo": "epo",
    "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle",
    "gl": "glg", "gu": "guj", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye",
    "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "kn": "kan",
    "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "mk": "mkd", "ml": "mal", "mr": "mar",
    "ms": "msa", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "pa": "pan",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi",
    "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "th": "tha", "tr": "tur",
    "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "zh": "zho",
}  # fmt: skip


def make_id3(tags: Tags) -> bytes:
    """The whole tag, header and frames."""
    language = LANGUAGES.get(tags.language.partition("-")[0].casefold(), "und").encode()
    year, month, day = (*tags.date.split("-"), "", "")[:3]
    frames = [
        _text("TIT2", tags.title),
        _text("TPE1", tags.artist),
        _text("TALB", tags.album),
        # ID3 has no field for the narrator; audiobook players show the composer as the narrator
        _text("TCOM", tags.reader),
        _text("TCON", "Podcast"),
        # ID3v2.3, 4.2.1: TYER is the year, TDAT the day and the month, four digits each
        _text("TYER", year),
        _text("TDAT", day + month if day and month else ""),
        _text("TLAN", language.decode() if tags.language else ""),
        _told("COMM", language, tags.note),
        _described("TXXX", SOURCE_TYPE, tags.source_type),
        _frame("WOAF", tags.url.encode("latin-1", "ignore")) if tags.url else b"",
        _told("USLT", language, tags.lyrics),
        _picture(tags.cover),
        *_chapters(tags),
    ]
    size = sum(map(len, frames))
    return b"".join([b"ID3\x03\x00\x00", _synchsafe(size), *frames])


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(content), 0) + content


def _utf_16(text: str) -> bytes:
    # every reader knows little-endian text with a byte order mark
    return b"\xff\xfe" + text.encode("utf-16-le", "replace")


def _text(name: str, text: str) -> bytes:
    if not text:
        return b""
    if text.isascii():
        return _frame(name, LATIN_1 + text.encode())
    return _frame(name, UTF_16 + _utf_16(text))


def _told(name: str, language: bytes, text: str) -> bytes:
    """A comment or lyrics: language, an empty description, then the text."""
    if not text:
        return b""
    return _frame(name, UTF_16 + language + _utf_16("") + b"\0\0" + _utf_16(text))


def _described(name: str, description: str, text: str) -> bytes:
    """A text of the user's own (ID3v2.3, 4.2.2): what it is about, then the text, both ASCII."""
    if not text:
        return b""
    return _frame(
        name, LATIN_1 + description.encode() + b"\0" + text.encode("ascii", "replace")
    )


def _picture(cover: bytes) -> bytes:
    if not cover:
        return b""
    return _frame("APIC", LATIN_1 + b"image/jpeg\0" + FRONT_COVER + b"\0" + cover)


def _chapters(tags: Tags) -> list[bytes]:
    marks = tags.chapters[:MAX_TOC_ENTRIES]
    if not marks:
        return []
    names = [f"chp{number}".encode() + b"\0" for number in range(len(marks))]
    contents = b"toc\0" + TOP_LEVEL_ORDERED + bytes([len(marks)]) + b"".join(names)
    frames = [_frame("CTOC", contents)]
    for name, mark in zip(names, marks, strict=True):
        times = struct.pack(">IIII", mark.start_ms, mark.end_ms, NO_OFFSET, NO_OFFSET)
        frames.append(_frame("CHAP", name + times + _text("TIT2", mark.title)))
    return frames


def _synchsafe(size: int) -> bytes:
    """`size` as four bytes of seven bits each (ID3v2.3, 3.1)."""
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
