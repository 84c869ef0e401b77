"""Read what a page says about its article: title, dek, authors, dates, site, lead image."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.bylines import is_byline, read_byline, read_endnote
from audiobrief.cleaner.metadata.claims import unborne_names
from audiobrief.cleaner.metadata.credits import choose_authors
from audiobrief.cleaner.metadata.datelines import choose_dates
from audiobrief.cleaner.metadata.dates import is_dateline, parse_date
from audiobrief.cleaner.metadata.deks import choose_dek
from audiobrief.cleaner.metadata.element_words import HIDDEN, signs_of
from audiobrief.cleaner.metadata.landmarks import (
    Landmarks,
    heading_text,
    position,
    read_landmarks,
    short_text,
)
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.metadata.places import is_stated, with_place
from audiobrief.cleaner.metadata.recipes import recipe_lines
from audiobrief.cleaner.metadata.sections import Sections
from audiobrief.cleaner.metadata.signatures import owner
from audiobrief.cleaner.metadata.sites import (
    absolute,
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
    clean_value,
    read_structured,
    text_of,
    types_of,
)
from audiobrief.cleaner.metadata.titles import (
    HEADLINE_CLASS,
    MAX_TITLE,
    MIN_WORDS,
    NO_HEADLINE,
    choose_title,
    headline_of,
    headline_within,
    is_site,
    parts_of,
    split_title,
    with_chapter,
    without_section,
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
    "title_tag_of",
]

FRONT_PAGE = compile_late(
    r"^(?:https?://web\.archive\.org/web/\d+\w*/)?(?:(?:https?:)?//[^/?#]+)?/?(?:index\.(?:php|html?))?$"
)
REACH = 30  # elements between a headline and the first paragraph of its text
MIN_HEADLINE = 6  # characters; a shorter element with a headline's class is a label
MIN_PROSE = 80  # characters of a paragraph that is the text's
MAX_HEADINGS = 150  # headings below h1 among which to look for the headline, menus' included
REFRESH = compile_late(
    r"\s*\d{1,2}(?:\.\d*)?\s*[;,]?\s*url\s*=\s*[\"']?\s*([^\"'\s]+)", re.IGNORECASE
)
LARGE = frozenset({"5", "6", "7"})
"""Sizes of `font` that are larger than a browser's text, which is 3, by half and more."""
UNMARKED = frozenset({"b", "strong", "font", "big", "p", "div", "span", "center", "td"})
MAX_UNMARKED = 400  # elements at a page's beginning among which such a headline stands
BESIDE_TEXT = ["aside", "nav", "footer", "dialog"]


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
    recipe: tuple[str, ...] = ()
    """The ingredients and steps of a recipe from JSON-LD, in order."""
    kinds: frozenset[str] = frozenset()
    """The schema.org and Open Graph types that the page claims ("NewsArticle", "website")."""
    elements: tuple[int, ...] = ()
    """The `id()` of each element that holds the headline, dek, byline or date. These are
    spoken from the metadata and so are not part of the body."""
    leads_to: str = ""
    """Where the page sends its reader by a meta element; empty if it does not."""
    free: bool | None = None
    """The value of JSON-LD `isAccessibleForFree`: False behind a paywall; None if not
    given."""
    unborne: tuple[str, ...] = ()
    """Persons whom the page's data names as its authors, though nothing that readers see does:
    often those whose account posted the text. Empty if there are `authors`."""


