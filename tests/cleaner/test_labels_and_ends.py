"""Labels, chapters, and what stands above and below a story by the habits of its makers."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Article, BlockKind
from tests.cleaner.makers import STORY, TITLE, paragraphs


def article_of(
    body: str, head: str = "", byline: str = '<p class="byline">By Ada Quill</p>'
) -> Article:
    return clean(
        f"<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{byline}"
        f"<div class=article-body>{body}</div></article></body></html>"
    )


def said(body: str) -> list[str]:
    return [block.text for block in article_of(body).blocks]


def test_chapters_of_a_recording_lose_their_times() -> None:
    chapters = "<li>00:00 The keeper</li><li>(07:42) The tin</li><li>1:02:10 – The winter</li>"
    assert said(f"{paragraphs(*STORY)}<ul>{chapters}</ul>")[-3:] == [
        "The keeper",
        "The tin",
        "The winter",
    ]


@pytest.mark.parametrize(
    "items",
    [
        ("08:10 Saltmere", "08:25 Halverwick", "09:00 Reil"),  # a timetable
        ("00:00 The lamp is lit", "The keeper sleeps", "06:00 The lamp goes out"),
    ],
)
def test_times_of_the_day_stay(items: tuple[str, ...]) -> None:
    body = f"{paragraphs(*STORY)}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    assert said(body)[-3:] == list(items)


@pytest.mark.parametrize(
    "end",
    [
        (
            "<p>-ENDS-</p><p><b>Notes to editors</b></p><p>The board has nine members, who meet twice a"
            " month at the town hall.</p>"
        ),
        (
            "<p><strong>About Quill Boats</strong></p><p>Quill Boats was founded in 1912 and builds"
            " boats for the harbour.</p><p>SOURCE Quill Boats</p>"
        ),
        "<p># # #</p><p>Media contact:<br>Tomas Reil<br>+1 555 0100</p>",
    ],
)
def test_what_stands_below_a_release_is_not_read(end: str) -> None:
    assert said(f"{paragraphs(*STORY)}{end}") == list(STORY)


def test_a_story_may_say_what_it_is_about() -> None:
    body = f"{paragraphs(*STORY[:4])}<h2>About Saltmere</h2>{paragraphs(*STORY[4:])}"
    assert said(body) == [*STORY[:4], "About Saltmere", *STORY[4:]]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("What was decided", BlockKind.HEADING),
        ("Ines Varga", BlockKind.PARAGRAPH),  # somebody who is asked, or who wrote the letter
        ("What was decided?", BlockKind.PARAGRAPH),  # a question of an interview
        ("The board has decided, and it will not change its mind.", BlockKind.PARAGRAPH),
    ],
)
def test_a_label_in_bold_is_a_heading(label: str, kind: BlockKind) -> None:
    body = f"{paragraphs(*STORY[:3])}<p><strong>{label}</strong></p>{paragraphs(*STORY[3:])}"
    block = article_of(body).blocks[3]
    assert (block.text, block.kind) == (label, kind)


def test_a_bold_paragraph_above_the_byline_is_the_dek() -> None:
    lead = (
        "The board of Saltmere has made up its mind, and the fishermen have their pier again."
    )
    body = f"<p><b>{lead}</b></p><p class=byline>By Ada Quill, Saltmere</p>{paragraphs(*STORY)}"
    article = article_of(body, byline="")
    assert (article.dek, article.blocks[0].text) == (lead, STORY[0])


def test_a_writer_is_introduced_in_other_languages_too() -> None:
    end = '<div class="firma"><em>Ada Quill es relojera jubilada.</em></div>'
    assert said(f"{paragraphs(*STORY)}{end}") == list(STORY)
    told = "<p>Ines Varga es ingeniera jubilada.</p>"
    assert len(said(f"{paragraphs(*STORY)}{told}")) == len(STORY) + 1


def test_the_day_in_a_caption_is_not_the_storys() -> None:
    caption = (
        '<div class="info-attribution">This photo provided by the harbour board shows the east pier,'
        " Monday, March 2, 2026, in Saltmere. (Harbour Board via Lantern)</div>"
    )
    meta = '<meta property="article:published_time" content="2026-03-03T03:44:00Z">'
    article = article_of(paragraphs(*STORY), head=meta, byline=f"{caption}<p>By Ada Quill</p>")
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-03-03"


def test_a_place_behind_the_papers_name_is_the_writers() -> None:
    head = '<meta property="og:site_name" content="l1">'
    byline = (
        '<p itemprop="author">Por <span itemprop="name">Ada Quill</span>, l1 — Salina Alta</p>'
    )
    (author,) = article_of(paragraphs(*STORY), head=head, byline=byline).authors
    assert (author.name, author.place) == ("Ada Quill", "Salina Alta")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Saltmere - 3 mar 2026", "Saltmere"),
        ("Updated - 3 Mar 2026", ""),
        ("Tuesday, 3 Mar 2026", ""),
    ],
)
def test_a_place_beside_the_date_is_the_writers(line: str, place: str) -> None:
    dated = f'<p class="byline">By Ada Quill</p><p class="date">{line}</p>'
    (author,) = article_of(
        paragraphs(*STORY, "The mayor came to Saltmere."), byline=dated
    ).authors
    assert (author.name, author.place) == ("Ada Quill", place)


def test_a_table_below_the_text_is_read_with_its_heading() -> None:
    rows = "".join(
        f"<tr><td><p>{place}.</p></td><td><p>{club}</p></td></tr>"
        for place, club in enumerate(("Tarnholm (28)", "Halverwick (26)", "Marlhaven (21)"), 1)
    )
    table = f"<h2>The table after ten days of play</h2><table>{rows}</table>"
    blocks = article_of(paragraphs(*STORY) + table).blocks
    assert blocks[-2].text == "The table after ten days of play"
    assert blocks[-1].rows[1] == ("2.", "Halverwick (26)")
