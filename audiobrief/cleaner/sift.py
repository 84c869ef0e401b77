"""Find the lines inside the article's box that are not part of its text, and say why."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.below_text import drop_below
from audiobrief.cleaner.chapter_times import take_chapter_times
from audiobrief.cleaner.dek_lines import (
    DEK,
    OUTSIDE,
    begins_as,
    restore_first,
    take_above,
    take_set_apart,
)
from audiobrief.cleaner.edges import is_prose, is_told, trim_end, trim_release, trim_start
from audiobrief.cleaner.lines import CELLS, HEADINGS, Box, Layout, Line
from audiobrief.cleaner.linked_text import (
    MAX_LINKED,
    announces,
    is_apart,
    is_own,
    linked_paragraphs,
)
from audiobrief.cleaner.live_entries import is_entry_mark
from audiobrief.cleaner.metadata.bylines import is_byline
from audiobrief.cleaner.metadata.dates import is_dateline
from audiobrief.cleaner.metadata.deks import is_notice
from audiobrief.cleaner.paid_labels import keep_paid_label
from audiobrief.cleaner.phrases import (
    ADDRESS,
    CREDITED,
    MAX_NOTICE,
    MAX_PHRASE,
    NOTICES,
    PHRASES,
)
from audiobrief.cleaner.pull_quotes import REPEATED, drop_pull_quotes
from audiobrief.cleaner.readers_posts import drop_posters, drop_thread
from audiobrief.cleaner.small_boxes import drop_labelled_boxes, drop_lone_labels
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import (
    AUTHOR_BOX,
    BYLINE,
    CAPTION,
    COMMENTS,
    CONTROL,
    CREDIT,
    DATE,
    NEWSLETTER,
    PLAYER,
    RELATED,
    TAGS,
    classes_of,
)
from audiobrief.model import Author
from audiobrief.patterns import compile_late

HEADLINE = "headline"
BUTTONS = frozenset({"button", "buttons", "btn", "cta"})
MAX_PRESSED = 20
"""The longest link that may be a button, in characters."""
RULE = "rule"
ORNAMENT = compile_late(r"(?:[#*~=•·\-–—⁂]\s*){2,}|-\s?30\s?-|⁂|-?\s?ENDS\s?-?")
"""Ornaments that divide the parts of a text, and the end marks of press releases."""
MIN_REPEATED = 60
"""A repeated paragraph with more prose than this, in characters, is a mistake of the page."""
MAY_REPEAT = frozenset({"li", "td", "th", "dd", "dt", "pre", *HEADINGS})
"""Elements that may repeat text: recipes, tables and refrains do."""
ABOVE_HEADLINE = "above the headline"
SECTIONS = frozenset({RELATED, NEWSLETTER, COMMENTS, TAGS, AUTHOR_BOX})
"""Reasons that apply to a whole section, including its heading."""
MAX_SAID = 800
"""The most prose that the box of a headline, dek, byline or date holds, in characters."""
MIN_TOLD = 80
"""The least prose of a paragraph that is no byline although it is in the place of one, in characters."""
MAX_NAMED = 0.3
"""The share of a byline's letters that are its names, where it is as long as a paragraph."""
MAX_ABOVE = 3
"""A headline is ignored if the prose above it is more than this many times that below it."""
MIN_HEADLINE = 20
"""The least headline, in letters, that is looked for at the end of another heading."""
MAX_KICKED = 1.8
"""How many times as long as the headline a heading is at most that also has its kicker."""


