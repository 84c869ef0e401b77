"""Does what stories need one after another, in worker processes, until it is told to end.

What is to be done stands in the database (`Story.work`), so a desk that was killed takes it up
again. A step is repeated rather than lost: it writes the same files into the same folder.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from audiobrief.batch.approval import renew_site
from audiobrief.batch.items import Failure, Made, MakeTask, Read, ReadTask, Reason
from audiobrief.batch.names import Name
from audiobrief.batch.pool import ProcessPool
from audiobrief.batch.withdrawal import Record
from audiobrief.desk.database import FOLDER
from audiobrief.desk.drafts import change_article
from audiobrief.desk.letting_go import find_gathered, let_go
from audiobrief.desk.looks import look_at, look_at_names, look_at_sound
from audiobrief.desk.reading import columns_of, keep_reading
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import DESK, Stories
from audiobrief.desk.studio import Studio
from audiobrief.episode.pictures import NOTHING_TO_SEE, Pictures
from audiobrief.episode.reader import write_script
from audiobrief.errors import AudiobriefError, DeskError, OutputError, StoryNotFound
from audiobrief.model import Manuscript
from audiobrief.settings.tree import Settings

LOG = logging.getLogger(__name__)
DRAFTS = f"{FOLDER}/drafts"
"""The folder of the drafts, one folder for each story, relative to the output."""
MOST_TRIES = 6
RETRY_S = 30.0
"""The wait before the first further try, in seconds; it doubles with each one."""
IDLE_S = 5.0
"""The longest wait before the database is looked at again, in seconds."""
AGAIN = "submit it again when that is mended"
ADVICE = {
    # why a page was refused -> what an editor can do
    Reason.IS_FEED: "submit the addresses of its articles, or follow the feed with --follow",
    Reason.NOT_FOUND: "check the address",
    Reason.REFUSED: "paste the article's text, or save its page and drop the file here",
    Reason.UNREADABLE: "save the page as HTML, and drop the file here",
    Reason.NO_ARTICLE: "paste the article's text, or drop its page as your browser saved it",
    Reason.DOUBTFUL: "compare it with its page, and paste the article's text",
    Reason.UNREACHABLE: "submit it again later, or paste the article's text",
}


class WorkRoom:
    """The work of one desk; `start` begins it in threads of its own."""

    def __init__(
        self, root: Path, settings: Settings, stories: Stories, studio: Studio
    ) -> None:
        self._root, self._settings = root, settings
        self._stories, self._studio = stories, studio
        self._pool = ProcessPool(settings, str(root))
        most = self._pool.workers + self._pool.fetchers
        self._most = most
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="work")
        self._busy: set[str] = set()
        self._publishing: set[str] = set()
        self._named: dict[str, int] = {}
        """Story -> hash of the script whose names were looked for."""
        self._alone = threading.Lock()
        """Held while the site is written: two of them would be made of different episodes."""
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._steps: dict[Work, Callable[[Story], None]] = {
            Work.READ: self._read,
            Work.WRITE: self._write,
            Work.MAKE: self._make,
            Work.PUBLISH: self._publish,
            Work.WITHDRAW: self._withdraw,
            Work.RESTORE: self._restore,
        }
        self._thread = threading.Thread(target=self._run, name="workroom", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._studio.warm_up()
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        self._woken.set()

    def close(self) -> None:
        """End at once; what was begun is done again by the next desk."""
        self._ended.set()
        self._woken.set()
        self._pool.close()
        if self._thread.is_alive():
            self._thread.join()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def is_publishing(self, story: str) -> bool:
        """Whether a story is on its way to the site; asked for in an open transaction."""
        return story in self._publishing

    def draft_folder(self, story: str) -> Path:
        """The folder of a story's draft, whether it exists or not."""
        return self._root / DRAFTS / story

    def _run(self) -> None:
        while not self._ended.is_set():
            self._woken.clear()
            try:
                wait = self._begin_what_is_due()
            except OutputError as error:
                LOG.warning("the work room waits: %s", error)
                wait = IDLE_S
            # what is due already is being done, and ends with a wake
            self._woken.wait(wait if not self._busy else IDLE_S)

    def _begin_what_is_due(self) -> float:
        """Begin as much as may be done at once; returns the seconds until more is due."""
        while len(self._busy) < self._most and not self._ended.is_set():
            found = self._stories.next_work(frozenset(self._busy))
            if found is None:
                break
            self._busy.add(found[0])
            self._threads.submit(self._do, *found)
        moment = self._stories.next_moment()
        return IDLE_S if moment is None else min(max(moment - time.time(), 0.05), IDLE_S)

    def _do(self, story: str, work: Work) -> None:
        try:
            self._step(self._stories.read(story), work)
        except StoryNotFound:
            pass
        except OutputError as error:
            self._wait_for_room(story, error)
        finally:
            self._busy.discard(story)
            self._woken.set()

    def _step(self, story: Story, work: Work) -> None:
        try:
            self._steps[work](story)
        except OutputError:
            raise
        except AudiobriefError as error:
            self._give_up(story, str(error), "")
        except Exception as error:  # one story must not end the work of all others
            if not self._ended.is_set():
                LOG.exception("%s of story %s failed", work, story.id)
                self._give_up(story, f"{type(error).__name__}: {error}", AGAIN)

    def _wait_for_room(self, story: str, error: OutputError) -> None:
        """Put off a story that no disk takes; that passes, and is no fault of the story."""
        LOG.warning("story %s waits: %s", story, error)
        with contextlib.suppress(OutputError, StoryNotFound):
            self._put_off(self._stories.read(story), str(error))
            return
        # where not even this can be written down, the story asks for work again at once
        self._ended.wait(IDLE_S)

    # --------------------------------------------------------------------- reading

    def _read(self, story: Story) -> None:
        item = self._stories.source(story.id)
        answer = self._pool.perform(ReadTask(item, sends_page=True))
        if isinstance(answer, Failure) and item.feed_page is not None and item.page is None:
            # its feed gives the text, too
            given = self._pool.perform(
                ReadTask(replace(item, page=item.feed_page), sends_page=True)
            )
            answer = given if isinstance(given, Read) else answer
        if isinstance(answer, Failure):
            self._refuse(story, answer)
            return
        assert isinstance(answer, Read)
        manuscript = msgspec.msgpack.decode(answer.manuscript, type=Manuscript)
        known = self._stories.private(story.id)["identity"]
        if known:
            # a corrected text is still the same story, whose folder on the site it keeps
            manuscript = replace(manuscript, identity=known)
        same = self._stories.find_same(manuscript.identity, story.id)
        if same is not None:
            self._give_up(
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
        )

    def _write(self, story: Story) -> None:
        """Write the script anew; its sound is renewed only if the script changed."""
        texts = self._stories.texts(story.id)
        article = change_article(texts.article, texts.draft)
        plain = replace(write_script(article, self._settings), identity=texts.plain.identity)
        with self._stories.changing():
            now = self._stories.read(story.id)
            if now.revision != story.revision:
                return  # somebody changed it meanwhile, and it is written again
            is_changed = plain.script != texts.plain.script
            moment, work = 0.0, Work.MAKE
            if story.state is State.APPROVED:
                # who approved the pronunciation has heard it
                work, moment = Work.PUBLISH, story.due.timestamp() if story.due else 0.0
            elif story.state is State.PUBLISHED:
                work = Work.PUBLISH if is_changed else Work.NONE
            self._stories.write_copy(story.id, plain=msgspec.msgpack.encode(plain))
            self._stories.advance(story.id, work=work, not_before=moment)
            if is_changed:
                self._stories.note(DESK, "pronounced anew", story.id)

    def _refuse(self, story: Story, failure: Failure) -> None:
        if self._ended.is_set():
            return  # the next desk does it again
        if failure.may_pass:
            self._put_off(story, failure.message, ADVICE.get(failure.reason, AGAIN))
            return
        self._give_up(story, failure.message, ADVICE.get(failure.reason, AGAIN))

    def _put_off(self, story: Story, reason: str, advice: str = AGAIN) -> None:
        """Try a story again later, or give it up after so many tries."""
        tries = self._stories.private(story.id)["tries"] + 1
        if tries >= MOST_TRIES:
            self._give_up(story, reason, advice)
            return
        wait = RETRY_S * 2 ** (tries - 1)
        with self._stories.changing():
            self._stories.advance(
                story.id, tries=tries, not_before=time.time() + wait,
                reason=reason, advice=f"it is tried again in {wait:g} s",
            )  # fmt: skip
            self._stories.note(DESK, "put off", story.id, reason=reason)

    def _give_up(self, story: Story, reason: str, advice: str) -> None:
        """Refuse a story, or let one that was made wait with the reason."""
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

    # ---------------------------------------------------------------------- making

    def _make(self, story: Story) -> None:
        texts = self._stories.texts(story.id)
        made = self._perform(story, texts.manuscript, f"{DRAFTS}/{story.id}")
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
            self._stories.advance(
                story.id, state=State.WAITING, work=Work.NONE, duration_ms=made.duration_ms,
                tries=0, not_before=0.0, reason="", advice="", **columns_of(looks),
            )  # fmt: skip
            self._stories.note(DESK, "made", story.id, duration_ms=made.duration_ms)
        for path in folder.iterdir():
            # the sound of the draft before
            if path.is_file() and path.name not in made.files:
                path.unlink(missing_ok=True)

    def _names_of(self, story: str, manuscript: Manuscript) -> tuple[Name, ...]:
        """The unknown names of a story, looked for again only if its script was written anew."""
        digest = hash(msgspec.msgpack.encode(manuscript))
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

    def _perform(
        self, story: Story, manuscript: Manuscript, folder: str, **more: Any
    ) -> Made | None:
        seen = self._stories.column(story.id, "pictures")
        pictures = msgspec.msgpack.decode(seen, type=Pictures) if seen else NOTHING_TO_SEE
        task = MakeTask(msgspec.msgpack.encode(manuscript), folder, pictures=pictures, **more)
        answer = self._pool.perform(task)
        if isinstance(answer, Failure):
            self._refuse(story, answer)
            return None
        assert isinstance(answer, Made)
        return answer

    # ------------------------------------------------------------------- publishing

    def _publish(self, story: Story) -> None:
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
        made = self._perform(
            story, texts.manuscript, story.folder,
            formerly=private["identity"] if story.folder else None, why=private["why"],
        )  # fmt: skip
        if made is None:
            return
        with self._alone:
            problem = renew_site(self._root)
            let_go(self._stories, self._root, story, made.folder)
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

    def _withdraw(self, story: Story) -> None:
        private = self._stories.private(story.id)
        problem = ""
        if story.folder:
            with self._alone:
                record = Record(str(self._root), self._settings)
                if record.read().of_folder(story.folder) is not None:
                    # a desk that was killed in between had withdrawn it
                    problem = record.finish()
                elif (self._root / story.folder).is_dir():
                    problem = record.withdraw(
                        story.folder,
                        reason=story.reason,
                        is_noticed=bool(private["is_noticed"]),
                    ).problem
        elif (
            waiting := find_gathered(self._stories, self._root, private["identity"])
        ) is not None:
            # a run must not make it again
            with self._alone:
                problem = (
                    Record(str(self._root), self._settings)
                    .withdraw(waiting.folder, reason=story.reason)
                    .problem
                )
        shutil.rmtree(self.draft_folder(story.id), ignore_errors=True)
        with self._stories.changing():
            self._stories.write_copy(story.id, audio="")
            self._stories.advance(story.id, work=Work.NONE, advice=problem, not_before=0.0)
            self._stories.note(DESK, "withdrawn", story.id, reason=story.reason)

    def _restore(self, story: Story) -> None:
        with self._alone:
            record = Record(str(self._root), self._settings)
            register = record.read()
            stone = register.of_folder(story.folder) if story.folder else None
            stone = stone or (register.find(url=story.url) if story.url else None)
            if stone is not None:
                record.restore(stone.folder)
        with self._stories.changing():
            self._stories.advance(
                story.id, state=State.MAKING, work=Work.MAKE, reason="", advice="",
                published=None, not_before=0.0,
            )  # fmt: skip
            self._stories.note(DESK, "restored", story.id)
