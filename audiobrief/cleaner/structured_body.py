"""Use the article text in a page's JSON-LD to check which lines belong to the article.

Publishers put the text into `articleBody` for search engines. Some cut it after
a few sentences and some add photo captions, so it counts only if it is long and
most of it also stands on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from audiobrief.cleaner.below_text import ANNOUNCED
from audiobrief.cleaner.dek_lines import DEK
from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.pull_quotes import REPEATED
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.vocabulary import (
    AUTHOR_BOX,
    BYLINE,
    CAPTION,
    COMMENTS,
    DATE,
    HIDDEN,
    NEWSLETTER,
    PAYWALL,
)
from audiobrief.model import Block, BlockKind
from audiobrief.patterns import compile_late

MIN_WITNESS = 800
"""The length in letters below which a structured body may be only a summary."""
MIN_TOLD = 300
"""The length in letters from which a structured body of several paragraphs is not a summary.
Such a body is used if the page shows no text at all."""
MIN_LINE = 40
"""The shortest line, in letters, that is looked up in the structured body; shorter lines occur
in any text by chance."""
SAMPLE = 40
"""How many letters at the start or the end of a line must match: links and footnote marks
inside a line are often written differently in the structured body."""
WHOLE = 0.8
"""The least share of the structured body that the page must show for the two to be one story;
also the least share of the article's prose that it must name to count as complete."""
MISSED = 0.7
"""The share of the prose found in both below which a container holds too little of it."""
UNNAMED = "not in the text that the page gives to machines"
SAID = frozenset({
    HIDDEN, CAPTION, HEADLINE, DEK, BYLINE, DATE, REPEATED, NEWSLETTER, AUTHOR_BOX, ANNOUNCED,
})  # fmt: skip
"""Reasons to drop a line that the structured body does not overrule: the line is said
elsewhere, readers do not see it, or it says itself that it is no part of the story. Programs that
write the body take all paragraphs of the text, with the newsroom's offers below it."""
WALLED = frozenset({HIDDEN, PAYWALL, COMMENTS})
"""Reasons of boxes whose text not every reader sees, even if the structured body holds it."""
_TAG = compile_late(r"<[^<>]{1,500}>")
_DIVIDING_TAG = compile_late(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote)\b[^<>]{0,500}>", re.IGNORECASE
)


def paragraphs_of(body: str) -> list[str]:
    """The paragraphs of a structured body, without tags."""
    told = html.unescape(_TAG.sub("", _DIVIDING_TAG.sub("\n", body)))
    return [text for text in map(clean_text, told.splitlines()) if text]


def testimony(body: str) -> tuple[Block, ...]:
    """Return the paragraphs of a structured body as blocks; empty if it may be a summary."""
    paragraphs = paragraphs_of(body)
    least = MIN_TOLD if len(paragraphs) > 1 else MIN_WITNESS
    if len(folded("".join(paragraphs))) < least:
        return ()
    return tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs)


class StructuredBody:
    """The page's structured body, compared with the lines of the page."""

    def __init__(self, layout: Layout, body: str) -> None:
        self.layout = layout
        self.text = folded(html.unescape(_TAG.sub(" ", body)))
        self.named: frozenset[int] = frozenset()
        """Indices of the lines of prose that the body contains; empty if it is not used."""
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
        """Return `bodies`, or the smallest box with the named lines if they hold too few."""
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
        """Keep the lines that the body names; if it is complete, drop paragraphs it lacks."""
        if not self.named:
            return
        lines = self.layout.lines
        kept = {i for i, line in enumerate(lines) if line.prose and not line.reason}
        texts = {folded(lines[i].text) for i in kept}
        for i in sorted(self.named - kept):
            text = folded(lines[i].text)
            if lines[i].reason not in SAID and text not in texts:
                lines[i].reason = ""
                texts.add(text)
        heard = sum(lines[i].prose for i in kept & self.named)
        whole = any(self.text[-SAMPLE:] in text for text in texts)
        if whole and heard >= WHOLE * sum(lines[i].prose for i in kept):
            for i in kept - self.named:
                if self._is_paragraph(lines[i]) and lines[i].size >= MIN_LINE:
                    lines[i].reason = UNNAMED

    def _is_paragraph(self, line: Line) -> bool:
        # Some structured bodies hold paragraphs only, without lists, quotes and embedded posts.
        return not any(
            box.name in ITEMS or box.name in HEADINGS or box.name in ("blockquote", "table")
            for box in self.layout.around(line.box)
        )
