"""Texts and mail without a page around them: broken at a width, quoted, forwarded, short."""

from __future__ import annotations

import textwrap

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.line_breaks import paragraphs
from audiobrief.model import Article, BlockKind, Page, PageKind

STORY = (
    (
        "The keeper of the Halverwick light wrote to the harbour board in the spring, and asked for"
        " a new lamp before the winter storms came."
    ),
    (
        "The board met on a Tuesday in the long room above the chandler's shop. Nobody had brought"
        " the letter, so nobody answered it, and the clerk went home."
    ),
    "In the autumn he wrote again, on the back of a tide table, and this time he did not ask.",
    "“The lamp is out,” it said. “Bring a boat, forty fathoms of rope and a man who can climb.”",
)
VERSE = ["The lamp is out,", "the boats are in,", "and nobody has seen", "the keeper since."]


def read(text: str) -> Article:
    return clean(Page(text, PageKind.TEXT))


def said(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


@pytest.mark.parametrize("width", [34, 45, 60, 66, 72, 76, 80, 100, 130])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_broken_at_a_width_are_joined(width: int, end: str) -> None:
    text = "\n\n".join(textwrap.fill(part, width) for part in STORY)
    assert paragraphs(text.replace("\n", end)) == list(STORY)


@pytest.mark.parametrize("width", [45, 66, 80])
def test_paragraphs_may_be_told_by_their_indent_alone(width: int) -> None:
    text = "\n".join(textwrap.fill(part, width, initial_indent="    ") for part in STORY)
    assert paragraphs(text) == list(STORY)


def test_paragraphs_may_be_told_by_a_short_last_line_alone() -> None:
    text = "\n".join(textwrap.fill(part, 60) for part in STORY)
    assert paragraphs(text) == list(STORY)


def test_what_the_writer_broke_stays_broken() -> None:
    text = "\n\n".join(
        [textwrap.fill(STORY[0], 60), "\n".join(VERSE), textwrap.fill(STORY[1], 60)]
    )
    assert paragraphs(text) == [STORY[0], *VERSE, STORY[1]]
    assert paragraphs("\n".join(VERSE)) == VERSE


def test_items_of_a_list_stay_apart_and_whole() -> None:
    items = [f"- {STORY[2]}", f"- {STORY[0]}", f"2. {STORY[1]}"]
    text = "\n".join(textwrap.fill(item, 60, subsequent_indent="  ") for item in items)
    assert paragraphs(text) == items


def test_a_text_from_a_browser_has_a_paragraph_on_each_line() -> None:
    assert paragraphs("\n".join(STORY)) == list(STORY)


def test_a_sentence_that_goes_on_is_joined_in_the_shortest_text() -> None:
    assert paragraphs(
        "I shall come on Tuesday with the boat, the rope and the\nman who can climb."
    ) == ["I shall come on Tuesday with the boat, the rope and the man who can climb."]


def test_the_first_short_line_of_a_text_is_its_title_and_the_rest_is_read() -> None:
    article = read("\n\n".join(["The light", *STORY, "Halverwick, in October"]))
    assert article.title == "The light"
    assert [b.text for b in article.blocks] == [*STORY, "Halverwick, in October"]


def test_lines_that_pages_have_between_paragraphs_are_read_in_a_text() -> None:
    line = "Read more than one letter and you will know the man, said the clerk of the board."
    assert said("\n\n".join(["The light", STORY[0], line, *STORY[1:]])) == [
        STORY[0],
        line,
        *STORY[1:],
    ]


def test_a_text_with_the_page_around_it_is_read_without_the_page() -> None:
    page = (
        "Halverwick Courier",
        "Menu",
        "Subscribe",
        "The light",
        *STORY,
        "Share",
        "Most read",
    )
    assert said("\n".join(page)) == list(STORY)


MAIL = "Subject: {subject}\nFrom: Ada Quill <ada@tidelines.example>\nDate: 2026-03-04T10:00:00+00:00\n\n"


def letter(body: str, subject: str = "The light") -> Article:
    return read(MAIL.format(subject=subject) + body)


def test_a_short_mail_keeps_its_greeting_and_its_name() -> None:
    article = letter(
        "Dear Imre,\n\nthe lamp is out.\n\nYours,\nAda\n-- \nAda Quill, Halverwick\n"
    )
    assert [b.text for b in article.blocks] == [
        "Dear Imre,",
        "the lamp is out.",
        "Yours,",
        "Ada",
    ]
    assert (article.title, [a.name for a in article.authors]) == ("The light", ["Ada Quill"])
    assert str(article.published) == "2026-03-04 10:00:00+00:00"
    assert [gone.text for gone in article.dropped][-1] == "Ada Quill, Halverwick"


@pytest.mark.parametrize("mark", ["> ", ">", ">> "])
def test_a_mail_that_only_quotes_is_what_it_quotes(mark: str) -> None:
    body = "\n".join(
        f"{mark}{line}" for part in STORY for line in (*textwrap.wrap(part, 66), "")
    )
    assert [b.text for b in letter(body).blocks] == list(STORY)


def test_what_an_answer_quotes_is_a_quotation() -> None:
    quoted = "\n".join(f"> {line}" for line in textwrap.wrap(STORY[1], 66))
    body = f"{textwrap.fill(STORY[0], 66)}\n\nOn Tuesday, Imre wrote:\n{quoted}\n\n{STORY[2]}"
    assert [(b.kind, b.text) for b in letter(body, "Re: The light").blocks] == [
        (BlockKind.PARAGRAPH, STORY[0]),
        (BlockKind.PARAGRAPH, "On Tuesday, Imre wrote:"),
        (BlockKind.QUOTE, STORY[1]),
        (BlockKind.PARAGRAPH, STORY[2]),
    ]


FORWARDS = [
    # Gmail, Outlook, Apple Mail, Thunderbird, and German and French Outlook
    "---------- Forwarded message ---------\nFrom: {who}\nDate: Wed, Mar 4, 2026 at 10:00 AM\nSubject: {what}\nTo: <b@c.example>\n",
    "-----Original Message-----\nFrom: {who}\nSent: Wednesday, March 4, 2026 10:00 AM\nTo: B\nSubject: {what}\n",
    "Begin forwarded message:\n\nFrom: {who}\nSubject: {what}\nDate: 4 March 2026 at 10:00:00 GMT\nTo: b@c.example\n",
    "-------- Forwarded Message --------\nSubject: \t{what}\nDate: \tWed, 4 Mar 2026 10:00:00 +0000\nFrom: \t{who}\nTo: \tb@c.example\n",
    "________________________________\nVon: {who}\nGesendet: Mittwoch, 4. März 2026 10:00\nAn: B\nBetreff: {what}\n",
    "De : {who}\nEnvoyé : mercredi 4 mars 2026 10:00\nÀ : B\nObjet : {what}\n",
]  # fmt: skip


@pytest.mark.parametrize("above", FORWARDS)
@pytest.mark.parametrize("note", ["", "FYI, worth a listen.\n\n"])
@pytest.mark.parametrize("mark", ["", "> "])
def test_a_mail_that_was_forwarded_is_the_first_one(above: str, note: str, mark: str) -> None:
    inner = above.format(who="Imre Halloran <imre@light.example>", what="The keeper's letters")
    inner += "\n" + "\n\n".join(textwrap.fill(part, 72) for part in STORY)
    inner = "\n".join(f"{mark}{line}" for line in inner.splitlines())
    article = letter(note + inner, "Fwd: The keeper's letters")
    assert article.title == "The keeper's letters"
    assert [author.name for author in article.authors] == ["Imre Halloran"]
    assert str(article.published)[:10] == "2026-03-04"
    assert [b.text for b in article.blocks] == list(STORY)


LETTER = """Dear neighbours,

The pump will be repaired on Monday, and the water is off from nine until noon that day.

With best wishes

Ada Lind

Head of works

Harbour office

12 Quay Street

Halverwick

Open on weekdays"""
AGENDA = """Agenda for Tuesday

Minutes of the last meeting

The pump

The budget

Elections

Any other business

The meeting begins at seven in the hall, and there will be tea for everybody."""
NOTES = """Privacy policy

We spoke about the new law and what it means for the club, and agreed to write a page.

Cookies

The site sets none, and Bo will say so on the page before the end of the month.

Contact

Write to Ada if you want the minutes."""
SUBSCRIBE = """Subscribe

The word subscribe has a long history.

Sign up for our newsletter, they said, and we did."""


@pytest.mark.parametrize("text", [LETTER, AGENDA, NOTES, SUBSCRIBE])
def test_short_lines_and_words_of_websites_make_no_page_of_a_text(text: str) -> None:
    article = clean(Page(text, PageKind.TEXT))
    kept = [article.title, *(block.text for block in article.blocks)]
    assert [line for line in text.split("\n\n") if line not in kept] == []


WITH_BUTTONS = (
    (
        "Harbour reopens after storm\nBy Ada Lind\n\nThe harbour reopened on Monday.\nBoats left at"
        " dawn.\n\n“We are glad,” said the harbour master, who had waited a week for it.\n\nShare this"
    ),
    (
        "The mill opens\n\nThe tide mill opened on Monday after nine years of work.\n\nIt cost two"
        " million.\n\nSubscribe to our newsletter\n\nFollow us"
    ),
    "Hi all,\n\nThe parcel came today. Thanks!\n\nBest,\nJo\n\nShare",
)
BUTTONS = {"Share this", "Subscribe to our newsletter", "Follow us", "Share"}


@pytest.mark.parametrize("text", WITH_BUTTONS)
def test_buttons_that_were_copied_below_a_text_take_nothing_of_it(text: str) -> None:
    article = clean(Page(text, PageKind.TEXT))
    kept = [article.title, *(block.text for block in article.blocks)]
    kept += [f"By {author.name}" for author in article.authors]
    left_out = [line for line in text.split("\n") if line and line not in kept]
    assert left_out
    assert BUTTONS.issuperset(left_out)


LAMP = "the lamp is out tonight. Bring a boat.\n\nYours\nAda"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Hello Maria,\n\n", "The lamp is out tonight."),
        ("Hello Maria!\n\n", "The lamp is out tonight."),
        ("Liebe Maria,\n\n", "The lamp is out tonight."),
        ("Subject: The light\n\nHello Maria,\n\n", "The light"),
        ("Subject: Re: The light\nFrom: Ada <a@b.example>\n\nHello Maria,\n\n", "The light"),
        (
            "From: Ada <a@b.example>\nDate: 2026-03-04\n\nHello Maria,\n\n",
            "The lamp is out tonight.",
        ),
    ],
)
def test_a_short_mail_is_called_by_its_subject_or_its_first_sentence(
    above: str, title: str
) -> None:
    article = read(above + LAMP)
    assert article.title == title
    # its greeting is said all the same
    assert article.blocks[0].text.startswith(("Hello Maria", "Liebe Maria"))
    assert article.blocks[1].text == "the lamp is out tonight. Bring a boat."
