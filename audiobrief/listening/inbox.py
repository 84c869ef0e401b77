"""The inbox: what somebody wants to hear, one small file for each wish, newest first.

Each wish is a file of JSON that appears whole; a page that came with it lies beside it and is
written first. Nothing is locked, so any number of processes may add at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from audiobrief.batch.items import Item
from audiobrief.batch.listed_items import normalise, web_item
from audiobrief.errors import ListenError
from audiobrief.filed.article import ArticleData
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late
from audiobrief.system.files import STAGING_PREFIX, opened_regular, read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.locations import INTERNAL

INBOX = f"{INTERNAL}/inbox"
"""The inbox, relative to the folder of episodes."""
PAGES = "pages"
"""The folder in the inbox for pages that came with a wish."""
MAX_WISHES = 10_000
"""The most wishes that wait; a program that adds in an endless loop ends there."""
ORPHAN_S = 3600
"""Age after which a page without a wish is removed: whoever wrote it was killed, in seconds."""
MAX_BYTES = 2_000_000_000
"""The most bytes of pages that wait: a foreign page may have read the secret that can add."""
MAX_TITLE = 500
FRESH_NS = 2_000_000_000
"""Age from which on the time of a folder's last change tells whether it is the last one, in
nanoseconds: file systems keep it to two seconds and better."""
_NAME = compile_late(r"[^\w. -]+")
_WISH = compile_late(r"\d{20}-[0-9a-f]{8}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One article that somebody wants to hear."""

    id: str = ""
    """The name of its file without suffix; ids sort by time."""
    added: datetime
    """When it was added; timezone-aware."""
    url: str = ""
    """The article's address; empty for a file that tells none."""
    title: str = ""
    """What whoever added it calls it, until the article is read."""
    page: str = ""
    """Path of the page that came with it, relative to the inbox; empty if it is fetched."""
    is_text: bool = False
    """Whether the page is the text of a browser's page, and not the bytes of a file."""
    is_bare: bool = False
    """Whether that text is an article and nothing else, as a reading list keeps it."""
    list: str = ""
    """Name of the reading list that it is from; empty if it was added here."""
    list_id: str = ""
    """Its id in that list."""
    problem: str = ""
    """Why it could not be made when it was last tried; empty if nothing went wrong."""
    tries: int = 0
    """How often it was tried in vain."""
    tried: float = 0.0
    """When it was last tried in vain, in seconds since 1970."""
    is_given_up: bool = False
    """Whether it is not tried again unless somebody asks for it."""

    @property
    def name(self) -> str:
        """What people call it: its title, its address, or its file's name."""
        return self.title or self.url or Path(self.page).name


