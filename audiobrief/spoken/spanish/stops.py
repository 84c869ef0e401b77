"""Which full stops end a Spanish sentence; RAE, Ortografía, on abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    frac sr sra srta sres sras srs dr dra dres dras d dña ca lic lcdo lcda licda ing arq abg mtro mtra gral cnel cmdte cap tte sgto alm
    mons excmo excma ilmo ilma rvdo fr sto sta pdte pdta dip gob sen prof profa fco fdez art arts apdo pág págs p pp vol núm
    núms nro tel tels tfno tlf av avda avd ctra pza plza c p.ej ej aprox máx mín vs ee rr jj ff cc aa dd ss n.º n
    párr párrs fig figs ref ppal pral hna hno hnas adm pdo
    hnos mª m.ª dpto depto prov col
    """
)
MAYBE_LAST = words(
    "etc uu hh oo aa mm ss ud uds vd vds cía s.a s.l ee.uu rr.hh jj.oo ff.aa cc.oo s.m a.c d.c urb esq dcha izda c.v"
)
BEFORE_NUMBER = words("min no nro núm n art arts pág págs p pp vol cap tel s")
WORDS_TOO = words("no")
LOWER = words(
    """
    frac párr párrs fig figs ref ppal pral gral adm pdo hab ca
    art arts apdo pág págs p pp vol núm núms nro tel tels tfno tlf av avda avd ctra pza etc aprox máx mín vs ej cap sr sra dr dra
    lic ing d c prov dpto depto ud uds esq dcha izda urb hs h hrs m min s ss
    """
)
OPENERS = words(
    """
    el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella aquello esto eso su sus mi mis tu
    tus nuestro nuestra se le les lo nos me te yo tú él ella ello nosotros ellos ellas usted ustedes quien quienes qué quién
    cómo cuándo dónde cuánto cuál por para en de del al a ante bajo con contra desde durante entre hacia hasta mediante según
    sin sobre tras y e o u ni pero sino aunque porque pues si no sí cuando mientras como donde que tanto tan también tampoco
    además asimismo así entonces luego después antes ahora hoy ayer mañana allí aquí ahí allá acá ya aún todavía siempre nunca quizá quizás
    nadie nada alguien algo todo todos toda todas cada otro otra otros otras muchos muchas varios varias algunos algunas
    ningún ninguna ambos más menos muy mucho poco casi solo sólo hay había hubo es son era eran fue fueron está están ha han
    gracias dos tres cuatro cinco finalmente actualmente posteriormente pese gran incluso salvo excepto cualquier ni
    """
)
SAYING = words(
    """
    dijo dice preguntó pregunta gritó exclamó respondió contestó replicó añadió explicó aseguró señaló afirmó insistió
    quiso pidió repitió se
    """
)
CLOCK = words("a.m p.m hs hrs h")
VERB_ENDINGS = ("ó", "aron", "ieron", "rá", "rán", "aban", "ían", "iendo", "iéndose", "ándose")
"""Endings of verbs: a capital one after an abbreviation opens a sentence without a subject."""
CLAUSE_ENDS = (r"[;:]['\"“”«»’)]*\s|\s[—–]\s?|—", r",['\"“”«»’)]*\s", r"\s")
_PARTED = compile_late(
    r"(?:\b[aApP]\.\s?[mM]|\b[SC]\.\s?[ALV]|\b[ad]\.\s?C|\bS\.\s?[RL]\.\s?L)\Z"
)
CENTURIES = words("s ss")
"""Abbreviations of "siglo" and "siglos", which stand before a Roman numeral."""
_ORDINAL = compile_late(r"\d(?:er|[rdtmvn][oa]|[oa])\Z")
_ROMAN = compile_late(r"[IVX]+\Z")
_NUMERAL = compile_late(r"[IVXL]{2,6}\Z")
_DEGREE = compile_late(r"\d\s?[º°]\s?[CF]\Z")
_HALF_DAY = compile_late(r"\d\s?[aApP]\.\s?[mM]\Z")


def decide(stop: Stop) -> bool | None:
    """Decide for "p. m.", "S. A." and "d. C.", whose letters stand apart, and after a figure."""
    before = stop.text[max(0, stop.offset - 12) : stop.offset]
    if _HALF_DAY.search(before) or _DEGREE.search(before):
        return True
    if len(stop.before) == 1 and stop.before.islower() and len(stop.word) == 1:
        return False  # "a. C."
    if _NUMERAL.match(stop.before):
        return True
    if stop.before.lower() in CENTURIES and _ROMAN.match(stop.word):
        return False
    if _ORDINAL.search(stop.before):
        return stop.opens
    told = stop.word.endswith(VERB_ENDINGS)
    if _PARTED.search(before):
        return stop.opens or stop.closed or told
    return True if told and stop.before.lower() in MAYBE_LAST else None
