"""Rules for ordinals ("1°", "2ª") and Roman numerals (centuries, popes, rulers, congresses).

Crusca: kings, popes and centuries have ordinals: "Luigi quattordicesimo".
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.italian import numbers, people
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import read_roman
from audiobrief.spoken.reading import Manner, Rule, Said

ORDINAL = compile_late(
    r"(?P<number>\d{1,3})(?P<mark>\s?[°º](?!\s?[CF]\b)|ª|a(?=\s(?:edizione|volta|giornata)\b)|(?:esim|[mtv])[oaie]\b|e(?=\s[a-z]+i\b))"
)
_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?![\w'’]|[.&-][A-Za-z0-9])"
ROMAN = compile_late(rf"(?P<numeral>{_NUMERAL})")
_SURE = compile_late(r"[IVX]{2,}")
RULERS = words(
    """
    Luigi Carlo Enrico Filippo Francesco Napoleone Giovanni Pio Leone Gregorio Clemente Innocenzo Urbano Giulio Sisto Bonifacio
    Celestino Adriano Martino Callisto Paolo Benedetto Leopoldo Alberto Guglielmo Federico Ottone Massimiliano Rodolfo Ferdinando
    Alfonso Felipe Juan Giorgio Edoardo Riccardo Giacomo Roberto Emanuele Umberto Vittorio Amedeo Harald Gustavo Mohammed
    Ramses Tolomeo Dario Nicola Alessandro Pietro Ivan Costantino Francesco Cosimo Ranieri Charles Stanislao Ladislao Sigismondo
    """
)
QUEENS = words(
    "Elisabetta Caterina Maria Margherita Cristina Anna Isabella Giovanna Cleopatra Margrethe Maria Beatrice"
)
CHAPTERS = words(
    "secolo secoli sec capitolo cap tomo libro atto volume titolo vaticano concilio canto"
)
"""Words after which a numeral is an ordinal."""
COUNTED = words(
    "fase tipo livello zona classe lotto allegato tabella apollo rocky euro bac gruppo serie categoria girone"
)
FEMININE_AFTER = words(
    "edizione giornata repubblica guerra legislatura commissione sezione dinastia rassegna festa fiera conferenza municipalità brigata divisione"
)
WARM = compile_late(r"(?i)temperatur|massim|minim|termometr|gradi|caldo|freddo|afa")
_WARM_AFTER = compile_late(
    r"\s(?:di\s(?:massima|minima)|all['’]ombra|sotto\szero|sopra\slo\szero|centigradi)"
)
_BEFORE = compile_late(
    r"(?:(?<![^\W\d_])(?P<first>[^\W\d_]+)\s)?(?<![^\W\d_])(?P<word>[^\W\d_]+)\.?[\s\u00a0]\Z"
)
_AFTER = compile_late(r"\s(?P<word>[^\W\d_]+)")


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number, mark = int(match["number"]), match["mark"]
    before = match.string[max(0, match.start() - 60) : match.start()].rpartition(",")[2]
    warm = WARM.search(before) or _WARM_AFTER.match(match.string, match.end())
    if (
        match.start()
        and match.string[match.start() - 1] in "-−–"
        and mark.strip() in {"°", "º"}
    ):
        return None  # degrees below zero
    if not number or (
        mark.strip() in {"°", "º"}
        and ((number > 99 and not _AFTER.match(match.string, match.end())) or warm)
    ):
        return None
    feminine = mark == "ª" or mark.endswith(("a", "e"))
    said = numbers.ordinal(number, feminine=feminine)
    if mark.endswith("e"):
        return f"{said[:-1]}e"
    return f"{said[:-1]}i" if mark.endswith("i") else said


def _say_roman(match: re.Match[str], manner: Manner) -> Said:
    del manner
    numeral, number = match["numeral"], read_roman(match["numeral"])
    found = _BEFORE.search(match.string[max(0, match.start() - 60) : match.start()])
    word, first = (found["word"], found["first"] or "") if found else ("", "")
    after = _AFTER.match(match.string, match.end())
    following = after["word"].lower() if after else ""
    sure = _SURE.fullmatch(numeral) is not None
    if word in QUEENS:
        return numbers.ordinal(number, feminine=True)
    named = first in RULERS or (first in people.HE_NAMES and word[:1].isupper() and sure)
    if word in RULERS or named or word.lower() in CHAPTERS:
        return numbers.ordinal(number)
    if following in FEMININE_AFTER:
        return numbers.ordinal(number, feminine=True)
    if following in {
        "secolo",
        "congresso",
        "raggruppamento",
        "festival",
        "forum",
        "premio",
        "concorso",
        "canto",
        "municipio",
    }:
        return numbers.ordinal(number)
    return numbers.cardinal(number) if sure or word.lower() in COUNTED else None


AGED = compile_late(r"(?P<number>\d{1,3})[-’']?(?P<ending>enn[ei])(?!\w)")
"""Somebody of an age: "19enne"."""


def _say_aged(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = numbers.cardinal(int(match["number"]))
    # "diciannovenne", "ventunenne", but "quarantatreenne"
    stem = (
        f"{said[:-1]}e"
        if said.endswith("é")
        else said.rstrip("aeio")
        if said[-1] in "aeio"
        else said
    )
    return f"{stem}{match['ending']}"


DIGIT_RULES = (
    Rule("age", AGED, _say_aged),
    Rule("ordinal", ORDINAL, _say_ordinal),
)
ROMAN_RULES = (Rule("roman", ROMAN, _say_roman),)
