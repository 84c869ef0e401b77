"""What pages of one site have in common is dropped, and nothing of an article with it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString

from audiobrief.cleaner import clean, load_rules
from audiobrief.cleaner.explain import explain
from audiobrief.cleaner.learned_rules import learn_rules
from audiobrief.cleaner.sites import (
    MAX_LINES,
    MIN_PAGES,
    REPEATED_ON_SITE,
    Sighting,
    Site,
    digest_of,
    learn,
    observe,
)
from audiobrief.cleaner.text import folded
from audiobrief.model import Article, Page
from tests.cleaner.test_pages import GOLDEN
from tests.places import SITES
from tests.torture.running import invoke

SALTMERE = sorted((SITES / "saltmere").glob("*.html"))
HOST = "saltmere-tide.example"
QUESTIONS = ("What was the first thing you mended?", "Which tool would you save from a fire?")


def article_of(path: Path, repeated: frozenset[str] = frozenset()) -> Article:
    return clean(path.read_text(encoding="utf-8"), repeated=repeated)


def known_after(paths: list[Path]) -> frozenset[str]:
    return learn(observe(article_of(path)) for path in paths)[HOST].repeated()


def test_a_line_of_three_pages_is_no_articles() -> None:
    before, after = article_of(SALTMERE[0]), article_of(SALTMERE[0], known_after(SALTMERE))
    gone = {block.text for block in before.blocks} - {block.text for block in after.blocks}
    assert {text.split()[1] for text in gone} == {"Tide", "Saltmere"}
    assert [each.text for each in explain(after) if each.label == REPEATED_ON_SITE] == [
        block.text for block in before.blocks if block.text in gone
    ]


def test_a_heading_that_every_story_has_stays() -> None:
    told = [block.text for block in article_of(SALTMERE[1], known_after(SALTMERE)).blocks]
    assert "What happens next" in told


def test_two_pages_are_too_few_and_one_page_twice_is_one() -> None:
    two = [*SALTMERE[:2], SALTMERE[0]]
    assert not known_after(two)


def page_of(title: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<html><head><link rel=canonical href='https://{HOST}/{len(title)}'></head>"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def answers(seed: str) -> list[str]:
    words = "the wheel of a mill that nobody had asked for since the old miller went to sea"
    return [f"{seed} says it was {words}, {n} times over, before {seed} slept." for n in "345"]


def test_the_fixed_questions_of_a_series_stay() -> None:
    pages = [
        page_of(
            f"Five minutes with {name}, who mends mills",
            [answers(name)[0], QUESTIONS[0], answers(name)[1], QUESTIONS[1], answers(name)[2]],
        )
        for name in ("Ada Quill", "Bram Tollow", "Cato Merrin", "Dora Vane")
    ]
    articles = [clean(page) for page in pages]
    repeated = learn(map(observe, articles))[HOST].repeated()
    assert {digest_of(question) for question in QUESTIONS} <= repeated
    for page, article in zip(pages, articles, strict=True):
        assert clean(page, repeated=repeated).blocks == article.blocks


def test_a_story_that_is_published_again_keeps_its_paragraphs() -> None:
    shared = [
        f"On {day} the wall of the harbour gave way at the third bell, and the sea came up to "
        f"the steps of the chapel where {count} people had gone to wait for the morning."
        for day, count in (("Monday", "forty"), ("Tuesday", "thirty"), ("Friday", "a dozen"))
    ]
    pages = [
        page_of(f"The wall has fallen, and {what}", [*shared, *answers(what)[:1]])
        for what in ("nobody is hurt", "the chapel stands", "masons are wanted", "it rains on")
    ]
    articles = [clean(page) for page in pages]
    sites = learn(map(observe, articles))
    for page, article in zip(pages, articles, strict=True):
        assert clean(page, repeated=sites[HOST].repeated()).blocks == article.blocks
        everything = frozenset(digest_of(text) for text in shared)
        assert clean(page, repeated=everything).blocks == article.blocks


TEXT_IN_A_SCRIPT = "jsonld-only-glacier"
"""The page whose text is in its data alone, and so has no words to move round."""


def rotated(html: str, article: Article, step: int) -> str:
    """Another page of the template: the words of the article moved round in each of its texts."""
    told = folded(" ".join([article.title, article.dek, *(b.text for b in article.blocks)]))
    soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(["meta", "script", "link"]):
        tag.decompose()
    for node in soup.find_all(string=True):
        text = str(node).strip()
        if type(node) is NavigableString and len(text) > step and folded(text) in told:
            node.replace_with(f"{text[step:-1]}{text[:step]}{text[-1]}")
    return str(soup)


@pytest.mark.parametrize(
    "path",
    [p for p in GOLDEN if p.suffix == ".html" and p.parent.name != TEXT_IN_A_SCRIPT],
    ids=lambda path: path.parent.name,
)
def test_no_golden_page_loses_text_beside_others_of_its_template(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    article = clean(Page(html, name=path.name))
    seen: Counter[str] = Counter()
    for step in (3, 5, 7):
        sighting = observe(clean(Page(rotated(html, article, step), name=path.name)))
        seen.update({*sighting.kept, *sighting.dropped})
    # without the guard that learns from no page whose text is known already
    repeated = frozenset(line for line, count in seen.items() if count == MIN_PAGES)
    assert clean(Page(html, name=path.name), repeated=repeated).blocks == article.blocks


def test_what_is_remembered_of_a_site_has_a_limit() -> None:
    chrome = ("menu", "footer")
    pages = (
        Sighting(HOST, f"headline {n}", {f"{n}.{line}": 90 for line in range(300)}, chrome)
        for n in range(40)
    )
    site = learn(pages)[HOST]
    assert len(site.lines) == MAX_LINES
    assert (site.lines["menu"], site.lines["footer"]) == (40, 40)
    assert "0.0" not in site.lines
    assert "39.299" in site.lines


def test_a_page_without_an_address_teaches_nothing() -> None:
    assert learn([Sighting("", "headline", {"a": 90})]) == {}
    assert Site(HOST).repeated() == frozenset()


def test_a_learned_rule_is_read_back_and_serves_on_a_page_that_it_was_not_learned_from(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sites.toml"
    code, out, _ = invoke("rules", "learn", *map(str, SALTMERE[:3]), "-o", str(path))
    assert (code, out.strip()) == (0, str(path))
    (rule,) = load_rules(path)
    assert rule.host == f"*.{HOST}"
    assert (rule.body, rule.drop) == (("div.words",), ("div.slip",))
    assert (rule.title, rule.byline, rule.date) == (
        "h1.story-head", "span.filed-by", "time.filed-at",
    )  # fmt: skip
    plain, ruled = (
        clean(SALTMERE[3].read_text(encoding="utf-8"), rules=rules) for rules in ((), [rule])
    )
    assert ruled.rule == rule.name
    assert (ruled.title, ruled.authors, ruled.published) == (
        plain.title, plain.authors, plain.published,
    )  # fmt: skip
    promotion = [block for block in plain.blocks if "comes to your door" in block.text]
    assert [block for block in plain.blocks if block not in promotion] == list(ruled.blocks)


def test_no_rule_finds_a_date_where_the_pages_have_none() -> None:
    """The byline's text is no date, and neither is that of pages whose date was not believed."""
    undated = [
        re.sub(r'(datetime|content)="20\d\d-', r'\1="2099-', path.read_text(encoding="utf-8"))
        for path in SALTMERE
    ]
    pages = [Page(re.sub(r"(<time[^>]*>)[^<]*", r"\1", html)) for html in undated]
    assert {clean(page).published for page in pages} == {None}
    (learned,) = learn_rules(pages)
    assert learned.rule.byline
    assert learned.rule.date == ""


