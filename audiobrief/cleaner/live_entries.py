"""Find the entries of a live blog, and when each was posted.

Live-blog tools name the box of an entry, and newsrooms' own tickers do not. What all have in
common is a row of boxes of one make, each with running text and a time of its own, in order,
within a few days: an ISO time, seconds since 1970 in an attribute, or a clock that is shown.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bs4 import Tag

from audiobrief.cleaner.lines import HEADINGS, Box, Layout
from audiobrief.cleaner.metadata import is_byline
from audiobrief.cleaner.metadata.names import is_person
from audiobrief.cleaner.phrases import CLOCK, CLOCK_AHEAD
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.vocabulary import LIVE_ENTRY
from audiobrief.filed.reading import YEARS
from audiobrief.patterns import compile_late

ENTRIES = frozenset({"article", "li", "div", "section"})
STAMPS = frozenset({
    "data-time", "data-timestamp", "data-datetime", "data-published", "data-publish-date",
    "data-published-at", "data-pubdate", "data-date", "data-created", "data-created-at",
    "data-posted",
})  # fmt: skip
"""Attributes in which tools write when an entry was posted, for their scripts."""
EPOCH = compile_late(r"(\d{10})(?:\d{3})?(?:\.\d+)?$")
"""Seconds or milliseconds since 1970, in this century."""
MIN_ENTRIES = 3
MAX_SPAN = timedelta(days=4)
"""How long a live blog runs; lists of posts, and comments, reach further back."""
MAX_LEVELS = 6
"""How many boxes outwards from its time an entry is looked for."""
MAX_CLOCK = 30
"""The longest line that shows a clock alone, in characters."""
MAX_MARK = 60
"""The longest line with an entry's time and writer, in characters."""
MOST = 0.5
"""The share of a page's prose that its entries hold, unless its data calls it a live blog."""
LIVE = "LiveBlogPosting"


def mark_entries(layout: Layout, tree: Tree, kinds: frozenset[str]) -> None:
    """Note the boxes of a live blog's entries, with their times, in `layout.entries`."""
    named = [
        box for box in layout.boxes if not (LIVE_ENTRY.isdisjoint(box.words) or box.reason)
    ]
    outermost: list[Box] = []
    for box in named:
        if not outermost or box.index >= outermost[-1].end:
            outermost.append(box)
    if outermost:
        layout.entries = {box.index: _time_in(box.tag) for box in outermost}
        return
    marks = [*_marks(layout, tree, is_live=LIVE in kinds)]
    if len(marks) < MIN_ENTRIES:
        return
    most = 0.0 if LIVE in kinds else MOST * _shown(layout)
    best: list[tuple[Box, datetime | None]] = []
    for row in _rows(layout, marks):
        told = sum(layout.prose_in(box) for box, _ in row)
        if told > most and _are_entries(layout, row):
            best, most = row, told
    layout.entries = {box.index: _time_in(box.tag) or posted for box, posted in best}


def is_entry_mark(layout: Layout, index: int) -> bool:
    """Whether a line says only when, and by whom, the entry of a live blog around it was posted."""
    line = layout.lines[index]
    if not layout.entries or line.size > MAX_MARK or layout.boxes[line.box].name in HEADINGS:
        return False
    entry = next((box for box in layout.around(line.box) if box.index in layout.entries), None)
    if entry is None:
        return False
    if CLOCK.match(line.text):
        return True
    if any(above.prose for above in layout.lines[entry.first : index]):
        return False
    return bool(
        CLOCK_AHEAD.match(line.text) or is_byline(line.text) or is_person(line.text)
    ) and not line.text.endswith((".", "!", "?"))


def home_of_entries(layout: Layout) -> Box | None:
    """The box around all entries; None if there are none."""
    if not layout.entries:
        return None
    first, last = min(layout.entries), max(layout.entries)
    return next(
        (box for box in layout.around(first) if box.index < first and box.end > last), None
    )


