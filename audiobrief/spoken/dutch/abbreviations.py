"""Abbreviations, signs, acronyms and Roman numerals, as the Taalunie and NOS say them."""

from __future__ import annotations

import re

from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken.dutch import numbers, people
from audiobrief.spoken.dutch.endings import with_stop
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import any_spaced, read_roman, sign_rules, with_capital
from audiobrief.spoken.reading import Manner, Rule, Said

WORDS = {
    # as printed; a page may leave out the spaces -> in full
    "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "o.a.": "onder andere", "o. a.": "onder andere", "m.a.w.": "met andere woorden", "d.w.z.": "dat wil zeggen",
    "enz.": "enzovoort", "etc.": "et cetera", "ca.": "circa", "i.p.v.": "in plaats van", "i.v.m.": "in verband met", "m.b.t.": "met betrekking tot", "n.a.v.": "naar aanleiding van",
    "t.o.v.": "ten opzichte van", "t.a.v.": "ten aanzien van", "t/m": "tot en met", "a.d.h.v.": "aan de hand van", "o.l.v.": "onder leiding van", "v.a.": "vanaf", "z.s.m.": "zo snel mogelijk",
    "resp.": "respectievelijk", "evt.": "eventueel", "incl.": "inclusief", "excl.": "exclusief", "max.": "maximaal", "min.": "minimaal", "ong.": "ongeveer", "gem.": "gemiddeld", "dr.": "doctor",
    "drs.": "doctorandus", "prof.": "professor", "mr.": "meester", "ir.": "ingenieur", "ing.": "ingenieur", "ds.": "dominee", "dhr.": "de heer", "mevr.": "mevrouw", "mw.": "mevrouw",
    "fam.": "familie", "gebr.": "gebroeders", "burg.": "burgemeester", "min.-pres.": "minister-president", "St.": "Sint", "v.Chr.": "voor Christus", "v. Chr.": "voor Christus", "n.Chr.": "na Christus",
    "n. Chr.": "na Christus", "red.": "redactie", "vgl.": "vergelijk", "vs.": "tegen", "tel.": "telefoon", "afd.": "afdeling", "gen.": "generaal", "kol.": "kolonel", "kapt.": "kapitein",
    "Zn.": "Zonen", "str.": "straat", "nl.": "namelijk", "a.s.": "aanstaande", "jl.": "jongstleden", "m.n.": "met name", "m.i.": "mijns inziens", "e.a.": "en anderen", "e.d.": "en dergelijke",
    "p.p.": "per persoon", "p.j.": "per jaar", "h.c.": "honoris causa", "wo.": "woensdag",
}  # fmt: skip
BEFORE_NUMBER = {
    "nr.": "nummer", "Nr.": "nummer", "nrs.": "nummers", "no.": "nummer", "art.": "artikel", "Art.": "artikel", "blz.": "bladzijde", "p.": "pagina", "pag.": "pagina", "hfdst.": "hoofdstuk",
    "afl.": "aflevering", "lid.": "lid", "km": "kilometer",
}  # fmt: skip
SIGNS = {
    "&": "en", "%": "procent", "‰": "promille", "€": "euro", "$": "dollar", "£": "pond", "=": "is", "×": "keer", "±": "plusminus", "½": "een half", "¼": "een kwart", "¾": "driekwart", "°": "graden",
    "@": "apenstaartje",
}  # fmt: skip
SAID = {
    "CO2": "C O twee",
    "CO₂": "C O twee",
    "NAVO": "navo",
    "UNESCO": "unesco",
    "CAO": "C A O",
    "AIVD": "A I V D",
    "WOZ": "woz",
    "BTW": "B T W",
    "HEMA": "hema",
    "FIFA": "fifa",
    "UEFA": "uefa",
    "VAR": "var",
    "N-VA": "N V A",
    "ROC": "rok",
    "CITO": "cito",
    "ANWB": "A N W B",
}
READ = words(
    "NAVO NASA UNICEF OPEC HAVO MAVO VAR WOZ WAO WIA DENK NATO VIVES FARC LED PIN HORECA"
)
FIXED = compile_late(r"(?P<letters>N-VA)(?!\w)")
ACRONYM = compile_late(r"(?P<letters>[A-Z]{2,6})(?![\w&]|[’'-][A-Z]{2})")
CODE = compile_late(
    r"(?P<letters>[A-Z]{1,3})[-–]?(?P<number>\d{1,4})(?![\w]|[-–.,/:]\d)(?P<hyphen>-(?=[a-z]))?"
)
FORMULA = compile_late(r"(?P<word>CO2|CO₂)(?P<hyphen>-(?=[a-z]))?(?!\w)")
GENERATION = compile_late(
    r"(?P<number>\d{1,2})(?P<letter>[GDK])(?P<hyphen>-(?=[a-z]))?(?![A-Za-z€$/])"
)
VARIANT = compile_late(r"(?P<word>[Cc]orona|[Cc]ovid|COVID)-(?P<number>\d{1,2})(?!\w)")
RULERS = words(
    "Willem Lodewijk Karel Filips Hendrik Napoleon Albert Boudewijn Leopold Johannes Paulus Pius Leo Gregorius Clemens Innocentius Benedictus Urbanus Frederik George Edward Richard Jacobus Peter "
    "Alexander Nicolaas Ivan Ferdinand Maximiliaan Otto Charles Felipe Juan Harald Gustaaf Mohammed Ramses Ptolemaeus Darius Constantijn Rainier Elizabeth Elisabeth Catharina Maria Margaretha Isabella Anna Filip Paul Franciscus Hassan"
)
COUNTED = words("deel hoofdstuk band artikel klasse fase type boek akte vaticanum wereldoorlog")
NUMERAL = compile_late(
    r"(?P<numeral>(?=[IVX])X{0,4}(?:IX|IV|V?I{0,4}))(?![\w'’]|[.&-][A-Za-z0-9])"
)
_VOWELS = frozenset("AEIOUY")
_SURE = compile_late(r"[IVX]{2,}")
_LOWER = compile_late(r"[a-zéëï]")
LEAST_NAME = 5
"""Letters from which on capitals with vowels are a name and no acronym."""
REACH = 25
"""Characters on each side that are all in capitals where a headline is set so."""
_FORMS = {with_capital(written): with_capital(said) for written, said in WORDS.items()} | WORDS
_FULL = {re.sub(r"\s", "", form): said for form, said in _FORMS.items()}
WORD = compile_late(rf"(?:{any_spaced(_FORMS)})(?!\w)")
NUMBERED = compile_late(rf"(?P<word>{any_of(BEFORE_NUMBER)})[\s\u00a0]?(?=\d)")
STARTS = "".join(sorted({form[0] for form in (*_FORMS, *BEFORE_NUMBER)}))