def read_metadata(tree: Tree, url: str = "") -> Metadata:
    """Return what the page `tree`, loaded from `url`, says about its article."""
    structured = read_structured(tree)
    language = choose_language(tree, structured)
    names = site_names(structured, url)
    sites = frozenset(fold(name) for name in names) - {""}
    title_tag = title_tag_of(tree)
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
    is_front = bool(url and FRONT_PAGE.match(url))
    printed = frozenset(map(fold, printed_names(structured, url, title_tag, title))) - {""}
    authors, byline = choose_authors(
        tree,
        structured,
        marks,
        sites=sites,
        printed=printed,
        headline=headline,
        front=is_front,
        find_owner=lambda: (
            # A page without a date is about the site, and not a text that its owner posted
            owner(tree, site_titles(structured), title_tag, title)
            if published is not None
            else ()
        ),
    )
    # "Jasper Nolte, Nordfunk": after a name, the site's own is no place; but "in Marlow" states
    # one, though the paper is called after its town
    stated = " ".join(tag.get_text(" ") for tag in byline) or tree.html
    authors = tuple(
        replace(each, place="")
        if is_site(each.place, {*sites, *printed}) and not is_stated(each.place, stated)
        else each
        for each in authors
    )
    authors = with_place(authors, dateline, tree, Sections(tree, structured, sites))
    dek, dek_tag = choose_dek(marks, headline, title, authors)
    base = _base(tree, url)
    shown = [tag for tag in (headline, dek_tag, *byline, *dateline) if tag is not None]
    return Metadata(
        title=title,
        dek=dek,
        authors=authors,
        site=choose_site(structured, url, title_tag, title, lambda: _logo_of(tree)),
        published=published,
        modified=modified,
        url=choose_url(structured, base, url),
        language=language,
        image=choose_image(structured, base),
        body=_body(structured),
        recipe=recipe_lines(structured),
        kinds=_kinds(structured),
        elements=tuple(dict.fromkeys(id(tag) for tag in shown)),
        leads_to=_leads_to(structured, base),
        free=_free(structured),
        unborne=() if authors or is_front else unborne_names(structured, sites),
    )


def title_tag_of(tree: Tree) -> str:
    """The text of the page's title element; empty if it has none."""
    # Inline SVG drawings have title elements too; the page's own comes first
    return next((clean_value(tag.get_text()) for tag in tree.by_name.get("title", ())), "")


def _title(
    tree: Tree, structured: Structured, names: list[str], title_tag: str
) -> tuple[str, Tag | None]:
    tops = [tag for tag in tree.by_name.get("h1", ()) if not signs_of(tag) & HIDDEN]
    tops = [tag for tag in tops if tag.find_parent(BESIDE_TEXT) is None] or tops
    named = [tag for tag in tops if not _is_logo(tag)]
    tops = named or tops
    others = tree.named("h2", "h3", "h4")[:MAX_HEADINGS]
    if tops and not named:
        # hAtom and Blogger themes put the blog's name into the h1 and the title further down
        posts = [tag for tag in others if _is_announced(tag)]
        tops = posts if len(posts) == 1 else tops
    if not tops:
        # Some templates announce the headline in an element that is no heading
        tops = _announced_elements(tree)
    large = [] if tops or others else _in_large_letters(tree)
    tops = tops or large
    texts = {id(tag): heading_text(tag, MAX_TITLE) for tag in (*tops, *others)}
    told = [
        *(text_of(node.get("headline") or node.get("name")) for node in structured.articles),
        structured.first(
            "dc.title", "og:title", "twitter:title", "parsely-title", "sailthru.title"
        ),
    ]
    known = frozenset(map(fold, parts_of([*told, title_tag]))) - {fold(name) for name in names}
    for tag in tops:
        if fold(texts[id(tag)]) not in known and (
            within := headline_within(_pieces(tag), known)
        ):
            texts[id(tag)] = within
    shown, logo = split_title(title_tag, texts.values(), names)
    announced = large or [tag for tag in tops if _is_announced(tag)]
    if not announced and not any(told):
        announced = [tag for tag in tops if _heads_text(tag, texts[id(tag)])]
    titles = [*told, shown or title_tag]
    title = choose_title(
        [texts[id(tag)] for tag in tops],
        titles,
        [*names, logo] if logo else names,
        kept=shown,
        announced=texts[id(announced[0])] if len(announced) == 1 else "",
    )
    if not tops and not shown:
        title = without_section(title, Sections(tree, structured, frozenset()))
    if fold(title) in NO_HEADLINE or is_site(title, {fold(name) for name in names} - {""}):
        above = _above_text(tree, others, texts, names)
        title = texts[id(above)] if above is not None else title
    headline = headline_of(tops, title, texts)
    if headline is None and title:
        headline = headline_of(others, title, texts)
        if headline is None and len(tops) == 1:
            headline = tops[0]
        if headline is None and not tops:
            headline = _unmarked_headline(tree, title)
    return with_chapter(title, title_tag), headline


