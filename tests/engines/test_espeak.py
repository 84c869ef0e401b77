"""Tests eSpeak NG in its processes: always the same samples, and no process left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiobrief.audio import trim
from audiobrief.engines import Delivery
from audiobrief.engines.espeak.engine import DEADLINE_S_PER_CHARACTER, EspeakEngine
from audiobrief.engines.espeak.process import ForkingProcess
from audiobrief.errors import EngineUnavailable, SpeechFailed, VoiceNotFound
from audiobrief.model import Phonemes, Speech
from audiobrief.spoken.respelling import read_respelling

CRASHES = "s'" * 220
"""A text at which espeak-ng 1.52 writes past a buffer, so that glibc ends the process."""
TEXTS = [
    "The harbour is closed until further notice.",
    "Zoë Müller’s “naïve” café — the one on Ørsted Street — lost 42 chairs.",
    "Who knows?",
    "First, the tide tables; then, of the rest, nothing.",
]


@pytest.fixture(scope="module")
def engine() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


def assert_same(first: Speech, second: Speech) -> None:
    np.testing.assert_array_equal(first.samples, second.samples)
    assert first.words == second.words


def test_a_text_sounds_the_same_whatever_came_before_it(engine: EspeakEngine) -> None:
    alone = []
    for text in TEXTS:
        fresh = EspeakEngine()
        alone.append(fresh.speak(text, Delivery()))
        fresh.close()
    for place in (3, 1, 0, 2, 2, 1, 3, 0):
        engine.speak("Something else in between.", Delivery(voice="de", speed=1.4))
        assert_same(engine.speak(TEXTS[place], Delivery()), alone[place])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_forked_ahead_that_is_killed_is_replaced(engine: EspeakEngine) -> None:
    expected = engine.speak(TEXTS[0], Delivery())
    ready = EspeakEngine()
    ready.get_ready(Delivery())
    process = ready._process
    assert isinstance(process, ForkingProcess)
    until = time.monotonic() + 10
    while len(workers := _descendants(process._process.pid)) < 2:
        assert time.monotonic() < until, "none was forked ahead"
        time.sleep(0.01)
    _branch, leaf = workers
    os.kill(leaf, signal.SIGKILL)
    assert_same(ready.speak(TEXTS[0], Delivery()), expected)
    assert process.is_alive(), "no other process had to be started"
    ready.close()


def test_a_breathy_voice_sounds_the_same_a_second_later() -> None:
    spoken = []
    for _ in range(2):
        engine = EspeakEngine()
        spoken.append(engine.speak(TEXTS[0], Delivery(voice="en-us+f5")))
        engine.close()
        time.sleep(1.1)
    assert_same(*spoken)


def test_threads_get_what_one_gets(engine: EspeakEngine) -> None:
    alone = [engine.speak(text, Delivery()) for text in TEXTS]
    together: dict[int, Speech] = {}

    def speak(number: int) -> None:
        together[number] = engine.speak(TEXTS[number % 4], Delivery())

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(together) == 12
    for number, speech in together.items():
        assert_same(speech, alone[number % 4])


def test_word_times_lie_where_the_words_sound(engine: EspeakEngine) -> None:
    text = TEXTS[1]
    speech = engine.speak(text, Delivery())
    said = [text[word.text_start : word.text_end] for word in speech.words]
    assert said == [
        "Zoë", "Müller’s", "naïve", "café", "the", "one", "on", "Ørsted", "Street", "lost", "42",
        "chairs",
    ]  # fmt: skip
    for word, following in zip(speech.words, speech.words[1:], strict=False):
        assert word.start < word.end <= following.start
        assert np.abs(speech.samples[word.start : word.end]).max() > 1000
    # eSpeak pauses at a dash, so there is silence between the words
    cafe, the = speech.words[3], speech.words[4]
    assert the.start - cafe.end > 0.1 * speech.sample_rate
    assert np.abs(speech.samples[cafe.end : the.start]).max() < 500


def test_the_word_is_heard_alone_where_its_times_say(engine: EspeakEngine) -> None:
    """Compares the times of a word between two long pauses with the place of the sound."""
    speech = engine.speak("Yes. Harbour. No.", Delivery())
    harbour = speech.words[1]
    loud = np.flatnonzero(np.abs(speech.samples) > 500)
    between = loud[(loud > speech.words[0].end) & (loud < speech.words[2].start)]
    within = 0.03 * speech.sample_rate
    assert abs(between[0] - harbour.start) < within
    assert abs(between[-1] - harbour.end) < within


def test_phonemes_sound_as_the_same_word_spelled(engine: EspeakEngine) -> None:
    """eSpeak's rules read the spelling "keev" with the same sounds as the IPA."""
    spelled, name = "He left Keev today.", "He left Xqzw today."
    said = (Phonemes(8, 12, "kiːv"),)
    pronounced = engine.speak(name, Delivery(phonemes=said))
    assert_same(engine.speak(spelled, Delivery()), pronounced)
    assert [name[w.text_start : w.text_end] for w in pronounced.words] == name.rstrip(
        "."
    ).split()


