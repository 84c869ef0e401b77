"""Turns what a producer names into a stream of items; each source is read only when needed."""

from __future__ import annotations

import glob
import io
import itertools
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urldefrag, urlsplit

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.storage import read_source
from audiobrief.errors import AudiobriefError, BatchError
from audiobrief.fetch import FetchSettings, is_address, read_feed, read_sitemap
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late
from audiobrief.system.storage import is_remote, open_filesystem

STDIN = "-"
PAGE_SUFFIXES = {
    # what `fetch` reads; a compressed page has another suffix after this one
    ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".eml", ".mht", ".mhtml",
}  # fmt: skip
PACKED_SUFFIXES = {".gz", ".br", ".zst"}
JSON_LINES = {".jsonl", ".ndjson"}
XML_SUFFIXES = {".xml", ".rss", ".atom", ".opml", ".rdf"}
LIST_LIKE = compile_late(
    # addresses of feeds and sitemaps in WordPress, Ghost, Drupal and news sitemaps
    r"(?:\.(?:xml|rss|atom|opml|rdf)(?:\.gz)?|/(?:feeds?|rss|atom)(?:/[\w-]*)?)/?\Z|"
    r"\bfeed=|sitemap[^/]*\Z|/\.xml\Z",
    re.IGNORECASE,
)
LIST_HEAD = 20
"""The lines of a text file that decide whether it is a list or a page."""
MAX_SITEMAPS = 50_000
"""The most sitemaps that an index may list (sitemaps.org); they are read two levels deep."""
MAX_LINE = 20_000_000
"""The most characters in a line of JSON, which may hold a page of the largest size."""
TRACKING = compile_late(
    r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref_src|cmpid)\Z", re.IGNORECASE
)
"""Query parameters that say where a reader came from; the page is the same without them."""
_ROOT = compile_late(r"<(?:[\w.-]+:)?(rss|feed|RDF|urlset|sitemapindex|opml)\b")

Listed = Item | Unlisted


def read_sources(
    names: Iterable[str | Path | Item],
    settings: FetchSettings | None = None,
    *,
    stdin: IO[str] | None = None,
) -> Iterator[Listed]:
    """The articles in files, globs, folders, addresses, feeds, sitemaps, OPML and lists.

    A source that cannot be read gives an `Unlisted`, and the next source follows.
    """
    for named in names:
        if isinstance(named, Item):
            yield named
            continue
        name = str(named)
        yield from _guarded(name, _read, name, settings or FetchSettings(), stdin)


def _guarded(name: str, read: Callable[..., Iterable[Listed]], *args: Any) -> Iterator[Listed]:
    try:
        yield from read(*args)
    except (AudiobriefError, OSError, UnicodeError) as error:
        url, path = getattr(error, "url", ""), getattr(error, "path", "")
        yield Unlisted(name, str(error), url, path)


def _read(name: str, settings: FetchSettings, stdin: IO[str] | None) -> Iterator[Listed]:
    if name == STDIN:
        return _read_lines(stdin or sys.stdin, "stdin", "", settings)
    if is_remote(name):
        return _read_remote(name, settings)
    if is_address(name) and not name.startswith("file://"):
        return _read_address(name, settings)
    path = Path(name.removeprefix("file://"))
    if path.is_dir():
        return _walk(path)
    if not path.exists() and glob.has_magic(str(path)):
        return _expand(str(path), settings)
    return _read_file(path, settings)


# --------------------------------------------------------------------- files


def _walk(folder: Path) -> Iterator[Listed]:
    """The pages below a folder, sorted by name, without hidden ones."""
    # names only: the paths of 100,000 files would take several times the memory
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 -- a Path for each of 100,000 files takes more memory
        if name.startswith("."):
            continue
        path = folder / name
        if _is_page(name):
            yield _file_item(path)
        elif path.suffix.lower() in JSON_LINES:
            continue
        elif path.is_dir() and not path.is_symlink():
            yield from _walk(path)


def _is_page(name: str) -> bool:
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 -- a Path for each of many thousands takes longer
    if suffix in PACKED_SUFFIXES:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122 -- a Path for each takes longer, too
    return suffix in PAGE_SUFFIXES


def _expand(pattern: str, settings: FetchSettings) -> Iterator[Listed]:
    found = False
    for name in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207 -- Path.glob accepts no absolute pattern
        path = Path(name)
        if path.is_dir():
            continue
        found = True
        yield from _guarded(name, _read_file, path, settings)
    if not found:
        raise BatchError(f"nothing matches {pattern}; check the pattern", path=pattern)


