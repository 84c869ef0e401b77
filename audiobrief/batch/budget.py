"""What one run may send to engines that are paid by the character, over all of its workers.

An article is granted what it will ask for before it is handed out, and gives back what it
did not need. What a worker sent that died is not known: all that it was granted counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from audiobrief.batch.items import Failure, Made, Read
from audiobrief.engines.store import PROBE
from audiobrief.model import VoiceRole
from audiobrief.settings.tree import Settings

LIMIT = "max_chars"
"""The setting of an engine by which it is limited: `voice.options.openai.max_chars`."""
PROBED = len(PROBE) * len(VoiceRole)
"""Characters at most by which a chain of engines is tried out, in each worker."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one article may send."""

    engine: str
    limit: int
    """Characters of the whole run."""
    characters: int
    """Granted to the article; zero where it asks each engine for more than is left."""
    without: tuple[str, ...] = ()
    """Engines that it asks for more than is left."""


class Budgets:
    """One for each limit that the settings name; a profile with a limit of its own has its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._spent: Counter[tuple[str, int]] = Counter()
        every = (settings, *settings.profiles.values())
        self.is_any = any(LIMIT in one for each in every for one in each.voice.options.values())
        """Whether there is a limit at all."""

    def grant(self, read: Read) -> Grant | None:
        """For the article that was read; None where none of its engines has a limit."""
        voice = self._settings.for_url(read.url).voice
        limits = {
            engine: voice.options[engine][LIMIT]
            for engine in voice.engines
            if LIMIT in voice.options.get(engine, {})
        }
        grant = None
        refused: list[str] = []
        for engine, limit in limits.items():
            # what is kept of the first engine's speech was looked up; of others' it was not
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
        """Take back what was granted and not sent."""
        sent = grant.characters if answer.sent is None else answer.sent
        self._spent[grant.engine, grant.limit] += sent - grant.characters
