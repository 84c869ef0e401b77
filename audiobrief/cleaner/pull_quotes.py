"""Find pull quotes: sentences of the text that are shown once more between its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import Box, Layout
from audiobrief.cleaner.text import folded
from audiobrief.patterns import compile_late

REPEATED = "said already"
PULL_QUOTE = frozenset(
    {
        "pullquote", "pull", "quote", "blockquote", "quotation", "zitat", "citation", "cita",
        "destacado", "destaque", "exergue",
    }
)  # fmt: skip
MIN_PULL_QUOTE, MAX_PULL_QUOTE = 15, 300
"""A pull quote is longer than the first, in letters, and at most the second, in characters."""
SENTENCE = compile_late(r"(?<=[.!?…])[”’\"»]*\s+")


def drop_pull_quotes(layout: Layout, inside: Sequence[int]) -> None:
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
    is_quote = quote.name == "blockquote" or not PULL_QUOTE.isdisjoint(quote.words)
    return is_quote and first.reason == REPEATED
