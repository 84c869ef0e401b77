"""Tell tables of data from those that lay a page out."""

from __future__ import annotations

from audiobrief.cleaner.lines import Box, Layout

MAX_CELL = 120
"""The mean size of a cell, in characters, from which a table serves only the page's layout."""


def is_data(layout: Layout, table: Box) -> bool:
    """Whether a table holds data; most old pages and many e-mails use tables for layout."""
    inner = layout.boxes[table.index + 1 : table.end]
    if any(box.name == "table" for box in inner):
        return False
    cells = [box for box in inner if box.name in ("td", "th")]
    rows = sum(box.name == "tr" for box in inner)
    if len(cells) < 4 or rows < 2 or len(cells) < 2 * rows - 1:
        return False
    size = layout.size[table.last] - layout.size[table.first]
    return size / len(cells) < MAX_CELL
