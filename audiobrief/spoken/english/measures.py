"""Units of measure: their names in singular and plural, American and British."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import si
from audiobrief.spoken.english.abbreviations import kept_stop
from audiobrief.spoken.english.amounts import (
    DECIMAL_COMMA,
    NUMBER,
    SPACED,
    VULGAR,
    fraction,
    half_of,
    in_prose,
)
from audiobrief.spoken.english.attributes import PLAIN_NOUN, is_before_noun
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
    "wks": "week", "wk": "week", "mos": "month", "mths": "month",
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
    "pts": "point", "wkts": "wicket", "wkt": "wicket",
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
    "mmol": ("millimole", "millimoles"),
    "bpm": ("beat per minute", "beats per minute"),
    "m/s": ("meter per second", "meters per second"), "m/s²": ("meter per second squared", "meters per second squared"), "m/s2": ("meter per second squared", "meters per second squared"),
    "tCO2": ("ton of C O two", "tons of C O two"), "tCO2e": ("ton of C O two equivalent", "tons of C O two equivalent"), "MtCO2": ("million tons of C O two", "million tons of C O two"),
    "MtCO2e": ("million tons of C O two equivalent", "million tons of C O two equivalent"), "GtCO2": ("billion tons of C O two", "billion tons of C O two"), "gCO2": ("gram of C O two", "grams of C O two"), "pc": ("percent", "percent"), "Hz": ("hertz", "hertz"),
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
       "kg": "kilogram", "g": "gram", "lb": "pound", "m": "meter", "km": "kilometer", "m²": "square meter", "m2": "square meter", "m³": "cubic meter", "m3": "cubic meter", "sq ft": "square foot", "ha": "hectare", "mi": "mile", "gal": "gallon", "kWh": "kilowatt hour", "MWh": "megawatt hour", "mol": "mole", "cm²": "square centimeter", "cm2": "square centimeter", "cm³": "cubic centimeter", "cm3": "cubic centimeter", "ac": "acre", "bbl": "barrel", "bu": "bushel", "t": "ton", "tonne": "ton", "oz": "ounce", "ft": "foot", "mile": "mile", "capita": "capita", "game": "game", "head": "head", "unit": "unit", "100g": "one hundred grams", "100ml": "one hundred milliliters", "100 g": "one hundred grams", "100 ml": "one hundred milliliters",
       "week": "week", "month": "month", "year": "year", "hour": "hour", "second": "second", "minute": "minute", "person": "person", "100km": "one hundred kilometers"}  # fmt: skip
VOLTS = compile_late(r"[0-9]\s?k?V,?\s(?:and\s|at\s)?\Z")
CURRENT = compile_late(
    r"\s(?:plug|fuse|socket|charger|current|circuit|breaker|supply|adapter|adaptor)"
)
"""VOLTS and CURRENT: what stands before or after amperes."""
TIGHT = frozenset("yo pt min cal sec t MP ac hp K V W h l g L".split())
"""Units that are also words or names: no letter may follow them, and most must touch the
number."""
LONG = r"\s?(?:long|tall|wide|deep|high|away|from|apart|thick|above|below|across|throw|hammer|discus|javelin|shot\sput|vault|leap|jump|toss|race|sprint|freestyle|hurdles|pool|final|relay|butterfly|backstroke|breaststroke|medley|dash|drop|fall|swell|waves?|tower|wall|x\b|by\b|-|up\b|down\b|off\b|underwater|in\s(?:length|height|width|depth|diameter))"
DEEP = r"\s(?:of|long|wide|deep|high|tall|thick|blade|knife|screen|gun|vinyl)\b"
MEASURED = compile_late(
    r"\s(?:throw|hammer|discus|javelin|shot\sput|vault|leap|jump|toss|race|sprint|freestyle|hurdles|final|relay|butterfly|backstroke|breaststroke|medley|dash|pool|tower|wall|waves?|drop|fall|swell|statue|ladder|pole|screen|blade|knife"
    r"|vessel|boat|yacht|radius|walk|run|ride|hike|march|trek|stretch|journey|rounds?|shells?|guns?|mortars?|cannons?|howitzers?|rockets?|pistols?|ammunition|bullets?|lens"
    r"|nails?|screws?|bolts?|heels?|planks?|timbers?|posts?|slabs?|tyres?|tires?|wheels?|pots?|plates?|sheds?|kitten|mattress|rugs?|frames?|monitors?|televisions?|TVs?|tablets?|laptops?|iPads?"
    r"|tailbacks?|queues?|tracks?|trails?|loops?|courses?|circuits?|detours?|swims?|fences?|buffers?|perimeters?|corridors?|convoys?|jogs?|hikes?|routes?|canals?|drains?|aftershocks?|beams?|tents?|statues?|flags?|banners?"
    r"|film|passage|tunnel|bridge|pipes?|cables?|mark|band|exclusion|zones?|limits?|winds?|gusts?|speeds?|pitch(?:es)?|fastballs?|serves?|crash(?:es)?|roads?|lines?|plants?|units?|turbines?"
    r"|engines?|motors?|batter(?:y|ies)|chargers?|charging|plugs?|sockets?|fuses?|supply|cameras?|sensors?|displays?|bags?|bottles?|packs?|sacks?|cans?|tanks?|loads?|lorr(?:y|ies)|trucks?|tins?|pans?|dish(?:es)?|pieces?|slices?|cubes?)\b"
)
"""What a measure before it belongs to, without an article as well: "130 mph winds"."""
COUNTED_AFTER = compile_late(
    r"\sto\s(?:1|one)\b|\s(?:(?:more|new|of|a|people|children|men|women|in\s(?:debt|cash|sales|funding|damages|tax)"
    r"|(?:South|North|East|West|New|Sri|Saudi|Costa|Puerto|El|Sierra)\s[A-Z][a-z]+(?:ans?|ns|ese|ers)\b|have|had|were|live|lived|voted|fled|travelled|visited|watched|km|kg|miles|tonnes)\b"
    r"|(?!is\b|was\b|has\b|its\b|as\b)[a-z]+s\b|[A-Z][a-z]+(?:ans|ons|ese|ish|men|[a-z]s)\b)"
)
LENGTH_OF = compile_late(
    r"\s(?:or\sso\s)?of\s(?:[a-z]+\s){0,2}(?:space|lines?|shelving|frontage|material|wood|timber|lighting|wiring|ribbon|yarn|rain|depth|height|climb\w*|ascent|descent|elevation|cables?|ropes?|tracks?|roads?|pipes?|piping|pipelines?|fenc\w+|walls?|hoses?"
    r"|coast\w*|rail\w*|tunnels?|shore\w*|river\w*|beach|fabric|cloth|tape|wire|hedge\w*|pavements?|paths?|kerb|tarmac|trench\w*|netting|bunting|thread|snow"
    r"|water|canals?|cycle\w*)\b"
)
"""After "300m": what has a length, so that they are meters and not millions."""
COUNTED_NEAR = compile_late(
    r"[0-9]m\s(?:[a-z]+\s)?(?:people|viewers|homes|households|customers|users|subscribers|passengers|visitors|voters|votes|children|adults|jobs|tonnes|barrels|copies|followers|patients|doses|listeners|workers|pupils|migrants|refugees)\b"
)
"""Before another "3m": the first was a count, and so is the second."""
PART_OF = compile_late(
    r"(?:%|percent|per\scent|pc|out|some|all|half|one|any|most),?\sof(?:\sthe)?\s\Z"
)
"""Before "1.02m": a share of a count, and a count is in millions."""
COUNTED_BEFORE = compile_late(
    r"\b(?:sold|sells|drew|attracted|attracts|employs|employed|serves|served|created|planted|produced|exported|imported|shipped|delivered|downloaded|displaced|raised|owed|owes|owing|earned|paid|pays|spent|cost|costs|worth|population\sof)"
    r"(?:\s(?:about|over|nearly|almost|around|some|only|another|up\sto|more\sthan))?\s\Z"
)
"""Words before or after "12m" that make it twelve million (people or money) and not a
length."""
FIGURE_NEXT = compile_late(
    r"\s[0-9]+\s?(?:mins?|secs?|ins?|oz|lbs?|ft|mos?)\b|\s(?:AGL|MSL|ASL|[WHDL]\b|[NS]?[NSEW]\s(?:of|by)\b)"
)
"""After a unit: "1 hr. 45 min." goes on."""
LEAD = compile_late(
    r"\s(?:lead|deficit|win|victory|advantage|margin|loss|swing|drop|rise|gain|plan|scale|font|type|buck)\b"
)
"""What points are counted of, where "pt" is no pint."""
KARAT = compile_late(r"[\s-]?(?:K|kt|ct|k)\s(?:(?:yellow|white|rose|solid)\s)?gold\b")
ASIDE = compile_late(r"\s\([^()]{1,24}\)")
WARM = compile_late(
    r"\b(?:temp(?:erature)?s?|degrees?|highs?|lows?|heat|hot|hotter|cold|colder|warm\w*|cool\w*|freez\w+|fever|oven|thermometer|mercury)\b|°"
)
"""Words of warmth, near which "101 F" is a temperature."""
QUOTING = compile_late(r'(?<![0-9])"')
"""A straight mark that is no inch."""
POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}
BRITISH = {"meter": "metre", "liter": "litre", "ton": "tonne"}
_SPELLING = compile_late(
    r"(?<![a-z])((?:kilo|centi|milli|nano|micro|deci|giga|mega)?)(meter|liter)(?=s?\b)"
)
_NAMES = "|".join(
    re.escape(u).replace(r"\ ", r"\.?[\s-]?").replace(r"sq\.?", r"sq\.?")
    for u in sorted(UNITS, key=len, reverse=True)
)
_PER = "|".join(re.escape(u) for u in sorted(PER, key=len, reverse=True))
_SIZE = r"(?:\s(?P<size>(?i:hundred|thousand|million|billion|trillion|lakhs?|crores?)))?"


def _spell(name: str, manner: Manner) -> str:
    return _SPELLING.sub(lambda m: m[1] + BRITISH[m[2]], name) if manner.british else name


def _find(written: str) -> Unit | None:
    short = re.sub(r"\.?[\s-]+|\.(?=\w)", " ", written)
    return UNITS.get(written) or UNITS.get(short) or UNITS.get(short.replace(" ", ""))


MOVED = compile_late(
    r"\b(?:fell|falls?|rose|rises?|risen|grew|grows?|grown|climb(?:ed|s)?|drop(?:ped|s)?|increased?|decreased?|jump(?:ed|s)?|slump(?:ed|s)?|shr[aiu]nk|soar(?:ed|s)?"
    r"|declined?|slid|dipped|swelled|revised|cut|raised|up|down)\b[^;]{0,40}\b(?:to|from|by|at)\s(?:about\s|nearly\s|over\s)?\Z"
)
CLAUSE = compile_late("[^.;]{0,40}")
LEVEL = compile_late(
    r"\b(?:levels?|river|tides?|waters?|seas?|depths?|heights?|snow|reservoirs?|dams?|lakes?|metres?|meters?|feet|altitude|deep|runway|gauge|waves?|flood\w*|swell|[0-9]m)\b"
)
"""MOVED and LEVEL: a count that "fell to 7.48m" is in millions unless what fell is a level."""


def _has_moved(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    near = max(0, start - 80)
    if not MOVED.search(text, near, start):
        return False
    clause = CLAUSE.match(text, match.end())
    return not LEVEL.search(text, near, clause.end() if clause else match.end())


def _is_unit(match: re.Match[str], unit: str, manner: Manner) -> bool:
    """Whether a short sign after a number is a unit there: "12m long", not "12m people"."""
    text, end = match.string, match.end()
    after = text[end : end + 24]
    gap = match["gap"]
    if unit == "m":
        if re.match(LONG, after) or gap == "-" or LENGTH_OF.match(text, end):
            return True
        before = text[max(0, match.start() - 24) : match.start()]
        if (
            COUNTED_AFTER.match(after)
            or COUNTED_BEFORE.search(before)
            or PART_OF.search(before)
            or _has_moved(match)
        ):
            return False
        if COUNTED_NEAR.search(text, max(0, match.start() - 80), match.start()):
            return False
        number = match["n"] or ""
        return "." not in number or len(number.partition(".")[0]) < 2 or bool(gap)
    if unit in {"C", "F"}:
        # Canadian papers print a space: "a low of -12 C"
        spaced = gap == " " and re.search(r"[-−]\Z", text[: match.start()][-1:]) is not None
        spaced = spaced or (gap == " " and manner.region == "CA" and unit == "C")
        around = text[max(0, match.start() - 60) : end + 60]
        spaced = spaced or (
            gap == " " and not re.match(r"\s?\w", after) and bool(WARM.search(around))
        )
        return (
            (not gap or spaced)
            and not after[:1].isalnum()
            and not re.match(r"/(?!gas|fan|[0-9])|\s[0-9]{2,}", after)
        )
    if unit == "in":
        # inches in "5in of snow", "5 in." and "a 5-in blade"; not in "5 in 10" and "5 in all"
        if gap == "-" and re.match("-(?:[0-9]|an?-|one|two)", after):
            return False  # a 1-in-5 chance
        free = not re.match(r"\s[A-Za-z0-9]", after) or (
            re.match(DEEP, after) or MEASURED.match(text, end)
        )
        return (
            gap == "-" or match[0].endswith(".") or after[:1] == "." or (not gap and bool(free))
        )
    if unit == "st":
        return bool(re.match(r"\s?[0-9]{1,2}\s?lbs?", after))
    if unit in {"c", "T"}:
        # "1 c. sugar", in an American recipe
        return (
            not manner.british
            and gap == " "
            and re.match(r"\.?\s[a-z]", text[match.end("unit") :][:3]) is not None
            and text[match.end("unit")] == "."
        )
    if unit == "A":
        # an ampere beside a volt or an appliance; elsewhere "3A" is a class or a flat
        electric = CURRENT.match(text, end) or VOLTS.search(
            text, max(0, match.start() - 12), match.start()
        )
        return not gap and electric is not None
    if KARAT.match(text, match.end("n") if match["n"] else end):
        return True
    if unit == "K" and _is_gold(match):
        return True
    if unit == "ct":
        return False
    if unit == "K":
        if gap == " " and (match["n"] or "").count(".") == 1 and not after[:1].isalpha():
            return True
        return gap == " " and not after[:1].isalpha()  # 15K likes, 300 K
    if unit == "ac" and match["n"] and match["n"].startswith("802."):
        return False  # a standard of wireless networks
    if unit == "w":
        return not gap and len(match["n"] or "") > 1
    if (
        unit == "L"
        and manner.region == "IN"
        and not ENGINE.search(text, match.start(), end + 40)
    ):
        return False
    if unit in TIGHT:
        if gap and GOES_ON.match(text, match.end("unit")):
            return True  # "3,100 ac. will"
        if gap == " " and re.match(r"\s[0-9]", after):
            return False  # P 38 W 20 D 10 L 8: a team's row in a table
        return not after[:1].isalpha() and (
            not gap
            or (
                unit in {"min", "sec", "hp", "cal", "g", "l", "L"}
                and not re.match(r"\s?[a-z]*['’]", after)
            )
        )
    return True


ENGINE = compile_late(
    r"\b(?:petrol|diesel|turbo\w*|engines?|water|milk|tanks?|capacity|bottles?|boot|fuel|blood|liquor|per\sday)\b"
)
"""What is counted in liters where India's papers print L for a lakh as well."""
GOES_ON = compile_late(r"\.,?\s[a-z]")
FINENESS = frozenset({"9", "10", "14", "18", "22", "24"})
GOLD = compile_late(
    r"\b(?:[Gg]old|[Jj]ewell?ery|[Oo]rnaments?|[Rr]ings?|[Cc]hains?)\b[^.;]{0,16}\Z"
)


