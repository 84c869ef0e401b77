"""Tests what a page of a minute may announce, and how its lists are heard."""

import pytest

from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.segmenter import segment

PLAIN = (
    "The ferry at Marl was late on nine of ten days in the month of May, and nobody knows why."
)
SPEECH = "“The engine is old and the quay too short for it. We shall have to buy another one"
SAID = f"{SPEECH},” said Jane Fenn, who runs the ferry and its dog."


def announced(*blocks: Block, words: int) -> list[str]:
    """What the script of a page of about `words` words announces before its last words."""
    filler = [Block(BlockKind.PARAGRAPH, PLAIN)] * ((words - 40) // len(PLAIN.split()))
    script = segment(Article("Ferry", (*filler, *blocks, *filler[:1]), language="en"))
    return [part.written for part in script.segments[:-1] if part.role is Role.CUE]


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


@pytest.mark.parametrize(
    ("blocks", "short", "longer"),
    [
        # the words beside a speech part it from the story
        ([paragraph(SAID)], [], ["Quote:"]),
        # nothing does
        ([paragraph(f"{SPEECH}.”")], ["Quote:"], ["Quote:"]),
        # a caption is no sentence of the story
        ([Block(BlockKind.CAPTION, "The old quay of Marl at low tide")], ["Pictured:"], ["Pictured:"]),
    ],
)  # fmt: skip
def test_a_page_of_a_minute_announces_what_nothing_else_shows(
    blocks: list[Block], short: list[str], longer: list[str]
) -> None:
    assert announced(*blocks, words=150) == short
    assert announced(*blocks, words=400) == longer


def test_what_opens_a_table_takes_the_place_of_a_speech() -> None:
    rows = (("Boat", "Days late"), ("Marl", "9"), ("Holm", "2"))
    table = Block(BlockKind.TABLE, "Boat Days late Marl 9 Holm 2", rows=rows, headed=True)
    speech = paragraph(SAID)
    assert announced(speech, table, words=280) == ["A table:"]


def test_an_item_leads_into_the_items_below_it() -> None:
    items = [
        ("£410 a hectare;", 1),
        ("£275 for others;", 1),
        ("half at once,", 2),
        ("half later.", 2),
    ]
    blocks = (
        paragraph("The board pays:"),
        *(Block(BlockKind.LIST_ITEM, *item) for item in items),
    )
    script = segment(Article("Frost", blocks, language="en"))
    said = [part.spoken[-1] for part in script.segments if part.role is Role.LIST_ITEM]
    assert said == [";", ":", ",", "."]
