"""Whether English can say capitals as a word: "Nato", but not "LAUSD"."""

from __future__ import annotations

import functools

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.known_capitals import LETTERS, WORDS

VOWELS = frozenset("AEIOUYÄÖÜÉ")
ONSETS = frozenset(
    """
    b bl br c ch chl chr cl cr d dr dw f fl fr g gl gr gw h j k kl kn kr l m n p ph phr pl pr qu r rh s sc sch scr sh shr
    sk sl sm sn sp spl spr st str sw t th thr tr tw v w wh wr y z
""".split()
)
"""Consonants that can begin an English syllable."""
CODAS = frozenset(
    """
    b c ch ck ct d dd dge f ff ft g gh gs h k ks l lb lc ld lf lk ll lm lp ls lt lth m mb mp ms mph n nc nch nd ng ngs nk ns
    nt nth p ph pp ps pt r rb rc rch rd rf rg rk rl rm rn rp rs rsh rst rt rth s sh sk sm sp ss st t tch th ts tt v w wl
    wn x z zz ght ghts ths rld rlds lds nds nts cts pts xt xts mpt mpts sts sks rks rms rns rts lts lks lms fts ngth ngths
    dth dths rsts nct ncts tz lfs rfs cks rds lls mn mns ms ds bs ws thm gn rch rched lps lpt rpt nsk rsk
""".split()
)
"""Consonants that can end one."""
VOWEL_PAIRS = frozenset(
    "eau ai au ay ea ee ei eo eu ey ia ie io iu oa oe oi oo ou oy ua ue ui".split()
)
_RUN = compile_late(
    "(?P<vowels>(?:(?<!q)[aeiou]|y(?![aeiou]))+)|(?:qu|(?![aeiou]).(?<!y)|y(?=[aeiou]))+"
)
_SHORT_WORD = compile_late(
    "[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU]{1,2}[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU]?"
    "|[AEIOU][B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU][B-DF-HJ-NP-TV-XZ]?"
)
"""Consonants and vowels by turns: FEMA, APRA, but not OECD. A Y among four capitals is a letter."""
_COUNTRY = compile_late("(?:US|UK|UN|EU)[B-DF-HJ-NP-TV-Z]")
"""Capitals that begin with a country or a union go on with letters: USPTO, UNSCOM."""


def is_word(capitals: str) -> bool:
    """Whether capitals are read as a word: by the tables, then by their shape."""
    if capitals in WORDS:
        return True
    if capitals in LETTERS or len(capitals) < 4:
        return False
    if capitals in Y_IS_A_VOWEL or (
        DRAWN_OUT.search(capitals) and TELLING_ONE.search(capitals)
    ):
        return True
    if len(capitals) >= LEAST_STRESSED and TELLING.search(capitals):
        return True
    if len(capitals) == 4 and not _SHORT_WORD.fullmatch(capitals):
        return False
    if _COUNTRY.match(capitals):
        return False
    return can_be_said(capitals)


Y_IS_A_VOWEL = frozenset(
    "ARMY BABY BODY BUSY CITY COPY DAYS DUTY EASY JULY KEYS LADY MANY NAVY PLAY SAYS STAY SYNC VERY WAYS".split()
)
"""Words of four letters with a Y; in an initialism it is a letter of its own."""
DRAWN_OUT = compile_late(r"([A-Z])\1\1.*(?<=[A-Z]{5})")
TELLING_ONE = compile_late("[AEIOUY]")
"""DRAWN_OUT and TELLING_ONE: a cry, "NOOOOO", whose letters stand for its length."""
LEAST_STRESSED = 7
TELLING = compile_late("[AEIOUY].*[AEIOUY]")
"""Vowels of a word: seven letters with two of them are a word in capitals and no initialism."""


@functools.lru_cache(maxsize=4096)
def can_be_said(capitals: str) -> bool:
    """Whether English can say them as a word: no "LAUSD", since nothing ends in "sd"."""
    runs = [(found[0], bool(found["vowels"])) for found in _RUN.finditer(capitals.lower())]
    last = len(runs) - 1
    if not any(vowels for _, vowels in runs):
        return False
    for at, (run, vowels) in enumerate(runs):
        if vowels:
            if len(run) > 1 and run not in VOWEL_PAIRS:
                return False
        elif at == 0:
            if run not in ONSETS:
                return False
        elif at == last:
            if run not in CODAS:
                return False
        elif not any(
            (not run[:cut] or run[:cut] in CODAS) and (not run[cut:] or run[cut:] in ONSETS)
            for cut in range(len(run) + 1)
        ):
            return False
    return True
