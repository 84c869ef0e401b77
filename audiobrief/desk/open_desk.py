"""A desk that is open: its parts, made in the order in which they need one another."""

from __future__ import annotations

import contextlib
import getpass
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection

from audiobrief.desk.accounts import Accounts, Caller
from audiobrief.desk.database import FOLDER, Database
from audiobrief.desk.doors import CALLER, Front
from audiobrief.desk.editing import Editing
from audiobrief.desk.events import Streams
from audiobrief.desk.feeds import Feeds
from audiobrief.desk.following import Following
from audiobrief.desk.house_lexicon import HouseLexicon
from audiobrief.desk.house_rules import HouseRules
from audiobrief.desk.intake import Intake
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.presence import Presence
from audiobrief.desk.stories import Stories
from audiobrief.desk.studio import Studio
from audiobrief.desk.suggestions import ToldInStories
from audiobrief.desk.webhooks import Webhooks
from audiobrief.desk.work_list import WorkList
from audiobrief.desk.workroom import WorkRoom
from audiobrief.errors import DeskError
from audiobrief.publish import EPISODE
from audiobrief.settings.tree import Settings
from audiobrief.system.files import read_regular
from audiobrief.system.locks import held_alone

LOCK = f"{FOLDER}/desk.lock"
KEY = f"{FOLDER}/desk.key"
"""The key of a desk without accounts, which only its owner may read."""
KEY_BYTES = 24


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """The parts of an open desk."""

    root: Path
    settings: Settings
    front: Front
    key: str
    """What opens a desk without accounts; empty for one with accounts."""
    stories: Stories
    intake: Intake
    feeds: Feeds
    following: Following
    ledger: Ledger
    editing: Editing
    room: WorkRoom
    studio: Studio
    lexicon: HouseLexicon
    rules: HouseRules
    told: ToldInStories
    accounts: Accounts
    streams: Streams
    presence: Presence
    webhooks: Webhooks


@contextlib.contextmanager
def opened(root: Path, settings: Settings, front: Front) -> Iterator[OpenDesk]:
    """The desk of a folder of episodes, until the block ends; the folder is made if missing.

    Raises:
        DeskError: another desk has the folder, or its file cannot be opened.
        BatchError: the settings name a Ray cluster that cannot be joined.
    """
    if (root / EPISODE).is_file():
        raise DeskError(f"{root} is an episode; name the folder that contains it", path=root)
    with contextlib.ExitStack() as stack:
        database = Database(root)
        stack.callback(database.close)
        if not stack.enter_context(held_alone(root / LOCK)):
            raise DeskError(
                f"another desk has {root} open; use that one, or end it first", path=root
            )
        ledger = Ledger(database)
        lexicon = HouseLexicon(database, root.resolve())
        rules = HouseRules(root.resolve())
        settings = rules.settings_with(lexicon.settings_with(settings))
        stories = Stories(database, ledger)
        intake = Intake(database, ledger, stories)
        studio = Studio(settings, root)
        stack.callback(studio.close)
        room = WorkRoom(root, settings, stories, intake, work=WorkList(database), studio=studio)
        stack.callback(room.close)
        feeds = Feeds(database, ledger, settings.fetch)
        following = Following(feeds, intake, room, settings)
        stack.callback(following.close)
        streams = Streams(ledger)
        stack.callback(streams.close)
        webhooks = Webhooks(database, ledger, settings.fetch)
        stack.callback(webhooks.close)
        yield OpenDesk(
            root, settings, front,
            "" if front.has_accounts else open_key(root / KEY),
            stories, intake, feeds, following, ledger,
            Editing(stories, room, lexicon, settings), room, studio, lexicon, rules,
            ToldInStories(stories), Accounts(database, ledger), streams, Presence(), webhooks,
        )  # fmt: skip


def open_key(path: Path) -> str:
    """The key in a file, which is made if it is missing.

    Raises:
        DeskError: the file cannot be read or written.
    """
    try:
        with contextlib.suppress(FileExistsError):
            # nobody else on this machine may read it, not even before it is written
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(KEY_BYTES))
        key = read_regular(path).decode("ascii").strip()
    except (OSError, ValueError) as error:
        raise DeskError(f"{path} cannot be read: {error}; remove it", path=path) from error
    if len(key) < KEY_BYTES:
        raise DeskError(f"{path} holds no key; remove it, and a new one is made", path=path)
    return key


def local_name() -> str:
    """The name of whoever runs this program, for the ledger."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a user that the system has no name for
        return "somebody"


def desk_of(request: Request[Any, Any, Any]) -> OpenDesk:
    """The desk that a request is for."""
    found: OpenDesk = request.app.state.desk
    return found


def knock(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller | None:
    """Who sends a request; None if nobody said so."""
    found: Any = connection.scope.get(CALLER)
    return found if isinstance(found, Caller) else None


def caller_of(request: Request[Any, Any, Any]) -> Caller:
    """Who sends a request; `doors` lets nobody else through."""
    found: Caller = request.scope[CALLER]  # type: ignore[literal-required] # our own key
    return found
