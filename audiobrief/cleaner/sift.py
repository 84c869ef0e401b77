"""Find the lines inside the article's box that are not part of its text, and say why."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import CELLS, HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.phrases import (
    ADDRESS,
    CLOCK,
    CREDITED,
    LABEL,
    MAX_NOTICE,
    MAX_PHRASE,
    NOTICES,
    PHRASES,
    TELLING,
    TO_READERS,
)
from audiobrief.cleaner.phrases import SENTENCE as SENTENCE_OF_STORY
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import (
    AUTHOR_BOX,
    BYLINE,
    CAPTION,
    COMMENTS,
    CONTROL,
    CORRECTION,
    CREDIT,
    LIVE_ENTRY,
    NEWSLETTER,
    PLAYER,
    RELATED,
    STANDFIRST,
    TAGS,
)
from audiobrief.patterns import compile_late

OUTSIDE = "outside the article"
HEADLINE = "headline"
REPEATED = "said already"
BEFORE = "above the text"
AFTER = "below the text"
MAX_LINKED = 0.9
"""A line with more than this share of its characters inside links is a link, not a sentence."""
MIN_LINKED_SENTENCE = 60
"""A wholly linked sentence is at least this long, in characters; a call to click is shorter."""
BUTTONS = frozenset({"button", "buttons", "btn", "cta"})
DEK = "dek"
RULE = "rule"
ORNAMENT = compile_late(r"(?:[#*~=•·\-–—⁂]\s*){2,}|-\s?30\s?-|⁂|-?\s?ENDS\s?-?")
"""Ornaments that divide the parts of a text, and the end marks of press releases."""
HEADLINE_REACH = 30
"""How many lines of deks, bylines, dates, buttons and captions may come before the text."""
MAX_DEK = 320
"""The longest dek, in characters: the Associated Press asks for 130, others write twice that."""
MIN_REPEATED = 60
"""A repeated paragraph with more prose than this, in characters, is a mistake of the page."""
MAY_REPEAT = frozenset({"li", "td", "th", "dd", "dt", "pre", *HEADINGS})
"""Elements that may repeat text: recipes, tables and refrains do."""
ABOVE_HEADLINE = "above the headline"
SECTIONS = frozenset({RELATED, NEWSLETTER, COMMENTS, TAGS, AUTHOR_BOX})
"""Reasons that apply to a whole section, including its heading."""
MAX_TELLING = 400
"""A note about the writer is shorter than this, in characters."""
MAX_SAID = 800
"""The most prose that the box of a headline, dek, byline or date holds, in characters."""
PULL_QUOTE = frozenset(
    {
        "pullquote", "pull", "quote", "blockquote", "quotation", "zitat", "citation", "cita",
        "destacado", "destaque", "exergue",
    }
)  # fmt: skip
SENTENCE = compile_late(r"(?<=[.!?…])[”’\"»]*\s+")
MIN_PULL_QUOTE, MAX_PULL_QUOTE = 15, 300
"""A pull quote is longer than the first, in letters, and at most the second, in characters."""
MAX_ABOVE = 3
"""A headline is ignored if the prose above it is more than this many times that below it."""
MIN_SAME_DEK = 40
"""A dek with at least this many letters that the text also begins with was cut from the text."""
EDGE = 4
"""How many paragraphs at the end of a story may introduce its writer."""


def sift(layout: Layout, bodies: Sequence[Box], title: str, dek: str = "") -> str:
    """Set the reason of every line that is not part of the article, and return the dek.

    The dek is the known one, the prose between the headline and the text, or both. A dek
    that is also the text's first paragraph is left out.
    """
    _mark_said(layout, title, dek)
    first_paragraph = _restore_first(layout, bodies)
    inside = _mark_outside(layout, bodies)
    head = folded(title)
    inside = _below_headline(layout, inside)
    linked = _linked_paragraphs(layout, inside)
    found = _above(layout, bodies, head)
    seen: dict[str, int] = {}
    again: list[int] = []
    for index in inside:
        line = layout.lines[index]
        box = layout.boxes[line.box]
        if index not in linked:
            line.reason = line.reason or _own_reason(line, box, head)
            if not line.reason and _is_entry_clock(layout, line):
                line.reason = BYLINE
        if not line.reason and line.prose > MIN_REPEATED and box.name not in MAY_REPEAT:
            key = folded(line.text)
            # Templates repeat a paragraph in another box; writers repeat one in the same box.
            if seen.setdefault(key, box.parent) != box.parent:
                again.append(index)
    _drop_repeated(layout, again)
    _drop_sections(layout, inside)
    _drop_pull_quotes(layout, inside)
    kept = [layout.lines[index] for index in inside if not layout.lines[index].reason]
    if sum(line.prose > 0 for line in kept) >= 2:
        _trim_start(layout, kept)
        _trim_end(layout, kept)
    if first_paragraph:
        return found
    first = next((folded(line.text) for line in kept if not line.reason and line.prose), "")
    if _begins_as(found, first):
        found = ""
    if _begins_as(dek, first):
        return found
    # Some newsrooms put two lines under a headline, and name only one of them as the subtitle.
    return found if folded(dek) in folded(found) else f"{dek} {found}".strip()


def _begins_as(dek: str, first: str) -> bool:
    """Whether the first paragraph begins with the dek, which some programs cut from it."""
    key = folded(dek)
    return len(key) >= MIN_SAME_DEK and first.startswith(key)


def _drop_repeated(layout: Layout, again: Sequence[int]) -> None:
    """Drop the repeated lines `again` whose box holds no other prose."""
    for index in again:
        around = layout.boxes[layout.boxes[layout.lines[index].box].parent]
        new = (i for i in range(around.first, around.last) if i not in again)
        if not any(layout.lines[i].prose and not layout.lines[i].reason for i in new):
            layout.lines[index].reason = REPEATED


def _restore_first(layout: Layout, bodies: Sequence[Box]) -> bool:
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


def _drop_pull_quotes(layout: Layout, inside: Sequence[int]) -> None:
    """Drop pull quotes: lines in their own boxes that repeat a sentence of the text."""
    kept = [layout.lines[index] for index in inside if not layout.lines[index].reason]
    text = ""
    for line in kept:
        box = layout.boxes[line.box]
        outer = layout.boxes[box.parent]
        if line.size <= MAX_PULL_QUOTE and (
            PULL_QUOTE & (box.words | outer.words)
            or "blockquote" in (box.name, outer.name)
            or "aside" in (box.name, outer.name)
        ):
            text = text or "\n".join(folded(other.text) for other in kept)
            if _is_said_twice(line.text, text):
                line.reason = REPEATED
            elif not line.prose and any(_repeats(layout, around) for around in (box, outer)):
                # The line below the quoted sentence names the speaker.
                line.reason = REPEATED


def _is_said_twice(quote: str, text: str) -> bool:
    """Whether `text` contains each sentence of `quote` at least twice.

    The sentences are compared one by one because pull quotes leave out "she said".
    """
    sentences = [folded(sentence) for sentence in SENTENCE.split(quote)]
    return len(folded(quote)) > MIN_PULL_QUOTE and all(
        len(said) > MIN_PULL_QUOTE and text.count(said) > 1 for said in sentences if said
    )


def _repeats(layout: Layout, quote: Box) -> bool:
    """Whether a pull quote's first line has already been dropped as repeated."""
    first = layout.lines[quote.first]
    return not PULL_QUOTE.isdisjoint(quote.words) and first.reason == REPEATED


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
    """Whether the heading's own text follows after one dropped line."""
    if index + 2 >= len(layout.lines):
        return False
    line, after = layout.lines[index], layout.lines[index + 2]
    boxes = layout.boxes
    return (
        not line.linked
        and bool(after.prose)
        and not after.reason
        and boxes[boxes[after.box].parent] is boxes[boxes[line.box].parent]
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
            for other in inside:
                if other < index:
                    layout.lines[other].reason = ABOVE_HEADLINE
            return [other for other in inside if other > index]
    return inside


def _above(layout: Layout, bodies: Sequence[Box], head: str) -> str:
    """The dek: the prose between the headline and the boxes of the text; empty if too long."""
    start = min((body.first for body in bodies), default=0)
    said: list[Line] = []
    for line in reversed(layout.lines[max(0, start - HEADLINE_REACH) : start]):
        box = layout.boxes[line.box]
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
            and not _own_reason(line, box, head)
        ):
            if CORRECTION.match(line.text):
                # An editor's note above the text is part of the story, not its dek.
                line.reason = ""
            else:
                said.append(line)
    return ""