class Inbox:
    """The inbox of a folder of episodes."""

    def __init__(self, root: Path) -> None:
        self._folder = root / INBOX
        self._known: dict[str, tuple[int, Wish]] = {}
        self._lock = threading.Lock()
        self._last: tuple[int, list[Wish]] | None = None
        """When the folder was last changed, in ns, and what it held; None if that is too fresh."""
        self._count = MAX_WISHES
        """At least as many wishes as there are; counted anew when it is too large."""

    # ------------------------------------------------------------------ adding

    def add_address(
        self,
        url: str,
        *,
        title: str = "",
        added: datetime | None = None,
        of_list: tuple[str, str] = ("", ""),
    ) -> Wish:
        """Add an article by its address.

        `of_list` names the reading list that it is from, and its id there.

        Raises:
            ListenError: the inbox is full.
            OutputError: it cannot be written.
        """
        return self._put(self._wish(url, title, added, of_list))

    def add_page(
        self,
        html: str,
        *,
        url: str = "",
        title: str = "",
        added: datetime | None = None,
        of_list: tuple[str, str] = ("", ""),
        is_bare: bool = False,
    ) -> Wish:
        """Add a page as a browser shows it, or as a reading list keeps it.

        `is_bare` says that it is an article and nothing else.

        Raises:
            ListenError: the inbox is full.
            OutputError: it cannot be written.
        """
        wish = self._wish(url, title, added, of_list)
        page = f"{PAGES}/{wish.id}/page.html"
        return self._put(
            replace(wish, page=page, is_text=True, is_bare=is_bare),
            html.encode("utf-8", "replace"),
        )

    def add_file(
        self, name: str, content: bytes, *, title: str = "", added: datetime | None = None
    ) -> Wish:
        """Add the page in a file; `name` is the file's, without its folder.

        Raises:
            ListenError: the inbox is full.
            OutputError: it cannot be written.
        """
        wish = self._wish("", title, added, ("", ""))
        return self._put(replace(wish, page=f"{PAGES}/{wish.id}/{_plain(name)}"), content)

    def _wish(
        self, url: str, title: str, added: datetime | None, of_list: tuple[str, str]
    ) -> Wish:
        if self._count >= MAX_WISHES:
            self._count = len(self._names())
            if self._count >= MAX_WISHES:
                raise ListenError(
                    f"{MAX_WISHES:,} articles wait already; let `audiobrief listen` make some first"
                )
        self._count += 1
        # a clock that was set back must not put what is added now behind what waits
        newest = max((name.partition("-")[0] for name in self._names()), default="0")
        number = max(time.time_ns(), int(newest) + 1 if newest.isdecimal() else 0)
        return Wish(
            id=f"{number:020}-{secrets.token_hex(4)}",
            added=added or datetime.now(UTC),
            url=url,
            title=" ".join(title.split())[:MAX_TITLE],
            list=of_list[0],
            list_id=of_list[1],
        )

    def _put(self, wish: Wish, content: bytes | None = None) -> Wish:
        if content is not None:
            self._check_room(len(content))
            write_whole(self._folder / wish.page, content)
        self._write(wish)
        return wish

    def _check_room(self, size: int) -> None:
        for folder in self._list_pages():
            with contextlib.suppress(OSError):
                size += sum(path.stat().st_size for path in folder.iterdir())
        if size > MAX_BYTES:
            raise ListenError(
                f"pages of more than {MAX_BYTES / 1e9:g} billion bytes wait already; let "
                "`audiobrief listen` make some first"
            )

    def _write(self, wish: Wish) -> None:
        write_whole(self._folder / f"{wish.id}.json", msgspec.json.encode(wish) + b"\n")

    # ----------------------------------------------------------------- reading

    def list_wishes(self) -> list[Wish]:
        """All wishes, the newest first, without those that are given up."""
        return [wish for wish in self._read_all() if not wish.is_given_up]

    def list_given_up(self) -> list[Wish]:
        """The wishes that could not be made, the newest first."""
        return [wish for wish in self._read_all() if wish.is_given_up]

    def find(self, identity: str) -> Wish | None:
        """The wish with this id, or None."""
        if not _WISH.fullmatch(identity):
            return None
        with self._lock:
            return self._read(self._folder / f"{identity}.json")

    def _read_all(self) -> list[Wish]:
        with self._lock:
            changed = self._time_of_change()
            if self._last is not None and self._last[0] == changed:
                return list(self._last[1])
            names = self._names()
            for gone in self._known.keys() - set(names):
                del self._known[gone]
            found = (self._read(self._folder / name) for name in sorted(names, reverse=True))
            wishes = [wish for wish in found if wish is not None]
            # a file that comes within a tick of the file system's clock leaves no other trace
            is_over = time.time_ns() - changed > FRESH_NS
            self._last = (changed, wishes) if is_over else None
            return list(wishes)

    def _time_of_change(self) -> int:
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return 0

    def _names(self) -> list[str]:
        try:
            return [name for name in os.listdir(self._folder) if _is_wish(name)]  # noqa: PTH208 -- it is asked twice a second
        except FileNotFoundError:
            return []
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ListenError(
                f"the inbox {self._folder} cannot be read: {reason}; change its permissions",
                path=self._folder,
            ) from error

    def _read(self, path: Path) -> Wish | None:
        # another process may settle it meanwhile
        with contextlib.suppress(OSError):
            stamp = path.stat().st_mtime_ns
            known = self._known.get(path.name)
            if known is not None and known[0] == stamp:
                return known[1]
            try:
                wish = decode_json(read_regular(path), Wish)
            except WrongJson:
                # audiobrief writes them whole: a hand has changed it
                return None
            wish = replace(wish, id=path.stem)
            self._known[path.name] = (stamp, wish)
            return wish
        return None

    def item_of(self, wish: Wish, identity: str = "") -> Item:
        """The wish as an item of a batch; `identity` is the item's id if another one has it.

        Raises:
            OSError: the page that came with it cannot be read.
        """
        if not wish.page:
            item = web_item(wish.url, title=wish.title)
            return replace(item, id=identity or item.id)
        path = self._folder / wish.page
        if not wish.is_text:
            with opened_regular(path) as file:
                digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
            return Item(identity or digest, wish.name, path=str(path.absolute()))
        text = read_regular(path).decode("utf-8")
        address = normalise(wish.url)
        digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        name = wish.url or "the page that was sent"
        page = Page(text, PageKind.HTML, address, name, is_bare=wish.is_bare)
        # a part of a page, as a program may send it, has no headline of its own
        hints = ArticleData(headline=wish.title) if wish.title else None
        return Item(
            identity or address or digest, wish.name, url=address, page=page, title=wish.title,
            hints=hints,
        )  # fmt: skip

    # ---------------------------------------------------------------- settling

    def settle(self, wish: Wish) -> None:
        """Remove a wish that is fulfilled, or that nobody has any longer. Raises nothing."""
        with contextlib.suppress(OSError):
            (self._folder / f"{wish.id}.json").unlink(missing_ok=True)
            self._remove_page(wish.id)

    def fail(self, wish: Wish, problem: str, *, is_final: bool) -> None:
        """Note why a wish could not be made; a final one is not tried again.

        The page that came with it is called by the wish's name: its path is this machine's.

        Raises:
            OutputError: it cannot be written.
        """
        if wish.page:
            path = self._folder / wish.page
            for shown in (str(path.resolve()), str(path.absolute()), str(path)):
                problem = problem.replace(shown, wish.name)
        if (self._folder / f"{wish.id}.json").exists():
            self._write(
                replace(
                    wish,
                    problem=problem,
                    tries=wish.tries + 1,
                    tried=time.time(),
                    is_given_up=is_final,
                )
            )

    def try_again(self, wish: Wish) -> None:
        """Let a wish that was given up be tried again.

        Raises:
            OutputError: it cannot be written.
        """
        self._write(replace(wish, problem="", tries=0, is_given_up=False))

    def sweep(self) -> None:
        """Remove pages whose wish was never written or is settled. Raises nothing."""
        names = {name.removesuffix(".json") for name in self._names()}
        for path in self._list_pages():
            with contextlib.suppress(OSError):
                if path.name not in names and time.time() - path.stat().st_mtime > ORPHAN_S:
                    self._remove_page(path.name)

    def _list_pages(self) -> Iterator[Path]:
        with contextlib.suppress(OSError):
            yield from list((self._folder / PAGES).iterdir())

    def _remove_page(self, identity: str) -> None:
        folder = self._folder / PAGES / identity
        if folder.is_dir():
            for path in folder.iterdir():
                path.unlink(missing_ok=True)
            folder.rmdir()


def _is_wish(name: str) -> bool:
    return name.endswith(".json") and not name.startswith(STAGING_PREFIX)


def _plain(name: str) -> str:
    """A file's name with what every file system takes, and with its suffix."""
    stem, dot, suffix = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    stem, suffix = (stem, suffix) if dot else (suffix, "")
    stem = _NAME.sub("-", stem).strip(" .-")[:80] or "page"
    suffix = re.sub(r"\W", "", suffix)[:10]
    return f"{stem}.{suffix}" if suffix else stem
