"""Site rules: read, checked and tried first."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.cleaner import SiteRule, clean, load_rules
from audiobrief.errors import ConfigError, NoArticleFound
from audiobrief.model import Page

TOML = """
[lantern]
host = "*.halverwick.example"
body = [".left", ".right"]
drop = "p.tide"
title = "h2.top"
"""
HTML = """<h1>Not this</h1><h2 class=top>The tide table, explained</h2>
<div class=left><p>High water comes twice a day, fifty minutes later each time.</p>
<p class=tide>High water today at four, says the table.</p></div>
<div class=middle><p>A long text that stands between the columns and is not wanted here.</p></div>
<div class=right><p>Low water comes between, and nobody has ever seen it arrive.</p></div>"""


def test_a_rule_is_tried_first(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(TOML, encoding="utf-8")
    article = clean(
        Page(HTML, url="https://www.halverwick.example/tides"), rules=load_rules(path)
    )
    assert article.rule == "lantern"
    assert article.title == "The tide table, explained"
    assert [block.text.split()[0] for block in article.blocks] == ["High", "Low"]
    assert "site rule lantern" in {gone.reason for gone in article.dropped}


def test_a_rule_for_another_site_does_not_serve() -> None:
    rules = [SiteRule("other", "*.dunmarrow.example", body=(".left",))]
    assert clean(Page(HTML, url="https://halverwick.example/"), rules=rules).rule == ""


STORY = "https://www.halverwick.example/tides"
TOLD = """<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Tides",
"articleBody": "{}"}}</script>"""
PARAGRAPHS = [
    f"The harbour master of Halverwick read the {name} gauge on Monday, wrote its figure down, "
    "compared it with the figure of the week before and was content with what he saw there."
    for name in ("first", "second", "third", "fourth", "fifth", "sixth")
]
ADVERT = "Buy a brass barometer from the chandler at the quay, who sends it to any address."


def witnessed_page() -> str:
    """A page whose JSON-LD has the article, and whose body has an advertisement besides."""
    paragraphs = "".join(
        f"<p>{text}</p>" for text in [*PARAGRAPHS[:3], ADVERT, *PARAGRAPHS[3:]]
    )
    return (
        f"{TOLD.format(' '.join(PARAGRAPHS))}<h1>Tides</h1><div class=text>{paragraphs}</div>"
    )


def test_a_rule_that_matches_nothing_does_not_serve_and_says_so() -> None:
    page = Page(witnessed_page(), url=STORY)
    rule = SiteRule("lantern", "*.halverwick.example", body=(".gone",), drop=(".tide",))
    ruled, judged = clean(page, rules=[rule]), clean(page)
    assert ruled.rule == ""
    assert ruled.remarks == (
        "site rule lantern is for this site, but none of its selectors matches anything on this page",
    )
    # the text that the page gives to machines is heard, as it is without a rule
    assert ADVERT not in {block.text for block in judged.blocks}
    assert ruled.blocks == judged.blocks


def test_a_rule_whose_body_matches_nothing_says_so() -> None:
    page = Page(witnessed_page(), url=STORY)
    rule = SiteRule("lantern", "*.halverwick.example", body=(".gone",), title="h1")
    ruled = clean(page, rules=[rule])
    assert ruled.rule == "lantern"
    assert ruled.remarks == ("body of site rule lantern matches nothing on this page",)
    assert ruled.blocks == clean(page).blocks


def test_a_page_without_an_address_says_that_no_rule_was_tried() -> None:
    rule = SiteRule("lantern", "*.halverwick.example", body=(".left",))
    (remark,) = clean(HTML, rules=[rule]).remarks
    assert remark.startswith("no site rule was tried: ")
    assert clean(HTML).remarks == ()


def test_a_page_without_an_article_says_that_its_rule_matched_nothing() -> None:
    rule = SiteRule("lantern", "*.halverwick.example", body=(".gone",))
    with pytest.raises(NoArticleFound, match="site rule lantern"):
        clean(Page("<title>Tides</title>", url=STORY), rules=[rule])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a]\nbody = 'p'", "needs host"),
        ("[a]\nhost = 'x'\nboddy = 'p'", "boddy"),
        ("[a]\nhost = 'x'\nbody = 'p['", r"line 3: a\.body is wrong: 'p\['"),
        ("[a]\nhost = 'x'\ntitle = ':x('", r"line 3: a\.title is wrong: ':x\('"),
        ("[a]\nhost = 'x'\nbody = [1]", r"line 3: a\.body is wrong: body\[0\]: Expected `str`"),
        ("[a]\nhost = 'x'", "needs host"),
        ("a = 1", "a must be a table"),
        ("[a", "not valid TOML"),
    ],
)
def test_a_wrong_rule_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        load_rules(path)


def test_a_box_that_a_rule_names_is_text_whatever_it_looks_like() -> None:
    html = HTML.replace("<div class=middle>", "<div class=related-stories>")
    page = Page(html, url="https://halverwick.example/tides")
    rule = SiteRule("lantern", "*.halverwick.example", body=(".left", ".right"))
    assert [block.text.split()[0] for block in clean(page, rules=[rule]).blocks] == [
        "High", "High", "Low",
    ]  # fmt: skip
    named = SiteRule("lantern", "*.halverwick.example", body=(".left", ".related-stories"))
    blocks = clean(page, rules=[named]).blocks
    assert blocks[-1].text.startswith("A long text that stands between")
