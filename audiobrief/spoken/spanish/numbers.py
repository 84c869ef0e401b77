"""Numbers as Spanish words, by the rules of Unicode's CLDR.

`unicode-rbnf` inflects what is counted ("veintiún", "veintiuna", "doscientas"), which `num2words`
0.5.14 does not. CLDR's feminine stops at the thousands ("doscientos mil personas"), where the
academies ask for "doscientas mil personas", so thousands are put together here.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner
from audiobrief.spoken.spanish.regions import COMMA

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

MAX_DIGITS = 15
"""Digits of the largest number that is said as one; longer ones are said by their digits."""
ALONE, MASCULINE, FEMININE = (
    "spellout-numbering",
    "spellout-cardinal-masculine",
    "spellout-cardinal-feminine",
)
"""Forms of a cardinal: "uno", "un" before a masculine noun, "una"."""
ORDINALS = {11: "undécim", 12: "duodécim"}
"""Stems that the academies prefer to CLDR's "decimoprimero" and "decimosegundo"."""
MAX_ORDINAL = 30
"""The greatest ordinal that newsreaders say as one: RAE allows "el cincuenta aniversario"."""
MAX_DECIMALS = 3
"""Decimals up to which they are said as one number: "setenta y cinco", "cuatrocientos cinco"."""
_GROUPED = compile_late(r"(\d{1,3})([.,])(\d{3})\Z")
SPACE = " \u00a0\u202f"
NUMBER = (
    rf"(?<!\d)(?:\d{{1,3}}['’]\d{{3}}(?:[.,]\d{{3}}){{1,3}}|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,9}})?|\d{{1,3}}(?:,\d{{3}}){{1,4}}(?:\.\d{{1,9}})?"
    rf"|\d{{1,3}}(?:[{SPACE}]\d{{3}}){{1,4}}(?:[.,]\d{{1,2}})?|\d++(?:[.,]\d{{1,9}})?)(?!\d)"
)  # fmt: skip
"""A number as any country prints it."""


class Figure(NamedTuple):
    """A number as it is printed."""

    whole: int
    decimals: str
    """Its decimals as they are printed; empty where there are none."""
    mark: str
    """How the mark before the decimals is said."""


@functools.cache
def _engine() -> RbnfEngine:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language("es")


@functools.cache
def _say(number: int, rules: str) -> str:
    said = _engine().format_number(number, ruleset_names=[rules]).text
    return said.replace("\u00ad", "")


def cardinal(number: int, form: str = ALONE) -> str:
    """A number in one of the forms `ALONE`, `MASCULINE` and `FEMININE`."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    if form != FEMININE:
        return _say(number, form)
    millions, rest = divmod(number, 10**6)
    thousands, units = divmod(rest, 1000)
    parts = [_say(millions * 10**6, MASCULINE)] if millions else []
    if thousands:
        parts += [_say(thousands, FEMININE)] if thousands > 1 else []
        parts.append("mil")
    if units or not number:
        parts.append(_say(units, FEMININE))
    return " ".join(parts)


def ordinal(number: int, *, feminine: bool, apocope: bool = False) -> str:
    """An ordinal: "tercero", "tercera", or "tercer" before a masculine noun."""
    if number > MAX_ORDINAL or not number:
        return cardinal(number, FEMININE if feminine else MASCULINE if apocope else ALONE)
    if number in ORDINALS:
        return f"{ORDINALS[number]}{'a' if feminine else 'o'}"
    rules = "feminine" if feminine else "masculine-adjective" if apocope else "masculine"
    return _say(number, f"spellout-ordinal-{rules}")


def of_sovereign(number: int, *, feminine: bool) -> str:
    """The number of a king, a pope or a century: ordinals up to ten, then cardinals."""
    return ordinal(number, feminine=feminine) if number <= 10 else cardinal(number)


def digits(written: str) -> str:
    """Each digit by itself: "cero nueve uno"."""
    return " ".join(cardinal(int(each)) for each in written if each.isdigit())


def read_figure(written: str, manner: Manner) -> Figure:
    """The number of a text that `NUMBER` matches, as the country of `manner` prints it."""
    plain = re.sub(rf"[{SPACE}]", "", written)
    single = _GROUPED.match(plain)
    if "'" in plain or "’" in plain:
        last = ""  # "1’396.342": Colombia and Peru set millions apart so
    elif single:
        groups = _is_grouped(single[1], single[2], single[3], manner.region)
        last = "" if groups else single[2]
    else:
        marks = [mark for mark in plain if mark in ".,"]
        last = marks[-1] if marks and marks.count(marks[-1]) == 1 else ""
    whole, _, decimals = plain.rpartition(last) if last else (plain, "", "")
    number = int("".join(each for each in whole if each.isdigit()))
    return Figure(number, decimals, "coma" if last == "," else "punto")


def _is_grouped(whole: str, mark: str, rest: str, region: str) -> bool:
    """Whether the mark of "1.200" or "1,200" stands between groups and before no decimals."""
    if whole.startswith("0"):
        return False
    # agencies of Spain print points between groups everywhere, and a last decimal of nothing is
    # hardly ever printed
    return mark == "." or region not in COMMA or rest.endswith("0")


def decimal(figure: Figure, form: str = ALONE) -> str:
    """A figure, with "coma" or "punto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, form)
    rest = figure.decimals
    zeros = len(rest) - len(rest.lstrip("0"))
    if len(rest) > MAX_DECIMALS or zeros == len(rest):
        after = digits(rest)
    else:
        after = " ".join([*["cero"] * zeros, cardinal(int(rest[zeros:]))])
    return f"{cardinal(figure.whole)} {figure.mark} {after}"
