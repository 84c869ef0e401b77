"""Numbers as Spanish words, by the rules of Unicode's CLDR.

`unicode-rbnf` inflects what is counted ("veintiún", "veintiuna", "doscientas"), which `num2words`
0.5.14 does not. CLDR's feminine stops at the thousands ("doscientos mil personas"), where the
academies ask for "doscientas mil personas", so thousands are put together here.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, Figure, spell_out
from audiobrief.spoken.reading import Manner
from audiobrief.spoken.spanish.regions import COMMA

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


def cardinal(number: int, form: str = ALONE) -> str:
    """A number in one of the forms `ALONE`, `MASCULINE` and `FEMININE`."""
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    if form != FEMININE:
        return spell_out(number, "es", form)
    millions, rest = divmod(number, 10**6)
    thousands, units = divmod(rest, 1000)
    parts = [spell_out(millions * 10**6, "es", MASCULINE)] if millions else []
    if thousands:
        parts += [spell_out(thousands, "es", FEMININE)] if thousands > 1 else []
        parts.append("mil")
    if units or not number:
        parts.append(spell_out(units, "es", FEMININE))
    return " ".join(parts)


def ordinal(number: int, *, feminine: bool, apocope: bool = False) -> str:
    """An ordinal: "tercero", "tercera", or "tercer" before a masculine noun."""
    if number > MAX_ORDINAL or not number:
        return cardinal(number, FEMININE if feminine else MASCULINE if apocope else ALONE)
    if number in ORDINALS:
        return f"{ORDINALS[number]}{'a' if feminine else 'o'}"
    rules = "feminine" if feminine else "masculine-adjective" if apocope else "masculine"
    return spell_out(number, "es", f"spellout-ordinal-{rules}")


def of_sovereign(number: int, *, feminine: bool) -> str:
    """The number of a king, a pope or a century: ordinals up to ten, then cardinals."""
    return ordinal(number, feminine=feminine) if number <= 10 else cardinal(number)


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


def digits(written: str) -> str:
    """Each digit by itself: "cero nueve uno"."""
    return figures.say_digits(written, cardinal)


def decimal(figure: Figure, form: str = ALONE) -> str:
    """A figure, with "coma" or "punto" before its decimals."""
    if not figure.decimals:
        return cardinal(figure.whole, form)
    after = figures.say_decimals(figure.decimals, cardinal, most=MAX_DECIMALS)
    return f"{cardinal(figure.whole)} {figure.mark} {after}"
