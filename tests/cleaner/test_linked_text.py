"""Links that are the text's own: questions that open, items of lists, headings over posts."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean

LEAD = (
    "The ferry between Corrie Sound and Marlhaven runs again from Monday, after eleven weeks in"
    " which islanders had to cross with the mail boat."
)
ANSWERS = (
    "From Monday to Saturday it leaves Corrie Sound at seven, and it is back before noon.",
    "Islanders travel free until the end of March, and visitors pay four crowns a crossing.",
    "The mail boat goes on to carry bread, newspapers and small parcels through the winter.",
)
QUESTIONS = (
    "When does the ferry leave?",
    "What does a crossing cost?",
    "Who carries the mail?",
)
END = "The harbour board of Marlhaven is to look at the figures again when the summer is over."


def said(html: str) -> list[str]:
    return [block.text for block in clean(html).blocks]


def page(between: str) -> str:
    return (
        f"<body><main><h1>Ferry runs again</h1><div class=text><p>{LEAD}</p>{between}"
        f"<p>{END}</p></div></main></body>"
    )


PANELS = {
    "a heading with a link to its panel": (
        '<div class="panel"><div class="panel-heading"><h3><a href="#answer{n}">{question}</a></h3>'
        '</div><div class="panel-collapse" id="answer{n}"><p>{answer}</p></div></div>'
    ),
    "an item with a link for a script": (
        '<li class="accordion-item"><a href="#" class="accordion-title">{question}</a>'
        '<div class="accordion-content"><p>{answer}</p></div></li>'
    ),
}


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS)
def test_a_question_that_opens_its_answer_is_read(panel: str) -> None:
    panels = "".join(
        panel.format(n=n, question=question, answer=answer)
        for n, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True))
    )
    heard = said(page(f"<ul>{panels}</ul>" if panel.startswith("<li") else panels))
    expected = [text for pair in zip(QUESTIONS, ANSWERS, strict=True) for text in pair]
    assert heard == [LEAD, *expected, END]


def test_a_table_of_contents_is_not_read() -> None:
    contents = "".join(
        f'<li><a href="#part{n}">{question}</a></li>' for n, question in enumerate(QUESTIONS)
    )
    parts = "".join(
        f'<h2 id="part{n}">{question}</h2><p>{answer}</p>'
        for n, (question, answer) in enumerate(zip(QUESTIONS, ANSWERS, strict=True))
    )
    heard = said(page(f"<ul>{contents}</ul>{parts}"))
    assert [heard.count(question) for question in QUESTIONS] == [1, 1, 1]


def test_a_linked_item_of_a_list_of_text_is_read() -> None:
    items = (
        "<li>The Corrie Lass, built in 1931 at Marlhaven, which carries eighty passengers</li>"
        '<li><a href="/boats/grey-gull">The Grey Gull, which carries the mail</a></li>'
        "<li>The Brigid, a tender that lies at Corrie Sound and is for hire in summer</li>"
    )
    assert "The Grey Gull, which carries the mail" in said(page(f"<ul>{items}</ul>"))


def test_a_list_of_links_alone_is_not_read() -> None:
    items = "".join(
        f'<li><a href="/{n}">{question} Our long report</a></li>'
        for n, question in enumerate(QUESTIONS)
    )
    assert said(page(f"<ul>{items}</ul>")) == [LEAD, END]


def test_a_heading_stays_that_has_an_embedded_post_below_it() -> None:
    post = (
        '<div class="block"><blockquote class="instagram-media">'
        '<a href="https://instagram.example/p/1">View this post on Instagram</a>'
        '<p><a href="https://instagram.example/p/1">A post shared by the Corrie Lass</a></p>'
        "</blockquote></div>"
    )
    parts = "".join(
        f'<div class="block"><h3>{question}</h3></div>{post}<div class="block"><p>{answer}</p></div>'
        for question, answer in zip(QUESTIONS, ANSWERS, strict=True)
    )
    assert [text for text in said(page(parts)) if text in QUESTIONS] == list(QUESTIONS)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.marlhaven-ferry.example/timetable",
        "www.marlhaven-ferry.example",
        "harbour.board@marlhaven.example",
    ],
)
def test_an_address_that_the_writer_wrote_out_is_read(address: str) -> None:
    href = address if address.startswith("http") else f"https://{address}"
    assert address in said(page(f'<p><a href="{href}">{address}</a></p>'))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=marlhaven",
        "https://twitter.com/marlhaven/status/1",
        "https://corrie-courier.example/older-story",
    ],
)
def test_an_address_of_a_post_or_of_the_same_site_is_not_read(address: str) -> None:
    html = page(f'<p><a href="{address}">{address}</a></p>').replace(
        "<body>", '<link rel=canonical href="https://corrie-courier.example/ferry"><body>'
    )
    assert said(html) == [LEAD, END]


@pytest.mark.parametrize(
    "label",
    ["Read more:", "Lue myös:", "Bunu da okuyun:", "Olvasd el ezt is:", "&gt;&gt; Läs mer:"],
)
def test_a_label_and_the_headline_of_another_story_are_not_read(label: str) -> None:
    link = '<a href="/2024/storm-shuts-the-harbour">Storm shuts the harbour of Marlhaven</a>'
    assert said(page(f"<p>{label} {link}</p>")) == [LEAD, END]


@pytest.mark.parametrize(
    "line",
    [
        'The figures: <a href="https://board.example/march">Harbour board of Marlhaven, March</a>',
        'The board says: <a href="/figures">the figures of March were wrong, all of them</a>.',
        'The ferry that <a href="/corrie-lass">carried the islanders all winter</a> is laid up.',
    ],
)
def test_a_source_and_a_sentence_with_a_link_are_read(line: str) -> None:
    html = page(f"<p>{line}</p>").replace(
        "<body>", '<link rel=canonical href="https://corrie-courier.example/ferry"><body>'
    )
    assert len(said(html)) == 3
