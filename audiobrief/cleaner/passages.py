"""Find text in another language than the article's, by the page's `lang` attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audiobrief.cleaner.lines import Box
from audiobrief.model import Block, Mark, MarkKind
from audiobrief.patterns import compile_late

TAG = compile_late(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
"""A BCP 47 tag in the forms that pages use. Private tags do not match, and "und" names no
language."""
UNKNOWN = {"und", "mul", "zxx"}
DEFAULT = "en"
MOST = 1 / 3
"""The share of an article's characters above which what is marked as foreign is a template's
mistake: translated themes keep their makers' `lang` around the whole text."""
WHOLE = 0.9
"""The share of a block's characters from which a language that inline elements mark is the
block's: editors set a `span` around all of a paragraph."""


def language_around(boxes: Iterable[Box]) -> str:
    """Return the `lang` of the nearest box with one; "" if none has or it names no language."""
    for box in boxes:
        given = box.tag.get("lang") or box.tag.get("xml:lang")
        if given is not None:
            return tag_of(str(given))
    return ""


def tag_of(given: str) -> str:
    """Return a `lang` as a BCP 47 tag; "" if it names no language."""
    tag = given.strip().replace("_", "-")
    return tag if TAG.match(tag) and _primary(tag) not in UNKNOWN else ""


def settle_languages(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks, with languages only on blocks and stretches that are foreign to them."""
    own = _primary(language or DEFAULT)
    settled = [_settled(block, own) for block in blocks]
    foreign = sum(len(block.text) if block.language else _marked(block) for block in settled)
    if foreign > MOST * sum(len(block.text) for block in blocks):
        return tuple(replace(block, language="", marks=_without(block)) for block in settled)
    return tuple(settled)


def _settled(block: Block, own: str) -> Block:
    """The block with its own language, or else the marks of foreign words in it."""
    inside = [mark for mark in block.marks if mark.kind is MarkKind.LANGUAGE]
    if inside:
        longest = max(inside, key=lambda mark: mark.end - mark.start)
        if longest.end - longest.start >= WHOLE * len(block.text):
            block = replace(block, language=longest.language)
    if block.language and _primary(block.language) != own:
        return replace(block, marks=_without(block))
    kept = (
        x for x in block.marks if x.kind is not MarkKind.LANGUAGE or _primary(x.language) != own
    )
    return replace(block, language="", marks=tuple(kept))


def _marked(block: Block) -> int:
    """How many characters of a block are marked as foreign."""
    return sum(x.end - x.start for x in block.marks if x.kind is MarkKind.LANGUAGE)


def _without(block: Block) -> tuple[Mark, ...]:
    return tuple(mark for mark in block.marks if mark.kind is not MarkKind.LANGUAGE)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