def sift(
    layout: Layout,
    bodies: Sequence[Box],
    title: str,
    dek: str = "",
    authors: tuple[Author, ...] = (),
) -> str:
    """Set the reason of every line that is not part of the article, and return the dek.

    The dek is the known one, the prose between the headline and the text, or both. A dek
    that is also the text's first paragraph is left out.
    """
    _mark_said(layout, title, dek, authors)
    if layout.whole:
        _sift_document(layout, bodies, title)
        return dek
    first_paragraph = restore_first(layout, bodies)
    inside = _mark_outside(layout, bodies)
    head = folded(title)
    inside = _below_headline(layout, inside)
    linked = linked_paragraphs(layout, inside)
    found = take_above(
        layout,
        bodies,
        head,
        lambda line: (
            bool(_own_reason(line, layout.boxes[line.box], head))
            or is_notice(line.text, authors)
        ),
    )
    home = layout.home_of(layout.lines[index] for index in inside)
    seen: dict[str, int] = {}
    again: list[int] = []
    for index in inside:
        line = layout.lines[index]
        box = layout.boxes[line.box]
        if index not in linked:
            apart = (box.parent, box.name) not in home or line.slanted > 0.5 * line.size
            line.reason = line.reason or _own_reason(line, box, head, is_set_apart=apart)
            if not line.reason and box.name not in CELLS and announces(layout, line):
                line.reason = RELATED
            elif line.reason == RELATED and is_own(layout, index):
                line.reason = ""
            elif (
                not line.reason
                and line.linked > MAX_LINKED * line.size
                and is_apart(layout, index)
            ):
                line.reason = RELATED
            if not line.reason and is_entry_mark(layout, index):
                line.reason = BYLINE
        if not line.reason and line.prose > MIN_REPEATED and box.name not in MAY_REPEAT:
            key = folded(line.text)
            # Templates repeat a paragraph in another box; writers repeat one in the same box.
            if seen.setdefault(key, box.parent) != box.parent:
                again.append(index)
    _drop_repeated(layout, again)
    _drop_sections(layout, inside)
    drop_labelled_boxes(layout, bodies, inside)
    drop_lone_labels(layout, inside)
    drop_thread(layout, inside)
    drop_posters(layout, inside)
    drop_pull_quotes(layout, inside)
    kept = [layout.lines[index] for index in inside if not layout.lines[index].reason]
    within = set(inside)
    made = [
        layout.lines[i] for i in layout.recipe if i in within and not layout.lines[i].reason
    ]
    if is_prose(kept):
        trim_start(layout, kept)
        drop_below(layout, kept)
        trim_end(layout, kept, tuple(author.name for author in authors))
        trim_release(layout, kept)
    for line in made:  # what a dish takes stands above its first sentence, and is no label
        line.reason = ""
    take_chapter_times(layout, inside)
    keep_paid_label(layout, HEADLINE)
    if first_paragraph:
        return found
    if not (found or dek):
        return take_set_apart(layout, inside)
    first = next((folded(line.text) for line in kept if not line.reason and line.prose), "")
    if begins_as(found, first):
        found = ""
    if begins_as(dek, first):
        return found
    # Some newsrooms put two lines under a headline, and name only one of them as the subtitle.
    return found if folded(dek) in folded(found) else f"{dek} {found}".strip()


def _sift_document(layout: Layout, bodies: Sequence[Box], title: str) -> None:
    """Drop only the title and ornaments of a text that has no page around it."""
    head = folded(title)
    for index in _mark_outside(layout, bodies):
        line = layout.lines[index]
        name = layout.boxes[line.box].name
        if head and name in HEADINGS and folded(line.text) == head:
            line.reason = HEADLINE
        elif ORNAMENT.fullmatch(line.text) and name not in CELLS and name != "pre":
            line.reason = RULE


def _drop_repeated(layout: Layout, again: Sequence[int]) -> None:
    """Drop the repeated lines `again` whose box holds no other prose."""
    for index in again:
        around = layout.boxes[layout.boxes[layout.lines[index].box].parent]
        new = (i for i in range(around.first, around.last) if i not in again)
        if not any(layout.lines[i].prose and not layout.lines[i].reason for i in new):
            layout.lines[index].reason = REPEATED


def _drop_sections(layout: Layout, inside: Sequence[int]) -> None:
    """Drop lists below a label such as "Read more", and headings of dropped sections."""
    label = ""
    for index in inside:
        line = layout.lines[index]
        if line.reason in SECTIONS:
            label = line.reason if line.linked < 0.5 * line.size else ""
        elif label and layout.boxes[line.box].name == "li" and line.linked:
            line.reason = label
        else:
            label = ""
    for index in reversed(inside):
        line = layout.lines[index]
        if layout.boxes[line.box].name in HEADINGS and not line.reason:
            after = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
            if (
                after is not None
                and after.reason in SECTIONS
                and not _heads_text(layout, index)
            ):
                line.reason = after.reason


def _heads_text(layout: Layout, index: int) -> bool:
    """Whether the heading's own text follows after one dropped line, or after an embedded post."""
    line, boxes = layout.lines[index], layout.boxes
    if line.linked:
        return False
    below = index + 1
    while below < len(layout.lines) and _is_embedded(layout, layout.lines[below]):
        below += 1
    if below > index + 1:
        after = layout.lines[below : below + 1]
        return bool(after) and bool(after[0].prose) and not after[0].reason
    if index + 2 >= len(layout.lines):
        return False
    after_next = layout.lines[index + 2]
    return (
        bool(after_next.prose)
        and not after_next.reason
        and boxes[boxes[after_next.box].parent] is boxes[boxes[line.box].parent]
    )


def _is_embedded(layout: Layout, line: Line) -> bool:
    """Whether a dropped line stands in a quotation, as embedded posts of social networks do."""
    return bool(line.reason) and any(
        box.name == "blockquote" for box in layout.around(line.box)
    )


def _below_headline(layout: Layout, inside: list[int]) -> list[int]:
    """`inside` without the headline and the lines above it, if `inside` contains a headline."""
    if not inside:
        return inside
    first, last = inside[0], inside[-1] + 1
    for index in range(first, last):
        if layout.lines[index].reason == HEADLINE:
            above = layout.prose[index] - layout.prose[first]
            if above > MAX_ABOVE * (layout.prose[last] - layout.prose[index]):
                return inside
            start = _first_of_text(layout, [other for other in inside if other != index], index)
            for other in inside:
                if other < start:
                    layout.lines[other].reason = ABOVE_HEADLINE
            return [other for other in inside if other >= start and other != index]
    return inside


