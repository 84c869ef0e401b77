"""Every word that audiobrief itself says in a Spanish episode, as Spanish newsreaders word it."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import join_with, words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Leído por una voz automática."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Por {authors}.",
    "additional": "Con información de {authors}.",
    "published": "Publicado el {date}.",
    "date": "{weekday} {day} de {month} de {year}",
    "quote_open": "Cita:",
    "quote_close": "Fin de la cita.",
    "quote_close_inside": "Fin de la cita,",
    "block_quote_open": "Palabras de {speaker}:",
    "block_quote_close": "Fin de la cita.",
    "block_quote_by": "{speaker}:",
    "post_open": "Una publicación de {speaker}:",
    "post_close": "Fin de la publicación.",
    "aside_open": "Recuadro:",
    "aside_close": "Fin del recuadro.",
    "list_open": "Una lista de {count} puntos:",
    "list_close": "Fin de la lista.",
    "list_number": "Número {number}:",
    "table_open": "Una tabla:",
    "table_close": "Fin de la tabla.",
    "table_summary": "Una tabla de {rows} filas y {columns} columnas.",
    "table_caption_summary": "Una tabla: {caption}",
    "code_open": "Código:",
    "code_open_language": "Código en {name}:",
    "code_close": "Fin del código.",
    "code_summary": "Código, de {lines}.",
    "code_summary_language": "Código en {name}, de {lines}.",
    "caption_open": "En la imagen:",
    "caption_open_again": "En otra imagen:",
    "caption_close": "Fin del pie de foto.",
    "correction_open": "Una corrección:",
    "correction_close": "Fin de la corrección.",
    "entry_time": "A {time}:",
    "separator": "…",
    "wall": "El resto de este artículo es solo para suscriptores.",
    "sign_off_site": "Fin del artículo. Fuente: {site}.",
    "sign_off": "Fin del artículo.",
    "digest": "Su resumen del {date}",
    "digest_open": "En este resumen:",
    "digest_from": "De {site}:",
}
PLACE = "en {place}"
JOINED = ("de ", "del ", "en ", "para ", "desde ")
"""A role or place that begins with one of these follows a name without a comma."""
REPORTING = words(
    """
    por de del la el los las con en y e desde para información informó informaron informa reporte reportó texto redacción
    agencia agencias este artículo nota elaborado colaboración colaboró colaboraron ha han contribuido contribuyó
    """
)
DESK = words("edición editado editada traducción traducido producción edita")
BEFORE_PLACES = words("en desde")
NUMBERS = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
)  # fmt: skip
"""Counts up to twelve are spelled out; larger ones are figures."""
OTHERWISE = {"rows": {1: "una"}, "columns": {1: "una"}, "lines": {1: "una"}, "count": {1: "un"}}
LINE, LINES = "una línea", "{count} líneas"
ENDMARK = compile_late(r"(?:[-–—]\s*)?FIN(?:\s*[-–—])?\.?|\(FIN\)")
PAID = compile_late(
    r"(?i:contenido\s(?:patrocinado|ofrecido|pagado)|(?:este|esta)\s(?:contenido|artículo|información)\s(?:ha\ssido|fue|es|está)"
    r"\s(?:patrocinad|ofrecid|pagad)|patrocinado\spor|publirreportaje|contenido\sde\smarca|publicidad\spagada)"
)
"""Labels of what somebody paid for, as Autocontrol (Spain) and Profeco (Mexico) ask for."""
TOLD_SOUNDS = told_pattern(
    r"(?:se\s+)?pronuncia(?:d[oa])?|pronúnciese|pronunciación|léase",
    r"(?:que\s+)?se\s+pronuncia|pronúnciese",
    "como",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    """
    diario noticias prensa voz mundo país correo heraldo periódico tiempo universal nación tribuna crónica gaceta
    razón verdad opinión comercio mercurio vanguardia norte sur este oeste digital hoy ahora expreso faro
    """
)
_AND = join_with("y")


def join(items: Sequence[str]) -> str:
    """Join names with "y", which is "e" before the sound of an i (RAE)."""
    last = items[-1] if items else ""
    sound = last[:2].casefold()
    before_i = sound[:1] in {"i", "í"} or sound in {"hi", "hí"}
    # "hielo" and "Hierro" begin with the sound of a y
    before_i = before_i and last[:3].casefold() not in {"hie", "hia", "hio"}
    return join_with("e")(items) if before_i else _AND(items)
