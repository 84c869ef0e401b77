"""Links to an author's page: content systems put every author under one path."""

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

# Path segments that hold nothing but authors: WordPress, Ghost, Plone, Drupal and newsrooms'
# own systems, in their languages
AUTHORS_PATH = compile_late(
    r"[/?&](?:authors?|autor(?:en|es|in|innen|a)?|auteurs?|autore|autori|autorzy|verfasser(?:in)?"
    r"|redakteur(?:e|in)?|columnists?|kolumnisten|contributors?|journalist(?:en?|es|s)?|reporters?|writers?|editors"
    r"|bylines?|newsteam|skribent\w*|toimittajat|redactores?|author_name|bloggers?|gastautoren)"
    r"[/=](?!(?:feed|rss|page)\b)[^\n/?#&]"
)
# Segments under which everybody is found who has to do with the site: its readers, its staff
PEOPLE_PATH = compile_late(
    r"[/?&=](?:(?:users?|u|profil(?:es?|e|s)?|viewprofile|people|person(?:en)?|members?|mitglied(?:er)?|team"
    r"|staff|menschen|user-uebersicht|benutzer|by|about|redaktion|ueber-uns|mitarbeiter|forscher|experten|experts?)"
    r"[/=?&](?!(?:feed|rss|page)\b)[^\n#]{2}|@[\w.-]{2,}/?(?=[?\n]|$))"
)
# What archives of an author's texts are called, before the name: "View all posts by"
ARCHIVE = compile_late(
    r"^(?:view |see |zeige |ver |voir |show |read )?(?:all[e]?s?|more|mehr|weitere|todas?|todos|tous|toutes|tutti|meer)\b"
    r".{0,40}?\s(?:by|from|von|vom|de|di|par|por|van|av)\s+|^(?:zum )?(?:autor(?:in|enprofil)?|author|profile?)(?: von| of)?:?\s+",
    re.IGNORECASE,
)
# What themes and frameworks call an entry of a menu: WordPress, Bootstrap, TYPO3
MENU_ITEM = compile_late(r"^(?:menu|nav)[-_]?(?:item|link|entry)")
# Who answers for a site by law is named there; no author has a page so called
IMPRINT = compile_late(
    r"/(?:impressum|imprint|mentions-legales|aviso-legal|colofon)\b", re.IGNORECASE
)
BY = compile_late(
    r"(?:^|[\s|·•–—-])(?:thread starter|topic starter|themenstarter|by|von|par|por|di|door|av|af|autor(?:in)?|authors?|auteur)\s*:?\s*$",
    re.IGNORECASE,
)
MAX_NAME_TEXT = 80  # characters of a link that is a name; longer ones are headlines
MAX_AROUND = 140  # characters of the line that a link to an author stands in
MIN_CLAUSE = 25  # characters of a sentence before the link in it
LEVELS = 3  # boxes around a link that are still its line


@dataclass(frozen=True, slots=True)
class AuthorLink:
    """A link to the page of an author, or of somebody."""

    index: int
    """Of the link, in document order."""
    tag: Tag
    name: str
    """Its text, without "All posts by"."""
    sure: bool
    """Whether its path holds authors and nobody else."""


def author_links(tree: Tree, at: int | None) -> Iterator[AuthorLink]:
    """Links to people's pages, in document order; those without a text are left out.

    Args:
        tree: The page.
        at: Index of the headline, near which any person's page counts; authors' count
            everywhere.
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
    """Whether the one link in `box` leads to the page that says who answers for the site."""
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
    """`name` once, where the caption of a portrait inside the link says it too."""
    half = len(name) // 2
    return name[half + 1 :] if name[:half] == name[half + 1 :] else name


def is_in_prose(tag: Tag) -> bool:
    """Whether `tag` is a link inside a sentence: of its paragraph it is a small part."""
    before = tag.previous_sibling
    if isinstance(before, NavigableString) and len(before.strip()) > MIN_CLAUSE:
        return not BY.search(before)
    box = tag.parent
    while box is not None and box.name in INLINE:
        box = box.parent
    return box is not None and box.name == "p" and not short_text(box, MAX_AROUND)


def is_introduced(tag: Tag) -> bool:
    """Whether the words before `tag` are "by" and nothing else."""
    node = tag.previous_element
    for _ in range(6):
        if node is None:
            break
        if type(node) is NavigableString and not node.isspace():
            return bool(BY.search(node))
        node = node.previous_element
    return False


def _matching(pattern: re.Pattern[str], links: Sequence[Tag]) -> Iterator[int]:
    """Indices of the links whose address matches: one search over all instead of one for each."""
    addresses = "\n".join([str(tag.attrs["href"]).replace("\n", "") for tag in links]).lower()
    number, before = 0, 0
    for match in pattern.finditer(addresses):
        number += addresses.count("\n", before, match.start())
        before = match.start()
        yield position(links[number])


def line_around(tag: Tag, stop: frozenset[int]) -> tuple[Tag, str]:
    """The largest box around `tag` that is one short line, and its text.

    Args:
        tag: The link.
        stop: id of boxes that are no lines: those around the headline.
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
