"""Rules for ordinals ("1er", "2e", "3ème") and Roman numerals (centuries, republics, rulers).

Lexique des règles typographiques (Imprimerie nationale): a numeral with a raised letter is an
ordinal, as of a century; that of a ruler is a cardinal, but for the first.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.french import nouns, numbers, people
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import read_roman
from audiobrief.spoken.reading import Manner, Rule, Said

_MARK = r"(?P<mark>(?:i?[eèé]mes?|ères?|ers?|[eè]re?s?|res?|es?|ᵉʳˢ?|ʳᵉ|ᵉˢ?|ᵈᵉ?|nde?s?|des?|d))(?!\w)"
ORDINAL = compile_late(rf"(?P<number>\d{{1,3}}[ \u00a0\u202f]000|\d{{1,4}}){_MARK}")
_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
RAISED = compile_late(
    # "Le" and "Vers" are words
    rf"(?P<numeral>I)(?P<first>ers?|[eè]res?|res?|ᵉʳˢ?|ʳᵉ)(?!\w)|(?!L)(?P<other>{_NUMERAL})(?P<mark>es?|i?[eè]mes?|ᵉˢ?)(?!\w)"
)
ROMAN = compile_late(rf"(?P<numeral>{_NUMERAL})(?![\w'’]|[.&-][A-Za-z0-9])")
_SURE = compile_late(r"[IVX]{2,}")
RULERS = words(
    """
    Louis Charles Henri François Philippe Napoléon Jean Pie Léon Grégoire Clément Innocent Urbain Jules Sixte Boniface
    Célestin Adrien Martin Calixte Jean-Paul Paul Benoît Léopold Albert Baudouin Guillaume Frédéric Otton Maximilien
    Rodolphe Ferdinand Alphonse Felipe Carlos Georges Édouard Edouard Richard Jacques Robert Thibaut Raymond Hugues Gaston
    Rainier Honoré Mohammed Hassan Abdallah Hussein Fayçal Farouk Ramsès Séthi Thoutmosis Amenhotep Aménophis Ptolémée
    Darius Xerxès Cyrus Nicolas Alexandre Pierre Ivan Pavel Christian Harald Olaf Haakon Gustave Oscar Victor-Emmanuel
    Humbert Constantin Justinien Théodose Soliman Sélim Bajazet Ménélik Hailé Mswati Moshoeshoe Tawadros Bartholomée
    Cyrille Théodoros Childéric Clotaire Dagobert Thierry Lothaire Sanche Amédée Emmanuel Umberto Bokassa Zog Karl Philibert
    """
)
QUEENS = words(
    "Élisabeth Elisabeth Catherine Marie Margrethe Marguerite Christine Anne Isabelle Jeanne Cléopâtre Mathilde Blanche Ranavalona"
)
COUNTED = words(
    """
    tome volume chapitre acte livre titre article annexe phase type groupe niveau zone classe catégorie section partie vatican
    concile planche tableau figure paris lyon nanterre rocky apollo airbus mark saison épisode bac euro tgv livret
    scène guerre mondiale
    """
)
"""Words after which one letter is a numeral and a cardinal."""
SIZES = words("taille tailles format modèle version maillot écran")
_BEFORE = compile_late(
    r"(?:(?<![^\W\d_])(?P<first>[^\W\d_]+(?:-[^\W\d_]+)?)\s)?(?<![^\W\d_])(?<![^\W\d_]-)(?P<word>[^\W\d_]++(?:-[^\W\d_]++)*+)\.?[\s\u00a0\u202f]\Z"
)
_AFTER = compile_late(r"[\s\u00a0]+(?P<word>[^\W\d_]+)")


def _say_mark(number: int, mark: str, following: str, manner: Manner) -> str | None:
    """An ordinal with the ending that its letters ask for; None where they fit no ordinal."""
    several = "s" if mark.endswith(("s", "ˢ")) and mark != "s" else ""
    stem = mark.removesuffix("s").removesuffix("ˢ")
    if stem in {"d", "nd", "de", "nde", "ᵈ", "ᵈᵉ"}:
        if number != 2:
            return None
        return f"second{'e' if stem.endswith(('e', 'ᵉ')) else ''}{several}"
    if number != 1:
        return None if stem in {"er", "ᵉʳ"} else f"{numbers.ordinal(number, manner)}{several}"
    feminine = stem in {"re", "ère", "ere", "ʳᵉ", "ème"} or (
        stem in {"e", "è", "ᵉ"} and nouns.is_feminine(following)
    )
    return f"{numbers.ordinal(1, manner, feminine=feminine)}{several}"


def _following(match: re.Match[str]) -> str:
    after = _AFTER.match(match.string, match.end())
    return after["word"] if after else ""


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    number = numbers.read_figure(match["number"]).whole
    return _say_mark(number, match["mark"], _following(match), manner) if number else None


def _say_raised(match: re.Match[str], manner: Manner) -> Said:
    number = read_roman(match["numeral"] or match["other"])
    mark = match["first"] or match["mark"]
    return _say_mark(number, mark, _following(match), manner)


def _say_roman(match: re.Match[str], manner: Manner) -> Said:
    numeral = match["numeral"]
    number = read_roman(numeral)
    found = _BEFORE.search(match.string[max(0, match.start() - 60) : match.start()])
    word = found["word"] if found else ""
    first = (found["first"] or "") if found else ""
    if word.lower() in SIZES:
        return None
    ruler = word in RULERS | QUEENS
    named = first in RULERS | QUEENS or (first in people.HE_NAMES and word[0].isupper())
    if number == 1 and ruler:
        return f"premi{'ère' if word in QUEENS else 'er'}"
    if ruler or word.lower() in COUNTED or _SURE.fullmatch(numeral):
        return numbers.cardinal(number, manner)
    return numbers.cardinal(number, manner) if named and numeral != "I" else None


DIGIT_RULES = (Rule("ordinal", ORDINAL, _say_ordinal),)
ROMAN_RULES = (Rule("roman", RAISED, _say_raised), Rule("roman", ROMAN, _say_roman))
