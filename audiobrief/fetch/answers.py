"""Decides which answers of a server are pages, and words the errors for the others."""

from __future__ import annotations

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import requests
import urllib3
from requests_hardened.ip_filter import InvalidIPAddress

from audiobrief.errors import PageError, PageGone, PageNotFound, PageRefused, PageUnreachable
from audiobrief.fetch import recognition
from audiobrief.patterns import compile_late

BUSY = {429, 503}
LONGEST_WAIT_S = 6 * 3600
"""The longest Retry-After that is accepted, in seconds. urllib3 2.8 has the same limit; older
releases have none."""
REDIRECTS = {301, 302, 303, 307, 308}
LASTING = {301, 308}
"""The redirects that say that a page has moved for good (RFC 9110 15.4)."""
PAGE_TYPES = {
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/xml",
    "application/xml", "",
}  # fmt: skip
XML_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml",
    "text/xml", "text/html", "text/plain", "application/gzip", "application/x-gzip",
    "application/octet-stream", "binary/octet-stream", "application/x-rss+xml", "",
    "application/feed+json", "application/json", "text/json",
}  # fmt: skip
"""Content types of feeds and sitemaps; servers choose any of these for the suffix `.gz`."""
LINES_TYPES = recognition.LINES_TYPES | {
    "application/json", "text/json", "text/plain", "application/octet-stream",
    "binary/octet-stream", "",
}  # fmt: skip
"""Content types of lists of articles in lines; servers that know no suffix say octet-stream."""
JSON_TYPES = {"application/json", "application/feed+json", "text/json", "text/plain"}
STATUSES: dict[int, tuple[type[PageError], str]] = {
    401: (
        PageRefused,
        "asks for a password; save the page from a browser where you are signed in",
    ),
    402: (
        PageRefused,
        "is behind a paywall; save the page from a browser where you are signed in",
    ),
    403: (PageRefused, "is refused to programs by its site; save the page from a browser"),
    404: (PageGone, "does not exist; check the address"),
    407: (PageRefused, "is behind a proxy that requires a password"),
    410: (PageGone, "was taken down by its site"),
    451: (PageGone, "is withheld for legal reasons"),
}
WALLS = (
    # host or path to which a site redirects instead of showing the article -> what it asks for
    (
        compile_late(
            r"//consent\.|//[^/]*/(?:collect)?consent(?:[/?.]|$)|//guce\.", re.IGNORECASE
        ),
        "consent to its cookies",
    ),
    (
        compile_late(
            r"//(?:login|signin|auth|accounts?)\.|//[^/]*/(?:log-?in|sign-?in|subscribe|register)(?:[/?.]|$)",
            re.IGNORECASE,
        ),
        "a subscription or account",
    ),
)

REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ConnectionRefusedError, "nothing answers there"),
    (urllib3.exceptions.ConnectTimeoutError, "nothing answers there in time"),
    (
        urllib3.exceptions.IncompleteRead,
        "the connection broke off before the page was complete",
    ),
    (ConnectionError, "the connection broke off"),
    (urllib3.exceptions.ProtocolError, "its server did not answer in valid HTTP"),
    (TimeoutError, "its server stopped answering"),
    (urllib3.exceptions.ReadTimeoutError, "its server stopped answering"),
)
FRONT = compile_late(r"/?(?:index\.\w{3,5})?", re.IGNORECASE)
"""The path of a site's front page."""
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")


def codings(header: str) -> list[str]:
    """The codings in a Content-Encoding header, in the order in which they were applied."""
    return [coding.strip().lower() for coding in header.split(",")]


def content_type(header: str) -> tuple[str, str]:
    """The type in lower case without parameters, and the charset; each empty if missing."""
    essence, *parameters = header.split(";")
    pairs = [parameter.partition("=") for parameter in parameters]
    charset = next((v for k, _, v in pairs if k.strip().lower() == "charset"), "")
    return essence.strip().lower(), charset.strip().strip("\"'")


def check_status(response: requests.Response, url: str) -> None:
    """Check that the status of an answer is 200.

    Raises:
        PageGone: the page does not exist, or no longer.
        PageRefused: the site does not give the page.
        PageUnreachable: the server failed or is busy.
    """
    status = response.status_code
    if status == 200:
        return
    if status in STATUSES:
        kind, reason = STATUSES[status]
        raise kind(f"{url} {reason} (HTTP {status})")
    if status in BUSY:
        asked = retry_after_s(response)
        when = f"in {round(asked)} s" if asked is not None else "later"
        raise PageUnreachable(f"{url}: its server is busy; try again {when} (HTTP {status})")
    if status >= 500:
        raise PageUnreachable(f"{url}: its server failed; try later (HTTP {status})")
    raise PageRefused(f"{url} did not return a page (HTTP {status}); check the address")


