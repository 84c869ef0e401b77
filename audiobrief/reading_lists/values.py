"""Reads the values in services' answers, which may be missing or of another type."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

MOST_DIGITS = 18
"""The most digits of a number: a database's ids have 64 bits."""


def text_at(row: Mapping[str, Any], *keys: str) -> str:
    """The text at a path of keys; empty if there is none. A number is taken as text."""
    found: Any = row
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    if isinstance(found, bool):
        return ""
    return str(found).strip() if isinstance(found, str | int) else ""


def number_at(row: Mapping[str, Any], *keys: str) -> int | None:
    """The whole number, 0 or more, at a path of keys, also where it is text; None without one."""
    text = text_at(row, *keys)
    return (
        int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
    )


def moment_at(row: Mapping[str, Any], *keys: str) -> datetime | None:
    """The moment (ISO 8601, or seconds since 1970) at a path of keys, timezone-aware, or None."""
    return parse_moment(text_at(row, *keys))


def parse_moment(text: str) -> datetime | None:
    """The moment that a text names (ISO 8601, or seconds since 1970), timezone-aware, or None."""
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if text.isdecimal():
            return datetime.fromtimestamp(int(text), UTC)
        found = datetime.fromisoformat(_with_colon(text))
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _with_colon(text: str) -> str:
    """An ISO 8601 date whose zone has its colon: wallabag writes "+0200"."""
    if len(text) > 5 and text[-5] in "+-" and text[-4:].isdecimal():
        return f"{text[:-2]}:{text[-2:]}"
    return text
