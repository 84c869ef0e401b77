"""Lines inside the article's box that are no part of its text, and why."""

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
"""Share of a line inside links from which it is a link and no sentence."""
MIN_LINKED_SENTENCE = 60
"""Characters of a sentence that is one link, and no call to follow it."""
BUTTONS = frozenset({"button", "buttons", "btn", "cta"})
DEK = "dek"
RULE = "rule"
ORNAMENT = compile_late(r"(?:[#*~=•·\-–—⁂]\s*){2,}|-\s?30\s?-|⁂|-?\s?ENDS\s?-?")
"""What parts of a text are divided by, and a press release's marks of its end."""
HEADLINE_REACH = 30
"""Lines between a headline and the text: deks, bylines, dates, buttons, captions."""
MAX_DEK = 320
"""Characters: the Associated Press asks for 130, and others write twice that."""
MIN_REPEATED = 60
"""Characters from which a paragraph that was said already is a mistake of the page."""
MAY_REPEAT = frozenset({"li", "td", "th", "dd", "dt", "pre", *HEADINGS})
"""Recipes, tables and refrains say things twice."""
ABOVE_HEADLINE = "above the headline"
SECTIONS = frozenset({RELATED, NEWSLETTER, COMMENTS, TAGS, AUTHOR_BOX})
"""Reasons that are good for a whole section, its heading included."""
MAX_TELLING = 400
"""Characters of a note about the writer."""
MAX_SAID = 800
"""Characters of prose in the box of a headline, dek, byline or date."""
PULL_QUOTE = frozenset(
    {
        "pullquote", "pull", "quote", "blockquote", "quotation", "zitat", "citation", "cita",
        "destacado", "destaque", "exergue",
    }
)  # fmt: skip
SENTENCE = compile_late(r"(?<=[.!?…])[”’\"»]*\s+")
MIN_PULL_QUOTE, MAX_PULL_QUOTE = 15, 300
"""Letters, and characters, of a sentence that is set large beside the text."""
MAX_ABOVE = 3
"""Prose above a headline, as a multiple of that below, from which it heads no text."""
MIN_SAME_DEK = 40
"""Letters from which a dek that begins as the text does is cut from it."""
EDGE = 4
"""Paragraphs at the end of a story among which its writer may be introduced."""


def sift(layout: Layout, bodies: Sequence[Box], title: str, dek: str = "") -> str:
    """Give every line that is not part of the article its reason.

    Gives back the dek: the known one, or what stands between the headline and the text;
    none where it is the text's first paragraph.
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
            # templates repeat a paragraph in another box; in one box its writer did
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
    # some newsrooms set two lines under a headline, and one is called its subtitle
    return found if folded(dek) in folded(found) else f"{dek} {found}".strip()


def _begins_as(dek: str, first: str) -> bool:
    """Whether the text's first paragraph begins with the dek, which programs cut from it."""
    key = folded(dek)
    return len(key) >= MIN_SAME_DEK and first.startswith(key)


def _drop_repeated(layout: Layout, again: Sequence[int]) -> None:
    """Drop the lines of prose `again`, where their box says nothing else."""
    for index in again:
        around = layout.boxes[layout.boxes[layout.lines[index].box].parent]
        new = (i for i in range(around.first, around.last) if i not in again)
        if not any(layout.lines[i].prose and not layout.lines[i].reason for i in new):
            layout.lines[index].reason = REPEATED


def _restore_first(layout: Layout, bodies: Sequence[Box]) -> bool:
    """Whether the dek is the first of the text's paragraphs, which then stay in it.

    Search engines are often given the first paragraph as the description, and the box of
    several is called an introduction or a summary.
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
    """Drop the lines in boxes of their own that say a sentence of the text again."""
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
                # below the sentence stands who says it
                line.reason = REPEATED


def _is_said_twice(quote: str, text: str) -> bool:
    """Whether each sentence of `quote` stands twice in `text`: quotes leave out "she said"."""
    sentences = [folded(sentence) for sentence in SENTENCE.split(quote)]
    return len(folded(quote)) > MIN_PULL_QUOTE and all(
        len(said) > MIN_PULL_QUOTE and text.count(said) > 1 for said in sentences if said
    )


def _repeats(layout: Layout, quote: Box) -> bool:
    """Whether a box that is set large begins with what is said already."""
    first = layout.lines[quote.first]
    return not PULL_QUOTE.isdisjoint(quote.words) and first.reason == REPEATED


def _drop_sections(layout: Layout, inside: Sequence[int]) -> None:
    """Drop the lists below a label such as "Read more", and headings of what was dropped."""
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
    """Whether below one line that is dropped the heading's own text goes on."""
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
    """`inside` without the lines above the headline, where that stands among them."""
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
    """The prose between the headline and the boxes of the text: the story's dek."""
    start = min((body.first for body in bodies), default=0)
    said: list[Line] = []
    for line in reversed(layout.lines[max(0, start - HEADLINE_REACH) : start]):
        box = layout.boxes[line.box]
        if box.name == "h1" or (head and folded(line.text) == head):
            said.reverse()
            dek = " ".join(lead.text for lead in said)
            for lead in said:
                # a longer text above the box of the others is the story's first paragraphs
                lead.reason = DEK if len(dek) <= MAX_DEK else ""
            return dek if len(dek) <= MAX_DEK else ""
        if (
            not box.reason
            and line.reason in ("", OUTSIDE)
            and line.prose
            and not _own_reason(line, box, head)
        ):
            if CORRECTION.match(line.text):
                # an editor's note above the text is the story's, and no dek
                line.reason = ""
            else:
                said.append(line)
    return ""


def _mark_said(layout: Layout, title: str, dek: str) -> None:
    """Give the lines that the metadata says their reason: headline, dek, or byline and date."""
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
    """Indices of the lines inside `bodies` and outside chrome; the others get their reason."""
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
            # a timetable's cells look as a player's times do
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
        # an address by itself stands where a program should have set what it leads to
        return RELATED
    if line.linked > 0.5 * line.size and text.isupper():
        # promotions between paragraphs are set in capitals
        return RELATED
    return ""


def _linked_paragraphs(layout: Layout, inside: Sequence[int]) -> set[int]:
    """Indices of the paragraphs that are sentences and links as a whole, among others of the text.

    Links to other stories are headlines, which end in no full stop, or stand in boxes of
    their own.
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
    """Whether a line says when an entry of a live blog was posted, and no more."""
    return bool(CLOCK.match(line.text)) and any(
        box.words & LIVE_ENTRY for box in layout.around(line.box)
    )


def _is_told(line: Line) -> bool:
    """Whether a line that begins as a promotion does is a sentence of the story all the same."""
    text = line.text
    if line.linked or not line.prose or line.strong > 0.5 * line.size:
        return False
    begun = text.find(" ") + 1  # the first word is what it shares with promotions
    if TO_READERS.search(text, begun) or not SENTENCE_OF_STORY.fullmatch(text):
        return False
    label = LABEL.match(text)
    # a caption's label goes before a name, not before "the clerk held up a picture"
    return label is None or text[label.end() :].lstrip()[:1].islower()


def _trim_start(layout: Layout, kept: list[Line]) -> None:
    """Drop what stands between the headline and the first paragraph."""
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
            continue  # the text is divided by headings of this level, from its start
        line.reason = BEFORE
    del kept[:first]


def _trim_end(layout: Layout, kept: list[Line]) -> None:
    """Drop what stands below the last paragraph, and the paragraphs about the writer."""
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
