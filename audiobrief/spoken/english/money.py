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
    "Rs": Currency("rupee", "rupees", "paisa", "paise"), "RM": Currency("ringgit", "ringgit", "sen", "sen"),
    "Rp": Currency("rupiah", "rupiah"), "zł": Currency("zloty", "zlotys", "grosz", "groszy"), "Kč": Currency("koruna", "korunas"),
    "R": Currency("rand", "rand", "cent", "cents"), "KSh": Currency("Kenyan shilling", "Kenyan shillings", "cent", "cents"),
    "GH₵": Currency("cedi", "cedis", "pesewa", "pesewas"), "GH¢": Currency("cedi", "cedis", "pesewa", "pesewas"), "GHC": Currency("cedi", "cedis", "pesewa", "pesewas"),
    "N$": _dollar("Namibian"), "L$": _dollar("Liberian"), "G$": _dollar("Guyanese"), "B$": _dollar("Bahamian"), "Bds$": _dollar("Barbados"), "EC$": _dollar("East Caribbean"),
    "Ksh": Currency("Kenyan shilling", "Kenyan shillings", "cent", "cents"), "KSh.": Currency("Kenyan shilling", "Kenyan shillings", "cent", "cents"),
    "Ksh.": Currency("Kenyan shilling", "Kenyan shillings", "cent", "cents"), "KSHS": Currency("Kenyan shilling", "Kenyan shillings", "cent", "cents"),
    "USh": Currency("Ugandan shilling", "Ugandan shillings"), "TSh": Currency("Tanzanian shilling", "Tanzanian shillings"),
    "Sh": Currency("shilling", "shillings", "cent", "cents"), "Sh.": Currency("shilling", "shillings", "cent", "cents"), "Shs": Currency("shilling", "shillings", "cent", "cents"),
    "Shs.": Currency("shilling", "shillings", "cent", "cents"), "Tk": Currency("taka", "taka", "poisha", "poisha"), "Tk.": Currency("taka", "taka", "poisha", "poisha"),
    "SFr": Currency("Swiss franc", "Swiss francs"), "CFA": Currency("C F eh franc", "C F eh francs"), "FCFA": Currency("C F eh franc", "C F eh francs"),
    "N": Currency("naira", "naira", "kobo", "kobo"), "P": _peso(""), "Rs.": Currency("rupee", "rupees", "paisa", "paise"),
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
ASIDE = compile_late(r"\s\([^()]{1,24}\)")
ASIDE_BEFORE = compile_late(
    r"\b(?i:an?|the|its|this|that|their)\s[^\s()]{1,12}(?:\s[mbt]rillion|\s[mb]illion)?\s\(\Z"
)
COSTLY = compile_late(
    r"\s(?:deal|plan|bill|budget|loan|fund|project|package|contract|fine|lawsuit|settlement|investment|bailout|grant|bond|jackpot"
    r"|home|house|mansion|bid|takeover|merger|boost|scheme|bridge|pier|tender|ransom|bounty|bribe|penalty|shortfall|deficit|surplus"
    r"|programme|program|campaign|theft|heist|fraud|scam|drug\shaul|overhaul|lottery|prize|offer|order|payout|revamp|makeover)\b"
)
"""What a sum before it is the price of, without an article in a headline: "probe $2B deal"."""
RATES = {"wk": "week", "week": "week", "d": "day", "day": "day", "hr": "hour", "h": "hour", "hour": "hour", "mo": "month", "month": "month", "yr": "year",
         "y": "year", "year": "year", "kg": "kilogram", "lb": "pound", "oz": "ounce", "sq ft": "square foot", "ton": "ton", "tonne": "tonne", "barrel": "barrel", "gallon": "gallon", "hectare": "hectare", "acre": "acre", "pound": "pound", "kilo": "kilo", "litre": "liter", "liter": "liter", "head": "head", "user": "user", "unit": "unit", "bottle": "bottle", "therm": "therm", "pp": "person", "piece": "piece", "bbl": "barrel", "gal": "gallon", "l": "liter", "MWh": "megawatt hour", "kWh": "kilowatt hour", "share": "share", "night": "night", "person": "person", "minute": "minute", "min": "minute"}  # fmt: skip

AT_HOME = {"R": {"ZA", "NA", "SZ", "LS"}, "N": {"NG"}, "P": {"PH", "BW"}}
"""Letters for money before a number -> where they always are: R250 is a motorway or an engine
elsewhere, and N95 a mask. With a magnitude, thousands or coins they are money everywhere."""
SHILLINGS = {"IN": "Rs", "PK": "Rs", "LK": "Rs", "NP": "Rs"}
"""Where "500/-" are rupees; East Africa counts its shillings so."""

