"""Compares narrator and quote voice: are they two speakers, and is the second as clear?

Pitch and resonances are measured by Praat's own algorithms: F0 by autocorrelation (Boersma
1993), formants by Burg's method, five of them below 5,500 Hz, as Praat's manual advises for a
woman's voice. All voices are measured with the same settings, so that they can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from audiobrief.episode.voice import open_voice
from audiobrief.model import Role, Script, Segment, VoiceRole
from audiobrief.settings.tree import read_settings
from audiobrief.speech.casting import cast_voices
from tests.ear.listening import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP_S = 0.01
CEILING_HZ = 5500
F0_HZ = (60, 500)
"""Lowest and highest pitch that is searched for."""
TIMES_THE_ERRORS = 1.5
"""How many times the narrator's word errors a quote voice may have."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Measurements of a voice over its voiced frames."""

    f0: float
    """Median pitch in Hz."""
    spread: float
    """Standard deviation of the pitch in semitones."""
    formants: tuple[float, float, float]
    """Means of the first three formants in Hz."""


def measure(sound: NDArray[np.float32]) -> Measured:
    """Pitch and resonances of speech at RATE."""
    import parselmouth

    snd = parselmouth.Sound(sound.astype(np.float64), RATE)
    pitch = snd.to_pitch(STEP_S, *F0_HZ)
    formants = snd.to_formant_burg(STEP_S, 5, CEILING_HZ)
    f0 = pitch.selected_array["frequency"]
    times = pitch.xs()[f0 > 0]
    tracks = [[formants.get_value_at_time(n, t) for t in times] for n in (1, 2, 3)]
    first, second, third = (float(np.nanmean(track)) for track in tracks)
    voiced = f0[f0 > 0]
    semitones = 12 * np.log2(voiced / np.median(voiced))
    return Measured(float(np.median(voiced)), float(semitones.std()), (first, second, third))


def choose(voice: str) -> tuple[str, str]:
    """Narrator and quote voice as "ENGINE/VOICE", chosen as for an episode."""
    engine, _, name = voice.partition("/")
    wishes = {"voice.engine": engine, "voice.narrator": name, "script.quotes": "voice"}
    settings = read_settings(overrides={key: value for key, value in wishes.items() if value})
    quote = Segment(Role.QUOTE, "“Yes.”", "“Yes.”", voice=VoiceRole.QUOTE)
    said = replace(quote, voice=VoiceRole.NARRATOR)
    with open_voice(settings) as chosen:
        cast = cast_voices(Script("", (said, quote)), settings, chosen)
        names = [cast.part_of(segment).voice.name for segment in (said, quote)]
        narrator, quoted = (f"{chosen.engine.name}/{name}" for name in names)
        return narrator, quoted


class Row(NamedTuple):
    """The results for a voice."""

    voice: Measured
    errors: float
    """Word error rate."""
    opinion: float
    """Distill-MOS score."""
    missing: int
    """Number of sentences that were not found."""


def report(rows: dict[str, Row]) -> None:
    """Print the voices, and how each one compares with the first."""
    print(f"{'voice':<24}{'F0 Hz':>7}{'spread':>8}{'F1':>6}{'F2':>6}{'F3':>6}{'errors':>9}"
          f"{'MOS':>6}{'missing':>9}")  # fmt: skip
    for name, row in rows.items():
        print(f"{name:<24}{row.voice.f0:>7.0f}{row.voice.spread:>8.2f}"
              f"{''.join(f'{hz:>6.0f}' for hz in row.voice.formants)}{row.errors:>9.1%}"
              f"{row.opinion:>6.2f}{row.missing:>9}")  # fmt: skip
    first, *others = rows.values()
    for row in others:
        pairs = zip(row.voice.formants, first.voice.formants, strict=True)
        print(f"{'  to the first':<24}{row.voice.f0 / first.voice.f0:>7.2f}{'':>8}"
              f"{''.join(f'{own / its:>6.2f}' for own, its in pairs)}"
              f"{row.errors / max(first.errors, 1e-9):>8.2f}x")  # fmt: skip
    print(f"{'to reach':<24}{'':>33}{TIMES_THE_ERRORS:>8.2f}x at most")
