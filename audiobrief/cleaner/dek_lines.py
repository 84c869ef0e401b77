"""Tell which lines of a text are its dek, and which only look like one."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import HEADINGS, Box, Layout
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import BYLINE, STANDFIRST

DEK = "dek"
MAX_DEK = 320
"""The longest dek, in characters: the Associated Press asks for 130, others write twice that."""
MIN_SAME_DEK = 40
"""A dek with at least this many letters that the text also begins with was cut from the text."""
MOST_BOLD = 0.9
"""The share of a paragraph's characters in bold from which it is set apart from the text."""


def begins_as(dek: str, first: str) -> bool:
    """Whether the first paragraph begins with the dek, which some programs cut from it."""
    key = folded(dek)
    return len(key) >= MIN_SAME_DEK and first.startswith(key)


def take_bold_lead(layout: Layout, inside: Sequence[int]) -> str:
    """Return the dek that stands as a paragraph in bold between the headline and the byline."""
    kept = [index for index in inside if not layout.lines[index].reason][:2]
    if len(kept) < 2:
        return ""
    line, after = (layout.lines[index] for index in kept)
    signed = any(x.reason == BYLINE for x in layout.lines[kept[0] + 1 : kept[1]])
    is_bold = line.strong > MOST_BOLD * line.size and after.strong < 0.5 * after.size
    if not (signed and is_bold and line.prose and line.size <= MAX_DEK):
        return ""
    line.reason = DEK
    return line.text


def restore_first(layout: Layout, bodies: Sequence[Box]) -> bool:
    """Put back the text's paragraphs that were marked as the dek.

    False if there are none, or if the dek is a standfirst or a heading instead.

    Sites often give search engines the first paragraph as the description, and some name the
    box of the first few paragraphs an introduction or a summary.
    """
    leads = [
        line
        for body in bodies
        for line in layout.lines[body.first : body.last]
        if line.reason == DEK
    ]
    for line in leads:
        around = list(layout.around(line.box))[:3]
        if any(box.words & STANDFIRST or box.name in HEADINGS for box in around):
            return False
        line.reason = ""
    return bool(leads)
