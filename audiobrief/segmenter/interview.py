"""Finds the questions of an interview that is printed without the names of who speaks."""

from __future__ import annotations

from itertools import pairwise

from audiobrief.model import Article, BlockKind

LEAST_QUESTIONS = 3
"""Paragraphs that end in a question: fewer are a reporter's own, as an essay may have."""
LEAST_SHARE = 0.2
"""A third to a half of an interview's paragraphs are questions."""
MARKS = ("?", "？", "؟")
QUOTED = ("“", "”", '"', "„", "«", "»")
"""Paragraphs with these are a story's own, in which somebody is quoted."""


def questions_of(article: Article) -> frozenset[int]:
    """Indices of the paragraphs that are an interview's questions; empty if it is none.

    Newspapers print each question as a paragraph of its own, which only its type sets apart
    from the answers. A question is a paragraph that ends in one and is answered by another.
    """
    told = [i for i, block in enumerate(article.blocks) if block.kind is BlockKind.PARAGRAPH]
    asked = [
        index
        for index, answer in pairwise(told)
        if _asks(article.blocks[index].text) and not _asks(article.blocks[answer].text)
    ]
    few = len(asked) < LEAST_QUESTIONS or len(asked) < LEAST_SHARE * len(told)
    return frozenset() if few else frozenset(asked)


def _asks(text: str) -> bool:
    return text.rstrip().endswith(MARKS) and not any(mark in text for mark in QUOTED)
