"""The byline, and the endnotes that say nothing that it has not said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.model import Article, Author, Block, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.segmenter.english import wording as english
from audiobrief.segmenter.english import words
from audiobrief.segmenter.style import ScriptStyle

JOINED_ROLES = ("for ", "of ", "at ", "in ", "from ", "with ")
"""A role that begins so follows a name without a comma: "Jane Doe for The Courier"."""
REPORTING_WORDS = words(
    "by reported reporting reports report contributed contributing from in and at for to the "
    "this article story was were written writing wrote additional with"
)
"""What an endnote about the reporting is made of, beside names and places."""
_WORD = compile_late(r"[^\W_]+(?:['’.-][^\W_]+)*")


def byline(article: Article, style: ScriptStyle, language: str) -> tuple[str, ...]:
    """The sentences of the byline: authors, then additional reporting; empty for none."""
    if not style.byline:
        return ()
    sentences = []
    for key, additional in (("byline", False), ("additional", True)):
        authors = [a for a in _once(article.authors) if a.additional is additional]
        names = _joined(authors)
        words = style.words(key, language, authors=names) if names else ""
        if not style.announces(language):
            words = ", ".join(_described(author) for author in authors)
        # "St. Petersburg Desk, Inc." already ends in a stop
        sentences.append(re.sub(r"\.\.$", ".", words))
    return tuple(sentence for sentence in sentences if sentence)


def said_in_byline(article: Article, block: Block, style: ScriptStyle) -> bool:
    """Whether `block` is an endnote that only repeats who reported from where.

    Such a block is the one part of an article that a script leaves out, since
    the byline has said it: every word of it is a name or place of the authors
    or one of `REPORTING_WORDS`, and an author is named in it.
    """
    if block.kind is not BlockKind.ENDNOTE or not style.byline:
        return False
    known = {w.casefold() for a in article.authors for w in _WORD.findall(_described(a))}
    words = [w.casefold() for w in _WORD.findall(block.text)]
    names = {w.casefold() for a in article.authors for w in _WORD.findall(a.name)}
    return any(w in names for w in words) and all(
        w in known or w in REPORTING_WORDS for w in words
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


def _described(author: Author) -> str:
    name = author.name
    if author.role:
        joined = author.role.casefold().startswith(JOINED_ROLES)
        name += f" {author.role}" if joined else f", {author.role}"
    if author.place:
        # a role in the middle is closed by a comma: "Jane Doe, political editor, in Kyiv"
        comma = "," if author.role and not author.place.startswith(JOINED_ROLES) else ""
        name += f"{comma} {english.IN} {author.place}"
    return name


def _joined(authors: Sequence[Author]) -> str:
    described = [_described(author) for author in authors]
    if len(described) < 2:
        return "".join(described)
    # a place or role that holds a comma is closed by one: "in Kyiv, Ukraine, and ..."
    closed = [d + ("," if "," in d else "") for d in described[:-1]]
    head = " ".join(d if d.endswith(",") else f"{d}," for d in closed[:-1])
    return " ".join(part for part in (head, closed[-1], english.AND, described[-1]) if part)
