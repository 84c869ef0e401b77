"""What stands beside the story: which captions and pull quotes are said, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobrief.model import Article, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_language

ENDED = compile_late(r"[.?!…][\s”’\"')\]»]*\Z")
"""The end of a thought; a paragraph that ends otherwise leads into the next one."""
LEAST = 4
"""Words of a caption or pull quote that must stand elsewhere for it to say nothing new."""


def is_said(article: Article, index: int, tag: str) -> bool:
    """Whether a block tells a listener anything: no credit alone, nothing that is said elsewhere.

    Pages repeat a sentence in large letters (a pull quote), and captions repeat the headline, the
    text or one another.
    """
    block = article.blocks[index]
    if block.kind is BlockKind.CAPTION:
        text = without_credit(block.text, tag)
        if block.text.strip() and not text:
            return False
    elif block.kind is BlockKind.QUOTE:
        text = block.text
    else:
        return True
    words = _plain(text)
    if len(words.split()) < LEAST:
        return True
    return not any(words in other for other in _others(article, index))


def _others(article: Article, index: int) -> Iterator[str]:
    """What is said besides a block; of blocks of its own kind only those before it."""
    kind = article.blocks[index].kind
    yield _plain(article.title)
    yield _plain(article.dek)
    for at, other in enumerate(article.blocks):
        if other.kind is BlockKind.PARAGRAPH or (other.kind is kind and at < index):
            yield _plain(other.text)


def _plain(text: str) -> str:
    return f" {re.sub(r'[^0-9a-zà-ÿ]+', ' ', text.casefold()).strip()} "


def without_credit(text: str, tag: str) -> str:
    """A caption without its photographer and agency, which are of the page and not of the story."""
    before = None
    while text != before:
        before = text
        for credit in load_language(tag).credits:
            text = credit.sub("", text).strip()
    return text


def in_order(article: Article, indices: Sequence[int]) -> list[int]:
    """Blocks in the order in which they are heard: a caption waits until a thought has ended.

    Pages put a picture wherever there is room, even between a colon and its quotation.
    """
    waiting: list[int] = []
    ordered: list[int] = []
    ended = True
    for index in indices:
        block = article.blocks[index]
        if block.kind is BlockKind.CAPTION and not ended:
            waiting.append(index)
            continue
        ordered.append(index)
        ended = block.kind is not BlockKind.PARAGRAPH or bool(ENDED.search(block.text))
        if ended:
            ordered += waiting
            waiting = []
    return ordered + waiting
