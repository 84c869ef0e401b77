"""Find where on the page the headline, byline, dek and date are likely to be.

One pass over the elements reads the signs in their attributes (see `element_words`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.element_words import (
    AUTHOR,
    BYLINE,
    BYLINE_STEMS,
    CAPTION,
    FOREIGN,
    HIDDEN,
    INFO,
    NEIGHBOUR,
    signs_in,
    signs_of,
)
from audiobrief.cleaner.metadata.structured import clean_line
from audiobrief.cleaner.tree import Tree

CLOSE = 3  # boxes that may enclose a date line inside the box it shares with the headline
# Distances from the headline, in elements, within which its byline, dek and date stand;
# NEAR_ANY applies to a page without a headline
BESIDE, NEAR_BEFORE, NEAR_AFTER, NEAR_ANY = 8, 40, 90, 300
FOREIGN_TAGS = frozenset({"nav", "form", "figcaption", "blockquote"})
NEIGHBOUR_TAGS = frozenset(
    {"nav", "footer", "aside", "form", "figure", "figcaption", "button", "select", "blockquote"}
)
BOXES = frozenset({"article", "figure", "figcaption", "form", "button", "select", "body"})
PERMALINK = " ¶§"  # what Sphinx and its like link to the heading itself, at its end
MAX_LINE = 400  # characters of a text that may be a byline or a date line
LABELS = frozenset({"id", "itemprop", "property", "rel", "data-testid", "data-hook"})
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "em", "font", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
})  # fmt: skip
PASSED_OVER = frozenset({
    "html", "head", "body", "meta", "link", "img", "input", "br", "hr", "script", "style",
    "form", "label", "svg", "button", "iframe", "picture", "source", "option", "noscript",
})  # fmt: skip

Mark = tuple[int, Tag, int]
"""The index of an element in document order, the element and its signs."""


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The elements whose attributes hint at a byline, dek or date, and the headline's place."""

    bylines: tuple[Mark, ...] = ()
    """Elements anywhere on the page whose attributes say that they hold an author."""
    near: tuple[Mark, ...] = ()
    """The elements around the headline whose attributes carry a sign; on a page without a
    headline, those among the first `NEAR_ANY` elements."""
    lines: tuple[NavigableString, ...] = ()
    """The texts around the headline, up to `MAX_LINE` characters each."""
    at: int | None = None
    """The index of the headline; None if the page has none."""
    around: frozenset[int] = frozenset()
    """The `id()` of every element that encloses the headline."""
    own: int = 0
    """The `id()` of the first article element after a headline that is in no article element;
    otherwise 0."""
    elsewhere: dict[int, bool] = field(default_factory=dict)
    """A cache of the results of `is_elsewhere`, by the `id()` of the element."""

    def holding(self, signs: int) -> Iterator[Mark]:
        """Return the elements near the headline with any of `signs`, in document order."""
        return (mark for mark in self.near if mark[2] & signs)

    def is_own(self, index: int, tag: Tag) -> bool:
        """Whether an element belongs to the article, by its boxes and its distance to `at`."""
        if self.at is None or not -BESIDE <= index - self.at <= BESIDE:
            return not self.is_elsewhere(tag) or self._is_set_beside(index, tag)
        # So close to the headline, classes such as "image" or "teaser" only describe the layout
        for parent in (tag, *tag.parents):
            if id(parent) in self.around:
                break
            if signs_of(parent) & (HIDDEN | FOREIGN | CAPTION) or parent.name in FOREIGN_TAGS:
                return False
        return True

    def _is_set_beside(self, index: int, tag: Tag) -> bool:
        """Whether an author's element near the headline is set apart only by an aside or nav.

        Pages also use aside or nav elements for a column of article details beside the
        text; the Guardian's holds the byline.
        """
        if self.at is None or not 0 < index - self.at <= NEAR_BEFORE:
            return False
        if not signs_of(tag) & AUTHOR:
            return False
        for parent in tag.parents:
            if id(parent) in self.around:
                return True
            if signs_of(parent) & (HIDDEN | NEIGHBOUR) or parent.name in BOXES:
                return False
        return False

    def is_close(self, tag: Tag) -> bool:
        """Whether `tag` shares a box with the headline that is smaller than the page."""
        for distance, parent in enumerate(tag.parents):
            if id(parent) in self.around:
                return parent.name not in {"body", "html", "main"}
            if distance >= CLOSE:
                break
        return False

    def is_elsewhere(self, tag: Tag) -> bool:
        """Whether `tag` is hidden or belongs to another text than the article."""
        passed: list[int] = []
        verdict = False
        for parent in (tag, *tag.parents):
            key = id(parent)
            if key in self.around or parent.name in {"body", "html", "main"}:
                # A box that also encloses the headline is the article's, whatever its class
                break
            if key in self.elsewhere:
                verdict = self.elsewhere[key]
                break
            passed.append(key)
            if self._is_apart(parent, signs_of(parent)):
                verdict = True
                break
        for key in passed:
            self.elsewhere[key] = verdict
        return verdict

    def is_foreign(self, tag: Tag, signs: int = FOREIGN) -> bool:
        """Whether `tag` is hidden or in a box with `signs` (comments, teasers, menus)."""
        return any(
            signs_of(parent) & (HIDDEN | signs)
            or (signs == FOREIGN and parent.name in FOREIGN_TAGS)
            for parent in (tag, *tag.parents)
            if id(parent) not in self.around
        )

    def _is_apart(self, tag: Tag, signs: int) -> bool:
        if signs & HIDDEN:
            return True
        if tag.name in NEIGHBOUR_TAGS:
            # WordPress puts a post's byline into <footer class="entry-meta">
            return tag.name == "blockquote" or not signs & (INFO | BYLINE)
        if tag.name == "article":
            return bool(self.around) and id(tag) != self.own
        return bool(signs & NEIGHBOUR)


