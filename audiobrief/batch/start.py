"""Sets up a run's journal, output and workers, and closes them in the right order."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.batch.approval import Edited, note_approved
from audiobrief.batch.events import EVERYTHING, Event, Kind, RunOptions
from audiobrief.batch.items import Listed
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_copy import JournalCopy, fetch_journal
from audiobrief.batch.journal_file import DAMAGED
from audiobrief.batch.journal_place import LOCK, find_journal, move_old_journal
from audiobrief.batch.retractions import Retractions
from audiobrief.batch.row import Row
from audiobrief.batch.run import Run
from audiobrief.batch.sources import read_sources
from audiobrief.batch.storage import find_label, list_folders
from audiobrief.batch.workers import Workers
from audiobrief.errors import BatchError, ConfigError, OutputError, PublishError
from audiobrief.fetch.robots_memory import RobotsMemory, remembering
from audiobrief.publish import Label, read_label
from audiobrief.publish.register import Register, WatchedRegister
from audiobrief.publish.signer import open_signer
from audiobrief.settings.tree import Settings
from audiobrief.system.locks import held_alone
from audiobrief.system.storage import is_remote

if TYPE_CHECKING:
    from audiobrief.batch.withdrawal import Record


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
        if event.kind in {Kind.MADE, Kind.WAITING, Kind.PLANNED}:
            self.words += event.row.words
            self.characters += event.row.characters
            self.unspoken += event.unspoken
            self.duration_ms += event.row.duration_ms
        if event.kind in {Kind.MADE, Kind.WAITING}:
            self.audio_bytes += event.row.audio_bytes

    def of(self, *kinds: Kind) -> int:
        """How many events of these kinds there were."""
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def exit_code(self) -> int:
        """0 if all articles succeeded, 3 if some failed, 1 if none succeeded.

        4 if all succeeded, and somebody has to decide whether some of them stay.
        """
        good = self.of(
            Kind.MADE,
            Kind.WAITING,
            Kind.SKIPPED,
            Kind.DUPLICATE,
            Kind.PLANNED,
            Kind.HELD,
            Kind.KEPT_AWAY,
            Kind.WITHDRAWN,
            Kind.ASKED,
        )
        if not self.of(Kind.FAILED):
            return (4 if self.of(Kind.ASKED) else 0) if good else 1
        return 3 if good else 1


class StartedRun:
    """Iterate it for the events of the articles; `tally` counts them."""

    def __init__(self, run: Run, journal: Journal, keep: Callable[[], None]) -> None:
        """Wrap a run; `keep` is called after each event."""
        self._run, self._journal, self._keep = run, journal, keep
        self.tally = Tally()
        self.unput = ""
        """Why the journal could not be copied to the output; empty if it could."""
        self.unrenewed = ""
        """Why a site with withdrawn stories could not be updated; empty if it could."""

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
    sources: Iterable[str | Path | Listed],
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
        ConfigError: a certificate in the settings cannot sign.
    """
    if wishes.force:
        settings = replace(settings, fetch=replace(settings.fetch, conditional=False))
    if settings.batch.on == "pool" and not wishes.dry_run:
        # on a cluster, the key may be known to the workers alone
        for one in (settings, *settings.profiles.values()):
            open_signer(one.credentials)
    root = None if is_remote(output) else Path(output.removeprefix("file://"))
    path = journal_path or find_journal(output)
    _prepare_places(output, root, path, settings)
    with contextlib.ExitStack() as stack:
        if not wishes.dry_run:
            # a journal elsewhere does not make an output free for two runs
            own = find_journal(output)
            own.parent.mkdir(parents=True, exist_ok=True)
            for each in dict.fromkeys((own, path)):
                stack.enter_context(_alone(each))
        journal = stack.enter_context(Journal(path, renew=not wishes.dry_run))
        record = _Recorded(output, settings, journal_path, is_kept=not wishes.dry_run)
        if not wishes.dry_run:
            record.catch_up(journal)
        edited: dict[str, Edited] = {}
        if root is not None and not wishes.dry_run:
            edited = note_approved(journal, root)
        stored = functools.cache(lambda: list_folders(output))
        robots = RobotsMemory()
        stack.enter_context(remembering(robots))
        run = Run(
            read_sources(sources, settings.fetch, bounds=settings.batch), journal,
            lambda: open_workers(settings, output), settings, root=root,
            list_folders=stored, wishes=wishes,
            find_label=lambda name: _find_label(output, root, name, settings, stored),
            retractions=Retractions(
                settings, record.read, record.withdraw, record.look_up,
                looks_again=root is not None,
            ),
            robots=robots,
            edited=edited,
        )  # fmt: skip
        stack.callback(run.close)
        copy = JournalCopy(journal, output if root is None else "")
        started = StartedRun(run, journal, copy.renew)
        started.unrenewed = record.problem
        try:
            yield started
        finally:
            if not wishes.dry_run:
                _finish(started, run, journal, record, copy)


