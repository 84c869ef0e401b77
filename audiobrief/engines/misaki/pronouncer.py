"""Turn English words into phonemes, by misaki's lexicon and rules from `hibari-tts`.

The package's own reader is fast on prose, but other text can stop it (hibari-tts 0.2.1): a
number of 40 digits raises IndexError, one word of 320 characters takes 10 seconds, and a word
in a script that it does not know vanishes. Its input is therefore cut into short runs of
characters, and its output is checked word by word.

It was chosen with Whisper tiny.en as the listener, over 180 sentences with names from 30 news
pages, spoken by the voice heart: 7.7 % of the words were heard wrong, and 419 of 519 names
right. With eSpeak's phonemes in misaki's alphabet, the figures were 8.7 % and 414. With
eSpeak's phonemes only for words that the lexicon lacks, they were 7.5 % and 424, but that needs
a second process and brings a second engine's crashes.
"""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from audiobrief.engines import Pronunciation
from audiobrief.engines.ipa import Pronounced, pronounce
from audiobrief.engines.misaki.alphabet import to_ipa, to_misaki
from audiobrief.engines.misaki.sentences import (
    PhonemeSentence,
    PhonemeWord,
    join_words,
)
from audiobrief.model import Phonemes
from audiobrief.patterns import compile_late
from audiobrief.spoken.sentences import split_sentences

if TYPE_CHECKING:
    from hibari.g2p.token import Tok

LONGEST_RUN = 24
"""Characters of a word that are read together. The network for unknown words takes 24 and drops
the rest; the longest word of the lexicon has 22."""
MOST_DIGITS = 15
"""Digits that are read as one number; longer numbers are read in groups of this size."""
SIGNS = frozenset(';:,.!?—…"()“”')
"""Punctuation marks that the voices know; they shape the melody and the pauses."""
READ_AS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "–": "—", "―": "—", "‑": "-", "‐": "-"})
"""Characters that the lexicon spells differently from the page, one for one."""
LATIN_ENDS = "\u0250"
"""The first character after Unicode's blocks of Latin letters, except for `LATIN_MORE`."""
LATIN_MORE = ("\u1e00", "\u1eff")
"""First and last of Latin Extended Additional: Vietnamese, and letters with two marks."""
MOST_LETTERS = 96
"""The most Latin letters for a run in another script: four for each possible character."""
BRITISH = "en-GB"
"""Language of the voices that are read for in the British accent; all others are American."""
_LAST_LETTER = compile_late(r"[A-Z](?:['’]s)?[^\w\s]*")
"""A letter that is said by its name, with what may follow the last of several: "F B I's,"."""
UNREADABLE = "unreadable"
"""Spoken in place of a word none of whose characters has a letter in Latin script."""
# a word ends at white space and at a dash between words
_CHUNK = compile_late(r"[—–―]|[^\s—–―]+")


class _Chunk(NamedTuple):
    """The text between two spaces, or a run of it if it is long."""

    start: int
    end: int
    token: str
    """The text to read."""
    phonemes: str = ""
    """The given phonemes; empty if the token is to be read."""
    is_respelled: bool = False
    """Whether the token has other letters than the text."""


class Reading(NamedTuple):
    """The result of reading a text."""

    sentences: tuple[PhonemeSentence, ...]
    respelled: tuple[tuple[int, int], ...] = ()
    """Ranges of the text that the voice cannot read as they are written. They are spoken in
    plain Latin letters instead, or as "unreadable" if they have no such letters."""


