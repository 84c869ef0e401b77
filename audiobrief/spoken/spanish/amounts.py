"""Rules for what figures count: money, percent, units, magnitudes, ranges and plain numbers."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import formation_rule
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import nouns, numbers, units
from audiobrief.spoken.spanish.endings import with_stop
from audiobrief.spoken.spanish.numbers import ALONE, FEMININE, MASCULINE, NUMBER
from audiobrief.spoken.spanish.regions import PESOS, is_american
from audiobrief.spoken.spanish.units import Money
from audiobrief.spoken.telephones import Telephones

FRACTIONS = {
    # denominator -> of one, of several
    2: ("medio", "medios"), 3: ("tercio", "tercios"), 4: ("cuarto", "cuartos"), 5: ("quinto", "quintos"),
    6: ("sexto", "sextos"), 7: ("séptimo", "séptimos"), 8: ("octavo", "octavos"), 9: ("noveno", "novenos"),
    10: ("décimo", "décimos"), 12: ("doceavo", "doceavos"), 16: ("dieciseisavo", "dieciseisavos"),
}  # fmt: skip
SAID_UNITS = {"%": "por ciento", "M€": "millones de euros"}
"""What follows a range and is no unit of measure."""
PERIODS = words(
    "año mes día hora semana noche persona habitante kilo litro metro tonelada alumno minuto segundo kilómetro"
)
"""What stands after a slash that is said "por"."""
HALVES = {"½": "medio", "¼": "un cuarto", "¾": "tres cuartos"}
LEAST_COINS = 10
"""Cents from which on they need no name: "siete euros con cincuenta", "con cinco céntimos"."""
AIRCRAFT = compile_late(r"\b(?:Boeing|Airbus|Embraer|Antonov|Cessna)\s\Z")
"""Makers whose models have a hyphen that is not said."""
TO = "a"
"""What is said between the figures of a range and of a score."""
LAWS = r"ley|decreto|decretos|leyes|orden|órdenes|resolución|reglamento|directiva|sentencia|acuerdo|expediente|oficio|rd|dnu|número|n\.º|nº"
TELEPHONES = "tel|teléfono|teléfonos|tels|llam[a-zé]+|marc[a-zé]+|whatsapp|móvil|celular|fax|línea|al|números?"
"""Words near which figures in groups of three are a telephone number."""
_S = r"[\s\u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(units.MAGNITUDES)})(?![\w])"
_DE = r"(?:de\s)?"
_SIGN = rf"(?P<currency>{any_of(units.CURRENCIES)}|\$|(?:{any_of(units.WORDS)})(?!\w))"
MONEY = compile_late(rf"(?P<number>{NUMBER}){_S}(?:{_MAGNITUDE}{_S}{_DE})?{_SIGN}(?![\w$])")
MONEY_FIRST = compile_late(
    rf"(?P<currency>{any_of(units.CURRENCIES)}|\$){_S}(?P<number>{NUMBER})(?:{_S}{_MAGNITUDE}(?:(?<=mil)\s(?P<units>\d{{1,3}})(?![\d.,]\d|\d))?)?"
    rf"(?P<coined>{_S}(?:{any_of(units.OF_MONEY)})(?!\w))?(?:\s{_DE}(?P<named>{any_of(units.WORDS)})(?!\w))?"
)
SHORT_MONEY = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<short>{any_of(units.OF_MONEY)})(?!\w)"
)
MAGNITUDE = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<magnitude>millones|millón|mill\.|mil\smillones|billones|billón)(?!\w)(?:[ \u00a0](?:de\s)?(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w))?"
)
THOUSANDS = compile_late(
    r"(?P<number>\d{1,3})\smil(?:\s(?P<units>\d{1,3})(?![\d.,]\d|\d))?(?!\s?mill|\w)"
)
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰)")
PERCENT_WORDS = compile_late(
    rf"(?P<number>{NUMBER})(?=\spor\s(?:ciento|cien|mil)\b|\spuntos\b)"
)
UNIT = compile_late(
    # "los 70 ha vuelto" has a verb and no hectares
    rf"(?P<number>{NUMBER}){_S}(?!has?\s(?:\w+(?:ado|ido|ído|to|cho)\b|\d|(?:el|la|los|las|un|una|ya|más|menos|también)\b))(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)"
)
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)}|%|M€)(?![\wº°]|['’]\w)|(?![\w]|[-–/]\d))"
)
TIMES = compile_late(
    rf"(?P<first>{NUMBER})(?:{_S}(?P<each>{any_of(units.UNITS)}))?\s?[x×]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)|(?!\w))"
)
HALF = compile_late(r"(?P<number>\d{1,3})\s?(?P<half>[½¼¾])")
SEASON = compile_late(
    r"(?P<year>(?:19|20)\d\d)[-–/](?P<next>(?:(?:19|20)\d\d)|\d\d)(?![\w]|[-–/]\d)"
)
FRACTION = compile_late(
    rf"(?P<over>\d{{1,2}})/(?P<under>\d{{1,2}})(?![\d/])(?:{_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w))?"
)
OUT_OF = compile_late(rf"(?P<number>{NUMBER})/(?P<most>10|20|100)(?![\d/])(?!\sdel?\b)")
LAW = compile_late(r"(?P<number>\d{1,6})(?P<mark>[/-])(?P<year>(?:19|20)\d\d)(?![\d-])")
PHONE = compile_late(
    r"(?P<plus>\+\d{1,3}[ -]?)?(?P<groups>\(?\d{2,4}\)?(?:[ -]\d{2,4}){1,4})(?![\w]|[.,-]\d|\s\d)"
)
SHORT_PHONE = compile_late(r"0\d+|\d{16,}")
PLAIN = compile_late(rf"(?P<number>{NUMBER})(?![.,]?\d|[^\W\d_])")
_SHARE = compile_late(
    r"\sde\scada\s(?:\d{1,4}|dos|tres|cuatro|cinco|diez|cien|mil)\s(?P<noun>[^\W\d_]+s)\b"
)
_NEAR_PHONE = compile_late(rf"\b(?:{TELEPHONES})\b\D{{0,30}}\Z", re.IGNORECASE)
_NEAR_LAW = compile_late(rf"\b(?:{LAWS})\b[^.;]{{0,40}}\Z", re.IGNORECASE)
FREEPHONE = compile_late(r"(?:80[0-9]|90[0-9]) \d{3} \d{3}\Z")
"""Numbers of services in Spain and America (CNMC)."""
_OF_SERVICE = compile_late(r"\b(?:[Ee]n el|[Aa]l|[Ee]l)\s\Z")
_THREES = compile_late(r"\d{1,3}(?: \d{3})+")
CALLED = Telephones(
    lambda group, _: numbers.digits(group), lambda country, _: numbers.cardinal(country), "más"
)
MIN_PHONE, MAX_PHONE = 7, 12
"""Digits of a telephone number in the countries of Spanish, with a country's own code."""


