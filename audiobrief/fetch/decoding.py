"""Decodes bytes to text as browsers do, by the labels of the WHATWG Encoding Standard.

Python's own encoding names are not used: they include UTF-7, which browsers dropped
because text in it that looks harmless can become active script.
"""

from __future__ import annotations

import codecs
import re

import webencodings

from audiobrief.errors import PageUnreadable
from audiobrief.patterns import compile_late

PRESCAN = 8_192
"""Bytes searched for a declaration. The HTML standard asks for 1,024, but sites put styles and
comments before it, and browsers go on looking until the head ends."""
SAMPLE = 65_536
"""Bytes that are examined to tell text from binary data."""
MOST_CONTROLS = 0.02
"""The largest share of binary bytes in a sample of text: damaged text has a few, and random
bytes have a tenth."""
BINARY_BYTES = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""The "binary data bytes" of the WHATWG MIME Sniffing Standard."""
MARKS = {
    # byte order mark -> encoding; a mark takes precedence over every declaration
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16le",
    b"\xfe\xff": "utf-16be",
}
SIGNATURES = {
    # first bytes -> the file type's name in messages
    b"%PDF-": "a PDF", b"\x89PNG": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)", b"PK\x03\x04": "a ZIP archive or an office document",
    b"ID3": "an audio file (MP3)", b"OggS": "an audio file (Ogg)", b"fLaC": "an audio file (FLAC)",
    b"RIFF": "an audio, video or picture file (RIFF)", b"\x7fELF": "a program", b"MZ": "a program",
    b"\x00\x00\x00\x18ftyp": "an audio or video file (MP4)", b"\x1aE\xdf\xa3": "a video (Matroska)",
    b"\x00\x00\x00\x20ftyp": "an audio or video file (MP4)", b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document", b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive", b"7z\xbc\xaf": "a 7-Zip archive", b"Rar!": "a RAR archive",
    b"{\\rtf": "a rich text document (RTF)",
}  # fmt: skip
ENCODINGS_BY_LANGUAGE = {
    # HTML standard, "determining the character encoding": the encoding of a locale's pages that
    # declare none. The page's language is used in place of the reader's locale.
    "ar": "windows-1256", "fa": "windows-1256", "az": "windows-1254", "tr": "windows-1254",
    "ku": "windows-1254", "ba": "windows-1251", "be": "windows-1251", "bg": "windows-1251",
    "ky": "windows-1251", "mk": "windows-1251", "ru": "windows-1251", "sah": "windows-1251",
    "sr": "windows-1251", "tg": "windows-1251", "tt": "windows-1251", "uk": "windows-1251",
    "cs": "windows-1250", "sk": "windows-1250", "el": "windows-1253", "et": "windows-1257",
    "lt": "windows-1257", "lv": "windows-1257", "he": "windows-1255", "vi": "windows-1258",
    "hr": "iso-8859-2", "hu": "iso-8859-2", "pl": "iso-8859-2", "sl": "iso-8859-2",
    "ro": "iso-8859-2", "bs": "iso-8859-2", "ja": "shift_jis", "ko": "euc-kr",
    "th": "windows-874", "zh": "gb18030", "zh-tw": "big5", "zh-hk": "big5", "zh-hant": "big5",
}  # fmt: skip
MOST_WRONG = 0.1
"""The most invalid bytes per valid non-ASCII character in damaged UTF-8; in text of another
encoding nearly all non-ASCII bytes are invalid."""
SINGLE_BYTE = compile_late(r"windows-125\d|iso-8859-\d+|macintosh|koi8-[ru]")
_META = compile_late(
    rb"""<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]{1,40})""", re.IGNORECASE
)
_XML = compile_late(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,40})["']""")
_LANGUAGE = compile_late(
    rb"""<html\b[^<>]*?\blang\s*=\s*["']?\s*([a-z]{2,3})(-[a-z]{2,4})?""", re.IGNORECASE
)
_C1 = compile_late(rb"[\x80-\x9f]")
_COMMENT = compile_late(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


def decode(data: bytes, *, name: str, charset: str = "", markup: bool = True) -> str:
    """`data` as text, without byte order mark, NUL or lone surrogates.

    Args:
        data: the bytes of a page, decompressed.
        name: the page's name in messages.
        charset: the charset in the HTTP or MIME header, or empty.
        markup: whether to look for a declaration in the page.

    The first of these that names a known encoding decides: byte order mark,
    `charset`, XML declaration, ``<meta>``. Without any, the text is UTF-8 if
    it is valid, and otherwise in the usual encoding of the page's language,
    which is windows-1252 for most. Invalid bytes in UTF-8 are read as windows-1252,
    byte by byte, because editors paste quotation marks in that encoding into UTF-8
    pages.

    Raises:
        PageUnreadable: the page is empty or not text.
    """
    text = _decode(data, charset, markup=markup, name=name).replace("\x00", "")
    if not text or text.isspace():
        raise PageUnreadable(f"{name} is empty; save or fetch the page again")
    return text


def _decode(data: bytes, charset: str, *, markup: bool, name: str) -> str:
    if not data or data.isspace():
        raise PageUnreadable(f"{name} is empty; save or fetch the page again")
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            text = data[len(mark) :].decode(
                encoding, _REPAIR if encoding == "utf-8" else "replace"
            )
            _refuse_binary(text[:SAMPLE].encode("utf-8", "replace"), name)
            return text
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace")
    _refuse_binary(data[:SAMPLE], name)
    encoding = declared_encoding(data, charset, markup=markup)
    fits = _fits_utf8(data)
    if encoding == "" and not fits:
        encoding = _encoding_of_language(data) if markup else "windows-1252"
    # Servers label everything as ISO-8859-1 by default, and text in a single-byte encoding is
    # hardly ever valid UTF-8
    if encoding in {"", "utf-8"} or (fits and SINGLE_BYTE.fullmatch(encoding)):
        return data.decode("utf-8", _REPAIR)
    codec = webencodings.lookup(encoding)
    errors = _REPAIR if encoding == "windows-1252" else "replace"
    return str(codec.codec_info.decode(data, errors)[0])


def declared_encoding(data: bytes, charset: str = "", *, markup: bool = True) -> str:
    """The WHATWG name of the declared encoding; empty if no known encoding is declared."""
    found = [charset.encode("ascii", "ignore")]
    if markup:
        head = _COMMENT.sub(b"", data[:PRESCAN])
        found += [match[1] for match in (_XML.search(head), _META.search(head)) if match]
    for position, label in enumerate(found):
        encoding = webencodings.lookup(label.decode("ascii", "ignore").strip().strip("\"'"))
        if encoding is None:
            continue
        if position and encoding.name.startswith("utf-16"):
            return "utf-8"  # HTML standard: a declaration readable as ASCII cannot be in UTF-16
        if encoding.name == "x-user-defined":
            return "windows-1252"
        return str(encoding.name)
    return ""


def _fits_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, apart from a few that were cut or pasted in."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
        wrong = text.count("\ufffd")
        return wrong <= MOST_WRONG * (beyond_ascii - wrong)
    return True


def _encoding_of_language(data: bytes) -> str:
    match = _LANGUAGE.search(data, 0, PRESCAN)
    if match is None:
        return "windows-1252"
    language, region = (group.decode("ascii").lower() for group in (match[1], match[2] or b""))
    encoding = ENCODINGS_BY_LANGUAGE.get(
        language + region, ENCODINGS_BY_LANGUAGE.get(language, "windows-1252")
    )
    if encoding == "iso-8859-2" and _C1.search(data):
        return "windows-1250"  # 0x80 to 0x9F has letters there, but controls in ISO 8859-2
    return encoding


def _unmarked_utf16(data: bytes) -> str:
    """The UTF-16 variant of bytes without a mark, or empty; no other encoding has such NULs."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) == 0:
        return "utf-16le"
    if sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) == 0:
        return "utf-16be"
    return ""


def _refuse_binary(sample: bytes, name: str) -> None:
    what = next((kind for magic, kind in SIGNATURES.items() if sample.startswith(magic)), "")
    controls = len(sample) - len(sample.translate(None, BINARY_BYTES))
    if controls > MOST_CONTROLS * len(sample) or (what and controls):
        what = what or "binary data"
    elif not what or not sample.startswith((b"%PDF-", b"{\\rtf")):
        return
    raise PageUnreadable(f"{name} is {what}, not a page; save the article as HTML or text")


def _repair(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    # WHATWG windows-1252 maps the five bytes that cp1252 leaves undefined to control
    # characters, which no text intends
    return wrong.decode("cp1252", "replace"), error.end


_REPAIR = "audiobrief-windows-1252"
codecs.register_error(_REPAIR, _repair)
