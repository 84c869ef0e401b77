"""The page on which something is added, and what it answers: form, files, JSON, bookmarklet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from audiobrief.errors import AudiobriefError, ListenError
from audiobrief.fetch.addresses import is_address
from audiobrief.fetch.recognition import is_site_name
from audiobrief.listening.doors import Keys
from audiobrief.listening.inbox import Inbox, Wish
from audiobrief.listening.receiver import (
    receive_addresses,
    receive_file,
    receive_page,
    receive_text,
)
from audiobrief.listening.remedies import for_listeners
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import hash_source, load_theme
from audiobrief.settings.tree import Settings
from audiobrief.system.json_content import WrongJson, decode_json

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

HTML = "text/html; charset=utf-8"
JSON = "application/json"
TEMPLATE = "add.html.j2"
BOOKMARKLET = "bookmarklet.js"
MIN_WORDS = 12
"""As many words that are no addresses are a text, and no address with a slip in it."""
NAMED_WORDS = 8
"""Words of a text's first line by which it is called until it is made."""
UNNAMED = "a text that was pasted"
FRAMING = 1_000_000
"""Bytes of a request besides the page that it sends."""
KEYS = ("url", "html", "title", "token")
"""Keys of an article that is sent as JSON."""
MAX_FILES = 100
MAX_SHOWN = 50
"""The most wishes of each kind that the page lists."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a request asks to be added."""

    url: str = ""
    html: str = ""
    title: str = ""
    text: str = ""
    """An article as plain text."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Name and content of each file."""
    token: str = ""


class Adding:
    """Answers the requests that add something."""

    def __init__(self, inbox: Inbox, settings: Settings, keys: Keys) -> None:
        self._inbox = inbox
        self._keys = keys
        self._publish: PublishSettings = settings.publish
        self._max_bytes = settings.fetch.max_bytes

    # ----------------------------------------------------------------- showing

    def show(self, environ: WSGIEnvironment) -> Response:
        """The page with what waits, the form and the bookmarklet."""
        return self._page(Request(environ), is_owner=True)

    def show_form(self, environ: WSGIEnvironment) -> Response:
        """The form alone, for who knows no more than how to add."""
        return self._page(Request(environ), is_owner=False)

    def _page(
        self, request: Request, *, is_owner: bool, said: str = "", status: int = 200
    ) -> Response:
        theme = load_theme(self._publish.templates)
        style = theme.source("page.css") + "\n" + theme.source("listening.css")
        script = theme.source("looks.js", "add.js")
        page = theme.render(
            TEMPLATE,
            is_owner=is_owner,
            said=said,
            is_refused=status >= 400,
            waiting=_shown(self._inbox.list_wishes()) if is_owner else [],
            given_up=_shown(self._inbox.list_given_up()) if is_owner else [],
            bookmarklet=self._bookmarklet(request.host_url) if is_owner else "",
            style=style,
            style_hash=hash_source(style),
            script=script,
            script_hash=hash_source(script),
        )
        return Response(page, status, content_type=HTML, headers={"X-Frame-Options": "DENY"})

    def _bookmarklet(self, host: str) -> str:
        """The address of a bookmark that sends the page on which it is chosen."""
        code = load_theme(self._publish.templates).text(BOOKMARKLET)
        lines = (line.strip() for line in code.splitlines())
        code = " ".join(line for line in lines if line and not line.startswith("//"))
        place = json.dumps(f"{host}{self._keys.adding}/add")
        return "javascript:" + quote(code.replace("PLACE", place), safe="(){}[];,=.:!&|+'*/?<>")

    # ------------------------------------------------------------------ taking

    def take(self, environ: WSGIEnvironment) -> Response:
        """Add what a request of the owner sends."""
        return self._take(environ, is_owner=True)

    def take_alone(self, environ: WSGIEnvironment) -> Response:
        """Add what a request sends that knows no more than how to add."""
        return self._take(environ, is_owner=False)

    def take_with_token(self, environ: WSGIEnvironment) -> Response:
        """Add what a program sends, which names the token in a header, a field or its JSON."""
        return self._take(environ, is_owner=False, needs_token=True)

    def _take(
        self, environ: WSGIEnvironment, *, is_owner: bool, needs_token: bool = False
    ) -> Response:
        with Request(environ) as request:
            return self._answer(request, is_owner=is_owner, needs_token=needs_token)

    def _answer(self, request: Request, *, is_owner: bool, needs_token: bool) -> Response:
        request.max_content_length = max_body_bytes(self._max_bytes)
        request.max_form_memory_size = max_body_bytes(self._max_bytes)
        request.max_form_parts = MAX_FILES + 10
        status = 201
        try:
            sent = self._read(request)
            if needs_token and not self._knows_token(request, sent):
                status, said = 403, "the token is wrong; `audiobrief listen` prints it"
            else:
                said = _describe(self._add(sent))
        except ListenError as error:
            status, said = 400, str(error)
        except AudiobriefError as error:
            status, said = 500, str(error)
        except HTTPException as error:
            status = error.code or 400
            said = "that is too much at once" if status == 413 else "the request is no form"
        if JSON in {request.mimetype, request.accept_mimetypes.best}:
            content = msgspec.json.encode({"message": said, "is_added": status == 201})
            return Response(content, status, content_type=JSON)
        return self._page(request, is_owner=is_owner, said=said, status=status)

    def _knows_token(self, request: Request, sent: Sent) -> bool:
        kind, _, given = request.headers.get("Authorization", "").partition(" ")
        bearer = given.strip() if kind.lower() == "bearer" else ""
        return self._keys.may_add(bearer or sent.token)

    def _read(self, request: Request) -> Sent:
        if request.mimetype == JSON:
            return _read_json(request.get_data(cache=False))
        files = tuple(
            (each.filename or "page.html", each.stream.read(self._max_bytes + 1))
            for each in request.files.getlist("page")
            if each.filename
        )
        form = request.form
        shared, url = form.get("text", "").strip(), form.get("url", "")
        if shared and not url.strip():
            return _read_shared(shared, form.get("title", ""))
        pasted = form.get("pasted", "").strip()
        if pasted and not url.strip():
            return _read_pasted(pasted, form.get("title", ""))
        if sum(not is_address(word) for word in url.split()) >= MIN_WORDS:
            # whoever pastes a text where an address is asked for wants to hear it
            return Sent(text=url, title=form.get("title", ""))
        return Sent(
            url=form.get("url", ""),
            html=form.get("html", ""),
            title=form.get("title", ""),
            files=files,
            token=form.get("token", ""),
        )

    def _add(self, sent: Sent) -> tuple[Wish, ...]:
        if sent.files:
            return tuple(
                receive_file(self._inbox, name, content, max_bytes=self._max_bytes)
                for name, content in sent.files
            )
        if sent.text:
            name = sent.title or _first_words(sent.text)
            text = receive_text(self._inbox, sent.text, title=name, max_bytes=self._max_bytes)
            return (text,)
        if sent.html.strip():
            page = receive_page(
                self._inbox,
                sent.html,
                url=sent.url,
                title=sent.title,
                max_bytes=self._max_bytes,
            )
            return (page,)
        return receive_addresses(self._inbox, sent.url, title=sent.title)


