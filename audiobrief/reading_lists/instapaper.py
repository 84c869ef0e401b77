"""Instapaper, by its full API (https://www.instapaper.com/api): OAuth 1.0a with its user's xAuth.

Instapaper gives a key for its API on request, and lets that API be used for subscribers alone
(https://www.instapaper.com/main/request_oauth_consumer_token). Who has no key exports their list
as a file (`exports.py`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, quote

from audiobrief.errors import ReadingListError
from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.service import Service, read_secret
from audiobrief.reading_lists.values import moment_at, text_at

ADDRESS = "https://www.instapaper.com"
MOST = 500
"""The most bookmarks that Instapaper lists; older ones cannot be had by its API."""
LOGIN = "api/1/oauth/access_token"


def sign(
    method: str, url: str, params: Mapping[str, str], key_secret: str, token_secret: str = ""
) -> str:
    """The signature of a request by HMAC-SHA1 (RFC 5849, 3.4), of all its parameters."""
    pairs = sorted((_escape(name), _escape(value)) for name, value in params.items())
    joined = "&".join(f"{name}={value}" for name, value in pairs)
    text = "&".join(map(_escape, (method, url, joined)))
    key = f"{_escape(key_secret)}&{_escape(token_secret)}"
    digest = hmac.digest(key.encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode("ascii")


def _escape(text: str) -> str:
    return quote(text, safe="~")


class Instapaper:
    """The unread articles of one user of Instapaper."""

    name = "instapaper"

    def __init__(
        self,
        *,
        address: str = ADDRESS,
        key_variable: str = "INSTAPAPER_KEY",
        key_secret_variable: str = "INSTAPAPER_KEY_SECRET",  # noqa: S107 -- the variable's name
        username_variable: str = "INSTAPAPER_USERNAME",
        password_variable: str = "INSTAPAPER_PASSWORD",  # noqa: S107 -- the variable's name
    ) -> None:
        """The variables hold the key of the API, its secret, and its user's name and password.

        Raises:
            ReadingListError: the address is none, or a variable is not set.
        """
        self._service = Service(self.name, address, {})
        self._address = address.rstrip("/")
        self._key = read_secret(key_variable, "the key of the API")
        self._key_secret = read_secret(key_secret_variable, "the key's secret")
        self._login = {
            "x_auth_mode": "client_auth",
            "x_auth_username": read_secret(username_variable, "the user's name"),
            "x_auth_password": read_secret(password_variable, "the user's password"),
        }
        self._token = self._token_secret = ""

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The articles that are not archived, the newest first, 500 at most.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        form = {"limit": str(MOST), "folder_id": "unread"}
        rows = self._service.part_of(self._ask("api/1/bookmarks/list", form))
        for row in rows:
            identity, added = text_at(row, "bookmark_id"), moment_at(row, "time")
            if text_at(row, "type") != "bookmark" or not identity:
                continue  # who its user is, and what the list is
            if since and added and added < since:
                return
            # a text that was mailed to Instapaper has an address of no page
            url = "" if text_at(row, "private_source") else text_at(row, "url")
            yield Saved(id=identity, url=url, title=text_at(row, "title"), added=added)

    def read(self, saved: Saved) -> str:
        """The text that Instapaper made of a page.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        path, form = "api/1/bookmarks/get_text", {"bookmark_id": saved.id}
        self._prepare(path, form)
        return self._service.ask_text(path, method="POST", form=form)

    def mark_done(self, identity: str) -> None:
        """Archive an article.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._ask("api/1/bookmarks/archive", {"bookmark_id": identity})

    def _ask(self, path: str, form: Mapping[str, str]) -> Any:
        self._prepare(path, form)
        return self._service.ask_json(path, method="POST", form=form)

    def _prepare(self, path: str, form: Mapping[str, str]) -> None:
        """Log in, the first time, and sign the request that follows."""
        if not self._token:
            self._sign(LOGIN, self._login)
            answer = self._service.ask_text(LOGIN, method="POST", form=self._login)
            given = dict(parse_qsl(answer.strip()))
            self._token = given.get("oauth_token", "")
            self._token_secret = given.get("oauth_token_secret", "")
            if not self._token:
                raise ReadingListError(
                    "instapaper gives no token; check the key and the password"
                )
        self._sign(path, form)

    def _sign(self, path: str, form: Mapping[str, str]) -> None:
        told = {
            "oauth_consumer_key": self._key,
            "oauth_nonce": secrets.token_hex(16),
            "oauth_signature_method": "HMAC-SHA1",
            "oauth_timestamp": str(int(time.time())),
            "oauth_version": "1.0",
        }
        if self._token:
            told["oauth_token"] = self._token
        told["oauth_signature"] = sign(
            "POST", f"{self._address}/{path}", {**told, **form}, self._key_secret,
            self._token_secret,
        )  # fmt: skip
        pairs = ", ".join(f'{name}="{_escape(value)}"' for name, value in told.items())
        self._service.use_headers({"Authorization": f"OAuth {pairs}"})
