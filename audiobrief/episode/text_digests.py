"""Digests of what an article says, by which the same story is recognised at another address."""

from __future__ import annotations

import hashlib

from audiobrief.model import Article

MIN_BODY = 160
"""The fewest characters of a text that is one story's own. Shorter ones, such as "More follows
soon.", stand below many headlines; this is about a sentence and a half of news prose."""


def text_digest_of(article: Article) -> str:
    """The digest of an article's headline and text alone, by which duplicates are found."""
    return _digest_of_words([article.title, *_texts(article)])


def body_digest_of(article: Article) -> str:
    """The digest of an article's text without its headline; empty if it is too short to tell."""
    texts = _texts(article)
    return _digest_of_words(texts) if sum(map(len, texts)) >= MIN_BODY else ""


def digest(*parts: bytes) -> str:
    """The BLAKE2b digest of these parts, 32 hexadecimal digits."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def _digest_of_words(texts: list[str]) -> str:
    return digest(" ".join("\n".join(texts).split()).encode("utf-8", "replace"))
