"""Reads the posts of a WordPress site: from its REST API, and from its export file (WXR).

Field names: developer.wordpress.org/rest-api/reference/posts/, and WordPress's own
wp-admin/includes/export.php for the file. The posts of the API are as readers see them; those
in an export are as their authors typed them.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from audiobrief.errors import PageUnreadable
from audiobrief.fetch.entries import FeedEntry, lenient_data, no_entry
from audiobrief.fetch.settings import FetchSettings
from audiobrief.fetch.wholeness import plain
from audiobrief.fetch.xml import Document
from audiobrief.filed.article import Status
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import STATUSES, name_kind
from audiobrief.model import PageKind
from audiobrief.patterns import compile_late
from audiobrief.system.files import opened_regular

POSTS = compile_late(
    # a site without pretty permalinks has the API under a parameter
    r"/wp-json/wp/v2/\w+/?(?:\?|\Z)|[?&]rest_route=/wp/v2/\w+",
    re.IGNORECASE,
)
"""The addresses of the REST API's lists of posts."""
ASKED = {"per_page": "100", "_embed": "author,wp:featuredmedia,wp:term"}
"""Parameters that are added unless the address has them; 100 is the most that WordPress gives."""
MAX_PAGES = 10_000
"""A million posts; a site whose answers never end is stopped there."""
MAX_UNTOLD = 1_000
"""The same for a site that does not tell how many pages it has, as WordPress itself does."""
MAX_STALE = 3
"""Pages in a row without a post that is new, after which no further page is asked for. One may
come about if a post is published while the list is read, which moves the others on."""
MAX_DIGITS = 9
"""The most digits of a number of pages that is believed."""
EXPORT = "wordpress.org/export/"
"""Part of the namespace by which an export differs from a feed."""
MAX_ELEMENTS = 1_000_000
"""The most XML elements of one post with its comments. A comment has some fifteen, and a million
take 130 MB."""
SNIFFED = 8_192
"""Bytes at the beginning of a file in which the namespace is looked for."""
PUBLIC_TYPES = {"post", "page"}
"""Types of posts that have readers; the others are menus, attachments and blocks."""
TAXONOMIES = {
    # WordPress's taxonomy -> the field; the first category is the section
    "category": "section", "post_tag": "tags",
}  # fmt: skip
SHORTCODES = compile_late(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption)\b[^\[\]]{0,500}\]"
)
"""Marks in a typed post that the site replaces; what stands between two of them stays."""
_BLOCKS = compile_late(r"<!-- wp:|</?(?:p|div|h[1-6]|ul|ol|blockquote)[\s>]")
_ZERO_DATE = "0000-00-00"
"""MySQL's date for a post that was never published."""


# ---------------------------------------------------------------------- REST


def read_posts(url: str, settings: FetchSettings) -> Iterator[FeedEntry]:
    """The posts of a REST address, page after page; a `page` in the address asks for that one.

    It ends, whatever the site answers. What is no post, and pages that were not asked for, are
    named in entries with a `problem`.

    Raises:
        PageError: a page of the list cannot be fetched, as in `read_page`.
        PageUnreadable: an answer is not a list.
    """
    from audiobrief.fetch import answers, web
    from audiobrief.fetch.decoding import decode

    parts = urlsplit(url)
    query = {**ASKED, **dict(parse_qsl(parts.query, keep_blank_values=True))}
    is_single = "page" in query
    progress = _Progress(url, query["per_page"])
    for number in itertools.count(1):
        if not is_single:
            query["page"] = str(number)
        address = urlunsplit(parts._replace(query=urlencode(query, safe="/:,"), fragment=""))
        found = web.download(address, settings, types=answers.JSON_TYPES)
        posts = _parsed(decode(found.body, name=address, charset=found.charset), address)
        if progress.has_new(posts):
            yield from _entries_of(posts, url, address)
        if is_single:
            return
        end = progress.end_after(number, posts, found.headers.get("x-wp-totalpages", ""))
        if end:
            yield no_entry(end)
        if end is not None:
            return


