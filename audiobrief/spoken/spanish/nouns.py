"""The gender of what is counted, by the endings of Spanish nouns and the words around a figure.

RAE, Nueva gramática (2.4 and 2.8): nouns in -a, -ción, -dad, -tud and their like are feminine; those
of Greek in -ma and those for people in -ista are masculine where men are among them.
"""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.spanish.numbers import ALONE, FEMININE, MASCULINE

FEMININE_ENDINGS = (
    "as", "ciones", "siones", "xiones", "giones", "tiones", "uniones", "iniones", "eliones", "dades", "tades", "tudes",
    "umbres", "triz", "trices", "itis",
)  # fmt: skip
MASCULINE_ENDINGS = (
    "istas",
    "cratas",
    "cidas",
    "gramas",
    "nautas",
    "ógamas",
    "iatras",
    "pedas",
    "icidas",
)
"""Endings in -as of masculine nouns, and of people among whom are men."""
FEMININE_ANYWAY = words(
    """
    pistas listas vistas revistas entrevistas conquistas aristas puestas bodas monedas ruedas sedas búsquedas viviendas
    mujeres noches tardes clases calles naves madres partes imágenes órdenes leyes redes flores voces cruces luces
    muertes fuentes sedes series bases fases llaves nubes torres mentes frases veces raíces vírgenes vides paredes
    pymes cárceles pieles sales señales catedrales sucursales labores variables especies superficies aves claves suites
    serpientes corrientes patentes variantes vertientes cicatrices perdices nueces tesis crisis dosis hipótesis
    síntesis prótesis diócesis razones manos fotos motos gentes sangres legumbres costumbres cumbres lumbres efigies
    tribus actrices directrices matrices emperatrices compraventas bacterias autoridades vacantes constantes menciones
    pirámides hélices varices codornices índoles proles ong
    """
)
MASCULINE_ANYWAY = words(
    """
    días mediodías mapas planetas poetas cometas problemas sistemas temas poemas teoremas dilemas lemas esquemas emblemas
    diademas climas dramas idiomas síntomas aromas diplomas genomas cromosomas carcinomas hematomas fantasmas dogmas
    enigmas estigmas plasmas prismas asmas sofás papás tranvías policías atletas colegas camaradas indígenas patriotas
    guardias vigías espías jesuitas israelitas croatas belgas monarcas jerarcas oligarcas gorilas pijamas
    panoramas bastiones turistas demócratas guardaespaldas paraguas karmas
    """
)
STRESSED_A = words(
    "arma área aula águila hacha arca alma agua ave ama ala ancla ánfora ánima asta aspa hada"
)
"""Feminine nouns that take "un" because they begin with a stressed a (RAE)."""
EITHER = words(
    """
    grandes jóvenes importantes posibles principales mejores peores mayores menores simples dobles triples diferentes
    tales iguales fuertes leves graves verdes azules federales locales nacionales regionales provinciales
    municipales estatales oficiales semanales mensuales anuales especiales reales actuales recientes siguientes
    restantes potentes enormes valientes
    """
)
"""Adjectives of one form, after which the noun tells the gender."""
NO_NOUNS = words(
    """
    más menos antes después tras además entonces es los las nos les sus mis tus otros quienes cuales apenas pues
    mientras según casi aunque ellos ellas estos estas esos esas todos todas ambos ambas jamás quizás atrás lejos
    """
)
"""Words in -s that no figure counts."""
LABELS = words(
    """
    línea número habitación artículo página capítulo grupo canal ruta sala kilómetro zona distrito versión tipo clase
    nivel fase puerta vuelo sección apartado anexo etapa temporada lote pista calle carrera autopista ley decreto
    juzgado comuna sector plan escuela liceo expediente folio tomo volumen bloque torre piso módulo lugar puesto día
    fórmula grado acuerdo portal edificio aula mesa casilla distritos títulos categoría división estación terminal
    andén vía radio dorsal camiseta polígono proyecto título inciso párrafo punto ítem unidad caso
    """
)
"""Nouns before a figure that is their number: "la línea 1", "la habitación 201"."""
FEMININE_BEFORE = words(
    "las unas otras estas esas aquellas cuyas algunas todas ambas nuestras primeras últimas"
)
BEFORE_A_DAY = words("el al del")
"""Articles that no single thing has before its figure: "la noche del 31 al 1"."""
_NEXT = compile_late(r"[ \u00a0](?P<first>[^\W\d_]+)(?:[ \u00a0](?P<second>[^\W\d_]+))?")
_BEFORE = compile_late(r"(?<![^\W\d_])([^\W\d_]+)[ \u00a0]\Z")
_LISTED = compile_late(r" (?:a|o|u|y|e|ni) (?:las? |los )?\d[\d.]{0,9}(?=[ \u00a0][^\W\d_])")
"""Another figure of the same thing: "de 201 a 301 personas"."""
_OF = words("de entre")


