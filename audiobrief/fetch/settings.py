"""The settings for fetching pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiobrief.system.tables import check_ranges
from audiobrief.version import __version__

PROJECT_URL = "https://pypi.org/project/audiobrief/"
USER_AGENT = f"audiobrief/{__version__} (+{PROJECT_URL})"

RANGES = {
    # field of [fetch] -> least and greatest value
    "max_bytes": (1, 2_000_000_000),
    "deadline_ms": (1, 86_400_000),
}


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are fetched, and the limits on untrusted input."""

    max_bytes: int = 20_000_000
    """The most bytes of a page after decompression, from the web or a file."""
    deadline_ms: int = 30_000
    """The most time for one address, from name look-up to last byte, including redirects,
    robots.txt and further tries, in milliseconds."""
    allow_private: bool = False
    """Reach addresses of this machine and its own network, on any port, and go through
    the proxies that the environment names."""
    ignore_robots: bool = False
    """Fetch pages that a site's robots.txt asks programs not to fetch."""
    user_agent: str = USER_AGENT
    """The User-Agent of requests; its first word is looked up in robots.txt."""
    cache: bool = True
    """Keep fetched pages. A site is always asked whether its page has changed, and sends it
    again only then; if it does not answer, the kept page is read, and you are told."""
    conditional: bool = True
    """Ask with the kept page's validators; false fetches every page whole, as --force does."""
    cache_folder: Path | None = None
    """Folder of the kept pages; None for the platform's cache folder."""
    offline: bool = False
    """Take pages from the cache only, however old they are."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a limit is out of its range.
        """
        check_ranges(self, RANGES)
