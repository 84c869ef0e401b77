"""Turn a text into the sentences that a Piper voice takes: phonemes, and the word of each."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from audiobrief.engines.ipa import Pronounced
from audiobrief.engines.piper.voice import PiperConfig, Sentence, make_sentence
from audiobrief.engines.text_limits import split_text
from audiobrief.patterns import compile_late

MAX_SENTENCE = 400
"""Characters; the cost of such a model grows with the square of the sentence's length."""
STAND_INS = ("Bob", "Anna")
"""Names that eSpeak is given in place of a word whose phonemes are known: the first for one
that begins with a consonant, the second for a vowel, since "the" and "to" sound different
before each."""
_WORD = compile_late(r"\S+")
_SIGN = compile_late(r"[.!?…,;:](?=[\"'”’)\]]*$)")


class Clause(NamedTuple):
    """A range of the text up to a punctuation mark that is heard."""

    start: int
    end: int
    sign: str
    """The mark that ends it, in the form that Piper's voices know; empty for none."""


class Planned(NamedTuple):
    """A sentence as the model takes it."""

    sentence: Sentence
    spans: tuple[tuple[int, int], ...]
    """Ranges of its words in the text, counted from `start`."""
    start: int
    end: int
    exact: bool
    """Whether every word of the text has phonemes of its own."""


class _Run(NamedTuple):
    """Words of a clause whose phonemes come from one place."""

    start: int
    end: int
    given: tuple[str, ...] = ()
    """Given phonemes of each word; empty if eSpeak is asked for them."""
    asked: tuple[str, ...] = ()
    """Texts for eSpeak: the run, or the parts of its words before and after `given`."""
    stands_in: bool = False
    """Whether the text for eSpeak ends with one of `STAND_INS`."""


def plan_text(
    text: str,
    pronounced: Sequence[Pronounced],
    config: PiperConfig,
    phonemize: Callable[[Sequence[str]], Sequence[str]],
) -> list[Planned]:
    """The sentences that have words; `pronounced` runs keep their own phonemes."""
    sentences = [
        [(clause, list(_split_runs(text, clause, pronounced))) for clause in clauses]
        for start, end in split_sentences(text)
        if (clauses := split_clauses(text, start, end))
    ]
    runs = [run for sentence in sentences for _, clause in sentence for run in clause]
    asked = [ask for run in runs for ask in run.asked if ask]
    answers = iter(phonemize(asked) if asked else ())
    groups = {run: _read_groups(run, answers) for run in runs}
    plan = [_plan_sentence(text, sentence, groups, config) for sentence in sentences]
    return [planned for planned in plan if planned.spans and max(planned.sentence.owners) >= 0]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Ranges that end where a sentence or a line ends, none longer than `MAX_SENTENCE`."""
    ends = [
        match.end()
        for match in re.finditer(r"(?<=[.!?…])[\"'”’)\]]{0,3}\s+|\n+|[。！？]", text)
    ]
    bounds = [0, *ends, *([len(text)] if not ends or ends[-1] < len(text) else [])]
    ranges = []
    for start, end in itertools.pairwise(bounds):
        ranges += [
            (start + first, start + last)
            for first, last in split_text(text[start:end], MAX_SENTENCE)
        ]
    return [(start, end) for start, end in ranges if _has_words(text[start:end])]


def split_clauses(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of a sentence that have words, each with the mark that ends it."""
    clauses = []
    position = start
    for match in _WORD.finditer(text, start, end):
        sign = _SIGN.search(match[0])
        if sign is None and match.end() < end:
            continue
        if _has_words(text[position : match.end()]):
            mark = sign[0].replace("…", ".") if sign else ""
            clauses.append(Clause(position, match.end(), mark))
        position = match.end()
    if position < end and _has_words(text[position:end]):
        clauses.append(Clause(position, end, ""))
    return clauses


def _split_runs(text: str, clause: Clause, pronounced: Sequence[Pronounced]) -> Iterator[_Run]:
    position = clause.start
    for each in pronounced:
        if not clause.start <= each.start < each.end <= clause.end:
            continue
        words = [
            match.span()
            for match in _WORD.finditer(text, position, clause.end)
            if match.end() > each.start and match.start() < each.end
        ]
        if not words:
            continue  # a second run in the same word, as in "Kyiv-Lviv"
        start, end = words[0][0], words[-1][1]
        if _has_words(text[position:start]):
            stand_in = STAND_INS[each.starts_with_vowel]
            yield _Run(position, start, (), (f"{text[position:start]} {stand_in}",), True)
        beside = (text[start : each.start], text[each.end : end])
        asked = tuple(part if _has_words(part) else "" for part in beside)
        yield _Run(start, end, each.ipa, asked)
        position = end
    if _has_words(text[position : clause.end]):
        yield _Run(position, clause.end, (), (text[position : clause.end],))


def _read_groups(run: _Run, answers: Iterator[str]) -> list[str]:
    """Phonemes of each word of a run, as far as eSpeak separates the words."""
    if not run.given:
        groups = unicodedata.normalize("NFD", next(answers)).split()
        return groups[:-1] if run.stands_in else groups
    before, after = ("".join(next(answers).split()) if ask else "" for ask in run.asked)
    groups = list(run.given)
    groups[0] = before + groups[0]
    groups[-1] += after
    return [unicodedata.normalize("NFD", group) for group in groups]


def _plan_sentence(
    text: str,
    clauses: Sequence[tuple[Clause, Sequence[_Run]]],
    groups: dict[_Run, list[str]],
    config: PiperConfig,
) -> Planned:
    phonemes: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    exact = True
    origin = clauses[0][0].start
    for clause, runs in clauses:
        for run in runs:
            words = [
                (match.start() - origin, match.end() - origin)
                for match in _WORD.finditer(text, run.start, run.end)
                if _has_words(match[0])
            ]
            exact = exact and len(groups[run]) == len(words)
            for index, group in enumerate(groups[run]):
                # if eSpeak returns more or fewer words than a run has, assign them in order
                owner = len(spans) + index * len(words) // len(groups[run])
                if phonemes:
                    phonemes.append((" ", -1))
                phonemes += [(phoneme, owner) for phoneme in group]
            spans += words
        if clause.sign and config.phonemes == "espeak":
            phonemes.append((clause.sign, -1))
    sentence = make_sentence(phonemes, config)
    return Planned(sentence, tuple(spans), origin, clauses[-1][0].end, exact)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
