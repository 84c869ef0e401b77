"""Find blocks in another language than the article's, by the page's `lang` attributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audiobrief.cleaner.lines import Box
from audiobrief.model import Block
from audiobrief.patterns import compile_late

TAG = compile_late(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
"""A BCP 47 tag in the forms that pages use. Private tags do not match, and "und" names no
language."""
UNKNOWN = {"und", "mul", "zxx"}
DEFAULT = "en"
MOST = 1 / 3
"""The share of an article's characters above which blocks marked as foreign are a template's
mistake: translated themes keep their makers' `lang` around the whole text."""


def language_around(boxes: Iterable[Box]) -> str:
    """Return the `lang` of the nearest box with one; "" if none has or it names no language."""
    for box in boxes:
        given = box.tag.get("lang") or box.tag.get("xml:lang")
        if given is not None:
            tag = str(given).strip().replace("_", "-")
            return tag if TAG.match(tag) and _primary(tag) not in UNKNOWN else ""
    return ""


def settle_languages(blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return the blocks, with a language only on those that differ from the article's."""
    own = _primary(language or DEFAULT)
    foreign = [block.language and _primary(block.language) != own for block in blocks]
    size = sum(
        len(block.text) for block, is_foreign in zip(blocks, foreign, strict=True) if is_foreign
    )
    believed = size <= MOST * sum(len(block.text) for block in blocks)
    return tuple(
        block if is_foreign and believed else replace(block, language="")
        for block, is_foreign in zip(blocks, foreign, strict=True)
    )


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
