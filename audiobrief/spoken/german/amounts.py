"""Rules for figures: money, percent, units, times, scores, ranges and plain numbers."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.figures import MAX_DIGITS
from audiobrief.spoken.german import genders, numbers
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import formation_rule, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said

MAGNITUDES = {
    # as printed, without a stop -> one of them, several
    "Tsd": ("tausend", "tausend"), "Mio": ("Million", "Millionen"), "Mrd": ("Milliarde", "Milliarden"),
    "Bio": ("Billion", "Billionen"), "Million": ("Million", "Millionen"), "Millionen": ("Million", "Millionen"),
    "Milliarde": ("Milliarde", "Milliarden"), "Milliarden": ("Milliarde", "Milliarden"),
}  # fmt: skip
CURRENCIES = {
    # as printed -> as said; none of them has a plural after a number (Duden, Grammatik)
    "Euro": "Euro", "EUR": "Euro", "€": "Euro", "US-Dollar": "US-Dollar", "US-$": "US-Dollar", "US$": "US-Dollar", "Dollar": "Dollar", "USD": "US-Dollar",
    "$": "Dollar", "Franken": "Franken", "Fr.": "Franken", "CHF": "Franken", "Pfund": "Pfund", "GBP": "Pfund",
    "£": "Pfund", "Yen": "Yen", "¥": "Yen", "Yuan": "Yuan", "Rubel": "Rubel", "Złoty": "Złoty", "Cent": "Cent", "ct": "Cent", "Ct": "Cent", "Ct.": "Cent", "Rappen": "Rappen", "Rp.": "Rappen",
    "Kronen": "Kronen", "Lira": "Lira", "Pesos": "Pesos",
}  # fmt: skip
COINS = {
    "Euro": "Cent",
    "Dollar": "Cent",
    "US-Dollar": "US-Cent",
    "Franken": "Rappen",
    "Pfund": "Pence",
}
"""Currency -> the coin that a sum below one is said in: "zwanzig Cent" for "0,20 Euro"."""
UNITS = {
    # DIN 1301 -> as said; feminine ones have a plural
    "km/h": "Kilometer pro Stunde", "m/s": "Meter pro Sekunde", "km²": "Quadratkilometer", "m²": "Quadratmeter",
    "qm": "Quadratmeter", "qkm": "Quadratkilometer", "m³": "Kubikmeter", "cm³": "Kubikzentimeter",
    "cm²": "Quadratzentimeter", "km": "Kilometer", "cm": "Zentimeter", "mm": "Millimeter", "µm": "Mikrometer",
    "nm": "Nanometer", "m": "Meter", "kg": "Kilogramm", "mg": "Milligramm", "µg": "Mikrogramm", "g": "Gramm",
    "ha": "Hektar", "hl": "Hektoliter", "ml": "Milliliter", "l": "Liter", "°C": "Grad Celsius", "°F": "Grad Fahrenheit",
    "°": "Grad", "Wh/kg": "Wattstunden pro Kilogramm", "Wh/l": "Wattstunden pro Liter", "Wh": "Wattstunden", "kWh": "Kilowattstunden", "MWh": "Megawattstunden", "GWh": "Gigawattstunden",
    "TWh": "Terawattstunden", "kW": "Kilowatt", "MW": "Megawatt", "GW": "Gigawatt", "PS": "PS", "hPa": "Hektopascal",
    "dB": "Dezibel", "kHz": "Kilohertz", "MHz": "Megahertz", "GHz": "Gigahertz", "Hz": "Hertz", "kB": "Kilobyte",
    "MB": "Megabyte", "GB": "Gigabyte", "TB": "Terabyte", "Mbit/s": "Megabit pro Sekunde", "t": "Tonnen",
    "Std.": "Stunden", "Min.": "Minuten", "Sek.": "Sekunden", "min": "Minuten", "kcal": "Kilokalorien", "V": "Volt", "l/m²": "Liter pro Quadratmeter", "l/m2": "Liter pro Quadratmeter", "mg/l": "Milligramm pro Liter",
    "g/km": "Gramm pro Kilometer", "µg/m³": "Mikrogramm pro Kubikmeter", "μg/m³": "Mikrogramm pro Kubikmeter", "m³/s": "Kubikmeter pro Sekunde",
    "m2": "Quadratmeter", "m3": "Kubikmeter", "km2": "Quadratkilometer", "cbm": "Kubikmeter", "dl": "Deziliter", "cl": "Zentiliter", "Gbit/s": "Gigabit pro Sekunde",
    "ppm": "Teile pro Million", "kV": "Kilovolt", "W": "Watt", "Wh/km": "Wattstunden pro Kilometer", "s": "Sekunden", "h": "Stunden",
    "Bp.": "Basispunkte", "BP": "Basispunkte", "mmHg": "Millimeter Quecksilbersäule",
}  # fmt: skip
OF_ONE = {
    # as said -> of one
    "Tonnen": "Tonne", "Stunden": "Stunde", "Minuten": "Minute", "Sekunden": "Sekunde", "Wattstunden": "Wattstunde",
    "Kilowattstunden": "Kilowattstunde", "Megawattstunden": "Megawattstunde", "Gigawattstunden": "Gigawattstunde",
    "Terawattstunden": "Terawattstunde", "Kilokalorien": "Kilokalorie", "Basispunkte": "Basispunkt",
}  # fmt: skip
CLOCK_WORDS = "um|gegen|ab|bis|seit|von|kurz vor|kurz nach|vor|nach|zwischen"
"""Words before a time of day: "um 18:30"."""
NUMBER = r"(?<!\d)(?:\d{1,3}(?:[. \u00a0\u202f'’]\d{3}){1,6}(?!\d)(?:,\d++)?|\d++(?:,\d++)?)"
_S = r"[\s\u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(MAGNITUDES)})(?![^\W\d_])\.?"
_POINT = r"\d{1,3}\.\d\d(?!\d)"
"""A sum as Switzerland prints it: "2.50 Franken"."""
MONEY = compile_late(
    rf"(?P<number>{_POINT}|{NUMBER})(?P<even>[.,][-–—]+)?{_S}(?:{_MAGNITUDE}{_S})?(?P<currency>{any_of(CURRENCIES)})(?![^\W\d_])"
)
PREFIXES = {"k": "tausend", "T": "tausend", "M": "Millionen"}
"""Letters that balance sheets print before a currency's sign: "12 M€", "450 T€"."""
MONEY_SHORT = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<prefix>{any_of(PREFIXES)})(?P<currency>[€$£]|EUR|CHF)(?![^\W\d_])"
)
MONEY_FIRST = compile_late(
    rf"(?P<currency>[€$£¥]|US-?\$|EUR|CHF|USD|Fr\.){_S}(?P<number>{_POINT}|{NUMBER})(?P<even>[.,][-–—]+)?(?:{_S}{_MAGNITUDE})?"
)
PERIODS = words(
    "Monat Jahr Tag Stunde Woche Person Kopf Kilo Barrel Unze Liter Quadratmeter Tonne Nacht Einwohner Minute Sekunde Kilometer Kilowattstunde Stück"
)
"""What stands after a slash that is said "pro"."""
PER = compile_late(rf"(?<=[^\W\d_]|[€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(UNITS)})(?!\w)")
MAGNITUDE = compile_late(
    rf"(?P<number>{NUMBER}){_S}{_MAGNITUDE}(?:[ \u00a0](?P<unit>{any_of(UNITS)})(?!\w))?"
)
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰|Prozent(?!\w)|Promille(?!\w))")
UNIT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<unit>{any_of(UNITS)})(?!\w)")
TIME = compile_late(r"(?P<hour>[012]?\d)[.:](?P<minute>[0-5]\d)\s?Uhr\b")
TIME_BEFORE = compile_late(
    # "von 9.30 bis 17 Uhr": the hour's name follows later
    r"(?P<hour>[012]?\d)[.:](?P<minute>[0-5]\d)(?=\s?(?:bis|und|–|-)\s?[012]?\d(?:[.:][0-5]\d)?\s?Uhr\b)"
)
DURATION = compile_late(
    # results of races, and lengths of films: "2:08:30 Stunden", "6:05 min"
    r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d(?:,\d+)?)(?!\d)(?:\s?(?:Stunden|Std\.|h)(?!\w))?"
)
LENGTH = compile_late(
    r"(?P<first>\d{1,3}):(?P<second>[0-5]\d(?:,\d+)?)\s?(?P<unit>min|Min\.|Minuten|h|Std\.|Stunden)(?!\w)"
)
COLON_TIME = compile_late(r"(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?!\d|:\d)")
HOUR = compile_late(r"(?P<hour>1)(?=\s?Uhr\b)")
SCORE = compile_late(
    r"(?P<first>\d{1,3})(?::|[ \u00a0]:[ \u00a0])(?P<second>\d{1,3})(?!\d|:\d)"
)
TIMES = compile_late(
    rf"(?P<first>{NUMBER})\s?[x×]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(UNITS)}))?(?!\w)"
)
"""Relays and measures: "4x100 m", "3 x 5 Meter"."""
PAIR = compile_late(r"(?P<over>\d{1,3})/(?P<under>\d{1,3})(?![\d/\w])")
MAJORITY = compile_late(
    r"(?P<over>\d)/(?P<under>[3-9])-(?P<noun>Mehrheit(?:en)?|Stelle|Gesellschaft|Regel|Quorum)(?!\w)"
)
"""A share in one word with what it is a share of: "Zweidrittelmehrheit"."""
FRACTIONS = {
    2: "halb",
    3: "Drittel",
    4: "Viertel",
    5: "Fünftel",
    6: "Sechstel",
    7: "Siebtel",
    8: "Achtel",
    9: "Neuntel",
    10: "Zehntel",
    12: "Zwölftel",
}
_PRESSURE = compile_late(r"(?i)blutdruck|mmhg")
PARTS = {"½": "einhalb", "¼": "einviertel", "¾": "dreiviertel"}
MIXED = compile_late(
    rf"(?P<whole>\d{{1,3}})[ \u00a0\u202f]?(?P<part>{any_of(PARTS)})(?P<joined>-(?=[A-ZÄÖÜ]))?"
)
"""A whole and a part, in one word: "dreieinhalb Zimmer", "Dreieinhalb-Zimmer-Wohnung"."""
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(UNITS)})(?!\w)|(?![\w-]))"
)
ADJECTIVES = (
    "jährig",
    "jähre",
    "prozentig",
    "köpfig",
    "stündig",
    "tägig",
    "minütig",
    "mal",
    "fach",
    "stellig",
    "stöckig",
)
"""Beginnings of words that are joined to their number: "vierunddreißigjährige"."""
JOINED = compile_late(
    rf"(?P<number>\d{{1,4}})(?:-(?P<word>[^\W\d_]+)|(?P<adjective>(?i:{'|'.join(ADJECTIVES)})\w*))"
)
UNIT_JOINED = compile_late(
    rf"(?P<number>{NUMBER})-(?P<unit>{any_of(UNITS)})-(?=[A-ZÄÖÜ])"  # "100-m-Strecke"
)
PERCENT_JOINED = compile_late(rf"(?P<number>{NUMBER}){_S}%-?(?P<ending>ig\w+)")
HANGING = compile_late(r"(?P<number>\d{1,4})-(?=,?\s(?:bis|und|oder)\s)")
LONG = compile_late(rf"0\d+|\d{{{MAX_DIGITS + 1},}}")
PLAIN = compile_late(
    rf"(?P<number>{NUMBER})(?![.,]?\d|\w)(?:(?=\s(?P<noun>[A-ZÄÖÜ][a-zäöüß]+)))?"
)
_LABELLED = compile_late(
    r"[^\s.!?]\s[A-ZÄÖÜ][\wäöüß]*\.?\s\Z|\w\.\s\Z|§\s?\Z"
    r"|\b(?:Absatz|Artikel|Gleis|Gruppe|Kanal|Kapitel|Nummer|Paragraf|Platz|Satz|Seite|Teil)\s\Z"
)
_SWISS = compile_late(r"\d{1,3}\.\d\d")
_CLOCK = compile_late(rf"\b(?:{CLOCK_WORDS})\s\Z", re.IGNORECASE)


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 20) : match.start()]


