"""Takes feeds, sitemaps and OPML apart in a process that has the bounds of a worker.

feedparser is written in Python, and strangers write what it reads: a document that takes all
time or memory is refused by itself, and the run and its other lists go on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, TypeVar

from audiobrief.batch.pool import START_S, describe_end, end_fork_server, process_context
from audiobrief.errors import PageRefused, PageUnreadable
from audiobrief.fetch import FetchSettings
from audiobrief.fetch.xml import Document
from audiobrief.settings.tree import BatchSettings
from audiobrief.system.memory import describe_shortage, limit_memory

Parsed = TypeVar("Parsed")


class ListReader:
    """Reads the lists of a run. For one thread."""

    def __init__(self, fetch: FetchSettings, batch: BatchSettings) -> None:
        self.fetch = fetch
        """How lists are fetched, which this process does itself."""
        self._batch = batch
        self._pool: Any = None
        """Pebble's pool of one process; None until the first list has to be taken apart."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End its process; the next list starts another one."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def parse(self, parse: Callable[[Document], Parsed], document: Document) -> Parsed:
        """What `parse`, a function of a module, makes of a document.

        Raises:
            PageRefused: it took more than `batch.deadline_ms` or `batch.memory_mb`.
            PageUnreadable: its process died.
            AudiobriefError: the one that `parse` raised.
        """
        from pebble import ProcessExpired

        limit_s, name = self._batch.deadline_ms / 1000, document.name
        if self._pool is None:
            self._pool = self._open()
        future = self._pool.schedule(parse, args=[document], timeout=limit_s)
        try:
            parsed: Parsed = future.result(timeout=limit_s + START_S)
        except TimeoutError as error:
            if not future.done():
                end_fork_server()  # it was stopped, and no process has started
            raise PageRefused(
                f"{name} took longer than {limit_s:g} s to read; if you trust it, allow more with "
                "batch.deadline_ms"
            ) from error
        except MemoryError as error:
            raise PageRefused(describe_shortage(name, self._batch.memory_mb)) from error
        except ProcessExpired as error:
            raise PageUnreadable(
                f"{name} cannot be read: {describe_end(error.exitcode).message}"
            ) from error
        return parsed

    def _open(self) -> Any:
        import pebble

        return pebble.ProcessPool(
            max_workers=1,
            initializer=_open_process,
            initargs=[self._batch.memory_mb],
            context=process_context(),
        )


def _open_process(memory_mb: int) -> None:
    from audiobrief.batch import guard

    guard.leave_terminal()
    guard.end_with_parent()
    limit_memory(memory_mb)
