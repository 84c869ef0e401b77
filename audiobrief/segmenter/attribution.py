"""The words beside a quotation that say whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.segmenter.english import people, verbs, words


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        return self.text.lower().rstrip(".")


_TOKEN = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]{0,4}\.(?=\s+[A-Z])|[\w][\w’'-]*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"])[.?!](?=\s|$)|(?<=[.][A-Z])[.](?=\s+[A-Z]|$)")
_TITLE_STOP = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Capt|Jr|Sr|St|Sens|Reps|Adm|Maj)\.$"
)
MAX_TOKENS = 40
MAX_ATTRIBUTION_WORDS = 20
"""Words that may break a quotation: "said Jane Doe, a professor of law at Marl College."."""
REPORTED = words(
    "that adding referring suggesting seeming citing pointing but although because while when "
    "whether if which"
)
"""Words by which an attribution goes on to report something of its own."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def find_after(after: str) -> str:
    """The subject of the attribution that follows a quotation; empty where none does."""
    text = _first_sentence(after).lstrip(" \u00a0,—–-")
    if text[:1] in {".", "?", "!", ""}:
        return ""
    tokens = _tokens(text)[:MAX_TOKENS]
    if len(tokens) > 2 and (tokens[0].plain, tokens[1].plain) == ("according", "to"):
        return _noun_phrase_from(text, tokens, 2)
    verb = _first_verb(tokens)
    if verb is None:
        return ""
    if all(t.plain in people.AUXILIARIES or t.plain.endswith("ly") for t in tokens[:verb]):
        return _noun_phrase_from(text, tokens, verb + 1)
    return _subject(text, tokens, verb)


def find_before(before: str) -> str:
    """The subject of the attribution that leads into a quotation; empty where none does."""
    text = _last_sentence(before)
    if not re.search(r"[,:—–-]\s*$|\b[a-z]+\s*$", text):
        return ""
    tokens = _tokens(text)
    verbs_at = [i for i, t in enumerate(tokens) if t.plain in verbs.SPEECH_VERBS]
    for verb in reversed(verbs_at):
        found = _subject(text, tokens, verb)
        if found:
            return found
    return ""


def leads_in(before: str) -> bool:
    """Whether `before` ends in the clause that says who speaks: "She said on Monday,"."""
    text = _last_sentence(before)
    tokens = _tokens(text)
    verb = next(
        (
            i
            for i in range(len(tokens) - 1, -1, -1)
            if tokens[i].plain in verbs.SPEECH_PAST | verbs.SPEECH_PRESENT
        ),
        None,
    )
    if verb is None or not _subject(text, tokens, verb):
        return False
    rest = [token.plain for token in tokens[verb + 1 :]]
    return not REPORTED.intersection(rest) and rest.count(",") < 3


def last_person(text: str) -> str:
    """The subject of the last sentence of `text` that begins with or holds a name."""
    for sentence in reversed(_sentences(text)):
        tokens = _tokens(sentence)
        runs = _name_runs(tokens)
        names = [" ".join(t.text for t in tokens[a:b]) for a, b in runs]
        names = [n for n in names if n.split()[0] not in people.CALENDAR_OR_MEDIA]
        if names:
            return names[0]
    return ""


