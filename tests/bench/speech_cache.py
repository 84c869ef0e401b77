"""What keeping speech costs, against speaking it: the segments of the example page, eSpeak."""

from __future__ import annotations

import statistics
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from audiobrief.engines import Delivery, load_engine
from audiobrief.episode.reader import read_manuscript
from audiobrief.model import Speech
from audiobrief.speech.cache import SpeechCache
from audiobrief.speech.entries import pack, unpack
from tests.places import EXAMPLE

RUNS = 5
DELIVERY = Delivery()


def run() -> None:
    """Print the table."""
    texts = [segment.spoken for segment in read_manuscript(EXAMPLE).script.segments]
    with tempfile.TemporaryDirectory() as folder, closing(load_engine("espeak")) as engine:
        engine.speak("Ready.", DELIVERY)
        spoken = [engine.speak(text, DELIVERY) for text in texts]
        seconds = sum(len(speech.samples) / speech.sample_rate for speech in spoken)
        megabytes = sum(speech.samples.nbytes for speech in spoken) / 1e6
        cache = SpeechCache(Path(folder))
        print(f"{len(texts)} segments, {seconds:.0f} s of speech, {megabytes:.1f} MB\n")
        speak = timed(lambda: [engine.speak(text, DELIVERY) for text in texts])

        def keep_all() -> None:
            for text, speech in zip(texts, spoken, strict=True):
                cache.put(engine, text, DELIVERY, speech)

        put = timed(keep_all)
        get = timed(lambda: [cache.get(engine, text, DELIVERY) for text in texts])
        assert cache.misses == 0
        print(f"{'':22} {'ms an entry':>12} {'of speaking':>12}")
        for name, cost in (("speak", speak), ("put", put), ("get", get)):
            print(f"{name:22} {1000 * cost / len(texts):12.3f} {cost / speak:12.3f}")
    print_layouts(spoken)


def print_layouts(spoken: list[Speech]) -> None:
    """How the samples may lie in an entry: size, and time to have them back."""
    raw = [pack(speech) or b"" for speech in spoken]
    planes = [zlib.compress(to_planes(speech), 1) for speech in spoken]
    deflated = [zlib.compress(content, 1) for content in raw]
    size = sum(map(len, raw))
    base = timed(lambda: [unpack(content, 1 << 20) for content in raw])
    print(f"\n{'samples lie':34} {'size':>6} {'reading':>8}")
    for name, kept, read in (
        ("as they are", raw, lambda: [unpack(content, 1 << 20) for content in raw]),
        ("deflated", deflated, lambda: [zlib.decompress(c) for c in deflated]),
        ("differences, planes, deflated", planes, lambda: [from_planes(c) for c in planes]),
    ):
        print(f"{name:34} {sum(map(len, kept)) / size:6.2f} {timed(read) / base:8.1f}")


def to_planes(speech: Speech) -> bytes:
    steps = np.diff(speech.samples, prepend=np.int16(0))
    return np.ascontiguousarray(steps.view(np.uint8).reshape(-1, 2).T).tobytes()


def from_planes(content: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    octets = np.frombuffer(zlib.decompress(content), np.uint8).reshape(2, -1).T
    steps = np.ascontiguousarray(octets).view(np.int16)[:, 0]
    return np.cumsum(steps, dtype=np.int16)


def timed(call: Callable[[], object]) -> float:
    """Seconds, the median of `RUNS`."""
    costs = []
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        costs.append(time.perf_counter() - start)
    return statistics.median(costs)


if __name__ == "__main__":
    run()
