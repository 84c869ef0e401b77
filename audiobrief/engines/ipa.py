"""The International Phonetic Alphabet as users write it, for voices that take phonemes.

English voices know the sounds of English: others are brought to the nearest
one here, as a newsreader would. Piper's are trained on the IPA that eSpeak NG
writes, and eSpeak takes its own mnemonics (its docs/phonemes.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from audiobrief.model import Phonemes
from audiobrief.patterns import compile_late


class Sound(NamedTuple):
    """A sound as the two kinds of voices take it."""

    ipa: str
    """As eSpeak NG writes it for English voices; empty where nothing sounds."""
    espeak: str
    """eSpeak NG's mnemonic."""


ENGLISH = {
    # IPA (chart of 2020) -> as eSpeak writes it for English voices, and its mnemonic
    "iː": ("iː", "i:"), "i": ("iː", "i:"), "ɪ": ("ɪ", "I"), "ɨ": ("ɪ", "I"), "y": ("uː", "u:"), "ʏ": ("ʊ", "U"),
    "e": ("ɛ", "E"), "ɛ": ("ɛ", "E"), "eː": ("eɪ", "eI"), "ɛː": ("ɛ", "E"), "æ": ("æ", "a"), "a": ("ɑː", "A:"),
    "aː": ("ɑː", "A:"), "ɑ": ("ɑː", "A:"), "ɑː": ("ɑː", "A:"), "ɒ": ("ɑː", "0"), "ɔ": ("ɔː", "O:"), "ɔː": ("ɔː", "O:"),
    "o": ("oʊ", "oU"), "oː": ("oʊ", "oU"), "ʊ": ("ʊ", "U"), "u": ("uː", "u:"), "uː": ("uː", "u:"), "ʉ": ("uː", "u:"),
    "ɯ": ("uː", "u:"), "ʌ": ("ʌ", "V"), "ɤ": ("ʌ", "V"), "ə": ("ə", "@"), "ɐ": ("ə", "@"), "ɵ": ("ə", "@"),
    "ɜ": ("ɜː", "3:"), "ɝ": ("ɜː", "3:"), "ø": ("ɜː", "3:"), "œ": ("ɜː", "3:"), "ɚ": ("ɚ", "3"),
    "eɪ": ("eɪ", "eI"), "aɪ": ("aɪ", "aI"), "ɔɪ": ("ɔɪ", "OI"), "aʊ": ("aʊ", "aU"), "oʊ": ("oʊ", "oU"), "əʊ": ("oʊ", "oU"),
    "ɪə": ("iə", "i@"), "eə": ("ɛɹ", "e@"), "ʊə": ("ʊɹ", "U@"),
    # eSpeak's British voices say the r of these where a vowel follows, its American one always
    "ɑːɹ": ("ɑːɹ", "A@"), "ɔːɹ": ("ɔːɹ", "O@"), "ɪɹ": ("ɪɹ", "i@3"),
    "p": ("p", "p"), "b": ("b", "b"), "t": ("t", "t"), "d": ("d", "d"), "k": ("k", "k"), "q": ("k", "k"), "c": ("k", "k"),
    "g": ("ɡ", "g"), "ɡ": ("ɡ", "g"), "ɢ": ("ɡ", "g"), "ɟ": ("dʒ", "dZ"), "ʔ": ("", ""), "ʈ": ("t", "t"), "ɖ": ("d", "d"),
    "tʃ": ("tʃ", "tS"), "tɕ": ("tʃ", "tS"), "tʂ": ("tʃ", "tS"), "dʒ": ("dʒ", "dZ"), "dʑ": ("dʒ", "dZ"), "dʐ": ("dʒ", "dZ"),
    "m": ("m", "m"), "ɱ": ("m", "m"), "n": ("n", "n"), "ɳ": ("n", "n"), "ŋ": ("ŋ", "N"), "ɴ": ("ŋ", "N"), "ɲ": ("nj", "n|j"),
    "f": ("f", "f"), "ɸ": ("f", "f"), "v": ("v", "v"), "β": ("v", "v"), "ʋ": ("v", "v"), "θ": ("θ", "T"), "ð": ("ð", "D"),
    "s": ("s", "s"), "z": ("z", "z"), "ʃ": ("ʃ", "S"), "ɕ": ("ʃ", "S"), "ʂ": ("ʃ", "S"), "ʒ": ("ʒ", "Z"), "ʑ": ("ʒ", "Z"),
    "ʐ": ("ʒ", "Z"), "ç": ("h", "h"), "x": ("k", "x"), "χ": ("k", "x"), "ɣ": ("ɡ", "g"), "ʁ": ("ɹ", "r"), "h": ("h", "h"),
    "ɦ": ("h", "h"), "ħ": ("h", "h"), "l": ("l", "l"), "ɫ": ("l", "l"), "ɬ": ("l", "l"), "ɭ": ("l", "l"), "ʎ": ("lj", "l|j"),
    "r": ("ɹ", "r"), "ɹ": ("ɹ", "r"), "ɾ": ("ɹ", "r"), "ɻ": ("ɹ", "r"), "ʀ": ("ɹ", "r"), "j": ("j", "j"), "ʝ": ("j", "j"),
    "w": ("w", "w"), "ʍ": ("w", "w"), "ɥ": ("w", "w"),
    "\u0303": ("n", "n"),  # a nasal vowel is said with an n after it
}  # fmt: skip
STRESSES = {"ˈ": "'", "ˌ": ",", "'": "'"}
"""Mark -> eSpeak's. Both voices want it before the vowel, the IPA has it before the syllable."""
SILENT = frozenset(".-|‿ːˑʰʲʷˠˤ˞\u0361\u035c\u032f\u0329\u0325\u032c\u032a\u033a\u033b")
"""Borders of syllables, ties, and shades that no English voice makes."""
_VOWELS = frozenset("iɪɨyʏeɛæaɑɒɔoʊuʉɯʌɤəɐɵɜɝøœɚ")
_SOUND = compile_late("|".join(sorted(map(re.escape, ENGLISH), key=len, reverse=True)) + "|.")
_POSSESSIVE = compile_late(r"['’]s(?!\w)")
_SIBILANTS = frozenset(("s", "z", "ʃ", "ʒ", "tʃ", "dʒ"))
_VOICELESS = frozenset(("p", "t", "k", "f", "θ"))


