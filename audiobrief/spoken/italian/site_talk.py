"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:la|questa|nostra) (?:pagina|risorsa)\b[^.!?]{0,60}\b(?:non (?:esiste|è (?:più )?disponibile|è stata trovata|trovata)|spostata|rimossa)|pagina (?:che (?:cerchi|stai cercando|cercavi)|richiesta)"
    r"|accesso (?:negato|bloccato|limitato)|non (?:ha|hai) (?:il permesso|l[’']autorizzazione)|non (?:è )?disponibile nel (?:tuo|suo) paese|motivi legali"
    r"|(?:che )?sei (?:umano|un robot)|non sono un robot|traffico insolito|troppe richieste|sicurezza della connessione"
    r"|password|\baccedi\b|\bregistrati\b|crea(?:re)? un account|(?:il tuo|tuo|suo) (?:account|profilo)\b|sessione (?:è )?scaduta"
    r"|\boffline\b|connessione (?:a )?internet|(?:tuo|suo) (?:browser|dispositivo)\b|(?:riprova|riprovare|riprovi)\b|ricarica(?:re)? la pagina|(?:torna|tornare|vai) (?:alla|in) (?:home ?page|home|pagina iniziale)|controlla l[’']indirizzo|usa la ricerca|(?:clicca|fai clic)\b|reindirizzat"
    r"|in manutenzione|torniamo (?:presto|subito)|grazie per la pazienza|ci scusiamo per (?:il disagio|l[’']inconveniente)"
    r"|inviato un[’' ]\s?(?:e-?mail|link|messaggio)|conferma(?:re)? (?:il tuo|la tua)|posta indesiderata|ci siamo quasi"
    r"|termini (?:d[’']uso|di servizio|e condizioni)|informativa sulla privacy|disdici quando vuoi|aggiungi al carrello|ordina per|risultati (?:per|della ricerca)|(?:carica|mostra) altr"
    r"|maggiorenne|\b18 anni\b"
    r"|(?:non è stato )?trovato nulla|nulla è stato trovato|prova(?:re)? (?:con )?una ricerca"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