_SIGN = "|".join(
    re.escape(s)
    for s in sorted(SIGNS, key=len, reverse=True)
    if s not in {*AT_HOME, "zł", "Kč"}
)
_CODE = "|".join(CODES).replace("COP", r"COP(?!\s?[0-9]{1,2}\b)")
_INDIAN = r"lakhs?(?:[\s-](?:of\s)?crores?)?|crores?"
_SIZE = rf"(?:\s?-?(?P<word>(?i:hundred|thousand|million|billion|trillion|quadrillion|{_INDIAN}))\b|\s?(?P<cr>cr)\b\.?(?!\s?[a-z]*[0-9])|\s?(?P<size>bn|Bn|BN|bln|mn|mln|mil|mm|tn|trn|tr|[kKmMbBtT])\b)"
_HALF = rf"(?P<n>{NUMBER}|\.[0-9]++)(?:{_SIZE})?"
_SECOND = rf"(?P<n2>{NUMBER})(?:\s?-?(?P<word2>(?i:thousand|million|billion|trillion|{_INDIAN}))\b|\s?(?P<cr2>cr)\b|\s?(?P<size2>bn|Bn|BN|mn|mln|tn|trn|[kKmMbBtT])\b)?"


_GROUPED = compile_late(r"[^0-9.]")


def _amount(
    figures: str, size: str, currency: Currency, manner: Manner, *, single: bool
) -> str:
    number = _GROUPED.sub("", figures)
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
    if match["cr" + suffix]:
        return "crore"
    size = match["size" + suffix]
    return MAGNITUDES[size] if size else ""


def _is_attribute(match: re.Match[str]) -> bool:
    # "a $2 billion deal", "a $15-an-hour wage": an amount before its noun has no plural
    text, end = match.string, match.end()
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
        return True
    if COSTLY.match(text, end):
        return True
    aside = ASIDE.match(text, end)
    before = text[max(0, match.start() - 40) : match.start()]
    if text[end : end + 1] == ")" and before.endswith("("):
        # "a $1tn (£790bn) fund": the sum before it belongs to the noun as well
        return bool(ASIDE_BEFORE.search(before) and NOUN.match(text, end + 1, end + 13))
    after = aside.end() if aside else end
    return bool(ARTICLE.search(before[-9:]) and NOUN.match(text, after, after + 12))


def _currency(match: re.Match[str]) -> Currency:
    sign = match["sign"]
    return SIGNS.get(sign) or CODES[sign]


def _money(match: re.Match[str], manner: Manner) -> Said:
    said = _amount(
        match["n"], _size(match), _currency(match), manner, single=_is_attribute(match)
    )
    if match["rate"]:
        said += f" per {RATES[match['rate']]}"
    elif match[0].endswith("/$"):
        said += " to the dollar"
    return said


def _home_money(match: re.Match[str], manner: Manner) -> Said:
    # R7.5bn, R10 000, N2.5bn, P45: letters that are other things where nothing says money
    sign = match["sign"]
    home = manner.region in AT_HOME[sign]
    sure = _size(match) or _GROUPED.search(match["n"]) or re.search(r"\.[0-9]{2}\Z", match["n"])
    figures = match["n"]
    if re.fullmatch(r"[0-9]{1,3},[0-9]{1,2}", figures):
        figures = figures.replace(",", ".")  # South Africa's decimal comma: R5,6 billion
    if (not home and not sure) or (sign, match["n"]) == ("N", "95"):
        return None
    said = _amount(figures, _size(match), SIGNS[sign], manner, single=_is_attribute(match))
    return f"{said} to the dollar" if match["dollar"] else said


def _slash_dash(match: re.Match[str], manner: Manner) -> Said:
    # 600m/-, 3,500/=
    sign = SHILLINGS.get(manner.region, "Sh")
    return _amount(match["n"], _size(match), SIGNS[sign], manner, single=False)


def _value(figures: str) -> float:
    return float(_GROUPED.sub("", figures) if len(figures) < 300 else "inf")


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


_SPACED = (
    r"[0-9]{1,3},[0-9]{1,2}(?![0-9,])|[0-9]{1,3}(?:[\s,][0-9]{3})++(?![0-9])(?:\.[0-9]++)?"
)
SIGN_RULES = (
    Rule(
        "money",
        compile_late(
            rf"(?P<sign>{'|'.join(AT_HOME)})\s?(?P<n>{_SPACED}|{NUMBER})(?:{_SIZE})?(?P<dollar>/\$(?![0-9]))?(?!\w|-[0-9])"
        ),
        _home_money,
    ),
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
            rf"(?P<sign>{_SIGN}|{_CODE})\s?{_HALF}(?:\s?/\s?(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b|/[-–=](?![\w-])|/\$(?![0-9]))?"
        ),
        _money,
    ),
)
DIGIT_RULES = (
    Rule("money", compile_late(rf"{_HALF}/[-–=](?![\w-])"), _slash_dash),
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
            rf"(?P<n>{NUMBER})\s?(?P<coin>¢|c(?=\s(?:an?|per|each|in\sthe)\b)|(?<!480)(?<!540)(?<!720)(?<!1080)(?<!1440)(?<!2160)p\b)(?!\.\s?[0-9m])"
        ),
        _coins,
    ),
)
