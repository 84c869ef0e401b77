"""Keeps the full stop of an abbreviation that is also the end of its sentence."""

from __future__ import annotations

from audiobrief.spoken.sentences import ends_sentence

_CLOSING = ' \u00a0\u202f»”"’)'


def with_stop(said: str, text: str, end: int) -> str:
    """`said`, with a full stop if the written one before offset `end` ends its sentence."""
    if text[end - 1 : end] != ".":
        return said
    after = text[end:]
    over = not after.strip(_CLOSING) or (after[:1].isspace() and ends_sentence(text, end, "fr"))
    return f"{said}." if over else said


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    before = text[:start].rstrip(' \u00a0\u202f«“"(—–')
    return not before or before[-1] in ".?!:\n"


def with_capital(said: str) -> str:
    """`said` with a capital at its beginning."""
    return said[:1].upper() + said[1:]
