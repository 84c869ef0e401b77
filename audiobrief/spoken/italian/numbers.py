"""Numbers as Italian words, by the rules of Unicode's CLDR (`unicode-rbnf`)."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
MAX_DECIMALS = 3
"""Decimals up to which they are said as one number: "venticinque"."""
ALONE, MASCULINE, FEMININE = (
    "spellout-numbering",
    "spellout-cardinal-masculine",
    "spellout-cardinal-feminine",
)
"""Forms of one: "uno", "un" and "una"; greater numbers have one form in news."""
SPACE = " \u00a0\u202f"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d{{1,3}}(?:['’]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,9}})?"
    rf"|\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d++(?:[.,]\d{{1,9}})?)(?!\d)"
)  # fmt: skip
"""A number as Italy and Switzerland print it: 1.234,5 and 1'234.5."""
_GROUPED = compile_late(r"[1-9]\d{0,2}\.\d{3}\Z")


class Figure(NamedTuple):
    """A number as it is printed."""

    whole: int
    decimals: str
    """Its decimals as they are printed; empty where there are none."""
    mark: str
    """How the mark before the decimals is said."""

    @property
    def is_one(self) -> bool:
        """Whether it is one and no more, so that its noun is in the singular."""
        return self.whole == 1 and not self.decimals


@functools.cache
def _engine() -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language("it")


@functools.cache
def _say(number: int, form: str) -> str:
    return _engine().format_number(number, ruleset_names=[form]).text.replace("\u00ad", "")


def cardinal(number: int, form: str = ALONE) -> str:
    """A number; `form` changes one alone: "uno", "un", "una"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    return _say(number, form if number == 1 else ALONE)


def ordinal(number: int, *, feminine: bool = False) -> str:
    """An ordinal: "terzo", "ventiduesima"."""
    return _say(number, f"spellout-ordinal-{'feminine' if feminine else 'masculine'}")


def digits(written: str) -> str:
    """Each digit by itself: "zero sei"."""
    return " ".join(cardinal(int(each)) for each in written if each.isdigit())


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    plain = re.sub(rf"[{SPACE}'’]", "", written)
    grouped = _GROUPED.match(plain) or plain.count(".") > 1
    plain = plain.replace(".", "") if grouped or "," in plain else plain
    mark = "," if "," in plain else "."
    whole, _, decimals = plain.partition(mark)
    return Figure(int(whole), decimals, "virgola" if mark == "," else "punto")


def decimal(figure: Figure, form: str = ALONE) -> str:
    """A figure, with "virgola" or "punto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, form)
    rest = figure.decimals
    zeros = len(rest) - len(rest.lstrip("0"))
    if len(rest) > MAX_DECIMALS or zeros == len(rest):
        after = digits(rest)
    else:
        after = " ".join([*["zero"] * zeros, cardinal(int(rest[zeros:]))])
    return f"{cardinal(figure.whole)} {figure.mark} {after}"
