"""Compares the words of a script with the words heard."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence


MONTHS = "|".join(month.casefold() for month in calendar.month_name[1:])
SAID_ALIKE: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # different spellings of the same words that Whisper's normalisation does not unify
    # "the seventh of October", written "7 October"; "June the thirtieth", written "June 30"
    (rf"\b(?:the )?(\d+)(?:st|nd|rd|th) of ({MONTHS})\b", r"\1 \2"),
    (rf"\b({MONTHS}) (?:the )?(\d+)(?:st|nd|rd|th)\b", r"\1 \2"),
    # "D.E.A." said letter by letter, perhaps after an article
    (r"\b(?![ai] )[a-z](?: [a-z])+\b", lambda letters: letters[0].replace(" ", "")),
    (r"\bmiz\b", "ms"),  # the respelling of "Ms." for a voice
    (r"([£$€]\d+) (?:and )?(\d\d) (?:pence|cents)\b", r"\1.\2"),  # "six pounds fifty pence"
)

OPENED = str.maketrans("-–—()[]<>’", " " * 9 + "'")
"""Whisper's normalisation drops text in brackets, which a voice says, and knows only the
straight apostrophe."""


class Difference(NamedTuple):
    """A sequence of misheard words."""

    said: str
    heard: str
    errors: int
    in_names: int
    """The number of errors in words of names."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The alignment of a script with everything heard that has the fewest errors."""

    matched: tuple[tuple[bool, ...], ...]
    """For each word of each sentence, whether it was heard at its place."""
    said: int
    """Number of words in the script."""
    errors: int
    """Words that were misheard, not heard, or heard but not said."""
    differences: tuple[Difference, ...]
    """The errors in detail."""
    heard: tuple[tuple[str, ...], ...]
    """For each sentence, the words heard in its place."""

    @property
    def rate(self) -> float:
        """Errors per word of the script."""
        return self.errors / max(self.said, 1)


def words(text: str) -> list[str]:
    """The words of `text` as Whisper's own evaluation counts them.

    Lower case, no punctuation, figures for number words, one spelling for British and
    American (Radford and others, 2022, appendix C).
    """
    # its table forms ordinals by adding "th" to the number, so it knows only "nineth" for
    # "ninth"
    plain = re.sub(r"\b([Nn])inth\b", r"\1ineth", text.translate(OPENED))
    plain = _normalizer()(plain)
    for pattern, written in SAID_ALIKE:
        plain = re.sub(pattern, written, plain)
    return plain.split()


@cache
def _normalizer() -> Callable[[str], str]:
    from whisper_normalizer.english import EnglishTextNormalizer

    normalize: Callable[[str], str] = EnglishTextNormalizer()
    return normalize


def compare(
    sentences: Sequence[str], heard: str, names: Collection[str] = frozenset()
) -> Compared:
    """Align the words of all sentences with all words heard, at the least edit distance.

    The whole page is aligned at once and in order, so that a sentence is found only at its
    place. A word written as two on one side and as one on the other ("car park") is no error.
    `names` are words whose errors are also counted separately.
    """
    from rapidfuzz.distance import Levenshtein

    script = [words(sentence) for sentence in sentences]
    owners = [number for number, own in enumerate(script) for _ in own]
    said = [word for own in script for word in own]
    got = words(heard)
    said, owners, got = _joined(said, owners, got)
    matched = [False] * len(said)
    places: list[list[str]] = [[] for _ in sentences]
    differences: list[Difference] = []
    for is_equal, steps in groupby(Levenshtein.opcodes(said, got), lambda s: s.tag == "equal"):
        # everything between two correctly heard words is one difference
        first, *_, last = [*steps] * 2
        a, b, c, d = first.src_start, last.src_end, first.dest_start, last.dest_end
        if is_equal:
            matched[a:b] = [True] * (b - a)
        else:
            differences.append(_differ(said[a:b], got[c:d], names))
        for offset, word in enumerate(got[c:d]):
            place = min(a + offset, max(b - 1, a), len(owners) - 1)
            places[owners[place]].append(word)
    found: list[list[bool]] = [[] for _ in sentences]
    for owner, hit in zip(owners, matched, strict=True):
        found[owner].append(hit)
    return Compared(
        tuple(map(tuple, found)),
        len(said),
        sum(difference.errors for difference in differences),
        tuple(differences),
        tuple(map(tuple, places)),
    )


def _differ(said: Sequence[str], heard: Sequence[str], names: Collection[str]) -> Difference:
    wrong, named = max(len(said), len(heard)), sum(word in names for word in said)
    # "oda fenn" heard as "over a fan": if all words said are names, all errors are in names
    named = wrong if said and named == len(said) else named
    return Difference(" ".join(said), " ".join(heard), wrong, named)


def _joined(
    said: list[str], owners: list[int], got: list[str]
) -> tuple[list[str], list[int], list[str]]:
    """Both sides; where they differ, words that the other side writes as one are joined."""
    from rapidfuzz.distance import Levenshtein

    join_said: set[int] = set()
    join_got: set[int] = set()
    for step in Levenshtein.opcodes(said, got):
        if step.tag == "equal":
            continue
        # one word more at either end: half of "foot ball" for "football" may lie outside the
        # difference
        a, b = max(step.src_start - 1, 0), step.src_end + 1
        c, d = max(step.dest_start - 1, 0), step.dest_end + 1
        join_got |= {c + i for i in _pairs(got[c:d], set(said[a:b]))}
        join_said |= {
            a + i
            for i in _pairs(said[a:b], set(got[c:d]))
            if owners[a + i] == owners[a + i + 1]
        }
    kept = [i for i in range(len(said)) if i - 1 not in join_said]
    return (
        [said[i] + (said[i + 1] if i in join_said else "") for i in kept],
        [owners[i] for i in kept],
        [
            word + (got[i + 1] if i in join_got else "")
            for i, word in enumerate(got)
            if i - 1 not in join_got
        ],
    )


def _pairs(run: Sequence[str], wanted: set[str]) -> list[int]:
    """The indices in `run` where two words form one of `wanted`; no word is used twice."""
    places: list[int] = []
    for i, (first, second) in enumerate(pairwise(run)):
        if first + second in wanted and (not places or places[-1] != i - 1):
            places.append(i)
    return places
