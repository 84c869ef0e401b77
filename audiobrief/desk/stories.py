"""The stories of a desk: read, listed, and changed by version.

Each function that changes something is one transaction with its entry in the ledger. A change
by a person names the version that it was made for; another version is a `DeskConflict`. The
desk's own work is no new version: only a person's change stands in the way of another one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from audiobrief.batch.items import Item
from audiobrief.cleaner.sites import host_of
from audiobrief.desk.database import Database, Row
from audiobrief.desk.drafts import Draft, change_script
from audiobrief.desk.edits import Edits
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.said_names import may_say, says
from audiobrief.desk.states import Look, State, Story, Work
from audiobrief.errors import DeskConflict, StoryNotFound
from audiobrief.model import Article, Manuscript
from audiobrief.system.packing import unpack

DESK = "the desk"
"""The author of what nobody asked for at that moment."""
MOST_LISTED = 200
EDITABLE = (State.WAITING, State.PUBLISHED, State.APPROVED)
"""States in which a story can be changed; an approval is taken back by a change."""
LIKE = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list of stories."""

    stories: tuple[Story, ...]
    next: str = ""
    """What asks for the part after it; empty if this is the last one."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a story that was read."""

    article: Article
    """What was read, unchanged by editors."""
    plain: Manuscript
    """Article and script with the editors' decisions on paragraphs, but not on sentences."""
    draft: Draft

    @property
    def manuscript(self) -> Manuscript:
        """What is said.

        Raises:
            ScriptError: all sentences are muted.
        """
        return change_script(self.plain, self.draft)


