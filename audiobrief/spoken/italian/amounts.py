"""Rules for what figures count: money, percent, units, scores, ranges, fractions and plain numbers."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.italian import numbers, units
from audiobrief.spoken.italian.endings import with_stop
from audiobrief.spoken.italian.numbers import ALONE, FEMININE, MASCULINE, NUMBER
from audiobrief.spoken.italian.units import Money
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import formation_rule
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.telephones import Telephones

FRACTIONS = {
    # denominator -> of one, of several
    2: ("mezzo", "mezzi"), 3: ("terzo", "terzi"), 4: ("quarto", "quarti"), 5: ("quinto", "quinti"), 6: ("sesto", "sesti"),
    8: ("ottavo", "ottavi"), 10: ("decimo", "decimi"),
}  # fmt: skip
PERIODS = words(
    "anno mese giorno ora settimana notte persona abitante chilo litro metro tonnellata minuto secondo chilometro"
)
"""What stands after a slash that is said "a" or "per"."""
TO_PERIODS = {"s": " al secondo", "h": " all'ora", "min": " al minuto", "ora": " all'ora"}
SILENT = words("pagine pagina pagg pp")
"""Words after which nothing is said between two figures."""
NOT_COUNTED = words(
    "a al di da in con su per tra fra e o ma che non è era ha hanno ci si il la lo gli le i del dei della nel più meno punto"
)
MASCULINE_A = words(
    "problema tema sistema programma poeta pilota turista artista giornalista ciclista autista clima dramma gorilla cinema papa"
)
FEMININE_OTHER = words(
    "notte morte parte gente nave mano classe voce luce pace legge rete fine neve pelle chiave"
)
FEMININE_ENDINGS = ("a", "ione", "tà", "tù", "trice", "ice", "udine", "si", "ie")
_S = r"[ \u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(units.MAGNITUDES)})(?![a-zàèéìòù])"
_SIGN = rf"(?P<currency>{any_of(units.CURRENCIES)}|(?:{any_of(units.WORDS)})(?!\w))"
MONEY = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?:{_MAGNITUDE}{_S}(?:di\s|d['’])?)?{_SIGN}(?![\w$])"
)
MONEY_FIRST = compile_late(
    rf"(?P<currency>{any_of(units.CURRENCIES)}){_S}(?P<number>{NUMBER})(?P<even>[.,][-–—]+)?(?:{_S}{_MAGNITUDE})?"
)
MAGNITUDE = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?!M){_MAGNITUDE}(?:[ \u00a0](?:di\s)?(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w))?"
)
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰)")
# "nel 1966 ha segnato" has a verb and no hectares
UNIT = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?!ha\s(?:[a-zàèéìòù]+[ts][oaie]\b|\d|(?:il|lo|la|i|gli|le|l['’]|un|uno|una|un['’]|già|anche|più|meno|avuto)(?!\w)))(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)"
)
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)}|%)(?![\wº°]|['’]\w)|(?![\w]|[-–/]\d))"
)
FRACTION = compile_late(r"(?P<over>\d{1,2})/(?P<under>\d{1,2})(?![\d/\w])")
LONG = compile_late(r"0\d+|\d{16,}")
LAW = compile_late(r"(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?![\d/])")
TIMES = compile_late(
    rf"(?P<first>{NUMBER})\s?[x×]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)}))?(?![\wº°]|['’]\w)"
)
"""Relays and measures: "4x100", "3 x 5 m"."""
ABROAD = compile_late(r"\+(?P<country>\d{1,3})(?P<groups>(?:[ \u00a0./-]\d{2,10}){1,5})(?!\w)")
PHONE = compile_late(
    r"(?:0\d{1,4}|3\d\d|80[03]|84\d|89\d)(?:[ \u00a0./-]\d{2,8}){1,4}(?![\w]|[.,-]\d|\s\d)"
)
PLAIN = compile_late(rf"(?P<number>{NUMBER})(?![.,]?\d|[^\W\d_])")
_NEXT = compile_late(r"[ \u00a0](?P<noun>[^\W\d_]+)")
CALLED = Telephones(
    lambda group, _: numbers.digits(group), lambda country, _: numbers.cardinal(country), "più"
)
MIN_PHONE, MAX_PHONE = 8, 11
"""Digits of a telephone number of Italy and the south of Switzerland."""


def _before(match: re.Match[str], reach: int = 30) -> str:
    return match.string[max(0, match.start() - reach) : match.start()]


def _currency(printed: str) -> Money:
    return units.CURRENCIES.get(printed) or units.WORDS[printed]


def is_feminine(noun: str) -> bool:
    """Whether a noun in the singular is feminine, by its ending."""
    low = noun.lower()
    if low in MASCULINE_A:
        return False
    return low in FEMININE_OTHER or low.endswith(FEMININE_ENDINGS)


def _large(written: str, magnitude: str) -> str:
    figure = numbers.read_figure(written)
    one, several = units.MAGNITUDES[magnitude]
    if numbers.is_singular(figure):
        return one
    joined = "" if several == "mila" and not figure.decimals else " "
    return f"{numbers.decimal(figure)}{joined}{several}"


def _say_sum(written: str, magnitude: str, money: Money) -> str:
    if magnitude:
        joined = "" if magnitude == "mila" else "di "
        return f"{_large(written, magnitude)} {joined}{money.several}"
    figure = numbers.read_figure(written)
    name = money.one if figure.whole == 1 else money.several
    if len(figure.decimals) not in {0, 2}:
        return f"{numbers.decimal(figure)} {money.several}"
    coins = int(figure.decimals or 0)
    if coins and not figure.whole:
        return f"{numbers.cardinal(coins, MASCULINE)} {money.coin}"
    form = FEMININE if money.feminine else MASCULINE
    joined = "di " if figure.whole and figure.whole % 10**6 == 0 else ""
    said = f"{numbers.cardinal(figure.whole, form)} {joined}{name}"
    return f"{said} e {numbers.cardinal(coins)}" if coins else said


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say_sum(match["number"], match["magnitude"] or "", _currency(match["currency"]))


def _say_magnitude(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = _large(match["number"], match["magnitude"])
    if not match["unit"]:
        return said
    joined = "" if match["magnitude"] == "mila" else "di "
    return f"{said} {joined}{units.UNITS[match['unit']][1]}"


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    del manner
    figure = numbers.read_figure(match["number"])
    return f"{numbers.decimal(figure)} per {'cento' if match['sign'] == '%' else 'mille'}"


def _with_unit(figure: Figure, unit: str) -> str:
    if unit == "%":
        return f"{numbers.decimal(figure)} per cento"
    one, several = units.UNITS[unit]
    form = FEMININE if one.partition(" ")[0] in units.FEMININE_UNITS else MASCULINE
    return f"{numbers.decimal(figure, form)} {one if numbers.is_singular(figure) else several}"


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = _with_unit(numbers.read_figure(match["number"]), match["unit"])
    return with_stop(said, match.string, match.end())


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first, second = numbers.read_figure(match["first"]), numbers.read_figure(match["second"])
    word = (_before(match).split() or [""])[-1].lower().rstrip(".")
    join = " " if word in SILENT or match["unit"] else " a "
    last = _with_unit(second, match["unit"]) if match["unit"] else numbers.decimal(second)
    return f"{numbers.decimal(first)}{join}{last}"


def _say_fraction(match: re.Match[str], manner: Manner) -> Said:
    del manner
    over, under = int(match["over"]), int(match["under"])
    if under not in FRACTIONS or not 0 < over < under:
        return f"{numbers.cardinal(over)} su {numbers.cardinal(under)}"
    one, several = FRACTIONS[under]
    return f"un {one}" if over == 1 else f"{numbers.cardinal(over)} {several}"


def _say_law(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number, year = int(match["number"]), int(match["year"])
    return f"{numbers.cardinal(number)} del {numbers.cardinal(year)}"


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    del manner
    second = numbers.read_figure(match["second"])
    last = _with_unit(second, match["unit"]) if match["unit"] else numbers.decimal(second)
    return f"{numbers.decimal(numbers.read_figure(match['first']))} per {last}"


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.digits(match[0])


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    del manner
    figure = numbers.read_figure(match["number"])
    following = _NEXT.match(match.string, match.end())
    noun = following["noun"] if following else ""
    if not numbers.is_singular(figure) or not noun.islower() or noun in NOT_COUNTED:
        return numbers.decimal(figure)
    if is_feminine(noun):
        return numbers.cardinal(1, FEMININE)
    return (
        numbers.cardinal(1, MASCULINE)
        if not noun.startswith(("z", "gn", "ps", "x"))
        else numbers.cardinal(1, ALONE)
    )


def _say_elided(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "un'"


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    del manner
    unit = match["unit"]
    if unit in TO_PERIODS:
        return TO_PERIODS[unit]
    return f" per {unit if unit in PERIODS else units.UNITS[unit][0]}"


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "meno "


FIRST_RULES = (
    formation_rule(lambda digits, _: numbers.digits(digits)),
    CALLED.rule(PHONE, least=MIN_PHONE, most=MAX_PHONE),
)
RULES = (
    Rule("times", TIMES, _say_times),
    Rule("law", LAW, _say_law),
    Rule("money", MONEY, _say_money),
    Rule("number", MAGNITUDE, _say_magnitude),
    Rule("percent", PERCENT, _say_percent),
    Rule("unit", UNIT, _say_unit),
    Rule("fraction", FRACTION, _say_fraction),
    Rule("range", RANGE, _say_range),
    Rule("number", LONG, _say_digits),
)
PLAIN_RULES = (
    # "1 ora" is "un'ora"
    Rule(
        "number",
        compile_late(
            r"1[ \u00a0](?=ora\b|ore\b|unità\b|area\b|isola\b|auto\b|opera\b|alunna\b|amica\b)"
        ),
        _say_elided,
    ),
    Rule("number", PLAIN, _say_plain),
)
MONEY_RULES = (Rule("money", MONEY_FIRST, _say_money),)
PER_RULE = Rule(
    "unit",
    compile_late(
        rf"(?<=[^\W\d_]|[€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(units.UNITS)})(?!\w)"
    ),
    _say_per,
)
ABROAD_RULE = CALLED.abroad(ABROAD)
MINUS = Rule("number", compile_late(r"(?<![\w.,)])[-−–](?=\d)"), _say_minus)
