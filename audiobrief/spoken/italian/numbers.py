"""Numbers as Italian words, by the rules of Unicode's CLDR (`unicode-rbnf`)."""

from __future__ import annotations

from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, Figure, spell_out

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


def cardinal(number: int, form: str = ALONE) -> str:
    """A number; `form` changes one alone: "uno", "un", "una"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    return spell_out(number, "it", form if number == 1 else ALONE)


def ordinal(number: int, *, feminine: bool = False) -> str:
    """An ordinal: "terzo", "ventiduesima"."""
    return spell_out(
        number, "it", f"spellout-ordinal-{'feminine' if feminine else 'masculine'}"
    )


def digits(written: str) -> str:
    """Each digit by itself: "zero sei"."""
    return figures.say_digits(written, cardinal)


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    return figures.read_figure(written, comma="virgola", point="punto")


def is_singular(figure: Figure) -> bool:
    """Whether it is one and no more, so that its noun is in the singular."""
    return figure.whole == 1 and not figure.decimals


def decimal(figure: Figure, form: str = ALONE) -> str:
    """A figure, with "virgola" or "punto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, form)
    after = figures.say_decimals(figure.decimals, cardinal, most=MAX_DECIMALS)
    return f"{cardinal(figure.whole)} {figure.mark} {after}"
