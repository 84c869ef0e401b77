"""Engines turn a text into samples. One small file each, loaded when first used.

To add one: write a class that keeps the `Engine` protocol, and name it in
`ENGINES` or, from a package of your own, in the entry-point group
``audiobrief.engines``. `audiobrief.engines.conformance` tests that it does.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from audiobrief.errors import ConfigError, EngineUnavailable
from audiobrief.model import Phonemes, Speech


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What is known of an engine before it is loaded."""

    target: str = ""
    """Where its class is, "module:class"; empty for a plug-in."""
    is_repeatable: bool = False
    """Whether it lies whole in installed packages and folders of voices, so that what it said of a
    text stands until one of these changes. A server may change unseen."""
    is_plain: bool = False
    """Whether listeners know it for a machine (Distill-MOS 2.2, natural voices 4.5 to 4.7): a
    voice that was added for another engine serves before it."""
    asks_money: bool = False
    """Whether a word may cost something: it is tried only when it is named or set up."""
    advice: str = ""
    """For people: what to do where it cannot speak."""
    unheard: frozenset[str] = frozenset()
    """Its settings that change no sound: what it may cost, and how it is asked."""


ENGINES: dict[str, EngineFacts] = {
    # name of the engine -> what is known of it
    "espeak": EngineFacts(
        "audiobrief.engines.espeak.engine:EspeakEngine",
        is_repeatable=True,
        is_plain=True,
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
    ),
}  # fmt: skip
ENTRY_POINTS = "audiobrief.engines"
RANGES = {
    # field of a Delivery -> least and greatest factor
    "speed": (0.5, 3.0),
    "pitch": (0.5, 2.0),
    "volume": (0.0, 2.0),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine has."""

    name: str
    """What `Delivery.voice` takes."""
    language: str = ""
    """BCP 47 tag; empty for a voice that speaks any."""
    description: str = ""
    """For people: "neural, 22 kHz"."""
    sex: str = ""
    """Whose voice it is heard as: "female" or "male"; empty where nobody says."""


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
    """How runs of the text are pronounced; engines that take none say the text as it is.
    Here, since a text that is pronounced otherwise must be spoken anew."""
    engine: str = ""
    """Name of the guest that speaks it; empty for the engine that serves the episode. An engine
    itself is never told."""

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
    """Speaks. Same text and same delivery give the same samples where `deterministic`."""

    name: str
    """Its name in `ENGINES`."""
    deterministic: bool
    concurrency: int
    """How many `speak` calls may run at once, from threads of one process; at least 1."""

    @property
    def version(self) -> str:
        """Of all in it that shapes the sound: program, model, settings.

        Part of the key under which speech is cached.
        """
        ...

    def voices(self) -> Sequence[Voice]:
        """All voices, in a stable order.

        Raises:
            EngineUnavailable: the engine cannot be reached.
        """
        ...

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text, spoken whole; silence before and after it is not trimmed.

        A text of any length, with any characters in it: an engine with a limit
        cuts the text itself. One without anything to say gives a short silence.

        Raises:
            EngineUnavailable: it was closed, or its server does not answer.
            VoiceNotFound: there is no such voice; the message names the nearest.
            SpeechFailed: no sound came, twice.
        """
        ...

    def close(self) -> None:
        """End its processes and connections; calling it again does nothing."""
        ...


def facts_of(name: str) -> EngineFacts:
    """What is known of an engine; of a plug-in that is nothing."""
    return ENGINES.get(name, EngineFacts())


def known_engines() -> tuple[str, ...]:
    """Names that `load_engine` knows: audiobrief's own, then the plug-ins'."""
    from importlib import metadata

    plugins = metadata.entry_points(group=ENTRY_POINTS).names
    return tuple(dict.fromkeys([*ENGINES, *sorted(plugins)]))


@runtime_checkable
class ChoosesVoice(Protocol):
    """An engine with a choice of its own; `voices.find_voice` chooses for the others."""

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The voice that speaks a delivery, by its full name.

        Raises:
            VoiceNotFound: there is no such voice, or none for the language.
        """
        ...


@runtime_checkable
class NamesProgram(Protocol):
    """An engine whose `version` tells more than people want to know."""

    @property
    def program(self) -> str:
        """Name and version of what speaks, for people: "eSpeak NG 1.52.0"."""
        ...


@runtime_checkable
class HasVariants(Protocol):
    """An engine that can change a voice into other speakers of the same accent."""

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        """Voices unlike the delivery's own, of its accent, the most unlike first.

        Raises:
            VoiceNotFound: there is no voice such as the delivery's.
        """
        ...


@runtime_checkable
class HasLoudness(Protocol):
    """An engine whose voices were measured."""

    def loudness_of(self, delivery: Delivery) -> float | None:
        """Integrated LUFS (dual mono) of minutes of speech so; None where not measured."""
        ...


@runtime_checkable
class GetsReady(Protocol):
    """An engine whose first text in a delivery takes longer than the next."""

    def get_ready(self, delivery: Delivery) -> None:
        """Do what a text in it would wait for. What is wrong is said when one is spoken."""
        ...


@runtime_checkable
class IsLocal(Protocol):
    """An engine that lies whole on this machine: what it could say once it can say again."""

    @property
    def is_local(self) -> bool:
        """Whether that holds of it as it was set up."""
        ...


@runtime_checkable
class IsPaid(Protocol):
    """An engine that is paid by the character, and keeps to what it is allowed."""

    @property
    def sent(self) -> int:
        """Characters that were sent since it was allowed some, or since it was made."""
        ...

    def allow(self, characters: int) -> None:
        """Let it send so many from now on; past them it raises `BudgetSpent`."""
        ...


def load_engine(name: str, **settings: Any) -> Engine:
    """The engine of that name, ready to speak; `settings` go to its class.

    Raises:
        EngineUnavailable: the name is unknown, or the engine cannot run here.
        ConfigError: it has no such setting.
    """
    make = find_class(name)
    try:
        inspect.signature(make).bind(**settings)
    except TypeError as error:
        raise ConfigError(f"engine '{name}': {error}") from error
    engine: Engine = make(**settings)
    return engine


def find_class(name: str) -> Any:
    """The class of an engine, not yet opened.

    Raises:
        EngineUnavailable: the name is unknown, or its package cannot be loaded.
    """
    target = facts_of(name).target
    if target:
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
