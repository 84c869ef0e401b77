"""Readeck, by its API (https://readeck.org/en/docs/, and /docs/api on each server)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.service import Service, read_secret
from audiobrief.reading_lists.values import moment_at, text_at

PAGE = 50
MAX_PAGES = 400


class Readeck:
    """The bookmarks of one user of a Readeck server that are not archived."""

    name = "readeck"

    def __init__(self, *, address: str, token_variable: str = "READECK_TOKEN") -> None:  # noqa: S107 -- the variable's name
        """`address` is the server's, and the variable holds an API token of its user.

        Raises:
            ReadingListError: the address is none, or the variable is not set.
        """
        token = read_secret(token_variable, "the API token")
        self._service = Service(self.name, address, {"Authorization": f"Bearer {token}"})

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The articles that are not archived, the newest first.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        for page in range(MAX_PAGES):
            params = {
                "is_archived": "false", "type": "article", "sort": "-created",
                "limit": PAGE, "offset": page * PAGE,
            }  # fmt: skip
            rows = self._service.part_of(self._service.ask_json("api/bookmarks", params=params))
            for row in rows:
                added = moment_at(row, "created")
                if since and added and added < since:
                    return
                if identity := text_at(row, "id"):
                    yield Saved(
                        id=identity,
                        url=text_at(row, "url"),
                        title=text_at(row, "title"),
                        added=added,
                    )
            if len(rows) < PAGE:
                return

    def read(self, saved: Saved) -> str:
        """The article that Readeck extracted.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        return self._service.ask_text(f"api/bookmarks/{saved.id}/article")

    def mark_done(self, identity: str) -> None:
        """Archive a bookmark.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._service.ask_json(
            f"api/bookmarks/{identity}", method="PATCH", data={"is_archived": True}
        )
