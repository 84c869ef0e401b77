"""Read what a page says about its article: title, dek, authors, dates, site, lead image."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bs4 import Tag

from audiobrief.cleaner.metadata.bylines import is_byline, read_byline, read_endnote
from audiobrief.cleaner.metadata.credits import choose_authors
from audiobrief.cleaner.metadata.datelines import choose_dates
from audiobrief.cleaner.metadata.dates import is_dateline, parse_date
from audiobrief.cleaner.metadata.element_words import (
    DEK,
    HIDDEN,
    signs_of,
)
from audiobrief.cleaner.metadata.landmarks import (
    Landmarks,
    heading_text,
    position,
    read_landmarks,
    short_text,
)
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.metadata.signatures import owner
from audiobrief.cleaner.metadata.sites import (
    choose_image,
    choose_language,
    choose_site,
    choose_url,
    printed_names,
    site_names,
    site_titles,
)
from audiobrief.cleaner.metadata.structured import (
    Structured,
    clean_line,
    read_structured,
    text_of,
    types_of,
)
from audiobrief.cleaner.metadata.titles import (
    HEADLINE_CLASS,
    MAX_TITLE,
    choose_title,
    headline_of,
    split_title,
    with_chapter,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author
from audiobrief.patterns import compile_late

__all__ = [
    "Metadata",
    "is_byline",
    "is_dateline",
    "parse_date",
    "read_byline",
    "read_endnote",
    "read_metadata",
]

FRONT_PAGE = compile_late(
    r"^(?:https?://web\.archive\.org/web/\d+\w*/)?(?:(?:https?:)?//[^/?#]+)?/?(?:index\.(?:php|html?))?$"
)
DEK_REACH = 30  # elements after the headline within which its dek begins
MAX_HEADINGS = 40  # headings below h1 among which to look for the headline
MIN_DEK, MAX_DEK = 20, 600  # characters
MAX_BETWEEN = 300  # characters of paragraphs between headline and dek: bylines, dates
PICTURES = ["img", "figure", "figcaption", "picture", "video"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article, in fields as in `Article`.

    A field is empty or None if the page does not give it.
    """

    title: str = ""
    dek: str = ""
    authors: tuple[Author, ...] = ()
    site: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    url: str = ""
    language: str = ""
    image: str = ""
    body: str = ""
    """The article's text from JSON-LD `articleBody`, used to judge which part of the page is
    the body; empty if the page has none."""
    kinds: frozenset[str] = frozenset()
    """The schema.org and Open Graph types that the page claims ("NewsArticle", "website")."""
    elements: tuple[int, ...] = ()
    """The `id()` of each element that holds the headline, dek, byline or date. These are
    spoken from the metadata and so are not part of the body."""
    free: bool | None = None
    """The value of JSON-LD `isAccessibleForFree`: False behind a paywall; None if not
    given."""


def read_metadata(tree: Tree, url: str = "") -> Metadata:
    """Return what the page `tree`, loaded from `url`, says about its article."""
    structured = read_structured(tree)
    language = choose_language(tree, structured)
    names = site_names(structured, url)
    sites = frozenset(fold(name) for name in names) - {""}
    title_tag = _title_tag(tree)
    title, headline = _title(tree, structured, names, title_tag)
    marks = read_landmarks(tree, headline)
    published, modified, dateline = choose_dates(
        tree,
        structured,
        marks,
        title=title,
        title_tag=title_tag,
        url=url or choose_url(structured, "", ""),
        language=language,
    )
    authors, byline = choose_authors(
        tree,
        structured,
        marks,
        sites=sites,
        printed=frozenset(map(fold, printed_names(structured, url, title_tag, title))) - {""},
        headline=headline,
        front=bool(url and FRONT_PAGE.match(url)),
        find_owner=lambda: (
            # A page without a date is about the site, and not a text that its owner posted
            owner(tree, site_titles(structured), title_tag, title)
            if published is not None
            else ()
        ),
    )
    dek, dek_tag = _dek(marks, headline, title)
    base = _base(tree, url)
    shown = [tag for tag in (headline, dek_tag, *byline, *dateline) if tag is not None]
    return Metadata(
        title=title,
        dek=dek,
        authors=authors,
        site=choose_site(structured, url, title_tag, title),
        published=published,
        modified=modified,
        url=choose_url(structured, base, url),
        language=language,
        image=choose_image(structured, base),
        body=_body(structured),
        kinds=_kinds(structured),
        elements=tuple(dict.fromkeys(id(tag) for tag in shown)),
        free=_free(structured),
    )


