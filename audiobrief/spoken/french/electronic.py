"""Web and e-mail addresses, accounts, and spellings of both genders, which nothing may split."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.french.letters import spell
from audiobrief.spoken.reading import Manner, Rule, Said

WORDS = AddressWords(
    endings="com|org|net|edu|gouv|info|eu|fr|be|ch|ca|quebec|lu|mc|sn|ci|bf|cm|cd|bj|ne|gn|mg|ma|tn|dz|ht|ml|tg|ga|re|bzh|io|tv|news|app|paris|alsace|swiss|brussels",
    spelled=frozenset("fr be ch ca lu mc sn ci bf cm cd bj gn mg tn dz ht ml tg tv eu".split()),
    signs={".": "point", "@": "arobase", "-": "tiret", "_": "tiret bas", "+": "plus"},
    spell=lambda letters, _: spell(letters),
)
HINT = compile_late(rf"{WORDS.hint}|[·•⋅]|[éust]\.e[.s]|\(e\)")
BOTH = compile_late(
    r"(?<!\w)(?P<stem>[^\W\d_]{2,30})(?:[·•⋅](?P<ending>e|ne|le|te|se|ve|fe|euse|rice|trice|ère|eresse)(?P<several>[·•⋅]?s)?"
    r"|\.(?P<stopped>e)(?P<stops>\.?s)(?=\W|\Z)|\((?P<round>e|ne|le|te)\)(?P<rounds>s)?)(?!\w)"
)
"""A noun in both genders ("élu·e·s", "salarié(e)s"), which newsreaders say one after the other."""
CUT = {
    "ve": "f",
    "fe": "f",
    "euse": "eur",
    "rice": "eur",
    "trice": "teur",
    "ère": "er",
    "se": "x",
}
"""Ending of the feminine -> the masculine's that it takes the place of."""


def _say_both(match: re.Match[str], manner: Manner) -> Said:
    del manner
    stem, ending = match["stem"], match["ending"] or match["stopped"] or match["round"]
    several = "s" if match["several"] or match["stops"] or match["rounds"] else ""
    cut = CUT.get(ending, "")
    other = f"{stem.removesuffix(cut)}{ending}" if cut and stem.endswith(cut) else stem + ending
    if stem.endswith(("é", "i", "u")) and ending == "e":
        return f"{stem}{several}"  # both sound alike
    return f"{stem}{several if stem[-1] not in 'sx' else ''} et {other}{several}"


TOKENS = (*address_rules(WORDS), Rule("gender", BOTH, _say_both))
