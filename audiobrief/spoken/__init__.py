"""Written text as a newsreader says it, before any engine sees it.

`say` keeps what was written aligned with what is said; `split_sentences`
finds where a sentence ends. Another language is a folder beside `english`,
which holds all that depends on it (`language.Language`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiobrief.spoken.newsreader import read_aloud, say
    from audiobrief.spoken.reading import Change, Spoken
    from audiobrief.spoken.sentences import split_sentences

__all__ = ["Change", "Spoken", "read_aloud", "say", "split_sentences"]

_PLACES = {
    # name -> module. Who wants a table of names, as the cleaner does, waits for no newsreader
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
