"""Tell which lines of a text are its dek, and which only look like one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audiobrief.cleaner.insets import stands_with_picture
from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import BYLINE, CORRECTION, DATE, STANDFIRST

DEK = "dek"
OUTSIDE = "outside the article"
HEADLINE_REACH = 30
"""How many lines of deks, bylines, dates and captions may come before the text; menus, buttons
and advertisements do not count."""
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


def take_above(
    layout: Layout, bodies: Sequence[Box], head: str, is_noise: Callable[[Line], bool]
) -> str:
    """The dek: the prose between the headline and the boxes of the text; empty if too long.

    Args:
        layout: the page.
        bodies: the boxes of the text.
        head: the title, folded.
        is_noise: whether a line is a credit, a notice or a promotion.
    """
    start = min((body.first for body in bodies), default=0)
    said: list[Line] = []
    reach = HEADLINE_REACH
    for index in range(start - 1, -1, -1):
        line = layout.lines[index]
        box = layout.boxes[line.box]
        reach -= not box.reason
        if reach < 0:
            break
        if box.name == "h1" or (head and folded(line.text) == head):
            said.reverse()
            dek = " ".join(lead.text for lead in said)
            for lead in said:
                # Longer prose above the text's box is the story's first paragraphs.
                lead.reason = DEK if len(dek) <= MAX_DEK else ""
            return dek if len(dek) <= MAX_DEK else ""
        if (
            not box.reason
            and line.reason in ("", OUTSIDE)
            and line.prose
            and not is_noise(line)
            and not stands_with_picture(layout, line)
        ):
            if CORRECTION.match(line.text):
                # An editor's note above the text is part of the story, not its dek.
                line.reason = ""
            else:
                said.append(line)
    return ""


def take_set_apart(layout: Layout, inside: Sequence[int]) -> str:
    """Return the dek that opens the text's own box as a paragraph in bold, or as a heading.

    A paragraph in bold stands above the byline; a heading is a sentence, and the text has no
    other heading of its kind.
    """
    kept = [index for index in inside if not layout.lines[index].reason]
    if len(kept) < 2:
        return ""
    line, after = (layout.lines[index] for index in kept[:2])
    signed = any(x.reason in {BYLINE, DATE} for x in layout.lines[kept[0] + 1 : kept[1]])
    is_bold = signed and line.strong > MOST_BOLD * line.size and after.strong < 0.5 * after.size
    name = layout.boxes[line.box].name
    is_heading = (
        name in HEADINGS
        and line.text.endswith(".")
        and not line.linked
        and all(layout.boxes[layout.lines[index].box].name != name for index in kept[1:])
    )
    if not ((is_bold or is_heading) and line.prose and after.prose and line.size <= MAX_DEK):
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
