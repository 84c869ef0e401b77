"""What an editor rewrote of an article: its headline, dek and byline, paragraphs, and a note.

Each text has a key: "headline", "dek", "byline" and "note", "k3" for the fourth paragraph that was
kept, "d7" for the eighth text of the page that was left out. What is not rewritten is as it was
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from audiobrief.cleaner.dek_lines import DEK
from audiobrief.cleaner.metadata.joined_names import is_second_surname
from audiobrief.cleaner.metadata.wording import SURNAME_JOINTS
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.vocabulary import BYLINE, DATE
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Author, Block, BlockKind, Mark
from audiobrief.spoken.languages import load_language

HEAD = (HEADLINE, DEK, BYLINE)
"""The keys of the texts that the script says at its beginning, which are also the reasons for which
the page's own lines with them are left out: as paragraphs they would be said twice."""
SAID = frozenset({*HEAD, DATE})
"""The reasons of all such lines. The date is said, too, but is not rewritten here."""
NOTE = "note"
"""The key of a note that an editor adds: what was wrong in an earlier version, say."""
FIXED = (*HEAD, NOTE)
JOINED_BY = "and"
"""Between the last two names of a byline, where an editor is shown it."""
JOINED_BEFORE = ("Bo", "Ita")
"""Names that show a language's word for "and": Spanish has another one before the sound of "i"."""
NO_NAME = frozenset("<>")
"""Signs of markup, which no name has; they would be said or lost."""
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
    if key == BYLINE:
        # a line break stands between two names
        text = ", ".join(filter(str.strip, text.splitlines()))
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
        if key == BYLINE and text:
            _check_names(text, article.language)
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
        changed = replace(changed, authors=_authors(texts[BYLINE], article))
    return changed


def note_after(article: Article, texts: Mapping[str, str]) -> Iterator[Block]:
    """The note, as the last paragraph, if there is one."""
    if texts.get(NOTE):
        last = max((block.source for block in article.blocks), default=0)
        yield Block(BlockKind.CORRECTION, texts[NOTE], source=last + 1)


def print_byline(authors: tuple[Author, ...]) -> str:
    """The names of a byline in one line, without "By": "Ada Lind, Bo Ek and Cy Oye"."""
    names = [author.name for author in authors if not author.additional]
    return f" {JOINED_BY} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _authors(byline: str, article: Article) -> tuple[Author, ...]:
    """The authors that a byline names; those who were there keep their place and role."""
    known = article.authors
    before = {author.name: author for author in known}
    names = dict.fromkeys(filter(None, _names_in(byline, article.language)))
    signed = tuple(before.get(name, Author(name)) for name in names)
    helped = (each for each in known if each.additional and each not in signed)
    return (*signed, *helped)


def _names_in(byline: str, language: str) -> list[str]:
    """The parts of a byline between commas and the word "and", each as an editor wrote it.

    An editor's byline is no line of a page, in which a role or a place would have to be told from a
    name: "von der Leyen" and "By" are names. A part may be empty: "Ada Lind and". A word for "and"
    may join the surnames of one person: "Julia Ortega y Prado".
    """
    join = load_language(language).bylines.join
    words = "|".join(
        sorted(
            # the English word, too: a byline is shown to an editor with it in every language
            {
                JOINED_BY,
                *(join(("Bo", name))[2 : -len(name)].strip(" ,") for name in JOINED_BEFORE),
            }
            - {""}
        )
    )
    parts = re.split(rf"(\s*,\s*(?:(?:{words})\s+)?|(?:^|\s+)(?:{words})(?:\s+|$))", byline)
    names = parts[:1]
    for joint, name in zip(parts[1::2], parts[2::2], strict=True):
        if joint.strip() in SURNAME_JOINTS and is_second_surname(name, names[-1]):
            names[-1] += f"{joint}{name}"
        else:
            names.append(name)
    return names


def _check_names(byline: str, language: str) -> None:
    for name in _names_in(byline, language):
        if not any(letter.isalpha() for letter in name):
            raise ScriptError(
                f"the byline {byline[:60]!r} has a part without a name; write names alone, with "
                "commas, line breaks or the word for “and” between them"
            )
        if set(name) & NO_NAME:
            raise ScriptError(f"{name[:60]!r} is no name: it has < or >; write the name alone")


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