def _prepare_places(output: str, root: Path | None, path: Path, settings: Settings) -> None:
    """Make the folders of a run's output and journal, or fetch the journal from storage."""
    if root is not None:
        _make_folder(root)
        move_old_journal(output)
        _make_folder(path.parent)
        return
    if any(one.batch.require_approval for one in (settings, *settings.profiles.values())):
        raise ConfigError(
            f"require_approval needs episodes in a folder of this machine, and {output} is "
            "storage; make them in a folder, and copy that when it is published"
        )
    fetch_journal(output, path)


def _finish(
    started: StartedRun, run: Run, journal: Journal, record: _Recorded, copy: JournalCopy
) -> None:
    """Note what a run did, and remove what it withdrew."""
    tally = started.tally
    journal.note_run(tally.started, {**tally.counts, "duration_ms": tally.duration_ms})
    if record.is_changed:
        run.close()
        record.catch_up(journal)
        started.unrenewed = record.problem
    copy.put()
    started.unput = copy.problem


def _find_label(
    output: str,
    root: Path | None,
    folder: str,
    settings: Settings,
    stored: Callable[[], frozenset[str] | None],
) -> Label | None:
    """The label of the episode in a folder of the output, or None."""
    if root is None:
        return find_label(output, folder) if folder in (stored() or ()) else None
    # without unique names, the worker looks, when it has locked the folder
    with contextlib.suppress(PublishError):
        return read_label(root / folder) if settings.batch.unique_names else None
    return None


class _Recorded:
    """The withdrawn stories of a run's output, looked for only where some were withdrawn."""

    def __init__(
        self, output: str, settings: Settings, journal_path: Path | None, *, is_kept: bool
    ) -> None:
        self._output, self._settings, self._journal_path = output, settings, journal_path
        self._is_kept = is_kept
        self._record: Record | None = None
        self.is_changed = False
        self.problem = ""
        if is_remote(output):
            register = self._open().read()
            self._register: Callable[[], Register] = lambda: register
        else:
            self._register = WatchedRegister(Path(output.removeprefix("file://")))

    def read(self) -> Register:
        """The register as it is now."""
        return self._register()

    def withdraw(self, row: Row, reason: str) -> None:
        """Put a row's story into the register."""
        record = self._open()
        record.withdraw_row(row, reason)
        self.is_changed = True
        if is_remote(self._output):
            register = record.read()
            self._register = lambda: register

    def look_up(self, names: Iterable[str], folder: str) -> tuple[str, ...]:
        """The folders that hold a story with one of these ids or addresses, or that folder."""
        return self._open().published.find(names, folder)

    def catch_up(self, journal: Journal) -> None:
        """Remove what is left of withdrawn stories, also from the journal."""
        register = self.read()
        if not register.tombstones:
            return
        from audiobrief.batch.record_journal import tell_journal

        record = self._open()
        if self.is_changed or record.is_unfinished:
            self.problem = record.finish()
            self.is_changed = False
        tell_journal(journal, register)

    def _open(self) -> Record:
        # a run without withdrawn stories needs neither templates nor pictures
        from audiobrief.batch.withdrawal import Record

        if self._record is None:
            self._record = Record(self._output, self._settings, self._journal_path)
        return self._record


@contextlib.contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """Lock a journal for one run, or with the journal in an output that output."""
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


def _make_folder(root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot write {root}: {reason}; choose another folder", path=root
        ) from error
