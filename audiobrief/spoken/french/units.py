"""Currencies, magnitudes and units of measure: as they are printed, and as they are said."""

from __future__ import annotations

from typing import NamedTuple


class Money(NamedTuple):
    """A currency in words."""

    one: str
    several: str
    coin: str = "centimes"
    feminine: bool = False

    def after_magnitude(self) -> str:
        """The currency after "million": "d'euros", "de francs"."""
        return f"d'{self.several}" if self.several[0] in "aeiouh" else f"de {self.several}"


EURO, DOLLAR = Money("euro", "euros"), Money("dollar", "dollars", "cents")
FRANC, CFA = Money("franc", "francs"), Money("franc C F A", "francs C F A")
POUND = Money("livre", "livres", "pence", True)
DIRHAM, DINAR = Money("dirham", "dirhams"), Money("dinar", "dinars")
CONGOLESE = Money("franc congolais", "francs congolais")
GUINEAN, RWANDAN = (
    Money("franc guinéen", "francs guinéens"),
    Money("franc rwandais", "francs rwandais"),
)
ARIARY, GOURDE = Money("ariary", "ariary"), Money("gourde", "gourdes", "centimes", True)
CURRENCIES = {
    # signs and codes (ISO 4217) as printed -> currency
    "€": EURO, "EUR": EURO, "$": DOLLAR, "$US": DOLLAR, "$ US": DOLLAR, "US$": DOLLAR, "USD": DOLLAR,
    "$CAN": Money("dollar canadien", "dollars canadiens", "cents"), "$ CA": Money("dollar canadien", "dollars canadiens", "cents"),
    "CAD": Money("dollar canadien", "dollars canadiens", "cents"), "£": POUND, "GBP": POUND, "CHF": FRANC, "fr.": FRANC,
    "Fr.": FRANC, "frs": FRANC, "FS": FRANC, "F CFA": CFA, "FCFA": CFA, "Fcfa": CFA, "F.CFA": CFA, "CFA": CFA, "XOF": CFA,
    "XAF": CFA, "F CFP": Money("franc C F P", "francs C F P"), "FCFP": Money("franc C F P", "francs C F P"),
    "XPF": Money("franc C F P", "francs C F P"), "FC": CONGOLESE, "CDF": CONGOLESE, "GNF": GUINEAN, "FG": GUINEAN,
    "RWF": RWANDAN, "Frw": RWANDAN, "FBU": Money("franc burundais", "francs burundais"), "DH": DIRHAM, "Dh": DIRHAM,
    "DHS": DIRHAM, "Dhs": DIRHAM, "dhs": DIRHAM, "MAD": DIRHAM, "DA": DINAR, "DZD": DINAR, "DT": DINAR, "TND": DINAR,
    "Ar": ARIARY, "MGA": ARIARY, "HTG": GOURDE, "¥": Money("yen", "yens"), "JPY": Money("yen", "yens"),
    "CNY": Money("yuan", "yuans"), "MRU": Money("ouguiya", "ouguiyas"),
}  # fmt: skip
WORDS = {
    # currencies that are printed as words, in the plural and singular
    name: money
    for money in (
        EURO, DOLLAR, FRANC, POUND, DIRHAM, DINAR, ARIARY, GOURDE, Money("yen", "yens"), Money("yuan", "yuans"),
        Money("rouble", "roubles", "kopecks"), Money("couronne", "couronnes", "öre", True),
        Money("roupie", "roupies", "paisas", True), Money("peso", "pesos", "centavos"), Money("real", "réaux", "centavos"),
        Money("livre sterling", "livres sterling", "pence", True), Money("franc suisse", "francs suisses"),
        Money("franc CFA", "francs CFA"), Money("naira", "nairas"), Money("rand", "rands", "cents"), Money("cedi", "cedis"),
    )
    for name in (money.several, money.one)
}  # fmt: skip
MAGNITUDES = {
    # as printed -> of one, of several
    "millions": ("million", "millions"), "million": ("million", "millions"), "Mio": ("million", "millions"),
    "mio": ("million", "millions"), "M": ("million", "millions"), "milliards": ("milliard", "milliards"),
    "milliard": ("milliard", "milliards"), "Mds": ("milliard", "milliards"), "Md": ("milliard", "milliards"),
    "Mrd": ("milliard", "milliards"), "Mrds": ("milliard", "milliards"), "mds": ("milliard", "milliards"), "md": ("milliard", "milliards"),
    "mrd": ("milliard", "milliards"), "G": ("milliard", "milliards"), "billions": ("billion", "billions"),
    "billion": ("billion", "billions"), "k": ("mille", "mille"), "K": ("mille", "mille"),
}  # fmt: skip
SHORT = tuple(
    name for name in MAGNITUDES if not name.endswith(("ion", "ions", "liard", "liards"))
)
"""Magnitudes that are printed short, which no listener would understand as they stand."""
UNITS = {
    # symbol (BIPM) -> of several; one is without its plural ending
    "km/h": "kilomètres-heure", "km/heure": "kilomètres-heure", "km/s": "kilomètres par seconde", "m/s": "mètres par seconde",
    "km²": "kilomètres carrés", "km2": "kilomètres carrés", "m²": "mètres carrés", "m2": "mètres carrés", "cm²": "centimètres carrés",
    "cm2": "centimètres carrés", "m³": "mètres cubes", "m3": "mètres cubes", "cm³": "centimètres cubes", "cm3": "centimètres cubes",
    "hm³": "hectomètres cubes", "hm3": "hectomètres cubes", "m³/s": "mètres cubes par seconde", "m3/s": "mètres cubes par seconde",
    "l/m²": "litres au mètre carré", "l/m2": "litres au mètre carré", "l/100 km": "litres aux cent kilomètres",
    "µg/m³": "microgrammes par mètre cube", "μg/m³": "microgrammes par mètre cube", "µg/m3": "microgrammes par mètre cube",
    "μg/m3": "microgrammes par mètre cube", "mg/l": "milligrammes par litre", "g/l": "grammes par litre", "g/km": "grammes par kilomètre",
    "kg/m²": "kilos au mètre carré", "hab./km²": "habitants au kilomètre carré", "hab/km²": "habitants au kilomètre carré",
    "hab/km2": "habitants au kilomètre carré", "km": "kilomètres", "kms": "kilomètres", "cm": "centimètres", "mm": "millimètres",
    "µm": "micromètres", "μm": "micromètres", "nm": "nanomètres", "m": "mètres", "kg": "kilos", "g": "grammes", "gr": "grammes",
    "mg": "milligrammes", "µg": "microgrammes", "μg": "microgrammes", "ha": "hectares", "t": "tonnes", "T": "tonnes", "l": "litres",
    "L": "litres", "ml": "millilitres", "mL": "millilitres", "cl": "centilitres", "cL": "centilitres", "dl": "décilitres", "hl": "hectolitres",
    "°C": "degrés", "° C": "degrés", "ºC": "degrés", "°F": "degrés Fahrenheit", "°": "degrés", "º": "degrés",
    "kWh": "kilowattheures", "MWh": "mégawattheures", "GWh": "gigawattheures", "TWh": "térawattheures", "Wh": "wattheures",
    "kW": "kilowatts", "MW": "mégawatts", "GW": "gigawatts", "TW": "térawatts", "W": "watts", "kV": "kilovolts", "V": "volts",
    "ch": "chevaux", "CV": "chevaux", "cv": "chevaux", "hPa": "hectopascals", "dB": "décibels", "kHz": "kilohertz", "MHz": "mégahertz",
    "GHz": "gigahertz", "Hz": "hertz", "ko": "kilooctets", "Ko": "kilooctets", "Mo": "mégaoctets", "Go": "gigaoctets",
    "To": "téraoctets", "Mbit/s": "mégabits par seconde", "Mb/s": "mégabits par seconde", "Gbit/s": "gigabits par seconde",
    "Mbps": "mégabits par seconde", "kcal": "kilocalories", "ppm": "parties par million", "min": "minutes", "min.": "minutes",
    "mn": "minutes", "sec": "secondes", "sec.": "secondes", "s": "secondes", "h": "heures", "j": "jours", "pb": "points de base",
    "pts": "points", "pt": "points", "ans": "ans", "Bq": "becquerels", "mSv": "millisieverts", "po": "pouces", "pi": "pieds", "lb": "livres",
    "hab.": "habitants", "hab": "habitants", "pi²": "pieds carrés", "pi2": "pieds carrés",
}  # fmt: skip
IRREGULAR = {"chevaux": "cheval"}
FEMININE_UNITS = frozenset("tonnes minutes secondes heures livres kilocalories parties".split())
"""First words of units that are feminine: "une tonne"."""


def of_one(unit: str) -> str:
    """A unit in the singular: "kilomètre carré", "kilomètre-heure"."""
    first, *rest = unit.split()
    first, hyphen, joined = first.partition("-")
    first = IRREGULAR.get(first, first.removesuffix("s") if first != "ans" else "an")
    rest = [word.removesuffix("s") if word in {"carrés", "cubes"} else word for word in rest]
    return " ".join((f"{first}{hyphen}{joined}", *rest))
