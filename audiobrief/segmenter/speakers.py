"""Finds who says a quotation, by the fullest name that the article gives.

The evidence, in order of trust: an attribution after the quotation, one before
it, the rest of the same paragraph, then the last speaker.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from audiobrief.patterns import compile_late
from audiobrief.segmenter.antecedents import MEMORY, Antecedents, Told
from audiobrief.segmenter.attribution import (
    bears_words,
    closes_sentence,
    find_after,
    find_before,
    is_bare,
    is_supposed,
    opening_subject,
    repeats_words,
    spoken_of,
)
from audiobrief.segmenter.cast import Cast, family
from audiobrief.segmenter.nobody import is_place, is_somebody, is_thing
from audiobrief.segmenter.phrases import main_subject
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.roles import holder_of
from audiobrief.segmenter.tokens import sentences_of, tokens_of
from audiobrief.spoken.language import HE, ME, SHE, THEY, Language

LEAST_TELLING = 3
"""Words of a description that tells one person from others: "the mayor of Marl"."""
IN_MIND = 60
"""How many paragraphs before are searched for what somebody is: a feature, and of a book enough."""


@functools.cache
def _label(language: Language) -> re.Pattern[str]:
    """The name in capitals with which transcripts begin a speech: "DOE: We will wait."."""
    large = language.grammar.capitals
    name = rf"[{large}][{large}’'.-]+"
    return compile_late(rf"(?P<name>{name}(?: {name}){{0,2}}):\s")


def name_speakers(
    paragraphs: Sequence[str], quotations: Sequence[Sequence[Quotation]], cast: Cast
) -> tuple[tuple[Quotation, ...], ...]:
    """`quotations` with the speakers of the direct ones, paragraph by paragraph."""
    named: list[tuple[Quotation, ...]] = []
    told = Told()
    for index in range(len(paragraphs)):
        story = _Story(paragraphs, [*named, quotations[index]], cast, quotations, told)
        named.append(story.named(index))
    return tuple(named)


class _Story:
    """The paragraphs of an article with the speakers found so far."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        quotations: list[Sequence[Quotation]],
        cast: Cast,
        all_quotations: Sequence[Sequence[Quotation]],
        told: Told,
    ) -> None:
        self.paragraphs = paragraphs
        self.quotations = quotations
        self.cast = cast
        self.all = all_quotations
        """Those of later paragraphs too, which have no speakers yet."""
        self.told = told
        self.antecedents = Antecedents(paragraphs, quotations, cast, told)
        self.language = cast.language

    def named(self, index: int) -> tuple[Quotation, ...]:
        """The quotations of a paragraph with their speakers."""
        found = list(self.quotations[index])
        unnamed: set[int] = set()
        for position, quotation in enumerate(found):
            if quotation.direct:
                speaker = self._attributed(index, position)
                if speaker is None:
                    unnamed.add(position)
                found[position] = replace(quotation, speaker=speaker or "")
                self.quotations[index] = found
                if speaker and all(word[0].isupper() for word in speaker.split()[-2:]):
                    self.told.families.add(family(speaker, self.language.people))
        for position, quotation in enumerate(found):
            if quotation.direct and not quotation.speaker and position not in unnamed:
                between = self._between(index, position)[0]
                if position - 1 in unnamed and is_bare(between, self.language):
                    unnamed.add(position)
                    continue
                speaker = self._shared(index, position)
                found[position] = replace(quotation, speaker=speaker)
                if not speaker and self._follows_theirs(index, position):
                    unnamed.add(position)
        self.told.theirs.update((index, position) for position in unnamed)
        return tuple(found)

    def _between(self, index: int, position: int) -> tuple[str, str]:
        text, found = self.paragraphs[index], self.quotations[index]
        # a fragment is part of the sentence that leads into the quotation; a direct quotation
        # ends it
        start = max((q.end for q in found[:position] if q.direct), default=0)
        end = found[position + 1].start if position + 1 < len(found) else len(text)
        return text[start : found[position].start], text[found[position].end : end]

    def _attributed(self, index: int, position: int) -> str | None:
        """The speaker whom the words beside a quotation name; None for "they", "I" and a letter."""
        before, after = self._between(index, position)
        quotation = self.quotations[index][position]
        text = self.paragraphs[index]
        inner = text[quotation.inner_start : quotation.inner_end].strip(" ’'")
        labelled = _label(self.language).match(inner)
        if labelled:
            return self.cast.fullest(labelled["name"].title())
        # a full stop inside the marks ends the sentence; the text after them is another
        # sentence
        repeated = repeats_words(before, self.language)
        if not repeated and (
            not inner.endswith(".") or after.lstrip().startswith(("—", "–", "―", "-"))
        ):
            found = find_after(after, self.language)
            if found:
                offset = quotation.end + max(after.find(found), 0)
                opening = inner.split(maxsplit=1)[0] if inner else ""
                speaker = self._resolved(found, index, offset, opening)
                named = (
                    found[0].isupper() and found.lower() not in self.language.people.pronouns
                )
                # what "Quayline reported" is not said by whoever spoke last
                return None if named and not speaker else speaker
        above = self.paragraphs[index - 1].rstrip() if index else ""
        lead = above if above.endswith(":") and not before.strip() else before
        if is_supposed(before, self.language) or bears_words(lead, self.language):
            return None
        found = find_before(before, self.language)
        if found:
            offset = quotation.start - len(before) + max(before.rfind(found), 0)
            return self._resolved(found, index, offset)
        if inner.endswith(",") and closes_sentence(after, self.language):
            # a comma leads on to whoever speaks, by a verb that is in no table
            found = opening_subject(after, self.language)
            return self._resolved(found, index, quotation.end) or None if found else None
        return ""

    def _resolved(self, subject: str, index: int, offset: int, opening: str = "") -> str | None:
        """The name that `subject` stands for at a place; `opening` is the first word said."""
        # "he’d say", "said I."
        plain = re.split(r"[’']", subject.lower())[0].rstrip(".")
        pronouns = self.language.people.pronouns
        pronoun = pronouns.get(plain)
        if pronoun is None:
            return self._called(subject, index)
        if pronoun in {HE, SHE}:
            other = pronouns.get(opening.lower()) == pronoun
            name = self.antecedents.meant(
                pronoun, index, offset, of_another=other
            ) or self.antecedents.last_called(pronoun, index, offset)
            if name and not self.cast.pronoun_of(name):
                self.told.pronouns.setdefault(name, pronoun)
            return name
        if pronoun == THEY:
            # several people, or an organisation
            last = self.antecedents.last(index, offset)
            return None if self.cast.knows(last) else last or None
        return None if pronoun == ME else ""

    def _called(self, subject: str, index: int) -> str | None:
        """The fullest name of somebody who is named or described; empty where it is nobody.

        None for what somebody wrote or made, "the letter said".
        """
        if is_thing(subject, self.language):
            return None
        if not is_somebody(subject, self.language):
            return ""
        first, *rest = subject.split()
        particles = self.language.people.particles
        described = any(word[0].islower() and word not in particles for word in rest)
        if first.lower() in self.language.grammar.determiners and described:
            subject = first.lower() + subject[len(first) :]
        if not subject[0].isupper():
            near = self._near(index)
            named = self._described(subject, index) or holder_of(subject, near, self.cast)
            return named or subject
        if self.cast.knows(subject):
            return self.cast.fullest(subject)
        if subject.split()[-1][0].islower():
            return subject  # "Jane Doe’s mother"
        name = self.cast.fullest(subject)
        return name if not is_place(name, self._near(index), self.language) else ""

    def _near(self, index: int) -> Sequence[str]:
        """The paragraphs that a reader of one still has in mind."""
        return self.paragraphs[max(index - IN_MIND, 0) : index + 1]

    def _described(self, subject: str, index: int) -> str:
        """The person whom the story names beside a description: "the mayor, Jane Doe,"."""
        words = subject.split()
        if (
            words[0].lower() not in self.language.grammar.determiners
            or len(words) < LEAST_TELLING
        ):
            return ""
        rest = re.escape(" ".join(words[1:]))
        for text in self._near(index):
            named = re.search(rf"\b{rest}, (?P<name>[^,.;:]{{3,40}})[,.]", text)
            if named and self.cast.knows(named["name"]):
                return self.cast.fullest(named["name"])
        return ""

    def _led_in(self, index: int) -> str:
        """The speaker that the end of the paragraph before announces: "Jane Doe wrote:"."""
        if not index or any(q.direct for q in self.quotations[index - 1]):
            return ""
        before = self.paragraphs[index - 1]
        sentence = (sentences_of(before, self.language) or [""])[-1]
        if before.rstrip().endswith(":"):
            found = find_before(before, self.language)
        else:
            found = spoken_of(sentence, tokens_of(sentence, self.language), self.language)
        offset = max(before.rfind(found), 0)
        return self._resolved(found, index - 1, offset) or "" if found else ""

    def _signed_later(self, index: int) -> str:
        """The speaker whom a later paragraph of the same speech names, the marks staying open."""
        for later in range(index + 1, min(index + 1 + MEMORY, len(self.all))):
            found = self.all[later]
            if not found or not found[0].continues:
                return ""
            self.quotations.extend(self.all[len(self.quotations) : later + 1])
            speaker = self._attributed(later, 0)
            del self.quotations[index + 1 :]
            if speaker:
                return speaker
        return ""

    def _introduced(self, index: int) -> str:
        """The person whom the paragraph before brings in, if nobody speaks in it."""
        if not index or any(q.direct for q in self.quotations[index - 1]):
            return ""
        opening = (sentences_of(self.paragraphs[index - 1], self.language) or [""])[0]
        subject = main_subject(opening, tokens_of(opening, self.language), self.language)
        known = bool(subject) and subject[0].isupper() and self.cast.knows(subject)
        return self.cast.fullest(subject) if known else ""

    def _shared(self, index: int, position: int) -> str:
        """The speaker of a quotation that has no attribution beside it."""
        found, text = self.quotations[index], self.paragraphs[index]
        quotation = found[position]
        if quotation.continues:
            if self._follows_theirs(index, position):
                return ""
            last = self.antecedents.last(index, quotation.start)
            if last:
                return last
        if position and found[position - 1].speaker:
            return found[position - 1].speaker
        later = next((q.speaker for q in found[position + 1 :] if q.speaker), "")
        if later and not text[: quotation.start].strip():
            return later
        if not text[: quotation.start].strip():
            signed, led = self._signed_later(index), self._led_in(index)
            if signed[:1].isupper():
                led = signed
            led = led or signed or self._introduced(index)
            if led:
                return led
        own = self._spoken_in(index, position)
        if own is None:
            return ""
        own = own or next(self.antecedents.people(text[: quotation.start]), "")
        if not own and not later and self._follows_theirs(index, position):
            return ""
        return own or later or self.antecedents.last(index, quotation.start)

    def _spoken_in(self, index: int, position: int) -> str | None:
        """Whom the paragraph's own sentences before a quotation have speaking; None for nobody with a name."""
        before = self._between(index, position)[0]
        end = self.quotations[index][position].start
        for sentence in reversed(sentences_of(before, self.language)):
            tokens = tokens_of(sentence, self.language)
            found = spoken_of(sentence, tokens, self.language)
            pronouns = self.language.people.pronouns
            if not found or pronouns.get(found.lower(), found) in {ME, ""}:
                found = main_subject(sentence, tokens, self.language)
            called = pronouns.get(found.lower()) in {HE, SHE, THEY}
            if called or self.antecedents.is_known(found):
                return self._resolved(found, index, end - len(before) + before.find(found))
        return ""

    def _follows_theirs(self, index: int, position: int) -> bool:
        """Whether the quotation before, in this paragraph or the last, is one that "they" said."""
        if position:
            return (index, position - 1) in self.told.theirs
        before = (
            [i for i, q in enumerate(self.quotations[index - 1]) if q.direct] if index else []
        )
        return bool(before) and (index - 1, before[-1]) in self.told.theirs
