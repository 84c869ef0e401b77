"""What a run learns of the sites of its pages, and the pages that wait until it has.

A page's first reading notes its lines. Once three pages of its site were read, a line that
stands on all of them is known to be no article's, and the pages that kept such a line are read
again without it. So the first pages of a site wait for the third, as long as pages are being
read at all.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.batch.items import Read
from audiobrief.batch.journal import Journal
from audiobrief.batch.schedule import Job
from audiobrief.cleaner.sites import MIN_PAGES, Sighting, Site, learn

MOST_WAITING = 64
"""The most pages that wait for others of their sites, each with its manuscript in memory."""
MOST_SITES = 100
"""Sites that are held in memory, some 0.5 MB each at most."""
ALWAYS_STORED = 2 * MIN_PAGES
"""Pages of a site up to which each is stored at once: they tell the most."""
STORED_EVERY = 20
"""Pages after which a site is stored from then on; a run that is killed forgets fewer."""


class Known(NamedTuple):
    """A page whose site is known as well as it can be by now."""

    job: Job
    read: Read
    foreign: frozenset[str]
    """Digests of the lines that its article kept, and that other pages of its site have."""


class SiteMemory:
    """Learns from pages as they are read, and keeps what it learned in the journal."""

    def __init__(self, journal: Journal, *, is_kept: bool) -> None:
        """`is_kept` is False for a dry run, which writes nothing."""
        self._journal = journal
        self._is_kept = is_kept
        self._sites: OrderedDict[str, Site] = OrderedDict()
        self._changed: dict[str, int] = {}
        """Host -> pages that it was seen on since it was stored."""
        self._waiting: deque[tuple[Job, Read, Sighting]] = deque()

    def __bool__(self) -> bool:
        """Whether pages wait."""
        return bool(self._waiting)

    def add(self, job: Job, read: Read, seen: Sighting) -> None:
        """Learn from a page, and have it wait until `take` gives it back."""
        site = self._find(seen.host)
        learned = learn([seen], {seen.host: site}).get(seen.host, site)
        if learned is not site:
            self._sites[seen.host] = learned
            self._note_change(learned)
        self._waiting.append((job, read, seen))

    def take(self, *, everything: bool) -> Iterator[Known]:
        """The pages that need wait no longer; all of them, if no other page is being read."""
        for _ in range(len(self._waiting)):
            job, read, seen = self._waiting.popleft()
            site = self._find(seen.host)
            is_full = len(self._waiting) >= MOST_WAITING
            if seen.host and len(site.keys) < MIN_PAGES and not (everything or is_full):
                self._waiting.append((job, read, seen))
                continue
            yield Known(job, read, site.repeated() & seen.kept.keys())

    def store(self) -> None:
        """Write what was learned since into the journal."""
        for host in list(self._changed):
            self._store(self._sites[host])

    def _find(self, host: str) -> Site:
        if host not in self._sites:
            while len(self._sites) >= MOST_SITES:
                oldest = next(iter(self._sites))
                if oldest in self._changed:
                    self._store(self._sites[oldest])
                del self._sites[oldest]
            self._sites[host] = (self._journal.find_site(host) if host else None) or Site(host)
        self._sites.move_to_end(host)
        return self._sites[host]

    def _note_change(self, site: Site) -> None:
        self._changed[site.host] = self._changed.get(site.host, 0) + 1
        pages = self._changed[site.host]
        if len(site.keys) <= ALWAYS_STORED or pages >= STORED_EVERY:
            self._store(site)

    def _store(self, site: Site) -> None:
        if self._is_kept:
            self._journal.keep_site(site)
        self._changed.pop(site.host, None)
