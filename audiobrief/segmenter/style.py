"""How a script is written: every choice that a producer can make, with its default."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from audiobrief.errors import ConfigError
from audiobrief.model import BlockKind

if TYPE_CHECKING:
    from audiobrief.spoken.language import Language

FALLBACKS: dict[str, str] = {
    # key of a wording whose braces cannot be filled -> key of the wording used instead
    "block_quote_open": "quote_open",
    "post_open": "quote_open",
    "code_open_language": "code_open",
    "code_summary_language": "code_summary",
    "sign_off_site": "sign_off",
}
OPTIONAL: dict[str, frozenset[str]] = {
    key: frozenset({"speaker"}) for key in ("quote_open", "quote_close", "quote_close_inside")
}
"""Fields that a user's wording may have in addition to those of the wording it replaces. If one
cannot be filled, the language's own words are said."""


class QuoteMode(StrEnum):
    """How a listener is told that somebody is being quoted."""

    ANNOUNCE = "announce"
    """Words before and after the quotation: "Quote: ... End quote"."""
    VOICE = "voice"
    """A second voice speaks the quotation; nothing is announced."""
    BOTH = "both"
    PLAIN = "plain"
    """One voice reads everything; only the sentence itself tells who is quoted."""


class Reading(StrEnum):
    """How a table or a piece of code is read."""

    READ = "read"
    """In full, row by row or line by line."""
    SUMMARY = "summary"
    """One sentence that names it; the transcript has its text."""
    FITTING = "fitting"
    """In full if a listener can keep it in mind, otherwise in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Pauses in milliseconds, each the whole gap: silence that engines add is trimmed.

    The figures follow read news: a third of a second between sentences, twice that where the
    subject changes, about a second around the headline, and time for a breath before and after
    a heading. Where two meet (a heading after an aside), the longer one applies. Each changes
    by up to a third with the length and ending of the segment before it (`segmenter.pacing`);
    the script has the result, which is played unchanged.
    """

    phrase: int = 120
    """Inside a sentence, between a quotation and its attribution."""
    cue: int = 220
    """After words that introduce ("Quote:") and before words that close ("End quote.")."""
    sentence: int = 350
    item: int = 450
    """Between list items and between table rows."""
    paragraph: int = 650
    byline: int = 600
    """After the byline and after the date."""
    title: int = 900
    dek: int = 900
    before_heading: int = 1100
    after_heading: int = 700
    around_box: int = 900
    """Before and after an aside, a table, a list, a caption, a correction or code."""
    before_sign_off: int = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptStyle:
    """The choices behind a script.

    Whatever they are, the script has all text of the article except the kinds of block in
    `skip`.
    """

    quotes: QuoteMode = QuoteMode.ANNOUNCE
    byline: bool = True
    date: bool = True
    """Say when the article was published, if the page tells."""
    dek: bool = True
    wall: bool = True
    """Say at the end of a story that stops at a paywall that there is more of it."""
    sign_off: bool = True
    earcons: bool = False
    """Ask for the sound named "heading" before each heading."""
    tables: Reading = Reading.FITTING
    """A listener can keep few rows in mind, so a long table is only named, by its caption or
    size."""
    table_rows: int = 8
    """The most rows of a FITTING table that is read in full, not counting headers."""
    code: Reading = Reading.SUMMARY
    """A listener cannot follow code, so it is only named; the transcript has it."""
    skip: frozenset[BlockKind] = frozenset()
    """Kinds of block that are left out. None by default: captions and corrections are part of
    what the newsroom published, and a short introduction sets them apart."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """Other words for keys of `spoken.english.wording.WORDING`; with "", nothing is said."""
    pauses: Pauses = Pauses()

    def __post_init__(self) -> None:
        for key, words in self.wording.items():
            known = _known_wording(key)
            wanted = _fields(known) | OPTIONAL.get(key, frozenset())
            strange = _fields(words) - wanted
            if strange:
                raise ConfigError(
                    f"wording '{key}' cannot use {{{min(strange)}}}; it can use: "
                    f"{', '.join(sorted(wanted)) or 'nothing in braces'}"
                )

    @staticmethod
    def announces(language: str) -> bool:
        """Whether audiobrief has its own words in that language."""
        return bool(_load(language).wording)

    def words(self, key: str, language: str = "en", **fields: str) -> str:
        """The words for `key` with `fields` filled in; empty if nothing is to be said.

        A wording that needs a field that is empty is replaced by its fallback.
        """
        table = _load(language).wording
        if key not in table:
            return ""
        words = self.wording.get(key, table[key])
        if any(not fields.get(name) for name in _fields(words) & OPTIONAL.get(key, set())):
            words = table[key]
        if any(not fields.get(name) for name in _fields(words)):
            fallback = FALLBACKS.get(key)
            return self.words(fallback, language, **fields) if fallback else ""
        return words.format(**fields).strip()


def _load(tag: str) -> Language:
    # the settings import this module and do not need the languages
    from audiobrief.spoken.languages import load_language

    return load_language(tag)


def _known_wording(key: str) -> str:
    """The wording for a key in the first language that has it, starting with English.

    A language may have its own keys for dates.

    Raises:
        ConfigError: no language has the key.
    """
    from audiobrief.spoken.languages import DEFAULT, find_folders

    known: dict[str, str] = {}
    for tag in (DEFAULT, *find_folders()):
        known |= _load(tag).wording
        if key in known:
            return known[key]
    import difflib

    near = ", ".join(difflib.get_close_matches(key, known, n=3)) or "none near"
    raise ConfigError(f"wording '{key}' is unknown; nearest: {near}")


def _fields(words: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError as error:
        raise ConfigError(f"wording '{words}' has unpaired braces: {error}") from error
