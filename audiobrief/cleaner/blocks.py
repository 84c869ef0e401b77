"""Turn the kept lines of a page into the blocks of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from textwrap import dedent

from audiobrief.cleaner.figures import Beside, picture_beside
from audiobrief.cleaner.line_breaks import is_written, lines_apart, paragraphs
from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout, Line
from audiobrief.cleaner.marks import joined, marks_of
from audiobrief.cleaner.metadata import is_byline
from audiobrief.cleaner.metadata.names import is_person
from audiobrief.cleaner.metadata.sites import absolute
from audiobrief.cleaner.passages import language_around
from audiobrief.cleaner.tables import is_data
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.vocabulary import ASIDE, CORRECTION, ENDNOTE
from audiobrief.cleaner.walk import SENTENCE_END
from audiobrief.model import Block, BlockKind, Mark, MarkKind
from audiobrief.patterns import compile_late

ATTRIBUTION_DASH = compile_late(r"^[—–―‒-]{1,2}\s*(?=\w)")
MAX_ATTRIBUTION = 120
SPEAKER = frozenset({
    "attribution", "author", "autor", "auteur", "autore", "cite", "name", "person", "source", "speaker",
})  # fmt: skip
"""Words that name the box of a speaker's name in a quotation."""
MAX_ENDNOTE = 300
POSTED = "pic.twitter.com/"
POSTED_PICTURE = compile_late(r"pic\.twitter\.com/\w{1,20}")
"""The address that the embed code of X writes for each picture of a post."""
MAX_LABEL = 80
"""The longest paragraph in bold that may be a heading, in characters."""
MOST_BOLD = 0.9
MAX_BETWEEN = 6
"""Dropped lines that may stand between a heading and its paragraph: an advertisement, a form."""
UNPARTED = HEADINGS | ITEMS
"""Elements that hold one text, though a writer broke it where it looks best."""


