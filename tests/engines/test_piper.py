import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.piper.engine import PiperEngine
from audiobrief.engines.piper.plan import split_clauses, split_sentences
from audiobrief.errors import (
    ConfigError,
    EngineError,
    EngineUnavailable,
    SpeechFailed,
    VoiceNotFound,
)
from audiobrief.model import Phonemes, Speech, Word
from tests.engines import tiny_voice
from tests.engines.tiny_voice import FRAMES, HOP, SAMPLE_RATE, build_voice, pitch_of

TEXT = "The harbour, closed since May, opens again. Nobody was hurt!"
ID_SAMPLES = FRAMES * HOP
QUIET: dict[str, Any] = {"noise_scale": 0.0, "noise_w": 0.0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    build_voice(folder)
    build_voice(folder, "en_US-mute-low", lengths="")
    build_voice(folder, "en_US-inner-low", lengths="inner")
    build_voice(folder, "de_DE-pair-low", speakers=True)
    build_voice(folder, "en_GB-spelled-low", phoneme_type="text")
    return folder


def speak(folder: Path, text: str, delivery: Delivery, **settings: object) -> Speech:
    engine = load_engine("piper", folder=folder, **(QUIET | settings))
    try:
        return engine.speak(text, delivery)
    finally:
        engine.close()


def pitch_at(speech: Speech, start: int, end: int) -> float:
    spectrum = np.abs(np.fft.rfft(speech.samples[start:end], 1 << 15))
    return float(spectrum.argmax()) * speech.sample_rate / (1 << 15)


def test_voices_are_the_files_and_their_speakers(folder: Path) -> None:
    engine = load_engine("piper", folder=folder)
    assert [(voice.name, voice.language) for voice in engine.voices()] == [
        ("de_DE-pair-low#low", "de-DE"),
        ("de_DE-pair-low#high", "de-DE"),
        ("en_GB-spelled-low", "en-GB"),
        ("en_US-inner-low", "en-US"),
        ("en_US-mute-low", "en-US"),
        ("en_US-tiny-low", "en-US"),
    ]
    engine.close()


@pytest.mark.parametrize(
    ("name", "sex"),
    [("en_US-hfc_female-low", "female"), ("en_GB-northern_english_male-low", "male"),
     ("en_US-tiny-low", ""), ("en_US-x_malevolent-low", "")],
)  # fmt: skip
def test_a_name_may_say_the_sex(tmp_path: Path, name: str, sex: str) -> None:
    build_voice(tmp_path, name)
    with closing(load_engine("piper", folder=tmp_path)) as engine:
        (voice,) = engine.voices()
    assert voice.sex == sex


def test_every_letter_is_hummed_where_its_word_is(folder: Path) -> None:
    """Uses the voice that takes letters, whose sound the test knows exactly."""
    speech = speak(folder, "abc de", Delivery(voice="en_GB-spelled-low"))
    assert speech.exact
    assert speech.sample_rate == SAMPLE_RATE
    # ids: start, pad, then each letter and its pad
    first = 2 * ID_SAMPLES
    assert speech.words == (
        Word(0, 3, first, first + 6 * ID_SAMPLES),
        Word(4, 6, first + 8 * ID_SAMPLES, first + 12 * ID_SAMPLES),
    )
    assert len(speech.samples) == first + 12 * ID_SAMPLES + ID_SAMPLES
    for place, letter in ((0, "a"), (1, "b"), (2, "c"), (4, "d"), (5, "e")):
        start = first + 2 * place * ID_SAMPLES
        assert pitch_at(speech, start, start + ID_SAMPLES) == pytest.approx(
            pitch_of(letter), abs=2
        )
        assert not speech.samples[start + ID_SAMPLES : start + 2 * ID_SAMPLES].any()


def test_phonemes_are_espeaks_and_words_exact(folder: Path) -> None:
    speech = speak(folder, TEXT, Delivery(voice="en_US-tiny-low"))
    assert speech.exact
    said = [TEXT[word.text_start : word.text_end] for word in speech.words]
    assert said == TEXT.split()
    for word in speech.words:
        assert np.abs(speech.samples[word.start : word.end]).max() > 10_000
    # "May" has the ids m, stress, e, ɪ
    may = speech.words[said.index("May,")]
    for place, phoneme in ((0, "m"), (2, "e"), (3, "ɪ")):
        start = may.start + 2 * place * ID_SAMPLES
        assert pitch_at(speech, start, start + ID_SAMPLES) == pytest.approx(
            pitch_of(phoneme), abs=2
        )


@pytest.mark.parametrize(
    ("text", "name", "ipa", "heard"),
    [
        ("He met Xqz today.", "Xqz", "ˈaɪma", "aɪmɑ"),
        ("He met “Xqz’s,” today.", "Xqz", "ˈuːɡ", "uːɡz"),
        ("Xqz", "Xqz", "ʌ", "ʌ"),
        ("The pro-Xqz-aa men.", "Xqz", "ŋu", "pɹoʊŋuː"),
    ],
)
def test_phonemes_are_spoken_and_words_stay_exact(
    folder: Path, text: str, name: str, ipa: str, heard: str
) -> None:
    start = text.index(name)
    said = (Phonemes(start, start + len(name), ipa),)
    speech = speak(folder, text, Delivery(voice="en_US-tiny-low", phonemes=said))
    plain = speak(folder, text, Delivery(voice="en_US-tiny-low"))
    assert speech.exact
    assert [text[w.text_start : w.text_end] for w in speech.words] == text.split()
    assert not np.array_equal(speech.samples, plain.samples)
    word = next(w for w in speech.words if w.text_start <= start < w.text_end)
    place = word.start
    for phoneme in heard:
        # stress and length marks hum too, so each phoneme is searched for after the one before
        # it
        while pitch_at(speech, place, place + ID_SAMPLES) != pytest.approx(
            pitch_of(phoneme), abs=2
        ):
            place += 2 * ID_SAMPLES
            assert place < word.end, f"{phoneme} of {heard} is not heard"


def test_phonemes_far_into_a_long_text_are_spoken(folder: Path) -> None:
    text = "It rained. " * 2000 + "He met Xqz."
    said = (Phonemes(len(text) - 4, len(text) - 1, "ŋuː"),)
    delivery = Delivery(voice="en_US-tiny-low", phonemes=said)
    word = speak(folder, text, delivery).words[-1]
    assert text[word.text_start : word.text_end] == "Xqz."
    # ŋ, stress, u, ː: each has an id and a pad
    assert word.end - word.start == 8 * ID_SAMPLES


def test_a_batch_says_what_single_sentences_say(folder: Path) -> None:
    delivery = Delivery(voice="en_US-tiny-low")
    text = f"{TEXT} It rained. Was it so? Yes, for nine days and nights; then it stopped."
    alone = speak(folder, text, delivery, batch_size=1)
    together = speak(folder, text, delivery, batch_size=16)
    assert np.array_equal(alone.samples, together.samples)
    assert alone.words == together.words
    one = speak(folder, "It rained.", delivery)
    assert len(one.samples) < len(together.samples) / 4


@pytest.mark.parametrize("batch_size", [1, 16])
def test_lengths_are_read_inside_a_voice_as_it_is_published(
    folder: Path, batch_size: int
) -> None:
    told = speak(folder, TEXT, Delivery(voice="en_US-tiny-low"), batch_size=1)
    speech = speak(folder, TEXT, Delivery(voice="en_US-inner-low"), batch_size=batch_size)
    assert speech.exact
    assert np.array_equal(speech.samples, told.samples)
    assert speech.words == told.words
    slow = speak(folder, TEXT, Delivery(voice="en_US-inner-low", speed=0.5))
    assert slow.words[-1].start > 1.8 * speech.words[-1].start


def test_a_voice_that_does_not_tell_lengths_is_estimated(folder: Path) -> None:
    told = speak(folder, TEXT, Delivery(voice="en_US-tiny-low"))
    speech = speak(folder, TEXT, Delivery(voice="en_US-mute-low"))
    assert not speech.exact
    assert np.array_equal(speech.samples, told.samples)
    off = [abs(a.start - b.start) for a, b in zip(speech.words, told.words, strict=True)]
    assert float(np.median(off)) < 0.12 * SAMPLE_RATE


def test_speakers_differ(folder: Path) -> None:
    low, high = (
        speak(folder, "aaa", Delivery(voice=f"de_DE-pair-low#{name}"))
        for name in ("low", "high")
    )
    start = low.words[0].start
    ratio = pitch_at(high, start, start + ID_SAMPLES) / pitch_at(low, start, start + ID_SAMPLES)
    assert ratio == pytest.approx(2, rel=0.02)
    with pytest.raises(VoiceNotFound, match="nearest: de_DE-pair-low#"):
        speak(folder, "a", Delivery(voice="de_DE-pair-low#hihg"))


def test_length_scale_and_speed(folder: Path) -> None:
    voice = Delivery(voice="en_US-tiny-low")
    plain = speak(folder, TEXT, voice, sentence_silence_ms=0)
    slow = speak(folder, TEXT, voice, length_scale=2.0, sentence_silence_ms=0)
    fast = speak(
        folder, TEXT, Delivery(voice="en_US-tiny-low", speed=2.0), sentence_silence_ms=0
    )
    assert len(slow.samples) == 2 * len(plain.samples)
    assert 2 * len(fast.samples) == len(plain.samples)
    paused = speak(folder, TEXT, voice, sentence_silence_ms=500)
    assert len(paused.samples) == len(plain.samples) + SAMPLE_RATE // 2


def test_it_says_whether_it_draws_lots(folder: Path) -> None:
    engine = load_engine("piper", folder=folder)
    assert not engine.deterministic
    first, second = (engine.speak(TEXT, Delivery()).samples for _ in range(2))
    assert not np.array_equal(first, second)
    assert load_engine("piper", folder=folder, **QUIET).deterministic
    engine.close()


def test_the_key_of_kept_speech_changes_with_voices_and_settings(
    folder: Path, tmp_path: Path
) -> None:
    first = load_engine("piper", folder=folder).version
    assert first == load_engine("piper", folder=folder).version
    assert first != load_engine("piper", folder=folder, length_scale=1.1).version
    shutil.copytree(folder, tmp_path / "voices")
    build_voice(tmp_path / "voices", lengths="")
    assert first != load_engine("piper", folder=tmp_path / "voices").version


def test_without_voices_it_says_where_to_put_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBRIEF_PIPER_VOICES", str(tmp_path / "none"))
    with pytest.raises(EngineUnavailable, match=f"put a .onnx file .* in {tmp_path}/none"):
        load_engine("piper")
    with pytest.raises(ConfigError, match="length_scale"):
        load_engine("piper", folder=tmp_path, length_scale=0)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.with_name(f"{path.name}.json").unlink(), "cannot read"),
        (lambda path: path.with_name(f"{path.name}.json").write_text("{}"), "not the config"),
        (lambda path: path.with_name(f"{path.name}.json").write_text("[1"), "not the config"),
        (lambda path: path.write_bytes(b"hello"), "onnxruntime can load"),
        (lambda path: path.write_bytes(path.read_bytes()[:900]), "onnxruntime can load"),
    ],
)
def test_a_damaged_voice_is_named(tmp_path: Path, damage: object, message: str) -> None:
    path = build_voice(tmp_path)
    assert callable(damage)
    damage(path)
    with pytest.raises(EngineUnavailable, match=message) as caught:
        speak(tmp_path, TEXT, Delivery())
    assert "en_US-tiny-low.onnx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_sound_that_is_no_number_is_refused(tmp_path: Path) -> None:
    build_voice(tmp_path, broken="nan")
    engine = load_engine("piper", folder=tmp_path)
    with pytest.raises(SpeechFailed, match="NaN"):
        engine.speak(TEXT, Delivery())
    engine.close()


