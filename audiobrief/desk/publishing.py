"""The steps of a story between the desk and its site: published, withdrawn, restored."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any

from audiobrief.batch.approval import renew_site
from audiobrief.batch.withdrawal import Record
from audiobrief.desk.intake import Intake
from audiobrief.desk.letting_go import find_gathered, hold_back, let_go, tombstone_of
from audiobrief.desk.making import Making
from audiobrief.desk.player import PLAYER, player_script
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import DESK, Stories
from audiobrief.errors import OutputError
from audiobrief.publish import EPISODE
from audiobrief.settings.tree import Settings
from audiobrief.system.files import read_regular, write_whole


class Publishing:
    """Writes the site of one desk."""

    def __init__(
        self, root: Path, settings: Settings, stories: Stories, intake: Intake, making: Making
    ) -> None:
        self._root, self._settings = root, settings
        self._stories, self._intake, self._making = stories, intake, making
        self._publishing: set[str] = set()
        self._alone = threading.Lock()
        """Held while the site is written: two of them would be made of different episodes."""

    def is_under_way(self, story: str) -> bool:
        """Whether a story is on its way to the site; asked for in an open transaction."""
        return story in self._publishing

    def publish(self, story: Story) -> None:
        """Put an approved story on its site."""
        with self._stories.changing():
            story = self._stories.read(story.id)
            if story.work is not Work.PUBLISH:
                return  # its approval was taken back before this began
            self._publishing.add(story.id)
        try:
            self._put_on_site(story)
        finally:
            self._publishing.discard(story.id)

    def _put_on_site(self, story: Story) -> None:
        private = self._stories.private(story.id)
        texts = self._stories.texts(story.id)
        made = self._making.perform(
            story, texts.manuscript, story.folder,
            formerly=private["identity"] if story.folder else None, why=private["why"],
        )  # fmt: skip
        if made is None:
            return
        with self._alone:
            problem = renew_site(self._root) or self._write_player()
            let_go(self._stories, self._intake, self._root, story, made.folder)
        is_new = not story.folder or story.published is None
        with self._stories.changing():
            now = self._stories.read(story.id)
            published = now.published.timestamp() if now.published else time.time()
            settled: dict[str, Any] = {}
            if now.revision == story.revision:
                settled = {
                    "state": State.PUBLISHED, "work": Work.NONE, "due": None, "why": "",
                    "tries": 0, "not_before": 0.0, "reason": problem, "advice": "",
                }  # fmt: skip
            self._stories.advance(
                story.id, folder=made.folder, published=published,
                duration_ms=made.duration_ms, **settled,
            )  # fmt: skip
            self._stories.note(
                DESK, "published" if is_new else "corrected", story.id, folder=made.folder
            )

    def _write_player(self) -> str:
        """Put the player's file on the site; returns why that failed, or an empty text."""
        path, content = self._root / PLAYER, player_script().encode()
        try:
            if not path.is_file() or read_regular(path) != content:
                write_whole(path, content)
        except (OSError, OutputError) as error:
            return f"the player for other pages was not written: {error}"
        return ""

    def withdraw(self, story: Story) -> None:
        """Take a story off its site, and remove its draft."""
        with self._alone:
            problem = self._take_off(story)
        shutil.rmtree(self._making.draft_folder(story.id), ignore_errors=True)
        with self._stories.changing():
            self._stories.write_copy(story.id, audio="")
            self._stories.advance(story.id, work=Work.NONE, advice=problem, not_before=0.0)
            self._stories.note(DESK, "withdrawn", story.id, reason=story.reason)

    def _take_off(self, story: Story) -> str:
        """Withdraw what is published or waits of a story; returns why the site is not updated."""
        record = Record(str(self._root), self._settings)
        waiting = find_gathered(self._intake, self._root, story.id)
        if story.folder and record.read().of_folder(story.folder) is not None:
            # a desk that was killed in between had withdrawn it
            return record.finish()
        if story.folder and (self._root / story.folder / EPISODE).is_file():
            private = self._stories.private(story.id)
            return record.withdraw(
                story.folder, reason=story.reason, is_noticed=bool(private["is_noticed"])
            ).problem
        # a run must not make it again
        if waiting is not None:
            return record.withdraw(waiting.folder, reason=story.reason).problem
        if story.folder:
            return record.withdraw_unmade(tombstone_of(self._stories, story))
        return ""

    def restore(self, story: Story) -> None:
        """Let a withdrawn story be made again."""
        with self._alone:
            record = Record(str(self._root), self._settings)
            register = record.read()
            stone = register.of_folder(story.folder) if story.folder else None
            # one that was never published is known by what a run calls it
            own = self._stories.source(story.id).id
            stone = stone or register.find(identity=own, url=story.url)
            folder = story.folder or (stone.folder if stone is not None else "")
            if folder:
                # first, so that no run finds it restored and not held back
                hold_back(self._stories, self._root, story, folder)
            if stone is not None:
                record.restore(stone.folder or stone.id)
        with self._stories.changing():
            # pronunciations may have been approved since it was withdrawn
            self._stories.advance(
                story.id, state=State.MAKING, work=Work.WRITE, reason="", advice="",
                published=None, not_before=0.0,
            )  # fmt: skip
            self._stories.note(DESK, "restored", story.id)
