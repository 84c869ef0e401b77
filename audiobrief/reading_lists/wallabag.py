"""wallabag, by its API (https://app.wallabag.it/api/doc): an OAuth client of its user."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from audiobrief.errors import ReadingListError
from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.service import Service, read_secret
from audiobrief.reading_lists.values import moment_at, number_at, text_at

PAGE = 30
"""Entries of one request, wallabag's own default."""
MAX_PAGES = 400
NOT_FETCHED = "wallabag can't retrieve contents"
"""What wallabag writes in place of an article that it could not fetch, in English."""


class Wallabag:
    """The unread entries of one user of a wallabag server."""

    name = "wallabag"

    def __init__(
        self,
        *,
        address: str,
        client_id_variable: str = "WALLABAG_CLIENT_ID",
        client_secret_variable: str = "WALLABAG_CLIENT_SECRET",  # noqa: S107 -- the variable's name
        username_variable: str = "WALLABAG_USERNAME",
        password_variable: str = "WALLABAG_PASSWORD",  # noqa: S107 -- the variable's name
    ) -> None:
        """`address` is the server's; the variables hold what its page of API clients shows.

        Raises:
            ReadingListError: the address is none, or a variable is not set.
        """
        self._service = Service(self.name, address, {})
        self._login = {
            "grant_type": "password",
            "client_id": read_secret(client_id_variable, "the client's id"),
            "client_secret": read_secret(client_secret_variable, "the client's secret"),
            "username": read_secret(username_variable, "the user's name"),
            "password": read_secret(password_variable, "the user's password"),
        }

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The entries that are not archived, the newest first.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._log_in()
        params: dict[str, Any] = {
            "archive": 0, "sort": "created", "order": "desc", "perPage": PAGE,
            "detail": "metadata",
        }  # fmt: skip
        if since is not None:
            params["since"] = int(since.timestamp())
        for page in range(1, MAX_PAGES):
            answer = self._service.ask_json("api/entries.json", params={**params, "page": page})
            for row in self._service.part_of(answer, "_embedded", "items"):
                if identity := text_at(row, "id"):
                    yield Saved(
                        id=identity,
                        url=text_at(row, "given_url") or text_at(row, "url"),
                        title=text_at(row, "title"),
                        added=moment_at(row, "created_at"),
                    )
            if page >= (number_at(answer, "pages") or 1):
                return

    def read(self, saved: Saved) -> str:
        """The content of an entry; empty if wallabag could not fetch it.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        content = text_at(self._service.ask_json(f"api/entries/{saved.id}.json"), "content")
        return "" if NOT_FETCHED in content else content

    def mark_done(self, identity: str) -> None:
        """Archive an entry.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._log_in()
        self._service.ask_json(
            f"api/entries/{identity}.json", method="PATCH", data={"archive": 1}
        )

    def _log_in(self) -> None:
        answer = self._service.ask_json("oauth/v2/token", method="POST", form=self._login)
        token = text_at(answer or {}, "access_token")
        if not token:
            raise ReadingListError("wallabag gives no token; check the client and the password")
        self._service.use_headers({"Authorization": f"Bearer {token}"})