def _read_file(path: Path, settings: FetchSettings) -> Iterator[Listed]:
    suffix = path.suffix.lower()
    if not path.exists():
        raise BatchError(f"there is no file or folder {path}; check the spelling", path=path)
    if suffix in JSON_LINES:
        return _read_open(path, settings)
    if suffix in XML_SUFFIXES:
        return _read_xml(
            str(path), path.read_text(encoding="utf-8", errors="replace")[:4096], settings
        )
    if suffix == ".txt" and _is_list(path):
        return _read_open(path, settings)
    return iter((_file_item(path),))


def _read_open(path: Path, settings: FetchSettings) -> Iterator[Listed]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        yield from _read_lines(lines, str(path), str(path.parent), settings)


def _file_item(path: Path) -> Item:
    absolute = os.path.abspath(path)  # noqa: PTH100 -- ten times as fast as Path.resolve, which would also follow links
    return Item(id=absolute, source=str(path), path=absolute)


def _is_list(path: Path) -> bool:
    """Whether every line at the head of a text file names an article, which makes it a list."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return _reads_as_list(itertools.islice(file, LIST_HEAD * 2), str(path.parent))


def _reads_as_list(head: Iterable[str], folder: str) -> bool:
    stripped = [line.strip() for line in itertools.islice(head, LIST_HEAD * 2)]
    lines = [line for line in stripped if line and not line.startswith("#")][:LIST_HEAD]
    return bool(lines) and all(_names_article(line, folder) for line in lines)


def _names_article(line: str, folder: str) -> bool:
    if is_address(line) or is_remote(line) or line.startswith("{"):
        return True
    if len(line) > 1000:
        return False
    return _is_page(line) or glob.has_magic(line) or Path(folder, line).exists()


def _below(folder: str, name: str) -> str:
    """A name in a list, relative to the list's folder; an address stays as it is."""
    return name if "://" in name else os.path.join(folder, name)  # noqa: PTH118 -- the folder may be an address of storage, in which Path would merge "//"


# --------------------------------------------------------------------- lists


def _read_lines(
    lines: IO[str], name: str, folder: str, settings: FetchSettings
) -> Iterator[Listed]:
    """The articles of a list: a source or JSON object per line, paths relative to the list."""
    for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE), ""), start=1):
        text = line.strip().lstrip("\ufeff")
        if not text or text.startswith("#"):
            continue
        where = f"{name}, line {number}"
        if text.startswith("{"):
            yield from _guarded(where, _json_items, text, where, folder)
        elif number == 1 and text.startswith("<"):
            yield _inline(line + lines.read(), name, PageKind.HTML)
            return
        else:
            source = text if text == STDIN else _below(folder, text)
            if source == STDIN:
                yield Unlisted(where, f"{where}: a list cannot name stdin (-)")
                continue
            yield from _guarded(where, _read, source, settings, None)


def _json_items(text: str, where: str, folder: str) -> Iterator[Listed]:
    yield _json_item(text, where, folder)


def _json_item(text: str, where: str, folder: str) -> Listed:
    import msgspec

    try:
        row: dict[str, Any] = msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise BatchError(f"{where} is not a JSON object: {error}") from error
    kinds = [key for key in ("path", "url", "html", "text") if row.get(key)]
    wrong = [key for key in kinds if not isinstance(row[key], str)]
    wrong += [key for key in ("id", "title") if not isinstance(row.get(key, ""), (str, int))]
    if not kinds or wrong:
        raise BatchError(
            f"{where}: {', '.join(wrong)} must be text"
            if wrong
            else f'{where} has neither "url" nor "html", "text" or "path"'
        )
    identity, title = str(row.get("id", "")), str(row.get("title", ""))
    url = normalise(str(row.get("url", "")))
    mark = str(row.get("modified", ""))
    source = identity or url or where
    if "html" in kinds or "text" in kinds:
        kind = PageKind.HTML if "html" in kinds else PageKind.TEXT
        page = Page(str(row[kind.value]), kind, url, source)
        return Item(
            identity or url or _digest(page.text), source, url=url, page=page, title=title
        )
    if "path" in kinds:
        path = _below(folder, str(row["path"]))
        path = path if is_remote(path) else os.path.abspath(path)  # noqa: PTH100 -- Path.resolve would follow links
        return Item(identity or path, identity or path, path=path, url=url, title=title)
    return Item(identity or url, source, url=url, title=title, mark=mark)


def _inline(text: str, name: str, kind: PageKind) -> Item:
    return Item(_digest(text), name, page=Page(text, kind, "", name))


def _digest(text: str) -> str:
    import hashlib

    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


