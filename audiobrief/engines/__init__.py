"""Engines turn a text into samples. Each is loaded when it is first used.

To add one, write a class that implements the `Engine` protocol, and name it in
`ENGINES` or, from a package of your own, in the entry-point group
``audiobrief.engines``. `audiobrief.engines.conformance` tests it.
"""

from __future__ import annotations

import importlib
import inspect
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from audiobrief.errors import ConfigError, EngineUnavailable
from audiobrief.model import Phonemes, Speech

# onnxruntime 1.32 on Linux tells Microsoft about each session (mobile.events.data.microsoft.com)
# unless this is set before it is imported. Other packages import it, too, so it is set here, before
# any engine is.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """Facts about an engine that are needed before it is loaded."""

    target: str = ""
    """The engine's class as "module:class"; empty for a plug-in."""
    is_repeatable: bool = False
    """Whether the engine consists only of installed packages and voices folders, so that speech
    stays valid until one of these changes. A server can change without notice."""
    is_plain: bool = False
    """Whether listeners recognise it as a machine (Distill-MOS 2.2, natural voices 4.5 to 4.7).
    A voice that was added for another engine is preferred to it."""
    is_trained: bool = True
    """Whether its voices were learnt from recordings: neural networks, and also the platform's
    voices, of which nothing is known. IPTC calls such sound "trained algorithmic media"."""
    asks_money: bool = False
    """Whether a word may cost money; if so, it is tried only when it is named or set up."""
    advice: str = ""
    """What a user can do if the engine cannot speak."""
    unheard: frozenset[str] = frozenset()
    """Names of its settings that do not change the sound, such as budgets and timeouts."""


