"""Takes lists apart for several threads, in processes that are there while they are needed."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator

from audiobrief.batch.list_reader import ListReader, Parsed
from audiobrief.fetch import FetchSettings
from audiobrief.fetch.xml import Document
from audiobrief.settings.tree import BatchSettings

READERS = 2
"""The most processes. A list that takes all time that it may leaves one for the others."""
PATIENCE_S = 2.0
"""How long a list waits for a process before another one starts, in seconds; nearly all lists are
taken apart in a tenth of that."""


class SharedReaders(ListReader):
    """Readers that several threads share; the processes end after the last thread."""

    def __init__(self, fetch: FetchSettings, batch: BatchSettings) -> None:
        super().__init__(fetch, batch)
        self._readers = [ListReader(fetch, batch) for _ in range(READERS)]
        self._free: queue.SimpleQueue[ListReader] = queue.SimpleQueue()
        self._free.put(self._readers[0])
        self._spare = self._readers[1:]
        self._users = 0
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def used(self) -> Iterator[SharedReaders]:
        """This, for one thread, until the block ends."""
        with self._lock:
            self._users += 1
        try:
            yield self
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self.close()

    def parse(self, parse: Callable[[Document], Parsed], document: Document) -> Parsed:
        """As `ListReader.parse`, for any thread."""
        try:
            reader = self._free.get(timeout=PATIENCE_S)
        except queue.Empty:
            with self._lock:
                if self._spare:
                    self._free.put(self._spare.pop())
            reader = self._free.get()
        try:
            return reader.parse(parse, document)
        finally:
            self._free.put(reader)

    def close(self) -> None:
        """End the processes; the next list starts them again."""
        for reader in self._readers:
            reader.close()
