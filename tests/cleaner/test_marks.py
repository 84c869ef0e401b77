"""The links and the stress of a page's markup lie where they lay, and nothing hostile among them."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.filed.article import ArticleData
from audiobrief.model import Block, BlockKind, MarkKind, Page, PageKind

URL = "https://post.example/harbour/light"
REST = "".join(
    f"<p>The ferry left at {n} with eleven passengers and a crate of pears on board.</p>"
    for n in range(4)
)


def first_block(html: str) -> Block:
    return clean(Page(f"<article><h1>A light</h1>{html}{REST}</article>", url=URL)).blocks[0]


def marked(block: Block) -> list[tuple[str, str]]:
    """Each mark's text, with its address or its kind."""
    return [(block.text[m.start : m.end], m.href or str(m.kind)) for m in block.marks]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            "The <a href='/keeper'>old\n keeper</a> climbed the stairs of the <em>Anna</em>.",
            [("old keeper", "https://post.example/keeper"), ("Anna", "emphasis")],
        ),
        # spaces inside of an element belong to no mark, and a change of element ends none
        (
            "The keeper of the<b> white </b><b>tower</b> has <i>left</i> the harbour for good.",
            [("white tower", "strong"), ("left", "emphasis")],
        ),
        (
            "He read <a href='https://log.example/a?b=1&amp;c=2'>the <strong>whole</strong> log</a> twice.",
            [("the whole log", "https://log.example/a?b=1&c=2"), ("whole", "strong")],
        ),
        # what the cleaner takes out or writes anew moves what follows
        (
            "It cov\u00aders 40 km<sup>2</sup>, e\u0301ven <a href='//map.example/x'>by night</a>, he said.",
            [("by night", "https://map.example/x")],
        ),
        ("The lamp<sup>3</sup> was <em>lit</em> by hand until the spring.", [("lit", "emphasis")]),
        # a mail and a place on the page are no pages of the web
        ("Write to <a href='mailto:keeper@post.example'>the keeper</a> of the light by Friday.", []),
        ("As <a href='#below'>told below</a>, the keeper of the light has left the harbour.", []),
        ("The <a>keeper</a> of the light has left the harbour, and nobody came after him.", []),
    ],
)  # fmt: skip
def test_marks_lie_where_the_page_has_them(html: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(first_block(f"<p>{html}</p>")) == wanted


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "blob:https://post.example/1", "http://", "http://[",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_web_is_left_out(href: str) -> None:
    block = first_block(
        f'<p>The keeper of the <a href="{href}">white tower</a> has left the harbour.</p>'
    )
    assert block.text == "The keeper of the white tower has left the harbour."
    assert block.marks == ()


def test_lines_that_are_joined_keep_their_marks() -> None:
    html = (
        "<p>The keeper of the <em>white</em> tower has left the harbour, as the board of the port<br>"
        "had told him to, and <em>nobody</em> came after him for the rest of that long winter.</p>"
    )
    assert marked(first_block(html)) == [("white", "emphasis"), ("nobody", "emphasis")]


def test_a_large_first_letter_moves_the_marks_behind_it() -> None:
    html = "<div>T</div><p>he keeper of the <em>white</em> tower has left the harbour for good.</p>"
    block = first_block(html)
    assert block.text.startswith("The keeper")
    assert marked(block) == [("white", "emphasis")]


def test_a_heading_is_in_bold_anyway() -> None:
    html = "<h2>Why <b>the keeper</b> of the <i>Anna</i> left</h2><p>He was <b>tired</b> of it, he said to all.</p>"
    article = clean(Page(f"<article><h1>A light</h1>{REST}{html}{REST}</article>", url=URL))
    marks = {block.kind: marked(block) for block in article.blocks if block.marks}
    assert marks == {
        BlockKind.HEADING: [("Anna", "emphasis")],
        BlockKind.PARAGRAPH: [("tired", "strong")],
    }


def test_markdown_and_the_body_of_a_content_system_have_them_too() -> None:
    text = "# A light\n\nThe *keeper* has **left** the [old harbour](https://map.example/a) for good, he said.\n"
    wanted = [
        ("keeper", "emphasis"),
        ("left", "strong"),
        ("old harbour", "https://map.example/a"),
    ]
    assert marked(clean(Page(text, PageKind.MARKDOWN)).blocks[0]) == wanted
    body = '<p>The ferry <a href="/plan">runs</a> again.</p>'
    data = ArticleData(headline="Ferry back", body=body, url="https://post.example/ferry")
    block = clean(data).blocks[0]
    assert marked(block) == [("runs", "https://post.example/plan")]
    assert block.marks[0].kind is MarkKind.LINK


@pytest.mark.parametrize("caption", ["", "<caption>Homes by quarter</caption>"])
def test_a_table_has_the_marks_of_its_cells(caption: str) -> None:
    html = (
        f"<article><h1>The mill</h1>{REST}"
        f"<table>{caption}<tr><th>Quarter</th><th>Homes</th></tr>"
        '<tr><td></td><td>see <a href="/list">the list</a></td></tr>'
        "<tr><td><em>Harbour</em></td><td>260</td></tr></table></article>"
    )
    article = clean(Page(html, url=URL))
    (table,) = [block for block in article.blocks if block.kind is BlockKind.TABLE]
    joined_text = "; ".join(", ".join(row) for row in table.rows)
    found = [(joined_text[mark.start : mark.end], mark.href) for mark in table.marks]
    assert found == [("the list", "https://post.example/list"), ("Harbour", "")]
