"""The International Phonetic Alphabet as users write it, for voices that take phonemes.

English voices know only the sounds of English, so every other sound becomes the
nearest English one, as a newsreader would say it. Piper's voices are trained on
the IPA that eSpeak NG writes; eSpeak takes its own mnemonics (its
docs/phonemes.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from audiobrief.model import Phonemes
from audiobrief.patterns import compile_late


class Sound(NamedTuple):
    """A sound in the notations of the two kinds of voices."""

    ipa: str
    """IPA as eSpeak NG writes it for English voices; empty for a sound that is not spoken."""
    espeak: str
    """eSpeak NG's mnemonic."""


ENGLISH = {
    # IPA (chart of 2020) -> IPA as eSpeak writes it for English voices, and eSpeak's mnemonic
    "iː": ("iː", "i:"), "i": ("iː", "i:"), "ɪ": ("ɪ", "I"), "ɨ": ("ɪ", "I"), "y": ("uː", "u:"), "ʏ": ("ʊ", "U"),
    "e": ("ɛ", "E"), "ɛ": ("ɛ", "E"), "eː": ("eɪ", "eI"), "ɛː": ("ɛ", "E"), "æ": ("æ", "a"), "a": ("ɑː", "A:"),
    "aː": ("ɑː", "A:"), "ɑ": ("ɑː", "A:"), "ɑː": ("ɑː", "A:"), "ɒ": ("ɑː", "0"), "ɔ": ("ɔː", "O:"), "ɔː": ("ɔː", "O:"),
    "o": ("oʊ", "oU"), "oː": ("oʊ", "oU"), "ʊ": ("ʊ", "U"), "u": ("uː", "u:"), "uː": ("uː", "u:"), "ʉ": ("uː", "u:"),
    "ɯ": ("uː", "u:"), "ʌ": ("ʌ", "V"), "ɤ": ("ʌ", "V"), "ə": ("ə", "@"), "ɐ": ("ə", "@"), "ɵ": ("ə", "@"),
    "ɜ": ("ɜː", "3:"), "ɝ": ("ɜː", "3:"), "ø": ("ɜː", "3:"), "œ": ("ɜː", "3:"), "ɚ": ("ɚ", "3"),
    "eɪ": ("eɪ", "eI"), "aɪ": ("aɪ", "aI"), "ɔɪ": ("ɔɪ", "OI"), "aʊ": ("aʊ", "aU"), "oʊ": ("oʊ", "oU"), "əʊ": ("oʊ", "oU"),
    "ɪə": ("iə", "i@"), "eə": ("ɛɹ", "e@"), "ʊə": ("ʊɹ", "U@"),
    # eSpeak's British voices speak this r only before a vowel, its American voice always
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
    "\u0303": ("n", "n"),  # a nasal vowel is spoken with an n after it
}  # fmt: skip
STRESSES = {"ˈ": "'", "ˌ": ",", "'": "'"}
"""Stress mark -> eSpeak's. Both kinds of voices want it before the vowel; the IPA puts it
before the syllable."""
SILENT = frozenset(".-|‿ːˑʰʲʷˠˤ˞\u0361\u035c\u032f\u0329\u0325\u032c\u032a\u033a\u033b")
"""Syllable borders, ties, and details of articulation that no English voice makes."""
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
    """The sounds of each word; neither the tuple nor any word in it is empty."""

    @property
    def ipa(self) -> tuple[str, ...]:
        """The IPA of each word, as Piper's voices take it."""
        return tuple("".join(sound.ipa for sound in word) for word in self.words)

    @property
    def starts_with_vowel(self) -> bool:
        """Whether the first sound is a vowel, which decides how "the" before it sounds."""
        # a stress mark always stands directly before a vowel
        first = self.words[0][0]
        return first.ipa[:1] in _VOWELS | STRESSES.keys()

    @property
    def espeak(self) -> str:
        """The sounds in eSpeak's mnemonics, words separated by spaces."""
        # "|" separates mnemonics that would otherwise be read as one: t|S is not tS
        words = (
            "|".join(sound.espeak for sound in word if sound.espeak) for word in self.words
        )
        return re.sub(r"([',])\|", r"\1", " ".join(words))


def pronounce(
    text: str, phonemes: Iterable[Phonemes], *, english: bool = True
) -> tuple[Pronounced, ...]:
    """The runs of `text` whose IPA a voice can speak, in order.

    For an English voice, sounds become those of `ENGLISH`, and a possessive that
    follows joins the run. A run with an unknown sound is left out, so that its
    text is spoken instead. For other voices the sounds stay as they are and have
    no mnemonics.
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
    """The sounds of a word, or an empty tuple if one of them is unknown.

    In a word without a stress mark, the first vowel is stressed.
    """
    # NFD splits a nasal vowel into two characters; only the cedilla must stay with its letter
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