class Counted(NamedTuple):
    """What a figure counts, by the words beside it."""

    form: str
    """The form of the cardinal: `ALONE`, `MASCULINE` or `FEMININE`."""
    is_noun: bool
    """Whether a noun follows the figure."""


NOTHING = Counted(ALONE, False)


def is_feminine(noun: str) -> bool:
    """Whether a noun in the plural, or a singular with its regular plural, is feminine."""
    low = noun.lower()
    if low in FEMININE_ANYWAY:
        return True
    if low in MASCULINE_ANYWAY or low.endswith(MASCULINE_ENDINGS):
        return False
    return low.endswith(FEMININE_ENDINGS)


def plural_of(noun: str) -> str:
    """The regular plural of a noun: "voz" is "voces", "estación" is "estaciones"."""
    low = noun.lower()
    if low.endswith("s"):
        return low
    if low.endswith("z"):
        return f"{low[:-1]}ces"
    if low.endswith("ión"):
        return f"{low[:-2]}ones"
    return f"{low}s" if low[-1] in "aeiouáéó" else f"{low}es"


def counted_at(text: str, start: int, end: int, number: int) -> Counted:
    """What the figure from `start` to `end` counts."""
    before = _BEFORE.search(text[max(0, start - 30) : start])
    word = before[1].lower() if before else ""
    if word in LABELS or (number == 1 and word in BEFORE_A_DAY):
        return NOTHING
    listed = _LISTED.match(text, end)
    following = _NEXT.match(text, listed.end() if listed and number > 1 else end)
    if following:
        told = _told_by(following["first"], following["second"] or "", number)
        if told is not None:
            return told
    if word in FEMININE_BEFORE or (word == "la" and number == 1):
        return Counted(FEMININE, False)
    return NOTHING


def _told_by(first: str, second: str, number: int) -> Counted | None:
    """What the words after a figure tell; None where they are no noun."""
    low = first.lower()
    if low in _OF and second.lower() in {"las", "los", "ellas", "ellos", "estas", "esas"}:
        return Counted(FEMININE if second.lower().endswith("as") else ALONE, False)
    if number == 1:
        return _told_of_one(low, second.lower())
    if not low.endswith("s") or low in NO_NOUNS:
        return Counted(FEMININE, True) if low in FEMININE_ANYWAY else None
    if low in EITHER and second.lower().endswith("s") and second.lower() not in NO_NOUNS:
        low = second.lower()
    return Counted(FEMININE if is_feminine(low) else MASCULINE, True)


def _told_of_one(low: str, second: str) -> Counted | None:
    if low in _NOT_AFTER_ONE or low.endswith(("ó", "aron", "ieron", "mente")):
        return None
    if low in STRESSED_A:
        return Counted(MASCULINE, True)
    if f"{low}es" in EITHER or f"{low}s" in EITHER:
        low = second or low
    return Counted(FEMININE if is_feminine(plural_of(low)) else MASCULINE, True)


_NOT_AFTER_ONE = words(
    """
    a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras y e o u ni que
    como cuando donde si no ya es era fue son será está estaba tiene tenía ha había puede va sigue lo la el los las se
    le les un una más menos mil millón cada también pero porque contra queda vale gana sale
    """
)
