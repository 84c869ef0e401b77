"""How sure the cleaner is of an article, and what speaks against it.

A listener cannot hear that half of a story is missing. Where a page leaves room for doubt,
the article says so: each sign below has a degree from 0 to 1, which takes up to its weight
from the confidence. The weights were set on half of the publishers of the evaluation set
`fundus`, and checked on the other half: `python -m tests.bench fundus` prints both.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from audiobrief.cleaner.chrome import PARAGRAPHS
from audiobrief.cleaner.dek_lines import DEK, OUTSIDE
from audiobrief.cleaner.lines import CELLS, HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.metadata import Metadata
from audiobrief.cleaner.pull_quotes import REPEATED
from audiobrief.cleaner.refusal import MAX_TEASER, PAYWALL_WORDS
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.structured_body import MIN_LINE, MIN_WITNESS, SAMPLE
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.vocabulary import BYLINE, CAPTION, COMMENTS, DATE, HIDDEN, PAYWALL
from audiobrief.cleaner.walk import SENTENCE_END
from audiobrief.model import Block, BlockKind
from audiobrief.patterns import compile_late

MAX_WALL_NOTE = 400
"""Characters of the longest line that asks a reader to subscribe."""
MIN_COUNTED = 50
"""Words that a page's data counts, below which the count is of a summary."""
MAX_COMPARED = 400
"""Lines that are looked for in the page's data: the longest features have 300."""
EXPECTED = frozenset({HIDDEN, COMMENTS, CAPTION})
"""Reasons for which running text is dropped from the middle of many sound articles."""
HEAD = frozenset({HEADLINE, BYLINE, DATE})
MAX_CREDIT = 200
"""Characters of the longest line of names and dates: templates write three names with their trades."""
SHORT = 600
"""Characters of prose below which a story may be a teaser of one."""
_TAG = compile_late(r"<[^<>]{1,500}>")
_WORD_COUNT = compile_late(r'"wordCount"\s*:\s*"?(\d{1,6})')


@dataclass(frozen=True)
class Evidence:
    """A page as it was judged: what the signs look at."""

    tree: Tree
    layout: Layout
    metadata: Metadata
    bodies: Sequence[Box]
    blocks: Sequence[Block]
    dek: str
    """The dek, which is said above the text."""

    @cached_property
    def kept(self) -> list[Line]:
        """The lines of the article."""
        return [line for line in self.layout.lines if not line.reason]

    @cached_property
    def prose(self) -> float:
        """Characters of prose in the article."""
        kept = sum(line.prose for line in self.kept)
        # a page that scripts write shows no line: its article is what its data tells
        return kept or float(sum(len(block.text) for block in self.blocks)) or 1.0

    @cached_property
    def told(self) -> str:
        """The letters of the text that the page's data gives; empty where it may be a summary."""
        text = folded(html.unescape(_TAG.sub(" ", self.metadata.body)))
        return text if len(text) >= MIN_WITNESS else ""

    @cached_property
    def said(self) -> int:
        """Letters of the article."""
        return sum(len(folded(block.text)) for block in self.blocks)

    @cached_property
    def is_cut(self) -> bool:
        """Whether the last paragraph ends in the middle of a sentence."""
        last = self.blocks[-1]
        is_running = last.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
        return is_running and (
            not last.text.endswith(SENTENCE_END) or last.text.endswith(("…", "...", ",", ":"))
        )

    @cached_property
    def ends_at_wall(self) -> bool:
        """Whether the page shows a part of its story alone: it has a wall, and the text stops."""
        return _stops_at_wall(self)

    def dropped(self, *reasons: str) -> float:
        """Prose that was dropped for one of `reasons`, as a share of what was kept."""
        found = sum(line.prose for line in self.layout.lines if line.reason in reasons)
        return found / self.prose


def _shorter_than_data(seen: Evidence) -> float:
    return max(0.0, 1 - seen.said / len(seen.told)) if seen.told else 0.0


def _fewer_words(seen: Evidence) -> float:
    counts = [
        int(found[1]) for text in seen.tree.json_ld for found in _WORD_COUNT.finditer(text)
    ]
    said = sum(len(block.text.split()) for block in seen.blocks)
    most = max(counts, default=0)
    return max(0.0, 1 - said / most) if most >= MIN_COUNTED else 0.0


def _not_in_data(seen: Evidence) -> float:
    if not seen.told:
        return 0.0
    strange = (
        line.prose
        for line in seen.kept[:MAX_COMPARED]
        if line.size >= MIN_LINE and folded(line.text)[:SAMPLE] not in seen.told
    )
    return sum(strange) / seen.prose


def _competing(seen: Evidence) -> float:
    """Prose of the largest box beside the article's, as a share of what was kept."""
    layout = seen.layout
    teasers = layout.teasers
    inside = [0] * (len(layout.lines) + 1)
    for body in seen.bodies:
        inside[body.first] += 1
        inside[body.last] -= 1
    # running totals, since hostile pages nest 80,000 boxes
    covered = [0, *accumulate(count > 0 for count in accumulate(inside))]
    prose = [0.0, *accumulate(0.0 if x.box in teasers else x.prose for x in layout.lines)]
    most = max(
        (
            prose[box.last] - prose[box.first]
            for box in layout.boxes
            if not box.reason
            and box.name not in PARAGRAPHS
            and covered[box.last] == covered[box.first]
        ),
        default=0.0,
    )
    return most / seen.prose


