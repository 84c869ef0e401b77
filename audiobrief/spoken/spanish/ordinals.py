"""Rules for ordinals ("3.er", "2.ª", "4to.") and Roman numerals (kings, popes, centuries, congresses).

RAE: kings, popes and centuries have ordinals up to ten and cardinals from eleven on; before its noun a
numeral is an ordinal, which newsreaders replace by a cardinal where it is high.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.printed_forms import read_roman
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import nouns, numbers, people
from audiobrief.spoken.spanish.endings import with_stop

ORDINAL = compile_late(
    r"(?P<number>\d{1,3})(?P<mark>\.(?:[ºª°]|er|os|as|o|a)(?!\w)|[ºª]s?(?!\w)|er(?!\w)|[oa](?=\.(?!\w))"
    r"|(?:ero|era|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na)s?(?!\w))(?P<stop>\.)?"
)
DEGREES = compile_late(r"(?P<number>\d{1,3})°(?=\s(?P<noun>[^\W\d_]{3,}))")
_AFTER = compile_late(r"\s(?P<word>[^\W\d_]+)")
_FUNCTION = words(
    """
    de del en por con para y e o u que a al ante bajo contra desde entre hasta hacia según sin sobre tras lo la el los
    las se fue es era quedó llegó acabó terminó como cuando donde no más
    """
)
"""Words before which "3.º" stands alone: "el tercero de la lista"."""
_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w.]?[A-Za-z0-9])"
ROMAN = compile_late(rf"(?P<numeral>{_NUMERAL})")
_SURE = compile_late(r"[IVX]{2,}")
KINGS = words(
    """
    Felipe Carlos Alfonso Fernando Luis Enrique Pedro Jaime Juan Sancho Ramiro Ordoño Bermudo García Amadeo José Jorge
    Guillermo Eduardo Ricardo Jacobo Francisco Napoleón Federico Otón Maximiliano Leopoldo Balduino Alberto Gustavo
    Harald Haakon Olaf Cristián Nicolás Alejandro Pablo Iván Mohamed Hassan Abdalá Abdulá Husein Faruk Benedicto
    Pío León Gregorio Clemente Inocencio Urbano Julio Sixto Bonifacio Celestino Adriano Martín Calixto Inocente Lucio
    Ramsés Tutmosis Amenhotep Seti Ptolomeo Darío Ciro Jerjes Teodorico Recaredo Manuel Rainiero Hugo Rodolfo Segismundo
    Constantino Justiniano Selim Solimán Pachacútec Túpac Raniero Humberto Víctor Vittorio Tarik Atahualpa Cosme
    Hussein Teodoro Marcelino Tawadros Bartolomé Kirill
    """
)
QUEENS = words(
    "Isabel Catalina María Margarita Cristina Juana Ana Beatriz Urraca Cleopatra Victoria Carolina Berengaria Petronila"
)
CENTURIES = words("siglo siglos s ss")
CHAPTERS = words(
    "capítulo tomo título acto libro canto volumen vol cap acuerdo vaticano concilio"
)
"""Words after which numerals up to ten are ordinals, and above cardinals."""
FEMININE_CHAPTERS = words("fracción parte enmienda temporada disposición jornada")
COUNTED = words(
    """
    artículo anexo fase tipo grupo nivel zona clase región sección apartado liga apolo rocky mundial bowl plan protocolo
    art arts categoría etapa estación sala bloque anillo serie edición copa final
    """
)
"""Words after which a numeral is a cardinal."""
EVENTS = words(
    """
    edición aniversario congreso jornada jornadas feria festival cumbre encuentro certamen premio premios legislatura
    asamblea convención foro bienal milenio dinastía república imperio guerra cruzada campeonato torneo copa maratón
    semana muestra región distrito brigada división conferencia plan centenario reunión concurso convenio
    """
)
"""What numerals stand before: "la X edición", "el III Congreso"."""
PLACES = words(
    "puesto lugar piso grado aniversario cumpleaños clasificado turno curso juzgado batallón regimiento"
)
"""What only an ordinal stands before."""
ARTICLES = words(
    "el la los las del al su sus esta este estas estos nuestra nuestro cuya cuyo un una en y"
)
_WARMTH = compile_late(
    r"(?i)temperatura|máximas?|mínimas?|termómetro|calor|frío|mercurio|bochorno|sensación|\bhasta\slos\s\Z|rond[aó]|alcanz|superó"
)
_BEFORE = compile_late(
    r"(?:(?<![^\W\d_])(?P<first>[^\W\d_]+)\s)?(?<![^\W\d_])(?P<word>[^\W\d_]+)\.?,?\s\Z"
)
_EARLIER = compile_late(
    rf"\b(?:siglos?|ss?\.)\s(?:[^\W\d_]+\s){{0,3}}?(?:el\s)?{_NUMERAL}(?:,\s|\s(?:y|al?|o|e)\s(?:el\s)?(?:siglo\s)?|[-–])\Z"
)


def _say_ordinal(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number, mark = int(match["number"]), match["mark"].lstrip(".")
    before = match.string[max(0, match.start() - 60) : match.start()]
    if not number or (match["mark"] == "º" and _is_warmth(number, before, match)):
        return None
    plural = len(mark) > 1 and mark.endswith("s")
    stem = mark.removesuffix("s") if plural else mark
    feminine = stem.endswith(("ª", "a", "ra", "da", "ta", "ma", "va", "na"))
    following = _AFTER.match(match.string, match.end())
    counts = (
        following is not None
        and following["word"].lower() not in _FUNCTION
        and following["word"].islower()
    )
    noun = _BEFORE.search(before)
    # "el juzgado 3ro civil": after its noun an ordinal is whole
    led = noun is None or noun["word"].lower() in ARTICLES | _FUNCTION
    apocope = stem.endswith("er") or (not feminine and not plural and counts and led)
    said = numbers.ordinal(number, feminine=feminine, apocope=apocope)
    said = f"{said}s" if plural else said
    return with_stop(said, match.string, match.end()) if match["stop"] else said


def _is_warmth(number: int, before: str, match: re.Match[str]) -> bool:
    """Whether "41º" is a temperature, as newspapers print it with the letter of an ordinal."""
    following = _AFTER.match(match.string, match.end())
    noun = following["word"].lower() if following else ""
    if noun in EVENTS | PLACES:
        return False
    return number > numbers.MAX_ORDINAL or _WARMTH.search(before) is not None


def _say_degrees(match: re.Match[str], manner: Manner) -> Said:
    del manner
    noun, number = match["noun"].lower(), int(match["number"])
    if (
        noun not in EVENTS | {"puesto", "lugar", "piso", "grado", "aniversario"}
        or number > numbers.MAX_ORDINAL
    ):
        return None
    feminine = nouns.is_feminine(nouns.plural_of(noun))
    return numbers.ordinal(number, feminine=feminine, apocope=not feminine)


def _say_roman(match: re.Match[str], manner: Manner) -> Said:
    del manner
    numeral = match["numeral"]
    number = read_roman(numeral)
    text, start = match.string, match.start()
    said = _after_word(text, start, number) or _before_noun(text, match, number)
    if said:
        return said
    # "N-II" and "los ss. XVII-XVIII": a numeral of two letters and more is at least a number
    return numbers.cardinal(number) if _SURE.fullmatch(numeral) else None


def _after_word(text: str, start: int, number: int) -> str:
    """The numeral of the word before it; empty where that has none."""
    before = text[max(0, start - 60) : start]
    if _EARLIER.search(before):
        return numbers.of_sovereign(number, feminine=False)
    found = _BEFORE.search(before)
    if found is None:
        return ""
    word, low = found["word"], found["word"].lower()
    if low in CENTURIES | CHAPTERS:
        return numbers.of_sovereign(number, feminine=False)
    if low in FEMININE_CHAPTERS:
        return numbers.of_sovereign(number, feminine=True)
    first = found["first"] or ""
    if first in people.SHE_NAMES and first not in KINGS:
        return numbers.of_sovereign(number, feminine=True)
    if first in KINGS and low not in COUNTED:
        return numbers.of_sovereign(number, feminine=False)  # "Túpac Amaru II"
    if word in QUEENS:
        return numbers.of_sovereign(number, feminine=True)
    if word in KINGS:
        return numbers.of_sovereign(number, feminine=False)
    return numbers.cardinal(number) if low in COUNTED else ""


def _before_noun(text: str, match: re.Match[str], number: int) -> str:
    """The ordinal before a noun; empty where none follows that is numbered so."""
    following = _AFTER.match(text, match.end())
    if following is None:
        return ""
    noun, low = following["word"], following["word"].lower()
    before = _BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    led = before is not None and before["word"].lower() in ARTICLES
    single = len(match["numeral"]) == 1
    if low not in EVENTS and not (
        noun[0].isupper() and not noun.isupper() and (led or not single)
    ):
        return ""
    if single and not led and match.start():
        return ""
    plural = low.endswith("s") and low in {
        "jornadas",
        "premios",
        "juegos",
        "cortes",
        "encuentros",
    }
    feminine = nouns.is_feminine(nouns.plural_of(low))
    said = numbers.ordinal(number, feminine=feminine, apocope=not feminine and not plural)
    return f"{said}s" if plural and number <= numbers.MAX_ORDINAL else said


DIGIT_RULES = (
    Rule("ordinal", ORDINAL, _say_ordinal),
    Rule("ordinal", DEGREES, _say_degrees),
)
ROMAN_RULES = (Rule("roman", ROMAN, _say_roman),)
