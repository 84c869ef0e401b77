"""An engine that hums a tone for each word. It needs no voice, program or network.

It serves dry runs, and tests that must know to the sample when each word was
spoken: word times are exact and the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines import Delivery, Voice
from audiobrief.engines.text_limits import SILENCE_MS, make_sayable
from audiobrief.engines.voices import find_voice
from audiobrief.errors import EngineUnavailable
from audiobrief.model import Speech, Word
from audiobrief.patterns import compile_late

SAMPLE_RATE = 22_050
"""Hz; eSpeak's rate, so that a dry run makes as much data as an episode."""
VOICES = {
    # name -> pitch in Hz, from the middle of a man's, a woman's and a child's speaking voice
    "low": 110.0,
    "middle": 165.0,
    "high": 220.0,
}
CHARACTER_MS = 62
"""Length of one letter: 15 characters a second make about 165 words a minute."""
GAP_MS = 40
PAUSES_MS = {",": 280, ";": 300, ":": 360, ".": 440, "!": 440, "?": 440, "…": 440}
"""Pause after a word that ends in the punctuation mark; as long as measured for eSpeak."""
FADE_MS = 8
HARMONICS = (0.6, 0.25, 0.15)
"""Amplitudes of the tone and its overtones; their sum is 1."""
LEVEL = 0.35
"""Amplitude at volume 1, as a share of full scale."""
_WORD = compile_late(r"\S+")


class ToneEngine:
    """Hums for each word, longer for a longer word; see `audiobrief.engines.Engine`."""

    name = "tone"
    version = "1"
    deterministic = True
    concurrency = 4

    def __init__(self) -> None:
        self._closed = False

    def voices(self) -> Sequence[Voice]:
        """Three pitches; each hums every language."""
        return [Voice(name, "", f"a hum at {pitch:.0f} Hz") for name, pitch in VOICES.items()]

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """A hum for each word, with exact times; a short silence if there are no words.

        Raises:
            EngineUnavailable: the engine was closed.
            VoiceNotFound: there is no such voice.
        """
        if self._closed:
            raise EngineUnavailable("engine 'tone' is closed; load it again")
        voice = find_voice(self.name, self.voices(), delivery)
        period = _make_period(VOICES[voice.name] * delivery.pitch, delivery.volume)
        words: list[Word] = []
        hums: list[tuple[int, int]] = []
        position = 0
        for match in _WORD.finditer(make_sayable(text)):
            length = _to_samples(CHARACTER_MS * len(match[0]), delivery.speed)
            words.append(Word(match.start(), match.end(), position, position + length))
            hums.append((position, position + length))
            pause_ms = PAUSES_MS.get(match[0].rstrip("\"'”’)")[-1:], GAP_MS)
            position += length + _to_samples(pause_ms, delivery.speed)
        samples = np.zeros(max(position, _to_samples(SILENCE_MS, 1.0)), dtype=np.int16)
        for start, end in hums:
            if self._closed:
                raise EngineUnavailable("engine 'tone' was closed while it was speaking")
            samples[start:end] = _hum(period, end - start)
        return Speech(samples, SAMPLE_RATE, tuple(words))

    def close(self) -> None:
        """Stop a hum that is being made; nothing else has to be released."""
        self._closed = True


def _to_samples(ms: float, speed: float) -> int:
    return max(1, round(ms * SAMPLE_RATE / 1000 / speed))


def _make_period(pitch: float, volume: float) -> NDArray[np.float32]:
    """One period of the hum, a whole number of samples long, in int16 units."""
    phase = np.linspace(0, 2 * np.pi, round(SAMPLE_RATE / pitch), endpoint=False)
    wave = sum(share * np.sin(phase * (n + 1)) for n, share in enumerate(HARMONICS))
    return np.clip(wave * LEVEL * volume * 32767, -32768, 32767).astype(np.float32)


def _hum(period: NDArray[np.float32], length: int) -> NDArray[np.int16]:
    hum = np.resize(period, length)
    fade = min(FADE_MS * SAMPLE_RATE // 1000, length // 2)
    ramp = np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)
    hum[:fade] *= ramp
    hum[length - fade :] *= ramp[::-1]
    return hum.astype(np.int16)