def _is_gold(match: re.Match[str]) -> bool:
    # Gold (24K)
    before = match.string[max(0, match.start() - 30) : match.start()]
    return match["n"] in FINENESS and GOLD.search(before) is not None


def _measure(match: re.Match[str], manner: Manner) -> Said:
    written = match["unit"]
    unit = _find(written)
    if unit is None or not _is_unit(match, written, manner):
        return None
    number = _number(match, unit.one, manner)
    if not number:
        return None
    if (written == "pp" and match[0].endswith(".")) or (
        written == "pp" and not match["gap"] and float(number_of(match)) > PAGES
    ):
        unit = Unit("page", "pages")
    if written == "pt" and LEAD.match(match.string, match.end()):
        unit = UNITS["pts"]
    if KARAT.match(match.string, match.end("n") if match["n"] else match.end()) or (
        written == "K" and _is_gold(match)
    ):
        unit = Unit("karat", "karat")
    elif written == "K" and "." in (match["n"] or "") and in_prose(match):
        unit = Unit("kelvin", "kelvin")
    single = _is_single(match, number, unit.one)
    name = unit.one if single else unit.many
    said = _spell(name, manner)
    if match["per"]:
        said += f" per {_spell(PER[match['per']], manner)}"
    if match["by"]:
        said += " by "
    elif match[0].endswith(".") and not (
        match["gap"] == "-" or FIGURE_NEXT.match(match.string, match.end())
    ):
        said += kept_stop(match.string, match.end())
    parts = [
        Part(
            match.start("gap") if match["gap"] else match.start("unit"),
            number
            + (f" {match['size']}" if match["size"] else "")
            + (" plus" if match["plus"] else ""),
        )
    ]
    return (*parts, Part(match.end(), ("-" if match["gap"] == "-" else " ") + said))


