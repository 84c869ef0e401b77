"""Choose a voice for each role and, if asked, for each quoted speaker, with the reason.

`RULES` lists the ways to find a voice for each role; the first that finds one decides. The
narrator's accent follows the article's language and region (`ACCENTS` in `engines.voices`). If
the selected engine lacks that accent and a voice that was added for another engine has it, that
voice narrates. Quotations get another speaker of the narrator's accent, preferably of the other
sex. An installed speaker comes before one derived from the narrator's own voice, since two
people differ in more than pitch and size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from audiobrief.engines import Delivery, Engine, HasVariants, NamesProgram, Voice, facts_of
from audiobrief.engines.chain import SelectedEngine
from audiobrief.engines.guests import Guest, rank_accent
from audiobrief.engines.voices import choose_voice, root_of, speaks
from audiobrief.model import Reader, Script, Segment, VoiceRole
from audiobrief.settings.tree import Settings
from audiobrief.speech.synthesizer import Passage, keys_of

SEXES = {"he": "male", "she": "female"}
"""Pronoun of a speaker in the article -> sex of the voice for them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice speaks, and why this voice was chosen."""

    role: VoiceRole
    voice: Voice
    delivery: Delivery
    reason: str
    """Why this voice, for people: "the settings name it (voice.quote)"."""
    engine: str = ""
    """Name of the guest engine that the voice belongs to; empty for the selected engine."""
    speaker: str = ""
    """The quoted person, if they have a voice of their own; otherwise empty."""
    language: str = ""
    """BCP 47 tag of the passages, if it differs from the script's; otherwise empty."""

    @property
    def key(self) -> VoiceRole | str | Passage:
        """The key by which `synthesizer.choose_delivery` finds the delivery."""
        return Passage(self.language) if self.language else self.speaker or self.role


@dataclass(frozen=True, slots=True)
class Cast:
    """All parts that may be spoken in a script, the four roles first."""

    engine: str
    """Name of the selected engine, which speaks every part that no guest engine speaks."""
    parts: tuple[Part, ...]
    program: str = ""
    """Name and version of the narrating program, for people; empty if its engine gives none."""
    version: str = ""
    """Names and versions of all engines that may speak, and the narrator's voice."""

    @property
    def deliveries(self) -> dict[VoiceRole | str | Passage, Delivery]:
        """The deliveries of all parts by key, for `synthesizer.synthesize`."""
        return {part.key: part.delivery for part in self.parts}

    def part_of(self, segment: Segment) -> Part:
        """The part that a segment belongs to."""
        parts = {part.key: part for part in self.parts}
        return next(parts[key] for key in keys_of(segment) if key in parts)

    def count(self, script: Script) -> Counter[Part]:
        """How many segments of a script each part speaks, without parts that speak none."""
        return Counter(self.part_of(segment) for segment in script.segments)

    def readers(self, script: Script) -> tuple[Reader, ...]:
        """The voices that are heard in a script, the narrator's first."""
        counts = self.count(script)
        heard = [part for part in self.parts if part in counts]
        return tuple(
            Reader(
                part.role,
                part.voice.name,
                part.voice.language,
                part.speaker,
                is_trained=facts_of(part.engine or self.engine).is_trained,
            )
            for part in heard
        )


class _Choice(NamedTuple):
    voice: Voice
    delivery: Delivery
    reason: str

    @property
    def engine(self) -> str:
        return self.delivery.engine


@dataclass(frozen=True, slots=True)
class _Casting:
    """The state that every rule gets."""

    engine: Engine
    settings: Settings
    chosen: SelectedEngine
    language: str
    narrator: _Choice | None = None

    def engine_of(self, choice: _Choice) -> Engine:
        return self.chosen.guests.opened[choice.engine] if choice.engine else self.engine

    def cast(self, role: VoiceRole) -> _Choice:
        found = (rule(self, role) for rule in RULES[role])
        return next(choice for choice in found if choice is not None)


