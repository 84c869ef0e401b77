"""LAME's levels at 64 kb/s: what each costs, and how much noise it leaves in which band.

The noise is what is left of a decoded minute of eSpeak's voice when the
original is taken from it; against the signal in the same band, dB. Speech
masks noise 10 dB below it in its own band, so that less than -10 is not heard.
"""

from __future__ import annotations

import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audiobrief.encoder.ffmpeg import FfmpegRun, decode
from audiobrief.engines import Delivery
from audiobrief.engines.espeak.engine import EspeakEngine

LEVELS = (2, 5, 7, 9)
ROUNDS = 5
EDGES_HZ = (0, 300, 1000, 2000, 4000, 6000, 8000)
TEXT = (
    "The harbour pilots of Kestrel Bay refuse to guide the larger ferries through the sound. "
)
WINDOW = 1024


def encode(samples: NDArray[np.int16], rate: int, level: int, path: Path) -> float:
    """Seconds that it took."""
    started = time.perf_counter()
    raw = ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0"]
    lame = ["-c:a", "libmp3lame", "-b:a", "64k", "-compression_level", str(level)]
    with FfmpegRun([*raw, *lame, str(path)]) as run:
        run.write(samples)
        run.finish()
    return time.perf_counter() - started


def power_by_band(samples: NDArray[np.float64], rate: int) -> list[float]:
    windows = sliding_window_view(samples, WINDOW)[:: WINDOW // 2] * np.hanning(WINDOW)
    power = (np.abs(np.fft.rfft(windows, axis=1)) ** 2).sum(axis=0)
    hertz = np.fft.rfftfreq(WINDOW, 1 / rate)
    return [
        float(power[(hertz >= low) & (hertz < high)].sum()) for low, high in pairwise(EDGES_HZ)
    ]


def run() -> None:
    """Print the table."""
    engine = EspeakEngine()
    speech = engine.speak(TEXT * 12, Delivery())
    engine.close()
    original = speech.samples.astype(float)
    signal = power_by_band(original, speech.sample_rate)
    print("level  time   noise by band, dB: " + " ".join(f"<{edge}" for edge in EDGES_HZ[1:]))
    fastest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.mp3"
        for level in LEVELS:
            took = min(
                encode(speech.samples, speech.sample_rate, level, path) for _ in range(ROUNDS)
            )
            fastest = fastest or took
            heard = np.concatenate(list(decode(path))).astype(float)
            noise = original - heard * (original @ heard) / (heard @ heard)
            bands = zip(power_by_band(noise, speech.sample_rate), signal, strict=True)
            shown = "  ".join(f"{10 * np.log10(left / whole):5.1f}" for left, whole in bands)
            print(f"{level:5}  {took / fastest:4.2f}   {shown}")
