"""Names of letters, as the academies' Ortografía has them, and as America says them."""

from __future__ import annotations

from audiobrief.spoken.reading import Manner
from audiobrief.spoken.spanish.regions import is_american

NAMES = {
    "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "efe", "G": "ge", "H": "hache", "I": "i", "J": "jota",
    "K": "ka", "L": "ele", "M": "eme", "N": "ene", "Ñ": "eñe", "O": "o", "P": "pe", "Q": "cu", "R": "erre", "S": "ese",
    "T": "te", "U": "u", "V": "uve", "W": "uve doble", "X": "equis", "Y": "i griega", "Z": "zeta",
}  # fmt: skip
AMERICAN = {"V": "ve", "W": "doble ve"}
OF_REGION = {"MX": {"W": "doble u"}}


def spell(letters: str, manner: Manner) -> str:
    """The letters by their names; a plus sign is "más" and others are left out."""
    names = NAMES | (AMERICAN if is_american(manner) else {}) | OF_REGION.get(manner.region, {})
    names = names | {"+": "más"}
    return " ".join(names[each] for each in letters.upper() if each in names)