def _dropped_inside(seen: Evidence) -> float:
    """Prose that was dropped between the paragraphs, as a share of what was kept."""
    dek = folded(seen.dek)
    gone = (
        line.prose
        for body in seen.bodies
        for line in seen.layout.lines[body.first : body.last]
        if line.reason and line.reason not in EXPECTED and not _is_said(line, dek)
    )
    return sum(gone) / seen.prose


def _is_said(line: Line, dek: str) -> bool:
    """Whether the head of the article says what was dropped; `dek` is folded."""
    if line.reason == DEK:
        return folded(line.text) in dek
    # the box of a name may hold a paragraph, which nobody says
    return line.reason in HEAD and line.size <= MAX_CREDIT


def _scraps(seen: Evidence) -> float:
    """Share of the article that is neither running text nor heading, list or table."""
    structured = HEADINGS | ITEMS | CELLS
    boxes = seen.layout.boxes
    scraps = (x.size for x in seen.kept if not x.prose and boxes[x.box].name not in structured)
    return sum(scraps) / (sum(line.size for line in seen.kept) or 1.0)


def _linked(seen: Evidence) -> float:
    linked = sum(line.linked for line in seen.kept)
    return linked / (sum(line.size for line in seen.kept) or 1.0)


def _unseen(seen: Evidence) -> float:
    return float(not seen.kept)


def _at_wall(seen: Evidence) -> float:
    return float(seen.ends_at_wall)


class Sign(NamedTuple):
    """Something on a page that speaks against the article that was read from it."""

    measure: Callable[[Evidence], float]
    least: float
    """The measure up to which it says nothing."""
    full: float
    """The measure from which it takes its whole weight."""
    weight: float
    """What it takes from the confidence, 0 to 1."""
    words: str
    """For people."""

    def degree(self, seen: Evidence) -> float:
        """How much it speaks against the article, 0 to 1."""
        found = (self.measure(seen) - self.least) / (self.full - self.least)
        return min(1.0, max(0.0, found))


SIGNS: tuple[Sign, ...] = (
    Sign(_shorter_than_data, 0.2, 0.6, 0.5, "the page's data gives a longer text"),
    Sign(_fewer_words, 0.4, 0.9, 0.3, "the page's data counts more words"),
    Sign(_not_in_data, 0.15, 0.5, 0.3, "much of the text is not in the page's data"),
    Sign(lambda seen: seen.dropped(HIDDEN), 0.3, 1.5, 0.25, "much running text is hidden"),
    Sign(lambda seen: seen.dropped(OUTSIDE), 0.15, 0.8, 0.2, "much running text stands elsewhere on the page"),
    Sign(lambda seen: seen.dropped(REPEATED), 0.03, 0.1, 0.15, "paragraphs stood twice"),
    Sign(_competing, 0.3, 1.0, 0.25, "another part of the page may be the text"),
    Sign(_dropped_inside, 0.03, 0.3, 0.3, "running text was dropped between the paragraphs"),
    Sign(_scraps, 0.04, 0.25, 0.25, "many lines are no sentences"),
    Sign(_linked, 0.08, 0.4, 0.25, "much of the text is links"),
    Sign(lambda seen: float(seen.is_cut), 0, 1, 0.1, "the text ends inside a sentence"),
    Sign(lambda seen: 1 - seen.prose / SHORT, 0, 1, 0.4, "there is little text"),
    Sign(_unseen, 0, 1, 0.1, "the text is in the page's data alone"),
    Sign(_at_wall, 0, 1, 0.4, "a paywall may have cut the text"),
)  # fmt: skip
"""What speaks against an article, and how much."""
MIN_TAKEN = 0.02
"""What a sign takes at least, to be told as a reason."""


def judge_confidence(seen: Evidence) -> tuple[float, tuple[str, ...]]:
    """How sure the article is, 0 to 1, and what speaks against it, gravest first."""
    confidence = 1.0
    taken: list[tuple[float, str]] = []
    for sign in SIGNS:
        lost = sign.weight * sign.degree(seen)
        confidence *= 1 - lost
        if lost >= MIN_TAKEN:
            taken.append((lost, sign.words))
    # sorted() keeps the order of the table among equals
    reasons = tuple(words for _, words in sorted(taken, key=lambda pair: -pair[0]))
    return round(confidence, 2), reasons


def _stops_at_wall(seen: Evidence) -> bool:
    if seen.metadata.free is not False and not any(_walls_below(seen)):
        return False
    return seen.is_cut or seen.prose < MAX_TEASER or _shorter_than_data(seen) > 0.3


def _walls_below(seen: Evidence) -> Iterator[bool]:
    """Whether each line below the text is a wall's."""
    last = seen.blocks[-1].source
    for line in seen.layout.lines:
        if line.source > last and line.reason != HIDDEN:
            is_note = line.size < MAX_WALL_NOTE and bool(PAYWALL_WORDS.search(line.text))
            yield line.reason == PAYWALL or is_note
