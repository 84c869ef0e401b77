"""From a word changed at the desk to its sound, with the natural voice and its own process loaded.

Each sentence is new to the cache of speech. A request changes it, and another one asks for its
sound, as the page of the script does. It is asked twice: at a quiet desk, and while a dozen
stories that came at once are read and made. The first change comes right after a start of the
desk, so it may wait for the voice; the worst of all is told, and not a percentile that leaves it out.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

from audiobrief.settings.tree import Settings, read_settings
from tests.desk.desks import TestDesk, open_desk, page

CHANGES = 20
ARRIVING = 12
"""As many stories as a newsroom's feed may bring in the morning."""
WORDS = "patience timber summers letters money courage rope friendship tar oak coins evenings".split()


def run() -> None:
    settings = read_settings(overrides={"batch.workers": 1, "batch.fetchers": 1})
    with tempfile.TemporaryDirectory() as folder:
        with open_desk(Path(folder), settings) as desk:
            story = desk.made()["id"]
        _time(Path(folder), settings, story)


def _time(root: Path, settings: Settings, story: str) -> None:
    # its voice has spoken on this machine before, as at every start but the first
    with open_desk(root, settings) as desk:
        print(f"{CHANGES} changes of a sentence, from the request to its sound, s (target 1)")
        _tell("at a quiet desk", _change(desk, story, is_quiet=True))
        for number in range(ARRIVING):
            desk.submit(page(f"Arrival {number}"))
        _tell(f"while {ARRIVING} stories are made", _change(desk, story, is_quiet=False))


def _change(desk: TestDesk, story: str, *, is_quiet: bool) -> list[float]:
    draw, place, taken = random.Random(time.time_ns()), f"/stories/{story}", []
    sentences = desk.editor.ask("GET", f"{place}/script")["sentences"]
    key = next(s["key"] for s in sentences if "$1.4" in s["written"])
    for _ in range(CHANGES):
        words = " ".join(draw.sample(WORDS, 6))
        said = f"Ilsabe Quorndahl, who keeps its wheel, said that it had cost {words}."
        if is_quiet:
            desk.wait(story)
        version = desk.editor.ask("GET", place)["version"]
        started = time.perf_counter()
        desk.editor.ask("PATCH", f"{place}/sentences/{key}", {"say": said}, version=version)
        sound = desk.editor.get(f"/api/v1{place}/sentences/{key}/sound")
        taken.append(time.perf_counter() - started)
        assert sound.status_code == 200
    return taken


def _tell(what: str, taken: list[float]) -> None:
    print(
        f"  {what:<28} first {taken[0]:.2f}   median {statistics.median(taken):.2f}   "
        f"worst {max(taken):.2f}"
    )
