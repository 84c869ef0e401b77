"""Reads the shortcuts that browsers and desktops leave when an address is dragged to a folder.

Each system has its own: ``.url`` (Windows), ``.webloc`` (macOS) and ``.desktop`` (freedesktop.org).
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Callable
from pathlib import PurePath
from xml.parsers.expat import ExpatError

from audiobrief.patterns import compile_late

MAX_BYTES = 100_000
"""The most bytes of a shortcut; a longer file is none."""
_LINE = compile_late(r"^[^\S\n]*+URL(?:\[[^\]\n]*\])?\s*=\s*(\S+)\s*$", re.MULTILINE)


def is_shortcut(name: str) -> bool:
    """Whether a file's name is that of a shortcut."""
    return PurePath(name).suffix.lower() in READERS


def read_shortcut(name: str, content: bytes) -> str:
    """The web address in a shortcut; empty if it leads nowhere on the web."""
    if len(content) > MAX_BYTES:
        return ""
    url = READERS[PurePath(name).suffix.lower()](content)
    return url if url.lower().startswith(("http://", "https://")) else ""


def _read_lines(content: bytes) -> str:
    """The URL key of an INI file, as Windows and the Desktop Entry Specification have it."""
    # Windows writes the code page of its user, and an address is ASCII in all of them
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    found = _LINE.search(content.decode(encoding, "replace"))
    return found[1] if found else ""


def _read_property_list(content: bytes) -> str:
    try:
        tree = plistlib.loads(content)
    except (
        plistlib.InvalidFileException, ExpatError, ValueError, KeyError, RecursionError,
        OverflowError, IndexError, AttributeError,
    ):  # fmt: skip
        return ""
    url = tree.get("URL") if isinstance(tree, dict) else None
    return url if isinstance(url, str) else ""


READERS: dict[str, Callable[[bytes], str]] = {
    # suffix -> what reads the address
    ".url": _read_lines,
    ".desktop": _read_lines,
    ".webloc": _read_property_list,
}
