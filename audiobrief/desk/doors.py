"""The outermost layer of the desk: which host was asked for, who asks, and what browsers may do.

    Host --> session or token --> CSRF --> application --> headers of safety

A browser sends a session's cookie also with requests that foreign pages make. So a request that
changes something must repeat the session's CSRF token, which no foreign page can read, and its
`Origin` must be the desk's own. A program's token is sent by hand, and needs neither.
"""

from __future__ import annotations

import http.cookies
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from audiobrief.desk.accounts import Accounts, Caller, is_same
from audiobrief.desk.refusals import Refusals
from audiobrief.desk.states import Scope as Right
from audiobrief.publish.serve import is_own_host

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CALLER = "audiobrief.caller"
"""The key of the `Caller` in an ASGI scope."""
CSRF_HEADER = b"x-csrf-token"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
UNKNOWN_PROGRAM = (
    "the token is wrong, or was removed; `audiobrief accounts token` makes another"
)
ENTRANCE = "/enter"
"""Where the desk's key opens a desk without accounts."""
OPEN_PATHS = ("/login", ENTRANCE, "/assets/", "/embed/", "/oembed", "/robots.txt")
"""Paths that need no session: their handlers show nothing of a story that is not published."""
ACCOUNT = "/account"
"""Where people see to their own account."""
WITHOUT_FACTOR = (ACCOUNT, "/assets/", "/logout")
"""Paths for somebody who has logged in and must add a second factor first."""
NEEDS_FACTOR = "your account needs a second factor; add one on the page Your account"
PUBLIC_PATHS = ("/embed/", "/oembed")
"""Paths for pages of other sites."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
TRANSPORT = "max-age=31536000; includeSubDomains"
"""The value of Strict-Transport-Security, which is sent where browsers reach the desk by https."""


@dataclass(frozen=True, slots=True)
class Front:
    """How browsers and programs reach the desk."""

    url: str = ""
    """The address of the desk behind a web server: "https://desk.example"; else empty."""
    has_accounts: bool = False
    """Whether people log in; else whoever has the desk's key enters."""
    factor_roles: frozenset[str] = frozenset()
    """The roles whose accounts must have a second factor."""

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach it by https."""
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The session cookie's name; `__Host-` makes browsers bind it to this host and https."""
        return "__Host-audiobrief" if self.is_secure else "audiobrief-desk"

    @property
    def host(self) -> str:
        """The host and port in `url`, or an empty text."""
        return urlsplit(self.url).netloc.lower()

    def lacks_factor(self, caller: Caller) -> bool:
        """Whether the caller's role must have a second factor, and the account has none."""
        return caller.role in self.factor_roles and not caller.has_factor

    def write_cookie(self, secret: str, *, ends: bool = False) -> str:
        """The Set-Cookie header of a session, or of its end."""
        safe = "; Secure" if self.is_secure else ""
        age = "; Max-Age=0" if ends else ""
        return f"{self.cookie}={secret}; Path=/; HttpOnly; SameSite=Lax{safe}{age}"


