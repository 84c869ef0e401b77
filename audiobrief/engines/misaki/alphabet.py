"""Convert the International Phonetic Alphabet to misaki's, which has a letter per diphthong."""

from __future__ import annotations

from audiobrief.patterns import compile_late

SHARED = {
    # IPA as eSpeak NG writes it for English -> misaki (EN_PHONES.md of hexgrad/misaki 0.9)
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "tʃ": "ʧ", "dʒ": "ʤ", "g": "ɡ", "r": "ɹ",
    "x": "k", "ɬ": "l", "ɐ": "ə", "e": "ɛ", "ʔ": "t",
}  # fmt: skip
AMERICAN = {
    **SHARED,
    "oʊ": "O", "əʊ": "O", "o": "O", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɚ": "əɹ", "ɝ": "ɜɹ", "ɾ": "T",
    "ɒ": "ɑ", "iə": "iə", "a": "æ", "ː": "",
}  # fmt: skip
BRITISH = {
    **SHARED,
    "oʊ": "Q", "əʊ": "Q", "o": "Q", "ɚ": "ə", "ɝ": "ɜː", "ɜːɹ": "ɜːɹ", "ɾ": "t", "a": "æ", "ᵻ": "ɪ",
}  # fmt: skip
IPA = {
    # letters of misaki's alphabet that the IPA writes otherwise (EN_PHONES.md)
    "A": "eɪ", "I": "aɪ", "W": "aʊ", "Y": "ɔɪ", "O": "oʊ", "Q": "əʊ", "ʧ": "tʃ", "ʤ": "dʒ", "T": "ɾ", "ᵊ": "ə", "ᵻ": "ɪ",
}  # fmt: skip
IGNORED = frozenset("\u0303\u0329\u032f\u0361‿-_^.|")
"""Marks for how a sound is made, and borders; the voices know none of them."""
_SYLLABIC_L = compile_late("əl(?![ˈˌaeiouæɐɑɒɔəɚɛɜɪʊʌ])")
"""Matches the end of "apple", but not the middle of "hello"."""
CODAS = {"ɛɹ": "ɛː", "ɪɹ": "ɪə", "ʊɹ": "ʊə", "ɹ": ""}
"""How a British voice speaks an r that no vowel follows; its lexicon has no such r ("hˈɛː",
"kˈɑː")."""
_CODA = compile_late("(?:[ɛɪʊ]|(?<=[æɑɒɔəɜʌː]))ɹ(?![ˈˌ.]*[aeiouæɐɑɒɔəɚɛɜɪʊʌ])")
_AMERICAN_SOUND = compile_late("|".join(sorted(AMERICAN, key=len, reverse=True)) + "|.")
_BRITISH_SOUND = compile_late("|".join(sorted(BRITISH, key=len, reverse=True)) + "|.")


def to_misaki(ipa: str, *, british: bool) -> str:
    """English IPA, as eSpeak NG writes it, in misaki's alphabet; stress marks stay."""
    table, pattern = (BRITISH, _BRITISH_SOUND) if british else (AMERICAN, _AMERICAN_SOUND)
    ipa = _SYLLABIC_L.sub("ᵊl", ipa)
    if british:
        ipa = _CODA.sub(lambda match: CODAS[match[0]], ipa)
    return "".join(
        table.get(sound, sound) for sound in pattern.findall(ipa) if sound not in IGNORED
    )


def to_ipa(phonemes: str) -> str:
    """Phonemes in misaki's alphabet as IPA, without punctuation."""
    kept = (c for c in phonemes if c.isalpha() or c in "ˈˌː ")
    return " ".join("".join(IPA.get(c, c) for c in kept).split())
