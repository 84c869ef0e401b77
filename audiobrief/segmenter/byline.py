"""The byline, and whether an endnote only repeats it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.model import Article, Author, Block, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.language import Bylines
from audiobrief.spoken.languages import load_language

_WORD = compile_late(r"[^\W_]+(?:['’.-][^\W_]+)*")


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

    Such a block is the only part of an article that a script leaves out, since
    the byline has said the same: it names an author, and every word is a name or
    place of the authors or in the language's `Bylines.reporting`.
    """
    if block.kind is not BlockKind.ENDNOTE or not style.byline:
        return False
    bylines = load_language(article.language).bylines
    described = [_describe(author, bylines) for author in article.authors]
    known = {w.casefold() for text in described for w in _WORD.findall(text)}
    words = [w.casefold() for w in _WORD.findall(block.text)]
    names = {w.casefold() for a in article.authors for w in _WORD.findall(a.name)}
    return any(w in names for w in words) and all(
        w in known or w in bylines.reporting for w in words
    )


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
