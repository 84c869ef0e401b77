"""Numbers as Dutch words, by the rules of Unicode's CLDR (`unicode-rbnf`).

CLDR says years as "negentienzevenentachtig"; Taaladvies and the news have "negentienhonderd-", which
is put together here.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
MAX_DECIMALS = 2
"""Decimals up to which they are said as one number: "vijfentwintig"."""
FIRST_YEAR, LAST_YEAR = 1100, 1999
"""Years that are said in hundreds."""
SPACE = " \u00a0\u202f"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?"
    r"|\d++(?:,\d{1,9})?)(?!\d)"
)
"""A number as the Netherlands and Flanders print it: 1.234,5."""


class Figure(NamedTuple):
    """A number as it is printed."""

    whole: int
    decimals: str
    """Its decimals as they are printed; empty where there are none."""


@functools.cache
def _engine() -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language("nl")


@functools.cache
def _say(number: int, form: str) -> str:
    return _engine().format_number(number, ruleset_names=[form]).text.replace("\u00ad", "")


def cardinal(number: int) -> str:
    """A number: "eenentwintig"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    return _say(number, "spellout-numbering")


def year(number: int) -> str:
    """A year: "negentienhonderdtwaalf", "tweeduizendnegen"."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return cardinal(number)
    hundreds, rest = divmod(number, 100)
    return f"{cardinal(hundreds)}honderd{cardinal(rest) if rest else ''}"


def ordinal(number: int) -> str:
    """An ordinal: "eerste", "eenentwintigste"."""
    return _say(number, "spellout-ordinal")


def digits(written: str) -> str:
    """Each digit by itself: "nul twee nul"."""
    return " ".join(cardinal(int(each)) for each in written if each.isdigit())


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    whole, _, decimals = re.sub(rf"[{SPACE}.]", "", written).partition(",")
    return Figure(int(whole), decimals)


def decimal(figure: Figure) -> str:
    """A figure, with "komma" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole)
    rest = figure.decimals
    zeros = len(rest) - len(rest.lstrip("0"))
    if len(rest) > MAX_DECIMALS or zeros == len(rest):
        after = digits(rest)
    else:
        after = " ".join([*["nul"] * zeros, cardinal(int(rest[zeros:]))])
    return f"{cardinal(figure.whole)} komma {after}"
