"""What depends on a language, and on nothing else: the tables that its folder fills.

A folder beside `english` holds a `language.py` whose `LANGUAGE` is a `Language`, and a `tags.txt`
with the primary subtags (BCP 47) that it is for. Code that reads, cuts or announces asks one of
these, and knows no language itself. What a folder leaves out has the value that a language
without any folder has: nothing of ours is said, and nothing is read otherwise than it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.reading import Manner, Rule

HE, SHE, THEY = "he", "she", "they"
"""Whom a pronoun means, in whatever language it stands: a man, a woman, several people."""
NOTHING: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """The words of `text`: a table that reads as prose and wraps as it."""
    return frozenset(text.split())


def join_with(conjunction: str) -> Callable[[Sequence[str]], str]:
    """Joins items by commas, the last two by the conjunction: "Ada, Bo and Cy"."""

    def join(items: Sequence[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        # an item that holds a comma is closed by one: "in Kyiv, Ukraine, and ..."
        *head, last = (item + ("," if "," in item else "") for item in items[:-1])
        listed = [item if item.endswith(",") else f"{item}," for item in head]
        return " ".join((*listed, last, conjunction, items[-1]))

    return join


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readings:
    """How what is no plain words is read."""

    candidate: re.Pattern[str] = compile_late(f"(?P<sign>{symbols.HOSTILE.pattern})")
    """Finds all that a rule may want to change; its last group names the rules to ask."""
    rules: Mapping[str, tuple[Rule, ...]] = field(
        default_factory=lambda: {"sign": symbols.RULES}
    )
    """Asked in order, for each group of `candidate`; the first that answers decides."""
    hint: re.Pattern[str] = compile_late(r"(?!)")
    """What a text must have for `tokens` to be worth looking for."""
    tokens: tuple[Rule, ...] = ()
    """Looked for before all else: addresses of pages and people, which nothing may split."""
    manner: Callable[[str], Manner] = lambda _: Manner()
    """How readers of a BCP 47 tag read."""


AS_WRITTEN = Readings()
"""Nothing but signs that no engine should see is changed."""


class Stop(NamedTuple):
    """A full stop after a word and before one with a capital or a figure."""

    text: str
    offset: int
    """Of the stop, in the text."""
    before: str
    """The word that it stands after."""
    word: str
    """The word that follows."""
    opens: bool
    """Whether that one is in `Stops.openers`."""
    closed: bool
    """Whether a mark or bracket closes after the stop."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stops:
    """Which full stops end a sentence. Words stand in lower case, without their last stop."""

    never_last: frozenset[str] = NOTHING
    """Abbreviations before a name or a number: "Mr.", "fig."."""
    maybe_last: frozenset[str] = NOTHING
    """Those that end a sentence where one of `openers` follows: "Inc.", "etc."."""
    before_number: frozenset[str] = NOTHING
    """Those that end one unless a number follows: "p. 3"."""
    words_too: frozenset[str] = NOTHING
    """Those of them that are words too, and end one as such: "No."."""
    lower: frozenset[str] = NOTHING
    """Those that are written in lower case as well; without a capital others are words."""
    openers: frozenset[str] = NOTHING
    """Words that open sentences and seldom have a capital within one."""
    capitalised: frozenset[str] = NOTHING
    """Words with a capital wherever they stand, as they are written."""
    clock: frozenset[str] = NOTHING
    """Abbreviations after a time of day, which end a sentence unless one of `after_clock` follows."""
    after_clock: frozenset[str] = NOTHING
    saying: frozenset[str] = NOTHING
    """Verbs that tie a quotation that asks or cries out to its speaker."""
    decide: Callable[[Stop], bool | None] = lambda _: None
    """What no table can hold: whether a sentence ends; None leaves that to the tables."""
    clause_ends: tuple[str, ...] = (
        r"[;:]['\"”’)]*\s|\s[—–]\s|—", r",['\"”’)]*\s", r"\s",
    )  # fmt: skip
    """Patterns for where an overlong sentence may be broken, best first."""


