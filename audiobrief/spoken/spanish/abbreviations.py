"""Abbreviations and signs, said in full as the academies' Ortografía resolves them."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.printed_forms import any_spaced, opens_sentence, sign_rules, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import calendar, people
from audiobrief.spoken.spanish.endings import with_stop
from audiobrief.spoken.weekdays import weekday_rule

WORDS = {
    # as the Ortografía writes it; a page may leave out the spaces -> in full
    "Sr.": "señor", "Sres.": "señores", "Srs.": "señores", "Sra.": "señora", "Sras.": "señoras", "Srta.": "señorita",
    "Dr.": "doctor", "Dres.": "doctores", "Dra.": "doctora", "Dras.": "doctoras", "D.ª": "doña", "Dª.": "doña", "Dª": "doña",
    "Dña.": "doña", "Prof.": "profesor", "Profa.": "profesora", "Lic.": "licenciado", "Lcdo.": "licenciado",
    "Lcda.": "licenciada", "Licda.": "licenciada", "Ing.": "ingeniero", "Arq.": "arquitecto", "Abg.": "abogado",
    "Mtro.": "maestro", "Mtra.": "maestra", "Gral.": "general", "Cnel.": "coronel", "Cmdte.": "comandante", "Cap.": "capitán",
    "Tte.": "teniente", "Sgto.": "sargento", "Alm.": "almirante", "Mons.": "monseñor", "Excmo.": "excelentísimo",
    "Excma.": "excelentísima", "Ilmo.": "ilustrísimo", "Ilma.": "ilustrísima", "Rvdo.": "reverendo", "Fr.": "fray",
    "Sto.": "Santo", "Sta.": "Santa", "S. M.": "su majestad", "SS. MM.": "sus majestades", "S. A. R.": "su alteza real",
    "S. S.": "su santidad", "Ud.": "usted", "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "Pdte.": "presidente",
    "Pdta.": "presidenta", "Dip.": "diputado", "Gob.": "gobernador", "Hnos.": "hermanos", "Cía.": "compañía",
    "M.ª": "María", "Mª": "María", "Fco.": "Francisco", "Fdez.": "Fernández", "Gzlez.": "González", "Gmo.": "Guillermo",
    "p. ej.": "por ejemplo", "etc.": "etcétera", "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo",
    "vs.": "contra", "art.": "artículo", "arts.": "artículos", "apdo.": "apartado", "párr.": "párrafo", "párrs.": "párrafos", "fig.": "figura", "figs.": "figuras", "ref.": "referencia",
    "hab.": "habitantes", "izq.": "izquierda", "ppal.": "principal", "pral.": "principal", "sigs.": "siguientes", "ss.": "siguientes",
    "v. gr.": "verbigracia", "v. g.": "verbigracia", "D. E. P.": "descanse en paz", "adm.": "administración", "Hna.": "hermana",
    "Hno.": "hermano", "Hnas.": "hermanas", "gral.": "general", "pdo.": "pasado", "disp.": "disposición", "pág.": "página",
    "págs.": "páginas", "vol.": "volumen", "cap.": "capítulo", "núm.": "número", "núms.": "números", "n.º": "número",
    "nº": "número", "nº.": "número", "n°": "número", "n.°": "número", "n.os": "números", "Nro.": "número", "nro.": "número",
    "No.": "número", "tel.": "teléfono", "tels.": "teléfonos", "tfno.": "teléfono", "tlf.": "teléfono", "av.": "avenida",
    "avda.": "avenida", "avd.": "avenida", "ctra.": "carretera", "pza.": "plaza", "plza.": "plaza", "pl.": "plaza",
    "urb.": "urbanización", "prov.": "provincia", "depto.": "departamento", "dpto.": "departamento", "esq.": "esquina",
    "dcha.": "derecha", "izda.": "izquierda", "a. C.": "antes de Cristo", "a. de C.": "antes de Cristo",
    "d. C.": "después de Cristo", "d. de C.": "después de Cristo", "s. n. m.": "sobre el nivel del mar", "N. del R.": "nota de la redacción",
    "c. c.": "centímetros cúbicos", "C. P.": "código postal", "P. D.": "posdata", "q. e. p. d.": "que en paz descanse",
    "S. A.": "sociedad anónima", "S. L.": "sociedad limitada", "S. R. L.": "sociedad de responsabilidad limitada",
    "S. A. de C. V.": "sociedad anónima de capital variable", "S. Coop.": "sociedad cooperativa", "S. de R. L.": "sociedad de responsabilidad limitada", "S. L. U.": "sociedad limitada unipersonal",
    "S. A. U.": "sociedad anónima unipersonal", "S. A. S.": "sociedad por acciones simplificada", "pta.": "puerta", "i. a.": "interanual",
    "R. D.": "real decreto",
    "EE. UU.": "Estados Unidos", "EE. UU. AA.": "Estados Unidos", "E. U.": "Estados Unidos", "RR. HH.": "recursos humanos", "RR. EE.": "relaciones exteriores",
    "JJ. OO.": "juegos olímpicos", "FF. AA.": "Fuerzas Armadas", "CC. OO.": "Comisiones Obreras", "CC. AA.": "comunidades autónomas",
    "FF. CC.": "ferrocarriles", "DD. HH.": "derechos humanos", "RR. SS.": "redes sociales", "RR. PP.": "relaciones públicas",
    "AA. PP.": "administraciones públicas", "AA. VV.": "asociaciones de vecinos", "CC. SS.": "Cuerpos y Fuerzas de Seguridad",
    "Dep.": "departamento", "Bco.": "banco", "Ayto.": "Ayuntamiento", "Univ.": "Universidad", "Mpio.": "municipio", "Edo.": "estado", "pts.": "puntos", "ptos.": "puntos", "frac.": "fracción",
}  # fmt: skip
WITHOUT_STOPS = {
    # double letters as most newspapers print them -> in full
    "EEUU": "Estados Unidos", "EE UU": "Estados Unidos", "EE.UU": "Estados Unidos", "RRHH": "recursos humanos", "JJOO": "juegos olímpicos",
    "JJ OO": "juegos olímpicos", "FFAA": "Fuerzas Armadas", "CCOO": "Comisiones Obreras", "CC OO": "Comisiones Obreras",
    "CCAA": "comunidades autónomas", "CC AA": "comunidades autónomas", "DDHH": "derechos humanos", "RRSS": "redes sociales",
    "RREE": "relaciones exteriores", "FFCC": "ferrocarriles", "FFCCSE": "Fuerzas y Cuerpos de Seguridad del Estado",
    "c/u": "cada uno", "s/n": "sin número", "FCSE": "Fuerzas y Cuerpos de Seguridad del Estado",
}  # fmt: skip
BEFORE_NUMBER = {
    # abbreviations that are words or letters anywhere else -> in full before a number
    "p.": "página", "pp.": "páginas", "km": "kilómetro", "km.": "kilómetro", "Km": "kilómetro", "Km.": "kilómetro",
    "kms": "kilómetros", "inc.": "inciso", "min.": "minuto", "min": "minuto", "No": "número", "N°": "número", "Nº": "número", "N.°": "número", "N.º": "número", "s.": "siglo", "ss.": "siglos",
}  # fmt: skip
BEFORE_NAME = {
    # single letters before a name -> in full
    "D.": "don", "P.": "padre", "Col.": "colonia", "Sen.": "senador", "Rep.": "representante", "Cte.": "comandante",
}  # fmt: skip
STREET = compile_late(r"(?P<c>[cC])/\s?(?=[A-ZÁÉÍÓÚÑ])")
SIGNS = {
    # how RAE reads signs
    "&": "y", "%": "por ciento", "‰": "por mil", "€": "euros", "=": "igual a", "×": "por", "±": "más menos", "@": "arroba",
    "½": "medio", "¼": "un cuarto", "¾": "tres cuartos", "°": "grados", "£": "libras", "¥": "yenes",
}  # fmt: skip
LETTER = compile_late(r"(?P<word>apdo|ap|let)\.\s?(?P<letter>[a-z])\)")
HALVES = compile_late(r"(?P<half>[½¼¾])")


# abbreviations open sentences, too: "Art. 5"
_FORMS = {with_capital(written): with_capital(said) for written, said in WORDS.items()} | WORDS
_FULL = {re.sub(r"\s", "", form): said for form, said in _FORMS.items()} | {
    re.sub(r"\s", "", written): said for written, said in WITHOUT_STOPS.items()
}
_NEVER_FULL = {
    "ss.": r"(?!\s[IVXL])",
    "No.": r"(?=\s?\d)",
    "Cap.": r"(?=\s[A-ZÁÉÍÓÚ\d])",
    "Pl.": r"(?=\s[A-ZÁÉÍÓÚ])",
    "pl.": r"(?=\s[A-ZÁÉÍÓÚ])",
}
"""Abbreviations that are also words, and what must follow them."""


def _pattern_of(form: str) -> str:
    tail = _NEVER_FULL.get(form, "(?![\\w])")
    return f"{any_spaced([form])}{tail}"


WORD = compile_late(
    "|".join(map(_pattern_of, sorted({*_FORMS, *WITHOUT_STOPS}, key=len, reverse=True)))
)
NUMBERED = compile_late(rf"(?:{any_of(BEFORE_NUMBER)})(?=\s?(?P<next>\d|[IVX]+\b))")
NAMED = compile_late(rf"(?:{any_of(BEFORE_NAME)})(?=\s(?P<name>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+))")
STARTS = "".join(
    sorted({form[0] for form in (*_FORMS, *BEFORE_NUMBER, *BEFORE_NAME, *calendar.SHORT_DAYS)})
)


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    written = re.sub(r"\s", "", match[0])
    said = _FULL[written]
    if written == "Cap." and _CHAPTER.match(match.string, match.end()):
        said = "capítulo"
    if (
        match[0][0].isupper()
        and written not in {"EE.UU.", "EEUU"}
        and opens_sentence(match.string, match.start())
    ):
        said = with_capital(said)
    elif (
        match[0][0].isupper()
        and written in _LOWER_SAID
        and not opens_sentence(match.string, match.start())
    ):
        said = _LOWER_SAID[written]
    return with_stop(said, match.string, match.end())


_WITH_ARTICLE = compile_late(r"\b(?:[Ee]l|al|del)\s\Z")
_CHAPTER = compile_late(r"\s(?:\d|[IVXL]+\b)")
_LOWER_SAID = {
    re.sub(r"\s", "", with_capital(written)): said
    for written, said in WORDS.items()
    if written[0].islower()
}
"""What a capital form says inside a sentence: "la Avda. del Mar" is an avenue like any other."""


def _say_numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    written = match[0]
    if written in {"s.", "ss."} and match["next"].isdigit():
        return None
    if written in {"No", "p."} and not match["next"].isdigit():
        return None
    if written == "No" and not re.match(r"\s?\d{1,6}(?!\d)", match.string[match.end() :]):
        return None
    if written == "No" and not match.string[: match.start()].strip():
        return None  # "No 3 personas, sino 4"
    return BEFORE_NUMBER[written]


def _say_named(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = BEFORE_NAME[match[0]]
    if match[0] == "D." and match["name"] not in people.HE_NAMES:
        return None  # an initial: "D. Ruiz"
    if match[0] == "P." and not _WITH_ARTICLE.search(match.string[: match.start()][-8:]):
        return None
    return with_capital(said) if opens_sentence(match.string, match.start()) else said


def _say_street(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return (
        "Calle "
        if match["c"] == "C" and opens_sentence(match.string, match.start())
        else "calle "
    )


def _say_half(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 1) : match.start()]
    return f" y {SIGNS[match['half']]} " if before.isdigit() else f" {SIGNS[match['half']]} "


def _say_letter(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{_LETTERED[match['word']]} {match['letter']}"


_LETTERED = {"apdo": "apartado", "ap": "apartado", "let": "letra"}
WORD_RULES = (
    weekday_rule(calendar.SHORT_DAYS, calendar.DAY_JOINS, "es"),
    Rule("abbreviation", LETTER, _say_letter),
    Rule("abbreviation", STREET, _say_street),
    Rule("abbreviation", WORD, _say_word),
    Rule("abbreviation", NUMBERED, _say_numbered),
    Rule("abbreviation", NAMED, _say_named),
)
SIGN_RULES = (
    Rule("sign", HALVES, _say_half),
    *sign_rules(SIGNS, plus="más", section="parágrafo", sections="parágrafos"),
)
