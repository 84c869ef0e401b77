"""The data that each stage hands to the next: frozen dataclasses, no I/O.

page --clean--> Article --segment--> Script --synthesize--> Speech
     --stitch--> Timeline (+ one audio file) --> Episode --publish--> files

Times are integer samples, or integer milliseconds if the name ends in ``_ms``,
and never seconds: only published formats that require seconds use them. Text
is NFC without control characters, and text that came from the page is never
empty. Offsets count Python characters, not bytes.
"""

from __future__ import annotations

from audiobrief.model.article import (
    LOW_CONFIDENCE,
    Article,
    Author,
    Block,
    BlockKind,
    Dropped,
    Mark,
    MarkKind,
    Page,
    PageKind,
)
from audiobrief.model.episode import (
    Chapter,
    Cue,
    Episode,
    Loudness,
    Picture,
    Reader,
    Speech,
    Timeline,
    Word,
)
from audiobrief.model.script import Manuscript, Phonemes, Role, Script, Segment, Span, VoiceRole

__all__ = [
    "LOW_CONFIDENCE",
    "Article",
    "Author",
    "Block",
    "BlockKind",
    "Chapter",
    "Cue",
    "Dropped",
    "Episode",
    "Loudness",
    "Manuscript",
    "Mark",
    "MarkKind",
    "Page",
    "PageKind",
    "Phonemes",
    "Picture",
    "Reader",
    "Role",
    "Script",
    "Segment",
    "Span",
    "Speech",
    "Timeline",
    "VoiceRole",
    "Word",
]
