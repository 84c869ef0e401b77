"""Reads signs that English has names for: minus, plus, slash, hash, brackets, dashes, emoji."""

from __future__ import annotations

import re
import unicodedata

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.acronyms import say_capitals
from audiobrief.spoken.english.dates import MONTH
from audiobrief.spoken.english.figures import cardinal, ordinal, pairs, year
from audiobrief.spoken.reading import Manner, Rule, Said

NAMED = {
    "&": "and", "=": "equals", "≠": "is not equal to", "×": "by", "÷": "divided by", "±": "plus or minus", "≈": "about", "≃": "about",
    "≤": "at most", "≥": "at least", "∞": "infinity", "√": "the square root of", "§": "section", "№": "number", "%": "percent", "‰": "per mille",
    "°": "degrees", "º": "degree", "π": "pi", "∆": "delta", "∑": "sum", "^": "to the power of", "→": "to", "⇒": "to", "➔": "to", "+": "plus", "@": "at", "$": "dollar",
    "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee", "¢": "cent", "²": "squared", "³": "cubed", "µ": "micro",
}  # fmt: skip
EMOJI_NAMES = {
    # emoji that people do not call by their Unicode name
    "❤": "red heart", "♥": "heart", "💯": "one hundred", "🙏": "folded hands", "😂": "face with tears of joy", "🤣": "rolling on the floor laughing",
    "😭": "crying", "👍": "thumbs up", "👎": "thumbs down", "👏": "clapping hands", "🔥": "fire", "✅": "check mark", "❌": "cross mark", "⚡": "lightning",
    "✊": "raised fist", "✌": "victory hand", "☀": "sun", "⭐": "star", "⚽": "football", "🏴": "black flag", "🎉": "party popper", "💩": "pile of poo",
    "🚨": "siren", "📣": "megaphone", "💪": "flexed biceps", "👇": "pointing down", "👉": "pointing right", "👆": "pointing up", "🤷": "shrug", "🤦": "facepalm",
}  # fmt: skip
FLAGS = {
    "US": "United States", "GB": "United Kingdom", "UA": "Ukraine", "RU": "Russia", "FR": "France", "DE": "Germany", "IT": "Italy", "ES": "Spain", "CN": "China",
    "JP": "Japan", "KR": "South Korea", "IN": "India", "BR": "Brazil", "CA": "Canada", "AU": "Australia", "IE": "Ireland", "IL": "Israel", "PS": "Palestinian", "EU": "European Union",
    "MX": "Mexico", "AR": "Argentina", "ZA": "South Africa", "NG": "Nigeria", "TR": "Turkey", "PL": "Poland", "NL": "Netherlands", "SE": "Sweden", "NO": "Norway", "CH": "Switzerland",
}  # fmt: skip
_PICTURE = r"[\u2600-\u2775\u2794-\u27bf\u2b50\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
_EMOJI = rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE})(?:[\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d{_PICTURE}|[\U000e0020-\U000e007f])*+"
FIGURE_BEFORE = compile_late(
    r"(?:\b(?:noon|midnight)|\b[0-9]{1,2}:[0-5][0-9]|[0-9]\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|[0-9]\s?(?:[ap]\.?m\.?|%|pc|'?s|st|nd|rd|th|[kmb]n?|km|cm|mm|kg|°?[CF]|ft|mph)|[½¼¾⅓⅔⅛⅜⅝⅞])\s?\Z",
    re.IGNORECASE,
)
"""A time, or a figure with its unit, before a dash: if a figure follows the dash, it is a
range."""
MONTH_AHEAD = compile_late(rf"\s?{MONTH}\b\.?\s[0-9]")
COMPOUND = frozenset(["and", "or"])
PLAIN_PICTURES = range(0x2600, 0x27C0)
"""Bullets, arrows and ornaments in print, said only if EMOJI_NAMES has them."""


def _emoji(match: re.Match[str], manner: Manner) -> Said:
    del manner
    names = dict.fromkeys(filter(None, map(_name_emoji, re.findall(_EMOJI, match[0]))))
    return f" {', '.join(names)} " if names else " "


def _name_emoji(written: str) -> str:
    first = written[0]
    if "\U0001f1e6" <= first <= "\U0001f1ff":
        code = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in written[:2])
        return f"{FLAGS.get(code, ' '.join(code))} flag"
    name = EMOJI_NAMES.get(first)
    if (
        name is None
        and ord(first) not in PLAIN_PICTURES
        and not 0x1F3FB <= ord(first) <= 0x1F3FF
    ):
        name = unicodedata.name(first, "").lower().replace("-", " ")
    return f"{name} emoji" if name else ""


