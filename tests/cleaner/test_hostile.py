"""Pages that nobody writes: each ends soon, with an article or a refusal."""

from __future__ import annotations

import contextlib
import gc
import random
import subprocess
import sys
import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Page, PageKind
from tests.batch.newsroom import write_article
from tests.places import CHECKOUT

P = "<p>The harbour master said that the water had risen again on Friday night.</p>"
STORY = P * 5
HOSTILE = {
    "nested": "<div>" * 20_000 + STORY,
    "nested a hundred thousand times": "<div>" * 100_000 + STORY + "</div>" * 100_000,
    "nested in line": "<b>" * 20_000 + STORY,
    "nested lists": "<ul><li>" * 10_000 + STORY,
    "nested tables": "<table><tr><td>" * 5_000 + STORY,
    "attributes": "<div " + " ".join(f'a{n}="1"' for n in range(300_000)) + ">" + STORY,
    "a 10 MB attribute": f'<div data-x="{"x" * 10_000_000}">{STORY}</div>',
    "10 MB of classes": f'<article class="{"article body " * 800_000}">{STORY}</article>',
    "10 MB of style": f'<article style="{"display:none;" * 800_000}">{STORY}</article>',
    "classes": '<div class="' + " ".join(f"c{n}" for n in range(100_000)) + '">' + STORY,
    "breaks": STORY + "<br>" * 20_000,
    "null bytes": "\0".join(STORY),
    "open comment": STORY + "<!-- " + "x" * 100_000,
    "open comments": STORY + "<!--" * 100_000,
    "open script": STORY + "<script>" + "x" * 100_000,
    "cdata": "<![CDATA[" + STORY,
    "brackets": STORY + "<" * 300_000,
    "open tags": STORY + "<a " * 100_000,
    "long line": "<p>" + "a line of words, " * 200_000,
}
TITLE = "The harbour master of Halverwick"
SHELL = f"<title>{TITLE}</title><div id=root></div>"
OWN = f'{{"title": "{TITLE}", "body": "{P * 5}"}}'
HOSTILE |= {
    # pages without text, whose data is read
    "open scripts without end": SHELL + "<script>" * 100_000,
    "open noscripts without end": SHELL + "<noscript>" * 100_000,
    "a state of brackets": f"{SHELL}<script>x = {'[' * 200_000}</script>",
    "states without end": f"{SHELL}<script>{'x = {' * 200_000}</script>",
    "a state nested in itself": (
        f"{SHELL}<script>x = " + f'{{"title": "{TITLE}", "a": ' * 900 + OWN + "}" * 900 + "</script>"
    ),
    "a state of many stories": f"{SHELL}<script>x = [{','.join([OWN] * 20_000)}]</script>",
    "a flat list in a circle": (
        f'{SHELL}<script type="application/json" id="__NUXT_DATA__">'
        f'[{{"title": 1, "body": 2}}, "{TITLE}", [2, 2, 2, 2, 2, 2, 2, 2]{", 3" * 200}]</script>'
    ),
    "spans nested in spans": (
        f'{SHELL}<script>x = {{"title": "{TITLE}", "body": '
        + '[{"type": "link", "content": ' * 400 + '[{"type": "text", "text": "Water."}]' + "}]" * 400
        + "}</script>"
    ),
    "times without end": "<div class=e><time datetime=2026-03-03T18:00>x</time></div>" * 20_000 + STORY,
    "headers without end": "From: a@b.example<br>" * 50_000 + STORY,
}  # fmt: skip
TOO_MUCH = {
    "50 MB line": "<p>" + "a line of words, " * 3_000_000,
    "siblings": "<p>x</p>" * 81_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_ends_soon(html: str) -> None:
    began = time.process_time()
    with contextlib.suppress(NoArticleFound):
        assert clean(html).blocks
    assert time.process_time() - began < 10


MEASURE = """
import contextlib, resource, sys
from tests.cleaner.test_hostile import HOSTILE, STORY, TOO_MUCH
from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
clean(STORY)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for html in {**HOSTILE, **TOO_MUCH}.values():
    with contextlib.suppress(NoArticleFound):
        clean(html)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
MOST_MEMORY_KB = 500_000
"""What the worst of them may add; a worker of a batch has `batch.memory_mb` in all."""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss has another unit elsewhere")
def test_memory_is_bounded() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=CHECKOUT, capture_output=True, check=True
    )
    assert int(run.stdout) < MOST_MEMORY_KB


@pytest.mark.parametrize(
    "posted", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"]
)
def test_a_post_in_an_impossible_year_has_no_time(posted: str) -> None:
    entries = "".join(
        f'<div itemprop="liveBlogUpdate" itemscope><time datetime="{posted}">{posted}</time>'
        f"<h3>Entry {n}</h3><p>Crew {n} came to the quay at the third hour of the night.</p></div>"
        for n in range(5)
    )
    article = clean(f"<h1>{TITLE}</h1><article>{P}{entries}{P}</article>")
    assert {block.time for block in article.blocks} == {None}


@pytest.mark.parametrize("html", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_is_refused(html: str) -> None:
    with pytest.raises(NoArticleFound, match="no article has"):
        clean(html)


TAGS = st.sampled_from(
    "p div article section h1 h2 li ul ol blockquote table tr td br a b sup figure figcaption "
    "aside nav footer span cite pre form script style".split()
)
PIECES = st.one_of(
    st.text(max_size=30),
    TAGS.map(lambda name: f"<{name}>"),
    TAGS.map(lambda name: f"</{name}>"),
    TAGS.map(lambda name: f'<{name} class="related article-body comment" id="x" hidden>'),
    st.just("The harbour master said that the water had risen again on Friday night."),
)


@settings(max_examples=120, deadline=None)
@example("<pre> 0", PageKind.HTML)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(list(PageKind)))
def test_clean_raises_nothing_but_no_article_found(text: str, kind: PageKind) -> None:
    try:
        article = clean(Page(text, kind))
    except NoArticleFound:
        return
    assert article.blocks
    for block in article.blocks:
        assert block.text
        assert block.text == block.text.strip()
    sources = [block.source for block in article.blocks]
    assert sources == sorted(sources)


def test_no_tree_outlives_its_page() -> None:
    """Nodes of a tree are texts, too: as keys of a cache they would keep all of it."""
    chance = random.Random(1)
    for _ in range(3):
        clean(write_article(chance, 30))
    gc.collect()
    assert [each for each in gc.get_objects() if issubclass(type(each), BeautifulSoup)] == []
