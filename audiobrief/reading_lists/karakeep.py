"""Karakeep (once Hoarder), by its API (https://docs.karakeep.app/api/)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.service import Service, read_secret
from audiobrief.reading_lists.values import moment_at, text_at

PAGE = 50
MAX_PAGES = 400


class Karakeep:
    """The links and texts of one user of a Karakeep server that are not archived."""

    name = "karakeep"

    def __init__(self, *, address: str, token_variable: str = "KARAKEEP_API_KEY") -> None:  # noqa: S107 -- the variable's name
        """`address` is the server's, and the variable holds an API key of its user.

        Raises:
            ReadingListError: the address is none, or the variable is not set.
        """
        token = read_secret(token_variable, "the API key")
        self._service = Service(self.name, address, {"Authorization": f"Bearer {token}"})

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The bookmarks that are not archived, the newest first; pictures and PDFs are left out.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        params = {"archived": "false", "limit": str(PAGE), "includeContent": "false"}
        for _ in range(MAX_PAGES):
            answer = self._service.ask_json("api/v1/bookmarks", params=params)
            for row in self._service.part_of(answer, "bookmarks"):
                added = moment_at(row, "createdAt")
                if since and added and added < since:
                    return
                saved = _saved(row, added)
                if saved is not None:
                    yield saved
            cursor = text_at(answer, "nextCursor")
            if not cursor:
                return
            params = {**params, "cursor": cursor}

    def read(self, saved: Saved) -> str:
        """The text that Karakeep extracted from a link, or that a note holds.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        params = {"includeContent": "true"}
        row = self._service.ask_json(f"api/v1/bookmarks/{saved.id}", params=params) or {}
        if text_at(row, "content", "type") == "text":
            lines = text_at(row, "content", "text").splitlines()
            return "".join(f"<p>{escape(line)}</p>" for line in lines if line.strip())
        return text_at(row, "content", "htmlContent")

    def mark_done(self, identity: str) -> None:
        """Archive a bookmark.

        Raises:
            ReadingListError: the server does not answer as documented.
        """
        self._service.ask_json(
            f"api/v1/bookmarks/{identity}", method="PATCH", data={"archived": True}
        )


def _saved(row: dict[str, Any], added: datetime | None) -> Saved | None:
    kind = text_at(row, "content", "type")
    identity = text_at(row, "id")
    if not identity or kind not in {"link", "text"}:
        return None
    url = text_at(row, "content", "url" if kind == "link" else "sourceUrl")
    title = text_at(row, "title") or text_at(row, "content", "title")
    return Saved(id=identity, url=url, title=title, added=added)
