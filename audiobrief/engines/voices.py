"""Choosing a voice: by name, by language, or a refusal that names the nearest."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from audiobrief.engines import Delivery, Voice
from audiobrief.errors import VoiceNotFound

LIKELY = {
    # language without a region -> the region that most of its speakers' texts are in (CLDR,
    # likely subtags), so that "en" is not spoken by whichever accent is first in a list
    "ar": "ar-eg", "de": "de-de", "en": "en-us", "es": "es-es", "fr": "fr-fr", "it": "it-it",
    "nl": "nl-nl", "pt": "pt-br", "ru": "ru-ru", "sv": "sv-se", "zh": "zh-cn",
}  # fmt: skip


def find_voice(engine: str, voices: Sequence[Voice], delivery: Delivery) -> Voice:
    """The voice that `delivery` asks for: its name, else the first of its language.

    A name matches whatever its case. Without a name, the first voice of the
    very language serves ("en-GB"), else of its root ("en"), else of its likely
    region, else the first of any: an engine of one voice speaks everything with it.

    Raises:
        VoiceNotFound: there is no voice of that name; the message names the nearest.
    """
    if not delivery.voice:
        return _voice_for_language(engine, voices, delivery.language)
    wanted = delivery.voice.casefold()
    for voice in voices:
        if voice.name == delivery.voice:
            return voice
    for voice in voices:
        if voice.name.casefold() == wanted:
            return voice
    raise VoiceNotFound(describe_unknown_voice(engine, delivery.voice, voices))


def describe_unknown_voice(engine: str, name: str, voices: Sequence[Voice]) -> str:
    """The line for a user who asked for a voice that is not there."""
    names = {voice.name.casefold(): voice.name for voice in voices}
    near = difflib.get_close_matches(name.casefold(), names, n=3, cutoff=0.4)
    chosen = [names[match] for match in near] or [voice.name for voice in voices[:3]]
    hint = f"nearest: {', '.join(chosen)} " if chosen else ""
    return f"voice {name!r} is unknown to {engine}; {hint}(see `audiobrief voices`)"


def _voice_for_language(engine: str, voices: Sequence[Voice], language: str) -> Voice:
    if not voices:
        raise VoiceNotFound(f"{engine} has no voices at all (see `audiobrief doctor`)")
    tag = language.casefold()
    root = tag.partition("-")[0]
    tags = [voice.language.casefold() for voice in voices]
    for wanted in (tag, LIKELY.get(tag), root, LIKELY.get(root)):
        if wanted is not None and wanted in tags:
            return voices[tags.index(wanted)]
    roots = [known.partition("-")[0] for known in tags]
    return voices[roots.index(root)] if root in roots else voices[0]
