"""Whose a folder is: an article has one folder, and no two articles share one.

An article is told from every other by its canonical address, else by its id, else by its file,
else by its content. The digest of that is its identity. `episode.json` holds the identity, so
that the folder says by itself whose it is, to every program that makes episodes beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from audiobrief.errors import PublishError
from audiobrief.model import Article
from audiobrief.patterns import compile_late
from audiobrief.publish import EPISODE, PAGE, Label, read_label
from audiobrief.publish.names import name_folder
from audiobrief.publish.versions import aliases_of, read_versions
from audiobrief.system.files import STAGING_PREFIX, read_regular

DIGITS = 32
"""Hexadecimal digits of an identity."""
MIN_SHARED = 0.5
"""The least share of its paragraphs that a new version has in common with the former one."""
SHORT = 8
"""The digits that a folder's name ends in if another article has the name without them."""
MAX_ALIAS = 100_000
"""Bytes of a page that only leads on; one of a theme of its own may have a style."""
_BESIDE = compile_late(r"\.\./([^/\"'<>\s]+)/")
"""A folder beside that of a page, as its links name it."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """The article that an episode is made of, as far as folders are concerned."""

    identity: str
    name: str = ""
    """The name that its folder should have; empty for one after its headline."""
    formerly: str | None = None
    """The identity of the episode in that folder, if a journal or a receipt says that it is the
    article's own: a page may have gained an address since. None if no record says so."""


def comparable(url: str) -> str:
    """A canonical address if it identifies an article, else empty.

    Many sites' templates name the front page as the canonical address of every page.
    """
    try:
        return url if url and urlsplit(url).path.strip("/") else ""
    except ValueError:
        return ""


def identify(url: str, own: str) -> str:
    """The identity of an article at a canonical address, or else with this id, path or content.

    Empty if neither says anything.
    """
    told = comparable(url) or own
    if not told:
        return ""
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def identity_of_text(article: Article) -> str:
    """The identity of an article that has neither an address nor an id nor a file."""
    return identify("", "\n".join([article.title, *_texts(article)]))


def names_for(title: str, owner: Ownership) -> Iterator[str]:
    """The names that its folder may have, best first; the last one is free of others."""
    if owner.name:
        yield owner.name
    slug = name_folder(title)
    yield slug
    yield f"{slug}-{owner.identity[:SHORT]}"
    yield f"{slug}-{owner.identity}"


def is_taken(folder: Path, article: Article, owner: Ownership) -> bool:
    """Whether the folder holds the episode of another article.

    A folder without an episode is free, unless its page leads to the episode of another article. If an episode of a former version does not say whose it
    is, it is the article's own if a journal or a receipt says so, if the folder's name has the
    article's digest, or if it has the same text.
    """
    is_recorded = folder.name == owner.name and owner.formerly is not None
    is_told = is_recorded or folder.name.endswith(
        (f"-{owner.identity[:SHORT]}", f"-{owner.identity}")
    )
    if not (folder / EPISODE).exists():
        return leads_to_another(folder, owner)
    try:
        label = read_label(folder)
    except PublishError:
        return not is_told
    if is_of_other(label, owner):
        return True
    if label.identity or comparable(label.article.url):
        return False
    return not is_told and label.article.texts != _texts(article)


def leads_to_another(folder: Path, owner: Ownership) -> bool:
    """Whether the page in a folder leads to another article's episode, which had a later headline.

    Who follows such an address looks for that episode, and the site may have given the address to
    readers and apps.
    """
    try:
        names = {
            each.name for each in folder.iterdir() if not each.name.startswith(STAGING_PREFIX)
        }
        if names != {PAGE}:
            return False
        text = read_regular(folder / PAGE, MAX_ALIAS).decode("utf-8", "replace")
    except OSError:
        return False
    for found in _BESIDE.findall(text):
        beside = folder.parent / unquote(found)
        try:
            label, versions = read_label(beside), read_versions(beside)
        except (PublishError, ValueError):
            continue
        if folder.name in aliases_of(beside.name, versions):
            return is_of_other(label, owner)
    return False


def is_version(folder: Path, article: Article) -> bool:
    """Whether the folder holds a former version of the article, as far as both tell.

    A page may be saved over another one, so that its path alone says little. Two versions have
    the same address; without one, the same headline, or half of their paragraphs.
    """
    try:
        label = read_label(folder)
    except PublishError:
        return False
    before, now = comparable(label.article.url), comparable(article.url)
    if before and now:
        return before == now
    texts, former = _texts(article), set(label.article.texts)
    shared = sum(text in former for text in texts)
    return label.article.title == article.title or shared >= MIN_SHARED * len(texts)


def is_of_other(label: Label, owner: Ownership) -> bool:
    """Whether an episode's label names another article than `owner`."""
    held = label.identity or identify(comparable(label.article.url), "")
    return bool(held) and held not in {owner.identity, owner.formerly}


def _texts(article: Article) -> tuple[str, ...]:
    return tuple(block.text for block in article.blocks)
