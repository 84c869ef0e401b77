"""How long a pause lasts: the style's figure, adjusted to the length and ending of the segment.

A reader breathes longer after a long sentence, or the long subject before a quotation, than after
a short one, waits a moment after a question and before somebody else's words, and goes on soon
after a colon (J. Krivokapic, "Prosodic planning", Journal of
Phonetics 35, 2007: pauses grow with the length of the phrase before them). The result is
`pause_after_ms` in the script, which is played unchanged, so that an editor can see and change it.
"""

from __future__ import annotations

import math
import unicodedata

from audiobrief.model import Role, Segment
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_language

USUAL_LENGTH = {
    # role -> length in characters after which a pause is exactly the style's: the median length
    # in scripts of news pages
    Role.TITLE: 60, Role.BYLINE: 30, Role.DATE: 25, Role.HEADING: 30, Role.CUE: 14,
    Role.LIST_ITEM: 60, Role.TABLE: 40, Role.CODE: 40, Role.DECLARATION: 30,
}  # fmt: skip
USUAL_SENTENCE = 95
"""The usual length of a sentence in any other role, in characters."""
PER_DOUBLING = 0.13
"""The share by which a pause grows when the segment before it is twice as long."""
LEAST_LENGTH = 12
"""The least length that counts, in characters: "Yes." takes as much breath as this."""
WIDE = 3
"""How many Latin letters take as long to say as one Chinese, Japanese or Korean character."""
WEIGHTS = (
    # ending of the segment -> factor; the first that fits applies. Inside a sentence the marks
    # themselves tell a voice where to wait
    ("…", 1.15), ("?", 1.12), ("!", 1.06), (":", 0.88), (";", 0.92), (",", 0.95), ("—", 0.95), ("–", 0.95),
)  # fmt: skip
BEFORE_QUOTATION = (
    # ending of the words that lead into a quotation -> factor, for the same purpose
    (":", 1.3), ("—", 1.2), ("–", 1.2), (",", 1.1), ("", 1.0),
)  # fmt: skip
PER_FIGURE, MOST_FIGURES = 0.03, 3
"""Each figure lengthens the pause by this share, since a listener needs a moment to take it in;
figures after the third do not count."""
LEAST, MOST = 0.8, 1.35
"""Least and greatest share of the style's figure, so that no pause sounds like one of another
kind."""
_FIGURE = compile_late(r"\d[\d.,:]*")


def pace(
    pause_ms: int, said: Segment, language: str = "en", *, before_quotation: bool = False
) -> int:
    """Milliseconds of pause after `said`, where the style has `pause_ms`; deterministic.

    `before_quotation` tells that the words of somebody else follow in the same sentence.
    """
    closing = load_language(language).marks.after_stop + ")]} "
    usual = USUAL_LENGTH.get(said.role, USUAL_SENTENCE)
    ratio = max(_count(said.spoken), LEAST_LENGTH) / usual
    ending = said.written.rstrip(closing)
    table = BEFORE_QUOTATION if before_quotation else WEIGHTS
    weight = next((factor for sign, factor in table if ending.endswith(sign)), 1.0)
    if said.role is Role.CUE:
        # the style's figure for cues already allows for their colon
        weight = 1.0
    figures = min(len(_FIGURE.findall(said.written)), MOST_FIGURES)
    factor = (1 + PER_DOUBLING * math.log2(ratio)) * weight * (1 + PER_FIGURE * figures)
    return round(pause_ms * min(max(factor, LEAST), MOST))


def _count(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(WIDE if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