def spell(letters: str) -> str:
    """The letters one by one, which voices say by their names."""
    return " ".join(letters.upper())


STREET = compile_late(r"(?P<stem>[A-Z][\w-]{2,40})str\.(?!\w)")


def _say_street(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return with_stop(f"{match['stem']}straat", match.string, match.end())


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return with_stop(_FULL[re.sub(r"\s", "", match[0])], match.string, match.end())


def _say_numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = BEFORE_NUMBER[match["word"]]
    opens = match["word"][0].isupper() or not match.string[: match.start()].strip()
    return f"{with_capital(said) if opens and match.start() == 0 else said} "


def _say_formula(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"C O twee{' ' if match['hyphen'] else ''}"


def _say_acronym(match: re.Match[str], manner: Manner) -> Said:
    del manner
    letters, text = match["letters"], match.string
    around = text[max(0, match.start() - REACH) : match.start()] + text[match.end() :][:REACH]
    if not _LOWER.search(around):
        return None
    if letters in SAID:
        return SAID[letters]
    if len(letters) >= LEAST_NAME and _VOWELS.intersection(letters):
        return None  # the place before an agency's report
    return letters.lower() if letters in READ else spell(letters)


def _say_code(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{spell(match['letters'])} {numbers.cardinal(int(match['number']))}"
    return f"{said} " if match["hyphen"] else said


def _say_generation(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.cardinal(int(match['number']))} {match['letter']}"
    return f"{said} " if match["hyphen"] else said


def _say_variant(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{match['word'].capitalize()} {numbers.cardinal(int(match['number']))}"


def _say_roman(match: re.Match[str], manner: Manner) -> Said:
    del manner
    numeral = match["numeral"]
    number = read_roman(numeral)
    before = match.string[max(0, match.start() - 60) : match.start()].split()
    if not before or not match.string[match.start() - 1].isspace():
        return None
    if before[-1] in RULERS or before[-1] in people.HE_NAMES:
        return f"de {with_capital(numbers.ordinal(number))}"
    counted = before[-1].lower() in COUNTED or _SURE.fullmatch(numeral)
    return numbers.cardinal(number) if counted else None


WORD_RULES = (
    Rule("abbreviation", STREET, _say_street),
    Rule("abbreviation", NUMBERED, _say_numbered),
    Rule("abbreviation", WORD, _say_word),
    Rule("roman", NUMERAL, _say_roman),
    Rule("acronym", FIXED, _say_acronym),
    Rule("acronym", FORMULA, _say_formula),
    Rule("acronym", VARIANT, _say_variant),
    Rule("code", CODE, _say_code),
    Rule("acronym", ACRONYM, _say_acronym),
)
DIGIT_RULES = (Rule("code", GENERATION, _say_generation),)
SIGN_RULES = sign_rules(SIGNS, plus="plus", section="paragraaf", sections="paragrafen")
