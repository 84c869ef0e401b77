"""Tell the notice that a site leaves where it has taken a story away, with the answer 200.

Such a page keeps its address, often its headline, and has a sentence or a few in place of the text.
Read as an article, it would be a correction of the story that it stands for. An article about a
removal uses the same verbs, so three things must meet: the text is short, the sentence speaks of the
page that it stands on ("this article", "the page you requested"), and it opens the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.patterns import compile_late
from audiobrief.spoken.sentences import split_sentences

MAX_WORDS = 120
"""The longest notice: newsrooms add who decided it, and where to complain."""
FEW_WORDS = 45
"""Up to so many, a sentence of regret or a headline may stand before the notice."""
_END = r"(?=\s*(?:$|[.,;:!…–—(-]"
"""What may follow the verb: the end of the clause, or one of a language's words for why and by whom."""

NOTICES = {
    # primary tag (BCP 47) -> a sentence that says of its own page that the story is gone
    tag: compile_late(rf"\W*(?:{pattern})", re.IGNORECASE)
    for tag, pattern in {
        "en": (
            r"(?:(?:sorry|unfortunately|note|update|editor[’']?s note|publisher[’']?s note)\W{1,3})?(?:we(?:[’']re| are) sorry,? (?:but )?)?(?:please note that )?"
            r"(?:this (?:news |blog |opinion )?(?:article|story|page|post|report|content|piece|item|publication|column)"
            r"|the (?:article|story|page|content|report) (?:that )?(?:you(?:[’']re| are| were)? (?:looking for|requested|trying to (?:reach|read|view|access|open))|(?:published )?(?:here|at this address|on this page)))"
            r" (?:(?:has|have|had) (?:now |since )?been|is|was) (?:now |since |temporarily |permanently )?"
            r"(?:removed|withdrawn|retracted|deleted|unpublished|taken (?:down|offline)|no longer (?:available|online|published|here))"
            + _END
            + r"|(?:by|from (?:our|this|the) (?:web)?site|at|because|due|following|for legal|on legal|pending|and|as|since|while|on \w+day|on \d|after|in (?:line|accordance|keeping)|until|online|here)\b))"
            r"(?! (?:in|to) your\b)"
            r"|we have (?:now |since )?(?:removed|withdrawn|retracted|deleted|unpublished|taken down) this (?:article|story|page|post|report|content|piece)\b"
            r"|this (?:article|story|page|content) no longer exists\b"
            r"|(?:article|story|page|content|report) (?:removed|withdrawn|retracted|deleted|no longer available)\W*$"
            r"|(?:removed|withdrawn|retracted)\s?[:–—-]\s?(?:article|story|report)\W*$"
        ),
        "de": (
            r"(?:(?:leider|hinweis|anmerkung der redaktion)\W{1,3})?(?:(?:leider )?(?:ist|wurde) )?(?:dieser|der von ihnen (?:gesuchte|aufgerufene|gewünschte)) (?:artikel|beitrag|text|inhalt|bericht|eintrag) "
            r"(?:(?:ist|wurde|steht) )?(?:(?!nicht\b)[\w.]+ ){0,6}?(?:nicht (?:mehr|länger) (?:verfügbar|abrufbar|online|vorhanden|zugänglich|zur verfügung)|entfernt|gelöscht|zurückgezogen|depubliziert|offline genommen)"
            + _END
            + r"|(?:worden|weil|da|auf|aus rechtlichen|und|nachdem|wegen|von der redaktion)\b))"
            r"|wir haben diesen (?:artikel|beitrag|text|bericht) (?:[\w.]+ ){0,6}?(?:entfernt|gelöscht|zurückgezogen|offline genommen)\b"
            r"|(?:artikel|beitrag|text) (?:entfernt|gelöscht|zurückgezogen|nicht mehr verfügbar)\W*$"
        ),
        "fr": (
            r"(?:(?:désolé|note de la rédaction)\W{1,3})?(?:cet article|ce contenu|cette page|ce texte|cette publication|l[’']article que vous (?:cherchez|recherchez|avez demandé))"
            r" (?:a (?:depuis )?été (?:retirée?|supprimée?|dépubliée?|effacée?)|n[’']est plus (?:disponible|en ligne|accessible)|n[’']existe plus)"
            + _END
            + r"|(?:par|à la (?:suite|demande)|pour|car|parce|du site|de notre site|et|après|en raison|sur)\b))"
            r"|nous avons (?:retiré|supprimé|dépublié) (?:cet article|ce contenu|ce texte|cette page)\b"
            r"|(?:article|contenu|page) (?:retirée?|supprimée?)\W*$"
        ),
        "es": (
            r"(?:(?:lo sentimos|nota de la redacción)\W{1,3})?(?:(?:este|el) (?:artículo|contenido|texto|reportaje)|esta (?:noticia|página|nota|información|publicación))"
            r"(?: que (?:busca|buscas|ha solicitado))? (?:(?:ha sido|fue) (?:retirad[oa]|eliminad[oa]|borrad[oa]|despublicad[oa])|ya no (?:está|se encuentra) (?:disponible|publicad[oa]|en línea)|ya no existe)"
            + _END
            + r"|(?:por|a petición|debido|porque|de (?:nuestra|esta|la) web|y|tras|en cumplimiento)\b))"
            r"|hemos (?:retirado|eliminado|borrado) (?:este|esta) (?:artículo|contenido|texto|noticia|página|nota|información)\b"
            r"|(?:artículo|noticia|contenido|página) (?:retirad[oa]|eliminad[oa])\W*$"
        ),
        "it": (
            r"(?:(?:ci dispiace|siamo spiacenti|nota della redazione)\W{1,3})?(?:quest[’']articolo|questo (?:articolo|contenuto|testo|servizio)|questa (?:notizia|pagina)|l[’']articolo (?:richiesto|che (?:cerchi|cercate)))"
            r" (?:è stat[oa] (?:rimoss[oa]|ritirat[oa]|cancellat[oa]|eliminat[oa])|non è più (?:disponibile|online|in linea|accessibile)|non esiste più)"
            + _END
            + r"|(?:dalla|dal|su|per|perché|e|dopo|a seguito|in quanto)\b))"
            r"|abbiamo (?:rimosso|ritirato|cancellato|eliminato) quest(?:[’']articolo|o (?:articolo|contenuto|testo)|a (?:notizia|pagina))"
            r"|(?:articolo|notizia|contenuto|pagina) (?:rimoss[oa]|ritirat[oa]|cancellat[oa])\W*$"
        ),
        "pt": (
            r"(?:(?:lamentamos|nota da redação)\W{1,3})?(?:(?:este|o) (?:artigo|conteúdo|texto)|esta (?:notícia|página|matéria|reportagem|publicação))"
            r"(?: que (?:procura|você procura))? (?:foi (?:removid[oa]|retirad[oa]|eliminad[oa]|apagad[oa]|despublicad[oa]|excluíd[oa])|(?:já não|não) está mais (?:disponível|no ar)|já não está (?:disponível|online)|não existe mais)"
            + _END
            + r"|(?:por|pel[oa]|a pedido|devido|porque|do (?:site|nosso)|e|após|do ar)\b))"
            r"|(?:removemos|retir[aá]mos|apag[aá]mos|elimin[aá]mos) est[ea] (?:artigo|conteúdo|texto|notícia|página|matéria|reportagem)\b"
            r"|(?:artigo|notícia|conteúdo|página|matéria) (?:removid[oa]|retirad[oa]|apagad[oa])\W*$"
        ),
        "nl": (
            r"(?:(?:helaas|noot van de redactie)\W{1,3})?(?:(?:helaas )?is )?(?:dit (?:artikel|bericht|verhaal|stuk)|deze (?:pagina|inhoud|publicatie)|het (?:artikel|bericht) (?:dat )?(?:u|je) zoekt)"
            r" (?:(?:is|werd) )?(?:(?!niet\b)[\w.]+ ){0,5}?(?:niet (?:meer|langer) (?:beschikbaar|online|toegankelijk)|verwijderd|teruggetrokken|offline gehaald|ingetrokken)"
            + _END
            + r"|(?:door|op verzoek|omdat|wegens|van (?:onze|de|deze) (?:site|website)|en|nadat|om juridische)\b))"
            r"|(?:wij|we) hebben dit (?:artikel|bericht|verhaal|stuk) (?:[\w.]+ ){0,5}?(?:verwijderd|teruggetrokken|ingetrokken|offline gehaald)\b"
            r"|(?:artikel|bericht|pagina) (?:verwijderd|teruggetrokken)\W*$"
        ),
    }.items()
}  # fmt: skip
QUOTED = "\"“”„«»‘'’"
"""A sentence that begins so is what somebody else says."""


def removal_said(texts: Sequence[str], title: str) -> str:
    """The sentence in which a page says that its own story was taken away; empty if none does.

    `texts` are the page's paragraphs.
    """
    words = sum(len(text.split()) for text in texts)
    if words > MAX_WORDS:
        return ""
    sentences = [text[start:end] for text in texts[:4] for start, end in split_sentences(text)]
    candidates = [title, *sentences[: 3 if words <= FEW_WORDS else 1]]
    return next((each for each in candidates if _is_notice(each)), "")


def _is_notice(sentence: str) -> bool:
    said = " ".join(sentence.split())
    return not said.startswith(tuple(QUOTED)) and any(
        notice.match(said) for notice in NOTICES.values()
    )