def test_phonemes_that_nothing_makes_are_refused(tmp_path: Path) -> None:
    build_voice(tmp_path, phoneme_type="pinyin")
    with pytest.raises(EngineUnavailable, match="'pinyin'"):
        speak(tmp_path, TEXT, Delivery())


def test_a_language_that_espeak_has_not_is_said(tmp_path: Path) -> None:
    path = build_voice(tmp_path)
    settings = path.with_name(f"{path.name}.json")
    config = json.loads(settings.read_text())
    settings.write_text(json.dumps(config | {"espeak": {"voice": "xx-none"}}))
    engine = PiperEngine(folder=tmp_path)
    with pytest.raises(EngineUnavailable, match="no language 'xx-none'"):
        engine.speak(TEXT, Delivery())
    engine.close()


def test_a_text_that_crashes_espeak_costs_itself_alone(folder: Path) -> None:
    engine = PiperEngine(folder=folder, **QUIET)
    before = engine.speak(TEXT, Delivery())
    try:
        engine.speak("s'" * 190, Delivery())
    except EngineError as error:
        assert "crashed" in str(error)  # noqa: PT017 -- some builds of espeak-ng do not crash
    assert np.array_equal(engine.speak(TEXT, Delivery()).samples, before.samples)
    engine.close()


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The harbour, closed since May, opens.", [("The harbour,", ","),
            ("closed since May,", ","), ("opens.", ".")]),
        ("“Why?” he said…", [("“Why?”", "?"), ("he said…", ".")]),
        ("It cost 1,400.50 euros", [("It cost 1,400.50 euros", "")]),
        ("red: blue; green", [("red:", ":"), ("blue;", ";"), ("green", "")]),
        (" — , yes", [("yes", "")]),
        ("—", []),
    ],
)  # fmt: skip
def test_clauses_end_with_their_sign(text: str, clauses: list[tuple[str, str]]) -> None:
    found = split_clauses(text, 0, len(text))
    assert [
        (
            text[c.start : c.end].strip(" —,")
            if c.sign == ""
            else text[c.start : c.end].strip(),
            c.sign,
        )
        for c in found
    ] == clauses


def test_sentences_are_bounded_and_lose_no_word() -> None:
    text = "One here. “Two?” he said! " + "word " * 300 + "\nThree"
    ranges = split_sentences(text)
    assert all(end - start <= 400 for start, end in ranges)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert text[slice(*ranges[0])] == "One here. "
    assert len(tiny_voice.IDS) == tiny_voice.COUNT
