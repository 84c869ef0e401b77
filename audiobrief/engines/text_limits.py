"""Make a text safe for any engine, and cut a long text for an engine with a limit.

Characters are replaced one for one and ranges touch, so that an offset in the
engine's text is also an offset in the segment's spoken text.
"""

from __future__ import annotations

import unicodedata

from audiobrief.patterns import compile_late

SILENCE_MS = 50
"""Length of the silence that an engine gives for a text without words; no `Speech` is empty."""
FASTEST_LETTERS_PER_S = 60.0
"""Letters and digits a second; people speak 12 to 15, and the fastest voices twice that."""
UNSAYABLE = {
    # Unicode general category -> why no engine is given such characters
    "Cc": "controls steer eSpeak ('\\x0180S' slows it) and end C strings",
    "Cs": "a lone surrogate has no UTF-8",
    "Cn": "noncharacters and unassigned code points have no sound",
    "Co": "private use: an icon font's pictures",
}
UNSAYABLE_CHARACTERS = {
    # bidirectional marks, overrides and isolates: they affect the display, not the speech
    *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f",
    "\ufeff", "\ufffd",
}  # fmt: skip
BREAKS = (
    # where to cut a text that is too long, the best place first
    compile_late(r"\n+"),
    compile_late(r"(?<=[.!?…])[\"'”’)\]]{0,3}\s+|[。！？]"),
    compile_late(r"[;:,–—]\s*|[、，；：]"),
    compile_late(r"\s+"),
)


def make_sayable(text: str) -> str:
    """`text` with a space for every character that has no sound, and with ASCII's digits.

    It keeps its length. eSpeak passes over digits of another script without a word, as Chinese
    text has full-width ones, and Urdu's own in Urdu.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_sayable, text))


def has_words(text: str) -> bool:
    """Whether any letter or digit is in `text`."""
    return any(char.isalnum() for char in text)


def least_seconds(text: str, speed: float) -> float:
    """The fewest seconds that `text` can take; shorter speech has lost some of it."""
    return sum(map(str.isalnum, text)) / FASTEST_LETTERS_PER_S / speed


def split_text(text: str, limit: int) -> tuple[tuple[int, int], ...]:
    """Ranges of at most `limit` characters that touch and cover all of `text`.

    The text is cut after a line, else after a sentence, a clause or a word, and
    inside a word only if the word alone is longer than `limit`. No range holds
    only white space unless the text does.
    """
    ranges = []
    start = 0
    while len(text) - start > limit:
        end = _best_break(text, start, start + limit)
        ranges.append((start, end))
        start = end
    if start < len(text) or not ranges:
        ranges.append((start, len(text)))
    return tuple(_without_blanks(text, ranges))


def _best_break(text: str, start: int, latest: int) -> int:
    # a break in the first third would leave a very short part
    earliest = start + (latest - start) // 3
    for pattern in BREAKS:
        ends = [match.end() for match in pattern.finditer(text, earliest, latest)]
        if ends:
            return ends[-1]
    return latest


def _without_blanks(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if (kept and not text[start:end].strip()) or (
            kept and not text[kept[-1][0] : kept[-1][1]].strip()
        ):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _sayable(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return " " if _is_unsayable(char) else char


def _is_unsayable(char: str) -> bool:
    return char in UNSAYABLE_CHARACTERS or unicodedata.category(char) in UNSAYABLE
