"""Names for folders and files that are safe on every disk."""

from __future__ import annotations

import hashlib
import unicodedata

MAX_SLUG_BYTES = 80
"""Leaves room for a suffix and a temporary name in the 255 bytes that file systems allow."""
RESERVED_NAMES = {
    # Windows opens devices under these names, whatever the suffix (Win32 naming conventions)
    "con", "prn", "aux", "nul",
    *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10)),
}  # fmt: skip
APOSTROPHES = "'’ʼ"
DIGEST_BYTES = len("-00000000")


def slugify(title: str) -> str:
    """A folder and file name for a title: lower case, words joined by "-", 1 to 80 bytes.

    Letters of any script stay; punctuation, symbols and control characters are
    dropped. A slug that was cut, is empty or is a reserved name ends in a digest of
    the title, so two titles that differ only in what was cut get different slugs.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", title).casefold())
    letters = (c if _in_word(c) else " " for c in folded if c not in APOSTROPHES)
    # removing an apostrophe between combining marks may change their canonical order
    words = unicodedata.normalize("NFC", "-".join("".join(letters).split()))
    slug = words
    if len(words.encode()) > MAX_SLUG_BYTES:
        slug = words.encode()[: MAX_SLUG_BYTES - DIGEST_BYTES].decode("utf-8", "ignore")
        slug = slug.rpartition("-")[0] or slug
    if slug != words or not slug or slug in RESERVED_NAMES:
        slug = f"{slug or 'episode'}-{digest_of(title)}"
    return slug


def digest_of(text: str) -> str:
    """A digest of `text`, eight hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _in_word(character: str) -> bool:
    # marks are parts of words in Indic scripts, Thai and vocalised Arabic
    return character.isalnum() or unicodedata.category(character)[0] == "M"
