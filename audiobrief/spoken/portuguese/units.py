"""Currencies, magnitudes and units of measure: as they are printed, and as they are said."""

from __future__ import annotations

from typing import NamedTuple


class Money(NamedTuple):
    """A currency in words."""

    one: str
    several: str
    coin: str = "centavos"
    feminine: bool = False


REAL, EURO, DOLLAR = (
    Money("real", "reais"),
    Money("euro", "euros", "cêntimos"),
    Money("dólar", "dólares", "cêntimos"),
)
POUND = Money("libra", "libras", "pence", True)
CURRENCIES = {
    # signs and codes (ISO 4217) as printed -> currency
    "R$": REAL, "BRL": REAL, "€": EURO, "EUR": EURO, "US$": DOLLAR, "USD": DOLLAR, "$": DOLLAR, "£": POUND, "GBP": POUND,
    "MT": Money("metical", "meticais"), "MZN": Money("metical", "meticais"), "Kz": Money("kwanza", "kwanzas", "cêntimos"), "AOA": Money("kwanza", "kwanzas", "cêntimos"),
    "CHF": Money("franco", "francos", "cêntimos"), "¥": Money("iene", "ienes"),
}  # fmt: skip
WORDS = {
    name: money
    for money in (
        REAL, EURO, DOLLAR, POUND, Money("metical", "meticais"), Money("kwanza", "kwanzas", "cêntimos"), Money("franco", "francos", "cêntimos"),
        Money("peso", "pesos"), Money("iene", "ienes"), Money("yuan", "yuans"), Money("rublo", "rublos"), Money("coroa", "coroas", "cêntimos", True), Money("escudo", "escudos"),
    )
    for name in (money.several, money.one)
}  # fmt: skip
MAGNITUDES = {
    # as printed -> of one, of several
    "mil milhões": ("mil milhões", "mil milhões"), "milhões": ("milhão", "milhões"), "milhão": ("milhão", "milhões"), "mi": ("milhão", "milhões"), "mi.": ("milhão", "milhões"),
    "M": ("milhão", "milhões"), "bilhões": ("bilhão", "bilhões"), "bilhão": ("bilhão", "bilhões"), "bi": ("bilhão", "bilhões"), "biliões": ("bilião", "biliões"),
    "trilhões": ("trilhão", "trilhões"), "trilhão": ("trilhão", "trilhões"), "mil": ("mil", "mil"),
}  # fmt: skip
UNITS = {
    # symbol (BIPM) -> of one, of several, as Portugal says it
    "km/h": ("quilómetro por hora", "quilómetros por hora"), "m/s": ("metro por segundo", "metros por segundo"), "km²": ("quilómetro quadrado", "quilómetros quadrados"),
    "km2": ("quilómetro quadrado", "quilómetros quadrados"), "m²": ("metro quadrado", "metros quadrados"), "m2": ("metro quadrado", "metros quadrados"), "m³": ("metro cúbico", "metros cúbicos"),
    "m3": ("metro cúbico", "metros cúbicos"), "µg/m³": ("micrograma por metro cúbico", "microgramas por metro cúbico"), "mg/l": ("miligrama por litro", "miligramas por litro"),
    "km": ("quilómetro", "quilómetros"), "cm": ("centímetro", "centímetros"), "mm": ("milímetro", "milímetros"), "m": ("metro", "metros"), "kg": ("quilo", "quilos"), "g": ("grama", "gramas"),
    "mg": ("miligrama", "miligramas"), "ha": ("hectare", "hectares"), "t": ("tonelada", "toneladas"), "l": ("litro", "litros"), "L": ("litro", "litros"), "ml": ("mililitro", "mililitros"),
    "cl": ("centilitro", "centilitros"), "°C": ("grau", "graus"), "ºC": ("grau", "graus"), "° C": ("grau", "graus"), "°": ("grau", "graus"), "kWh": ("quilowatt-hora", "quilowatts-hora"),
    "MWh": ("megawatt-hora", "megawatts-hora"), "GWh": ("gigawatt-hora", "gigawatts-hora"), "kW": ("quilowatt", "quilowatts"), "MW": ("megawatt", "megawatts"), "GW": ("gigawatt", "gigawatts"),
    "kV": ("quilovolt", "quilovolts"), "cv": ("cavalo", "cavalos"), "hPa": ("hectopascal", "hectopascais"), "dB": ("decibel", "decibéis"), "MHz": ("mega-hertz", "mega-hertz"),
    "GHz": ("giga-hertz", "giga-hertz"), "MB": ("megabyte", "megabytes"), "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"), "Mbps": ("megabit por segundo", "megabits por segundo"),
    "min": ("minuto", "minutos"), "seg": ("segundo", "segundos"), "kcal": ("quilocaloria", "quilocalorias"), "ppm": ("parte por milhão", "partes por milhão"), "p.p.": ("ponto percentual", "pontos percentuais"),
    "pp": ("ponto percentual", "pontos percentuais"), "s": ("segundo", "segundos"), "pb": ("ponto-base", "pontos-base"), "l/m²": ("litro por metro quadrado", "litros por metro quadrado"),
    "mmHg": ("milímetro de mercúrio", "milímetros de mercúrio"),
}  # fmt: skip
BRAZILIAN = {"quilómetro": "quilômetro", "quilómetros": "quilômetros"}
FEMININE_UNITS = frozenset({"tonelada", "quilocaloria", "parte"})
"""First words of units that are feminine: "duas toneladas"."""
