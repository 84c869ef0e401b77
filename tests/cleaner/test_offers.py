"""What a page offers its reader among the paragraphs, and what is the story's all the same."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean

FIRST = "The ferry to Saltmere was cancelled on Tuesday, after its captain counted one passenger too many."
LAST = "She counted again in the harbour, and found that it had been herself, in the glass of the door."


def heard(inset: str) -> str:
    page = (
        "<html lang=en><head><title>One passenger too many</title></head><body><main>"
        f"<h1>One passenger too many</h1><div class=story><p>{FIRST}</p><p>{FIRST[::-1]}.</p>"
        f"{inset}<p>{LAST}</p></div></main></body></html>"
    )
    article = clean(page)
    return "\n".join([article.dek, *(f"{b.kind.value}: {b.text}" for b in article.blocks)])


OFFERS = {
    "a button below two lines": (
        "<div class=x1><div>Enjoying this story?</div><div>The best of the week comes on Saturdays."
        "</div><button>Join 40,000 readers</button></div>"
    ),
    "a heading that names a newsletter": (
        "<section class=x2><h2>Newsletter: The tide</h2><p>The coast in ten minutes, each Monday."
        "</p><span>Unsubscribe whenever the mood takes hold.</span></section>"
    ),
    "links to where readers subscribe": (
        "<div class=x3><ul><li>Comfort on the way as well</li><li>Both editions in one place</li></ul>"
        "<a href=/subscribe/digital>For nothing, at first</a><div>No, thank you all the same.</div></div>"
    ),
    "links to an app": (
        "<div class=x4>All of the coast in one place: <a href=https://apps.apple.com/app/1>here</a>.</div>"
    ),
    "a list in which each item leads away": (
        "<div class=infobox><ul><li><b>Today:</b> Follow <a href=/live>the live updates</a> of the vote."
        "</li><li><b>Letters:</b> Sign up for <a href=/mail>our morning newsletter</a> on the coast.</li></ul></div>"
    ),
    "a teaser in a list": (
        "<ul class=x5><li><h3><a href=/other-story>The lamp that nobody lit</a></h3><div><p>A keeper went"
        " home early, and the sea stayed where it was.</p></div></li></ul>"
    ),
    "a label and a headline": (
        "<ul><li><b>New alliance?</b> <a href=/other>The islands answer the threat of the mainland</a></li></ul>"
    ),
}


@pytest.mark.parametrize("inset", OFFERS.values(), ids=OFFERS)
def test_an_offer_among_the_paragraphs_is_not_read(inset: str) -> None:
    text = heard(inset)
    assert text.count("paragraph:") == 3
    assert text.splitlines()[-1].endswith(LAST)
    assert len(text.splitlines()) == 4


KEPT = {
    "a heading with a button that copies its address": (
        "<div class=h><h2>In the harbour</h2><button>Copy link</button></div>",
        "heading: In the harbour",
    ),
    "a quotation with a button to share it": (
        (
            "<div class=q><p>“I have never trusted doors,” the captain said, and closed it behind her.</p>"
            "<button>Share</button></div>"
        ),
        "I have never trusted doors",
    ),
    "a post that is quoted with a link to its network": (
        (
            "<div class=post><blockquote><p>One too many on the ferry again!</p><a"
            " href=https://twitter.com/x/status/1>March 3</a></blockquote></div>"
        ),
        "One too many on the ferry again!",
    ),
    "a panel of text that is pressed whole": (
        (
            "<div role=button class=panel><h3>Part 1</h3><div><p>The captain had sailed to Saltmere for"
            " thirty years, and had never been one too many before.</p></div></div>"
        ),
        "The captain had sailed to Saltmere",
    ),
}


@pytest.mark.parametrize(("inset", "words"), KEPT.values(), ids=KEPT)
def test_a_part_of_the_story_with_a_button_or_a_link_is_read(inset: str, words: str) -> None:
    assert words in heard(inset)


def test_a_line_that_says_what_its_picture_shows_is_its_caption() -> None:
    shown = "The captain of the ferry looks out of the wheelhouse"
    text = heard(
        f"<div class=p><img src=a.jpg alt='{shown}'><p>{shown}. <span>Coast Press</span></p></div>"
    )
    assert f"caption: {shown}" in text


def test_who_was_quoted_is_not_a_quotation_of_its_own() -> None:
    text = heard(
        "<blockquote class=z><p>Nobody has asked the sea about it yet.</p><div class=z__name>Ines"
        " Varga, engineer</div></blockquote>"
    )
    assert "quote: Nobody has asked the sea about it yet." in text
    assert "quote: Ines" not in text


def test_a_drop_cap_that_is_written_again_for_screen_readers_is_read_once() -> None:
    text = heard(
        "<p><span aria-hidden=true>A</span><span class=sr-only>A</span>nd so the ferry stayed where"
        " it was, with forty people and a goat on it, until noon.</p>"
    )
    assert "paragraph: And so the ferry stayed" in text


def test_the_caption_of_the_lead_picture_is_not_the_dek() -> None:
    page = (
        "<html><head><title>One passenger too many</title></head><body><h1>One passenger too many</h1>"
        "<div class=opener><img src=a.jpg><div class=info>The captain, second from the left, counts the"
        " people on the upper deck once more.</div></div><div class=story>"
        f"<p>{FIRST}</p><p>{FIRST[::-1]}.</p><p>{LAST}</p></div></body></html>"
    )
    article = clean(page)
    assert article.dek == ""
    told = [block.text for block in article.blocks if block.kind.value == "paragraph"]
    assert told == [FIRST, f"{FIRST[::-1]}.", LAST]


def test_a_headline_in_large_letters_is_found_on_a_page_without_headings() -> None:
    page = (
        "<html><head><title>The Brampit Gazette - Ferries</title></head><body><table><tr><td><font size=5>"
        f"<b>One passenger too many</b></font><p><font size=3>{FIRST}</font></p><p><font size=3>{LAST}"
        "</font></p></td></tr></table></body></html>"
    )
    assert clean(page).title == "One passenger too many"
