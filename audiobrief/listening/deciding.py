"""What a listener decides of episodes and of wishes, by command and by POST."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from werkzeug.wrappers import Request, Response

from audiobrief.batch.withdrawal import Record
from audiobrief.errors import AudiobriefError, ListenError
from audiobrief.listening.inbox import Inbox, Wish
from audiobrief.listening.remedies import for_listeners
from audiobrief.publish import EPISODE
from audiobrief.publish.index_file import read_listings
from audiobrief.publish.library import Library, read_library
from audiobrief.publish.register import DELETED
from audiobrief.publish.shelf import Place, change_place, read_shelf
from audiobrief.settings.tree import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

JSON = "application/json"
HOME = "./"
"""Where a form leads back to: the library, relative to `episodes` and `wishes`."""


def _archive(place: Place) -> Place:
    return replace(place, archived=datetime.now(UTC))


def _undo(place: Place) -> Place:
    """As it was before it was archived, whether it was kept or heard."""
    return replace(place, archived=None)


def _bring_back(place: Place) -> Place:
    return replace(place, archived=None, finished=None)


def _keep(place: Place) -> Place:
    return replace(place, archived=None, is_kept=True)


def _finish(place: Place) -> Place:
    return replace(place, finished=place.finished or datetime.now(UTC))


CHANGES: dict[str, Callable[[Place], Place]] = {
    # verb of the commands and of the page -> what it does to an episode's place
    "archive": _archive,
    "undo": _undo,
    "unarchive": _bring_back,
    "keep": _keep,
    "finish": _finish,
}
DELETE = "delete"


def find_folders(root: Path, names: Iterable[str]) -> list[str]:
    """The folder of each episode that is named by its folder, address or headline.

    Raises:
        ListenError: there is none of a name, or several have that headline.
        PublishError: the folder of episodes does not exist.
    """
    # once for all names: each reading opens the files of every episode
    library = read_library(root, read_listings(root))
    return [_find_folder(library, root, name) for name in names]


def _find_folder(library: Library, root: Path, name: str) -> str:
    listings = library.listings
    wanted = name.strip().rstrip("/")
    found = [
        each.folder
        for each in listings
        # an episode of a text without an address has an empty source
        if wanted and wanted in {each.folder, each.source.rstrip("/")}
    ]
    found = found or [each.folder for each in listings if each.title.lower() == wanted.lower()]
    if len(found) == 1:
        return found[0]
    if found:
        raise ListenError(
            f"{len(found)} episodes are called {name}; name a folder: {', '.join(sorted(found))}"
        )
    damaged = next((each for each in library.refused if each.folder == wanted), None)
    if damaged is not None:
        raise ListenError(f"{wanted} cannot be read: {damaged.reason}")
    raise ListenError(
        f"there is no episode {name} in {root}; `audiobrief episodes list` names them"
    )


def find_archived_last(root: Path) -> str:
    """The folder of the episode that was archived last.

    Raises:
        ListenError: none is archived.
        PublishError: the shelf is damaged.
    """
    places = read_shelf(root).places
    archived = {
        folder: place.archived
        for folder, place in places.items()
        if place.archived and (root / folder / EPISODE).is_file()
    }
    if not archived:
        raise ListenError(f"there is nothing to undo: no episode in {root} is archived")
    return max(archived, key=lambda folder: archived[folder])


def is_folder_name(folder: str) -> bool:
    """Whether that may be the path of an episode's folder below the folder of episodes."""
    parts = folder.split("/")
    return len(parts) <= 2 and all(
        part and not part.startswith(".") and "\\" not in part for part in parts
    )


def decide(root: Path, settings: Settings, folder: str, verb: str) -> None:
    """Archive, bring back, keep, finish or delete the episode in a folder.

    Raises:
        ListenError: there is no such episode or verb.
        OutputError, PublishError, BatchError: it cannot be deleted, or the shelf not be written.
    """
    if verb != DELETE and verb not in CHANGES:
        raise ListenError(f"{verb!r} is unknown; use {', '.join([*CHANGES, DELETE])}")
    if not is_folder_name(folder):
        raise ListenError(f"{folder!r} is no folder of an episode")
    if not (root / folder / EPISODE).is_file():
        raise ListenError(f"there is no episode {folder}; it may be deleted already")
    if verb == DELETE:
        # a listener who has no more use for a story still has for the digest that holds it
        Record(str(root), settings).withdraw(folder, reason=DELETED, keeps_digests=True)
        change_place(root, folder, lambda _: Place())
    else:
        change_place(root, folder, CHANGES[verb])


class Deciding:
    """Answers the requests by which a page decides."""

    def __init__(
        self, root: Path, settings: Settings, inbox: Inbox, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when the library is another."""
        self._root = root
        self._settings = settings
        self._inbox = inbox
        self._changed = changed

    def decide(self, environ: WSGIEnvironment) -> Response:
        """Do to an episode (`folder`) what a form says (`do`)."""
        with Request(environ) as request:
            return self._decide(request)

    def _decide(self, request: Request) -> Response:
        folder, verb = request.form.get("folder", ""), request.form.get("do", "")
        said, status = "", 200
        try:
            decide(self._root, self._settings, folder, verb)
        except ListenError as error:
            said, status = str(error), 400
        except AudiobriefError as error:
            said, status = str(error), 500
        self._changed()
        return _answer(request, said, status)

    def decide_wish(self, environ: WSGIEnvironment) -> Response:
        """Try a wish again or forget it (`do`), by its `id`."""
        with Request(environ) as request:
            return self._decide_wish(request)

    def _decide_wish(self, request: Request) -> Response:
        wish = self._inbox.find(request.form.get("id", ""))
        verb = request.form.get("do", "")
        if wish is None:
            return _answer(request, "it waits no longer", 400)
        try:
            if verb == "retry":
                self._inbox.try_again(wish)
            elif verb == "forget":
                self._inbox.settle(wish)
            else:
                return _answer(request, f"{verb!r} is unknown; use retry or forget", 400)
        except AudiobriefError as error:
            return _answer(request, str(error), 500)
        return _answer(request, "", 200, back="add")

    def list_wishes(self, environ: WSGIEnvironment) -> Response:
        """What waits and what could not be made, for the page's script."""
        del environ
        content = {
            "waiting": [_row_of(wish) for wish in self._inbox.list_wishes()[:100]],
            "given_up": [_row_of(wish) for wish in self._inbox.list_given_up()[:100]],
        }
        return Response(msgspec.json.encode(content), content_type=JSON)


def _row_of(wish: Wish) -> dict[str, str]:
    return {"id": wish.id, "name": wish.name, "problem": for_listeners(wish.problem)}


def _answer(request: Request, said: str, status: int, back: str = HOME) -> Response:
    """JSON for a script, and the page again for a form of a page without one."""
    if request.accept_mimetypes.best == JSON:
        return Response(msgspec.json.encode({"message": said}), status, content_type=JSON)
    if status >= 400:
        return Response(f"{said}\n", status, content_type="text/plain; charset=utf-8")
    return Response("", 303, headers={"Location": back})
