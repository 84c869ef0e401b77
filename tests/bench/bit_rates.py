"""Bit rates and sample rates of an mp3, on the natural voice: noise by band, size and time.

The noise is what is left of the decoded sound when the original is taken from it. Each window of
43 ms and each critical band (Zwicker's) is judged by itself: noise is masked where it stands 6 dB
under what the voice spreads over that band (27 dB a band downwards, 10 dB a band upwards), or
under the threshold in quiet (E. Terhardt, 1979), the voice being played at 65 dB SPL. "heard" is
the share of windows and bands where it is neither, "worst" how far it rises over that in the one
of a hundred where it is worst, dB. All of it at 48 kHz, so that rates compare.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from audiobrief.audio import Samples, resample_samples
from audiobrief.encoder.decoding import decode_frames
from audiobrief.encoder.lame import encode_frames
from audiobrief.encoder.mp3 import DELAY

CASES = (
    # Hz, kilobits a second
    (24_000, 32), (24_000, 40), (24_000, 48), (24_000, 56), (24_000, 64), (24_000, 80),
    (24_000, 96), (24_000, 128),
    (44_100, 48), (44_100, 56), (44_100, 64), (44_100, 80), (44_100, 96), (44_100, 128),
)  # fmt: skip
SENTENCES = (
    "The harbour pilots of Kestrel Bay have refused to guide the larger ferries since Thursday.",
    "She asks for fresh fish, six chests of it, and half a dozen sacks of crushed ice.",
    "Talks resume on Monday; nobody in the council expects them to last past noon.",
    "The first of the new engines was tested at dusk, with thirty guests on the quay.",
    "His voice was low, and it shook when he spoke of the boats that never came home.",
    "Chief engineer Zoe Marsh showed charts, photographs and a jar of rusty bolts.",
)
ROUNDS = 5
COMMON = 48_000
WINDOW = 2048
BARKS_HZ = (0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700,
            3150, 3700, 4400, 5300, 6400, 7700, 9500, 12_000)  # fmt: skip
SHOWN_HZ = (0, 300, 1000, 2000, 4000, 6400, 9500, 12_000)
MASKED_DB = -6.0
"""Noise in the band of noise is masked from there on (Zwicker, "Psychoacoustics", 4)."""
DOWN_DB, UP_DB = 27.0, 10.0
SPL_DB = 65.0
LEVEL_DBFS = -19.0
"""Level of the voice, as an episode at -16 LUFS has it."""


def speak() -> tuple[Samples, int]:
    """Half a minute and more of the natural voice, at an episode's level."""
    from hibari import Hibari

    voice = Hibari()
    said = np.concatenate([voice(text, seed=0) for text in SENTENCES])
    loud = said * (10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(said**2)))
    return np.rint(np.clip(loud, -1, 1) * 32_767).astype(np.int16), 24_000


def band_powers(samples: NDArray[np.float64], edges: tuple[int, ...]) -> NDArray[np.float64]:
    """Power of each window in each band, of full scale, shape (windows, bands)."""
    window = np.hanning(WINDOW)
    hertz = np.fft.rfftfreq(WINDOW, 1 / COMMON)
    rows = list(_windows(samples))
    power = np.abs(np.fft.rfft(np.array(rows) * window, axis=1)) ** 2
    power *= 2 / (WINDOW * (window**2).sum())
    starts = np.searchsorted(hertz, edges)
    return np.add.reduceat(power, starts, axis=1)[:, :-1]


def _windows(samples: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    for start in range(0, len(samples) - WINDOW, WINDOW // 2):
        yield samples[start : start + WINDOW]


def at_common_rate(samples: Samples, rate: int) -> NDArray[np.float64]:
    """In units of full scale, at `COMMON` Hz."""
    return np.asarray(soxr.resample(samples / 32_768, rate, COMMON, quality="VHQ"))


def judge(
    original: NDArray[np.float64], heard: NDArray[np.float64]
) -> tuple[float, float, list[float]]:
    """Share of windows and bands whose noise is heard, the worst of it, and noise by band, dB."""
    length = min(len(original), len(heard))
    signal, decoded = original[:length], heard[:length]
    noise = signal - decoded * (signal @ decoded) / (decoded @ decoded)
    left, whole = band_powers(noise, BARKS_HZ), band_powers(signal, BARKS_HZ)
    over = left / np.maximum(_spread(whole) * 10 ** (MASKED_DB / 10), _quiet())
    shown = band_powers(noise, SHOWN_HZ).sum(axis=0) / band_powers(signal, SHOWN_HZ).sum(axis=0)
    worst = 10 * np.log10(np.quantile(over, 0.99))
    return float((over > 1).mean()), float(worst), [float(10 * np.log10(x)) for x in shown]


def _spread(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each window's bands mask in each band."""
    bands = np.arange(powers.shape[1])
    apart = bands[None, :] - bands[:, None]
    slopes = np.where(apart < 0, DOWN_DB * apart, -UP_DB * apart)
    return np.asarray(powers @ 10 ** (slopes / 10))


def _quiet() -> NDArray[np.float64]:
    """Power of full scale, of each band, below which nothing is heard in quiet."""
    khz = np.sqrt(np.maximum(BARKS_HZ[:-1], 20) * np.array(BARKS_HZ[1:])) / 1000
    spl = 3.64 * khz**-0.8 - 6.5 * np.exp(-0.6 * (khz - 3.3) ** 2) + 1e-3 * khz**4
    return np.asarray(10 ** ((spl - SPL_DB + LEVEL_DBFS) / 10))


def run() -> None:
    """Print the table."""
    samples, voice_rate = speak()
    original = at_common_rate(samples, voice_rate)
    print("rate   kb/s  MB/h   time  heard %  worst   noise by band, dB: "
          + " ".join(f"<{edge}" for edge in SHOWN_HZ[1:]))  # fmt: skip
    first = 0.0
    for rate, kbps in CASES:
        sound = resample_samples(samples, voice_rate, rate) if rate != voice_rate else samples
        took = []
        for _ in range(ROUNDS):
            started = time.process_time()
            frames = encode_frames([sound], rate, kbps)
            took.append(time.process_time() - started)
        first = first or min(took)
        decoded = np.concatenate(list(decode_frames(frames, rate)))[DELAY:]
        share, worst, bands = judge(original, at_common_rate(decoded, rate))
        hour = kbps * 1000 / 8 * 3600 / 1e6
        shown = "  ".join(f"{each:5.1f}" for each in bands)
        print(
            f"{rate:6} {kbps:4}  {hour:5.1f}  {min(took) / first:4.2f}  {100 * share:5.1f}  {worst:5.1f}   {shown}"
        )
