"""Who speaks what, and why: a voice for each role and, if asked, for each speaker quoted.

`RULES` decides: for each role the ways to a voice are tried in order, and the first that gives
one serves. The narrator's accent follows the article's language and region (`ACCENTS` in
`engines.voices`). Who is quoted is another speaker of the narrator's accent: one that is
installed before one that is made of the narrator's own voice, since two people differ in
more than pitch and size; one of the other sex first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from audiobrief.config import Settings
from audiobrief.engines import Delivery, Engine, HasVariants, NamesProgram, Voice
from audiobrief.engines.chain import Chosen
from audiobrief.engines.voices import choose_voice, root_of, speaks
from audiobrief.model import Reader, Script, Segment, VoiceRole
from audiobrief.synthesizer import Passage, keys_of

SEXES = {"he": "male", "she": "female"}
"""By which pronoun a speaker is meant -> the sex of a voice for them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice speaks, and why that one."""

    role: VoiceRole
    voice: Voice
    delivery: Delivery
    reason: str
    """For people: "the settings name it (voice.quote)"."""
    speaker: str = ""
    """Who is quoted, where they have a voice of their own; else empty."""
    language: str = ""
    """BCP 47 tag of the passages, where it is another than the script's."""

    @property
    def key(self) -> VoiceRole | str | Passage:
        """What `synthesizer.choose_delivery` finds the delivery by."""
        return Passage(self.language) if self.language else self.speaker or self.role


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who may speak in a script, the four roles first."""

    engine: str
    """Name of the engine that all of them are spoken by."""
    parts: tuple[Part, ...]
    program: str = ""
    """Name and version of what speaks, for people; empty where the engine does not tell."""

    @property
    def deliveries(self) -> dict[VoiceRole | str | Passage, Delivery]:
        """How each of them speaks, as `synthesizer.synthesize` takes it."""
        return {part.key: part.delivery for part in self.parts}

    def part_of(self, segment: Segment) -> Part:
        """Who speaks a segment."""
        parts = {part.key: part for part in self.parts}
        return next(parts[key] for key in keys_of(segment) if key in parts)

    def count(self, script: Script) -> Counter[Part]:
        """How many segments of a script each part speaks; those that speak none are left out."""
        return Counter(self.part_of(segment) for segment in script.segments)

    def readers(self, script: Script) -> tuple[Reader, ...]:
        """The voices that are heard in a script, the narrator's first."""
        counts = self.count(script)
        heard = [part for part in self.parts if part in counts]
        return tuple(
            Reader(part.role, part.voice.name, part.voice.language, part.speaker)
            for part in heard
        )


class _Choice(NamedTuple):
    voice: Voice
    delivery: Delivery
    reason: str


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every rule knows."""

    engine: Engine
    settings: Settings
    chosen: Chosen
    language: str
    narrator: _Choice | None = None

    def cast(self, role: VoiceRole) -> _Choice:
        found = (rule(self, role) for rule in RULES[role])
        return next(choice for choice in found if choice is not None)


def cast_voices(script: Script, settings: Settings, voice: Chosen) -> Cast:
    """How each voice role speaks and, for `voice.speakers`, each speaker by name.

    Speakers get the engine's other voices in the order in which they are first
    quoted, those of their own sex first where the script tells it, so that a
    script has the same cast each time; where there are more speakers than
    voices, voices are shared. A passage in another language is spoken by a
    voice of that language where the engine has one, else by the narrator's.

    Raises:
        VoiceNotFound: the settings name a voice that the engine has not.
        EngineUnavailable: the engine cannot be reached.
    """
    desk = _Desk(voice.engine, settings, voice, script.language)
    narrator = desk.cast(VoiceRole.NARRATOR)
    desk = replace(desk, narrator=narrator)
    # a second voice is looked for where somebody is quoted in one
    quoted = [s for s in script.segments if s.voice is VoiceRole.QUOTE]
    parts = [Part(VoiceRole.NARRATOR, *narrator)]
    for role in (VoiceRole.QUOTE, VoiceRole.ANNOUNCER, VoiceRole.ASIDE):
        silent = role is VoiceRole.QUOTE and not quoted
        choice = _as_narrator(desk, role) if silent else desk.cast(role)
        assert choice is not None, "the narrator is cast first"
        parts.append(Part(role, *choice))
    if settings.voice.speakers:
        parts += _cast_speakers(desk, narrator, quoted, script)
    parts += _cast_passages(desk, narrator, script)
    engine = voice.engine
    program = engine.program if isinstance(engine, NamesProgram) else ""
    return Cast(engine.name, tuple(parts), program)


# -------------------------------------------------------------------- rules


def _named(desk: _Desk, role: VoiceRole) -> _Choice | None:
    """The voice that the settings name for the role."""
    name = getattr(desk.settings.voice, role.value)
    if not name:
        return None
    delivery = desk.chosen.fit(desk.settings.voice.delivery_of(role))
    if not delivery.voice:
        return None
    voice = choose_voice(desk.engine, delivery)
    return _Choice(voice, delivery, f"the settings name it (voice.{role.value})")


def _by_accent(desk: _Desk, role: VoiceRole) -> _Choice:
    """The voice of the accent that the article's readers are used to."""
    delivery = replace(desk.settings.voice.delivery_of(role), voice="", language=desk.language)
    voice = choose_voice(desk.engine, delivery)
    return _Choice(voice, delivery, _explain_accent(voice, desk.language))


