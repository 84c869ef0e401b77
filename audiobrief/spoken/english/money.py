"""Reads money in every currency that newspapers print, with magnitudes and small coins."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.amounts import DECIMAL_COMMA, MAGNITUDES, NUMBER, SPACED
from audiobrief.spoken.english.attributes import NO_NOUN, is_before_noun
from audiobrief.spoken.english.bare_sums import is_bare_attribute, is_of_doers
from audiobrief.spoken.english.currencies import (
    CODES,
    PAIRED,
    SIGNS,
    WORDS_TOO,
    Currency,
    pair_names,
)
from audiobrief.spoken.english.cut_short import kept_stop
from audiobrief.spoken.english.figures import cardinal, decimal, plural
from audiobrief.spoken.english.vulgar_fractions import VULGAR, fraction
from audiobrief.spoken.reading import Manner, Part, Rule, Said

KRONER = {
    # country -> the name of its crowns; Norway and Denmark spell theirs alike
    "": Currency("krone", "kroner"), "sweden": Currency("krona", "kronor"), "iceland": Currency("krona", "kronur"),
}  # fmt: skip
NORDIC = compile_late(
    r"\b(?:(?P<sweden>Sweden|Swed(?:ish|es?)|Stockholm|Gothenburg|Malm[oö])|(?P<iceland>Iceland\w*|Reykjav[ií]k)"
    r"|Norw\w+|Oslo|Bergen|Denmark|Danish|Danes?|Copenhagen|Aarhus)\b"
)
REACH = 300
"""How many characters before and after an amount are searched for its country."""
NOUN = compile_late(rf"\s(?!{NO_NOUN}\b)[a-z]{{3,}}")
ASIDE = compile_late(r"\s\([^()]{1,24}\)")
ASIDE_BEFORE = compile_late(
    r"\b(?i:an?|the|its|this|that|their)\s[^\s()]{1,12}(?:\s[mbt]rillion|\s[mb]illion)?\s\(\Z"
)
COSTLY = compile_late(
    rf"(?:\s(?!{NO_NOUN}\b)[a-z][a-z-]*(?<!ing)(?<!ed)(?<!ly)(?<!s))?\s(?:deal|plan|bill|budget|loan|fund|project|package|contract|fine|lawsuit|settlement|investment|bailout|grant|bond|jackpot"
    r"|home|house|mansion|bid|takeover|merger|boost|scheme|bridge|pier|tender|ransom|bounty|bribe|penalty|shortfall|deficit|surplus"
    r"|plot|raid|loss|hoard|wedding|aid|estate|contract|stake|debt|dispute|rescue|upgrade|fortune|salary|clause|bail|surcharge|reward|scholarship|refund|rebate|acquisition|buyout|facility|donation|pledge|notes?|coins?|tickets?|stamps?|damages|verdict|programme|program|campaign|theft|heist|fraud|scam|drug\shaul|overhaul|lottery|prize|offer|order|payout|revamp|makeover)\b"
)
"""What a sum before it is the price of, without an article in a headline: "probe $2B deal"."""
REPORTED = compile_late(
    r"\s(?:analysts|economists|forecasters|investors|shareholders|officials|prosecutors|police|taxpayers|ratepayers|customers|consumers|voters|lawmakers|ministers|councillors"
    r"|workers|employees|authorities|regulators|residents|donors|fans|banks|lenders|creditors|insurers|Wall\sStreet|markets|organi[sz]ers|campaigners|critics|lawyers|auditors)"
    r"\s(?:had\s|have\s|were\s|originally\s|reportedly\s)*(?:[a-z]+ed|say|said|sought|seek|paid|pay|lost|lose|spent|spend|forecast|owe|want|expect|predict|allege|claim|believe|think|thought|hope|estimate|gave|give|put|raised?)\b"
)
"""After a sum of which somebody says or does something: "the $8.6B analysts expected"."""
QUOTED_NOUN = compile_late(
    rf"\s[‘'“\"](?!{NO_NOUN}\b)[a-z][a-z-]*(?<!ing)(?<!ed)(?<!ly)(?:\s[a-z]+)?[’'”\"]"
)
"""A noun that a headline puts in quotation marks: "MP's $1.2m 'gift'"."""
RATES = {"wk": "week", "week": "week", "d": "day", "day": "day", "hr": "hour", "h": "hour", "hour": "hour", "mo": "month", "month": "month", "yr": "year",
         "MMBtu": "million British thermal units", "mmbtu": "million British thermal units", "MMBTU": "million British thermal units", "MWh": "megawatt hour", "kWh": "kilowatt hour", "person": "person", "head": "head", "share": "share", "night": "night", "shift": "shift", "unit": "unit", "tonne": "tonne", "t": "tonne", "dozen": "dozen", "minute": "minute", "min": "minute", "annum": "annum",
         "y": "year", "year": "year", "kg": "kilogram", "10g": "ten grams", "10 g": "ten grams", "100g": "one hundred grams", "lb": "pound", "oz": "ounce", "sq ft": "square foot", "ton": "ton", "barrel": "barrel", "gallon": "gallon", "cylinder": "cylinder", "hectare": "hectare", "acre": "acre", "pound": "pound", "kilo": "kilo", "litre": "liter", "liter": "liter", "user": "user", "bottle": "bottle", "therm": "therm", "pp": "person", "piece": "piece", "bbl": "barrel", "gal": "gallon", "l": "liter",
         "p/m": "month", "p/w": "week", "p/a": "year", "L": "liter", "100ml": "one hundred milliliters", "100 ml": "one hundred milliliters", "100 g": "one hundred grams", "10gm": "ten grams", "10 gm": "ten grams", "8g": "eight grams", "8 gm": "eight grams", "kgMS": "kilogram of milk solids", "gm": "gram", "g": "gram", "sqft": "square foot", "sq.ft": "square foot", "mth": "month", "psf": "square foot", "pm": "month", "pn": "night", "pd": "day", "pppn": "person per night", "pppw": "person per week", "pcm": "calendar month", "ph": "hour", "pw": "week", "pa": "year", "ltr": "liter", "quintal": "quintal", "qtl": "quintal", "bag": "bag", "bushel": "bushel", "sqm": "square meter", "sq m": "square meter", "ha": "hectare", "km": "kilometer", "mile": "mile"}  # fmt: skip

HYPHENED = compile_late(r"-(?:cr|crore|lakh)\Z")
"""The end of a sum that India joins to its noun: "a Rs 2,000-cr bust"."""
CENTS = frozenset("AU CA FJ HK IE JM KE MT NA NZ PH SG TT US ZA ZW".split())
"""Regions whose small coin is a cent, so that "50c" is money."""
PRICED = compile_late(r"\s(?:an?|per|each|in\sthe)\b")
FOREIGN_COINS = {
    "US": "U S",
    "A": "Australian",
    "AU": "Australian",
    "NZ": "New Zealand",
    "HK": "Hong Kong",
    "S": "Singapore",
}
DOLLARS = {"US": "USD", "NZ": "NZD", "HK": "HKD", "A": "AUD", "C": "CAD", "S": "SGD"}
"""Countries that stand behind the sign."""
AFTER = {"Ft": CODES["HUF"], "TL": CODES["TRY"]}
"""Signs that stand after a number only."""
_SIGN = "|".join(
    re.escape(s) for s in sorted(SIGNS, key=len, reverse=True) if s not in {"zł", "Kč"}
)
NEAR = r"(?=[^0-9\s]{1,6}\s?[$.]?[0-9])"
"""A figure within reach: asked first, since most words with a capital have none."""
_LARGE = r"(?=\s?[0-9]{1,3}(?:,[0-9]{3}|(?:\.[0-9]+)?\s?(?:[mbt]n|[mbtr]+illion|m)\b))"
_CODE = (
    "|".join(code + (_LARGE if code in WORDS_TOO else "") for code in CODES if code != "RON")
    + r"|RON(?!\s?(?:9[0-9]|100)\b)"
)
_INDIAN = r"lakhs?(?:[\s-](?:of\s)?cr(?:ores?)?)?|crores?"
SIZE = rf"(?:\s?-?(?P<word>(?i:hundred|thousand|million|billion|trillion|quadrillion|{_INDIAN}))\b|\s?(?P<lakh>L\s?cr)\b|[\s-]?(?P<cr>[cC]rs?)\b\.?(?!\s?[a-z]*[0-9])|[\s-]?(?P<size>bn|Bn|BN|bln|mn|mln|mil|bil|mm|MM|tn|trn|tri|tr|[kKmMbBtT]|L)\b)"
HALF = rf"(?P<n>{NUMBER}|\.[0-9]++)(?:{SIZE})?"
SECOND = rf"(?P<n2>{NUMBER})(?:\s?-?(?P<word2>(?i:thousand|million|billion|trillion|{_INDIAN}))\b|\s?(?P<cr2>cr)\b|\s?(?P<size2>bn|Bn|BN|mn|mln|tn|trn|[kKmMbBtT])\b)?"


CRORE = compile_late(r"\bcr\Z|\bcrores\Z")
GROUPED = compile_late(r"[^0-9.]")


def amount(figures: str, size: str, currency: Currency, manner: Manner, *, single: bool) -> str:
    """A sum in words, with its size ("million") if it has one; `single` before a noun."""
    number = GROUPED.sub("", figures)
    british = manner.british
    if size:
        return f"{decimal(figures, british=british) if number[0] != '.' else decimal(number)} {size} {currency.one if single else currency.many}"
    whole, _, part = number.partition(".")
    if len(part) > 2 and part[2:].strip("0") == "":
        part = part[:2]
    whole = whole or "0"
    if part and part.strip("0") == "":
        part = ""
    if len(part) == 3 and part.strip("0") and part[0] == "0" and part[2] == "0":
        part = part[:2]
    if part and (len(part) != 2 or not currency.coin):
        return f"{decimal(figures, british=british)} {currency.many}"
    words = cardinal(figures.partition(".")[0] or "0", british=british)
    one = whole.lstrip("0") == "1"
    # a nine pounds fifty ticket, but a nine dollar fifty cent one
    joined = single and not (part and currency.coin != "cent")
    main = f"{words} {currency.one if one or joined else currency.many}"
    if not part:
        return main
    count = int(part)
    coins = f"{cardinal(str(count))} {currency.coin if count == 1 or (single and currency.coin == 'cent') else currency.coins}"
    if whole.strip("0") == "":
        return coins
    return f"{main} {coins}"


def size_of(match: re.Match[str], suffix: str = "") -> str:
    """The size of a sum in words: "million", "lakh crore"; empty if it has none."""
    word = match["word" + suffix]
    if word:
        return CRORE.sub("crore", str(word).lower()).replace("lakhs", "lakh")
    if not suffix and match["lakh"]:
        return "lakh crore"
    if match["cr" + suffix]:
        return "crore"
    size = match["size" + suffix]
    if size == "L":
        return "lakh"
    return MAGNITUDES[size] if size else ""


def is_attribute(match: re.Match[str]) -> bool:
    """Whether a sum stands before the noun that it belongs to, where it has no plural."""
    # "a $2 billion deal", "a $15-an-hour wage": an amount before its noun has no plural
    text, end = match.string, match.end()
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return True
    if HYPHENED.search(match[0]) or is_bare_attribute(text, match.start(), end):
        return True
    if REPORTED.match(text, end):
        return False
    if QUOTED_NOUN.match(text, end):
        return True
    if COSTLY.match(text, end) and not is_of_doers(text, match.start(), end):
        return True
    aside = ASIDE.match(text, end)
    before = text[max(0, match.start() - 40) : match.start()]
    if text[end : end + 1] == ")" and before.endswith("("):
        # "a $1tn (£790bn) fund": the sum before it belongs to the noun as well
        return bool(ASIDE_BEFORE.search(before) and NOUN.match(text, end + 1, end + 13))
    return is_before_noun(text, match.start(), aside.end() if aside else end)


RUPEE_COINS = {
    "LK": ("cent", "cents"), "MU": ("cent", "cents"), "SC": ("cent", "cents"),
}  # fmt: skip
"""Coins of a rupee elsewhere than in India."""


def _currency(match: re.Match[str], manner: Manner) -> Currency:
    sign = match["sign"]
    if sign[:2] in {"Rs", "Re"} and manner.region in RUPEE_COINS:
        return Currency("rupee", "rupees", *RUPEE_COINS[manner.region])
    return SIGNS.get(sign) or CODES[sign]


def _money(match: re.Match[str], manner: Manner) -> Said:
    currency = _currency(match, manner)
    if match["f"] or match["top"]:
        return _with_fraction(match, currency, manner)
    said = amount(match["n"], size_of(match), currency, manner, single=is_attribute(match))
    if match["cr"] and match[0].endswith("."):
        said += kept_stop(match.string, match.end())
    rate = match["rate"] or match["by"]
    if rate:
        said += f" per {spell_rate(RATES[rate.replace('.', '')], manner)}"
        if match[0].endswith("."):
            said += kept_stop(match.string, match.end())
    elif match["dollar"]:
        said += " to the dollar"
    return said


def spell_rate(name: str, manner: Manner) -> str:
    """What a price is for, as the reader's country spells it."""
    return name.replace("liter", "litre") if manner.british else name


