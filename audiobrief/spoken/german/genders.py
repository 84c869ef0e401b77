"""The gender of nouns that stand in the singular after a figure: "1 Frau", "mit 1 Hund".

Duden, Grammatik, "Genus": endings tell the gender of most derived nouns, and the last part that of
a compound. A noun that is in no table has none here.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import inflection
from audiobrief.spoken.language import words

FEMININE = (
    inflection.FEMININE
    | set(inflection.FEMININE_ENDINGS)
    | words(
        """
    frau person tochter mutter schwester stadt familie schule klinik firma gruppe partei stimme tonne woche minute stunde nacht
    zeitung million milliarde seite karte kugel nummer brücke strecke straße fähre bühne aktie anklage anzeige tote verletzte
    wahl bank art frist kuh katze ziege tasse flasche kopie ecke kirche praxis apotheke filiale kita spritze dosis leiche
    erin orin ärin istin antin entin ologin ögin ette
    """
    )
)
"""Feminine nouns, and endings."""
NEUTER = (
    inflection.NEUTER
    | set(inflection.NEUTER_ENDINGS)
    | words(
        """
    kind opfer tier pferd schaf schwein rind auto boot schiff flugzeug gebäude zelt dorf geschäft gesetz problem ergebnis
    mädchen baby foto bild lied gramm prozent promille barrel megawatt exemplar glas bier mitglied unternehmen gericht
    krankenhaus fahrzeug rad motorrad gewehr messer fenster büro amt labor hotel restaurant museum theater stadion paket ticket
    """
    )
)
MASCULINE = words(
    """
    mann mensch junge sohn vater bruder freund hund tag monat abend punkt fall platz sitz baum bus zug wagen lkw pkw flug sieg
    verletzter toter patient student polizist soldat zeuge täter schüler lehrer arzt spieler punkt treffer euro dollar cent
    franken meter kilometer liter hektar grad antrag vertrag auftrag einsatz angriff anschlag streik brief film roman schuss
    schlag schritt stuhl tisch apfel fisch vogel bär wolf prozess sprung schwung spion skorpion motor autor ktor itor ator satz
    teil band verein termin stein schein zoll
    """
)
"""Masculine nouns, and the ends of those whose last letters look like another gender's."""
LEAST_END = 4
"""Letters of the shortest noun that also ends compounds; "Start" is no "Art"."""
ENDS = words("ung ion tät tag tor zug bus")
"""Shorter ones that do."""
GENDERS = {
    # noun or ending -> "ein" before it
    **dict.fromkeys(MASCULINE, "ein"), **dict.fromkeys(NEUTER, "ein"), **dict.fromkeys(FEMININE, "eine"),
}  # fmt: skip
_DATIVE = compile_late(r"\b(?:aus|bei|in|mit|nach|seit|von|vor|zu)\s\Z", re.IGNORECASE)
_ACCUSATIVE = compile_late(r"\b(?:durch|für|gegen|ohne|um)\s\Z", re.IGNORECASE)


def one(noun: str, before: str) -> str:
    """What "1" is before a noun, such as "einer"; empty if the noun's gender is unknown."""
    low = noun.lower()
    ends = (low[start:] for start in range(len(low)))
    known = next(
        (e for e in ends if e in GENDERS and (e == low or len(e) >= LEAST_END or e in ENDS)), ""
    )
    if not known:
        return ""
    if known in MASCULINE and _ACCUSATIVE.search(before):
        return "einen"
    return in_case(GENDERS[known], before)


def in_case(said: str, before: str) -> str:
    """What begins with "ein" or "eine", in the dative after a preposition that takes it."""
    word, space, rest = said.partition(" ")
    if word not in {"ein", "eine"} or not _DATIVE.search(before):
        return said
    return f"{'einem' if word == 'ein' else 'einer'}{space}{rest}"
