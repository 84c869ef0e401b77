"""What looks like a tag in a headline: markup in the page's data, and a word everywhere else."""

from __future__ import annotations

import time

import pytest

from tests.cleaner.test_metadata import ld, page, read

WORDS_LIKE_TAGS = {
    # a headline as its page has it -> as it is read
    "if a&lt;b then c&gt;d: the bug": "if a<b then c>d: the bug",
    "Why the &lt;marquee&gt; tag still matters": "Why the <marquee> tag still matters",
    "Why the &lt;b&gt; tag still matters": "Why the <b> tag still matters",
    "Vec&lt;String&gt; in Rust": "Vec<String> in Rust",
    "Old &lt;/i&gt; and new &lt;br x&gt; ends": "Old </i> and new <br x> ends",
}


@pytest.mark.parametrize("written", WORDS_LIKE_TAGS)
def test_what_looks_like_a_tag_is_a_word_of_the_headline(written: str) -> None:
    told = ld({"@type": "NewsArticle", "headline": written})
    social = f'<meta property="og:title" content="{written}">'
    for head in ("", f"<title>{written}</title>", social, told, f"{social}{told}"):
        for body in (f"<h1>{written}</h1>", "" if head else f"<h1>{written}</h1>"):
            assert read(page(head, body)).title == WORDS_LIKE_TAGS[written], (head, body)


@pytest.mark.parametrize(
    "written",
    [
        "The <em>Grebe</em> sails again",
        "The &lt;em&gt;Grebe&lt;/em&gt; sails again",
        "&lt;p&gt;The &lt;a href='/boats?a=1' class=boat&gt;Grebe&lt;/a&gt;&lt;br /&gt;sails again&lt;/p&gt;",
        "&amp;lt;span class=&amp;quot;x y&amp;quot;&amp;gt;The Grebe&amp;lt;/span&amp;gt; sails again",
    ],
)
def test_markup_in_a_page_s_data_is_no_text(written: str) -> None:
    told = ld({"@type": "NewsArticle", "headline": written})
    social = f"""<meta property="og:title" content="{written.replace('"', "&quot;")}">"""
    for head in (told, social, f"<title>{written}</title>"):
        assert read(page(head)).title == "The Grebe sails again"


def test_many_tags_in_a_value_take_no_long_time() -> None:
    begun = time.process_time()
    for value in ("<b>" * 200_000, "<b></b>" * 100_000, "<a x=" * 100_000, "<a b='" * 90_000):
        read(page(f'<meta name="description" content="{value}">'))
    assert time.process_time() - begun < 20