def test_a_line_that_no_selector_finds_is_told() -> None:
    (learned,) = learn_rules(Page(path.read_text(encoding="utf-8")) for path in SALTMERE)
    assert [text.split(" has ")[0] for text in learned.unselected] == ["The Saltmere Tide"]


def test_too_few_pages_for_a_rule_are_refused() -> None:
    code, _, said = invoke("rules", "learn", *map(str, SALTMERE[:2]))
    assert code == 1
    assert "three articles of one site are needed" in said
    assert f"found: 2 articles of {HOST}\n" in said


def test_why_articles_are_too_much_alike_for_a_rule_is_told(tmp_path: Path) -> None:
    for number in range(4):
        body = "".join(f"<p>The ferry board met on pier {n} of Saltmere.</p>" for n in range(9))
        address = f"https://{HOST}/{number}" if number < 3 else ""
        (tmp_path / f"{number}.html").write_text(
            f'<html><head><link rel="canonical" href="{address}"></head><body><article>'
            f"<h1>The ferry sails on day {number} of May</h1>{body}</article></body></html>",
            encoding="utf-8",
        )
    code, _, said = invoke("rules", "learn", str(tmp_path))
    assert code == 1
    assert "a headline of its own and a text of its own; found: " in said
    assert "1 article without an address; " in said
    assert f"3 articles of {HOST}, of which 2 with the headline or much of the text" in said


def test_without_an_article_no_rule_is_learned(tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text("<div id=app></div>", encoding="utf-8")
    assert "found: no article\n" in invoke("rules", "learn", str(tmp_path))[2]
