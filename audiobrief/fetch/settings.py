"""What a user may choose about fetching."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiobrief.version import __version__

PROJECT_URL = "https://pypi.org/project/audiobrief/"
USER_AGENT = f"audiobrief/{__version__} (+{PROJECT_URL})"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Every limit on input that nobody vouches for."""

    max_bytes: int = 20_000_000
    """Most bytes that a page may have once decompressed, from the web or a file."""
    deadline_ms: int = 30_000
    """Most time that one address may take, from name look-up to last byte, redirects,
    robots.txt and second tries included; milliseconds."""
    allow_private: bool = False
    """Reach addresses of this machine and its own network, on any port, and go through
    the proxies that the environment names."""
    ignore_robots: bool = False
    """Fetch what a site's robots.txt asks programs to leave alone."""
    user_agent: str = USER_AGENT
    """How requests introduce themselves; its first word is looked up in robots.txt."""
    cache: bool = True
    """Keep what was fetched, and ask whether it has changed before fetching it again."""
    cache_folder: Path | None = None
    """Where to keep it; None for the folder that the platform has for such things."""
    offline: bool = False
    """Take pages from the cache alone, however old they are."""
