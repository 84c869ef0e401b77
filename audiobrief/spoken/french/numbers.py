"""Numbers as French words, by the rules of Unicode's CLDR.

`unicode-rbnf` has the rules of Belgium and Switzerland ("septante", "huitante") and the feminine
("vingt et une"), which `num2words` 0.5.14 lacks. CLDR joins by hyphens as the reform of 1990 does;
eSpeak NG knows "vingt et un" only apart, so those around "et" become spaces here.
"""

from __future__ import annotations

from functools import partial

from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, Figure, spell_out
from audiobrief.spoken.french.regions import BELGIAN, SWISS
from audiobrief.spoken.reading import Manner

MAX_DECIMALS = 3
"""Decimals up to which they are said as one number: "vingt-cinq", "cent quarante et un"."""
MASCULINE, FEMININE = "spellout-cardinal-masculine", "spellout-cardinal-feminine"
SPACE = " \u00a0\u202f\u2009"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?"
    rf"|\d{{1,3}}(?:['’]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,9}})?|\d++(?:[.,]\d{{1,9}})?)(?!\d)"
)  # fmt: skip
"""A number as any country prints it: 1 234,5, 1.234,5 (AFP), 1'234.5 (Switzerland)."""


def _say(number: int, manner: Manner, form: str) -> str:
    said = spell_out(number, _rules_of(manner), form)
    return said.replace("-et-", " et ").replace("'", "")


def _rules_of(manner: Manner) -> str:
    if manner.region in BELGIAN:
        return "fr_BE"
    return "fr_CH" if manner.region == SWISS else "fr"


def cardinal(number: int, manner: Manner, form: str = MASCULINE) -> str:
    """A number, `MASCULINE` or `FEMININE`: "vingt et un", "vingt et une"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number), manner)
    return _say(number, manner, form)


def ordinal(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """An ordinal: "premier", "première", "vingt et unième"."""
    form = f"spellout-ordinal-{'feminine' if feminine else 'masculine'}"
    return _say(number, manner, form)


def group(written: str, manner: Manner) -> str:
    """Figures of a telephone number that are said together: "zéro six", "soixante-dix"."""
    zeros = len(written) - len(written.lstrip("0"))
    said = ["zéro"] * zeros
    return " ".join((*said, cardinal(int(written), manner)) if written[zeros:] else said)


def digits(written: str, manner: Manner) -> str:
    """Each digit by itself: "zéro trois"."""
    return figures.say_digits(written, partial(cardinal, manner=manner))


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    return figures.read_figure(written, comma="virgule", point="point")


def is_plural(figure: Figure) -> bool:
    """Whether what it counts is plural: in French from two on (Grevisse)."""
    return figure.whole > 1


def decimal(figure: Figure, manner: Manner, form: str = MASCULINE) -> str:
    """A figure, with "virgule" or "point" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, manner, form)
    say = partial(cardinal, manner=manner)
    after = figures.say_decimals(figure.decimals, say, most=MAX_DECIMALS)
    return f"{say(figure.whole)} {figure.mark} {after}"
