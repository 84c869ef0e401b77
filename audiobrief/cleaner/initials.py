"""Tell the large first letter of a text, which templates set in an element of its own."""

from __future__ import annotations

from audiobrief.cleaner.lines import Line

OPENING = "“\"‘'«„"
WORDS_OF_A_LETTER = "AEIOUYÀÉÓ"
"""Capital letters that are words by themselves in one of the supported languages."""
PREPOSITIONS = "KSVWZ"
"""Capital letters that are words by themselves in Slavic languages, where no class says more."""
DROP_CAP = frozenset(
    {"dropcap", "dropcaps", "firstletter", "initialletter", "letrine", "lettrine", "capitular"}
)
"""Class names for the large first letter of a text."""


def is_letter(text: str) -> bool:
    """Whether `text` is the first letter of a word, and not a word itself like "A" or "I"."""
    letter = text.strip().lstrip(OPENING)
    return len(letter) == 1 and letter.isupper() and letter not in WORDS_OF_A_LETTER


def goes_on(letter: str, rest: str) -> bool:
    """Whether `rest` is the rest of the word that `letter` begins, with no class to say so."""
    return rest[:1].islower() and letter.strip() not in PREPOSITIONS


def is_initial(above: Line, line: Line) -> bool:
    """Whether the line above is the large first letter of `line`, in a box of its own."""
    return (
        above.box != line.box
        and len(above.text) == 1
        and is_letter(above.text)
        and above.text not in PREPOSITIONS
    )
