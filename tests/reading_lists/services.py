"""Small servers on loopback that speak the documented interfaces of read-later services.

Each keeps the articles of one user, answers as its service does, and refuses whoever has no token.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from audiobrief.reading_lists.instapaper import sign

FIRST = datetime(2021, 5, 1, 8, tzinfo=UTC)
TEXT = (
    "The ferry runs again, and the harbour board has promised that it will run on Sundays too. "
)
TOKEN = "a-token-of-the-tests"
LOGIN = {
    "grant_type": "password", "client_id": "7_client", "client_secret": "client-secret",
    "username": "ada", "password": "pass word",
}  # fmt: skip


@dataclass
class Article:
    number: int
    is_done: bool = False
    html: str = ""
    changed: datetime = datetime.min.replace(tzinfo=UTC)
    """When its user changed it last, by a star, say; Wallabag and Miniflux ask for that."""

    def __post_init__(self) -> None:
        self.html = self.html or f"<p>{f'Number {self.number}. ' + TEXT * 30}</p>" * 2

    @property
    def added(self) -> datetime:
        return FIRST + timedelta(hours=self.number)

    @property
    def url(self) -> str:
        return f"https://courier.example/story-{self.number}"

    @property
    def title(self) -> str:
        return f"Ferry {self.number} back"


@dataclass
class Shop:
    """The state of a server: its user's articles, and what it was asked."""

    articles: list[Article]
    asked: list[str] = field(default_factory=list)
    fails: int = 0
    """Requests that will still be answered with 503."""

    def unread(self, since: datetime | None = None) -> list[Article]:
        """The newest first."""
        kept = [
            each
            for each in self.articles
            if not each.is_done and (since is None or max(each.added, each.changed) >= since)
        ]
        return sorted(kept, key=lambda each: each.added, reverse=True)

    def find(self, number: str | int) -> Article:
        return next(each for each in self.articles if each.number == int(number))


