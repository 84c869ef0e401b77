"""Intro, outro, bed and earcons, made to the voice's measure.

Any audio file is decoded by ffmpeg, then faded, levelled and looped by pydub,
which holds it whole: so a sound is short, and a file that is not is refused.
The episode itself never passes through here.
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
from audiobrief.encoder.ffmpeg import decode
from audiobrief.errors import EncoderFailed, SoundError
from audiobrief.model import Speech
from audiobrief.music.settings import MusicSettings

if TYPE_CHECKING:
    from pydub import AudioSegment

MAX_SOUND_S = 120
"""A jingle lasts seconds; two minutes hold any theme."""
FADE_IN_MS = 20
FADE_OUT_MS = 800
GAP_MS = 350
"""Between the intro and the first word, and the last word's pause and the outro."""
BED_LEAD_MS = 1200
"""Of bed before the first word, at the intro's level."""
BED_DUCK_MS = 400
BED_FADE_MS = 1500
EARCONS: dict[str, tuple[tuple[float, int], ...]] = {
    # name -> notes (Hz, ms); a rising fourth opens a part
    "heading": ((587.33, 110), (783.99, 190)),
}
EARCON_GAP_MS = 180


class Music:
    """The sounds of an episode, decoded once, levelled against its voice."""

    def __init__(self, settings: MusicSettings) -> None:
        """Decode them.

        Raises:
            SoundError: a file is missing, is no sound, or is too long.
            EncoderMissing: there is no ffmpeg program.
        """
        self._settings = settings
        self._decoded = {
            name: _decode(getattr(settings, name)) if getattr(settings, name) else None
            for name in ("intro", "outro", "bed")
        }

    @property
    def has_bed(self) -> bool:
        """Whether something is to play under the opening."""
        return self._decoded["bed"] is not None

    def lead(self, sample_rate: int) -> int:
        """Samples of bed before the opening's first."""
        return to_samples(BED_LEAD_MS, sample_rate)

    def make_intro(self, voice: Speech) -> Samples:
        """The intro and the gap after it, at the voice's rate; empty where there is none."""
        return _join(self._make("intro", voice), make_gap(voice, GAP_MS))

    def make_outro(self, voice: Speech) -> Samples:
        """The gap and the outro; empty where there is none."""
        return _join(make_gap(voice, GAP_MS), self._make("outro", voice))

    def lay_bed(self, opening: Sequence[Samples], voice: Speech) -> Samples:
        """The opening with the bed under it: ahead of it, ducked, gone at its end.

        The opening begins `BED_LEAD_MS` after the bed.
        """
        lead = make_gap(voice, BED_LEAD_MS)
        speech = np.concatenate([lead, *opening])
        bed = self._decoded["bed"]
        assert bed is not None
        rate = voice.sample_rate
        bed = bed.set_frame_rate(rate)
        loops = 1 + len(speech) // max(1, int(bed.frame_count()))
        level = self._settings.music_lu - _loudness_of(bed) + _loudness(voice)
        # an endless bed has no seams but its own: a cross-fade would shift its beat
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
    """A short drawn sound and the gap after it, a little softer than the voice.

    Raises:
        SoundError: there is none of that name.
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
    # struck and let ring: it begins in 5 ms, and is gone when the next one begins
    shape = np.minimum(1.0, time_s / 0.005) * np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    return np.sin(2 * np.pi * pitch * time_s) * shape


def _join(first: Samples, second: Samples) -> Samples:
    """Both, unless one is the only sound and it is not there."""
    if not first.any() and not second.any():
        return make_silence(0)
    return np.concatenate([first, second])


def _decode(path: Path) -> AudioSegment:
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
        # pydub 0.25.1 warns where PATH has no ffmpeg; it is not asked to decode
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
    # of silence there is none: as soft as a meter counts
    return loudness if math.isfinite(loudness) else -70.0
