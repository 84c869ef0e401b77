"""segment(article) -> Script: what is said, in which order, by whom, and with which pauses.

What depends on the language of an article is in its folder in `audiobrief.spoken`; an
article in a language without one is read as it stands, without announcements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobrief.model import Article, Script, Segment, Span
from audiobrief.segmenter.style import Pauses, QuoteMode, Reading, ScriptStyle

if TYPE_CHECKING:
    from audiobrief.spoken.lexicon import Lexicon

__all__ = ["Pauses", "QuoteMode", "Reading", "ScriptStyle", "segment"]

DEFAULT_STYLE = ScriptStyle()


def segment(
    article: Article, style: ScriptStyle = DEFAULT_STYLE, *, lexicon: Lexicon | None = None
) -> Script:
    """The script of `article`: headline, byline, date, dek, body, sign-off.

    Every block is said once and in order. Left out are only the kinds in
    `style.skip` and endnotes that `byline.said_in_byline`.
    """
    # settings import this room for its style, and 300 patterns wait to be compiled in the others
    from audiobrief.segmenter.cutting import cut
    from audiobrief.segmenter.lines import lines
    from audiobrief.segmenter.regions import language_of

    language = language_of(article)
    separator = style.words("separator", language) or "…"
    segments = cut(
        lines(article, style, language),
        pauses=style.pauses,
        language=language,
        lexicon=lexicon,
        separator=separator,
    )
    shared = tuple(_share_spans(segments))
    return Script(title=article.title, segments=shared, language=language)


def _share_spans(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same segments, their equal spans one object.

    There is a span a word, and they count from the sentence's start: of a book's, three in four
    are equal to another, and took a third of its script's memory.
    """
    known: dict[Span, Span] = {}
    for segment in segments:
        shared = tuple(known.setdefault(span, span) for span in segment.alignment)
        yield replace(segment, alignment=shared)
