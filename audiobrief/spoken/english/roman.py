"""Reads Roman numerals, which the words before them tell from letters and words."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal, ordinal
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
THINGS = frozenset(
    """
    war part chapter volume vol book act scene phase type class title article section bowl grade level stage mark mk
    appendix number no day division group vatican schedule episode game figure fig table psalm item season annex tier
    category wrestlemania fantasy effect auto rocky rambo saturn apollo gemini soyuz progress windows mac chapter
    canto lesson unit round region zone group corps army fleet column exhibit protocol amendment factor list series
    level olympiad cohort model variant plan option proposal band page paragraph clause division volume quake doom
    diablo civilization starcraft warcraft halo titan trident polaris typhoon zeppelin angiotensin collagen cryptex gladiator
    creed superman batman std standard count ct
""".split()
)
"""Words after which the numeral is a cardinal: "World War Two"."""
LOWER_THINGS = frozenset("part chapter type phase stage grade volume act class level".split())
"""Words that a numeral of one letter may follow even when they are in lower case: "type I", but
not "plan I"."""
RULERS = frozenset(
    """
    charles elizabeth henry george edward william louis paul benedict pius francis philip felipe carlos nicholas
    alexander catherine peter ivan frederick wilhelm leopold albert mary richard james robert david gustaf gustav carl
    karl harald margrethe christian haakon willem wilhelmina abdullah mohammed muhammad hassan rama ramses rameses
    thutmose amenhotep seti cleopatra ptolemy napoleon franz ferdinand alfonso pedro leo gregory clement innocent
    urban sixtus julius otto rudolf maximilian constantine darius xerxes cyrus suleiman selim murad mehmed hussein
    baldwin edmund john joseph umberto victor vittorio emmanuel manuel afonso sancho isabella joanna stephen andrew
    bela sigismund casimir stanislaus augustus vladimir boris simeon michael theodore justinian leo basil alexios
    eugene boniface celestine honorius martin adrian hadrian anastasius tawadros shenouda kirill alexy bartholomew
    aram karekin letsie moshoeshoe mswati sobhuza mutesa tupou vajiralongkorn naruhito hirohito norodom jigme menelik
    selassie tewodros askia mansa kamehameha pomare albrecht ernst ludwig maria juan jaime enrique fernando joao jose
    antiochus seleucus philip demetrius mithridates tiglath-pileser nebuchadnezzar
