"""The ending of an ordinal, by the words before it.

Duden, Grammatik: an adjective ends weakly after an article that shows the case, and strongly
without one. After "der" only the word before it tells the case: "der zweite Tag", "in der zweiten
Liga".
"""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import calendar
from audiobrief.spoken.language import words

WEAK = words(
    """
    am im vom zum zur dem den des beim unterm überm vorm hinterm ab bis seit einem einen eines einer
    seinem seinen seines seiner ihrem ihren ihres ihrer unserem unseren unserer eurem euren eurer
    meinem meinen meiner deinem deinen deiner keinem keinen keiner jedem jeden diesem diesen dieser
    jenem jenen jener welchem welchen allen beiden
    """
)
"""Words after which the ordinal ends in -en."""
STRONG = words("ein kein mein dein sein ihr unser euer")
"""Words after which it ends in -er, as most nouns that are numbered after them are masculine."""
PLAIN = words(
    "die das ins ans aufs fürs ums durchs diese dieses jede jedes jene jenes welche eine seine ihre unsere eure "
    "meine deine keine"
)
"""Words after which it ends in -e."""
DATIVE = words(
    """
    in an auf mit von nach bei aus seit zu vor unter über hinter neben zwischen gegenüber während wegen
    trotz innerhalb außerhalb statt anstatt aufgrund infolge dank laut ab
    """
)
"""Prepositions after which "der" is no nominative."""
OPENING = words("wenn dass ob weil als und oder aber auch")
"""Words that a sentence begins with and after which "der" is the subject's article."""
_BEFORE = compile_late(r"(?:(?<![^\W\d_])([^\W\d_]++)\s+)?(?<![^\W\d_])([^\W\d_]++)[\s ]+\Z")
_ADJECTIVE = compile_late(r"[a-zäöüß]{3,}(?:e|en|em|er|es)\Z")
_NO_ADJECTIVE = words(
    "gegen ohne aber oder immer wieder heute alle sowie etwa gerne bereits jeweils als"
)
_APPOSITION = compile_late(
    # "bis Dienstag, vierten März": the date has the case of the day
    rf"(?:{'|'.join(calendar.WEEKDAYS)})(?:morgen|mittag|abend|nacht)?\s?,\s*\Z"
)
_LISTED = compile_late(
    # "vom 7. bis 9. Juli", "am 21. und 22. Juni": the second has the case of the first
    r"\d{1,3}\.(?:\s[^\W\d_]+)?\s?(?:und|oder|bis|sowie|[,/–-])\s*\Z"
)


NEUTER = words(
    """
    buch tor jahr kind mal spiel haus album rennen treffen konzert land mandat opfer quartal semester stück team turnier urteil
    verfahren viertel drittel wochenende werk ziel zimmer kapitel jahrhundert jahrzehnt halbjahr bataillon regiment obergeschoss
    stockwerk gleis revier gebot lebensjahr schuljahr todesopfer vatikanum konzil festival jubiläum heft bundesland glied
    """
)
"""Neuter nouns that ordinals count; others end in one of `NEUTER_ENDINGS`."""
NEUTER_ENDINGS = (
    "chen",
    "lein",
    "ment",
    "ium",
    "buch",
    "jahr",
    "spiel",
    "haus",
    "tor",
    "rennen",
    "treffen",
    "stück",
    "werk",
)
FEMININE = words(
    """
    liga runde klasse woche halbzeit minute etappe auflage stelle reihe etage schicht sinfonie symphonie folge staffel amtszeit
    ehe mannschaft welle phase stufe ausgabe kammer hälfte fassung frage sekunde stunde
    """
)
FEMININE_ENDINGS = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "zeit",
    "runde",
    "liga",
    "stunde",
    "klasse",
)
_NOUN = compile_late(r"[\s\u00a0]+([A-ZÄÖÜ][^\W\d_]+)")


def ending_at(text: str, start: int, end: int) -> str:
    """The ending of the ordinal from `start` to `end`: "e", "en", "er" or "es".

    Without an article that shows the case, the noun after it decides: "ein zweites Buch".
    """
    ending = ending_after(text[max(0, start - 120) : start])
    noun = _NOUN.match(text, end)
    if ending != "er" or noun is None:
        return ending
    low = noun[1].lower()
    if low in NEUTER or low.endswith(NEUTER_ENDINGS):
        return "es"
    return "e" if low in FEMININE or low.endswith(FEMININE_ENDINGS) else "er"


def ending_after(before: str) -> str:
    """The ending of an ordinal before a masculine noun, by the text before: "e", "en" or "er"."""
    listed = _LISTED.search(before[-40:])
    if listed:
        start = max(0, len(before) - 40) + listed.start()
        return ending_after(before[:start])
    day = _APPOSITION.search(before[-40:])
    if day:
        start = max(0, len(before) - 40) + day.start()
        return "en" if ending_after(before[:start]) == "en" else "er"
    found = _BEFORE.search(before[-60:])
    if found is None:
        return "er"
    earlier, word = (found[1] or ""), found[2].lower()
    if word in WEAK:
        return "en"
    if word in PLAIN:
        return "e"
    if word == "der":
        # "Sitzung der zweiten Kammer" is a genitive, "der zweite Tag" is not
        is_oblique = earlier.lower() in DATIVE or (
            earlier[:1].isupper() and earlier.lower() not in OPENING
        )
        return "en" if is_oblique else "e"
    if word == "jeder":
        return "en" if earlier.lower() in DATIVE else "e"
    if follows_adjective(before):
        return {"e": "e", "s": "es", "r": "er"}.get(word[-1], "en")
    return "er"


def follows_adjective(before: str) -> bool:
    """Whether an ordinal has an adjective before it, whose ending it shares: "späten 15. Jahrhunderts"."""
    found = _BEFORE.search(before[-60:])
    if found is None or not _ADJECTIVE.match(found[2]):
        return False
    low = found[2].lower()
    return low not in WEAK | PLAIN | STRONG | DATIVE | OPENING | _NO_ADJECTIVE