class Pronouncer:
    """Reads English in one accent. Not safe for use from several threads at once."""

    def __init__(self, *, british: bool = False) -> None:
        """Load lexicon, rules and tagger, which takes 0.2 s of one core."""
        self.british = british
        self._reader = _load_reader(british=british)
        self._unread: list[tuple[int, int]] = []

    def read(self, text: str, pronounced: Sequence[Pronounced] = ()) -> Reading:
        """The sentences of a text that have words.

        `pronounced` are the runs of the text whose sounds are given, in order.
        """
        self._reader.guessed.clear()
        sentences: list[PhonemeSentence] = []
        respelled: list[tuple[int, int]] = []
        for start, end in split_sentences(text):
            cut = _cut(text, start, end, pronounced, british=self.british)
            chunks = [self._make_readable(chunk) for chunk in cut]
            respelled += [(chunk.start, chunk.end) for chunk in chunks if chunk.is_respelled]
            sentences += join_words(list(self._read_chunks(chunks)), text)
        unread, self._unread = self._unread, []
        return Reading(tuple(sentences), tuple(sorted({*respelled, *unread})))

    def pronounce(self, text: str, phonemes: Sequence[Phonemes] = ()) -> Pronunciation:
        """How a text sounds; `phonemes` are given for parts of it."""
        reading = self.read(text, pronounce(text, phonemes))
        said = " ".join(sentence.phonemes for sentence in reading.sentences)
        return Pronunciation(to_ipa(said), tuple(dict.fromkeys(self._reader.guessed)))

    def _make_readable(self, chunk: _Chunk) -> _Chunk:
        """The chunk, with its word in letters that the reader has a sound for.

        The network for unknown words leaves out letters that it was not trained on, and knows
        hardly any accented letters that stand alone or among capitals ("Ň.", "ŁÓDŹ").
        """
        token = chunk.token
        letters = [char for char in token if char.isalpha()]
        # a curly quotation mark is no letter
        if chunk.phonemes or chunk.is_respelled or all(char.isascii() for char in letters):
            return chunk
        known = all(char in self._reader.oov.cin for char in letters)
        if known and len(letters) > 1 and not token.isupper():
            return chunk
        return chunk._replace(token=_spell_in_ascii(token), is_respelled=True)

    def _read_chunks(self, chunks: Sequence[_Chunk]) -> Iterator[PhonemeWord]:
        tokens: list[Tok] = []
        for chunk in chunks:
            tokens += self._tokenize(chunk)
        if not tokens:
            return
        try:
            # the sentence is read as one list, since the next word changes "the" and "to"
            self._tag(tokens)
            read = _group(self._reader.phonemize_tokens(tokens), len(chunks))
            groups = _stress_letters(chunks, read)
        except Exception:  # noqa: BLE001 -- any error of the reader costs a word, not the text
            # the reader fails on some characters that are not prose ("[²", hibari-tts 0.2.1)
            if len(chunks) == 1:
                self._unread.append((chunks[0].start, chunks[0].end))
                yield from self._read_chunks([chunks[0]._replace(token=UNREADABLE)])
                return
            for chunk in chunks:
                yield from self._read_chunks([chunk])
            return
        for chunk, phonemes in zip(chunks, groups, strict=True):
            if _has_words(chunk.token) and not any(map(str.isalpha, phonemes)):
                self._unread.append((chunk.start, chunk.end))
                yield from self._read_chunks([chunk._replace(token=UNREADABLE, phonemes="")])
            else:
                yield PhonemeWord(phonemes, chunk.start, chunk.end)

    def _tokenize(self, chunk: _Chunk) -> list[Tok]:
        from hibari.g2p.token import Tok

        if chunk.phonemes:
            return [Tok(chunk.token, "NN", " ", phonemes=chunk.phonemes, rating=5)]
        pieces = self._reader.tokenizer.split(chunk.token) or [chunk.token]
        return [*(Tok(piece) for piece in pieces[:-1]), Tok(pieces[-1], "", " ")]

    def _tag(self, tokens: Sequence[Tok]) -> None:
        tags = self._reader.tagger([token.text for token in tokens])
        for token, tag in zip(tokens, tags, strict=True):
            token.tag = tag if token.phonemes is None else token.tag


@functools.cache
def load_pronouncer(*, british: bool) -> Pronouncer:
    """The pronouncer of an accent, loaded once in this process."""
    return Pronouncer(british=british)


def _cut(
    text: str, start: int, end: int, pronounced: Sequence[Pronounced], *, british: bool
) -> Iterator[_Chunk]:
    """The words of a sentence, in order, none of them too long for the reader."""
    position = start
    for each in pronounced:
        if position <= each.start < each.end <= end:
            yield from _cut_plain(text, position, each.start)
            yield from _cut_pronounced(text, each, british=british)
            position = each.end
    yield from _cut_plain(text, position, end)


def _cut_plain(text: str, start: int, end: int) -> Iterator[_Chunk]:
    for match in _CHUNK.finditer(text, start, end):
        signs = "".join(char for char in match[0].translate(READ_AS) if char in SIGNS)
        if not _has_words(match[0]) and signs:
            yield _Chunk(match.start(), match.end(), signs, signs)
            continue
        for first, last in _cut_runs(text, match.start(), match.end()):
            word = unicodedata.normalize("NFKC", text[first:last]).translate(READ_AS)
            letters = _to_latin(word)
            yield _Chunk(first, last, letters, is_respelled=letters is not word)