def _with_fraction(match: re.Match[str], currency: Currency, manner: Manner) -> Said:
    # $5.81¾ a bushel, $4.62 1/2 a bushel, £3½m
    top, bottom = (
        VULGAR[match["f"]] if match["f"] else (int(match["top"]), int(match["bottom"]))
    )
    part = fraction(top, bottom, british=manner.british, mixed=True)
    whole, _, coins = match["n"].partition(".")
    if not coins:
        size = size_of(match)
        number = f"{cardinal(whole, british=manner.british)} and {part}"
        return f"{number} {size} {currency.many}".replace("  ", " ")
    main = amount(whole, "", currency, manner, single=False)
    return f"{main} {cardinal(coins)} and {part} {currency.coins}"


def _pair(match: re.Match[str], manner: Manner) -> Said:
    # USD-INR, EUR/USD, EURUSD
    del manner
    first, second = match["first"], match["second"]
    if first == second or not PAIRED.issuperset({first, second}):
        return None
    return pair_names(first, second)


def _foreign_coins(match: re.Match[str], manner: Manner) -> Said:
    # US65.83c: what an Australian or a New Zealand dollar buys
    country = FOREIGN_COINS[match["country"]]
    return f"{decimal(match['n'], british=manner.british)} {country} cents"


def _sign_first(match: re.Match[str], manner: Manner) -> Said:
    # $US20 million, the $A
    currency = CODES[DOLLARS[match["country"]]]
    if not match["n"]:
        return currency.one
    return amount(match["n"], size_of(match), currency, manner, single=is_attribute(match))


