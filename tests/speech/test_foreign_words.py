"""Tests that foreign words inside a sentence are heard in their own voice, without a hole around them."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audiobrief.cleaner import clean
from audiobrief.engines.pcm import decode
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import write_script
from audiobrief.publish import publish_episode
from audiobrief.settings.tree import CacheSettings, Settings, VoiceSettings

STORY = "The harbour board voted on Monday to give the oldest quay in the town back to the sea."
QUOTED = "der Hafen gehört am Ende immer dem Meer"
PAGE = (
    f"<html lang=en-US><article><h1>A quay goes</h1><p>{STORY}</p><p>{STORY[:-1]} and the gulls.</p>"
    f"<p>The old sign that says <q lang=de>{QUOTED}</q> hangs there to this day.</p></article>"
)
WIDEST_GAP_MS = 130
"""About the silence around a stop consonant in slow speech; at a comma a reader waits longer."""


@pytest.mark.parametrize("engine", ["natural,espeak", "espeak"])
def test_another_voice_speaks_them_and_the_sentence_goes_on(
    tmp_path: Path, engine: str
) -> None:
    plain = Settings(cache=CacheSettings(speech=False), voice=VoiceSettings(engine=engine))
    manuscript = write_script(clean(PAGE), plain)
    parts = [part for part in manuscript.script.segments if part.block == 2]
    assert [part.language for part in parts] == ["", "de", ""]
    made = make_episode(manuscript, tmp_path, plain)
    readers = {reader.language.partition("-")[0] for reader in made.episode.readers}
    assert readers == {"en", "de"}

    sound, rate = decode(made.audio.read_bytes())
    cues = [
        cue
        for cue in made.episode.timeline.cues
        if made.episode.script.segments[cue.segment].block == 2
    ]
    loud = np.abs(sound.astype(np.int32)) > 300
    for before, after in pairwise(cues):
        last = before.start + np.flatnonzero(loud[before.start : before.end])[-1]
        first = after.start + np.flatnonzero(loud[after.start : after.end])[0]
        assert 0 <= (first - last) * 1000 / rate <= WIDEST_GAP_MS
    words = [
        [part.spoken[w.text_start : w.text_end] for w in cue.words]
        for part, cue in zip(parts, cues, strict=True)
    ]
    assert words == [
        ["The", "old", "sign", "that", "says"],
        QUOTED.split(),
        ["hangs", "there", "to", "this", "day"],
    ]

    shown = {
        path.name: path.read_text("utf-8")
        for path in publish_episode(made.folder)
        if path.suffix in {".html", ".vtt"}
    }
    page = next(text for name, text in shown.items() if name == "index.html")
    assert f'lang="de" dir="auto">&#34;{QUOTED}&#34;</span>' in page