PAGES = 20
"""More percentage points than a share ever moves by: from there on "320pp" are pages of a book."""


def number_of(match: re.Match[str]) -> str:
    """The figures of a measure without commas; "0" where it has none."""
    return re.sub(r"[^0-9.]", "", match["n"] or "") or "0"


def _number(match: re.Match[str], name: str, manner: Manner) -> str:
    """The number of a measure in words, with its fraction; empty where it is none."""
    british = manner.british
    figures = match["n"] or ""
    if re.fullmatch(DECIMAL_COMMA, figures):
        if manner.region not in SPACED:
            return ""
        figures = figures.replace(",", ".")
    number = decimal(figures, british=british) if figures else ""
    part = match["f"] or match["f2"]
    top, bottom = (
        VULGAR[part]
        if part
        else (int(match["a"] or match["a2"] or 0), int(match["b"] or match["b2"] or 0))
    )
    if not top:
        return number
    part = fraction(top, bottom, british=british, mixed=bool(number))
    if number:
        return f"{number} and {part.replace('quarters', 'quarter')}"
    if (top, bottom) == (1, 2):
        before = match.string[max(0, match.start() - 4) : match.start()]
        return half_of(name, before, dashed=match["gap"] == "-")
    return part


PISTOL = compile_late(r"\b(?i:an?|the|his|her)\s\Z")
BULK = (
    "second", "minute", "hour", "day", "week", "month", "year", "point", "degree",
    "gram", "liter", "ounce", "pound", "cup", "spoon", "calorie",
)  # fmt: skip
"""What stands in the plural before what it measures: "with three hundred milliliters cream"."""
OF_AMOUNT = compile_late(r"\b(?:of|with|using|in|on|at)\s\Z")
ASIDE_OF = compile_late(
    r"\s(?:north|south|east|west|flat|straight|solid|inland|offshore|downstream|upstream|uphill|downhill|overall|total|plus|clear|short)\w*\b"
)
"""Words after a measure that are no noun it belongs to."""


