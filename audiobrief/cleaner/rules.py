"""Site rules: CSS selectors by which a user tells where a site keeps its parts.

A TOML file holds one table a site, under a name of the user's choice::

    [harbour-lantern]
    host = "*.halverwick.example"
    body = [".story-text"]
    drop = [".tide-table", "p.promo"]
    title = "h1.headline"
    dek = ".standfirst"
    byline = ".reporter"
    date = "time.filed"

Only `host` and one of the others are needed. Rules are tried first; where
none fits, or its selectors find nothing, the general judgement serves, and
`Article.remarks` says so.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import soupsieve
from bs4 import Tag

from audiobrief.cleaner.tree import Tree
from audiobrief.errors import ConfigError

LISTS = ("body", "drop")
TEXTS = ("title", "dek", "byline", "date")


@dataclass(frozen=True, slots=True)
class SiteRule:
    """Where one site keeps the parts of its articles."""

    name: str
    """What `Article.rule` says when it served."""
    host: str
    """Shell pattern of the site's host names: "*.halverwick.example"; it fits the bare
    domain too."""
    body: tuple[str, ...] = ()
    """CSS selectors of the boxes that hold the text."""
    drop: tuple[str, ...] = ()
    """CSS selectors of what is no part of it."""
    title: str = ""
    dek: str = ""
    byline: str = ""
    date: str = ""

    def fits(self, url: str) -> bool:
        """Whether the rule is for the site of `url`."""
        host = (urlsplit(url).hostname or "").lower()
        pattern = self.host.lower()
        return bool(host) and (fnmatch.fnmatchcase(host, pattern) or f"*.{host}" == pattern)


def load_rules(path: Path) -> tuple[SiteRule, ...]:
    """The rules of a TOML file, in its order.

    Raises:
        ConfigError: it cannot be read, or a rule has an unknown key or a selector that
            is none; names file, rule and key.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot read site rules {path}: {reason}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"site rules {path} are not valid TOML: {error}") from error
    return tuple(_rule(path, name, table) for name, table in tables.items())


def _rule(path: Path, name: str, table: Any) -> SiteRule:
    where = f"site rules {path}: [{name}]"
    if not isinstance(table, dict) or not isinstance(table.get("host"), str):
        raise ConfigError(f'{where} needs host = "..." and at least one selector')
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key in LISTS:
            chosen = [value] if isinstance(value, str) else value
            if not isinstance(chosen, list) or not all(isinstance(s, str) for s in chosen):
                raise ConfigError(f"{where} {key} is no list of CSS selectors")
            fields[key] = tuple(chosen)
        elif key in TEXTS and isinstance(value, str):
            chosen = [value]
            fields[key] = value
        elif key == "host":
            continue
        else:
            known = ", ".join(("host", *LISTS, *TEXTS))
            raise ConfigError(f"{where} has an unknown key or value: {key}; known: {known}")
        for selector in chosen:
            try:
                soupsieve.compile(selector)
            except soupsieve.SelectorSyntaxError as error:
                first = str(error).splitlines()[0]
                raise ConfigError(f"{where} {key} = {selector!r}: {first}") from error
    return SiteRule(name, table["host"], **fields)


def rule_for(url: str, rules: Iterable[SiteRule]) -> SiteRule | None:
    """The first rule that is for the site of `url`; None where none is."""
    return next((rule for rule in rules if rule.fits(url)), None)


def select(tree: Tree, selectors: Sequence[str]) -> list[Tag]:
    """Elements that one of `selectors` finds, in document order."""
    return list(tree.soup.select(", ".join(selectors))) if selectors else []


def select_text(tree: Tree, selector: str) -> str:
    """Text of the first element that `selector` finds; empty where it finds none."""
    found = tree.soup.select_one(selector) if selector else None
    return " ".join(found.get_text(" ").split()) if found else ""