class _Progress:
    """How far a list of posts was read, and whether to believe the site that there is more."""

    def __init__(self, url: str, per_page: str) -> None:
        self._url = url
        self._full = int(per_page) if per_page.isdecimal() and len(per_page) < MAX_DIGITS else 0
        self._seen: set[int] = set()
        """Hashes of the posts; of a million they take 60 MB."""
        self._stale = 0

    def has_new(self, posts: list[Any]) -> bool:
        """Whether a page has a post that no page before it had."""
        found = {hash(_key_of(post)) for post in posts}
        is_new = not found <= self._seen
        self._seen |= found
        self._stale = 0 if is_new else self._stale + 1
        return is_new

    def end_after(self, number: int, posts: list[Any], told: str) -> str | None:
        """None if the page after this one is asked for; what is left out, or empty, if not.

        `told` is what the site says of how many pages there are.
        """
        total = int(told) if told.isdecimal() and len(told) <= MAX_DIGITS else None
        if not posts:
            is_early = total is not None and number <= total
            return (
                f"{self._url} tells of {told} pages, and page {number} is empty; the posts before it were read"
                if is_early
                else ""
            )
        is_full = self._full > 0 and len(posts) >= self._full
        if number >= total if total is not None else not is_full:
            return ""
        if self._stale >= MAX_STALE:
            return (
                f"{self._url} gives the same posts again and again; its pages after page "
                f"{number - MAX_STALE} were left out"
            )
        if number >= (MAX_UNTOLD if total is None else MAX_PAGES):
            return (
                f"{self._url} gives pages without end; those after page {number} were left out, "
                "and each can be asked for by its number (…?page=2)"
            )
        return None


def _key_of(post: Any) -> str:
    """What tells a post from others: its id, else its address, else a digest of all of it."""
    named = (post.get("id") or post.get("link")) if isinstance(post, dict) else None
    content = repr(post).encode("utf-8", "replace")
    return str(named or hashlib.blake2b(content, digest_size=16).hexdigest())


def _entries_of(posts: list[Any], url: str, address: str) -> Iterator[FeedEntry]:
    for place, post in enumerate(posts, start=1):
        if isinstance(post, dict):
            yield read_post(post, url)
        else:
            yield no_entry(
                f"{address}: post {place} is no object, but {name_kind(post)}; it was left out"
            )


def _parsed(text: str, name: str) -> list[Any]:
    import msgspec

    try:
        return msgspec.json.decode(text.encode("utf-8", "replace"), type=list[Any])
    except (msgspec.DecodeError, RecursionError) as error:
        raise PageUnreadable(
            f"{name} is no list of posts: {error}; give the address of the posts (…/wp-json/wp/v2/posts)"
        ) from error


def read_post(post: Mapping[str, Any], name: str) -> FeedEntry:
    """The article in a post of the REST API; it has no page if the post has a password."""
    title = plain(_rendered(post, "title"))
    embedded = post.get("_embedded")
    embedded = embedded if isinstance(embedded, dict) else {}
    status = str(post.get("status") or "publish")
    published = _utc(post, "date")
    values: dict[str, Any] = {
        "url": post.get("link"),
        "headline": title,
        "authors": [
            each["name"] for each in _nodes(embedded.get("author")) if each.get("name")
        ],
        "published": published,
        "modified": _utc(post, "modified"),
        "image": next(
            (each.get("source_url") for each in _nodes(embedded.get("wp:featuredmedia"))), None
        ),
        **_terms(embedded.get("wp:term")),
        **_hold(status, published),
    }
    content = post.get("content")
    is_locked = isinstance(content, dict) and content.get("protected") is True
    body = "" if is_locked else _rendered(post, "content")
    return _entry_of(values, body, f"{name} {_key_of(post)[:500]}", name)


def _entry_of(values: dict[str, Any], body: str, identity: str, name: str) -> FeedEntry:
    data = lenient_data(values)
    page = None
    if plain(body):
        whole = replace(data, body=body, body_format=PageKind.HTML)
        page = page_of(whole, f"{name}: {data.headline or data.url or 'a post'}")
    return FeedEntry(data.headline, data.url, identity, data.published, page, data)


def _hold(status: str, published: str | None) -> dict[str, Any]:
    """The status of a post; a scheduled one is under embargo until its date."""
    if status == "future" and published:
        return {"status": Status.PUBLISHED.value, "publish_after": published}
    # plug-ins add words of their own, which are never those of a published post
    known = status in STATUSES or status in set(Status)
    return {"status": status if known else Status.DRAFT.value}


def _rendered(post: Mapping[str, Any], key: str) -> str:
    value = post.get(key)
    said = value.get("rendered") if isinstance(value, dict) else value
    return said if isinstance(said, str) else ""


def _utc(post: Mapping[str, Any], key: str) -> str | None:
    """A time in UTC: WordPress's "_gmt" fields have no zone, and the others the site's own."""
    value = post.get(f"{key}_gmt") or post.get(key)
    return value if isinstance(value, str) and not value.startswith(_ZERO_DATE) else None


