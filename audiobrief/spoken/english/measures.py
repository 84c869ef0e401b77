"""Units of measure: their names in singular and plural, American and British."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.abbreviations import kept_stop
from audiobrief.spoken.english.amounts import NUMBER, VULGAR, fraction
from audiobrief.spoken.english.figures import cardinal, decimal
from audiobrief.spoken.reading import Manner, Part, Rule, Said


class Unit(NamedTuple):
    """The name of a unit in singular and plural."""

    one: str
    many: str


_REGULAR = {
    # as printed -> singular; the plural adds an s
    # length and area
    "km": "kilometer", "kms": "kilometer", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer",
    "µm": "micrometer", "μm": "micrometer", "m": "meter", "mi": "mile", "ft-lb": "foot pound", "yd": "yard",
    "yds": "yard", "nmi": "nautical mile", "sq m": "square meter", "sq km": "square kilometer",
    "sq mi": "square mile", "sq miles": "square mile", "sq mile": "square mile", "sq metres": "square meter",
    "sq meters": "square meter", "sqm": "square meter", "sqkm": "square kilometer", "sq yd": "square yard",
    "sq yds": "square yard", "cu m": "cubic meter", "m²": "square meter", "m2": "square meter",
    "km²": "square kilometer", "km2": "square kilometer", "cm²": "square centimeter", "cm2": "square centimeter",
    "mm²": "square millimeter", "mi²": "square mile", "mi2": "square mile", "m³": "cubic meter", "m3": "cubic meter",
    "cm³": "cubic centimeter", "cm3": "cubic centimeter", "km³": "cubic kilometer", "ha": "hectare", "ac": "acre",
    # mass
    "gm": "gram", "gms": "gram", "kg": "kilogram", "kgs": "kilogram", "g": "gram", "mg": "milligram", "mcg": "microgram", "µg": "microgram",
    "μg": "microgram", "ng": "nanogram", "lb": "pound", "lbs": "pound", "oz": "ounce", "kt": "kiloton",
    "Mt": "megaton", "t": "ton",
    # volume
    "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter", "dl": "deciliter",
    "dL": "deciliter", "gal": "gallon", "gals": "gallon", "qt": "quart", "pt": "pint", "tsp": "teaspoon",
    "tbsp": "tablespoon", "fl oz": "fluid ounce", "bbl": "barrel", "bbls": "barrel",
    # speed, fuel
    "kn": "knot", "kts": "knot", "bps": "basis point",
    # time
    "h": "hour", "pp": "percentage point", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "ms": "millisecond", "yr": "year", "yrs": "year", "ns": "nanosecond",
    "wks": "week", "wk": "week", "mos": "month",
    # power, electricity, frequency, pressure, temperature
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "mW": "milliwatt", "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour", "kw": "kilowatt", "kwh": "kilowatt hour",
    "mAh": "milliamp hour", "mA": "milliamp", "kV": "kilovolt", "mV": "millivolt", "W": "watt", "V": "volt",
    "kJ": "kilojoule", "MJ": "megajoule", "kcal": "kilocalorie", "cal": "calorie", "cals": "calorie", "Pa": "pascal",
    "hPa": "hectopascal", "kPa": "kilopascal", "MPa": "megapascal", "mb": "millibar", "mbar": "millibar",
    "Nm": "newton meter", "kN": "kilonewton", "dB": "decibel", "db": "decibel", "Sv": "sievert",
    "mSv": "millisievert", "eV": "electron volt", "lm": "lumen", "mol": "mole",
    # data
    "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "Gb": "gigabit", "MP": "megapixel", "px": "pixel", "gb": "gigabyte", "tb": "terabyte",
    # angles and temperature
    "º": "degree", "°": "degree", "deg": "degree",
}  # fmt: skip
_IRREGULAR = {
    "ft": ("foot", "feet"), "in": ("inch", "inches"), "ins": ("inch", "inches"),
    "lb-ft": ("pound foot", "pound feet"), "lb ft": ("pound foot", "pound feet"),
    "sq ft": ("square foot", "square feet"), "sq feet": ("square foot", "square feet"),
    "sq foot": ("square foot", "square feet"), "sqft": ("square foot", "square feet"),
    "sq in": ("square inch", "square inches"), "cu ft": ("cubic foot", "cubic feet"),
    "ft²": ("square foot", "square feet"), "ft2": ("square foot", "square feet"), "ft³": ("cubic foot", "cubic feet"),
    "st": ("stone", "stone"), "cc": ("c c", "c c"), "bpd": ("barrels per day", "barrels per day"),
    "b/d": ("barrels per day", "barrels per day"), "mph": ("miles per hour", "miles per hour"),
    "m.p.h": ("miles per hour", "miles per hour"), "kph": ("kilometers per hour", "kilometers per hour"),
    "kmh": ("kilometers per hour", "kilometers per hour"), "km/h": ("kilometers per hour", "kilometers per hour"),
    "mpg": ("miles per gallon", "miles per gallon"), "rpm": ("revolutions per minute", "revolutions per minute"),
    "fps": ("frames per second", "frames per second"), "bpm": ("beats per minute", "beats per minute"),
    "m/s": ("meters per second", "meters per second"), "pc": ("percent", "percent"), "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"),
    "hp": ("horsepower", "horsepower"), "bhp": ("brake horsepower", "brake horsepower"),
    "psi": ("pounds per square inch", "pounds per square inch"), "ppm": ("parts per million", "parts per million"),
    "ppb": ("parts per billion", "parts per billion"), "K": ("K", "K"),
    "Kbps": ("kilobit per second", "kilobits per second"), "kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"), "mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"), "gbps": ("gigabit per second", "gigabits per second"),
    "Mb/s": ("megabit per second", "megabits per second"), "MB/s": ("megabyte per second", "megabytes per second"),
    "dpi": ("dots per inch", "dots per inch"), "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "ºC": ("degree Celsius", "degrees Celsius"),
    "ºF": ("degree Fahrenheit", "degrees Fahrenheit"), "° C": ("degree Celsius", "degrees Celsius"),
    "° F": ("degree Fahrenheit", "degrees Fahrenheit"), "℃": ("degree Celsius", "degrees Celsius"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"), "C": ("degree Celsius", "degrees Celsius"),
    "F": ("degree Fahrenheit", "degrees Fahrenheit"),
}  # fmt: skip
UNITS: dict[str, Unit] = {
    **{sign: Unit(one, f"{one}s") for sign, one in _REGULAR.items()},
    **{sign: Unit(*names) for sign, names in _IRREGULAR.items()},
}
PER = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "day": "day", "wk": "week", "yr": "year", "l": "liter", "L": "liter", "ml": "milliliter", "dl": "deciliter", "dL": "deciliter", "mL": "milliliter",
       "kg": "kilogram", "g": "gram", "lb": "pound", "m": "meter", "km": "kilometer", "m²": "square meter", "m2": "square meter", "m³": "cubic meter", "m3": "cubic meter", "sq ft": "square foot", "ha": "hectare", "mi": "mile", "gal": "gallon", "kWh": "kilowatt hour", "MWh": "megawatt hour",
       "week": "week", "month": "month", "year": "year", "hour": "hour", "second": "second", "minute": "minute", "person": "person", "100km": "one hundred kilometers"}  # fmt: skip
TIGHT = frozenset("pt min cal sec t MP ac hp K V W h l g L".split())
"""Units that are also words or names: no letter may follow them, and most must touch the
number."""
LONG = r"\s?(?:long|tall|wide|deep|high|away|from|apart|thick|above|below|across|race|sprint|freestyle|hurdles|pool|final|relay|butterfly|backstroke|breaststroke|medley|dash|drop|fall|swell|waves?|tower|wall|x\b|by\b|-|up\b|down\b|off\b|underwater|in\s(?:length|height|width|depth|diameter))"
DEEP = r"\s(?:of|long|wide|deep|high|tall|thick|blade|knife|screen|gun|vinyl)\b"
COUNTED_AFTER = compile_late(
    r"\s(?:(?:more|new|of|a|people|children|men|women|in\s(?:debt|cash|sales|funding|damages|tax)"
    r"|have|had|were|live|lived|voted|fled|travelled|visited|watched|km|kg|miles|tonnes)\b"
    r"|(?!is\b|was\b|has\b|its\b|as\b)[a-z]+s\b|[A-Z][a-z]+(?:ans|ons|ese|ish|men)\b)"
)
COUNTED_BEFORE = compile_late(
    r"\b(?:raised|owed|owes|owing|earned|paid|pays|spent|cost|costs|worth|population\sof)"
    r"(?:\s(?:about|over|nearly|almost|around|some|only|another|up\sto|more\sthan))?\s\Z"
)
"""Words before or after "12m" that make it twelve million (people or money) and not a
length."""
BRITISH = {"meter": "metre", "liter": "litre", "ton": "tonne"}
_SPELLING = compile_late(
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
        before = text[max(0, match.start() - 24) : match.start()]
        if COUNTED_AFTER.match(after) or COUNTED_BEFORE.search(before):
            return False
        number = match["n"] or ""
        return "." not in number or len(number.partition(".")[0]) < 2 or bool(gap)
    if unit in {"C", "F"}:
        return not gap and not after[:1].isalnum()
    if unit == "in":
        # inches in "5in of snow", "5 in." and "a 5-in blade"; not in "5 in 10" and "5 in all"
        if gap == "-" and re.match("-[0-9]", after):
            return False  # a 1-in-5 chance
        free = not re.match(r"\s[A-Za-z0-9]", after) or re.match(DEEP, after)
        return gap == "-" or after[:1] == "." or (not gap and bool(free))
    if unit == "st":
        return bool(re.match(r"\s?[0-9]{1,2}\s?lbs?", after))
    if unit == "K":
        return gap == " " and not after[:1].isalpha()  # 15K likes, 300 K
    if unit in TIGHT:
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
    if re.match(r"-[a-z]", match.string[match.end() : match.end() + 2]):
        return "per" not in name  # "a 3m-high wall"
    if re.match(
        r"\s(?:race|sprint|freestyle|hurdles|final|relay|butterfly|backstroke|breaststroke|medley|dash|pool|tower|wall|waves?|drop|fall|swell|statue|ladder|pole|screen|blade|knife|vessel|boat|yacht|radius|walk|run|ride|hike|march|trek|stretch|journey|rounds?|shells?|guns?|mortars?|cannons?|howitzers?|rockets?|pistols?|ammunition|bullets?|lens|film|passage|tunnel|bridge|pipes?|cables?|mark|radius|band|exclusion|zone|limit)\b",
        match.string[match.end() : match.end() + 16],
    ):
        return "per" not in name
    # "a 500 sq. ft. flat": between an article and its noun a unit has no plural
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
    # 16" wheels; a mark that closes a quotation is not an inch mark
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


def _stone(match: re.Match[str], manner: Manner) -> Said:
    return f"{cardinal(match['st'])} stone" if manner.british else None


def _stones(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{cardinal(match['st'])} stone {cardinal(match['lb'])}" + (
        " pounds" if match["unit"] else ""
    )


DIGIT_RULES = (
    # no ordinal ends so: 10st is a weight
    Rule("unit", compile_late(r"(?P<st>[1-2]?[02-9]|11)st(?![\w]|\s?[0-9])"), _stone),
    Rule(
        "unit",
        compile_late(
            r"(?P<ft>[1-9]?[0-9])(?:\s?ft\.?|['’′])\s?(?P<in>1[01]|[0-9])(?:\s?in(?:s|ches)?\b\.?|(?P<mark>[\"”″]|''|’’))"
        ),
        _feet_and_inches,
    ),
    Rule(
        "unit",
        compile_late(r"(?P<st>[1-9]?[0-9])\s?st\s?(?P<lb>1[0-3]|[0-9])\s?(?P<unit>lbs?\b)"),
        _stones,
    ),
    Rule(
        "unit",
        compile_late(
            rf"(?P<n>[0-9]{{1,3}}(?:\s[0-9]{{3}})+(?=\s?(?:km|kg|ha)\b)|{NUMBER})?(?P<f>[½⅓⅔¼¾⅛⅜⅝⅞])?{_SIZE}(?P<gap>\s?-?)(?P<unit>{_NAMES})(?![\w²³])(?:/(?P<per>{_PER})\b)?(?:\.(?=[\s;,:)]|$)(?<=[a-z]\.))?"
        ),
        _measure,
    ),
    Rule(
        "unit",
        compile_late(
            rf"(?P<n>{NUMBER})/(?P<per>kg|g|lb|km|hr|h|day|wk|week|month|year|yr|person|kWh|MWh)(?!\w)"
        ),
        _per_unit,
    ),
    Rule("unit", compile_late(rf"(?P<n>{NUMBER})(?:\"|″|'')(?!\w)"), _inches),
)
