"""A client of a desk: what a program, or the command line, asks of it over HTTP.

desk = audiobrief.Desk("https://desk.example", token="abd_…")
story = desk.submit(address="https://news.example/story")
story = desk.wait(story.id)
desk.approve(story)

What is asked about stories is here; what the whole desk has is in `asking_house`.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from audiobrief.desk.asking_house import AskingHouse
from audiobrief.desk.states import State, Story, Work
from audiobrief.errors import DeskError

if TYPE_CHECKING:
    from audiobrief.cleaner import SiteRule
    from audiobrief.desk.representations import (
        ArticleAnswer,
        CastPart,
        ProposedRule,
        ScriptAnswer,
    )
    from audiobrief.publish.waveform import Waveform

SETTLED = {State.WAITING, State.REFUSED, State.PUBLISHED, State.WITHDRAWN}
"""States in which a story stays until somebody does something."""
LOOK_S = 0.5
"""The wait between two looks at a story, in seconds."""


class Desk(AskingHouse):
    """A desk at an address; use it as a context, or call `close`.

    Each method is one operation of the desk's OpenAPI, but for `wait`.
    """

    # ----------------------------------------------------------------------- stories

    def submit(
        self,
        *,
        address: str = "",
        text: str = "",
        article: Mapping[str, Any] | None = None,
        url: str = "",
        key: str = "",
    ) -> Story:
        """Submit an address, a page's HTML or text, or an article as data.

        With the same `key`, the same submission is accepted once, however often it is sent.

        Raises:
            DeskError: the desk refuses it; the message says why.
        """
        body: dict[str, Any] = {"address": address, "text": text, "url": url}
        body = {name: value for name, value in body.items() if value}
        if article is not None:
            body["article"] = dict(article)
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._ask(Story, "POST", "/stories", body=body, headers=headers)

    def submit_file(self, name: str, content: bytes, *, key: str = "") -> Story:
        """Submit a page as a file; the end of its name tells what it is.

        Raises:
            DeskError: the desk refuses it; the message says why.
        """
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        return self._ask(
            Story, "POST", "/files", params={"name": name}, content=content, headers=headers
        )

    def story(self, story: str) -> Story:
        """The state of a story.

        Raises:
            StoryNotFound: there is none with that id.
        """
        return self._ask(Story, "GET", f"{_place(story)}")

    def stories(self, *states: State, query: str = "") -> Iterator[Story]:
        """All stories, those that are worth a look first; of these states alone if any is given."""
        from audiobrief.desk.representations import StoryPage

        cursor, asked_for = "", set[str]()
        while cursor not in asked_for:
            asked_for.add(cursor)
            asked = {"state": [str(state) for state in states], "q": query, "cursor": cursor}
            page = self._ask(StoryPage, "GET", "/stories", params=asked)
            yield from page.items
            cursor = page.next
            if not cursor or not page.items:
                return

    def wait(self, story: str, *, timeout_s: float = 600.0) -> Story:
        """The story when it is made, refused or published.

        Raises:
            DeskError: that took longer than `timeout_s`.
        """
        end = time.monotonic() + timeout_s
        while True:
            found = self.story(story)
            if found.state in SETTLED and found.work is Work.NONE:
                return found
            if time.monotonic() > end:
                raise DeskError(
                    f"the story is still {found.state.value} after {timeout_s:g} s; ask for it later"
                )
            time.sleep(LOOK_S)

    def script(self, story: str) -> ScriptAnswer:
        """The sentences of a story: each with its key, as written and as said."""
        from audiobrief.desk.representations import ScriptAnswer

        return self._ask(ScriptAnswer, "GET", f"{_place(story)}/script")

    def cast(self, story: str) -> list[CastPart]:
        """The voices of a story: who says what, and why; `preview` takes their names."""
        from audiobrief.desk.representations import CastPart

        return self._ask(list[CastPart], "GET", f"{_place(story)}/cast")

    def change_sentence(self, story: Story, sentence: str, **changes: Any) -> Story:
        """Change how a sentence is said: `say`, `voice`, `speaker`, `pause_after_ms`, `muted`.

        Raises:
            DeskConflict: somebody else changed the story since.
        """
        place = f"/sentences/{quote(sentence, safe='')}"
        return self._change("PATCH", story, place, changes)

    def approve(self, story: Story, *, at: datetime | None = None, why: str = "") -> Story:
        """Let a story go to its site, at once or at a moment (timezone-aware).

        `why` is why the episode has another version, for listeners and its ledger.

        Raises:
            DeskConflict: somebody else changed it since, or its sound is not ready.
        """
        return self._change(
            "POST", story, "/approval", {"at": at.isoformat() if at else None, "why": why}
        )

    def take_approval_back(self, story: Story) -> Story:
        """Let an approved story wait again, as long as it is not published.

        Raises:
            DeskConflict: it is not approved any more, or somebody else changed it since.
        """
        return self._ask_for(story, "DELETE", "/approval")

    def correct(
        self, story: Story, *, text: str = "", article: Mapping[str, Any] | None = None,
        why: str = "",
    ) -> Story:  # fmt: skip
        """Read a story again, from its address or from what is given.

        Raises:
            DeskConflict: somebody else changed it since.
        """
        body: dict[str, Any] = {"text": text, "why": why}
        if article is not None:
            body["article"] = dict(article)
        return self._change("POST", story, "/correction", body)

    def withdraw(self, story: Story, *, reason: str = "", notice: bool = False) -> Story:
        """Take a story off its site.

        Raises:
            DeskConflict: somebody else changed it since, or it is withdrawn already.
        """
        return self._change("POST", story, "/withdrawal", {"reason": reason, "notice": notice})

    def restore(self, story: Story) -> Story:
        """Let a withdrawn story be made again; it then waits for approval.

        Raises:
            DeskConflict: it is not withdrawn, or somebody else changed it since.
        """
        return self._ask_for(story, "POST", "/restoration")

    def undo(self, story: Story, *, of_anyone: bool = False) -> Story:
        """Take back your own last change of a story's texts, or the last one of anyone.

        Raises:
            DeskConflict: there is nothing to undo, or somebody else changed it since.
        """
        params = {"of": "anyone"} if of_anyone else {}
        return self._ask_for(story, "POST", "/undo", params=params)

    def note_presence(self, story: str) -> list[str]:
        """Say that a story is open here for the next 45 s; returns who else has it open."""
        from audiobrief.desk.representations import Others

        return self._ask(Others, "POST", f"{_place(story)}/presence").others

    # ------------------------------------------------------------------------- texts

    def article(self, story: str) -> ArticleAnswer:
        """Every text of a story's page in its order: kept or dropped, and why."""
        from audiobrief.desk.representations import ArticleAnswer

        return self._ask(ArticleAnswer, "GET", f"{_place(story)}/article")

    def decide_piece(self, story: Story, piece: str, *, kept: bool) -> Story:
        """Put a text of the page into the story, or take it out; `article` has the keys.

        Raises:
            DeskConflict: somebody else changed the story since.
        """
        return self._change("PATCH", story, f"/pieces/{quote(piece, safe='')}", {"kept": kept})

    def rewrite_piece(self, story: Story, piece: str, text: str) -> Story:
        """Put a text in the place of the "headline", "dek", "byline", "note" or a paragraph's.

        An empty dek, byline or note is none; the text as it was read takes a change back.

        Raises:
            DeskConflict: somebody else changed the story since.
        """
        return self._change("PATCH", story, f"/pieces/{quote(piece, safe='')}", {"text": text})

    def propose_rules(self, story: str, piece: str, *, kept: bool) -> list[ProposedRule]:
        """Site rules for a decision on a text, each with what it would change."""
        from audiobrief.desk.representations import ProposedRule

        place = f"{_place(story)}/pieces/{quote(piece, safe='')}/rules"
        return self._ask(list[ProposedRule], "POST", place, body={"kept": kept})

    def keep_rule(self, story: str, piece: str, selector: str, *, kept: bool) -> SiteRule:
        """Keep one of the rules that are proposed, for pages that are read from now on."""
        from audiobrief.cleaner import SiteRule

        place = f"{_place(story)}/pieces/{quote(piece, safe='')}/rule"
        return self._ask(SiteRule, "POST", place, body={"kept": kept, "selector": selector})

    # ------------------------------------------------------------------------- sound

    def sound(self, story: str) -> bytes:
        """The audio file of a story's draft."""
        return self._send("GET", f"{_place(story)}/sound").content

    def transcript(self, story: str, format: str = "vtt") -> str:  # noqa: A002 -- the name in the address
        """The transcript of a story's draft: "vtt", "srt", "txt" or "json"."""
        place = f"{_place(story)}/transcript"
        return self._send("GET", place, params={"format": format}).content.decode()

    def waveform(self, story: str) -> Waveform:
        """The loudness of a story's draft along its length."""
        from audiobrief.publish.waveform import Waveform

        return self._ask(Waveform, "GET", f"{_place(story)}/waveform")

    def hear_sentence(self, story: str, sentence: str) -> bytes:
        """A sentence as it is said now, as a WAV file; `script` has the keys."""
        place = f"{_place(story)}/sentences/{quote(sentence, safe='')}/sound"
        return self._send("GET", place).content

    def try_sentence(self, story: str, sentence: str, **changes: Any) -> bytes:
        """A sentence as it would be said after changes that are not kept; see `change_sentence`."""
        place = f"{_place(story)}/sentences/{quote(sentence, safe='')}/sound"
        return self._send("POST", place, body=changes).content


def _place(story: str) -> str:
    return f"/stories/{quote(story, safe='')}"
