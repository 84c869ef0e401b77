"""Every word that audiobrief itself says in an Italian episode, as Italian newsreaders word it."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Letto da una voce automatica."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Di {authors}.",
    "additional": "Con la collaborazione di {authors}.",
    "published": "Pubblicato {date}.",
    "date": "{weekday} {day} {month} {year}",
    "quote_open": "Citazione:",
    "quote_close": "Fine della citazione.",
    "quote_close_inside": "Fine della citazione,",
    "block_quote_open": "Parole di {speaker}:",
    "block_quote_close": "Fine della citazione.",
    "block_quote_by": "{speaker}:",
    "post_open": "Un messaggio di {speaker}:",
    "post_close": "Fine del messaggio.",
    "aside_open": "Riquadro:",
    "aside_close": "Fine del riquadro.",
    "list_open": "Un elenco di {count} punti:",
    "list_close": "Fine dell'elenco.",
    "list_number": "Numero {number}:",
    "table_open": "Una tabella:",
    "table_close": "Fine della tabella.",
    "table_summary": "Una tabella di {rows} righe e {columns} colonne.",
    "table_caption_summary": "Una tabella: {caption}",
    "code_open": "Codice:",
    "code_open_language": "Codice in {name}:",
    "code_close": "Fine del codice.",
    "code_summary": "Codice, {lines}.",
    "code_summary_language": "Codice in {name}, {lines}.",
    "caption_open": "Nella foto:",
    "caption_open_again": "In un'altra foto:",
    "caption_close": "Fine della didascalia.",
    "correction_open": "Una rettifica:",
    "correction_close": "Fine della rettifica.",
    "entry_time": "Alle {time}:",
    "separator": "…",
    "wall": "Il resto di questo articolo è riservato agli abbonati.",
    "sign_off_site": "Fine dell'articolo. Fonte: {site}.",
    "sign_off": "Fine dell'articolo.",
    "digest": "La rassegna del {date}",
    "digest_open": "In questa rassegna:",
    "digest_from": "Fonte: {site}.",
}
AND = "e"
PLACE = "a {place}"
JOINED = ("di ", "del ", "della ", "da ", "dal ", "in ", "per ", "a ")
"""A role or place that begins with one of these follows a name without a comma."""
REPORTING = words(
    "di del della dei delle da dal la il lo le i con e a in per questo articolo testo servizio inchiesta redazione agenzia collaborazione collaborato ha hanno corrispondente inviato inviata intervista"
)
DESK = words("edizione traduzione tradotto montaggio a cura")
BEFORE_PLACES = words("a da in")
NUMBERS = (
    "zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici",
)  # fmt: skip
"""Counts up to twelve are spelled out; larger ones are figures."""
OTHERWISE = {"rows": {1: "una"}, "columns": {1: "una"}, "lines": {1: "una"}, "count": {1: "un"}}
LINE, LINES = "una riga", "{count} righe"
ENDMARK = compile_late(r"(?:[-–—]\s*)?FINE(?:\s*[-–—])?\.?|\(FINE\)")
PAID = compile_late(
    r"(?i:contenuto\s(?:sponsorizzato|promozionale|offerto\sda)|messaggio\spromozionale|informazione\spubblicitaria|pubbliredazionale"
    r"|(?:questo|il)\s(?:articolo|contenuto)\sè\s(?:stato\s)?(?:sponsorizzato|offerto|pagato|finanziato)\sda|in\scollaborazione\scon\b)"
)
"""Labels of what somebody paid for, as the IAP's code (Italy) asks."""
TOLD_SOUNDS = told_pattern(
    r"(?:si\s+)?pronuncia(?:t[oa])?|pronunciare|si\s+legge",
    r"(?:che\s+)?si\s+pronuncia",
    "come",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    "corriere gazzetta giornale messaggero mattino stampa repubblica resto secolo tempo eco voce nuova nazione tirreno adige provincia cittadino il la lo del della di notizie oggi foglio sole unità avvenire"
)
