"""The limit on the characters that one run sends to paid engines, across all of its workers.

The run grants an article its characters before it hands the article to a worker, and takes
back those that were not sent. If the worker died, nobody knows how many it had sent, and the
whole grant counts as spent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from audiobrief.batch.items import Failure, Made, Read
from audiobrief.engines.store import PROBE
from audiobrief.model import VoiceRole
from audiobrief.settings.tree import Settings

LIMIT = "max_chars"
"""The engine's setting that holds its limit, as in `voice.options.openai.max_chars`."""
PROBED = len(PROBE) * len(VoiceRole)
"""The most characters that a worker sends to try out a chain of engines."""


@dataclass(frozen=True, slots=True)
class Grant:
    """The characters that one article may send to one paid engine."""

    engine: str
    limit: int
    """The engine's limit for the whole run, in characters."""
    characters: int
    """Characters granted to the article; 0 if no engine has enough left for it."""
    without: tuple[str, ...] = ()
    """Engines that have too few characters left for the article."""


class Budgets:
    """What is spent of each limit in the settings; a profile's own limit is counted apart."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._spent: Counter[tuple[str, int]] = Counter()
        every = (settings, *settings.profiles.values())
        self.is_any = any(LIMIT in one for each in every for one in each.voice.options.values())
        """Whether the settings limit any engine."""

    def grant(self, read: Read) -> Grant | None:
        """The grant for an article that was read; None if none of its engines has a limit."""
        voice = self._settings.for_url(read.url).voice
        limits = {
            engine: voice.options[engine][LIMIT]
            for engine in voice.engines
            if LIMIT in voice.options.get(engine, {})
        }
        grant = None
        refused: list[str] = []
        for engine, limit in limits.items():
            # the estimate looked up the cached speech of the first engine only
            asked = read.unspoken if engine == voice.engines[0] else read.characters
            if asked and len(voice.engines) > 1:
                asked += PROBED
            if self._spent[engine, limit] + asked <= limit:
                self._spent[engine, limit] += asked
                return Grant(engine, limit, asked, tuple(refused))
            refused.append(engine)
            grant = Grant(engine, limit, 0, tuple(refused))
        return grant

    def settle(self, grant: Grant, answer: Made | Failure) -> None:
        """Take back the characters that were granted but not sent."""
        sent = grant.characters if answer.sent is None else answer.sent
        self._spent[grant.engine, grant.limit] += sent - grant.characters