class Handler(BaseHTTPRequestHandler):
    shop: Shop

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def do_PUT(self) -> None:
        self._handle("PUT")

    def do_PATCH(self) -> None:
        self._handle("PATCH")

    def _handle(self, method: str) -> None:
        parts = urlsplit(self.path)
        params = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.shop.asked.append(f"{method} {self.path}")
        if self.shop.fails:
            self.shop.fails -= 1
            self._send(503, b"")
            return
        answer = self.answer(method, parts.path, params, body)
        if answer is None:
            self._send(401, b"{}")
        elif isinstance(answer, str):
            self._send(200, answer.encode(), "text/html; charset=utf-8")
        else:
            self._send(200, json.dumps(answer).encode())

    def _send(self, status: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def has_token(self, name: str = "Authorization", before: str = "Bearer ") -> bool:
        return bool(self.headers.get(name) == before + TOKEN)

    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        """The answer: text, something for JSON, or None for who may not ask."""
        raise NotImplementedError

    def log_message(self, *_: Any) -> None:
        pass


class WallabagServer(Handler):
    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        if path == "/oauth/v2/token":
            given = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            return {"access_token": TOKEN, "expires_in": 3600} if given == LOGIN else None
        if not self.has_token():
            return None
        if path == "/api/entries.json":
            since = datetime.fromtimestamp(int(params.get("since", 0)), UTC)
            found = self.shop.unread(since)
            page, size = int(params["page"]), int(params["perPage"])
            rows = [self._row(each) for each in found[(page - 1) * size : page * size]]
            pages = max(-(-len(found) // size), 1)
            return {"page": page, "limit": size, "pages": pages, "total": len(found),
                    "_embedded": {"items": rows}}  # fmt: skip
        article = self.shop.find(path.removeprefix("/api/entries/").removesuffix(".json"))
        if method == "PATCH":
            article.is_done = json.loads(body)["archive"] == 1
        return {**self._row(article), "content": article.html}

    def _row(self, article: Article) -> dict[str, Any]:
        return {"id": article.number, "url": article.url, "given_url": article.url,
                "title": article.title, "is_archived": int(article.is_done),
                "created_at": f"{article.added:%Y-%m-%dT%H:%M:%S}+0000"}  # fmt: skip


class ReadeckServer(Handler):
    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        if not self.has_token():
            return None
        if path == "/api/bookmarks":
            assert (params["is_archived"], params["sort"]) == ("false", "-created")
            start = int(params["offset"])
            return [
                {"id": f"b{each.number}", "url": each.url, "title": each.title,
                 "created": each.added.isoformat().replace("+00:00", ".123Z")}
                for each in self.shop.unread()[start : start + int(params["limit"])]
            ]  # fmt: skip
        article = self.shop.find(path.split("/")[3][1:])
        if method == "PATCH":
            article.is_done = json.loads(body)["is_archived"]
            return {"id": f"b{article.number}"}
        return article.html


class KarakeepServer(Handler):
    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        if not self.has_token():
            return None
        if path == "/api/v1/bookmarks":
            start, size = int(params.get("cursor", 0)), int(params["limit"])
            found = self.shop.unread()
            more = start + size < len(found)
            rows = [self._row(each, params) for each in found[start : start + size]]
            rows.append({"id": "picture", "createdAt": "2021-05-01T08:00:00.000Z",
                         "content": {"type": "asset", "assetType": "image"}})  # fmt: skip
            return {"bookmarks": rows, "nextCursor": str(start + size) if more else None}
        article = self.shop.find(path.rpartition("/")[2][1:])
        if method == "PATCH":
            article.is_done = json.loads(body)["archived"]
        return self._row(article, params)

    def _row(self, article: Article, params: dict[str, str]) -> dict[str, Any]:
        content = {"type": "link", "url": article.url, "title": article.title}
        if params.get("includeContent") == "true":
            content["htmlContent"] = article.html
        created = article.added.isoformat().replace("+00:00", ".000Z")
        return {"id": f"k{article.number}", "createdAt": created, "title": None,
                "archived": article.is_done, "content": content}  # fmt: skip


class MinifluxServer(Handler):
    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        if not self.has_token("X-Auth-Token", ""):
            return None
        if method == "PUT":
            asked = json.loads(body)
            assert asked["status"] == "read"
            for number in asked["entry_ids"]:
                self.shop.find(number).is_done = True
            return ""
        since = datetime.fromtimestamp(int(params.get("changed_after", 0)), UTC)
        start, size = int(params["offset"]), int(params["limit"])
        found = self.shop.unread(since)
        rows = [
            {"id": each.number, "url": each.url, "title": each.title, "content": each.html,
             "created_at": each.added.isoformat(), "status": "unread"}
            for each in found[start : start + size]
        ]  # fmt: skip
        return {"total": len(found), "entries": rows}


class InstapaperServer(Handler):
    """Refuses a request whose signature is not that of its parameters, or whose nonce it has seen."""

    used: set[str] = set()  # noqa: RUF012 -- of all servers, as a service's own

    def answer(self, method: str, path: str, params: dict[str, str], body: bytes) -> Any:
        form = dict(parse_qsl(body.decode()))
        is_login = path == "/api/1/oauth/access_token"
        if method != "POST" or not self._is_signed(path, form, "" if is_login else TOKEN):
            return None
        if is_login:
            known = (form["x_auth_username"], form["x_auth_password"], form["x_auth_mode"])
            if known != (LOGIN["username"], LOGIN["password"], "client_auth"):
                return None
            return f"oauth_token_secret={TOKEN}-secret&oauth_token={TOKEN}"
        if path == "/api/1/bookmarks/list":
            assert form["folder_id"] == "unread"
            rows = [self._row(each) for each in self.shop.unread()[: int(form["limit"])]]
            return [{"type": "meta"}, {"type": "user", "user_id": 7}, *rows]
        article = self.shop.find(form["bookmark_id"])
        if path == "/api/1/bookmarks/archive":
            article.is_done = True
            return [self._row(article)]
        return article.html

    def _is_signed(self, path: str, form: dict[str, str], token: str) -> bool:
        told = {
            name: unquote(value)
            for name, value in re.findall(r'(\w+)="([^"]*)"', self.headers["Authorization"])
        }
        given, nonce = told.pop("oauth_signature"), told["oauth_nonce"]
        address = f"http://{self.headers['Host']}{path}"
        expected = sign(
            "POST", address, told | form, LOGIN["client_secret"], token and f"{TOKEN}-secret"
        )
        is_new = nonce not in self.used
        self.used.add(nonce)
        keys = (told["oauth_consumer_key"], told.get("oauth_token", ""))
        return is_new and given == expected and keys == (LOGIN["client_id"], token)

    def _row(self, article: Article) -> dict[str, Any]:
        return {"type": "bookmark", "bookmark_id": article.number, "url": article.url,
                "title": article.title, "time": int(article.added.timestamp()),
                "private_source": ""}  # fmt: skip


SERVERS: dict[str, type[Handler]] = {
    "instapaper": InstapaperServer,
    "wallabag": WallabagServer,
    "readeck": ReadeckServer,
    "karakeep": KarakeepServer,
    "miniflux": MinifluxServer,
}
SECRETS = {
    "INSTAPAPER_KEY": LOGIN["client_id"],
    "INSTAPAPER_KEY_SECRET": LOGIN["client_secret"],
    "INSTAPAPER_USERNAME": LOGIN["username"],
    "INSTAPAPER_PASSWORD": LOGIN["password"],
    "WALLABAG_CLIENT_ID": LOGIN["client_id"],
    "WALLABAG_CLIENT_SECRET": LOGIN["client_secret"],
    "WALLABAG_USERNAME": LOGIN["username"],
    "WALLABAG_PASSWORD": LOGIN["password"],
    "READECK_TOKEN": TOKEN,
    "KARAKEEP_API_KEY": TOKEN,
    "MINIFLUX_TOKEN": TOKEN,
}


@contextmanager
def serving_list(name: str, count: int) -> Iterator[tuple[str, Shop]]:
    """The address of a service whose user has saved so many articles, and its state."""
    shop = Shop([Article(number) for number in range(1, count + 1)])
    handler = type("Served", (SERVERS[name],), {"shop": shop})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", shop
        server.shutdown()
        thread.join()
