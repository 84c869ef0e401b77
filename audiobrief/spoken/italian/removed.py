"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:ci dispiace|siamo spiacenti|nota della redazione)\W{1,3})?(?:quest[’']articolo|questo (?:articolo|contenuto|testo|servizio)|questa (?:notizia|pagina)|l[’']articolo (?:richiesto|che (?:cerchi|cercate)))"
        r" (?:è stat[oa] (?:rimoss[oa]|ritirat[oa]|cancellat[oa]|eliminat[oa])|non è più (?:disponibile|online|in linea|accessibile)|non esiste più)"
    ),
    after=r"dalla|dal|su|per|perché|e|dopo|a seguito|in quanto",
    others=(
        r"|abbiamo (?:rimosso|ritirato|cancellato|eliminato) quest(?:[’']articolo|o (?:articolo|contenuto|testo)|a (?:notizia|pagina))"
        r"|(?:articolo|notizia|contenuto|pagina) (?:rimoss[oa]|ritirat[oa]|cancellat[oa])\W*$"
    ),
)  # fmt: skip