ENGINES: dict[str, EngineFacts] = {
    # engine name -> its facts
    "espeak": EngineFacts(
        "audiobrief.engines.espeak.engine:EspeakEngine",
        is_repeatable=True,
        is_plain=True,
        is_trained=False,  # formants by rule, written by hand (Klatt and Duddington)
        advice="run `pip install --force-reinstall espeakng-loader pyttsx3`",
    ),
    "kokoro": EngineFacts(
        "audiobrief.engines.kokoro.engine:KokoroEngine",
        advice="run `audiobrief voices add kokoro`",
    ),
    "natural": EngineFacts(
        "audiobrief.engines.natural.engine:NaturalEngine",
        is_repeatable=True,
    ),
    "openai": EngineFacts(
        "audiobrief.engines.openai.engine:OpenAIEngine",
        asks_money=True,
        advice="set OPENAI_API_KEY, or base_url under [voice.options.openai]",
        unheard=frozenset({
            "max_chars", "price_per_million", "key_variable", "concurrency", "tries",
            "back_off_s", "timeout_s", "deadline_s",
        }),
    ),
    "piper": EngineFacts(
        "audiobrief.engines.piper.engine:PiperEngine",
        advice="run `pip install 'audiobrief[piper]'` and `audiobrief voices add NAME`",
    ),
    "pyttsx3": EngineFacts(
        "audiobrief.engines.pyttsx3.engine:Pyttsx3Engine",
        is_plain=True,
        advice="install the platform's speech (Linux: `apt install espeak-ng`)",
    ),
    "tone": EngineFacts(
        "audiobrief.engines.tone:ToneEngine",
        is_repeatable=True,
        is_plain=True,
        is_trained=False,
    ),
}  # fmt: skip
ENTRY_POINTS = "audiobrief.engines"
RANGES = {
    # field of a `Delivery` -> lowest and highest factor
    "speed": (0.5, 3.0),
    "pitch": (0.5, 2.0),
    "volume": (0.0, 2.0),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of an engine."""

    name: str
    """The name that `Delivery.voice` takes."""
    language: str = ""
    """BCP 47 tag; empty for a voice that speaks any language."""
    description: str = ""
    """A short description for people: "neural, 22 kHz"."""
    sex: str = ""
    """The sex that listeners hear, "female" or "male"; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a text is to be spoken."""

    voice: str = ""
    """Name of a voice; empty for the engine's own choice for `language`."""
    language: str = "en"
    """BCP 47 tag of the text."""
    speed: float = 1.0
    """Factor on the voice's natural speed, 0.5 to 3.0."""
    pitch: float = 1.0
    """Factor on the voice's natural pitch, 0.5 to 2.0; engines without pitch ignore it."""
    volume: float = 1.0
    """Linear factor on the samples, 0.0 to 2.0."""
    phonemes: tuple[Phonemes, ...] = ()
    """How runs of the text are pronounced; engines that take no phonemes speak the text as it
    is. They are part of the delivery because a changed pronunciation must be spoken anew."""
    engine: str = ""
    """Name of the guest engine that speaks the text; empty for the engine that serves the
    episode. The engines themselves never see it."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a factor is out of its range.
        """
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ConfigError(f"{name} {value:g} is out of range: {low:g} to {high:g}")


class Engine(Protocol):
    """Speaks texts. If `deterministic`, the same text and delivery give the same samples."""

    name: str
    """The engine's name in `ENGINES`."""
    deterministic: bool
    concurrency: int
    """How many `speak` calls may run at once, from threads of one process; at least 1."""

    @property
    def version(self) -> str:
        """The versions of everything that shapes the sound: program, model, settings.

        It is part of the key under which speech is cached.
        """
        ...

    def voices(self) -> Sequence[Voice]:
        """All voices, in a stable order.

        Raises:
            EngineUnavailable: the engine cannot be reached.
        """
        ...

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """Speak the whole text; silence before and after it is not trimmed.

        The text may have any length and contain any characters: an engine with a
        limit splits it. A text without words gives a short silence.

        Raises:
            EngineUnavailable: the engine was closed, or its server does not answer.
            VoiceNotFound: there is no such voice; the message names the nearest.
            SpeechFailed: two attempts gave no sound.
        """
        ...

    def close(self) -> None:
        """End its processes and connections; calling it again does nothing."""
        ...


def facts_of(name: str) -> EngineFacts:
    """What is known of an engine; a plug-in may declare it in a class attribute `facts`.

    Nothing is known of a plug-in that cannot be loaded.
    """
    if name in ENGINES:
        return ENGINES[name]
    try:
        declared = getattr(find_class(name), "facts", None)
    except EngineUnavailable:
        declared = None
    return declared if isinstance(declared, EngineFacts) else EngineFacts()


def known_engines() -> tuple[str, ...]:
    """Names that `load_engine` knows: audiobrief's own engines, then the plug-ins."""
    from importlib import metadata

    plugins = metadata.entry_points(group=ENTRY_POINTS).names
    return tuple(dict.fromkeys([*ENGINES, *sorted(plugins)]))


@runtime_checkable
class ChoosesVoice(Protocol):
    """An engine that chooses its voices itself; `voices.find_voice` chooses for the others."""

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The voice that speaks a delivery, with its full name.

        Raises:
            VoiceNotFound: there is no such voice, or none for the language.
        """
        ...


@runtime_checkable
class NamesProgram(Protocol):
    """An engine whose `version` is too detailed to show to users."""

    @property
    def program(self) -> str:
        """Name and version of the speaking program, for people: "eSpeak NG 1.52.0"."""
        ...


@runtime_checkable
class HasVariants(Protocol):
    """An engine that can change a voice into other speakers of the same accent."""

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        """Other voices with the accent of the delivery's voice, the most different first.

        Raises:
            VoiceNotFound: the delivery's voice does not exist.
        """
        ...


@runtime_checkable
class HasLoudness(Protocol):
    """An engine whose voices' loudness was measured."""

    def loudness_of(self, delivery: Delivery) -> float | None:
        """Integrated LUFS (dual mono) over minutes of such speech; None if not measured."""
        ...


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a text sounds, as far as an engine knows before it speaks."""

    ipa: str
    """IPA, words separated by spaces."""
    guessed: tuple[str, ...] | None = None
    """The words that no dictionary of the engine has, so that it guesses them by their letters;
    None if the engine cannot tell."""


@runtime_checkable
class Pronounces(Protocol):
    """An engine that turns text into phonemes itself, and can show them."""

    def pronounce(self, text: str, delivery: Delivery) -> Pronunciation:
        """How the voice of a delivery says a short text, with the delivery's phonemes.

        Raises:
            EngineUnavailable: the engine was closed, or the voice reads no phonemes.
            VoiceNotFound: there is no such voice.
            SpeechFailed: the text crashed the engine twice.
        """
        ...


@runtime_checkable
class GetsReady(Protocol):
    """An engine whose first text in a delivery takes longer than later ones."""

    def get_ready(self, delivery: Delivery) -> None:
        """Do the work that the first text would wait for. Only `speak` reports errors."""
        ...


@runtime_checkable
class IsLocal(Protocol):
    """An engine that runs wholly on this machine, so it can repeat what it spoke once."""

    @property
    def is_local(self) -> bool:
        """Whether the engine, as it was set up, runs wholly on this machine."""
        ...


@runtime_checkable
class IsPaid(Protocol):
    """An engine that is paid by the character and keeps to a budget."""

    @property
    def sent(self) -> int:
        """Characters sent since the last call of `allow`, or since the engine was created."""
        ...

    def allow(self, characters: int) -> None:
        """Let it send this many characters from now on; beyond them it raises `BudgetSpent`."""
        ...


def load_engine(name: str, **settings: Any) -> Engine:
    """The engine with that name, ready to speak; `settings` go to its class.

    Raises:
        EngineUnavailable: the name is unknown, or the engine cannot run here.
        ConfigError: the engine has no such setting.
    """
    make = find_class(name)
    try:
        inspect.signature(make).bind(**settings)
    except TypeError as error:
        raise ConfigError(f"engine '{name}': {error}") from error
    engine: Engine = make(**settings)
    return engine


def find_class(name: str) -> Any:
    """The class of an engine, without an instance of it.

    Raises:
        EngineUnavailable: the name is unknown, or its package cannot be loaded.
    """
    if name in ENGINES:
        target = ENGINES[name].target
        module, _, attribute = target.partition(":")
        return getattr(importlib.import_module(module), attribute)
    import difflib
    from importlib import metadata

    plugins = metadata.entry_points(group=ENTRY_POINTS)
    if name in plugins.names:
        try:
            return plugins[name].load()
        except (ImportError, AttributeError) as error:
            raise EngineUnavailable(
                f"engine '{name}' cannot be loaded: {error}; reinstall its package"
            ) from error
    near = difflib.get_close_matches(name, [*ENGINES, *plugins.names], n=3)
    hint = f"nearest: {', '.join(near)}" if near else f"known: {', '.join(ENGINES)}"
    raise EngineUnavailable(f"engine '{name}' is unknown; {hint}")