def _before(match: re.Match[str], reach: int = 60) -> str:
    return match.string[max(0, match.start() - reach) : match.start()]


def _currency(printed: str, manner: Manner) -> Money:
    if printed == "$":
        return units.PESO if manner.region in PESOS else units.DOLLAR
    if printed in {"Bs", "Bs."} and manner.region == "VE":
        return units.BOLIVAR
    return units.CURRENCIES.get(printed) or units.WORDS[printed]


def _large(figure: Figure, magnitude: str) -> str:
    """A figure with its magnitude: "tres coma cinco millones", "un millón", "veintiún mil"."""
    several, one = units.MAGNITUDES[magnitude]
    if figure.whole == 1 and not figure.decimals:
        return several if several.startswith("mil ") or several == "mil" else f"un {one}"
    return f"{numbers.decimal(figure, MASCULINE)} {several}"


def _say_sum(written: str, magnitude: str, money: Money, manner: Manner) -> str:
    figure = numbers.read_figure(written, manner)
    if magnitude:
        joined = " " if units.MAGNITUDES[magnitude][0] == "mil" else " de "
        return f"{_large(figure, magnitude)}{joined}{money.several}"
    form = FEMININE if money.feminine else MASCULINE
    if len(figure.decimals) not in {0, 2}:
        return f"{numbers.decimal(figure)} {money.several}"
    coins = int(figure.decimals or 0)
    if coins and not figure.whole:
        return f"{numbers.cardinal(coins, MASCULINE)} {money.coin}"
    name = money.one if figure.whole == 1 else money.several
    joined = " de " if figure.whole and figure.whole % 10**6 == 0 else " "
    said = f"{numbers.cardinal(figure.whole, form)}{joined}{name}"
    # the academies say "con" before the cents
    if not coins:
        return said
    named = f" {money.coin}" if coins < LEAST_COINS else ""
    return f"{said} con {numbers.cardinal(coins, MASCULINE if named else ALONE)}{named}"


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    money = _currency(match["currency"], manner)
    return _say_sum(match["number"], match["magnitude"] or "", money, manner)


