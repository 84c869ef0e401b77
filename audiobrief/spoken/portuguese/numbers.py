"""Numbers as Portuguese words, by the rules of Unicode's CLDR (`unicode-rbnf`).

CLDR has "dezassete" for Portugal and "dezessete" for Brazil, and both genders ("duas", "trezentas"). It
joins millions by "e" ("um milhão e duzentos mil"), which newsreaders say only before the last figure.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.portuguese.regions import is_brazilian
from audiobrief.spoken.reading import Manner

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
MAX_DECIMALS = 3
"""Decimals up to which they are said as one number: "vinte e cinco"."""
MASCULINE, FEMININE = "spellout-cardinal-masculine", "spellout-cardinal-feminine"
MAX_ORDINAL = 100
SPACE = " \u00a0\u202f"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?"
    r"|\d++(?:[.,]\d{1,9})?)(?!\d)"
)
"""A number as Brazil (1.234,5) and Portugal (1 234,5) print it."""
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
        """Whether what it counts is in the singular: up to less than two."""
        return self.whole < 2


@functools.cache
def _engine(rules: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(rules)


@functools.cache
def _say(number: int, form: str, rules: str) -> str:
    said = _engine(rules).format_number(number, ruleset_names=[form]).text
    said = said.replace("\u00ad", "")
    return said.removeprefix("um ") if said.startswith("um mil ") else said


def cardinal(number: int, manner: Manner, form: str = MASCULINE) -> str:
    """A number, `MASCULINE` or `FEMININE`: "dois", "duas"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number), manner)
    rules = "pt" if is_brazilian(manner) else "pt_PT"
    millions, rest = divmod(number, 10**6)
    if not millions or rest < 1000:
        return _say(number, form, rules)
    return f"{_say(millions * 10**6, MASCULINE, rules)} {_say(rest, form, rules)}"


def ordinal(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """An ordinal: "terceiro", "vigésima primeira"; a cardinal above a hundred."""
    if number > MAX_ORDINAL:
        return cardinal(number, manner, FEMININE if feminine else MASCULINE)
    return _say(number, f"spellout-ordinal-{'feminine' if feminine else 'masculine'}", "pt")


def of_sovereign(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """The number of a king, a pope or a century: ordinals up to ten, then cardinals."""
    return (
        ordinal(number, manner, feminine=feminine) if number <= 10 else cardinal(number, manner)
    )


def digits(written: str, manner: Manner) -> str:
    """Each digit by itself: "zero dois um"."""
    return " ".join(cardinal(int(each), manner) for each in written if each.isdigit())


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    plain = re.sub(rf"[{SPACE}]", "", written)
    grouped = _GROUPED.match(plain) or plain.count(".") > 1
    plain = plain.replace(".", "") if grouped or "," in plain else plain
    mark = "," if "," in plain else "."
    whole, _, decimals = plain.partition(mark)
    return Figure(int(whole), decimals, "vírgula" if mark == "," else "ponto")


def decimal(figure: Figure, manner: Manner, form: str = MASCULINE) -> str:
    """A figure, with "vírgula" or "ponto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, manner, form)
    rest = figure.decimals
    zeros = len(rest) - len(rest.lstrip("0"))
    if len(rest) > MAX_DECIMALS or zeros == len(rest):
        after = digits(rest, manner)
    else:
        after = " ".join([*["zero"] * zeros, cardinal(int(rest[zeros:]), manner)])
    return f"{cardinal(figure.whole, manner)} {figure.mark} {after}"
