r"""The user's own pronunciations, from TOML and W3C PLS files.

    Kyiv = "KEE-eve"                       # respelled; capitals mark the stress
    Dnipro = "dnee-PROH"                   # both become IPA too, for engines that take it
    Nguyen = { ipa = "ŋwiən" }             # for engines that take phonemes
    "Loch Ness" = { say = "lock ness" }

    [patterns]                             # Python regular expressions
    '\bQ([1-4])\b' = 'quarter \1'

A word with a capital matches only that spelling; a word without one matches in
any case. Both also match with a possessive ending. Later ones win, in the order
built-in, what the article's text tells (`learned`), user's own, beside the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from audiobrief.errors import ConfigError, ScriptError, about
from audiobrief.model import Phonemes
from audiobrief.spoken import respelling
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.reading import Piece
from audiobrief.system.files import read_at_most
from audiobrief.system.tables import MAX_BYTES, check, error_at, parse_toml, table_of

PATTERNS = "patterns"
PLS = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
"""Namespace of the W3C Pronunciation Lexicon Specification 1.0."""


@dataclass(frozen=True, slots=True)
class Said:
    """An entry written as a table in a TOML file."""

    say: str = ""
    """A respelling."""
    ipa: str = ""
    """The pronunciation in the International Phonetic Alphabet."""


class Entry(NamedTuple):
    """The pronunciation of a word."""

    say: str
    """A respelling for engines that read text."""
    ipa: str = ""
    """The user's IPA for the whole entry, for engines that take phonemes; empty where none is
    given."""
    respelled: tuple[Phonemes, ...] = ()
    """IPA of the words in `say` whose stress is marked by capitals, in order."""

    @property
    def phonemes(self) -> tuple[Phonemes, ...]:
        """The IPA for engines that take phonemes, with offsets into `say`."""
        return (Phonemes(0, len(self.say), self.ipa),) if self.ipa else self.respelled


class Pattern(NamedTuple):
    """A regular expression and how its matches are said."""

    pattern: re.Pattern[str]
    replacement: str
    """Replacement in the syntax of `re.sub`, its respellings without capitals."""
    entry: Entry | None = None
    """How every match is said, where the replacement refers to no group."""

    def say(self, match: re.Match[str]) -> Entry:
        """How a match is said."""
        return self.entry or Entry(respelling.clean(match.expand(self.replacement)))


@dataclass(frozen=True)
class Lexicon:
    """Words and patterns with their pronunciations."""

    words: Mapping[str, Entry] = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    """In order of precedence: the first wins."""

    def __bool__(self) -> bool:
        """Whether it has any entry."""
        return bool(self.words or self.patterns)

    def __contains__(self, word: str) -> bool:
        """Whether a word has an entry in its own case or in lower case."""
        return word in self.words or word.lower() in self.words

    def __or__(self, other: Lexicon) -> Lexicon:
        """The two lexicons merged; where both have an entry, `other` wins."""
        return Lexicon({**self.words, **other.words}, (*other.patterns, *self.patterns))

    def find(self, text: str) -> Iterator[Piece]:
        """A piece for every match in the text, those of patterns first; pieces may overlap."""
        for pattern in self.patterns:
            for match in pattern.pattern.finditer(text):
                if match.end() > match.start():
                    entry = pattern.say(match)
                    yield Piece(*match.span(), entry.say, "lexicon", entry.phonemes)
        if self._finder is not None:
            for match in self._finder.finditer(text):
                known = self.words.get(match[0]) or self.words.get(match[0].lower())
                if known is not None:
                    yield Piece(*match.span(), known.say, "lexicon", known.phonemes)

    @cached_property
    def _finder(self) -> re.Pattern[str] | None:
        if not self.words:
            return None
        longest_first = sorted(self.words, key=lambda word: (-len(word), word))
        spelled = "|".join(
            re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})"
            for word in longest_first
        )
        return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)")


def load_lexicon(
    paths: Iterable[Path], *, language: str = "en", learned: Lexicon | None = None
) -> Lexicon:
    """The built-in lexicon of a language merged with the given files; later ones win.

    Files end in `.toml`, or in `.pls` or `.xml` (W3C PLS). Give the user's own file before the
    article's. What was `learned` from the article's text wins over the built-in one alone.

    Raises:
        ScriptError: a file cannot be read, or has a key or a pattern that is not
            understood; the message names both.
    """
    built_in = load_language(language).lexicon
    whole = Lexicon()
    if built_in:
        with about(path=built_in):
            whole = _read(built_in)
    if learned:
        whole |= learned
    for path in paths:
        with about(path=path):
            whole |= _read(path)
    return whole


def list_entries(path: Path) -> list[tuple[str, Said]]:
    """The words of a TOML file with their pronunciations as they are written, but no patterns.

    Raises:
        ScriptError: the file cannot be read.
    """
    with about(path=path):
        _read(path)
    table = parse_toml(read_at_most(path, MAX_BYTES), path)
    return [
        (word, Said(said) if isinstance(said, str) else Said(**said))
        for word, said in table.items()
        if word != PATTERNS
    ]


def make_entry(word: str, *, say: str = "", ipa: str = "") -> Entry:
    """The pronunciation of a word by a respelling, by IPA, or by both.

    Raises:
        ScriptError: neither is given, or there is no known sound in it.
    """
    if not (say.strip() or ipa.strip()):
        raise ScriptError(f"{word!r} has no pronunciation; write how it sounds")
    entry = _respelled(say) if say.strip() else Entry(respelling.respell(ipa))
    if not entry.say:
        raise ScriptError(
            f"{(say or ipa)!r} contains no known sound; write how {word!r} sounds"
        )
    return entry._replace(ipa=ipa)


def _read(path: Path) -> Lexicon:
    try:
        content = read_at_most(path, MAX_BYTES)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(f"cannot read lexicon {path}: {reason}; check its path") from error
    is_pls = path.suffix.lower() in {".pls", ".xml"}
    return _read_pls(content, path) if is_pls else _read_toml(content, path)


def _read_toml(content: bytes, path: Path) -> Lexicon:
    try:
        table = parse_toml(content, path)
        patterns = table_of(table, (PATTERNS,), path)
        table.pop(PATTERNS, None)
        return Lexicon(
            {word: _entry(word, value, path) for word, value in table.items() if word.strip()},
            tuple(_pattern(key, value, path) for key, value in patterns.items()),
        )
    except ConfigError as error:
        raise ScriptError(f"lexicon: {error}", path=error.path) from error


def _entry(word: str, value: object, path: Path) -> Entry:
    if not isinstance(value, (str, Mapping)):
        raise error_at(path, (word,), f'must be a text or {{ ipa = "…" }}, not {value!r}')
    said = {"say": value} if isinstance(value, str) else value
    check(said, Said, path, (word,))
    if not said or not all(text.strip() for text in said.values()):
        raise error_at(
            path, (word,), "is empty, so the word would not be said; write how it sounds"
        )
    ipa = said.get("ipa", "")
    entry = _respelled(said["say"]) if "say" in said else Entry(respelling.respell(ipa))
    if not entry.say:
        raise error_at(path, (word,), f"contains no known sound: {value!r}")
    return entry._replace(ipa=ipa)


def _respelled(said: str) -> Entry:
    text, phonemes = respelling.read_respelling(said)
    return Entry(text, respelled=phonemes)


def _pattern(key: str, value: object, path: Path) -> Pattern:
    if not isinstance(value, str):
        raise error_at(path, (PATTERNS, key), f"must be a text, not {value!r}")
    try:
        pattern = re.compile(key)
        re.sub(pattern, value, "")
        _check_groups(pattern, value)
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        raise error_at(
            path, (PATTERNS, key), f"is not a regular expression: {error}"
        ) from error
    if respelling.has_groups(value):
        return Pattern(pattern, respelling.soften_template(value))
    # `re` reads the escapes
    said = re.sub(re.compile(r"\A"), value, "")
    return Pattern(pattern, value, _respelled(said))


def _check_groups(pattern: re.Pattern[str], replacement: str) -> None:
    # `re` reads a replacement only when there is a match; an empty alternative guarantees one
    re.sub(re.compile(f"(?:{pattern.pattern})|", pattern.flags), replacement, "")


def _read_pls(content: bytes, path: Path) -> Lexicon:
    from xml.etree import ElementTree as ET

    try:
        root = ET.fromstring(content)  # noqa: S314 -- the user's own file; expat 2.4 bounds entities
    except (ET.ParseError, LookupError, ValueError) as error:
        # an encoding may be unknown to Python, or have several bytes to a letter
        raise ScriptError(f"lexicon {path} is not XML: {error}; PLS 1.0 is expected") from error
    if root.tag not in {f"{PLS}lexicon", "lexicon"}:
        raise ScriptError(f"lexicon {path}: <{root.tag}> is not the <lexicon> of W3C PLS 1.0")
    alphabet = root.get("alphabet", "ipa")
    words: dict[str, Entry] = {}
    for lexeme in root.iter():
        if lexeme.tag.removeprefix(PLS) == "lexeme":
            words.update(_read_lexeme(lexeme, alphabet, path))
    return Lexicon(words)


def _read_lexeme(lexeme: object, alphabet: str, path: Path) -> dict[str, Entry]:
    graphemes: list[str] = []
    alias = ipa = ""
    for child in lexeme:  # type: ignore[attr-defined] # an Element; the module loads when needed
        content = "".join(child.itertext()).strip()
        tag = str(child.tag).removeprefix(PLS)
        if tag == "grapheme" and content:
            graphemes.append(content)
        elif tag == "alias":
            alias = alias or content  # PLS 4.9: the first is preferred
        elif tag == "phoneme":
            used = child.get("alphabet", alphabet)
            if used.lower() != "ipa":
                raise ScriptError(
                    f"lexicon {path}: alphabet '{used}' of {graphemes or ['a lexeme']} is unknown; use ipa"
                )
            ipa = ipa or content
    entry = _respelled(alias) if alias else Entry(respelling.respell(ipa))
    return dict.fromkeys(graphemes, entry._replace(ipa=ipa)) if entry.say else {}
