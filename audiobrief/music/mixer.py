"""Intro, outro, bed and earcons, fitted to the voice's loudness and sample rate.

Any audio file is decoded, by ffmpeg if it is no mp3, WAV or flac; pydub then fades, levels and
loops it. pydub holds the whole sound in memory, so a long file is refused. The episode itself
never passes through here.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobrief.audio import Samples, make_silence, to_samples
from audiobrief.audio.loudness import Meter
from audiobrief.encoder.decoding import decode
from audiobrief.errors import EncoderFailed, SoundError
from audiobrief.model import Speech
from audiobrief.music.settings import MusicSettings

if TYPE_CHECKING:
    from pydub import AudioSegment

MAX_SOUND_S = 120
"""The longest sound, in seconds. A jingle lasts seconds, and two minutes hold any theme."""
FADE_IN_MS = 20
FADE_OUT_MS = 800
GAP_MS = 350
"""Gap between the intro and the first word, and between the last word's pause and the outro."""
BED_LEAD_MS = 1200
"""How long the bed plays before the first word, at the intro's level."""
BED_DUCK_MS = 400
BED_FADE_MS = 1500
EARCONS: dict[str, tuple[tuple[float, int], ...]] = {
    # name -> notes (Hz, ms); a rising fourth opens a part
    "heading": ((587.33, 110), (783.99, 190)),
}
EARCON_GAP_MS = 180


