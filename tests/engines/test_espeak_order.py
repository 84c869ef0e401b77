"""Tests that eSpeak NG's speech does not depend on the sentences spoken before.

The library speaks words in another script with a second language, which it frees and loads anew
when a third script follows. No words may be lost by this, in any order of scripts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import closing

import pytest

from audiobrief.engines import Delivery
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.model import Speech

SENTENCES = {
    # language -> a sentence with a gap for a foreign word, then one with Latin words
    "ru": ("Слово {} знают многие.", "{} и {}."),
    "bg": ("Думата {} е позната.", "{} и {}."),
    "ar": ("الكلمة {} معروفة.", "{} و {}."),
    "fa": ("واژه {} شناخته شده است.", "{} و {}."),
    "he": ("המילה {} מוכרת.", "{} ו {}."),
    "hi": ("शब्द {} सब जानते हैं।", "{} और {}."),
    "bn": ("শব্দ {} সবাই জানে।", "{} এবং {}."),
    "zh": ("{} 这个词很多人知道。", "{} 和 {}。"),
    "el": ("Η λέξη {} είναι γνωστή.", "{} και {}."),
    "ka": ("სიტყვა {} ცნობილია.", "{} და {}."),
}
FOREIGN = ("λόγος", "Москва", "नमस्ते", "한국", "თბილისი")
"""A word each in Greek, Russian, Hindi, Korean and Georgian."""
MIXED = (
    "Zoë Müller’s “naïve” café — the one on Ørsted Street — lost 42 chairs.",
    "Who knows?",
    "“It’s 9:45 p.m.,” he whispered; WHO said so?",
    "Die Straße nach Győr (Ungarn) bleibt gesperrt, vraiment.",
    "He read the “Weekend” section: 1,450 of them had; she had read it, too!",
    "Ελλάδα, Москва, 東京.",
    "a, b, c. D? E!",
)
LATIN = ("Microsoft", "Windows")
HEAPS = {
    "as it comes": "",
    # glibc maps every larger block separately, so that a block freed and allocated again in the
    # same size gets the same address (glibc manual, "Memory Allocation Tunables")
    "same addresses": "glibc.malloc.mmap_threshold=4096",
}


@pytest.fixture(scope="module", params=HEAPS)
def engine(request: pytest.FixtureRequest) -> Iterator[EspeakEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLIBC_TUNABLES", HEAPS[request.param])
        engine = EspeakEngine()
    yield engine
    engine.close()


@functools.cache
def speak_first(text: str, delivery: Delivery) -> Speech:
    """The text as spoken by a new engine."""
    with closing(EspeakEngine()) as engine:
        return engine.speak(text, delivery)


def are_same(one: Speech, other: Speech) -> bool:
    return one.samples.tobytes() == other.samples.tobytes() and one.words == other.words


@pytest.mark.parametrize("language", SENTENCES)
def test_latin_words_are_heard_after_words_of_other_scripts(
    engine: EspeakEngine, language: str
) -> None:
    delivery = Delivery(language=language)
    before, after = SENTENCES[language]
    expected = speak_first(after.format(*LATIN), delivery)
    lost = []
    for word in FOREIGN:
        engine.speak(before.format(word), delivery)
        if not are_same(engine.speak(after.format(*LATIN), delivery), expected):
            lost.append(word)
    assert not lost, "they change the sentence after them"
    silent = speak_first(after.format("", ""), delivery)
    assert len(expected.samples) > 2 * len(silent.samples)


@pytest.mark.parametrize("voice", ["en-us", "de", "en-us+f5"])
def test_each_voice_speaks_as_if_it_had_said_nothing_before(voice: str) -> None:
    delivery = Delivery(voice=voice)
    with closing(EspeakEngine()) as engine:
        for text in (*MIXED, *reversed(MIXED)):
            assert are_same(engine.speak(text, delivery), speak_first(text, delivery)), text
