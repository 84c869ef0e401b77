"""Find what stands above and below a text in its own box, and say why it is not read."""

from __future__ import annotations

import itertools
import re

from audiobrief.cleaner.lines import HEADINGS, ITEMS, Layout, Line, Place
from audiobrief.cleaner.linked_text import MAX_LINKED
from audiobrief.cleaner.metadata.deks import LIFE
from audiobrief.cleaner.phrases import (
    ASKED_TO,
    CONTACT,
    CONTACTED,
    INTRODUCED,
    LABEL,
    OFFERED,
    OURS,
    REPORTED,
    TELLING,
    TO_READERS,
)
from audiobrief.cleaner.phrases import SENTENCE as SENTENCE_OF_STORY
from audiobrief.cleaner.tables import is_data
from audiobrief.cleaner.vocabulary import (
    AUTHOR_BOX,
    NEWSLETTER,
    RELATED,
)
from audiobrief.patterns import compile_late

MAX_TELLING = 400
"""A note about the writer is shorter than this, in characters."""
BEFORE = "above the text"
AFTER = "below the text"
QUOTED = ("“", '"', "„", "«", "‘")
APPEAL = compile_late(
    # A newsroom asks its readers for money or their names.
    r"\b(?:support|donate|chip in|back|unterstütz\w*|spende\w*|soutene[zr]|soutien|faites un don|apoy[ae]\w*|don[ae]|hazte|sostien[ei]|sosteneteci|steun\w*|doneer|støt\w*|stöd\w*)"
    r" (?:\w+ ){0,2}?(?:us|our|uns|unser\w*|nous|notre|nos|nuestr\w+|ci|nostr\w+|ons|onze|oss|vår\w*|vores)\b",
    re.IGNORECASE,
)
MAX_APPEAL = 1_200
"""The longest such paragraph, in characters."""
MIN_TOLD_WORDS = 7
"""The fewest words of a sentence that tells something."""
MOST_AHEAD = 3
"""How many words, such as "Correspondent", may stand before the writer's name where a note begins."""
RELEASE_MARK = compile_late(
    r"(?:for immediate release|\W*(?:news|press|media) release\W*|embargoed (?:until|for)\b.{3,60}|source:? [^.]{2,60}|#\s?#\s?#|[–—-]\s?ends?\s?[–—-]|ends)",
    re.IGNORECASE,
)
END_MARK = compile_late(r"#\s?#\s?#|[–—-]\s?30\s?[–—-]|[–—-]\s?ends?\s?[–—-]", re.IGNORECASE)
MAX_END_MARK = 10
MOST_ABOVE_MARK = 0.6
"""The share of the text that stands above such a mark."""
RELEASED_WHEN = compile_late(
    r"\W*(?:for (?:immediate )?release(?: on .{3,40})?|embargoed (?:until|for)\b.{3,60}|zur sofortigen veröffentlichung|sperrfrist:? .{3,40}|pour diffusion immédiate|para (?:su )?publicación inmediata)\W*",
    re.IGNORECASE,
)
"""The line with which a release begins; no reader needs it later."""
MAX_RELEASE_MARK = 80
SENDER = compile_late(
    r"(?:[Aa]bout (?:the )?[A-Z]|(?i:notes? (?:to|for) editors|(?:for )?(?:media |press |investor )?(?:contacts?|enquiries|inquiries|relations)\b|for (?:more|further) information\b)|(?i:source):? [A-Z])"
)
"""The labels above what stands below a release: the company's life, and whom to ask."""
MAX_SENDER = 80
"""The longest such label, in characters."""
RELEASED = 0.5
"""The share of the text that stands above it."""
EDGE = 4
"""How many paragraphs at the end of a story may introduce its writer."""
MIN_PROSE_SHARE = 0.5
"""The least share of a text's characters in paragraphs at which lines at its edges may be dropped."""


def is_prose(kept: list[Line]) -> bool:
    """Whether a text is paragraphs for the most part, so that other lines at its edges are not its own.

    Recipes, programmes, notices and data sheets are short lines with a sentence here and there.
    """
    told = sum(line.prose for line in kept)
    is_running = told >= MIN_PROSE_SHARE * sum(line.size for line in kept)
    return is_running and sum(line.prose > 0 for line in kept) >= 2


