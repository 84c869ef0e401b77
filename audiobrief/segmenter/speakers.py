"""Who says a quotation, by the fullest name that the article gives.

The order in which evidence is trusted: an attribution after the quotation,
one before it, the other parts of the same paragraph, then whoever spoke last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from audiobrief.model import Article
from audiobrief.segmenter.attribution import find_after, find_before, last_person
from audiobrief.segmenter.english import people
from audiobrief.segmenter.quotes import Quotation

_NAME = re.compile(
    r"[^\W\d_][\w’'-]*\.?(?:\s+(?:(?:de|da|del|di|du|la|le|van|von|der|den|bin|al|el)\s+)*"
    r"[^\W\d_][\w’'-]*\.?)*"
)
_RUN = re.compile(
    r"(?:[A-Z][\w’'-]*\.?)(?:[ \u00a0](?:(?:de|da|del|di|du|la|le|van|von|der|den|bin|al|el)[ ])*"
    r"[A-Z][\w’'-]*\.?)*"
)


def stripped(name: str) -> str:
    """`name` without titles before it, possessives and stops after it."""
    words = name.replace("\u00a0", " ").split()
    while words and words[0] in people.TITLES | people.NOT_NAMES:
        words.pop(0)
    for index in range(len(words) - 1, 0, -1):
        if words[index] in people.TITLES and index + 1 < len(words):
            words = words[index + 1 :]
            break
    text = " ".join(words)
    text = re.sub(r"[’']s$", "", text)
    return text if words and words[-1] in people.SUFFIXES else text.rstrip(".,")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of an article."""

    by_last: dict[str, list[str]] = field(default_factory=dict)
    """Family name -> full names that end in it, the most frequent first."""
    by_first: dict[str, list[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    """Family name -> "he" or "she", where a title or a given name tells."""

    @classmethod
    def of(cls, article: Article) -> Cast:
        """The people named in its text."""
        texts = [article.title, article.dek, *(block.text for block in article.blocks)]
        return cls.from_texts(texts)

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Cast:
        """The people named in `texts`."""
        counts: Counter[str] = Counter()
        gender: dict[str, str] = {}
        for text in texts:
            for run in _RUN.finditer(text):
                _note_gender(run[0], gender)
                name = stripped(run[0])
                if 2 <= len(name.split()) <= 5:
                    counts[name] += 1
        by_last: dict[str, list[str]] = {}
        by_first: dict[str, list[str]] = {}
        for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            by_last.setdefault(family(name), []).append(name)
            by_first.setdefault(name.split()[0], []).append(name)
        return cls(by_last, by_first, gender)

    def fullest(self, name: str) -> str:
        """The fullest form of `name` in the article; `name` itself where it is alone."""
        plain = stripped(name)
        if not plain:
            return name
        last = family(plain)
        words = plain.split()
        candidates = [
            full
            for full in self.by_last.get(last, ())
            if len(words) == 1 or full.split()[0] == words[0]
        ]
        if candidates:
            return max(candidates[:3], key=lambda full: len(full.split()))
        if len(words) == 1 and len(self.by_first.get(plain, ())) == 1:
            return self.by_first[plain][0]
        return plain

    def gender_of(self, name: str) -> str:
        """The pronoun for `name`: "he", "she", or empty where nothing tells."""
        return self.gender.get(family(name), "")


def family(name: str) -> str:
    """The family name of a full name in Western order."""
    words = [word for word in name.split() if word not in people.SUFFIXES]
    return words[-1].rstrip(".,") if words else name


def _note_gender(run: str, gender: dict[str, str]) -> None:
    words = run.split()
    for title, pronoun in ((people.MALE_TITLES, "he"), (people.FEMALE_TITLES, "she")):
        if words[0] in title and len(words) > 1:
            gender.setdefault(family(stripped(run)), pronoun)


def name_speakers(
    paragraphs: Sequence[str],
    quotations: Sequence[Sequence[Quotation]],
    cast: Cast,
) -> tuple[tuple[Quotation, ...], ...]:
    """`quotations` with their speakers, paragraph by paragraph."""
    named: list[tuple[Quotation, ...]] = []
    last = ""
    for index, text in enumerate(paragraphs):
        direct = [q for q in quotations[index] if q.direct]
        own = [_attributed(text, quotations[index], q, cast, last) for q in direct]
        speakers = _shared(
            text,
            direct,
            own,
            last=last,
            cast=cast,
            paragraph_before=paragraphs[index - 1] if index else "",
        )
        by_start = {q.start: s for q, s in zip(direct, speakers, strict=True)}
        named.append(
            tuple(replace(q, speaker=by_start.get(q.start, "")) for q in quotations[index])
        )
        if speakers:
            last = speakers[-1]
    return tuple(named)


def _attributed(
    text: str, all_of_it: Sequence[Quotation], quotation: Quotation, cast: Cast, last: str
) -> str:
    following = [q.start for q in all_of_it if q.start >= quotation.end]
    after = text[quotation.end : following[0] if following else len(text)]
    preceding = [q.end for q in all_of_it if q.end <= quotation.start]
    before = text[preceding[-1] if preceding else 0 : quotation.start]
    for found in (find_after(after), find_before(before)):
        if found:
            return _resolved(found, text[: quotation.start], cast, last)
    return ""


def _resolved(subject: str, before: str, cast: Cast, last: str) -> str:
    pronoun = people.PRONOUNS.get(subject.lower())
    if pronoun is None:
        if any(word[0].isupper() for word in subject.split()) and subject[0].isupper():
            return cast.fullest(subject)
        return subject
    if not pronoun:
        return ""
    person = last_person(before)
    for candidate in (cast.fullest(person) if person else "", last):
        if candidate and cast.gender_of(candidate) in {"", pronoun}:
            return candidate
    return last or subject


def _shared(
    text: str,
    direct: Sequence[Quotation],
    own: Sequence[str],
    *,
    last: str,
    cast: Cast,
    paragraph_before: str,
) -> list[str]:
    speakers = list(own)
    for position, quotation in enumerate(direct):
        if speakers[position]:
            continue
        if quotation.continues and last:
            speakers[position] = last
        elif position and speakers[position - 1]:
            speakers[position] = speakers[position - 1]
        else:
            later = next((s for s in speakers[position:] if s), "")
            person = last_person(text[: quotation.start])
            named = cast.fullest(person) if person else ""
            speakers[position] = later or named or last or last_person(paragraph_before)
    return speakers