def _is_single(match: re.Match[str], number: str, name: str) -> bool:
    if match["size"]:
        return False
    if name == "year old":
        before = match.string[max(0, match.start() - 10) : match.start()]
        if re.search(r"\b(?i:the|an?|this|another|every)\s\Z", before):
            return True  # "the 33yo was shot"
    if name.startswith("degree") or " per " in name:
        return number == "one"  # "the seventy miles per hour limit"
    if (
        name == "millimeter"
        and number == "nine"
        and PISTOL.search(match.string[: match.start()][-6:])
    ):
        return True  # "the 9mm was found"
    if number == "one" or match["gap"] == "-" or not match["n"]:
        return True
    if re.match(r"-[a-z]", match.string[match.end() : match.end() + 2]):
        return True  # "a 3m-high wall"
    if MEASURED.match(match.string, match.end()):
        return True
    if (
        not (match["gap"] or match["f"] or name.startswith("square") or name.endswith(BULK))
        and OF_AMOUNT.search(match.string, max(0, match.start() - 8), match.start())
        and PLAIN_NOUN.match(match.string, match.end(), match.end() + 40)
        and not ASIDE_OF.match(match.string, match.end())
    ):
        return True  # rounds of 7.62mm ammo, in 50ml bottles, at 5km intervals
    # as in "a 500 sq. ft. flat" and "a 1,340km (832-mile) border"
    aside = ASIDE.match(match.string, match.end())
    return is_before_noun(match.string, match.start(), aside.end() if aside else match.end())


