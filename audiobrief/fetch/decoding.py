"""Bytes to text, as browsers do it: by the labels of the WHATWG Encoding Standard alone.

Python's own names are not asked: it knows UTF-7, which browsers dropped since
plain-looking text in it turns into live script.
"""

from __future__ import annotations

import codecs
import re

import webencodings

from audiobrief.errors import PageUnreadable

PRESCAN = 8_192
"""Bytes searched for a declaration. The HTML standard asks for 1,024; sites put style and
comments before it, and browsers go on looking until the head ends."""
SAMPLE = 65_536
"""Bytes looked at to tell text from anything else."""
MOST_CONTROLS = 0.02
"""Share of binary bytes in the sample up to which it is text: damaged text has a few,
random bytes have a tenth."""
BINARY_BYTES = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""WHATWG MIME Sniffing Standard, "binary data byte"."""
MARKS = {
    # byte order mark -> encoding; it wins over every declaration
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16le",
    b"\xfe\xff": "utf-16be",
}
SIGNATURES = {
    # first bytes -> what a user calls it
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
SINGLE_BYTE = re.compile(r"windows-125\d|iso-8859-\d+|macintosh|koi8-[ru]")
_META = re.compile(
    rb"""<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([^\s"'/>;]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,40})["']""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


def decode(data: bytes, *, name: str, charset: str = "", markup: bool = True) -> str:
    """`data` as text, without byte order mark, NUL or lone surrogates.

    Args:
        data: the bytes of a page, decompressed.
        name: what the user calls it, for messages.
        charset: what the HTTP or MIME header says, if anything.
        markup: whether to look for a declaration inside.

    The first of these that names a known encoding decides: byte order mark,
    `charset`, ``<meta>`` or XML declaration. Without one, it is UTF-8 where
    that fits, and windows-1252 otherwise. Bytes that do not fit are read as
    windows-1252, byte by byte, where UTF-8 was declared: editors paste such
    quotation marks into UTF-8 pages.

    Raises:
        PageUnreadable: there is nothing, or it is not text.
    """
    text = _decode(data, charset, markup=markup, name=name).replace("\x00", "")
    if not text.strip():
        raise PageUnreadable(f"{name} is empty; save or fetch the page again")
    return text


def _decode(data: bytes, charset: str, *, markup: bool, name: str) -> str:
    if not data.strip():
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
    if encoding in {"", "utf-8"} or (fits and SINGLE_BYTE.fullmatch(encoding)):
        # Servers label everything ISO-8859-1 by default, and long text in such an encoding
        # is not valid UTF-8 by chance
        if encoding == "" and not fits:
            return data.decode("cp1252", _REPAIR)
        return data.decode("utf-8", _REPAIR)
    codec = webencodings.lookup(encoding)
    if codec is None:
        return data.decode("utf-8", _REPAIR)
    errors = _REPAIR if codec.name == "windows-1252" else "replace"
    return str(codec.codec_info.decode(data, errors)[0])


def declared_encoding(data: bytes, charset: str = "", *, markup: bool = True) -> str:
    """The WHATWG name of the encoding that is declared; empty where none that is known is."""
    found = [charset.encode("ascii", "ignore")]
    if markup:
        head = _COMMENT.sub(b"", data[:PRESCAN])
        found += [match[1] for match in (_XML.search(head), _META.search(head)) if match]
    for position, label in enumerate(found):
        encoding = webencodings.lookup(label.decode("ascii", "ignore").strip().strip("\"'"))
        if encoding is None:
            continue
        if position and encoding.name.startswith("utf-16"):
            return (
                "utf-8"  # HTML standard: a declaration that could be read as ASCII is no UTF-16
            )
        if encoding.name == "x-user-defined":
            return "windows-1252"
        return str(encoding.name)
    return ""


def _fits_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows by its NULs, which text in no other encoding has."""
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
    # WHATWG windows-1252 maps the five bytes that cp1252 leaves out to the controls of that
    # number, which nobody means
    return wrong.decode("cp1252", "replace"), error.end


_REPAIR = "audiobrief-windows-1252"
codecs.register_error(_REPAIR, _repair)
