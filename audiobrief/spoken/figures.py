"""Figures of print as numbers, for the languages that print a comma before decimals.

Number words are those of Unicode's CLDR (`unicode-rbnf`); each language's `numbers` chooses the
form.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
_GROUPED = compile_late(r"[1-9]\d{0,2}\.\d{3}\Z")
_BETWEEN = compile_late(r"[ \u00a0\u202f\u2009'’]")
"""What separates groups of three digits besides the stop."""


class Figure(NamedTuple):
    """A number as it is printed."""

    whole: int
    decimals: str
    """Its decimals as they are printed; empty where there are none."""
    mark: str
    """How the mark before the decimals is said."""


@functools.cache
def _engine(rules: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(rules)


@functools.cache
def spell_out(number: int, rules: str, form: str) -> str:
    """A number in words, by CLDR's rules of a language ("fr_BE") in one of its forms."""
    said: str = _engine(rules).format_number(number, ruleset_names=[form]).text
    return said.replace("\u00ad", "")


def read_figure(written: str, *, comma: str, point: str) -> Figure:
    """The number of "1.234,5", "1 234,5" or "1'234.5"; `comma` and `point` say its marks."""
    plain = _BETWEEN.sub("", written)
    grouped = _GROUPED.match(plain) or plain.count(".") > 1
    plain = plain.replace(".", "") if grouped or "," in plain else plain
    mark = "," if "," in plain else "."
    whole, _, decimals = plain.partition(mark)
    return Figure(int(whole), decimals, comma if mark == "," else point)


def say_digits(written: str, cardinal: Callable[[int], str]) -> str:
    """Each digit by itself."""
    return " ".join(cardinal(int(each)) for each in written if each.isdigit())


def say_decimals(decimals: str, cardinal: Callable[[int], str], *, most: int) -> str:
    """Decimals as one number behind their zeros; more than `most` of them digit by digit."""
    rest = decimals.lstrip("0")
    if len(decimals) > most or not rest:
        return say_digits(decimals, cardinal)
    zeros = [cardinal(0)] * (len(decimals) - len(rest))
    return " ".join([*zeros, cardinal(int(rest))])
