"""Rules for what figures count: money, percent, units, scores, ranges, fractions and plain numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.french import nouns, numbers, units
from audiobrief.spoken.french.endings import with_stop
from audiobrief.spoken.french.numbers import FEMININE, MASCULINE, NUMBER
from audiobrief.spoken.french.units import Money
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import formation_rule
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.telephones import Telephones

FRACTIONS = {
    # denominator -> of one; several have an s that nobody hears
    2: "demi", 3: "tiers", 4: "quart", 5: "cinquième", 6: "sixième", 7: "septième", 8: "huitième", 9: "neuvième",
    10: "dixième", 12: "douzième", 16: "seizième", 32: "trente-deuxième", 64: "soixante-quatrième",
}  # fmt: skip
SAID_UNITS = {
    "%": "pour cent",
    "‰": "pour mille",
    "€": "euros",
    "M€": "millions d'euros",
    "$": "dollars",
}
"""What follows a range and is no unit of measure."""
PERIODS = words(
    "an mois jour heure semaine nuit personne habitant kilo litre mètre tonne élève minute seconde foyer part place"
)
"""What stands after a slash that is said "par"."""
HALVES = {"½": "demi", "¼": "quart", "¾": "trois quarts", "⅓": "un tiers", "⅔": "deux tiers"}
SET_PHRASES = {(14, 18), (39, 45), (39, 40), (18, 25), (16, 25), (24, 7)}
"""Pairs of numbers between which nothing is said: "la guerre de 14-18"."""
AGES = compile_late(r"[ \u00a0\u202f]ans\b")
PAGES = compile_late(r"\b(?:pages?|pp?\.|versets?|numéros?|n[o°]s?)\s\Z", re.IGNORECASE)
MODELS = compile_late(r"\b(?:Boeing|Airbus|Peugeot|Antonov|Cessna|Falcon|Formule)\s\Z")
LAWS = compile_late(
    r"\b(?:loi|lois|décrets?|arrêtés?|ordonnance|règlement|articles?|art\.|L\.?|R\.?|D\.?|n[°o]|numéro|dossier|directive)[  ]?\s?\Z",
    re.IGNORECASE,
)
"""Words before figures whose hyphen is said."""
_OF_LAW = compile_late(
    r"(?i)\b(?:loi|décret|arrêté|ordonnance|pourvoi|règlement|directive|dossier|décision)\s(?:\S{1,7}\s?|\((?:UE|CE|EU)\)\s)\Z"
)
"""Words whose number has a hyphen, though numbers of a magazine are a range: "n° 2031-418"."""
FOURTYNINE = compile_late(r"49[.:,-]3(?!\d)")
"""The article of the constitution that every listener in France knows as "quarante-neuf trois"."""
_S = r"[ \u00a0\u202f]?"
_MAGNITUDE = rf"(?P<magnitude>{any_of(units.MAGNITUDES)})(?![a-zàâéèêîôûç])"
_OF = r"(?:de\s|d['’])?"
_SIGN = rf"(?P<currency>{any_of(units.CURRENCIES)}|(?:{any_of(units.WORDS)})(?!\w))"
MONEY = compile_late(
    rf"(?P<number>{NUMBER})(?P<even>[.,][-–—]+)?{_S}(?:{_MAGNITUDE}{_S}{_OF})?{_SIGN}(?![\w$])(?P<each>/(?P<period>{any_of(PERIODS)}|{any_of(units.UNITS)})(?!\w))?"
)
MONEY_FIRST = compile_late(
    rf"(?P<currency>{any_of(name for name in units.CURRENCIES if name not in {'DA', 'DT', 'FS', 'FG', 'FC', 'Ar', 'fr.'})}){_S}(?P<number>{NUMBER})(?P<even>\.[-–—]+)?(?:{_S}{_MAGNITUDE})?"
)
CENTS = compile_late(rf"(?P<number>{NUMBER}){_S}¢")
SHORT = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<magnitude>{any_of(name for name in units.SHORT if name not in {'M', 'G', 'k', 'K'})})(?!\w)"
)
DIRHAMS = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<magnitude>M|Md|Mds)(?P<currency>DHS?|DA|DT|FCFA)(?!\w)"
)
PERCENT = compile_late(rf"(?P<number>{NUMBER}){_S}(?P<sign>%|‰|p\.\s?100)")
UNIT = compile_late(
    rf"(?P<number>{NUMBER}){_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)"
)
RANGE = compile_late(
    rf"(?P<first>{NUMBER})\s?[–-]\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)}|%|‰|M€|€|\$)(?![\wº°]|['’]\w)|(?![\w]|[-–/]\d))"
)
TIMES = compile_late(
    rf"(?P<first>{NUMBER})(?:{_S}(?P<each>{any_of(units.UNITS)}))?\s?(?P<sign>[xX×])\s?(?P<second>{NUMBER})(?:{_S}(?P<unit>{any_of(units.UNITS)})(?![\wº°]|['’]\w)|(?!\w))"
)
HALF = compile_late(rf"(?P<number>\d{{1,3}}){_S}(?P<half>[½¼¾⅓⅔])")
SEASON = compile_late(
    r"(?P<year>(?:19|20)\d\d)[-–/](?P<next>(?:19|20)\d\d|\d\d)(?![\w]|[-–/]\d)"
)
FINAL = compile_late(
    r"1/(?P<under>\d{1,2})(?:e|è|è?me|ème|ᵉ|es|èmes)?(?:s)?(?P<of>\s(?:de\s)?finales?)\b"
)
FRACTION = compile_late(r"(?P<over>\d{1,2})/(?P<under>\d{1,2})(?:e|ème|es)?(?![\d/\w])")
OUT_OF = compile_late(rf"(?P<number>{NUMBER})/(?P<most>\d{{1,3}})(?![\d/])")
LAW = compile_late(
    r"(?P<first>\d{1,4})(?P<mark>[-–/.])(?P<second>\d\d\.\d{3}|\d{1,4})(?:(?P<again>[-–])(?P<third>\d{1,3}))?(?!\d|,\d)"
)
GROUPED_PHONE = compile_late(
    r"0(?:\d{1,3}(?:[ \u00a0./-]\d{2,3}){2,5}|[ \u00a0]8\d\d(?:[ \u00a0]\d{2,3}){2,3})(?![\w]|[.,-]\d|\s\d)"
)
ABROAD = compile_late(
    r"\+(?P<country>\d{1,3})[ \u00a0.]?(?:\(0\))?(?P<groups>\d{1,4}(?:[ \u00a0.-]\d{2,4}){1,5})(?!\w)"
)
AMERICAN = compile_late(r"(?:1[ -])?\(?\d{3}\)?[ \u00a0.-]\d{3}-\d{4}(?!\w)")
SHORT_NUMBER = compile_late(
    r"(?P<first>3[0-9])[ \u00a0]?(?P<second>\d\d)(?![\w]|[.,]\d|[ \u00a0]\d|[ \u00a0](?:m|mètres|euros|habitants|personnes)\b)"
)
"""Numbers of four figures that France's services have: "le 3919"."""
_CALLED = compile_late(
    r"\b(?:[Ll]e|[Aa]u|[Dd]u|[Nn]uméro|[Aa]ppel(?:ant|er|ez)|[Cc]ompos(?:ant|er|ez)|vert)\s\Z"
)
LONG = compile_late(r"0\d+|\d{16,}")
EXACT = compile_late(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f.]\d{3})?(?:[ \u00a0\u202f.]000){2,3})(?P<gap>[ \u00a0\u202f])(?=(?P<word>[^\W\d_]+s)\b)"
)
"""Whole millions before what they count, which "de" follows."""
PLAIN = compile_late(rf"(?P<number>{NUMBER})(?![.,]?\d|[^\W\d_])")
CALLED = Telephones(numbers.group, numbers.cardinal, "plus")
MIN_PHONE, MAX_PHONE = 8, 11
"""Digits of a telephone number within a country of Europe or Africa."""