def _spaced_money(match: re.Match[str], manner: Manner) -> Said:
    # N$1 200, N$3,4 billion: thousands and the decimal comma of southern Africa; "€1,40" as
    # papers of the euro's countries print it in English, too
    written = match["n"]
    if manner.region not in SPACED and (match["sign"] != "€" or " " in written):
        return None
    figures = written.replace(" ", ",") if " " in written else written.replace(",", ".")
    size = size_of(match)
    said = amount(figures, size, _currency(match, manner), manner, single=is_attribute(match))
    rate = match["rate"]
    return f"{said} per {spell_rate(RATES[rate], manner)}" if rate else said


def _value(figures: str) -> float:
    return float(GROUPED.sub("", figures) if len(figures) < 300 else "inf")


def _money_range(match: re.Match[str], manner: Manner) -> Said:
    # $10-15 million, $250-$300, £1m–£2m
    currency = _currency(match, manner)
    first, second = size_of(match), size_of(match, "2")
    single = is_attribute(match)
    alone = single and "." not in match["n"]  # the twelve pounds fifty to thirty pound seats
    other = SIGNS.get(match["sign2"], currency)
    said = amount(match["n2"], second, other, manner, single=single)
    if match["by"] or match["rate"]:
        said += f" per {spell_rate(RATES[match['by'] or match['rate']], manner)}"
    if second and not first and _value(match["n"]) < _value(match["n2"]):
        left = decimal(
            match["n"], british=manner.british
        )  # "$50 to $60 billion" means billions both times
    elif first or match["sign2"]:
        left = amount(match["n"], first, currency, manner, single=alone)
        if first == second and not match["sign2"]:
            left = f"{decimal(match['n'], british=manner.british)} {first}"
    else:
        left = decimal(match["n"], british=manner.british)
    return (
        Part(match.end("first"), left),
        Part(match.end("dash"), " to "),
        Part(match.end(), said),
    )


