"""The voice that reads an article, opened to say or to show a few words of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audiobrief.engines import Delivery, Engine, Pronounces, Pronunciation
from audiobrief.engines.chain import SelectedEngine
from audiobrief.episode.voice import open_voice
from audiobrief.errors import EngineError
from audiobrief.model import Phonemes, Role, Script, Segment, Speech
from audiobrief.settings.tree import Settings
from audiobrief.speech.casting import Part, cast_voices


@dataclass(frozen=True, slots=True)
class Narrator:
    """An open engine and the voice that would narrate."""

    engine: Engine
    part: Part
    """The voice, and why it was chosen."""
    delivery: Delivery
    chosen: SelectedEngine

    def speak(self, text: str, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """The text as the voice says it.

        Raises:
            EngineError: the engine failed.
        """
        return self.engine.speak(text, replace(self.delivery, phonemes=tuple(phonemes)))

    def pronounce(self, text: str, phonemes: Sequence[Phonemes] = ()) -> Pronunciation | None:
        """How the voice would say a text; None if its engine cannot show it."""
        if not isinstance(self.engine, Pronounces):
            return None
        with contextlib.suppress(EngineError):
            return self.engine.pronounce(text, replace(self.delivery, phonemes=tuple(phonemes)))
        return None


@contextlib.contextmanager
def open_narrator(
    settings: Settings, language: str, *, ready: SelectedEngine | None = None
) -> Iterator[Narrator]:
    """The voice that narrates articles in a language, until the block ends.

    An engine that is `ready` is used, and stays open, as in `voice.open_voice`.

    Raises:
        EngineError: no engine can speak, or the settings name an unknown voice.
    """
    with open_voice(settings, language, ready=ready) as chosen:
        script = Script("", (Segment(Role.BODY, "", ""),), language)
        part = cast_voices(script, settings, chosen).parts[0]
        engine, delivery = chosen.guests.find_speaker_of(chosen.engine, part.delivery)
        yield Narrator(engine, part, replace(delivery, language=language), chosen)
