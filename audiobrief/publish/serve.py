"""Serve a folder of episodes over HTTP as it would be published, as a preview for its owner.

Werkzeug builds the answers (conditional requests, ranges, entity tags) and waitress serves them
(threads, slow clients, limits). Both are mature, maintained and small. The standard library's
server does not know ranges, and a web framework brings an event loop that nothing here needs.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server
from werkzeug.exceptions import (
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    MisdirectedRequest,
    NotFound,
)
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from audiobrief.errors import PublishError
from audiobrief.publish import PAGE
from audiobrief.publish.library import Index, Library, read_library
from audiobrief.publish.media import ANY_TYPE, MEDIA_TYPES, media_type
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import HOME, File, list_files, rows_of

# waitress warns of every request that waits for a thread, but such waiting is normal
logging.getLogger("waitress.queue").setLevel(logging.ERROR)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

DATA = "library.json"
LOOK_SECONDS = 1.0
"""Time after which the folder is read again, in seconds."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
THREADS = 16
CONNECTIONS = 100
"""Most connections at once; further ones wait to be accepted."""
IDLE_SECONDS = 30
"""Time after which a client that neither sends nor reads is disconnected."""
MAX_HEADER_BYTES = 16_384
TURN_SECONDS = 0.25
"""Longest time in which an idle server notices that it should stop."""
MAX_WAITING_BYTES = 1 << 40
"""Most bytes of one answer that wait in a temporary file. It is so large that a client that
does not read never blocks a thread."""

Answer = Callable[["WSGIEnvironment"], Response]


@dataclass(frozen=True, slots=True)
class Shown:
    """The site as it was when the folder was last read."""

    library: Library
    files: dict[str, File]
    data: bytes
    """The rows of the list, as JSON."""


class Preview:
    """A WSGI application that serves a folder of episodes and never changes it."""

    def __init__(
        self,
        root: Path,
        settings: PublishSettings,
        *,
        names: Iterable[str] = (),
        routes: Mapping[str, Answer] | None = None,
    ) -> None:
        """Serve the folder `root`.

        `names` are further host names that requests may use. `routes` maps paths to functions
        that answer them.

        Raises:
            PublishError: the folder does not exist.
        """
        self._root = root.resolve()
        self._settings = settings
        self._names = frozenset(name.lower() for name in names)
        self._routes = dict(routes or {})
        self._lock = threading.Lock()
        self._looked = 0.0
        self._library = read_library(self._root)
        self._shown: dict[str, Shown] = {}
        self._contents: dict[str, bytes] = {}

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        # waitress's own file wrapper cannot seek, which ranges need
        environ.pop("wsgi.file_wrapper", None)
        try:
            response = self._answer(environ)
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

    def _answer(self, environ: WSGIEnvironment) -> Response:
        if not is_own_host(environ.get("HTTP_HOST", ""), self._names):
            raise MisdirectedRequest
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            raise MethodNotAllowed(valid_methods=["GET", "HEAD"])
        # PEP 3333: each character of PATH_INFO stands for one byte of the path
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        route = self._routes.get(path)
        if route is not None:
            return route(environ)
        wanted = path.lstrip("/") or HOME
        shown = self._look(environ["HTTP_HOST"])
        if wanted == DATA:
            return self._send(shown.data, MEDIA_TYPES[".json"], environ)
        file = shown.files.get(wanted)
        if file is not None:
            return self._send(self._content(file), media_type(wanted), environ)
        return self._send_file(wanted, environ)

    def _look(self, host: str) -> Shown:
        """The current site of the folder, with links to `host`."""
        with self._lock:
            if time.monotonic() - self._looked > LOOK_SECONDS:
                index = Index(episodes=self._library.entries)
                library = read_library(self._root, index)
                if library.entries != self._library.entries:
                    self._shown.clear()
                self._library, self._looked = library, time.monotonic()
            if host not in self._shown:
                if len(self._shown) > 8:  # one machine has few names
                    self._shown.clear()
                settings = replace(self._settings, url=f"http://{host}/")
                _, files = list_files(self._library, settings, live=True)
                data = json.dumps(rows_of(self._library), ensure_ascii=False)
                self._shown[host] = Shown(
                    self._library,
                    {file.path: file for file in files},
                    data.encode("utf-8", "replace"),
                )
            return self._shown[host]

    def _content(self, file: File) -> bytes:
        with self._lock:
            key = f"{file.path}:{file.digest}"
            if key not in self._contents:
                if len(self._contents) > 64:
                    self._contents.clear()
                self._contents[key] = file.render()
            return self._contents[key]

    def _send(self, content: bytes, kind: str, environ: WSGIEnvironment) -> Response:
        response = Response(content, content_type=kind)
        response.add_etag()
        return response.make_conditional(
            environ, accept_ranges=True, complete_length=len(content)
        )

    def _send_file(self, wanted: str, environ: WSGIEnvironment) -> Response:
        path = self._find(wanted)
        response = send_file(path, environ, mimetype=ANY_TYPE, conditional=True)
        response.headers["Content-Type"] = media_type(path.name)
        return response

    def _find(self, wanted: str) -> Path:
        """The file at that path; only files inside the folder are found."""
        if wanted.endswith("/"):
            wanted += PAGE
        parts = wanted.split("/")
        odd = any(ord(character) < 32 or character in "\\:\x7f" for character in wanted)
        if odd or any(not part or part.startswith(".") for part in parts):
            raise NotFound
        try:
            path = self._root.joinpath(*parts).resolve(strict=True)
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a symlink loop
            raise NotFound from error
        if not path.is_relative_to(self._root) or not path.is_file():
            raise NotFound
        try:
            path.open("rb").close()
        except OSError as error:
            raise Forbidden from error
        return path


