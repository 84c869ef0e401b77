"""How a script is written: every choice that a producer can make, with its default."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from audiobrief.errors import ConfigError
from audiobrief.model import BlockKind
from audiobrief.system.tables import check_ranges

if TYPE_CHECKING:
    from audiobrief.spoken.language import Language

FALLBACKS: dict[str, str] = {
    # key of a wording whose braces cannot be filled -> key of the wording used instead
    "block_quote_open": "quote_open",
    "post_open": "quote_open",
    "post_open_network": "post_open",
    "code_open_language": "code_open",
    "code_summary_language": "code_summary",
    "sign_off_site": "sign_off",
}
VARIANTS: dict[str, str] = {
    # key of a wording for one place -> the key that a user words it with, and that a language
    # has which makes no difference
    "quote_open_paragraphs": "quote_open",
    "quote_close_paragraphs": "quote_close",
    "caption_open_again": "caption_open",
    "post_open_network": "post_open",
}
OPTIONAL: dict[str, frozenset[str]] = {
    key: frozenset({"speaker"})
    for key in (
        "quote_open",
        "quote_open_paragraphs",
        "quote_close",
        "quote_close_paragraphs",
        "quote_close_inside",
    )
}
"""Fields that a user's wording may have in addition to those of the wording it replaces. If one
cannot be filled, the language's own words are said."""


LONGEST_PAUSE_MS = 120_000
"""After a longer silence, listeners think that the player has stopped."""
RANGES = {
    # field of [script] -> least and greatest value
    "announcements": (0, 1_000),
    "table_rows": (0, 100_000),
}


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


class Declare(StrEnum):
    """Where a listener is told that the voice is automated."""

    START = "start"
    """After headline, byline and date, where a listener expects to hear who reads."""
    END = "end"
    """As the last words."""
    OFF = "off"
    """Not in the sound; the page, the feed and the file's tags still say it."""


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

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a pause is negative, or longer than `LONGEST_PAUSE_MS`.
        """
        check_ranges(self, {each.name: (0, LONGEST_PAUSE_MS) for each in fields(self)})


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
    announcements: int = 6
    """The most announcements per 1,000 words; pauses stand for the others. 0 sets no limit."""
    wall: bool = True
    """Say at the end of a story that stops at a paywall that there is more of it."""
    sign_off: bool = True
    declare: Declare = Declare.START
    """Where one sentence says that the voice is automated. The AI Act of the EU asks that it is
    heard "at the latest at the time of the first interaction or exposure" (article 50(5)), so it
    comes before the story."""
    declarations: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag -> that sentence in place of audiobrief's own: de = "Es liest ein Automat."; a
    tag without a region is for all regions of the language."""
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
        check_ranges(self, RANGES)
        for key, words in self.wording.items():
            known = _known_wording(key)
            wanted = _fields(known) | OPTIONAL.get(key, frozenset())
            strange = _fields(words) - wanted
            if strange:
                raise ConfigError(
                    f"wording '{key}' cannot use {{{min(strange)}}}; it can use: "
                    f"{', '.join(sorted(wanted)) or 'nothing in braces'}"
                )

    def declaration(self, tag: str) -> str:
        """The sentence that says that the voice is automated; empty if nothing is to be said.

        `tag` is a BCP 47 tag, "pt-BR". Of the settings' sentences the one for the language and
        region comes first, then the one for the language, then the language's own.
        """
        if self.declare is Declare.OFF:
            return ""
        own = self._own_declaration(tag)
        return _load(tag).declaration_in(tag) if own is None else own

    def is_undeclared(self, tag: str) -> bool:
        """Whether a sentence is wanted, but neither the settings nor the language has one."""
        wanted = self.declare is not Declare.OFF and self._own_declaration(tag) is None
        return wanted and not _load(tag).declaration

    def _own_declaration(self, tag: str) -> str | None:
        """The settings' sentence for a language; None if they have none."""
        own = {known.lower(): words for known, words in self.declarations.items()}
        parts = tag.replace("_", "-").lower().split("-")
        tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((own[known].strip() for known in tags if known in own), None)

    @staticmethod
    def announces(language: str) -> bool:
        """Whether audiobrief has its own words in that language."""
        return bool(_load(language).wording)

    def words(self, key: str, language: str = "en", **fields: str) -> str:
        """The words for `key` with `fields` filled in; empty if nothing is to be said.

        A wording that needs a field that is empty is replaced by its fallback.
        """
        table = _load(language).wording
        general = VARIANTS.get(key, key)
        if key not in self.wording and (key not in table or general in self.wording):
            key = general
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
