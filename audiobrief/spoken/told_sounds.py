"""Finds where a text says itself how a name is pronounced, as newspapers do in brackets.

Siobhan Quirke (pronounced shi-VAWN KWERK)     Orrel, which is pronounced "OR-ul", …
Ilsabe Quorndahl (sprich: KWORN-dahl)          Quorndahl (prononcer « kvorn-dal »)

The words that introduce it are in each language's folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late

QUOTES = "\"“”„‟‘’‚'«»‹›"


class ToldSound(NamedTuple):
    """A name, and how its text says that it is pronounced."""

    name: str
    say: str = ""
    """A respelling; empty if the text gives IPA."""
    ipa: str = ""


def told_pattern(in_brackets: str, after_comma: str, like: str) -> re.Pattern[str]:
    """The pattern of a language, by what introduces a pronunciation, in regular expressions.

    `like` is a word that may stand before the pronunciation: "as".
    """
    return compile_late(
        r"(?<![\w'’-])(?P<name>(?:[^\W\d_][\w'’-]*\s+){0,3}[^\W\d_][\w'’-]*)\s*"
        rf"(?i:[(\[]\s*(?:{in_brackets})|,\s*(?:{after_comma}))"
        rf"\s?:?\s+(?i:(?:{like})\s+)?"
        rf"(?:/(?P<ipa>[^/]{{1,60}})/|[{QUOTES}]?\s?(?P<say>[^{QUOTES})\],;:.]{{2,60}}?)\s?[{QUOTES}]?\s*[)\],;:.])"
    )


def find_told_sounds(text: str, pattern: re.Pattern[str]) -> Iterator[ToldSound]:
    """The names whose pronunciation a text tells, in order, by its language's pattern.

    Of a name of several words, the last ones are told if the pronunciation has fewer.
    """
    for match in pattern.finditer(text):
        words = [word for word in match["name"].split() if word]
        while words and not words[0][0].isupper():
            words.pop(0)
        say, ipa = (match["say"] or "").strip(), (match["ipa"] or "").strip()
        count = len((say or ipa).split())
        if words and count <= len(words) and words[-1][0].isupper():
            yield ToldSound(" ".join(words[-count:]), say, ipa)
