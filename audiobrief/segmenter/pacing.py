"""How long a pause lasts after what was said: the style's figure, moved by length and weight.

A reader breathes longer after a long sentence than after a short one, waits a moment behind a
question, and goes on soon after a colon (J. Krivokapic, "Prosodic planning", Journal of Phonetics
35, 2007: pauses grow with the length of the phrase before them). What is decided here stands in
the script as `pause_after_ms`, which is played as it stands: so an editor sees it and can change
it, and nothing after him does.
"""

from __future__ import annotations

import math
import unicodedata

from audiobrief.model import Role, Segment
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_language

USUAL_LENGTH = {
    # role -> characters after which a pause is as long as the style says. Of news pages' scripts
    # the median is meant: what is said here is as long as that, or half, or twice
    Role.TITLE: 60, Role.BYLINE: 30, Role.DATE: 25, Role.HEADING: 30, Role.CUE: 14,
    Role.LIST_ITEM: 60, Role.TABLE: 40, Role.CODE: 40,
}  # fmt: skip
USUAL_SENTENCE = 95
"""Characters that a sentence of any other role has, usually."""
PER_DOUBLING = 0.13
"""By how much of itself a pause grows when what was said is twice as long."""
LEAST_LENGTH = 12
"""Characters: "Yes." takes as much breath as this."""
WIDE = 3
"""Letters of Latin script that a sign of Chinese, Japanese or Korean takes to say."""
WEIGHTS = (
    # how it ends -> factor; the first that fits
    ("…", 1.15), ("?", 1.12), ("!", 1.06), (":", 0.88), (";", 0.92), (",", 0.95), ("—", 0.95),
)  # fmt: skip
PER_FIGURE, MOST_FIGURES = 0.03, 3
"""A figure wants a moment to sink in; past the third nobody counts."""
LEAST, MOST = 0.8, 1.35
"""Least and greatest share of the style's figure: a pause never says that it is another kind of place."""
_FIGURE = compile_late(r"\d[\d.,:]*")


def pace(pause_ms: int, said: Segment, language: str = "en") -> int:
    """Milliseconds of pause after `said`, where the style has `pause_ms`. The same for the same."""
    closing = load_language(language).marks.after_stop + ")]} "
    usual = USUAL_LENGTH.get(said.role, USUAL_SENTENCE)
    ratio = max(_count(said.spoken), LEAST_LENGTH) / usual
    ending = said.written.rstrip(closing)
    weight = next((factor for sign, factor in WEIGHTS if ending.endswith(sign)), 1.0)
    if said.role is Role.CUE:
        # the style's own figure is for words that end in a colon
        weight = 1.0
    figures = min(len(_FIGURE.findall(said.written)), MOST_FIGURES)
    factor = (1 + PER_DOUBLING * math.log2(ratio)) * weight * (1 + PER_FIGURE * figures)
    return round(pause_ms * min(max(factor, LEAST), MOST))


def _count(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(WIDE if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
