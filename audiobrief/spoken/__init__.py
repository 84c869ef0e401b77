"""Turns written text into the words a newsreader says, before any engine sees it.

`say` keeps the written text aligned with the spoken text; `split_sentences`
finds where a sentence ends. Each language has a folder beside `english` that
holds everything that depends on the language (`language.Language`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiobrief.spoken.newsreader import read_aloud, say
    from audiobrief.spoken.reading import Change, Spoken
    from audiobrief.spoken.sentences import split_sentences

__all__ = ["Change", "Spoken", "read_aloud", "say", "split_sentences"]

_PLACES = {
    # name -> module, imported when first used: the cleaner needs only the tables of names from
    # here, and need not wait for the newsreader to load
    "Change": "audiobrief.spoken.reading",
    "Spoken": "audiobrief.spoken.reading",
    "read_aloud": "audiobrief.spoken.newsreader",
    "say": "audiobrief.spoken.newsreader",
    "split_sentences": "audiobrief.spoken.sentences",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'audiobrief.spoken' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_PLACES[name]), name)
