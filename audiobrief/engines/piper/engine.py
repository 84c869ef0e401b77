"""Piper's neural voices, on this machine, by onnxruntime.

A voice is two files, `NAME.onnx` and `NAME.onnx.json`, in the folder that
`AUDIOBRIEF_PIPER_VOICES` names, else in audiobrief's own data folder. Nothing is downloaded
here: `audiobrief voices add` fetches voices.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from audiobrief.audio import scale
from audiobrief.engines import Delivery, Pronunciation, Voice
from audiobrief.engines.espeak.phonemizer import Phonemizer
from audiobrief.engines.estimate import estimate_words
from audiobrief.engines.ipa import Pronounced, pronounce
from audiobrief.engines.pcm import NotSound, from_float
from audiobrief.engines.piper.plan import Planned, plan_text
from audiobrief.engines.piper.voice import (
    PiperConfig,
    PiperModel,
    Scales,
    Spoken,
    read_config,
)
from audiobrief.engines.splitting import join_parts, speak_in_parts
from audiobrief.engines.voices import find_voice
from audiobrief.errors import ConfigError, EngineUnavailable, SpeechFailed
from audiobrief.model import Phonemes, Speech, Word
from audiobrief.patterns import compile_late
from audiobrief.system.cores import count_threads
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder

LOG = logging.getLogger(__name__)
SEX_IN_NAME = compile_late(r"_(female|male)(?![a-z])")
"""Finds the sex in a name such as "en_US-hfc_female-medium"."""
INSTALL = "run `pip install 'audiobrief[piper]'`"
MAX_CHARACTERS = 20_000
"""The most characters that are phonemized at once."""


class PiperEngine:
    """Speaks with Piper voices; see `audiobrief.engines.Engine`.

    A voice has the name of its file ("en_US-lessac-medium"); if it has several
    speakers, a "#" and the speaker follow ("en_GB-vctk-medium#p239"). Word times are
    exact if the voice reports the lengths of its phonemes, else estimated.
    """

    name = "piper"
    is_local = True

    def __init__(
        self,
        *,
        folder: str | Path = "",
        length_scale: float = 1.0,
        noise_scale: float | None = None,
        noise_w: float | None = None,
        sentence_silence_ms: int = 250,
        batch_size: int = 1,
    ) -> None:
        """Prepare an engine that has loaded no voice yet.

        `length_scale` is a factor on the voice's own; `noise_scale` and `noise_w`
        replace the voice's own. With both at 0 the same text gives the same samples;
        otherwise these models use random numbers.

        Raises:
            ConfigError: a setting is out of range.
            EngineUnavailable: onnxruntime is not installed, or there are no voices.
        """
        if (
            not 0.2 <= length_scale <= 5.0
            or batch_size < 1
            or not 0 <= sentence_silence_ms <= 5000
        ):
            raise ConfigError(
                "piper: length_scale must be 0.2 to 5, batch_size at least 1, "
                "sentence_silence_ms 0 to 5000"
            )
        try:
            runtime = importlib.metadata.version("onnxruntime")
        except importlib.metadata.PackageNotFoundError as error:
            raise EngineUnavailable(f"engine 'piper' needs onnxruntime; {INSTALL}") from error
        self._settings = (length_scale, noise_scale, noise_w, sentence_silence_ms)
        self._batch_size = batch_size
        self.deterministic = noise_scale == 0 and noise_w == 0
        self.concurrency = count_threads()
        self._closed = False
        self._lock = threading.Lock()
        self._phonemizer: Phonemizer | None = None
        self._models = _find_models(Path(folder) if folder else find_voices_folder(self.name))
        self.version = f"onnxruntime {runtime} {_digest(self._models, self._settings)}"

    def voices(self) -> Sequence[Voice]:
        """The voices by name; a voice with several speakers is listed once for each."""
        found = []
        for name, (_, model) in self._models.items():
            config = model.config
            about = f"neural, {config.sample_rate / 1000:g} kHz"
            names = [f"{name}#{speaker}" for speaker in config.speakers] or [name]
            # the voice's files do not state the sex
            said = SEX_IN_NAME.search(name)
            sex = said[1] if said else ""
            found += [Voice(each, config.language, about, sex) for each in names]
        return found

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text, spoken by sentences in batches; these voices do not support pitch.

        Raises:
            EngineUnavailable: the engine is closed, or a file is not a voice.
            VoiceNotFound: there is no such voice or speaker.
            SpeechFailed: eSpeak's phonemizer crashed twice, or two attempts gave no sound.
        """
        self._check_open()
        voice = find_voice(self.name, self.voices(), delivery).name
        name, _, speaker = voice.partition("#")
        _, model = self._models[name]
        number = model.config.speakers.get(speaker, 0)
        return speak_in_parts(
            text,
            MAX_CHARACTERS,
            lambda part, start: self._speak_part(part, start, model, number, delivery),
        )

    def pronounce(self, text: str, delivery: Delivery) -> Pronunciation:
        """How eSpeak's phonemizer, which these voices read, says a text.

        Raises:
            EngineUnavailable: the engine is closed, or the voice reads text.
            VoiceNotFound: there is no such voice or speaker.
            SpeechFailed: eSpeak's phonemizer crashed twice.
        """
        voice = find_voice(self.name, self.voices(), delivery).name
        config = self._models[voice.partition("#")[0]][1].config
        if config.phonemes != "espeak":
            raise EngineUnavailable(f"piper: voice {voice!r} reads text, and has no phonemes")
        return self._open_phonemizer().pronounce(text, config.espeak_voice, delivery.phonemes)

    def close(self) -> None:
        """End the phonemizer's process; speech in progress ends after its current batch."""
        self._closed = True
        with self._lock:
            phonemizer, self._phonemizer = self._phonemizer, None
        if phonemizer is not None:
            phonemizer.close()

    def _speak_part(
        self, text: str, start: int, model: PiperModel, speaker: int, delivery: Delivery
    ) -> Speech:
        config = model.config
        plan = plan_text(
            text,
            _pronounce(text, start, config, delivery.phonemes),
            config,
            lambda texts: self._phonemize(texts, config),
        )
        scales = self._scales(config, delivery)
        size = self._batch_size if len(plan) > 1 and model.tells_lengths else 1
        silence = np.zeros(self._settings[3] * config.sample_rate // 1000, dtype=np.int16)
        parts: list[tuple[int, Speech]] = []
        for first in range(0, len(plan), size):
            self._check_open()
            batch = plan[first : first + size]
            for planned, speech in zip(
                batch, self._run(text, batch, model, scales, speaker), strict=True
            ):
                if parts:
                    parts.append((0, Speech(silence, config.sample_rate)))
                parts.append((planned.start, speech))
        if not parts:
            return Speech(np.zeros(config.sample_rate // 20, np.int16), config.sample_rate)
        whole = join_parts([(offset, s) for offset, s in parts if len(s.samples)])
        if delivery.volume == 1.0:
            return whole
        louder = scale(whole.samples, delivery.volume)
        return Speech(louder, whole.sample_rate, whole.words, whole.exact)

    def _run(
        self,
        text: str,
        batch: Sequence[Planned],
        model: PiperModel,
        scales: Scales,
        speaker: int,
    ) -> list[Speech]:
        reason = ""
        for _ in range(2):
            spoken = model.run([planned.sentence for planned in batch], scales, speaker)
            try:
                return [
                    _make_speech(text, planned, sound, model.config)
                    for planned, sound in zip(batch, spoken, strict=True)
                ]
            except NotSound as error:
                reason = str(error)
        raise SpeechFailed(f"piper gave no sound, twice: {reason}")

    def _scales(self, config: PiperConfig, delivery: Delivery) -> Scales:
        length, noise, noise_w, _ = self._settings
        return Scales(
            config.scales.noise if noise is None else noise,
            config.scales.length * length / delivery.speed,
            config.scales.noise_w if noise_w is None else noise_w,
        )

    def _phonemize(self, texts: Sequence[str], config: PiperConfig) -> Sequence[str]:
        if config.phonemes == "text":
            return texts
        if config.phonemes != "espeak":
            raise EngineUnavailable(
                f"piper: this voice needs phonemes of type {config.phonemes!r}, which are not "
                "supported; choose another voice (see `audiobrief voices`)"
            )
        return self._open_phonemizer().phonemize(texts, config.espeak_voice)

    def _open_phonemizer(self) -> Phonemizer:
        with self._lock:
            self._check_open()
            self._phonemizer = self._phonemizer or Phonemizer()
            return self._phonemizer

    def _check_open(self) -> None:
        if self._closed:
            raise EngineUnavailable("engine 'piper' is closed; load it again")


def _pronounce(
    text: str, start: int, config: PiperConfig, phonemes: Sequence[Phonemes]
) -> Sequence[Pronounced]:
    """The runs of `text` whose phonemes the voice takes.

    `start` is the offset of `text` in the whole text, to which `phonemes` refer.
    """
    if config.phonemes != "espeak":
        return ()
    inside = [
        Phonemes(each.spoken_start - start, each.spoken_end - start, each.ipa)
        for each in phonemes
        if start <= each.spoken_start and each.spoken_end <= start + len(text)
    ]
    return pronounce(text, inside, english=config.language.lower().startswith("en"))


def _make_speech(text: str, planned: Planned, spoken: Spoken, config: PiperConfig) -> Speech:
    samples = from_float(spoken.samples)
    if not len(samples):
        raise NotSound("a sentence of no samples")
    if spoken.lengths is None:
        said = text[planned.start : planned.end]
        words = estimate_words(said, samples, config.sample_rate)
        return Speech(samples, config.sample_rate, words, exact=False)
    words = _time_words(planned, np.concatenate(([0], np.cumsum(spoken.lengths))).tolist())
    return Speech(samples, config.sample_rate, words, exact=planned.exact)


def _time_words(planned: Planned, edges: Sequence[int]) -> tuple[Word, ...]:
    """Words from the first sample of their first phoneme to the last sample of their last."""
    heard: dict[int, tuple[int, int]] = {}
    for index, owner in enumerate(planned.sentence.owners):
        if owner >= 0:
            start = heard.get(owner, (edges[index], 0))[0]
            heard[owner] = (start, edges[index + 1])
    words = []
    end = 0
    for owner, span in enumerate(planned.spans):
        start, end = heard.get(owner, (end, end))
        words.append(Word(*span, start, end))
    return tuple(words)


def _find_models(folder: Path) -> dict[str, tuple[Path, PiperModel]]:
    paths = (
        sorted(path for path in folder.glob("*.onnx") if path.is_file())
        if folder.is_dir()
        else []
    )
    if not paths:
        raise EngineUnavailable(
            f"engine 'piper' has no voices: run `audiobrief voices add NAME` for one of `audiobrief "
            f"voices --available`, put a .onnx file and its .onnx.json in {folder}, "
            f"or name another folder in {VOICES_VARIABLES['piper']}"
        )
    found: dict[str, tuple[Path, PiperModel]] = {}
    unread: list[EngineUnavailable] = []
    for path in paths:
        try:
            config = read_config(path.with_name(f"{path.name}.json"))
        except EngineUnavailable as error:
            unread.append(error)
            continue
        found[path.stem] = (path, PiperModel(path, config))
    if not found:
        raise unread[0]
    for flaw in unread:
        LOG.warning("%s", flaw)
    return found


def _digest(models: dict[str, tuple[Path, PiperModel]], settings: object) -> str:
    """A digest of the voices' files (size and time) and the settings, for the cache's key."""
    stats = [
        (name, path.stat().st_size, path.stat().st_mtime_ns)
        for name, (path, _) in models.items()
    ]
    configs = [repr(model.config) for _, model in models.values()]
    return hashlib.sha256(repr((stats, configs, settings)).encode()).hexdigest()[:12]
