"""Miniflux, by its API (https://miniflux.app/docs/api.html)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.service import Service, read_secret
from audiobrief.reading_lists.values import moment_at, number_at, text_at

PAGE = 100
MAX_PAGES = 200
WHOLE = 2_000
"""Characters of an entry's markup from which on it is taken for the article, and not its teaser."""


class Miniflux:
    """The unread entries of one user of a Miniflux server, or only the starred ones."""

    name = "miniflux"

    def __init__(
        self,
        *,
        address: str,
        token_variable: str = "MINIFLUX_TOKEN",  # noqa: S107 -- the variable's name
        starred: bool = False,
    ) -> None:
        """`address` is the server's, and the variable holds an API key of its user.

        `starred` takes only what its reader has starred.

        Raises:
            ReadingListError: the address is none, or the variable is not set.
        """
        token = read_secret(token_variable, "the API key")
        self._service = Service(self.name, address, {"X-Auth-Token": token})
        self._starred = starred

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The unread entries, the newest first.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        params: dict[str, Any] = {
            "status": "unread", "order": "published_at", "direction": "desc", "limit": PAGE,
        }  # fmt: skip
        if self._starred:
            params["starred"] = "true"
        if since is not None:
            # when an entry came or was changed, and not when its article was published
            params["changed_after"] = int(since.timestamp())
        for page in range(MAX_PAGES):
            answer = self._service.ask_json(
                "v1/entries", params={**params, "offset": page * PAGE}
            )
            rows = self._service.part_of(answer, "entries")
            for row in rows:
                identity = number_at(row, "id")
                if identity is not None:
                    content = text_at(row, "content")
                    yield Saved(
                        id=str(identity),
                        url=text_at(row, "url"),
                        title=text_at(row, "title"),
                        added=moment_at(row, "created_at"),
                        html=content if len(content) >= WHOLE else "",
                    )
            if len(rows) < PAGE:
                return

    def read(self, saved: Saved) -> str:
        """The entry's content, if it is the whole article.

        Raises:
            ReadingListError: never; it came with the list.
        """
        return saved.html

    def mark_done(self, identity: str) -> None:
        """Mark an entry as read.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._service.ask_json(
            "v1/entries", method="PUT", data={"entry_ids": [int(identity)], "status": "read"}
        )