ROUGH = Stops()
"""For a language without stops: what follows a stop with a capital is another sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marks:
    """Quotation marks."""

    openers: str = "“„«‟〝＂❝"
    closers: str = "”»〞❞"
    straight: str = '"'
    """Those that open and close."""
    pairs_of_singles: tuple[str, ...] = ("''", "``", "’’", "‘‘")
    """Double marks typed as two single ones, by typewriter habit, LaTeX and wire services."""
    single: str = ""
    """Pattern for a whole quotation between single marks, looked for where there are no others."""
    spaced: bool = False
    """Whether a space may stand inside the marks, as in French."""
    before_sentence: str = '“‘«"'
    """Marks with which a sentence may open, single ones with them."""
    after_stop: str = "\"'”’»›"
    """Marks that may close behind its stop."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """The words of a date and of a time."""

    weekdays: tuple[str, ...] = ()
    """From Monday to Sunday."""
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """Of the month, from the first to the thirty-first."""
    year: Callable[[int], str] = str
    clock: Callable[[time], str] = "{:%H:%M}".format
    wording_suffix: Callable[[str], str] = lambda _: ""
    """Behind the keys "date" and "published", for a tag whose readers say dates in other words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counting:
    """How counts are said."""

    numbers: tuple[str, ...] = ()
    """From none on, as far as newsrooms spell them; larger ones are figures."""
    line: str = "{count}"
    """How long a piece of code is that has one line."""
    lines: str = "{count}"
    otherwise: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """What is counted, by its name in the braces of a wording ("rows", "lines") -> counts that
    have another form before it: "duas linhas", but "dois"."""

    def count(self, number: int, counted: str = "") -> str:
        """A count as newsrooms write it, of what a wording counts."""
        plain = self.numbers[number] if 0 <= number < len(self.numbers) else str(number)
        return self.otherwise.get(counted, {}).get(number, plain)

    def count_lines(self, number: int) -> str:
        """How long a piece of code is."""
        count = self.count(number, "lines")
        return (self.line if number == 1 else self.lines).format(count=count)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bylines:
    """How a byline is put together."""

    join: Callable[[Sequence[str]], str] = ", ".join
    """Names to one text."""
    place: str = ""
    """Behind a name: "in {place}"; empty where the place follows after a comma."""
    joined: tuple[str, ...] = ()
    """A role or place that begins so follows a name without a comma: "for The Courier"."""
    reporting: frozenset[str] = NOTHING
    """What an endnote about the reporting is made of, beside names and places."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """How people are named."""

    male_titles: frozenset[str] = NOTHING
    female_titles: frozenset[str] = NOTHING
    titles: frozenset[str] = NOTHING
    """Words before a name that are no part of it, those of men and women with them."""
    title_stops: tuple[str, ...] = ()
    """Titles after whose full stop a sentence goes on, without the stop."""
    offices: frozenset[str] = NOTHING
    """Titles that only a person bears."""
    suffixes: frozenset[str] = NOTHING
    particles: frozenset[str] = NOTHING
    """Small words within names."""
    possessives: tuple[str, ...] = ()
    """How a word ends that owns the name after it: "the Courier's Jane Doe"."""
    name_endings: tuple[str, ...] = ()
    """Endings that are no part of a name, the longest first."""
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Pronoun, in lower case -> HE, SHE, THEY, or "" where it means nobody by name."""
    he: frozenset[str] = NOTHING
    """Given names of men. Names that both sexes commonly bear are in neither table."""
    she: frozenset[str] = NOTHING
    trade_endings: tuple[str, ...] = ()
    """How the words end that say what somebody is, before the name: "pollster"."""
    introducing: frozenset[str] = NOTHING
    """Words that tell who somebody is, after the name and a comma: "Jane Doe, who"."""
    no_given_names: frozenset[str] = NOTHING
    """Words that open the name of a place or a body, so that it is not taken for a person's."""
    no_speakers: frozenset[str] = NOTHING
    """Names that stand where a speaker would and hardly ever are one."""
    not_names: frozenset[str] = NOTHING
    """Words with a capital that are no part of a name."""
    plain: frozenset[str] = NOTHING
    """Words with a capital, here in lower case, that every voice knows how to say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """By what the parts of a sentence are told apart. Words stand in lower case."""

    capitals: str = "A-Z"
    """Capital letters, as they stand in a class of a pattern."""
    small: str = "a-z"
    """Small letters, likewise; both hold the letters of the language, with their accents."""
    breaks: frozenset[str] = frozenset(',:;—–()“”"')
    """Marks that no noun phrase goes past, quotation marks with them."""
    own_tokens: str = ""
    """Pattern of words that are otherwise taken with what they are written to: "dit-" of "dit-il"."""
    adverbs: frozenset[str] = NOTHING
    """Words that open an adverbial before the subject: "Hours later, Ms. Doe wrote"."""
    adverb_endings: tuple[str, ...] = ()
    determiners: frozenset[str] = NOTHING
    prepositions: frozenset[str] = NOTHING
    within_phrases: frozenset[str] = NOTHING
    """Prepositions that a noun phrase goes past: "the mayor of Marl"."""
    clause_starters: frozenset[str] = NOTHING
    within_clauses: frozenset[str] = NOTHING
    """Clause starters that may be a determiner as well: "that man"."""
    auxiliaries: frozenset[str] = NOTHING
    """Words that may stand between a subject and its verb."""
    past_endings: tuple[str, ...] = ()
    irregular_past: frozenset[str] = NOTHING
    """Past forms without such an ending, by which the end of a subject is known."""
    participle_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """The words that say whose a quotation is, in lower case."""

    past: frozenset[str] = NOTHING
    present: frozenset[str] = NOTHING
    participles: frozenset[str] = NOTHING
    sure: frozenset[str] = NOTHING
    """Verbs that hardly ever do anything but attribute."""
    verb_endings: tuple[str, ...] = ()
    """How a verb ends that no table has, right behind a quotation: "enthused Jane Doe"."""
    not_after: frozenset[str] = NOTHING
    """Words after which a verb of saying is a noun: "the states"."""
    according: tuple[tuple[str, ...], ...] = ()
    """Words before the speaker that need no verb: "according to"."""
    reported: frozenset[str] = NOTHING
    """Words by which an attribution goes on to report something of its own."""
    works: frozenset[str] = NOTHING
    """Words before the title of a work."""

    @cached_property
    def finite(self) -> frozenset[str]:
        """Verbs that make a sentence with a subject."""
        return self.past | self.present

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All of them."""
        return self.past | self.present | self.participles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """All that depends on one language."""

    wording: Mapping[str, str] = field(default_factory=dict)
    """Every word that audiobrief itself says, by the keys of `english.wording.WORDING`; without
    any, nothing is announced."""
    calendar: Calendar = Calendar()
    counting: Counting = Counting()
    bylines: Bylines = Bylines()
    stops: Stops = ROUGH
    marks: Marks = Marks()
    people: People = People()
    grammar: Grammar = Grammar()
    speech: Speech = Speech()
    readings: Callable[[], Readings] = lambda: AS_WRITTEN
    """A function, so that the patterns are there only once something is to be read."""
    lexicon: Path | None = None
    """The file of pronunciations that is built in."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """Last label of a host, where that is of a country in which the language is written ->
    region, for pages that name none. Labels that are sold for their letters (.co, .io, .tv) tell
    nothing."""


UNKNOWN = Language()
"""A language without a folder."""
