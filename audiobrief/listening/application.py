"""Answers a listener's browser, podcast app and bookmarklet, below secret paths (`doors.py`).

    /TOKEN/           the library, the feed, the episodes; POST /TOKEN/episodes, /TOKEN/wishes and
                      /TOKEN/positions
    /TOKEN/add        what waits, the form and the bookmarklet
    /TOKEN/phone      how a phone is set up; /TOKEN/authority.crt, which it is told to trust
    /ADDING/add       the form alone, and where the bookmarklet sends its page
    /add              POST with the token in a header or a field, for programs

Whoever knows no secret is told where it is printed, and no more. Requests carry no cookies, so
there is nothing that a foreign page could use in its reader's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from werkzeug.exceptions import MethodNotAllowed, MisdirectedRequest, NotFound
from werkzeug.wrappers import Response

from audiobrief.listening.adding import Adding
from audiobrief.listening.deciding import Deciding
from audiobrief.listening.doors import Keys
from audiobrief.listening.inbox import Inbox
from audiobrief.listening.phone import CERTIFICATE, Https, Phone
from audiobrief.listening.positions import Positioning
from audiobrief.publish.feed import Feed
from audiobrief.publish.home import (
    DATA,
    SCRIPTS,
    STYLES,
    describe_home,
    describe_library,
    write_rows,
)
from audiobrief.publish.installable import MANIFEST, make_manifest
from audiobrief.publish.library import Library
from audiobrief.publish.media import MEDIA_TYPES
from audiobrief.publish.serve import Answer, Preview, base_of, is_own_host, respond, send
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.shelf import arrange_archive, read_shelf
from audiobrief.publish.theme import load_theme
from audiobrief.settings.tree import Settings
from audiobrief.system.host_names import write_known_name
from audiobrief.system.network_names import find_own_names

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HTML = "text/html; charset=utf-8"
ARCHIVE_DATA = "archive.json"
"""The rows of all archived episodes."""
SHARE_TARGET = {
    # https://w3c.github.io/web-share-target/: a phone lists the installed library where it shares;
    # Android gives the address of a page in the text
    "action": "add",
    "method": "POST",
    "enctype": "multipart/form-data",
    "params": {
        "title": "title",
        "text": "text",
        "url": "url",
        "files": [
            {
                "name": "page",
                "accept": ["text/html", "text/plain", ".html", ".txt", ".md", ".eml"],
            }
        ],
    },
}
SHUT = (
    "This is an audiobrief that somebody listens to. Its address ends in a secret, which "
    "`audiobrief listen` prints when it starts.\n"
)


class Application:
    """The WSGI application of one desk."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        keys: Keys,
        *,
        names: Iterable[str] = (),
    ) -> None:
        """Serve the folder `root`; `names` are host names that requests may use, too.

        Raises:
            PublishError: the folder does not exist, or its shelf or register is damaged.
        """
        self._root = root
        self._keys = keys
        names = tuple(map(write_known_name, names))
        self._names = find_own_names() | set(names)
        self._publish = of_listener(settings.publish, keys)
        inbox = Inbox(root)
        self._adding = Adding(inbox, settings, keys)
        self._phone = Phone(root, self._publish, keys)
        deciding = Deciding(root, settings, inbox, self._look_again)
        self._preview = Preview(
            root,
            self._publish,
            names=names,
            routes={
                "/add": self._adding.show,
                "/archive": self._show_archive,
                f"/{ARCHIVE_DATA}": self._give_archive,
                f"/{MANIFEST}": self._show_manifest,
                "/phone": self._phone.show,
                f"/{CERTIFICATE}": self._phone.give_authority,
                "/wishes.json": deciding.list_wishes,
            },
            posts={
                "/add": self._adding.take,
                "/episodes": deciding.decide,
                "/wishes": deciding.decide_wish,
                "/positions": Positioning(root, self._look_again).exchange,
            },
            home=render_library,
            keeps_listings=True,
        )

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        key, slash, rest = path.removeprefix("/").partition("/")
        if self._keys.is_token(key) and slash:
            environ["SCRIPT_NAME"] = f"/{key}"
            environ["PATH_INFO"] = f"/{rest}"
            return self._preview(environ, start_response)
        return respond(self._answer, environ, start_response)

    def note_reached(self, address: str, https: Https | None = None) -> None:
        """Note at which address other devices reach it, and how over https, to tell them."""
        self._phone.note_reached(address, https)

    def _look_again(self) -> None:
        self._preview.look_again()

    def _answer(self, environ: WSGIEnvironment) -> Response:
        if not is_own_host(environ.get("HTTP_HOST", ""), self._names):
            raise MisdirectedRequest
        path = environ.get("PATH_INFO", "")
        key, slash, rest = path.removeprefix("/").partition("/")
        if self._keys.is_token(key):
            # relative links need the slash
            return Response("", 308, headers={"Location": f"/{key}/"})
        if path == "/add":
            return self._answer_program(environ)
        if slash and self._keys.may_add(key):
            if rest != "add":
                raise NotFound
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = f"/{key}", "/add"
            return _by_method(
                environ, show=self._adding.show_form, take=self._adding.take_alone
            )
        return Response(SHUT, 403, content_type="text/plain; charset=utf-8")

    def _answer_program(self, environ: WSGIEnvironment) -> Response:
        if environ["REQUEST_METHOD"] != "POST":
            return Response(SHUT, 403, content_type="text/plain; charset=utf-8")
        return self._adding.take_with_token(environ)

    def _show_manifest(self, environ: WSGIEnvironment) -> Response:
        del environ
        told = describe_library(self._preview.list_all(), self._publish)
        manifest = make_manifest(told["title"], told["language"], share_target=SHARE_TARGET)
        return Response(manifest, content_type=MEDIA_TYPES[".webmanifest"])

    def _show_archive(self, environ: WSGIEnvironment) -> Response:
        settings = replace(self._publish, url=base_of(environ))
        page = render_library(self._list_archive(), (), settings, is_archive=True)
        return send(page.encode("utf-8", "replace"), HTML, environ)

    def _give_archive(self, environ: WSGIEnvironment) -> Response:
        return send(
            write_rows(self._list_archive(), self._publish), MEDIA_TYPES[".json"], environ
        )

    def _list_archive(self) -> Library:
        return arrange_archive(self._preview.list_all(), read_shelf(self._root), self._publish)


def of_listener(settings: PublishSettings, keys: Keys) -> PublishSettings:
    """The settings of a site for its listener alone."""
    return replace(settings, visibility="private", token=keys.token, feeds=())


def render_library(
    library: Library,
    feeds: tuple[Feed, ...],
    settings: PublishSettings,
    *,
    is_archive: bool = False,
) -> str:
    """HTML of the library's page with what its listener can do.

    Raises:
        PublishError: a template is wrong.
    """
    variables = describe_home(
        library,
        (),
        settings,
        live=not is_archive,
        thumbnails=True,
        rows_at=ARCHIVE_DATA if is_archive else DATA,
        styles=(*STYLES, "listening.css"),
        scripts=(*SCRIPTS, "listening.js"),
    )
    theme = load_theme(settings.templates)
    feed = f"{settings.base}{quote(feeds[0].path)}" if feeds else ""
    return theme.render("listening.html.j2", **variables, feed=feed, is_archive=is_archive)


def _by_method(environ: WSGIEnvironment, *, show: Answer, take: Answer) -> Response:
    method = environ["REQUEST_METHOD"]
    if method in {"GET", "HEAD"}:
        return show(environ)
    if method != "POST":
        raise MethodNotAllowed(valid_methods=["GET", "HEAD", "POST"])
    return take(environ)
