"""Serve a folder of episodes over HTTP as it would be published, as a preview for its owner.

Werkzeug builds the answers (conditional requests, ranges, entity tags) and waitress serves them
(threads, slow clients, limits). Both are mature, maintained and small. The standard library's
server does not know ranges, and a web framework brings an event loop that nothing here needs.
"""

from __future__ import annotations

import functools
import ipaddress
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from werkzeug.exceptions import (
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    MisdirectedRequest,
    NotFound,
    RequestedRangeNotSatisfiable,
)
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from audiobrief.encoder.cover import MAX_BYTES, shrink_cover
from audiobrief.patterns import compile_late
from audiobrief.publish import PAGE, compressing
from audiobrief.publish.compressing import GZIP, compress, is_text, takes_gzip
from audiobrief.publish.full_texts import texts_in
from audiobrief.publish.home import DATA, write_rows
from audiobrief.publish.index_file import read_index
from audiobrief.publish.library import Library, Stamp
from audiobrief.publish.media import ANY_TYPE, MEDIA_TYPES, media_type
from audiobrief.publish.names import COVER, THUMBNAIL
from audiobrief.publish.register import Tombstone, WatchedRegister
from audiobrief.publish.remembered import keep_private
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import HOME, Dates, File, Home, list_files, make_home
from audiobrief.publish.watched_library import WatchedLibrary
from audiobrief.publish.withdrawn import render_tombstone
from audiobrief.system.files import opened_regular, read_regular
from audiobrief.system.host_names import read_host, write_known_name
from audiobrief.system.network_names import find_own_names

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOOK_SECONDS = 1.0
"""Time after which the folder is read again, in seconds; a large one is read more seldom."""
FIRST_SCREEN_S = 0.25
"""How long the page of the library waits for that; its script gets later what was found later."""
THUMBNAIL_SIDE = 112
"""Pixels; the list shows covers at half of it, as most screens draw two pixels for one."""
KEPT_THUMBNAILS = 500
"""Most that are kept, at 3 kB each."""
KEPT_SITES = 8
"""Most addresses under which the site is kept: a machine has few names, and anybody may send others."""
KEPT_FILES = 64
"""Most of the site's own files that are kept as they were made: a feed of a library has a dozen."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
ONCE_INTERNAL = ("batch.sqlite", "report.html", "report.json")
"""Names of what earlier releases left beside the episodes, for the producer only."""
_LAST_BYTES = compile_late(r"bytes=-0*[1-9]\d{0,30}")
"""A Range header that asks for the last bytes, and for one at least."""

Answer = Callable[["WSGIEnvironment"], Response]


class Shown:
    """The site as it was when the folder was last read; each part is made when it is asked for.

    So a listener's first screen does not wait for the feeds, which take longest.
    """

    def __init__(
        self,
        root: Path,
        library: Library,
        settings: PublishSettings,
        home: Home | None,
        dates: Callable[[], Dates],
    ) -> None:
        """`home` makes another page of the library, and `dates` gives those of changes."""
        self._root = root
        self._library = library
        self._settings = settings
        self._home = home
        self._dates = dates

    @functools.cached_property
    def page(self) -> File:
        """The page of the library."""
        return make_home(self._library, self._settings, live=True, home=self._home)

    @functools.cached_property
    def data(self) -> bytes:
        """The rows of the list, as JSON."""
        return write_rows(self._library, self._settings)

    @functools.cached_property
    def files(self) -> dict[str, File]:
        """All files of the site, by their paths."""
        _, files = list_files(
            self._library,
            self._settings,
            live=True,
            dates=self._dates(),
            home=self._home,
            texts=texts_in(self._root),
        )
        return {file.path: file for file in files}


class Preview:
    """A WSGI application that serves a folder of episodes and leaves them as they are."""

    def __init__(
        self,
        root: Path,
        settings: PublishSettings,
        *,
        names: Iterable[str] = (),
        routes: Mapping[str, Answer] | None = None,
        posts: Mapping[str, Answer] | None = None,
        home: Home | None = None,
        keeps_listings: bool = False,
    ) -> None:
        """Serve the folder `root`.

        `names` are host names that requests may use besides this machine's own. `routes` maps
        paths to functions that answer them, and `posts` to those that answer a POST. `home`
        makes another page of the library. A WSGI server may mount the application below a
        path (SCRIPT_NAME); the feeds' addresses then begin with it. With `keeps_listings` one file
        in the folder is written: what was read of the episodes, so that the next start is quick.

        Raises:
            PublishError: the folder does not exist, or its shelf or register is damaged.
        """
        self._root = root.resolve()
        self._settings = keep_private(self._root, settings)
        self._names = find_own_names() | set(map(write_known_name, names))
        self._routes = dict(routes or {})
        self._posts = dict(posts or {})
        self._home = home
        self._lock = threading.Lock()
        self._read_register = WatchedRegister(self._root)
        self._watched = WatchedLibrary(
            self._root, self._settings, keeps_listings=keeps_listings
        )
        self._listed = self._watched.listed
        self._shown: dict[str, Shown] = {}
        self._contents: dict[str, bytes] = {}

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        return respond(self._answer, environ, start_response)

    def list_all(self) -> Library:
        """All episodes in the folder, also those that the site does not list."""
        self._watched.look(LOOK_SECONDS)
        return self._watched.library

    def look_again(self) -> None:
        """Read the folder again for the next request, since something in it was changed."""
        self._watched.look_again()

    def _answer(self, environ: WSGIEnvironment) -> Response:
        if not is_own_host(environ.get("HTTP_HOST", ""), self._names):
            raise MisdirectedRequest
        # PEP 3333: each character of PATH_INFO stands for one byte of the path
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        method = environ["REQUEST_METHOD"]
        if method == "POST" and path in self._posts:
            return self._posts[path](environ)
        if method not in {"GET", "HEAD"}:
            posted = ["POST"] if path in self._posts else []
            raise MethodNotAllowed(valid_methods=["GET", "HEAD", *posted])
        route = self._routes.get(path)
        if route is not None:
            return route(environ)
        wanted = path.lstrip("/") or HOME
        tombstone = self._tombstone_at(wanted)
        if tombstone is not None:
            page = render_tombstone(tombstone, self._settings.templates)
            return Response(page, 410, content_type=MEDIA_TYPES[".html"])
        thumbnail = self._thumbnail_at(wanted)
        if thumbnail:
            return send(thumbnail, MEDIA_TYPES[".jpg"], environ)
        base = base_of(environ)
        if wanted == DATA:
            return send(self._data(base), MEDIA_TYPES[".json"], environ)
        file = self._file_at(wanted, base)
        if file is not None:
            return send(self._content(file), media_type(wanted), environ)
        return self._send_file(wanted, environ)

    def _tombstone_at(self, wanted: str) -> Tombstone | None:
        """The tombstone of the withdrawn episode whose folder a path leads to, or None."""
        parts = wanted.split("/")
        with self._lock:
            register = self._read_register()
        if not register.tombstones:
            return None
        found = (register.of_folder("/".join(parts[:end])) for end in (1, 2))
        return next((each for each in found if each is not None), None)

    def _thumbnail_at(self, wanted: str) -> bytes:
        """The small cover that a path asks for; empty if it asks for none, or there is none."""
        before, _, behind = THUMBNAIL.partition("{folder}")
        if not (wanted.startswith(before) and wanted.endswith(behind)):
            return b""
        folder = wanted[len(before) : -len(behind)]
        entry = self._watched.library.entries.get(folder)
        if entry is None or not entry.listing.cover:
            return b""
        return _read_thumbnail(self._root / folder / COVER, entry.stamp)

    def _file_at(self, wanted: str, base: str) -> File | None:
        """A file of the site that is not in the folder, with links that begin with `base`."""
        if wanted.rpartition("/")[0] in self._watched.library.entries:
            return None  # what plays an episode does not wait for the feeds
        if wanted == HOME:
            self._watched.look(LOOK_SECONDS, FIRST_SCREEN_S)
            with self._lock:
                return self._shown_at(base).page
        self._watched.look(LOOK_SECONDS)
        with self._lock:
            return self._shown_at(base).files.get(wanted)

    def _data(self, base: str) -> bytes:
        self._watched.look(LOOK_SECONDS)
        with self._lock:
            return self._shown_at(base).data

    def _shown_at(self, base: str) -> Shown:
        """The site as the folder was when it was last read; the caller holds the lock."""
        if self._watched.listed is not self._listed:
            self._listed = self._watched.listed
            self._shown.clear()
        if base not in self._shown:
            if len(self._shown) >= KEPT_SITES:
                self._shown.clear()
            settings = replace(self._settings, url=base)
            self._shown[base] = Shown(
                self._root, self._listed, settings, self._home, self._read_dates
            )
        return self._shown[base]

    def _read_dates(self) -> Dates:
        return Dates(
            self._read_register().last_changed, read_index(self._root, self._settings).changed
        )

    def _content(self, file: File) -> bytes:
        with self._lock:
            key = f"{file.path}:{file.digest}"
            if key not in self._contents:
                if len(self._contents) >= KEPT_FILES:
                    self._contents.clear()
                self._contents[key] = file.render()
            return self._contents[key]

    def _send_file(self, wanted: str, environ: WSGIEnvironment) -> Response:
        path = self._find(wanted)
        kind = media_type(path.name)
        if is_text(kind) and path.stat().st_size <= compressing.MAX_BYTES:
            return send(read_regular(path), kind, environ)
        response = send_file(path, environ, mimetype=ANY_TYPE, conditional=True)
        response.headers["Content-Type"] = kind
        return response

    def _find(self, wanted: str) -> Path:
        """The file at that path; only files inside the folder are found."""
        if wanted.endswith("/"):
            wanted += PAGE
        parts = wanted.split("/")
        odd = any(ord(character) < 32 or character in "\\:\x7f" for character in wanted)
        if odd or any(not part or part.startswith((".", *ONCE_INTERNAL)) for part in parts):
            raise NotFound
        if ".sqlite" in parts[-1].lower():
            # a journal that its producer has named (`--journal`) or copied, and what lies beside it
            raise NotFound
        try:
            path = self._root.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a symlink loop
            raise NotFound from error
        if not path.is_relative_to(self._root) or not path.is_file():
            raise NotFound
        try:
            opened_regular(path).close()
        except OSError as error:
            raise Forbidden from error
        return path


@functools.lru_cache(maxsize=KEPT_THUMBNAILS)
def _read_thumbnail(cover: Path, _stamp: Stamp) -> bytes:
    try:
        return shrink_cover(read_regular(cover, MAX_BYTES), THUMBNAIL_SIDE)
    except OSError:
        return b""


def send(content: bytes, kind: str, environ: WSGIEnvironment) -> Response:
    """The answer with that content of a media type, compressed if the client takes that."""
    response = Response(content, content_type=kind)
    if is_text(kind) and len(content) >= compressing.MIN_BYTES:
        response.headers["Vary"] = "Accept-Encoding"
        if len(content) <= compressing.MAX_BYTES and takes_gzip(environ):
            response.data = compress(content)
            response.headers["Content-Encoding"] = GZIP
    # of the bytes that are sent: each form of a content has a strong tag of its own (RFC 9110, 8.8.3.3)
    response.add_etag()
    return response.make_conditional(
        environ, accept_ranges=True, complete_length=len(response.data)
    )


def respond(
    answer: Answer, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    """Send what `answer` gives for a request, with the headers that every answer has."""
    # waitress's own file wrapper cannot seek, which ranges need
    environ.pop("wsgi.file_wrapper", None)
    try:
        response = _answer_range(answer, environ)
    except HTTPException as refusal:
        response = Response(
            f"{refusal.code} {refusal.name}\n", refusal.code, content_type="text/plain"
        )
        response.headers.extend(
            (name, value)
            for name, value in refusal.get_headers(environ)
            if name in {"Allow", "Content-Range"}
        )
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    body = response(environ, start_response)
    if environ["REQUEST_METHOD"] == "HEAD" or response.status_code == 304:
        response.close()  # the server sends no body, so it would not close the file
    return body


def _answer_range(answer: Answer, environ: WSGIEnvironment) -> Response:
    """The answer, where a range of more last bytes than there are is one of all bytes.

    RFC 9110, 14.1.2, says so; werkzeug refuses such a range.
    """
    try:
        return answer(environ)
    except RequestedRangeNotSatisfiable as refusal:
        if not _LAST_BYTES.fullmatch(environ.get("HTTP_RANGE", "")) or not refusal.length:
            raise
        environ["HTTP_RANGE"] = f"bytes=-{refusal.length}"
        return answer(environ)


def base_of(environ: WSGIEnvironment) -> str:
    """The address that a request's relative links begin with: "http://127.0.0.1:8765/"."""
    scheme, path = environ["wsgi.url_scheme"], environ.get("SCRIPT_NAME", "")
    return f"{scheme}://{environ['HTTP_HOST']}{path}/"


def is_own_host(host: str, names: Iterable[str] = ()) -> bool:
    """Whether a Host header names this server, and not a foreign site that resolves to it.

    In DNS rebinding, the page of a foreign site has its own name resolved to this machine, so
    its requests carry that name. A numeric address cannot be rebound, and "localhost" always
    means this machine (RFC 6761).
    """
    name = read_host(host)
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
