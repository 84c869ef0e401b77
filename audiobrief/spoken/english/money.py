"""Reads money in every currency that newspapers print, with magnitudes and small coins."""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.amounts import MAGNITUDES, NUMBER
from audiobrief.spoken.english.figures import cardinal, decimal
from audiobrief.spoken.reading import Manner, Part, Rule, Said


class Currency(NamedTuple):
    """The names of a currency and its small coin in singular and plural."""

    one: str
    many: str
    coin: str = ""
    coins: str = ""


_DOLLAR = Currency("dollar", "dollars", "cent", "cents")


def _dollar(country: str) -> Currency:
    return Currency(f"{country} dollar", f"{country} dollars", "cent", "cents")


def _peso(country: str) -> Currency:
    return Currency(
        f"{country} peso".strip(), f"{country} pesos".strip(), "centavo", "centavos"
    )


SIGNS = {
    # signs and short forms that newspapers print before the number
    "$": _DOLLAR, "US$": Currency("U S dollar", "U S dollars", "cent", "cents"), "U.S. $": _DOLLAR,
    "C$": _dollar("Canadian"), "CA$": _dollar("Canadian"), "CAD$": _dollar("Canadian"), "Can$": _dollar("Canadian"),
    "A$": _dollar("Australian"), "AU$": _dollar("Australian"), "AUD$": _dollar("Australian"), "NZ$": _dollar("New Zealand"),
    "HK$": _dollar("Hong Kong"), "S$": _dollar("Singapore"), "SG$": _dollar("Singapore"), "NT$": _dollar("New Taiwan"),
    "TT$": _dollar("Trinidad"), "J$": _dollar("Jamaican"), "BZ$": _dollar("Belize"), "Z$": _dollar("Zimbabwean"),
    "MX$": _peso("Mexican"), "Mex$": _peso("Mexican"), "R$": Currency("real", "reais", "centavo", "centavos"),
    "£": Currency("pound", "pounds", "penny", "pence"), "€": Currency("euro", "euros", "cent", "cents"),
    "¥": Currency("yen", "yen"), "￥": Currency("yen", "yen"), "CN¥": Currency("yuan", "yuan"), "₹": Currency("rupee", "rupees", "paisa", "paise"),
    "₽": Currency("ruble", "rubles", "kopek", "kopeks"), "₩": Currency("won", "won"), "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₺": Currency("lira", "lira", "kurus", "kurus"), "₴": Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₦": Currency("naira", "naira", "kobo", "kobo"), "₱": _peso("Philippine"), "₫": Currency("dong", "dong"), "฿": Currency("baht", "baht", "satang", "satang"),
    "₿": Currency("bitcoin", "bitcoins"), "₡": Currency("colon", "colones"), "₲": Currency("guarani", "guaranis"), "₵": Currency("cedi", "cedis", "pesewa", "pesewas"),
    "₸": Currency("tenge", "tenge"), "₼": Currency("manat", "manat"), "₾": Currency("lari", "lari"), "৳": Currency("taka", "taka"), "₭": Currency("kip", "kip"),
    "₮": Currency("tugrik", "tugriks"), "៛": Currency("riel", "riels"), "֏": Currency("dram", "drams"),
    "Rs": Currency("rupee", "rupees", "paisa", "paise"), "Rs.": Currency("rupee", "rupees", "paisa", "paise"), "RM": Currency("ringgit", "ringgit", "sen", "sen"),
    "Rp": Currency("rupiah", "rupiah"), "zł": Currency("zloty", "zlotys", "grosz", "groszy"), "Kč": Currency("koruna", "korunas"),
    "R": Currency("rand", "rand", "cent", "cents"), "KSh": Currency("Kenyan shilling", "Kenyan shillings"),
    "Sh": Currency("shilling", "shillings"), "GH₵": Currency("cedi", "cedis", "pesewa", "pesewas"), "GH¢": Currency("cedi", "cedis"),
}  # fmt: skip
CODES = {
    "USD": SIGNS["US$"], "GBP": SIGNS["£"], "EUR": SIGNS["€"], "JPY": SIGNS["¥"], "CNY": SIGNS["CN¥"], "RMB": SIGNS["CN¥"], "CAD": SIGNS["C$"],
    "AUD": SIGNS["A$"], "NZD": SIGNS["NZ$"], "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"), "INR": SIGNS["₹"], "KRW": SIGNS["₩"],
    "RUB": SIGNS["₽"], "BRL": SIGNS["R$"], "MXN": SIGNS["MX$"], "ZAR": SIGNS["R"], "HKD": SIGNS["HK$"], "SGD": SIGNS["S$"], "TWD": SIGNS["NT$"],
    "SEK": Currency("Swedish krona", "Swedish kronor"), "NOK": Currency("Norwegian krone", "Norwegian kroner"), "DKK": Currency("Danish krone", "Danish kroner"),
    "ISK": Currency("Icelandic krona", "Icelandic kronur"),
    "PLN": SIGNS["zł"], "CZK": SIGNS["Kč"], "HUF": Currency("forint", "forints"), "TRY": SIGNS["₺"], "ILS": SIGNS["₪"], "UAH": SIGNS["₴"], "THB": SIGNS["฿"],
    "IDR": SIGNS["Rp"], "MYR": SIGNS["RM"], "PHP": SIGNS["₱"], "VND": SIGNS["₫"], "AED": Currency("dirham", "dirhams"), "SAR": Currency("riyal", "riyals"),
    "QAR": Currency("Qatari riyal", "Qatari riyals"), "KWD": Currency("Kuwaiti dinar", "Kuwaiti dinars"), "EGP": Currency("Egyptian pound", "Egyptian pounds"),
    "NGN": SIGNS["₦"], "KES": SIGNS["KSh"], "GHS": SIGNS["₵"], "PKR": Currency("Pakistani rupee", "Pakistani rupees"), "BDT": SIGNS["৳"],
    "LKR": Currency("Sri Lankan rupee", "Sri Lankan rupees"), "ARS": _peso("Argentine"), "CLP": _peso("Chilean"), "COP": _peso("Colombian"),
    "BTC": SIGNS["₿"], "RON": Currency("leu", "lei"), "BGN": Currency("lev", "leva"),
}  # fmt: skip
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
ARTICLE = compile_late(
    r"\b(?:an?|the|this|that|its|his|her|their|our|another|every)\s\Z", re.IGNORECASE
)
NOUN = compile_late(
    r"\s(?!(?:is|was|were|are|will|would|has|had|have|in|on|of|for|to|from|and|or|but|per|each|at|by|with|that|which|who|he|she|they|it|we|you"
    r"|as|than|more|less|off|over|under|into|went|came|goes|after|before|when|if|so|not|can|could|may|might|should|must|paid|spent|raised|worth|a|an|the)\b)[a-z]{3,}"
)
RATES = {"wk": "week", "week": "week", "d": "day", "day": "day", "hr": "hour", "h": "hour", "hour": "hour", "mo": "month", "month": "month", "yr": "year",
         "y": "year", "year": "year", "kg": "kilogram", "lb": "pound", "oz": "ounce", "sq ft": "square foot", "ton": "ton", "tonne": "tonne", "barrel": "barrel", "gallon": "gallon", "hectare": "hectare", "acre": "acre", "pound": "pound", "kilo": "kilo", "litre": "liter", "liter": "liter", "head": "head", "user": "user", "unit": "unit", "bottle": "bottle", "therm": "therm", "pp": "person", "piece": "piece", "bbl": "barrel", "gal": "gallon", "l": "liter", "MWh": "megawatt hour", "kWh": "kilowatt hour", "share": "share", "night": "night", "person": "person", "minute": "minute", "min": "minute"}  # fmt: skip

