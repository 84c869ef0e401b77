"""From a word changed at the desk to its sound, with the natural voice and its own process loaded.

Each sentence is new to the cache of speech. A request changes it, and another one asks for its
sound, as the page of the script does.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from audiobrief.settings.tree import read_settings
from tests.desk.desks import open_desk

CHANGES = 20
WORDS = "patience timber summers letters money courage rope friendship tar oak coins evenings".split()


def run() -> None:
    draw = random.Random(time.time_ns())
    settings = read_settings(overrides={"batch.workers": 1, "batch.fetchers": 1})
    taken = []
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder), settings) as desk:
        story = desk.made()
        place = f"/stories/{story['id']}"
        sentences = desk.editor.ask("GET", f"{place}/script")["sentences"]
        key = next(s["key"] for s in sentences if "$1.4" in s["written"])
        for _ in range(CHANGES):
            words = " ".join(draw.sample(WORDS, 6))
            said = f"Ilsabe Quorndahl, who keeps its wheel, said that it had cost {words}."
            version = desk.wait(story["id"])["version"]
            started = time.perf_counter()
            desk.editor.ask("PATCH", f"{place}/sentences/{key}", {"say": said}, version=version)
            sound = desk.editor.get(f"/api/v1{place}/sentences/{key}/sound")
            taken.append(time.perf_counter() - started)
            assert sound.status_code == 200
    slow = statistics.quantiles(taken, n=20)[-1]
    print(f"{CHANGES} changes of a sentence, from the request to its sound, s")
    print(f"  median {statistics.median(taken):.3f}   95th percentile {slow:.3f}   target 1")
