"""Decides where a quotation is announced: only where a listener could not tell who speaks.

A newsreader says "quote" seldom. One sentence beside its attribution ("he said", "according
to") needs no word, and neither do a few words that are over before an announcement would be.
What a listener loses track of is a speech of two sentences or more: it is announced where it
begins, and where it ends unless its attribution or another announcement shows that. A speech
broken by its attribution ("A," he said. "B.") or running over paragraphs is one speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.attribution import (
    find_before,
    is_attributed,
    is_bare,
    is_signature,
    spoken_of,
)
from audiobrief.segmenter.line import Insertion, Need
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.segmenter.tokens import sentences_of, tokens_of
from audiobrief.spoken import split_sentences
from audiobrief.spoken.language import Language
from audiobrief.spoken.languages import load_language

NEAR = 6
"""Words after a quotation within which the verb of its attribution closes it."""
SHORT = 7
"""Words of a quotation that no announcement stands around."""
MANY = 3
"""Sentences of a speech from which on it is announced even where the sentence before names its
speaker."""
STOPS = frozenset(".?!…")
"""What after a closing mark ends the reporter's sentence."""
_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOP = compile_late(r"[.?!…][\s’'”\")\]]*$")


class Passage(NamedTuple):
    """A paragraph and its direct quotations."""

    text: str
    quotations: tuple[Quotation, ...]
    position: int
    """Its place among the blocks as they are heard; passages with consecutive places are heard
    one after the other."""


Part = tuple[int, Quotation]
"""The index of a passage and a quotation in it."""


def announce(
    passages: Sequence[Passage], style: ScriptStyle, tag: str
) -> tuple[tuple[Insertion, ...], ...]:
    """For each passage, the words that open and close its quotations, in order of offset."""
    reader = _Announcer(passages, tag)
    inserted: list[list[Insertion]] = [[] for _ in passages]
    runs = [run for run in reader.runs() if reader.is_announced(run)]
    for run, following in zip_longest(runs, runs[1:]):
        (first, opening), (last, closing) = run[0], run[-1]
        over = "_paragraphs" if first != last else ""
        length = reader.words(run)
        words = style.words(f"quote_open{over}", tag, speaker=opening.speaker)
        if words:
            need = reader.need(run)
            inserted[first].append(Insertion(opening.start, words, True, need, length))
        if reader.shows_end(run, following):
            continue
        inside = reader.goes_on(run)
        words = style.words(
            "quote_close_inside" if inside else f"quote_close{over}",
            tag,
            speaker=closing.speaker,
        )
        if words:
            within = passages[last].text[closing.end :].strip(" .")
            need = Need.PARAGRAPHS_END if over else Need.END
            need = Need.END_INSIDE if within else need
            inserted[last].append(Insertion(closing.end, words, False, need, length))
    return tuple(tuple(insertions) for insertions in inserted)