_SIGN = "|".join(
    re.escape(s)
    for s in sorted(SIGNS, key=len, reverse=True)
    if s not in {"R", "Sh", "zł", "Kč"}
)
_CODE = "|".join(CODES)
_SIZE = r"(?:\s?-?(?P<word>(?i:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore))\b|\s?(?P<size>bn|Bn|BN|bln|mn|mln|mil|mm|tn|trn|tr|[kKmMbBtT])\b)"
_HALF = rf"(?P<n>{NUMBER}|\.[0-9]++)(?:{_SIZE})?"
_SECOND = rf"(?P<n2>{NUMBER})(?:\s?-?(?P<word2>(?i:thousand|million|billion|trillion))\b|\s?(?P<size2>bn|Bn|BN|mn|mln|tn|trn|[kKmMbBtT])\b)?"


def _amount(
    figures: str, size: str, currency: Currency, manner: Manner, *, single: bool
) -> str:
    number = figures.replace(",", "")
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
    words = cardinal(whole, british=british)
    one = whole.lstrip("0") == "1"
    main = f"{words} {currency.one if one or (single and not part) else currency.many}"
    if not part:
        return main
    count = int(part)
    coins = f"{cardinal(str(count))} {currency.coin if count == 1 else currency.coins}"
    if whole.strip("0") == "":
        return coins
    return f"{main} {coins}"


