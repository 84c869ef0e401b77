"""Fetches pages of the web within the limits on address, time, size and content type."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import requests

from audiobrief.errors import PageError, PageGone, PageNotFound, PageRefused, PageUnreachable
from audiobrief.fetch import compression, robots, robots_memory
from audiobrief.fetch.addresses import check_url
from audiobrief.fetch.answers import (
    BUSY,
    LASTING,
    REDIRECTS,
    check_status,
    check_type,
    codings,
    content_type,
    plain_errors,
    refuse_front_page,
    refuse_wall,
    retry_after_s,
)
from audiobrief.fetch.connection import Deadline
from audiobrief.fetch.refreshes import refresh_target
from audiobrief.fetch.sessions import find_certificates, open_session
from audiobrief.fetch.settings import FetchSettings

if TYPE_CHECKING:
    from requests.adapters import HTTPAdapter

    from audiobrief.fetch.webcache import Kept, PageStorage

MAX_REDIRECTS = 5
HTML_TYPES = {"text/html", "application/xhtml+xml", ""}
CONNECT_S = 10.0
"""The most seconds to open one connection, within the deadline for the whole fetch."""
ROBOTS_STATUSES = {200, 404, 410}
ASK = {"Cache-Control": "no-cache"}
"""RFC 9111 5.2.1.4: no cache, ours or one on the way, may answer without asking the site. A
newsroom corrects a page when it must, whatever freshness its server has promised for it."""
MAX_TRIES = 3
MAX_WAIT_S = 10.0
"""The longest wait for a busy server, in seconds; a longer one is reported to the user."""
WAITS_S = (1.0, 3.0)
"""The waits before further tries if the server asks for none, in seconds."""

for _library in ("urllib3", "requests_hardened"):
    # They also log the errors that are raised here, and without a handler Python prints the log
    logging.getLogger(_library).addHandler(logging.NullHandler())
# the refusal of a private address is raised here, and says more than the library's warning of it
logging.getLogger("requests_hardened").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Download:
    """The content of an address."""

    body: bytes
    """The decompressed body."""
    url: str
    """The final address after redirects, without fragment."""
    content_type: str
    """The content type in lower case without parameters; empty if none was given."""
    charset: str
    """The charset in the Content-Type header, or empty."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """All headers of the answer, by their names in lower case."""
    problem: str = ""
    """Why this is a kept, earlier answer; empty if the site has just given it."""


def download(
    url: str, settings: FetchSettings, *, types: set[str], falls_back: bool = False
) -> Download:
    """Fetch the content at `url`, which must have one of these content types.

    The site is always asked. If it has a kept answer's validators, an unchanged page is not
    sent again (RFC 9110 13.1). With `falls_back`, a kept answer serves if the site gives none.

    Raises:
        PageGone: the site says that the page is no longer there.
        PageNotFound: the host or page does not exist.
        PageRefused: the address, robots.txt, status, size or type forbids it.
        PageUnreachable: the network or server failed, or the deadline passed.
        PageUnreadable: the content is damaged.
    """
    check_url(url, allow_private=settings.allow_private)
    deadline = Deadline(settings.deadline_ms)
    visit = _Visit(settings, deadline, types)
    try:
        return deadline.run(lambda: visit.run(url), name=url)
    except PageUnreachable as error:
        kept = _kept_answer(url, settings, types) if falls_back else None
        if kept is None:
            raise
        return replace(kept, problem=f"{error}; the copy kept of an earlier answer was read")


def _kept_answer(url: str, settings: FetchSettings, types: set[str]) -> Download | None:
    """The answer that the cache holds, or None."""
    if not settings.cache:
        return None
    visit = _Visit(replace(settings, offline=True), Deadline(settings.deadline_ms), types)
    try:
        return visit.run(url)
    except PageError:
        return None


class _Visit:
    """One download, in a thread of its own."""

    def __init__(self, settings: FetchSettings, deadline: Deadline, types: set[str]) -> None:
        self.settings = settings
        self.deadline = deadline
        self.types = types
        self.storage: PageStorage | None = None
        self.robots: dict[str, tuple[int, bytes]] = {}

    def run(self, url: str) -> Download:
        if self.settings.cache or self.settings.offline:
            from audiobrief.fetch.webcache import open_storage

            self.storage = open_storage(
                self.settings.cache_folder, is_blind=not self.settings.conditional
            )
        try:
            if self.settings.offline:
                return self._from_cache(urldefrag(url)[0])
            with self._session() as self.session, plain_errors(url):
                return self._follow(urldefrag(url)[0])
        finally:
            if self.storage is not None:
                self.storage.close()

    def _session(self) -> requests.Session:
        headers = {
            "User-Agent": self.settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5",
            "Accept-Encoding": compression.ACCEPTED,
        }
        return open_session(
            self.deadline,
            headers,
            allow_private=self.settings.allow_private,
            wrap=self._with_cache,
        )

    def _with_cache(self, adapter: HTTPAdapter) -> HTTPAdapter:
        if self.storage is None:
            return adapter
        from audiobrief.fetch.webcache import CachingAdapter

        return CachingAdapter(self.storage, adapter)

    def _follow(self, url: str) -> Download:
        self._ask_robots(url)
        place = url
        for _ in range(MAX_REDIRECTS + 1):
            with self._get(place) as response:
                target = self._redirect_of(response, place)
                is_lasting = response.status_code in LASTING
                if target is None:
                    found = self._received(response, url, place)
                    target = self._refresh_of(found)
                    if target is None:
                        return found
            refuse_wall(url, target)
            if not self.types.isdisjoint(HTML_TYPES):
                refuse_front_page(url, target, is_lasting=is_lasting)
            self._ask_robots(target)
            place = target
        raise PageRefused(f"{url} redirects more than {MAX_REDIRECTS} times")

    def _get(self, url: str) -> requests.Response:
        for attempt in range(MAX_TRIES):
            response = self._send(url)
            if response.status_code not in BUSY or attempt == MAX_TRIES - 1:
                return response
            asked = retry_after_s(response)
            wait = WAITS_S[attempt] if asked is None else asked
            if wait > min(MAX_WAIT_S, self.deadline.left_s):
                return response
            response.close()
            self.deadline.wait(wait)
        raise AssertionError("unreachable")  # the last try returns

    def _send(self, url: str) -> requests.Response:
        left = self.deadline.left_s
        return self.session.get(
            url,
            headers=ASK | (self.storage.header_for(url) if self.storage is not None else {}),
            allow_redirects=False,
            stream=True,
            timeout=(min(CONNECT_S, left), left),
            verify=find_certificates(),
        )

    def _redirect_of(self, response: requests.Response, place: str) -> str | None:
        if response.status_code not in REDIRECTS:
            return None
        location = self.session.get_redirect_target(response)
        if not location:
            return None
        target = requests.compat.urljoin(place, urldefrag(location)[0])
        check_url(target, allow_private=self.settings.allow_private)
        return str(target)

    def _refresh_of(self, found: Download) -> str | None:
        """Where a page sends its reader in place of a redirect, or None."""
        if found.content_type not in HTML_TYPES:
            return None
        target = refresh_target(found.body, found.url)
        if target is not None:
            check_url(target, allow_private=self.settings.allow_private)
        return target

    def _ask_robots(self, url: str) -> None:
        if self.settings.ignore_robots:
            return
        agent = self.settings.user_agent.split("/")[0].split(" ")[0]
        allowed = robots.may_fetch(url, agent, self._robots_file)
        if allowed is None:
            raise PageUnreachable(
                f"{robots.robots_url(url)} cannot be fetched, and without it no page of the site may be "
                "read by a program; try later, or use --ignore-robots"
            )
        if not allowed:
            raise PageRefused(
                f"{url} is closed to programs by its robots.txt; save the page from a browser, "
                "or use --ignore-robots"
            )

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        if url not in self.robots:
            self.robots[url] = self._remembered_robots(url)
        return self.robots[url]

    def _remembered_robots(self, url: str) -> tuple[int, bytes]:
        """The robots.txt as it was asked for, within the hour, by this run or an earlier one."""
        memory = robots_memory.current()
        known = memory.find(url) if memory is not None else None
        if known is not None:
            return known.status, known.body
        status, body = self._kept_robots(url) or self._robots_of_site(url)
        body = body[: robots.PARSED_BYTES]
        if memory is not None:
            memory.note(url, status, body)
        return status, body

    def _kept_robots(self, url: str) -> tuple[int, bytes] | None:
        """The cached robots.txt if it is less than an hour old, whatever its headers say.

        Without this, each call of `make` would take two requests to its site.
        """
        from audiobrief.fetch import webcache

        found = webcache.kept(self.storage, url) if self.storage is not None else None
        if (
            found is None
            or found.status not in ROBOTS_STATUSES
            or not found.younger_than(robots_memory.KEPT_S)
        ):
            return None
        return found.status, self._opened(found, url, robots.MAX_BYTES)

    def _robots_of_site(self, url: str) -> tuple[int, bytes]:
        place = url
        for _ in range(MAX_REDIRECTS + 1):
            with self._get(place) as response:
                target = self._redirect_of(response, place)
                if target is None:
                    if response.status_code != 200:
                        return response.status_code, b""
                    return 200, self._body(response, url, max_bytes=robots.MAX_BYTES)
            place = target
        return 404, b""  # RFC 9309 2.3.1.2: after five redirects it may be treated as missing

    def _received(self, response: requests.Response, url: str, place: str) -> Download:
        try:
            check_status(response, url)
        except PageGone:
            # what a site has taken down is not kept here, either
            if self.storage is not None:
                self.storage.remove_answers(urldefrag(url)[0])
                self.storage.remove_answers(place)
            raise
        essence, charset = content_type(response.headers.get("Content-Type", ""))
        check_type(essence, self.types, url)
        body = self._body(response, url, max_bytes=self.settings.max_bytes)
        headers = _lower_case(response.headers)
        return Download(body, urldefrag(place)[0], essence, charset, headers)

    def _body(self, response: requests.Response, url: str, *, max_bytes: int) -> bytes:
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > max_bytes:
            raise PageRefused(
                f"{url} has {int(length) / 1e6:.1f} MB; raise fetch.max_bytes if it is an article"
            )
        return compression.decompress(
            _raw_chunks(response, url, max_bytes),
            codings(response.headers.get("Content-Encoding", "")),
            max_bytes=max_bytes,
            name=url,
        )

    def _from_cache(self, url: str) -> Download:
        from audiobrief.fetch import webcache

        place = url
        for _ in range(MAX_REDIRECTS + 1):
            found = webcache.kept(self.storage, place) if self.storage is not None else None
            if found is None:
                break
            headers = found.headers
            if found.status in REDIRECTS and "Location" in headers:
                place = str(requests.compat.urljoin(place, headers["Location"]))
                continue
            if found.status != 200:
                break
            essence, charset = content_type(headers.get("Content-Type", ""))
            check_type(essence, self.types, url)
            body = self._opened(found, url, self.settings.max_bytes)
            page = Download(body, urldefrag(place)[0], essence, charset, _lower_case(headers))
            target = self._refresh_of(page)
            if target is None:
                return page
            place = target
        raise PageNotFound(f"{url} is not in the cache, and fetch.offline is set")

    @staticmethod
    def _opened(found: Kept, url: str, max_bytes: int) -> bytes:
        coding = found.headers.get("Content-Encoding", "")
        return compression.decompress(
            [found.body], codings(coding), max_bytes=max_bytes, name=url
        )


def _lower_case(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _raw_chunks(response: requests.Response, url: str, max_bytes: int) -> Iterator[bytes]:
    # Compressed empty blocks give no output and may never end, so the input is counted, too
    received = 0
    for chunk in response.raw.stream(compression.PIECE, decode_content=False):
        received += len(chunk)
        if received > max_bytes:
            raise PageRefused(
                f"{url} has more than {max_bytes / 1e6:g} MB; raise fetch.max_bytes if it is an article"
            )
        yield chunk