def make_blocks(layout: Layout, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of the lines that have no reason to be dropped, in the page's order.

    `base` is the page's address, from which the addresses of its pictures start.
    """
    maker = _Maker(layout, base)
    times = _entry_times(layout)
    index = 0
    while index < len(layout.lines):
        made = len(maker.blocks)
        following = maker.take(index)
        for entry in range(index, following):
            if entry in times and len(maker.blocks) > made:
                maker.blocks[made] = replace(maker.blocks[made], time=times[entry])
        index = following
    return tuple(_with_endnotes(maker.blocks))


def _entry_times(layout: Layout) -> dict[int, datetime]:
    """Return when each entry of a live blog was posted, by the index of its first kept line."""
    times: dict[int, datetime] = {}
    for index, posted in layout.entries.items():
        box = layout.boxes[index]
        first = next(
            (i for i in range(box.first, box.last) if not layout.lines[i].reason), None
        )
        if posted is not None and first is not None:
            times[first] = posted
    return times


class _Maker:
    def __init__(self, layout: Layout, base: str) -> None:
        self.layout = layout
        self.base = base
        self.blocks: list[Block] = []
        self.tables: dict[int, bool] = {}
        self.items: dict[int, int] = {}
        self.numbered: set[int] = set()

    def take(self, index: int) -> int:
        """Make the block that begins at line `index`; return the index after its last line."""
        line = self.layout.lines[index]
        if line.reason:
            return index + 1
        frames = list(self.layout.around(line.box))
        for box in frames:
            if box.name == "table" and self._is_data(box):
                return self._take_table(box)
        end = index + 1
        lines = self.layout.lines
        while (
            end < len(lines)
            and lines[end].box == line.box
            and lines[end].breaks == 1
            and not lines[end].reason
            and lines[end].caption == line.caption
        ):
            end += 1
        parts: list[Sequence[Line]] = [lines[index:end]]
        if end > index + 1:
            is_plain = not line.caption and UNPARTED.isdisjoint(box.name for box in frames)
            parts = lines_apart(lines[index:end], is_plain=is_plain)
        for part in parts:
            self._take_lines(part, frames)
        if end == index + 1 and self._heads(line, end):
            marks = self._marks(BlockKind.HEADING, [(line, self.blocks[-1].text)], "")
            self.blocks[-1] = replace(
                self.blocks[-1], kind=BlockKind.HEADING, level=2, marks=marks
            )
        return end

    def _heads(self, line: Line, following: int) -> bool:
        """Whether a paragraph in bold is the heading of the paragraphs below it."""
        if not 0 < line.size <= MAX_LABEL or line.strong < MOST_BOLD * line.size:
            return False
        if not self.blocks or self.blocks[-1].kind is not BlockKind.PARAGRAPH:
            return False
        if line.text.endswith(SENTENCE_END) or is_person(line.text) or is_byline(line.text):
            return False
        lines = self.layout.lines[following : following + MAX_BETWEEN]
        below = next((x for x in lines if not x.reason), None)
        if below is None or below.strong >= MOST_BOLD * below.size:
            return False
        return bool(below.prose) or self.layout.boxes[below.box].name in ITEMS

    def _take_lines(self, lines: Sequence[Line], frames: Sequence[Box]) -> None:
        kind, level, number, group = BlockKind.PARAGRAPH, 0, None, None
        joiner = " "
        for box in frames:
            if lines[0].caption:
                kind = BlockKind.CAPTION
            elif box.name in HEADINGS:
                kind, level = BlockKind.HEADING, int(box.name[1])
            elif box.name == "li" and kind is BlockKind.PARAGRAPH and self._is_item(box):
                kind, number, group = BlockKind.LIST_ITEM, self._number(box), box.parent
                level = sum(outer.name in ("ul", "ol") for outer in frames)
            elif (
                box.name == "blockquote"
                and kind is not BlockKind.LIST_ITEM
                and box.first >= self.layout.letter
            ):
                kind, group = BlockKind.QUOTE, box.index
            elif box.name == "pre":
                kind, joiner = BlockKind.CODE, "\n"
            else:
                continue
            if kind is not BlockKind.HEADING:
                break
        aside = next((box for box in frames if box.words & ASIDE), None)
        if aside is not None and kind is not BlockKind.QUOTE:
            level = 1 if kind is BlockKind.HEADING and not self._in_group(aside.index) else 0
            kind, number, group = BlockKind.ASIDE, None, aside.index
        texts = [self._without_pictures(line) for line in lines]
        text = joiner.join(texts)
        if not text:
            return
        if kind is BlockKind.CODE:
            text = dedent(text).strip()
            if is_written(text, frames[0].tag):
                self.blocks += [
                    Block(BlockKind.PARAGRAPH, told, source=lines[0].source)
                    for told in paragraphs(text)
                ]
                return
        if kind is BlockKind.QUOTE and self._attribute(text, frames):
            return
        if kind is BlockKind.CAPTION and self._attribute_below(text, frames):
            return
        if kind is BlockKind.PARAGRAPH and CORRECTION.match(text):
            kind = BlockKind.CORRECTION
        picture = picture_beside(self.layout, frames) if kind is BlockKind.CAPTION else Beside()
        self.blocks.append(
            Block(
                kind,
                text,
                level,
                number,
                group=group,
                source=lines[0].source,
                language=language_around(frames),
                image=absolute(picture.address, self.base),
                # who hears a page read aloud would hear the same words twice
                alt="" if folded(picture.alt) in folded(text) else picture.alt,
                marks=self._marks(kind, list(zip(lines, texts, strict=True)), joiner),
            )
        )

    def _marks(
        self, kind: BlockKind, lines: Sequence[tuple[Line, str]], joiner: str
    ) -> tuple[Mark, ...]:
        """The links and the stress in a block of these lines, each with what is kept of it."""
        if kind is BlockKind.CODE:
            return ()
        parts = ((text, marks_of(line, text, self.base)) for line, text in lines)
        marks = joined(parts, joiner)
        if kind is not BlockKind.HEADING:
            return marks
        # a heading is in bold anyway
        return tuple(mark for mark in marks if mark.kind is not MarkKind.STRONG)

    def _without_pictures(self, line: Line) -> str:
        """The text of a line without the addresses of a post's pictures, noted as dropped."""
        if POSTED not in line.text:
            return line.text
        for address in POSTED_PICTURE.findall(line.text):
            shown = Line(line.box, line.source, text=address, reason="address of a picture")
            self.layout.hidden.append(shown)
        return clean_text(POSTED_PICTURE.sub("", line.text))

    def _in_group(self, group: int) -> bool:
        return bool(self.blocks) and self.blocks[-1].group == group

    def _attribute(self, text: str, frames: Sequence[Box]) -> bool:
        """Add `text` to the quote above it if it names the speaker; return whether it does."""
        last = self.blocks[-1] if self.blocks else None
        quote = next(box for box in frames if box.name == "blockquote")
        if last is None or last.group != quote.index or len(text) > MAX_ATTRIBUTION:
            return False
        dashed = ATTRIBUTION_DASH.match(text)
        if not dashed and not any(_is_of_speaker(box, text) for box in frames[:2]):
            return False
        name = ATTRIBUTION_DASH.sub("", text)
        self.blocks[-1] = replace(last, attribution=name)
        return True

    def _attribute_below(self, text: str, frames: Sequence[Box]) -> bool:
        """Add a caption to the quote in the same figure as its speaker; return whether it did.

        The HTML standard's examples attribute quotes in this way.
        """
        last = self.blocks[-1] if self.blocks else None
        figure = next((box for box in frames if box.name == "figure"), None)
        if last is None or figure is None or last.kind is not BlockKind.QUOTE:
            return False
        if last.group is None or not figure.index < last.group < figure.end:
            return False
        self.blocks[-1] = replace(last, attribution=ATTRIBUTION_DASH.sub("", text))
        return True

    def _is_item(self, box: Box) -> bool:
        parent = self.layout.boxes[box.parent]
        # Live-blog tools mark up each entry as a list item, but it is no item of a list.
        if box.index in self.layout.entries:
            return False
        return parent.name in ("ul", "ol") and box.last - box.first <= 4

    def _number(self, box: Box) -> int | None:
        """Return the number before the item in an ordered list; None after its first line."""
        parent = self.layout.boxes[box.parent]
        if parent.name != "ol" or box.index in self.numbered:
            return None
        self.numbered.add(box.index)
        given = box.tag.get("value") or (
            parent.tag.get("start") if parent.index not in self.items else None
        )
        try:
            number = int(str(given))
        except ValueError:
            number = self.items.get(parent.index, 0) + 1
        self.items[parent.index] = number
        return number

    def _is_data(self, table: Box) -> bool:
        if table.index not in self.tables:
            self.tables[table.index] = is_data(self.layout, table)
        return self.tables[table.index]

    def _take_table(self, table: Box) -> int:
        lines = [
            line for line in self.layout.lines[table.first : table.last] if not line.reason
        ]
        rows: dict[int, dict[int, list[Line]]] = {}
        caption: list[str] = []
        headers = set()
        for line in lines:
            cell = row = None
            for box in self.layout.around(line.box):
                if box.name in ("td", "th") and cell is None:
                    cell = box
                elif box.name == "tr" and row is None:
                    row = box
                elif box is table:
                    break
            if cell is None or row is None:
                caption.append(line.text)
                continue
            rows.setdefault(row.index, {}).setdefault(cell.index, []).append(line)
            if cell.name == "th":
                headers.add(row.index)
        columns = self._cells_by_row(table)
        marked = [
            [self._cell(row.get(cell, ())) for cell in columns[index]]
            for index, row in rows.items()
        ]
        cells = tuple(tuple(text for text, _ in row) for row in marked)
        marks = joined(
            ((", ".join(t for t, _ in row), joined(row, ", ")) for row in marked), "; "
        )
        text = " ".join(caption) or "; ".join(", ".join(row) for row in cells)
        first = next(iter(rows), None)
        headed = (
            first in headers and len(rows.get(first, ())) > 1 if first is not None else False
        )
        self.blocks.append(
            Block(
                BlockKind.TABLE,
                text,
                rows=cells,
                headed=headed,
                group=table.index,
                source=lines[0].source,
                language=language_around(self.layout.around(table.index)),
                marks=marks,
            )
        )
        return table.last

    def _cell(self, lines: Sequence[Line]) -> tuple[str, tuple[Mark, ...]]:
        """Return the text of a table's cell, and its marks."""
        parts = [(line.text, marks_of(line, line.text, self.base)) for line in lines]
        return " ".join(text for text, _ in parts), joined(parts, " ")

    def _cells_by_row(self, table: Box) -> dict[int, list[int]]:
        """Return the indices of each row's cells, by the row's index, including empty cells."""
        columns: dict[int, list[int]] = {}
        for cell in self.layout.boxes[table.index + 1 : table.end]:
            if cell.name in ("td", "th"):
                row = next(
                    box for box in self.layout.around(cell.index) if box.name in ("tr", "table")
                )
                columns.setdefault(row.index, []).append(cell.index)
        return columns


def _is_of_speaker(box: Box, text: str) -> bool:
    """Whether a box below a quotation names who said it."""
    if box.name in ("cite", "footer"):
        return True
    is_named = box.name not in ("p", "blockquote") and not SPEAKER.isdisjoint(box.words)
    return is_named and not text.endswith(SENTENCE_END)


def _with_endnotes(blocks: list[Block]) -> list[Block]:
    """Return `blocks` with the closing paragraphs about the reporting made endnotes."""
    index = len(blocks)
    while index and (
        blocks[index - 1].kind in (BlockKind.PARAGRAPH, BlockKind.CORRECTION, BlockKind.ENDNOTE)
    ):
        block = blocks[index - 1]
        if block.kind is BlockKind.PARAGRAPH:
            if len(block.text) > MAX_ENDNOTE or not ENDNOTE.match(block.text):
                break
            blocks[index - 1] = replace(block, kind=BlockKind.ENDNOTE)
        index -= 1
    return blocks