class Doors:
    """An ASGI application that lets requests through to another one."""

    def __init__(
        self,
        inside: Application,
        accounts: Accounts,
        front: Front,
        max_body_bytes: int,
        *,
        key: str = "",
        local: str = "",
    ) -> None:
        """`key` opens a desk without accounts to programs, under the name `local`."""
        self._inside, self._accounts, self._front = inside, accounts, front
        self._max_body_bytes = max_body_bytes
        self._key, self._local = key, local
        self._refusals = Refusals()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._inside(scope, receive, send)
            return
        headers = dict(scope["headers"])
        path: str = scope["path"]
        guarded = self._with_headers(send, is_public=path.startswith(PUBLIC_PATHS))
        if path == ENTRANCE and b"key=" in scope["query_string"]:
            guarded = self._noting_wrong_key(scope, guarded)
        if not self._is_own_host(headers.get(b"host", b"").decode("latin-1")):
            asked = headers.get(b"host", b"").decode("latin-1")
            self._refusals.tell(scope, f"it asks for the host {asked[:80]!r}")
            await refuse(guarded, 421, "this desk has another name")
            return
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._max_body_bytes:
            await refuse(guarded, 413, "that is too much at once")
            return
        caller = self._find_caller(headers)
        scope[CALLER] = caller
        if caller is None and not path.startswith(OPEN_PATHS):
            if path.startswith("/api/") or scope["method"] not in SAFE_METHODS:
                challenge = [(b"www-authenticate", b"Bearer")]
                said = (
                    UNKNOWN_PROGRAM
                    if b"authorization" in headers
                    else "log in, or send a token"
                )
                self._refusals.tell(scope, said)
                await refuse(guarded, 401, said, challenge)
            else:
                place = b"/login" if self._front.has_accounts else ENTRANCE.encode()
                await refuse(guarded, 303, "log in", [(b"location", place)])
            return
        if caller is not None and self._lacks_factor(caller, path):
            if path.startswith("/api/") or scope["method"] not in SAFE_METHODS:
                await refuse(guarded, 403, NEEDS_FACTOR)
            else:
                await refuse(guarded, 303, NEEDS_FACTOR, [(b"location", ACCOUNT.encode())])
            return
        if scope["method"] not in SAFE_METHODS and not self._is_meant(scope, headers, caller):
            said = "the request came from another page; load this one again"
            self._refusals.tell(scope, said)
            await refuse(guarded, 403, said)
            return
        await self._inside(scope, receive, guarded)

    def _lacks_factor(self, caller: Caller, path: str) -> bool:
        is_open = path.startswith((*WITHOUT_FACTOR, *OPEN_PATHS))
        return self._front.lacks_factor(caller) and not is_open

    def _is_own_host(self, host: str) -> bool:
        if self._front.host and host.lower() == self._front.host:
            return True
        # a numeric address, "localhost": no foreign page can be under that name
        return is_own_host(host) and (not self._front.url or _is_loopback(host))

    def _find_caller(self, headers: dict[bytes, bytes]) -> Caller | None:
        kind, _, given = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if kind.lower() == "bearer":
            return self._find_program(given.strip())
        jar = http.cookies.SimpleCookie()
        try:
            jar.load(headers.get(b"cookie", b"").decode("latin-1"))
        except http.cookies.CookieError:
            return None
        morsel = jar.get(self._front.cookie)
        return self._accounts.find_session(morsel.value) if morsel is not None else None

    def _find_program(self, token: str) -> Caller | None:
        if self._key and is_same(token, self._key):
            return Caller(self._local, frozenset(Right))
        return self._accounts.find_token(token)

    def _is_meant(
        self, scope: Scope, headers: dict[bytes, bytes], caller: Caller | None
    ) -> bool:
        """Whether a request that changes something was meant by its sender."""
        if caller is not None and not caller.session:
            return True
        host = headers.get(b"host", b"").decode("latin-1").lower()
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        # browsers send Origin with each request that is not GET or HEAD (Fetch, 3.2)
        if origin and _place_in(origin) != host:
            return False
        if headers.get(b"sec-fetch-site", b"same-origin") not in {b"same-origin", b"none"}:
            return False
        if caller is None:
            # the form to log in, which has no session yet
            return bool(origin) and scope["path"] == "/login"
        given = headers.get(CSRF_HEADER, b"").decode("latin-1")
        return bool(caller.csrf) and is_same(given, caller.csrf)

    def _noting_wrong_key(self, scope: Scope, send: Send) -> Send:
        async def send_on(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                self._refusals.tell(scope, "the key is wrong")
            await send(message)

        return send_on

    def _with_headers(self, send: Send, *, is_public: bool) -> Send:
        more = dict(HEADERS)
        if self._front.is_secure:
            more["Strict-Transport-Security"] = TRANSPORT
        if is_public:
            more["Cross-Origin-Resource-Policy"] = "cross-origin"
            more["Access-Control-Allow-Origin"] = "*"

        async def send_on(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in more.items()
                        if name.lower().encode() not in there
                    ),
                ]
            await send(message)

        return send_on


def _place_in(origin: str) -> str:
    """The host and port in an Origin header; an empty text if it is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    return urlsplit(f"//{host}").hostname in {"localhost", "127.0.0.1", "::1"}


async def refuse(
    send: Send, status: int, said: str, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    """Answer with a problem (RFC 9457)."""
    body = msgspec.json.encode({"status": status, "title": said, "detail": said})
    kind = (b"content-type", b"application/problem+json")
    await send(
        {"type": "http.response.start", "status": status, "headers": [kind, *(headers or ())]}
    )
    await send({"type": "http.response.body", "body": body})
