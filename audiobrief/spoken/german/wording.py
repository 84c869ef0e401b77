"""Every word that audiobrief itself says in a German episode, as German newsreaders word it."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Vorgelesen von einer automatischen Stimme."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Von {authors}.",
    "additional": "Mitarbeit: {authors}.",
    "published": "Veröffentlicht am {date}.",
    "date": "{weekday}, dem {day} {month} {year}",
    "quote_open": "Zitat:",
    "quote_close": "Zitat Ende.",
    "quote_close_inside": "Zitat Ende,",
    "block_quote_open": "Zitat von {speaker}:",
    "block_quote_close": "Zitat Ende.",
    "block_quote_by": "{speaker}:",
    "post_open": "Ein Beitrag von {speaker}:",
    "post_close": "Ende des Beitrags.",
    "aside_open": "Am Rande:",
    "aside_close": "Ende der Randnotiz.",
    "list_open": "Eine Liste mit {count} Punkten:",
    "list_close": "Ende der Liste.",
    "list_number": "Nummer {number}:",
    "table_open": "Eine Tabelle:",
    "table_close": "Ende der Tabelle.",
    "table_summary": "Eine Tabelle mit {rows} Zeilen und {columns} Spalten.",
    "table_caption_summary": "Eine Tabelle: {caption}",
    "code_open": "Programmtext:",
    "code_open_language": "Programmtext in {name}:",
    "code_close": "Ende des Programmtexts.",
    "code_summary": "Programmtext, {lines} lang.",
    "code_summary_language": "Programmtext in {name}, {lines} lang.",
    "caption_open": "Im Bild:",
    "caption_close": "Ende der Bildunterschrift.",
    "correction_open": "Eine Korrektur:",
    "correction_close": "Ende der Korrektur.",
    "entry_time": "Um {time}:",
    "separator": "…",
    "wall": "Der Rest dieses Artikels ist Abonnenten vorbehalten.",
    "sign_off_site": "Ende des Artikels. Quelle: {site}.",
    "sign_off": "Ende des Artikels.",
    "digest": "Ihr Überblick vom {date}",
    "digest_open": "In diesem Überblick:",
    "digest_from": "Quelle: {site}.",
}
AND = "und"
PLACE = "in {place}"
JOINED = ("für ", "von ", "aus ", "in ", "bei ")
REPORTING = words(
    "von mitarbeit bericht berichtete berichteten bericht aus in und für diesem artikel text redaktion mit material"
)
NUMBERS = (
    "null", "einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip
"""Counts up to twelve are spelled out, as Duden advises; they are said after "mit"."""
LINE, LINES = "eine Zeile", "{count} Zeilen"
ENDMARK = compile_late(r"(?:[-–—]\s*)?ENDE(?:\s*[-–—])?\.?|\(ENDE\)")
PAID = compile_late(
    r"(?i:anzeige\s?[:|]|sponsored\spost|advertorial|bezahlte\s(?:anzeige|partnerschaft|einschaltung)|entgeltliche\seinschaltung|publireportage|werbung\s?[:|]"
    r"|dieser\s(?:artikel|beitrag|inhalt)\s(?:wird|wurde|ist)\s(?:\w+\s)?(?:präsentiert|gesponsert|bezahlt|finanziert)\svon)"
)
"""Labels of what somebody paid for, as the press laws of Germany ("Anzeige") and Austria ask."""
TOLD_SOUNDS = told_pattern(
    r"(?:wird\s+)?(?:sprich|ausgesprochen)|gesprochen(?=\s*:|\s+[„“»\"])|aussprache",
    r"(?:das\s+wird\s+)?ausgesprochen",
    "als|wie",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    """
    zeitung bote nachrichten post kurier anzeiger tagblatt tageblatt blatt rundschau presse allgemeine neue morgenpost abendblatt
    spiegel stern welt zeit bild kreis echo merkur volksstimme freie süddeutsche norddeutsche die der das am sonntag
    """
)