def _title_tag(tree: Tree) -> str:
    # Inline SVG drawings have title elements too; the page's own comes first
    return next((clean_line(tag.get_text()) for tag in tree.by_name.get("title", ())), "")


def _title(
    tree: Tree, structured: Structured, names: list[str], title_tag: str
) -> tuple[str, Tag | None]:
    tops = [tag for tag in tree.by_name.get("h1", ()) if not signs_of(tag) & HIDDEN]
    named = [tag for tag in tops if not _is_logo(tag)]
    tops = named or tops
    others = tree.named("h2", "h3", "h4")[:MAX_HEADINGS]
    if tops and not named:
        # hAtom and Blogger themes put the blog's name into the h1 and the title further down
        posts = [tag for tag in others if _is_announced(tag)]
        tops = posts if len(posts) == 1 else tops
    texts = {id(tag): heading_text(tag, MAX_TITLE) for tag in (*tops, *others)}
    shown, logo = split_title(title_tag, texts.values(), names)
    announced = [tag for tag in tops if _is_announced(tag)]
    titles = [
        *(text_of(node.get("headline") or node.get("name")) for node in structured.articles),
        structured.first(
            "dc.title", "og:title", "twitter:title", "parsely-title", "sailthru.title"
        ),
        shown or title_tag,
    ]
    title = choose_title(
        [texts[id(tag)] for tag in tops],
        titles,
        [*names, logo] if logo else names,
        kept=shown,
        announced=texts[id(announced[0])] if len(announced) == 1 else "",
    )
    headline = headline_of(tops, title, texts)
    if headline is None and title:
        headline = headline_of(others, title, texts)
        if headline is None and len(tops) == 1:
            headline = tops[0]
    return with_chapter(title, title_tag), headline


def _is_announced(heading: Tag) -> bool:
    """Whether the class of a heading marks it as the article's headline."""
    return any(map(HEADLINE_CLASS.match, heading.attrs.get("class", ())))


def _is_logo(heading: Tag) -> bool:
    """Whether a heading only links to the site's front page, as logos in themes do."""
    links = heading.find_all("a", recursive=True, limit=2)
    if len(links) != 1 or heading_text(links[0]) != heading_text(heading):
        return False
    address = str(links[0].attrs.get("href", "")).strip()
    return "home" in links[0].attrs.get("rel", ()) or bool(FRONT_PAGE.match(address))


def _dek(marks: Landmarks, headline: Tag | None, title: str) -> tuple[str, Tag | None]:
    """Return the dek, the sentence or two under the headline, and its element."""
    if headline is None:
        return "", None
    at = position(headline)
    for index, tag, _ in marks.holding(DEK):
        if not 0 < index - at <= DEK_REACH or marks.is_elsewhere(tag):
            continue
        if tag.find(PICTURES) is not None or _follows_text(headline, tag):
            # The class "lead" may mean a picture above the text, "subtitle" a heading in it
            continue
        text = short_text(tag, MAX_DEK)
        if len(text) >= MIN_DEK and fold(text) != fold(title):
            return text, tag
    return "", None


def _follows_text(headline: Tag, tag: Tag) -> bool:
    """Whether more than `MAX_BETWEEN` characters of paragraphs separate headline and `tag`."""
    said = 0
    for before in tag.previous_elements:
        if before is headline or said > MAX_BETWEEN:
            break
        if (
            isinstance(before, Tag)
            and before.name == "p"
            and before.find_parent(PICTURES) is None
        ):
            said += len(short_text(before, MAX_DEK))
    return said > MAX_BETWEEN


def _base(tree: Tree, url: str) -> str:
    for tag in tree.by_name.get("base", ()):
        href = tag.attrs.get("href")
        if isinstance(href, str) and href.strip():
            from urllib.parse import urljoin

            try:
                return urljoin(url, href.strip())
            except ValueError:
                break
    return url


def _body(structured: Structured) -> str:
    for node in structured.articles:
        body = node.get("articleBody")
        if isinstance(body, str) and body.strip():
            return body
    return ""


def _kinds(structured: Structured) -> frozenset[str]:
    kinds = [kind for node in structured.nodes for kind in types_of(node)]
    return frozenset([*kinds, *structured.meta.get("og:type", ())])


def _free(structured: Structured) -> bool | None:
    for node in (*structured.articles, *structured.pages):
        value = node.get("isAccessibleForFree")
        if value is not None:
            return str(value).strip().casefold() not in {"false", "no", "0"}
    return None
