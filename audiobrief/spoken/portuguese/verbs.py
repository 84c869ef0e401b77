"""Verbs and phrases with which Portuguese news attributes words to somebody."""

from __future__ import annotations

from audiobrief.spoken.language import words

SPEECH_PAST = words(
    """
    disse disseram dizia diziam afirmou afirmaram explicou explicaram acrescentou acrescentaram declarou declararam contou contaram comentou
    lembrou lembraram destacou ressaltou sublinhou salientou referiu referiram respondeu responderam perguntou perguntaram questionou
    garantiu garantiram assegurou admitiu admitiram reconheceu alertou alertaram avisou criticou criticaram lamentou lamentaram anunciou
    revelou confirmou negou insistiu defendeu sustentou concluiu completou relatou relataram escreveu publicou prometeu reclamou ironizou
    exclamou gritou pediu observou apontou avaliou frisou reiterou reforçou argumentou desabafou brincou resumiu atirou notou
    """
)
SPEECH_PRESENT = words(
    """
    diz dizem afirma afirmam explica explicam acrescenta acrescentam declara conta contam comenta lembra lembram destaca ressalta sublinha
    salienta refere referem responde respondem pergunta perguntam questiona garante garantem assegura admite admitem reconhece alerta
    alertam avisa critica criticam lamenta lamentam anuncia revela confirma nega insiste defende defendem sustenta conclui completa
    relata relatam escreve promete reclama ironiza exclama grita pede observa aponta avalia frisa reitera reforça argumenta desabafa
    brinca resume atira nota acredita
    """
)
SPEECH_PARTICIPLES = words("dizendo acrescentando afirmando explicando lembrando perguntando")
SURE = words(
    "disse diz afirmou afirma explicou explica acrescentou declarou contou conta comentou lembrou respondeu garantiu alertou lamentou admitiu"
)
ACCORDING = (
    ("segundo",), ("para",), ("de", "acordo", "com"), ("conforme",), ("nas", "palavras", "de"), ("na", "opinião", "de"), ("na", "avaliação", "de"),
)  # fmt: skip
REPORTED = words("que se")
WORKS = words(
    "livro romance filme série canção disco álbum poema ensaio intitulado intitulada título lema chamado chamada documentário programa hino apelidado apelidada operação projeto"
)
RESUMING = words("assim isso isto é foi")
