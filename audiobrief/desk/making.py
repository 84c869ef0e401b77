"""The steps of a story up to its draft: its page is read, its script written, its sound made."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from audiobrief.batch.items import Failure, Made, MakeTask, Read, ReadTask
from audiobrief.batch.names import Name
from audiobrief.desk.database import FOLDER
from audiobrief.desk.drafts import change_article
from audiobrief.desk.looks import look_at, look_at_names, look_at_sound, renew_names
from audiobrief.desk.reading import columns_of, keep_reading
from audiobrief.desk.setbacks import Setbacks
from audiobrief.desk.shared_workers import Workers
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import DESK, Stories
from audiobrief.desk.studio import Studio
from audiobrief.episode.pictures import NOTHING_TO_SEE, Pictures
from audiobrief.episode.reader import write_script
from audiobrief.errors import DeskError, PublishError
from audiobrief.model import Episode, Manuscript, Script
from audiobrief.publish import read_episode
from audiobrief.settings.tree import Settings
from audiobrief.system.packing import pack, unpack

LOG = logging.getLogger(__name__)
DRAFTS = f"{FOLDER}/drafts"
"""The folder of the drafts, one folder for each story, relative to the output."""


class Making:
    """Makes the drafts of one desk's stories."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        stories: Stories,
        studio: Studio,
        *,
        pool: Workers,
        setbacks: Setbacks,
    ) -> None:
        self._root, self._settings, self._stories = root, settings, stories
        self._studio, self._pool, self._setbacks = studio, pool, setbacks
        self._named: dict[str, int] = {}
        """Story -> hash of the script whose names were looked for."""

    def draft_folder(self, story: str) -> Path:
        """The folder of a story's draft, whether it exists or not."""
        return self._root / DRAFTS / story

    def read(self, story: Story) -> None:
        """Read a story's page, and write its script."""
        item = self._stories.source(story.id)
        pronunciations = self._stories.pronunciations
        answer = self._pool.perform(ReadTask(item, sends_page=True))
        if isinstance(answer, Failure) and item.feed_page is not None and item.page is None:
            # its feed gives the text, too
            given = self._pool.perform(
                ReadTask(replace(item, page=item.feed_page), sends_page=True)
            )
            answer = given if isinstance(given, Read) else answer
        if isinstance(answer, Failure):
            self._setbacks.refuse(story, answer)
            return
        assert isinstance(answer, Read)
        manuscript = unpack(answer.manuscript, Manuscript)
        known = self._stories.private(story.id)["identity"]
        if known:
            # a corrected text is still the same story, whose folder on the site it keeps
            manuscript = replace(manuscript, identity=known)
        same = self._stories.find_same(manuscript.identity, story.id)
        if same is not None:
            self._setbacks.give_up(
                story,
                f"it is the same story as {same.title or same.name!r}, which is on the desk",
                "open that one, and correct it if the text has changed",
            )
            return
        keep_reading(
            self._stories,
            story,
            manuscript,
            answer.pictures,
            settings=self._settings,
            page=answer.content,
            pronunciations=pronunciations,
        )

    def write(self, story: Story) -> None:
        """Write the script anew; its sound is renewed only if the script changed."""
        texts = self._stories.texts(story.id)
        article = change_article(texts.article, texts.draft)
        plain = replace(write_script(article, self._settings), identity=texts.plain.identity)
        said = replace(texts, plain=plain).manuscript
        work = self._work_for(story, said)
        found: dict[str, Any] = {}
        if work is not Work.MAKE:
            # what is made again is looked at then
            names = self._names_of(story.id, plain)
            self._stories.write_copy(story.id, names=msgspec.json.encode(names))
            found = columns_of(renew_names(story.looks, [name.name for name in names]))
        with self._stories.changing():
            now = self._stories.read(story.id)
            if now.revision != story.revision:
                return  # somebody changed it meanwhile, and it is written again
            moment = _moment_of(story) if work is Work.PUBLISH else 0.0
            self._stories.write_copy(story.id, plain=pack(plain))
            self._stories.advance(story.id, work=work, not_before=moment, **found)
            if not _says_the_same(said.script, texts.manuscript.script):
                self._stories.note(DESK, "pronounced anew", story.id)

    def _work_for(self, story: Story, said: Manuscript) -> Work:
        """What is to be done so that a story says `said`."""
        if story.state is State.PUBLISHED:
            on_site = _read(self._root / story.folder)
            is_there = on_site is not None and _says_the_same(on_site.script, said.script)
            return Work.NONE if is_there else Work.PUBLISH
        draft = None if story.state is State.MAKING else _read(self.draft_folder(story.id))
        if draft is None or not _says_the_same(draft.script, said.script):
            return Work.MAKE
        if draft.timeline.duration_ms != story.duration_ms:
            # it was made while the story was changed: it is on the disk, and not noted yet
            return Work.MAKE
        return Work.PUBLISH if story.state is State.APPROVED else Work.NONE

    def make(self, story: Story) -> None:
        """Make the sound of a draft; the story waits for approval then."""
        texts = self._stories.texts(story.id)
        made = self.perform(story, texts.manuscript, f"{DRAFTS}/{story.id}")
        if made is None:
            return
        folder = self.draft_folder(story.id)
        names = self._names_of(story.id, texts.plain)
        unknown = [name.name for name in names]
        looks = tuple(
            sorted(
                (
                    *look_at(texts.plain.article),
                    *look_at_names(unknown),
                    *look_at_sound(made.note, texts.manuscript.article.remarks),
                ),
                key=lambda look: -look.weight,
            )
        )
        with self._stories.changing():
            self._stories.write_copy(
                story.id, audio=made.audio, names=msgspec.json.encode(names)
            )
            if self._stories.read(story.id).revision != story.revision:
                return  # it was changed meanwhile, and is made again
            settled: dict[str, Any] = {
                "state": State.WAITING,
                "work": Work.NONE,
                "not_before": 0.0,
            }
            if story.state is State.APPROVED:
                # who approved the new pronunciation has heard it
                settled = {"work": Work.PUBLISH, "not_before": _moment_of(story)}
            self._stories.advance(
                story.id, duration_ms=made.duration_ms, tries=0, reason="", advice="", **settled,
                **columns_of(looks),
            )  # fmt: skip
            self._stories.note(DESK, "made", story.id, duration_ms=made.duration_ms)
        for path in folder.iterdir():
            # the sound of the draft before
            if path.is_file() and path.name not in made.files:
                path.unlink(missing_ok=True)

    def _names_of(self, story: str, manuscript: Manuscript) -> tuple[Name, ...]:
        """The unknown names of a story, looked for again only if its script was written anew."""
        digest = hash(pack(manuscript))
        known = self._stories.column(story, "names")
        if known is not None and self._named.get(story) == digest:
            return msgspec.json.decode(known, type=tuple[Name, ...])
        names = self._find_names(manuscript)
        self._named[story] = digest
        return names

    def _find_names(self, manuscript: Manuscript) -> tuple[Name, ...]:
        try:
            return self._studio.find_names(manuscript.article)
        except DeskError as error:
            LOG.warning("%s", error)
            return ()

    def perform(
        self, story: Story, manuscript: Manuscript, folder: str, **more: Any
    ) -> Made | None:
        """Make an episode in a folder; None if that failed, which is noted then.

        `folder` is relative to the output; empty for one that gets its name from the headline.
        `more` are further fields of the `MakeTask`.

        Raises:
            DeskError: the worker wrote to another disk than this desk's.
        """
        seen = self._stories.column(story.id, "pictures")
        pictures = unpack(seen, Pictures) if seen else NOTHING_TO_SEE
        task = MakeTask(pack(manuscript), folder, pictures=pictures, **more)
        answer = self._pool.perform(task)
        if isinstance(answer, Failure):
            self._setbacks.refuse(story, answer)
            return None
        assert isinstance(answer, Made)
        above = (self._root / folder).parent if folder else self._root
        if not (above / answer.folder).is_dir():
            raise DeskError(
                f"its worker wrote to another disk: the machines of a cluster must all have "
                f"{self._root} as one shared folder; mount it there, or start the desk with --on pool"
            )
        return answer


def _moment_of(story: Story) -> float:
    """The moment of an approved story at which it is published; 0 for at once."""
    return story.due.timestamp() if story.due and story.state is State.APPROVED else 0.0


def _says_the_same(one: Script, other: Script) -> bool:
    """Whether two scripts differ in their pauses at most.

    The pause after a sentence depends on the words that audiobrief would say, also where an
    editor wrote others in their place, or muted them.
    """
    first, second = (
        replace(script, segments=tuple(replace(s, pause_after_ms=0) for s in script.segments))
        for script in (one, other)
    )
    return first == second


def _read(folder: Path) -> Episode | None:
    """The episode in a folder; None if there is none that can be read."""
    try:
        return read_episode(folder)
    except (OSError, PublishError):
        return None
