"""Texts that page builders put into many boxes, each with a number of its own."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean

ORCHARD = tuple(
    f"The orchard at Brackenfold grew {count} kinds of {fruit} in {year}, and the pickers carried"
    f" the baskets down to the mill before noon, as {who} had asked them to do."
    for count, fruit, year, who in (
        (14, "apple", 1902, "the miller"), (9, "pear", 1903, "the baker"),
        (22, "plum", 1904, "the schoolmaster"), (6, "quince", 1905, "the carter"),
        (11, "cherry", 1906, "the innkeeper"), (17, "medlar", 1907, "the parson"),
    )
)  # fmt: skip
OTHERS = (
    '<div class="foot"><div class="tile"><a href="/a"><h3>Mill to reopen</h3></a>'
    "<p>The mill at Brackenfold is to open again.</p></div></div>"
)


def said(html: str) -> list[str]:
    return [block.text for block in clean(html).blocks]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("vc_row wpb_row vc_custom_15748{}48815", "wpb_text_column vc_custom_15748{}56077"),
        ("et_pb_row et_pb_row_{}", "et_pb_text et_pb_text_{}"),
        ("elementor-column elementor-element-2955{}b93", "elementor-widget elementor-element-1ed2{}981"),
        ("j-hgrid cc-m-12736{}", "j-module n j-text"),
    ],
)  # fmt: skip
def test_boxes_that_differ_in_their_number_alone_hold_one_text(row: str, text: str) -> None:
    rows = "".join(
        f'<div class="{row.format(number)}"><div class="inner"><div class="column">'
        f'<div class="{text.format(number)}"><div class="wrapper">{paragraphs(*part)}'
        f"</div></div></div></div></div>"
        f'<div class="picture"><a href="/p{number}"><img src="/p{number}.jpg"></a></div>'
        for number, part in enumerate((ORCHARD[:4], ORCHARD[4:5], ORCHARD[5:]))
    )
    page = f"<body><main><h1>The orchard of Brackenfold</h1>{rows}</main>{OTHERS}</body>"
    assert said(page) == list(ORCHARD)


def test_a_block_of_a_text_that_calls_itself_a_post_is_a_part_of_it() -> None:
    blocks = "".join(
        '<section class="text-section" itemscope itemprop="blogPost">'
        f'<div class="textblock" itemprop="text">{paragraphs(*part)}</div></section>'
        + '<div class="tile"><a href="/p">All pictures of the orchard and its mill</a></div>'
        * 6
        for part in (ORCHARD[:4], ORCHARD[4:])
    )
    page = f"<body><h1>The orchard of Brackenfold</h1><div>{blocks}</div>{OTHERS}</body>"
    assert said(page) == list(ORCHARD)


def test_a_post_with_a_heading_ends_where_the_next_begins() -> None:
    posts = "".join(
        f'<div class="post"><h2><a href="/{n}">{title}</a></h2><div class="body-{n}0">'
        f"{paragraphs(*part)}</div></div>"
        for n, (title, part) in enumerate(
            (("The orchard of Brackenfold", ORCHARD[:4]), ("The mill below it", ORCHARD[4:]))
        )
    )
    page = (
        f"<title>The orchard of Brackenfold</title><body><div class=list>{posts}</div></body>"
    )
    assert said(page) == list(ORCHARD[:4])
