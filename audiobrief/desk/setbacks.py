"""What becomes of a story when a step of its work fails: it is tried again, or given up."""

from __future__ import annotations

import threading
import time

from audiobrief.batch.items import Failure, Reason
from audiobrief.desk.remedies import without_options
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import DESK, Stories

MOST_TRIES = 6
RETRY_S = 30.0
"""The wait before the first further try, in seconds; it doubles with each one."""
AGAIN = "submit it again when that is mended"
ADVICE = {
    # why a page was refused -> what an editor can do
    Reason.IS_FEED: "follow it: on the inbox, open Feeds and add its address",
    Reason.NOT_FOUND: "check the address",
    Reason.REFUSED: "paste the article's text, or save its page and drop the file here",
    Reason.UNREADABLE: "save the page as HTML, and drop the file here",
    Reason.NO_ARTICLE: "paste the article's text, or drop its page as your browser saved it",
    Reason.DOUBTFUL: "compare it with its page, and paste the article's text",
    Reason.UNREACHABLE: "submit it again later, or paste the article's text",
}


class Setbacks:
    """The failures of one desk's work."""

    def __init__(self, stories: Stories, ended: threading.Event) -> None:
        """`ended` is set when the desk ends: what fails then is done again by the next one."""
        self._stories, self._ended = stories, ended

    def refuse(self, story: Story, failure: Failure) -> None:
        """Put off or give up a story whose task failed."""
        if self._ended.is_set():
            return  # the next desk does it again
        reason, advice = without_options(failure.message), ADVICE.get(failure.reason, AGAIN)
        if failure.may_pass:
            self.put_off(story, reason, advice)
            return
        self.give_up(story, reason, advice)

    def put_off(self, story: Story, reason: str, advice: str = AGAIN) -> None:
        """Try a story again later, or give it up after so many tries."""
        tries = self._stories.private(story.id)["tries"] + 1
        if tries >= MOST_TRIES:
            self.give_up(story, reason, advice)
            return
        wait = RETRY_S * 2 ** (tries - 1)
        with self._stories.changing():
            self._stories.advance(
                story.id, tries=tries, not_before=time.time() + wait,
                reason=reason, advice=f"it is tried again in {wait:g} s",
            )  # fmt: skip
            self._stories.note(DESK, "put off", story.id, reason=reason)

    def give_up(self, story: Story, reason: str, advice: str) -> None:
        """Refuse a story, or let one that was made wait with the reason."""
        # they are shown side by side, and the message may end with the same advice
        reason = reason.removesuffix(f"; {advice}")
        with self._stories.changing():
            now = self._stories.read(story.id)
            if now.revision != story.revision:
                return  # somebody changed it meanwhile, and the work is done again
            is_made = bool(self._stories.column(story.id, "audio")) or bool(now.folder)
            state = now.state
            if state is not State.WITHDRAWN:
                state = State.WAITING if is_made else State.REFUSED
            self._stories.advance(
                story.id, state=state, work=Work.NONE, reason=reason, advice=advice or AGAIN,
                tries=0, not_before=0.0, due=None,
            )  # fmt: skip
            self._stories.note(DESK, "failed", story.id, reason=reason)
