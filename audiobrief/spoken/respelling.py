"""Pronunciations as letters that any English voice reads: "KEE-eve", IPA to respelling."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols

SOUNDS = {
    # IPA -> what an English voice reads as that sound; longest first wins
    "tʃ": "ch", "dʒ": "j", "aɪ": "igh", "eɪ": "ay", "ɔɪ": "oy", "aʊ": "ow", "oʊ": "oh", "əʊ": "oh",
    "ɪə": "eer", "eə": "air", "ʊə": "oor", "ts": "ts", "ju": "yoo",
    "iː": "ee", "uː": "oo", "ɑː": "ah", "ɔː": "aw", "ɜː": "ur", "aː": "ah", "eː": "ay", "oː": "oh", "ɛː": "air",
    "i": "ee", "ɪ": "i", "e": "e", "ɛ": "e", "æ": "a", "a": "ah", "ɑ": "ah", "ɒ": "o", "ɔ": "aw", "o": "oh",
    "ʊ": "uu", "u": "oo", "y": "ee", "ø": "ur", "œ": "ur", "ə": "uh", "ɐ": "uh", "ʌ": "u", "ɜ": "ur", "ɝ": "ur",
    "ɚ": "er", "ɨ": "i", "ʉ": "oo", "ɯ": "oo", "ɤ": "uh",
    "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "g": "g", "ɡ": "g", "q": "k", "c": "k", "ɟ": "j", "ʔ": "",
    "m": "m", "n": "n", "ŋ": "ng", "ɲ": "ny", "ɳ": "n", "ɱ": "m", "ɴ": "ng",
    "f": "f", "v": "v", "θ": "th", "ð": "th", "s": "s", "z": "z", "ʃ": "sh", "ʒ": "zh", "ɕ": "sh", "ʑ": "zh",
    "ʂ": "sh", "ʐ": "zh", "ç": "h", "x": "kh", "χ": "kh", "ɣ": "g", "ʁ": "r", "h": "h", "ɦ": "h", "ħ": "h",
    "ɸ": "f", "β": "v", "ʋ": "v", "l": "l", "ɫ": "l", "ɬ": "l", "ʎ": "ly", "ɭ": "l", "r": "r", "ɹ": "r", "ɾ": "r",
    "ɻ": "r", "ʀ": "r", "j": "y", "ʝ": "y", "w": "w", "ʍ": "w", "ɥ": "w",
    ".": "-", "ˈ": "-", "ˌ": "-", " ": " ", "‿": "", "-": "-",
}  # fmt: skip
"""International Phonetic Alphabet, chart of 2020, for the sounds that newspaper names need."""
_SOUND = compile_late(
    "|".join(re.escape(s) for s in sorted(SOUNDS, key=len, reverse=True)) + "|."
)
_VOWELS = frozenset("aeiouy")
_SYLLABLE = compile_late(r"(?<![^\W\d_])[^\W\d_]++(?=-)|(?<=-)[^\W\d_]+")


def respell(ipa: str) -> str:
    """IPA as letters: "ˈkiːɪv" gives "kee-iv". Marks that the table lacks are left out.

    Syllables are parted where the IPA parts them, and between two vowels.
    """
    letters = ""
    for sound in _SOUND.findall(ipa.strip("/[] ")):
        spelled = SOUNDS.get(sound, "")
        if spelled[:1] in _VOWELS and letters[-1:] in _VOWELS and letters:
            letters += "-"
        letters += spelled
    return re.sub(r"-+", "-", letters).strip("-")


def soften(said: str) -> str:
    """A respelling without the capitals that mark its stress: "KEE-eve" gives "kee-eve".

    Voices spell runs of capitals letter by letter (eSpeak NG reads "KEE" so).
    Signs and markup that no engine should see are taken out.
    """
    plain = symbols.HOSTILE.sub(" ", symbols.MARKUP.sub(" ", said))
    plain = re.sub(r"\s+", " ", plain).strip()
    return _SYLLABLE.sub(lambda m: m[0].lower() if m[0].isupper() else m[0], plain)
