"""Numbers as Portuguese words, by the rules of Unicode's CLDR (`unicode-rbnf`).

CLDR has "dezassete" for Portugal and "dezessete" for Brazil, and both genders ("duas", "trezentas"). It
joins millions by "e" ("um milhão e duzentos mil"), which newsreaders say only before the last figure.
"""

from __future__ import annotations

from functools import partial

from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, Figure, spell_out
from audiobrief.spoken.portuguese.regions import is_brazilian
from audiobrief.spoken.reading import Manner

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


def _say(number: int, rules: str, form: str) -> str:
    said = spell_out(number, rules, form)
    return said.removeprefix("um ") if said.startswith("um mil ") else said


def cardinal(number: int, manner: Manner, form: str = MASCULINE) -> str:
    """A number, `MASCULINE` or `FEMININE`: "dois", "duas"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number), manner)
    rules = "pt" if is_brazilian(manner) else "pt_PT"
    millions, rest = divmod(number, 10**6)
    if not millions or rest < 1000:
        return _say(number, rules, form)
    return f"{_say(millions * 10**6, rules, MASCULINE)} {_say(rest, rules, form)}"


def ordinal(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """An ordinal: "terceiro", "vigésima primeira"; a cardinal above a hundred."""
    if number > MAX_ORDINAL:
        return cardinal(number, manner, FEMININE if feminine else MASCULINE)
    return _say(number, "pt", f"spellout-ordinal-{'feminine' if feminine else 'masculine'}")


def of_sovereign(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """The number of a king, a pope or a century: ordinals up to ten, then cardinals."""
    return (
        ordinal(number, manner, feminine=feminine) if number <= 10 else cardinal(number, manner)
    )


def digits(written: str, manner: Manner) -> str:
    """Each digit by itself: "zero dois um"."""
    return figures.say_digits(written, partial(cardinal, manner=manner))


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    return figures.read_figure(written, comma="vírgula", point="ponto")


def is_singular(figure: Figure) -> bool:
    """Whether what it counts is in the singular: up to less than two."""
    return figure.whole < 2


def decimal(figure: Figure, manner: Manner, form: str = MASCULINE) -> str:
    """A figure, with "vírgula" or "ponto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, manner, form)
    say = partial(cardinal, manner=manner)
    after = figures.say_decimals(figure.decimals, say, most=MAX_DECIMALS)
    return f"{say(figure.whole)} {figure.mark} {after}"