class Stories:
    """All stories of one desk."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self.edits = Edits(database)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One transaction; what was noted in it is told after it is on disk."""
        is_part = self._database.is_writing
        with self._database.transaction():
            yield
        if not is_part:
            self._ledger.tell()

    # --------------------------------------------------------------------- reading

    def read(self, story: str) -> Story:
        """The story with that id.

        Raises:
            StoryNotFound: there is none.
        """
        row = self._database.row("SELECT * FROM story WHERE id = ?", story)
        if row is None:
            raise StoryNotFound(f"there is no story {story[:40]!r} on this desk")
        return _story_of(row)

    def list_page(
        self,
        *,
        states: tuple[State, ...] = (),
        query: str = "",
        order: str = "look",
        cursor: str = "",
        most: int = 50,
    ) -> Page:
        """Stories, those that are worth a look first (`order` "look") or the newest ("changed").

        Raises:
            StoryNotFound: the cursor is none of this list.
        """
        where, values = ["1"], list[Any]()
        if states:
            where.append(f"state IN ({', '.join('?' * len(states))})")
            values += states
        for word in query.split()[:8]:
            pattern = f"%{word.translate(LIKE)}%"
            where.append(
                "(title LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR site LIKE ? ESCAPE '\\')"
            )
            values += [pattern] * 3
        # what waits for somebody comes first, and of that what is worth a look
        rank = "(state IN ('waiting', 'refused')) * 1000 + weight" if order == "look" else "0"
        if cursor:
            told_rank, told_changed, told_id = _parse_cursor(cursor)
            where.append(f"({rank}, changed, id) < (?, ?, ?)")
            values += [told_rank, told_changed, told_id]
        most = min(max(most, 1), MOST_LISTED)
        rows = self._database.rows(
            f"SELECT *, {rank} AS rank FROM story WHERE {' AND '.join(where)} "  # noqa: S608 -- texts of this function alone
            "ORDER BY rank DESC, changed DESC, id DESC LIMIT ?",
            *values, most + 1,
        )  # fmt: skip
        following = ""
        if len(rows) > most:
            last = rows[most - 1]
            following = f"{last['rank']}~{last['changed']!r}~{last['id']}"
        return Page(tuple(map(_story_of, rows[:most])), following)

    @property
    def mark(self) -> str:
        """A text that stays the same until any story changes; no story is ever removed."""
        row = self._database.row("SELECT count(*) AS n, sum(revision) AS sum FROM story")
        return f"{row['n']}-{row['sum'] or 0}" if row is not None else ""

    def count(self) -> dict[str, int]:
        """How many stories are in each state."""
        rows = self._database.rows("SELECT state, count(*) AS n FROM story GROUP BY state")
        return {row["state"]: row["n"] for row in rows}

    def texts(self, story: str) -> Texts:
        """The texts of a story.

        Raises:
            StoryNotFound: there is no such story, or it is not read yet.
        """
        row = self._database.row(
            "SELECT article, plain, draft FROM copy WHERE story = ?", story
        )
        if row is None or row["article"] is None:
            raise StoryNotFound("the story is not read yet; wait until it is made")
        return Texts(
            unpack(row["article"], Article),
            unpack(row["plain"], Manuscript),
            msgspec.json.decode(row["draft"], type=Draft),
        )

    def source(self, story: str) -> Item:
        """What was submitted.

        Raises:
            StoryNotFound: there is no such story.
        """
        row = self._database.row("SELECT source FROM copy WHERE story = ?", story)
        if row is None:
            raise StoryNotFound(f"there is no story {story[:40]!r} on this desk")
        return unpack(row["source"], Item)

    def column(self, story: str, name: str) -> Any:
        """The pictures, the names or the audio's file name of a story; None if it has none."""
        row = self._database.row(
            "SELECT pictures, names, audio FROM copy WHERE story = ?", story
        )
        return row[name] if row is not None else None

    def pages_of(self, host: str) -> list[Row]:
        """Id and headline of the stories of a site whose page is kept, the newest first."""
        rows = self._database.rows(
            "SELECT story.id, story.title, story.url FROM story JOIN copy ON story = story.id "
            "WHERE copy.page IS NOT NULL ORDER BY submitted DESC"
        )
        return [row for row in rows if host_of(row["url"]) == host]

    def page(self, story: str) -> bytes | None:
        """The page of a story as it was packed; None if it is not kept."""
        row = self._database.row("SELECT page FROM copy WHERE story = ?", story)
        return row["page"] if row is not None else None

    def forget_pages(self, host: str, *, but: int) -> None:
        """Forget the pages of a site but for so many, in the open transaction."""
        for row in self.pages_of(host)[but:]:
            self.write_copy(row["id"], page=None)

    def all_names(self) -> list[Row]:
        """Story, headline, version and names of each story that is not refused or withdrawn."""
        return self._database.rows(
            "SELECT story.id, story.title, story.version, copy.names FROM story JOIN copy ON story = story.id "
            "WHERE copy.names IS NOT NULL AND state NOT IN (?, ?) ORDER BY changed DESC LIMIT 500",
            State.REFUSED, State.WITHDRAWN,
        )  # fmt: skip

    # -------------------------------------------------------------------- changing

    def check(self, story: str, version: int, *allowed: State) -> Story:
        """The story, if it still has that version and is in one of the states.

        Raises:
            DeskConflict: it has another version, or another state.
        """
        found = self.read(story)
        if found.version != version:
            raise DeskConflict(
                f"somebody else changed the story since: it has version {found.version}, and your "
                f"change is of version {version}; look at theirs and make it again"
            )
        if allowed and found.state not in allowed:
            raise DeskConflict(
                f"the story is {found.state.value}; that can be done with one that is "
                f"{' or '.join(state.value for state in allowed)}"
            )
        return found

    def change(self, story: str, **columns: Any) -> None:
        """Set what people decided, in the open transaction; the story has its next version then."""
        self._set(story, "version = version + 1", columns)

    def advance(self, story: str, **columns: Any) -> None:
        """Set what the desk's own work came to, in the open transaction.

        The version stays, so that nobody who is about to change the story is refused for it.
        """
        self._set(story, "version = version", columns)

    def _set(self, story: str, version: str, columns: dict[str, Any]) -> None:
        names = "".join(f", {name} = ?" for name in columns)
        self._database.write(
            f"UPDATE story SET {version}, revision = revision + 1, changed = ?{names} WHERE id = ?",  # noqa: S608 -- the program's own names
            time.time(), *columns.values(), story,
        )  # fmt: skip

    def write_copy(self, story: str, **columns: Any) -> None:
        """Set texts of a story, in the open transaction."""
        names = ", ".join(f"{name} = ?" for name in columns)
        self._database.write(
            f"UPDATE copy SET {names} WHERE story = ?",  # noqa: S608 -- the program's own names
            *columns.values(), story,
        )  # fmt: skip

    def note(self, author: str, what: str, story: str, **detail: Any) -> None:
        """Write an entry of the ledger with the story's new state, in the open transaction."""
        now = self.read(story)
        self._ledger.note(
            author, what, story, version=now.version, state=now.state.value,
            title=now.title or now.name, **detail,
        )  # fmt: skip

    def note_without_story(self, author: str, what: str, **detail: Any) -> None:
        """Write an entry of the ledger that is about no story, in the open transaction."""
        self._ledger.note(author, what, **detail)

    # ----------------------------------------------------------------- finding again

    def private(self, story: str) -> Row:
        """The columns of a story that no answer shows.

        Raises:
            StoryNotFound: there is no such story.
        """
        row = self._database.row(
            "SELECT tries, why, identity, is_noticed FROM story WHERE id = ?", story
        )
        if row is None:
            raise StoryNotFound(f"there is no story {story[:40]!r} on this desk")
        return row

    def find_same(self, identity: str, but: str) -> Story | None:
        """Another story that was made of the same article and is not refused; or None."""
        row = self._database.row(
            "SELECT * FROM story WHERE identity = ? AND id <> ? AND state NOT IN (?, ?)",
            identity, but, State.REFUSED, State.WITHDRAWN,
        )  # fmt: skip
        return _story_of(row) if row is not None and identity else None

    def of_folder(self, folder: str) -> Story | None:
        """The story whose episode is in that folder of the site, or None."""
        row = self._database.row(
            "SELECT * FROM story WHERE folder = ? ORDER BY changed DESC LIMIT 1", folder
        )
        return _story_of(row) if row is not None and folder else None

    def list_saying(self, name: str) -> list[str]:
        """The stories whose script says `name`, so that a new pronunciation may change them."""
        rows = self._database.rows(
            "SELECT story.id, copy.plain FROM story JOIN copy ON story = story.id "
            "WHERE copy.plain IS NOT NULL AND state IN (?, ?, ?, ?)",
            State.MAKING, State.WAITING, State.APPROVED, State.PUBLISHED,
        )  # fmt: skip
        return [
            row["id"]
            for row in rows
            if may_say(row["plain"], name) and says(unpack(row["plain"], Manuscript), name)
        ]

    @property
    def pronunciations(self) -> str:
        """A text that stays the same until the approved pronunciations of the house change."""
        row = self._database.row(
            "SELECT count(*) AS n, total(at) AS sum FROM pronunciation WHERE approved <> ''"
        )
        return f"{row['n']}-{row['sum']!r}" if row is not None else ""


