"""Keeps the full stop of an abbreviation that is also the end of its sentence."""

from __future__ import annotations

from audiobrief.spoken.sentences import ends_sentence

_CLOSING = ' »”"’)'


def with_stop(said: str, text: str, end: int) -> str:
    """`said`, with a full stop if the written one before offset `end` ends its sentence."""
    if text[end - 1 : end] != ".":
        return said
    after = text[end:]
    over = not after.strip(_CLOSING) or (after[:1].isspace() and ends_sentence(text, end, "es"))
    return f"{said}." if over else said
