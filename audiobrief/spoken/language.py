"""The tables that a language's folder fills: everything that depends on the language alone.

A folder beside `english` holds a `language.py` whose `LANGUAGE` is a `Language`, and a
`tags.txt` with the primary subtags (BCP 47) that the folder serves. Code that reads, cuts or
announces asks a `Language` and knows no language itself. A field that a folder leaves out keeps
its default, which suits a language without a folder: audiobrief adds no words, and text is read
as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.reading import Manner, Rule
from audiobrief.spoken.speaking import NOTHING, Grammar, People, Speech

HE, SHE, THEY, ME = "he", "she", "they", "me"
"""What a pronoun of any language stands for: a man, a woman, several people, the author."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, so that a table can be written and wrapped like prose."""
    return frozenset(text.split())


def join_with(conjunction: str) -> Callable[[Sequence[str]], str]:
    """A function that joins items with commas and the conjunction: "Ada, Bo and Cy"."""

    def join(items: Sequence[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        # an item that contains a comma is followed by one: "in Kyiv, Ukraine, and ..."
        *head, last = (item + ("," if "," in item else "") for item in items[:-1])
        listed = [item if item.endswith(",") else f"{item}," for item in head]
        return " ".join((*listed, last, conjunction, items[-1]))

    return join


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readings:
    """How text that is not plain words is read."""

    candidate: re.Pattern[str] = compile_late(f"(?P<sign>{symbols.HOSTILE.pattern})")
    """Finds everything that a rule may want to change; the name of its last matched group
    selects the rules to ask."""
    plain: Callable[[re.Match[str]], bool] = lambda _: False
    """Tells a candidate that no rule reads, so that none is asked: most words with a capital."""
    rules: Mapping[str, tuple[Rule, ...]] = field(
        default_factory=lambda: {"sign": symbols.RULES}
    )
    """Name of a group of `candidate` -> its rules, asked in order; the first that answers
    decides."""
    hint: re.Pattern[str] = compile_late(r"(?!)")
    """Searched for first: only a text that matches it is searched for `tokens`."""
    tokens: tuple[Rule, ...] = ()
    """Rules applied before all others, for web and e-mail addresses, which nothing may
    split."""
    manner: Callable[[str], Manner] = lambda _: Manner()
    """Gives the manner of reading for a BCP 47 tag."""


AS_WRITTEN = Readings()
"""Changes only signs that no engine should see."""


class Stop(NamedTuple):
    """A full stop between a word and another that begins with a capital or a figure."""

    text: str
    offset: int
    """Where the stop is in the text."""
    before: str
    """The word before the stop."""
    word: str
    """The word after the stop."""
    opens: bool
    """Whether `word` is in `Stops.openers`."""
    closed: bool
    """Whether a closing quotation mark or bracket follows the stop."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stops:
    """Which full stops end a sentence. Words are in lower case, without their last stop."""

    never_last: frozenset[str] = NOTHING
    """Abbreviations that stand before a name or a number: "Mr.", "fig."."""
    maybe_last: frozenset[str] = NOTHING
    """Abbreviations that end a sentence where one of `openers` follows: "Inc.", "etc."."""
    before_number: frozenset[str] = NOTHING
    """Abbreviations that end a sentence unless a number follows: "p. 3"."""
    words_too: frozenset[str] = NOTHING
    """Members of `before_number` that are also ordinary words and as such may end a sentence:
    "No."."""
    lower: frozenset[str] = NOTHING
    """Abbreviations that are also written in lower case; any other form without a capital is
    taken for an ordinary word."""
    openers: frozenset[str] = NOTHING
    """Words that open sentences and seldom have a capital inside one."""
    capitalised: frozenset[str] = NOTHING
    """Words that always have a capital, in their usual spelling."""
    clock: frozenset[str] = NOTHING
    """Abbreviations after a time of day, which end a sentence unless a number or one of
    `after_clock` follows."""
    after_clock: frozenset[str] = NOTHING
    saying: frozenset[str] = NOTHING
    """Verbs that attribute a quotation ending in "?" or "!" to its speaker, so that the
    sentence goes on."""
    decide: Callable[[Stop], bool | None] = lambda _: None
    """Decides cases that no table can express: whether the stop ends a sentence, or None to
    leave it to the tables."""
    clause_ends: tuple[str, ...] = (
        r"[;:]['\"”’)]*\s|\s[—–]\s|—", r",['\"”’)]*\s", r"\s",
    )  # fmt: skip
    """Patterns for the places where an overlong sentence may be broken, best first."""


ROUGH = Stops()
"""For a language without tables: a stop ends a sentence where a capital follows."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marks:
    """Quotation marks."""

    openers: str = "“„«‟〝＂❝"
    closers: str = "”»〞❞"
    straight: str = '"'
    """Marks that both open and close."""
    pairs_of_singles: tuple[str, ...] = ("''", "``", "’’", "‘‘")
    """Double marks typed as two single ones, as typewriter users, LaTeX and wire services
    do."""
    single_openers: str = ""
    """Single marks that open a quotation; empty where a language has none, or does not quote
    with them."""
    single_closers: str = ""
    elided: frozenset[str] = NOTHING
    """Words in lower case that begin with an apostrophe for what they leave out."""
    dashes: str = ""
    """Dashes that open what somebody says, and enclose who says it: "—No —dijo Ada Ruiz—."."""
    comma_outside: bool = False
    """Whether the comma after a quoted sentence follows the closing mark: „Nein“, sagt Ada Ruiz."""
    stop_outside: bool = False
    """Whether the full stop of a quoted sentence follows the closing mark, as in Spanish."""
    colon_leads: bool = False
    """Whether a colon stands between a verb and the sentence that it quotes: without one, words
    in small letters are a part of the reporter's own sentence."""
    incises: bool = False
    """Whether a reporter's words may stand among those quoted, between commas, as in French: « Non,
    dit Ada Ruiz, nous restons. »"""
    spaced: bool = False
    """Whether a space may follow the opening mark and precede the closing one, as in French."""
    before_sentence: str = '“‘«"'
    """Marks that may open a sentence, including single ones."""
    after_stop: str = "\"'”’»›"
    """Marks that may follow the stop of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """The words of a date and of a time."""

    weekdays: tuple[str, ...] = ()
    """From Monday to Sunday."""
    months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """Days of the month, from the first to the thirty-first."""
    year: Callable[[int], str] = str
    clock: Callable[[time], str] = "{:%H:%M}".format
    wording_suffix: Callable[[str], str] = lambda _: ""
    """Suffix to the keys "date" and "published" for a BCP 47 tag whose readers word dates
    differently."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counting:
    """How counts are said."""

    numbers: tuple[str, ...] = ()
    """Words for 0, 1, 2 and so on, as far as newsrooms spell counts out; larger ones are
    figures."""
    line: str = "{count}"
    """The length of a piece of code that has one line."""
    lines: str = "{count}"
    otherwise: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    """Name in the braces of a wording ("rows", "lines") -> counts that have another form before
    the thing counted: "duas linhas", but "dois"."""

    def count(self, number: int, counted: str = "") -> str:
        """A count as newsrooms write it; `counted` is the name in the braces of the wording."""
        plain = self.numbers[number] if 0 <= number < len(self.numbers) else str(number)
        return self.otherwise.get(counted, {}).get(number, plain)

    def count_lines(self, number: int) -> str:
        """The length of a piece of code with `number` lines."""
        count = self.count(number, "lines")
        return (self.line if number == 1 else self.lines).format(count=count)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bylines:
    """How a byline is put together."""

    join: Callable[[Sequence[str]], str] = ", ".join
    """Joins names to one text."""
    place: str = ""
    """Words for a place after a name: "in {place}"; if empty, the place follows a comma."""
    joined: tuple[str, ...] = ()
    """A role or place that begins with one of these follows a name without a comma: "for The
    Courier"."""
    reporting: frozenset[str] = NOTHING
    """Words that an endnote about the reporting may have besides names and places."""
    desk: frozenset[str] = NOTHING
    """Words after which an endnote names people of the desk, whom no byline has: "editing"."""
    before_places: frozenset[str] = NOTHING
    """Words after which an endnote names a place: "in", "from"."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RegionSigns:
    """By what a page tells the region whose language it is written in, where its tag does not."""

    labels: Mapping[str, str] = field(default_factory=dict)
    """Last label of a host, where that is of a country in which the language is written ->
    region. Labels that are sold for their letters (.co, .io, .tv) tell nothing."""
    hosts: Mapping[str, str] = field(default_factory=dict)
    """End of a newsroom's host -> region."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Word in a publication's name -> region."""
    offsets: Mapping[timedelta, str] = field(default_factory=dict)
    """How far ahead of UTC the newsroom's clock is -> region."""
    currencies: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Region -> its money as it is printed at home."""
    foreign: re.Pattern[str] = compile_late(r"(?!)")
    """Money by which no region is told, as it is printed everywhere."""
    min_sums: int = 2
    spellings: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Region -> words that it spells otherwise than the others."""
    min_spellings: int = 3
    dates: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    """Region -> dates in the order of day and month that it prints and others do not."""
    defaults: frozenset[str] = NOTHING
    """Regions that publishing systems give every page."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Region as pages write it -> as it is registered."""
    clocks: Mapping[str, timedelta] = field(default_factory=dict)
    """Region -> how far ahead of UTC its newsrooms' clocks are."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """Everything that depends on one language."""

    wording: Mapping[str, str] = field(default_factory=dict)
    """Every word that audiobrief itself says, by the keys of `english.wording.WORDING`; if
    empty, nothing is announced."""
    declaration: str = ""
    """The sentence that says that the voice is automated, for the start or the end of an
    episode; empty if there is none."""
    declarations: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag in small letters -> that sentence in another script or region of the language."""
    calendar: Calendar = Calendar()
    counting: Counting = Counting()
    bylines: Bylines = Bylines()
    stops: Stops = ROUGH
    marks: Marks = Marks()
    people: People = People()
    grammar: Grammar = Grammar()
    speech: Speech = Speech()
    readings: Callable[[], Readings] = lambda: AS_WRITTEN
    """A function, so that the patterns are built only when something is read."""
    lexicon: Path | None = None
    """The file of pronunciations that is built in."""
    regions: RegionSigns = RegionSigns()
    credits: tuple[re.Pattern[str], ...] = ()
    """What names the photographer and the agency in a caption, in the order in which it goes."""
    caption_label: re.Pattern[str] = compile_late(r"(?!)")
    """What says at the start of a caption that it is one: "Image caption"."""
    paid: re.Pattern[str] = compile_late(r"(?!)")
    """The beginning of a label that somebody paid for the page."""
    told_sounds: re.Pattern[str] = compile_late(r"(?!)")
    """Where a text says how a name is pronounced, by `told_sounds.told_pattern`."""
    endmark: re.Pattern[str] = compile_late(r"(?!)")
    """A whole paragraph that only tells the desk that a story is over: "ENDS"."""
    publication_words: frozenset[str] = NOTHING
    """Words of which titles of papers are made, in lower case: "post", "times"."""
    papers: frozenset[str] = NOTHING
    """Words at the end of a title that has an article before it, in lower case: "the Marl Post"."""
    paper_article: str = ""
    """That article, with the blank after it; empty where titles have none."""

    def declaration_in(self, tag: str) -> str:
        """The sentence that says that the voice is automated, for a BCP 47 tag of the language."""
        parts = tag.replace("_", "-").lower().split("-")
        tags = ("-".join(parts[:length]) for length in range(len(parts), 1, -1))
        return next(
            (self.declarations[each] for each in tags if each in self.declarations),
            self.declaration,
        )


UNKNOWN = Language()
"""The tables of a language without a folder."""