def is_own_host(host: str, names: Iterable[str] = ()) -> bool:
    """Whether a Host header names this server, and not a foreign site that resolves to it.

    In DNS rebinding, the page of a foreign site has its own name resolved to this machine, so
    its requests carry that name. A numeric address cannot be rebound, and "localhost" always
    means this machine (RFC 6761).
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Served:
    """A server that listens, and answers while `run` runs."""

    def __init__(self, server: Any, sockets: dict[int, Any]) -> None:
        self._server = server
        self._sockets = sockets

    @property
    def address(self) -> str:
        """Where it answers: "http://127.0.0.1:8765/"."""
        # waitress's server for one socket has host and port, that for several a list of pairs
        single = hasattr(self._server, "effective_port")
        host, port = (
            (self._server.effective_host, self._server.effective_port)
            if single
            else self._server.effective_listen[0]
        )
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def run(self, stop: threading.Event | None = None) -> None:
        """Answer until `stop` is set, or until the process is interrupted."""
        while stop is None or not stop.is_set():
            wasyncore.loop(timeout=TURN_SECONDS, map=self._sockets, use_poll=True, count=1)

    def close(self) -> None:
        """Free the port and disconnect all clients."""
        self._server.task_dispatcher.shutdown()
        for channel in list(self._sockets.values()):
            # closing only the socket would leave the channel's temporary files open
            if isinstance(channel, HTTPChannel):
                channel.handle_close()
        wasyncore.close_all(self._sockets)


@contextlib.contextmanager
def serving(
    application: Callable[..., Iterable[bytes]],
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    idle_seconds: int = IDLE_SECONDS,
) -> Iterator[Served]:
    """A listening server of `application`; its `run` answers. Port 0 means any free port.

    Raises:
        PublishError: the port is taken, or the host is not one of this machine's.
    """
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            application,
            map=sockets,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=idle_seconds,
            cleanup_interval=max(idle_seconds // 3, 1),
            max_request_header_size=MAX_HEADER_BYTES,
            max_request_body_size=MAX_HEADER_BYTES,
            outbuf_high_watermark=MAX_WAITING_BYTES,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
    except (OSError, ValueError) as error:
        wasyncore.close_all(sockets)
        reason = getattr(error, "strerror", None) or str(error)
        raise PublishError(
            f"cannot serve at {host}:{port}: {reason.lower()}; choose another with --port"
        ) from error
    served = Served(server, sockets)
    try:
        yield served
    finally:
        served.close()


@contextlib.contextmanager
def answering(
    application: Callable[..., Iterable[bytes]],
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    idle_seconds: int = IDLE_SECONDS,
) -> Iterator[str]:
    """The address of a server of `application` that answers in a thread until the block ends.

    Raises:
        PublishError: the port is taken, or the host is not one of this machine's.
    """
    with serving(application, host, port, idle_seconds=idle_seconds) as served:
        stop = threading.Event()
        thread = threading.Thread(target=served.run, args=(stop,), daemon=True)
        thread.start()
        try:
            yield served.address
        finally:
            stop.set()
            thread.join()
