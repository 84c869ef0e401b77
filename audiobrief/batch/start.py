"""Sets up a run's journal, output and workers, and closes them in the right order."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobrief.batch.events import EVERYTHING, Event, Kind, RunOptions
from audiobrief.batch.items import Item
from audiobrief.batch.journal import DAMAGED, FILE, Journal
from audiobrief.batch.journal_copy import JournalCopy, fetch_journal
from audiobrief.batch.run import Run
from audiobrief.batch.sources import read_sources
from audiobrief.batch.storage import list_folders
from audiobrief.batch.workers import Workers
from audiobrief.errors import BatchError, OutputError
from audiobrief.settings.tree import Settings
from audiobrief.system.locks import held_alone
from audiobrief.system.storage import is_remote

LOCK = ".lock"
"""Suffix of the lock file beside a journal, which keeps the journal to one run at a time."""


@dataclass(slots=True)
class Tally:
    """The counts of what a run has done so far."""

    counts: dict[str, int] = field(default_factory=dict)
    """Kind of event -> how many."""
    duration_ms: int = 0
    """The length of all episodes made; in a dry run, their expected length."""
    audio_bytes: int = 0
    words: int = 0
    characters: int = 0
    unspoken: int = 0
    """In a dry run, the characters that the speech cache does not hold."""
    started: float = field(default_factory=time.time)
    """When the run began, in seconds since 1970."""
    listed: int | None = None
    """The number of items in the list; None until it was read to its end."""

    def add(self, event: Event) -> None:
        """Count an event."""
        self.counts[event.kind] = self.counts.get(event.kind, 0) + 1
        if event.kind in {Kind.MADE, Kind.PLANNED}:
            self.words += event.row.words
            self.characters += event.row.characters
            self.unspoken += event.unspoken
            self.duration_ms += event.row.duration_ms
        if event.kind is Kind.MADE:
            self.audio_bytes += event.row.audio_bytes

    def of(self, *kinds: Kind) -> int:
        """How many events of these kinds there were."""
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def exit_code(self) -> int:
        """0 if all articles succeeded, 3 if some failed, 1 if none succeeded."""
        good = self.of(Kind.MADE, Kind.SKIPPED, Kind.DUPLICATE, Kind.PLANNED)
        if not self.of(Kind.FAILED):
            return 0 if good else 1
        return 3 if good else 1


class StartedRun:
    """Iterate it for the events of the articles; `tally` counts them."""

    def __init__(self, run: Run, journal: Journal, keep: Callable[[], None]) -> None:
        """Wrap a run; `keep` is called after each event."""
        self._run, self._journal, self._keep = run, journal, keep
        self.tally = Tally()
        self.unput = ""
        """Why the journal could not be copied to the output; empty if it could."""

    @property
    def damage(self) -> str:
        """A line for the user on damage to the journal that was repaired; empty if none was."""
        journal = self._journal
        if journal.renewed:
            return (
                f"the journal {journal.path} was damaged ({journal.renewed}); a new one was started, "
                f"and the damaged one was renamed to {journal.path.name}{DAMAGED}"
            )
        if journal.damaged:
            return (
                f"{len(journal.damaged)} entries of the journal {journal.path} were damaged; "
                "their articles are made again"
            )
        return ""

    def __iter__(self) -> Iterator[Event]:
        """The events as they come."""
        for event in self._run:
            self.tally.add(event)
            self.tally.listed = self._run.listed
            yield event
            self._keep()


@contextlib.contextmanager
def start_run(
    sources: Iterable[str | Path | Item],
    output: str,
    settings: Settings,
    wishes: RunOptions = EVERYTHING,
    *,
    journal_path: Path | None = None,
) -> Iterator[StartedRun]:
    """Start a run over `sources`; iterate what it yields for the events.

    Leaving the block ends all workers and closes the journal, even if articles
    are still in work: the next run makes them.

    Raises:
        BatchError: the journal cannot be used, or another run has locked it.
        OutputError: the output's folder cannot be made.
    """
    root = None if is_remote(output) else Path(output.removeprefix("file://"))
    path = journal_path or find_journal(output)
    if root is not None:
        _make_folder(root)
    else:
        fetch_journal(output, path)
    with contextlib.ExitStack() as stack:
        if not wishes.dry_run:
            stack.enter_context(_alone(path))
        journal = stack.enter_context(Journal(path, renew=not wishes.dry_run))
        run = Run(
            read_sources(sources, settings.fetch), journal,
            lambda: open_workers(settings, output), settings, root=root,
            list_folders=lambda: list_folders(output), wishes=wishes,
        )  # fmt: skip
        stack.callback(run.close)
        copy = JournalCopy(journal, output if root is None else "")
        started = StartedRun(run, journal, copy.renew)
        try:
            yield started
        finally:
            if not wishes.dry_run:
                tally = started.tally
                summary = {**tally.counts, "duration_ms": tally.duration_ms}
                journal.note_run(tally.started, summary)
                copy.put()
                started.unput = copy.problem


@contextlib.contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """Lock a journal, and with it the output, for one run."""
    with held_alone(journal.with_name(journal.name + LOCK)) as free:
        if not free:
            raise BatchError(
                f"another audiobrief is using the journal {journal}; "
                "wait until it has ended, or choose another folder with -o"
            )
        yield


def open_workers(settings: Settings, output: str) -> Workers:
    """Start the workers that the settings name: a pool on this machine, or Ray's.

    Raises:
        BatchError: Ray is not installed, or its cluster cannot be reached.
    """
    if settings.batch.on == "pool":
        from audiobrief.batch.pool import ProcessPool

        return ProcessPool(settings, output)
    from audiobrief.batch.ray import RayPool

    return RayPool(settings, output)


def find_journal(output: str) -> Path:
    """The path of an output's journal; for a remote output it is in the user's state folder."""
    if not is_remote(output):
        return Path(output.removeprefix("file://")) / FILE
    import platformdirs

    name = hashlib.sha256(output.rstrip("/").encode()).hexdigest()[:16]
    return platformdirs.user_state_path("audiobrief") / "journals" / f"{name}.sqlite"


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot write {root}: {reason}; choose another folder with -o", path=root
        ) from error
