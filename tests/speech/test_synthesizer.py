"""Tests that the threads that speak end, whether their speeches are all taken or abandoned."""

from __future__ import annotations

import threading

from audiobrief.engines import Delivery
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode.recording import Recording
from audiobrief.episode.voice import open_voice
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Manuscript,
    Role,
    Script,
    Segment,
    Speech,
)
from audiobrief.settings.tree import read_settings
from audiobrief.speech.synthesizer import synthesize
from tests.torture.running import wait_for

SCRIPT = Script(
    "Ferry",
    tuple(Segment(Role.BODY, text, text) for text in ("The ferry is late.",) * 30),
)


class WaitingEngine(ToneEngine):
    """A tone engine that holds back from the second sentence on until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.spoken = 0
        self.may_go_on = threading.Event()

    def speak(self, text: str, delivery: Delivery) -> Speech:
        self.spoken += 1
        if self.spoken > 1:
            assert self.may_go_on.wait(60)
        return super().speak(text, delivery)


def speakers() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name.startswith("speak_")]


def test_closing_abandoned_speeches_waits_for_no_thread() -> None:
    """Python may close them inside a thread that is being started, which cannot join others."""
    engine = WaitingEngine()
    speeches = synthesize(SCRIPT, engine, {})
    next(speeches)
    closing = threading.Thread(target=speeches.close)  # type: ignore[attr-defined]
    closing.start()
    closing.join(20)
    waited = closing.is_alive()
    engine.may_go_on.set()
    closing.join()
    assert not waited
    wait_for(lambda: not speakers())
    assert engine.spoken < len(SCRIPT.segments)


def test_a_sound_that_was_read_or_left_leaves_no_thread() -> None:
    article = Article("Ferry", (Block(BlockKind.PARAGRAPH, "The ferry is late."),))
    settings = read_settings(overrides={"voice.engine": "tone", "cache.speech": False})
    manuscript = Manuscript(article, SCRIPT)
    with (
        open_voice(settings, "en") as voice,
        Recording(manuscript, settings, voice) as recording,
    ):
        assert sum(len(chunk) for chunk in recording.open_sound())
        assert not speakers()
        next(iter(recording.open_sound()))
        assert speakers()
    wait_for(lambda: not speakers())
