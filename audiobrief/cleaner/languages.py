"""Tell the language of a text by its smallest words or its letters, where a page's claim may be a template's.

A translated theme, or a site in two languages, leaves `lang="en"` around a text in another
language. The commonest words of a language (articles, prepositions, pronouns) are a third of any
text in it, so a page's claim that finds hardly any is wrong.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from audiobrief.model import Block
from audiobrief.patterns import compile_late

WORDS: dict[str, frozenset[str]] = {
    # primary tag (BCP 47) -> its commonest words
    tag: frozenset(words.split())
    for tag, words in (
        ("en", "the of and to in is that it was for on are as with his they at be this from have or had by but not what all were when we there can an which their said if will would about them been has more who its"),
        ("de", "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch"),
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
LETTERS: dict[str, tuple[str, float, frozenset[str]]] = {
    # primary tag -> letters of its script (Unicode blocks), the least share of all letters that tells
    # it, and languages that are written in the same letters, whose claim is believed
    "el": ("\u0370-\u03ff\u1f00-\u1fff", 0.5, frozenset()),
    "he": ("\u0590-\u05ff", 0.5, frozenset({"yi", "iw"})),
    "ar": ("\u0600-\u06ff", 0.5, frozenset({"fa", "ur", "ps", "ckb", "ug", "sd", "ks"})),
    "hi": ("\u0900-\u097f", 0.5, frozenset({"mr", "ne", "sa", "bho", "mai"})),
    "th": ("\u0e00-\u0e7f", 0.5, frozenset()),
    "ko": ("\uac00-\ud7af", 0.5, frozenset()),
    # Japanese mixes its own syllables with Chinese characters
    "ja": ("\u3040-\u30ff", 0.2, frozenset()),
    "zh": ("\u4e00-\u9fff", 0.7, frozenset({"ja", "yue", "wuu", "nan", "hak"})),
}
MIN_LETTERS = 60
"""The shortest text whose language is told by its letters."""
MIN_WORDS = 40
"""The shortest text whose language is told by a plain majority, in words."""
MIN_SURE_WORDS = 20
"""The shortest text whose language is told at all; one below `MIN_WORDS` has to be surer."""
SURE_IN_FEW, TIMES_IN_FEW = 0.27, 5.0
"""What stands for `SURE` and `TIMES` in a text of so few words."""
MAX_WORDS = 3_000
SURE = 0.18
"""The least share of a text's words that are among its language's commonest."""
TIMES = 2.5
"""How many times as many words a text has of one language alone as of the claimed one alone."""


def told_language(blocks: Sequence[Block], claimed: str) -> str:
    """Return the language of the blocks: `claimed`, unless the text is surely in another one.

    A language that the page does not claim is returned by its primary tag alone.
    """
    own = claimed.partition("-")[0].lower() or "en"
    letters = _told_by_letters(blocks, own)
    if letters:
        return letters
    words: list[str] = []
    for block in blocks:
        words += WORD.findall(block.text.casefold())
        if len(words) > MAX_WORDS:
            break
    if len(words) < MIN_SURE_WORDS:
        return claimed
    few = len(words) < MIN_WORDS
    sure, times = (SURE_IN_FEW, TIMES_IN_FEW) if few else (SURE, TIMES)
    counts = Counter(words)
    heard = {tag: sum(counts[word] for word in known) for tag, known in WORDS.items()}
    best = max(heard, key=lambda tag: heard[tag])
    if own not in WORDS or best == own or heard[best] < sure * len(words):
        return claimed  # of other languages no words are known, and relatives share theirs
    # Related languages share words, such as "de" and "la", which tell nothing between the two.
    for_it = sum(counts[word] for word in WORDS[best] - WORDS[own])
    against = sum(counts[word] for word in WORDS[own] - WORDS[best])
    return claimed if for_it < times * against else best


def _told_by_letters(blocks: Sequence[Block], own: str) -> str:
    """The language that the letters of the text are of; empty where they tell none but the claim."""
    text = "".join(block.text for block in blocks)[: MAX_WORDS * 6]
    count = sum(map(str.isalpha, text))
    if count < MIN_LETTERS or text[:MIN_LETTERS].isascii():
        return ""
    for tag, (letters, share, alike) in LETTERS.items():
        if tag == own or own in alike:
            continue
        if len(_letters(letters).findall(text)) >= share * count:
            return tag
    return ""


@functools.cache
def _letters(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")