def _mark_said(layout: Layout, title: str, dek: str) -> None:
    """Mark lines that the metadata already covers as headline, dek or byline (dates included)."""
    head, below = folded(title), folded(dek)
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
            else:
                line.reason = BYLINE


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


def _own_reason(line: Line, box: Box, head: str) -> str:
    text = line.text
    if head and line.size < 300 and folded(text) == head:
        return HEADLINE
    if line.size <= MAX_PHRASE:
        for reason, pattern in PHRASES:
            # The cells of a timetable look like a player's times.
            if (
                pattern.match(text)
                and not (reason == PLAYER and box.name in CELLS)
                and not _is_told(line)
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
    if box.name in CELLS:
        return ""
    if line.linked > MAX_LINKED * line.size:
        if line.size > 20 or ADDRESS.match(text):
            return RELATED
        return CONTROL if not BUTTONS.isdisjoint(box.words) else ""
    if ADDRESS.match(text) and text.startswith("http"):
        # A program should have replaced this bare address with an embed.
        return RELATED
    if line.linked > 0.5 * line.size and text.isupper():
        # Sites set promotions between paragraphs in capitals.
        return RELATED
    return ""


def _linked_paragraphs(layout: Layout, inside: Sequence[int]) -> set[int]:
    """Indices of wholly linked paragraphs that are sentences of the text, between others of it.

    Links to other stories are headlines without a full stop, or have their own boxes.
    """
    found = set()
    for before, index, after in zip(inside, inside[1:], inside[2:], strict=False):
        line = layout.lines[index]
        if line.linked <= MAX_LINKED * line.size or line.box in layout.teasers:
            continue
        beside = [layout.lines[before], layout.lines[after]]
        box = layout.boxes[line.box]
        if (
            box.name == "p"
            and len(line.text) >= MIN_LINKED_SENTENCE
            and line.text.endswith((".", ".”", '."', ".»"))
            and all(x.prose and layout.boxes[x.box].parent == box.parent for x in beside)
            and not any(pattern.match(line.text) for _, pattern in PHRASES)
        ):
            found.add(index)
    return found


def _is_entry_clock(layout: Layout, line: Line) -> bool:
    """Whether a line only says when an entry of a live blog was posted."""
    return bool(CLOCK.match(line.text)) and any(
        box.words & LIVE_ENTRY for box in layout.around(line.box)
    )


def _is_told(line: Line) -> bool:
    """Whether a line that begins like a promotion is still a sentence of the story."""
    text = line.text
    if line.linked or not line.prose or line.strong > 0.5 * line.size:
        return False
    begun = text.find(" ") + 1  # skip the first word, which promotions share
    if TO_READERS.search(text, begun) or not SENTENCE_OF_STORY.fullmatch(text):
        return False
    label = LABEL.match(text)
    # After a caption's label comes a name, not text like "the clerk held up a picture".
    return label is None or text[label.end() :].lstrip()[:1].islower()


def _trim_start(layout: Layout, kept: list[Line]) -> None:
    """Drop the lines between the headline and the first paragraph."""
    first = next(index for index, line in enumerate(kept) if line.prose)
    before = kept[:first]
    levels = {layout.boxes[line.box].name for line in kept[first:]} & HEADINGS
    usual = {(box.parent, box.name) for box in (layout.boxes[x.box] for x in kept[first:])}
    for position, line in enumerate(before):
        box = layout.boxes[line.box]
        if (box.parent, box.name) in usual and box.name not in HEADINGS:
            continue
        if box.name in ITEMS and not line.linked:
            continue  # ingredients, key points
        name = layout.boxes[line.box].name
        if position == len(before) - 1 and name in levels:
            continue  # the text's first section heading: others of this level follow
        line.reason = BEFORE
    del kept[:first]


def _trim_end(layout: Layout, kept: list[Line]) -> None:
    """Drop the lines below the last paragraph, and the paragraphs about the writer."""
    end = len(kept)
    edge = EDGE
    prose = [layout.boxes[line.box] for line in kept if line.prose]
    usual = {(box.parent, box.name) for box in prose}
    while end > 1 and edge:
        line = kept[end - 1]
        reason = ""
        if line.prose or edge == EDGE:
            reason = _edge_reason(layout, line, usual)
        if reason:
            line.reason = reason
        elif line.prose:
            edge -= 1
        end -= 1


def _edge_reason(layout: Layout, line: Line, usual: set[tuple[int, str]]) -> str:
    box = layout.boxes[line.box]
    name = box.name
    if line.box in layout.teasers:
        return RELATED
    if line.prose:
        for reason, pattern in TELLING:
            if line.size < MAX_TELLING and pattern.search(line.text):
                return "" if reason != AUTHOR_BOX and _is_told(line) else reason
        return ""
    if name in HEADINGS or line.linked > 0.5 * line.size:
        return AFTER
    if (box.parent, name) in usual:
        return ""
    if (
        line.size < 60
        and name not in ("li", "td", "th")
        and not line.text.endswith((".", "!", "?", "”", '"'))
    ):
        return AFTER
    return ""
