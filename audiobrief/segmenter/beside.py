"""What stands beside the story: which captions and pull quotes are said, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from audiobrief.model import Article, Block, BlockKind
from audiobrief.patterns import compile_late
from audiobrief.segmenter.quotes import begins_quoted, ends_quoted, leaves_open
from audiobrief.spoken.language import ME
from audiobrief.spoken.languages import load_language

ENDED = compile_late(r"[.?!…][\s”’\"')\]»]*\Z")
"""The end of a thought; a paragraph that ends otherwise leads into the next one."""
LEAST = 4
"""Words of a caption or pull quote that must stand elsewhere for it to say nothing new."""
TELLING = 4
"""Letters of a word that tells something; shorter ones are mostly "the", "of" and "in"."""
REPEATED = 0.8
"""Share of a caption's telling words that one paragraph has where it says nothing new. Above it,
what is left over is a word of the page, such as "left" or "pictured"."""
LEAST_TELLING = 4
PULLED = 0.9
"""Share of a pull quote's words, in their order, that a paragraph has from which it was pulled."""
_WORD = compile_late(r"[^\W\d_]+")
_SLASH = compile_late(r"(?<![\d/:])\s{0,8}/\s*(?![\d/])")


def is_said(article: Article, index: int, tag: str) -> bool:
    """Whether a block tells a listener anything: no credit alone, nothing that is said elsewhere.

    Pages repeat a sentence in large letters (a pull quote), and captions repeat the headline, the
    text or one another.
    """
    block = article.blocks[index]
    if block.kind is BlockKind.CAPTION:
        text = without_credit(block.text, tag)
        if block.text.strip() and not any(map(str.isalnum, text)):
            return False
        if _is_name(text) and any(_plain(text) in other for other in _others(article, index)):
            return False
    elif block.kind is BlockKind.QUOTE:
        text = block.text
    else:
        return True
    words = _plain(text)
    if len(words.split()) < LEAST:
        return True
    repeats = _is_repeated if block.kind is BlockKind.CAPTION else _is_pulled
    return not any(words in other or repeats(words, other) for other in _others(article, index))


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


def _is_name(text: str) -> bool:
    """Whether a caption is only the name of the person in the picture."""
    words = text.rstrip(".").split()
    return 1 < len(words) < LEAST and all(word[0].isupper() for word in words)


def _is_repeated(words: str, other: str) -> bool:
    telling = {word for word in words.split() if len(word) >= TELLING}
    found = telling.intersection(other.split())
    return len(telling) >= LEAST_TELLING and len(found) >= REPEATED * len(telling)


def _is_pulled(words: str, other: str) -> bool:
    wanted, at = words.split(), 0
    count = 0
    text = other.split()
    for word in wanted:
        with suppress(ValueError):
            at = text.index(word, at) + 1
            count += 1
    return count >= PULLED * len(wanted)


def without_credit(text: str, tag: str) -> str:
    """A caption without its photographer and agency, which are of the page and not of the story."""
    language = load_language(tag)
    before = None
    while text != before:
        before = text
        text = language.caption_label.sub("", text).strip()
        for credit in language.credits:
            text = credit.sub("", text).strip()
    return text


def as_said(text: str, tag: str) -> str:
    """A caption as it is said: without its credit, and with a pause for each slash.

    A slash parts names, or two captions that share a line: "Ducks on the towpath / A boy holds a
    lamp".
    """
    parts = _SLASH.split(without_credit(text, tag))
    said = parts[:1]
    for before, after in pairwise(parts):
        long = len(before.split()) >= LEAST and len(after.split()) >= LEAST
        joint = ". " if long and after[:1].isupper() else ", "
        said += [" " if ENDED.search(before) else joint, after]
    return "".join(said)


def in_order(article: Article, indices: Sequence[int], tag: str) -> list[int]:
    """Blocks in the order in which they are heard: a caption waits until a thought has ended.

    Pages put a picture wherever there is room: above the first sentence, between a colon and its
    quotation, between two paragraphs of one speech.
    """
    story = [i for i in indices if article.blocks[i].kind is not BlockKind.CAPTION]
    following = dict(pairwise(story))
    waiting: list[int] = []
    ordered: list[int] = []
    ended = not any(article.blocks[i].kind is BlockKind.PARAGRAPH for i in story)
    for index in indices:
        block = article.blocks[index]
        if block.kind is BlockKind.CAPTION and not ended:
            waiting.append(index)
            continue
        ordered.append(index)
        if block.kind is not BlockKind.CAPTION:
            after = following.get(index)
            ended = _is_over(block, None if after is None else article.blocks[after], tag)
        if ended:
            ordered += waiting
            waiting = []
    return ordered + waiting


def _is_over(block: Block, following: Block | None, tag: str) -> bool:
    """Whether a listener expects nothing more to a block before something else is said."""
    if following is None:
        return True
    if block.kind is BlockKind.PARAGRAPH:
        text = block.text
        if _takes_up(following, tag):
            return False
        spoken = ends_quoted(text, tag) and begins_quoted(following.text, tag)
        return bool(ENDED.search(text)) and not spoken and not leaves_open(text, tag)
    if block.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE}:
        return following.kind is not block.kind
    return block.kind is not BlockKind.HEADING


def _takes_up(following: Block, tag: str) -> bool:
    """Whether a paragraph goes on with the one before it: "It’s the third such spring"."""
    first = _WORD.match(following.text)
    if following.kind is not BlockKind.PARAGRAPH or first is None:
        return False
    language = load_language(tag)
    word = first[0].lower()
    named = language.people.pronouns.get(word)
    return named not in {None, ME} or word in language.speech.resuming
