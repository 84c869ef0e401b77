"""What an editor rewrote of an article: its headline, dek and byline, paragraphs, and a note.

Each text has a key: "headline", "dek", "byline" and "note", "k3" for the fourth paragraph that was
kept, "d7" for the eighth text of the page that was left out. What is not rewritten is as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from audiobrief.cleaner.dek_lines import DEK
from audiobrief.cleaner.given import read_authors
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.vocabulary import BYLINE
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Author, Block, BlockKind, Mark

HEAD = (HEADLINE, DEK, BYLINE)
"""The keys of the texts that the script says at its beginning, which are also the reasons for which
the page's own lines with them are left out: as paragraphs they would be said twice."""
NOTE = "note"
"""The key of a note that an editor adds: what was wrong in an earlier version, say."""
FIXED = (*HEAD, NOTE)
LABELS = {NOTE: "correction note"}
"""Key -> how people call it, where that is another word."""
WHOLE = frozenset({BlockKind.TABLE, BlockKind.CODE})
"""Kinds of paragraphs whose text is made of cells or lines, so that no other can take its place."""
LONGEST_TEXT = 20_000
"""The most characters of one text."""


def label_of(key: str) -> str:
    """How people call the headline, dek, byline or note."""
    return LABELS.get(key, key)


def can_be_rewritten(block: Block) -> bool:
    """Whether another text can take the place of a paragraph's."""
    return block.kind not in WHOLE


def own_text(article: Article, key: str) -> str:
    """The text with that key as it was read; `key` is one of `FIXED`, or a paragraph's."""
    if key == NOTE:
        return ""
    if key == BYLINE:
        return print_byline(article.authors)
    if key in HEAD:
        return article.title if key == HEADLINE else article.dek
    number = int(key[1:])
    if key.startswith("k"):
        return article.blocks[number].text
    return " ".join(article.dropped[number].text.split())


def check_text(article: Article, key: str, text: str) -> str:
    """A text that is to take the place of another one, on one line.

    Raises:
        ScriptError: it cannot take it; the message says what to do.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_TEXT:
        raise ScriptError(
            f"{len(text):,} characters are too many for one text; at most {LONGEST_TEXT:,} are taken"
        )
    if key == HEADLINE and not text:
        raise ScriptError("a story has a headline; write one")
    if key in FIXED:
        if text and not any(letter.isalnum() for letter in text):
            raise ScriptError(
                f"{text[:40]!r} has no word that can be said; write one, or nothing"
            )
        return text
    if not any(letter.isalnum() for letter in text):
        raise ScriptError("the paragraph would have no words; take it out instead")
    if key.startswith("k") and not can_be_rewritten(article.blocks[int(key[1:])]):
        raise ScriptError(
            f"a {article.blocks[int(key[1:])].kind.value} is read from its page; change what is "
            "said of it in the script, or correct the page and read it again"
        )
    return text


def rewrite(article: Article, texts: Mapping[str, str]) -> Article:
    """The article with these texts in place of its own; a note comes after all others."""
    if not texts:
        return article
    blocks = tuple(
        _with_text(block, texts.get(f"k{n}", block.text))
        for n, block in enumerate(article.blocks)
    )
    dropped = tuple(
        replace(gone, text=texts.get(f"d{n}", gone.text))
        for n, gone in enumerate(article.dropped)
    )
    changed = replace(article, blocks=blocks, dropped=dropped)
    if HEADLINE in texts:
        changed = replace(changed, title=texts[HEADLINE], is_untitled=False)
    if DEK in texts:
        changed = replace(changed, dek=texts[DEK])
    if BYLINE in texts:
        changed = replace(changed, authors=_authors(texts[BYLINE], article.authors))
    return changed


def note_after(article: Article, texts: Mapping[str, str]) -> Iterator[Block]:
    """The note, as the last paragraph, if there is one."""
    if texts.get(NOTE):
        last = max((block.source for block in article.blocks), default=0)
        yield Block(BlockKind.CORRECTION, texts[NOTE], source=last + 1)


def print_byline(authors: tuple[Author, ...]) -> str:
    """The names of a byline in one line, without "By": "Ada Lind, Bo Ek and Cy Oye"."""
    names = [author.name for author in authors if not author.additional]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _authors(byline: str, known: tuple[Author, ...]) -> tuple[Author, ...]:
    """The authors that a byline names; those who were there keep their place and role."""
    before = {author.name: author for author in known}
    signed = tuple(before.get(each.name, each) for each in read_authors(byline))
    helped = (each for each in known if each.additional and each not in signed)
    return (*signed, *helped)


def _with_text(block: Block, text: str) -> Block:
    return block if text == block.text else replace(block, text=text, marks=_marks(block, text))


def _marks(block: Block, text: str) -> tuple[Mark, ...]:
    """The marks of a paragraph that are in what both texts begin or end with."""
    before = _shared(block.text, text)
    # a letter that both begin with is not also one that both end with
    after = min(
        _shared(block.text[::-1], text[::-1]), len(block.text) - before, len(text) - before
    )
    tail, moved = len(block.text) - after, len(text) - len(block.text)
    found = []
    for mark in block.marks:
        if mark.end <= before:
            found.append(mark)
        elif mark.start >= tail:
            found.append(mark._replace(start=mark.start + moved, end=mark.end + moved))
    return tuple(found)


def _shared(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginnings."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
