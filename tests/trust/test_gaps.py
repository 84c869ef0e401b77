"""Tests the count from page to sound: a word that is lost on the way is an error.

The engine here does what voices have done: it passes over what it cannot read, and says nothing.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobrief.cleaner import clean
from audiobrief.engines import Delivery, Voice
from audiobrief.engines.chain import SelectedEngine
from audiobrief.engines.espeak.word_times import find_words
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode import reader
from audiobrief.episode.counting import count
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_article, write_script
from audiobrief.errors import WordsMissing
from audiobrief.model import Manuscript, Page, Script, Segment, Speech, Word
from audiobrief.segmenter import ScriptStyle, segment
from audiobrief.segmenter.completeness import compare
from audiobrief.settings.tree import Settings
from audiobrief.speech.gaps import find_gaps
from tests.batch.running import TONE, plugin_environment, quick_settings
from tests.torture.running import Run, invoke

LOST = re.compile(r"[а-я]+", re.IGNORECASE)
PAGE = Page(
    "<html lang=en><head><title>The ferry runs again</title></head><body><article>"
    "<h1>The ferry runs again</h1><p>The ferry to Saltmere runs again, the board said on Tuesday, "
    "and nobody has to walk around the bay any longer. Its captain called it чайка, the gull.</p>"
    "<p>It had lain at the quay for two winters, since the board could not pay for its engine.</p>"
    "</article></body></html>"
)


class DeafEngine(ToneEngine):
    """Hums, and passes over words in Cyrillic letters without a sound."""

    name = "deaf"
    is_healed = False

    def voices(self) -> Sequence[Voice]:
        return super().voices()

    def speak(self, text: str, delivery: Delivery) -> Speech:
        speech = super().speak(text, delivery)
        if self.is_healed:
            return speech
        words = tuple(
            word._replace(end=word.start)
            if LOST.search(text[word.text_start : word.text_end])
            else word
            for word in speech.words
        )
        return dataclasses.replace(speech, words=words)


class MuteEngine(ToneEngine):
    """Gives silence for a sentence with words in Cyrillic letters, as eSpeak once did."""

    name = "mute"

    def speak(self, text: str, delivery: Delivery) -> Speech:
        speech = super().speak(text, delivery)
        if not LOST.search(text):
            return speech
        return Speech(np.zeros(len(speech.samples), np.int16), speech.sample_rate)


def manuscript() -> Manuscript:
    return write_script(read_article(PAGE))


def settings_with(**changes: Any) -> Settings:
    return quick_settings(publish__waveform=False, **changes)


@pytest.mark.parametrize("engine", [DeafEngine, MuteEngine])
def test_words_that_a_voice_passes_over_are_an_error(
    engine: type[ToneEngine], tmp_path: Path
) -> None:
    voice = SelectedEngine(engine())
    with pytest.raises(WordsMissing, match=r"gives no sound for \d+ words? .*--allow-gaps"):
        make_episode(manuscript(), tmp_path, settings_with(), voice=voice)
    assert not list(tmp_path.rglob("*.mp3"))
    allowed = settings_with(voice__allow_gaps=True)
    made = make_episode(manuscript(), tmp_path, allowed, voice=voice)
    assert "чайка" in made.unsaid
    assert made.audio.is_file()


def test_a_whole_episode_has_no_gap(tmp_path: Path) -> None:
    voice = SelectedEngine(ToneEngine())
    assert make_episode(manuscript(), tmp_path, settings_with(), voice=voice).unsaid == ()
    silent = settings_with(voice__volume=0.0)
    assert make_episode(manuscript(), tmp_path, silent, voice=voice).unsaid == ()


def test_speech_that_was_kept_with_a_gap_is_not_believed(tmp_path: Path) -> None:
    kept = {"cache__speech": True, "cache__folder": str(tmp_path / "cache")}
    engine = DeafEngine()
    voice = SelectedEngine(engine)
    with pytest.raises(WordsMissing):
        make_episode(manuscript(), tmp_path / "out", settings_with(**kept), voice=voice)
    engine.is_healed = True
    made = make_episode(manuscript(), tmp_path / "out", settings_with(**kept), voice=voice)
    assert made.unsaid == ()


def test_a_batch_names_the_words_and_the_report_has_them(tmp_path: Path) -> None:
    plugin = tmp_path / "plugin"
    about = plugin / "deaf_engine-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: deaf-engine\nVersion: 1\n")
    (about / "entry_points.txt").write_text(
        "[audiobrief.engines]\ndeaf = tests.trust.test_gaps:DeafEngine\n"
    )
    (tmp_path / "page.html").write_text(PAGE.text, encoding="utf-8")
    env = plugin_environment(plugin)
    args = ("-e", "deaf", "--no-cache", "--loudness", "off", "-o", tmp_path / "out", "-j", "1")
    refused = Run("batch", tmp_path / "page.html", *args, "--json", env=env)
    code, out, err = refused.finish()
    assert code == 1, err
    (failed,) = [json.loads(line) for line in out.splitlines()]
    assert failed["reason"] == "words missing"
    assert "чайка" in failed["message"]
    allowed = Run("batch", tmp_path / "page.html", *args, "--allow-gaps", env=env)
    code, out, err = allowed.finish()
    assert code == 0, err
    assert "without sound: 1 word ('чайка')" in err
    report = invoke("report", tmp_path / "out", "--json")[1]
    assert "without sound: 1 word ('чайка')" in report
    letters = json.loads(report)["letters"]
    assert letters["article"] == letters["script"] > 100
    assert letters["asked"] == letters["timed"] == letters["heard"] + len("чайка")
    assert json.loads(report)["episodes"][0]["letters"] == letters
    page = Path(invoke("report", tmp_path / "out")[1].strip()).read_text("utf-8")
    lost = page.partition("Letters from page to sound")[2].partition("</table>")[0]
    assert "The ferry runs again</a>" in lost, "an episode with a gap is named"
    assert f"<td class=n>{letters['heard']:,}" in lost


# ------------------------------------------------------------------------- the count itself


def test_which_words_have_a_sound() -> None:
    loud = np.full(400, 900, np.int16)
    whole = (Word(0, 3, 0, 100), Word(4, 7, 100, 250), Word(8, 11, 250, 400))
    text = "one two six"
    assert find_gaps(text, Speech(loud, 8000, whole)) == ()
    assert find_gaps(text, Speech(loud, 8000, (whole[0], whole[2]))) == ("two",)
    merged = (Word(0, 7, 0, 250), whole[2])
    assert find_gaps(text, Speech(loud, 8000, merged)) == ()
    no_length = (whole[0], whole[1]._replace(end=100), whole[2])
    assert find_gaps(text, Speech(loud, 8000, no_length)) == ("two",)
    assert find_gaps(text, Speech(loud, 8000, no_length, exact=False)) == ()
    assert find_gaps(text, Speech(loud // 900 * 20, 8000, whole)) == ("one", "two", "six")
    assert find_gaps("— … !", Speech(loud * 0, 8000)) == ()


def test_what_a_script_lacks_of_its_article_is_counted() -> None:
    article = clean(PAGE)
    style = ScriptStyle()
    script = segment(article, style)
    found = compare(article, script, style)
    assert found.missing == ()
    assert found.article == found.script > 150
    lost = [part for part in script.segments if "Tuesday" not in part.written]
    shorter = dataclasses.replace(script, segments=tuple(lost))
    found = compare(article, shorter, style)
    (missing,) = found.missing
    assert (missing.block, missing.letters) == (0, found.article - found.script)
    assert missing.letters > 50


def test_a_script_that_lacks_text_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The segmenter loses a sentence, as a fault in it would."""

    def forget(*args: Any, **more: Any) -> Script:
        script = segment(*args, **more)
        return dataclasses.replace(script, segments=tuple(_shortened(script.segments)))

    monkeypatch.setattr(reader, "segment", forget)
    article = read_article(PAGE)
    with pytest.raises(WordsMissing, match="letters of the article are not in its script"):
        write_script(article)
    written = write_script(article, settings_with(voice__allow_gaps=True))
    assert "letters of the article are not in its script" in written.article.remarks[-1]


