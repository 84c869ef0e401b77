"""Written text as a newsreader says it, before any engine sees it.

`say` keeps what was written aligned with what is said; `split_sentences`
finds where a sentence ends. Another language is a folder beside `english`,
which holds all that depends on it (`language.Language`).
"""

from audiobrief.spoken.newsreader import read_aloud, say
from audiobrief.spoken.reading import Change, Spoken
from audiobrief.spoken.sentences import split_sentences

__all__ = ["Change", "Spoken", "read_aloud", "say", "split_sentences"]
