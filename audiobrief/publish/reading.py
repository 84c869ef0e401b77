"""Lay out the article for reading along: which run of its text each segment says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Episode,
    Mark,
    Role,
    Segment,
)
from audiobrief.patterns import compile_late
from audiobrief.publish.runs import Run, mark_runs
from audiobrief.publish.translation import words_of
from audiobrief.spoken.english.calendar import MONTHS

SEARCH_WINDOW = 4096
"""Characters after the last match in which a segment's words are looked for. Text that segments
leave out of a block (a mark, a picture's credit) is shorter. The limit keeps the search fast in
a block of 10 MB that does not hold its segments' words."""
STRETCH = 20_000
"""Most characters in one element; longer text is split over several. Browsers need time for the
layout of a paragraph that grows faster than its length (Chromium 156: 12 s for 10 MB)."""
SECTIONS = {
    # kinds of blocks that share an element -> the element's name in templates
    BlockKind.LIST_ITEM: "list", BlockKind.ASIDE: "aside", BlockKind.QUOTE: "quote",
}  # fmt: skip
RIGHT_TO_LEFT = {
    # languages usually written from right to left (Unicode CLDR)
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi",
}  # fmt: skip
_LANGUAGE_TAG = compile_late(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block and the runs of its text."""

    block: Block
    runs: tuple[Run, ...]
    """TABLE: the runs of its caption; empty if the table has none."""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """TABLE: the runs of its cells, row by row."""
    index: int = 0
    """Index into `Article.blocks`."""
    continued: bool = False
    """True for passages after the first `STRETCH` characters of a block."""


@dataclass(frozen=True, slots=True)
class Section:
    """Passages that share an element: a list, a box or a block quote; or a single passage."""

    kind: str
    """A value of `SECTIONS` or of `BlockKind`."""
    passages: tuple[Passage, ...]
    numbered: bool = False
    """True for a list whose items show numbers."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The article as runs of text, each with the segment that says it."""

    title: tuple[Run, ...]
    dek: tuple[Run, ...]
    byline: tuple[Run, ...]
    date: tuple[Run, ...]
    sections: tuple[Section, ...]
    stand_ins: dict[int, int]
    """Segment whose words do not appear literally in its block -> the segment to mark instead.
    It is the same segment if the whole text says it in other words."""

    def runs(self) -> Iterator[Run]:
        """All runs, in the order of the page."""
        for head in (self.title, self.dek, self.byline, self.date):
            yield from head
        for section in self.sections:
            for passage in section.passages:
                yield from passage.runs
                for row in passage.rows:
                    for cell in row:
                        yield from cell


def lay_out(episode: Episode) -> Reading:
    """The article's text, cut where its segments begin and end.

    Every block appears once, in order; the runs of its passages joined give its text.
    """
    article, segments = episode.article, episode.script.segments
    of_block: dict[int, list[int]] = {}
    of_role: dict[Role, list[int]] = {}
    for index, segment in enumerate(segments):
        if segment.is_added:
            continue
        if segment.block is not None and 0 <= segment.block < len(article.blocks):
            of_block.setdefault(segment.block, []).append(index)
        elif segment.block is None:
            of_role.setdefault(segment.role, []).append(index)
    stand_ins: dict[int, int] = {}

    def head(role: Role, text: str) -> tuple[Run, ...]:
        return _place(text, of_role.get(role, []), segments, stand_ins)

    def said(role: Role, otherwise: str) -> str:
        return " ".join(segments[i].written for i in of_role.get(role, [])) or otherwise

    passages = [
        stretch
        for index, block in enumerate(article.blocks)
        for stretch in _stretches(
            _passage(block, index, of_block.get(index, []), segments, stand_ins)
        )
    ]
    return Reading(
        title=head(Role.TITLE, article.title),
        dek=head(Role.DEK, article.dek),
        # a byline is printed without the full stop that it is spoken with
        byline=head(Role.BYLINE, said(Role.BYLINE, format_byline(article)).removesuffix(".")),
        date=head(
            Role.DATE,
            format_date(article.published, language_of(episode)) or said(Role.DATE, ""),
        ),
        sections=tuple(_sections(passages)),
        stand_ins=stand_ins,
    )


def lay_out_text(article: Article) -> tuple[Section, ...]:
    """The article's text without what an episode says of it: no run has a segment."""
    passages = (
        stretch
        for index, block in enumerate(article.blocks)
        for stretch in _stretches(_passage(block, index, (), (), {}))
    )
    return tuple(_sections(passages))


def format_byline(article: Article) -> str:
    """The byline: "By Ana Reyes and Tom Okafor", or "" without authors."""
    names = [author.name for author in article.authors if not author.additional]
    if not names:
        return ""
    listed = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return f"By {listed}"


def format_date(moment: datetime | None, language: str = "en-GB") -> str:
    """The day as printed: "14 March 2025", in the USA "March 14, 2025"; "" for None.

    In a language whose words the theme does not have, it is in figures: "2025-03-14".
    """
    if moment is None:
        return ""
    month = MONTHS[moment.month - 1]
    if language in {"en", "en-US"}:
        return f"{month} {moment.day}, {moment.year}"
    if language.startswith("en"):
        return f"{moment.day} {month} {moment.year}"
    return words_of(language).date(moment) or moment.date().isoformat()


def language_of(episode: Episode) -> str:
    """The article's BCP 47 tag, else the script's, else "und"; malformed tags are skipped."""
    for tag in (episode.article.language, episode.script.language):
        if _LANGUAGE_TAG.fullmatch(tag):
            return tag
    return "und"


def direction_of(language: str) -> str:
    """The writing direction of a language, by its BCP 47 tag: "rtl" or "ltr"."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def _passage(
    block: Block,
    index: int,
    said: Sequence[int],
    segments: Sequence[Segment],
    stand_ins: dict[int, int],
) -> Passage:
    runs = _place(block.text, said, segments, stand_ins)
    if block.kind is not BlockKind.TABLE or not block.rows:
        return Passage(block, runs, index=index)
    places = _cells_in(block.text, [cell for row in block.rows for cell in row])
    if places is None:
        plain = [[(Run(cell),) if cell else () for cell in row] for row in block.rows]
        return Passage(block, runs, _mark_cells(plain, block.marks), index)
    cells = iter(places)
    rows = [[_cut(runs, *next(cells)) for _ in row] for row in block.rows]
    return Passage(block, (), _mark_cells(rows, block.marks), index)


def _mark_cells(
    rows: Sequence[Sequence[tuple[Run, ...]]], marks: Iterable[Mark]
) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The cells' runs with the marks of their table."""
    runs: list[Run] = []
    for number, row in enumerate(rows):
        runs.append(Run("; " if number else ""))
        for at, cell in enumerate(row):
            runs += (Run(", " if at else ""), *cell)
    marked = mark_runs(runs, marks)
    told = []
    for row in rows:
        next(
            marked
        )  # what stands between two rows, as the first run of a cell between two cells
        told.append(tuple(tuple(islice(marked, 1 + len(cell)))[1:] for cell in row))
    return tuple(told)


def _stretches(passage: Passage) -> Iterator[Passage]:
    if passage.rows:
        yield passage
        return
    pieces = (
        replace(run, text=run.text[at : at + STRETCH], offset=run.offset + at)
        for run in passage.runs
        for at in range(0, len(run.text), STRETCH)
    )
    gathered: list[Run] = []
    size = 0
    continued = False
    for run in mark_runs(pieces, passage.block.marks):
        if gathered and size + len(run.text) > STRETCH:
            yield replace(passage, runs=tuple(gathered), continued=continued)
            gathered, size, continued = [], 0, True
        gathered.append(run)
        size += len(run.text)
    yield replace(passage, runs=tuple(gathered), continued=continued)


def _place(
    text: str, said: Sequence[int], segments: Sequence[Segment], stand_ins: dict[int, int]
) -> tuple[Run, ...]:
    runs: list[Run] = []
    position = 0
    waiting: list[int] = []
    last: int | None = None
    for index in said:
        written = segments[index].written
        at = text.find(written, position, position + len(written) + SEARCH_WINDOW)
        if at < 0 and text.endswith(written.removesuffix("."), position):
            written = written.removesuffix(".")
            at = len(text) - len(written)
        if at < 0 or not written:
            if last is None:
                waiting.append(index)
            else:
                stand_ins[index] = last
            continue
        if at > position:
            runs.append(Run(text[position:at]))
        runs.append(Run(written, index, language=segments[index].language))
        position = at + len(written)
        last = index
        stand_ins.update(dict.fromkeys(waiting, index))
        waiting.clear()
    if waiting and text and not runs:
        # no segment's words were found, since they were changed: mark the whole text instead
        stand_ins.update(dict.fromkeys(waiting, waiting[0]))
        return (Run(text, waiting[0]),)
    if position < len(text):
        runs.append(Run(text[position:]))
    return tuple(runs)


def _cells_in(text: str, cells: Iterable[str]) -> list[tuple[int, int]] | None:
    """Positions of the cells in a text that joins them; None if the text is a caption."""
    places: list[tuple[int, int]] = []
    position = 0
    for cell in cells:
        at = text.find(cell, position)
        if at < 0 or at - position > len("; "):
            return None
        places.append((at, at + len(cell)))
        position = at + len(cell)
    return places if position == len(text) else None


def _cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    kept: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            kept.append(replace(run, text=run.text[first:last], offset=run.offset + first))
        position += len(run.text)
    return tuple(kept)


def _sections(passages: Iterable[Passage]) -> Iterator[Section]:
    open_key: tuple[str, int | None, bool] | None = None
    gathered: list[Passage] = []
    for passage in passages:
        block = passage.block
        kind = SECTIONS.get(block.kind, str(block.kind))
        # one list has either numbered items or none; blocks without a group stand alone
        key = (kind, block.group, block.number is not None)
        alone = kind not in SECTIONS.values() or (block.group is None and kind != "list")
        if gathered and (alone or key != open_key):
            yield _section(gathered)
            gathered = []
        gathered.append(passage)
        open_key = None if alone else key
    if gathered:
        yield _section(gathered)


def _section(passages: Sequence[Passage]) -> Section:
    block = passages[0].block
    kind = SECTIONS.get(block.kind, str(block.kind))
    return Section(kind, tuple(passages), numbered=block.number is not None)
