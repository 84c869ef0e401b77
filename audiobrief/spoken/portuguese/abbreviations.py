"""Abbreviations and signs, said in full as the academies' vocabularies resolve them."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.portuguese import calendar, numbers, people
from audiobrief.spoken.portuguese.endings import with_stop
from audiobrief.spoken.printed_forms import any_spaced, sign_rules, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.weekdays import weekday_rule

WORDS = {
    # as printed; a page may leave out the spaces -> in full
    "Sr.": "senhor", "Sra.": "senhora", "Srs.": "senhores", "Srta.": "senhorita", "Dr.": "doutor", "Dra.": "doutora", "Drs.": "doutores", "D.": "dona", "prof.": "professor",
    "profa.": "professora", "prof.ª": "professora", "profª": "professora", "Eng.": "engenheiro", "Arq.": "arquiteto", "Gen.": "general", "Cel.": "coronel", "Cap.": "capitão", "Ten.": "tenente", "Sgt.": "sargento",
    "dep.": "deputado", "sen.": "senador", "min.": "ministro", "Pe.": "padre", "etc.": "et cetera", "p. ex.": "por exemplo", "ex.": "exemplo", "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo",
    "tel.": "telefone", "a. C.": "antes de Cristo", "a.C.": "antes de Cristo", "d. C.": "depois de Cristo", "d.C.": "depois de Cristo", "hab.": "habitantes", "Ltda.": "limitada", "Lda.": "limitada",
    "Cia.": "companhia", "Av.": "avenida", "av.": "avenida", "R.": "rua", "Pç.": "praça", "Trav.": "travessa", "Rod.": "rodovia", "vs.": "contra", "vs": "contra", "cf.": "confira", "séc.": "século", "sécs.": "séculos",
    "obs.": "observação", "ref.": "referência", "vol.": "volume", "fig.": "figura", "ed.": "edição", "N. da R.": "nota da redação", "Esq.": "esquerdo", "Dto.": "direito", "Pça.": "praça", "s/n": "sem número", "r/c": "rés do chão", "dto.": "direito", "esq.": "esquerdo", "s/n.º": "sem número", "pts.": "pontos", "pts": "pontos", "EUA": "Estados Unidos", "E.U.A.": "Estados Unidos", "Sta.": "Santa", "Sto.": "Santo", "Exmo.": "excelentíssimo", "Exma.": "excelentíssima",
}  # fmt: skip
BEFORE_NUMBER = {
    "art.º": "artigo", "arts.º": "artigos", "n.º": "número", "nº": "número", "n°": "número", "N.º": "número", "Nº": "número", "n.": "número", "p.": "página", "pp.": "páginas", "pág.": "página", "págs.": "páginas", "art.": "artigo", "Art.": "artigo",
    "arts.": "artigos", "cap.": "capítulo", "km": "quilómetro", "inc.": "inciso", "al.": "alínea",
}  # fmt: skip
BEFORE_NAME = frozenset(
    {"D.", "R.", "Pça.", "Av.", "av.", "Cap.", "min.", "dep.", "sen.", "ex.", "Gen."}
)
"""Abbreviations that are read only before a name."""
ARTICLE = compile_late(r"(?P<word>[Aa]rt\.)[\s\u00a0]?(?P<number>\d{1,3})\.?º")
SIGNS = {
    "&": "e", "%": "por cento", "‰": "por mil", "€": "euros", "$": "dólares", "£": "libras", "=": "igual a", "×": "vezes", "±": "mais ou menos", "@": "arroba", "½": "meio", "¼": "um quarto",
    "¾": "três quartos", "°": "graus",
}  # fmt: skip
_FORMS = {with_capital(written): with_capital(said) for written, said in WORDS.items()} | WORDS
_FULL = {re.sub(r"\s", "", form): said for form, said in _FORMS.items()}
WORD = compile_late(rf"(?:{any_spaced(_FORMS)})(?!\w)")
NUMBERED = compile_late(rf"(?P<word>{any_of(BEFORE_NUMBER)})[\s\u00a0]?(?=\d)")
STARTS = "".join(sorted({form[0] for form in (*_FORMS, *BEFORE_NUMBER, *calendar.SHORT_DAYS)}))


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    written = re.sub(r"\s", "", match[0])
    if written in BEFORE_NAME and not _NAME.match(match.string, match.end()):
        return None
    said = _FULL[written]
    if written == "D." and _HIM.match(match.string, match.end()):
        said = "dom"
    inside = match.string[: match.start()].rstrip(' «“"(—')
    if match[0][0].isupper() and inside and inside[-1] not in ".?!:" and written != "EUA":
        said = said[0].lower() + said[1:]
    return with_stop(said, match.string, match.end())


def _say_saint(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "São "


def _say_article(match: re.Match[str], manner: Manner) -> Said:
    said = numbers.ordinal(int(match["number"]), manner)
    return f"artigo {said}"


def _say_numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if match["word"] == "km" and match[0] == "km":
        return None
    return f"{BEFORE_NUMBER[match['word']]} "


SAINT = compile_late(r"S\.\s(?=[A-ZÀ-Ú][a-zà-ú]{2})")
_HIM = compile_late(rf"\s(?:{'|'.join(people.HE_NAMES)})\b")
_NAME = compile_late(r"\s(?:d[eoa]s?\s)?[A-ZÁÀÂÃÉÊÍÓÔÕÚÇ]")
LETTER = compile_late(r"(?P<word>al|alín)\.\s?(?P<letter>[a-z])\)")


def _say_letter(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"alínea {match['letter']}"


WORD_RULES = (
    weekday_rule(calendar.SHORT_DAYS, calendar.DAY_JOINS, "pt"),
    Rule("abbreviation", LETTER, _say_letter),
    Rule("abbreviation", SAINT, _say_saint),
    Rule("abbreviation", ARTICLE, _say_article),
    Rule("abbreviation", NUMBERED, _say_numbered),
    Rule("abbreviation", WORD, _say_word),
)
SIGN_RULES = sign_rules(SIGNS, plus="mais", section="parágrafo", sections="parágrafos")
