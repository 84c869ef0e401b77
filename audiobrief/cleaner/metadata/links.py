"""Find links to authors' pages, which content systems put under one path of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.landmarks import (
    INLINE,
    NEAR_AFTER,
    NEAR_BEFORE,
    position,
    short_text,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

# Path segments under which only authors are found, in several languages, as WordPress, Ghost,
# Plone, Drupal and newsrooms' own systems name them
AUTHORS_PATH = compile_late(
    r"[/?&](?:authors?|autor(?:en|es|in|innen|a)?|auteurs?|autore|autori|autorzy|verfasser(?:in)?"
    r"|redakteur(?:e|in)?|columnists?|kolumnisten|contributors?|journalist(?:en?|es|s)?|reporters?|writers?|editors"
    r"|bylines?|newsteam|skribent\w*|toimittajat|redactores?|author_name|bloggers?|gastautoren)"
    r"[/=](?!(?:feed|rss|page)\b)[^\n/?#&]"
)
# Path segments under which sites put people of any kind, such as readers and staff
PEOPLE_PATH = compile_late(
    r"[/?&=](?:(?:users?|u|profil(?:es?|e|s)?|viewprofile|people|person(?:en)?|members?|mitglied(?:er)?|team"
    r"|staff|menschen|user-uebersicht|benutzer|by|about|redaktion|ueber-uns|mitarbeiter|forscher|experten|experts?)"
    r"[/=?&](?!(?:feed|rss|page)\b)[^\n#]{2}|@[\w.-]{2,}/?(?=[?\n]|$))"
)
# The words before the name in a link to an author's archive: "View all posts by"
ARCHIVE = compile_late(
    r"^(?:view |see |zeige |ver |voir |show |read )?(?:all[e]?s?|more|mehr|weitere|todas?|todos|tous|toutes|tutti|meer)\b"
    r".{0,40}?\s(?:by|from|von|vom|de|di|par|por|van|av)\s+|^(?:zum )?(?:autor(?:in|enprofil)?|author|profile?)(?: von| of)?:?\s+",
    re.IGNORECASE,
)
# Classes of menu entries in WordPress, Bootstrap and TYPO3
MENU_ITEM = compile_late(r"^(?:menu|nav)[-_]?(?:item|link|entry)")
# Paths of the page that names who is legally responsible for the site; no author's page has one
IMPRINT = compile_late(
    r"/(?:impressum|imprint|mentions-legales|aviso-legal|colofon)\b", re.IGNORECASE
)
BY = compile_late(
    r"(?:^|[\s|·•–—-])(?:thread starter|topic starter|themenstarter|by|von|par|por|di|door|av|af|autor(?:in)?|authors?|auteur)\s*:?\s*$",
    re.IGNORECASE,
)
MAX_NAME_TEXT = 80  # in characters; a link with a longer text is a headline, not a name
MAX_AROUND = 140  # in characters; the longest line around a link to an author
MIN_CLAUSE = 25  # in characters; more text than this before a link is a sentence around it
LEVELS = 3  # how many boxes around a link may count as its line


@dataclass(frozen=True, slots=True)
class AuthorLink:
    """A link to the page of an author, or of another person."""

    index: int
    """Index of the link among the page's elements, in document order."""
    tag: Tag
    name: str
    """The link's text without words such as "All posts by"."""
    sure: bool
    """Whether only authors are found under the link's path."""


def author_links(tree: Tree, at: int | None) -> Iterator[AuthorLink]:
    """Yield the links to people's pages that have a text, in document order.

    Args:
        tree: The page.
        at: Index of the headline. Links to authors' pages count everywhere, links to other
            people's pages only near the headline.
    """
    links = [tag for tag in tree.by_name.get("a", ()) if "href" in tag.attrs]
    found = dict.fromkeys(_matching(AUTHORS_PATH, links), True)
    if at is not None:
        near = [tag for tag in links if -NEAR_BEFORE <= position(tag) - at <= NEAR_AFTER]
        found = {**dict.fromkeys(_matching(PEOPLE_PATH, near), False), **found}
    for index in sorted(found):
        tag = tree.elements[index]
        if _is_menu_item(tag):
            continue
        text = short_text(tag, MAX_NAME_TEXT)
        name = _undoubled(ARCHIVE.sub("", text).lstrip("©@ "))
        if name:
            yield AuthorLink(index, tag, name, found[index])


def leads_to_imprint(box: Tag) -> bool:
    """Whether `box`, or the first link in it, leads to the site's legal notice."""
    link = box if box.name == "a" else box.find("a")
    return link is not None and bool(IMPRINT.search(str(link.attrs.get("href", ""))))


def _is_menu_item(tag: Tag) -> bool:
    return any(
        MENU_ITEM.match(name)
        for box in (tag, tag.parent)
        if box is not None
        for name in box.attrs.get("class", ())
    )


def _undoubled(name: str) -> str:
    """Return `name` once if the link also holds it as the caption of a portrait."""
    half = len(name) // 2
    return name[half + 1 :] if name[:half] == name[half + 1 :] else name


def is_in_prose(tag: Tag) -> bool:
    """Whether `tag` is a link inside a sentence, and so a small part of its paragraph."""
    before = tag.previous_sibling
    if isinstance(before, NavigableString) and len(before.strip()) > MIN_CLAUSE:
        return not BY.search(before)
    box = tag.parent
    while box is not None and box.name in INLINE:
        box = box.parent
    return box is not None and box.name == "p" and not short_text(box, MAX_AROUND)


def is_introduced(tag: Tag) -> bool:
    """Whether the text just before `tag` ends in "by" or its like."""
    node = tag.previous_element
    for _ in range(6):
        if node is None:
            break
        if type(node) is NavigableString and not node.isspace():
            return bool(BY.search(node))
        node = node.previous_element
    return False


def _matching(pattern: re.Pattern[str], links: Sequence[Tag]) -> Iterator[int]:
    """Yield the indices of the links whose address matches, in one search over all of them."""
    addresses = "\n".join([str(tag.attrs["href"]).replace("\n", "") for tag in links]).lower()
    number, before = 0, 0
    for match in pattern.finditer(addresses):
        number += addresses.count("\n", before, match.start())
        before = match.start()
        yield position(links[number])


def line_around(tag: Tag, stop: frozenset[int]) -> tuple[Tag, str]:
    """Return the largest box around `tag` that is one short line, and its text.

    Args:
        tag: The link.
        stop: `id()` of the boxes around the headline, which are too large to be a line.
    """
    box, text = tag, short_text(tag, MAX_AROUND)
    for level, parent in enumerate(tag.parents):
        if level >= LEVELS or id(parent) in stop or parent.name in {"body", "ul", "ol", "nav"}:
            break
        longer = short_text(parent, MAX_AROUND)
        if not longer:
            break
        box, text = parent, longer
    return box, text