def _read_shared(text: str, title: str) -> Sent:
    """What a phone shares as text: "Headline https://…", or a passage that its reader marked."""
    addresses = [word for word in text.split() if is_address(word)]
    if addresses:
        return Sent(url=" ".join(addresses), title=title)
    return Sent(text=text, title=title)


def _read_pasted(text: str, title: str) -> Sent:
    """What somebody copied: a page, whose text may well hold addresses, or addresses alone."""
    words = text.split()
    others = [word for word in words if not (is_address(word) or is_site_name(word))]
    if not others or (len(others) < MIN_WORDS and any(map(is_address, words))):
        return _read_shared(text, title) if others else Sent(url=text, title=title)
    return Sent(text=text, title=title)


def _first_words(text: str) -> str:
    """What a text is called until it is made."""
    lines = (line.split() for line in text.splitlines())
    first = next((words for words in lines if words), [])
    said = " ".join(first[:NAMED_WORDS])
    if not any(map(str.isalnum, said)):
        return UNNAMED
    return f"{said}…" if len(first) > NAMED_WORDS else said


def _shown(wishes: Sequence[Wish]) -> list[Wish]:
    """The first of some wishes, with their problems as somebody with a phone reads them."""
    return [replace(wish, problem=for_listeners(wish.problem)) for wish in wishes[:MAX_SHOWN]]


def max_body_bytes(page_bytes: int) -> int:
    """The most bytes of a request, for pages of at most so many bytes.

    A form that is not sent in parts writes up to three bytes for one (WHATWG URL, 1.3).
    """
    return 3 * page_bytes + FRAMING


def _read_json(content: bytes) -> Sent:
    try:
        row: dict[str, Any] = decode_json(content, dict[str, Any])
    except WrongJson as error:
        raise ListenError(
            'the request is no JSON object; send one such as {"url": "https://…"}'
        ) from error
    fields = [row.get(name) or "" for name in KEYS]
    for name, value in zip(KEYS, fields, strict=True):
        if not isinstance(value, str):
            raise ListenError(f"{name} must be text")
    unknown = sorted(row.keys() - set(KEYS))
    if unknown:
        raise ListenError(f"{unknown[0]!r} is unknown; an article has url, html and title")
    url, html, title, token = map(str, fields)
    return Sent(url=url, html=html, title=title, token=token)


def _describe(wishes: tuple[Wish, ...]) -> str:
    if len(wishes) == 1:
        return f"Added: {wishes[0].name}"
    return f"Added: {len(wishes):,} articles"