def _first_of_text(layout: Layout, inside: Sequence[int], headline: int) -> int:
    """The first paragraph above the headline that is the text's; the headline if none is.

    Pages without a headline of their own may have the title again as the heading of a part. A
    paragraph that stands in one box with those below it is the text's, and so is a part with a
    heading of the same kind.
    """
    boxes = layout.boxes
    head = boxes[layout.lines[headline].box]
    places = {
        (layout.boxes[line.box].parent, layout.boxes[line.box].name)
        for line in (layout.lines[index] for index in inside if index > headline)
        if line.prose
    }
    for index in inside:
        line = layout.lines[index]
        box = boxes[line.box]
        if index >= headline:
            break
        is_part = box.name in HEADINGS and box.name == head.name
        is_part = is_part and boxes[box.parent].words == boxes[head.parent].words
        if is_part and not line.linked and layout.prose[headline] > layout.prose[index + 1]:
            return index
        if line.prose and box.name == "p" and (box.parent, box.name) in places:
            return index
    return headline


def _mark_said(layout: Layout, title: str, dek: str, authors: tuple[Author, ...]) -> None:
    """Mark the lines that the metadata already covers, as headline, dek, date or byline."""
    head, below = folded(title), folded(dek)
    names = [folded(author.name) for author in authors]
    for box in layout.boxes:
        if box.said and layout.prose_in(box) <= MAX_SAID:
            for line in layout.lines[box.first : box.last]:
                line.said = len(line.text)
    for line in layout.lines:
        if line.said > 0.5 * len(line.text):
            key = folded(line.text)
            if head and (key in head or head in key):
                line.reason = HEADLINE
            elif below and (key in below or below in key):
                line.reason = DEK
            elif is_dateline(line.text) and not any(name in key for name in names):
                line.reason = DATE
            elif layout.boxes[line.box].name != "p" or not _is_sentence_with(line, names):
                line.reason = BYLINE


def _is_sentence_with(line: Line, names: Sequence[str]) -> bool:
    """Whether a line is a paragraph that only mentions somebody whom the page calls its author."""
    key = folded(line.text)
    named = sum(len(name) for name in names if name in key)
    return line.prose >= MIN_TOLD and named < MAX_NAMED * len(key) and not is_byline(line.text)


def _mark_outside(layout: Layout, bodies: Sequence[Box]) -> list[int]:
    """Indices of the lines inside `bodies` and outside chrome; other lines get a reason.

    Captions are marked as such instead.
    """
    inside = []
    for index, line in enumerate(layout.lines):
        reason = line.reason or layout.boxes[line.box].reason
        if not any(body.first <= index < body.last for body in bodies):
            line.reason = reason or OUTSIDE
        elif reason == CAPTION and not CREDITED.fullmatch(line.text):
            line.caption = True
        elif reason:
            line.reason = reason
        else:
            inside.append(index)
    return inside


def _own_reason(line: Line, box: Box, head: str, *, is_set_apart: bool = True) -> str:
    text = line.text
    if head and line.size < 300 and folded(text) == head:
        return HEADLINE
    if _holds_headline(line, box, head):
        return REPEATED
    if line.size <= MAX_PHRASE:
        for reason, pattern in PHRASES:
            # The cells of a timetable look like a player's times.
            if (
                pattern.match(text)
                and not (reason == PLAYER and box.name in CELLS)
                and not is_told(line, is_set_apart=is_set_apart)
            ):
                return reason
        if CREDITED.search(text) and not line.linked:
            return CREDIT
    if ORNAMENT.fullmatch(text) and box.name not in CELLS and box.name != "pre":
        return RULE
    if line.size <= MAX_NOTICE:
        for reason, pattern in NOTICES:
            if pattern.match(text):
                return reason
    is_pressed = line.linked > MAX_LINKED * line.size and line.size <= MAX_PRESSED
    if is_pressed and not BUTTONS.isdisjoint(box.words.union(*map(classes_of, line.links))):
        return CONTROL
    if box.name in CELLS:
        return ""
    if line.linked > MAX_LINKED * line.size:
        if line.size > MAX_PRESSED or ADDRESS.match(text):
            return RELATED
        # two links with nothing between them are a bar of buttons, such as comments and print
        return CONTROL if len(line.links) > 1 and line.linked >= line.size else ""
    if ADDRESS.match(text) and text.startswith("http"):
        # A program should have replaced this bare address with an embed.
        return RELATED
    if line.linked > 0.5 * line.size and text.isupper():
        # Sites set promotions between paragraphs in capitals.
        return RELATED
    return ""


def _holds_headline(line: Line, box: Box, head: str) -> bool:
    """Whether a heading is the whole headline again, with a kicker before it."""
    if box.name not in HEADINGS or len(head) < MIN_HEADLINE:
        return False
    key = folded(line.text)
    return key.endswith(head) and len(key) <= MAX_KICKED * len(head)
