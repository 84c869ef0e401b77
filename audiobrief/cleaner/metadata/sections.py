"""Know the names of a site's sections, which templates print where an author's name belongs.

A byline's element may hold "Culture" or "Local News". No list of words tells these from a
pseudonym, but the page itself does: its menus lead to its sections, and links to a section or a
tag say so in their address.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from bs4.element import Tag

from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.landmarks import short_text
from audiobrief.cleaner.metadata.names import (
    fold,
    is_agency,
    is_collective,
    is_newsroom,
    is_organisation,
    is_person,
)
from audiobrief.cleaner.metadata.structured import Structured, items_of, text_of
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.vocabulary import words_in
from audiobrief.model import Author
from audiobrief.patterns import compile_late

# Path segments under which content systems put sections and tags, in several languages
SECTION_PATH = compile_late(
    r"/(?:categor(?:y|ies)|category_name|tags?|topics?|sections?|kategorien?|rubriken?|rubrik|ressorts?|thema|themen|schlagwort(?:e|er)?"
    r"|categorias?|etiquetas?|temas?|seccion(?:es)?|categorie|rubriques?|themes?|categoria|temi|onderwerp(?:en)?|tagi|kategoria)[/=]"
)
MENU_WORDS = frozenset({"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs"})
MAX_SECTION = 40  # characters; a longer link is a headline


class Sections:
    """The names of the sections of the site of one page, read when first asked for."""

    def __init__(self, tree: Tree, structured: Structured, sites: frozenset[str]) -> None:
        self._tree = tree
        self._structured = structured
        self._sites = sites
        """Folded names of the site, which its menu's first link holds and authors may sign with."""

    def without(self, authors: tuple[Author, ...]) -> tuple[Author, ...]:
        """Return `authors` without those that are sections of the site."""
        return tuple(author for author in authors if not self._is_section(author.name))

    def _is_section(self, name: str) -> bool:
        if (
            is_surely_person(name)
            or is_agency(name)
            or is_newsroom(name)
            or is_collective(name)
        ):
            return False
        if fold(name) in self:
            return True
        # Sites have pages of topics for people too, and for those who write for them
        return not (is_person(name) and not is_organisation(name)) and fold(name) in self._tags

    def __contains__(self, folded: object) -> bool:
        """Whether a menu, or the data of the article, gives `folded` as a section."""
        return folded in self._sections

    @cached_property
    def _sections(self) -> frozenset[str]:
        return self._folded(self._read_sections())

    @cached_property
    def _tags(self) -> frozenset[str]:
        return self._folded(self._read_tags())

    def _folded(self, names: Iterator[str]) -> frozenset[str]:
        return frozenset(map(fold, names)) - self._sites - {""}

    def _read_sections(self) -> Iterator[str]:
        for node in self._structured.articles:
            yield from map(text_of, items_of(node.get("articleSection")))
        yield from self._structured.meta.get("article:section", ())
        within = {id(menu) for menu in _menus(self._tree)}
        for tag in self._tree.elements:
            # in document order, so that the box around an element has been looked at before it
            if id(tag.parent) in within:
                within.add(id(tag))
                if tag.name == "a":
                    yield short_text(tag, MAX_SECTION)

    def _read_tags(self) -> Iterator[str]:
        for link in self._tree.by_name.get("a", ()):
            rel = link.attrs.get("rel", ())
            if (
                "tag" in rel
                or "category" in rel
                or SECTION_PATH.search(str(link.attrs.get("href", "")).lower())
            ):
                yield short_text(link, MAX_SECTION)


def _menus(tree: Tree) -> Iterator[Tag]:
    yield from tree.by_name.get("nav", ())
    for names, tags in tree.by_class.items():
        if not all(MENU_WORDS.isdisjoint(words_in(name)) for name in names.split()):
            yield from (tag for tag in tags if tag.name in {"div", "ul", "ol"})
