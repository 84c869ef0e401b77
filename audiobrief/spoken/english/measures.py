"""Units of measure: their names, one and many, American and British."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.spoken.english.abbreviations import kept_stop
from audiobrief.spoken.english.amounts import NUMBER, VULGAR, fraction
from audiobrief.spoken.english.figures import cardinal, decimal
from audiobrief.spoken.reading import Manner, Part, Rule, Said


class Unit(NamedTuple):
    """What a unit is called."""

    one: str
    many: str


def _metric(name: str) -> Unit:
    return Unit(name, name + "s")


_PREFIXES = {
    "k": "kilo",
    "c": "centi",
    "m": "milli",
    "n": "nano",
    "µ": "micro",
    "μ": "micro",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "h": "hecto",
}
UNITS: dict[str, Unit] = {
    # length and area
    "km": _metric("kilometer"), "kms": _metric("kilometer"), "cm": _metric("centimeter"), "mm": _metric("millimeter"), "nm": _metric("nanometer"),
    "µm": _metric("micrometer"), "μm": _metric("micrometer"), "m": _metric("meter"),
    "mi": _metric("mile"), "ft": Unit("foot", "feet"), "in": Unit("inch", "inches"), "ins": Unit("inch", "inches"), "lb-ft": Unit("pound foot", "pound feet"), "ft-lb": Unit("foot pound", "foot pounds"), "lb ft": Unit("pound foot", "pound feet"), "yd": _metric("yard"), "yds": _metric("yard"),
    "nmi": _metric("nautical mile"), "sq ft": Unit("square foot", "square feet"), "sq feet": Unit("square foot", "square feet"), "sq foot": Unit("square foot", "square feet"),
    "sq m": _metric("square meter"), "sq km": _metric("square kilometer"), "sq mi": _metric("square mile"), "sq miles": _metric("square mile"), "sq mile": _metric("square mile"),
    "sq metres": _metric("square meter"), "sq meters": _metric("square meter"), "sqft": Unit("square foot", "square feet"), "sqm": _metric("square meter"), "sqkm": _metric("square kilometer"),
    "sq in": Unit("square inch", "square inches"), "sq yd": _metric("square yard"), "sq yds": _metric("square yard"), "cu ft": Unit("cubic foot", "cubic feet"), "cu m": _metric("cubic meter"),
    "m²": _metric("square meter"), "m2": _metric("square meter"), "km²": _metric("square kilometer"), "km2": _metric("square kilometer"), "cm²": _metric("square centimeter"), "cm2": _metric("square centimeter"),
    "mm²": _metric("square millimeter"), "ft²": Unit("square foot", "square feet"), "ft2": Unit("square foot", "square feet"), "mi²": _metric("square mile"), "mi2": _metric("square mile"),
    "m³": _metric("cubic meter"), "m3": _metric("cubic meter"), "cm³": _metric("cubic centimeter"), "cm3": _metric("cubic centimeter"), "km³": _metric("cubic kilometer"), "ft³": Unit("cubic foot", "cubic feet"),
    "ha": _metric("hectare"), "ac": _metric("acre"),
    # mass
    "kg": _metric("kilogram"), "kgs": _metric("kilogram"), "g": _metric("gram"), "mg": _metric("milligram"), "mcg": _metric("microgram"), "µg": _metric("microgram"), "μg": _metric("microgram"),
    "ng": _metric("nanogram"), "lb": _metric("pound"), "lbs": _metric("pound"), "oz": Unit("ounce", "ounces"), "st": Unit("stone", "stone"), "kt": _metric("kiloton"), "Mt": _metric("megaton"), "t": _metric("ton"),
    # volume
    "l": _metric("liter"), "L": _metric("liter"), "ml": _metric("milliliter"), "mL": _metric("milliliter"), "cl": _metric("centiliter"), "dl": _metric("deciliter"), "dL": _metric("deciliter"),
    "gal": _metric("gallon"), "gals": _metric("gallon"), "qt": _metric("quart"), "pt": _metric("pint"), "tsp": _metric("teaspoon"), "tbsp": _metric("tablespoon"), "fl oz": Unit("fluid ounce", "fluid ounces"),
    "cc": Unit("c c", "c c"), "bbl": _metric("barrel"), "bbls": _metric("barrel"), "bpd": Unit("barrels per day", "barrels per day"), "b/d": Unit("barrels per day", "barrels per day"),
    # speed, fuel
    "mph": Unit("miles per hour", "miles per hour"), "m.p.h": Unit("miles per hour", "miles per hour"), "kph": Unit("kilometers per hour", "kilometers per hour"), "kmh": Unit("kilometers per hour", "kilometers per hour"),
    "km/h": Unit("kilometers per hour", "kilometers per hour"), "mpg": Unit("miles per gallon", "miles per gallon"), "kn": _metric("knot"), "kts": _metric("knot"), "rpm": Unit("revolutions per minute", "revolutions per minute"),
    "bps": Unit("basis point", "basis points"), "fps": Unit("frames per second", "frames per second"), "bpm": Unit("beats per minute", "beats per minute"), "m/s": Unit("meters per second", "meters per second"),
    # time
    "h": _metric("hour"), "pc": Unit("percent", "percent"), "pp": Unit("percentage point", "percentage points"), "hr": _metric("hour"), "hrs": _metric("hour"), "min": _metric("minute"), "mins": _metric("minute"), "sec": _metric("second"), "secs": _metric("second"), "ms": _metric("millisecond"), "yr": _metric("year"), "yrs": _metric("year"),
    "ns": _metric("nanosecond"), "wks": _metric("week"), "wk": _metric("week"), "mos": _metric("month"),
    # power, electricity, frequency, pressure, temperature
    "kW": _metric("kilowatt"), "MW": _metric("megawatt"), "GW": _metric("gigawatt"), "TW": _metric("terawatt"), "mW": _metric("milliwatt"), "kWh": _metric("kilowatt hour"), "MWh": _metric("megawatt hour"), "GWh": _metric("gigawatt hour"), "TWh": _metric("terawatt hour"),
    "kw": _metric("kilowatt"), "kwh": _metric("kilowatt hour"), "mAh": _metric("milliamp hour"), "mA": _metric("milliamp"), "kV": _metric("kilovolt"), "mV": _metric("millivolt"), "W": _metric("watt"), "V": _metric("volt"),
    "Hz": Unit("hertz", "hertz"), "kHz": Unit("kilohertz", "kilohertz"), "MHz": Unit("megahertz", "megahertz"), "GHz": Unit("gigahertz", "gigahertz"), "hp": Unit("horsepower", "horsepower"), "bhp": Unit("brake horsepower", "brake horsepower"),
    "kJ": _metric("kilojoule"), "MJ": _metric("megajoule"), "kcal": _metric("kilocalorie"), "cal": _metric("calorie"), "cals": _metric("calorie"), "Pa": _metric("pascal"), "hPa": _metric("hectopascal"), "kPa": _metric("kilopascal"), "MPa": _metric("megapascal"), "psi": Unit("pounds per square inch", "pounds per square inch"),
    "mb": _metric("millibar"), "mbar": _metric("millibar"), "Nm": _metric("newton meter"), "kN": _metric("kilonewton"), "dB": _metric("decibel"), "db": _metric("decibel"), "Sv": _metric("sievert"), "mSv": _metric("millisievert"), "ppm": Unit("parts per million", "parts per million"), "ppb": Unit("parts per billion", "parts per billion"),
    "K": Unit("K", "K"), "eV": _metric("electron volt"), "lm": Unit("lumen", "lumens"), "mol": _metric("mole"),
    # data
    "KB": _metric("kilobyte"), "kB": _metric("kilobyte"), "MB": _metric("megabyte"), "GB": _metric("gigabyte"), "TB": _metric("terabyte"), "PB": _metric("petabyte"), "Gb": _metric("gigabit"), "Kbps": Unit("kilobit per second", "kilobits per second"),
    "kbps": Unit("kilobit per second", "kilobits per second"), "Mbps": Unit("megabit per second", "megabits per second"), "mbps": Unit("megabit per second", "megabits per second"), "Gbps": Unit("gigabit per second", "gigabits per second"), "gbps": Unit("gigabit per second", "gigabits per second"),
    "Mb/s": Unit("megabit per second", "megabits per second"), "MB/s": Unit("megabyte per second", "megabytes per second"), "MP": _metric("megapixel"), "px": _metric("pixel"), "dpi": Unit("dots per inch", "dots per inch"), "gb": _metric("gigabyte"), "tb": _metric("terabyte"),
    # angles and temperature
    "°C": Unit("degree Celsius", "degrees Celsius"), "°F": Unit("degree Fahrenheit", "degrees Fahrenheit"), "º": Unit("degree", "degrees"), "°": Unit("degree", "degrees"), "ºC": Unit("degree Celsius", "degrees Celsius"), "ºF": Unit("degree Fahrenheit", "degrees Fahrenheit"), "° C": Unit("degree Celsius", "degrees Celsius"), "° F": Unit("degree Fahrenheit", "degrees Fahrenheit"),
    "℃": Unit("degree Celsius", "degrees Celsius"), "℉": Unit("degree Fahrenheit", "degrees Fahrenheit"), "C": Unit("degree Celsius", "degrees Celsius"), "F": Unit("degree Fahrenheit", "degrees Fahrenheit"), "deg": Unit("degree", "degrees"),
}  # fmt: skip
PER = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "day": "day", "wk": "week", "yr": "year", "l": "liter", "L": "liter", "ml": "milliliter", "dl": "deciliter", "dL": "deciliter", "mL": "milliliter",
       "kg": "kilogram", "g": "gram", "lb": "pound", "m": "meter", "km": "kilometer", "m²": "square meter", "m2": "square meter", "m³": "cubic meter", "m3": "cubic meter", "sq ft": "square foot", "ha": "hectare", "mi": "mile", "gal": "gallon", "kWh": "kilowatt hour", "MWh": "megawatt hour",
       "week": "week", "month": "month", "year": "year", "hour": "hour", "second": "second", "minute": "minute", "person": "person", "100km": "one hundred kilometers"}  # fmt: skip
CLOSE_ONLY = frozenset("m g l L t C F W V K h in st pt min cal MP".split())
"""Taken for a unit only where they touch the number, or a word nearby says so."""
LONG = r"\s?(?:long|tall|wide|deep|high|away|from|apart|thick|above|below|across|race|sprint|freestyle|hurdles|pool|final|relay|butterfly|backstroke|breaststroke|medley|dash|drop|fall|swell|waves?|tower|wall|x\b|by\b|-|up\b|down\b|off\b|underwater|in\s(?:length|height|width|depth|diameter))"
DEEP = r"\s(?:of|long|wide|deep|high|tall|thick|blade|knife|screen|gun|vinyl)\b"
BRITISH = {"meter": "metre", "liter": "litre", "ton": "tonne"}
_SPELLING = re.compile(
    r"(?<![a-z])((?:kilo|centi|milli|nano|micro|deci)?)(meter|liter)(?=s?\b)"
)
_NAMES = "|".join(
    re.escape(u).replace(r"\ ", r"\.?\s?").replace(r"sq\.?", r"sq\.?")
    for u in sorted(UNITS, key=len, reverse=True)
)
_PER = "|".join(re.escape(u) for u in sorted(PER, key=len, reverse=True))
_SIZE = r"(?:\s(?P<size>(?i:hundred|thousand|million|billion|trillion)))?"


def _spell(name: str, manner: Manner) -> str:
    return _SPELLING.sub(lambda m: m[1] + BRITISH[m[2]], name) if manner.british else name


def _find(written: str) -> Unit | None:
    short = re.sub(r"\.?\s+|\.(?=\w)", " ", written)
    return UNITS.get(written) or UNITS.get(short) or UNITS.get(short.replace(" ", ""))


def _is_unit(match: re.Match[str], unit: str) -> bool:
    """Whether a short sign after a number is a unit there: "12m long", not "12m people"."""
    text, end = match.string, match.end()
    after = text[end : end + 24]
    gap = match["gap"]
    if unit == "m":
        if re.match(LONG, after) or gap == "-":
            return True
        if re.match(
            r"\s(?:more|new|of|a|people|children|men|women|(?!is\b|was\b|has\b|its\b|as\b)[a-z]+s)\b",
            after,
        ):
            return False
        number = match["n"] or ""
        return "." not in number or len(number.partition(".")[0]) < 2 or bool(gap)
    if unit in {"C", "F"}:
        return not gap and not after[:1].isalnum()
    if unit == "in":
        # "5in of snow", "5 in." and "a 5-in blade"; but "5 in 10" and "5 in all"
        free = not re.match(r"\s[A-Za-z0-9]", after) or re.match(DEEP, after)
        return gap == "-" or after[:1] == "." or (not gap and bool(free))
    if unit == "st":
        return bool(re.match(r"\s?[0-9]{1,2}\s?lbs?", after))
    if unit in {
        "pt",
        "min",
        "cal",
        "sec",
        "t",
        "MP",
        "ac",
        "hp",
        "K",
        "V",
        "W",
        "h",
        "l",
        "g",
        "L",
    }:
        return not after[:1].isalpha() and (
            not gap
            or (
                unit in {"min", "sec", "hp", "cal", "g", "l", "L"}
                and not re.match(r"\s?[a-z]*['’]", after)
            )
        )
    return True


def _measure(match: re.Match[str], manner: Manner) -> Said:
    written = match["unit"]
    unit = _find(written)
    if unit is None or not _is_unit(match, written):
        return None
    number = decimal(match["n"], british=manner.british) if match["n"] else ""
    if match["f"]:
        top, bottom = VULGAR[match["f"]]
        half = fraction(top, bottom, british=manner.british, mixed=bool(number))
        number = f"{number} and {half}" if number else half
    single = _is_single(match, number, unit.one)
    name = unit.one if single else unit.many
    said = _spell(name, manner)
    if match["per"]:
        said += f" per {_spell(PER[match['per']], manner)}"
    if match[0].endswith("."):
        said += kept_stop(match.string, match.end())
    parts = [
        Part(
            match.start("gap") if match["gap"] else match.start("unit"),
            number + (f" {match['size']}" if match["size"] else ""),
        )
    ]
    return (*parts, Part(match.end(), ("-" if match["gap"] == "-" else " ") + said))


def _is_single(match: re.Match[str], number: str, name: str) -> bool:
    if match["size"]:
        return False
    if name.startswith("degree"):
        return number == "one"
    if number == "one" or match["gap"] == "-" or (match["f"] and not match["n"]):
        return True
    if re.match(
        r"\s(?:race|sprint|freestyle|hurdles|final|relay|butterfly|backstroke|breaststroke|medley|dash|pool|tower|wall|waves?|drop|fall|swell|statue|ladder|pole|screen|blade|knife|vessel|boat|yacht|radius|walk|run|ride|hike|march|trek|stretch|journey)\b",
        match.string[match.end() : match.end() + 14],
    ):
        return "per" not in name
    # "a 500 sq. ft. flat": a unit before its noun has no plural, after an article
    before = match.string[max(0, match.start() - 5) : match.start()]
    after = match.string[match.end() : match.end() + 12]
    return bool(
        re.search(r"(?i:\b(?:a|an|the))\s\Z", before)
        and re.match(
            r"\s(?!(?:of|in|to|from|and|or|at|on|for|is|was|per|long|tall|wide|deep|high|away|above|below|by)\b)[a-z]",
            after,
        )
    )


def _feet_and_inches(match: re.Match[str], manner: Manner) -> Said:
    # 6'2", 5ft 10in
    del manner
    feet = cardinal(match["ft"])
    inches = f" {cardinal(match['in'])}" if match["in"] else ""
    return f"{feet} {'foot' if inches or feet == 'one' else 'feet'}{inches}"


def _inches(match: re.Match[str], manner: Manner) -> Said:
    # 16" wheels; a quotation mark that closes one is no inch mark
    before = match.string[max(0, match.start() - 400) : match.start()]
    if before.count('"') % 2 or ("“" in before[-60:] and "”" not in before[-60:]):
        return None
    single = match["n"] == "1" or bool(
        re.search(r"(?i:\b(?:an?|the))\s\Z", before)
        and re.match(r"\s[a-z]", match.string[match.end() : match.end() + 2])
    )
    return f"{decimal(match['n'], british=manner.british)} {'inch' if single else 'inches'}"


def _per_unit(match: re.Match[str], manner: Manner) -> Said:
    return (
        f"{decimal(match['n'], british=manner.british)} per {_spell(PER[match['per']], manner)}"
    )


def _stones(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{cardinal(match['st'])} stone {cardinal(match['lb'])}" + (
        " pounds" if match["unit"] else ""
    )


DIGIT_RULES = (
    Rule(
        "unit",
        re.compile(
            r"(?P<ft>[1-9]?[0-9])(?:\s?ft\.?|['’′])\s?(?P<in>1[01]|[0-9])(?:\s?in(?:s|ches)?\b\.?|(?P<mark>[\"”″]|''|’’))"
        ),
        _feet_and_inches,
    ),
    Rule(
        "unit",
        re.compile(r"(?P<st>[1-9]?[0-9])\s?st\s?(?P<lb>1[0-3]|[0-9])\s?(?P<unit>lbs?\b)"),
        _stones,
    ),
    Rule(
        "unit",
        re.compile(
            rf"(?P<n>{NUMBER})?(?P<f>[½⅓⅔¼¾⅛⅜⅝⅞])?{_SIZE}(?P<gap>\s?-?)(?P<unit>{_NAMES})(?![\w²³])(?:/(?P<per>{_PER})\b|\s?(?:per|a)\s(?P<per2>(?!)))?(?:\.(?=[\s;,:)]|$)(?<=[a-z]\.))?"
        ),
        _measure,
    ),
    Rule(
        "unit",
        re.compile(
            rf"(?P<n>{NUMBER})/(?P<per>kg|g|lb|km|hr|h|day|wk|week|month|year|yr|person|kWh|MWh)(?!\w)"
        ),
        _per_unit,
    ),
    Rule("unit", re.compile(rf"(?P<n>{NUMBER})(?:\"|″|'')(?!\w)"), _inches),
)
