"""Abbreviations, signs and the numerals of rulers, said in full as Duden resolves them."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import numbers, people
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import any_spaced, read_roman, sign_rules
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

WORDS = {
    # as Duden writes it; a page may leave out the spaces -> in full
    "z. B.": "zum Beispiel", "u. a.": "unter anderem", "d. h.": "das heißt", "v. a.": "vor allem", "z. T.": "zum Teil",
    "i. d. R.": "in der Regel", "u. U.": "unter Umständen", "o. Ä.": "oder Ähnliches", "u. Ä.": "und Ähnliches",
    "s. o.": "siehe oben", "s. u.": "siehe unten", "z. Z.": "zur Zeit", "a. D.": "außer Dienst", "i. R.": "im Ruhestand",
    "v. Chr.": "vor Christus", "n. Chr.": "nach Christus", "a. d.": "an der", "a. M.": "am Main", "o. g.": "oben genannte",
    "n. V.": "nach Verlängerung", "n. E.": "nach Elfmeterschießen", "i. E.": "im Elfmeterschießen",
    "usw.": "und so weiter", "etc.": "et cetera", "bzw.": "beziehungsweise", "ca.": "circa", "rd.": "rund",
    "ggf.": "gegebenenfalls", "evtl.": "eventuell", "inkl.": "inklusive", "zzgl.": "zuzüglich", "vgl.": "vergleiche",
    "sog.": "sogenannte", "geb.": "geboren", "gest.": "gestorben", "verh.": "verheiratet", "mind.": "mindestens",
    "max.": "maximal", "einschl.": "einschließlich", "lt.": "laut", "vs.": "gegen", "Tel.": "Telefon",
    "Dr.": "Doktor", "Prof.": "Professor", "Dipl.-Ing.": "Diplomingenieur", "Ing.": "Ingenieur", "Mag.": "Magister",
    "St.": "Sankt", "Nr.": "Nummer", "Abs.": "Absatz", "BGBl.": "Bundesgesetzblatt", "GVBl.": "Gesetz- und Verordnungsblatt", "Drs.": "Drucksache", "Art.": "Artikel", "Abb.": "Abbildung", "Kap.": "Kapitel",
    "Bd.": "Band", "Str.": "Straße", "Fa.": "Firma", "Jh.": "Jahrhundert", "Jhd.": "Jahrhundert", "Hrsg.": "Herausgeber",
    "Hl.": "Heilige", "Mio.": "Millionen", "Mrd.": "Milliarden", "Bf.": "Bahnhof", "Hbf.": "Hauptbahnhof", "Pfr.": "Pfarrer",
    "Bhf.": "Bahnhof", "zw.": "zwischen", "Az.": "Aktenzeichen", "Jg.": "Jahrgang", "ff.": "folgende", "bzgl.": "bezüglich", "gem.": "gemäß",
    "ehem.": "ehemalige", "insb.": "insbesondere", "Abt.": "Abteilung", "Aufl.": "Auflage", "Anm. d. Red.": "Anmerkung der Redaktion",
    "Anm.": "Anmerkung", "d. Red.": "die Redaktion", "Fam.": "Familie", "Gebr.": "Gebrüder", "Hr.": "Herr", "tgl.": "täglich", "lfd.": "laufende",
    "u. a. m.": "und anderes mehr", "u. v. m.": "und vieles mehr", "z. Hd.": "zu Händen", "zzt.": "zurzeit", "stv.": "stellvertretende", "Vors.": "Vorsitzende",
    "i. Br.": "im Breisgau", "d. J.": "des Jahres", "d. M.": "des Monats", "gegr.": "gegründet", "Lkr.": "Landkreis", "Tsd.": "Tausend", "bzw": "beziehungsweise", "MwSt.": "Mehrwertsteuer", "MwSt": "Mehrwertsteuer", "USt.": "Umsatzsteuer",
    "i. A.": "im Auftrag", "u. s. w.": "und so weiter", "allg.": "allgemein", "bes.": "besonders", "entspr.": "entsprechend", "v. l.": "von links", "Pkt.": "Punkte", "Pkte.": "Punkte", "n. Br.": "nördlicher Breite",
}  # fmt: skip
STREET = compile_late(r"(?<!\w)(?P<stem>[A-ZÄÖÜ][\w-]{2,40})str\.(?=\s|\Z)")
SIGNS = {
    # Duden, Rechtschreibung: how signs are read
    "&": "und", "%": "Prozent", "€": "Euro", "°": "Grad", "=": "gleich", "×": "mal", "±": "plus minus",
    "½": "einhalb", "¼": "ein Viertel", "¾": "drei Viertel",
}  # fmt: skip
ARTICLES = {
    # (a woman's, after a preposition) -> article of a ruler's numeral
    (False, False): "der", (False, True): "dem", (True, False): "die", (True, True): "der",
}  # fmt: skip
OBLIQUE = frozenset("unter von mit bei nach seit zu aus gegenüber außer".split())
"""Prepositions that take the dative: "unter Friedrich dem Zweiten"."""
RULERS = (
    people.HE_NAMES
    | people.SHE_NAMES
    | words(
        "Albert Alfons Baudouin Benedikt Charles Felipe Ferdinand Gregor Gustav Harald Innozenz Juan Katharina Klemens "
        "Leo Leopold Margrethe Maximilian Mohammed Nikolaus Philipp Pius Ramses Sixtus Urban"
    )
)
"""Names with which numerals stand; after another word ("Tag X.") a letter is a letter."""
_OF_RULERS = frozenset(f"{name}s" for name in RULERS)
ARTICLE_ENDINGS = {"der": "e", "die": "e", "dem": "en", "den": "en", "des": "en"}
"""Article before a ruler's numeral -> the ending of the ordinal after a man's name."""
COUNTED = words(
    "Band Kapitel Teil Akt Artikel Abschnitt Klasse Typ Stufe Phase Hartz Vatikanum Apollo Rocky Zone Kategorie Sektion Buch Liga Titel Tafel"
)
"""Words after which a numeral without a stop is a cardinal: "Hartz IV"."""
PLAIN_NUMERAL = compile_late(r"(?P<numeral>X{0,3}(?:IX|IV|V?I{0,3}))(?![\w.*:-])")
JOINED_NUMERAL = compile_late(r"(?P<numeral>X{0,3}(?:IX|IV|V?I{0,3}))(?=-[A-ZÄÖÜ][a-zäöü])")
"""A numeral inside a compound: "Hartz-IV-Satz"."""
PAGE = compile_late(r"(?P<word>S\.)\s?(?=\d)")
WEEK = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag", "So": "Sonntag",
}  # fmt: skip
DAYS = compile_late(
    rf"(?P<first>{'|'.join(WEEK)})\.?\s?(?P<join>[–-]|\+|/|und|u\.)\s?(?P<last>{'|'.join(WEEK)})(?!\w)\.?"
)
DATED = compile_late(rf"(?P<day>{'|'.join(WEEK)})\.?(?P<mark>,?)(?=\s(?:\d{{1,2}}\.|den\s\d))")
"""A day before its date: "Di., 4. März"."""
NUMERAL = compile_late(r"(?P<numeral>[IVX]{1,5})(?P<stop>\.)(?!\w)")
_FORMS = {form for written in WORDS for form in (written, written[0].upper() + written[1:])}
_FULL = {
    # abbreviations open sentences, too: "Ca. 40 Leute kamen."
    re.sub(r"\s", "", form): (said[0].upper() + said[1:] if form != written else said)
    for written, said in WORDS.items()
    for form in (written[0].upper() + written[1:], written)
}
WORD = compile_late(rf"(?:{any_spaced(_FORMS)})(?![\w])")
STARTS = "".join(sorted({form[0] for form in _FORMS}))


def _say_word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = _FULL[re.sub(r"\s", "", match[0])]
    return f"{said}." if _ends(match) else said


def _say_street(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{match['stem']}straße{'.' if _ends(match) else ''}"


def _ends(match: re.Match[str]) -> bool:
    after = match.string[match.end() :]
    return not after.strip('“”«»‘’" )') or (
        after[:1].isspace() and ends_sentence(match.string, match.end(), "de")
    )


def _say_numeral(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 60) : match.start()].split()
    if (
        before
        and before[-1].removesuffix("s") in RULERS
        and before[-1].endswith("s")
        and before[-1] not in RULERS
    ):
        said = f"des {numbers.ordinal(read_roman(match['numeral']), 'en').capitalize()}"
        return f"{said}." if _ends(match) else said
    if len(before) > 1 and before[-1] in ARTICLE_ENDINGS and before[-2] in RULERS | _OF_RULERS:
        # "Karl der V.": the article is printed
        is_weak = before[-1] == "der" and before[-2] in people.SHE_NAMES
        ending = "en" if is_weak else ARTICLE_ENDINGS[before[-1]]
        said = numbers.ordinal(read_roman(match["numeral"]), ending).capitalize()
        return f"{said}." if _ends(match) else said
    if not before or before[-1] not in RULERS:
        return None
    is_oblique = any(word.lower() in OBLIQUE for word in before[-4:-1])
    is_woman = before[-1] in people.SHE_NAMES
    number = read_roman(match["numeral"])
    ending = "en" if is_oblique else "e"
    said = f"{ARTICLES[is_woman, is_oblique]} {numbers.ordinal(number, ending).capitalize()}"
    return f"{said}." if _ends(match) else said


def _say_plain_numeral(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 60) : match.start()].split()
    if not match["numeral"] or not before or not match.string[match.start() - 1].isspace():
        return None
    counted = before[-1] in COUNTED
    if not counted and (len(match["numeral"]) < 2 or before[-1].isupper()):
        return None
    return numbers.cardinal(read_roman(match["numeral"]))


def _say_joined_numeral(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 30) : match.start()]
    if not match["numeral"] or not before.endswith("-"):
        return None
    word = re.split(r"\W", before[:-1])[-1]
    return numbers.cardinal(read_roman(match["numeral"])) if word in COUNTED else None


def _say_page(match: re.Match[str], manner: Manner) -> Said:
    del manner
    # in laws the letter is a sentence: "Abs. 2 S. 1"
    law = re.search(r"(?:Abs\.|§|Art\.)[^.]{0,20}\Z", match.string[: match.start()][-40:])
    return "Satz " if law else "Seite "


def _say_days(match: re.Match[str], manner: Manner) -> Said:
    del manner
    join = "bis" if match["join"] in "–-" else "und"
    return f"{WEEK[match['first']]} {join} {WEEK[match['last']]}"


def _say_dated(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"{WEEK[match['day']]}{match['mark']}"


WORD_RULES = (
    Rule("abbreviation", STREET, _say_street),
    Rule("abbreviation", WORD, _say_word),
    Rule("roman", NUMERAL, _say_numeral),
    Rule("roman", PLAIN_NUMERAL, _say_plain_numeral),
    Rule("roman", JOINED_NUMERAL, _say_joined_numeral),
    Rule("abbreviation", PAGE, _say_page),
    Rule("day", DAYS, _say_days),
    Rule("day", DATED, _say_dated),
)
SIGN_RULES = sign_rules(SIGNS, plus="plus", section="Paragraf", sections="Paragrafen")
