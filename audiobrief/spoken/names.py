"""Finds proper names that a lexicon lacks; mispronounced names draw the most complaints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from audiobrief.model import Block
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.lexicon import Lexicon
from audiobrief.spoken.particles import PARTICLES, RARER
from audiobrief.spoken.sentences import split_sentences

_PARTICLES = "|".join(("al-", "el-", *sorted(PARTICLES | RARER)))
_NAME_WORD = r"[^\W\d_a-z][\w]*(?:[-'’][^\W\d_a-z][\w]*)*"
_NAME = compile_late(
    rf"(?<![\w@#/.])(?:al-|el-|Al-|El-)?(?=[^\W\d_a-z][^\W\d_]*[a-zß-ÿ]){_NAME_WORD}"
    rf"(?:\s(?:(?:{_PARTICLES})\s){{0,2}}(?=[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z]){_NAME_WORD}){{0,5}}"
)


def unknown_names(
    text: str | Iterable[Block], lexicon: Lexicon | None = None, language: str = "en"
) -> tuple[tuple[str, int], ...]:
    """Proper names without an entry in the lexicon and their counts, most frequent first.

    A name is a run of capitalised words, without common words at its ends. A single word that
    opens a sentence counts only if it is also a name elsewhere in the text. Names with the same
    count keep the order of the text.
    """
    blocks = [text] if isinstance(text, str) else [block.text for block in text]
    known = lexicon or Lexicon()
    tables = load_language(language)
    plain = tables.stops.openers | tables.people.plain
    found: Counter[str] = Counter()
    opening: list[str] = []
    for block in blocks:
        starts = {start for start, _ in split_sentences(block, language)}
        for match in _NAME.finditer(block):
            opens = match.start() in starts or block[match.start() - 1 : match.start()] in {
                "“",
                '"',
                "‘",
            }
            written = match[0].split()
            words = _trim(written, plain)
            if not words or " ".join(words) in known:
                continue
            name = " ".join(words)
            if opens and len(words) == 1 and written[0].startswith(words[0]):
                opening.append(name)
            else:
                found[name] += 1
    for name in opening:
        if name in found:
            found[name] += 1
    return tuple(sorted(found.items(), key=lambda item: -item[1]))


def _trim(words: list[str], plain: AbstractSet[str]) -> list[str]:
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    while words and words[0].lower() in plain:
        words.pop(0)
    while words and words[-1].lower() in plain:
        words.pop()
    return words
