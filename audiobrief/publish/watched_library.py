"""A folder of episodes that is read again while it is served.

Each look asks the system for the times of every file, which for ten thousand episodes takes a tenth
of a second of a quiet machine, and seconds of a busy one. So a look that takes long is a rare one,
and who cannot wait for it gets what the last one found.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from audiobrief.publish.index_file import keep_listings, read_listings
from audiobrief.publish.library import Index, Library, read_library
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.shelf import Shelf, arrange, read_shelf

REST = 10
"""The time from one look to the next, as a multiple of how long the look took: looking takes a tenth of
the time at most."""
CHANGED = float("-inf")
"""In place of the time of the last look: something is known to be another since."""
WORTH_KEEPING = 50
"""Newly read episodes that are written down: reading so many again takes a tenth of a second."""


class WatchedLibrary:
    """What is in a folder, and what its site lists of that; any thread may ask it."""

    def __init__(
        self, root: Path, settings: PublishSettings, *, keeps_listings: bool = False
    ) -> None:
        """With `keeps_listings`, what was read is written down in the folder for the next time.

        Raises:
            PublishError: the folder does not exist, or its shelf or register is damaged.
        """
        self._root = root
        self._settings = settings
        self._keeps_listings = keeps_listings
        self._unkept = 0
        """Episodes that were read since the last time that they were written down."""
        self._took_s = 0.0
        """How long the last look took, in seconds."""
        self._looked = 0.0
        """When the last look began, by the monotonic clock; `CHANGED` for one that is due. The first
        reading, below, is none: whoever asks first may do so long after."""
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._reading: Future[None] | None = None
        self._lock = threading.Lock()
        self.library = Library(())
        """All episodes in the folder."""
        self.listed = self.library
        """Those that the site lists, in its order; another object when the list is another."""
        self._shelf = Shelf()
        self._read(read_listings(root) if keeps_listings else Index())

    def look(self, every_s: float, patience_s: float | None = None) -> None:
        """Read the folder again if that was not done just now.

        A look follows another after `every_s` seconds, or later if it takes long; with 0 each call
        is a look. After `patience_s` seconds it goes on without its caller, unless something was
        changed by who asks (`look_again`); None to wait for its end.

        Raises:
            PublishError: the folder is gone, or its shelf or register is damaged.
        """
        with self._lock:
            rest_s = max(every_s, REST * self._took_s) if every_s else 0.0
            is_changed = self._looked == CHANGED
            if self._reading is None and time.monotonic() - self._looked <= rest_s:
                return
            # a look that goes on may have passed what was changed before it was
            if self._reading is None or is_changed:
                self._looked = time.monotonic()
                self._reading = self._reader.submit(self._read)
            reading = self._reading
        if wait([reading], None if is_changed else patience_s).done:
            with self._lock:
                if self._reading is reading:
                    self._reading = None
            reading.result()

    def look_again(self) -> None:
        """Let the next look read the folder, however soon it comes."""
        self._looked = CHANGED

    def _read(self, known: Index | None = None) -> None:
        begun = time.monotonic()
        known = known or Index(episodes=self.library.entries)
        library = read_library(self._root, known)
        shelf = read_shelf(self._root)
        # with days after which a finished episode leaves, time alone changes the list
        is_same = library.listings == self.library.listings and shelf == self._shelf
        if not is_same or self._settings.finished_days:
            listed = arrange(library, shelf, self._settings)
            if listed.listings != self.listed.listings:
                self.listed = listed
        self.library, self._shelf = library, shelf
        self._took_s = time.monotonic() - begun
        self._unkept += library.read
        if self._keeps_listings and self._unkept >= WORTH_KEEPING:
            keep_listings(self._root, library)
            self._unkept = 0
