"""Choose a voice by name or by language and region; an error names the nearest voices."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from audiobrief.engines import ChoosesVoice, Delivery, Engine, Voice
from audiobrief.errors import VoiceNotFound

ACCENTS = {
    # language of a text -> accents in which its readers expect it, best first; after them, any
    # voice of the language serves. A language without a region gets the region of most of its
    # texts (CLDR, likely subtags), so that "en" is not spoken in the accent that happens to be
    # first in a list. Texts from regions with British spelling get a British voice before an
    # American one.
    "": ("en-us",),
    "en": ("en-us", "en-gb"),
    "en-gb": ("en-gb", "en-ie", "en-au"),
    "en-uk": ("en-gb", "en-ie", "en-au"),
    "en-ie": ("en-ie", "en-gb"),
    "en-au": ("en-au", "en-nz", "en-gb"),
    "en-nz": ("en-nz", "en-au", "en-gb"),
    "en-in": ("en-in", "en-gb"),
    "en-za": ("en-za", "en-gb"),
    "en-ca": ("en-ca", "en-us"),
    **dict.fromkeys(
        ("en-001", "en-150", "en-gh", "en-hk", "en-jm", "en-ke", "en-mt", "en-my", "en-ng", "en-pk", "en-sg", "en-tt"),
        ("en-gb",),
    ),
    "ar": ("ar-eg",), "de": ("de-de",), "es": ("es-es",), "fr": ("fr-fr",), "it": ("it-it",),
    "nl": ("nl-nl",), "pt": ("pt-br", "pt-pt"), "pt-pt": ("pt-pt", "pt"), "ru": ("ru-ru",), "sv": ("sv-se",),
    **dict.fromkeys(
        ("es-419", "es-ar", "es-cl", "es-co", "es-mx", "es-pe", "es-us", "es-uy", "es-ve"),
        ("es-419", "es-mx", "es-us"),
    ),
    "zh": ("zh-cn",), "zh-hk": ("yue", "zh-hk"), "zh-mo": ("yue", "zh-hk"),
    "no": ("nb", "nb-no"), "nn": ("nn", "nb", "nb-no"),
}  # fmt: skip
SAME = {
    # primary subtag -> the subtag that it stands for (IANA's registry; macrolanguages)
    "cmn": "zh", "in": "id", "iw": "he", "mo": "ro", "nb": "no", "nn": "no", "sh": "sr", "yue": "zh",
}  # fmt: skip


def accents_for(language: str) -> tuple[str, ...]:
    """Tags of the accents in which to read a text of that language, best first."""
    tag = language.casefold().replace("_", "-")
    found = [*ACCENTS[""]] if not tag else []
    while tag:
        found += (*ACCENTS.get(tag, ()), tag)
        tag = tag.rpartition("-")[0]
    return tuple(dict.fromkeys(found))


def root_of(language: str) -> str:
    """The language of a tag, without region and under one name: "no" for "nb-NO"."""
    root = language.casefold().replace("_", "-").partition("-")[0]
    return SAME.get(root, root)


def choose_voice(engine: Engine, delivery: Delivery) -> Voice:
    """The voice in which an engine speaks a delivery.

    A plug-in may list no voices and still speak; its voice is then named after the engine.

    Raises:
        VoiceNotFound: there is no such voice.
        EngineUnavailable: the engine cannot be reached.
    """
    if isinstance(engine, ChoosesVoice):
        return engine.choose_voice(delivery)
    voices = engine.voices()
    if not voices and not delivery.voice:
        return Voice(engine.name)
    return find_voice(engine.name, voices, delivery)


def speaks(engine: Engine, language: str) -> bool:
    """Whether an engine has a voice for a language, or a voice that speaks any language.

    Raises:
        EngineUnavailable: the engine cannot be reached.
    """
    try:
        voice = choose_voice(engine, Delivery(language=language))
    except VoiceNotFound:
        return False
    return root_of(voice.language) in {"", root_of(language or "en")}


def find_voice(engine: str, voices: Sequence[Voice], delivery: Delivery) -> Voice:
    """The voice that `delivery` asks for: by name, else the first for its language.

    Names are compared without regard to case. Without a name, the first voice
    with an accent of `ACCENTS` serves, else one of the language, else the first
    of all, since an engine with a single voice speaks everything with it.

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
    """The message for a user who asked for a voice that does not exist."""
    names = {voice.name.casefold(): voice.name for voice in voices}
    near = difflib.get_close_matches(name.casefold(), names, n=3, cutoff=0.4)
    chosen = [names[match] for match in near] or [voice.name for voice in voices[:3]]
    hint = f"nearest: {', '.join(chosen)} " if chosen else ""
    return f"voice {name!r} is unknown to {engine}; {hint}(see `audiobrief voices`)"


def _voice_for_language(engine: str, voices: Sequence[Voice], language: str) -> Voice:
    if not voices:
        raise VoiceNotFound(f"{engine} has no voices (see `audiobrief doctor`)")
    tags = [voice.language.casefold().replace("_", "-") for voice in voices]
    for wanted in accents_for(language):
        if wanted and wanted in tags:
            return voices[tags.index(wanted)]
    roots = [root_of(tag) for tag in tags]
    root = root_of(language)
    return voices[roots.index(root)] if root in roots else voices[0]
