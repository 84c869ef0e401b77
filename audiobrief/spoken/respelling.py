"""Converts respellings such as "KEE-eve" to text and IPA, and IPA to respellings.

A respelling separates its syllables by hyphens and has the stressed ones in
capitals. Engines that read text get it in small letters, since they spell
capitals ("K. E. E."); engines that take phonemes get its IPA, which keeps the
stress.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from audiobrief.model import Phonemes
from audiobrief.patterns import any_of, compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.english import graphemes, known_capitals

SOUNDS = {
    # IPA -> letters that an English voice reads as that sound; the longest match wins
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
_WORD = compile_late(r"(?<![\w'’-])[^\W\d_]++(?:['’]?-[^\W\d_]++)*+(?:['’](?![\w-]))?(?![\w-])")
_SYLLABLE = compile_late(r"(?<![^\W\d_])[^\W\d_]++(?=-)|(?<=-)[^\W\d_]+")
_TICKS = "'’"
"""The AP puts one of these after the syllable with the main stress."""
_ESCAPE = compile_late(r"\\(?:g<[^>]*>|\d+|.)", re.DOTALL)
"""The escapes of a replacement, for which `re` substitutes something else."""
KNOWN = known_capitals.LETTERS | known_capitals.WORDS
"""Words in capitals that the newsreader has a reading for."""
LEAST = 3
"""Fewest letters of a word in capitals that is read as a syllable: "UN" and "EU" are
spelled."""


class Respelled(NamedTuple):
    """A respelling as text and as IPA."""

    text: str
    """The words for engines that read text."""
    phonemes: tuple[Phonemes, ...] = ()
    """IPA of the words whose stress is marked and whose syllables can all be read, with offsets
    into `text`."""


class _Syllable(NamedTuple):
    """The parts of a syllable in IPA."""

    onset: str
    vowel: str
    coda: str
    is_bare: bool
    """Whether its vowel is a single letter at its end."""


def respell(ipa: str) -> str:
    """IPA as letters: "ˈkiːɪv" gives "kee-iv". Signs that the table lacks are left out.

    Syllables are separated where the IPA separates them, and between two vowels.
    """
    letters = ""
    for sound in _SOUND.findall(ipa.strip("/[] ")):
        spelled = SOUNDS.get(sound, "")
        if spelled[:1] in _VOWELS and letters[-1:] in _VOWELS and letters:
            letters += "-"
        letters += spelled
    return re.sub(r"-+", "-", letters).strip("-")


def read_respelling(said: str) -> Respelled:
    """A pronunciation that somebody wrote, as text and with the IPA of its words.

    A word has IPA where capitals mark its stress: "KEE-eve", and also "KEEV",
    a single syllable that is possible in English. An apostrophe after it says
    that it is one, even if it is also a word or an acronym: "PORT'". Where
    several syllables are in capitals, the last has the main stress, or the one
    with an apostrophe.
    Where all are, the stress is unknown, and the word is said as text.
    """
    plain = clean(said)
    pieces: list[str] = []
    phonemes: list[Phonemes] = []
    length = position = 0
    for match in _WORD.finditer(plain):
        text, ipa = _read_word(match[0])
        before = _soften_syllables(plain[position : match.start()])
        length += len(before)
        if ipa:
            phonemes.append(Phonemes(length, length + len(text), ipa))
        pieces += before, text
        length += len(text)
        position = match.end()
    pieces.append(_soften_syllables(plain[position:]))
    return Respelled("".join(pieces), tuple(phonemes))


def soften_template(replacement: str) -> str:
    """The replacement of a pattern, its respellings in small letters, its groups unchanged.

    A group stands for words of the article, whose capitals mark no stress.
    """
    pieces: list[str] = []
    position = 0
    for escape in _ESCAPE.finditer(replacement):
        pieces += _soften_words(replacement[position : escape.start()]), escape[0]
        position = escape.end()
    return "".join([*pieces, _soften_words(replacement[position:])])


def has_groups(replacement: str) -> bool:
    """Whether the replacement of a pattern refers to a group of the match."""
    return any(e[1:2].isdigit() or e[1:2] == "g" for e in _ESCAPE.findall(replacement))


def clean(said: str) -> str:
    """A text without signs and markup that no engine should see."""
    plain = symbols.HOSTILE.sub(" ", symbols.MARKUP.sub(" ", said))
    return re.sub(r"\s+", " ", plain).strip()


def _soften_words(text: str) -> str:
    return _soften_syllables(_WORD.sub(lambda match: _read_word(match[0])[0], text))


def _soften_syllables(text: str) -> str:
    return _SYLLABLE.sub(lambda m: m[0].lower() if m[0].isupper() else m[0], text)


def _read_word(word: str) -> tuple[str, str]:
    """A word as text, and its IPA where its stress is marked and every syllable can be read."""
    parts = word.split("-")
    plain = [part.rstrip(_TICKS) for part in parts]
    capital = [part.isupper() for part in plain]
    if not any(capital):
        return word, ""
    if len(parts) == 1:
        return _read_alone(word)
    text = "-".join(p.lower() if up else p for p, up in zip(plain, capital, strict=True))
    ticked = [i for i, part in enumerate(parts) if capital[i] and part.rstrip(_TICKS) != part]
    stressed = [i for i, up in enumerate(capital) if up]
    main = ticked[-1] if ticked else stressed[-1]
    if len(stressed) == len(parts) and not ticked:
        return text, ""
    said = ""
    for index, syllable in enumerate(plain):
        if not (syllable.islower() or syllable.isupper()):
            return text, ""
        mark = "ˈ" if index == main else "ˌ" if capital[index] else "." if said else ""
        ipa = sound_of(syllable.lower(), stressed=capital[index], last=index == len(plain) - 1)
        if not ipa:
            return text, ""
        said += mark + ipa
    return text, said


def _read_alone(word: str) -> tuple[str, str]:
    """A word in capitals: a syllable where it can be one, else unchanged, to be spelled."""
    plain = word.rstrip(_TICKS)
    small = plain.lower()
    syllable = _parse(small, stressed=True, last=True)
    if plain != word and syllable is not None and not syllable.is_bare:
        return small, f"ˈ{syllable.onset}{syllable.vowel}{syllable.coda}"
    if plain in KNOWN:
        return word, ""
    if small in known_capitals.SHOUTED:
        return small, ""  # an ordinary word
    if len(small) < LEAST or syllable is None or syllable.is_bare:
        return word, ""
    if syllable.onset and syllable.onset not in graphemes.ENGLISH_ONSETS:
        return word, ""
    if syllable.coda and syllable.coda not in graphemes.ENGLISH_CODAS:
        return word, ""
    return small, f"ˈ{syllable.onset}{syllable.vowel}{syllable.coda}"


def sound_of(letters: str, *, stressed: bool, last: bool) -> str:
    """The IPA of a syllable in small letters; empty where it cannot be read."""
    if letters in graphemes.BARE:
        return "" if stressed else graphemes.BARE[letters]
    if len(letters) == 1 and stressed and letters in "aeiu":
        return ""  # "A-bel", "I-van": either the letter's name or its short sound
    syllable = _parse(letters, stressed=stressed, last=last)
    return f"{syllable.onset}{syllable.vowel}{syllable.coda}" if syllable else ""


def _parse(letters: str, *, stressed: bool, last: bool) -> _Syllable | None:
    """The parts of a syllable in small letters; None where it cannot be read."""
    shapes = _shapes()
    match = shapes.long.fullmatch(letters)
    if match is not None:
        vowel = graphemes.LONG.get(match["vowel"]) or graphemes.VOWELS[match["vowel"]]
        onset = _join(shapes, graphemes.ONSETS, match["onset"])
        return _Syllable(onset, vowel, graphemes.BEFORE_E[match["coda"]], is_bare=False)
    match = shapes.plain.fullmatch(letters)
    if match is None:
        return None
    written = match["vowel"]
    vowel = _sound_vowel(written, closed=bool(match["coda"]), stressed=stressed, last=last)
    if not vowel:
        return None
    return _Syllable(
        _join(shapes, graphemes.ONSETS, match["onset"]),
        vowel,
        _join(shapes, graphemes.CODAS, match["coda"]),
        written in _VOWELS and written != "y" and not match["coda"],
    )


def _sound_vowel(written: str, *, closed: bool, stressed: bool, last: bool) -> str:
    """The IPA of a vowel in its place in the word; empty where it has none there."""
    tables: list[Mapping[str, str]] = []
    if closed:
        tables += [] if stressed else [graphemes.CLOSED_WEAK]
        tables.append(graphemes.CLOSED)
    else:
        if last:
            tables.append(graphemes.LAST if stressed else graphemes.LAST_WEAK)
        tables.append(graphemes.OPEN if stressed else graphemes.OPEN_WEAK)
    tables += [] if stressed else [graphemes.WEAK]
    tables.append(graphemes.VOWELS)
    return next((table[written] for table in tables if written in table), "")


class _Shapes(NamedTuple):
    """Patterns for the shapes of syllables."""

    plain: re.Pattern[str]
    long: re.Pattern[str]
    """A syllable with a silent e."""
    grapheme: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    # English has at most three consonants before the vowel and four after it
    c_as_k = f"c(?=[{''.join(graphemes.C_AS_K)}])"
    onset = f"(?P<onset>(?:{any_of(graphemes.ONSETS)}|{c_as_k}){{0,3}})"
    vowels = {*graphemes.VOWELS, *graphemes.CLOSED, *graphemes.OPEN}
    coda = f"(?P<coda>(?:{any_of(graphemes.CODAS)}){{0,4}})"
    one = f"(?P<coda>{any_of(graphemes.BEFORE_E)})"
    return _Shapes(
        re.compile(f"{onset}(?P<vowel>{any_of(vowels)}){coda}"),
        re.compile(f"{onset}(?P<vowel>{any_of({*graphemes.LONG, *graphemes.VOWELS})}){one}e"),
        re.compile(any_of({*graphemes.ONSETS, *graphemes.CODAS, "c"})),
    )


def _join(shapes: _Shapes, table: Mapping[str, str], letters: str) -> str:
    return "".join(table.get(each, "k") for each in shapes.grapheme.findall(letters))