def _stars(match: re.Match[str], manner: Manner) -> Said:
    # ★★★☆☆: a critic's rating
    del manner
    full, whole = match["full"], match[0]
    half = " and a half" if "½" in whole else ""
    total = len(whole.replace("½", ""))
    count = cardinal(str(len(full)))
    stars = "star" if len(full) == 1 and not half else "stars"
    return (
        f"{count}{half} out of {cardinal(str(total))} stars"
        if match["empty"]
        else f"{count}{half} {stars}"
    )


MONEYLINE = compile_late(
    r"\b(?:favou?rites?|underdogs?|odds|moneyline|money\sline|bett(?:ing|ors?)|bets?|sportsbooks?|oddsmakers?|long\s?shots?|payout|wager\w*|over/under|DraftKings|FanDuel|BetMGM)\b"
)
"""Words near an American price, which says what 100 dollars win or have to be staked for."""


def _line(match: re.Match[str], manner: Manner) -> Said:
    # +450, -110
    del manner
    text, (start, end) = match.string, match.span()
    if not MONEYLINE.search(text, max(0, start - 80), end + 80):
        return None
    return f"{'plus' if match['sign'] == '+' else 'minus'} {pairs(match['n'])}"


def _minus(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "minus "


def _sum(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return " minus "


SHARE_AHEAD = compile_late(r"[0-9.]+\s?(?:%|pc\b|per\s?cent\b)")
COUNT_BEFORE = compile_late(
    r"(?:[$£€¥][0-9.,]+[a-z]*|[0-9](?:k|m|mn|bn|tn|\s(?:million|billion|trillion)))\s\Z"
)
"""With SHARE_AHEAD, what stands before and after a dash between two kinds of figures."""


def _range_dash(match: re.Match[str], manner: Manner) -> Said:
    # 9am-5pm, 1960s-1980s, 5%-10%: after a figure with its unit
    del manner
    text, start = match.string, match.start()
    if not FIGURE_BEFORE.search(text[max(0, start - 8) : start]):
        return None
    # "2.4m - 2.5pc more": no range leads from a price or a count to a share
    shares = SHARE_AHEAD.match(text, match.end()) and COUNT_BEFORE.search(text[:start][-16:])
    return "– " if shares else " to "


def _date_dash(match: re.Match[str], manner: Manner) -> Said:
    # Nov. 3 - Dec. 5
    del manner
    after = match.string[match.end() : match.end() + 12]
    return " to " if MONTH_AHEAD.match(after) else None


def _headline_dash(match: re.Match[str], manner: Manner) -> Said:
    # "GDP up in Q2 - ONS": in a headline, which has no stop at its end
    del manner
    return None if match.string.rstrip()[-1:] in '.?!…”"’' else "–"


def _dash(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[match.start() - 1 : match.start()]
    return match[0] if not before or before.isspace() else " – "


POWERED = compile_late(r"(?:[\d)\]}]|(?<![^\W\d_])[^\W\d_]{1,3})\Z")
"""What stands before a power: a figure, a bracket, or a sign or unit of at most three letters."""
YEAR_BEFORE = compile_late(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}\Z")
"""A year, behind which a raised figure is a note's mark."""


def _is_power(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 5) : match.start()]
    return bool(POWERED.search(before)) and not YEAR_BEFORE.search(before)


def _named(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if match[0] in {"²", "³"} and not _is_power(match):
        return ""
    words = NAMED[match[0][0]] if len(match[0]) else ""
    start, end = match.span()
    lead = "" if match.string[start - 1 : start].isspace() or not start else " "
    tail = (
        ""
        if not match.string[end : end + 1].strip() or match.string[end] in ".,;:!?)”’'\""
        else " "
    )
    return f"{lead}{words}{tail}"


def _at(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"at {split_camel(match['name'])}" if match["name"] else "at "


def _hashtag(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"hashtag {split_camel(match['name'])}"


def split_camel(name: str) -> str:
    """A handle or hashtag as words: "SaveTheHarbour2021" gives "Save The Harbour 2021"."""
    apart = re.sub(
        r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z]|[0-9])|(?<=[0-9])(?=[A-Za-z])|_+",
        " ",
        name,
    ).strip()
    apart = re.sub(r"\b[A-Z]{2,6}\b", lambda m: say_capitals(m[0]), apart)
    return re.sub(
        r"[0-9]{1,12}", lambda m: year(m[0]) if len(m[0]) == 4 else cardinal(m[0]), apart
    )


def _hash_number(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "number "


def _slash(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if ALONE.fullmatch(match.string):
        return " slash "
    start, end = match.span()
    before = re.search(r"(?<![\w.])[\w.]+\Z", match.string[max(0, start - 20) : start])
    after = re.match(r"[\w.]+", match.string[end : end + 20])
    if after and match.string[start - 1 : start] == ")":
        return " over "  # (a + b)/2
    if not before or not after:
        return " "
    left, right = before[0].lower(), after[0].lower()
    counted = right.rstrip(".").isalpha() and after[0].islower() and len(right) > 1
    if (
        left[-1].isdigit()
        and (counted or VOLUME.match(right))
        and PRICE.search(match.string, max(0, start - 24), start)
    ):
        return " per "  # Rs 1,000/txn, £9.99/75cl
    if left in COMPOUND or right in COMPOUND or (before[0].isupper() and after[0].isupper()):
        return " "
    if (before[0].isupper() or left.isdigit()) and right.isdigit():
        return " "  # C/2023, CS/816/2024: parts of one code
    if (left, right) in {
        ("his", "her"),
        ("he", "she"),
        ("him", "her"),
        ("she", "he"),
        ("her", "his"),
    }:
        return " or "
    if right.rstrip(".") in RATED and left[-1].isalnum():
        return " per "
    return " "


PRICE = compile_late(
    r"(?:[£$€₹¥]|\bRs\.?\s?|\bK?Sh\s?|\bR|\bN|\bP)[0-9][0-9.,]*(?:[kKmMbB]n?)?\Z"
)
VOLUME = compile_late(r"[0-9]{1,4}(?:cl|ml|g|kg|l)\Z")
"""PRICE and VOLUME: a sum before a stroke, and what it buys."""
ALONE = compile_late(r"\s*[a-z]+\s?/\s?[a-z]+\s*")
"""Two words that are not in a sentence, in which a newsreader says no stroke."""
RATED = frozenset(
    """
    kwh mwh kg kilo tonne ton l litre liter dollar euro tola acre gallon barrel bag sack unit month day week year hour night trip person head
    minute min second sec hr wk mo yr household capita hectare ha km mile quintal passenger patient pupil student shift visit game match
""".split()
)
"""What a price or a wage is counted by, after a stroke."""
"""Said in one breath."""


def _nothing(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return ""


def _space(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return " "


def _agency(match: re.Match[str], manner: Manner) -> Said:
    # PORT ORREL (AP) — The ferry: what stands in brackets after the place is for other newsrooms
    del manner
    before = match.string[: match.start()]
    if match["known"] and TOWN.fullmatch(before):
        return f" –{match['gap'] or ' '}"
    if (match["bare"] or match["known"]) and not DAY_BEFORE.search(before):
        return None  # without a dash, only the day tells that a place is meant
    gap = match["gap"] or ""
    return gap if DATELINE.fullmatch(before) else None


def _ellipsis(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "…"


def _more(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return "more than " if match[0][0] == ">" else "less than "


def _index(match: re.Match[str], manner: Manner) -> Said:
    # H₂O, 10⁶; a footnote number after a word is not said
    before = match.string[match.start() - 1 : match.start()]
    raised = match[0][0] not in LOWERED
    if raised and (not before.isdigit() or not _is_power(match)):
        return ""
    figures = match[0].translate(SUPERSCRIPTS)
    if not raised or not before.isdigit():
        return cardinal(figures, british=manner.british)
    sign = "minus " if figures[0] == "-" else ""
    return f" to the {sign}{ordinal(figures.lstrip('-'), british=manner.british)}"


def _equals(match: re.Match[str], manner: Manner) -> Said:
    # "x = 5" is a sum; in "EUR=" the sign is the end of a ticker symbol
    del manner
    text, (start, end) = match.string, match.span()
    before = re.search(
        r"(?:[0-9.,)%²³]|(?<!\w)[a-zA-Z]|\b[A-Z]{3})\s?\Z", text[max(0, start - 4) : start]
    )
    after = re.match(r"\s?(?:[-−]?[$£€]?[0-9]|[a-zA-Z](?!\w))", text[end : end + 4])
    return " equals " if before and after else " "


def _times(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if TEN_POWER.match(match.string, match.end()):
        return " times "
    return " asterisk " if match[0] == "*" else " by "


TEN_POWER = compile_late(r"10[\^⁰-⁹²³¹⁻]")
"""The power of ten of a very large or very small number."""


DATELINE = compile_late(
    r"\s*(?:[A-Z][A-Z.’'/-]+(?:,?\s[A-Z0-9][\w.’'/-]*){0,6}|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2},\s[A-Z][a-z]{2,8}\.?\s[0-9]{1,2}|)"
)
"""An agency's place in capitals, with its country and the day: "MARLOW, Pell, May 3"."""
TOWN = compile_late(
    r"\s*[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}(?:,\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?)?"
)
"""All that stands before an agency which no dash follows: "London (CNN)It was"."""
DAY_BEFORE = compile_late(r",\s[A-Z][a-z]{2,8}\.?\s[0-9]{1,2}\Z")
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹" + LOWERED, "-0123456789" + "0123456789")
SIC = Rule("editor", compile_late(r"\s?[(\[](?i:sic)[)\]]"), _nothing)
COIN_RATE = Rule(
    # 12 cents/share
    "per",
    compile_late(
        r"/(?:(?<=cents/)|(?<=pence/)|(?<=dollars/)|(?<=rupees/)|(?<=pounds/)|(?<=euros/))(?=[a-z])"
    ),
    lambda _m, _: " per ",
)
AGENCY = Rule(
    "agency",
    compile_late(
        r"\A\([A-Z][A-Za-z./ ]{1,23}\)\s?(?:[–—-]|--)\s?(?=[A-Z“\"‘'])"
        r"|\s\([A-Z][A-Za-z./ ]{1,23}\)(?=\s?(?:[–—-]|--)\s?[A-Z“\"‘'])|\s\((?P<known>CNN(?:\s[A-Z][a-z]+)?|Reuters|AP|AFP|UPI|Xinhua|ANI|PTI|IANS)\)(?P<gap>\s?)(?=[A-Z“\"‘'])"
        r"|\s\([A-Z]{2,5}\)(?=:\s[A-Z“\"]|\s(?P<bare>[A-Z]))"
    ),
    _agency,
)
CITATION = Rule(
    "editor",
    compile_late(
        r"\s?\[(?:citation\sneeded|[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3}){0,12}|edit|update[sd]?)\](?!\()"
    ),
    _nothing,
)
BRACKET = Rule("editor", compile_late(r"\s\["), _space)
"""An editor's bracket that is no citation: its words are said."""
RULES = (
    CITATION,
    Rule("sign", compile_late(r"\+\s?/\s?[-−–]\s?"), lambda _m, _: "plus or minus "),
    # a power stands behind its figure or letter; elsewhere a caret leads back from a note
    Rule("sign", compile_late(r"(?<![\w)\]])\^\s?"), _nothing),
    Rule("editor", compile_late(r"\[(?:…|\.{2,4}|\. \. \.)\]"), _ellipsis),
    Rule("editor", compile_late(r"[\[\]]"), _nothing),
    Rule("rating", compile_late(r"(?P<full>★{1,10})½?(?P<empty>☆{0,10})"), _stars),
    Rule("emoji", compile_late(rf"(?:{_EMOJI}\s?)++"), _emoji),
    Rule(
        "odds",
        compile_late(r"(?<![\w)\]%.])(?P<sign>[-−+])(?P<n>[1-9][0-9]{2,3})(?![\w-]|[.,][0-9])"),
        _line,
    ),
    Rule(
        "minus", compile_late(r"(?<![\w)\]%.])[-−–](?=[$£€¥]?\.?[0-9])(?<![-–—][-–])"), _minus
    ),
    Rule(
        "grade",
        compile_late(
            r"(?:(?<=\b[A-D])|(?<=\b[A-C]{2})|(?<=\b[A-C]{3}))[-−](?=[\s,;:)]|\.\s|\.?\Z)(?!\s[-–—])"
        ),
        lambda _m, _: " minus",
    ),
    Rule("minus", compile_late(r"(?<=[0-9]\s)−(?=\s[0-9])"), lambda _m, _: "minus"),
    Rule("minus", compile_late(r"(?<=[0-9a-z])\s?[-−]\s?(?=[0-9a-z]{1,6}\s?=)"), _sum),
    Rule("range", compile_late(r"[-–—]\s?(?=[$£€¥]?[0-9]|noon\b|midnight\b)"), _range_dash),
    Rule(
        "range",
        compile_late(r"(?<=[0-9])[-–—](?=[A-Z])|(?<=[0-9]\s)[-–—](?=\s[A-Z])"),
        _date_dash,
    ),
    Rule("dash", compile_late(r"--+"), _dash),
    # headlines are typed with a hyphen for a dash, at which no voice waits
    Rule("dash", compile_late(r"(?<=\s)-(?=\s)"), _headline_dash),
    Rule("hashtag", compile_late(r"#(?P<name>[A-Za-z][A-Za-z0-9_]{1,60})"), _hashtag),
    Rule("sharp", compile_late(r"(?<=\b[CF])#(?!\w)"), lambda _m, _: " sharp"),
    Rule("number", compile_late(r"#\s?(?=[0-9])"), _hash_number),
    Rule("handle", compile_late(r"@(?P<name>[A-Za-z0-9_]{1,40}|)"), _at),
    Rule("compare", compile_late(r"[<>]\s?(?=[$£€]?\.?[0-9])"), _more),
    Rule("times", compile_late(r"(?<=[0-9])\s?[×*]\s?(?=[0-9])"), _times),
    Rule(
        "sign",
        compile_late(r"!(?=\w)"),
        lambda m, _: "! " if m.start() and not m.string[m.start() - 1].isspace() else "",
    ),
    Rule(
        "rate",
        compile_late(r"(?<=[0-9])/(?:US)?(?P<money>[$£€])(?![0-9])"),
        lambda match, _: f" to the {NAMED[match['money']]}",
    ),
    Rule("slash", compile_late(r"\s?/\s?"), _slash),
    Rule("about", compile_late(r"~\s?(?=[$£€]?[0-9])"), lambda _m, _: "about "),
    Rule("index", compile_late(r"[⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]{1,9}"), _index),
    Rule("index", compile_late(r"⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{2,9}|⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}"), _index),
    Rule("equals", compile_late(r"\s?=\s?mc(?=²)"), lambda _m, _: " equals m c"),
    Rule("equals", compile_late("="), _equals),
    Rule("sign", compile_late(r"[" + re.escape("".join(NAMED)) + r"]"), _named),
)
