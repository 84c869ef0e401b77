"""A run set up: journal, output and workers, and all of them ended in the right order."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.journal import FILE, Journal
from audiobrief.batch.pool import open_pool
from audiobrief.batch.run import EVERYTHING, Event, Kind, Run, Wishes
from audiobrief.batch.sources import read_sources
from audiobrief.batch.storage import is_remote, open_filesystem
from audiobrief.config import Settings
from audiobrief.errors import OutputError

PUT_EVERY_S = 60
"""How often a journal of a remote output is put there, seconds."""


@dataclass(slots=True)
class Tally:
    """What a run did so far."""

    counts: dict[str, int] = field(default_factory=dict)
    """Kind of event -> how many."""
    duration_ms: int = 0
    """Of the episodes that were made."""
    audio_bytes: int = 0
    words: int = 0
    characters: int = 0
    started: float = field(default_factory=time.time)
    listed: int | None = None
    """How many items there are, once the list was read to its end."""

    def add(self, event: Event) -> None:
        """Count an event."""
        self.counts[event.kind] = self.counts.get(event.kind, 0) + 1
        if event.kind in {Kind.MADE, Kind.PLANNED}:
            self.words += event.row.words
            self.characters += event.row.characters
        if event.kind is Kind.MADE:
            self.duration_ms += event.row.duration_ms
            self.audio_bytes += event.row.audio_bytes

    def of(self, *kinds: Kind) -> int:
        """How many events of these kinds there were."""
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def exit_code(self) -> int:
        """0 where everything is made, 3 where some of it failed, 1 where nothing was made."""
        good = self.of(Kind.MADE, Kind.SKIPPED, Kind.DUPLICATE, Kind.PLANNED)
        if not self.of(Kind.FAILED):
            return 0 if good else 1
        return 3 if good else 1


@contextlib.contextmanager
def start_run(
    sources: Iterable[str],
    output: str,
    settings: Settings,
    wishes: Wishes = EVERYTHING,
    *,
    journal_path: Path | None = None,
    listed: Iterable[Item | Unlisted] | None = None,
) -> Iterator[Iterator[tuple[Event, Tally]]]:
    """The events of a run, each with the tally after it.

    Leaving the block ends all workers and closes the journal, whatever was
    still in work: it is made by the next run. `listed` stands in for `sources`.

    Raises:
        BatchError: the journal cannot be used.
        OutputError: the output's folder cannot be made.
    """
    root = None if is_remote(output) else Path(output.removeprefix("file://"))
    path = journal_path or find_journal(output)
    if root is not None:
        _make_folder(root)
    else:
        _fetch_journal(output, path)
    tally = Tally()
    with contextlib.ExitStack() as stack:
        journal = stack.enter_context(Journal(path))
        if listed is None:
            listed = read_sources(sources, settings.fetch)
        run = Run(
            listed,
            journal,
            lambda: open_pool(settings, output),
            settings,
            root=root,
            wishes=wishes,
        )
        stack.callback(run.close)

        def events() -> Iterator[tuple[Event, Tally]]:
            put = time.monotonic()
            for event in run:
                tally.add(event)
                tally.listed = run.listed
                yield event, tally
                if root is None and time.monotonic() - put > PUT_EVERY_S:
                    _put_journal(journal, output)
                    put = time.monotonic()

        try:
            yield events()
        finally:
            if not wishes.dry_run:
                summary = {**tally.counts, "duration_ms": tally.duration_ms}
                journal.note_run(tally.started, summary)
                if root is None:
                    _put_journal(journal, output)


def find_journal(output: str) -> Path:
    """Where the journal of an output is: in it, or for a remote one in the user's folder."""
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
            f"cannot write {root}: {reason}; choose another folder with -o"
        ) from error


def _fetch_journal(output: str, path: Path) -> None:
    """Go on from the journal that a run on another machine left at the output."""
    if path.exists():
        return
    files, root = open_filesystem(output)
    with contextlib.suppress(OSError):
        content = files.cat_file(f"{root}/{FILE}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _put_journal(journal: Journal, output: str) -> None:
    files, root = open_filesystem(output)
    with contextlib.suppress(OSError):
        files.pipe_file(f"{root}/{FILE}", journal.serialize())
