"""Web and e-mail addresses and accounts, as Italian broadcasters say them."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.italian.acronyms import spell

WORDS = AddressWords(
    endings="com|org|net|edu|gov|info|eu|it|ch|sm|va|io|tv|news|app",
    spelled=frozenset("it ch sm tv eu".split()),
    signs={".": "punto", "@": "chiocciola", "-": "trattino", "_": "trattino basso", "+": "più"},
    spell=lambda letters, _: spell(letters),
)
HINT = compile_late(WORDS.hint)
TOKENS = address_rules(WORDS)