def trim_start(layout: Layout, kept: list[Line]) -> None:
    """Drop the lines between the headline and the first paragraph."""
    first = next(index for index, line in enumerate(kept) if line.prose)
    before = kept[:first]
    levels = {layout.boxes[line.box].name for line in kept[first:]} & HEADINGS
    usual = {(box.parent, box.name) for box in (layout.boxes[x.box] for x in kept[first:])}
    top = layout.boxes[kept[first].box]
    for position, line in enumerate(before):
        box = layout.boxes[line.box]
        if line.size <= MAX_RELEASE_MARK and RELEASED_WHEN.fullmatch(line.text):
            line.reason = BEFORE
        if (box.parent, box.name) in usual and box.name not in HEADINGS:
            continue
        if box.name in ITEMS and not line.linked:
            continue  # ingredients, key points
        name = layout.boxes[line.box].name
        if position == len(before) - 1 and (
            name in levels or (name in HEADINGS and box.parent == top.parent)
        ):
            continue  # the text's first section heading: it stands in the text's own box
        line.reason = BEFORE
    del kept[:first]


def trim_end(layout: Layout, kept: list[Line], names: tuple[str, ...] = ()) -> None:
    """Drop the lines below the last paragraph, and the paragraphs about the writer.

    Args:
        layout: the page.
        kept: its kept lines, in order.
        names: the names of the writers.
    """
    end = len(kept)
    edge = EDGE
    prose = [layout.boxes[line.box] for line in kept if line.prose]
    usual = {(box.parent, box.name) for box in prose}
    home = layout.home_of(kept)
    in_table = _tables_of(layout)
    heads_data = False
    while end > 1 and edge:
        line = kept[end - 1]
        heads_data = heads_data and layout.boxes[line.box].name in HEADINGS
        is_datum = line.box in in_table and not line.prose
        reason = ""
        if (line.prose or edge == EDGE) and not (is_datum or heads_data):
            reason = _edge_reason(layout, line, usual, home, names)
        heads_data = is_datum
        if reason:
            line.reason = reason
        elif line.prose:
            edge -= 1
        end -= 1
    _drop_rest_of_notes(kept)


def _drop_rest_of_notes(kept: list[Line]) -> None:
    """Drop the lines that `<br>` divides from a note about the writers in the same paragraph."""
    for before, line in itertools.pairwise(kept):
        if before.reason == AUTHOR_BOX and before.box == line.box and line.breaks:
            line.reason = line.reason or AUTHOR_BOX


def trim_release(layout: Layout, kept: list[Line]) -> None:
    """Drop what a press release says of its sender, and whom to ask, below its text.

    Releases have a line of their own that says what they are, above or below their text.
    """
    kept = [line for line in kept if not line.reason]
    _trim_below_mark(layout, kept)
    kept = [line for line in kept if not line.reason]
    if not any(line.size <= MAX_SENDER and SENDER.match(line.text) for line in kept):
        return
    marks = (line.text for line in layout.lines if line.size <= MAX_RELEASE_MARK)
    if not any(RELEASE_MARK.fullmatch(text) for text in marks):
        return
    told = sum(line.prose for line in kept)
    said = 0.0
    for index, line in enumerate(kept):
        if said >= RELEASED * told and line.size <= MAX_SENDER and SENDER.match(line.text):
            for below in kept[index:]:
                below.reason = AFTER
            return
        said += line.prose


def _trim_below_mark(layout: Layout, kept: list[Line]) -> None:
    """Drop what stands below the one mark with which a release or a wire's story ends."""
    marks = [
        line.source
        for line in layout.lines
        if line.size <= MAX_END_MARK and END_MARK.fullmatch(line.text)
    ]
    if len(marks) != 1:
        return
    below = [line for line in kept if line.source > marks[0]]
    if sum(line.prose for line in below) < (1 - MOST_ABOVE_MARK) * sum(x.prose for x in kept):
        for line in below:
            line.reason = AFTER


