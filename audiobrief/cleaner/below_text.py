"""Drop the boxes that a template sets below a text, and the credits of who made it.

Nothing here depends on one maker's classes. What stands below the last of a text's
paragraphs, in a box of another make, and leads to another page of the site, announces that page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.linked_text import leads_away, leads_within
from audiobrief.cleaner.metadata.names import is_person
from audiobrief.cleaner.metadata.wording import AND
from audiobrief.cleaner.phrases import CONTACTED
from audiobrief.cleaner.vocabulary import BYLINE, CORRECTION, ENDNOTE
from audiobrief.patterns import compile_late

ANNOUNCED = "announced below the text"
MAX_SET_BELOW = 400
"""The most that such a box says, in characters."""
TOLD_IN = ITEMS | {"blockquote", "table", "pre", "ul", "ol", "dl"}
"""Elements whose text is the article's, though a link is in it."""
MAX_CREDIT = 120
"""The longest line with the names of those who made a text, in characters."""
CREDIT = compile_late(r"(?P<role>[^\W\d_][\w /&-]{2,40}):\s*(?P<names>[^:]{4,100})")
"""A role and the names for it: "Editing: Ines Varga, Tomas Reil"."""
BETWEEN_NAMES = compile_late(rf"[,;/]|{AND}")


def drop_below(layout: Layout, kept: Sequence[Line]) -> None:
    """Drop what a template or an editor sets below the last paragraph of a text.

    Args:
        layout: the page.
        kept: its kept lines, in order.
    """
    _drop_credits(kept)
    kept = [line for line in kept if not line.reason]
    home = layout.home_of(kept)
    last = next((i for i, x in enumerate(reversed(kept)) if layout.place_of(x) in home), None)
    if not last:
        return
    for box, lines in _boxes_below(layout, kept[-last:], kept[-last - 1]):
        if _announces(layout, box, lines):
            for line in lines:
                line.reason = ANNOUNCED


def _drop_credits(kept: Sequence[Line]) -> None:
    """Drop the lines below a text that name who made it, each after their role."""
    found = [*itertools.takewhile(_is_credit, reversed(kept))]
    if found and (len(found) > 1 or found[0].slanted > 0.5 * found[0].size):
        for line in found:
            line.reason = BYLINE


def _is_credit(line: Line) -> bool:
    if line.size > MAX_CREDIT or ENDNOTE.match(line.text):
        return False
    credit = CREDIT.fullmatch(line.text)
    return credit is not None and all(
        is_person(name.strip()) for name in BETWEEN_NAMES.split(credit["names"])
    )


def _boxes_below(
    layout: Layout, lines: Sequence[Line], last: Line
) -> Iterator[tuple[Box, list[Line]]]:
    """Yield each outermost box that holds some of `lines` and not the text's `last`, with them."""
    around_text = {box.index for box in layout.around(last.box)}

    def outermost(line: Line) -> int:
        apart = [b.index for b in layout.around(line.box) if b.index not in around_text]
        return apart[-1] if apart else -1

    for index, held in itertools.groupby(lines, outermost):
        if index >= 0:
            yield layout.boxes[index], list(held)


def _announces(layout: Layout, box: Box, lines: Sequence[Line]) -> bool:
    """Whether a box below the text leads to another page of the site, and quotes or lists nothing."""
    if sum(line.size for line in lines) > MAX_SET_BELOW:
        return False
    if any(CORRECTION.match(line.text) or ENDNOTE.match(line.text) for line in lines):
        return False
    if any(
        inner.name in TOLD_IN
        for line in lines
        for inner in layout.around(line.box)
        if inner.index >= box.index
    ):
        return False
    if all(layout.boxes[line.box].name in HEADINGS for line in lines):
        return False
    links = [
        str(link.attrs.get("href", ""))
        for line in lines
        if line.links and leads_away(line)
        for link in line.links
    ]
    return bool(links) and all(
        leads_within(address, layout.host) and not CONTACTED.search(address)
        for address in links
    )