def _feet_and_inches(match: re.Match[str], manner: Manner) -> Said:
    # 6'2", 5ft 10in
    del manner
    feet = cardinal(match["ft"])
    inches = f" {cardinal(match['in'])}" if match["in"] else ""
    return f"{feet} {'foot' if inches or feet == 'one' else 'feet'}{inches}"


def _inches(match: re.Match[str], manner: Manner) -> Said:
    # 16" wheels; a mark that closes a quotation is not an inch mark
    before = match.string[max(0, match.start() - 400) : match.start()]
    if len(QUOTING.findall(before)) % 2 or ("“" in before[-60:] and "”" not in before[-60:]):
        return None
    single = match["n"] == "1" or bool(
        re.search(r"(?i:\b(?:an?|the))\s\Z", before)
        and re.match(r"\s[a-z]", match.string[match.end() : match.end() + 2])
    )
    number = decimal(match["n"], british=manner.british) if match["n"] else ""
    if match["f"]:
        part = fraction(*VULGAR[match["f"]], british=manner.british, mixed=bool(number))
        if not number:
            return (
                half_of("inch", before[-4:], dashed=False) + " inch"
                if match["f"] == "½"
                else f"{part} of an inch"
            )
        number += f" and {part.replace('quarters', 'quarter')}"
    return f"{number} {'inch' if single else 'inches'}"