def _as_narrator(desk: _Desk, role: VoiceRole) -> _Choice | None:
    """The narrator's own voice."""
    del role
    return desk.narrator and desk.narrator._replace(reason="as the narrator")


def _another(desk: _Desk, role: VoiceRole) -> _Choice | None:
    """Another speaker of the narrator's accent, made of the narrator's voice if need be."""
    del role
    narrator = desk.narrator
    return next(_others(desk.engine, narrator), None) if narrator else None


RULES: dict[VoiceRole, tuple[Callable[[_Desk, VoiceRole], _Choice | None], ...]] = {
    # who speaks -> ways to a voice, the first that gives one serves
    VoiceRole.NARRATOR: (_named, _by_accent),
    VoiceRole.QUOTE: (_named, _another, _as_narrator),
    VoiceRole.ANNOUNCER: (_named, _as_narrator),
    VoiceRole.ASIDE: (_named, _as_narrator),
}


# ----------------------------------------------------------- others' voices


def _others(engine: Engine, narrator: _Choice) -> Iterator[_Choice]:
    """The engine's other voices of the narrator's language, the best for a quotation first."""
    own = narrator.voice
    accent, root = own.language.casefold(), root_of(own.language)
    voices = [voice for voice in engine.voices() if voice.name != own.name]
    same = [voice for voice in voices if voice.language.casefold() == accent]
    # sorting keeps the engine's order among equals
    for voice in sorted(same, key=lambda each: not _is_other_sex(each, own)):
        yield _speak_in(voice, narrator, f"another speaker of {own.language or 'the engine'}")
    if isinstance(engine, HasVariants):
        for voice in engine.variants(narrator.delivery):
            reason = f"{own.name} moved to another speaker: no other of {own.language} is here"
            if same:
                reason = f"{own.name} moved to another speaker"
            yield _speak_in(voice, narrator, reason)
        return
    for voice in sorted(voices, key=lambda each: not _is_other_sex(each, own)):
        if voice not in same and root_of(voice.language) in {root, ""}:
            yield _speak_in(voice, narrator, f"no other speaker of {own.language} is here")


def _speak_in(voice: Voice, narrator: _Choice, reason: str) -> _Choice:
    return _Choice(voice, replace(narrator.delivery, voice=voice.name), reason)


def _is_other_sex(voice: Voice, narrator: Voice) -> bool:
    return bool(voice.sex and narrator.sex) and voice.sex != narrator.sex


def _cast_speakers(
    desk: _Desk, narrator: _Choice, quoted: Sequence[Segment], script: Script
) -> Iterator[Part]:
    """A part for each speaker by name, those who spoke least taking what is left."""
    free = list(_others(desk.engine, narrator))
    used: Counter[str] = Counter()
    for speaker, sex in _find_speakers(quoted, script):
        if not free:
            return
        fitting = [choice for choice in free if choice.voice.sex == sex] if sex else []
        pool = fitting or [choice for choice in free if not choice.voice.sex or not sex] or free
        choice = min(pool, key=lambda each: used[each.voice.name])
        used[choice.voice.name] += 1
        reason = f"a voice of their own, {sex}" if fitting else "a voice of their own"
        shared = used[choice.voice.name] > 1
        yield Part(
            VoiceRole.QUOTE,
            choice.voice,
            choice.delivery,
            f"{reason}, shared with others" if shared else reason,
            speaker=speaker,
        )


def _find_speakers(quoted: Sequence[Segment], script: Script) -> Iterator[tuple[str, str]]:
    """Each speaker in the order of their first words, and the sex that the script tells of."""
    from audiobrief.segmenter.cast import Cast as People

    people = People.from_texts((part.written for part in script.segments), script.language)
    for speaker in dict.fromkeys(segment.speaker for segment in quoted if segment.speaker):
        yield speaker, SEXES.get(people.pronoun_of(speaker), "")


def _cast_passages(desk: _Desk, narrator: _Choice, script: Script) -> Iterator[Part]:
    """A part for each other language that a passage is in."""
    own = root_of(script.language)
    for language in dict.fromkeys(segment.language for segment in script.segments):
        if not language or root_of(language) == own:
            continue
        choice = narrator._replace(
            reason=f"{desk.engine.name} has no voice for {language}: as the narrator"
        )
        delivery = replace(narrator.delivery, voice="", language=language)
        if not narrator.voice.language:
            spoken = replace(narrator.delivery, language=language)
            choice = _Choice(narrator.voice, spoken, "speaks any language")
        elif speaks(desk.engine, language):
            voice = choose_voice(desk.engine, delivery)
            choice = _speak_in(voice, _Choice(voice, delivery, ""), f"a passage in {language}")
        yield Part(VoiceRole.NARRATOR, *choice, language=language)


def _explain_accent(voice: Voice, language: str) -> str:
    """Why a voice is the one for a language."""
    accent = voice.language
    if not accent:
        return "speaks any language"
    if root_of(accent) != root_of(language):
        return f"there is no voice for {language}"
    asked, has = language.casefold(), accent.casefold()
    if asked == has or "-" not in asked:
        return f"the article is in {language}"
    return f"the article is in {language}, for which {accent} is the nearest that is here"
