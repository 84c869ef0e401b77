"""Currencies, magnitudes and units of measure: as they are printed, and as they are said."""

from __future__ import annotations

from typing import NamedTuple


class Money(NamedTuple):
    """A currency in words."""

    one: str
    several: str
    coin: str = "centesimi"
    feminine: bool = False


EURO, DOLLAR, FRANC = (
    Money("euro", "euro"),
    Money("dollaro", "dollari"),
    Money("franco", "franchi"),
)
POUND = Money("sterlina", "sterline", "pence", True)
CURRENCIES = {
    # signs and codes (ISO 4217) as printed -> currency
    "€": EURO, "EUR": EURO, "$": DOLLAR, "US$": DOLLAR, "USD": DOLLAR, "CHF": FRANC, "Fr.": FRANC, "£": POUND, "GBP": POUND,
    "¥": Money("yen", "yen"),
}  # fmt: skip
WORDS = {
    # currencies that are printed as words
    name: money
    for money in (
        EURO, DOLLAR, FRANC, POUND, Money("yen", "yen"), Money("yuan", "yuan"), Money("rublo", "rubli"), Money("lira", "lire", "centesimi", True),
        Money("corona", "corone", "centesimi", True), Money("rupia", "rupie", "centesimi", True), Money("real", "real"), Money("peso", "pesos"),
    )
    for name in (money.several, money.one)
}  # fmt: skip
MAGNITUDES = {
    # as printed -> of one, of several
    "milioni": ("un milione", "milioni"), "milione": ("un milione", "milioni"), "mln": ("un milione", "milioni"), "mln.": ("un milione", "milioni"),
    "mio": ("un milione", "milioni"), "Mio": ("un milione", "milioni"), "M": ("un milione", "milioni"), "miliardi": ("un miliardo", "miliardi"),
    "miliardo": ("un miliardo", "miliardi"), "mld": ("un miliardo", "miliardi"), "mld.": ("un miliardo", "miliardi"), "mrd": ("un miliardo", "miliardi"),
    "mila": ("mille", "mila"),
}  # fmt: skip
UNITS = {
    # symbol (BIPM) -> of one, of several
    "km/h": ("chilometro all'ora", "chilometri all'ora"), "m/s": ("metro al secondo", "metri al secondo"), "km²": ("chilometro quadrato", "chilometri quadrati"),
    "kmq": ("chilometro quadrato", "chilometri quadrati"), "m²": ("metro quadrato", "metri quadrati"), "m2": ("metro quadrato", "metri quadrati"),
    "mq": ("metro quadrato", "metri quadrati"), "mq.": ("metro quadrato", "metri quadrati"), "m³": ("metro cubo", "metri cubi"), "m3": ("metro cubo", "metri cubi"),
    "mc": ("metro cubo", "metri cubi"), "cm³": ("centimetro cubo", "centimetri cubi"), "cc": ("centimetro cubo", "centimetri cubi"),
    "µg/m³": ("microgrammo per metro cubo", "microgrammi per metro cubo"), "μg/m³": ("microgrammo per metro cubo", "microgrammi per metro cubo"),
    "mg/l": ("milligrammo per litro", "milligrammi per litro"), "g/km": ("grammo al chilometro", "grammi al chilometro"),
    "km": ("chilometro", "chilometri"), "cm": ("centimetro", "centimetri"), "mm": ("millimetro", "millimetri"), "nm": ("nanometro", "nanometri"),
    "m": ("metro", "metri"), "kg": ("chilo", "chili"), "kg.": ("chilo", "chili"), "g": ("grammo", "grammi"), "gr": ("grammo", "grammi"), "mg": ("milligrammo", "milligrammi"),
    "ha": ("ettaro", "ettari"), "t": ("tonnellata", "tonnellate"), "l": ("litro", "litri"), "ml": ("millilitro", "millilitri"), "cl": ("centilitro", "centilitri"),
    "hl": ("ettolitro", "ettolitri"), "°C": ("grado", "gradi"), "° C": ("grado", "gradi"), "°F": ("grado Fahrenheit", "gradi Fahrenheit"), "°": ("grado", "gradi"),
    "kWh": ("chilowattora", "chilowattora"), "MWh": ("megawattora", "megawattora"), "GWh": ("gigawattora", "gigawattora"), "TWh": ("terawattora", "terawattora"),
    "kW": ("chilowatt", "chilowatt"), "MW": ("megawatt", "megawatt"), "GW": ("gigawatt", "gigawatt"), "W": ("watt", "watt"), "kV": ("chilovolt", "chilovolt"),
    "CV": ("cavallo", "cavalli"), "cv": ("cavallo", "cavalli"), "hPa": ("ettopascal", "ettopascal"), "dB": ("decibel", "decibel"), "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"), "kHz": ("chilohertz", "chilohertz"), "MB": ("megabyte", "megabyte"), "GB": ("gigabyte", "gigabyte"), "TB": ("terabyte", "terabyte"),
    "Mbps": ("megabit al secondo", "megabit al secondo"), "min": ("minuto", "minuti"), "min.": ("minuto", "minuti"), "sec": ("secondo", "secondi"), "sec.": ("secondo", "secondi"),
    "kcal": ("chilocaloria", "chilocalorie"), "ppm": ("parte per milione", "parti per milione"), "pb": ("punto base", "punti base"),
    "s": ("secondo", "secondi"), "h": ("ora", "ore"), "km/s": ("chilometro al secondo", "chilometri al secondo"), "l/m²": ("litro per metro quadrato", "litri per metro quadrato"),
    "mmHg": ("millimetro di mercurio", "millimetri di mercurio"),
}  # fmt: skip
FEMININE_UNITS = frozenset({"tonnellata", "chilocaloria", "parte", "ora"})
"""First words of units that are feminine: "una tonnellata"."""
