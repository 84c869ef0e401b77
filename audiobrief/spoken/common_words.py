"""The commonest words of many languages, which tell the language of a text.

Articles, prepositions and pronouns are a third of any text of a language, whatever it is about.
One table holds them all, since they tell one language from another, also of languages that have
no folder.
"""

from __future__ import annotations

from collections.abc import Iterable

from audiobrief.patterns import compile_late

WORDS: dict[str, frozenset[str]] = {
    # primary tag (BCP 47) -> its commonest words
    tag: frozenset(words.split())
    for tag, words in (
        ("en", "the of and to in is that it was for on are as with his they at be this from have or had by but not what all were when we there can an which their said if will would about them been has more who its"),
        ("de", "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch"),
        ("fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son ses mais comme ou si leur elle aux cette été être nous vous"),
        ("es", "de la que el en y los se del las un por con una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde"),
        ("pt", "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois"),
        ("it", "di e il la che in un a per è una sono con non del si da come le dei più al ha della nel alla anche i lo gli ma se delle o su nella degli questo suo stato hanno dal era ed essere"),
        ("nl", "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij maar door uit naar over hij dan was heeft nog worden wordt wat hun deze meer tot of werd kan"),
        ("sv", "och i att det som en på är av för med den till inte har de ett om han men var jag från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får"),
        ("da", "og i at det er en til på af for med den ikke de har som et der han om var men sig fra jeg vi så kan efter eller ved også blev hun havde nu skal være kun mere hvor"),
        ("no", "og i det er på som en til av for at med har den ikke de et om han var men seg fra jeg vi så kan etter eller ved også ble hun hadde nå skal være bare mer hvor"),
        ("fi", "ja on ei se että oli mutta kun niin hän ovat joka myös kuin sen ole tai jos mitä vain sitä vuonna hänen jo nyt mukaan ollut olla kanssa sekä"),
        ("pl", "w i na z się do nie jest to że o jak po od za przez ale co dla był ze jego oraz są tym tego może przed tak które już także być było czy jej który ich"),
        ("cs", "a v na se je že to s o z do i pro jako ale za by po od jsem jeho tak podle být nebo jsou až když které který bylo byl jeho jen už také ve před"),
        ("tr", "ve bir bu için da de ile olarak çok daha olan gibi en kadar ne var ama sonra o ya yeni oldu diye ise olduğu her göre kendi iki"),
        ("id", "yang dan di untuk dengan dari ini dalam tidak itu pada akan ke juga adalah oleh tersebut sebagai bahwa atau telah karena saat ada bisa mereka lebih"),
        ("ru", "и в не на что с он по как это но из у за от его к так же о то для было бы был или при ее они мы до уже если только года"),
        ("hu", "a az és hogy nem is egy meg de volt van csak már mint még ha el ez azt ki kell lesz akkor vagy után sem volt pedig szerint ezt amely lehet majd egyik ami"),
        ("ro", "și de în a la cu că pe nu o un din este pentru care mai au fost să ce lui sunt prin dar după fi sau se al ale până acest această cel unei fiind va am pot"),
        ("uk", "і в на не що з до та у як за це від для про його але по є був або ще під при року також які вони бути"),
    )
}  # fmt: skip
WORD = compile_late(r"[^\W\d_]+")
LEAST_QUOTED = 6
"""The shortest quotation whose language is told, in words; shorter ones are often names."""
LEAST_HEARD = 3
"""How many different words of it are among the commonest of its language alone, at least. One that
stands there twice, such as "a" in Spanish and Portuguese, tells no more than once."""
SHARE_QUOTED = 0.3
"""The share of its words that are among the commonest of its language, at least."""


def tell_quoted(text: str, own: str) -> str:
    """The primary tag of the language of a quotation, if it is plainly another than `own`; else "".

    Not one of its words may be among the commonest of `own` alone, and no third language may come
    near, since a wrong voice is worse than the narrator's.
    """
    words = WORD.findall(text.casefold())
    if len(words) < LEAST_QUOTED or own not in WORDS:
        return ""
    heard = {tag: _count(words, known) for tag, known in WORDS.items()}
    best, second = sorted(heard, key=lambda tag: -heard[tag])[:2]
    if best == own or _count(words, WORDS[own] - WORDS[best]):
        return ""
    alone = (WORDS[best] - WORDS[own]) & set(words)
    apart = heard[best] > heard[second] or not _count(words, WORDS[second] - WORDS[best])
    if len(alone) < LEAST_HEARD or heard[best] < SHARE_QUOTED * len(words) or not apart:
        return ""
    return best


def _count(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(word in known for word in words)
