"""Who speaks what: a voice for each role and, if asked, for each speaker that is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from audiobrief.config import Settings
from audiobrief.engines import Delivery, Engine, HasVariants
from audiobrief.engines.chain import Chosen
from audiobrief.model import Script, VoiceRole


def cast_voices(
    script: Script, settings: Settings, voice: Chosen
) -> dict[VoiceRole | str, Delivery]:
    """How each voice role speaks and, for `voice.speakers`, each speaker by name.

    Speakers get the engine's other voices in the order in which they are first
    quoted, so that a script has the same cast each time; where there are more
    speakers than voices, voices are shared.
    """
    chosen = settings.voice
    cast: dict[VoiceRole | str, Delivery] = {
        role: voice.fit(chosen.delivery_of(role)) for role in VoiceRole
    }
    quoted = [s for s in script.segments if s.voice is VoiceRole.QUOTE]
    narrator = replace(cast[VoiceRole.NARRATOR], language=script.language)
    if not quoted or (chosen.quote and not chosen.speakers):
        return cast
    others = [replace(narrator, voice=name) for name in _other_voices(voice.engine, narrator)]
    if not others:
        return cast
    if not chosen.quote:
        cast[VoiceRole.QUOTE] = others[0]
    if chosen.speakers:
        speakers = dict.fromkeys(s.speaker for s in quoted if s.speaker)
        for number, speaker in enumerate(speakers):
            cast[speaker] = others[number % len(others)]
    return cast


def _other_voices(engine: Engine, narrator: Delivery) -> Iterator[str]:
    """The engine's voices for the narrator's language, but the narrator's own."""
    if isinstance(engine, HasVariants):
        yield from engine.variants(narrator)
        return
    language = narrator.language.partition("-")[0].casefold()
    for voice in engine.voices():
        spoken = voice.language.partition("-")[0].casefold()
        if spoken in {language, ""} and voice.name != narrator.voice:
            yield voice.name