def _unmarked_headline(tree: Tree, title: str) -> Tag | None:
    """Return the element that shows the title and nothing else on a page without headings.

    Old editors and mail programs write a headline in bold, or in large letters.
    """
    wanted = fold(title)
    most = len(title) + 10
    named = (tag for tag in tree.elements[:MAX_UNMARKED] if tag.name in UNMARKED)
    return next((tag for tag in named if fold(short_text(tag, most)) == wanted), None)


def _heads_text(tag: Tag, text: str) -> bool:
    """Whether `tag` is marked as a headline by microdata, or is a whole line in the main part.

    Editors write another title for search engines, which may share no word with the headline.
    """
    if "headline" in (tag.attrs.get("itemprop") or ()):
        return True
    return len(text.split()) >= MIN_WORDS and tag.find_parent(["article", "main"]) is not None


def _pieces(tag: Tag) -> list[str]:
    return [str(node) for node in tag.descendants if type(node) is NavigableString]


def _announced_elements(tree: Tree) -> list[Tag]:
    """Return the one element that a class or microdata marks as the headline, if it is one."""
    found = [
        tag
        for names, tags in tree.by_class.items()
        if any(map(HEADLINE_CLASS.match, names.split()))
        for tag in tags
    ]
    found += [
        tag
        for tag in tree.elements
        if "headline" in (tag.attrs.get("itemprop") or ()) and tag.name != "meta"
    ]
    found = [
        tag for tag in dict.fromkeys(found) if len(heading_text(tag, MAX_TITLE)) > MIN_HEADLINE
    ]
    return found if len(found) == 1 else []


def _in_large_letters(tree: Tree) -> list[Tag]:
    """Return the one line of words in the largest letters, on a page without headings.

    Before style sheets, editors wrote headlines with `font`, whose sizes are from 1 to 7.
    """
    sized: dict[str, list[Tag]] = {}
    for tag in tree.by_name.get("font", ()):
        size = str(tag.attrs.get("size") or "").strip()
        if size in LARGE and len(short_text(tag, MAX_TITLE).split()) >= MIN_WORDS:
            sized.setdefault(size, []).append(tag)
    found = sized[max(sized)] if sized else []
    return found if len(found) == 1 else []


def _above_text(
    tree: Tree, headings: list[Tag], texts: dict[int, str], names: list[str]
) -> Tag | None:
    """Return the heading that stands right above the first paragraph of the text, or None.

    Pages whose title tag gives nothing but the site's name show their headline so.
    """
    sites = {fold(name) for name in names} - {""}
    first = next(
        (
            position(tag)
            for tag in tree.by_name.get("p", ())
            if sum(map(len, tag.strings)) >= MIN_PROSE and not Landmarks().is_foreign(tag)
        ),
        None,
    )
    if first is None:
        return None
    above = [
        tag for tag in headings if position(tag) < first and not Landmarks().is_foreign(tag)
    ]
    if not above or first - position(above[-1]) > REACH:
        return None
    # A template may set a heading of its own below the headline: "Details", "Summary"
    text = texts[id(above[-1])]
    return above[-1] if text and not is_site(text, sites) else None


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


def _logo_of(tree: Tree) -> str:
    return next((heading_text(tag) for tag in tree.by_name.get("h1", ()) if _is_logo(tag)), "")


def _leads_to(structured: Structured, base: str) -> str:
    found = REFRESH.match(structured.first("refresh"))
    return absolute(found[1], base) if found else ""


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
