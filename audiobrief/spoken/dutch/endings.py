"""Keeps the full stop of an abbreviation that is also the end of its sentence."""

from __future__ import annotations

from audiobrief.spoken.sentences import ends_sentence

_CLOSING = ' »”"’)'


def with_stop(said: str, text: str, end: int) -> str:
    """`said`, with a full stop if the written one before offset `end` ends its sentence."""
    if text[end - 1 : end] != ".":
        return said
    after = text[end:]
    over = not after.strip(_CLOSING) or (after[:1].isspace() and ends_sentence(text, end, "nl"))
    return f"{said}." if over else said


def with_capital(said: str) -> str:
    """`said` with a capital at its beginning."""
    return said[:1].upper() + said[1:]
