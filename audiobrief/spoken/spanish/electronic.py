"""Web and e-mail addresses and accounts, as Spanish broadcasters say them."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.addresses import AddressWords, address_rules
from audiobrief.spoken.spanish.letters import spell

WORDS = AddressWords(
    endings="com|org|net|edu|gob|gov|info|eu|es|cat|gal|eus|mx|ar|cl|co|pe|uy|ve|ec|bo|py|cr|gt|do|pa|sv|hn|ni|cu|io|tv|news|app|lat",
    spelled=frozenset("mx ar cl pe uy ve ec bo py cr gt pa sv hn ni cu tv eu".split()),
    signs={".": "punto", "@": "arroba", "-": "guion", "_": "guion bajo", "+": "más"},
    spell=spell,
)
HINT = compile_late(WORDS.hint)
TOKENS = address_rules(WORDS)
