"""Numbers as German words, by the rules of Unicode's CLDR.

`unicode-rbnf` was compared with `num2words` 0.5.14 on the cases in tests/spoken/languages: both
have every cardinal and year right, but only CLDR's rules inflect ordinals ("dritter", "dritten").
"""

from __future__ import annotations

from audiobrief.spoken import figures
from audiobrief.spoken.figures import MAX_DIGITS, spell_out

FIRST_YEAR, LAST_YEAR = 1100, 2099
"""Years that are said as years: "zwölfhundertfünfzig", not "eintausendzweihundertfünfzig"."""
FEMININE = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "ei",
    "unde",
    "ute",
    "oche",
    "imme",
    "ille",
)
"""Endings of nouns that are feminine (Duden, Grammatik, "Genus"), and of the commonest others that
are counted: Stunde, Minute, Woche, Stimme, Promille."""
SAID_NEUTER = ("promille",)


def _say(number: int, form: str) -> str:
    if number >= 10**MAX_DIGITS:
        return digits(str(number))
    said = spell_out(number, "de", form)
    # newsreaders say "hundert Leute" and "zum hundertsten Mal"
    return said.removeprefix("ein") if number in {100, 1000} else said


def cardinal(number: int) -> str:
    """A number that stands alone: "eins", "einundzwanzig"."""
    return _say(number, "spellout-numbering")


def counted(number: int, noun: str) -> str:
    """A number before what it counts: "ein Boot", "eine Stunde", "zwei Stunden"."""
    if number % 100 != 1:
        return cardinal(number)
    if number > 1 and not _is_feminine(noun):
        return cardinal(number)  # "zweitausendeins Mitglieder"
    return _say(number, f"spellout-cardinal-{'feminine' if _is_feminine(noun) else 'neuter'}")


def _is_feminine(noun: str) -> bool:
    low = noun.lower()
    return low.endswith(FEMININE) and not low.endswith(SAID_NEUTER)


def year(number: int) -> str:
    """A year: "neunzehnhundertzwölf", "zweitausendneun"."""
    return _say(number, "spellout-numbering-year")


def ordinal(number: int, ending: str) -> str:
    """An ordinal with the ending of its case: "e", "en", "er" or "es"."""
    return _say(
        number, f"spellout-ordinal{ {'e': '', 'en': '-n', 'er': '-r', 'es': '-s'}[ending] }"
    )


def read_whole(written: str) -> int:
    """The number of a text that may have stops, apostrophes or spaces between groups of three digits."""
    return int("".join(each for each in written if each.isdigit()))


def decimal(written: str, noun: str = "") -> str:
    """A number as it is printed, with "Komma" before its decimals; `noun` is what it counts."""
    whole, _, rest = written.partition(",")
    number = read_whole(whole)
    if rest:
        return f"{cardinal(number)} Komma {digits(rest)}"
    return counted(number, noun) if noun else cardinal(number)


def digits(written: str) -> str:
    """Each digit by itself: "null drei null"."""
    return figures.say_digits(written, cardinal)
