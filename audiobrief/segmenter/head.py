"""What is said before the body: headline, byline, date, declaration, dek."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobrief.model import Article, Role, VoiceRole
from audiobrief.segmenter.byline import byline
from audiobrief.segmenter.dates import date_line
from audiobrief.segmenter.line import ScriptLine
from audiobrief.segmenter.style import Declare, ScriptStyle


def head(article: Article, style: ScriptStyle, language: str) -> Iterator[ScriptLine]:
    """The lines of headline, byline, date, declaration and dek."""
    pauses = style.pauses
    if article.title.strip() and not article.is_untitled:
        yield ScriptLine(role=Role.TITLE, text=article.title, after=pauses.title)
    for sentence in byline(article, style, language):
        yield ScriptLine(role=Role.BYLINE, text=sentence, after=pauses.byline)
    date = date_line(article.published, style, language) if article.published else ""
    if style.date and date:
        yield ScriptLine(role=Role.DATE, text=date, after=pauses.byline)
    if style.declare is Declare.START and (declared := style.declaration(language)):
        yield declaration_line(declared, after=pauses.byline)
    if style.dek and article.dek.strip() and not _repeats(article):
        yield ScriptLine(
            role=Role.DEK, text=article.dek, before=pauses.byline, after=pauses.dek
        )


def declaration_line(words: str, *, before: int = 0, after: int = 0) -> ScriptLine:
    """The sentence that says that the voice is automated; pauses around it are in ms."""
    return ScriptLine(
        role=Role.DECLARATION,
        text=words,
        voice=VoiceRole.ANNOUNCER,
        before=before,
        after=after,
    )


def _repeats(article: Article) -> bool:
    """Whether the dek repeats the title or, as often, the start of the first paragraph."""
    dek = re.sub(r"\W+", " ", article.dek).strip().casefold()
    first = re.sub(r"\W+", " ", article.blocks[0].text).strip().casefold()
    title = re.sub(r"\W+", " ", article.title).strip().casefold()
    return first.startswith(dek) or dek == title
