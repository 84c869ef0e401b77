"""The picture under the scrubber: how loud each part of an episode is."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.errors import PublishError
from audiobrief.model import Timeline

BARS = 240
"""A bar is a pixel wide on the narrowest phone and five on a desk."""
DECODED_RATE = 8000
"""Hz; speech is loud below 4 kHz, and a lower rate is no quicker to decode."""
TOP = 100
"""Height of the loudest bar, and of the picture."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Bars from the start of an episode to its end."""

    bars: tuple[int, ...] = ()
    """`BARS` heights from 0 to `TOP`, the loudest being `TOP`; empty where not measured."""
    audio_sha256: str = ""
    """Of the audio file that was measured."""

    def to_json(self) -> str:
        """What `read_waveform` finds again beside the audio."""
        kept = {"version": 1, "audio_sha256": self.audio_sha256, "bars": self.bars}
        return json.dumps(kept, separators=(",", ":")) + "\n"

    @property
    def path(self) -> str:
        """The bars as an SVG path in a box of `BARS` by `TOP`."""
        half = TOP / 2
        heights = (max(bar, 3) for bar in self.bars)
        return "".join(f"M{x} {half - h / 2:g}h.6v{h}h-.6z" for x, h in enumerate(heights))


def read_waveform(audio: Path, timeline: Timeline) -> Waveform:
    """The waveform beside `audio` if it is of that file, measured otherwise.

    Raises:
        PublishError: the audio cannot be decoded.
        EncoderMissing: there is no ffmpeg program.
    """
    with audio.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        kept = json.loads((audio.parent / "waveform.json").read_text("utf-8"))
        bars = tuple(int(bar) for bar in kept["bars"])
        if kept["audio_sha256"] == digest and len(bars) == BARS:
            return Waveform(bars, digest)
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a file that is not there or not ours is measured anew
    return Waveform(_measure(audio, timeline), digest)


def _measure(audio: Path, timeline: Timeline) -> tuple[int, ...]:
    import numpy as np

    count = max(timeline.length * DECODED_RATE // timeline.sample_rate // BARS, 1)
    command = [
        find_ffmpeg(), "-v", "error", "-nostdin", "-i", str(audio), "-map", "0:a:0",
        "-ac", "1", "-ar", str(DECODED_RATE), "-f", "s16le", "-",
    ]  # fmt: skip
    # power, not its root: speech of an even voice would be a brick
    powers: list[float] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as decoder:
        assert decoder.stdout is not None
        assert decoder.stderr is not None
        while block := decoder.stdout.read(count * 2):
            samples = np.frombuffer(block[: len(block) // 2 * 2], "<i2").astype(np.float64)
            powers.append(float(np.mean(samples**2)) if len(samples) else 0.0)
        complaint = decoder.stderr.read().decode("utf-8", "replace").strip()
    if decoder.returncode or not powers:
        last = complaint.splitlines()[-1] if complaint else "no sound"
        raise PublishError(f"cannot decode {audio}: {last}; make the episode again")
    heights = np.zeros(BARS)
    heights[: len(powers)] = powers[:BARS]
    loudest = heights.max() or 1.0
    return tuple(int(height) for height in np.rint(heights / loudest * TOP))