class _Announcer:
    """What a listener can tell of the speeches in some passages."""

    def __init__(self, passages: Sequence[Passage], tag: str) -> None:
        self.passages = passages
        self.tag = tag
        self.language: Language = load_language(tag)

    def runs(self) -> list[list[Part]]:
        """The speeches: quotations that a listener hears as one, in order."""
        runs: list[list[Part]] = []
        for index, passage in enumerate(self.passages):
            for quotation in passage.quotations:
                if runs and self._joins(runs[-1][-1], (index, quotation)):
                    runs[-1].append((index, quotation))
                else:
                    runs.append([(index, quotation)])
        return runs

    def _joins(self, left: Part, right: Part) -> bool:
        (a, before), (b, after) = left, right
        if before.speaker != after.speaker and before.speaker and after.speaker:
            return False
        if a == b:
            return is_bare(self.passages[a].text[before.end : after.start], self.language)
        if not self._follow(a, b) or self.passages[b].text[: after.start].strip():
            return False
        rest = self.passages[a].text[before.end :]
        return after.continues or is_bare(rest, self.language)

    def _follow(self, a: int, b: int) -> bool:
        return self.passages[b].position == self.passages[a].position + 1

    def words(self, run: Sequence[Part]) -> int:
        """How many words a speech has."""
        return sum(len(_WORD.findall(self._inner(part))) for part in run)

    def _inner(self, part: Part) -> str:
        index, quotation = part
        return self.passages[index].text[quotation.inner_start : quotation.inner_end]

    def is_announced(self, run: Sequence[Part]) -> bool:
        """Whether a listener could lose track of who speaks."""
        if self._sentences(run) > 1:
            return self.words(run) > SHORT
        return self.words(run) > SHORT and not self._is_attributed(run)

    def _sentences(self, run: Sequence[Part]) -> int:
        count = len(self._sentence_list(run))
        for (a, before), (b, after) in pairwise(run):
            gap = self.passages[a].text[before.end : after.start] if a == b else ""
            # “The gates,” she said, “will open”: the attribution stands within the sentence
            count -= gap.rstrip().endswith((",", "—", "–"))
        return count

    def _sentence_list(self, run: Sequence[Part]) -> list[tuple[int, int]]:
        return [one for part in run for one in split_sentences(self._inner(part), self.tag)]

    def _is_attributed(self, run: Sequence[Part]) -> bool:
        (first, opening), (last, closing) = run[0], run[-1]
        if len(run) > 1 and any(
            self.passages[a].text[left.end : right.start].strip(" ,.—–")
            for (a, left), (b, right) in pairwise(run)
            if a == b
        ):
            return True
        before = self.passages[first].text[: opening.start]
        after = self.passages[last].text[closing.end :]
        return bool(
            (not self._is_ended(run[-1]) and is_attributed(after, self.language))
            or find_before(before, self.language)
            or self._is_named_before(first, opening)
            or self._is_named_after(last, closing)
        )

    def _is_named_before(self, index: int, quotation: Quotation) -> bool:
        """Whether the sentence before says who speaks: "Ms. Fenn spoke first."."""
        ends = [q.end for q in self.passages[index].quotations if q.end <= quotation.start]
        before = self.passages[index].text[max(ends, default=0) : quotation.start]
        if not before.strip() and index and not ends and self._follow(index - 1, index):
            above = self.passages[index - 1]
            before = above.text[max((q.end for q in above.quotations), default=0) :]
        sentences = sentences_of(before, self.language)
        if not sentences:
            return False
        return bool(self._names_a_speaker(sentences[-1]))

    def _is_named_after(self, index: int, quotation: Quotation) -> bool:
        """Whether the sentence after says who spoke: "That is what Ms. Fenn told them."."""
        resuming = self.language.speech.resuming
        following = [
            q.start for q in self.passages[index].quotations if q.start > quotation.start
        ]
        end = min(following, default=len(self.passages[index].text))
        sentences = sentences_of(self.passages[index].text[quotation.end : end], self.language)
        if not sentences or sentences[0].rstrip().endswith((":", ",")):
            return False
        first = _WORD.search(sentences[0])
        if first is None or first[0].lower() not in resuming:
            return False
        return bool(self._names_a_speaker(sentences[0]))

    def _names_a_speaker(self, sentence: str) -> str:
        return spoken_of(sentence, tokens_of(sentence, self.language), self.language)

    def need(self, run: Sequence[Part]) -> Need:
        """How much a listener needs to hear that a speech begins."""
        index, opening = run[0]
        before = self.passages[index].text[: opening.start]
        above = self.passages[index - 1].text.rstrip() if index else ""
        beside = before.strip() or (above.endswith(":") and self._follow(index - 1, index))
        # after three sentences nobody remembers the one before them
        brief = self._sentences(run) < MANY
        if find_before(before, self.language) or (
            beside and brief and self._is_named_before(index, opening)
        ):
            return Need.LED_SPEECH
        if self._stands_alone(index):
            return Need.SPEECH_ALONE
        if run[-1][0] != index:
            return Need.SPEECH  # no attribution is beside its later paragraphs
        if len(self._sentence_list([run[0]])) == 1 and self._is_attributed([run[0]]):
            return Need.BROKEN_SPEECH
        return Need.SPEECH

    def _stands_alone(self, index: int) -> bool:
        """Whether a paragraph has no word of the reporter beside its quotations."""
        text = self.passages[index].text
        for quotation in reversed(self.passages[index].quotations):
            text = text[: quotation.start] + text[quotation.end :]
        return _WORD.search(text) is None

    def shows_end(self, run: Sequence[Part], following: Sequence[Part] | None) -> bool:
        """Whether a listener hears without a word that a speech is over."""
        last, closing = run[-1]
        after = self.passages[last].text[closing.end :]
        if following and self._adjoin(run[-1], following[0]):
            return True
        if closing.closed and not self._is_ended(run[-1]) and self._closes(after):
            return True
        # a speech that begins and ends with its paragraph: the pause closes it
        return run[0][0] == last and closing.closed and not after.strip(" .")

    def _adjoin(self, left: Part, right: Part) -> bool:
        """Whether another quotation opens where one closes, so that its opening says both."""
        (a, before), (b, after) = left, right
        if a == b:
            return not self.passages[a].text[before.end : after.start].strip()
        gap = self.passages[a].text[before.end :] + self.passages[b].text[: after.start]
        return self._follow(a, b) and not gap.strip()

    def _is_ended(self, part: Part) -> bool:
        """Whether a full stop inside the marks ends the sentence, so that no attribution follows.

        A signature after a dash does: “We will wait.” — Jane Doe.
        """
        index, quotation = part
        after = self.passages[index].text[quotation.end :].lstrip()
        stopped = self._inner(part).rstrip(" ’'").endswith(".")
        return stopped and not after.startswith(("—", "–", "―", "-"))

    def _closes(self, after: str) -> bool:
        """Whether "he said" follows so closely that it closes a speech for a listener too."""
        ends = split_sentences(after, self.tag)
        rest = after[: ends[0][1]] if ends else after
        if not is_attributed(rest, self.language):
            return False
        if is_signature(after, self.language):
            return True
        near = [word.lower() for word in _WORD.findall(rest)[:NEAR]]
        said = not self.language.speech.verbs.isdisjoint(near)
        return said or is_bare(rest, self.language)

    def goes_on(self, run: Sequence[Part]) -> bool:
        """Whether the reporter's sentence goes on where a speech is over."""
        index, quotation = run[-1]
        text = self.passages[index].text
        after = _WORD.search(text, quotation.end)
        if after is None or text[quotation.end] in STOPS:
            return False
        if after[0][0].islower():
            return True
        inner = self._inner(run[-1])
        if not _STOP.search(inner):
            return True
        # "Why?" Ms. Doe asked: the sentence may go on after a question, never after a full stop
        return not self._is_ended(run[-1]) and is_attributed(
            text[quotation.end :], self.language
        )
