"""Which full stops end a German sentence; Duden, Zeichensetzung, on ordinals and abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import calendar
from audiobrief.spoken.german.inflection import FEMININE, NEUTER, PLAIN, STRONG, WEAK
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    dr prof st nr abs art abb kap bd fa hl pfr mag ing dipl-ing hrsg frhr gebr ca rd ggf evtl inkl zzgl vgl
    sog geb gest verh mind max einschl lt bzw mio mrd tsd bio z.b u.a d.h v.a z.t i.d.r u.u vs tel s med phil jur rer nat habil az zw bzgl gem ehem insb abt aufl anm gebr fam tgl lfd stv dt vors hr jg z.hd
    bgbl gvbl drs gegr allg bes entspr lkr
    """
)
BEFORE_NUMBER = words("fr nr s tel art abs bd kap rp")
MAYBE_LAST = words(
    "usw etc jh jhd chr str std min sek o.ä u.ä a.d i.r co kg jr sen hbf bf bhf ff h.c d.j d.m i.br u.v.m n.v n.e ct rp red mwst ust"
)
LOWER = words(
    "ca rd ggf evtl inkl zzgl vgl sog geb gest verh mind max einschl lt bzw usw etc vs med phil jur rer nat habil zw bzgl gem "
    "ehem insb tgl lfd stv dt allg bes entspr gegr ff"
)
OPENERS = words(
    """
    der die das den dem des ein eine einen einem einer er sie es wir ihr ich du man niemand jemand alle viele
    einige manche mehrere beide dieser diese dieses diesen jener jene jenes jeder jede jedes kein keine sein
    seine ihre unser unsere mein meine wer was wie wo wann warum weshalb wohin woher welche welcher in im ins an
    am auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit trotz über um unter von vom vor
    während wegen zu zum zur zwischen laut als wenn weil da dass ob obwohl damit nachdem bevor sobald solange
    und oder aber denn doch sondern auch nur noch schon so dann danach dort hier heute gestern morgen jetzt nun
    später zuvor zugleich inzwischen zudem außerdem dabei dafür dagegen daran darauf daraus darin darum davon
    dazu deshalb daher trotzdem allerdings jedoch nicht nichts nie immer wieder gleichzeitig bereits eigentlich
    vielleicht natürlich ja nein danke bitte ebenso insgesamt rund etwa mehr weniger sonst anders damals
    """
)
"""Articles, pronouns, prepositions, conjunctions and adverbs: within a sentence they have no
capital."""
SAYING = words(
    "sagte sagt fragte fragt rief meinte antwortete erklärte ergänzte forderte schrieb betonte"
)
CLAUSE_ENDS = (r"[;:]['\"“”«»’)]*\s|\s[—–]\s|—", r",['\"“”«»’)]*\s", r"\s")
COUNTED = words(
    """
    jahrhundert jahrhunderts jahrhunderte jahrtausend jahrtausends jubiläum jubiläums jubiläumsjahr jahrestag jahrestags
    jahrestages geburtstag geburtstags geburtstages todestag todestags hochzeitstag lebensjahr lebensjahres lebensjahrs
    tag tags tages sieg titel treffer teil band akt satz versuch anlauf monat film roman durchgang kongress parteitag
    schwangerschaftswoche kalenderwoche spieltag spieltags spieltages minute runde etappe auflage ausgabe wahlperiode
    legislaturperiode amtszeit verhandlungstag verhandlungstages prozesstag breitengrad längengrad lebensmonat
    """
)
"""Nouns in the singular, which open a sentence with an article only: "des späten 15. Jahrhunderts"."""
_WORD_BEFORE = compile_late(r"(?<![^\W\d_])([^\W\d_]++)[\s\u00a0]+\d+\Z")
_ROMAN = compile_late(r"[IVX]{1,5}\Z")


def decide(stop: Stop) -> bool | None:
    """Decide for the stop after a figure, after a ruler's numeral and after a street."""
    low = stop.word.lower()
    if low in OPENERS and stop.word not in calendar.NUMBERS:
        # "n. V. Die Fans", "Karl V. Danach": a sentence begins
        return True if stop.before.isdigit() or _ROMAN.match(stop.before) else None
    if stop.before.isdigit():
        if stop.word in calendar.NUMBERS or stop.word in {"OG", "UG"}:
            return False
        if low in COUNTED | FEMININE | NEUTER and len(stop.before) < 3:
            return False
        before = _WORD_BEFORE.search(stop.text[max(0, stop.offset - 60) : stop.offset])
        article = before[1].lower() if before else ""
        return (
            article not in WEAK | PLAIN | STRONG | {"der", "jeder"}
            if len(stop.before) < 4
            else True
        )
    if len(stop.before) == 1 and stop.before.islower() and len(stop.word) < 4:
        return False  # "a. D.", "n. V.", "z. Hd."
    if _ROMAN.match(stop.before):
        return False
    if stop.before.lower().endswith("str"):
        return False
    return None