def _money_after(match: re.Match[str], manner: Manner) -> Said:
    # 5€, 20 USD, 1.4bn EUR
    sign = match["sign"]
    currency = AFTER.get(sign) or SIGNS.get(sign) or CODES[sign]
    return amount(match["n"], size_of(match), currency, manner, single=False)


def _kroner(match: re.Match[str], manner: Manner) -> Said:
    # 500 kr, 2m kr: the country that the text names tells which crowns they are
    named = NORDIC.search(match.string, max(0, match.start() - REACH), match.end() + REACH)
    currency = KRONER[named.lastgroup or ""] if named else KRONER[""]
    return amount(match["n"], size_of(match), currency, manner, single=False)


def _coins(match: re.Match[str], manner: Manner) -> Said:
    figures = match["n"]
    if re.fullmatch(DECIMAL_COMMA, figures):
        if manner.region not in SPACED:
            return None
        figures = figures.replace(",", ".")
    words = decimal(figures, british=manner.british)
    if match["coin"] in {"¢", "c"}:
        priced = PRICED.match(match.string, match.end()) or match["by"]
        if match["coin"] == "c" and not priced and manner.region not in CENTS:
            return None
        single = words == "one" or is_before_noun(match.string, match.start(), match.end())
        name = "cent" if single else "cents"
    else:
        name = "pence" if words != "one" else "penny"
    rate = f" per {spell_rate(RATES[match['by']], manner)}" if match["by"] else ""
    return f"{words} {name}{rate}"