def _cut_pronounced(text: str, each: Pronounced, *, british: bool) -> Iterator[_Chunk]:
    """The words of a run whose sounds are given; if the counts differ, the run as one word."""
    said = [to_misaki(ipa, british=british) for ipa in each.ipa]
    spans = [match.span() for match in _CHUNK.finditer(text, each.start, each.end)]
    if len(spans) != len(said):
        spans, said = [(each.start, each.end)], [" ".join(said)]
    for (start, end), phonemes in zip(spans, said, strict=True):
        yield _Chunk(start, end, text[start:end], phonemes)


def _to_latin(word: str) -> str:
    """The word itself if all its letters are Latin, else its letters in Latin script."""
    if all(
        char < LATIN_ENDS or LATIN_MORE[0] <= char <= LATIN_MORE[1] or not char.isalpha()
        for char in word
    ):
        return word
    return _spell_in_ascii(word)


def _spell_in_ascii(word: str) -> str:
    from anyascii import anyascii

    spelled = anyascii(word)[:MOST_LETTERS].strip()
    return spelled if _has_words(spelled) else UNREADABLE


def _cut_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word as a whole, or, if it is too long for the reader, in runs."""
    if end - start <= LONGEST_RUN and _most_digits(text[start:end]) <= MOST_DIGITS:
        yield start, end
        return
    position = start
    while position < end:
        last = min(position + LONGEST_RUN, end)
        digits = re.match(r"[\d.,]+", text[position:last])
        if digits is not None:
            last = position + min(len(digits[0]), MOST_DIGITS)
        yield position, last
        position = last


def _most_digits(word: str) -> int:
    return max((len(run) for run in re.findall(r"\d+", word)), default=0)


def _group(tokens: Sequence[Tok], count: int) -> list[str]:
    """The phonemes of each chunk; a token that white space follows ends a chunk."""
    groups = [""] * count
    index = 0
    for token in tokens:
        said = token.phonemes or ""
        if groups[index] and said and token.prespace:
            groups[index] += " "
        groups[index] += said
        if token.whitespace:
            index = min(index + 1, count - 1)
    return [" ".join(group.split()) for group in groups]


def _stress_letters(chunks: Sequence[_Chunk], read: Sequence[str]) -> list[str]:
    """The phonemes of the chunks, with each initialism stressed as the dictionary's "BBC" is.

    English stresses the last of the letters that are said one by one (Wells, Longman
    Pronunciation Dictionary, "abbreviations"). The reader takes the I of "F B I" for the
    pronoun, which is weak, and gives the letters before it the same weight as the others.
    """
    stressed = list(read)
    first = 0
    for index, chunk in enumerate(chunks):
        if not _is_letter(chunk):
            first = index + 1
            continue
        if len(chunk.token) == 1 and index + 1 < len(chunks) and _is_letter(chunks[index + 1]):
            continue
        if index > first:
            for at in range(first, index):
                stressed[at] = stressed[at].replace("ˈ", "ˌ")
            stressed[index] = stressed[index].replace("ˌ", "ˈ")
        first = index + 1
    return stressed


def _is_letter(chunk: _Chunk) -> bool:
    return not chunk.phonemes and _LAST_LETTER.fullmatch(chunk.token) is not None


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _load_reader(*, british: bool) -> Any:
    """Misaki's reader; msgspec decodes its tables in a third of the time that `json` takes."""
    import msgspec
    from hibari import g2p

    def load(name: str) -> Any:
        content = (Path(g2p.ASSETS) / name).read_bytes()
        return msgspec.json.decode(gzip.decompress(content) if name.endswith("gz") else content)

    accent = "gb" if british else "us"

    class Reader(g2p.G2P):  # type: ignore[misc] # hibari-tts ships no types
        def __init__(self) -> None:
            self.lexicon = g2p.Lexicon(
                load(f"lexicon_{accent}_gold.json.gz"),
                load(f"lexicon_{accent}_silver.json.gz"),
                british,
            )
            self.tokenizer = g2p.Tokenizer(load("tokenizer_exceptions.json"))
            self.tagger = g2p.Tagger(load("tagger.json.gz"))
            self._oov = None
            self.guessed: list[str] = []
            self.unk = ""
            self.british = british

        def fallback(self, token: Tok) -> tuple[str | None, int | None]:
            # hibari calls this for each word that no dictionary has
            self.guessed.append(token.text)
            said: tuple[str | None, int | None] = super().fallback(token)
            return said

    return Reader()
