"""Web and e-mail addresses and accounts, as Dutch broadcasters say them."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.dutch.abbreviations import spell

WORDS = AddressWords(
    endings="com|org|net|edu|info|eu|nl|be|sr|aw|cw|io|tv|news|app|amsterdam|vlaanderen|brussels|gent",
    spelled=frozenset("nl be sr aw cw tv eu".split()),
    signs={
        ".": "punt",
        "@": "apenstaartje",
        "-": "streepje",
        "_": "liggend streepje",
        "+": "plus",
    },
    spell=lambda letters, _: spell(letters),
)
HINT = compile_late(WORDS.hint)
TOKENS = address_rules(WORDS)
