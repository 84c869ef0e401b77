"""Currencies, magnitudes and units of measure: as they are printed, and as they are said."""

from __future__ import annotations

from typing import NamedTuple


class Money(NamedTuple):
    """A currency in words."""

    one: str
    several: str
    coin: str = "centavos"
    feminine: bool = False


EURO, DOLLAR, PESO = (
    Money("euro", "euros", "céntimos"),
    Money("dólar", "dólares"),
    Money("peso", "pesos"),
)
POUND = Money("libra", "libras", "peniques", True)
SOL = Money("sol", "soles", "céntimos")
CURRENCIES = {
    # signs and codes (ISO 4217) as printed -> currency
    "€": EURO, "EUR": EURO, "US$": DOLLAR, "U$S": DOLLAR, "USD": DOLLAR, "U$D": DOLLAR, "$US": DOLLAR, "u$s": DOLLAR,
    "£": POUND, "GBP": POUND, "S/.": SOL, "S/": SOL, "PEN": SOL, "R$": Money("real", "reales"),
    "BRL": Money("real", "reales"), "MX$": PESO, "MXN": PESO, "MN$": PESO, "ARS": PESO, "AR$": PESO, "COP": PESO,
    "COP$": PESO, "CLP": PESO, "CLP$": PESO, "UYU": PESO, "RD$": PESO, "DOP": PESO, "¥": Money("yen", "yenes"),
    "JPY": Money("yen", "yenes"), "CNY": Money("yuan", "yuanes"), "CHF": Money("franco", "francos", "céntimos"),
    "₡": Money("colón", "colones", "céntimos"), "¢": Money("colón", "colones", "céntimos"), "CRC": Money("colón", "colones", "céntimos"),
    "Bs.": Money("boliviano", "bolivianos"), "Bs": Money("boliviano", "bolivianos"), "BOB": Money("boliviano", "bolivianos"),
    "GTQ": Money("quetzal", "quetzales"), "PYG": Money("guaraní", "guaraníes"), "₲": Money("guaraní", "guaraníes"),
    "HNL": Money("lempira", "lempiras"), "VES": Money("bolívar", "bolívares", "céntimos"),
    "UF": Money("unidad de fomento", "unidades de fomento", "centésimas", True),
}  # fmt: skip
BOLIVAR = Money("bolívar", "bolívares", "céntimos")
"""What "Bs" is in Venezuela."""
WORDS = {
    # currencies that are printed as words, in the plural and singular
    name: money
    for money in (
        EURO, DOLLAR, PESO, POUND, SOL, Money("boliviano", "bolivianos"), Money("bolívar", "bolívares", "céntimos"),
        Money("real", "reales"), Money("colón", "colones", "céntimos"), Money("quetzal", "quetzales"),
        Money("lempira", "lempiras"), Money("guaraní", "guaraníes"), Money("franco", "francos", "céntimos"),
        Money("yen", "yenes"), Money("yuan", "yuanes"), Money("corona", "coronas", "céntimos", True),
        Money("rupia", "rupias", "céntimos", True), Money("lira", "liras", "céntimos", True), Money("rublo", "rublos", "kopeks"),
    )
    for name in (money.several, money.one)
}  # fmt: skip
MAGNITUDES = {
    # as printed -> of several, of one; "mil" stays as it is
    "mil millones": ("mil millones", "mil millones"), "mil mill.": ("mil millones", "mil millones"),
    "millones": ("millones", "millón"), "millón": ("millones", "millón"), "mill.": ("millones", "millón"),
    "mlls.": ("millones", "millón"), "mills.": ("millones", "millón"), "MM": ("millones", "millón"), "M": ("millones", "millón"),
    "billones": ("billones", "billón"), "billón": ("billones", "billón"), "trillones": ("trillones", "trillón"),
    "mil": ("mil", "mil"),
}  # fmt: skip
OF_MONEY = {
    # Mexican newspapers' short forms of a magnitude and a currency
    "mdp": PESO, "MDP": PESO, "mdd": DOLLAR, "MDD": DOLLAR, "mde": EURO,
}  # fmt: skip
UNITS = {
    # symbol (BIPM) -> of several; one is without its plural ending
    "km/h": "kilómetros por hora", "kms/h": "kilómetros por hora", "km/s": "kilómetros por segundo", "m/s": "metros por segundo",
    "km²": "kilómetros cuadrados", "km2": "kilómetros cuadrados", "m²": "metros cuadrados", "m2": "metros cuadrados",
    "mts2": "metros cuadrados", "cm²": "centímetros cuadrados", "cm2": "centímetros cuadrados", "hm³": "hectómetros cúbicos",
    "hm3": "hectómetros cúbicos", "m³": "metros cúbicos", "m3": "metros cúbicos", "cm³": "centímetros cúbicos",
    "cm3": "centímetros cúbicos", "m³/s": "metros cúbicos por segundo", "m3/s": "metros cúbicos por segundo",
    "l/m²": "litros por metro cuadrado", "l/m2": "litros por metro cuadrado", "µg/m³": "microgramos por metro cúbico",
    "μg/m³": "microgramos por metro cúbico", "mg/l": "miligramos por litro", "g/l": "gramos por litro",
    "mg/dl": "miligramos por decilitro", "km": "kilómetros", "kms": "kilómetros", "kms.": "kilómetros", "km.": "kilómetros",
    "cm": "centímetros", "cms": "centímetros", "cm.": "centímetros", "mm": "milímetros", "mm.": "milímetros",
    "µm": "micrómetros", "nm": "nanómetros", "m": "metros", "mts": "metros", "mts.": "metros", "kg": "kilos", "kg.": "kilos",
    "kgs": "kilos", "kilos": "kilos", "gr": "gramos", "gr.": "gramos", "g": "gramos", "mg": "miligramos", "µg": "microgramos",
    "ha": "hectáreas", "has": "hectáreas", "ha.": "hectáreas", "Ha": "hectáreas", "t": "toneladas", "l": "litros", "L": "litros",
    "lts": "litros", "ml": "mililitros", "cl": "centilitros", "hl": "hectolitros", "°C": "grados", "ºC": "grados",
    "° C": "grados", "º C": "grados", "°F": "grados Fahrenheit", "ºF": "grados Fahrenheit", "°": "grados", "º": "grados",
    "kWh": "kilovatios hora", "MWh": "megavatios hora", "GWh": "gigavatios hora", "TWh": "teravatios hora",
    "Wh": "vatios hora", "kW": "kilovatios", "MW": "megavatios", "GW": "gigavatios", "W": "vatios", "kV": "kilovoltios",
    "CV": "caballos", "cv": "caballos", "HP": "caballos de fuerza", "hp": "caballos de fuerza", "hPa": "hectopascales",
    "dB": "decibelios", "kHz": "kilohercios", "MHz": "megahercios", "GHz": "gigahercios", "Hz": "hercios",
    "KB": "kilobytes", "MB": "megabytes", "GB": "gigabytes", "TB": "terabytes", "Mbps": "megabits por segundo",
    "Mb/s": "megabits por segundo", "kcal": "kilocalorías", "ppm": "partes por millón", "min": "minutos", "min.": "minutos",
    "seg": "segundos", "seg.": "segundos", "s": "segundos", "h": "horas", "h.": "horas", "hs": "horas", "hs.": "horas",
    "hrs": "horas", "hrs.": "horas", "msnm": "metros sobre el nivel del mar", "m s. n. m.": "metros sobre el nivel del mar",
    "m.s.n.m.": "metros sobre el nivel del mar", "pp": "puntos porcentuales", "p. p.": "puntos porcentuales",
    "pb": "puntos básicos",
}  # fmt: skip
AMERICAN = {
    # as said in Spain -> in America (Fundéu)
    "vatios": "watts", "kilovatios": "kilowatts", "megavatios": "megawatts", "gigavatios": "gigawatts",
    "decibelios": "decibeles",
}  # fmt: skip


def of_one(unit: str) -> str:
    """A unit in the singular: "kilómetro cuadrado", "megavatio hora"."""
    first, *rest = unit.split()
    joined = not rest or rest[0] in {"por", "sobre", "hora", "de", "Fahrenheit"}
    if first == "decibeles":
        return "decibel"
    if first == "hectopascales":
        return "hectopascal"
    rest = rest if joined else [word.removesuffix("s") for word in rest]
    return " ".join((first.removesuffix("s"), *rest))
