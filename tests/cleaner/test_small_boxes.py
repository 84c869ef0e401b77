"""What a template sets between and below the paragraphs of a text, told by how it is made."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import BlockKind, Page
from tests.cleaner.makers import STORY, TITLE, paragraphs

A, B, C, D, E, F = STORY
URL = "https://lantern.example/news/pier"


def heard(inner: str, head: str = "") -> str:
    """What is read aloud of a story with `inner` on its page, captions left out."""
    page = (
        f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>"
        f"<div class=text>{inner}</div></article></body></html>"
    )
    blocks = clean(Page(page, url=URL)).blocks
    return "\n".join(block.text for block in blocks if block.kind is not BlockKind.CAPTION)


BETWEEN = {
    # what stands between two paragraphs -> a part of it
    "label of an advertisement in any language": (
        "<div class=k9>Kuulutus – tekst jätkub</div>", "Kuulutus"),
    "heading and headline that a script links": (
        "<div class=q><h4>Loe ka seda</h4><span>Sadam ostis uue praami</span></div>", "praami"),
    "list in an aside without links": (
        "<aside><h2>Our picks</h2><ul><li>The ten best lamps of the coast</li></ul></aside>", "lamps"),
    "labelled box of a shop": (
        ("<div class=shop><h4>Shop the story</h4><p>We may earn a commission if you buy.</p>A lamp,"
        " $79</div>"), "$79"),
    "what a video is called beside its player": (
        ("<div><strong>SEE | The pier in the storm of February, from the air above the harbour:</strong>"
        "<div class=player><h3>Pier</h3></div></div>"), "from the air"),
    "text in a field": (f"<textarea>{A} {B} {C}</textarea>", "Kuulutus"),
    "label and headline after a bar": (
        "<p><b>LOE VEEL SIIT | </b><a href=/news/ferry>The ferry has a new engine from Ostermouth</a></p>",
        "new engine"),
    "call for tips in a quotation": (
        ("<blockquote><p>Do you work at the harbour and know more? Write to our reporter"
        " <a href='https://signal.me/#eu/abc'>on Signal</a>.</p></blockquote>"), "know more"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BETWEEN)
def test_what_is_set_between_paragraphs_is_not_read(kind: str) -> None:
    inset, part = BETWEEN[kind]
    text = heard(f"{paragraphs(A, B)}{inset}{paragraphs(C, D, E)}")
    assert part not in text
    assert all(text.count(told) == 1 for told in (A, B, C, D, E))


BELOW = {
    "box that leads to another page of the site": (
        ("<div class=more><p>The storms go on. Here you find <a href=/storms>all that we have of"
        " them</a>.</p></div>"), "storms go on"),
    "credits": ("<p><em>Editing: Ada Orvik, Leo Marten<br>Fact check: Ruth Askerby</em></p>", "Orvik"),
    "lives of two writers in one paragraph": (
        ("<p><em>Ines Varga is a reporter at the Lantern of Saltmere.<br>Tomas Reil is a"
        " visiting lecturer there.</em></p>"), "lecturer"),
    "who sends it, below the end mark": (
        "<p>###</p><p><i>The mission of the harbour board is to keep the port open.</i></p>", "mission"),
    "paragraph in italics that asks for money": (
        "<p><em>The Lantern is written by volunteers. <a href=/donate>Buy us a lamp.</a></em></p>",
        "volunteers"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BELOW)
def test_what_is_set_below_a_text_is_not_read(kind: str) -> None:
    inset, part = BELOW[kind]
    text = heard(f"{paragraphs(*STORY)}{inset}")
    assert part not in text
    assert all(text.count(told) == 1 for told in STORY)


WRITTEN = {
    "heading in a box": "<div class=crosshead>What comes next</div>",
    "bold heading in a box": "<div><b>What comes next</b></div>",
    "list in a box": "<div><ul><li>What comes next</li><li>What it costs</li></ul></div>",
    "box with a sentence": "<div>What comes next is not known yet.</div>",
    "box of facts": "<div class=infobox><span>What comes next</span></div>",
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_the_writer_sets_apart_is_read(kind: str) -> None:
    text = heard(f"{paragraphs(A, B)}{WRITTEN[kind]}{paragraphs(C, D, E)}")
    assert "What comes next" in text


def test_a_contributor_below_the_text_is_an_endnote() -> None:
    text = heard(f"{paragraphs(*STORY)}<p>Contributing: Ines Varga</p>")
    assert text.endswith("Contributing: Ines Varga")


def test_data_for_machines_restore_no_offer() -> None:
    offer = "For the latest news from the Lantern, sign up for our newsletters."
    told = " ".join([*STORY, offer])
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        + told.replace('"', "'")
        + '"}</script>'
    )
    link = f"<p><b><i>{offer.replace('newsletters', '<a href=/nl>newsletters</a>')}</i></b></p>"
    assert "newsletters" not in heard(paragraphs(*STORY) + link, data)


def test_ruby_is_among_what_was_dropped() -> None:
    page = f"<article><h1>{TITLE}</h1>{paragraphs(A)}<p>A sign says <ruby>渡<rp>(</rp><rt>wata</rt>"
    article = clean(
        Page(f"{page}<rp>)</rp></ruby>, which nobody on the quay could read.</p></article>")
    )
    assert ("wata", "reading aid") in [(gone.text, gone.reason) for gone in article.dropped]
    assert "says 渡, which" in article.blocks[-1].text