def _before(match: re.Match[str], reach: int = 40) -> str:
    return match.string[max(0, match.start() - reach) : match.start()]


def _currency(printed: str) -> Money:
    return units.CURRENCIES.get(printed) or units.WORDS[printed]


def _large(written: str, magnitude: str, manner: Manner) -> str:
    """A figure with its magnitude: "trois virgule cinq millions", "un million"."""
    figure = numbers.read_figure(written)
    one, several = units.MAGNITUDES[magnitude]
    if one == "mille":
        whole = (
            "" if figure.whole == 1 and not figure.decimals else numbers.decimal(figure, manner)
        )
        return f"{whole} mille".strip()
    return f"{numbers.decimal(figure, manner)} {several if numbers.is_plural(figure) else one}"


def _say_sum(written: str, magnitude: str, money: Money, manner: Manner) -> str:
    if magnitude:
        large = _large(written, magnitude, manner)
        joined = money.several if large.endswith("mille") else money.after_magnitude()
        return f"{large} {joined}"
    figure = numbers.read_figure(written)
    name = money.several if numbers.is_plural(figure) else money.one
    form = FEMININE if money.feminine else MASCULINE
    if len(figure.decimals) not in {0, 2}:
        return f"{numbers.decimal(figure, manner)} {name}"
    coins = int(figure.decimals or 0)
    if coins and not figure.whole:
        return f"{numbers.cardinal(coins, manner)} {money.coin if coins > 1 else money.coin.removesuffix('s')}"
    joined = money.after_magnitude() if figure.whole and figure.whole % 10**6 == 0 else name
    said = f"{numbers.cardinal(figure.whole, manner, form)} {joined}"
    return f"{said} {numbers.cardinal(coins, manner)}" if coins else said


