"""Tells whether a script says a name, as the lexicon finds names in it."""

from __future__ import annotations

from audiobrief.model import Manuscript
from audiobrief.spoken.lexicon import Entry, Lexicon


def may_say(packed: bytes, name: str) -> bool:
    """Whether a packed `Manuscript` may say `name`; False needs no unpacking."""
    if name != name.lower():
        return name.encode() in packed
    # the lexicon finds a word without a capital in any case, and bytes have that of ASCII alone
    return not name.isascii() or name.encode() in packed.lower()


def says(manuscript: Manuscript, name: str) -> bool:
    """Whether the script has `name` as a whole word or words, as an entry of a lexicon is found.

    A name in a text that was dropped, and a longer word that begins with it, are none.
    """
    lexicon = Lexicon({name: Entry(name)})
    segments = manuscript.script.segments
    texts = (
        # a sentence may have been cut within a name that was unknown then: "J. Quorndahl"
        *(block.text for block in manuscript.article.blocks),
        *(segment.written for segment in segments),
        # a table is said in other words than it is written
        *(segment.spoken for segment in segments),
    )
    return any(True for text in texts for _ in lexicon.find(text))
