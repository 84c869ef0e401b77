"""Drop what a template sets in small boxes between the paragraphs of a text.

A template sets a label ("Read this, too", "Advertisement") and what it announces in one box. Where
scripts open the story that is announced, no link tells so; the box around the label does. And where
the paragraphs of a text are `p` in one box, a few words in a `div` between them are a template's:
on 420 labelled pages and 200 of news, none of 21 such lines was the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout, Line, Place
from audiobrief.cleaner.vocabulary import (
    ADVERTISEMENT,
    ASIDE,
    NEWSLETTER,
    PLAYER,
    RELATED,
    STANDFIRST,
)
from audiobrief.cleaner.walk import SENTENCE_END

BOXES = frozenset({"div", "section", "aside", "li"})
MAX_LINES = 6
"""The most lines of such a box."""
MAX_SIZE = 500
"""The most that it says, in characters."""
LABELLED = frozenset({RELATED, NEWSLETTER, ADVERTISEMENT})
"""Reasons of a label that go for the box around it."""
LONE = "label in a box of its own"
MOST = 0.7
"""The share of a text's prose in one box from which boxes of other makes are set between it."""
MAX_LONE = 80
"""The longest line that such a label is, in characters."""
SET_BETWEEN = frozenset({"div", "section", "aside", "center"})
TOLD_IN = ITEMS | {"blockquote", "table", "pre", "dl", "figure"}
"""Elements whose words are the writer's, however few."""
HEADED = STANDFIRST | {
    "headline", "heading", "header", "title", "titre", "titel", "titulo", "titolo", "headings", "crosshead",
    "crossheading", "intertitle", "intertitulo", "zwischentitel", "zwischenueberschrift", "ueberschrift", "subtitle",
    "tussenkop", "rubrik", "mellemrubrik", "mellomtittel", "question", "frage", "speaker", "verse", "poem", "lyrics",
}  # fmt: skip
"""Words that name the box of a heading, or of a line that the writer set apart."""
VIDEO = frozenset({"video", "videos", "inread", "videobox", "videowrapper", "videoembed"})
"""Words that name the box of a video, of which scripts show more than a line or two."""
MAX_TITLED = 100
"""The longest text of a video's box that is the player's, in characters."""


def drop_labelled_boxes(layout: Layout, bodies: Sequence[Box], inside: Sequence[int]) -> None:
    """Drop the rest of the small boxes in `bodies` that hold a label, and what a video says of itself.

    Args:
        layout: the page.
        bodies: the boxes of the text.
        inside: the indices of their lines.
    """
    kept = (layout.lines[index] for index in inside if not layout.lines[index].reason)
    home = layout.home_of(kept)
    for body in bodies:
        for box in layout.boxes[body.index + 1 : body.end]:
            if box.reason or box.name not in BOXES or not 0 < box.last - box.first <= MAX_LINES:
                continue
            if (box.first, box.last) == (body.first, body.last):
                continue
            lines = [x for x in layout.lines[box.first : box.last] if not x.reason]
            reason = _reason(layout, box) if lines else ""
            if reason and not any(layout.place_of(line) in home for line in lines):
                for line in lines:
                    line.reason = reason


def drop_lone_labels(layout: Layout, inside: Sequence[int]) -> None:
    """Drop boxes of a few words that stand between the paragraphs of a text.

    Labels of advertisements, what a video is called, and counters are of any language.
    """
    kept = [layout.lines[index] for index in inside if not layout.lines[index].reason]
    told: dict[Place, float] = {}
    for line in kept:
        if line.prose:
            told[layout.place_of(line)] = told.get(layout.place_of(line), 0.0) + line.prose
    home = max(told, key=lambda place: told[place], default=(-1, ""))
    if home[1] != "p" or told[home] < MOST * sum(told.values()):
        return
    for box in layout.boxes[home[0] + 1 : layout.boxes[home[0]].end]:
        if box.parent == home[0] and box.name in SET_BETWEEN and _is_label(layout, box):
            for line in layout.lines[box.first : box.last]:
                line.reason = line.reason or LONE


def _is_label(layout: Layout, box: Box) -> bool:
    """Whether all lines of a box are few words, and none is a heading's or a list's of the writer's."""
    if not 0 < box.last - box.first <= MAX_LINES or not box.words.isdisjoint(ASIDE):
        return False
    if not all(map(_is_few_words, layout.lines[box.first : box.last])):
        return False
    own = TOLD_IN - {"li"} if box.name == "aside" else TOLD_IN
    inner = layout.boxes[box.index : box.end]
    if any(each.name in own or not each.words.isdisjoint(HEADED) for each in inner):
        return False
    names = {layout.boxes[line.box].name for line in layout.lines[box.first : box.last]}
    return not names <= HEADINGS


def _is_few_words(line: Line) -> bool:
    if line.caption or line.prose or line.size > MAX_LONE:
        return False
    if line.strong > 0.5 * line.size and not line.reason:
        return False  # writers and editors set headings in bold
    return not line.text.endswith(SENTENCE_END)


def _reason(layout: Layout, box: Box) -> str:
    """Why all of a small box is no part of the text; empty if nothing tells so."""
    lines = layout.lines[box.first : box.last]
    size = sum(line.size for line in lines)
    if size > MAX_SIZE or any(line.caption for line in lines):
        return ""
    labels = [
        line
        for line in lines
        if line.reason in LABELLED and not line.linked and not layout.boxes[line.box].reason
    ]
    if labels and not any(
        line.prose and line.size > MAX_LONE and not line.reason for line in lines
    ):
        return labels[0].reason
    is_video = not box.words.isdisjoint(VIDEO) and size <= MAX_TITLED
    if is_video and not any(line.text.endswith(SENTENCE_END) or line.linked for line in lines):
        return PLAYER
    return ""
