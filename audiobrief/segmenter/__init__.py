"""segment(article) -> Script: what is said, in which order, by whom, and with which pauses.

Each language has a folder in `audiobrief.spoken` with everything that depends on it; an article
in a language without a folder is read as written, without announcements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobrief.model import Article, Script, Segment, Span
from audiobrief.segmenter.style import Declare, Pauses, QuoteMode, Reading, ScriptStyle

if TYPE_CHECKING:
    from audiobrief.spoken.lexicon import Lexicon

__all__ = ["Declare", "Pauses", "QuoteMode", "Reading", "ScriptStyle", "segment"]

DEFAULT_STYLE = ScriptStyle()


def segment(
    article: Article, style: ScriptStyle = DEFAULT_STYLE, *, lexicon: Lexicon | None = None
) -> Script:
    """The script of `article`: headline, byline, date, declaration, dek, body, sign-off.

    Every block is said once, a caption after the thought that it interrupts, except the kinds
    in `style.skip`, endnotes that repeat the byline (`byline.said_in_byline`), and captions and
    pull quotes that say nothing new (`beside.is_said`).
    """
    # the settings import this package for its style and do not need the 300 patterns of these
    # modules
    from audiobrief.segmenter.cutting import cut
    from audiobrief.segmenter.foreign import language_of_quote
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
        passages={
            i: foreign
            for i, block in enumerate(article.blocks)
            if (foreign := language_of_quote(block, language))
        },
    )
    shared = tuple(_share_spans(segments))
    return Script(title=article.title, segments=shared, language=language)


def _share_spans(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same segments, with equal spans replaced by one shared object.

    Every word has a span, counted from the start of its sentence. In a book, three spans in
    four equal another one, and the duplicates took a third of the script's memory.
    """
    known: dict[Span, Span] = {}
    for segment in segments:
        shared = tuple(known.setdefault(span, span) for span in segment.alignment)
        yield replace(segment, alignment=shared)
