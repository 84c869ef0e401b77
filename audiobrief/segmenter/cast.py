"""The people of an article: their fullest names, and by which pronoun each is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from audiobrief.model import Article
from audiobrief.patterns import compile_late
from audiobrief.segmenter.english import given_names, people, verbs
from audiobrief.segmenter.phrases import Token, name_runs, sentences_of, tokens_of

_INITIAL = compile_late(r"^[A-Z]\.$")
PRONOUN_OF_TITLE = {
    **dict.fromkeys(people.MALE_TITLES, people.HE),
    **dict.fromkeys(people.FEMALE_TITLES, people.SHE),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of an article."""

    by_family: dict[str, list[str]] = field(default_factory=dict)
    """Family name -> full names of people that end in it, the most frequent first."""
    by_given: dict[str, list[str]] = field(default_factory=dict)
    """Given name -> full names of people that begin with it."""
    pronouns: dict[str, str] = field(default_factory=dict)
    """Family name -> "he" or "she", where a title before it tells."""

    @classmethod
    def of(cls, article: Article) -> Cast:
        """The people named in its text."""
        texts = [article.title, article.dek, *(block.text for block in article.blocks)]
        return cls.from_texts(texts)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Cast:
        """The people named in `texts`."""
        counts: Counter[str] = Counter()
        likely: set[str] = set()
        pronouns: dict[str, str] = {}
        for text in texts:
            for sentence in sentences_of(text):
                tokens = tokens_of(sentence)
                for first, last in name_runs(tokens):
                    run = sentence[tokens[first].start : tokens[last - 1].end]
                    name = stripped(run)
                    if not name:
                        continue
                    title = run.split()[0]
                    if title in PRONOUN_OF_TITLE and title != name.split()[0]:
                        pronouns.setdefault(family(name), PRONOUN_OF_TITLE[title])
                        likely.add(family(name))
                    if _looks_human(name, tokens, first, last) or title in people.OFFICES:
                        likely.add(family(name))
                    if 2 <= len(name.split()) <= 5:
                        counts[name] += 1
        by_family: dict[str, list[str]] = {}
        by_given: dict[str, list[str]] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            if family(name) in likely and name.split()[0] not in people.NO_GIVEN_NAMES:
                by_family.setdefault(family(name), []).append(name)
                by_given.setdefault(name.split()[0], []).append(name)
        return cls(by_family, by_given, pronouns)

    def knows(self, name: str) -> bool:
        """Whether `name` is one of them."""
        plain = stripped(name)
        last = family(plain) if plain else ""
        return last in self.by_family or last in self.pronouns or plain in self.by_given

    def fullest(self, name: str) -> str:
        """The fullest form of `name` in the article; `name` without titles where it is alone."""
        plain = stripped(name)
        if not plain:
            return name
        words = plain.split()
        same = [
            full
            for full in self.by_family.get(family(plain), ())
            if len(words) == 1 or full.split()[0] == words[0]
        ]
        pronoun = PRONOUN_OF_TITLE.get(name.split(maxsplit=1)[0], "")
        if pronoun and len(words) == 1:
            # "Mrs. Marl" is no Mr. Marl, whoever of the two is named more often
            same = [full for full in same if self.pronoun_of(full) in {"", pronoun}] or same
        if same:
            given = same[0].split()[0]
            return max(
                (full for full in same if full.split()[0] == given),
                key=lambda f: len(f.split()),
            )
        if len(words) == 1 and len({family(f) for f in self.by_given.get(plain, ())}) == 1:
            return self.by_given[plain][0]
        return plain

    def pronoun_of(self, name: str) -> str:
        """The pronoun for `name`: "he", "she", or empty where nothing tells."""
        plain = stripped(name) or name
        given = plain.split()[0] if len(plain.split()) > 1 else ""
        if given in given_names.HE:
            return people.HE
        if given in given_names.SHE:
            return people.SHE
        return self.pronouns.get(family(plain), "")


def stripped(name: str) -> str:
    """`name` without titles and offices before it, possessives and stops after it."""
    words = name.replace("\u00a0", " ").split()
    for index in range(len(words) - 2, -1, -1):
        # "Sen. Doe", "the Courier's Jane Doe"
        if words[index] in people.TITLES or words[index].endswith(("’s", "'s")):
            words = words[index + 1 :]
            break
    if words and words[0] in people.TITLES | people.NOT_NAMES:
        words.pop(0)
    text = re.sub(r"[’'](?:s|S)?$", "", " ".join(words))
    return text if words and words[-1] in people.SUFFIXES else text.rstrip(".,")


def family(name: str) -> str:
    """The family name of a full name in Western order."""
    words = [word for word in name.split() if word.rstrip(",") not in people.SUFFIXES]
    return words[-1].rstrip(".,") if words else name


def _looks_human(name: str, tokens: list[Token], first: int, last: int) -> bool:
    words = name.split()
    if words[0] in people.NO_GIVEN_NAMES or words[-1] in people.CALENDAR_OR_MEDIA:
        return False
    if len(words) > 1 and (
        words[0] in given_names.HE | given_names.SHE or any(map(_INITIAL.match, words[:-1]))
    ):
        return True
    if len(words) > 1 and _introduced([token.plain for token in tokens[last : last + 3]]):
        return True
    before = tokens[first - 1].plain if first else ""
    small = (
        people.PREPOSITIONS | people.CLAUSE_STARTERS | people.DETERMINERS | people.AUXILIARIES
    )
    if len(words) in {2, 3} and before.endswith(people.TRADE_ENDINGS) and before not in small:
        return True
    after = tokens[last].plain if last < len(tokens) else ""
    return (before in verbs.SURE_VERBS or after in verbs.SURE_VERBS) and len(words) <= 3


def _introduced(after: list[str]) -> bool:
    """Whether the words after a name tell who that is: "Jane Doe, 41," "Jane Doe, who"."""
    if len(after) < 2 or after[0] != ",":
        return False
    age = after[1].isdigit() and len(after[1]) < 3 and after[2:] in ([","], [""], [])
    return age or after[1] in {"a", "an", "the", "who", "whose", "former", "his", "her"}
