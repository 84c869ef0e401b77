"""Reads words in capitals: spelled, said as words, or shouted."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import pairs
from audiobrief.spoken.english.known_capitals import (
    AS_THEY_ARE,
    EXPANDED,
    LETTERS,
    MIXED,
    SAID_AT,
    SHORT,
    SHOUTED,
    SPELLED_AT,
    WORDS,
)
from audiobrief.spoken.english.sayable import LEAST_STRESSED, VOWELS, can_be_said, is_word
from audiobrief.spoken.given_names import HE, SHE
from audiobrief.spoken.reading import Manner, Part, Rule, Said

_SHOUT = compile_late(
    r"(?<![A-Z])(?:(?:[A-Z]{2,}+|[AI](?=\s))(?:['’][A-Z]{1,2})?(?:[\s,–—:;-]{1,3}|$|(?=[.?!’\"”)]))){3,60}"
)


def spell(letters: str) -> str:
    """An initialism as voices spell it: "O P C W", "I.A.E.A." (a lone A is an article)."""
    letters = letters.replace("É", "E")  # RTÉ; an engine would name the accent
    return "".join(f"{c}." for c in letters) if "A" in letters else " ".join(letters)


def say_capitals(capitals: str) -> str:
    """Capitals as a voice is given them: "Nato", "F B I", or as they are without a vowel."""
    if capitals in EXPANDED:
        return EXPANDED[capitals]
    if is_word(capitals):
        return capitals.title()
    return spell(capitals)


def _shape(capitals: str) -> bool:
    return bool(set(capitals) & VOWELS)


def _acronym(match: re.Match[str], manner: Manner) -> Said:
    capitals = match["caps"]
    tail = match["tail"] or ""
    if capitals == "OK" and match["tail"]:
        return "okays"  # "House OKs aid"
    if capitals in EXPANDED:
        return EXPANDED[capitals] + tail
    if capitals in WORDS or manner.region in SAID_AT.get(capitals, ()):
        return capitals.title() + tail
    if manner.region in SPELLED_AT.get(capitals, ()):
        return spell(capitals) + ("'s" if tail else "")
    low = capitals.lower()
    if low in SHOUTED and capitals not in LETTERS and tail != "s" and _is_shouted(match):
        return low + tail
    if is_word(capitals) or _is_given_name(match):
        return DRAWN_OUT_RUN.sub(r"\1", capitals).title() + tail
    if capitals in AS_THEY_ARE or set(capitals) <= set("IVX"):
        return None
    if tail:
        # "NGOs" is "N G O's": without the apostrophe voices take the s for a letter
        return spell(capitals) + "'s"
    return spell(capitals) if _shape(capitals) else None


DRAWN_OUT_RUN = compile_late(r"([A-Z])\1{2,}")


def _is_given_name(match: re.Match[str]) -> bool:
    # ADA MOSS, in a byline or before what she says
    capitals = match["caps"].title()
    if len(capitals) < 3 or not (capitals in HE or capitals in SHE):
        return False
    return FAMILY.match(match.string, match.end()) is not None


FAMILY = compile_late(r"\s[A-Z][A-Z'’-]{2,}\b")


def _mixed_case(match: re.Match[str], manner: Manner) -> Said:
    # MoD, AfD, DfE: a small "of" or "for" among letters that are spelled all the same
    del manner
    written = match["caps"]
    said = MIXED.get(written) or spell(written.upper())
    return said + ("'s" if match["tail"] else "")


def _small_first(match: re.Match[str], manner: Manner) -> Said:
    # mRNA-1273, eSIM; every voice knows iOS
    del manner
    said = f"{' '.join(match['small'])} {say_capitals(match['caps'])}"
    if match["n"]:
        said += f" {pairs(match['n'])}"
    return said + ("'s" if match["tail"] else "")


def _salutation(match: re.Match[str], manner: Manner) -> Said:
    # SIR – Your correspondent: British newspapers print the first word of a letter in capitals
    del manner
    return None if match.string[: match.start()].strip() else match[0].title()


def _letters(match: re.Match[str], manner: Manner) -> Said:
    # "As and Bs": "As" and "Is" are words, "Ms" a title and "Rs" money
    del manner
    return f"{match['letter']}'s"


def _is_shouted(match: re.Match[str]) -> bool:
    # among words in lower case, capitals mark stress; "IT" and "WHO" are in LETTERS, so stay
    # letters
    text = match.string
    around = (
        text[max(0, match.start() - 24) : match.start()] + text[match.end() : match.end() + 24]
    )
    return bool(re.search(r"[a-z]{2}", around)) or len(text) < 40


def _shout(match: re.Match[str], manner: Manner) -> Said:
    """Puts the words of a run of capitals in lower case, so that no voice spells them."""
    del manner
    words = re.findall(r"[A-Z]+", match[0])
    long = [word for word in words if len(word) > 3 and _shape(word) and word not in LETTERS]
    known = [word for word in words if word.lower() in SHOUTED]
    if len(long) + len(known) < max(2, (len(words) + 1) // 2):
        return None
    if (
        len(words) > 2
        and not known
        and len(SEPARATED.findall(match[0])) >= (len(words) - 1) // 2
        and max(map(len, long)) < LEAST_NAMED
    ):
        return None  # WAEC, JAMB, ASUU: a list of what is known by its letters
    parts: list[Part] = []
    for word in re.finditer(r"[A-Z]+(?:['’][A-Z]+)?|[^A-Z]+", match[0]):
        said = word[0]
        if said in SHORT:
            said = SHORT[said]
        elif said[0].isalpha() and len(said) > 1:
            bare = said.split("'")[0].split("’")[0]
            shortened = said.replace("’", "'").endswith(
                ("N'T", "'RE", "'LL", "'VE", "I'M", "LET'S")
            )
            if shortened or (
                bare in WORDS
                or (can_be_said(bare) and bare not in LETTERS)
                or (len(bare) >= LEAST_STRESSED and is_word(bare))
                or (said.lower() in SHOUTED and bare not in {"US", "UN"})
            ):
                said = said.capitalize() if bare in WORDS and not shortened else said.lower()
            elif bare == said and len(said) < 6 and _shape(said):
                said = spell(said)
        parts.append(Part(match.start() + word.end(), said))
    return tuple(parts)


SEPARATED = compile_late("[,;]")
LEAST_NAMED = 6
"""Capitals of a word that is hardly ever known by its letters: "OAF GALLERY BAR, SYDNEY"."""


def _headline(match: re.Match[str], manner: Manner) -> Said:
    # ROYAL NAVY'S £1.3BN DESTROYER SAILS: where all is in capitals, most of it is words
    text = match.string
    if len(text) > LONGEST_LINE or not text.isupper() or not HAS_SUM.search(text):
        return None
    del manner
    caps, tail = match["caps"], "'s" if match["tail"] else ""
    if caps in SHORT:
        return SHORT[caps]
    if caps in LETTERS or not can_be_said(caps):
        return (EXPANDED.get(caps) or spell(caps)) + tail
    return (caps.title() if caps in WORDS else caps.lower()) + tail


LONGEST_LINE = 160
"""Characters of a headline; what is longer in capitals is no line of its own."""
HAS_SUM = compile_late(r"\s\S*[0-9]\S*\s|\s[A-Z]+['’]S\s")
"""A figure or a genitive among the words, which parts a run of capitals in two."""
MIXED_RULES = (
    Rule(
        "circa",
        compile_late(r"c(?=(?:1[0-9]|20)[0-9]{2}\b|[1-9][0-9]{2}\s(?:BC|AD))"),
        lambda _m, _: "circa ",
    ),
    Rule(
        "mixed-case",
        compile_late(
            r"(?P<small>[a-hj-z]|[b-df-hj-np-tv-z]{2}|(?:si|mi|sc)(?=RNA))(?P<caps>[A-Z]{2,5})(?P<tail>s|['’]s)?(?:-(?P<n>[0-9]{3,4}))?(?![\w])"
        ),
        _small_first,
    ),
)


def _dateline(match: re.Match[str], manner: Manner) -> Said:
    # NEW YORK (AP) —, PORT MORESBY, May 3 —, NEW DELHI:
    del manner
    words = re.findall(r"[A-Z.'’]+|[^A-Z.'’]+", match["place"] or match["city"])
    names = [word for word in words if word[0].isalpha()]
    only = names[0].rstrip(".")
    if len(names) == 1 and (only in LETTERS or not (can_be_said(only) or len(only) > LONGEST)):
        return None
    said = []
    for word in words:
        letters = word in LETTERS and (
            len(names) == 1 or len(word) > LONGEST_ARTICLE or word in COUNTRIES
        )
        letters = letters or (word not in PLACE_WORDS and VOWELS.isdisjoint(word))
        known = word[0].isalpha() and not letters and "." not in word[:-1]
        said.append(PLACE_WORDS.get(word) or (word.title() if known else word))
    return "".join(said)


LONGEST = 4
"""Capitals of which no more are an initialism where a place is named: BHOPAL has six."""
LONGEST_ARTICLE = 2
COUNTRIES = frozenset({"US", "UK", "UN", "EU", "DC"})
"""Two capitals in a place's name that are letters; others are an article: LA CROSSE, EL PASO."""
PLACE_WORDS = {
    "ST.": "Saint",
    "ST": "Saint",
    "FT.": "Fort",
    "MT.": "Mount",
    "U.S.": "U.S.",
    "U.N.": "U.N.",
}


