"""A site rule, learned from pages of the site: the selectors by which its template can be read.

A selector is proposed for what the cleaner found on one page, and kept where it finds the same
on the others, and something else on none. So a learned rule says what the cleaner would have
said; its worth is that it says so on the next page, too, and that a person can read and edit it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bs4 import Tag

from audiobrief.cleaner import Reading, read_closely
from audiobrief.cleaner.body import boxes_of
from audiobrief.cleaner.lines import HEADINGS, Line
from audiobrief.cleaner.metadata import parse_date, read_byline
from audiobrief.cleaner.rules import SiteRule, date_text, select, select_text
from audiobrief.cleaner.sites import (
    MIN_PAGES,
    REPEATED_ON_SITE,
    digest_of,
    host_of,
    learn,
    observe,
)
from audiobrief.cleaner.text import folded
from audiobrief.errors import NoArticleFound
from audiobrief.model import Page
from audiobrief.patterns import compile_late

MAX_OUTER = 2
"""Boxes around a repeated line by which it may be selected."""
VALID_CLASS = compile_late(r"[A-Za-z_][\w-]*")
"""A name that stands in a selector without escapes (CSS Syntax 3, 4.3.11)."""
NAMED_ALONE = frozenset({"h1", "time"})
"""Elements that may be selected by their name: pages have one that matters."""
WORTH_TRYING = 40
"""The most selectors tried for one part; those found on the most pages are tried first."""


@dataclass(frozen=True, slots=True)
class LearnedRule:
    """A site rule, and how far it can be trusted."""

    rule: SiteRule
    host: str
    """The site's host, without www."""
    pages: int
    """Pages of the site that were read."""
    right: dict[str, int]
    """Key of the rule -> pages on which it finds what the cleaner found."""
    unselected: tuple[str, ...] = ()
    """Lines that stand on several pages, and that no selector finds without taking text."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """How many pages of a site there are to learn from."""

    host: str
    """Empty for the pages that give no address."""
    pages: int
    """Pages that hold an article."""
    own: int
    """Those of them with a headline and a text of their own."""


def count_learnable(pages: Iterable[Page]) -> tuple[Learnable, ...]:
    """For each site, how many of its pages there are to learn from; sorted by host."""
    found = _read_articles(pages)
    hosts = Counter(host_of(reading.article.url or page.url) for page, reading in found)
    sites = learn(observe(reading.article, page.url) for page, reading in found)
    return tuple(
        Learnable(host, count, len(sites[host].keys) if host else 0)
        for host, count in sorted(hosts.items())
    )


def _read_articles(pages: Iterable[Page]) -> list[tuple[Page, Reading]]:
    found: list[tuple[Page, Reading]] = []
    for page in pages:
        try:
            found.append((page, read_closely(page)))
        except NoArticleFound:
            continue
    return found


def learn_rules(pages: Iterable[Page]) -> tuple[LearnedRule, ...]:
    """A rule for each site with at least three pages that hold an article of their own.

    They are sorted by host.
    """
    found = _read_articles(pages)
    sites = learn(observe(reading.article, page.url) for page, reading in found)
    rules = []
    for host, site in sorted(sites.items()):
        if len(site.keys) < MIN_PAGES:
            continue
        own = [
            read_closely(page, repeated=site.repeated())
            for page, reading in found
            if host_of(reading.article.url or page.url) == host
        ]
        rules.append(_rule_of(host, own))
    return tuple(rules)


def _rule_of(host: str, readings: Sequence[Reading]) -> LearnedRule:
    found: dict[str, Any] = {}
    right: dict[str, int] = {}
    for key, is_right in TEXTS.items():
        selector, count = _best(readings, _said_elements, is_right)
        if selector:
            found[key], right[key] = selector, count
    selector, count = _best(readings, lambda r: [body.tag for body in r.bodies], _holds_text)
    if selector:
        found["body"], right["body"] = (selector,), count
    drops, unselected = _drops(readings)
    if drops:
        found["drop"], right["drop"] = drops, len(readings)
    rule = SiteRule(host.replace(".", "-"), f"*.{host}", **found)
    return LearnedRule(rule, host, len(readings), right, unselected)


def _said_elements(reading: Reading) -> list[Tag]:
    said = set(reading.metadata.elements)
    inside = [tag for tag in reading.tree.elements if id(tag) in said]
    # a byline's name often has an element of its own in the one that was read
    return [*inside, *chain.from_iterable(tag.find_all(True, limit=6) for tag in inside)]


def _best(
    readings: Sequence[Reading],
    find_elements: Callable[[Reading], list[Tag]],
    is_right: Callable[[Reading, str], bool | None],
) -> tuple[str, int]:
    """The selector that is right on most pages and wrong on none, and on how many."""
    proposed: dict[str, list[int]] = {}
    for reading in readings:
        sizes = {
            selector: len(tag.get_text())
            for tag in find_elements(reading)
            for selector in selectors_of(tag)
        }
        for selector, size in sizes.items():
            proposed.setdefault(selector, []).append(size)
    # of two that serve, the one with a name that its maker chose, and of the smaller element
    often = sorted(
        (s for s, sizes in proposed.items() if len(sizes) >= MIN_PAGES),
        key=lambda s: (-len(proposed[s]), s in NAMED_ALONE, sum(proposed[s]), s),
    )
    best, most = "", MIN_PAGES - 1
    for selector in often[:WORTH_TRYING]:
        verdicts = [is_right(reading, selector) for reading in readings]
        if False not in verdicts and verdicts.count(True) > most:
            best, most = selector, verdicts.count(True)
    return best, most if best else 0


def selectors_of(tag: Tag) -> Iterator[str]:
    """CSS selectors by which `tag` may be known again on another page of its template."""
    for name in tag.get_attribute_list("class"):
        if VALID_CLASS.fullmatch(str(name)):
            yield f"{tag.name}.{name}"
    for key in ("itemprop", "data-testid"):
        value = str(tag.attrs.get(key, ""))
        if VALID_CLASS.fullmatch(value):
            yield f'{tag.name}[{key}="{value}"]'
    identity = str(tag.attrs.get("id", ""))
    if VALID_CLASS.fullmatch(identity) and not any(c.isdigit() for c in identity):
        yield f"#{identity}"
    if tag.name in NAMED_ALONE:
        yield tag.name


def _finds_title(reading: Reading, selector: str) -> bool | None:
    return _is_same(select_text(reading.tree, selector), reading.article.title)


def _finds_dek(reading: Reading, selector: str) -> bool | None:
    return _is_same(select_text(reading.tree, selector), reading.article.dek)


def _is_same(found: str, wanted: str) -> bool | None:
    """None where nothing is found: the general judgement serves then."""
    return folded(found) == folded(wanted) if found else None


def _finds_byline(reading: Reading, selector: str) -> bool | None:
    found = select_text(reading.tree, selector)
    names = [author.name for author in read_byline(found)]
    wanted = [author.name for author in reading.article.authors]
    return names == wanted and bool(names) if found else None


def _finds_date(reading: Reading, selector: str) -> bool | None:
    found = date_text(reading.tree, selector)
    day = parse_date(found)
    # a text that is no date equals the lack of one on a page that gives none
    return day is not None and day == reading.article.published if found else None


def _holds_text(reading: Reading, selector: str) -> bool | None:
    boxes = boxes_of(reading.layout, select(reading.tree, [selector]))
    if not boxes:
        return None
    inside = {index for box in boxes for index in range(box.first, box.last)}
    kept = {index for index, line in enumerate(reading.layout.lines) if not line.reason}
    within = {index for box in reading.bodies for index in range(box.first, box.last)}
    return kept <= inside <= within | kept


def _drops(readings: Sequence[Reading]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Selectors of what stands on several pages, and the lines that none selects."""
    lines = [
        (reading, line)
        for reading in readings
        for line in reading.layout.lines
        if line.reason == REPEATED_ON_SITE
    ]
    chosen: dict[str, None] = {}
    unselected: dict[str, str] = {}
    for reading, line in lines:
        found = next((s for s in _around(reading, line) if _takes_no_text(readings, s)), "")
        if found:
            chosen[found] = None
        else:
            unselected.setdefault(digest_of(line.text), line.text)
    return tuple(chosen), tuple(unselected.values())


def _around(reading: Reading, line: Line) -> Iterator[str]:
    for depth, box in enumerate(reading.layout.around(line.box)):
        if depth > MAX_OUTER:
            return
        if box.name not in HEADINGS:
            yield from selectors_of(box.tag)


def _takes_no_text(readings: Sequence[Reading], selector: str) -> bool:
    for reading in readings:
        for box in boxes_of(reading.layout, select(reading.tree, [selector])):
            lines = reading.layout.lines[box.first : box.last]
            if not lines or any(not line.reason for line in lines):
                return False
    return True


TEXTS: dict[str, Callable[[Reading, str], bool | None]] = {
    # key of a site rule -> whether a selector finds what the cleaner found
    "title": _finds_title,
    "dek": _finds_dek,
    "byline": _finds_byline,
    "date": _finds_date,
}
