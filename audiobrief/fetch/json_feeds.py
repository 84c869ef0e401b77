"""Reads JSON Feed 1.1 and 1.0 (jsonfeed.org), and the posts of a WordPress REST answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from audiobrief.errors import PageRefused
from audiobrief.fetch.entries import FeedEntry, lenient_data, no_entry
from audiobrief.fetch.wholeness import is_whole, plain, stands_alone
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import name_kind
from audiobrief.model import PageKind

VERSION = "https://jsonfeed.org/version/"
MAX_ITEMS = 10_000
"""The most items of one file; the largest feeds list some hundreds."""


def read_json(text: str, url: str, name: str) -> tuple[FeedEntry, ...]:
    """The articles of a JSON Feed, or of a list of WordPress posts, in its order.

    Raises:
        PageRefused: the text is neither.
    """
    import msgspec

    try:
        tree = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise PageRefused(f"{name} is damaged JSON: {error}") from error
    if isinstance(tree, list) and any(map(_is_post, tree)):
        from audiobrief.fetch.wordpress import read_post

        _check_count(tree, name)
        return tuple(_each(tree, lambda post: read_post(post, name), f"{name}, post"))
    if not isinstance(tree, dict) or not str(tree.get("version", "")).startswith(VERSION):
        raise PageRefused(
            f"{name} is neither a JSON Feed nor a list of WordPress posts; give one of these"
        )
    items = tree.get("items")
    if not isinstance(items, list):
        raise PageRefused(
            f"{name} is a JSON Feed whose items are {name_kind(items)}, not a list; "
            "ask its publisher to correct it"
        )
    _check_count(items, name)
    return tuple(_each(items, lambda item: _entry(item, tree, url, name), f"{name}, item"))


def _check_count(items: list[Any], name: str) -> None:
    if len(items) > MAX_ITEMS:
        raise PageRefused(f"{name} has more than {MAX_ITEMS} items; more than any feed")


def _each(
    items: list[Any], read: Callable[[dict[str, Any]], FeedEntry], place: str
) -> Iterator[FeedEntry]:
    """The entries of a list; what is no object in it is named by its place."""
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield read(item)
        else:
            yield no_entry(
                f"{place} {number} is no article, but {name_kind(item)}; it was left out"
            )


def _is_post(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("content"), dict)


def _entry(item: dict[str, Any], feed: dict[str, Any], base: str, name: str) -> FeedEntry:
    said = item.get("url") or item.get("external_url")
    url = _join(base, said) if isinstance(said, str) else ""
    title = plain(item["title"]) if isinstance(item.get("title"), str) else ""
    identity = str(item.get("id") or url or title)[:500]
    values = {
        "url": url,
        "headline": title,
        "authors": list(_names(item)) or list(_names(feed)),
        "published": item.get("date_published"),
        "modified": item.get("date_modified"),
        "language": item.get("language") or feed.get("language"),
        "image": item.get("image") or item.get("banner_image"),
        "site": feed.get("title"),
        "tags": item.get("tags"),
    }
    data = lenient_data(values)
    html, text = item.get("content_html"), item.get("content_text")
    body, kind = (html, PageKind.HTML) if isinstance(html, str) else (text, PageKind.TEXT)
    page = own_text = None
    if isinstance(body, str):
        whole = replace(data, body=body, body_format=kind)
        named = f"{name}: {title or data.url or 'an item'}"
        if is_whole(plain(body), is_linked=bool(data.url), is_titled=bool(title)):
            page = page_of(whole, named)
        elif stands_alone(plain(body), data.language):
            own_text = page_of(whole, named)
    return FeedEntry(title, data.url, identity, data.published, page, data, own_text)


def _names(node: dict[str, Any]) -> Iterator[str]:
    """The names of a feed's or an item's authors; version 1.0 has a single `author`."""
    authors = node.get("authors")
    for author in authors if isinstance(authors, list) else [node.get("author")]:
        if isinstance(author, dict) and isinstance(author.get("name"), str):
            yield author["name"]


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
