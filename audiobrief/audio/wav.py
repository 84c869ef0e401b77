"""Speech as a WAV file, which every player and browser plays."""

from __future__ import annotations

import io
import wave

from audiobrief.model import Speech


def wav_bytes(speech: Speech) -> bytes:
    """The speech as a WAV file, mono, 16 bits a sample."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.sample_rate)
        file.writeframes(speech.samples.astype("<i2").tobytes())
    return content.getvalue()
