"""Choose all of a page that is short lines with a sentence here and there.

Recipes, programmes, notices and data sheets have no running text, so the box that holds the most
of it is one sentence of many lines.
"""

from __future__ import annotations

from audiobrief.cleaner.chrome import PARAGRAPHS
from audiobrief.cleaner.lines import HEADINGS, Box, Layout

MIN_TOLD = 300
"""The least prose of a story, in characters; a box with less may be one sentence of a data sheet."""
MIN_WORDS = 0.85
"""The least share of the words outside chrome, headings and links that the box of a sheet holds."""
MAX_HELD = 0.67
"""A box that was chosen and has at least this share of those words is the story, and no sentence of a
sheet."""
MAX_LINKS = 0.3
"""A box with at least this share of its words in links is a list of links."""


def whole_sheet(layout: Layout, chosen: list[Box]) -> list[Box]:
    """`chosen`, or the box around most of the page's words if `chosen` holds hardly a paragraph."""
    if not chosen or sum(map(layout.prose_in, chosen)) >= MIN_TOLD:
        return chosen
    words, links = [0.0], [0.0]
    for line in layout.lines:
        box = layout.boxes[line.box]
        is_counted = not (box.reason or line.box in layout.teasers or box.name in HEADINGS)
        words.append(words[-1] + is_counted * max(line.size - 2 * line.linked, 0.0))
        links.append(links[-1] + is_counted * line.linked)
    fitting = [
        box
        for box in layout.boxes
        if not box.reason
        and box.name not in PARAGRAPHS
        and words[box.last] - words[box.first] >= MIN_WORDS * words[-1]
    ]
    sheet = min(fitting, key=lambda box: (box.last - box.first, -box.index), default=None)
    if sheet is None:
        return chosen
    told = words[sheet.last] - words[sheet.first]
    held = sum(words[box.last] - words[box.first] for box in chosen)
    linked = links[sheet.last] - links[sheet.first]
    is_sheet = held < MAX_HELD * told and linked < MAX_LINKS * (told + linked)
    return [sheet] if is_sheet else chosen
