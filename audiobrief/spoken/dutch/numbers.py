"""Numbers as Dutch words, by the rules of Unicode's CLDR (`unicode-rbnf`).

CLDR says years as "negentienzevenentachtig"; Taaladvies and the news have "negentienhonderd-", which
is put together here.
"""

from __future__ import annotations

import re

from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, Figure, spell_out

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


def cardinal(number: int) -> str:
    """A number: "eenentwintig"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    if 1000 < number < 2000 and not number % 100:
        hundreds = spell_out(number // 100, "nl", "spellout-numbering")
        return f"{hundreds}honderd"  # "vijftienhonderd meter"
    # without its accents "een" is the article, which has another vowel
    return "één" if number == 1 else spell_out(number, "nl", "spellout-numbering")


def year(number: int) -> str:
    """A year: "negentienhonderdtwaalf", "tweeduizendnegen"."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return cardinal(number)
    hundreds, rest = divmod(number, 100)
    return f"{cardinal(hundreds)}honderd{cardinal(rest) if rest else ''}"


def ordinal(number: int) -> str:
    """An ordinal: "eerste", "eenentwintigste"."""
    return spell_out(number, "nl", "spellout-ordinal")


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    whole, _, decimals = re.sub(rf"[{SPACE}.]", "", written).partition(",")
    return Figure(int(whole), decimals, "komma")


def digits(written: str) -> str:
    """Each digit by itself: "nul twee nul"."""
    return figures.say_digits(written, cardinal)


def decimal(figure: Figure) -> str:
    """A figure, with "komma" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole)
    after = figures.say_decimals(figure.decimals, cardinal, most=MAX_DECIMALS)
    return f"{cardinal(figure.whole)} {figure.mark} {after}"
