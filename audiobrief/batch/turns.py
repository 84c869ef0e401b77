"""Gives articles that are read at once on in the order of the list, whoever is read first.

Of two articles with one headline, the first in the list has the folder with the plain name. So
that the number of workers does not decide which one that is, an article that was read waits
until those before it were read, too. Pages of the web wait only for pages of their own host, and
for none whose request has not been sent: another host may be slow.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from audiobrief.batch.items import Read
from audiobrief.batch.schedule import Job, host_of

MOST_WAITING = 64
"""The most articles that wait for their turn, with their manuscripts in memory. An article that
takes as long to read as this many others loses its turn."""


@dataclass(slots=True)
class _Turn:
    job: Job
    read: Read | None = None


class Turns:
    """The articles that are being read, in the order in which their reading began."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[_Turn]] = {}
        """Host, or empty for pages that are not on the web -> its articles."""
        self._waiting = 0

    def begin(self, job: Job) -> None:
        """Note that the first reading of an article begins."""
        self._lines.setdefault(_line_of(job), deque()).append(_Turn(job))

    def end(self, job: Job, read: Read | None) -> list[tuple[Job, Read]]:
        """The articles whose turn it is, now that `job` was read, or was not (None)."""
        name = _line_of(job)
        line = self._lines.get(name)
        turn = next((turn for turn in line or () if turn.job is job), None)
        if line is None or turn is None:
            return [] if read is None else [(job, read)]
        if read is None:
            line.remove(turn)
        else:
            turn.read = read
            self._waiting += 1
        due: list[tuple[Job, Read]] = []
        while line and line[0].read is not None:
            due.append((line[0].job, line[0].read))
            line.popleft()
        if self._waiting - len(due) >= MOST_WAITING:
            due += [(turn.job, turn.read) for turn in line if turn.read is not None]
            self._lines[name] = line = deque(turn for turn in line if turn.read is None)
        self._waiting -= len(due)
        if not line:
            del self._lines[name]
        return due


def _line_of(job: Job) -> str:
    return host_of(job.item) if job.item.is_on_web else ""
