"""Texts whose boxes have the names of something else are read, and what those names mean is not."""

from __future__ import annotations

import json

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Article, BlockKind, Page
from tests.cleaner.makers import STORY, TITLE, paragraphs

ADDRESS = "https://www.saltmere.example/reviews/ferry-90210"
LEAD = (
    "The lamp on the rock burns again since Monday evening. Ada Quill of "
    '<a href="/board">the harbour board</a> says who lit it, what it took, and why the keeper of '
    "Halverwick would not come down before the last boat of the season had been counted in, although "
    "the tide was against him and his relief had already been waiting at the quay since noon."
)
STEPS = (
    "Peel the roots, and cut them into pieces as large as a thumb.",
    "Heat the oil in a pan. Fry the roots until they are brown on all sides.",
    "Pour on the stock, cover the pan, and let it stand on a small flame for an hour.",
    "Stir in the cream and serve it at once, with bread.",
)
TAKES = ("salsify", "rape oil", "vegetable stock", "cream")
ABOUT = (
    "Salsify stew is a dish of the coast, where the roots were dug in the winter when no boat went "
    "out. Every house had its own, and there are as many of them as there are houses. In Saltmere it "
    "was made with cream, on the rock without, and in Halverwick nobody would say. Whoever has never "
    "eaten it should try ours before the winter is over, since the roots are best after a frost, and "
    "once the ground is warm they turn woody and bitter, and are good for nothing but the goats."
)


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def described(lead: str, name: str, description: str) -> Article:
    return clean(
        f'<html><head><title>{TITLE}</title><meta name="description" content="{description}"></head>'
        f'<body><div class="article"><h1>{TITLE}</h1><div class="{name}"><p>{lead}</p></div>'
        f'<div itemprop="articleBody" class="article-body">{paragraphs(*STORY)}</div></div></body></html>'
    )


def test_a_lead_in_a_teaser_is_read_if_the_page_describes_itself_with_it() -> None:
    plain = LEAD.replace('<a href="/board">', "").replace("</a>", "")
    assert plain in texts(described(LEAD, "teaser-text", plain))
    assert plain in texts(described(LEAD, "teaser-text", f"{plain[:90]}..."))
    assert plain not in texts(described(LEAD, "teaser-text", "News of the coast"))
    # a label, or the name of the site, says nothing of the box
    assert plain not in texts(described(LEAD, "teaser-text", plain[:20]))


def test_the_text_about_a_video_is_read_though_it_is_its_caption() -> None:
    about = "The rock stands in the sea off Saltmere. Nobody has lived there since the fire of 1911."

    def page(description: str) -> list[BlockKind]:
        article = clean(
            f'<html><head><title>{TITLE}</title><meta property="og:description" content="{description}">'
            f"</head><body><article><h1>{TITLE}</h1>{paragraphs(*STORY)}<div class=item-caption>"
            f"<p>{about}</p></div></article></body></html>"
        )
        return [block.kind for block in article.blocks if block.text == about]

    assert page(about) == [BlockKind.PARAGRAPH]
    assert page("News of the coast, and of the islands that lie before it.") == [
        BlockKind.CAPTION
    ]


def recipe_page(data: object) -> str:
    takes = "".join(
        f"<div class=one><span>{name}</span><div>{count} spoons</div></div>"
        for count, name in enumerate(TAKES, 2)
    )
    steps = "".join(
        f"<div class=step><div class=step-info><h3>Step {count}</h3><p class=told>{step}</p></div>"
        f"<div class=step-image><img src={count}.jpg></div></div>"
        for count, step in enumerate(STEPS, 1)
    )
    return (
        f"<html><head><title>Salsify stew</title><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><main><div class=top><h1>Salsify stew</h1>"
        f"<div class=board><div class=needs><h2>You need</h2>{takes}</div>{steps}</div></div>"
        f"<div class=more><div class=card><a href=/soup>Root soup</a></div></div>"
        f"<div class=row><div class=seo><div><p>{ABOUT}</p></div></div></div></main></body></html>"
    )


SECTIONS = [
    {"@type": "HowToSection", "itemListElement": [{"@type": "HowToStep", "text": step}]}
    for step in STEPS
]


@pytest.mark.parametrize(
    "instructions",
    [[{"@type": "HowToStep", "text": step} for step in STEPS], "\n".join(STEPS), SECTIONS],
)
def test_a_recipe_is_read_beside_a_longer_text_about_the_dish(instructions: object) -> None:
    data = {
        "@context": "https://schema.org", "@type": "Recipe", "name": "Salsify stew",
        "recipeIngredient": list(TAKES), "recipeInstructions": instructions,
    }  # fmt: skip
    heard = texts(clean(recipe_page(data)))
    assert [text for text in heard if text in {*STEPS, *TAKES, ABOUT}] == [
        *TAKES,
        *STEPS,
        ABOUT,
    ]
    assert "Root soup" not in heard


def test_data_of_another_dish_choose_nothing() -> None:
    other = {"@type": "Recipe", "recipeInstructions": ["Boil it.", "Eat it."]}
    deep: object = "Boil it."
    for _ in range(9):
        deep = [deep]
    for data in (other, {"@type": "Recipe", "recipeInstructions": deep}):
        assert texts(clean(recipe_page(data))) == texts(clean(recipe_page({})))


def gallery(beside: str) -> list[str]:
    remarks = "".join(
        f"<div class=item><a href={index}.jpg></a>{beside}<div class=item__comment>{text}</div></div>"
        for index, text in enumerate(STORY)
    )
    return texts(
        clean(
            f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
            f"<div class=body><p>{ABOUT}</p>{remarks}</div></article></body></html>"
        )
    )


def test_the_writers_remarks_on_pictures_are_no_readers_comments() -> None:
    assert set(STORY) <= set(gallery(""))


def test_what_readers_write_is_dropped() -> None:
    assert set(STORY).isdisjoint(gallery("<span>Tomas Reil</span><div>4 March 2026</div>"))


def test_a_paragraph_that_links_to_somebody_is_no_byline() -> None:
    first = (
        "Did it never trouble the parents of "
        '<a href="/person?author=Reil" rel="author">Tomas Reil</a> what he was called at school?'
    )
    heard = texts(
        clean(
            f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
            f"<p>{first}</p>{paragraphs(*STORY)}</article></body></html>"
        )
    )
    assert heard[0].startswith("Did it never trouble the parents of Tomas Reil")


def test_a_heading_that_links_to_its_own_page_is_read() -> None:
    def heard(link: str) -> list[str]:
        html = (
            f"<html><head><title>Ferry reviewed by Ada Quill</title></head><body><article><div>"
            f"<h2><a href='{link}'>It has changed the way we live on the rock</a></h2>"
            f"{paragraphs(*STORY)}</div></article></body></html>"
        )
        return texts(clean(Page(html, url=ADDRESS)))

    own = "It has changed the way we live on the rock"
    assert own in heard("/reviews/ferry-90210")
    assert own not in heard("/reviews/ferry-90211")
    assert own not in heard("//[x")
