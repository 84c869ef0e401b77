"""Which part of a page is its text, where makers lay it out in uncommon ways."""

from __future__ import annotations

import json

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.structured_body import UNNAMED
from audiobrief.model import Page, PageKind

STORY = tuple(
    f"In the year {year}, the keeper of the Halverwick light wrote {count} letters to the"
    f" harbour board, and {answer} of them were answered before the winter storms came."
    for year, count, answer in (
        (1881, 12, "none"), (1882, 14, "two"), (1883, 9, "one"), (1884, 31, "none"),
        (1885, 27, "five"), (1886, 8, "three"), (1887, 16, "none"), (1888, 21, "four"),
    )
)  # fmt: skip


def said(html: str) -> list[str]:
    return [block.text for block in clean(html).blocks]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_text_laid_out_in_rows_is_taken_whole() -> None:
    rows = "".join(
        f"<div class=row><div class=col><div class=text>{paragraphs(text)}</div></div></div>"
        for text in STORY
    )
    page = f"<body><main><h1>The letters of Halverwick</h1><div>{rows}</div></main></body>"
    assert said(page) == list(STORY)


def test_parts_of_one_story_are_no_list_of_posts() -> None:
    parts = "".join(
        f"<article class=card><h2>Letter {n}</h2>{paragraphs(text)}</article>"
        for n, text in enumerate(STORY, 1)
    )
    page = f"<body><h1>The letters of Halverwick</h1><div>{parts}</div></body>"
    assert [text for text in said(page) if text in STORY] == list(STORY)


def test_a_teaser_without_a_link_is_the_lead() -> None:
    page = (
        "<body><article><h1>The letters of Halverwick</h1>"
        f"<div class=teaser-text><p>{STORY[0]}</p></div><div class=text>"
        f"{paragraphs(*STORY[1:])}</div></article></body>"
    )
    article = clean(page)
    assert STORY[0] in (article.dek, article.blocks[0].text)


def test_comments_longer_than_the_story_are_not_it() -> None:
    letters = "".join(
        f"<div class=sect_commentlinks><b>Reader {n}</b>{paragraphs(*STORY[3:])}</div>"
        for n in range(4)
    )
    page = (
        "<body><div id=page><article><h1>The letters of Halverwick</h1>"
        f"{paragraphs(*STORY[:3])}</article>{letters}</div></body>"
    )
    assert said(page) == list(STORY[:3])


def test_the_id_of_a_heading_tells_nothing_of_it() -> None:
    page = (
        f"<body><article><h1>Halverwick</h1>{paragraphs(*STORY[:2])}"
        f"<h2 id=related-letters>Letters related</h2>{paragraphs(*STORY[2:4])}</article></body>"
    )
    assert "Letters related" not in [gone.text for gone in clean(page).dropped]


def with_witness(body: str, *told: str) -> str:
    data = {"@type": "NewsArticle", "articleBody": "\n\n".join(told)}
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head>'
        f"<body><h1>The letters of Halverwick</h1>{body}</body></html>"
    )


APPEAL = "The museum of the light lives on what its visitors leave in the box beside the door."


def test_the_page_s_own_text_drops_what_it_does_not_name() -> None:
    page = with_witness(f"<article>{paragraphs(*STORY, APPEAL)}</article>", *STORY)
    article = clean(page)
    assert [block.text for block in article.blocks] == list(STORY)
    assert [gone.reason for gone in article.dropped if gone.text == APPEAL] == [UNNAMED]


def test_the_page_s_own_text_brings_back_what_was_dropped() -> None:
    page = with_witness(
        f"<article>{paragraphs(*STORY[:4])}<div class=promo>{paragraphs(STORY[4])}</div>"
        f"{paragraphs(*STORY[5:])}</article>",
        *STORY,
    )
    assert said(page) == list(STORY)


@pytest.mark.parametrize("told", [STORY[:1], STORY[:6]], ids=["a summary", "cut short"])
def test_a_testimony_that_is_not_whole_drops_nothing(told: tuple[str, ...]) -> None:
    page = with_witness(f"<article>{paragraphs(*STORY)}</article>", *told)
    assert said(page) == list(STORY)


def test_a_note_and_nothing_else_is_an_article() -> None:
    assert said("<html><body>Moved</body></html>") == ["Moved"]


@pytest.mark.parametrize(
    "notice",
    [
        "Warning: Undefined variable $tide in /srv/light/harbour.php on line 12",
        "Empfohlener redaktioneller Inhalt: An dieser Stelle steht ein Beitrag von Halverwick.",
        "This entry was posted on Monday and is filed under Letters.",
    ],
)
def test_what_programs_write_into_a_page_is_no_text_of_it(notice: str) -> None:
    page = f"<body><article><h1>Halverwick</h1>{paragraphs(*STORY[:3], notice, *STORY[3:])}</article></body>"
    assert said(page) == list(STORY)


PILOTS = (
    (
        "The harbour pilots of Kestrel Bay said on Monday that they would no longer guide the larger"
        " ferries through the sound at night, and that talks had ended without a result."
    ),
    (
        "Their union asks for two tugs at every passage, as the council had promised them in the"
        " spring, before the storms of the autumn began."
    ),
)


@pytest.mark.parametrize("element", ["article", "main", "section"])
def test_a_page_without_a_body_tag_has_one_all_the_same(element: str) -> None:
    story = f"<h1>Pilots refuse</h1>{paragraphs(*PILOTS)}"
    article = clean(f"<title>Pilots refuse</title><{element}>{story}</{element}>")
    assert article.title == "Pilots refuse"
    assert [block.text for block in article.blocks] == list(PILOTS)


@pytest.mark.parametrize(
    "credit",
    [
        "Published May 3, 2021, 9:30 a.m. ET",
        "By Imre Halloran and Josephine Vandermeulen-Ashby",
    ],
)
def test_a_dump_has_no_date_and_no_byline_for_its_headline(credit: str) -> None:
    lines = ("The Kestrel Courier", "Menu", "Pilots refuse ferries", credit, "", *PILOTS)
    article = clean(Page("\n".join(lines), PageKind.TEXT))
    assert article.title == "Pilots refuse ferries"


def test_paragraphs_above_a_heading_with_the_title_are_read() -> None:
    page = (
        "<title>The letters of Halverwick</title><body><div class=text>"
        f"{paragraphs(*STORY[:3])}<h2>The letters of Halverwick</h2>{paragraphs(*STORY[3:])}"
        "</div></body>"
    )
    assert said(page) == list(STORY)


def test_other_stories_above_the_headline_are_not_read() -> None:
    others = "".join(f"<div class=item><p>{text}</p></div>" for text in STORY[:2])
    page = (
        f"<title>The letters of Halverwick</title><body><div class=page>{others}"
        f"<h1>The letters of Halverwick</h1>{paragraphs(*STORY[2:])}</div></body>"
    )
    assert said(page) == list(STORY[2:])