def _say_money_first(match: re.Match[str], manner: Manner) -> Said:
    money = _currency(match["currency"], manner)
    if match["named"]:
        money = units.WORDS[match["named"]]
    if match["units"]:
        number = (
            int(match["number"]) * 1000 + int(match["units"])
            if match["number"].isdigit()
            else 0
        )
        return (
            f"{numbers.cardinal(number, FEMININE if money.feminine else MASCULINE)} {money.several}"
            if number
            else None
        )
    coined = (match["coined"] or "").strip()
    if coined:
        return _say_sum(match["number"], "millones", units.OF_MONEY[coined], manner)
    return _say_sum(match["number"], match["magnitude"] or "", money, manner)


def _say_short_money(match: re.Match[str], manner: Manner) -> Said:
    return _say_sum(match["number"], "millones", units.OF_MONEY[match["short"]], manner)


def _say_magnitude(match: re.Match[str], manner: Manner) -> Said:
    magnitude = re.sub(r"\s", " ", match["magnitude"])
    said = _large(numbers.read_figure(match["number"], manner), magnitude)
    if not match["unit"]:
        return said
    first, _, rest = units.UNITS[match["unit"]].partition(" ")
    first = units.AMERICAN.get(first, first) if is_american(manner) else first
    return f"{said} de {first} {rest}".rstrip()


