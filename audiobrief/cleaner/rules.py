"""Read and apply site rules: a user's CSS selectors for the parts of a site's articles.

A TOML file holds one table for each site, under a name of the user's choice::

    [harbour-lantern]
    host = "*.halverwick.example"
    body = [".story-text"]
    drop = [".tide-table", "p.promo"]
    title = "h1.headline"
    dek = ".standfirst"
    byline = ".reporter"
    date = "time.filed"

A rule needs only `host` and one other key. Rules are tried first. If none fits
the site, or its selectors find nothing, the article is found without them.
`Article.remarks` says when a rule for the site found nothing, and when the
page's address is unknown.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import soupsieve
from bs4 import Tag

from audiobrief.cleaner.tree import Tree
from audiobrief.errors import ConfigError
from audiobrief.system.files import read_at_most
from audiobrief.system.tables import MAX_BYTES, Place, check, error_at, parse_toml, table_of

LISTS = ("body", "drop")
TEXTS = ("title", "dek", "byline", "date")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Where one site keeps the parts of its articles."""

    name: str
    """The rule's name, which `Article.rule` gives if the rule found something."""
    host: str
    """Shell pattern for the site's host names; "*.halverwick.example" also fits the bare
    domain."""
    body: tuple[str, ...] = ()
    """CSS selectors of the boxes that hold the text."""
    drop: tuple[str, ...] = ()
    """CSS selectors of the boxes that do not belong to the text."""
    title: str = ""
    dek: str = ""
    byline: str = ""
    date: str = ""

    def fits(self, url: str) -> bool:
        """Whether the rule is for the site of `url`."""
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            # a saved page may name an invalid address, such as "http://[", as its origin
            return False
        pattern = self.host.lower()
        return bool(host) and (fnmatch.fnmatchcase(host, pattern) or f"*.{host}" == pattern)


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A rule as a file gives it: a single selector need not be in a list."""

    host: str = ""
    body: str | tuple[str, ...] = ()
    drop: str | tuple[str, ...] = ()
    title: str = ""
    dek: str = ""
    byline: str = ""
    date: str = ""


def load_rules(path: Path) -> tuple[SiteRule, ...]:
    """Return the rules of a TOML file, in its order.

    Raises:
        ConfigError: the file cannot be read, or a rule has an unknown key or an invalid
            selector; the message names file, line, rule and key.
    """
    try:
        content = read_at_most(path, MAX_BYTES)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot read site rules {path}: {reason}") from error
    return parse_rules(content, path)


def parse_rules(content: bytes, path: Path) -> tuple[SiteRule, ...]:
    """The rules in the content of a TOML file, in its order; `path` is for messages.

    Raises:
        ConfigError: as for `load_rules`.
    """
    tree = parse_toml(content, path)
    return tuple(_rule(path, name, table_of(tree, (name,), path)) for name in tree)


def _rule(path: Path, name: str, table: Mapping[str, Any]) -> SiteRule:
    check(table, RuleTable, path, (name,))
    if not table.get("host") or len(table) == 1:
        raise error_at(path, (name,), 'needs host = "..." and at least one selector')
    fields: dict[str, Any] = {**table}
    for key in LISTS:
        given = fields.get(key, ())
        fields[key] = (given,) if isinstance(given, str) else tuple(given)
        _check_selectors(path, (name, key), fields[key])
    for key in TEXTS:
        _check_selectors(path, (name, key), filter(None, [fields.get(key)]))
    return SiteRule(name, **fields)


def _check_selectors(path: Path, place: Place, selectors: Iterable[str]) -> None:
    for selector in selectors:
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            first = str(error).splitlines()[0]
            raise error_at(path, place, f"is wrong: {selector!r}: {first}") from error


def rule_for(url: str, rules: Iterable[SiteRule]) -> SiteRule | None:
    """Return the first rule for the site of `url`, or None."""
    return next((rule for rule in rules if rule.fits(url)), None)


def select(tree: Tree, selectors: Sequence[str]) -> list[Tag]:
    """Return the elements that any of `selectors` finds, in document order."""
    return list(tree.soup.select(", ".join(selectors))) if selectors else []


def select_text(tree: Tree, selector: str) -> str:
    """Return the text of the first element that `selector` finds, or ""."""
    found = tree.soup.select_one(selector) if selector else None
    return " ".join(found.get_text(" ").split()) if found else ""


def date_text(tree: Tree, selector: str) -> str:
    """Return the `datetime` attribute, or else the text, of the first element found."""
    found = select(tree, [selector] if selector else [])
    machine = found[0].get("datetime") if found else None
    return str(machine) if machine else select_text(tree, selector)
