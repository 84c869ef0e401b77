"""The gender of what is counted, by the endings of Portuguese nouns (Cunha and Cintra, Nova gramática)."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.portuguese.numbers import FEMININE, MASCULINE

FEMININE_ENDINGS = (
    "as",
    "a",
    "ções",
    "ção",
    "sões",
    "são",
    "xões",
    "dades",
    "dade",
    "agens",
    "agem",
    "tudes",
    "tude",
    "ices",
    "ice",
    "eiras",
)
MASCULINE_ANYWAY = words(
    """
    dias dia mapas mapa problemas problema sistemas sistema temas tema programas programa poetas poeta turistas turista jornalistas
    jornalista artistas artista motoristas motorista ciclistas ciclista policiais atletas atleta planetas planeta climas clima quilogramas
    quilograma telegramas dramas guardas guarda colegas colega camaradas corações limões aviões milhões bilhões cidadãos leões botões
    portões pontos gramas grama
    """
)
FEMININE_ANYWAY = words(
    """
    vezes vez mulheres mulher mães mãe mãos mão noites noite tardes tarde partes parte pontes ponte redes rede leis lei vozes voz luzes luz
    cruzes cruz flores flor dores cores cor mortes morte fontes fonte naves nave árvores árvore frentes gentes gente classes classe
    fases fase bases base sedes sede crises crise teses tese horas hora pessoas pessoa ordens ordem imagens imagem viagens nuvens
    nuvem paredes parede chaves chave fotos foto motos moto tribos raízes raiz
    """
)
NO_NOUNS = words(
    "de do da dos das em no na nos nas por para com sem sob que e ou a o as os ao à mas se já não é foi era há há mais menos pela pelo entre até contra mil milhão milhões bilhão bilhões por"
)
_NEXT = compile_late(r"[ \u00a0](?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)")


def is_feminine(noun: str) -> bool:
    """Whether a noun is feminine."""
    low = noun.lower()
    if low in FEMININE_ANYWAY:
        return True
    return low not in MASCULINE_ANYWAY and low.endswith(FEMININE_ENDINGS)


_SHARE = compile_late(r"\sem\scada\s(?:\d{1,4}|duas|dois|três|quatro|cinco|dez|cem|mil)(?=\s)")


def form_at(text: str, end: int, number: int) -> str:
    """The form of the cardinal whose figures end at `end`: `FEMININE` before a feminine noun."""
    # "2 em cada 3 passageiras" is "duas": what follows the second figure is counted by both
    share = _SHARE.match(text, end)
    following = _NEXT.match(text, share.end() if share else end)
    if (
        following is None
        or following["noun"].lower() in NO_NOUNS
        or following["noun"][0].isupper()
    ):
        return MASCULINE
    noun = following["noun"].lower()
    # what several are counted of ends in s: "2009 termina" has a verb
    counted = number == 1 or noun.endswith("s")
    return FEMININE if counted and is_feminine(noun) else MASCULINE
