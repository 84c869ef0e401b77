"""What people and programs do with a story: change, undo, approve, correct, withdraw, restore.

Each of these names the version that it was made for, and is one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from audiobrief.batch.items import Item
from audiobrief.desk.drafts import (
    Draft,
    SentenceEdit,
    change_article,
    change_script,
    check_something_left,
    decide_piece,
    decide_sentence,
    decide_text,
    keyed,
)
from audiobrief.desk.edits import Edit, choose, describe, shorten
from audiobrief.desk.house_lexicon import HouseLexicon
from audiobrief.desk.rewriting import FIXED, NOTE, label_of
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import EDITABLE, Stories, Texts
from audiobrief.desk.workroom import WorkRoom
from audiobrief.episode.reader import write_script
from audiobrief.errors import DeskConflict, DeskError
from audiobrief.model import Manuscript
from audiobrief.settings.tree import Settings
from audiobrief.system.packing import pack

PAUSE_S = 2.0
"""The wait after a change before the sound is renewed, in seconds: several changes of one
editor are made at once. A single sentence is heard at once, by the studio."""
MOST_REASON = 1_000
"""The most characters of a reason."""


class Editing:
    """The changes of one desk's stories."""

    def __init__(
        self, stories: Stories, room: WorkRoom, lexicon: HouseLexicon, settings: Settings
    ) -> None:
        self._stories, self._room = stories, room
        self._lexicon, self._settings = lexicon, settings

    # -------------------------------------------------------------------- the texts

    def decide_piece(
        self, story: str, version: int, by: str, key: str, *, is_kept: bool
    ) -> Story:
        """Put a text of the page back into the story, or take it out.

        Raises:
            DeskConflict: the story has another version, or cannot be changed in its state.
            ScriptError: there is no such text.
        """
        what = "put a paragraph back" if is_kept else "took a paragraph out"
        return self._change(
            story, version, by, what,
            lambda texts: decide_piece(texts.article, texts.draft, key, is_kept=is_kept),
        )  # fmt: skip

    def decide_text(self, story: str, version: int, by: str, key: str, text: str) -> Story:
        """Put another text in the place of the headline, dek, byline, note or a paragraph.

        Raises:
            DeskConflict: the story has another version, or cannot be changed in its state.
            ScriptError: there is no such text, or the new one cannot be said.
        """
        what = f"changed the {label_of(key) if key in FIXED else 'text of a paragraph'}"
        return self._change(
            story, version, by, what,
            lambda texts: decide_text(texts.article, texts.draft, key, text),
        )  # fmt: skip

    def decide_sentence(
        self, story: str, version: int, by: str, key: str, edit: SentenceEdit
    ) -> Story:
        """Change how a sentence is said.

        Raises:
            DeskConflict: the story has another version, or cannot be changed in its state.
            ScriptError: there is no such sentence, or it cannot be said so.
        """
        what = "muted a sentence" if edit.is_muted else "changed a sentence"
        return self._change(
            story, version, by, what,
            lambda texts: decide_sentence(texts.plain, texts.draft, key, edit),
        )  # fmt: skip

    def undo(self, story: str, version: int, by: str, *, of_anyone: bool = False) -> Story:
        """Take back the last change that `by` made, or the last one of anyone.

        Raises:
            DeskConflict: there is nothing to undo, somebody else changed the same text since, or
                the story has another version.
            ScriptError: nothing that is said would be left of the story.
        """
        with self._stories.changing():
            self._stories.check(story, version, *EDITABLE)
            texts = self._stories.texts(story)
            edits = self._stories.edits.read(story, texts.draft)
            place = choose(edits, by, of_anyone=of_anyone)
            undone, later = edits[place], edits[place + 1 :]
            draft = self._stories.edits.take_back(undone, later, texts.draft)
            check_something_left(texts.article, draft)
            self._check_later(texts, draft, later)
            self._write(story, texts, draft)
            whose = {} if undone.author == by else {"whose": undone.author}
            back = replace(undone, before=undone.after, after=undone.before)
            self._note_edit("undid", by, story, texts, back, **whose)
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    def _check_later(self, texts: Texts, draft: Draft, later: list[Edit]) -> None:
        """See that no sentence goes that somebody changed since, in a paragraph put back."""
        if draft.article_changes == texts.draft.article_changes:
            return
        now, then = (
            {key for key, _ in keyed(plain.script.segments)}
            for plain in (texts.plain, self._script_of(texts, draft))
        )
        for edit in later:
            if edit.keys & (now - then):
                raise DeskConflict(
                    f"your last change cannot be undone: {edit.author} {edit.what} since, in a "
                    "paragraph that would change; change that paragraph instead"
                )

    def _note_edit(
        self, verb: str, by: str, story: str, texts: Texts, edit: Edit, **more: str
    ) -> None:
        for key in sorted(edit.keys):
            told = describe(key, texts.article, texts.plain, edit)
            self._stories.note(by, verb, story, change=edit.what, **more, **told)

    def _change(
        self, story: str, version: int, by: str, what: str, decide: Callable[[Texts], Draft]
    ) -> Story:
        with self._stories.changing():
            self._stories.check(story, version, *EDITABLE)
            texts = self._stories.texts(story)
            draft = decide(texts)
            if draft != texts.draft:
                self._stories.edits.remember(story, by, what, texts.draft)
                self._write(story, texts, draft)
                edit = Edit(0, by, what, texts.draft, draft)
                self._note_edit("edited", by, story, texts, edit)
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    def _write(self, story: str, texts: Texts, draft: Draft) -> None:
        plain, note = texts.plain, draft.texts.get(NOTE, "")
        is_old = self._stories.read(story).work is Work.WRITE
        if is_old or draft.article_changes != texts.draft.article_changes:
            plain = self._script_of(texts, draft)
            self._stories.write_copy(story, plain=pack(plain))
        said = change_script(plain, draft)
        words = sum(len(segment.spoken.split()) for segment in said.script.segments)
        # what listeners are told was wrong is also why there is another version
        is_same = note == texts.draft.texts.get(NOTE, "")
        why = {} if is_same else {"why": shorten(note, MOST_REASON)}
        self._stories.write_copy(story, draft=msgspec.json.encode(draft))
        self._stories.change(
            story, state=State.WAITING, work=Work.MAKE, due=None, words=words,
            title=plain.article.title, not_before=time.time() + PAUSE_S, reason="", advice="",
            **why,
        )  # fmt: skip

    def _script_of(self, texts: Texts, draft: Draft) -> Manuscript:
        written = write_script(change_article(texts.article, draft), self._settings)
        return replace(written, identity=texts.plain.identity)

    # -------------------------------------------------------------------- the story

    def approve(
        self, story: str, version: int, by: str, *, due: datetime | None = None, why: str = ""
    ) -> Story:
        """Let a story go to its site, at once or at `due`.

        Raises:
            DeskConflict: its sound is not ready, or it has another version or state.
        """
        with self._stories.changing():
            found = self._stories.check(story, version, State.WAITING)
            if found.work is not Work.NONE:
                raise DeskConflict("its sound is being renewed; hear it and approve it then")
            # an embargo of the newsroom holds, unless the editor sets another time
            moment = due or found.due
            later = moment.timestamp() if moment and moment > datetime.now(UTC) else 0.0
            self._stories.change(
                story, state=State.APPROVED, work=Work.PUBLISH, not_before=later,
                due=later or None, why=_reason(why) or self._stories.private(story)["why"],
                reason="", advice="",
            )  # fmt: skip
            self._stories.note(by, "approved", story, due=later or None)
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    def take_approval_back(self, story: str, version: int, by: str) -> Story:
        """Let an approved story wait again.

        Raises:
            DeskConflict: it is not approved any more, or has another version.
        """
        with self._stories.changing():
            found = self._stories.check(story, version, State.APPROVED)
            if self._room.publishing.is_under_way(story):
                raise DeskConflict("the story is just being published; withdraw it instead")
            # a new pronunciation is still to be said
            work = Work.WRITE if found.work in {Work.WRITE, Work.MAKE} else Work.NONE
            self._stories.change(
                story, state=State.WAITING, work=work, not_before=0.0, due=None
            )
            self._stories.note(by, "approval taken back", story)
            return self._stories.read(story)

    def correct(
        self, story: str, version: int, by: str, *, item: Item | None = None, why: str = ""
    ) -> Story:
        """Read a story again, from its address or from `item`; it then waits for approval.

        Raises:
            DeskConflict: it has another version, or cannot be corrected in its state.
        """
        with self._stories.changing():
            self._stories.check(story, version, *EDITABLE, State.REFUSED)
            if item is not None:
                self._stories.write_copy(story, source=pack(item))
            self._stories.change(
                story, state=State.SUBMITTED, work=Work.READ, not_before=0.0, tries=0,
                why=_reason(why), reason="", advice="", due=None,
            )  # fmt: skip
            self._stories.note(by, "correction begun", story, why=_reason(why))
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    def withdraw(
        self, story: str, version: int, by: str, *, reason: str, is_noticed: bool
    ) -> Story:
        """Take a story off its site, or off the desk if it was never published.

        Raises:
            DeskConflict: it is withdrawn already, or has another version.
        """
        with self._stories.changing():
            found = self._stories.check(story, version)
            if found.state is State.WITHDRAWN:
                raise DeskConflict("the story is withdrawn already")
            self._stories.change(
                story, state=State.WITHDRAWN, work=Work.WITHDRAW, not_before=0.0, due=None,
                reason=_reason(reason), advice="", is_noticed=int(is_noticed),
            )  # fmt: skip
            self._stories.note(by, "withdrawal begun", story, reason=_reason(reason))
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    def restore(self, story: str, version: int, by: str) -> Story:
        """Let a withdrawn story wait for approval again.

        Raises:
            DeskConflict: it is not withdrawn, or has another version.
        """
        with self._stories.changing():
            found = self._stories.check(story, version, State.WITHDRAWN)
            if found.work is not Work.NONE:
                raise DeskConflict("it is just being withdrawn; wait a moment")
            self._stories.texts(story)
            self._stories.change(story, work=Work.RESTORE, not_before=0.0)
            self._stories.note(by, "restoration begun", story)
            changed = self._stories.read(story)
        self._room.wake()
        return changed

    # ---------------------------------------------------------------- pronunciations

    def pronounce(
        self, name: str, by: str, *, say: str, ipa: str, may_approve: bool, language: str = "",
        author: str = "", at: datetime | None = None,
    ) -> int:  # fmt: skip
        """Propose how a name is said, or approve it; returns how many stories say it.

        Without a `language` the name keeps the one it has, or gets that of a story that says it.
        A lexicon that is added names the `author` of each of its names, and when they said it.

        Raises:
            DeskConflict: it is approved already, and `by` may not approve another one.
            ScriptError: it cannot be said, or its language is no tag.
            OutputError: the file of the house lexicon cannot be written.
        """
        with self._stories.changing():
            known = self._lexicon.find(name)
            if not author:
                is_same = known is not None and (known.say, known.ipa) == (say, ipa)
                author, at = (known.author, None) if known and is_same else (by, None)
            approved = by if may_approve else ""
            if known is not None and known.approved and not may_approve:
                raise DeskConflict(
                    f"{name} has an approved pronunciation; a publisher can change it"
                )
            language = language or (known.language if known else "") or self._language_of(name)
            self._lexicon.put(
                name,
                say=say,
                ipa=ipa,
                author=author,
                approved=approved,
                language=language,
                at=at,
            )
            stories = self._renew(name) if approved else []
            self._note_name("pronunciation approved" if approved else "pronunciation proposed",
                            by, name, say=say, ipa=ipa, language=language,
                            stories=len(stories))  # fmt: skip
        self._room.wake()
        return len(stories)

    def forget_pronunciation(self, name: str, by: str) -> bool:
        """Remove how a name is said; returns whether it was there.

        Raises:
            OutputError: the file of the house lexicon cannot be written.
        """
        with self._stories.changing():
            if not self._lexicon.remove(name):
                return False
            self._renew(name)
            self._note_name("pronunciation removed", by, name)
        self._room.wake()
        return True

    def _language_of(self, name: str) -> str:
        told = map(self._stories.read, self._stories.list_saying(name))
        return next((story.language for story in told if story.language), "")

    def _renew(self, name: str) -> list[str]:
        """Write the lexicon's file, and let the stories with that name be written again."""
        # the file is there before the transaction ends: a desk that is killed between the two
        # writes it again at the next approval, and says no less than the database
        self._lexicon.write()
        stories = self._stories.list_saying(name)
        for story in stories:
            # sentences keep their keys, so changes that are under way still find them
            self._stories.advance(story, work=Work.WRITE, not_before=0.0)
        return stories

    def _note_name(self, what: str, by: str, name: str, **more: object) -> None:
        self._stories.note_without_story(by, what, name=name, **more)


def _reason(said: str) -> str:
    told = " ".join(said.split())
    if len(told) > MOST_REASON:
        raise DeskError(f"a reason has at most {MOST_REASON:,} characters")
    return told