def test_capitals_of_a_respelling_are_heard_as_stress(engine: EspeakEngine) -> None:
    """In "MAH-mah" and "mah-MAH" the syllable in capitals has more energy."""
    shares = []
    for written in ("MAH-mah", "mah-MAH"):
        said = read_respelling(written)
        speech = engine.speak(said.text, Delivery(phonemes=said.phonemes))
        sound = trim(speech).samples.astype(np.float64)
        # the second m is the weakest place between the two vowels
        window = np.hanning(speech.sample_rate // 50)
        envelope = np.convolve(sound**2, window, "same")
        third = len(sound) // 4
        border = third + int(np.argmin(envelope[third : 3 * third]))
        shares.append(np.sum(sound[:border] ** 2) / np.sum(sound**2))
    first, last = shares
    assert first > 0.5 + 0.05
    assert first > last + 0.2


def test_other_voices_than_english_say_the_respelling(engine: EspeakEngine) -> None:
    said = (Phonemes(0, 4, "kiːv"),)
    assert_same(
        engine.speak("Kiwi", Delivery(language="de")),
        engine.speak("Kiwi", Delivery(language="de", phonemes=said)),
    )


@pytest.mark.parametrize("hostile", ["[[h@'loU]]", "[[", "]]", "<voice name='x'>", "&lt;"])
def test_a_text_beside_phonemes_is_no_notation(engine: EspeakEngine, hostile: str) -> None:
    """Text is read as words even next to phonemes, never as eSpeak's phoneme notation."""
    plain = hostile.replace("[", " ").replace("]", " ")
    text = "Keev and {} end."
    said = Delivery(phonemes=(Phonemes(0, 4, "ˈoʊɡə"),))
    steered = engine.speak(text.format(hostile), said)
    assert_same(engine.speak(text.format(plain), said), steered)
    assert not np.array_equal(
        steered.samples, engine.speak(text.format(hostile), Delivery()).samples
    )


def test_a_text_that_crashes_beside_phonemes_is_said_in_parts(engine: EspeakEngine) -> None:
    said = Delivery(phonemes=(Phonemes(0, 4, "kiːv"),))
    text = "Keev, " + "s'" * 220
    assert_same(engine.speak(text, Delivery()), engine.speak(text, said))


def test_a_text_that_crashes_the_library_is_said_in_parts(engine: EspeakEngine) -> None:
    before = engine.speak(TEXTS[0], Delivery())
    speech = engine.speak(f"Before it. {CRASHES} After it.", Delivery())
    assert len(speech.samples) > 10 * len(before.samples) / 3
    assert [word.text_start for word in speech.words][:2] == [0, 7]
    assert_same(engine.speak(TEXTS[0], Delivery()), before)


@pytest.mark.parametrize("fork", [True, False])
def test_a_hang_is_ended_and_named(fork: bool) -> None:
    long = "Word after word. " * 3000
    engine = EspeakEngine(fork=fork, deadline_s=0.02 - DEADLINE_S_PER_CHARACTER * len(long))
    started = time.monotonic()
    with pytest.raises(SpeechFailed, match="no answer"):
        engine.speak(long, Delivery())
    assert time.monotonic() - started < 5
    engine.close()


def test_without_fork_a_crash_costs_one_worker() -> None:
    engine = EspeakEngine(fork=False)
    assert not engine.deterministic
    assert engine.concurrency == 1
    speech = engine.speak(f"Before. {CRASHES}", Delivery())
    assert len(speech.words) > 1
    assert len(engine.speak(TEXTS[0], Delivery()).samples) > 1000
    engine.close()


def test_two_workers_without_fork_tell_the_same_story() -> None:
    episodes = []
    for _ in range(2):
        engine = EspeakEngine(fork=False)
        episodes.append([engine.speak(text, Delivery()) for text in TEXTS])
        engine.close()
    for first, second in zip(*episodes, strict=True):
        assert_same(first, second)


def test_a_root_that_was_killed_is_replaced(engine: EspeakEngine) -> None:
    before = engine.speak(TEXTS[0], Delivery())
    process = engine._process
    assert isinstance(process, ForkingProcess)
    os.kill(process._process.pid, signal.SIGKILL)
    process._process.wait()
    assert_same(engine.speak(TEXTS[0], Delivery()), before)


def test_a_long_text_is_said_with_all_its_words(engine: EspeakEngine) -> None:
    """The conformance suite makes the engine speak 20,000 characters."""
    speech = engine.speak("The tide turns at noon. " * 200, Delivery())
    assert len(speech.words) == 200 * 5
    assert len(speech.samples) > 190 * speech.sample_rate


def test_speed_pitch_and_volume_are_heard(engine: EspeakEngine) -> None:
    text = TEXTS[0]
    plain = len(engine.speak(text, Delivery()).samples)
    assert 0.42 < len(engine.speak(text, Delivery(speed=2.0)).samples) / plain < 0.58
    assert 1.7 < len(engine.speak(text, Delivery(speed=0.5)).samples) / plain < 2.2
    assert len(engine.speak(text, Delivery(speed=3.0)).samples) / plain < 0.42
    soft = engine.speak(text, Delivery(volume=0.25)).samples
    assert np.abs(soft).max() < 0.3 * np.abs(engine.speak(text, Delivery()).samples).max()
    low, high = (_find_pitch(engine.speak(text, Delivery(pitch=pitch))) for pitch in (0.7, 1.4))
    assert 1.3 < high / low < 2.4


def _find_pitch(speech: Speech) -> float:
    sound = speech.samples[: speech.sample_rate].astype(float)
    spectrum = np.abs(np.fft.rfft(sound, 1 << 16)) ** 2
    echo = np.fft.irfft(spectrum)
    shortest = speech.sample_rate // 300
    return float(
        speech.sample_rate / (shortest + np.argmax(echo[shortest : speech.sample_rate // 50]))
    )


@pytest.mark.parametrize(
    ("language", "same_as"),
    [("en", "en-us"), ("en-GB", "en-gb"), ("de-AT", "de"), ("pt-BR", "pt-br"), ("no", "nb")],
)
def test_a_language_has_a_voice(engine: EspeakEngine, language: str, same_as: str) -> None:
    by_language = engine.speak("Radio 3.", Delivery(language=language))
    assert_same(by_language, engine.speak("Radio 3.", Delivery(voice=same_as)))


@pytest.mark.parametrize(
    ("delivery", "hint"),
    [
        (Delivery(voice="en-uk"), "en-us"),
        (Delivery(voice="en-us+f9"), "en-us\\+f[345]"),
        (Delivery(voice="../../etc/passwd"), "unknown"),
        (Delivery(language="tlh-x"), "no voice for the language"),
    ],
)
def test_a_voice_that_is_not_there_is_named_with_the_nearest(
    engine: EspeakEngine, delivery: Delivery, hint: str
) -> None:
    with pytest.raises(VoiceNotFound, match=hint):
        engine.speak("Hello.", delivery)


def test_voices_are_languages_with_names(engine: EspeakEngine) -> None:
    voices = engine.voices()
    names = [voice.name for voice in voices]
    assert names == sorted(set(names))
    assert {"en-us", "en-gb", "de", "fr-fr", "uk"} <= set(names)
    german = next(voice for voice in voices if voice.name == "de")
    assert (german.description, german.sex) == ("German", "male")


def test_closing_ends_what_is_being_spoken() -> None:
    engine = EspeakEngine()
    engine.speak("Ready.", Delivery())
    errors: list[BaseException] = []

    def speak() -> None:
        try:
            engine.speak("The tide turns at noon. " * 20_000, Delivery())
        except EngineUnavailable as error:
            errors.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    time.sleep(0.2)
    engine.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(errors) == 1
    with pytest.raises(EngineUnavailable, match="closed"):
        engine.speak("Again.", Delivery())
    engine.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    code = """
        import threading, time
        from audiobrief.engines import Delivery
        from audiobrief.engines.espeak.engine import EspeakEngine
        engine = EspeakEngine()
        engine.speak("Ready.", Delivery())
        threading.Thread(target=engine.speak, args=("The tide turns. " * 60000, Delivery())).start()
        print("speaking", flush=True)
        time.sleep(60)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True,
        stderr=subprocess.DEVNULL,
    ) as asking:  # fmt: skip
        assert asking.stdout is not None
        assert asking.stdout.readline() == "speaking\n"
        until = time.monotonic() + 10
        workers = _descendants(asking.pid)
        # for a moment the leaf of the text before may still be there
        while len(workers) != 3 and time.monotonic() < until:
            time.sleep(0.02)
            workers = _descendants(asking.pid)
        asking.kill()
    assert len(workers) == 3, "root, branch and leaf"
    until = time.monotonic() + 5
    while time.monotonic() < until and any(_is_worker(pid) for pid in workers):
        time.sleep(0.05)
    assert not [pid for pid in workers if _is_worker(pid)]


def _descendants(pid: int) -> list[int]:
    """All descendants of a process, parents before children."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for path in listed for child in path.read_text().split()]
    return [*children, *(below for child in children for below in _descendants(child))]


def _is_worker(pid: int) -> bool:
    try:
        return b"espeak/worker.py" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
