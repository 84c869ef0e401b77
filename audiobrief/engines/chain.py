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
from audiobrief.errors import EngineError, EngineUnavailable, VoiceNotFound


@dataclass(frozen=True, slots=True)
class Refused:
    """An engine that was passed over."""

    engine: str
    reason: str
    """The line of its error."""


@dataclass(frozen=True, slots=True)
class SelectedEngine:
    """The engine that serves, and why those before it in the chain do not."""

    engine: Engine
    refused: tuple[Refused, ...] = ()
    lacking: frozenset[str] = frozenset()
    """Voices that were asked for, and that this engine has not: see `fit`."""
    is_tried: bool = True
    """False for the first of a chain that has said nothing yet: see `try_first`."""
    guests: Guests = field(default_factory=Guests, compare=False)
    """Other engines, for what this one has no voice for."""

    def close(self) -> None:
        """Close the engine, and its guests."""
        self.engine.close()
        self.guests.close()

    def fit(self, delivery: Delivery) -> Delivery:
        """The delivery, without a voice of an engine that was passed over."""
        return replace(delivery, voice="") if delivery.voice in self.lacking else delivery

    def describe(self) -> str:
        """A line for the user where another engine serves than the first; else empty."""
        if not self.refused:
            return ""
        reasons = "; ".join(
            # where no engine has the language, the first that can speak serves all the same
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
    """The first engine of `names` that speaks a word in each of `deliveries`.

    `options` are the settings of each engine by its name. A single engine is
    not tried out: there is no choice, and a word may cost money. One that
    serves in place of another that is away, or has not the language, need not
    have the voices of that. Where none has a voice for the language of the
    deliveries, the first that speaks serves.
    A `store` keeps the word of an engine on this machine, which is then not tried again.

    Raises:
        EngineUnavailable: there are no names, or none of several can speak; says why.
        VoiceNotFound: none of several has a voice of that name.
        EngineError: what the only engine raises.
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
                # a voice that is misspelt is no reason to speak in another
                strict = len(unknown_voices) == len(refused)
                lacking = _probe(engine, deliveries, store, strict=strict)
            except VoiceNotFound as error:
                unknown_voices.append(str(error))
                refused.append(Refused(name, str(error)))
                continue
            except EngineError as error:
                refused.append(Refused(name, str(error)))
                continue
            stack.pop_all()
            guests = Guests(name, names, settings, store)
            return SelectedEngine(engine, tuple(refused), lacking, guests=guests)
    for name in foreign:
        # no other has its voices either, so that it serves with what it has
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
    """Whether the first engine of a chain, which was opened early, serves for the deliveries."""
    if _find_unknown(first.engine, deliveries):
        return False
    try:
        if not first.is_tried:
            _probe(first.engine, deliveries, store, strict=True)
    except EngineError:
        return False
    return True


def _find_unknown(engine: Engine, deliveries: Sequence[Delivery]) -> str:
    """The language of a delivery that the engine has no voice for; "" where it has all.

    A delivery that names its voice is spoken by that, whatever its language.
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
    """Voices that it has not, which is an error where `strict`."""
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