def _parse_cursor(cursor: str) -> tuple[int, float, str]:
    rank, _, rest = cursor.partition("~")
    changed, _, story = rest.partition("~")
    try:
        # a rank has four figures; SQLite takes no integer of more than 64 bits
        return int(rank[:9]), float(changed), story
    except ValueError:
        raise StoryNotFound("the cursor is none of this list; begin without one") from None


def moment_of(seconds: float | None) -> datetime | None:
    """A moment in UTC from seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _story_of(row: Row) -> Story:
    state = State(row["state"])
    return Story(
        id=row["id"],
        version=row["version"],
        revision=row["revision"],
        state=state,
        name=row["name"],
        title=row["title"],
        site=row["site"],
        url=row["url"],
        language=row["language"],
        submitted=datetime.fromtimestamp(row["submitted"], UTC),
        changed=datetime.fromtimestamp(row["changed"], UTC),
        by=row["author"],
        reason=row["reason"],
        advice=row["advice"],
        work=Work(row["work"]),
        folder=row["folder"],
        published=moment_of(row["published"]),
        due=moment_of(row["due"]),
        duration_ms=row["duration_ms"],
        words=row["words"],
        confidence=row["confidence"],
        looks=msgspec.json.decode(row["looks"], type=tuple[Look, ...]),
        # a story that was withdrawn and restored keeps its folder's name, and is not on the site
        is_correction=bool(row["folder"] and row["published"])
        and state not in {State.PUBLISHED, State.WITHDRAWN},
    )