""".split()
)
"""Given names of kings, queens, popes and patriarchs, after which the numeral is an ordinal."""
CROWNS = r"(?:King|Queen|Pope|Prince|Princess|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Shah|Pharaoh|Caliph|Duke|Earl|Patriarch|Archduke|Grand Duke|Emir|Khedive|Saint|St)"
LETTERS = frozenset({"IV", "IVI", "VI", "XX", "XI"})
LETTERS_IN_NAMES = frozenset("CV DC MD CD MC DI MM XL LI CI LIV MIX".split())
"""Numerals that are also short for something else, or names themselves."""
CROWNED = frozenset("King Queen Pope Emperor Tsar Czar Kaiser Sultan Prince".split())
SUBTITLE = compile_late(r":\s[A-Z]")
"""After the numeral of a game or a film, which two names stand before as before a person's."""
OF_RULERS = frozenset({"of", "under", "by"})
"""Words before a king's name, so that the I behind it is his numeral: "the reign of James I was"."""
OPENING = compile_late(r"(?:\A|[.!?:;”\"\n]\s?)\Z")
"""What stands before a name that opens a sentence."""
COUNTED = compile_late(r"[^\w\s]|\Z|\s(?:of|in|and|to|the|is|on|as|with|by|for|or|[A-Z0-9(])")
_NUMERAL = compile_late(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_BEFORE = compile_late(
    r"(?:(?P<second>[^\W\d_][\w.'’-]{0,40})\s)?(?P<first>[^\W\d_][\w.'’-]{0,40})\s\Z"
)
_AFTER_CROWN = compile_late(
    r"['’]s|\s(?:of|and|reigned|ruled|died|became|succeeded|ascended|abdicated|signed|in)\b|[,.;:)”\"]|$"
)
PRONOUN_VERB = compile_late(
    r"\s(?:am|have|had|was|will|would|do|did|think|believe|know|can|could|should|must|may|might|saw|met|said|want|love|feel|went|got)\b"
)


NUMBERED_BEFORE = compile_late(r"[0-9]|[A-Z]{2}")
PARTS = frozenset(
    """
    block increment tranche lot step pillar basin ward route track gate pier park plaza tower site centre center estate project program
    programme scheme line reactor turbine runway terminal sector package appeal court case count annexe annex
    """.split()
)
"""NUMBERED_BEFORE and PARTS: what is counted and no person, after another name: "JF-17 Block III"."""


def value(numeral: str) -> int:
    """The number, or 0 if the letters are not a correctly written Roman numeral."""
    if not numeral or not _NUMERAL.match(numeral):
        return 0
    total = 0
    for letter, following in zip(numeral, numeral[1:] + "I", strict=False):
        size = VALUES[letter]
        total += -size if size < VALUES[following] else size
    return total


INITIAL = compile_late(r"\.\s[“‘\"]?[A-Z]")
LISTED = compile_late(r"\s(?:&|and|to)\s[IVX]{2,5}\b")
BEFORE_NOUNS = frozenset(
    "type level phase stage class category grade tier title schedule".split()
)
"""Things whose numeral goes before a noun: "a Level I trauma center"."""


def _is_first(word: str, before: str, after: str, *, opens: bool) -> bool:
    """Whether an I after a word is a numeral, as in "Part I:" but not "for my part I think"."""
    if word == "War":
        return before == "World" or not PRONOUN_VERB.match(after)
    if (
        word.lower().removesuffix("s") in THINGS
        and word[0].isupper()
        and re.match("[-–][IVX]", after)
    ):
        return True
    if word.lower() in THINGS:
        named = word.lower() in BEFORE_NOUNS and not PRONOUN_VERB.match(after)
        return word[0].isupper() and (named or COUNTED.match(after) is not None)
    return not PRONOUN_VERB.match(after) or bool(
        re.match(r"\s(?:was|would|had)\b", after)
        and (before in CROWNED or (word.lower() in RULERS and (opens or before in OF_RULERS)))
    )


def _in_context(match: re.Match[str], manner: Manner) -> str | None:
    numeral, text = match["n"], match.string
    number = value(numeral)
    if not number:
        return None
    british = manner.british
    if re.match(
        r"(?:th|st|nd|rd)?\s+(?:century|centuries)\b", text[match.end() : match.end() + 14]
    ):
        return ordinal(str(number), british=british)
    if re.search(r"[0-9](?:st|nd|rd|th)\s\Z", text[max(0, match.start() - 5) : match.start()]):
        return cardinal(str(number), british=british)  # the 1st XI
    before = _BEFORE.search(text[max(0, match.start() - 40) : match.start()])
    if before is None:
        return None
    first, second = before["first"], before["second"] or ""
    word = first.lower().rstrip(".")
    if word not in THINGS and word.removesuffix("s") in THINGS:
        word = word.removesuffix("s")  # Counts I-IV
    after = text[match.end() : match.end() + 14]
    opens = OPENING.search(text, max(0, match.start() - 40), match.start() - 1 - len(first))
    told = numeral == "I" and PRONOUN_VERB.match(after)
    if numeral == "I" and not _is_first(first, second, after, opens=opens is not None):
        return None
    small = len(numeral) == 1 and first[0].islower()
    if word in THINGS and (not small or word in LOWER_THINGS):
        if len(numeral) == 1 and numeral not in "IVX":
            return None
        return cardinal(str(number), british=british)
    if not first[0].isupper() or (first.isupper() and len(first) > 1 and word not in RULERS):
        return None
    crowned = re.search(
        rf"\b{CROWNS}\s(?:[A-Z]\w+\s)?\Z",
        text[max(0, match.start() - 40) : match.start() - len(first) - 1],
    )
    if len(numeral) == 1:
        if numeral not in "IVX" or (word not in RULERS and not crowned):
            return None
        following = text[match.end() : match.end() + 12]
        # no word in small letters follows a V that is the first letter of a name
        reigning = numeral == "V" and re.match(r"\s[a-z]", following)
        if not (crowned or reigning or told or _AFTER_CROWN.match(following)):
            return None
    elif word not in RULERS and not crowned:
        if number > 39 or numeral in LETTERS_IN_NAMES:
            return None
        if re.search(rf"\b{CROWNS}\s{re.escape(first)}\b", text):
            # "King Aldric III", and later "Aldric II"
            return f"the {ordinal(str(number), british=british)}"
        # two names before it belong to a person; one more often belongs to a thing: "Rocky IV"
        named = (
            second[:1].isupper()
            and second.lower() not in {"the", "a", "in", "and", "of"}
            and word not in PARTS
            and not SUBTITLE.match(after)
            and NUMBERED_BEFORE.search(second) is None
        )
        return (
            f"the {ordinal(str(number))}"
            if named and number < 6
            else cardinal(str(number), british=british)
        )
    return f"the {ordinal(str(number), british=british)}"


def _roman(match: re.Match[str], manner: Manner) -> Said:
    numeral, end = match["n"], match.end()
    if (
        len(numeral) == 1
        and INITIAL.match(match.string, end)
        and not (match.string[end + 2] in '“‘"' or ends_sentence(match.string, end + 1))
    ):
        return None  # John I. Moss
    said = _in_context(match, manner)
    if match["last"]:
        # Class XI-XII
        last = value(match["last"])
        return (
            f"{said} to {cardinal(str(last), british=manner.british)}"
            if said and last
            else None
        )
    if said is None and len(numeral) == 1 and LISTED.match(match.string, match.end()):
        return cardinal(str(value(numeral)), british=manner.british)  # Class X & XII
    if said is None and len(numeral) > 1 and not numeral.strip("IVX") and value(numeral):
        # eSpeak NG would say "roman"; in "an IV drip" and "XX chromosomes" they are letters
        return " ".join(numeral) if numeral in LETTERS else cardinal(str(value(numeral)))
    return said


def _small(match: re.Match[str], manner: Manner) -> Said:
    # Act V, scene ii; (i), (ii) and (iii) of a clause
    return cardinal(str(value(match["n"].upper())), british=manner.british)


SMALL = r"(?<=[Ss]cene\s)[ivx]{1,4}|(?<=\()(?:i{1,3}|iv|vi{1,3}|ix|xi{1,3})(?=\))"
"""Numerals in small letters, where nothing else is written so."""
LOWER_RULES = (
    Rule("roman", compile_late(rf"(?=(?:{SMALL})(?!\w))(?P<n>[ivx]{{1,5}})(?!\w)"), _small),
)


def _lettered(match: re.Match[str], manner: Manner) -> Said:
    # Phase IIb/III, stage IIIa
    before = _BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    number = value(match["n"])
    if not number or before is None or before["first"].lower() not in THINGS:
        return None
    letter = "A." if match["letter"] == "a" else match["letter"].upper()
    said = f"{cardinal(str(number), british=manner.british)} {letter}"
    last = value(match["last"] or "")
    return f"{said} {cardinal(str(last), british=manner.british)}" if last else said


WORD_RULES = (
    Rule(
        "roman",
        compile_late(
            r"(?P<n>[IVX]{1,4})(?P<letter>[a-d])(?:[/-](?P<last>[IVX]{1,4}))?(?![\w/-])"
        ),
        _lettered,
    ),
    Rule(
        "roman",
        compile_late(
            r"(?P<n>[IVXLCDM]{1,12})(?=(?:['’]s?)?(?![\w-])|[-–][IVX]{1,5}\b|-listed\b)(?:[-–](?P<last>[IVX]{1,5})\b)?(?!\.[a-zA-Z])"
        ),
        _roman,
    ),
)
