"""Web and e-mail addresses and accounts, as Portuguese broadcasters say them."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.portuguese.acronyms import spell

WORDS = AddressWords(
    endings="com|org|net|edu|gov|info|eu|pt|br|ao|mz|cv|io|tv|news|app",
    spelled=frozenset("pt br ao mz cv tv eu".split()),
    signs={".": "ponto", "@": "arroba", "-": "hífen", "_": "sublinhado", "+": "mais"},
    spell=lambda letters, _: spell(letters),
)
HINT = compile_late(WORDS.hint)
TOKENS = address_rules(WORDS)