def _shown(layout: Layout) -> float:
    return sum(line.prose for line in layout.lines if not layout.boxes[line.box].reason)


def _marks(
    layout: Layout, tree: Tree, *, is_live: bool
) -> Iterator[tuple[Box, datetime | None]]:
    """Yield each innermost box around a time, with the time."""
    times = tree.by_name.get("time", ())
    stamped = [box for box in layout.boxes if not STAMPS.isdisjoint(box.tag.attrs)]
    if not is_live and max(len(times), len(stamped)) < MIN_ENTRIES:
        return
    clocks = [x for x in layout.lines if x.size <= MAX_CLOCK and CLOCK.match(x.text)]
    boxes = {id(box.tag): box for box in layout.boxes}
    found: dict[int, datetime | None] = {line.box: None for line in clocks}
    for tag in (*times, *tree.by_name.get("meta", ())):
        posted = _time_of(tag)
        if posted is not None and (box := _box_around(tag, boxes)) is not None:
            found[box.index] = found.get(box.index) or posted
    for box in stamped:
        if (posted := _stamp_of(box.tag)) is not None:
            found[box.index] = posted
    yield from ((layout.boxes[index], posted) for index, posted in found.items())


def _box_around(tag: Tag, boxes: dict[int, Box]) -> Box | None:
    return next((boxes[id(parent)] for parent in tag.parents if id(parent) in boxes), None)


def _rows(
    layout: Layout, marks: Sequence[tuple[Box, datetime | None]]
) -> Iterator[list[tuple[Box, datetime | None]]]:
    """Yield the rows of boxes of one make around the times, in the page's order."""
    rows: dict[object, dict[int, datetime | None]] = {}
    for mark, posted in sorted(marks, key=lambda pair: pair[0].index):
        for box in itertools.islice(layout.around(mark.index), MAX_LEVELS):
            if box.name not in ENTRIES or box.reason:
                continue
            make = box.parent, box.name, next(iter(box.tag.attrs.get("class", ())), "")
            row = rows.setdefault(make, {})
            row[box.index] = row.get(box.index) or posted
    for row in rows.values():
        if len(row) >= MIN_ENTRIES:
            yield [(layout.boxes[index], row[index]) for index in sorted(row)]


def _are_entries(layout: Layout, row: Sequence[tuple[Box, datetime | None]]) -> bool:
    """Whether a row's boxes hold text, are no teasers, and have times in order."""
    if not all(layout.prose_in(box) for box, _ in row) or any(
        line.linked > 0.5 * line.size and layout.boxes[line.box].name in HEADINGS
        for box, _ in row
        for line in layout.lines[box.first : box.last]
    ):
        return False
    times = [posted for _, posted in row if posted is not None]
    if not times:
        return True  # clocks that are shown
    if len(times) < len(row) or max(times) - min(times) > MAX_SPAN or len(set(times)) < 2:
        return False
    return times in (sorted(times), sorted(times, reverse=True))


def _time_in(tag: Tag) -> datetime | None:
    """When an entry was posted, by the first time in it or its own attributes.

    Attributes for a tool's scripts may say when the entry was last changed.
    """
    inner = (_time_of(found) for found in tag.find_all(["time", "meta"], limit=8))
    return next((posted for posted in inner if posted is not None), None) or _stamp_of(tag)


def _time_of(tag: Tag) -> datetime | None:
    if tag.name == "time":
        return _read(tag.attrs.get("datetime"))
    is_date = "datePublished" in str(tag.attrs.get("itemprop") or "")
    return _read(tag.attrs.get("content")) if is_date else None


def _stamp_of(tag: Tag) -> datetime | None:
    given = (value for name, value in tag.attrs.items() if name in STAMPS)
    return next((posted for posted in map(_read, given) if posted is not None), None)


def _read(value: object) -> datetime | None:
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    epoch = EPOCH.match(value.strip())
    if epoch:
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    try:
        posted = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if posted.year not in YEARS:
        return None
    return posted if posted.tzinfo else posted.replace(tzinfo=UTC)