def read_landmarks(tree: Tree, headline: Tag | None) -> Landmarks:
    """Return the landmarks of `tree`, whose headline is the element `headline`."""
    elements = tree.elements
    at = position(headline) if headline is not None else None
    first, last = (0, NEAR_ANY) if at is None else (max(at - NEAR_BEFORE, 0), at + NEAR_AFTER)
    around = (
        frozenset(id(parent) for parent in headline.parents)
        if headline is not None
        else frozenset()
    )
    return Landmarks(
        tuple(_bylines(tree)),
        tuple(_near(elements[first:last])),
        tuple(_lines(elements[first], last)) if elements else (),
        at,
        around,
        _own_article(tree, at, around),
    )


def position(tag: Tag) -> int:
    """Return the index of `tag` in document order."""
    return tag.sourcepos or 0


def _near(elements: Sequence[Tag]) -> Iterator[Mark]:
    for tag in elements:
        if tag.attrs and tag.name not in PASSED_OVER and (signs := signs_of(tag)):
            yield position(tag), tag, signs


def _lines(start: Tag, last: int) -> Iterator[NavigableString]:
    """Yield the texts from `start` to the element with index `last`."""
    node = start.next_element
    while node is not None:
        if type(node) is NavigableString:
            if len(node) <= MAX_LINE and not node.isspace():
                yield node
        elif isinstance(node, Tag) and position(node) > last:
            break
        node = node.next_element


def _bylines(tree: Tree) -> Iterator[Mark]:
    """Yield the elements whose attributes say that they hold an author, in document order."""
    found: dict[int, Tag] = {}
    for names in _with_stems(tree.by_class):
        if any(signs_in(name) & BYLINE for name in names.split()):
            found.update((position(tag), tag) for tag in tree.by_class[names])
    labelled = [tag for tag in tree.elements if not LABELS.isdisjoint(tag.attrs)]
    identities = {str(tag.attrs["id"]) for tag in labelled if "id" in tag.attrs}
    identities = {name for name in _with_stems(identities) if signs_in(name) & BYLINE}
    for tag in labelled:
        attributes = tag.attrs
        if (
            "itemprop" in attributes
            or "property" in attributes
            or "data-testid" in attributes
            or "data-hook" in attributes
            or "author" in attributes.get("rel", ())
            or attributes.get("id") in identities
        ):
            found[position(tag)] = tag
    for index in sorted(found):
        tag = found[index]
        if tag.name not in PASSED_OVER and (signs := signs_of(tag)) & (AUTHOR | BYLINE):
            yield index, tag, signs


def _with_stems(names: Iterable[str]) -> set[str]:
    """Return the names that contain any of `BYLINE_STEMS`.

    All names are joined, so that each stem takes one search in C instead of hundreds.
    """
    # No attribute holds a null character: HTML parsing drops or replaces it
    lines = "\0".join(names)
    text = lines.lower()
    if len(text) != len(lines):
        # "İ" (capital I with a dot) is the one letter whose lower case is longer, which shifts
        # the positions
        return set(names)
    found: set[str] = set()
    for stem in BYLINE_STEMS:
        at = text.find(stem)
        while at >= 0:
            end = text.find("\0", at)
            found.add(lines[text.rfind("\0", 0, at) + 1 : end if end >= 0 else None])
            at = text.find(stem, end) if end >= 0 else -1
    return found.intersection(names)


def _own_article(tree: Tree, at: int | None, around: frozenset[int]) -> int:
    articles = tree.by_name.get("article", ())
    if at is None or any(id(article) in around for article in articles):
        return 0
    return next((id(article) for article in articles if position(article) > at), 0)


def short_text(tag: Tag, limit: int = 300) -> str:
    """Return the text of `tag` on one line; "" if it is longer than `limit` characters."""
    pieces: list[str] = []
    length = 0
    for node in tag.descendants:
        if type(node) is NavigableString:
            pieces.append(node)
            length += len(node.strip()) if len(node) > 40 else 1
            if length > limit:
                return ""
    line = clean_line(" ".join(pieces))
    return line if len(line) <= limit else ""


def heading_text(tag: Tag, limit: int = 400) -> str:
    """Return the text of a heading on one line; "" if it is longer than `limit` characters.

    Inline elements add no space, because styling may split a word ("<b>W</b>inter"). Blocks
    and line breaks do.
    """
    pieces: list[str] = []
    for node in tag.descendants:
        if type(node) is NavigableString:
            parent = node.parent
            if parent is not None and parent is not tag and parent.name not in INLINE:
                pieces.extend((" ", node, " "))
            else:
                pieces.append(node)
        elif isinstance(node, Tag) and node.name not in INLINE:
            pieces.append(" ")
    line = clean_line("".join(pieces)).rstrip(PERMALINK)
    return line if len(line) <= limit else ""
