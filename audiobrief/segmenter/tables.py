"""Reads a table row by row with its headers, or names it in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.model import Block
from audiobrief.segmenter.lists import counted
from audiobrief.segmenter.style import Reading, ScriptStyle


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written and as said."""

    written: str
    said: str
    """Empty if the row is said as written."""


def caption_of(block: Block) -> str:
    """The table's caption; empty if `block.text` only has the cells."""
    cells = [cell for row in block.rows for cell in row if cell.strip()]
    plain = "".join(char for cell in cells for char in cell if char.isalnum())
    text = "".join(char for char in block.text if char.isalnum())
    return "" if cells and text == plain else block.text


def is_read(block: Block, style: ScriptStyle) -> bool:
    """Whether the rows are read out; otherwise the table is only named."""
    rows = len(block.rows) - block.headed
    if not block.rows or style.tables is Reading.SUMMARY:
        return False
    return style.tables is Reading.READ or rows <= style.table_rows


def rows_of(block: Block) -> tuple[Row, ...]:
    """The table's rows in order, beginning with the headers if it has them.

    The first cell names its row and is read without its header; each other cell is
    read as "header: cell".
    """
    written = [", ".join(cell.strip() for cell in row if cell.strip()) for row in block.rows]
    headers = block.rows[0] if block.headed else ()
    rows = []
    for index, row in enumerate(block.rows):
        if not written[index]:
            continue
        said = _apart(row) if block.headed and index == 0 else _with_headers(row, headers)
        end = ";" if any(written[index + 1 :]) else ""
        rows.append(Row(written[index] + end, said))
    return tuple(rows)


def summary(block: Block, style: ScriptStyle, language: str) -> str:
    """A sentence that names the table; empty if the wording says nothing."""
    caption = caption_of(block)
    if caption:
        return style.words("table_caption_summary", language, caption=caption) or caption
    rows = len(block.rows) - block.headed
    columns = max((len(row) for row in block.rows), default=0)
    return style.words(
        "table_summary",
        language,
        rows=counted(rows, "rows", language),
        columns=counted(columns, "columns", language),
    )


def _apart(row: tuple[str, ...]) -> str:
    """A row as said if a cell has a comma inside ("Delay, minutes"); empty if as written.

    Such a comma would sound like the next column.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    return ". ".join(cells) + "." if any(", " in cell for cell in cells) else ""


def _with_headers(row: tuple[str, ...], headers: tuple[str, ...]) -> str:
    parts = []
    for column, cell in enumerate(row):
        header = headers[column].strip() if 0 < column < len(headers) else ""
        if cell.strip():
            parts.append(f"{header}: {cell.strip()}" if header else cell.strip())
    if len(parts) == 2 and not headers:
        return f"{parts[0]}: {parts[1]}."
    return ". ".join(part.rstrip(".") for part in parts) + "."
