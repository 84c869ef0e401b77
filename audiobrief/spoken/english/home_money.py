"""Reads sums whose currency is a letter or a stroke that means money only at home: R7.5bn, N950, 500/-."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.amounts import NUMBER
from audiobrief.spoken.english.currencies import (
    ANYWHERE,
    AT_HOME,
    OTHERWISE,
    SIGNS,
    home_currency,
)
from audiobrief.spoken.english.figures import decimal
from audiobrief.spoken.english.money import (
    GROUPED,
    HALF,
    NEAR,
    RATES,
    SECOND,
    SIZE,
    SPACED_SUM,
    amount,
    is_attribute,
    size_of,
    spell_rate,
)
from audiobrief.spoken.reading import Manner, Rule, Said

SMALL_SUM = compile_late(
    r"-?(?:an?-|per\b)|\s(?:a|per|each)\b|\s(?:[a-z]+\s|[A-Z]+\s)?(?:grants?|fees?|fines?|notes?|coins?|vouchers?|tickets?|lev(?:y|ies)|wages?|increases?|hikes?|bills?|loans?|deposits?|stipends?"
    r"|allowances?|bonus|minimum|maximum|meals?|bets?|entry|charges?|prices?|relief|bribes?|payments?|coupons?|subsid(?:y|ies)|discounts?|rebates?|tips?|donations?)\b"
)
"""After "the R350": what costs so much, so that it is no road."""
ROAD_BEFORE = compile_late(r"(?:\b(?:[Tt]he|on|along|near)|[NMR][0-9]{1,3},)\s\Z")
"""What stands before the number of a road."""
SHILLINGS = {"IN": "Rs", "PK": "Rs", "LK": "Rs", "NP": "Rs"}
"""Where "500/-" are rupees; East Africa counts its shillings so."""


def _home_money(match: re.Match[str], manner: Manner) -> Said:
    # R7.5bn, R10 000, N2.5bn, P45: letters that are other things where nothing says money
    sign = match["sign"]
    home = manner.region in AT_HOME[sign]
    sure = sign in ANYWHERE and (
        size_of(match) or GROUPED.search(match["n"]) or re.search(r"\.[0-9]{2}\Z", match["n"])
    )
    figures = match["n"]
    if re.fullmatch(r"[0-9]{1,3},[0-9]{1,2}", figures):
        figures = figures.replace(",", ".")  # South Africa's decimal comma: R5,6 billion
    if (not home and not sure) or (sign, figures) in OTHERWISE:
        return None
    single = is_attribute(match)
    if (
        figures.isdecimal()
        and len(figures) < 4
        and not size_of(match)
        and not SMALL_SUM.match(match.string, match.end())
    ):
        # "the N1, the R300 and the M3" are roads
        before = match.string[max(0, match.start() - 24) : match.start()]
        if ROAD_BEFORE.search(before):
            return None
    currency = home_currency(sign, manner.region)
    said = amount(figures, size_of(match), currency, manner, single=single)
    if match["rate"] or match["by"]:
        return f"{said} per {spell_rate(RATES[match['rate'] or 'pm'], manner)}"
    return f"{said} to the dollar" if match["dollar"] else said


def _home_range(match: re.Match[str], manner: Manner) -> Said:
    # N950-N1,030 per litre, R1.2bn-R1.5bn, P40-P50
    sign, first, second = match["sign"], size_of(match), size_of(match, "2")
    if manner.region not in AT_HOME[sign] and not (sign in ANYWHERE and second):
        return None
    currency = home_currency(sign, manner.region)
    single = is_attribute(match)
    last = amount(match["n2"], second, currency, manner, single=single)
    if match["rate"]:
        last += f" per {spell_rate(RATES[match['rate']], manner)}"
    if first == second or not first:
        left = decimal(match["n"], british=manner.british)
        left += f" {first}" if first else ""
    else:
        left = amount(match["n"], first, currency, manner, single=single)
    return f"{left} to {last}"


def _slash_dash(match: re.Match[str], manner: Manner) -> Said:
    # 600m/-, 3,500/=
    sign = SHILLINGS.get(manner.region, "Sh")
    return amount(match["n"], size_of(match), SIGNS[sign], manner, single=is_attribute(match))


SIGN_RULES = (
    Rule(
        "money",
        compile_late(
            rf"{NEAR}(?P<sign>{'|'.join(sorted(AT_HOME, key=len, reverse=True))})\s?{HALF}\s?[-–—]\s?(?P=sign)\s?{SECOND}(?:/(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b)?(?!\w|\.[0-9])"
        ),
        _home_range,
    ),
    Rule(
        "money",
        compile_late(
            rf"{NEAR}(?P<sign>{'|'.join(sorted(AT_HOME, key=len, reverse=True))})\s?(?P<n>{SPACED_SUM}|{NUMBER})(?:{SIZE})?(?:(?P<dollar>[/:]\$1?(?![0-9]))|/(?P<rate>{'|'.join(sorted(RATES, key=len, reverse=True))})\b|\s?(?P<by>pm|p\.m\.)(?!\w))?(?!\w|-[0-9])"
        ),
        _home_money,
    ),
)
DIGIT_RULES = (Rule("money", compile_late(rf"{HALF}/[-–=](?![\w-])"), _slash_dash),)