def _tokens(text: str) -> list[_Token]:
    return [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _sentences(text: str) -> list[str]:
    sentences, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if _TITLE_STOP.search(text[: match.end()]):
            continue
        sentences.append(text[start : match.end()])
        start = match.end()
    if text[start:].strip():
        sentences.append(text[start:])
    return sentences


def _first_sentence(text: str) -> str:
    sentences = _sentences(text)
    return sentences[0] if sentences else ""


def _last_sentence(text: str) -> str:
    sentences = _sentences(text)
    return sentences[-1] if sentences else ""


def _first_verb(tokens: Sequence[_Token]) -> int | None:
    finite = verbs.SPEECH_PAST | verbs.SPEECH_PRESENT
    for index, token in enumerate(tokens):
        if token.plain in finite and token.text[0].islower():
            return index
    return None


def _name_runs(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, token in enumerate(tokens):
        capital = token.text[0].isupper() and token.text not in people.NOT_NAMES
        inside = start is not None and (
            token.plain in people.PARTICLES
            and index + 1 < len(tokens)
            and tokens[index + 1].text[0].isupper()
        )
        if capital and start is None:
            start = index
        elif start is not None and not capital and not inside:
            runs.append((start, index))
            start = None
    if start is not None:
        runs.append((start, len(tokens)))
    return runs


def _subject(text: str, tokens: Sequence[_Token], verb: int) -> str:
    """The noun phrase of which the verb at `verb` tells."""
    end = verb
    while end and (
        tokens[end - 1].plain in people.AUXILIARIES or tokens[end - 1].plain.endswith("ly")
    ):
        end -= 1
    if end and tokens[end - 1].text == ",":
        return _before_appositive(text, tokens, end - 1)
    return _noun_phrase_to(text, tokens, end)


def _before_appositive(text: str, tokens: Sequence[_Token], comma: int) -> str:
    """The head of "NAME, appositive," whose last comma is at `comma`."""
    start = 0
    first = 0
    while start < comma:
        stop = next((i for i in range(start, comma + 1) if tokens[i].text == ","), comma)
        head = tokens[start].plain
        adverbial = head in people.PREPOSITIONS | people.CLAUSE_STARTERS or head.endswith(
            ("ing", "ly")
        )
        if not adverbial or start == first == stop:
            found = _noun_phrase_to(text, tokens, stop, from_token=start)
            if found:
                return found
        start = stop + 1
    return ""


def _noun_phrase_to(
    text: str, tokens: Sequence[_Token], end: int, *, from_token: int = 0
) -> str:
    """The noun phrase that ends before token `end`."""
    start = end
    while start > from_token:
        token = tokens[start - 1]
        if token.text in {",", ":", ";", "—", "–", "(", ")", "“", '"'}:
            break
        if token.plain in people.CLAUSE_STARTERS and token.plain != "that":
            break
        start -= 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[-1].plain in people.PRONOUNS:
        return phrase[-1].text
    runs = _name_runs(phrase)
    if runs and runs[-1][1] == len(phrase):
        a = runs[-1][0]
        if a and phrase[a - 1].plain in people.PREPOSITIONS:
            described = _described(text, phrase)
            if described:
                return described
        return text[phrase[a].start : phrase[-1].end]
    return _described(text, phrase)


def _described(text: str, phrase: Sequence[_Token]) -> str:
    for token in phrase:
        if token.plain in people.DETERMINERS:
            return text[token.start : phrase[-1].end]
    runs = _name_runs(phrase)
    if runs:
        a, b = runs[0]
        return text[phrase[a].start : phrase[b - 1].end]
    plural = len(phrase) <= 3 and phrase[-1].text.endswith("s")
    return text[phrase[0].start : phrase[-1].end] if plural else ""


def _noun_phrase_from(text: str, tokens: Sequence[_Token], start: int) -> str:
    """The noun phrase that begins at token `start`."""
    end = start
    while end < len(tokens):
        token = tokens[end]
        if not token.text[0].isalnum() and token.text not in {"'", "’"}:
            break
        if end > start and token.plain in (people.PREPOSITIONS | people.CLAUSE_STARTERS) - {
            "of",
            "for",
        }:
            break
        end += 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[0].plain in people.PRONOUNS:
        return phrase[0].text
    runs = _name_runs(phrase)
    determined = phrase[0].plain in people.DETERMINERS
    if runs and not determined:
        of = next((i for i, t in enumerate(phrase) if t.plain in {"of", "for"}), len(phrase))
        inside = [run for run in runs if run[1] <= of] or runs
        a, b = inside[-1]
        return text[phrase[a].start : phrase[b - 1].end]
    if runs and determined and runs[-1][1] == len(phrase):
        a = runs[-1][0]
        if a and phrase[a - 1].plain not in {"of", "for"}:
            return text[phrase[a].start : phrase[-1].end]
    return text[phrase[0].start : phrase[-1].end]


def is_bare(gap: str) -> bool:
    """Whether what stands between two parts of a quotation is nothing but who says it."""
    found = [word.lower() for word in _WORD.findall(gap)]
    if not found:
        return True
    if len(found) > MAX_ATTRIBUTION_WORDS or REPORTED.intersection(found):
        return False
    if re.search(r"[“”\"]", gap) or len(re.findall(r"[?!]|[a-z]{3,}\.\s", gap)) > 1:
        return False
    return not verbs.SPEECH_VERBS.isdisjoint(found)