def _by(match: re.Match[str], manner: Manner) -> Said:
    # 5' x 7', 8" × 10"
    unit = UNITS["in" if match["mark"] in '"″' else "ft"]
    said = [
        f"{decimal(number, british=manner.british)} {unit.one if number == '1' else unit.many}"
        for number in match.group("a", "b")
    ]
    return " by ".join(said)


def _coordinate(match: re.Match[str], manner: Manner) -> Said:
    # 51°30′N, 10.3° S
    british = manner.british
    said = [
        decimal(match["deg"], british=british),
        "degree" if match["deg"] == "1" else "degrees",
    ]
    for group, name in (("min", "minute"), ("sec", "second")):
        if match[group]:
            count = match[group].lstrip("0") or "0"
            said += [decimal(count, british=british), name if count == "1" else f"{name}s"]
    return " ".join([*said, POINTS[match["point"]]])


def _position(match: re.Match[str], manner: Manner) -> Said:
    # 25.1N, 80.2W
    british = manner.british
    return (
        Part(
            match.start("gap"), f"{decimal(match['a'], british=british)} {POINTS[match['ns']]}"
        ),
        Part(match.end("gap"), match["gap"]),
        Part(match.end(), f"{decimal(match['b'], british=british)} {POINTS[match['ew']]}"),
    )


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
    Rule(
        "coordinate",
        compile_late(
            r"(?P<deg>[0-9]{1,3}(?:\.[0-9]{1,6})?)[°º]\s?(?:(?P<min>[0-9]{1,2}(?:\.[0-9]{1,4})?)['’′]\s?)?(?:(?P<sec>[0-9]{1,2}(?:\.[0-9]{1,4})?)(?:[\"”″]|'')\s?)?(?P<point>[NSEW])(?!\w)"
        ),
        _coordinate,
    ),
    Rule(
        "coordinate",
        compile_late(
            r"(?P<a>[0-9]{1,2}\.[0-9]{1,5})\s?(?P<ns>[NS])(?P<gap>,?\s)(?P<b>[0-9]{1,3}\.[0-9]{1,5})\s?(?P<ew>[EW])(?!\w)"
        ),
        _position,
    ),
    # no ordinal ends so: 10st is a weight
    Rule("unit", compile_late(r"(?P<st>[1-2]?[02-9]|11)st(?![\w]|\s?[0-9])"), _stone),
    Rule(
        "unit",
        compile_late(
            r"(?P<ft>[1-9]?[0-9])(?:\s?ft\.?|['’′])\s?(?P<in>1[01]|[0-9])(?:\s?in(?:s|ches)?\b\.?|(?P<mark>[\"”″]|''|’’)|(?<=[4-7]['’][0-9])(?![\w'’\"]|[.,][0-9])|(?<=[4-7]['’]1[01])(?![\w'’\"]|[.,][0-9]))"
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
            rf"(?:(?P<n>[0-9]{{1,3}}(?:\s[0-9]{{3}})+(?=\s?(?:km|kg|ha|m²|m2|sq\sm|sqm|tonnes)(?!\w))|{DECIMAL_COMMA}|{NUMBER}(?!/[0-9]))(?:(?P<f>[½⅓⅔¼¾⅛⅜⅝⅞])|[\s-](?P<a>[1-7])/(?P<b>[2-8]|16)(?=[\s-]))?|(?P<f2>[½⅓⅔¼¾⅛⅜⅝⅞])|(?P<a2>[1-7])/(?P<b2>[2-8]|16)(?=[\s-])){_SIZE}(?P<plus>-plus|\+(?=\s))?(?P<gap>\s?-?)(?P<unit>{_NAMES})(?![\w²³])(?:/(?P<per>{_PER})\b)?(?:\.(?=[\s;,:)]|$)(?<=[a-zT]\.))?(?P<by>\s?[x×]\s?(?=[0-9]))?"
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
    Rule(
        "unit",
        compile_late(
            rf"(?P<a>{NUMBER})(?P<mark>['’′\"″])\s?[x×]\s?(?P<b>{NUMBER})(?P=mark)(?!\w)"
        ),
        _by,
    ),
    Rule(
        "unit",
        compile_late(rf"(?P<n>{NUMBER})?(?P<f>[½¼¾⅓⅔⅛⅜⅝⅞])?(?:\"|″|'')(?!\w)"),
        _inches,
    ),
)