def _size(match: re.Match[str], suffix: str = "") -> str:
    word = match["word" + suffix]
    if word:
        return str(word).lower()
    size = match["size" + suffix]
    return MAGNITUDES[size] if size else ""


def _is_attribute(match: re.Match[str]) -> bool:
    # "a $2 billion deal", "a $15-an-hour wage": an amount before its noun has no plural
    text, end = match.string, match.end()
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return True
    return bool(
        ARTICLE.search(text[max(0, match.start() - 9) : match.start()])
        and NOUN.match(text[end : end + 12])
    )


def _currency(match: re.Match[str]) -> Currency:
    sign = match["sign"]
    return SIGNS.get(sign) or CODES[sign]


def _money(match: re.Match[str], manner: Manner) -> Said:
    said = _amount(
        match["n"], _size(match), _currency(match), manner, single=_is_attribute(match)
    )
    if match["rate"]:
        said += f" per {RATES[match['rate']]}"
    return said


def _value(figures: str) -> float:
    return float(figures.replace(",", "") if len(figures) < 300 else "inf")


def _money_range(match: re.Match[str], manner: Manner) -> Said:
    # $10-15 million, $250-$300, £1m–£2m
    currency = _currency(match)
    first, second = _size(match), _size(match, "2")
    single = _is_attribute(match)
    said = _amount(match["n2"], second, currency, manner, single=single)
    if second and not first and _value(match["n"]) < _value(match["n2"]):
        left = decimal(
            match["n"], british=manner.british
        )  # "$50 to $60 billion" means billions both times
    elif first or match["sign2"]:
        left = _amount(match["n"], first, currency, manner, single=single)
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
    return _amount(
        match["n"], _size(match), SIGNS.get(sign) or CODES[sign], manner, single=False
    )


def _kroner(match: re.Match[str], manner: Manner) -> Said:
    # 500 kr, 2m kr: the country that the text names tells which crowns they are
    named = NORDIC.search(match.string, max(0, match.start() - REACH), match.end() + REACH)
    currency = KRONER[named.lastgroup or ""] if named else KRONER[""]
    return _amount(match["n"], _size(match), currency, manner, single=False)


def _coins(match: re.Match[str], manner: Manner) -> Said:
    words = decimal(match["n"], british=manner.british)
    if match["coin"] in {"¢", "c"}:
        return f"{words} {'cent' if words == 'one' else 'cents'}"
    return f"{words} {'pence' if words != 'one' else 'penny'}" if match["coin"] == "p" else None


SIGN_RULES = (
    Rule(
        "money",
        compile_late(
            rf"(?P<sign>{_SIGN}|{_CODE})\s?(?P<first>{_HALF})(?P<dash>\s?[-–—]\s?|\sto\s)(?P<sign2>{_SIGN})?\s?{_SECOND}(?!\w)"
        ),
        _money_range,
    ),
    Rule(
        "money",
        compile_late(
            rf"(?P<sign>{_SIGN}|{_CODE})\s?{_HALF}(?:\s?/\s?(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b)?"
        ),
        _money,
    ),
)
DIGIT_RULES = (
    Rule(
        "money",
        compile_late(rf"{_HALF}\s?(?P<sign>[€£₹₽₩₪₺₴฿₫¥]|zł|Kč)(?!\s?[0-9])"),
        _money_after,
    ),
    Rule("money", compile_late(rf"{_HALF}\s(?P<sign>{_CODE})\b"), _money_after),
    Rule("money", compile_late(rf"{_HALF}\s?(?:kr|Kr)\b(?!\.\s?[a-z0-9])"), _kroner),
    Rule(
        "money",
        compile_late(
            rf"(?P<n>{NUMBER})\s?(?P<coin>¢|(?<!480)(?<!540)(?<!720)(?<!1080)(?<!1440)(?<!2160)p\b)(?!\.\s?[0-9m])"
        ),
        _coins,
    ),
)
