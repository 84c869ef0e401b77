"""The letters of newsroom respellings and the sounds that they stand for.

The tables follow the respelling keys of the AP, the BBC (its text spelling),
VOA and Wikipedia, with the plain spellings that writers mix in ("KEE-eve").
Graphemes on which the keys or the writers disagree are left out, and a
syllable that cannot be read is said as text: "au", "ou", "ei", "ey", "ea",
"sch", "arr", "ai" at the end of a syllable, and "y" before a consonant.

Vowels before an r have IPA that suits both rhotic and non-rhotic voices
("ɜː", "eə", "ʊə").
"""

from __future__ import annotations

CONSONANTS = {
    # as written -> IPA, at either end of a syllable
    "b": "b", "d": "d", "f": "f", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p", "s": "s", "t": "t", "v": "v",
    "z": "z", "ch": "tʃ", "tch": "tʃ", "dh": "ð", "dj": "dʒ", "g": "ɡ", "gh": "ɡ", "j": "dʒ", "kh": "x", "ng": "ŋ",
    "ph": "f", "sh": "ʃ", "th": "θ", "tz": "ts", "zh": "ʒ",
}  # fmt: skip
ONSETS = CONSONANTS | {
    # only before the vowel; "c" is not listed alone, since it may be k or s
    "h": "h", "hw": "w", "wh": "w", "hl": "l", "w": "w", "y": "j", "r": "ɹ", "rh": "ɹ", "q": "k", "qu": "kw",
    "cl": "kl", "cr": "kɹ", "scr": "skɹ", "ny": "nj",
}  # fmt: skip
CODAS = CONSONANTS | {
    # only after the vowel
    "bb": "b", "ck": "k", "dd": "d", "dge": "dʒ", "ff": "f", "gg": "ɡ", "kk": "k", "ll": "l", "mm": "m", "nk": "ŋk",
    "ngk": "ŋk", "nn": "n", "pp": "p", "ss": "s", "tt": "t", "x": "ks", "zz": "z", "nce": "ns", "nse": "ns",
    "nge": "ndʒ", "lse": "ls", "lve": "lv",
}  # fmt: skip
C_AS_K = ("a", "o", "u")
"""Vowels before which "c" is read as k: "CAN-tor"."""
VOWELS = {
    # as written -> IPA, in any place
    "ah": "ɑː", "aa": "ɑː", "aw": "ɔː", "awe": "ɔː", "ay": "eɪ", "eh": "ɛ", "ee": "iː", "ih": "ɪ", "eye": "aɪ",
    "igh": "aɪ", "oh": "oʊ", "oo": "uː", "ooh": "uː", "uu": "ʊ", "ow": "aʊ", "oy": "ɔɪ", "oi": "ɔɪ", "uh": "ʌ",
    "ə": "ə", "ew": "juː", "ue": "uː", "uy": "aɪ",
    "air": "eə", "ayr": "eə", "ehr": "eə", "err": "eə", "are": "eə", "ar": "ɑːɹ", "ahr": "ɑːɹ", "aar": "ɑːɹ",
    "or": "ɔːɹ", "ohr": "ɔːɹ", "orr": "ɔːɹ", "ore": "ɔːɹ", "awr": "ɔːɹ", "eer": "ɪɹ", "ihr": "ɪɹ", "irr": "ɪɹ",
    "ire": "aɪɚ", "owr": "aʊɚ", "oor": "ʊə", "uur": "ʊə", "ur": "ɜː", "urr": "ɜː", "er": "ɜː", "ir": "ɜː", "ər": "ɚ",
}  # fmt: skip
WEAK = {
    # vowels that differ without stress
    "uh": "ə", "ur": "ɚ", "er": "ɚ",
}  # fmt: skip
CLOSED = {
    # before a consonant of the same syllable -> IPA
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɒ", "u": "ʌ", "ai": "eɪ", "oa": "oʊ",
}  # fmt: skip
CLOSED_WEAK = {"u": "ə"}
OPEN = {
    # at the end of a stressed syllable -> IPA
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "oʊ", "u": "uː", "y": "aɪ", "ye": "aɪ", "ie": "aɪ",
}  # fmt: skip
OPEN_WEAK = OPEN | {"a": "ə"}
LAST = {
    # vowels that differ at the end of the word: "ma-PA", "TOH-ni"
    "a": "ɑː", "i": "iː",
}  # fmt: skip
LAST_WEAK = {"a": "ə", "i": "iː"}
LONG = {"a": "eɪ", "e": "iː", "i": "aɪ", "o": "oʊ", "u": "uː", "y": "aɪ"}
"""Vowels before one consonant and a silent e: "eve", "lake"."""
BEFORE_E = {
    **{one: ipa for one, ipa in CONSONANTS.items() if one not in {"ng", "tch"}},
    "c": "s", "g": "dʒ", "th": "ð", "st": "st",
}  # fmt: skip
"""Consonants before a silent e: "eve", "ace", "age", "bathe", "taste"."""
BARE = {"m": "əm", "n": "ən"}
"""Syllables without a vowel: "m-BAP-ay"."""

ENGLISH_ONSETS = frozenset(
    """
    b bj bl bɹ d dj dɹ dw dʒ f fj fl fɹ h hj j k kj kl kɹ kw l lj m mj n nj p pj pl pɹ ɡ ɡl ɡɹ ɡw ɹ s sf sk skj skɹ
    skw sl sm sn sp spj spl spɹ st stɹ sw t tj tɹ tw tʃ v vj w z ð θ θɹ ʃ ʃɹ ʒ
""".split()
)
"""The consonants with which English words begin, in IPA (Gimson's Pronunciation of English, on
phonotactics)."""
ENGLISH_CODAS = frozenset(
    """
    b bz d dz dʒ f fs ft fθ k ks kst kt kts l lb ld ldz lf lk lm ln lp ls lt lts ltʃ lv lz lθ m md mp mps mz n nd ndz
    ndʒ ns nst nt nts ntʃ nz nθ p ps pt pts s sk sks sp sps st sts t ts tʃ tʃt v vd vz z ð ðz ŋ ŋk ŋks ŋkt ŋz ɡ ɡz ʃ ʃt
    ʒ θ θs
""".split()
)
"""The consonants with which English words end, in IPA, from the same source."""