def check_type(essence: str, types: set[str], url: str) -> None:
    """Check that a content type is one of `types`.

    Raises:
        PageRefused: it is another type.
    """
    if essence not in types:
        raise PageRefused(
            f"{url} is {ascii(essence)[1:-1]}, not a page of text; if it holds a text, save or paste that"
        )


def refuse_wall(url: str, target: str) -> None:
    """Refuse a redirect to a consent, login or subscription page.

    Raises:
        PageRefused: `url` redirects to such a page (`target`).
    """
    for pattern, what in WALLS:
        if pattern.search(target) and not pattern.search(url):
            raise PageRefused(
                f"{url} asks for {what} before it shows the article; "
                "save the page from a browser"
            )


def refuse_front_page(url: str, target: str, *, is_lasting: bool) -> None:
    """Refuse a redirect from a page to the front page of its site, which is another page.

    Content systems send readers there from stories that were removed. `is_lasting` is whether the
    site says that the page has moved for good.

    Raises:
        PageGone: it has.
        PageUnreachable: it may come back.
    """
    asked, led = urlsplit(url), urlsplit(target)
    if FRONT.fullmatch(asked.path) and not asked.query:
        return
    hosts = {(each.hostname or "").removeprefix("www.") for each in (asked, led)}
    if len(hosts) > 1 or led.query or not FRONT.fullmatch(led.path):
        return
    if is_lasting:
        raise PageGone(f"{url} leads to the front page of its site, so it is no longer there")
    raise PageUnreachable(f"{url} leads to the front page of its site for now; try later")


def retry_after_s(response: requests.Response) -> float | None:
    """The Retry-After of an answer in seconds (RFC 9110 10.2.3: seconds or a date), or None."""
    value = response.headers.get("Retry-After", "")
    # Python converts no number of more than 4300 digits, and no date after the year 9999
    with contextlib.suppress(urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return float(min(urllib3.Retry().parse_retry_after(value), LONGEST_WAIT_S))
    return None


def names_proxy() -> bool:
    """Whether the environment names a proxy."""
    return any(os.environ.get(v) or os.environ.get(v.upper()) for v in PROXY_VARIABLES)


@contextlib.contextmanager
def plain_errors(url: str) -> Iterator[None]:
    """Translate the errors of requests and urllib3 in the block into `PageError`."""
    try:
        yield
    except (
        requests.RequestException,
        urllib3.exceptions.HTTPError,
        OSError,
        ValueError,
    ) as error:
        private = _cause(error, InvalidIPAddress)
        if private is not None:
            raise PageRefused(
                f"{url} leads to {private}, an address in a private network; "
                "use --allow-private to fetch it"
            ) from error
        if isinstance(error, requests.exceptions.SSLError):
            raise PageUnreachable(
                f"{url}: the certificate of its server is not valid; save the page from a browser if you trust it"
            ) from error
        lookup = _cause(error, socket.gaierror)
        if isinstance(lookup, socket.gaierror):
            host = _host_of(error, url)
            if lookup.errno == socket.EAI_AGAIN:
                raise PageUnreachable(
                    f"{host} cannot be looked up; is there a connection to the internet?"
                ) from error
            hint = "check the address"
            if names_proxy():
                hint = "to use the proxy named in the environment, give --allow-private"
            raise PageNotFound(f"there is no host {host}; {hint}") from error
        if isinstance(error, ValueError):  # requests' InvalidURL is one
            raise PageRefused(
                f"{url} is not a valid address, or redirects to one that is not"
            ) from error
        raise PageUnreachable(f"{url} cannot be reached: {_reason(error)}") from error


def _host_of(error: BaseException, url: str) -> str:
    """The host that was asked when an error came, which a redirect from `url` may have named."""
    request = getattr(error, "request", None)
    asked = urlsplit(str(getattr(request, "url", "") or url)).hostname or ""
    told = urlsplit(url).hostname
    return asked if asked == told else f"{asked}, to which {url} redirects"


def _cause(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    """The first error of this kind among the causes of `error`, or None.

    requests also puts causes into an error's arguments.
    """
    for _ in range(10):
        if error is None or isinstance(error, kind):
            return error
        inner = [a for a in getattr(error, "args", ()) if isinstance(a, BaseException)]
        reason = getattr(error, "reason", None)
        error = (
            reason if isinstance(reason, BaseException)
            else inner[0] if inner else error.__cause__ or error.__context__
        )  # fmt: skip
    return None


def _reason(error: BaseException) -> str:
    for kind, words in REASONS:
        if _cause(error, kind) is not None:
            return words
    return type(error).__name__
