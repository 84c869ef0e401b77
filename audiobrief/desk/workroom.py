"""Does what stories need one after another, in worker processes, until it is told to end.

What is to be done stands in the database (`Story.work`), so a desk that was killed takes it up
again. A step is repeated rather than lost: it writes the same files into the same folder.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audiobrief.desk.intake import Intake
from audiobrief.desk.making import Making
from audiobrief.desk.publishing import Publishing
from audiobrief.desk.setbacks import AGAIN, Setbacks
from audiobrief.desk.shared_workers import open_workers
from audiobrief.desk.states import Story, Work
from audiobrief.desk.stories import Stories
from audiobrief.desk.studio import Studio
from audiobrief.desk.work_list import WorkList
from audiobrief.errors import AudiobriefError, OutputError, StoryNotFound
from audiobrief.settings.tree import Settings

LOG = logging.getLogger(__name__)
MOST_AT_ONCE = 256
"""The most stories that are worked on at once, however many workers a cluster has."""
IDLE_S = 5.0
"""The longest wait before the database is looked at again, in seconds."""


class WorkRoom:
    """The work of one desk; `start` begins it in threads of its own."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        stories: Stories,
        intake: Intake,
        *,
        work: WorkList,
        studio: Studio,
    ) -> None:
        self._stories, self._work, self._studio = stories, work, studio
        # workers on other machines have another working directory
        self._pool = open_workers(settings, str(root.resolve()))
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="work")
        self._busy: set[str] = set()
        self._woken = threading.Event()
        self._ended = threading.Event()
        self._setbacks = Setbacks(stories, self._ended)
        self.making = Making(
            root, settings, stories, studio, pool=self._pool, setbacks=self._setbacks
        )
        self.publishing = Publishing(root, settings, stories, intake, self.making)
        self._steps: dict[Work, Callable[[Story], None]] = {
            Work.READ: self.making.read,
            Work.WRITE: self.making.write,
            Work.MAKE: self.making.make,
            Work.PUBLISH: self.publishing.publish,
            Work.WITHDRAW: self.publishing.withdraw,
            Work.RESTORE: self.publishing.restore,
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
        # workers of a cluster come and go
        most = min(self._pool.workers + self._pool.fetchers, MOST_AT_ONCE)
        while len(self._busy) < most and not self._ended.is_set():
            found = self._work.next(frozenset(self._busy))
            if found is None:
                break
            self._busy.add(found[0])
            self._threads.submit(self._do, *found)
        moment = self._work.next_moment()
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
            self._setbacks.give_up(story, str(error), "")
        except Exception as error:  # one story must not end the work of all others
            if not self._ended.is_set():
                LOG.exception("%s of story %s failed", work, story.id)
                self._setbacks.give_up(story, f"{type(error).__name__}: {error}", AGAIN)

    def _wait_for_room(self, story: str, error: OutputError) -> None:
        """Put off a story that no disk takes; that passes, and is no fault of the story."""
        LOG.warning("story %s waits: %s", story, error)
        with contextlib.suppress(OutputError, StoryNotFound):
            self._setbacks.put_off(self._stories.read(story), str(error))
            return
        # where not even this can be written down, the story asks for work again at once
        self._ended.wait(IDLE_S)
