"""Tests that the marked word is the one that is heard."""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audiobrief.model import Article, Block, BlockKind, Episode
from audiobrief.publish import publish_episode
from tests.browser.server import served
from tests.publish.episodes import Sound, make_episode

RATE = 16_000
LATE = 0.1
"""Tolerance in seconds; a difference between picture and sound is noticed from about 0.1
(ITU-R BT.1359)."""

LISTEN = """seconds => new Promise(async done => {
  const audio = document.getElementById("audio"), seen = [];
  const context = new AudioContext(), analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
  const samples = new Float32Array(analyser.fftSize);
  await context.resume();
  await audio.play();
  const start = performance.now();
  (function look() {
    analyser.getFloatTimeDomainData(samples);
    const loud = Math.max(...samples.map(Math.abs)) > 0.05;
    const [range] = CSS.highlights.get("word");
    seen.push([performance.now() - start, loud, range ? range.toString() : "", audio.currentTime]);
    if (performance.now() - start < seconds * 1000) requestAnimationFrame(look); else done(seen);
  })();
})"""


@pytest.fixture(scope="module")
def metronome(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    """An episode with words of a quarter of a second, as far apart, so that no mark is near two
    words."""
    folder = tmp_path_factory.mktemp("metronome")
    text = "Slow bells ring over the old harbour, one by one, until every boat is home."
    article = Article("Bells", (Block(BlockKind.PARAGRAPH, text),))
    sound = Sound(word_ms=250, letter_ms=0, gap_ms=250, pause_ms=500)
    episode = make_episode(folder, article, sound=sound)
    publish_episode(folder)
    return folder, episode


@pytest.fixture(scope="module")
def seen(
    browser: Browser, metronome: tuple[Path, Episode]
) -> list[tuple[float, bool, str, float]]:
    """For each frame: milliseconds, whether there is sound, the marked word, the clock."""
    with served(metronome[0]) as host:
        page = browser.new_page()
        page.goto(f"{host}/index.html")
        frames: list[tuple[float, bool, str, float]] = page.evaluate(LISTEN, 7)
        page.close()
    return frames


def test_words_run_along_with_the_clock(
    seen: list[tuple[float, bool, str, float]], metronome: tuple[Path, Episode]
) -> None:
    words = [
        (word.start / RATE, metronome[1].script.segments[cue.segment].written[word.text_start : word.text_end])
        for cue in metronome[1].timeline.cues
        for word in cue.words
    ]  # fmt: skip
    assert len({text for _, _, text, _ in seen}) > 9
    for _, _, text, at in seen:
        # the words that sound within LATE of this moment
        near = [
            w
            for i, (start, w) in enumerate(words)
            if start - LATE <= at and (i + 1 == len(words) or at <= words[i + 1][0] + LATE)
        ]
        assert text in [*near, ""], (at, text, near)


def test_words_are_marked_when_their_sound_begins(
    seen: list[tuple[float, bool, str, float]],
) -> None:
    frames = list(itertools.pairwise(seen))
    heard = [frame[0] for before, frame in frames if frame[1] and not before[1]]
    marked = [frame[0] for before, frame in frames if frame[2] and frame[2] != before[2]]
    assert len(heard) > 9
    delays = [min((mark - at for mark in marked), key=abs) for at in heard]
    assert max(map(abs, delays)) * 0.001 <= LATE, delays