# ---------------------------------------------------------------- addresses


def _read_address(url: str, settings: FetchSettings) -> Iterator[Listed]:
    parts = urlsplit(url)
    if not LIST_LIKE.search(parts.path) and not LIST_LIKE.search(parts.query):
        return iter((_web_item(url),))
    from audiobrief.fetch.xml import read_xml

    text, _, _ = read_xml(url, settings)
    return _read_xml(url, text[:4096], settings)


def _web_item(url: str, *, title: str = "", mark: str = "", source: str = "") -> Item:
    address = normalise(url)
    return Item(address, source or url, url=address, title=title, mark=mark)


def normalise(url: str) -> str:
    """The address without its fragment and its tracking parameters (`TRACKING`)."""
    if not url:
        return ""
    place, _ = urldefrag(url)
    address, mark, query = place.partition("?")
    kept = [part for part in query.split("&") if not TRACKING.match(part.partition("=")[0])]
    return f"{address}{mark}{'&'.join(kept)}".rstrip("?")


def _read_xml(source: str, head: str, settings: FetchSettings) -> Iterator[Listed]:
    root = _ROOT.search(head)
    kind = root[1] if root else ""
    if kind in {"rss", "feed", "RDF"}:
        return _read_feed(source, settings)
    if kind in {"urlset", "sitemapindex"}:
        return _read_sitemap(source, settings)
    if kind == "opml":
        return _read_opml(source, settings)
    if is_address(source):
        return iter((_web_item(source),))
    raise BatchError(
        f"{source} is not a feed, a sitemap or OPML; give one of these", path=source
    )


def _read_feed(source: str, settings: FetchSettings) -> Iterator[Listed]:
    for number, entry in enumerate(read_feed(source, settings=settings), start=1):
        where = entry.url or f"{source}, entry {number}"
        if entry.page is not None:
            identity = normalise(entry.url) or f"{source} {entry.identity}"
            yield Item(
                identity, where, url=normalise(entry.url), page=entry.page, title=entry.title
            )
        elif entry.url:
            yield _web_item(entry.url, title=entry.title)
        else:
            yield Unlisted(where, f"{where} has neither a text nor an address")


def _read_sitemap(source: str, settings: FetchSettings, depth: int = 0) -> Iterator[Listed]:
    found = read_sitemap(source, settings=settings)
    for page in found.pages:
        mark = page.modified.isoformat() if page.modified else ""
        yield _web_item(page.url, title=page.title, mark=mark)
    if depth > 1:
        return
    for below in found.sitemaps[:MAX_SITEMAPS]:
        yield from _guarded(below.url, _read_sitemap, below.url, settings, depth + 1)


def _read_opml(source: str, settings: FetchSettings) -> Iterator[Listed]:
    from lxml import etree

    from audiobrief.fetch.xml import read_xml

    text, _, name = read_xml(source, settings)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    root = etree.fromstring(text, parser)
    feeds = dict.fromkeys(
        outline.get("xmlUrl") for outline in root.iter("outline") if outline.get("xmlUrl")
    )
    if not feeds:
        raise BatchError(f"{name} lists no feeds")
    for feed in feeds:
        yield from _guarded(feed, _read_listed_feed, feed, source, settings)


def _read_listed_feed(feed: str, source: str, settings: FetchSettings) -> Iterator[Listed]:
    if is_address(feed):
        return _read_feed(feed, settings)
    if is_address(source):
        raise BatchError(f"{source} lists {feed}, which is not an address")
    return _read_feed(str(Path(source).parent / feed), settings)


def _read_remote(address: str, settings: FetchSettings) -> Iterator[Listed]:
    """The articles at an fsspec address: a page, a list, a pattern, or a folder's pages."""
    suffix = Path(address).suffix.lower()
    if suffix in JSON_LINES or suffix == ".txt":
        text = read_source(address).decode("utf-8-sig", "replace")
        folder = address.rpartition("/")[0]
        if suffix in JSON_LINES or _reads_as_list(text.splitlines(), folder):
            yield from _read_lines(io.StringIO(text), address, folder, settings)
            return
    files, path = open_filesystem(address)
    scheme = address.partition("://")[0]
    if glob.has_magic(path):
        names = sorted(files.glob(path))
    elif files.isdir(path):
        names = sorted(name for name in files.find(path) if _is_page(name))
    else:
        names = [path]
    if not names:
        raise BatchError(f"nothing matches {address}; check the spelling", path=address)
    for name in map(str, names):
        full = f"{scheme}://{name}"
        yield Item(full, full, path=full)