def _say_money(match: re.Match[str], manner: Manner) -> Said:
    said = _say_sum(
        match["number"], match["magnitude"] or "", _currency(match["currency"]), manner
    )
    if match["each"]:
        said = f"{said} {_per(match['period'])}"
    return (
        with_stop(said, match.string, match.end()) if match["currency"].endswith(".") else said
    )


def _say_money_first(match: re.Match[str], manner: Manner) -> Said:
    return _say_sum(
        match["number"], match["magnitude"] or "", _currency(match["currency"]), manner
    )


def _say_cents(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    return (
        f"{numbers.decimal(figure, manner)} {'cents' if numbers.is_plural(figure) else 'cent'}"
    )


def _say_short(match: re.Match[str], manner: Manner) -> Said:
    return _large(match["number"], match["magnitude"], manner)


def _say_percent(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    return (
        f"{numbers.decimal(figure, manner)} pour {'mille' if match['sign'] == '‰' else 'cent'}"
    )


def _with_unit(figure: Figure, unit: str, manner: Manner) -> str:
    if unit in SAID_UNITS:
        return f"{numbers.decimal(figure, manner)} {SAID_UNITS[unit]}"
    name = units.UNITS[unit]
    form = FEMININE if name.partition(" ")[0] in units.FEMININE_UNITS else MASCULINE
    if not numbers.is_plural(figure):
        name = units.of_one(name)
    return f"{numbers.decimal(figure, manner, form)} {name}"


def _say_unit(match: re.Match[str], manner: Manner) -> Said:
    said = _with_unit(numbers.read_figure(match["number"]), match["unit"], manner)
    return with_stop(said, match.string, match.end())


def _say_times(match: re.Match[str], manner: Manner) -> Said:
    first, second = numbers.read_figure(match["first"]), numbers.read_figure(match["second"])
    unit, each = match["unit"], match["each"]
    last = _with_unit(second, unit, manner) if unit else numbers.decimal(second, manner)
    before = _with_unit(first, each, manner) if each else numbers.decimal(first, manner)
    if not unit and first == second and first.whole < 10:
        return f"{before} {last}"  # "un 4x4"
    # relays and doses are so many times; surfaces are so much by so much
    relay = match["sign"] == "×" or (
        unit and first.whole < 10 and second.whole >= 10 * first.whole
    )
    return f"{before} {'fois' if relay else 'sur'} {last}"


def _say_half(match: re.Match[str], manner: Manner) -> Said:
    said = numbers.cardinal(int(match["number"]), manner)
    return f"{said} et {HALVES[match['half']]}"


def _say_range(match: re.Match[str], manner: Manner) -> Said:
    first, second = numbers.read_figure(match["first"]), numbers.read_figure(match["second"])
    said = numbers.decimal(first, manner)
    ages = AGES.match(match.string, match.end()) or match["unit"] == "ans"
    apart = ages and re.search(r"\b(?:[Ll]es|[Dd]es|aux|jeunes)\s\Z", _before(match))
    silent = (
        (first.whole, second.whole) in SET_PHRASES or MODELS.search(_before(match)) or apart
    )
    to = " " if silent and not first.decimals else " à "
    if match["unit"]:
        return f"{said}{to}{_with_unit(second, match['unit'], manner)}"
    form = nouns.form_at(match.string, match.end(), second.whole)
    return f"{said}{to}{numbers.decimal(second, manner, form)}"


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    year, following = int(match["year"]), int(match["next"])
    if following not in {year + 1, (year + 1) % 100}:
        return None
    return f"{numbers.cardinal(year, manner)} {numbers.cardinal(following, manner)}"


def _say_final(match: re.Match[str], manner: Manner) -> Said:
    under = int(match["under"])
    if under == 2:
        return "demi-finale"
    name = FRACTIONS.get(under) or numbers.ordinal(under, manner)
    return f"{name} de {match['of'].split()[-1]}"


def _say_fraction(match: re.Match[str], manner: Manner) -> Said:
    over, under = int(match["over"]), int(match["under"])
    if under not in FRACTIONS or not 0 < over < under or (under == 10 and over > 3):
        return None
    if AGES.match(match.string, match.end()):
        return None  # "les 15/24 ans"
    name = FRACTIONS[under] if over == 1 or under == 3 else f"{FRACTIONS[under]}s"
    return f"{numbers.cardinal(over, manner)} {name}"


def _say_out_of(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    most = numbers.cardinal(int(match["most"]), manner)
    joined = " " if AGES.match(match.string, match.end()) else " sur "
    return f"{numbers.decimal(figure, manner)}{joined}{most}"


def _say_law(match: re.Match[str], manner: Manner) -> Said:
    if FOURTYNINE.match(match.string, match.start()) and not match["again"]:
        before = re.search(
            r"\b(?:article|le|du|au|de|l['’]article|un)\s\Z", _before(match), re.IGNORECASE
        )
        return (
            f"{numbers.cardinal(49, manner)} {numbers.cardinal(3, manner)}" if before else None
        )
    if (
        match["mark"] == "."
        or not (LAWS.search(_before(match)) or _OF_LAW.search(_before(match)))
        or (
            match["mark"] != "/"
            and PAGES.search(_before(match)[-7:])
            and not _OF_LAW.search(_before(match))
        )
    ):
        return None
    said = [
        numbers.cardinal(int(match["first"]), manner),
        " ".join(numbers.cardinal(int(part), manner) for part in match["second"].split(".")),
    ]
    if match["third"]:
        said.append(numbers.cardinal(int(match["third"]), manner))
    return " tiret ".join(said) if match["mark"] != "/" else " barre oblique ".join(said)


def _say_short_number(match: re.Match[str], manner: Manner) -> Said:
    if not _CALLED.search(_before(match)):
        return None
    return f"{numbers.group(match['first'], manner)} {numbers.group(match['second'], manner)}"


def _say_digits(match: re.Match[str], manner: Manner) -> Said:
    return numbers.digits(match[0], manner)


def _say_plain(match: re.Match[str], manner: Manner) -> Said:
    figure = numbers.read_figure(match["number"])
    if figure.decimals:
        return numbers.decimal(figure, manner)
    form = nouns.form_at(match.string, match.end(), figure.whole)
    return numbers.cardinal(figure.whole, manner, form)


def _say_exact(match: re.Match[str], manner: Manner) -> Said:
    said = numbers.cardinal(numbers.read_figure(match["number"]).whole, manner)
    if match["word"].lower() in nouns.NO_NOUNS:
        return f"{said}{match['gap']}"
    # a mute h is far commoner among what is counted than the other one: "habitants", "hectares"
    return f"{said} d'" if match["word"][0].lower() in "aeiouéèêh" else f"{said} de "


def _per(unit: str) -> str:
    said = unit if unit in PERIODS else units.of_one(units.UNITS[unit])
    return f"par {said}"


def _say_per(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f" {_per(match['unit'])}"


def _say_minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "moins "


FIRST_RULES = (
    formation_rule(numbers.digits),
    CALLED.rule(GROUPED_PHONE, least=MIN_PHONE, most=MAX_PHONE),
    replace(CALLED, group=numbers.digits).rule(AMERICAN),
    Rule("telephone", SHORT_NUMBER, _say_short_number),
    Rule("season", SEASON, _say_season),
    Rule("law", LAW, _say_law),
    Rule("fraction", FINAL, _say_final),
)
"""After dates, which are figures in groups, too."""
RULES = (
    Rule("money", DIRHAMS, _say_money_first),
    Rule("money", MONEY, _say_money),
    Rule("money", CENTS, _say_cents),
    Rule("times", TIMES, _say_times),
    Rule("number", SHORT, _say_short),
    Rule("percent", PERCENT, _say_percent),
    Rule("unit", UNIT, _say_unit),
    Rule("fraction", FRACTION, _say_fraction),
    Rule("fraction", OUT_OF, _say_out_of),
    Rule("fraction", HALF, _say_half),
    Rule("range", RANGE, _say_range),
    Rule("number", LONG, _say_digits),
)
PLAIN_RULES = (Rule("number", EXACT, _say_exact), Rule("number", PLAIN, _say_plain))
MONEY_RULES = (Rule("money", MONEY_FIRST, _say_money_first),)
PER_RULE = Rule(
    "unit",
    compile_late(
        rf"(?<=[^\W\d_]|[€$²³])/(?P<unit>{any_of(PERIODS)}|{any_of(units.UNITS)})(?!\w)"
    ),
    _say_per,
)
ABROAD_RULE = CALLED.abroad(ABROAD)
MINUS = Rule("number", compile_late(r"(?<![\w.,)])[-−–](?=\d)"), _say_minus)
