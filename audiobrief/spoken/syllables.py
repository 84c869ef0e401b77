"""Writes IPA as a newsroom's respelling: "jukɹˈeɪn" gives "yoo-KRAYN".

It is the way back from `respelling.read_respelling`, so that a voice's own pronunciation of a name
can be shown, and corrected in a lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken import respelling
from audiobrief.spoken.english import graphemes

VOWELS = {
    # vowel, with an r that closes its syllable -> spellings that `respelling` reads as it, the
    # most common in newsrooms first
    "i": ("ee",), "ɪ": ("ih", "i"), "eɪ": ("ay",), "ɛ": ("eh", "e"), "æ": ("a",), "ɑ": ("ah",), "ɔ": ("aw",),
    "oʊ": ("oh",), "ʊ": ("uu",), "u": ("oo",), "ʌ": ("u", "uh"), "ə": ("uh", "u"), "aɪ": ("igh", "y", "eye"),
    "aʊ": ("ow",), "ɔɪ": ("oy",), "ɜɹ": ("ur",), "əɹ": ("ur",), "ɛɹ": ("air",), "ɪɹ": ("eer",), "iɹ": ("eer",),
    "ʊɹ": ("oor",), "uɹ": ("oor",), "ɑɹ": ("ar",), "ɔɹ": ("or",), "oʊɹ": ("or",), "aɪɹ": ("ire",), "aʊɹ": ("owr",),
    "eɪɹ": ("air",), "æɹ": ("air",),
}  # fmt: skip
CONSONANTS = {
    "b": "b", "d": "d", "f": "f", "h": "h", "j": "y", "k": "k", "l": "l", "m": "m", "n": "n", "p": "p", "s": "s",
    "t": "t", "v": "v", "w": "w", "x": "kh", "z": "z", "ð": "dh", "ŋ": "ng", "ɡ": "g", "ɹ": "r", "ʃ": "sh", "ʒ": "zh",
    "θ": "th", "tʃ": "ch", "dʒ": "j",
}  # fmt: skip
ALIKE = tuple(
    # notations of one sound in dictionaries and in eSpeak NG's IPA, in the order in which they are
    # replaced; English voices do not tell them apart
    (compile_late(written), alike)
    for written, alike in (
        ("ː", ""), ("əʊ", "oʊ"), ("eə", "ɛɹ"), ("(?<![aeɔ])ɪə", "ɪɹ"), ("(?<![ao])ʊə", "ʊɹ"), ("ɚ", "əɹ"),
        ("ɝ|ɜ(?!ɹ)", "ɜɹ"), ("ɒ", "ɑ"), ("ɐ", "ə"), ("ᵻ", "ɪ"), ("g", "ɡ"), ("ɾ|ʔ", "t"), ("ɬ|ɫ", "l"), ("r", "ɹ"),
        ("χ", "x"), ("ç", "h"),
    )
)  # fmt: skip
MERGED = tuple(
    # vowels that respellings write alike: before an r, most accents of English have fewer vowels
    # (Wells, Accents of English, 3.1.8), and ʌ and ɜ are ə with stress
    (compile_late(written), merged)
    for written, merged in (
        ("iɹ", "ɪɹ"), ("uɹ", "ʊɹ"), ("oʊɹ", "ɔɹ"), ("eɪɹ|æɹ", "ɛɹ"), ("aɪəɹ", "aɪɹ"), ("aʊəɹ", "aʊɹ"),
        ("ʌ|ɜ", "ə"),
    )
)  # fmt: skip
ALONE = {"a": "æ", "e": "ɛ", "o": "oʊ", "y": "u", "ø": "ɜɹ", "œ": "ɜɹ"}
"""Letters of IPA that stand for another sound of English if they are no part of a diphthong."""
_SOUND = compile_late(r"tʃ|dʒ|[aeoɔ][ɪʊ]|ɜɹ|\w|[ˈˌ]")
_VOWEL = frozenset("iɪeɛæaɑɔoʊuʌəɜyøœ")
STRESS, LESS_STRESS = "ˈ", "ˌ"


class Syllable(NamedTuple):
    """The sounds of a syllable in IPA."""

    onset: tuple[str, ...]
    vowel: str
    coda: tuple[str, ...]
    stressed: bool
    """Whether it has the main stress of its word."""


def spell(ipa: str) -> str:
    """English IPA as a respelling, the syllable with the main stress in capitals.

    It is read as the same sounds again; a word without stress is joined to the next one, since
    only a word with capitals is read as a respelling. Sounds that English does not have are left
    out. Empty if there is no vowel, or if no respelling is read as these sounds: an "a" as in
    "cat" at the end of a word has none.
    """
    words = filter(None, map(divide, ipa.strip("/[] ").split()))
    written = [_spell_word(_with_stress(word)) for word in _join_unstressed(words)]
    return " ".join(written) if all(written) else ""


def divide(word: str) -> tuple[Syllable, ...]:
    """The syllables of a word in IPA.

    Between two vowels, a syllable begins with as many consonants as an English word may begin
    with (the maximal onset principle; Gimson's Pronunciation of English). A mark of stress
    belongs to the next vowel, since dictionaries write it before the syllable and eSpeak NG
    before the vowel.
    """
    runs: list[list[str]] = [[]]
    vowels: list[tuple[str, bool]] = []
    stressed = False
    for sound in _SOUND.findall(_in_plain(word)):
        if sound in {STRESS, LESS_STRESS}:
            stressed = sound == STRESS
        elif sound[0] in _VOWEL:
            vowels.append((ALONE.get(sound, sound), stressed))
            runs.append([])
            stressed = False
        elif sound in CONSONANTS:
            runs[-1].append(sound)
    return tuple(_assemble(runs, vowels))


def _in_plain(word: str) -> str:
    for written, alike in ALIKE:
        word = written.sub(alike, word)
    return word


def _assemble(runs: list[list[str]], vowels: list[tuple[str, bool]]) -> Iterator[Syllable]:
    onset = runs[0]
    for number, (vowel, stressed) in enumerate(vowels, start=1):
        between = runs[number]
        last = number == len(vowels)
        cut = len(between) if last else _find_onset(between)
        yield Syllable(tuple(onset), *_colour(vowel, tuple(between[:cut])), stressed)
        onset = between[cut:]


def _find_onset(consonants: list[str]) -> int:
    """Where the next syllable begins among the consonants between two vowels."""
    for cut in range(len(consonants)):
        if "".join(consonants[cut:]) in graphemes.ENGLISH_ONSETS:
            return cut
    return len(consonants)


def _join_unstressed(words: Iterable[tuple[Syllable, ...]]) -> list[tuple[Syllable, ...]]:
    """The words, those without stress joined to the next one, and the last ones to the one before."""
    joined: list[tuple[Syllable, ...]] = []
    waiting: tuple[Syllable, ...] = ()
    for word in words:
        waiting += word
        if any(syllable.stressed for syllable in word):
            joined.append(waiting)
            waiting = ()
    if waiting:
        joined[-1:] = [(*(joined[-1] if joined else ()), *waiting)]
    return joined


def _with_stress(word: tuple[Syllable, ...]) -> tuple[Syllable, ...]:
    """The word with a stress that capitals can show: on one of its syllables, but not on all.

    Of several, the last is the main stress, as `respelling` reads it. In a word of one syllable,
    which dictionaries may leave unmarked, this one is stressed.
    """
    if len(word) == 1 or all(syllable.stressed for syllable in word):
        *others, last = word
        return (
            *(each._replace(stressed=False) for each in others),
            last._replace(stressed=True),
        )
    return word


def _spell_word(word: tuple[Syllable, ...]) -> str:
    """The respelling of a word; empty if there is none, as without a stress to show."""
    if len(word) == 1:
        return _spell_alone(word[0])
    if not any(syllable.stressed for syllable in word):
        return ""
    written = []
    rest = list(word)
    for number, syllable in enumerate(word, start=1):
        syllable = rest[number - 1]  # noqa: PLW2901 -- it may have lost a consonant to the one before
        last = number == len(rest)
        spelled = next(_spellings(syllable, last=last), "")
        if not (spelled or last):
            syllable, rest[number] = _close(syllable, rest[number])  # noqa: PLW2901 -- it hands a consonant to the next one
            spelled = next(_spellings(syllable, last=last), "")
        if not spelled:
            return ""
        written.append(spelled.upper() if syllable.stressed else spelled)
    return "-".join(written)


def _close(syllable: Syllable, following: Syllable) -> tuple[Syllable, Syllable]:
    """The two syllables with the first consonant between them moved to the former.

    A short vowel is plain only before a consonant: "AS-kur-bee", where "A" alone could be the
    letter's name.
    """
    moved, onset = following.onset[:1], following.onset[1:]
    vowel, coda = _colour(syllable.vowel, (*syllable.coda, *moved))
    return syllable._replace(vowel=vowel, coda=coda), following._replace(onset=onset)


def _colour(vowel: str, coda: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The vowel with an r that closes its syllable, and the consonants after that."""
    closed = coda[:1] == ("ɹ",) and f"{vowel}ɹ" in VOWELS
    return (f"{vowel}ɹ", coda[1:]) if closed else (vowel, coda)


def _spell_alone(syllable: Syllable) -> str:
    """The respelling of a word of one syllable; empty if there is none.

    If it is also an ordinary word or an acronym, an apostrophe says that it is a syllable.
    """
    written = [spelled.upper() for spelled in _spellings(syllable, last=True)]
    marked = (each + mark for mark in ("", "'") for each in written)
    return next((each for each in marked if respelling.read_respelling(each).phonemes), "")


def _spellings(syllable: Syllable, *, last: bool) -> Iterator[str]:
    """The spellings that are read as the syllable, those that are read so exactly first."""
    wanted = _in_plain("".join((*syllable.onset, syllable.vowel, *syllable.coda)))
    onset = "".join(CONSONANTS[sound] for sound in syllable.onset)
    coda = "".join(CONSONANTS[sound] for sound in syllable.coda).replace("ngk", "nk")
    read = {}
    for vowel in _vowels_of(syllable):
        letters = f"{onset}{vowel}{coda}"
        sound = respelling.sound_of(letters, stressed=syllable.stressed, last=last)
        read[letters] = _in_plain(sound)
    yield from (letters for letters, sound in read.items() if sound == wanted)
    yield from (
        letters
        for letters, sound in read.items()
        if sound != wanted and merge(sound) == merge(wanted)
    )


def merge(syllable: str) -> str:
    """The sounds of a syllable in IPA without the differences that `MERGED` lists."""
    for written, merged in MERGED:
        syllable = written.sub(merged, syllable)
    return syllable


def _vowels_of(syllable: Syllable) -> tuple[str, ...]:
    spellings = VOWELS[syllable.vowel]
    # "ih" and "eh" are written at the end of a syllable, "i" and "e" before a consonant
    return spellings[::-1] if syllable.coda and syllable.vowel in {"ɪ", "ɛ"} else spellings
