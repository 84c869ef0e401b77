"""Web and e-mail addresses, as German broadcasters say them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.reading import Manner, Rule, Said

WORDS = AddressWords(
    endings="de|at|ch|com|org|net|eu|info|li|tv",
    spelled=frozenset(),
    signs={".": "Punkt", "@": "ät", "-": "Minus", "_": "Unterstrich", "+": "plus"},
    spell=lambda letters, _: letters,
)
HINT = compile_late(rf"[*:_]in|[a-zäöüß]Innen\b|{WORDS.hint}")
BOTH = compile_late(
    r"(?<!\w)(?P<stem>[A-ZÄÖÜ][a-zäöüß]{2,30})(?:[*:_]in|(?<=[a-zäöüß])In)(?P<several>nen)?(?!\w)"
)
"""A noun in both genders: "Bürger*innen", "Bürger:in", "BürgerInnen"."""
MASCULINE = {
    "Ärzt": ("Arzt", "Ärzte"),
    "Anwält": ("Anwalt", "Anwälte"),
    "Köch": ("Koch", "Köche"),
    "Freund": ("Freund", "Freunde"),
    "Bäuer": ("Bauer", "Bauern"),
}
"""Stem of the feminine -> one man, several."""


def _say_both(match: re.Match[str], manner: Manner) -> Said:
    del manner
    stem = match["stem"]
    weak = not stem.endswith(("er", "or", "ör", "eur", "ar"))
    one, several = MASCULINE.get(
        stem,
        (
            f"{stem}e" if weak and stem.endswith("g") else stem,
            stem if stem.endswith("er") else f"{stem}en",
        ),
    )
    return f"{stem}innen und {several}" if match["several"] else f"{stem}in oder {one}"


TOKENS = (*address_rules(WORDS), Rule("gender", BOTH, _say_both))