def cast_voices(script: Script, settings: Settings, voice: SelectedEngine) -> Cast:
    """A part for each voice role and, with `voice.speakers`, for each speaker by name.

    Speakers get the engine's other voices in the order in which they are first
    quoted, voices of their own sex first if the script reveals it, so that a
    script has the same cast each time. If there are more speakers than voices,
    they share voices. A passage in another language is spoken by a voice of that
    language if this machine has one, otherwise by the narrator.

    Raises:
        VoiceNotFound: the settings name a voice that the engine lacks.
        EngineUnavailable: the engine cannot be reached.
    """
    casting = _Casting(voice.engine, settings, voice, script.language)
    narrator = casting.cast(VoiceRole.NARRATOR)
    casting = replace(casting, narrator=narrator)
    # a second voice is looked for only if the script quotes somebody
    quoted = [s for s in script.segments if s.voice is VoiceRole.QUOTE]
    parts = [_play(VoiceRole.NARRATOR, narrator)]
    for role in (VoiceRole.QUOTE, VoiceRole.ANNOUNCER, VoiceRole.ASIDE):
        silent = role is VoiceRole.QUOTE and not quoted
        choice = _as_narrator(casting, role) if silent else casting.cast(role)
        assert choice is not None, "the narrator is cast first"
        parts.append(_play(role, choice))
    if settings.voice.speakers:
        parts += _cast_speakers(casting, narrator, quoted, script)
    parts += _cast_passages(casting, narrator, script)
    engine = casting.engine_of(narrator)
    heard = [each for name, each in voice.guests.opened.items() if _is_heard(name, parts)]
    versions = [f"{each.name} {each.version}".strip() for each in (voice.engine, *heard)]
    return Cast(
        voice.engine.name,
        tuple(parts),
        engine.program if isinstance(engine, NamesProgram) else "",
        f"{' and '.join(versions)} {narrator.voice.name}",
    )


def _play(role: VoiceRole, choice: _Choice, *, speaker: str = "", language: str = "") -> Part:
    return Part(role, *choice, engine=choice.engine, speaker=speaker, language=language)


def _is_heard(engine: str, parts: Sequence[Part]) -> bool:
    return any(part.engine == engine for part in parts)


# -------------------------------------------------------------------- rules


def _named(casting: _Casting, role: VoiceRole) -> _Choice | None:
    """The voice that the settings name for the role."""
    name = getattr(casting.settings.voice, role.value)
    if not name:
        return None
    delivery = casting.chosen.fit(casting.settings.voice.delivery_of(role))
    if not delivery.voice:
        return None
    voice = choose_voice(casting.engine, delivery)
    return _Choice(voice, delivery, f"the settings name it (voice.{role.value})")


def _by_accent(casting: _Casting, role: VoiceRole) -> _Choice:
    """A voice with the accent that the article's readers know, the engine's own first."""
    delivery = replace(
        casting.settings.voice.delivery_of(role), voice="", language=casting.language
    )
    own = choose_voice(casting.engine, delivery)
    guest = _find_nearer(casting, own, delivery)
    if guest is None:
        return _Choice(own, delivery, _explain_accent(own, casting.language))
    return _invite(guest, delivery, _explain_accent(guest.voice, casting.language))


def _find_nearer(casting: _Casting, own: Voice, delivery: Delivery) -> Guest | None:
    """A voice added for another engine, with an accent nearer than `own` has.

    If `own` is of a plain engine or of another language, any accent of the language will do.
    None if no such voice can speak.
    """
    if not own.language:
        return None
    language, guests = casting.language, casting.chosen.guests
    # eSpeak has every accent, but sounds like a machine in all of them
    is_poor = facts_of(casting.engine.name).is_plain or root_of(own.language) != root_of(
        language
    )
    for guest in sorted(
        guests.find_accents(language), key=lambda each: rank_accent(each.voice, language)
    ):
        is_nearer = rank_accent(guest.voice, language) < rank_accent(own, language)
        told = replace(delivery, voice=guest.voice.name)
        if (is_poor or is_nearer) and guests.try_out(guest, told):
            return guest
    return None


def _invite(guest: Guest, delivery: Delivery, reason: str) -> _Choice:
    """The choice of a guest engine's voice."""
    name = guest.engine.name
    spoken = replace(delivery, voice=guest.voice.name, engine=name)
    return _Choice(guest.voice, spoken, f"{reason}; spoken by {name}")


def _as_narrator(casting: _Casting, role: VoiceRole) -> _Choice | None:
    """The narrator's own voice."""
    del role
    return casting.narrator and casting.narrator._replace(reason="as the narrator")


def _another(casting: _Casting, role: VoiceRole) -> _Choice | None:
    """Another speaker of the narrator's accent, if necessary made of the narrator's voice."""
    del role
    narrator = casting.narrator
    return next(_others(casting.engine_of(narrator), narrator), None) if narrator else None