def _ticker(match: re.Match[str], manner: Manner) -> Said:
    # the euro EUR= rose, crude CLc1 fell: codes of a terminal, for those who trade
    del match, manner
    return ""


CODE_RULES = (
    Rule(
        "ticker",
        compile_late(
            r"(?:[A-Z]{3}=(?![0-9$£€]|\s?[0-9])|[A-Z0-9]{4,8}=[A-Z]{1,4}(?!\w)|[A-Z]{2,4}c[0-9](?!\w)|CM(?:AL|CU|NI|PB|SN|ZN)[03](?!\w))"
        ),
        _ticker,
    ),
)
TICKER = Rule(
    "ticker",
    compile_late(
        r"[.^](?:[A-Z]{2,6}[0-9]{0,2}|[A-Z]{2,6}[0-9]{2,9}[A-Z]{1,3})(?:\s?(?=\s?[a-z(])|(?=\)))"
    ),
    _ticker,
)
"""The code of an index after its name: "the Dow .DJI fell"."""
WORD_RULES = (
    Rule(
        "dateline",
        compile_late(
            r"\A(?P<place>[A-Z][A-Z.'’]{1,24}+(?:[ /-][A-Z][A-Z.'’]{1,24}+){0,4})(?=(?:,\s[^—–:()\n]{1,40}?)?\s?(?:\([A-Z][A-Za-z./& ]{1,23}\)\s?)?(?:[—–]|--|\s-\s|(?<=\)):))"
            r"|\A(?P<city>[A-Z]{3,24}+(?:\s[A-Z]{3,24}+){1,2}|[A-Z]{5,24}+)(?=:\s[A-Z][a-z]|:\s[“\"])"
        ),
        _dateline,
    ),
    Rule(
        "salutation",
        compile_late(r"(?:DEAR\s)?(?:SIRS?|MADAM)(?:\s(?:OR|AND)\sMADAM)?(?=\s?[–—,:-])"),
        _salutation,
    ),
    Rule(
        "letters",
        compile_late(r"(?P<letter>[B-HJ-LN-QS-TV-Z]|A(?=s\sand\s[B-F]s\b))s(?![\w.])"),
        _letters,
    ),
    Rule(
        "headline",
        compile_late(r"(?P<caps>[A-Z]{2,}|A(?=\s))(?P<tail>['’]S)?(?![\w&])"),
        _headline,
    ),
    Rule(
        "letters",
        compile_late(r"(?P<a>[A-Z])&(?P<b>[A-Z])(?:s|['’]s)(?!\w)"),
        lambda match, _: f"{match['a']} and {match['b']}'s",
    ),
    Rule("shouting", _SHOUT, _shout),
    Rule(
        "mixed-case",
        compile_late(
            r"(?P<caps>YoY|QoQ|MoM|MiG|WiFi|LiDAR|SoHo|CrPC|DySP|DyCM|[A-Z][odf][A-Z]{1,3}|[A-Z][a-z][A-Z]{2,4})(?P<tail>s|['’]s)?(?!\w)"
        ),
        _mixed_case,
    ),
    Rule(
        "acronym",
        compile_late(
            r"(?P<caps>[A-ZÄÖÜÉ]{2,}(?:&[A-Z])?)(?P<tail>s['’](?!\w)|['’]s|s)?(?![\w&])"
        ),
        _acronym,
    ),
)
