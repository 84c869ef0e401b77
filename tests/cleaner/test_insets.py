"""What pages set between the paragraphs of a text, told by its markup and by no language."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.vocabulary import chrome_word, words_in
from audiobrief.model import Article, BlockKind, Page

STORY = tuple(
    f"<p>In the year {year}, the keeper of the Halverwick light wrote {count} letters to the"
    f" harbour board, and {answer} of them were answered before the winter storms came.</p>"
    for year, count, answer in (
        (1881, 12, "none"), (1882, 14, "two"), (1883, 9, "one"), (1884, 31, "none"),
        (1885, 27, "five"), (1886, 8, "three"), (1887, 16, "none"), (1888, 21, "four"),
    )
)  # fmt: skip
TOLD = [text[3:-4] for text in STORY]
SEEN = "The lamp room, seen from the south. Ada Quill"


def read(between: str, *, heading: str = "<h2>The second year</h2>") -> Article:
    html = "".join([*STORY[:3], between, *STORY[3:5], heading, *STORY[5:]])
    return clean(
        Page(
            "<title>The letters of Halverwick</title><main><article>"
            f"<h1>The letters of Halverwick</h1><div>{html}</div></article></main>"
        )
    )


def kinds(article: Article, text: str) -> list[BlockKind]:
    return [block.kind for block in article.blocks if text in block.text]


@pytest.mark.parametrize(
    "between",
    [
        f"<div class=x><img src=a.jpg><div>{SEEN}</div></div>",
        f"<div class=x><div><picture><img src=a.jpg></picture></div><span>{SEEN}</span></div>",
        f"<div class=picBox><img src=a.jpg><p>{SEEN}</p></div>",
        f"<div class='article__image'><a href=a.jpg><img src=a.jpg></a><p>{SEEN}</p></div>",
        f"<figure><img src=a.jpg><div>{SEEN}</div></figure>",
        f"<figure><img src=a.jpg>{SEEN}</figure>",
        f"<div class=x><amp-img src=a.jpg></amp-img><div>{SEEN}</div></div>",
    ],
)
def test_a_short_text_in_one_box_with_a_picture_is_its_caption(between: str) -> None:
    article = read(between)
    assert kinds(article, "seen from the south") == [BlockKind.CAPTION]
    assert [b.text for b in article.blocks if b.kind is BlockKind.PARAGRAPH] == TOLD


@pytest.mark.parametrize(
    "between",
    [
        f"<p><img src=a.jpg> {SEEN}.</p>",
        f"<p>{SEEN}, <img src=smile.png width=18> said the keeper of the light.</p>",
        f"<div><div><img src=a.jpg></div><p>{SEEN}.</p></div>",
        f"<ol><li><img src=a.jpg> {SEEN}.</li><li><img src=b.jpg> Another one.</li></ol>",
        f"<blockquote><img src=a.jpg><p>{SEEN}.</p></blockquote>",
    ],
)
def test_a_sentence_of_the_text_beside_a_picture_is_no_caption(between: str) -> None:
    assert BlockKind.CAPTION not in kinds(read(between), "seen from the south")


def test_steps_with_a_picture_each_are_the_text() -> None:
    steps = "".join(
        f"<div class=step><img src={n}.jpg><div>{text}</div></div>"
        for n, text in enumerate(TOLD)
    )
    html = f"<article><h1>The lamp</h1><p>So the lamp is lit.</p>{steps}</article>"
    assert [b.text for b in clean(Page(html)).blocks][-8:] == TOLD


@pytest.mark.parametrize(
    "between",
    [
        # a newsletter's offer that a script sends, without a form
        ("<div class=x><p>Every Monday the best of the harbour.</p><div><input type=email>"
        "<span>You can leave at any time, of course.</span></div></div>"),
        # another story, in an article or an aside of its own
        "<article><a href=/b><h3>The board of Saltmere meets</h3></a><p>Nobody came to it.</p></article>",
        "<aside><a href=/b></a><h3>The board of Saltmere meets</h3></aside>",
        # what a script puts a video or another story into
        "<div class=x><h3>The board of Saltmere meets</h3></div>",
        "<div class=x><a href=/b><span></span></a><h2>The board of Saltmere meets</h2></div>",
        "<div class=story-cta><p>Stay with the lantern for eighty crowns a month, dear all.</p></div>",
        "<h3>Saltmere: The letters of Halverwick</h3>",
    ],
)  # fmt: skip
def test_what_is_set_between_the_paragraphs_is_not_read(between: str) -> None:
    assert [b.text for b in read(between).blocks] == [*TOLD[:5], "The second year", *TOLD[5:]]


@pytest.mark.parametrize(
    "heading",
    ["<h2>The second year</h2>", "<div class=subhead><h2>The second year</h2></div>"],
)
def test_a_heading_of_the_text_stays_though_it_has_a_box(heading: str) -> None:
    assert kinds(read("", heading=heading), "The second year") == [BlockKind.HEADING]


def test_an_aside_with_a_long_text_stays() -> None:
    text = " ".join(["The lamp burned the oil of rape, and later that of whales."] * 8)
    article = read(f"<aside><h3>The lamp</h3><p>{text} <a href=/b>Its maker</a></p></aside>")
    assert kinds(article, "The lamp burned")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("block-id-n1AuAdJlVL", ""), ("sc-jxAdXY", ""), ("kZAdQn", ""), ("css-x9AdBq2", ""),
        ("topAd", "ad"), ("adSlot", "ad"), ("ad-300x250", "ad"), ("div-gpt-ad-123", "ad"),
        ("ad1", "ad"), ("relatedPosts", "related"),
    ],
)  # fmt: skip
def test_a_random_name_has_no_words(name: str, word: str) -> None:
    assert chrome_word(words_in(name)) == word


def test_a_story_behind_a_wall_with_a_newsletters_offer_in_it_stays() -> None:
    article = clean(
        Page(
            "<article><h1>The letters</h1><div>"
            f"{STORY[0]}<div id=piano-inline-wrapper>{''.join(STORY[1:4])}"
            "<section><p>Sign up to get the best of the harbour in your inbox.</p></section>"
            f"</div>{''.join(STORY[4:])}</div></article>"
        )
    )
    assert [b.text for b in article.blocks] == TOLD


def test_the_address_of_a_posts_picture_is_not_read() -> None:
    post = "<blockquote class=twitter-tweet><p>The lamp is lit. pic.twitter.com/abc1</p></blockquote>"
    article = read(post)
    assert kinds(article, "The lamp is lit.") == [BlockKind.QUOTE]
    assert "pic.twitter.com" not in "".join(b.text for b in article.blocks)
    assert "pic.twitter.com/abc1" in [gone.text for gone in article.dropped]


def test_a_class_shortened_to_two_letters_is_no_advertisement() -> None:
    story = (
        "The lock keepers of Tarnholm let forty barges through on Tuesday, more than on any day.",
        "Most of them carried slate from the quarries above the town, and the rest carried wool.",
        "With the new gates, they may do more than that, and the council has asked them how much:",
        "The keepers answered that sixty would be too many, and that fifty would be work enough.",
    )
    classes = ("fn fo cy fp b", "fn fo cy fp b", "fn fo ad fp b", "fn fo cy fp b")
    text = "".join(
        f'<p class="{name}">{line}</p>' for name, line in zip(classes, story, strict=True)
    )
    page = f'<body><main><h1>Forty barges at Tarnholm</h1><section class="cy cz da">{text}</section></main></body>'
    assert [block.text for block in clean(page).blocks] == list(story)
