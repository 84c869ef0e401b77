"""A line of the script: a paragraph, a table row or a cue, before it is cut into segments."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.model import Role, VoiceRole
from audiobrief.segmenter.quotes import Quotation


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that audiobrief adds inside a line."""

    offset: int
    """Where the words go in the line's text."""
    words: str
    opens: bool
    """True for words that open the text after them, False for words that close the text
    before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """A written text, and how to cut and say it."""

    role: Role
    text: str
    block: int | None = None
    voice: VoiceRole = VoiceRole.NARRATOR
    quote_voice: VoiceRole = VoiceRole.NARRATOR
    """The voice for the direct quotations in it."""
    quotations: tuple[Quotation, ...] = ()
    """The direct quotations, in order."""
    insertions: tuple[Insertion, ...] = ()
    """Words added to the text, in order of offset."""
    speaker: str = ""
    """The speaker of the whole line."""
    said: str = ""
    """Words said instead of `text`; empty where `text` itself is said."""
    before: int = 0
    """The pause that it needs before it, in milliseconds."""
    after: int = 0
    """The pause that it needs after it, in milliseconds."""
    sound_before: str = ""