def _shortened(segments: Sequence[Segment]) -> list[Segment]:
    return [each for each in segments if "two winters" not in each.written]


def test_the_letters_are_counted_from_the_page_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.text, encoding="utf-8")
    args = ("make", tmp_path / "page.html", "-o", tmp_path / "out", *TONE, "--json")
    code, out, err = invoke(*args)
    assert code == 0, err
    letters = json.loads(out.splitlines()[-1])["letters"]
    assert letters["article"] == letters["script"] == 184
    assert letters["asked"] == letters["timed"] == letters["heard"] > letters["script"]
    voice = SelectedEngine(DeafEngine())
    settings = settings_with(voice__allow_gaps=True)
    made = make_episode(manuscript(), tmp_path / "deaf", settings, voice=voice)
    counted = count(made.episode, settings.script, made.unsaid)
    assert counted.asked - counted.heard == len("чайка")
    cut = dataclasses.replace(
        made.episode, timeline=dataclasses.replace(made.episode.timeline, length=60_000)
    )
    assert count(cut, settings.script).heard < counted.heard


def test_a_long_word_of_which_espeak_tells_nothing_was_passed_over() -> None:
    """eSpeak merges short words, and once passed over the words of a third script."""
    text = "He read of the Достоевский and of Kyiv"
    samples = np.full(9_000, 900, np.int16)
    heard = [(0, 0), (3, 1_000), (8, 2_000), (27, 5_000), (34, 7_000)]
    words = find_words(text, heard, samples)
    assert [text[word.text_start : word.text_end] for word in words] == [
        "He", "read", "of the", "and of", "Kyiv",
    ]  # fmt: skip
    assert find_gaps(text, Speech(samples, 22_050, words)) == ("Достоевский",)
    whole = find_words(text, [*heard, (15, 3_000)], samples)
    assert find_gaps(text, Speech(samples, 22_050, whole)) == ()
    first = find_words("Достоевский is read", [(12, 0), (15, 900)], samples)
    assert find_gaps("Достоевский is read", Speech(samples, 22_050, first)) == ("Достоевский",)