def _with_magnitude(match: re.Match[str]) -> str:
    """The number of a match with its magnitude, if it has one."""
    if not match["magnitude"]:
        return ""
    one, several = MAGNITUDES[match["magnitude"]]
    written = match["number"]
    if written == "1" and one[0].isupper():
        return f"eine {one}"
    return f"{numbers.decimal(written)} {several}"


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    del manner
    currency = CURRENCIES[match["currency"]]
    large = _with_magnitude(match)
    if large:
        return f"{genders.in_case(large, _before(match))} {currency}"
    written = match["number"]
    if _SWISS.fullmatch(written):
        written = written.replace(".", ",")
    whole, _, rest = written.partition(",")
    if len(rest) not in {0, 2}:
        return f"{numbers.decimal(written)} {currency}"
    if rest and not numbers.read_whole(whole) and currency in COINS:
        return f"{numbers.counted(int(rest), COINS[currency])} {COINS[currency]}"
    said = f"{numbers.counted(numbers.read_whole(whole), currency)} {currency}"
    said = genders.in_case(said, _before(match))
    return f"{said} {numbers.cardinal(int(rest))}" if int(rest or 0) else said


def _say_money_short(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number, large = match["number"], PREFIXES[match["prefix"]]
    said = "eine Million" if (number, large) == ("1", "Millionen") else ""
    said = said or f"{numbers.decimal(number)} {large}"
    return f"{said} {CURRENCIES[match['currency']]}"


def _say_magnitude(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = genders.in_case(_with_magnitude(match), _before(match))
    return f"{said} {UNITS[match['unit']]}" if match["unit"] else said


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    del manner
    name = {"%": "Prozent", "‰": "Promille"}.get(match["sign"], match["sign"])
    return genders.in_case(f"{numbers.decimal(match['number'], name)} {name}", _before(match))


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    del manner
    name = UNITS[match["unit"]]
    if match["number"] == "1":
        name = OF_ONE.get(name, name)
    return genders.in_case(f"{numbers.decimal(match['number'], name)} {name}", _before(match))


def _say_time(match: re.Match[str], manner: Manner) -> Said:
    del manner
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24:
        return None
    said = f"{numbers.counted(hour, 'Uhr')} Uhr"
    return f"{said} {numbers.cardinal(minute)}" if minute else said


def _say_parts(parts: tuple[tuple[str, str, str], ...]) -> str:
    """Numbers with their units, without those that are zero."""
    told = [part for part in parts if part[0].strip("0,")]
    return " ".join(
        f"{numbers.decimal(number, one)} {one if number.lstrip('0') == '1' else several}"
        for number, one, several in told
    )


def _say_duration(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return _say_parts(
        (
            (match["hours"], "Stunde", "Stunden"),
            (match["minutes"], "Minute", "Minuten"),
            (match["seconds"], "Sekunde", "Sekunden"),
        )
    )


def _say_length(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if match["unit"].lower().startswith("min"):
        units = ("Minute", "Minuten"), ("Sekunde", "Sekunden")
    else:
        units = ("Stunde", "Stunden"), ("Minute", "Minuten")
    said = _say_parts(((match["first"], *units[0]), (match["second"], *units[1])))
    return genders.in_case(said, _before(match))


def _say_colon_time(match: re.Match[str], manner: Manner) -> Said:
    return _say_time(match, manner) if _CLOCK.search(_before(match)) else None


def _say_hour(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "ein"


def _say_score(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first, second = int(match["first"]), int(match["second"])
    return f"{numbers.cardinal(first)} zu {numbers.cardinal(second)}"


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    del manner
    second = numbers.decimal(match["second"])
    last = f"{second} {UNITS[match['unit']]}" if match["unit"] else second
    return f"{numbers.decimal(match['first'])} mal {last}"


def _say_pair(match: re.Match[str], manner: Manner) -> Said:
    del manner
    over, under = int(match["over"]), int(match["under"])
    before = match.string[max(0, match.start() - 60) : match.start()]
    if _PRESSURE.search(before + match.string[match.end() : match.end() + 6]):
        return f"{numbers.cardinal(over)} zu {numbers.cardinal(under)}"
    if under not in FRACTIONS or not 0 < over < under or _LABELLED.search(before[-40:]):
        return None
    return f"{numbers.counted(over, '')} {FRACTIONS[under]}"


def _say_majority(match: re.Match[str], manner: Manner) -> Said:
    del manner
    over, under = int(match["over"]), int(match["under"])
    if under not in FRACTIONS or not 0 < over < under:
        return None
    share = f"{numbers.counted(over, '')}{FRACTIONS[under].lower()}"
    return f"{with_capital(share)}{match['noun'].lower()}"


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.decimal(match['first'])} bis {numbers.decimal(match['second'])}"
    return f"{said} {UNITS[match['unit']]}" if match["unit"] else said


def _say_joined(match: re.Match[str], manner: Manner) -> Said:
    del manner
    word, number = match["word"] or match["adjective"], int(match["number"])
    if word.lower().startswith(ADJECTIVES) or word[0].islower():
        stem = numbers.counted(number, "") if number % 100 == 1 else numbers.cardinal(number)
        return f"{stem}{word.lower()}"
    # apart: eSpeak NG voices the end of a number that a hyphen joins to a vowel
    return f"{numbers.cardinal(number)} {word}"


def _say_unit_joined(match: re.Match[str], manner: Manner) -> Said:
    return f"{_say_unit(match, manner)} "


def _say_percent_joined(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.decimal(match['number'])}prozent{match['ending']}"


def _say_hanging(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{numbers.cardinal(int(match['number']))}-"


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.digits(match[0])


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    del manner
    # "Absatz 1 Grundgesetz": a figure after a noun is its number, and counts nothing
    is_label = _LABELLED.search(match.string[max(0, match.start() - 40) : match.start()])
    if match["number"] == "1" and match["noun"] and not is_label:
        return genders.one(match["noun"], _before(match)) or None
    return numbers.decimal(match["number"], "" if is_label else match["noun"] or "")


def _say_mixed(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.counted(int(match['whole']), '')}{PARTS[match['part']]}"
    return f"{said} " if match["joined"] else said


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "minus "


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    del manner
    unit = match["unit"]
    name = unit if unit in PERIODS else UNITS[unit]
    return f" pro {OF_ONE.get(name, name)}"


FIRST_RULES = (
    formation_rule(lambda digits, _: numbers.digits(digits)),
    Rule("fraction", MIXED, _say_mixed),
    Rule("time", TIME, _say_time),
    Rule("time", TIME_BEFORE, _say_time),
    Rule("time", COLON_TIME, _say_colon_time),
    Rule("time", HOUR, _say_hour),
    Rule("duration", DURATION, _say_duration),
    Rule("duration", LENGTH, _say_length),
    Rule("score", SCORE, _say_score),
    Rule("money", MONEY, _say_money),
    Rule("money", MONEY_SHORT, _say_money_short),
    Rule("number", MAGNITUDE, _say_magnitude),
    Rule("percent", PERCENT_JOINED, _say_percent_joined),
    Rule("percent", PERCENT, _say_percent),
    Rule("unit", UNIT, _say_unit),
)
LAST_RULES = (
    Rule("times", TIMES, _say_times),
    Rule("fraction", MAJORITY, _say_majority),
    Rule("fraction", PAIR, _say_pair),
    Rule("unit", UNIT_JOINED, _say_unit_joined),
    Rule("number", JOINED, _say_joined),
    Rule("number", HANGING, _say_hanging),
    Rule("range", RANGE, _say_range),
    Rule("number", LONG, _say_digits),
)
PLAIN_RULES = (Rule("number", PLAIN, _say_plain),)
PER_RULE = Rule("unit", PER, _say_per)
SIGN_RULES = (
    Rule("money", MONEY_FIRST, _say_money),
    Rule("number", compile_late(r"(?<![\w.,])[-−–](?=\d)"), _say_minus),
)
