"""Rules for ordinals ("1º", "2.ª") and Roman numerals (centuries, popes, rulers, congresses).

Cunha and Cintra: kings, popes and centuries have ordinals up to ten and cardinals from eleven on.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.portuguese import nouns, numbers, people
from audiobrief.spoken.printed_forms import read_roman
from audiobrief.spoken.reading import Manner, Rule, Said

ORDINAL = compile_late(
    r"(?P<number>\d{1,3})(?P<mark>\.?[ºª](?!C)|°(?=\s[a-zà-ú])|\.?[oa](?=\s[a-z])(?<=\d\.[oa]))(?P<several>s)?(?!\w)"
)
_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?![\w'’]|[.&-][A-Za-z0-9])"
ROMAN = compile_late(rf"(?P<numeral>{_NUMERAL})")
_SURE = compile_late(r"[IVX]{2,}")
RULERS = words(
    """
    Luís Carlos Henrique Filipe Felipe Francisco Napoleão João Pio Leão Gregório Clemente Inocêncio Urbano Júlio Sisto Bonifácio Celestino
    Adriano Martinho Calisto Paulo Bento Leopoldo Alberto Guilherme Frederico Otão Maximiliano Fernando Afonso Sancho Dinis Duarte Manuel
    Sebastião Pedro José Miguel Juan Jorge Eduardo Ricardo Jaime Roberto Humberto Vítor Harald Gustavo Mohammed Ramsés Ptolomeu Dario
    Nicolau Alexandre Ivan Constantino Charles
    """
)
QUEENS = words(
    "Isabel Elizabeth Catarina Maria Margarida Cristina Ana Joana Cleópatra Margrethe Leonor"
)
CHAPTERS = words(
    "século séculos capítulo tomo título ato acto livro canto volume concílio vaticano"
)
"""Words after which numerals up to ten are ordinals, and above cardinals."""
COUNTED = words(
    "fase tipo nível zona classe anexo apolo artigo grupo categoria etapa série liga"
)
TUESDAY = 3
"""The third day of a week that begins on Sunday."""
_BEFORE = compile_late(
    r"(?:(?<![^\W\d_])(?P<first>[^\W\d_]+)\s)?(?<![^\W\d_])(?P<word>[^\W\d_]+)\.?[\s\u00a0]\Z"
)
_TUESDAY = compile_late(r"-feira|\s(?:a|à|e)\s(?:[4-6]ª|quarta|quinta|sexta|sábado|domingo)\b")
"""After "3ª", which is a Tuesday there and the third of anything else."""
_AFTER = compile_late(r"\s(?P<word>[^\W\d_]+)")
WARM = compile_late(r"(?i)temperatur|máxim|mínim|termómetr|termômetr|graus|calor|frio")


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    number = int(match["number"])
    before = match.string[max(0, match.start() - 40) : match.start()].rpartition(",")[2]
    if not number or (match["mark"].endswith(("º", "°")) and WARM.search(before)):
        return None
    feminine = match["mark"].endswith(("ª", "a"))
    if feminine and number == TUESDAY and _TUESDAY.match(match.string, match.end()):
        return "terça"
    said = numbers.ordinal(number, manner, feminine=feminine)
    return f"{said}s" if match["several"] else said


def _say_roman(match: re.Match[str], manner: Manner) -> Said:
    numeral, number = match["numeral"], read_roman(match["numeral"])
    found = _BEFORE.search(match.string[max(0, match.start() - 60) : match.start()])
    word, first = (found["word"], found["first"] or "") if found else ("", "")
    sure = _SURE.fullmatch(numeral) is not None
    if word in QUEENS:
        return numbers.of_sovereign(number, manner, feminine=True)
    named = first in RULERS or (first in people.HE_NAMES and word[:1].isupper() and sure)
    if word in RULERS or named or word.lower() in CHAPTERS:
        return numbers.of_sovereign(number, manner)
    after = _AFTER.match(match.string, match.end())
    noun = after["word"] if after else ""
    led = word.lower() in {
        "a",
        "o",
        "as",
        "os",
        "da",
        "do",
        "na",
        "no",
        "à",
        "ao",
        "das",
        "dos",
    }
    if noun and (noun[0].isupper() or sure) and led and word.lower() not in COUNTED:
        said = numbers.ordinal(number, manner, feminine=nouns.is_feminine(noun))
        return said.capitalize() if noun[0].isupper() else said
    return numbers.cardinal(number, manner) if sure or word.lower() in COUNTED else None


DIGIT_RULES = (Rule("ordinal", ORDINAL, _say_ordinal),)
ROMAN_RULES = (Rule("roman", ROMAN, _say_roman),)