RULES: dict[VoiceRole, tuple[Callable[[_Casting, VoiceRole], _Choice | None], ...]] = {
    # role -> ways to find a voice, of which the first that finds one decides
    VoiceRole.NARRATOR: (_named, _by_accent),
    VoiceRole.QUOTE: (_named, _another, _as_narrator),
    VoiceRole.ANNOUNCER: (_named, _as_narrator),
    VoiceRole.ASIDE: (_named, _as_narrator),
}


# ----------------------------------------------------------- others' voices


def _others(engine: Engine, narrator: _Choice) -> Iterator[_Choice]:
    """The engine's other voices in the narrator's language, the best for a quotation first."""
    own = narrator.voice
    accent, root = own.language.casefold(), root_of(own.language)
    voices = [voice for voice in engine.voices() if voice.name != own.name]
    same = [voice for voice in voices if voice.language.casefold() == accent]
    # sorting keeps the engine's order among equals
    for voice in sorted(same, key=lambda each: not _is_other_sex(each, own)):
        yield _speak_in(voice, narrator, f"another speaker of {own.language or 'the engine'}")
    if isinstance(engine, HasVariants):
        for voice in engine.variants(replace(narrator.delivery, engine="")):
            reason = f"{own.name} changed into another speaker: no other {own.language} voice is installed"
            if same:
                reason = f"{own.name} changed into another speaker"
            yield _speak_in(voice, narrator, reason)
        return
    for voice in sorted(voices, key=lambda each: not _is_other_sex(each, own)):
        if voice not in same and root_of(voice.language) in {root, ""}:
            yield _speak_in(voice, narrator, f"no other speaker of {own.language} is installed")


def _speak_in(voice: Voice, narrator: _Choice, reason: str) -> _Choice:
    return _Choice(voice, replace(narrator.delivery, voice=voice.name), reason)


def _is_other_sex(voice: Voice, narrator: Voice) -> bool:
    return bool(voice.sex and narrator.sex) and voice.sex != narrator.sex


def _cast_speakers(
    casting: _Casting, narrator: _Choice, quoted: Sequence[Segment], script: Script
) -> Iterator[Part]:
    """A part for each speaker by name, with the fitting voice that is used least so far."""
    free = list(_others(casting.engine_of(narrator), narrator))
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
        told = f"{reason}, shared with others" if shared else reason
        yield _play(VoiceRole.QUOTE, choice._replace(reason=told), speaker=speaker)


def _find_speakers(quoted: Sequence[Segment], script: Script) -> Iterator[tuple[str, str]]:
    """Each speaker, in the order of first quotations, and the sex that the script reveals."""
    from audiobrief.segmenter.cast import Cast as People

    people = People.from_texts((part.written for part in script.segments), script.language)
    for speaker in dict.fromkeys(segment.speaker for segment in quoted if segment.speaker):
        yield speaker, SEXES.get(people.pronoun_of(speaker), "")


def _cast_passages(casting: _Casting, narrator: _Choice, script: Script) -> Iterator[Part]:
    """A part for each other language in which the script has passages."""
    own = root_of(script.language)
    for language in dict.fromkeys(segment.language for segment in script.segments):
        if not language or root_of(language) == own:
            continue
        choice = _find_passage_voice(casting, narrator, language)
        yield _play(VoiceRole.NARRATOR, choice, language=language)


def _find_passage_voice(casting: _Casting, narrator: _Choice, language: str) -> _Choice:
    """The voice for a passage in a language other than the script's."""
    if not narrator.voice.language:
        spoken = replace(narrator.delivery, language=language)
        return _Choice(narrator.voice, spoken, "speaks any language")
    delivery = replace(narrator.delivery, voice="", engine="", language=language)
    reason = f"a passage in {language}"
    if speaks(casting.engine, language):
        voice = choose_voice(casting.engine, delivery)
        return _speak_in(voice, _Choice(voice, delivery, ""), reason)
    guests = casting.chosen.guests
    while guest := guests.find_speaker(language):
        if guests.try_out(guest, replace(delivery, voice=guest.voice.name)):
            return _invite(guest, delivery, reason)
    return narrator._replace(reason=f"no voice for {language} is installed: as the narrator")


def _explain_accent(voice: Voice, language: str) -> str:
    """The reason why a voice was chosen for a language, for people."""
    accent = voice.language
    if not accent:
        return "speaks any language"
    if root_of(accent) != root_of(language):
        return f"no voice for {language} is installed"
    asked, has = language.casefold(), accent.casefold()
    if asked == has or "-" not in asked:
        return f"the article is in {language}"
    return f"the article is in {language}, and {accent} is the nearest accent installed"
