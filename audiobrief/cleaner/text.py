"""Clean text: one line of NFC without invisible characters."""

from __future__ import annotations

import re
import unicodedata

from audiobrief.patterns import compile_late

INVISIBLE = dict.fromkeys([
    0xAD,    # soft hyphen: CMSs put it into long words; browsers show it only at line ends
    0x200B, 0x2060, 0xFEFF,  # zero-width space, word joiner, byte order mark
    0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,  # writing direction
    0x2066, 0x2067, 0x2068, 0x2069,
    0xFFFC,  # object replacement character: editors leave it where a picture was
    *(c for c in range(0x20) if c not in (0x09, 0x0A, 0x0B, 0x0C, 0x0D)),
    0x7F, *range(0x80, 0xA0),  # C1 controls that `CP1252` has no character for
])  # fmt: skip
_CP1252_HOLES = {n: n for n in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""Bytes that Windows-1252 leaves undefined and the WHATWG decoder maps to C1 controls."""
CP1252 = {
    # Pages that were written in Windows-1252 and are served as something else keep its bytes,
    # and references such as "&#146;" name them; HTML reads them so (13.2.5.80 of the standard).
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in _CP1252_HOLES
}
LIGATURES = {
    # Typesetting systems export these presentation forms (Unicode 7.3 maps them to letters).
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_CLEAN = {**INVISIBLE, **CP1252, **LIGATURES, ord("\u2011"): "-"}
_UNCLEAN = compile_late(f"[{''.join(map(chr, _CLEAN))}]")
_MOJIBAKE = compile_late("[ÂÃâÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""A lead byte of UTF-8 and the byte after it, both decoded as Windows-1252."""


def clean_text(raw: str) -> str:
    """Return `raw` as one line of NFC text without invisible characters and repeated spaces.

    UTF-8 that was decoded as Windows-1252 ("donâ€™t") is repaired.
    """
    if raw.isascii():
        text = " ".join(raw.split())
        return text if text.isprintable() else " ".join(text.translate(_CLEAN).split())
    if _MOJIBAKE.search(raw):
        raw = mended(raw)
    if _UNCLEAN.search(raw):
        raw = raw.translate(_CLEAN)
    return " ".join(unicodedata.normalize("NFC", raw).split())


def clean_code(raw: str) -> str:
    """Return `raw` with its line breaks and indents, less trailing space and outer blank lines."""
    text = unicodedata.normalize(
        "NFC", raw.replace("\r\n", "\n").expandtabs(4).translate(_CLEAN)
    )
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def mended(text: str) -> str:
    """Return `text` with each run of UTF-8 that was decoded as Windows-1252 repaired."""
    return _RUN.sub(_decoded, text)


_RUN = compile_late("[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")


def _decoded(match: re.Match[str]) -> str:
    run = match[0]
    raw = bytearray()
    for character in run:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) not in _CP1252_HOLES:
                return run
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run


def folded(text: str) -> str:
    """Return only the letters and digits of `text`, case-folded, to compare texts."""
    return "".join(filter(str.isalnum, text.casefold()))
