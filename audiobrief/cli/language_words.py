"""What people call a language or the kind of it that is spoken somewhere, and its tag (BCP 47)."""

from __future__ import annotations

import difflib

VARIETIES = {
    "british": "en-GB", "british english": "en-GB", "american": "en-US", "american english": "en-US",
    "scottish": "en-GB-scotland", "irish english": "en-IE", "australian": "en-AU", "canadian": "en-CA",
    "indian": "en-IN", "austrian": "de-AT", "swiss": "de-CH", "mexican": "es-MX", "argentinian": "es-AR",
    "castilian": "es-ES", "latin american": "es-419", "brazilian": "pt-BR", "flemish": "nl-BE",
    "belgian": "fr-BE", "quebecois": "fr-CA", "mandarin": "cmn", "cantonese": "yue",
}  # fmt: skip
"""Where a word stands for several, the language that has most speakers there."""
LANGUAGES = {
    # those of the voices that can be had; the languages that audiobrief reads are found by their
    # folders
    "albanian": "sq", "arabic": "ar", "basque": "eu", "catalan": "ca", "farsi": "fa", "georgian": "ka",
    "icelandic": "is", "indonesian": "id", "kazakh": "kk", "kurdish": "ku", "luxembourgish": "lb",
    "malayalam": "ml", "nepali": "ne", "persian": "fa", "russian": "ru", "serbian": "sr",
    "slovene": "sl", "swahili": "sw", "telugu": "te", "turkish": "tr", "ukrainian": "uk", "urdu": "ur",
    "vietnamese": "vi", "welsh": "cy",
}  # fmt: skip


def find_tag(said: str) -> str:
    """The tag of the language that somebody calls so; empty if no table has the word."""
    from audiobrief.spoken.languages import tag_named

    words = " ".join(said.casefold().replace("-", " ").replace("_", " ").split())
    return VARIETIES.get(words) or LANGUAGES.get(words) or tag_named(words)


def find_nearest(said: str) -> str:
    """The word for a language that is spelled most like `said`; empty if none is."""
    from audiobrief.spoken.languages import find_folders

    known = (*VARIETIES, *LANGUAGES, *find_folders().values())
    found = difflib.get_close_matches(said.casefold(), known, n=1)
    return found[0] if found else ""
