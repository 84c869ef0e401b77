"""Which full stops end an Italian sentence; Crusca, on abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    sig sig.ra sig.na sigg sig.re dott dott.ssa dr dr.ssa prof prof.ssa proff avv ing arch geom rag on onn sen mons card gen col
    cap magg ten mar brig cav comm es cfr ca tel cell p.za p.zza v.le c.so l.go prov rif vol fig art artt n nn nr p pp pag pagg
    lett sez s ss f.lli vs m fr c
    """
)
MAYBE_LAST = words("ecc etc a.c d.c s.p.a s.r.l s.n.c segg cit min max spa c.m u.s ndr")
BEFORE_NUMBER = words("n nn nr p pp pag pagg art artt cap c tel vol fig sez lett km h")
LOWER = words(
    """
    h     sig sigg dott dr prof proff avv ing arch geom rag on onn sen mons card gen col cap magg ten mar brig cav comm es cfr ca tel
    cell prov rif vol fig art artt n nn nr p pp pag pagg lett sez ecc etc segg cit min max s c km
    """
)
OPENERS = words(
    """
    il lo la i gli le l un uno una un' questo questa questi queste quello quella quelli quelle suo sua suoi sue loro mio mia
    nostro nostra vostro io tu lui lei noi voi essi esse egli ella chi che cosa come quando dove perché quanto quale quali di a da
    in con su per tra fra del della dei degli delle dal dalla nel nella nei al alla ai agli alle sul sulla e ed o ma però anzi
    dunque quindi allora poi ancora anche inoltre infine intanto mentre se sebbene oltre dopo prima durante secondo contro senza
    sotto sopra verso entro fino ora oggi ieri domani qui qua lì là già mai sempre forse non sì no nessuno niente nulla tutto
    tutti tutte ogni ognuno altri altre altro molti molte alcuni alcune pochi poche più meno troppo tanto così ecco c'è è era
    sono ha hanno due tre quattro cinque davanti dietro accanto insieme sabato domenica lunedì martedì mercoledì giovedì venerdì grazie purtroppo si mi ti ci vi attualmente finora adesso invece eppure infatti neppure nemmeno
    """
)
SAYING = words(
    "dice disse chiese chiede domanda rispose risponde esclama esclamò grida gridò aggiunge spiega"
)
CLAUSE_ENDS = (r"[;:]['\"“”«»’)]*\s|\s[—–]\s|—", r",['\"“”«»’)]*\s", r"\s")
VERB_ENDINGS = ("erà", "irà", "eranno", "iranno", "ò", "mente")
"""Endings of verbs and adverbs: a capital one after an abbreviation opens a sentence without a subject."""
_NUMERAL = compile_late(r"[IVXL]{2,6}\Z")


def decide(stop: Stop) -> bool | None:
    """Decide after a Roman numeral, and before a verb that opens a sentence."""
    if _NUMERAL.match(stop.before):
        return True
    if stop.before == "C" and stop.text[stop.offset - 3 : stop.offset - 1] == "& ":
        return True  # a firm: "Lodi & C."
    if stop.word.endswith(VERB_ENDINGS) and stop.before.lower() in MAYBE_LAST:
        return True
    return None
