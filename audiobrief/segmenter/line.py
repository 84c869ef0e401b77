"""A line of the script: a paragraph, a cell or a cue, before it is cut into segments."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.model import Role, VoiceRole
from audiobrief.segmenter.quotes import Quotation


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that we add inside a line."""

    offset: int
    """Where in the line's text."""
    words: str
    opens: bool
    """True for words before what follows, False for words after what stands before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """What is written, and how it is to be cut and said."""

    role: Role
    text: str
    block: int | None = None
    voice: VoiceRole = VoiceRole.NARRATOR
    quote_voice: VoiceRole = VoiceRole.NARRATOR
    """Who speaks the direct quotations in it."""
    quotations: tuple[Quotation, ...] = ()
    """The direct ones, in order."""
    insertions: tuple[Insertion, ...] = ()
    """In order of offset."""
    speaker: str = ""
    """Of the whole line."""
    said: str = ""
    """What is said in place of `text`; empty where `text` itself is said."""
    before: int = 0
    """Silence it wants before it, milliseconds."""
    after: int = 0
    """Silence it wants after it, milliseconds."""
    sound_before: str = ""
