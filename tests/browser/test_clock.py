"""What is marked is what is heard."""

import itertools
from pathlib import Path

from playwright.sync_api import Page

from audiobrief.model import Episode
from tests.browser.conftest import wait_past

RATE = 16_000
LATE = 0.1
"""Seconds; the eye and the ear part at about 0.1 (ITU-R BT.1359)."""

WATCH_WORDS = """seconds => new Promise(done => {
  const audio = document.getElementById("audio"), seen = [];
  const end = audio.currentTime + seconds;
  (function look() {
    const [range] = CSS.highlights.get("word");
    seen.push([audio.currentTime, range ? range.toString() : ""]);
    if (audio.currentTime < end) requestAnimationFrame(look); else done(seen);
  })();
})"""

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
    seen.push([performance.now() - start, loud, range ? range.toString() : ""]);
    if (performance.now() - start < seconds * 1000) requestAnimationFrame(look); else done(seen);
  })();
})"""


def test_words_run_along_with_the_clock(player: Page, mill: tuple[Path, Episode]) -> None:
    player.keyboard.press("Space")
    wait_past(player, 0.05)
    seen = player.evaluate(WATCH_WORDS, 4)
    words = [
        (word.start / RATE, mill[1].script.segments[cue.segment].written[word.text_start : word.text_end])
        for cue in mill[1].timeline.cues
        for word in cue.words
    ]  # fmt: skip
    assert len({text for _, text in seen}) > 9
    for at, text in seen:
        # within LATE of the moment, this word had begun and the next had not ended the wait
        near = [
            w
            for i, (start, w) in enumerate(words)
            if start - LATE <= at and (i + 1 == len(words) or at <= words[i + 1][0] + LATE)
        ]
        assert text in [*near, ""], (at, text, near)


def test_words_are_marked_when_their_sound_begins(player: Page) -> None:
    player.locator("#scrubber").fill("8.5")
    seen = player.evaluate(LISTEN, 5)
    heard = [
        at for (_, before, _), (at, loud, _) in itertools.pairwise(seen)
        if loud and not before
    ]  # fmt: skip
    marked = [
        at for (_, _, before), (at, _, text) in itertools.pairwise(seen)
        if text and text != before
    ]  # fmt: skip
    assert len(heard) > 12
    delays = sorted(min(abs(mark - at) for mark in marked) for at in heard[1:-1])
    # the first and the last may fall on the edge of the watch; a burst's rise takes a frame
    assert delays[int(len(delays) * 0.95) - 1] * 0.001 <= LATE, delays
