"""The byline, and whether an endnote only repeats it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.model import Article, Author, Block, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.language import Bylines
from audiobrief.spoken.languages import load_language

MAX_WORDS = 60
"""The longest note of an agency on who reported and who edited."""
_WORD = compile_late(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WORD_OR_STOP = compile_late(r"[^\W_]+(?:['’.-][^\W_]+)*|[.;]")


def byline(article: Article, style: ScriptStyle, language: str) -> tuple[str, ...]:
    """The sentences of the byline: authors, then additional reporting; empty if none."""
    if not style.byline:
        return ()
    bylines = load_language(language).bylines
    sentences = []
    for key, additional in (("byline", False), ("additional", True)):
        authors = [a for a in _once(article.authors) if a.additional is additional]
        names = bylines.join([_describe(author, bylines) for author in authors])
        words = style.words(key, language, authors=names) if names else ""
        if not style.announces(language):
            words = names
        # "St. Petersburg Desk, Inc." already ends in a stop
        sentences.append(re.sub(r"\.\.$", ".", words))
    return tuple(sentence for sentence in sentences if sentence)


def said_in_byline(article: Article, block: Block, style: ScriptStyle) -> bool:
    """Whether `block` is an endnote that only repeats who reported from where.

    The byline has said the same: the block names an author, and every word is of an author's
    name or place, of the site's name, in the language's `Bylines.reporting`, a place after one of its
    `Bylines.before_places`, or somebody of the desk after one of its `Bylines.desk`.
    """
    if block.kind not in {BlockKind.ENDNOTE, BlockKind.PARAGRAPH} or not style.byline:
        return False
    bylines = load_language(article.language).bylines
    described = [_describe(author, bylines) for author in article.authors]
    # agencies close with "Allied Wire reporters Ada Marl and Jon Pell contributed"
    said = (*described, article.site)
    known = {w.casefold() for text in said for w in _WORD.findall(text)}
    names = {w.casefold() for a in article.authors for w in _WORD.findall(a.name)}
    words = _WORD_OR_STOP.findall(block.text)
    if block.kind is BlockKind.PARAGRAPH and not _ends(article, block, words, bylines):
        return False
    if len(words) > MAX_WORDS or names.isdisjoint(word.casefold() for word in words):
        return False
    free = False
    after_desk = False
    for word in words:
        plain = word.casefold()
        if word in {".", ";"}:
            free = after_desk
        elif plain in bylines.reporting | bylines.desk:
            # who edits is in no byline and of no interest to a listener
            after_desk = plain in bylines.desk or (
                after_desk and plain not in bylines.reporting - {"by", "and"}
            )
            free = after_desk or plain in bylines.before_places
        elif plain not in known and not (free and word[0].isupper()):
            return False
    return True


def _ends(article: Article, block: Block, words: Sequence[str], bylines: Bylines) -> bool:
    """Whether a paragraph is the last of its article and tells of the reporting."""
    telling = (bylines.reporting - bylines.before_places) | bylines.desk
    return bool(words) and block is article.blocks[-1] and words[0].casefold() in telling


def _once(authors: Sequence[Author]) -> list[Author]:
    seen: set[str] = set()
    kept = []
    for author in authors:
        key = author.name.casefold()
        if key not in seen:
            kept.append(author)
        seen.add(key)
    return kept


def _describe(author: Author, bylines: Bylines) -> str:
    name = author.name
    if author.role:
        joined = author.role.casefold().startswith(bylines.joined)
        name += f" {author.role}" if joined else f", {author.role}"
    if not author.place:
        return name
    if not bylines.place:
        return f"{name}, {author.place}"
    # a comma ends a role in the middle: "Jane Doe, political editor, in Kyiv"
    comma = "," if author.role and not author.place.startswith(bylines.joined) else ""
    return f"{name}{comma} {bylines.place.format(place=author.place)}"
