"""Noun phrases and sentences of news English, without a parser: tables and word order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.english import people, verbs


class Token(NamedTuple):
    """A word or a mark of a sentence."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """In lower case, without the stop of an abbreviation."""
        return self.text.lower().rstrip(".")


_TOKEN = compile_late(
    r"(?:[A-Z]\.)+|[A-Z][a-z]{0,4}\.(?=\s+[A-Z])|[@#]?\w+(?:[’'-]\w+)*[’']?|[^\w\s]"
)
_SENTENCE_END = compile_late(r"(?<=[a-z0-9)\]”\"])[.?!](?=\s|$)|(?<=[.][A-Z])[.](?=\s+[A-Z]|$)")
_TITLE_STOP = compile_late(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Capt|Jr|Sr|St|Sens|Reps|Adm|Maj)\.$"
)
_BRACKETED = compile_late(r"\([^()]*\)|\[[^\[\]]*\]")
BREAKS = frozenset(',:;—–()“”"')
"""Marks that no noun phrase goes past."""


_SUBJECT_ENDS = (
    people.AUXILIARIES | people.CLAUSE_STARTERS | verbs.SPEECH_VERBS | verbs.IRREGULAR_PAST
)


def tokens_of(text: str) -> list[Token]:
    """Words and marks; what stands in brackets, such as "(R-Fla.)", is passed over."""
    blank = _BRACKETED.sub(lambda match: " " * len(match[0]), text)
    return [Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(blank)]


def sentences_of(text: str) -> list[str]:
    """Rough sentences, each with the blanks before it."""
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if _TITLE_STOP.search(text[max(start, end - 6) : end]):
            continue
        sentences.append(text[start:end])
        start = end
    if text[start:].strip():
        sentences.append(text[start:])
    return sentences


def name_runs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Half-open ranges of tokens that are written as names."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, token in enumerate(tokens):
        capital = token.text[0].isupper() and token.text not in people.NOT_NAMES
        adverb = index == 0 and token.plain.endswith("ly") and len(tokens) > 1
        inside = start is not None and (
            token.plain in people.PARTICLES
            and index + 1 < len(tokens)
            and tokens[index + 1].text[0].isupper()
        )
        if capital and not adverb and start is None:
            start = index
        elif start is not None and not capital and not inside:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def names_in(sentence: str) -> list[str]:
    """What is written as a name in `sentence`, in order."""
    tokens = tokens_of(sentence)
    return [sentence[tokens[a].start : tokens[b - 1].end] for a, b in name_runs(tokens)]


def subject_of(text: str, tokens: Sequence[Token], verb: int) -> str:
    """The noun phrase before the verb at `verb`: "Jane Doe" of "Jane Doe, the mayor, said"."""
    end = verb
    while end and (
        tokens[end - 1].plain in people.AUXILIARIES or tokens[end - 1].plain.endswith("ly")
    ):
        end -= 1
    if end and tokens[end - 1].text == ",":
        return _before_appositive(text, tokens, end - 1)
    return phrase_to(text, tokens, end)


def main_subject(text: str, tokens: Sequence[Token]) -> str:
    """The subject of the sentence: its first noun phrase after adverbials."""
    start = _after_conjunction(tokens)
    while start < len(tokens):
        stop = next((i for i in range(start, len(tokens)) if tokens[i].text == ","), None)
        if not _is_adverbial(tokens[start]) or stop is None:
            break
        start = stop + 1
    end = start
    while end < len(tokens):
        token = tokens[end]
        past = token.text[0].islower() and token.plain.endswith("ed")
        ends = token.plain in _SUBJECT_ENDS
        away = token.plain in people.PREPOSITIONS - {"of", "for"}
        if end > start and (past or ends or away or token.text in BREAKS):
            break
        end += 1
    return phrase_to(text, tokens, end, from_token=start)


def _after_conjunction(tokens: Sequence[Token]) -> int:
    """1 where a single conjunction or adverb opens the sentence: "Then Jane Doe", else 0."""
    if len(tokens) < 2 or tokens[0].plain not in people.CLAUSE_STARTERS | people.ADVERBS:
        return 0
    second = tokens[1]
    named = second.text[0].isupper() and second.text not in people.NOT_NAMES
    return int(named or second.plain in people.PRONOUNS)


def _is_adverbial(token: Token) -> bool:
    return (
        token.plain in people.PREPOSITIONS | people.CLAUSE_STARTERS | people.ADVERBS
        or token.plain in verbs.SPEECH_PAST
        or token.plain.endswith(("ing", "ly"))
    )


def _before_appositive(text: str, tokens: Sequence[Token], comma: int) -> str:
    """The head of "NAME, appositive," whose last comma is at `comma`."""
    start = first = _after_conjunction(tokens)
    while start < comma:
        stop = next((i for i in range(start, comma + 1) if tokens[i].text == ","), comma)
        if not _is_adverbial(tokens[start]) or (start == first and stop == comma):
            found = phrase_to(text, tokens, stop, from_token=start)
            if found:
                return found
        start = stop + 1
    return ""


def phrase_to(text: str, tokens: Sequence[Token], end: int, *, from_token: int = 0) -> str:
    """The noun phrase that ends before token `end`; empty where there is none."""
    start = end
    while start > from_token:
        token = tokens[start - 1]
        if token.text in BREAKS:
            break
        if token.plain in people.CLAUSE_STARTERS and token.plain != "that":
            break
        start -= 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[-1].plain in people.PRONOUNS:
        return phrase[-1].text
    runs = name_runs(phrase)
    if runs and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        if first and phrase[first - 1].plain in people.PREPOSITIONS:
            described = _described(text, phrase)
            if described:
                return described
        return text[phrase[first].start : phrase[-1].end]
    return _described(text, phrase)


def _described(text: str, phrase: Sequence[Token]) -> str:
    for token in phrase:
        if token.plain in people.DETERMINERS:
            return text[token.start : phrase[-1].end]
    runs = name_runs(phrase)
    if runs:
        first, last = runs[0]
        return text[phrase[first].start : phrase[last - 1].end]
    plural = len(phrase) <= 3 and phrase[-1].text.endswith("s")
    return text[phrase[0].start : phrase[-1].end] if plural else ""


def phrase_from(text: str, tokens: Sequence[Token], start: int) -> str:
    """The noun phrase that begins at token `start`; empty where there is none."""
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.text in BREAKS or not token.text[0].isalnum():
            break
        ends = people.PREPOSITIONS | people.CLAUSE_STARTERS
        if end > start and token.plain in ends - {"of", "for"}:
            break
        end += 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[0].plain in people.PRONOUNS:
        return phrase[0].text
    runs = name_runs(phrase)
    determined = phrase[0].plain in people.DETERMINERS
    if runs and not determined:
        of = next((i for i, t in enumerate(phrase) if t.plain in {"of", "for"}), len(phrase))
        first, last = ([run for run in runs if run[1] <= of] or runs)[-1]
        return text[phrase[first].start : phrase[last - 1].end]
    if runs and determined and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        if first and phrase[first - 1].plain not in {"of", "for"}:
            return text[phrase[first].start : phrase[-1].end]
    return text[phrase[0].start : phrase[-1].end]
