"""Finds whom "he" or "she" means: the people named before it, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audiobrief.segmenter.attribution import spoken_of
from audiobrief.segmenter.cast import Cast, family
from audiobrief.segmenter.nobody import is_somebody
from audiobrief.segmenter.phrases import main_subject
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.tokens import Token, names_in, sentences_of, tokens_of

LONGEST_INITIALS = 2
"""Capitals of a person's initials at the most: "JK Rowan"."""
IT = "it"
"""The pronoun of an organisation."""
MEMORY = 3
"""How many paragraphs before are searched for the person whom "he" or "she" means."""


@dataclass(slots=True)
class Told:
    """What the paragraphs so far told of those who speak in an article."""

    theirs: set[tuple[int, int]] = field(default_factory=set)
    """Paragraph and place of the quotations that "they" said, or "I", or a letter: nobody with a
    name."""
    pronouns: dict[str, str] = field(default_factory=dict)
    """Name -> HE or SHE, where the name itself tells neither and one of them was said of it."""
    families: set[str] = field(default_factory=set)
    """Family names of those who were named as speakers."""


class Antecedents:
    """The people of an article's paragraphs, as they come to a reader's mind at a place."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        quotations: Sequence[Sequence[Quotation]],
        cast: Cast,
        told: Told,
    ) -> None:
        self.paragraphs = paragraphs
        self.quotations = quotations
        """Those of the paragraphs so far, with the speakers found so far."""
        self.cast = cast
        self.told = told
        self.language = cast.language

    def meant(self, pronoun: str, index: int, offset: int, *, of_another: bool = False) -> str:
        """The person whom `pronoun` at `offset` means; empty if nobody fits nearby.

        Someone named only behind a preposition ("asked about gifts from Lord Alli, he said") is
        meant where nobody else fits. `of_another` tells that the words themselves are of a "he"
        or "she": then whoever spoke before says them, sooner than whom the story is about.
        """
        fitting = [
            name
            for beside in (False, True)
            for name in self._backwards(index, offset, pronoun, beside=beside)
            if self.pronoun_of(name) in {"", pronoun}
        ]
        if of_another:
            spoken = self._speaking_before(index, offset)
            fitting = [name for name in fitting if name in spoken] or fitting
        return fitting[0] if fitting else ""

    def _speaking_before(self, index: int, offset: int) -> set[str]:
        """Those who say something in the paragraphs before a place, quoted or not."""
        found = set()
        for place in range(max(index - MEMORY, 0), index + 1):
            text = self.paragraphs[place][: offset if place == index else None]
            for sentence in sentences_of(text, self.language):
                speaker = spoken_of(sentence, tokens_of(sentence, self.language), self.language)
                if self.is_known(speaker) or self._is_named(speaker):
                    found.add(self.cast.fullest(speaker))
            found |= {q.speaker for q in self.quotations[place] if q.speaker}
        return found

    def pronoun_of(self, name: str) -> str:
        """HE or SHE, by the name itself or by what the paragraphs so far call them; else empty.

        IT for an organisation, which neither means.
        """
        if name.split()[-1:] and name.rsplit(maxsplit=1)[-1] in self.language.people.bodies:
            return IT
        return self.cast.pronoun_of(name) or self.told.pronouns.get(name, "")

    def last_called(self, pronoun: str, index: int, offset: int) -> str | None:
        """The last speaker, if "she" or "he" may mean them; None if the last was another."""
        last = self.last(index, offset)
        return last if last and self.pronoun_of(last) in {"", pronoun} else None

    def _backwards(
        self, index: int, offset: int, pronoun: str, *, beside: bool
    ) -> Iterator[str]:
        """People whom `pronoun` may mean at a place, likeliest first: speakers, then subjects of sentences.

        `beside` includes those who are named behind a preposition.
        """
        for place in range(index, max(-1, index - MEMORY - 1), -1):
            text = self.paragraphs[place]
            limit = offset if place == index else len(text)
            end = limit
            for quotation in reversed(self.quotations[place]):
                if quotation.start >= limit:
                    continue
                yield from self.people(text[quotation.end : end], pronoun, beside=beside)
                if (
                    quotation.direct
                    and quotation.speaker
                    and self.cast.knows(quotation.speaker)
                ):
                    yield quotation.speaker
                end = min(end, quotation.start)
            yield from self.people(text[:end], pronoun, beside=beside)

    def people(self, text: str, pronoun: str = "", *, beside: bool = False) -> Iterator[str]:
        """People named in `text`, the last first, who may be meant by `pronoun` after it."""
        for sentence in reversed(sentences_of(text, self.language)):
            tokens = tokens_of(sentence, self.language)
            speaker = spoken_of(sentence, tokens, self.language)
            subject = main_subject(sentence, tokens, self.language)
            names = names_in(sentence, self.language, beside=beside)
            if pronoun and not beside and self._goes_on(speaker or subject, pronoun):
                opening = self._opening_subject(sentence, tokens)
                if self.is_known(opening):
                    yield self.cast.fullest(opening)
                names = []  # "He emailed Ed Ruiz about it." has the "he" that follows it
            if self._is_named(speaker):
                yield self.cast.fullest(speaker)
            yield from (
                self.cast.fullest(name) for name in [subject, *names] if self.is_known(name)
            )

    def _opening_subject(self, sentence: str, tokens: Sequence[Token]) -> str:
        """Whom "he" means in "Although Mr. Doe had a plan, he struggled"; empty without such a clause."""
        if not tokens or tokens[0].plain not in self.language.grammar.subordinators:
            return ""
        end = next((i for i, token in enumerate(tokens) if token.text == ","), 0)
        return main_subject(sentence, tokens[1:end], self.language)

    def _goes_on(self, subject: str, pronoun: str) -> bool:
        """Whether a sentence is about somebody whom its reader already calls `pronoun`."""
        people = self.language.people
        plain = re.split(r"[’']", subject.lower())[0]
        described = plain.split()[:1] and plain.split()[0] in self.language.grammar.determiners
        role = bool(described) and plain.endswith(people.trade_endings)
        return people.pronouns.get(plain) == pronoun or role

    def _is_named(self, speaker: str) -> bool:
        """Whether somebody who says something has a name, even if nothing else tells that it is one."""
        words = speaker.split()
        named = len(words) in {2, 3} and all(word[0].isupper() for word in words)
        return named and self.is_known(speaker, said=True)

    def is_known(self, name: str, *, said: bool = False) -> bool:
        """Whether `name` is a person's; `said` tells that it stands as the subject of "said"."""
        first, *rest = name.split() or [""]
        if first.isupper() and (len(first) > LONGEST_INITIALS or not rest):
            return False  # "CPA Marl" is no "she", and neither is an "EP"
        people = self.language.people
        given = not rest and (first in people.he or first in people.she)
        heard = family(name, people) in self.told.families
        known = given or heard or self.cast.knows(name)
        alone = said and first not in people.no_given_names | people.no_speakers
        return first[:1].isupper() and (known or alone) and is_somebody(name, self.language)

    def last(self, index: int, offset: int) -> str:
        """The last speaker before a place."""
        for place in range(index, -1, -1):
            for quotation in reversed(self.quotations[place]):
                earlier = place < index or quotation.start < offset
                if earlier and quotation.direct and quotation.speaker:
                    return quotation.speaker
            if place < index - MEMORY:
                break
        return ""
