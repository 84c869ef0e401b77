"""Names, days, deks and titles in the mark-up that many makers of pages use, as tables."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.metadata import Metadata, read_metadata
from audiobrief.cleaner.tree import read_tree

TEXT = "".join(
    f"<p>The harbour of Marlow opened again on Monday after {weeks} weeks of repairs, and the "
    "ferries sailed with the first tide, the town said in a long statement.</p>"
    for weeks in ("two", "three", "four", "five")
)
TIME = '<time datetime="2021-05-03">3 May 2021</time>'


def node(authors: str = "", **data: str) -> str:
    more = "".join(f',"{key}":"{value}"' for key, value in data.items())
    author = f',"author":[{authors}]' if authors else ""
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"Harbour opens again in Marlow"{author}{more}}}</script>'
    )


def persons(*names: str) -> str:
    return node(",".join(f'{{"@type":"Person","name":"{name}"}}' for name in names))


def page(
    below: str = "", *, head: str = "", time: str = TIME, above: str = "", end: str = "",
    language: str = "en",
) -> str:  # fmt: skip
    return (
        f'<!doctype html><html lang="{language}"><head>'
        "<title>Harbour opens again in Marlow - Harbour Post</title>"
        '<meta property="og:site_name" content="Harbour Post">'
        f'<meta property="og:type" content="article">{head}</head><body>'
        '<header class="site"><a href="/">Harbour Post</a><nav><a href="/n">News</a>'
        '<a href="/s">Sport</a></nav></header>'
        f"{above}<main><article><h1>Harbour opens again in Marlow</h1>{below}{time}"
        f'<div class="article-body">{TEXT}{end}</div></article></main>'
        "<footer>&copy; 2021 Harbour Post</footer></body></html>"
    )


def read(html: str, url: str = "https://harbourpost.example/news/harbour") -> Metadata:
    return read_metadata(read_tree(html), url)


NAMES: dict[str, tuple[str, list[str]]] = {
    "initials, and the name in the data": (
        page('<p class="author">aq</p>', head=persons("Ada Quill")), ["Ada Quill"],
    ),
    "initials in brackets": (
        page('<p class="byline">(aqu)</p>', head=persons("Ada Quill")), ["Ada Quill"],
    ),
    "initials with full stops": (
        page('<p class="byline">A.Q.</p>', head=persons("Ada Quill")), ["Ada Quill"],
    ),
    "one initial": (
        page('<p class="byline">By A. Quill</p>', head=persons("Ada Quill")), ["Ada Quill"],
    ),
    "initials of somebody else": (
        page('<p class="byline">By Ada Quill</p>', head=persons("bm")), ["Ada Quill"],
    ),
    "doubled": (page('<p class="author">Ada Quill Ada Quill</p>'), ["Ada Quill"]),
    "doubled by a comma": (page('<p class="author">Ada Quill, Ada Quill</p>'), ["Ada Quill"]),
    "given by the newsroom's data alone": (page(head=persons("Ada Quill")), ["Ada Quill"]),
    "several in one entry of the data": (
        page(head=persons("Ada Quill and Bo Marsh")), ["Ada Quill", "Bo Marsh"],
    ),
    "the data's section": (page(head=persons("News")), []),
    "a section of the menu": (page('<p class="author">Sport</p>'), []),
    "a link to a category": (
        page('<p class="byline"><a href="/category/local-news">Local News</a></p>'), [],
    ),
    "a place and a day": (page('<p class="byline">Marlow, 3 May 2021</p>'), []),
    "a city": (page('<p class="author">London</p>'), []),
    "a licence": (page('<p class="author">CC BY-SA 4.0</p>'), []),
    "a licence in words": (page('<p class="author">Creative Commons</p>'), []),
    "a count": (page('<p class="author">12 Comments</p>'), []),
    "a name and a count": (
        page('<p class="author">Ada Quill <span>1,245 views</span></p>'), ["Ada Quill"],
    ),
    "a name and a count, in German": (
        page('<p class="author">Ada Quill <span>245 Beiträge</span></p>', language="de"),
        ["Ada Quill"],
    ),
    "an account of two words": (page('<p class="author">By Web Admin</p>'), []),
    "two elements side by side": (
        page(
            '<div class="meta"><a rel="author" href="/author/a">Ada Quill</a>'
            '<a rel="author" href="/author/b">Bo Marsh</a></div>'
        ),
        ["Ada Quill", "Bo Marsh"],
    ),
    "two items of microdata": (
        page(
            '<span itemprop="author" itemscope><span itemprop="name">Ada Quill</span></span>'
            '<span itemprop="author" itemscope><span itemprop="name">Bo Marsh</span></span>'
        ),
        ["Ada Quill", "Bo Marsh"],
    ),
    "cards with roles": (
        page(
            '<div class="contributors"><div class="contributor"><a href="/people/a">Ada Quill</a>'
            '<span>Reporter</span></div><div class="contributor"><a href="/people/b">Bo Marsh</a>'
            "<span>Editor</span></div></div>"
        ),
        ["Ada Quill", "Bo Marsh"],
    ),
    "joined by a plus": (page('<p class="byline">By Ada Quill + Bo Marsh</p>'),
                         ["Ada Quill", "Bo Marsh"]),
    "lines of a byline": (
        page('<p class="byline">By Ada Quill<br>Harbour Post Staff Writer<br>May 3, 2021</p>'),
        ["Ada Quill"],
    ),
    "a role without a comma": (
        page('<p class="byline">By Ada Quill Political Editor</p>'), ["Ada Quill"],
    ),
    "a role ahead": (
        page('<p class="byline">Chief political correspondent Ada Quill</p>'), ["Ada Quill"],
    ),
    "a label ahead": (page('<p class="byline">Guest author: Ada Quill</p>'), ["Ada Quill"]),
    "a kind of text ahead": (
        page("<p>Ein Kommentar von Ada Quill</p>", language="de"), ["Ada Quill"],
    ),
    "an agency that helped": (
        page('<p class="auteur">Par Ada Quill avec AFP</p>', language="fr"), ["Ada Quill", "AFP"],
    ),
    "a link to write to the author": (
        page('<p class="byline">By Ada Quill <a href="mailto:a@b.example">Write to Ada</a></p>'),
        ["Ada Quill"],
    ),
    "an author's box": (
        page(end='<div class="author-box"><h4>About Ada Quill</h4><p>Writes on tides.</p></div>'),
        ["Ada Quill"],
    ),
    "a line about the author": (
        page(end="<p><em>Ada Quill is a reporter at the Harbour Post.</em></p>"), ["Ada Quill"],
    ),
    "a story about a reporter": (
        page("<p><em>Ada Quill is a reporter at the Harbour Post.</em></p>"), [],
    ),
    "the author of a quotation": (
        page(end='<blockquote>It lives.<footer class="quote-author">Ada Quill</footer></blockquote>'),
        [],
    ),
    "a reader": (
        page(end='<div itemprop="comment" itemscope><b itemprop="author">Ada Quill</b></div>'), [],
    ),
    "the author of the one other story": (
        page(end='<ul><li><a href="/x">Tides that turn at night</a> <a href="/author/ada">Ada Quill</a></li></ul>'), [],
    ),
    "the author of another article": (
        page(end=(
            '<section><article><h3><a href="/x">Tides</a></h3>by <a rel="author" '
            'href="/author/ada">Ada Quill</a></article></section>'
        )),
        [],
    ),
    "who paid": (page('<p class="byline">Sponsored by Harbour Tools</p>'), []),
    "a button": (page('<p class="author">Drucken</p>', language="de"), []),
    "other stories' authors": (
        page(end='</div><div class="related"><p class="author">By Bo Marsh</p></div><div>'), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_names(kind: str) -> None:
    html, names = NAMES[kind]
    assert [author.name for author in read(html).authors] == names


def test_roles_that_no_comma_separates_are_kept() -> None:
    (author,) = read(
        page('<p class="byline">By Ada Quill Senior Political Reporter</p>')
    ).authors
    assert (author.name, author.role) == ("Ada Quill", "Senior Political Reporter")


SAID = node(datePublished="2021-05-03T09:00:00+01:00")
DAYS: dict[str, tuple[str, str | None]] = {
    "today above, and the data": (
        page(head=SAID, time="", above='<div data-testid="todays-date">30 November 2025</div>'),
        "2021-05-03",
    ),
    "today in the header's time element alone": (
        page(time="", above='<header><time datetime="2025-11-30">Sunday</time></header>'), None,
    ),
    "today in words": (page(time='<p class="datum">Heute ist der 30.11.2025</p>'), None),
    "a change first": (
        page(time=(
            '<p>Updated <time datetime="2021-05-05">5 May 2021</time> '
            'Published <time datetime="2021-05-03">3 May 2021</time></p>'
        )),
        "2021-05-03",
    ),
    "a change first, in one line": (
        page(time='<p class="date">Updated: 5 May 2021. Published: 3 May 2021</p>'), "2021-05-03",
    ),
    "a change first, in German": (
        page(
            time='<p class="datum">Aktualisiert am 05.05.2021, veröffentlicht am 03.05.2021</p>',
            language="de",
        ),
        "2021-05-03",
    ),
    "only a change is shown": (
        page(head=SAID, time='<p>Last updated <time datetime="2021-05-09">9 May 2021</time></p>'),
        "2021-05-03",
    ),
    "a post of a network": (
        page(time="", end=(
            '<blockquote class="twitter-tweet">Hello <a href="https://twitter.com/a/status/1">'
            "April 2, 2020</a></blockquote>"
        )),
        None,
    ),
    "a post's time element": (
        page('<div class="tweet"><time datetime="2020-04-02">April 2, 2020</time></div>', time=""),
        None,
    ),
    "a body that may hold posts": (
        page().replace("<body>", '<body class="wp-embed-responsive post-template-default">'),
        "2021-05-03",
    ),
    "day first, two digits of the year": (
        page(time='<p class="date">25.04.24</p>', language="de"), "2024-04-25",
    ),
    "day first outside America": (
        page(time='<p class="date">05/04/24</p>', language="en-GB"), "2024-04-05",
    ),
    "month first in America": (
        page(time='<p class="date">05/04/2024</p>', language="en-US"), "2024-05-04",
    ),
    "a month's name and a short year": (page(time='<p class="date">4 Apr 24</p>'), "2024-04-04"),
    "Greek": (page(time="<span>3 Μαΐου 2021</span>", language="el"), "2021-05-03"),
    "Hebrew": (page(time="<span>3 במאי 2021</span>", language="he"), "2021-05-03"),
    "Ukrainian": (page(time="<span>3 серпня 2021</span>", language="uk"), "2021-08-03"),
    "a caption": (
        page(time="<figure><img src=a><figcaption>Marlow on 1 January 2020</figcaption></figure>"),
        None,
    ),
    "another story's": (
        page(time="", end='</div><aside class="related"><time>1 Jan 2022</time></aside><div>'),
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", DAYS)
def test_days(kind: str) -> None:
    html, day = DAYS[kind]
    published = read(html).published
    assert (published.date().isoformat() if published else None) == day


def test_both_days_of_one_line_are_given() -> None:
    found = read(page(time='<p class="date">3 May 2021, updated 5 May 2021</p>'))
    assert [day and day.day for day in (found.published, found.modified)] == [3, 5]


@pytest.mark.parametrize(
    ("time", "head"),
    [
        ("<p>1 January 2020</p>", ""),
        ("", '<meta name="date" content="2025-11-30">'),
    ],
)
def test_a_day_in_the_address_outranks_days_that_nothing_marks(time: str, head: str) -> None:
    found = read(page(time=time, head=head), "https://harbourpost.example/2021/05/03/harbour")
    assert found.published is not None
    assert found.published.date().isoformat() == "2021-05-03"


HEADLINE = "Harbour opens again in Marlow"


def titled(shown: str, title: str, *, head: str = "", above: str = "", beside: str = "") -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>{above}'
        f"<main><article>{shown}<div>{TEXT}</div></article></main>{beside}</body></html>"
    )


TITLES: dict[str, str] = {
    "the site's name in the h1, as its host writes it": titled(
        f"<h2>{HEADLINE}</h2>", f"Harbour Post: {HEADLINE}", above="<h1>Harbour Post</h1>"
    ),
    "the site's name before a colon": titled("", f"Harbour Post: {HEADLINE}"),
    "a section at the end of the title tag": titled(
        "", f"{HEADLINE} - Local - Harbour Post", above='<nav><a href="/l">Local</a></nav>'
    ),
    "the blog's name for itself": titled(f"<h2>{HEADLINE}</h2>", "Blog", above="<h1>Blog</h1>"),
    "an h1 beside the text": titled(
        f"<h1>{HEADLINE}</h1>",
        "Harbour Post",
        beside="<aside><h1>Ferry row goes on</h1></aside>",
    ),
    "a link to share in the h1": titled(
        f'<h1>{HEADLINE} <a href="#">Share</a></h1>', f"{HEADLINE} | Harbour Post"
    ),
    "a link to the heading itself": titled(
        f'<h1>{HEADLINE}<a href="#x">¶</a></h1>', f"{HEADLINE} | Harbour Post"
    ),
    "a subtitle in the h1": titled(
        f"<h1>{HEADLINE}<br><small>Ferries sail again</small></h1>",
        f"{HEADLINE} | Harbour Post",
    ),
    "a class, and no heading": titled(f'<p class="headline">{HEADLINE}</p>', "Harbour Post"),
    "microdata, and no heading": titled(
        f'<div itemprop="headline">{HEADLINE}</div>', "Harbour Post - news from the quay"
    ),
    "a smaller heading, and no title": titled(f"<h3>{HEADLINE}</h3>", ""),
    "a smaller heading, and the site's name": titled(f"<h2>{HEADLINE}</h2>", "Harbour Post"),
    "another title for search engines": titled(
        f"<h1>{HEADLINE}</h1>", "Marlow ferries: all you need to know | Harbour Post"
    ),
}


@pytest.mark.parametrize("kind", TITLES)
def test_titles(kind: str) -> None:
    assert read(TITLES[kind]).title == HEADLINE


def test_a_headline_that_the_title_tag_ends_with_is_no_name_of_the_site() -> None:
    assert read(titled("<h1>Tides</h1>", "Harbour Post - Tides")).title == "Tides"


TOLD = "Ferries sail with the first tide after two months, and the market is back on the quay."
NO_DEKS = [
    '<p class="subtitle">Photo: Cy Brine / Harbour Post pictures desk</p>',
    '<p class="lead">Photograph by Cy Brine, Harbour Post</p>',
    '<figure><img src=a><figcaption class="lead">The harbour on Monday, from the church.</figcaption></figure>',
    '<div class="intro">Poll: Should the ferries be free? Yes No Vote now</div>',
    '<div class="summary"><a href="/o">Read also: Ferry row goes on in Fell and the town waits</a></div>',
    '<div class="intro"><a href="/o">Ferry row goes on in Fell and the town waits for a word</a></div>',
    '<p class="summary">This summary was generated by AI and may contain mistakes. Check it.</p>',
    '<p class="lead">Dieser Text wurde mit Hilfe von KI erstellt und redaktionell geprüft.</p>',
    '<div class="description">Ada Quill is a reporter at the Harbour Post. She covers tides.</div>',
    '<div class="summary">Share on Facebook Share on Twitter Copy link Print</div>',
    '<div class="intro">Sign up to our newsletter for the best stories each morning</div>',
    '<p class="subtitle">Published 3 May 2021, 10:05, updated 4 May 2021</p>',
    '<p class="subtitle">By Ada Quill, harbour correspondent in Marlow</p>',
    '<p class="summary"><a href="/tag/a">Harbours of the coast</a>, <a href="/tag/b">Tides</a></p>',
    '<p class="intro">Reading time: about five minutes and a half</p>',
    '<p class="lead">This article is for subscribers. Subscribe now to read on.</p>',
    f'<p class="dek">{TEXT[3:110]}…</p>',
]


@pytest.mark.parametrize("html", NO_DEKS)
def test_no_deks(html: str) -> None:
    assert clean(page(html + '<p class="byline">By Ada Quill</p>')).dek == ""


@pytest.mark.parametrize(
    "html",
    [
        f'<p class="dek">{TOLD}</p>',
        f'<div class="standfirst"><p>{TOLD}</p></div>',
        f'<p class="Article_dek__x82">{TOLD}</p>',
        f"<h2>{TOLD}</h2>",
        f"<p>{TOLD}</p>",
        f'<div class="x1"><strong>{TOLD}</strong></div>',
    ],
)
def test_deks(html: str) -> None:
    assert clean(page(html + '<p class="byline">By Ada Quill</p>')).dek == TOLD


def test_a_page_of_topics_about_the_author_makes_no_section_of_the_name() -> None:
    html = page(
        '<p class="author">Duy Linh Quill</p>',
        end='<a href="/thema/duy-linh-quill">Duy Linh Quill</a>',
    )
    assert [author.name for author in read(html).authors] == ["Duy Linh Quill"]
