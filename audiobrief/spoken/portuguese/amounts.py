"""Rules for what figures count: money, percent, units, scores, ranges, fractions and plain numbers."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.language import words
from audiobrief.spoken.portuguese import nouns, numbers, units
from audiobrief.spoken.portuguese.endings import with_stop
from audiobrief.spoken.portuguese.numbers import FEMININE, MASCULINE, NUMBER
from audiobrief.spoken.portuguese.regions import is_brazilian
from audiobrief.spoken.portuguese.units import Money
from audiobrief.spoken.printed_forms import formation_rule
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.telephones import Telephones

FRACTIONS = {
    2: ("meio", "meios"),
    3: ("terço", "terços"),
    4: ("quarto", "quartos"),
    5: ("quinto", "quintos"),
    10: ("décimo", "décimos"),
}
PERIODS = words(
    "ano mês dia hora semana noite pessoa habitante quilo litro metro tonelada barril minuto segundo quilômetro quilómetro"
)
"""What stands after a slash that is said "por"."""
_S = r"[ \u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(units.MAGNITUDES)})(?![a-zà-ú])"
_SIGN = rf"(?P<currency>{any_of(units.CURRENCIES)}|(?:{any_of(units.WORDS)})(?!\w))"
MONEY = compile_late(rf"(?P<number>{NUMBER}){_S}(?:{_MAGNITUDE}{_S}(?:de\s)?)?{_SIGN}(?![\w$])")
MONEY_FIRST = compile_late(
    rf"(?P<currency>{any_of(name for name in units.CURRENCIES if name != 'MT')}){_S}(?P<number>{NUMBER})(?:{_S}{_MAGNITUDE})?"
)
MAGNITUDE = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<magnitude>mi|bi)(?![\w.])")
MEASURED = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<magnitude>{any_of(units.MAGNITUDES)}) (?:de )?(?P<unit>{any_of(name for name in units.UNITS if name not in {'m', 't', 'g', 'l', 'L', 's'})})(?![\wº°]|['’]\w)"
)
"""A magnitude and what it measures: "1,4 milhão de km"; units of one letter are printed in full."""
TIMES = compile_late(
    rf"(?P<first>\d{{1,2}})\s?[xX×]\s?(?P<second>\d{{2,4}})(?:{_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)|(?=\smetros\b))"
)
"""A relay: "4x100 m"."""
THOUSANDS = compile_late(r"(?P<number>\d{1,3})\smil(?!\s?milh|\w)")
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰)")
UNIT = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)"
)
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)}|%)(?![\wº°]|['’]\w)|(?![\w]|[-–/]\d))"
)
SCORE = compile_late(r"(?P<first>\d{1,3})\s?[xX×]\s?(?P<second>\d{1,3})(?!\w)")
FRACTION = compile_late(r"(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/\w])")
PHONE = compile_late(
    r"(?:\(\d{2}\)\s?\d{4,5}-\d{4}|0[389]00[ \u00a0-]\d{3}[ \u00a0-]\d{4}|(?:\+351\s?)?(?:2\d\d|9\d\d|800|808)[ \u00a0]\d{3}[ \u00a0]\d{3}|(?:\+351\s?)?2[12][ \u00a0]\d{3}[ \u00a0]\d{2}[ \u00a0]\d{2}|\(?0?\d{2}\)?\s\d{4,5}-\d{4})(?!\w|[.,-]\d)"
)
CALLED = Telephones(numbers.digits, numbers.cardinal, "mais")
ABROAD = compile_late(
    r"\+(?P<country>\d{1,3})(?P<groups>(?:[ \u00a0-]\(?\d{2,5}\)?){1,5})(?!\w)"
)
_PRESSURE = compile_late(r"(?i)press[ãõ]|tens[ãõ]|mmhg")
_SETS = compile_late(r"\d/\d(?:\s?\(\d{1,2}(?:[-/]\d{1,2})?\))?(?:,|\se)?\s\Z")
_SET = compile_late(r"(?:\s?\(\d{1,2}(?:[-/]\d{1,2})?\))?(?:,|\se)?\s\d/\d(?!\d)")
"""A set of tennis stands beside others."""
_SET_NAMED = compile_late(r"(?i)\b(?:sets?|parcial|parciais|tie-break)\s(?:por|em|de)?\s?\Z")
POSTCODE = compile_late(r"\d{4}-\d{3}(?=[ \u00a0][A-ZÀ-Ú])|\d{5}-\d{3}(?![\w]|[-–/.,]\d)")
"""CTT of Portugal: "1000-001 Lisboa"; Correios of Brazil: "CEP 01310-100"."""
LONG = compile_late(r"0\d+|\d{16,}")
PLAIN = compile_late(rf"(?P<number>{NUMBER})(?![.,]?\d|[^\W\d_])")


def _currency(printed: str) -> Money:
    return units.CURRENCIES.get(printed) or units.WORDS[printed]


def _large(written: str, magnitude: str, manner: Manner) -> str:
    figure = numbers.read_figure(written)
    one, several = units.MAGNITUDES[magnitude]
    if one == "mil":
        return (
            "mil"
            if figure.whole == 1 and not figure.decimals
            else f"{numbers.decimal(figure, manner)} mil"
        )
    return (
        f"{numbers.decimal(figure, manner)} {one if numbers.is_singular(figure) else several}"
    )


def _say_sum(written: str, magnitude: str, money: Money, manner: Manner) -> str:
    if magnitude:
        joined = "" if magnitude == "mil" else "de "
        printed = f"{numbers.decimal(numbers.read_figure(written), manner)} {magnitude}"
        large = (
            printed
            if magnitude.startswith(("bilh", "milh", "trilh"))
            else _large(written, magnitude, manner)
        )
        return f"{large} {joined}{money.several}"
    figure = numbers.read_figure(written)
    form = FEMININE if money.feminine else MASCULINE
    if len(figure.decimals) not in {0, 2}:
        return f"{numbers.decimal(figure, manner)} {money.several}"
    coins = int(figure.decimals or 0)
    if coins and not figure.whole:
        return f"{numbers.cardinal(coins, manner)} {money.coin}"
    joined = "de " if figure.whole and figure.whole % 10**6 == 0 else ""
    name = money.one if figure.whole == 1 else money.several
    said = f"{numbers.cardinal(figure.whole, manner, form)} {joined}{name}"
    return f"{said} e {numbers.cardinal(coins, manner)}" if coins else said


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    return _say_sum(
        match["number"], match["magnitude"] or "", _currency(match["currency"]), manner
    )


def _say_magnitude(match: re.Match[str], manner: Manner) -> Said:
    return _large(match["number"], match["magnitude"], manner)


def _say_thousands(match: re.Match[str], manner: Manner) -> Said:
    number = int(match["number"])
    form = nouns.form_at(match.string, match.end(), number)
    return f"{numbers.cardinal(number, manner, form)} mil" if number > 1 else "mil"


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    return f"{numbers.decimal(figure, manner)} por {'cento' if match['sign'] == '%' else 'mil'}"


def _with_unit(figure: Figure, unit: str, manner: Manner) -> str:
    if unit == "%":
        return f"{numbers.decimal(figure, manner)} por cento"
    one, several = units.UNITS[unit]
    form = FEMININE if one.partition(" ")[0] in units.FEMININE_UNITS else MASCULINE
    name = one if numbers.is_singular(figure) else several
    first, _, rest = name.partition(" ")
    first = units.BRAZILIAN.get(first, first) if is_brazilian(manner) else first
    return f"{numbers.decimal(figure, manner, form)} {first} {rest}".rstrip()


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    said = _with_unit(numbers.read_figure(match["number"]), match["unit"], manner)
    return with_stop(said, match.string, match.end())


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    first, second = numbers.read_figure(match["first"]), numbers.read_figure(match["second"])
    if match["unit"]:
        return f"{numbers.decimal(first, manner)} a {_with_unit(second, match['unit'], manner)}"
    form = nouns.form_at(match.string, match.end(), second.whole)
    return f"{numbers.decimal(first, manner, form)} a {numbers.decimal(second, manner, form)}"


def _say_score(match: re.Match[str], manner: Manner) -> Said:
    return f"{numbers.cardinal(int(match['first']), manner)} a {numbers.cardinal(int(match['second']), manner)}"


def _say_measured(match: re.Match[str], manner: Manner) -> Said:
    one, several = units.UNITS[match["unit"]]
    del one
    first, _, rest = several.partition(" ")
    first = units.BRAZILIAN.get(first, first) if is_brazilian(manner) else first
    figure, magnitude = numbers.read_figure(match["number"]), match["magnitude"]
    if magnitude == "mil":
        large, joined = _large(match["number"], magnitude, manner), ""
    else:
        # the newsroom's own singular or plural stays: Brazil has "1,4 milhão"
        large, joined = f"{numbers.decimal(figure, manner)} {magnitude}", "de "
        if magnitude in {"mi", "mi.", "bi", "M"}:
            large = _large(match["number"], magnitude, manner)
    return f"{large} {joined}{first} {rest}".rstrip()


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    first, second = numbers.cardinal(int(match["first"]), manner), match["second"]
    figure = numbers.read_figure(second)
    last = (
        _with_unit(figure, match["unit"], manner)
        if match["unit"]
        else numbers.decimal(figure, manner)
    )
    return f"{first} por {last}"


def _say_pressure(match: re.Match[str], manner: Manner) -> Said:
    if not _PRESSURE.search(match.string[max(0, match.start() - 60) : match.end() + 6]):
        return None
    over, under = int(match["over"]), int(match["under"])
    return f"{numbers.cardinal(over, manner)} por {numbers.cardinal(under, manner)}"


def _say_set(match: re.Match[str], manner: Manner) -> Said:
    before = _SETS.search(match.string[max(0, match.start() - 20) : match.start()])
    text = match.string
    named = _SET_NAMED.search(text[max(0, match.start() - 30) : match.start()])
    if not before and not named and not _SET.match(text, match.end()):
        return None
    over, under = int(match["over"]), int(match["under"])
    return f"{numbers.cardinal(over, manner)} a {numbers.cardinal(under, manner)}"


def _say_fraction(match: re.Match[str], manner: Manner) -> Said:
    over, under = int(match["over"]), int(match["under"])
    if (over, under) == (24, 7):
        return f"{numbers.cardinal(over, manner)} por {numbers.cardinal(under, manner)}"
    if under not in FRACTIONS or not 0 < over < under:
        return f"{numbers.cardinal(over, manner)} de {numbers.cardinal(under, manner)}"
    one, several = FRACTIONS[under]
    return f"um {one}" if over == 1 else f"{numbers.cardinal(over, manner)} {several}"


def _say_phone(match: re.Match[str], manner: Manner) -> Said:
    first, *groups = re.findall(r"\d+", match[0])
    # Brazil's freephone numbers begin "zero oitocentos"
    free = len(first) == 4 and first.startswith("0") and first.endswith("00")
    said = (
        f"zero {numbers.cardinal(int(first), manner)}"
        if free
        else numbers.digits(first, manner)
    )
    return ", ".join((said, *(numbers.digits(group, manner) for group in groups)))


def _say_postcode(match: re.Match[str], manner: Manner) -> Said:
    return ", ".join(numbers.digits(part, manner) for part in match[0].split("-"))


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    return numbers.digits(match[0], manner)


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    if figure.decimals:
        return numbers.decimal(figure, manner)
    return numbers.cardinal(
        figure.whole, manner, nouns.form_at(match.string, match.end(), figure.whole)
    )


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    unit = match["unit"]
    name = unit if unit in PERIODS else units.UNITS[unit][0]
    return f" por {units.BRAZILIAN.get(name, name) if is_brazilian(manner) else name}"


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "menos "


FIRST_RULES = (
    formation_rule(numbers.digits),
    Rule("postcode", POSTCODE, _say_postcode),
    Rule("telephone", PHONE, _say_phone),
)
BEFORE_DATES = (
    Rule(
        "pressure",
        compile_late(r"(?P<over>\d{1,3})/(?P<under>\d{1,3})(?![\d/])"),
        _say_pressure,
    ),
    Rule("score", compile_late(r"(?P<over>[0-7])/(?P<under>[0-7])(?![\d/])"), _say_set),
)
"""Pairs of figures that would be days and months."""
RULES = (
    Rule("number", MEASURED, _say_measured),
    Rule("times", TIMES, _say_times),
    Rule("money", MONEY, _say_money),
    Rule("number", MAGNITUDE, _say_magnitude),
    Rule("number", THOUSANDS, _say_thousands),
    Rule("percent", PERCENT, _say_percent),
    Rule("unit", UNIT, _say_unit),
    Rule("score", SCORE, _say_score),
    Rule("fraction", FRACTION, _say_fraction),
    Rule("range", RANGE, _say_range),
    Rule("number", LONG, _say_digits),
)
PLAIN_RULES = (Rule("number", PLAIN, _say_plain),)
MONEY_RULES = (Rule("money", MONEY_FIRST, _say_money),)
PHONE_RULE = Rule("telephone", compile_late(r"(?=\()" + PHONE.pattern), _say_phone)
PER_RULE = Rule(
    "unit",
    compile_late(rf"(?<=[\w€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(units.UNITS)})(?!\w)"),
    _say_per,
)
ABROAD_RULE = CALLED.abroad(ABROAD)
MINUS = Rule("number", compile_late(r"(?<![\w.,)])[-−–](?=\d)"), _say_minus)
