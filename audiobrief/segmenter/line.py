"""A line of the script: a paragraph, a table row or a cue, before it is cut into segments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from audiobrief.model import Role, VoiceRole
from audiobrief.segmenter.foreign import Foreign
from audiobrief.segmenter.quotes import Quotation


class Need(IntEnum):
    """How much a listener needs an announcement; the least needed go first (`ration`)."""

    LIST = 1
    """The words around a list, whose items are heard as such."""
    END = 2
    """The end of a speech at the end of a paragraph, where a pause stands."""
    BOX_END = 3
    LED_SPEECH = 4
    """The beginning of a speech that the words before it introduce."""
    PARAGRAPHS_END = 5
    """The end of a speech over several paragraphs, each of which ended with a pause."""
    BROKEN_SPEECH = 6
    """The beginning of a speech whose first sentence an attribution ends or breaks."""
    END_INSIDE = 7
    """The end of a speech inside a paragraph: the reporter's words follow."""
    CAPTION_END = 8
    """The end of a caption of several sentences: without it a listener takes the story that
    follows for more of the caption."""
    SPEECH = 9
    CAPTION = 10
    """What opens a caption, which is hardly ever a sentence of the story."""
    SPEECH_ALONE = 11
    """The beginning of a speech beside which no words of the reporter stand in its paragraph."""
    BOX = 12
    TABLE = 13
    """What opens the rows of a table, which are no sentences that a listener could follow."""
    ALWAYS = 14
    """What the page itself says, or what ends the script."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that audiobrief adds inside a line."""

    offset: int
    """Where the words go in the line's text."""
    words: str
    opens: bool
    """True for words that open the text after them, False for words that close the text
    before."""
    need: Need = Need.SPEECH
    length: int = 0
    """How many words the speech has that is opened or closed."""


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
    foreign: tuple[Foreign, ...] = ()
    """The stretches that a voice of another language speaks, in order."""
    insertions: tuple[Insertion, ...] = ()
    """Words added to the text, in order of offset."""
    speaker: str = ""
    """The speaker of the whole line."""
    unsaid_from: int | None = None
    """Where an endmark begins in `text`, which a reader sees and nobody says; None without one."""
    said: str = ""
    """Words said instead of `text`; empty where `text` itself is said."""
    before: int = 0
    """The pause that it needs before it, in milliseconds."""
    after: int = 0
    """The pause that it needs after it, in milliseconds."""
    lead: str = ""
    """Words said before the text in one breath with it: an item's number on the page."""
    need: Need = Need.ALWAYS
    """How much a listener needs it, if it is a cue."""
    sound_before: str = ""
