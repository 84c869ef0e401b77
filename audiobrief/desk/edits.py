"""The changes of a story that can be taken back: who made each, and what it changed.

A change is kept as the draft before it. What it changed is the difference from the draft before
the next one, so a change can be taken back while later ones of other texts stay.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import msgspec

from audiobrief.desk.database import Database
from audiobrief.desk.drafts import Draft, SentenceEdit, keyed
from audiobrief.desk.rewriting import FIXED, own_text
from audiobrief.errors import DeskConflict, ScriptError
from audiobrief.model import Article, Manuscript

SHOWN = 80
"""The most characters of a sentence in an entry of the ledger; a longer one ends with "…"."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a story's texts that was not taken back."""

    number: int
    author: str
    what: str
    """"changed a sentence" and so on."""
    before: Draft
    after: Draft

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the sentences and texts that it changed."""
        return frozenset(_differing(self.before, self.after))


class Edits:
    """The changes of all stories of one desk, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, story: str, author: str, what: str, before: Draft) -> None:
        """Keep a draft as it was before a change, in the open transaction."""
        self._database.insert(
            "edit", story=story, author=author, at=time.time(), what=what,
            before=msgspec.json.encode(before),
        )  # fmt: skip

    def read(self, story: str, now: Draft) -> list[Edit]:
        """The changes that led to the draft of `now`, the oldest first."""
        rows = self._database.rows(
            "SELECT number, author, what, before FROM edit WHERE story = ? ORDER BY number",
            story,
        )
        drafts = [msgspec.json.decode(row["before"], type=Draft) for row in rows]
        return [
            Edit(row["number"], row["author"], row["what"], before, after)
            for row, before, after in zip(rows, drafts, [*drafts, now][1:], strict=True)
        ]

    def count(self, story: str, author: str) -> int:
        """How many changes of a story its author can take back."""
        row = self._database.row(
            "SELECT count(*) AS n FROM edit WHERE story = ? AND author = ?", story, author
        )
        return int(row["n"]) if row else 0

    def take_back(self, edit: Edit, later: Iterable[Edit], now: Draft) -> Draft:
        """The draft without a change; the `later` ones are kept as if it had not been made."""
        self._database.write("DELETE FROM edit WHERE number = ?", edit.number)
        for other in later:
            before = _with_old(other.before, edit)
            self._database.write(
                "UPDATE edit SET before = ? WHERE number = ?",
                msgspec.json.encode(before), other.number,
            )  # fmt: skip
        return _with_old(now, edit)

    def carry_over(self, story: str, carry: Callable[[Draft], Draft]) -> None:
        """Keep the changes of a story for a text that was read again, in the open transaction."""
        rows = self._database.rows(
            "SELECT number, before FROM edit WHERE story = ? ORDER BY number DESC", story
        )
        for row in rows:
            try:
                before = carry(msgspec.json.decode(row["before"], type=Draft))
            except (IndexError, ScriptError):
                # An earlier release kept changes with the places that they had in an older text.
                # Nothing tells where those are now, so they can be taken back no more.
                self._database.write(
                    "DELETE FROM edit WHERE story = ? AND number <= ?", story, row["number"]
                )
                return
            self._database.write(
                "UPDATE edit SET before = ? WHERE number = ?",
                msgspec.json.encode(before), row["number"],
            )  # fmt: skip


def choose(edits: list[Edit], by: str, *, of_anyone: bool) -> int:
    """The place of the change that somebody takes back: their own last one, or the last of all.

    Raises:
        DeskConflict: there is none, or somebody else changed the same text since.
    """
    places = [n for n, edit in enumerate(edits) if of_anyone or edit.author == by]
    # the text of a change may be gone from a page that was read again
    places = [n for n in places if edits[n].keys]
    if not places:
        others = sorted({edit.author for edit in edits if edit.keys} - {by})
        if others:
            raise DeskConflict(
                f"there is nothing of yours to undo; the changes are of {', '.join(others)}"
            )
        raise DeskConflict("there is nothing to undo")
    chosen = places[-1]
    for other in edits[chosen + 1 :]:
        if other.keys & edits[chosen].keys:
            raise DeskConflict(
                f"your last change cannot be undone: {other.author} {other.what} since, and it is "
                "the same one; change it again instead"
            )
    return chosen


def describe(key: str, article: Article, plain: Manuscript, edit: Edit) -> dict[str, str]:
    """What an entry of the ledger says of a change: the text's key, and its words on both sides."""
    old, new = (_words_of(key, article, plain, draft) for draft in (edit.before, edit.after))
    kind = "text" if _is_text(key) else "sentence"
    return {kind: key, "old": shorten(old, SHOWN), "new": shorten(new, SHOWN)}


def _words_of(key: str, article: Article, plain: Manuscript, draft: Draft) -> str:
    if not _is_text(key):
        edit = draft.sentences.get(key, SentenceEdit())
        own = dict(keyed(plain.script.segments)).get(key)
        return "" if edit.is_muted else edit.say or (own.spoken if own is not None else "")
    if key not in FIXED:
        number = int(key[1:])
        is_in = number in draft.put_back if key[0] == "d" else number not in draft.taken_out
        if not is_in:
            return ""
    return draft.texts.get(key, own_text(article, key))


def _is_text(key: str) -> bool:
    # the key of a sentence may begin with a "d" and figures, too, but is longer
    return key in FIXED or (key.startswith(("k", "d")) and key[1:].isdecimal() and len(key) < 8)


def shorten(text: str, most: int) -> str:
    """The text, with an ellipsis at its end in place of what is beyond `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _differing(one: Draft, other: Draft) -> Iterable[str]:
    for key in one.sentences.keys() | other.sentences.keys():
        if one.sentences.get(key) != other.sentences.get(key):
            yield key
    for key in one.texts.keys() | other.texts.keys():
        if one.texts.get(key) != other.texts.get(key):
            yield key
    yield from (f"k{n}" for n in set(one.taken_out) ^ set(other.taken_out))
    yield from (f"d{n}" for n in set(one.put_back) ^ set(other.put_back))


def _with_old(draft: Draft, edit: Edit) -> Draft:
    """The draft with each text that a change touched as it was before that change."""
    keys, old = edit.keys, edit.before
    return replace(
        draft,
        sentences={
            **{key: said for key, said in draft.sentences.items() if key not in keys},
            **{key: said for key, said in old.sentences.items() if key in keys},
        },
        texts={
            **{key: text for key, text in draft.texts.items() if key not in keys},
            **{key: text for key, text in old.texts.items() if key in keys},
        },
        taken_out=_merged(draft.taken_out, old.taken_out, keys, "k"),
        put_back=_merged(draft.put_back, old.put_back, keys, "d"),
    )


def _merged(
    now: tuple[int, ...], old: tuple[int, ...], keys: frozenset[str], kind: str
) -> tuple[int, ...]:
    kept = {n for n in now if f"{kind}{n}" not in keys}
    return tuple(sorted(kept | {n for n in old if f"{kind}{n}" in keys}))
