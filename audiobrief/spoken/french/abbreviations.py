"""Abbreviations and signs, said in full as the Imprimerie nationale's Lexique resolves them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.french import calendar
from audiobrief.spoken.french.endings import with_stop
from audiobrief.spoken.printed_forms import any_spaced, opens_sentence, sign_rules, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.weekdays import weekday_rule

TITLES = {
    # before a name, as printed -> in full
    "M.": "monsieur", "MM.": "messieurs", "Mr": "monsieur", "Mr.": "monsieur", "Mrs": "madame", "Mme": "madame", "Mme.": "madame",
    "Mᵐᵉ": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle", "Mˡˡᵉ": "mademoiselle", "Mlles": "mesdemoiselles", "Me": "maître",
    "Mᵉ": "maître", "Mes": "maîtres", "Dr": "docteur", "Dr.": "docteur", "Dre": "docteure", "Drs": "docteurs", "Dʳ": "docteur",
    "Pr": "professeur", "Pr.": "professeur", "Pre": "professeure", "Prs": "professeurs", "Prof.": "professeur", "Mgr": "monseigneur",
    "Mᵍʳ": "monseigneur", "Gal": "général", "Gén.": "général", "Cdt": "commandant", "Col.": "colonel", "Cel": "colonel", "Cne": "capitaine", "Cap.": "capitaine",
    "Lt": "lieutenant", "Lt.": "lieutenant", "Sgt": "sergent", "Adj.": "adjudant", "Vve": "veuve", "Sr": "sœur", "Fr.": "frère",
    "St": "Saint", "Ste": "Sainte", "Sts": "Saints", "St.": "Saint", "Ste.": "Sainte",
}  # fmt: skip
SAINTS = ("St", "Ste", "Sts")
WORDS = {
    # as printed; a page may leave out the spaces -> in full
    "etc.": "et cetera", "p. ex.": "par exemple", "par ex.": "par exemple", "c.-à-d.": "c'est-à-dire", "c-à-d": "c'est-à-dire",
    "càd": "c'est-à-dire", "av. J.-C.": "avant Jésus-Christ", "apr. J.-C.": "après Jésus-Christ", "ap. J.-C.": "après Jésus-Christ",
    "av. J-C": "avant Jésus-Christ", "apr. J-C": "après Jésus-Christ", "ap. J-C": "après Jésus-Christ", "cf.": "voir", "env.": "environ",
    "max.": "maximum", "mini.": "minimum", "maxi.": "maximum", "hab.": "habitants", "tél.": "téléphone", "tel.": "téléphone",
    "vs": "contre", "vs.": "contre", "qqn": "quelqu'un", "qqch": "quelque chose", "qqch.": "quelque chose", "s.v.p.": "s'il vous plaît",
    "svp": "s'il vous plaît", "SVP": "s'il vous plaît", "NDLR": "note de la rédaction", "N.D.L.R.": "note de la rédaction",
    "ndlr": "note de la rédaction", "n.d.l.r.": "note de la rédaction", "RDV": "rendez-vous", "rdv": "rendez-vous", "Cie": "compagnie",
    "Sté": "société", "Ets": "établissements", "Éts": "établissements", "bd": "boulevard", "bld": "boulevard", "boul.": "boulevard",
    "Bd": "boulevard", "Bld": "boulevard", "chem.": "chemin", "rte": "route", "fg": "faubourg", "dép.": "département",
    "dépt": "département", "arr.": "arrondissement", "arrdt": "arrondissement", "suiv.": "suivantes", "éd.": "édition", "coll.": "collection", "trad.": "traduction", "réf.": "référence",
    "appt": "appartement", "ss.": "suivants", "resp.": "respectivement", "quest.": "question", "gouv.": "gouvernement", "féd.": "fédéral",
    "prov.": "province", "fig.": "figure", "nbx": "nombreux", "nb": "nombre", "Hte": "Haute", "Hts": "Hauts", "mrd.": "milliard",
    "ts les jours": "tous les jours", "cons. féd.": "conseiller fédéral", "p.m.": "pour mémoire", "ltée": "limitée", "inc.": "incorporée", "P.-S.": "post-scriptum", "PS :": "post-scriptum :", "N. B.": "nota bene",
    "LLMM.": "Leurs Majestés", "S.M.": "Sa Majesté", "S.E.": "Son Excellence", "S.E.M.": "Son Excellence monsieur", "S.A.R.": "Son Altesse royale",
}  # fmt: skip
BEFORE_NUMBER = {
    # abbreviations that are words or letters anywhere else -> in full before a number
    "p.": "page", "pp.": "pages", "art.": "article", "Art.": "article", "al.": "alinéa", "ch.": "chapitre", "chap.": "chapitre",
    "vol.": "volume", "t.": "tome", "n°": "numéro", "N°": "numéro", "nº": "numéro", "Nº": "numéro", "nᵒ": "numéro", "no": "numéro",
    "No": "numéro", "n.": "numéro", "nos": "numéros", "n°s": "numéros", "nᵒˢ": "numéros", "ex.": "exemple", "let.": "lettre", "ép.": "épisode", "km": "kilomètre", "PK": "point kilométrique",
    "s.": "siècle", "lot.": "lot", "dossard n°": "dossard numéro", "fig.": "figure", "R.": "R", "L.": "L", "D.": "D",
}  # fmt: skip
BEFORE_NAME = {
    "av.": "avenue",
    "Av.": "avenue",
    "pl.": "place",
    "Pl.": "place",
    "imp.": "impasse",
    "sq.": "square",
    "r.": "rue",
}
SIGNS = {
    # how signs are read
    "&": "et", "%": "pour cent", "‰": "pour mille", "€": "euros", "$": "dollars", "£": "livres", "¥": "yens", "=": "égale",
    "×": "fois", "±": "plus ou moins", "@": "arobase", "½": "un demi", "¼": "un quart", "¾": "trois quarts", "⅓": "un tiers",
    "⅔": "deux tiers", "°": "degrés", "¢": "cents",
}  # fmt: skip
CHAMBER = compile_late(
    r"ch\.(?=\s(?:correctionnelle|civile|criminelle|sociale|commerciale|mixte|pénale))"
)
_GAP = r"[\s\u00a0\u202f]"
_FORMS = {with_capital(written): with_capital(said) for written, said in WORDS.items()} | WORDS
_FULL = {re.sub(r"\s", "", form): said for form, said in _FORMS.items()}
TITLE = compile_late(
    rf"(?P<title>{any_spaced(TITLES)})(?P<join>{_GAP}|-)(?=(?:d['’]|de |du |l['’])?[A-ZÀÂÉÈÊÎÔÛÇ])"
)
SAINT_WITHIN = compile_late(r"(?P<title>Ste|Sts|St)-(?=[A-ZÀÂÉÈÊÎÔÛÇ])")
WORD = compile_late(rf"(?:{any_spaced(_FORMS)})(?!\w)")
NUMBERED = compile_late(
    rf"(?P<word>{any_spaced(BEFORE_NUMBER)}){_GAP}?(?=(?P<next>\d|[IVXL]+\b))"
)
NAMED = compile_late(
    rf"(?P<word>{any_spaced(BEFORE_NAME)}){_GAP}(?=(?:de |du |des |d['’]|la |le |l['’])?[A-ZÀÂÉÈÊÎÔÛÇ])"
)
STARTS = "".join(
    sorted(
        {
            form[0]
            for form in (*_FORMS, *BEFORE_NUMBER, *BEFORE_NAME, *TITLES, *calendar.SHORT_DAYS)
        }
    )
)


def _say_title(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said, join = TITLES[match["title"]], match["join"]
    if join == "-" and match["title"] not in SAINTS:
        return None
    if opens_sentence(match.string, match.start()):
        said = with_capital(said)
    # the article stands apart from the place: "St Malo" is written with a hyphen in full
    joined = "-" if said.startswith("Saint") else " "
    return f"{said}{joined}"


def _say_saint(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{TITLES[match['title']]}-"


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return with_stop(_FULL[re.sub(r"\s", "", match[0])], match.string, match.end())


def _say_numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    written = match["word"]
    if not match["next"].isdigit() and written not in {
        "t.",
        "ch.",
        "chap.",
        "vol.",
        "art.",
        "Art.",
    }:
        return None
    if written in {"no", "No", "nos", "n.", "s.", "km"} and not match[0][-1:].isspace():
        return None
    if written == "s." and match["next"].isdigit():
        return None
    said = BEFORE_NUMBER[written]
    opens = written[0].isupper() and opens_sentence(match.string, match.start())
    return f"{with_capital(said) if opens else said} "


def _say_named(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = BEFORE_NAME[match["word"]]
    return f"{with_capital(said) if opens_sentence(match.string, match.start()) else said} "


def _say_half(match: re.Match[str], manner: Manner) -> Said:
    del manner
    # "2 ans ½"
    counted = _COUNTED.search(match.string[: match.start()][-30:])
    return " et demi" if counted else f" {SIGNS[match[0]]} "


def _say_chamber(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "chambre"


WORD_RULES = (
    weekday_rule(calendar.SHORT_DAYS, calendar.DAY_JOINS, "fr"),
    Rule("abbreviation", CHAMBER, _say_chamber),
    Rule("abbreviation", SAINT_WITHIN, _say_saint),
    Rule("abbreviation", WORD, _say_word),
    Rule("abbreviation", NUMBERED, _say_numbered),
    Rule("abbreviation", NAMED, _say_named),
    Rule("abbreviation", TITLE, _say_title),
)
_COUNTED = compile_late(r"\d[ \u00a0][^\W\d_]+[ \u00a0]\Z")
SIGN_RULES = (
    Rule("sign", compile_late("½"), _say_half),
    *sign_rules(SIGNS, plus="plus", section="paragraphe", sections="paragraphes"),
)
