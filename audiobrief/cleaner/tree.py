"""The page as a tree, read once: what every judgement of the cleaner looks at."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page and its elements, walked once."""

    soup: BeautifulSoup
    elements: tuple[Tag, ...]
    """Every element, in document order."""
    by_name: dict[str, list[Tag]]
    """Tag name -> its elements, in document order."""

    def named(self, *names: str) -> list[Tag]:
        """Elements of these tag names; in document order where one name is given."""
        return [tag for name in names for tag in self.by_name.get(name, ())]


def read_tree(html: str) -> Tree:
    """`html` as a tree, by BeautifulSoup over lxml."""
    soup = BeautifulSoup(html, "lxml")
    elements = tuple(soup.find_all(True))
    by_name: dict[str, list[Tag]] = {}
    for tag in elements:
        by_name.setdefault(tag.name, []).append(tag)
    return Tree(soup, elements, by_name)
