"""Rules for what figures count: money, percent, units, scores, ranges, ordinals and plain numbers."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.dutch import numbers
from audiobrief.spoken.dutch.endings import with_stop
from audiobrief.spoken.dutch.numbers import NUMBER
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import formation_rule
from audiobrief.spoken.reading import Manner, Rule, Said

MAGNITUDES = {
    "mln": "miljoen", "mln.": "miljoen", "miljoen": "miljoen", "mio": "miljoen", "mld": "miljard", "mld.": "miljard", "mrd": "miljard", "miljard": "miljard",
    "biljoen": "biljoen", "M": "miljoen", "K": "duizend", "k": "duizend",
}  # fmt: skip
CURRENCIES = {
    # as printed -> as said; none of them has a plural after a number
    "€": "euro", "EUR": "euro", "euro": "euro", "$": "dollar", "US$": "dollar", "USD": "dollar", "dollar": "dollar", "£": "pond", "GBP": "pond",
    "pond": "pond", "CHF": "frank", "frank": "frank", "yen": "yen", "¥": "yen", "roebel": "roebel", "gulden": "gulden", "cent": "cent", "ct": "cent",
    "kroon": "kroon", "yuan": "yuan",
}  # fmt: skip
COINS = {"euro": "cent", "dollar": "dollarcent", "pond": "pence"}
UNITS = {
    "km/u": "kilometer per uur", "km/h": "kilometer per uur", "m/s": "meter per seconde", "km²": "vierkante kilometer", "km2": "vierkante kilometer",
    "m²": "vierkante meter", "m2": "vierkante meter", "cm²": "vierkante centimeter", "m³": "kubieke meter", "m3": "kubieke meter", "cm³": "kubieke centimeter",
    "l/m²": "liter per vierkante meter", "µg/m³": "microgram per kubieke meter", "μg/m³": "microgram per kubieke meter", "mg/l": "milligram per liter",
    "m³/s": "kubieke meter per seconde", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer", "m": "meter", "kg": "kilo", "mg": "milligram",
    "g": "gram", "gr": "gram", "ha": "hectare", "t": "ton", "l": "liter", "ml": "milliliter", "cl": "centiliter", "dl": "deciliter", "°C": "graden", "° C": "graden",
    "°F": "graden Fahrenheit", "°": "graden", "kWh": "kilowattuur", "MWh": "megawattuur", "GWh": "gigawattuur", "TWh": "terawattuur", "kW": "kilowatt", "MW": "megawatt",
    "GW": "gigawatt", "W": "watt", "kV": "kilovolt", "pk": "P K", "hPa": "hectopascal", "dB": "decibel", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "Mbit/s": "megabit per seconde", "Mbps": "megabit per seconde", "min": "minuten", "min.": "minuten",
    "sec": "seconden", "sec.": "seconden", "kcal": "kilocalorieën", "ppm": "deeltjes per miljoen", "NAP": "N A P", "s": "seconden", "mmHg": "millimeter kwik",
}  # fmt: skip
OF_ONE = {
    "graden": "graad",
    "minuten": "minuut",
    "seconden": "seconde",
    "kilocalorieën": "kilocalorie",
}
PERIODS = words(
    "jaar maand dag uur week nacht persoon inwoner kilo liter vat meter ton minuut seconde kilometer"
)
"""What stands after a slash that is said "per"."""
JOINED_ENDINGS = (
    "jarig",
    "jarige",
    "jarigen",
    "daags",
    "daagse",
    "koppig",
    "koppige",
    "procents",
    "voudig",
    "voudige",
    "delig",
    "delige",
    "urig",
    "urige",
    "persoons",
)
"""Second parts of words that are joined to their number: "vierendertigjarige"."""
_S = r"[ \u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(MAGNITUDES)})(?![a-z])"
_SIGN = rf"(?P<currency>{any_of(CURRENCIES)})(?![\w$])"
MONEY = compile_late(rf"(?P<number>{NUMBER})(?P<even>,[-–—]+)?{_S}(?:{_MAGNITUDE}{_S})?{_SIGN}")
MONEY_FIRST = compile_late(
    rf"(?P<currency>€|EUR|\$|US\$|USD|£|GBP|¥|CHF){_S}(?P<number>{NUMBER})(?P<even>,[-–—]+)?(?:{_S}{_MAGNITUDE})?"
)
MAGNITUDE = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?![MKk]){_MAGNITUDE}(?:[ \u00a0](?P<unit>{any_of(UNITS)})(?![\wº°]|['’]\w))?"
)
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰)")
UNIT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<unit>{any_of(UNITS)})(?![\wº°]|['’]\w)")
ORDINAL = compile_late(r"(?P<number>\d{1,4})(?:e|ste|de|ᵉ)(?![\w])")
SCORE = compile_late(r"(?P<first>\d{1,3})[-–](?P<second>\d{1,3})(?![\w]|[-–/]\d)")
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(UNITS)}|%|euro)(?![\wº°]|['’]\w)|(?![\w]|[-–/]\d))"
)
JOINED = compile_late(rf"(?P<number>\d{{1,4}})-(?P<word>{any_of(JOINED_ENDINGS)})(?!\w)")
JOINED_NOUN = compile_late(r"(?P<number>\d{1,4})-(?P<word>[a-zé]{2,})")
TIMES = compile_late(
    rf"(?P<first>{NUMBER})\s?[x×]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(UNITS)}))?(?![\wº°]|['’]\w)"
)
"""Relays and measures: "4x100 meter", "3 x 5 m"."""
PARTS = {
    2: "half", 3: "derde", 4: "kwart", 5: "vijfde", 6: "zesde", 7: "zevende", 8: "achtste", 9: "negende", 10: "tiende",
}  # fmt: skip
FRACTION = compile_late(r"(?P<over>\d{1,3})/(?P<under>\d{1,3})(?![\d/\w])")
LONG = compile_late(r"0\d+|\d{16,}")
PLAIN = compile_late(rf"(?P<number>{NUMBER})(?![.,]?\d|[^\W\d_])")
_SCORED = compile_late(
    r"\b(?:met|werd|wordt|won|wint|verloor|verliest|speelde|bleef|stand|eindstand|zege|winst|nederlaag|gelijkspel|naar|op|en|achterstand|voorsprong)\s\Z|[(,]\s?\Z",
    re.IGNORECASE,
)

_HOURS = compile_late(r"\s?(?:uur|u)\b")
PRESSURE = compile_late(r"(?i)bloeddruk|mmhg")
_NUMBERED = compile_late(
    r"(?i)\b(?:nummers?|nrs?\.?|deel|delen|hoofdstuk|lijn|groep|klas|afl\.)\s\Z"
)
_NOUN = compile_late(r"[ \u00a0][a-z]")
_AFTER_SCORE = compile_late(
    r"\s(?:achterstand|voorsprong|zege|nederlaag|winst|overwinning|gelijkspel|eindstand|ruststand)|\s(?:had|was|viel|kwam|hing|stond)\b"
)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    del manner
    currency = CURRENCIES[match["currency"]]
    figure = numbers.read_figure(match["number"])
    if match["magnitude"]:
        return f"{numbers.decimal(figure)} {MAGNITUDES[match['magnitude']]} {currency}"
    if len(figure.decimals) not in {0, 2}:
        return f"{numbers.decimal(figure)} {currency}"
    coins = int(figure.decimals or 0)
    if coins and not figure.whole and currency in COINS:
        return f"{numbers.cardinal(coins)} {COINS[currency]}"
    said = f"{numbers.cardinal(figure.whole)} {currency}"
    return f"{said} {numbers.cardinal(coins)}" if coins else said


def _say_magnitude(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.decimal(numbers.read_figure(match['number']))} {MAGNITUDES[match['magnitude']]}"
    return f"{said} {UNITS[match['unit']]}" if match["unit"] else said


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = numbers.decimal(numbers.read_figure(match["number"]))
    return f"{said} {'procent' if match['sign'] == '%' else 'promille'}"


def _with_unit(figure: Figure, unit: str) -> str:
    name = {"%": "procent", "euro": "euro"}.get(unit) or UNITS[unit]
    name = OF_ONE.get(name, name) if figure.whole == 1 and not figure.decimals else name
    return f"{numbers.decimal(figure)} {name}"


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return with_stop(
        _with_unit(numbers.read_figure(match["number"]), match["unit"]),
        match.string,
        match.end(),
    )


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.ordinal(int(match["number"])) if int(match["number"]) else None


def _say_score(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first, second = int(match["first"]), int(match["second"])
    # a range goes up, so what goes down or stays is a result: "Holm verslaat Walmeer: 3-1"
    told = (
        first >= second
        or _SCORED.search(_before(match))
        or _AFTER_SCORE.match(match.string, match.end())
    )
    if not told or max(first, second) > 199:
        return None
    if first < second and _HOURS.match(match.string, match.end()):
        return None  # opening hours: "10-18 uur"
    return f"{numbers.cardinal(first)} {numbers.cardinal(second)}"


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first, second = numbers.read_figure(match["first"]), numbers.read_figure(match["second"])
    last = _with_unit(second, match["unit"]) if match["unit"] else numbers.decimal(second)
    return f"{numbers.decimal(first)} tot {last}"


def _say_joined(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.cardinal(int(match['number']))}{match['word']}"


def _say_joined_noun(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.cardinal(int(match['number']))} {match['word']}"


def _say_fraction(match: re.Match[str], manner: Manner) -> Said:
    del manner
    over, under = int(match["over"]), int(match["under"])
    if PRESSURE.search(match.string[max(0, match.start() - 60) : match.end() + 6]):
        return f"{numbers.cardinal(over)} over {numbers.cardinal(under)}"
    if under not in PARTS or not 0 < over < under or _NUMBERED.search(_before(match)):
        return f"{numbers.cardinal(over)} op {numbers.cardinal(under)}"
    if under == 2:
        return f"een {'halve' if _NOUN.match(match.string, match.end()) else 'half'}"
    return f"{numbers.cardinal(over)} {PARTS[under]}"


def _say_postcode(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first, second = match["first"], match["second"]
    said = numbers.digits(first + second)
    if second[0] != "0":
        said = f"{numbers.cardinal(int(first))} {numbers.cardinal(int(second))}"
    return f"{said} {' '.join(match['letters'])}"


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    del manner
    second = numbers.read_figure(match["second"])
    last = _with_unit(second, match["unit"]) if match["unit"] else numbers.decimal(second)
    return f"{numbers.decimal(numbers.read_figure(match['first']))} keer {last}"


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.digits(match[0])


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.decimal(numbers.read_figure(match["number"]))


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    del manner
    unit = match["unit"]
    name = unit if unit in PERIODS else UNITS[unit]
    return f" per {OF_ONE.get(name, name)}"


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "min "


LAW = compile_late(r"(?P<book>\d{1,2}):(?P<article>\d{1,4})(?!\d|[:.,]\d)")
_ARTICLE = compile_late(r"\b(?:[Aa]rt(?:ikel|\.)|[Aa]rtikelen)\s\Z")
POSTCODE = compile_late(
    r"(?P<first>[1-9]\d)(?P<second>\d\d)[ \u00a0]?(?P<letters>[A-Z]{2})(?=,?[ \u00a0][A-Z]|[,.)]|\Z)"
)
"""PostNL: the figures go in pairs, and the letters by name: "tien elf A B"."""


def _say_law(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if not _ARTICLE.search(_before(match)):
        return None
    # lawyers name the book and the article: "zes honderdtweeënzestig"
    return f"{numbers.cardinal(int(match['book']))} {numbers.cardinal(int(match['article']))}"


FIRST_RULES = (
    Rule("postcode", POSTCODE, _say_postcode),
    formation_rule(lambda digits, _: numbers.digits(digits)),
    Rule("score", SCORE, _say_score),
    Rule("ordinal", ORDINAL, _say_ordinal),
)
RULES = (
    Rule("times", TIMES, _say_times),
    Rule("money", MONEY, _say_money),
    Rule("number", MAGNITUDE, _say_magnitude),
    Rule("percent", PERCENT, _say_percent),
    Rule("unit", UNIT, _say_unit),
    Rule("number", JOINED, _say_joined),
    Rule("fraction", FRACTION, _say_fraction),
    Rule("range", RANGE, _say_range),
    Rule("number", JOINED_NOUN, _say_joined_noun),
    Rule("number", LONG, _say_digits),
)
PLAIN_RULES = (Rule("number", PLAIN, _say_plain),)
MONEY_RULES = (Rule("money", MONEY_FIRST, _say_money),)
PER_RULE = Rule(
    "unit",
    compile_late(rf"(?<=[\w€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(UNITS)})(?!\w)"),
    _say_per,
)
LAW_RULE = Rule("law", LAW, _say_law)
MINUS = Rule("number", compile_late(r"(?<![\w.,)])[-−–](?=\d)"), _say_minus)
