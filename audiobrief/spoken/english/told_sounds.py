"""Finds where an English text says itself how a name is pronounced, as newspapers do in brackets.

Siobhan Quirke (pronounced shi-VAWN KWERK)     Orrel, which is pronounced "OR-ul", …
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late

_TOLD = compile_late(
    r"(?P<name>(?:[^\W\d_][\w'’-]*\s+){0,3}[^\W\d_][\w'’-]*)\s*"
    # after a comma, "say" is mostly what somebody says
    r"(?:[(\[]\s*(?:it\s+is\s+|it[’']s\s+)?(?:pronounced|say|sounds\s+like)|,\s*(?:which\s+is\s+)?pronounced)"
    r":?\s+(?:as\s+|like\s+)?"
    r"(?:/(?P<ipa>[^/]{1,60})/|[\"“‘']?(?P<say>[^\"”’')\],;:.]{2,60}?)[\"”’']?\s*[)\],;:.])"
)


class ToldSound(NamedTuple):
    """A name, and how its text says that it is pronounced."""

    name: str
    say: str = ""
    """A respelling; empty if the text gives IPA."""
    ipa: str = ""


def find_told_sounds(text: str) -> Iterator[ToldSound]:
    """The names whose pronunciation a text tells, in order.

    Of a name of several words, the last ones are told if the pronunciation has fewer.
    """
    for match in _TOLD.finditer(text):
        words = [word for word in match["name"].split() if word]
        while words and not words[0][0].isupper():
            words.pop(0)
        say, ipa = (match["say"] or "").strip(), (match["ipa"] or "").strip()
        count = len((say or ipa).split())
        if words and count <= len(words) and words[-1][0].isupper():
            yield ToldSound(" ".join(words[-count:]), say, ipa)
