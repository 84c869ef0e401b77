"""Units of measure: their names in singular and plural, American and British."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import si
from audiobrief.spoken.reading import Manner


class Unit(NamedTuple):
    """The name of a unit in singular and plural."""

    one: str
    many: str


_REGULAR = {
    # as printed -> singular; the plural adds an s
    # length and area
    "km": "kilometer", "kms": "kilometer", "cm": "centimeter", "mm": "millimeter", "nm": "nanometer",
    "µm": "micrometer", "μm": "micrometer", "m": "meter", "mi": "mile", "ft-lb": "foot pound", "yd": "yard",
    "yds": "yard", "nmi": "nautical mile", "NM": "nautical mile", "sq m": "square meter", "sq km": "square kilometer",
    "sq mi": "square mile", "sq miles": "square mile", "sq mile": "square mile", "sq metres": "square meter",
    "sq meters": "square meter", "sqm": "square meter", "sqkm": "square kilometer", "sq yd": "square yard",
    "sq yds": "square yard", "cu m": "cubic meter", "m²": "square meter", "m2": "square meter",
    "km²": "square kilometer", "km2": "square kilometer", "cm²": "square centimeter", "cm2": "square centimeter",
    "mm²": "square millimeter", "mi²": "square mile", "mi2": "square mile", "m³": "cubic meter", "m3": "cubic meter",
    "cm³": "cubic centimeter", "cm3": "cubic centimeter", "km³": "cubic kilometer", "ha": "hectare", "ac": "acre",
    # mass
    "gm": "gram", "gms": "gram", "kg": "kilogram", "kgs": "kilogram", "g": "gram", "mg": "milligram", "mcg": "microgram", "µg": "microgram",
    "μg": "microgram", "ng": "nanogram", "lb": "pound", "lbs": "pound", "oz": "ounce", "qtl": "quintal", "kt": "kiloton", "ct": "carat",
    "Mt": "megaton", "MT": "metric ton", "t": "ton",
    # volume
    "l": "liter", "L": "liter", "ml": "milliliter", "mL": "milliliter", "cl": "centiliter", "dl": "deciliter",
    "dL": "deciliter", "gal": "gallon", "gals": "gallon", "qt": "quart", "pt": "pint", "c": "cup", "T": "tablespoon", "tsp": "teaspoon", "tsps": "teaspoon", "tbsps": "tablespoon", "Tbsp": "tablespoon", "Tbs": "tablespoon", "pkg": "package", "pkgs": "package", "qts": "quart",
    "tbsp": "tablespoon", "fl oz": "fluid ounce", "bbl": "barrel", "bbls": "barrel",
    # speed, fuel
    "kn": "knot", "kts": "knot", "bps": "basis point", "bp": "basis point",
    # time
    "h": "hour", "pp": "percentage point", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute",
    "sec": "second", "secs": "second", "ms": "millisecond", "yr": "year", "yrs": "year", "ns": "nanosecond",
    "wks": "week", "wk": "week", "mos": "month", "mths": "month", "mth": "month",
    # power, electricity, frequency, pressure, temperature
    "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "mW": "milliwatt", "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour", "kw": "kilowatt", "kwh": "kilowatt hour",
    "mAh": "milliamp hour", "mA": "milliamp", "Ah": "amp hour", "A": "amp", "MWp": "megawatt", "kWp": "kilowatt", "MVA": "megavolt amp", "Wh": "watt hour", "kV": "kilovolt", "mV": "millivolt", "W": "watt", "w": "watt", "V": "volt",
    "kJ": "kilojoule", "MJ": "megajoule", "kcal": "kilocalorie", "cal": "calorie", "cals": "calorie", "Pa": "pascal",
    "hPa": "hectopascal", "kPa": "kilopascal", "MPa": "megapascal", "mb": "millibar", "mbar": "millibar",
    "Nm": "newton meter", "kN": "kilonewton", "dB": "decibel", "db": "decibel", "Sv": "sievert",
    "mSv": "millisievert", "eV": "electron volt", "lm": "lumen", "mol": "mole",
    # data
    "KB": "kilobyte", "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "Gb": "gigabit", "MP": "megapixel", "px": "pixel",
    # what is scored
    "pts": "point", "reb": "rebound", "rebs": "rebound", "ast": "assist", "asts": "assist", "wkts": "wicket", "wkt": "wicket",
    # oil, gas and water, as the trade counts them
    "GL": "gigaliter", "ML": "megaliter", "kl": "kiloliter", "kL": "kiloliter", "gb": "gigabyte", "tb": "terabyte",
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
    "mbpd": ("million barrels per day", "million barrels per day"), "mb/d": ("million barrels per day", "million barrels per day"),
    "bopd": ("barrels of oil per day", "barrels of oil per day"), "boepd": ("barrels of oil equivalent per day", "barrels of oil equivalent per day"),
    "bcm": ("billion cubic meters", "billion cubic meters"), "mcm": ("million cubic meters", "million cubic meters"),
    "bcf": ("billion cubic feet", "billion cubic feet"), "tcf": ("trillion cubic feet", "trillion cubic feet"),
    "mtpa": ("million tons a year", "million tons a year"), "maf": ("million acre feet", "million acre feet"), "MAF": ("million acre feet", "million acre feet"),
    "y/o": ("year old", "years old"), "yo": ("year old", "years old"), "y.o": ("year old", "years old"),
    "pct pts": ("percentage point", "percentage points"), "ppts": ("percentage point", "percentage points"), "ppt": ("percentage point", "percentage points"), "pct": ("percent", "percent"),
    "b/d": ("barrels per day", "barrels per day"), "mph": ("mile per hour", "miles per hour"),
    "m.p.h": ("mile per hour", "miles per hour"), "kph": ("kilometer per hour", "kilometers per hour"),
    "kmph": ("kilometer per hour", "kilometers per hour"), "km/hr": ("kilometer per hour", "kilometers per hour"), "kmhr": ("kilometer per hour", "kilometers per hour"), "km/hour": ("kilometer per hour", "kilometers per hour"),
    "deg C": ("degree Celsius", "degrees Celsius"), "deg F": ("degree Fahrenheit", "degrees Fahrenheit"), "degC": ("degree Celsius", "degrees Celsius"),
    "mmHg": ("millimeter of mercury", "millimeters of mercury"), "mm Hg": ("millimeter of mercury", "millimeters of mercury"), "inHg": ("inch of mercury", "inches of mercury"),
    "MMcfd": ("million cubic feet per day", "million cubic feet per day"), "mmcfd": ("million cubic feet per day", "million cubic feet per day"), "Bcf": ("billion cubic feet", "billion cubic feet"),
    "cusecs": ("cusec", "cusecs"), "MTPA": ("million tons per year", "million tons per year"),
    "kmh": ("kilometer per hour", "kilometers per hour"), "km/h": ("kilometer per hour", "kilometers per hour"),
    "mpg": ("mile per gallon", "miles per gallon"), "rpm": ("revolution per minute", "revolutions per minute"),
    "fps": ("frame per second", "frames per second"), "ppg": ("point per game", "points per game"), "rpg": ("rebound per game", "rebounds per game"), "ypc": ("yard per carry", "yards per carry"), "apg": ("assist per game", "assists per game"),
    "mmol": ("millimole", "millimoles"), "IU": ("international unit", "international units"),
    "bpm": ("beat per minute", "beats per minute"),
    "m/s": ("meter per second", "meters per second"), "m/s²": ("meter per second squared", "meters per second squared"), "m/s2": ("meter per second squared", "meters per second squared"),
    "tCO2": ("ton of C O two", "tons of C O two"), "tCO2e": ("ton of C O two equivalent", "tons of C O two equivalent"), "MtCO2": ("million tons of C O two", "million tons of C O two"),
    "MtCO2e": ("million tons of C O two equivalent", "million tons of C O two equivalent"), "GtCO2": ("billion tons of C O two", "billion tons of C O two"), "gCO2": ("gram of C O two", "grams of C O two"), "ppl": ("pence per liter", "pence per liter"), "cpl": ("cents per liter", "cents per liter"), "ppk": ("pence per kilo", "pence per kilo"),
    "kgMS": ("kilogram of milk solids", "kilograms of milk solids"), "mt": ("million tons", "million tons"), "pc": ("percent", "percent"), "Hz": ("hertz", "hertz"),
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
    **{sign: Unit(*names) for sign, names in si.units().items()},
    **{sign: Unit(one, f"{one}s") for sign, one in _REGULAR.items()},
    **{sign: Unit(*names) for sign, names in _IRREGULAR.items()},
}
PER = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "d": "day", "day": "day", "wk": "week", "yr": "year", "l": "liter", "L": "liter", "ml": "milliliter", "dl": "deciliter", "dL": "deciliter", "mL": "milliliter",
       "kg": "kilogram", "g": "gram", "lb": "pound", "m": "meter", "km": "kilometer", "m²": "square meter", "m2": "square meter", "m³": "cubic meter", "m3": "cubic meter", "km²": "square kilometer", "km2": "square kilometer", "mi²": "square mile", "sq km": "square kilometer", "sq mi": "square mile", "sq m": "square meter", "sq ft": "square foot", "ha": "hectare", "mi": "mile", "gal": "gallon", "kWh": "kilowatt hour", "MWh": "megawatt hour", "mol": "mole", "cm²": "square centimeter", "cm2": "square centimeter", "cm³": "cubic centimeter", "cm3": "cubic centimeter", "ac": "acre", "bbl": "barrel", "bu": "bushel", "t": "ton", "tonne": "ton", "oz": "ounce", "ft": "foot", "mile": "mile", "capita": "capita", "game": "game", "head": "head", "unit": "unit", "µL": "microliter", "μL": "microliter", "100g": "one hundred grams", "100ml": "one hundred milliliters", "100 g": "one hundred grams", "100 ml": "one hundred milliliters",
       "week": "week", "month": "month", "year": "year", "hour": "hour", "second": "second", "minute": "minute", "person": "person", "100km": "one hundred kilometers"}  # fmt: skip
BRITISH = {"meter": "metre", "liter": "litre", "ton": "tonne"}
_SPELLING = compile_late(
    r"(?<![a-z])((?:kilo|centi|milli|nano|micro|deci|giga|mega)?)(meter|liter)(?=s?\b)"
)
UNIT_NAMES = "|".join(
    re.escape(u).replace(r"\ ", r"\.?[\s-]?").replace(r"sq\.?", r"sq\.?")
    for u in sorted(UNITS, key=len, reverse=True)
)
PER_NAMES = "|".join(re.escape(u) for u in sorted(PER, key=len, reverse=True))


def spell_unit(name: str, manner: Manner) -> str:
    """A unit's name as the reader's country spells it: "metre" or "meter"."""
    return _SPELLING.sub(lambda m: m[1] + BRITISH[m[2]], name) if manner.british else name


def find_unit(written: str) -> Unit | None:
    """The unit of a sign as it is printed, with or without stops and spaces; None if unknown."""
    short = re.sub(r"\.?[\s-]+|\.(?=\w)", " ", written)
    return UNITS.get(written) or UNITS.get(short) or UNITS.get(short.replace(" ", ""))
