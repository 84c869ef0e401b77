"""Abbreviations and signs, said in full as Treccani and the Crusca resolve them."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.italian import calendar
from audiobrief.spoken.italian.endings import with_stop
from audiobrief.spoken.printed_forms import any_spaced, sign_rules, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.weekdays import weekday_rule

WORDS = {
    # as printed; a page may leave out the spaces -> in full
    "sig.": "signor", "sig.ra": "signora", "sig.na": "signorina", "sigg.": "signori", "sig.re": "signore", "dott.": "dottor", "dott.ssa": "dottoressa",
    "dr.": "dottor", "dr.ssa": "dottoressa", "prof.": "professor", "prof.ssa": "professoressa", "proff.": "professori", "avv.": "avvocato", "avv.ti": "avvocati",
    "ing.": "ingegner", "arch.": "architetto", "geom.": "geometra", "rag.": "ragionier", "on.": "onorevole", "onn.": "onorevoli", "sen.": "senatore",
    "mons.": "monsignor", "card.": "cardinal", "gen.": "generale", "col.": "colonnello", "cap.": "capitano", "magg.": "maggiore", "ten.": "tenente",
    "mar.": "maresciallo", "brig.": "brigadiere", "cav.": "cavaliere", "comm.": "commendatore", "ecc.": "eccetera", "etc.": "eccetera", "es.": "esempio",
    "p. es.": "per esempio", "ad es.": "ad esempio", "cfr.": "confronta", "ca.": "circa", "c.a": "circa", "max.": "massimo", "min.": "minimo", "tel.": "telefono",
    "cell.": "cellulare", "a. C.": "avanti Cristo", "d. C.": "dopo Cristo", "p.za": "piazza", "p.zza": "piazza", "v.le": "viale", "c.so": "corso", "l.go": "largo",
    "prov.": "provincia", "rif.": "riferimento", "u. s.": "ultimo scorso", "c. m.": "corrente mese", "c. a.": "corrente anno", "n. d. r.": "nota della redazione",
    "ndr": "nota della redazione", "segg.": "seguenti", "cit.": "citato", "vol.": "volume", "fig.": "figura", "ediz.": "edizione", "vs": "contro", "vs.": "contro",
    "F.lli": "Fratelli", "f.lli": "fratelli", "c/o": "presso", "N. B.": "nota bene", "P. S.": "post scriptum", "S. E.": "Sua Eccellenza", "S. S.": "Sua Santità",
    "ss.": "seguenti", "co.": "comma", "D. Lgs.": "decreto legislativo", "D.lgs.": "decreto legislativo", "d. l.": "decreto legge", "D. L.": "decreto legge",
    "d. P. R.": "decreto del presidente della Repubblica", "abit.": "abitanti", "ab.": "abitanti", "SS. Messa": "Santissima Messa",
    "d. lgs.": "decreto legislativo", "p.ti": "punti", "pt.": "punti", "sez.": "sezione", "c.p.": "codice penale", "c.p.p.": "codice di procedura penale", "c.c.": "codice civile",
}  # fmt: skip
BEFORE_NUMBER = {
    "n.": "numero", "N.": "numero", "n°": "numero", "N°": "numero", "nr.": "numero", "nn.": "numeri", "p.": "pagina", "pag.": "pagina", "pp.": "pagine", "pagg.": "pagine",
    "art.": "articolo", "Art.": "articolo", "artt.": "articoli", "c.": "comma", "cap.": "capitolo", "km": "chilometro", "lett.": "lettera", "sez.": "sezione", "int.": "interno",
}  # fmt: skip
SAINTS = compile_late(r"(?P<saint>S\.|SS\.)\s(?=(?P<name>[A-ZÀÈÉÌÒÙ][a-zàèéìòù]+))")
SIGNS = {
    "&": "e", "%": "per cento", "‰": "per mille", "€": "euro", "$": "dollari", "£": "sterline", "=": "uguale", "×": "per", "±": "più o meno", "@": "chiocciola",
    "½": "mezzo", "¼": "un quarto", "¾": "tre quarti", "°": "gradi",
}  # fmt: skip
BEFORE_ROMAN = {"sec.": "secolo", "cap.": "capitolo", "Sec.": "Secolo", "Cap.": "Capitolo"}
"""Before a Roman numeral: "nel sec. XV"; before a name, "Cap." is a captain."""
LETTER = compile_late(r"lett\.\s?(?P<letter>[a-z])\)")
_FORMS = {with_capital(written): with_capital(said) for written, said in WORDS.items()} | WORDS
_FULL = {re.sub(r"\s", "", form): said for form, said in _FORMS.items()}
WORD = compile_late(rf"(?:{any_spaced(_FORMS)})(?!\w)")
NUMBERED = compile_late(rf"(?P<word>{any_of(BEFORE_NUMBER)})[\s\u00a0]?(?=\d)")
CHAPTER = compile_late(
    rf"(?P<word>{any_of(BEFORE_ROMAN)})[\s\u00a0]?(?=[IVXL]+(?![\w'’]|\.[A-Z]))"
)
STARTS = "".join(
    sorted({form[0] for form in (*_FORMS, *BEFORE_NUMBER, *BEFORE_ROMAN, *calendar.SHORT_DAYS)})
)


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return with_stop(_FULL[re.sub(r"\s", "", match[0])], match.string, match.end())


def _say_numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if match["word"] == "km" and match[0] == "km":
        return None
    return f"{BEFORE_NUMBER[match['word']]} "


def _say_chapter(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{BEFORE_ROMAN[match['word']]} "


def _say_letter(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"lettera {match['letter']}"


def _say_saint(match: re.Match[str], manner: Manner) -> Said:
    del manner
    name = match["name"]
    if match["saint"] == "SS.":
        return "Santi "
    if name[0] in "AEIOUÀÈÉÌÒÙ":
        return "Sant'"
    if name.endswith("a") and name not in {"Luca", "Andrea", "Mattia", "Nicola", "Elia"}:
        return "Santa "
    return "Santo " if name.startswith(("St", "Sp", "Z")) else "San "


WORD_RULES = (
    weekday_rule(calendar.SHORT_DAYS, calendar.DAY_JOINS, "it"),
    Rule("abbreviation", LETTER, _say_letter),
    Rule("abbreviation", NUMBERED, _say_numbered),
    Rule("abbreviation", CHAPTER, _say_chapter),
    Rule("abbreviation", WORD, _say_word),
    Rule("abbreviation", SAINTS, _say_saint),
)
SIGN_RULES = sign_rules(SIGNS, plus="più", section="paragrafo", sections="paragrafi")
