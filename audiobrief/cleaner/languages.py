"""Tell the language of a text by its smallest words or its letters, where a page's claim may be a template's.

A translated theme, or a site in two languages, leaves `lang="en"` around a text in another
language. The commonest words of a language (articles, prepositions, pronouns) are a third of any
text in it, so a page's claim that finds hardly any is wrong.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from audiobrief.model import Block
from audiobrief.spoken.common_words import WORD, WORDS

LETTERS: dict[str, tuple[str, float, frozenset[str]]] = {
    # primary tag -> letters of its script (Unicode blocks), the least share of all letters that tells
    # it, and languages that are written in the same letters, whose claim is believed
    "el": ("\u0370-\u03ff\u1f00-\u1fff", 0.5, frozenset()),
    "he": ("\u0590-\u05ff", 0.5, frozenset({"yi", "iw"})),
    "ar": ("\u0600-\u06ff", 0.5, frozenset({"fa", "ur", "ps", "ckb", "ug", "sd", "ks"})),
    "hi": ("\u0900-\u097f", 0.5, frozenset({"mr", "ne", "sa", "bho", "mai"})),
    "th": ("\u0e00-\u0e7f", 0.5, frozenset()),
    "ko": ("\uac00-\ud7af", 0.5, frozenset()),
    # Japanese mixes its own syllables with Chinese characters
    "ja": ("\u3040-\u30ff", 0.2, frozenset()),
    "zh": ("\u4e00-\u9fff", 0.7, frozenset({"ja", "yue", "wuu", "nan", "hak"})),
}
MIN_LETTERS = 60
"""The shortest text whose language is told by its letters."""
MIN_WORDS = 40
"""The shortest text whose language is told by a plain majority, in words."""
MIN_SURE_WORDS = 20
"""The shortest text whose language is told at all; one below `MIN_WORDS` has to be surer."""
SURE_IN_FEW, TIMES_IN_FEW = 0.27, 5.0
"""What stands for `SURE` and `TIMES` in a text of so few words."""
MAX_WORDS = 3_000
SURE = 0.18
"""The least share of a text's words that are among its language's commonest."""
TIMES = 2.5
"""How many times as many words a text has of one language alone as of the claimed one alone."""


def told_language(blocks: Sequence[Block], claimed: str) -> str:
    """Return the language of the blocks: `claimed`, unless the text is surely in another one.

    A language that the page does not claim is returned by its primary tag alone.
    """
    own = claimed.partition("-")[0].lower() or "en"
    letters = _told_by_letters(blocks, own)
    if letters:
        return letters
    words: list[str] = []
    for block in blocks:
        words += WORD.findall(block.text.casefold())
        if len(words) > MAX_WORDS:
            break
    if len(words) < MIN_SURE_WORDS:
        return claimed
    few = len(words) < MIN_WORDS
    sure, times = (SURE_IN_FEW, TIMES_IN_FEW) if few else (SURE, TIMES)
    counts = Counter(words)
    heard = {tag: sum(counts.get(x, 0) for x in known) for tag, known in WORDS.items()}
    best = max(heard, key=lambda tag: heard[tag])
    if own not in WORDS or best == own or heard[best] < sure * len(words):
        return claimed  # of other languages no words are known, and relatives share theirs
    # Related languages share words, such as "de" and "la", which tell nothing between the two.
    for_it = sum(counts[word] for word in WORDS[best] - WORDS[own])
    against = sum(counts[word] for word in WORDS[own] - WORDS[best])
    return claimed if for_it < times * against else best


def _told_by_letters(blocks: Sequence[Block], own: str) -> str:
    """The language that the letters of the text are of; empty where they tell none but the claim."""
    text = "".join(block.text for block in blocks)[: MAX_WORDS * 6]
    if text[:MIN_LETTERS].isascii():
        return ""
    count = sum(map(str.isalpha, text))
    if count < MIN_LETTERS:
        return ""
    for tag, (letters, share, alike) in LETTERS.items():
        if tag == own or own in alike:
            continue
        if len(_letters(letters).findall(text)) >= share * count:
            return tag
    return ""


@functools.cache
def _letters(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")