class Pronounced(NamedTuple):
    """A run of a text and its sounds, word by word."""

    start: int
    end: int
    words: tuple[tuple[Sound, ...], ...]
    """Never empty, nor is one of them."""

    @property
    def ipa(self) -> tuple[str, ...]:
        """Of each word, as Piper's voices take it."""
        return tuple("".join(sound.ipa for sound in word) for word in self.words)

    @property
    def starts_with_vowel(self) -> bool:
        """Whether its first sound is a vowel: decides how "the" before it sounds."""
        # a stress mark stands right before a vowel
        first = self.words[0][0]
        return first.ipa[:1] in _VOWELS | STRESSES.keys()

    @property
    def espeak(self) -> str:
        """In eSpeak's mnemonics, the words parted by blanks."""
        # "|" parts mnemonics that read as one: t|S is no tS
        words = (
            "|".join(sound.espeak for sound in word if sound.espeak) for word in self.words
        )
        return re.sub(r"([',])\|", r"\1", " ".join(words))


def pronounce(
    text: str, phonemes: Iterable[Phonemes], *, english: bool = True
) -> tuple[Pronounced, ...]:
    """The runs of `text` whose IPA a voice can say, in order.

    For an English voice, sounds are those of `ENGLISH`, and a possessive that
    follows takes part; a run with another sound is left out, so that its text
    is said. For other voices the sounds stay, and have no mnemonics.
    """
    found = []
    for start, end, ipa in phonemes:
        words = [_read_word(word, english=english) for word in ipa.strip("/[] ").split()]
        if not words or not all(words):
            continue
        possessive = _POSSESSIVE.match(text, end) if english else None
        if possessive:
            words[-1] += _sound_possessive(words[-1][-1].ipa)
        last = possessive.end() if possessive else end
        found.append(Pronounced(start, last, tuple(words)))
    return tuple(found)


def _read_word(word: str, *, english: bool) -> tuple[Sound, ...]:
    """Its sounds, the first vowel stressed where no mark is; empty where one is not known."""
    # decomposed, a nasal vowel is two characters; the cedilla alone belongs to its letter
    letters = unicodedata.normalize("NFD", word).replace("c\u0327", "ç")
    sounds: list[Sound] = []
    stress: Sound | None = None if STRESSES.keys() & set(letters) else Sound("ˈ", "'")
    for sound in _SOUND.findall(letters):
        if sound in STRESSES:
            stress = Sound("ˌ" if sound == "ˌ" else "ˈ", STRESSES[sound])
            continue
        if sound[0] in _VOWELS and stress is not None:
            sounds.append(stress)
            stress = None
        if not english:
            sounds.append(Sound(sound, ""))
        elif sound in ENGLISH:
            sounds.append(Sound(*ENGLISH[sound]))
        elif sound not in SILENT:
            return ()
    return tuple(sounds)


def _sound_possessive(last: str) -> tuple[Sound, ...]:
    if last in _SIBILANTS:
        return (Sound("ɪ", "I"), Sound("z", "z"))
    return (Sound("s", "s"),) if last in _VOICELESS else (Sound("z", "z"),)
