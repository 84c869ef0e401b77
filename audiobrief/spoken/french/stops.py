"""Which full stops end a French sentence; Lexique des règles typographiques, on abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    m mm mr dr pr mgr prof gén col cap cdt lt adj st ste fr av apr ap bd boul pl imp sq r chem cf env p pp art al ch chap vol
    t fig n no réf tél tel ex trad s.e s.m dép arr éd j l r d vs let
    """
)
MAYBE_LAST = words(
    "etc hab max min maxi mini s.a s.a.r.l s.p.r.l s.a.s j.-c cie suiv ss coll inc ltée p.ex c.-à-d s.v.p"
)
BEFORE_NUMBER = words("p pp art al ch chap vol t fig n no tél tel ex let l r d")
LOWER = words(
    """
    etc hab max min maxi mini suiv ss coll p pp art al ch chap vol t fig n no réf tél tel ex trad dép arr éd av apr ap bd boul pl imp sq r
    chem cf env vs inc ltée janv févr fév avr juil sept oct nov déc h let
    """
)
OPENERS = words(
    """
    le la les l un une des du de d ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos il elle ils elles on
    nous vous je j tu qui que qu quoi quel quelle quels quelles comment pourquoi quand où combien à au aux en dans par pour
    sur sous avec sans chez vers entre contre depuis dès pendant durant avant après selon malgré sauf parmi outre hors lors
    et ou mais donc or ni car si comme lorsque puisque quoique tandis alors ainsi aussi encore enfin puis ensuite d'abord
    désormais aujourd'hui aujourd hier demain ici là cependant toutefois pourtant néanmoins d'ailleurs bref certes
    non oui ne n'y y tout toute tous toutes chaque chacun chacune plusieurs certains certaines quelques aucun aucune nul
    personne rien beaucoup peu plus moins trop même autre d'autres deux trois quatre cinq c ça cela ceci voici voilà
    jamais toujours souvent parfois déjà bientôt peut-être sans doute face grâce quant jusqu jusque faute très
    actuellement finalement heureusement malheureusement récemment parallèlement résultat reste merci
    """
)
SAYING = words(
    """
    dit demande demanda lance s'exclame s'écrie répond répondit réplique interroge crie ajoute poursuit conclut explique
    s'interroge s'étonne
    """
)
CLOCK = words("h")
CLAUSE_ENDS = (r"[;:][\s'\"“”«»’)]*\s|\s[—–]\s|—", r",['\"“”«»’)]*\s", r"\s")
_MONTH = compile_late(r"\b\d{1,2}\s(?:janv|févr|fév|avr|juil|sept|oct|nov|déc)\Z")

_INITIALS = compile_late(r"\b[A-Z]\.-[A-Z]\Z")
"""The initials of a double given name: "J.-P. Morel"."""


def decide(stop: Stop) -> bool | None:
    """Decide for double initials, and a month after its day: "le 5 oct. 2023", "le 5 oct. Il"."""
    if _INITIALS.search(stop.text[max(0, stop.offset - 6) : stop.offset]):
        return stop.opens
    if _MONTH.search(stop.text[max(0, stop.offset - 12) : stop.offset]):
        return stop.opens
    return None
