"""Tests which pages say, with the answer 200, that their own story was taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.removed import MAX_WORDS, removal_said
from audiobrief.errors import StoryRemoved
from audiobrief.filed.article import ArticleData

CASES = [
    tuple(line.split("\t"))
    for line in Path(__file__)
    .with_name("removed_notices.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]
"""Half for which the rules were written, half that was written after them and measured once (30
of 30); whether a text says that its story is gone; and the text."""


@pytest.mark.parametrize(("half", "kind", "text"), CASES)
def test_notices_are_told_from_stories_of_removals(half: str, kind: str, text: str) -> None:
    del half
    assert bool(removal_said([text], "Ferry back")) == (kind == "gone")


NOTICE = "This article has been removed. We are looking into a complaint about it."
OLD = " ".join(
    f"The ferry to Saltmere sailed again on day {n}, to the harbour master’s joy."
    for n in range(20)
)


def page(body: str, head: str = "", title: str = "Ferry to Saltmere sails again") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>'
        f"{body}<footer>© The Marl Courier <a href='/terms'>Terms</a></footer></body></html>"
    )


DATA = json.dumps({"@type": "NewsArticle", "headline": "Ferry back", "articleBody": OLD})
RELATED = "".join(
    f'<li><a href="/news/{n}">The council of Halverwick votes on its {n} harbours again</a></li>'
    for n in range(12)
)
GONE = {
    "in an article": page(
        f"<article><h1>Ferry to Saltmere sails again</h1><p>By Mara Vint</p><p>{NOTICE}</p></article>"
    ),
    "alone": page(f"<h1>Sorry</h1><p>{NOTICE}</p>", title="The Marl Courier"),
    "in a box": page(f"<h1>Ferry back</h1><div class='message'>{NOTICE}</div>"),
    "as the headline": page(
        "<main><h1>This article is no longer available</h1><p>Read more news on our home page."
        "</p></main>",
        title="This article is no longer available",
    ),
    "above other stories": page(
        f"<main><h1>Ferry back</h1><p>{NOTICE}</p></main><aside><h2>Most read</h2><ul>"
        f"{RELATED}</ul></aside>"
    ),
    "with the old text in its data": page(
        f"<main><h1>Ferry back</h1><p>{NOTICE}</p></main>",
        f'<script type="application/ld+json">{DATA}</script>',
    ),
    "in German": page(
        "<article><h1>Fähre fährt wieder</h1><p>Dieser Artikel wurde aus rechtlichen Gründen "
        "entfernt.</p></article>"
    ),
}


@pytest.mark.parametrize("name", GONE)
def test_a_page_with_a_notice_has_no_article(name: str) -> None:
    with pytest.raises(StoryRemoved, match="says that the story is gone"):
        clean(GONE[name])


THERE = {
    "a story that begins with such words": page(
        f"<article><h1>A paper and its archive</h1><p>{NOTICE}</p><p>{OLD}</p></article>"
    ),
    "a story about a removal": page(
        "<article><h1>Paper removes story about the ferry</h1><p>The Marl Courier has removed a "
        "story about the ferry to Saltmere from its site. It named the wrong captain, the paper "
        "said on Tuesday, and it apologised to him.</p></article>"
    ),
    "a video that is gone": page(
        "<article><h1>Ferry back</h1><p>The ferry to Saltmere sailed again on Tuesday, after "
        "three days in the dock, and forty people were on the quay.</p><p>This content is no "
        "longer available.</p><p>It sails at six, at noon and at nine until the end of the "
        "month, and the fare stays what it was, the harbour master said.</p></article>"
    ),
}


@pytest.mark.parametrize("name", THERE)
def test_other_pages_keep_their_article(name: str) -> None:
    assert clean(THERE[name]).blocks


def test_what_a_content_system_gives_is_the_article() -> None:
    article = clean(ArticleData(headline="A sign", body=NOTICE))
    assert [block.text for block in article.blocks] == [NOTICE]


def test_a_long_text_is_no_notice() -> None:
    assert removal_said([NOTICE, "word " * (MAX_WORDS - 20)], "")
    assert not removal_said([NOTICE, "word " * MAX_WORDS], "")