def _nodes(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _terms(value: Any) -> dict[str, Any]:
    groups = value if isinstance(value, list) else []
    named = [
        (each.get("taxonomy"), each.get("name")) for group in groups for each in _nodes(group)
    ]
    return _sorted_terms((str(kind), plain(str(name))) for kind, name in named if name)


def _sorted_terms(named: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"tags": []}
    for kind, name in named:
        field_name = TAXONOMIES.get(kind)
        if field_name == "tags":
            found["tags"].append(name)
        elif field_name:
            found.setdefault(field_name, name)
    return found


# -------------------------------------------------------------------- export


@dataclass(slots=True)
class _Site:
    """What an export says besides its posts."""

    title: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    """Log-in name -> the name that readers see."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Id of an attachment -> its address."""


def is_export(path: Path) -> bool:
    """Whether a file is an export of WordPress, by its first bytes."""
    with opened_regular(path) as file:
        return EXPORT.encode() in file.read(SNIFFED)


def read_export(path: Path) -> Iterator[FeedEntry]:
    """The posts and pages of an export, one after another: a site's file may have gigabytes.

    Raises:
        PageUnreadable: the file is damaged, or a post has more elements than any; the posts before
            it have been given.
    """
    yield from _read_export(lambda: opened_regular(path), str(path))


def parse_export(document: Document) -> tuple[FeedEntry, ...]:
    """The same as `read_export` for a document that was read, such as one from the web.

    Raises:
        PageUnreadable: it is damaged.
    """
    content = document.text.encode("utf-8", "replace")
    return tuple(_read_export(lambda: io.BytesIO(content), document.name))


def _read_export(open_file: Callable[[], IO[bytes]], name: str) -> Iterator[FeedEntry]:
    site = _Site()
    with open_file() as file:
        for item in _items(file, name, site):
            if _text(item, "post_type") == "attachment":
                site.pictures[_text(item, "post_id")] = _text(item, "attachment_url")
    with open_file() as file:
        for item in _items(file, name, _Site()):
            if _text(item, "post_type") in PUBLIC_TYPES:
                yield _exported(item, site, name)


def _items(file: IO[bytes], source: str, site: _Site) -> Iterator[Any]:
    """The items of an export; `site` learns what stands between them."""
    from lxml import etree

    channel = {"title": "title", "language": "language"}
    # entities may grow without limit, and can read files of this machine
    events = etree.iterparse(
        file, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    held = 0
    try:
        for _, element in events:
            held += 1
            if held > MAX_ELEMENTS:
                raise PageUnreadable(
                    f"{source} has a post of more than {MAX_ELEMENTS:,} elements, as no export has; "
                    "take it out of the file"
                )
            name = etree.QName(element).localname
            parent = element.getparent()
            is_own = parent is not None and parent.tag == "channel"
            if name == "item":
                yield element
            elif name == "author" and EXPORT in element.tag:
                site.authors[_text(element, "author_login")] = _text(
                    element, "author_display_name"
                )
            elif name in channel and is_own:
                setattr(site, channel[name], (element.text or "").strip())
            if is_own or name == "item":
                # what was read is let go, or the tree would grow with the file
                held = 0
                element.clear()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise PageUnreadable(f"{source} is damaged: {error.msg}; export it again") from error


def _exported(item: Any, site: _Site, name: str) -> FeedEntry:
    published = _text(item, "post_date_gmt")
    published = "" if published.startswith(_ZERO_DATE) else published
    login = _text(item, "creator")
    metas = {
        _text(meta, "meta_key"): _text(meta, "meta_value")
        for meta in item.iterchildren("{*}postmeta")
    }
    terms = _sorted_terms(
        (each.get("domain", ""), (each.text or "").strip())
        for each in item.iterchildren("category")
    )
    values: dict[str, Any] = {
        "url": _text(item, "link"),
        "headline": plain(_text(item, "title")),
        "authors": [site.authors.get(login) or login] if login else [],
        "published": published or None,
        "modified": _text(item, "post_modified_gmt") or None,
        "site": site.title,
        "language": site.language,
        "image": site.pictures.get(metas.get("_thumbnail_id", "")),
        **terms,
        **_hold(_text(item, "status"), published),
    }
    is_locked = bool(_text(item, "post_password"))
    body = "" if is_locked else _typed(_content(item))
    return _entry_of(values, body, f"{name} {_text(item, 'post_id')}", name)


def _content(item: Any) -> str:
    # the excerpt is an "encoded" element, too, of another namespace
    found = item.find("{http://purl.org/rss/1.0/modules/content/}encoded")
    return (found.text or "") if found is not None else ""


def _text(element: Any, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""


def _typed(content: str) -> str:
    """A post as the site shows it: an empty line ends a paragraph, unless it is made of blocks."""
    content = SHORTCODES.sub("", content).replace("\r\n", "\n")
    if _BLOCKS.search(content):
        return content
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", content) if part.strip())