SPACED_SUM = (
    r"[0-9]{1,3},[0-9]{1,2}(?![0-9,])|[0-9]{1,3}(?:[\s,][0-9]{3})++(?![0-9])(?:\.[0-9]++)?"
)
COUNTRY_AFTER = Rule(
    # Australia's "$US20 million", and "the $A"
    "money",
    compile_late(
        rf"\$(?P<country>US|NZ|HK|A|C|S)(?:(?P<n>{NUMBER})(?:{SIZE})?|(?=\s|[,.;:)’']))"
    ),
    _sign_first,
)
SIGN_RULES = (
    Rule(
        "money",
        compile_late(
            rf"(?P<sign>{_SIGN}|{_CODE})\s?(?P<n>[1-9][0-9]{{0,2}}(?: [0-9]{{3}})+|[0-9]{{1,3}},[0-9]{{1,2}})(?![0-9]|,[0-9]|\s[0-9])(?:{SIZE})?(?:/(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b)?"
        ),
        _spaced_money,
    ),
    Rule(
        "money",
        compile_late(r"[$£€](?P<n>1|5|10|20|50|100)s(?!\w)"),
        lambda match, _: plural(cardinal(match["n"])),
    ),
    Rule(
        "money", compile_late(r"(?P<first>[A-Z]{3})[-–/]?(?P<second>[A-Z]{3})(?![\w-])"), _pair
    ),
    Rule(
        "money",
        compile_late(
            r"(?P<country>US|AU?|NZ|HK|S)(?P<n>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?:c|¢)(?!\w)"
        ),
        _foreign_coins,
    ),
    Rule(
        "money",
        compile_late(
            rf"{NEAR}(?P<sign>{_SIGN}|{_CODE})\s?(?P<first>{HALF})(?P<dash>\s?[-–—]\s?|\sto\s)(?P<sign2>{_SIGN})?\s?{SECOND}(?:\s?(?P<by>pcm|pppn|pp|ph|pn|pa|pw)(?=[\s,;.)]|\Z)|/(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b)?(?!\w|\.[0-9])"
        ),
        _money_range,
    ),
    Rule(
        "money",
        compile_late(
            rf"{NEAR}(?P<sign>{_SIGN}|{_CODE})\s?{HALF}(?:(?P<f>[½¼¾⅓⅔⅛⅜⅝⅞])|(?<=\.[0-9]{{2}})[\s-](?P<top>[1357])/(?P<bottom>[248])(?![0-9/]))?(?:\s?/\s?(?P<rate>sq\.\sft|{'|'.join(sorted(RATES, key=len, reverse=True))})\b(?:(?:(?<=/mo|/yr|/hr|/wk|/lb|/oz|/mi|/bu)|(?<=/gal|/doz))\.)?|\s?(?P<by>p/[mwa]|psf|pcm|pppn|pppw|pp|ph|pn|pd|pm(?!\s[A-Z])|p\.m\.|p\.?[wa]\.?)(?!\w)|/[-–=](?![\w-])|(?P<dollar>[/:](?:US)?\$1?(?![0-9]|\.[0-9])))?"
        ),
        _money,
    ),
)
DIGIT_RULES = (
    Rule(
        "money",
        compile_late(
            rf"{HALF}\s?(?P<sign>[€£₹₽₩₪₺₴฿₫¥]|zł|Kč|Ft\b|TL\b|NIS\b|SFr\b|Rs\b)(?!\s?[0-9])"
        ),
        _money_after,
    ),
    Rule("money", compile_late(rf"{HALF}\s(?P<sign>{_CODE})\b"), _money_after),
    Rule("money", compile_late(rf"{HALF}\s?(?:kr|Kr)\b(?!\.\s?[a-z0-9])"), _kroner),
    Rule(
        "money",
        compile_late(
            rf"(?P<n>{DECIMAL_COMMA}|{NUMBER})\s?(?P<coin>¢|c(?=/(?:[lL]|litre|liter|kg|kWh)\b)|c(?![\w/'’-]|\.[0-9a-z]|\.\s[a-z])|(?<!480)(?<!540)(?<!720)(?<!1080)(?<!1440)(?<!2160)p\b)(?:/(?P<by>100\s?(?:g|ml)|[lL]|litre|liter|kg|kWh|hour|minute|min|mile|unit|bag|km)\b)?(?!\.\s?[0-9mc])"
        ),
        _coins,
    ),
)
