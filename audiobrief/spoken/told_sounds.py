"""Finds where a text says itself how a name is pronounced, as newspapers do in brackets.

Siobhan Quirke (pronounced shi-VAWN KWERK)     Orrel, which is pronounced "OR-ul", …
Ilsabe Quorndahl (sprich: KWORN-dahl)          Quorndahl (prononcer « kvorn-dal »)
Quorndahl (KWORN-dahl), as the Associated Press prints it

The words that introduce it are in each language's folder; `learned` makes a lexicon of what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late

QUOTES = "\"“”„‟‘’‚'«»‹›"
SYLLABLES = r"(?=[^)\]]*[A-Z]{2})(?=[^)\]]*[a-z]{2})(?P<bare>[A-Za-z]{1,8}(?:['’]?-[A-Za-z]{1,8}['’]?){1,6}(?:\s[A-Za-z]{1,8}(?:['’]?-[A-Za-z]{1,8}['’]?){0,6}){0,3})\s?[)\]]"
"""A bracket that holds nothing but syllables, the stressed ones in capitals."""
NO_SYLLABLE = compile_late(r"\b(?![Yy]\b)[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ]{1,8}\b")
"""A part without a vowel, which is an initialism: "UK-wide" has one, "TV-ready" none."""
LEAST_ALIKE = 0.4
"""How much of the letters of a name a bare respelling shares with it, at least: "EU-wide" has few of
those of "Tarn"."""


class ToldSound(NamedTuple):
    """A name, and how its text says that it is pronounced."""

    name: str
    say: str = ""
    """A respelling; empty if the text gives IPA."""
    ipa: str = ""


def told_pattern(
    in_brackets: str, after_comma: str, like: str, *, has_bare: bool = False
) -> re.Pattern[str]:
    """The pattern of a language, by what introduces a pronunciation, in regular expressions.

    `like` is a word that may stand before the pronunciation: "as". With `has_bare`, its papers also
    print syllables alone in brackets.
    """
    bare = rf"|[(\[]\s?{SYLLABLES}" if has_bare else ""
    return compile_late(
        r"(?<![\w'’-])(?P<name>(?:[^\W\d_][\w'’-]*\s+){0,3}[^\W\d_][\w'’-]*)\s*"
        rf"(?:(?i:[(\[]\s*(?:{in_brackets})|,\s*(?:{after_comma}))"
        rf"\s?:?\s+(?i:(?:{like})\s+)?"
        rf"(?:/(?P<ipa>[^/]{{1,60}})/|(?P<mark>[{QUOTES}])?\s?(?P<say>[^{QUOTES})\],;:.]{{2,60}}?)\s?[{QUOTES}]?\s*[)\],;:.])"
        rf"{bare})"
    )


def find_told_sounds(text: str, pattern: re.Pattern[str]) -> Iterator[ToldSound]:
    """The names whose pronunciation a text tells, in order, by its language's pattern.

    Of a name of several words, the last ones are told if the pronunciation has fewer.
    """
    for match in pattern.finditer(text):
        if told := _read(match):
            yield told


def find_sure_sounds(text: str, pattern: re.Pattern[str]) -> Iterator[ToldSound]:
    """Those of them that cannot be anything else: IPA, in quotation marks, in syllables, or much like the name.

    "Marl (pronounced dead)" tells no pronunciation.
    """
    for match in pattern.finditer(text):
        told = _read(match)
        if told and (
            told.ipa
            or match["mark"]
            or "-" in told.say
            or any(map(str.isupper, told.say))
            or is_alike(told.name, told.say)
        ):
            yield told


def _read(match: re.Match[str]) -> ToldSound | None:
    found = match.groupdict()
    words = match["name"].split()
    while words and not words[0][0].isupper():
        words.pop(0)
    bare = (found.get("bare") or "").strip()
    say, ipa = (match["say"] or bare).strip(), (match["ipa"] or "").strip()
    count = len((say or ipa).split())
    if not words or count > len(words) or not words[-1][0].isupper():
        return None
    name = " ".join(words[-count:])
    if bare and (NO_SYLLABLE.search(bare) or not is_alike(name, bare)):
        return None
    return ToldSound(name, say, ipa)


def is_alike(name: str, say: str) -> bool:
    """Whether a respelling has so many letters of a name, in its order, that it may be one of it."""
    from difflib import SequenceMatcher

    named, said = ("".join(filter(str.isalpha, each.lower())) for each in (name, say))
    return SequenceMatcher(None, named, said).ratio() >= LEAST_ALIKE
