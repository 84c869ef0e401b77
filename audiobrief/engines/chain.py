"""The first of several engines that can speak, chosen once for a whole episode."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.engines.guests import Guests
from audiobrief.engines.store import SpeechStore, say_word
from audiobrief.engines.voices import speaks
from audiobrief.errors import EngineError, EngineUnavailable, SpeechFailed, VoiceNotFound


@dataclass(frozen=True, slots=True)
class Refused:
    """An engine that was passed over."""

    engine: str
    reason: str
    """The message of its error."""
    is_passing: bool = False
    """Whether it failed at a word, and may speak the next time."""


@dataclass(frozen=True, slots=True)
class SelectedEngine:
    """The engine that serves an episode, and why the engines before it in the chain do not."""

    engine: Engine
    refused: tuple[Refused, ...] = ()
    lacking: frozenset[str] = frozenset()
    """Requested voices that this engine does not have; see `fit`."""
    is_tried: bool = True
    """False while the first engine of a chain has not spoken a word yet; see `try_first`."""
    guests: Guests = field(default_factory=Guests, compare=False)
    """Other engines, for texts that this one has no voice for."""

    @property
    def is_makeshift(self) -> bool:
        """Whether an engine that failed may speak the next time, so that this is not to last."""
        return self.guests.stood_in > 0 or any(one.is_passing for one in self.refused)

    def close(self) -> None:
        """Close the engine and its guests."""
        self.engine.close()
        self.guests.close()

    def fit(self, delivery: Delivery) -> Delivery:
        """The delivery, without its voice if this engine lacks it."""
        return replace(delivery, voice="") if delivery.voice in self.lacking else delivery

    def describe(self) -> str:
        """A line for the user if an engine other than the first serves; else empty."""
        if not self.refused:
            return ""
        reasons = "; ".join(
            # if no engine has the language, the first one that can speak serves anyway
            f"though {one.reason}"
            if one.engine == self.engine.name
            else f"not {one.engine}: {one.reason}"
            for one in self.refused
        )
        own = ", with its own choice of voice" if self.lacking else ""
        return f"{self.engine.name} speaks{own} ({reasons})"


def load_chain(
    names: Sequence[str],
    options: Mapping[str, Mapping[str, Any]] | None = None,
    deliveries: Sequence[Delivery] = (Delivery(),),
    *,
    store: SpeechStore | None = None,
) -> SelectedEngine:
    """Load the first engine of `names` that can speak a word in each of `deliveries`.

    `options` maps each engine's name to its settings. A single engine is not
    tried out, since there is no alternative and a word may cost money. An
    engine that replaces one that is unavailable or lacks the language need not
    have the requested voices. If no engine has a voice for the language of the
    deliveries, the first one that can speak serves.
    `store` keeps the word of an engine on this machine, which is then not tried again.

    Raises:
        EngineUnavailable: `names` is empty, or no engine can speak; the message says why.
        VoiceNotFound: none of several engines has a voice of that name.
        EngineError: the only engine raised it.
        ConfigError: a setting is unknown or out of range.
    """
    settings = options or {}
    if len(names) == 1:
        return SelectedEngine(load_engine(names[0], **settings.get(names[0], {})))
    refused: list[Refused] = []
    foreign: list[str] = []
    unknown_voices: list[str] = []
    for name in names:
        with contextlib.ExitStack() as stack:
            try:
                engine = load_engine(name, **settings.get(name, {}))
                stack.callback(engine.close)
                unknown = _find_unknown(engine, deliveries)
                if unknown:
                    foreign.append(name)
                    refused.append(Refused(name, f"it has no voice for {unknown}"))
                    continue
                # a misspelt voice must not lead to another one, so a missing voice is an
                # error as long as every engine before was refused for its voices
                strict = len(unknown_voices) == len(refused)
                lacking = _probe(engine, deliveries, store, strict=strict)
            except VoiceNotFound as error:
                unknown_voices.append(str(error))
                refused.append(Refused(name, str(error)))
                continue
            except EngineError as error:
                passing = isinstance(error, SpeechFailed)
                refused.append(Refused(name, str(error), is_passing=passing))
                continue
            stack.pop_all()
            guests = Guests(name, names, settings, store)
            return SelectedEngine(engine, tuple(refused), lacking, guests=guests)
    for name in foreign:
        # no engine has the language, so this one serves with the voices it has
        with contextlib.suppress(EngineError):
            chosen = load_chain([name], options)
            guests = Guests(name, names, settings, store)
            return replace(chosen, refused=tuple(refused), guests=guests)
    if unknown_voices and len(unknown_voices) == len(refused):
        raise VoiceNotFound("; ".join(unknown_voices))
    reasons = "; ".join(f"{one.engine}: {one.reason}" for one in refused)
    raise EngineUnavailable(
        f"no engine can speak ({reasons}); run `audiobrief doctor`"
        if reasons
        else "no engine is set; choose one with --engine"
    )


def try_first(
    first: SelectedEngine, deliveries: Sequence[Delivery], *, store: SpeechStore | None = None
) -> bool:
    """Whether the first engine of a chain, which was opened early, can speak the deliveries."""
    if _find_unknown(first.engine, deliveries):
        return False
    try:
        if not first.is_tried:
            _probe(first.engine, deliveries, store, strict=True)
    except EngineError:
        return False
    return True


def _find_unknown(engine: Engine, deliveries: Sequence[Delivery]) -> str:
    """The language of a delivery that the engine has no voice for; "" if it has all of them.

    A delivery that names a voice is spoken by that voice, whatever its language.
    """
    languages = dict.fromkeys(each.language for each in deliveries if not each.voice)
    return next((language for language in languages if not speaks(engine, language)), "")


def _probe(
    engine: Engine,
    deliveries: Sequence[Delivery],
    store: SpeechStore | None,
    *,
    strict: bool,
) -> frozenset[str]:
    """Speak a word in each delivery; return the voices that the engine does not have.

    If `strict`, a missing voice is an error.
    """
    lacking = set()
    for delivery in dict.fromkeys(deliveries):
        try:
            say_word(engine, delivery, store)
        except VoiceNotFound:
            if strict or not delivery.voice:
                raise
            lacking.add(delivery.voice)
            say_word(engine, replace(delivery, voice=""), store)
    return frozenset(lacking)
