"""Markdown as note apps write it: what is heard of footnotes, callouts, tasks and marks."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Article, BlockKind, Page, PageKind

STORY = (
    "The keeper of the Halverwick light wrote to the harbour board in the spring of that year."
)


def read(text: str) -> Article:
    return clean(Page(text, PageKind.MARKDOWN))


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("He wrote twice.[^1]\n\n[^1]: Minutes, page 4.", ["He wrote twice."]),
        ("He wrote twice[^board]. Nobody came.\n\n[^board]: Minutes,\n    page 4.", ["He wrote twice. Nobody came."]),
        ("He wrote twice.^[Minutes, page 4.] Nobody came.", ["He wrote twice. Nobody came."]),
        ("He wrote %%ask the clerk%%twice.", ["He wrote twice."]),
        ("He wrote <!-- ask the clerk -->twice.", ["He wrote twice."]),
        ("He wrote ==twice== to [[Board of Halverwick|the board]] in [[Saltmere]].", ["He wrote twice to the board in Saltmere."]),
        ("He wrote ~~once~~ twice.", ["He wrote twice."]),
        ("He wrote twice. ^a1b2c3", ["He wrote twice."]),
        ("![[lamp.png]]\n\nHe wrote twice.", ["He wrote twice."]),
        ("#light #letters/keeper\n\nHe wrote twice.", ["He wrote twice."]),
        ("- [ ] ask the clerk\n- [x] light the lamp", ["ask the clerk", "light the lamp"]),
        ("## The letters {#letters}\n\nHe wrote twice.", ["The letters", "He wrote twice."]),
    ],
)  # fmt: skip
def test_marks_of_note_apps_are_not_heard(written: str, heard: str) -> None:
    assert [b.text for b in read(f"# The light\n\n{STORY}\n\n{written}\n").blocks] == [
        STORY,
        *heard,
    ]


def test_a_callout_is_a_box_beside_the_text() -> None:
    blocks = read(
        f"# The light\n\n{STORY}\n\n> [!note] The lamp\n> It burned oil.\n\n{STORY}\n"
    ).blocks
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.PARAGRAPH, STORY),
        (BlockKind.ASIDE, "The lamp"),
        (BlockKind.ASIDE, "It burned oil."),
        (BlockKind.PARAGRAPH, STORY),
    ]


def test_code_keeps_its_marks() -> None:
    blocks = read(f"# The light\n\n{STORY}\n\n```\na[^1] == [[b]] %%\n```\n").blocks
    assert blocks[-1].text == "a[^1] == [[b]] %%"


def test_a_front_matter_may_list_its_authors() -> None:
    text = (
        '---\ntitle: "The light"\nauthors:\n  - Ada Quill\n  - "Tom Harrow"\ndate: 2026-03-04\n'
        f"---\n\n{STORY}\n"
    )
    article = read(text)
    assert article.title == "The light"
    assert [author.name for author in article.authors] == ["Ada Quill", "Tom Harrow"]
    assert str(article.published)[:10] == "2026-03-04"
