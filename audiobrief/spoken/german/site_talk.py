"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:die|diese|unsere) (?:seite|website|webseite|adresse|internetseite)\b[^.!?]{0,60}\b(?:nicht (?:mehr|gefunden|vorhanden|verfügbar|erreichbar)|umgezogen|existiert nicht|verschoben)|seite,? die sie (?:suchen|aufrufen|angefordert)"
    r"|zugriff (?:wurde )?(?:verweigert|gesperrt)|keine berechtigung|in (?:ihrem|deinem) land nicht|aus rechtlichen gründen"
    r"|(?:kein|sie ein|du ein) (?:roboter|mensch)|ungewöhnlich\w* (?:viele|aktivität|datenverkehr)|zu viele anfragen|sicherheit (?:ihrer|deiner) verbindung|browser wird (?:geprüft|überprüft)"
    r"|passwort vergessen|\b(?:einloggen|anmelden|registrieren|abgemeldet|angemeldet)\b|(?:ihr|dein|ein) (?:konto|passwort)\b|(?:ihre|deine) sitzung"
    r"|\boffline\b|(?:internet|netzwerk)verbindung|(?:ihr|ihren|dein|deinen) browser|(?:erneut|noch einmal|nochmals) (?:versuchen|probieren)|versuchen sie es|neu laden|zur(?:ück)? (?:zur )?startseite|startseite zurück|prüfen sie[^.]{0,20} (?:adresse|schreibweise)|nutzen sie die suche|klicken sie|klicke (?:hier|auf)|weitergeleitet"
    r"|wartungsarbeiten|in kürze (?:wieder|zurück)|gleich wieder da|(?:ihre|deine|eure) geduld|entschuldigen die unannehmlichkeiten"
    r"|(?:ihnen|dir) (?:eine|einen) (?:e-?mail|link|nachricht)|bestätigen sie|spam-?ordner|fast geschafft"
    r"|nutzungsbedingungen|datenschutz(?:erklärung|hinweise)?\b|jederzeit (?:kündbar|kündigen)|in den warenkorb|pur-abo|akzeptieren und weiter|sortieren nach|treffer für|ergebnisse für|mehr laden"
    r"|\b(?:18|16) jahre alt\b|volljährig"
    r"|nichts gefunden|versuchen sie (?:es mit )?(?:einer|die) suche"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
