"""Drop what readers wrote below a text, and what a forum prints beside each post."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import HEADINGS, Layout
from audiobrief.cleaner.phrases import POSTS, THREAD
from audiobrief.cleaner.vocabulary import AUTHOR_BOX, COMMENTS

MIN_COMMENTED = 2
"""The fewest paragraphs above readers' comments."""


def drop_thread(layout: Layout, inside: Sequence[int]) -> None:
    """Drop everything from the heading that counts the readers' comments."""
    told = 0
    for place, index in enumerate(inside):
        line = layout.lines[index]
        name = layout.boxes[line.box].name
        if told >= MIN_COMMENTED and name in HEADINGS and THREAD.match(line.text):
            for below in inside[place:]:
                layout.lines[below].reason = layout.lines[below].reason or COMMENTS
            return
        told += bool(line.prose and not line.reason)


def drop_posters(layout: Layout, inside: Sequence[int]) -> None:
    """Drop what a forum says beside each post of its writer, in a cell or box of its own."""
    boxes = {layout.lines[i].box for i in inside if POSTS.fullmatch(layout.lines[i].text)}
    for index in inside:
        line = layout.lines[index]
        if line.box in boxes and not line.prose:
            line.reason = line.reason or AUTHOR_BOX
