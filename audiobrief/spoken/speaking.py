"""The tables of a language that tell who says what: its names of people, its grammar, its verbs of saying.

`language.Language` holds them; a field that a folder leaves out keeps its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """How people are named."""

    male_titles: frozenset[str] = NOTHING
    female_titles: frozenset[str] = NOTHING
    titles: frozenset[str] = NOTHING
    """Words before a name that are not part of it, including `male_titles` and
    `female_titles`."""
    title_stops: tuple[str, ...] = ()
    """Titles whose full stop does not end a sentence; listed without the stop."""
    offices: frozenset[str] = NOTHING
    """Titles that only a person has."""
    suffixes: frozenset[str] = NOTHING
    particles: frozenset[str] = NOTHING
    """Small words inside names."""
    possessives: tuple[str, ...] = ()
    """Possessive endings of a word before a name: "the Courier's Jane Doe"."""
    name_endings: tuple[str, ...] = ()
    """Endings that are not part of a name, the longest first."""
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Pronoun in lower case -> HE, SHE, THEY, ME, or "" where it stands for nobody who can be
    named."""
    he: frozenset[str] = NOTHING
    """Given names of men. Names that men and women both commonly have are in neither table."""
    she: frozenset[str] = NOTHING
    capital_trades: bool = False
    """Whether what a person does has a capital before the name: "Sprecherin Jane Doe"."""
    trade_endings: tuple[str, ...] = ()
    """Endings of words before a name that say what the person does or is: "pollster"."""
    trades: frozenset[str] = NOTHING
    """What a person does or is, in lower case, of a sentence that begins with it instead of an
    article: "Headteacher Jane Doe said"."""
    anybody: frozenset[str] = NOTHING
    """Words for a person that tell nobody from others: "man"."""
    ranks: Mapping[str, str] = field(default_factory=dict)
    """Shortened title, in lower case and without its stop -> the word for it: "gov" -> "governor"."""
    styles: frozenset[str] = NOTHING
    """Titles that a name without a given name keeps: "Lord Marl"."""
    sure_particles: frozenset[str] = NOTHING
    """Small words that stand only in names of people: "van"."""
    roles: frozenset[str] = NOTHING
    """Words that end what somebody is, before the name and a comma: "the company’s CEO, Jane
    Doe,"."""
    groups: frozenset[str] = NOTHING
    """Words for several people without an article that have no ending of a trade: "police"."""
    introducing: frozenset[str] = NOTHING
    """Words after a name and a comma that begin to say who the person is: "Jane Doe, who"."""
    no_given_names: frozenset[str] = NOTHING
    """Words that begin the name of a place or an organisation, so that it is not taken for a
    person's."""
    bodies: frozenset[str] = NOTHING
    """Last words of names of organisations, which no "he" or "she" means: "Agency"."""
    speechless: frozenset[str] = NOTHING
    """Heads of descriptions that nobody who speaks has, in lower case: "reason", "variety"."""
    no_speakers: frozenset[str] = NOTHING
    """Names that appear in the place of a speaker but hardly ever are one."""
    not_names: frozenset[str] = NOTHING
    """Words with a capital that are not part of a name."""
    plain: frozenset[str] = NOTHING
    """Capitalised words, listed in lower case, that every voice says correctly."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """The words and endings that tell parts of a sentence apart. Words are in lower case."""

    capitals: str = "A-Z"
    """Capital letters, including accented ones, as written inside a character class of a
    pattern."""
    small: str = "a-z"
    """Small letters, including accented ones, written in the same way."""
    nouns_have_capitals: bool = False
    """Whether all nouns begin with a capital, as in German, so that it marks no name."""
    contracted: frozenset[str] = NOTHING
    """Prepositions joined with an article: "im", "zum"."""
    breaks: frozenset[str] = frozenset(',:;—–()“”"')
    """Marks that end a noun phrase, including quotation marks."""
    own_tokens: str = ""
    """Pattern of words to be split from the word that they are joined to: "dit-" of
    "dit-il"."""
    adverbs: frozenset[str] = NOTHING
    """Words that begin an adverbial before the subject: "Hours later, Ms. Doe wrote"."""
    adverb_endings: tuple[str, ...] = ()
    determiners: frozenset[str] = NOTHING
    definite: frozenset[str] = NOTHING
    """Articles before somebody whom a story has named: "the governor said"."""
    prepositions: frozenset[str] = NOTHING
    agents: frozenset[str] = NOTHING
    """Prepositions before somebody who acts or answers: "a letter by Jane Doe"; if empty, whoever
    is named behind a preposition is taken for the speaker as soon as others."""
    within_phrases: frozenset[str] = NOTHING
    """Prepositions that may stand inside a noun phrase: "the mayor of Marl"."""
    clause_starters: frozenset[str] = NOTHING
    subordinators: frozenset[str] = NOTHING
    """Clause starters after which a comma ends their clause and the main one follows: "when"."""
    within_clauses: frozenset[str] = NOTHING
    """Clause starters that may also be a determiner: "that man"."""
    joining: frozenset[str] = NOTHING
    """Words between two names of one kind: "and"."""
    auxiliaries: frozenset[str] = NOTHING
    """Words that may stand between a subject and its verb."""
    past_endings: tuple[str, ...] = ()
    irregular_past: frozenset[str] = NOTHING
    """Past forms without one of `past_endings`. A past form marks the end of the subject."""
    participle_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    subject_follows: bool = False
    """Whether a subject commonly follows its verb, also before a colon: "Así lo dijo Ada Ruiz:"."""
    verb_second: bool = False
    """Whether the verb is the second part of a sentence, so that its subject follows where an
    adverbial opens it: "Dazu sagte Ada Ruiz:"."""
    subject_dropped: bool = False
    """Whether a verb needs no subject that the reader knows: «No iremos», añadió."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Speech:
    """The words that attribute a quotation to its speaker, in lower case."""

    past: frozenset[str] = NOTHING
    present: frozenset[str] = NOTHING
    participles: frozenset[str] = NOTHING
    sure: frozenset[str] = NOTHING
    """Verbs that hardly ever do anything but attribute words to a speaker."""
    verb_endings: tuple[str, ...] = ()
    """Endings that mark a word right after a quotation as a verb, though it is in no table:
    "enthused Jane Doe"."""
    addressing: frozenset[str] = NOTHING
    """Those whose object is the listener: "told the Courier"."""
    not_after: frozenset[str] = NOTHING
    """Words after which a speech verb is a noun: "the states"."""
    according: tuple[tuple[str, ...], ...] = ()
    """Phrases that attribute without a verb, before the speaker: "according to"."""
    worded: tuple[tuple[str, ...], ...] = ()
    """Phrases before the speaker of the quotation that they lead into: "in the words of"."""
    supposing: tuple[tuple[str, ...], ...] = ()
    """Words right before a verb whose words nobody has said: "readers may wonder"."""
    reported: frozenset[str] = NOTHING
    """Words that show that an attribution goes on to report something else."""
    holding: frozenset[str] = NOTHING
    """Verbs of things that have words on them: "a banner bearing", "a site which contains"."""
    works: frozenset[str] = NOTHING
    """Words that precede the title of a work."""
    resuming: frozenset[str] = NOTHING
    """Words with which the sentence after a quotation takes it up: "That is what she said"."""

    @cached_property
    def finite(self) -> frozenset[str]:
        """Verbs that form a sentence with a subject."""
        return self.past | self.present

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All verb forms: past, present and participles."""
        return self.past | self.present | self.participles
