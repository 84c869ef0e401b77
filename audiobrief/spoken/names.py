"""Finds proper names that a lexicon lacks; mispronounced names draw the most complaints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from audiobrief.model import Block
from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Calendar, Language
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.lexicon import Lexicon
from audiobrief.spoken.particles import PARTICLES, RARER
from audiobrief.spoken.sentences import split_sentences

REACH = 40
"""How many characters before a word are searched for its article."""
LONG = 5
"""Letters of a word without a capital that shows that a headline is no title case; styles of title
case give small words such as "from" none."""
_PARTICLES = "|".join(("al-", "el-", *sorted(PARTICLES | RARER)))
_NAME_WORD = r"[^\W\d_a-z][\w]*(?:[-'’][^\W\d_a-z][\w]*)*"
_NAME = compile_late(
    rf"(?<![\w@#/.])(?:al-|el-|Al-|El-)?(?=[^\W\d_a-z][^\W\d_]*[a-zß-ÿ]){_NAME_WORD}"
    rf"(?:\s(?:(?:{_PARTICLES})\s){{0,2}}(?=[^\W\d_a-z][^\W\d_]*[^\W\d_A-Z]){_NAME_WORD}){{0,5}}"
)


class Mention(NamedTuple):
    """A proper name where it stands in a text."""

    name: str
    sentence: str
    is_doubtful: bool = False
    """Whether only its capital speaks for a name, where any word may have one: in a headline."""


def find_mentions(
    text: str | Iterable[Block],
    lexicon: Lexicon | None = None,
    language: str = "en",
    *,
    headline: str = "",
) -> tuple[Mention, ...]:
    """The proper names that the lexicon does not know, in the order of the text.

    A name is a run of capitalised words, without common words at its ends. A single word that
    opens a sentence, or follows an article where all nouns have capitals, counts only if it is
    also a name elsewhere in the text. The lexicon knows a
    name if it has an entry for it, or for each of its words. The names of a `headline` come
    first: those of the text, and other words with a capital, which are doubtful.
    """
    blocks = [text] if isinstance(text, str) else [block.text for block in text]
    found = _find(blocks, lexicon, language)
    sure = {mention.name for mention in found if not mention.is_doubtful}
    said = [mention._replace(is_doubtful=False) for mention in found if mention.name in sure]
    return (*_find_in_headline(headline, sure, lexicon, language), *said)


def _find_in_headline(
    headline: str, sure: AbstractSet[str], lexicon: Lexicon | None, language: str
) -> Iterator[Mention]:
    """The names of a headline, which may have a capital at each word."""
    tables = load_language(language)
    plain = tables.stops.openers | tables.people.plain | _named_days(tables.calendar)
    words = {word for name in sure for word in name.split()}
    # in title case verbs have a capital, and only short words have none
    is_sentence = any(
        word.islower() and len(word) >= LONG and word not in plain for word in headline.split()
    )
    for mention in _find([headline], lexicon, language):
        run = mention.name.split()
        if mention.name in sure or (is_sentence and not mention.is_doubtful):
            yield mention._replace(is_doubtful=False)
            continue
        at = 0
        while at < len(run):
            # the longest name of the text that begins here, or the word alone
            end = next(
                (z for z in range(len(run), at, -1) if " ".join(run[at:z]) in sure), at + 1
            )
            name, at = " ".join(run[at:end]), end
            if name.islower() or name.lower() in plain or name in (lexicon or Lexicon()):
                continue
            is_known = name in sure or name in words
            # where nouns have capitals, a noun that is in no list is as likely a compound
            if is_known or not tables.grammar.nouns_have_capitals:
                yield Mention(name, headline, not is_known)


def _find(blocks: Iterable[str], lexicon: Lexicon | None, language: str) -> list[Mention]:
    """All runs of words with capitals; those are doubtful that may be no names."""
    known = lexicon or Lexicon()
    tables = load_language(language)
    plain = tables.stops.openers | tables.people.plain | _named_days(tables.calendar)
    short = tables.stops.never_last | tables.stops.maybe_last
    found: list[Mention] = []
    for block in blocks:
        sentences = split_sentences(block, language)
        starts = {start for start, _ in sentences}
        for match in _NAME.finditer(block):
            opens = match.start() in starts or block[match.start() - 1 : match.start()] in {
                "“",
                '"',
                "‘",
            }
            written = match[0].split()
            words = _trim(written, plain)
            name = " ".join(words)
            if not words or name in known or all(word in known for word in words):
                continue
            if len(words) == 1 and name.lower() in short:
                continue  # "Feb", "Prof": short for a word, wherever a stop is left out
            before = block[max(0, match.start() - REACH) : match.start()].split()
            cut = next(n for n, word in enumerate(written) if word.startswith(words[0]))
            is_noun = _may_follow(("", *before, *written[:cut])[-1], tables)
            is_doubtful = len(words) == 1 and (is_noun or (opens and not cut))
            sentence = next((block[a:z] for a, z in sentences if a <= match.start() < z), block)
            found.append(Mention(name, sentence, is_doubtful))
    return found


def _may_follow(word: str, tables: Language) -> bool:
    """Whether a capitalised word after this one is as likely a noun: "das Wehr", "30 Boote".

    Where nouns have capitals, a word alone is a name behind who speaks ("sagte Habich"), a title, a
    preposition without an article ("in Triest"), or at the start of a sentence.
    """
    grammar = tables.grammar
    low = word.lower()
    if not grammar.nouns_have_capitals or not word:
        return False
    called = (
        low in tables.speech.verbs or word in tables.people.titles or low in tables.people.roles
    )
    return not (called or low in grammar.prepositions - grammar.contracted)


def _named_days(calendar: Calendar) -> frozenset[str]:
    return frozenset(name.lower() for name in (*calendar.weekdays, *calendar.months))


def _trim(words: list[str], plain: AbstractSet[str]) -> list[str]:
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    while words and words[0].lower() in plain:
        words.pop(0)
    while words and words[-1].lower() in plain:
        words.pop()
    return words