class Music:
    """The sounds of an episode, decoded once and levelled relative to its voice."""

    def __init__(self, settings: MusicSettings) -> None:
        """Decode the sounds.

        Raises:
            SoundError: a file is missing, is not sound, or is too long.
            EncoderMissing: a file is no mp3, WAV or flac, and there is no ffmpeg program.
        """
        self._settings = settings
        self._decoded = {
            name: _decode(getattr(settings, name)) if getattr(settings, name) else None
            for name in ("intro", "outro", "bed")
        }

    @property
    def has_bed(self) -> bool:
        """Whether a bed plays under the opening."""
        return self._decoded["bed"] is not None

    def lead(self, sample_rate: int) -> int:
        """The number of samples of bed before the opening."""
        return to_samples(BED_LEAD_MS, sample_rate)

    def make_intro(self, voice: Speech) -> Samples:
        """The intro and the gap after it, at the voice's rate; empty if there is no intro."""
        return _join(self._make("intro", voice), make_gap(voice, GAP_MS))

    def make_outro(self, voice: Speech) -> Samples:
        """The gap and the outro, at the voice's rate; empty if there is no outro."""
        return _join(make_gap(voice, GAP_MS), self._make("outro", voice))

    def lay_bed(self, opening: Sequence[Samples], voice: Speech) -> Samples:
        """The opening with the bed under it.

        The bed starts `BED_LEAD_MS` before the opening, is ducked under the voice, and has
        faded out when the opening ends.
        """
        lead = make_gap(voice, BED_LEAD_MS)
        speech = np.concatenate([lead, *opening])
        bed = self._decoded["bed"]
        assert bed is not None
        rate = voice.sample_rate
        bed = bed.set_frame_rate(rate)
        loops = 1 + len(speech) // max(1, int(bed.frame_count()))
        level = self._settings.music_lu - _loudness_of(bed) + _loudness(voice)
        # loop without a cross-fade, which would shift the beat of a bed that is made to loop
        looped = (bed * loops)[: math.ceil(len(speech) * 1000 / rate)].apply_gain(level)
        looped = looped.fade_in(FADE_IN_MS).fade_out(BED_FADE_MS)
        under = np.zeros(len(speech), dtype=np.float32)
        played = _samples_of(looped)[: len(speech)]
        under[: len(played)] = played
        duck = 10 ** ((self._settings.bed_lu - self._settings.music_lu) / 20)
        ramp = to_samples(BED_DUCK_MS, rate)
        until = max(0, len(lead) - ramp)
        under[until : until + ramp] *= np.linspace(1.0, duck, len(under[until : until + ramp]))
        under[until + ramp :] *= duck
        mixed: Samples = np.clip(np.rint(speech + under), -32768, 32767).astype(np.int16)
        return mixed

    def _make(self, name: str, voice: Speech) -> Samples:
        sound = self._decoded[name]
        if sound is None:
            return make_silence(0)
        level = self._settings.music_lu - _loudness_of(sound) + _loudness(voice)
        sound = sound.apply_gain(min(level, -sound.max_dBFS))
        sound = sound.fade_in(FADE_IN_MS).fade_out(min(FADE_OUT_MS, len(sound) // 2))
        return _samples_of(sound.set_frame_rate(voice.sample_rate))


def make_earcon(name: str, voice: Speech) -> Samples:
    """A short generated sound and the gap after it, a little softer than the voice.

    Raises:
        SoundError: there is no earcon of that name.
    """
    if name not in EARCONS:
        raise SoundError(f"earcon {name!r} is unknown; known: {', '.join(EARCONS)}")
    notes = [_draw_note(pitch, ms, voice.sample_rate) for pitch, ms in EARCONS[name]]
    drawn = np.concatenate(notes)
    peak = int(np.abs(voice.samples.astype(np.int32)).max())
    soft = (drawn * (0.25 * peak)).astype(np.int16)
    return np.concatenate([soft, make_gap(voice, EARCON_GAP_MS)])


def make_gap(voice: Speech, ms: int) -> Samples:
    """Silence at the voice's rate."""
    return make_silence(to_samples(ms, voice.sample_rate))


def _draw_note(pitch: float, ms: int, rate: int) -> Any:
    count = to_samples(ms, rate)
    time_s = np.arange(count) / rate
    # like a struck bell: at full level after 5 ms, and silent when the next note begins
    shape = np.minimum(1.0, time_s / 0.005) * np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    return np.sin(2 * np.pi * pitch * time_s) * shape


def _join(first: Samples, second: Samples) -> Samples:
    """Both parts joined; empty if both are silent, since there is then no sound for the gap."""
    if not first.any() and not second.any():
        return make_silence(0)
    return np.concatenate([first, second])


def _decode(path: Path) -> AudioSegment:
    if path.exists() and not path.is_file():
        raise SoundError(f"{path} is no regular file; name a file of sound", path=path)
    if not path.is_file():
        raise SoundError(f"there is no sound file {path}; check its path", path=path)
    rate = 48_000
    chunks: list[Samples] = []
    try:
        for chunk in decode(path, sample_rate=rate):
            chunks.append(chunk)
            if sum(map(len, chunks)) > MAX_SOUND_S * rate:
                raise SoundError(
                    f"{path} is longer than {MAX_SOUND_S} s; cut it to the part that should be heard",
                    path=path,
                )
    except EncoderFailed as error:
        raise SoundError(f"{path} cannot be decoded as sound: {error}", path=path) from error
    if not chunks:
        raise SoundError(f"{path} contains no sound; choose another file", path=path)
    with warnings.catch_warnings():
        # pydub 0.25.1 warns if PATH has no ffmpeg, though pydub does not decode here
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment(
        np.concatenate(chunks).tobytes(), sample_width=2, frame_rate=rate, channels=1
    )


def _samples_of(sound: AudioSegment) -> Samples:
    return np.frombuffer(sound.raw_data, dtype=np.int16)


def _loudness_of(sound: AudioSegment) -> float:
    return _loudness(Speech(_samples_of(sound), sound.frame_rate))


def _loudness(speech: Speech) -> float:
    meter = Meter(speech.sample_rate, true_peak=False)
    meter.feed(speech.samples)
    loudness = meter.integrated_lufs
    # silence has no loudness, so use the softest that a meter counts
    return loudness if math.isfinite(loudness) else -70.0
