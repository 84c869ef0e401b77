"""A small newsroom on loopback: stories that are corrected, taken down and renamed by a test."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

FIRST_DAY = datetime(2025, 3, 1, 6, tzinfo=UTC)
PLACES = ("Halverwick", "Saltmere", "Dunmoor", "Eastlow", "Carrowby", "Pellhaven")
MATTERS = ("ferry", "quay", "tram", "bridge", "market", "library", "lighthouse")


@dataclass(frozen=True)
class Story:
    """One story as its site has it now."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime | None = None
    status: int = 200
    """The HTTP status of its page."""
    headers: tuple[str, ...] = ("etag",)
    """What its server says: "etag", "last-modified", "max-age", "noindex" or nothing."""
    is_listed: bool = True
    noindex: bool = False
    addresses: tuple[str, ...] = ()
    """Further addresses of the same page."""
    is_dated: bool = True
    """Whether its page says when it was published; the feed always does."""

    @property
    def path(self) -> str:
        return f"/news/{self.number}"

    @property
    def page(self) -> bytes:
        shown = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        robots = '<meta name="robots" content="noindex">' if self.noindex else ""
        changed = (
            f'<meta property="article:modified_time" content="{self.modified.isoformat()}">'
            if self.modified
            else ""
        )
        dated = (
            f'<meta property="article:published_time" content="{self.published.isoformat()}">'
            if self.is_dated
            else ""
        )
        return (
            '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title>{robots}{changed}"
            '<meta property="og:type" content="article"><meta name="author" content="Mara Vint">'
            f"{dated}</head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>{escape(self.title)}</h1><p class='byline'>By Mara Vint</p>{shown}"
            "</article><footer>Terms</footer></body></html>"
        ).encode()


def write_story(number: int, published: datetime) -> Story:
    """A story of its own words, of four short paragraphs."""
    place, matter = PLACES[number % len(PLACES)], MATTERS[number % len(MATTERS)]
    return Story(
        number,
        f"{place} keeps its {matter} after vote {number}",
        (
            f"The council of {place} voted on motion {number} on Tuesday, and the {matter} stays.",
            f"It will cost {number + 3} million crowns until the work on the {matter} is done.",
            f"People in {place} had asked for the {matter} {number} times since the winter.",
            f"The next meeting about motion {number} is in the spring, in the old hall.",
        ),
        published,
    )


@dataclass
class Newsroom:
    """The newsroom's site, with a feed of its stories."""

    server: ThreadingHTTPServer
    stories: dict[int, Story] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    """Paths that answer 500."""
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    limit: int = 100
    """The most stories that the feed lists."""
    feeds_text: bool = False
    """Whether the feed has the stories' whole text."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def put(self, *stories: Story) -> None:
        self.stories |= {story.number: story for story in stories}

    def change(self, number: int, **changes: object) -> Story:
        self.stories[number] = replace(self.stories[number], **changes)  # type: ignore[arg-type]
        return self.stories[number]

    def correct(self, number: int, text: str, modified: datetime) -> Story:
        """Replaces the second paragraph of a story."""
        first, _, *rest = self.stories[number].paragraphs
        return self.change(number, paragraphs=(first, text, *rest), modified=modified)

    @property
    def listed(self) -> list[Story]:
        found = [story for story in self.stories.values() if story.is_listed]
        return sorted(found, key=lambda story: story.published, reverse=True)[: self.limit]

    def feed(self) -> bytes:
        items = "".join(
            f"<item><title>{escape(story.title)}</title><link>{self.url(path)}</link>"
            f"<guid>{story.number}{path}</guid>"
            f"<pubDate>{format_datetime(story.published)}</pubDate>"
            f"{self._text_of(story) if self.feeds_text else ''}</item>"
            for story in self.listed
            for path in (story.path, *story.addresses)
        )
        return (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>Saltmere</title>{items}</channel></rss>"
        ).encode()

    def _text_of(self, story: Story) -> str:
        shown = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
        return f"<content:encoded><![CDATA[{shown}]]></content:encoded>"

    def find(self, path: str) -> Story | None:
        return next((s for s in self.stories.values() if path in {s.path, *s.addresses}), None)


class Handler(BaseHTTPRequestHandler):
    room: Newsroom

    def do_GET(self) -> None:
        self.room.asked[self.path] += 1
        story = self.room.find(self.path)
        if self.path in self.room.failing:
            self._send(500, b"<p>Sorry</p>", {"Retry-After": "0"})
        elif self.path == "/feed.xml":
            self._send(
                200,
                self.room.feed(),
                {"Content-Type": "application/rss+xml", "Cache-Control": "max-age=60"},
            )
        elif story is None:
            self._send(404, b"", {})
        else:
            self._send_story(story)

    def _send_story(self, story: Story) -> None:
        page = story.page
        tag = f'"{hashlib.sha256(page).hexdigest()[:16]}"'
        moment = story.modified or story.published - timedelta(days=3000)
        known = {
            "etag": {"ETag": tag},
            "last-modified": {"Last-Modified": format_datetime(moment, usegmt=True)},
            "max-age": {"Cache-Control": "max-age=86400"},
            "noindex": {"X-Robots-Tag": "otherbot: nofollow, googlebot: none"},
        }
        headers = {"Content-Type": "text/html; charset=utf-8"}
        for name in story.headers:
            headers |= known[name]
        same = (
            story.status == 200
            and "etag" in story.headers
            and self.headers.get("If-None-Match") == tag
        )
        self._send(304 if same else story.status, page, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.room.answered[self.path, status] += 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name in the standard library
        pass


@contextmanager
def open_newsroom() -> Iterator[Newsroom]:
    """A newsroom that answers until the block ends."""
    handler = cast("type[Handler]", type("Handler", (Handler,), {}))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    room = Newsroom(server)
    handler.room = room
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
