"""Every word that audiobrief itself says in a French episode, as French newsreaders word it."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Lu par une voix automatique."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Par {authors}.",
    "additional": "Avec {authors}.",
    "published": "Publié le {date}.",
    "date": "{weekday} {day} {month} {year}",
    "quote_open": "Citation :",
    "quote_close": "Fin de citation.",
    "quote_close_inside": "Fin de citation,",
    "block_quote_open": "Citation, {speaker} :",
    "block_quote_close": "Fin de citation.",
    "block_quote_by": "{speaker} :",
    "post_open": "Un message, signé {speaker} :",
    "post_close": "Fin du message.",
    "aside_open": "Encadré :",
    "aside_close": "Fin de l'encadré.",
    "list_open": "Une liste de {count} points :",
    "list_close": "Fin de la liste.",
    "list_number": "Numéro {number} :",
    "table_open": "Un tableau :",
    "table_close": "Fin du tableau.",
    "table_summary": "Un tableau de {rows} lignes et {columns} colonnes.",
    "table_caption_summary": "Un tableau : {caption}",
    "code_open": "Code :",
    "code_open_language": "Code en {name} :",
    "code_close": "Fin du code.",
    "code_summary": "Code, {lines}.",
    "code_summary_language": "Code en {name}, {lines}.",
    "caption_open": "Sur la photo :",
    "caption_open_again": "Sur une autre photo :",
    "caption_close": "Fin de la légende.",
    "correction_open": "Un rectificatif :",
    "correction_close": "Fin du rectificatif.",
    "entry_time": "À {time} :",
    "separator": "…",
    "wall": "La suite de cet article est réservée aux abonnés.",
    "sign_off_site": "Fin de l'article. Source : {site}.",
    "sign_off": "Fin de l'article.",
    "digest": "Votre sélection du {date}",
    "digest_open": "Dans cette sélection :",
    "digest_from": "Source : {site}.",
}
AND = "et"
PLACE = "à {place}"
JOINED = ("de ", "du ", "des ", "d'", "d’", "à ", "au ", "aux ", "en ", "pour ", "depuis ")
"""A role or place that begins with one of these follows a name without a comma."""
REPORTING = words(
    """
    par de du des la le les l avec et à au aux en pour ce cet cette article texte reportage enquête récit correspondance
    correspondant correspondante correspondants envoyé envoyée envoyés spécial spéciale spéciaux rédaction service agence
    agences collaboration contribué contribution ont a propos recueillis informations dépêche
    """
)
DESK = words("édition édité éditée traduction traduit traduite relecture montage mise")
BEFORE_PLACES = words("à en depuis de")
NUMBERS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
"""Counts up to sixteen are one word and spelled out; larger ones are figures."""
OTHERWISE = {"rows": {1: "une"}, "columns": {1: "une"}, "lines": {1: "une"}}
LINE, LINES = "une ligne", "{count} lignes"
ENDMARK = compile_late(r"(?:[-–—]\s*)?FIN(?:\s*[-–—])?\.?|\(FIN\)")
PAID = compile_late(
    r"(?i:contenu\s(?:sponsorisé|partenaire|commandité|de\smarque|publicitaire|proposé\spar)|publi-?(?:reportage|communiqué|rédactionnel)"
    r"|communiqué\scommercial|(?:cet?|cette)\s(?:article|contenu|page)\s(?:a\sété|est)\s(?:sponsorisé|financé|payé|commandité|proposé)e?\spar"
    r"|en\spartenariat\savec|parrainé\spar|paid\spost|annonce\spayée)"
)
"""Labels of what somebody paid for, as the ARPP (France), the JEP (Belgium) and Ad Standards (Canada) ask."""
# after a comma, "prononcé" is mostly a speech or a sentence
TOLD_SOUNDS = told_pattern(
    r"(?:à\s+)?prononcer|prononcez|(?:se\s+|on\s+)?prononce|prononcée?|prononciation",
    r"(?:qui\s+se\s+)?prononce|(?:à\s+)?prononcer",
    "comme",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    """
    le la les journal presse monde matin soir libre nouvelle nouvelles républicain progrès dépêche voix courrier gazette
    tribune quotidien croix figaro libération écho échos indépendant union liberté devoir droit temps nouvelliste express
    point observateur télégramme est ouest nord sud midi région info infos actu actualité dimanche hebdo
    """
)
