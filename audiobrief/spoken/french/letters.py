"""Names of letters. Voices say a letter that stands alone by its name, but for the y."""

from __future__ import annotations

NAMES = {"Y": "i grec", "W": "double vé", "+": "plus"}
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVXZ")


def spell(letters: str) -> str:
    """The letters by their names; other signs are left out."""
    known = (each for each in letters.upper() if each in _PLAIN or each in NAMES)
    return " ".join(NAMES.get(each, each) for each in known)