def _say_thousands(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number = int(match["number"]) * 1000 + int(match["units"] or 0)
    counted = nouns.counted_at(match.string, match.start(), match.end(), number)
    return numbers.cardinal(number, counted.form)


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"], manner)
    return f"{numbers.decimal(figure)} por {'ciento' if match['sign'] == '%' else 'mil'}"


def _say_percent_words(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"], manner)
    following = match.string[match.end() : match.end() + 7]
    return numbers.decimal(figure, MASCULINE if following.startswith(" puntos") else ALONE)


def _with_unit(figure: Figure, unit: str, manner: Manner) -> str:
    if unit in SAID_UNITS:
        return f"{numbers.decimal(figure)} {SAID_UNITS[unit]}"
    name = units.UNITS[unit]
    first, _, rest = name.partition(" ")
    if is_american(manner):
        first = units.AMERICAN.get(first, first)
    name = f"{first} {rest}".strip()
    form = FEMININE if nouns.is_feminine(first) else MASCULINE
    if figure.whole == 1 and not figure.decimals:
        name = units.of_one(name)
    return f"{numbers.decimal(figure, form)} {name}"


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"], manner)
    said = _with_unit(figure, match["unit"], manner)
    return with_stop(said, match.string, match.end())


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    first = numbers.read_figure(match["first"], manner)
    second = numbers.read_figure(match["second"], manner)
    unit = match["unit"]
    last = _with_unit(second, unit, manner) if unit else numbers.decimal(second)
    each = match["each"]
    before = _with_unit(first, each, manner) if each else numbers.decimal(first)
    return f"{before} por {last}"


def _say_half(match: re.Match[str], manner: Manner) -> Said:
    del manner
    form = MASCULINE if match["half"] == "½" else ALONE
    return f"{numbers.cardinal(int(match['number']), form)} y {HALVES[match['half']]}"


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    first = numbers.read_figure(match["first"], manner)
    second = numbers.read_figure(match["second"], manner)
    if AIRCRAFT.search(_before(match)):
        return f"{numbers.decimal(first)} {numbers.decimal(second)}"
    if match["unit"]:
        return f"{numbers.decimal(first)} {TO} {_with_unit(second, match['unit'], manner)}"
    counted = nouns.counted_at(match.string, match.start(), match.end(), second.whole)
    form = counted.form if second.whole > 1 and counted.form != MASCULINE else ALONE
    last = counted.form if second.whole > 1 else ALONE
    return f"{numbers.decimal(first, form)} {TO} {numbers.decimal(second, last)}"


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    del manner
    following = int(match["next"])
    if following != int(match["year"]) + 1 and following != (int(match["year"]) + 1) % 100:
        return None
    return f"{numbers.cardinal(int(match['year']))} {numbers.cardinal(int(match['next']))}"


def _say_fraction(match: re.Match[str], manner: Manner) -> Said:
    del manner
    over, under = int(match["over"]), int(match["under"])
    if under not in FRACTIONS or not 0 < over < under:
        return f"{numbers.cardinal(over)} {numbers.cardinal(under)}"
    one, several = FRACTIONS[under]
    unit = units.of_one(units.UNITS[match["unit"]]) if match["unit"] else ""
    if unit and (over, under) == (1, 2):
        return f"{'media' if nouns.is_feminine(nouns.plural_of(unit)) else 'medio'} {unit}"
    said = f"un {one}" if over == 1 else f"{numbers.cardinal(over)} {several}"
    if unit:
        return f"{said} de {unit}"
    if over > 1:
        return said
    following = match.string[match.end() :].lstrip().partition(" ")[0].strip(".,;:")
    if under == 2 and following.isalpha() and following not in {"de", "del", "y", "a"}:
        return "media" if nouns.is_feminine(nouns.plural_of(following)) else "medio"
    return said


def _say_out_of(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"], manner)
    return f"{numbers.decimal(figure)} sobre {numbers.cardinal(int(match['most']))}"


def _say_law(match: re.Match[str], manner: Manner) -> Said:
    del manner
    is_law = _NEAR_LAW.search(_before(match)) is not None
    if match["mark"] == "-" and not is_law:
        return None  # a range
    joined = "guion" if match["mark"] == "-" else "de" if is_law else "barra"
    return f"{numbers.cardinal(int(match['number']))} {joined} {numbers.cardinal(int(match['year']))}"


def _say_phone(match: re.Match[str], manner: Manner) -> Said:
    groups = re.findall(r"\d+", match["groups"])
    if not MIN_PHONE <= sum(map(len, groups)) <= MAX_PHONE:
        return None
    # 900 123 456 is a number, too, and 1500-2000 a range
    grouped = _THREES.fullmatch(match["groups"]) or len(groups) == 2
    free = FREEPHONE.match(match["groups"]) and _OF_SERVICE.search(_before(match))
    if grouped and not match["plus"] and not free and not _NEAR_PHONE.search(_before(match)):
        return None
    said = CALLED.say(match["groups"], manner)
    if not match["plus"]:
        return said
    country = int(re.sub(r"[^0-9]", "", match["plus"]))
    return f"{CALLED.plus} {CALLED.country(country, manner)}, {said}"


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.digits(match[0])


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"], manner)
    if figure.decimals:
        return numbers.decimal(figure)
    share = _SHARE.match(match.string, match.end())
    if share:
        # "1 de cada 3 viajeras" is "una": what follows the second figure is counted by both
        return numbers.cardinal(
            figure.whole, FEMININE if nouns.is_feminine(share["noun"].lower()) else ALONE
        )
    counted = nouns.counted_at(match.string, match.start(), match.end(), figure.whole)
    said = numbers.cardinal(figure.whole, counted.form)
    exact = figure.whole and figure.whole % 10**6 == 0 and counted.is_noun
    return f"{said} de" if exact else said


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "menos "


FIRST_RULES = (
    formation_rule(lambda digits, _: numbers.digits(digits)),
    Rule("telephone", PHONE, _say_phone),
    Rule("season", SEASON, _say_season),
)
"""After dates, which are figures in groups, too."""
RULES = (
    Rule("times", TIMES, _say_times),
    Rule("money", MONEY, _say_money),
    Rule("money", SHORT_MONEY, _say_short_money),
    Rule("number", MAGNITUDE, _say_magnitude),
    Rule("number", THOUSANDS, _say_thousands),
    Rule("percent", PERCENT, _say_percent),
    Rule("percent", PERCENT_WORDS, _say_percent_words),
    Rule("unit", UNIT, _say_unit),
    Rule("law", LAW, _say_law),
    Rule("fraction", OUT_OF, _say_out_of),
    Rule("fraction", FRACTION, _say_fraction),
    Rule("fraction", HALF, _say_half),
    Rule("range", RANGE, _say_range),
    Rule("number", SHORT_PHONE, _say_digits),
)
PLAIN_RULES = (Rule("number", PLAIN, _say_plain),)
PER = compile_late(
    rf"(?<=[^\W\d_]|[€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(units.UNITS)})(?!\w)"
)


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    del manner
    unit = match["unit"]
    return f" por {unit if unit in PERIODS else units.of_one(units.UNITS[unit])}"


PER_RULE = Rule("unit", PER, _say_per)
MONEY_RULES = (Rule("money", MONEY_FIRST, _say_money_first),)
PLUS_PHONE = Rule("telephone", compile_late(r"(?=\+)" + PHONE.pattern), _say_phone)
MINUS = Rule("number", compile_late(r"(?<![\w.,)])[-−–](?=\d)"), _say_minus)
