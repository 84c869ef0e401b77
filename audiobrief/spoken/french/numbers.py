"""Numbers as French words, by the rules of Unicode's CLDR.

`unicode-rbnf` has the rules of Belgium and Switzerland ("septante", "huitante") and the feminine
("vingt et une"), which `num2words` 0.5.14 lacks. CLDR joins by hyphens as the reform of 1990 does;
eSpeak NG knows "vingt et un" only apart, so those around "et" become spaces here.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.french.regions import BELGIAN, SWISS
from audiobrief.spoken.reading import Manner

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
MAX_DECIMALS = 3
"""Decimals up to which they are said as one number: "vingt-cinq", "cent quarante et un"."""
MASCULINE, FEMININE = "spellout-cardinal-masculine", "spellout-cardinal-feminine"
SPACE = " \u00a0\u202f\u2009"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)(?:,\d{{1,9}})?"
    rf"|\d{{1,3}}(?:['’]\d{{3}}){{1,4}}(?!\d)(?:[.,]\d{{1,9}})?|\d++(?:[.,]\d{{1,9}})?)(?!\d)"
)  # fmt: skip
"""A number as any country prints it: 1 234,5, 1.234,5 (AFP), 1'234.5 (Switzerland)."""
_GROUPED = compile_late(r"[1-9]\d{0,2}\.\d{3}\Z")


class Figure(NamedTuple):
    """A number as it is printed."""

    whole: int
    decimals: str
    """Its decimals as they are printed; empty where there are none."""
    mark: str
    """How the mark before the decimals is said."""

    @property
    def is_plural(self) -> bool:
        """Whether what it counts is plural: in French from two on (Grevisse)."""
        return self.whole > 1


@functools.cache
def _engine(rules: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language(rules)


@functools.cache
def _say(number: int, form: str, rules: str) -> str:
    said = _engine(rules).format_number(number, ruleset_names=[form]).text
    return said.replace("\u00ad", "").replace("-et-", " et ").replace("'", "")


def _rules_of(manner: Manner) -> str:
    if manner.region in BELGIAN:
        return "fr_BE"
    return "fr_CH" if manner.region == SWISS else "fr"


def cardinal(number: int, manner: Manner, form: str = MASCULINE) -> str:
    """A number, `MASCULINE` or `FEMININE`: "vingt et un", "vingt et une"."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number), manner)
    return _say(number, form, _rules_of(manner))


def ordinal(number: int, manner: Manner, *, feminine: bool = False) -> str:
    """An ordinal: "premier", "première", "vingt et unième"."""
    form = f"spellout-ordinal-{'feminine' if feminine else 'masculine'}"
    return _say(number, form, _rules_of(manner))


def digits(written: str, manner: Manner) -> str:
    """Each digit by itself: "zéro trois"."""
    return " ".join(cardinal(int(each), manner) for each in written if each.isdigit())


def group(written: str, manner: Manner) -> str:
    """Figures of a telephone number that are said together: "zéro six", "soixante-dix"."""
    zeros = len(written) - len(written.lstrip("0"))
    said = ["zéro"] * zeros
    return " ".join((*said, cardinal(int(written), manner)) if written[zeros:] else said)


def read_figure(written: str) -> Figure:
    """The number of a text that `NUMBER` matches."""
    plain = re.sub(rf"[{SPACE}'’]", "", written)
    grouped = _GROUPED.match(plain) or plain.count(".") > 1
    plain = plain.replace(".", "") if grouped or "," in plain else plain
    mark = "," if "," in plain else "."
    whole, _, decimals = plain.partition(mark)
    return Figure(int(whole), decimals, "virgule" if mark == "," else "point")


def decimal(figure: Figure, manner: Manner, form: str = MASCULINE) -> str:
    """A figure, with "virgule" or "point" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, manner, form)
    rest = figure.decimals
    zeros = len(rest) - len(rest.lstrip("0"))
    if len(rest) > MAX_DECIMALS or zeros == len(rest):
        after = digits(rest, manner)
    else:
        after = " ".join([*["zéro"] * zeros, cardinal(int(rest[zeros:]), manner)])
    return f"{cardinal(figure.whole, manner)} {figure.mark} {after}"
