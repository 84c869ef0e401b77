"""Take the times of a recording's chapters from a list: "07:42 The town" is a place in a sound.

Podcasts and videos list their chapters with the time at which each begins (YouTube asks for
0:00 as the first), and a listener of the text cannot go there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobrief.cleaner.lines import Layout
from audiobrief.patterns import compile_late

STAMP = compile_late(r"[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])]?\s*[-–—:|]?\s+(?=\S)")
MIN_CHAPTERS = 3
CHAPTER = "time in a recording"


def take_chapter_times(layout: Layout, inside: Sequence[int]) -> None:
    """Remove the times before the chapters of a recording from the kept lines."""
    run: list[tuple[int, int]] = []
    for index in [*inside, -1]:
        line = layout.lines[index] if index >= 0 else None
        found = STAMP.match(line.text) if line is not None and not line.reason else None
        second = -1
        if found:
            second = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
        if found and (second > run[-1][1] if run else second == 0):
            run.append((index, second))
            continue
        if len(run) >= MIN_CHAPTERS:
            for chapter, _ in run:
                _take(layout, chapter)
        run = [(index, second)] if found and second == 0 else []


def _take(layout: Layout, index: int) -> None:
    line = layout.lines[index]
    found = STAMP.match(line.text)
    if found:
        layout.hidden.append(replace(line, text=found[0].strip(), reason=CHAPTER))
        line.text = line.text[found.end() :]
