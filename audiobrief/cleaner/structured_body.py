"""The text that a page gives to machines, as a witness of what its article is.

Publishers put it into JSON-LD (`articleBody`) for search engines. Some cut it
after a few sentences, some add photo captions, so it is heard only where it is
long, and where most of it stands on the page, too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.sift import DEK, HEADLINE, REPEATED
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.vocabulary import BYLINE, CAPTION, COMMENTS, HIDDEN, PAYWALL
from audiobrief.model import Block, BlockKind
from audiobrief.patterns import compile_late

MIN_WITNESS = 800
"""Letters of a testimony below which it may be a summary."""
MIN_TOLD = 300
"""Letters from which two paragraphs or more are no summary: where a page shows no text at all,
they are all that there is to hear."""
MIN_LINE = 40
"""Letters of a line that is looked for; shorter ones stand in any text by chance."""
SAMPLE = 40
"""Letters at the start or the end of a line by which it is known again: links and footnote
marks inside it are often written otherwise."""
WHOLE = 0.8
"""Share of the testimony found on the page from which the two tell one story, and share of
the article's prose named in it from which the testimony is complete."""
MISSED = 0.7
"""Share of what was found below which a container holds the lesser part of the article."""
UNNAMED = "not in the text that the page gives to machines"
SAID = frozenset({HIDDEN, CAPTION, HEADLINE, DEK, BYLINE, REPEATED})
"""Reasons that a testimony does not lift: what is said elsewhere, or not seen."""
WALLED = frozenset({HIDDEN, PAYWALL, COMMENTS})
"""Reasons of boxes whose text is not for every reader, though machines may be given it."""
_TAG = compile_late(r"<[^<>]{1,500}>")
_DIVIDING_TAG = compile_late(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote)\b[^<>]{0,500}>", re.IGNORECASE
)


def testimony(body: str) -> tuple[Block, ...]:
    """The paragraphs that structured data gives as an article's; none where it may be a summary."""
    told = html.unescape(_TAG.sub("", _DIVIDING_TAG.sub("\n", body)))
    paragraphs = [text for text in map(clean_text, told.splitlines()) if text]
    least = MIN_TOLD if len(paragraphs) > 1 else MIN_WITNESS
    if len(folded("".join(paragraphs))) < least:
        return ()
    return tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)


class StructuredBody:
    """What the structured data says of the lines of a page."""

    def __init__(self, layout: Layout, body: str) -> None:
        self.layout = layout
        self.text = folded(html.unescape(_TAG.sub(" ", body)))
        self.named: frozenset[int] = frozenset()
        """Indices of the lines of prose that the testimony names; empty where it is not heard."""
        if len(self.text) >= MIN_WITNESS:
            named = frozenset(i for i, line in enumerate(layout.lines) if self._names(line))
            said = sum(map(len, {folded(layout.lines[i].text) for i in named}))
            if said >= WHOLE * len(self.text):
                self.named = named

    def _names(self, line: Line) -> bool:
        if not line.prose or line.size < MIN_LINE:
            return False
        if self.layout.boxes[line.box].reason in WALLED:
            return False
        text = folded(line.text)
        return text[:SAMPLE] in self.text or text[-SAMPLE:] in self.text

    def choose(self, bodies: list[Box]) -> list[Box]:
        """`bodies`, or the box that holds what is named where they hold too little of it."""
        lines = self.layout.lines
        total = sum(lines[i].prose for i in self.named)
        if self._held(bodies) >= MISSED * total:
            return bodies
        fitting = [box for box in self.layout.boxes if self._held([box]) >= 0.95 * total]
        return [min(fitting, key=lambda box: box.last - box.first)] if fitting else bodies

    def _held(self, boxes: Sequence[Box]) -> float:
        return sum(
            self.layout.lines[i].prose
            for box in boxes
            for i in self.named
            if box.first <= i < box.last
        )

    def correct(self) -> None:
        """Keep the paragraphs that are named, and drop the kept ones that are not."""
        if not self.named:
            return
        lines = self.layout.lines
        kept = {i for i, line in enumerate(lines) if line.prose and not line.reason}
        texts = {folded(lines[i].text) for i in kept}
        for i in sorted(self.named - kept):
            if lines[i].reason not in SAID and folded(lines[i].text) not in texts:
                lines[i].reason = ""
        heard = sum(lines[i].prose for i in kept & self.named)
        whole = any(self.text[-SAMPLE:] in text for text in texts)
        if whole and heard >= WHOLE * sum(lines[i].prose for i in kept):
            for i in kept - self.named:
                if self._is_paragraph(lines[i]) and lines[i].size >= MIN_LINE:
                    lines[i].reason = UNNAMED

    def _is_paragraph(self, line: Line) -> bool:
        # testimonies are made of paragraphs: lists, quotes and embedded posts fall out of some
        return not any(
            box.name in ITEMS or box.name in HEADINGS or box.name in ("blockquote", "table")
            for box in self.layout.around(line.box)
        )
