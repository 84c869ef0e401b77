"""The people in an article: their fullest names, and the pronoun for each."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from audiobrief.model import Article
from audiobrief.patterns import compile_late
from audiobrief.segmenter.nobody import is_place
from audiobrief.segmenter.tokens import Token, name_runs, sentences_of, tokens_of
from audiobrief.spoken.language import HE, SHE, UNKNOWN, Language
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.speaking import People


@dataclass(frozen=True, slots=True)
class Cast:
    """The people in an article."""

    by_family: dict[str, list[str]] = field(default_factory=dict)
    """Family name -> full names that end in it, the most frequent first."""
    by_given: dict[str, list[str]] = field(default_factory=dict)
    """Given name -> full names that begin with it."""
    pronouns: dict[str, str] = field(default_factory=dict)
    """Family name -> HE or SHE, where a title before it tells which."""
    language: Language = UNKNOWN
    """The language of the article."""

    @classmethod
    def of(cls, article: Article) -> Cast:
        """The people named in an article, from its text, headline and dek."""
        people = load_language(article.language).people
        texts = [
            _names_of_headline(article.title, people),
            article.dek,
            *(block.text for block in article.blocks),
        ]
        return cls.from_texts(texts, article.language)

    @classmethod
    def from_texts(cls, texts: Iterable[str], tag: str = "en") -> Cast:
        """The people named in `texts`, whose language has the BCP 47 tag `tag`."""
        language = load_language(tag)
        people = language.people
        counts: Counter[str] = Counter()
        likely: set[str] = set()
        pronouns: dict[str, str] = {}
        places = tuple(texts)
        for text in places:
            for sentence in sentences_of(text, language):
                tokens = tokens_of(sentence, language)
                runs = name_runs(tokens, language)
                likely |= _beside_people(tokens, runs, language)
                for begin, last in runs:
                    first = _after_participle(tokens, begin, last, language)
                    run = sentence[tokens[first].start : tokens[last - 1].end]
                    name = _without_place(
                        stripped(run, people), tokens, first, places, language
                    )
                    if not name:
                        continue
                    title = run.split()[0]
                    pronoun = _pronoun_of_title(title, people)
                    if pronoun and title != name.split()[0]:
                        pronouns.setdefault(family(name, people), pronoun)
                        likely.add(family(name, people))
                    human = _looks_human(name, tokens, first, last, language)
                    if human or people.offices.intersection(run.split()[: -len(name.split())]):
                        likely.add(family(name, people))
                    if 2 <= len(name.split()) <= 5 and not _is_thing(
                        name, tokens, first, language
                    ):
                        counts[name] += 1
        by_family: dict[str, list[str]] = {}
        by_given: dict[str, list[str]] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            last_name = family(name, people)
            given = name.split()[0]
            # "Morning Ireland" is a programme; a man called London has a given name
            called = given in people.he or given in people.she
            if (
                last_name in likely
                and given not in people.no_given_names
                and (called or not is_place(last_name, places, language))
            ):
                by_family.setdefault(last_name, []).append(name)
                by_given.setdefault(given, []).append(name)
        return cls(by_family, by_given, pronouns, language)

    def knows(self, name: str) -> bool:
        """Whether `name` belongs to one of these people."""
        people = self.language.people
        plain = stripped(name, people)
        last = family(plain, people) if plain else ""
        return last in self.by_family or last in self.pronouns or plain in self.by_given

    def fullest(self, name: str) -> str:
        """The fullest form of `name` in the article, or `name` without its titles."""
        people = self.language.people
        plain = stripped(name, people)
        if not plain:
            return name
        words = plain.split()
        if words[0] in people.no_given_names and family(plain, people) in self.by_family:
            words = words[-1:]  # "he told the Daily Courier Lind claimed"
        same = [
            full
            for full in self.by_family.get(family(plain, people), ())
            if len(words) == 1 or full.split()[0] == words[0]
        ]
        pronoun = _pronoun_of_title(name.split(maxsplit=1)[0], people)
        if pronoun and len(words) == 1:
            # "Mrs. Marl" is not Mr. Marl, even if he is named more often
            same = [full for full in same if self.pronoun_of(full) in {"", pronoun}] or same
        if same:
            given = same[0].split()[0]
            return max(
                (full for full in same if full.split()[0] == given),
                key=lambda f: len(f.split()),
            )
        families = {family(full, people) for full in self.by_given.get(plain, ())}
        if len(words) == 1 and len(families) == 1:
            return self.by_given[plain][0]
        style = name.split(maxsplit=1)[0]
        return f"{style} {plain}" if len(words) == 1 and style in people.styles else plain

    def pronoun_of(self, name: str) -> str:
        """The pronoun for `name`: HE, SHE, or empty if unknown."""
        people = self.language.people
        plain = stripped(name, people) or name
        words = plain.split()
        # "Harry" is a man's, but "Mr. Harry" is called by his family name
        alone = bool(words) and words[0] not in self.by_family
        given = words[0] if len(words) > 1 or alone else ""
        if given in people.he:
            return HE
        if given in people.she:
            return SHE
        return self.pronouns.get(family(plain, people), "")


def _names_of_headline(title: str, people: People) -> str:
    """A headline; of one whose words all have capitals, so that no name ends, its likely names.

    "Ada Ruiz Calls Jane Doe" has "Ada Ruiz" and "Jane Doe": a given name and the word behind it.
    """
    words = re.findall(r"[\w’'.-]+", title)
    long = [word for word in words if len(word) >= LEAST_LONG]
    if len(long) < LEAST_HEADLINE or sum(map(str.islower, long)) * 5 > len(long):
        return title
    given = people.he | people.she
    pairs = pairwise(words)
    return "; ".join(f"{a} {b}" for a, b in pairs if a in given and b[0].isupper())


LEAST_LONG = 4
LEAST_HEADLINE = 4
"""LEAST_LONG and LEAST_HEADLINE: letters and count of words by whose capitals its style is told."""


def _after_participle(tokens: list[Token], first: int, last: int, language: Language) -> int:
    """Where a name begins at whose front a sentence has its participle: "Hosting Jane Doe"."""
    word = tokens[first].text
    people, endings = language.people, language.grammar.participle_endings
    opens = first == 0 and last - first > 1 and word.lower().endswith(endings or ("\0",))
    return first + (opens and word not in people.he and word not in people.she)


def _without_place(
    name: str, tokens: list[Token], first: int, texts: tuple[str, ...], language: Language
) -> str:
    """A name without the place before it: "the attorney for Marl Jane Doe"."""
    words = name.split()
    people = language.people
    given = len(words) > 2 and (words[1] in people.he or words[1] in people.she)
    after = first > 0 and tokens[first - 1].plain in language.grammar.prepositions
    if given and after and is_place(words[0], texts, language):
        return " ".join(words[1:])
    return name


def stripped(name: str, people: People) -> str:
    """`name` without titles and offices before it or possessives and stops after it."""
    words = name.replace("\u00a0", " ").split()
    for index in range(len(words) - 2, -1, -1):
        # "Sen. Doe", "the Courier's Jane Doe"
        if words[index] in people.titles or words[index].endswith(people.possessives):
            words = words[index + 1 :]
            break
    if words and (words[0] in people.titles or words[0] in people.not_names):
        words.pop(0)
    if len(words) > 2 and _is_trade(words[0], people):
        words.pop(0)
    if (
        people.capital_trades
        and len(words) > 2
        and words[0].lower().endswith(people.trade_endings)
    ):
        given = words[0] in people.he or words[0] in people.she
        words = words if given or words[1] in people.particles else words[1:]
    text = " ".join(words)
    ending = next((e for e in people.name_endings if text.endswith(e)), "")
    text = text.removesuffix(ending)
    return text if words and words[-1] in people.suffixes else text.rstrip(".,")


def _is_trade(word: str, people: People) -> bool:
    """Whether a word before a name says what somebody is: "Headteacher", "Mum-of-two"."""
    return word.partition("-of-")[0].lower() in people.trades


def family(name: str, people: People) -> str:
    """The family name of a full name in Western order."""
    words = [word for word in name.split() if word.rstrip(",") not in people.suffixes]
    return words[-1].rstrip(".,") if words else name


def _pronoun_of_title(title: str, people: People) -> str:
    """HE or SHE, where a title tells which; otherwise empty."""
    if title in people.female_titles:
        return SHE
    return HE if title in people.male_titles else ""


@functools.cache
def _initial(language: Language) -> re.Pattern[str]:
    return compile_late(rf"^[{language.grammar.capitals}]\.$")


def _beside_people(
    tokens: list[Token], runs: list[tuple[int, int]], language: Language
) -> set[str]:
    """Family names of those whom "and" joins to somebody with a given name: "Jane Doe and Oda Fenn"."""
    people, found = language.people, set()
    for pair in pairwise(runs):
        (_, end), (start, _) = pair
        words = [[token.text for token in tokens[first:last]] for first, last in pair]
        joined = start == end + 1 and tokens[end].plain in language.grammar.joining
        if not joined or any(len(each) not in {2, 3} for each in words):
            continue
        given = any(each[0] in people.he or each[0] in people.she for each in words)
        if given and not any(each[0] in people.no_given_names for each in words):
            found |= {each[-1] for each in words}
    return found


def _looks_human(
    name: str, tokens: list[Token], first: int, last: int, language: Language
) -> bool:
    people, grammar, speech = language.people, language.grammar, language.speech
    words = name.split()
    if words[0] in people.no_given_names or words[-1] in people.no_speakers:
        return False
    if len(words) == 1 and words[0].isupper():
        return False  # "EP": nobody is called by two capitals
    given = words[0] in people.he or words[0] in people.she
    if len(words) > 1 and (given or any(map(_initial(language).match, words[:-1]))):
        return True
    if len(words) > 2 and people.sure_particles.intersection(words[1:-1]):
        return True  # "Joost van der Meer"
    if words[0].isupper() and len(words[0]) > 1 and any(map(str.islower, words)):
        return False  # "PDG du CISSS": a title in capitals, and what it is of
    if _is_thing(name, tokens, first, language):
        return False
    after = [token.plain for token in tokens[last : last + 3]]
    if len(words) > 1 and _introduced(after, people):
        return True
    before = tokens[first - 1].plain if first else ""
    small = (
        grammar.prepositions
        | grammar.clause_starters
        | grammar.determiners
        | grammar.auxiliaries
    )
    if len(words) in {2, 3} and before.endswith(people.trade_endings) and before not in small:
        return True
    return (before in speech.sure or (after or [""])[0] in speech.sure) and len(words) <= 3


def _is_thing(name: str, tokens: list[Token], first: int, language: Language) -> bool:
    """Whether an article stands before a name: "The Dragon Waiting", a work, a team or a firm."""
    grammar, people = language.grammar, language.people
    given = name.split(maxsplit=1)[0] in people.he or name.split(maxsplit=1)[0] in people.she
    before = tokens[first - 1].plain if first else ""
    return bool(grammar.agents) and before in grammar.determiners and not given


def _introduced(after: list[str], people: People) -> bool:
    """Whether the words after a name say who the person is: "Jane Doe, 41," "Jane Doe, who"."""
    if len(after) < 2 or after[0] != ",":
        return False
    age = after[1].isdigit() and len(after[1]) < 3 and after[2:] in ([","], [""], [])
    return age or after[1] in people.introducing