def _edge_reason(
    layout: Layout, line: Line, usual: set[Place], home: set[Place], names: tuple[str, ...]
) -> str:
    box = layout.boxes[line.box]
    name = box.name
    if line.box in layout.teasers:
        return RELATED
    if line.prose:
        apart = line.slanted > 0.5 * line.size or (box.parent, name) not in home
        for reason, pattern in TELLING:
            if line.size < MAX_TELLING and pattern.search(line.text):
                if not apart:
                    by_author = reason == AUTHOR_BOX and line.text.startswith(names)
                    in_entry = any(x.index in layout.entries for x in layout.around(line.box))
                    is_offered = is_offer(line) and not (in_entry and _opens_told(line.text))
                    return reason if by_author or is_offered else ""
                return "" if reason != AUTHOR_BOX and is_told(line) else reason
        if apart and line.size < MAX_APPEAL and APPEAL.search(line.text) and not is_told(line):
            return NEWSLETTER
        addresses = [str(link.attrs.get("href", "")) for link in line.links]
        if apart and addresses and all(map(OFFERED.search, addresses)):
            return NEWSLETTER
        apart = apart or bool(line.linked)
        if apart and any(_introduces(line.text, name) for name in names):
            return AUTHOR_BOX
        if line.size < MAX_TELLING and apart and INTRODUCED.search(line.text):
            return AUTHOR_BOX
        return ""
    if name in HEADINGS or line.linked > 0.5 * line.size:
        return AFTER
    if (box.parent, name) in usual:
        return ""
    if name not in ("li", "td", "th") and not line.text.endswith((".", "!", "?", "”", '"')):
        return AFTER
    return ""


def _opens_told(text: str) -> bool:
    """Whether a paragraph begins with a sentence of the story, whatever it offers after that.

    Live desks begin with one, and ask their readers to follow them in the next.
    """
    first, stop, _ = text.partition(". ")
    is_sentence = bool(stop) and len(first.split()) >= MIN_TOLD_WORDS
    return is_sentence and not TO_READERS.search(first)


def _introduces(text: str, name: str) -> bool:
    """Whether a paragraph begins with the writer's name, or a role and that, and tells a life."""
    ahead, found, _ = text.partition(name)
    return (
        bool(found)
        and len(ahead.split()) <= MOST_AHEAD
        and bool(LIFE.match(text, len(ahead + found)))
    )


def _tables_of(layout: Layout) -> set[int]:
    """The indices of all boxes in tables of words and figures, and not of links alone."""
    found: set[int] = set()
    for table in layout.boxes:
        if table.name == "table" and not table.reason and is_data(layout, table):
            linked = layout.linked[table.last] - layout.linked[table.first]
            if linked <= MAX_LINKED * (layout.size[table.last] - layout.size[table.first]):
                found.update(range(table.index, table.end))
    return found


def is_offer(line: Line) -> bool:
    """Whether a paragraph speaks to the reader of the newsroom's or the writer's own channels.

    A story names networks, apps and newsletters, too, and quotes what somebody offered.
    """
    text = line.text
    if CONTACT.search(text) or any(
        CONTACTED.search(str(link.attrs.get("href", ""))) for link in line.links
    ):
        return True
    if text.startswith(QUOTED) and REPORTED.search(text):
        return False
    return bool(OURS.search(text) or (ASKED_TO.search(text) and not REPORTED.search(text)))


def is_told(line: Line, *, is_set_apart: bool = True) -> bool:
    """Whether a line that begins like a promotion is still a sentence of the story."""
    text = line.text
    if line.linked or not line.prose or line.strong > 0.5 * line.size:
        return False
    begun = text.find(" ") + 1  # skip the first word, which promotions share
    offers = TO_READERS.search(text, begun) if is_set_apart else is_offer(line)
    if offers or not SENTENCE_OF_STORY.fullmatch(text):
        return False
    label = LABEL.match(text)
    # After a caption's label comes a name, not text like "the clerk held up a picture".
    return label is None or text[label.end() :].lstrip()[:1].islower()
