"""Which full stops end a Portuguese sentence, on abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    sr sra srs srta dr dra drs d prof profa prof.ª eng arq gen cel cap ten sgt dep sen pe ex aprox tel av pça r pç trav rod cf séc sécs obs ref vol
    fig ed exmo exma n p pp pág págs art arts inc al min vs n.º
    """
)
MAYBE_LAST = words("etc a.c d.c s.a ltda lda cia máx mín hab e.u.a jr")
WORDS_TOO = words("no")
BEFORE_NUMBER = words("n no p pp pág págs art arts cap inc al tel vol fig")
LOWER = words(
    "prof profa ex aprox tel av cf séc sécs obs ref vol fig ed n p pp pág págs art arts cap inc al min etc máx mín hab dep sen"
)
OPENERS = words(
    """
    o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela isto isso aquilo seu sua seus suas meu minha nosso nossa
    eu tu ele ela eles elas nós você vocês quem que qual quais como quando onde porque por para em de do da dos das no na nos nas ao à
    aos às com sem sob sobre entre até desde após antes depois durante contra segundo conforme e ou mas porém contudo entretanto
    também ainda já não sim se embora enquanto assim então além agora hoje ontem amanhã aqui ali lá sempre nunca talvez ninguém nada
    alguém tudo todo toda todos todas cada outro outra outros outras muitos muitas alguns algumas vários várias mais menos muito pouco
    tanto só apenas há houve é são era foi foram está estão tem têm dois duas três quatro cinco ambos ambas diante perante apesar finalmente atualmente
    """
)
SAYING = words(
    "disse diz perguntou pergunta respondeu responde gritou exclamou afirmou explicou acrescentou quis"
)
CLAUSE_ENDS = (r"[;:]['\"“”«»’)]*\s|\s[—–]\s?|—", r",['\"“”«»’)]*\s", r"\s")
VERB_ENDINGS = ("rá", "rão", "ou", "eu", "iu", "aram", "eram", "iram", "mente")
"""Endings of verbs and adverbs: a capital one after an abbreviation opens a sentence without a subject."""
_NUMERAL = compile_late(r"[IVXL]{2,6}\Z")


def decide(stop: Stop) -> bool | None:
    """Decide after a Roman numeral, and before a verb or an adverb that opens a sentence."""
    if _NUMERAL.match(stop.before):
        return True
    if stop.word.endswith(VERB_ENDINGS) and stop.before.lower() in MAYBE_LAST:
        return True
    return None
