"""What a worker keeps between articles: settings, output, and the engines that it has loaded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobrief import errors
from audiobrief.batch.items import MakeTask
from audiobrief.batch.storage import Output
from audiobrief.engines import IsPaid
from audiobrief.engines.chain import SelectedEngine
from audiobrief.engines.voices import root_of
from audiobrief.episode.pictures import read_cover
from audiobrief.episode.voice import open_voice
from audiobrief.fetch.robots_memory import RobotsMemory
from audiobrief.settings.tree import Settings

MAX_VOICES = 4
"""The most engines to keep loaded for different profiles; each may hold a model in memory."""


class WorkerState:
    """What a worker keeps between articles: settings, output and loaded engines."""

    def __init__(self, settings: Settings, output: Output) -> None:
        self.settings = settings
        self.output = output
        self.robots = RobotsMemory()
        self.sent = 0
        """Characters that the current article has sent to a paid engine."""
        self._voices: dict[str, tuple[SelectedEngine, contextlib.ExitStack]] = {}
        self._covers: dict[Path, bytes] = {}

    @contextlib.contextmanager
    def paid_voice(
        self, settings: Settings, task: MakeTask, language: str
    ) -> Iterator[SelectedEngine]:
        """The engine for a task in a language; it sends no more than the task's allowance."""
        voice = _without(settings, task.without).voice
        with self.voice(replace(settings, voice=voice), language) as chosen:
            engine = chosen.engine
            if task.allowance is None or not isinstance(engine, IsPaid):
                yield chosen
                return
            # the characters of its trial, if it was loaded for this task
            probed = engine.sent
            engine.allow(task.allowance)
            try:
                yield chosen
            finally:
                self.sent = probed + engine.sent
                engine.allow(0)

    @contextlib.contextmanager
    def voice(self, settings: Settings, language: str = "en") -> Iterator[SelectedEngine]:
        """The engine that the settings ask for, which stays loaded unless the block raises."""
        # a single engine is used for every language; of several, the language decides
        several = len(settings.voice.engines) > 1
        key = f"{settings.voice!r} {root_of(language) if several else ''}"
        if key not in self._voices:
            while len(self._voices) >= MAX_VOICES:
                self._close(next(iter(self._voices)))
            stack = contextlib.ExitStack()
            self._voices[key] = (stack.enter_context(open_voice(settings, language)), stack)
        # move it to the end: the first entry, the one used longest ago, is closed first
        self._voices[key] = self._voices.pop(key)
        try:
            yield self._voices[key][0]
        except BaseException:
            self._close(key)
            raise

    def cover(self, settings: Settings) -> bytes:
        """The cover in the settings as a square JPEG, cropped once; empty if they name none."""
        if settings.cover is None:
            return b""
        if settings.cover not in self._covers:
            self._covers = {settings.cover: read_cover(settings)}
        return self._covers[settings.cover]

    def close(self) -> None:
        """Close every engine."""
        for key in list(self._voices):
            self._close(key)

    def _close(self, key: str) -> None:
        _, stack = self._voices.pop(key)
        stack.close()


def _without(settings: Settings, spent: tuple[str, ...]) -> Settings:
    """The settings without the engines whose budget is too small for the article."""
    if not spent:
        return settings
    others = [name for name in settings.voice.engines if name not in spent]
    if not others:
        raise errors.BudgetSpent(
            f"what is left of the budget for {' and '.join(spent)} is too little for this "
            "article; run it again, with more --max-chars or another engine behind it"
        )
    return replace(settings, voice=replace(settings.voice, engine=",".join(others)))


def describe_spent(voice: SelectedEngine, settings: Settings, spent: tuple[str, ...]) -> str:
    """A line for the user if the first engine's budget was too small and another one spoke."""
    if settings.voice.engines[0] not in spent:
        return ""
    return f"{voice.engine.name} speaks (the budget for {' and '.join(spent)} is spent)"
