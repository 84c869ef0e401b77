"""Tell the notice that a site leaves where it has taken a story away, with the answer 200.

Such a page keeps its address, often its headline, and has a sentence or a few in place of the text.
Read as an article, it would be a correction of the story that it stands for. An article about a
removal uses the same verbs, so three things must meet: the text is short, the sentence speaks of the
page that it stands on ("this article", "the page you requested"), and it opens the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from audiobrief.spoken.languages import load_parts
from audiobrief.spoken.sentences import split_sentences

MAX_WORDS = 120
"""The longest notice: newsrooms add who decided it, and where to complain."""
FEW_WORDS = 45
"""Up to so many, a sentence of regret or a headline may stand before the notice."""
QUOTED = "\"“”„«»‘'’"
"""A sentence that begins so is what somebody else says."""


def removal_said(texts: Sequence[str], title: str) -> str:
    """The sentence in which a page says that its own story was taken away; empty if none does.

    `texts` are the page's paragraphs.
    """
    words = sum(len(text.split()) for text in texts)
    if words > MAX_WORDS:
        return ""
    sentences = [text[start:end] for text in texts[:4] for start, end in split_sentences(text)]
    candidates = [title, *sentences[: 3 if words <= FEW_WORDS else 1]]
    return next((each for each in candidates if _is_notice(each)), "")


def _is_notice(sentence: str) -> bool:
    said = " ".join(sentence.split())
    return not said.startswith(tuple(QUOTED)) and any(
        notice.match(said) for notice in _notices()
    )


@functools.cache
def _notices() -> tuple[re.Pattern[str], ...]:
    """The notices of every language, since a page in a template may claim any."""
    return tuple(each.NOTICE.pattern for each in load_parts("removed"))
