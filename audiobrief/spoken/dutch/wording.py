"""Every word that audiobrief itself says in a Dutch episode, as Dutch newsreaders word it."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Voorgelezen door een automatische stem."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Door {authors}.",
    "additional": "Met medewerking van {authors}.",
    "published": "Gepubliceerd op {date}.",
    "date": "{weekday} {day} {month} {year}",
    "quote_open": "Citaat:",
    "quote_close": "Einde citaat.",
    "quote_close_inside": "Einde citaat,",
    "block_quote_open": "Woorden van {speaker}:",
    "block_quote_close": "Einde citaat.",
    "block_quote_by": "{speaker}:",
    "post_open": "Een bericht van {speaker}:",
    "post_close": "Einde van het bericht.",
    "aside_open": "Kader:",
    "aside_close": "Einde van het kader.",
    "list_open": "Een lijst met {count} punten:",
    "list_close": "Einde van de lijst.",
    "list_number": "Nummer {number}:",
    "table_open": "Een tabel:",
    "table_close": "Einde van de tabel.",
    "table_summary": "Een tabel met {rows} rijen en {columns} kolommen.",
    "table_caption_summary": "Een tabel: {caption}",
    "code_open": "Code:",
    "code_open_language": "Code in {name}:",
    "code_close": "Einde van de code.",
    "code_summary": "Code, {lines}.",
    "code_summary_language": "Code in {name}, {lines}.",
    "caption_open": "Op de foto:",
    "caption_open_again": "Op een andere foto:",
    "caption_close": "Einde van het bijschrift.",
    "correction_open": "Een rectificatie:",
    "correction_close": "Einde van de rectificatie.",
    "entry_time": "Om {time}:",
    "separator": "…",
    "wall": "De rest van dit artikel is alleen voor abonnees.",
    "sign_off_site": "Einde van het artikel. Bron: {site}.",
    "sign_off": "Einde van het artikel.",
    "digest": "Uw overzicht van {date}",
    "digest_open": "In dit overzicht:",
    "digest_from": "Bron: {site}.",
}
AND = "en"
PLACE = "in {place}"
JOINED = ("van ", "voor ", "uit ", "in ", "bij ")
"""A role or place that begins with one of these follows a name without a comma."""
REPORTING = words(
    "door van de het een met medewerking aan dit artikel bericht verslag verslaggever redactie correspondent in en voor uit schreef bijdrage bijdragen"
)
DESK = words("eindredactie vertaling vertaald redactie montage")
BEFORE_PLACES = words("in uit")
NUMBERS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
"""Counts up to twelve are spelled out, as the Taalunie advises."""
LINE, LINES = "een regel", "{count} regels"
ENDMARK = compile_late(r"(?:[-–—]\s*)?EINDE(?:\s*[-–—])?\.?|\(EINDE\)")
PAID = compile_late(
    r"(?i:advertorial|branded\scontent|gesponsord\s(?:bericht|artikel|door)|partnerbijdrage|ingezonden\smededeling|betaalde\sinhoud"
    r"|dit\s(?:artikel|bericht)\s(?:is|werd|wordt)\s(?:\w+\s)?(?:gesponsord|betaald|aangeboden|mogelijk\sgemaakt)\sdoor)"
)
"""Labels of what somebody paid for, as the Reclame Code (Netherlands) and the JEP (Belgium) ask."""
# after a comma, "uitgesproken" alone is mostly an opinion
TOLD_SOUNDS = told_pattern(
    r"spreek\s+uit|uitgesproken|uit\s+te\s+spreken|uitspraak|zeg",
    r"(?:uitgesproken|uit\s+te\s+spreken)\s+als",
    "als",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    "krant dagblad courant nieuws nieuwsblad volkskrant telegraaf trouw parool morgen standaard tijd laatste het de van bode koerier limburger gelderlander stentor tubantia noord zuid oost west"
)
