"""Tests the path from a script to a file with a real voice and ffmpeg, on the decoded sound."""

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript, write_script
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Cue,
    Episode,
    Role,
    Script,
    Segment,
    Timeline,
)
from audiobrief.settings.tree import CacheSettings, Settings, VoiceSettings
from audiobrief.speech.stitching import Stitched, stitch
from audiobrief.speech.synthesizer import synthesize

SENTENCES = [
    "Harbour pilots in Kestrel Bay have refused to guide the larger ferries.",
    "The dispute began when Zoë Müller — the harbour’s “naïve” director — cut 42 posts.",
    "Talks resume on Monday.",
    "First, the tide tables; then, the rest of it.",
]
SCRIPT = Script(
    "Pilots",
    tuple(
        Segment(Role.BODY, text, text, pause_after_ms=pause)
        for text, pause in zip(SENTENCES, (750, 300, 1200, 500), strict=True)
    ),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


def make(engine: EspeakEngine, path: Path, settings: EncoderSettings) -> Timeline:
    opened: list[Stitched] = []

    def open_sound() -> Stitched:
        opened.append(
            stitch(
                SCRIPT,
                synthesize(SCRIPT, engine, {}),
                sample_rates=settings.sample_rates,
                frame_at=settings.frame_at,
            )
        )
        return opened[-1]

    encode(open_sound, path, settings)
    return opened[-1].timeline


def decode(path: Path) -> NDArray[np.int16]:
    command = [find_ffmpeg(), "-v", "error", "-i", str(path), "-f", "s16le", "-"]
    pcm = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(pcm, dtype="<i2")


@pytest.mark.parametrize("name", FORMATS)
def test_the_file_is_as_long_as_its_timeline_and_the_same_twice(
    name: str, engine: EspeakEngine, tmp_path: Path
) -> None:
    settings = EncoderSettings(format=name)
    first, second = tmp_path / f"a{settings.suffix}", tmp_path / f"b{settings.suffix}"
    timeline = make(engine, first, settings)
    assert len(decode(first)) == timeline.length
    assert make(engine, second, settings) == timeline
    assert first.read_bytes() == second.read_bytes()


def test_silence_lies_in_the_pauses_and_sound_begins_with_each_cue(
    engine: EspeakEngine, tmp_path: Path
) -> None:
    timeline = make(engine, tmp_path / "a.mp3", EncoderSettings())
    sound = decode(tmp_path / "a.mp3").astype(np.int32)
    loud = np.abs(sound) > 300
    within = timeline.sample_rate * 30 // 1000
    for cue, segment in zip(timeline.cues, SCRIPT.segments, strict=True):
        pause = timeline.sample_rate * segment.pause_after_ms // 1000
        assert loud[cue.start : cue.start + within].any()
        # a codec spreads sound over its window: 20 ms
        assert not loud[cue.end + within * 2 // 3 : cue.end + pause - within].any()
        assert [w.text_start for w in cue.words] == sorted(w.text_start for w in cue.words)


def test_joins_do_not_click(engine: EspeakEngine) -> None:
    stitched = stitch(SCRIPT, synthesize(SCRIPT, engine, {}))
    sound = np.concatenate(list(stitched)).astype(np.int32)
    steps = np.abs(np.diff(sound))
    for cue in stitched.timeline.cues:
        inside = steps[cue.start + 200 : cue.end - 200].max()
        for join in (cue.start, cue.end):
            assert steps[max(0, join - 20) : join + 20].max() < inside / 50


def test_an_edited_pause_is_played_as_the_editor_wrote_it(tmp_path: Path) -> None:
    text = " ".join(SENTENCES)
    article = Article(
        "Pilots", (Block(BlockKind.PARAGRAPH, text), Block(BlockKind.HEADING, "Tides"))
    )
    plain = Settings(cache=CacheSettings(speech=False), voice=VoiceSettings(engine="tone"))
    manuscript = write_script(article, plain)
    edited = tuple(
        dataclasses.replace(part, pause_after_ms=1777) if index == 2 else part
        for index, part in enumerate(manuscript.script.segments)
    )
    script = dataclasses.replace(manuscript.script, segments=edited)
    assert manuscript.script.segments[2].pause_after_ms != 1777
    # as an editor returns it: a JSON file
    path = tmp_path / "pilots.json"
    path.write_bytes(msgspec.json.encode(dataclasses.replace(manuscript, script=script)))
    made = make_episode(read_manuscript(path), tmp_path, plain)
    timeline = made.episode.timeline
    frame_ms = 1000 * plain.sound.frame_at(timeline.sample_rate) / timeline.sample_rate
    for before, after in pairwise(timeline.cues):
        asked = script.segments[before.segment].pause_after_ms
        pause_ms = (after.start - before.end) * 1000 / timeline.sample_rate
        assert abs(pause_ms - asked) <= frame_ms / 2 + 0.1
    assert made.episode.chapters[0].start == 0
    assert timeline.cues[0].start >= 0.49 * timeline.sample_rate
    assert len(decode(made.audio)) == timeline.length


def test_a_heading_that_is_said_first_begins_the_first_chapter_with_the_file() -> None:
    script = Script("Pilots", (Segment(Role.HEADING, "Tides", "Tides", block=0),))
    cue = Cue(0, 12_000, 24_000)
    article = Article("Pilots", (Block(BlockKind.HEADING, "Tides"),))
    episode = Episode(article, script, Timeline(24_000, 48_000, (cue,)), audio="a.mp3")
    assert episode.chapters == (("Tides", 0, 48_000),)


MEMORY = """
import resource, sys
from pathlib import Path
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.model import Role, Script, Segment
from audiobrief.speech.stitching import stitch
from audiobrief.speech.synthesizer import synthesize
text = "Harbour pilots in Kestrel Bay have refused to guide the larger of the ferries again."
segments = [Segment(Role.BODY, text, f"{n}: {text}", pause_after_ms=500) for n in range(int(sys.argv[1]))]
script, engine = Script("Pilots", tuple(segments)), EspeakEngine()
encode(lambda: stitch(script, synthesize(script, engine, {})), Path(sys.argv[2]), EncoderSettings())
engine.close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_ten_times_the_words_take_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for count in (6, 60):
        command = [sys.executable, "-c", MEMORY, str(count), str(tmp_path / "a.mp3")]
        peaks.append(int(subprocess.run(command, capture_output=True, check=True).stdout))
    assert peaks[1] / peaks[0] < 1.10
