"""Pages that do not declare their encoding: how often is each reader right, and how fast?

The labelled pages, without their declarations, in the encodings that pages in
their language had before UTF-8.
"""

from __future__ import annotations

import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from audiobrief.errors import PageError
from audiobrief.fetch import read_page
from audiobrief.fetch.decoding import decode

SHARED = Path(
    os.environ.get("AUDIOBRIEF_SHARED") or Path(__file__).parents[2].parent / "shared"
)
PAGES_A_LANGUAGE = 12
OLD_ENCODINGS = {
    "de": ("cp1252",), "en": ("cp1252",), "es": ("cp1252",), "fr": ("cp1252",),
    "pt": ("cp1252",), "fi": ("cp1252",), "no": ("cp1252",), "pl": ("cp1250", "iso8859-2"),
}  # fmt: skip
_LANGUAGE = re.compile(r"<html[^>]*\blang=[\"']?([a-z]{2})")
_DECLARATION = re.compile(r"<meta[^>]*charset[^>]*>")


def by_audiobrief(data: bytes) -> str:
    return decode(data, name="page")


def by_charset_normalizer(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best else ""


READERS: dict[str, Callable[[bytes], str]] = {
    "audiobrief": by_audiobrief, "charset-normalizer": by_charset_normalizer,
}  # fmt: skip


def old_pages(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Encoding, bytes and text of each."""
    counts: dict[str, int] = defaultdict(int)
    for path in sorted(folder.iterdir()):
        try:
            text = _DECLARATION.sub("", read_page(path).text)
        except PageError:
            continue
        language = _LANGUAGE.search(text[:5_000])
        if language is None or counts[language[1]] >= PAGES_A_LANGUAGE:
            continue
        counts[language[1]] += 1
        for encoding in OLD_ENCODINGS.get(language[1], ()):
            data = text.encode(encoding, "xmlcharrefreplace")
            if not data.isascii():
                yield encoding, data, data.decode(encoding)


def run() -> None:
    """Print the table."""
    folder = SHARED / "pages" / "labelled" / "html"
    if not folder.is_dir():
        print(f"no labelled pages at {folder}; set AUDIOBRIEF_SHARED to their folder")
        return
    pages = list(old_pages(folder))
    print(f"{'reader':20} {'right':>9} {'ms a page':>10}")
    for name, read in READERS.items():
        begin = time.process_time()
        right = sum(read(data) == text for _, data, text in pages)
        spent = 1000 * (time.process_time() - begin) / len(pages)
        print(f"{name:20} {right:4}/{len(pages):<4} {spent:10.2f}")


if __name__ == "__main__":
    run()
