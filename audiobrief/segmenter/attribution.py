"""Finds the attribution of a quotation: the words beside it that name the speaker."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.phrases import is_between, main_subject, phrase_from, subject_of
from audiobrief.segmenter.tokens import (
    Token,
    closing_marks,
    name_runs,
    quote_marks,
    sentences_of,
    tokens_of,
)
from audiobrief.spoken.language import Language

REACH = 600
"""How many characters are searched for an attribution; news sentences are hardly ever
longer."""
MAX_ATTRIBUTION_WORDS = 20
"""The most words of a bare attribution between two parts of a quotation: "said Jane Doe, a
professor of law at Marl College."."""
CLOSING = frozenset(",.?!:")
"""Marks that end an attribution."""
_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")


class _Patterns(NamedTuple):
    """Patterns built from the letters and marks of a language."""

    signed: re.Pattern[str]
    """The signature after a dash of a quotation that stands alone: “...” — Jane Doe."""
    leads: re.Pattern[str]
    """The end of a text that leads into a quotation: a mark or a word in small letters."""
    stop: re.Pattern[str]
    mark: re.Pattern[str]


@functools.cache
def _patterns(language: Language) -> _Patterns:
    large, small = language.grammar.capitals, language.grammar.small
    marks = "".join(map(re.escape, sorted(quote_marks(language))))
    return _Patterns(
        compile_late(rf"^\s*[—–―-]+\s*(?P<name>[{large}][^,.;:“”\"]{{2,60}}?)[.\s]*$"),
        compile_late(rf"[,:—–-]\s*$|\b[{small}]+\s*$"),
        compile_late(rf"[?!]|[{small}]{{3}}\.\s"),
        compile_late(rf"[{marks}]" if marks else r"(?!)"),
    )


def find_after(after: str, language: Language) -> str:
    """The subject of the attribution that follows a quotation; empty where none follows."""
    text = next(iter(sentences_of(after[:REACH], language)), "").lstrip(" \u00a0,—–―-")
    if text[:1] in {".", "?", "!", ""}:
        return ""
    tokens = tokens_of(text, language)
    if tokens and tokens[0].plain in language.speech.reported:
        return ""  # “...”, but its publication offers a chance to say so
    according = _according(text, tokens, language)
    if according:
        return according
    signed = _patterns(language).signed.match(after[:REACH])
    if signed:
        return signed["name"].strip(" -–—―")
    verb = next((i for i in range(len(tokens)) if _attributes(tokens, i, language)), None)
    if verb is None:
        return _inverted(text, tokens, language)
    if all(is_between(token, language) for token in tokens[:verb]):
        start = _after_adverbials(tokens, verb + 1, language)
        return phrase_from(text, tokens, start, language)
    if _is_fronted(tokens, verb, language):
        # "Dazu sagte Ada Ruiz:" leads into the next quotation
        leads = any(token.text == ":" for token in tokens[verb:])
        return "" if leads else _subject_after(text, tokens, verb, language)
    subject = subject_of(text, tokens, verb, language)
    return subject or _first_name(text, tokens[:verb], language)


def is_signature(after: str, language: Language) -> bool:
    """Whether all that follows a quotation is a name behind a dash: “...” — Jane Doe."""
    return _patterns(language).signed.match(after[:REACH]) is not None


def is_attributed(after: str, language: Language) -> bool:
    """Whether what follows a quotation says that somebody said it, even without naming who.

    Spanish drops the subject that the reader knows: «No iremos», añadió.
    """
    if find_after(after, language):
        return True
    if not language.grammar.subject_dropped:
        return False
    text = next(iter(sentences_of(after[:REACH], language)), "").lstrip(" \u00a0,—–―-")
    tokens = tokens_of(text, language)
    verb = next((i for i in range(len(tokens)) if _attributes(tokens, i, language)), None)
    return verb is not None and all(is_between(token, language) for token in tokens[:verb])


def find_before(before: str, language: Language) -> str:
    """The subject of the attribution that leads into a quotation; empty where none leads in."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    if not _patterns(language).leads.search(text):
        return ""
    tokens = tokens_of(text, language)
    if len(tokens) == 2 and tokens[0].text.isupper():
        return ""  # "USAGE:" heads what follows
    return (
        _worded(text, tokens, language)
        or spoken_of(text, tokens, language)
        or _according(text, tokens, language, to_end=True)
        or main_subject(text, tokens, language)
    )


def _according(
    text: str, tokens: Sequence[Token], language: Language, *, to_end: bool = False
) -> str:
    """The source in "according to Jane Doe," at the beginning of a sentence; empty without one.

    With `to_end`, nothing else may follow it.
    """
    for according in language.speech.according:
        count = len(according)
        more = to_end and any(token.text == "," for token in tokens[:-1])
        if len(tokens) > count and tuple(t.plain for t in tokens[:count]) == according:
            return "" if more else phrase_from(text, tokens, count, language)
    return ""


def closes_sentence(after: str, language: Language) -> bool:
    """Whether the reporter's sentence goes on behind a quotation and ends before the next one."""
    text = next(iter(sentences_of(after[:REACH], language)), "").strip()
    return text[:1].isalnum() and text[-1:] in {".", "?", "!"}


def opening_subject(after: str, language: Language) -> str:
    """The subject at the beginning of what follows a quotation, before any verb: "Ms. Doe shared."."""
    text = next(iter(sentences_of(after[:REACH], language)), "").lstrip(" \u00a0,—–―-")
    tokens = tokens_of(text, language)
    opens = tokens and (
        tokens[0].text[0].isupper()
        or tokens[0].plain in language.grammar.determiners
        or tokens[0].plain in language.people.pronouns
    )
    return main_subject(text, tokens, language) if opens else ""


def is_supposed(before: str, language: Language) -> bool:
    """Whether words lead into what nobody says, but may say, or what is a title: "Some might wonder,"."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    # "In May 2031," has no "may"
    words = [t.text for t in tokens_of(text, language) if t.text not in {",", ":"}]
    if any(tuple(words[-1 - len(it) : -1]) == it for it in language.speech.supposing):
        return True
    titled = bool(words) and words[-1] in language.speech.works
    return titled and text.rstrip(" :").endswith(words[-1])


def bears_words(before: str, language: Language) -> bool:
    """Whether words lead into what stands on a thing: "a site which contains the statement:"."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    if not _patterns(language).leads.search(text):
        return False
    tokens = tokens_of(text, language)
    speechless, speech = language.people.speechless, language.speech
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index].plain in speech.holding:
            return True
        if tokens[index].plain in speech.participles and tokens[index - 1].plain in speechless:
            return True  # "a sign reading"
        if tokens[index].plain in speech.finite:
            return False
    return False


def _worded(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The speaker in "in the words of Jane Doe:"; empty where no such phrase leads in."""
    plain = [token.plain for token in tokens]
    for phrase in language.speech.worded:
        for at in range(len(plain) - len(phrase)):
            if tuple(plain[at : at + len(phrase)]) == phrase:
                return phrase_from(text, tokens, at + len(phrase), language)
    return ""


def repeats_words(before: str, language: Language) -> bool:
    """Whether what leads into a quotation reports that somebody said it: "recalled that he said,".

    The attribution after the quotation then names only who reports it.
    """
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    tokens = [t for t in tokens_of(text, language) if t.text not in {",", ":"}]
    if not tokens or tokens[-1].plain not in language.speech.verbs:
        return False
    if tokens[-1].plain in language.speech.sure and text.rstrip().endswith(","):
        return True  # "He called and said, “...,” the court heard"
    verbs = [i for i, t in enumerate(tokens[:-1]) if t.plain in language.speech.verbs]
    within = {t.plain for t in tokens[verbs[-1] + 1 : -1]} if verbs else set()
    return bool(within & language.grammar.within_clauses)


def spoken_of(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The subject of the last speech verb that has one in a sentence; empty where none has."""
    for index in range(len(tokens) - 1, -1, -1):
        plain = tokens[index].plain
        if plain in language.speech.participles:
            # "Mr. Doe shook his head, saying": a participle has the subject of its sentence
            found = main_subject(text, tokens[:index], language)
        elif _attributes(tokens, index, language):
            found = _said_by(text, tokens, index, language)
            if not found and _is_fronted(tokens, index, language):
                found = _subject_after(text, tokens, index, language)
            found = found or subject_of(text, tokens, index, language)
            found = found or _subject_after(text, tokens, index, language)
        else:
            continue
        if found:
            return found
    return ""


def _is_fronted(tokens: Sequence[Token], verb: int, language: Language) -> bool:
    """Whether an adverbial stands before the verb, so that the subject follows: "Dazu sagte Ada Ruiz"."""
    grammar = language.grammar
    if not grammar.verb_second or any(token.text == "," for token in tokens[:verb]):
        return False
    return tokens[0].plain in grammar.prepositions | grammar.adverbs


def _said_by(text: str, tokens: Sequence[Token], verb: int, language: Language) -> str:
    """The name after the verb and before a mark, as in ", said Jane Doe, a chandler"."""
    if tokens[verb].plain in language.speech.addressing:
        return ""  # "Jane Doe, a chandler, told the Courier:"
    start = verb
    while (
        start and language.grammar.subject_follows and is_between(tokens[start - 1], language)
    ):
        start -= 1  # ", a précisé Jane Doe:"
    if not start or tokens[start - 1].text not in closing_marks(language) | {","}:
        return ""
    called, beyond = tokens[verb + 1 : verb + 2], tokens[verb + 2 : verb + 3]
    if called and called[0].plain in language.people.pronouns:
        # “Turkey,” said I, “what do you think?”
        return called[0].text if not beyond or beyond[0].text in CLOSING else ""
    runs = name_runs(tokens[verb + 1 :], language)
    if not runs:
        return ""
    end = verb + 1 + runs[0][1]
    closed = end == len(tokens) or tokens[end].text in CLOSING
    return phrase_from(text, tokens, verb + 1, language) if closed else ""


def _subject_after(text: str, tokens: Sequence[Token], verb: int, language: Language) -> str:
    """The subject after its verb where a language has it there: "Así lo dijo Ada Ruiz:"."""
    following = tokens[verb + 1 : verb + 2]
    if not language.grammar.subject_follows or not following:
        return ""
    word = following[0]
    named = word.text[0].isupper() or word.plain in language.grammar.determiners
    people, beyond = language.people, tokens[verb + 2 : verb + 3]
    # Dutch leaves the article out before a role: "zei voorzitter Jan Krol"
    role = word.plain in people.roles or word.plain.endswith(people.trade_endings)
    named = named or bool(role and beyond and beyond[0].text[0].isupper())
    called = word.plain in people.pronouns
    return phrase_from(text, tokens, verb + 1, language) if named or called else ""


def _after_adverbials(tokens: Sequence[Token], start: int, language: Language) -> int:
    """Where the subject begins after a verb and its adverbials: "dijo ayer a la prensa Ada Ruiz".

    The end of the sentence where no subject follows: "dijo a la prensa".
    """
    grammar = language.grammar
    if not grammar.subject_follows:
        return start
    begins = grammar.determiners | grammar.clause_starters | language.people.pronouns.keys()
    at = start
    while at < len(tokens) and tokens[at].text[0].isalnum():
        token, following = tokens[at], tokens[at + 1 : at + 2]
        when = bool(following) and following[0].plain in grammar.adverbs
        if token.plain in grammar.prepositions - grammar.within_phrases:
            at = _after_object(tokens, at + 1, language)
        elif token.plain in grammar.determiners and when:
            at += 2  # "este martes"
        elif token.text[0].isupper() or token.plain in begins:
            return at
        elif following and following[0].text[0].isalnum():
            at += 1
        else:
            return at
    return at if at == start or at < len(tokens) else len(tokens)


def _after_object(tokens: Sequence[Token], at: int, language: Language) -> int:
    """The token after the object of a preposition: "la prensa", "este diario", "la red Holm"."""
    grammar = language.grammar
    while at < len(tokens) and tokens[at].plain in grammar.determiners:
        at += 1
    named = at < len(tokens) and tokens[at].text[0].isupper()
    if named and tokens[at].text in language.people.no_speakers:
        return at + 1  # "disse à Lusa Ada Ruiz"
    at += not named
    while not named and at < len(tokens) and _is_acronym(tokens[at].text):
        at += 1  # "a la red EFE Ada Ruiz"
    names = 0
    while at + names < len(tokens) and tokens[at + names].text[0].isupper():
        names += 1
    # "al juez Ada Ruiz" has a subject of two words, "a la red Holm" none
    at += names if named or names == 1 else 0
    further = at < len(tokens) and tokens[at].plain in grammar.within_phrases
    return _after_object(tokens, at + 1, language) if further else at


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 1


def _inverted(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The name after a verb that is in no table: "enthused Jane Doe, the mayor"."""
    if len(tokens) < 2 or not tokens[0].text[0].islower() or tokens[1].text[0].islower():
        return ""
    grammar = language.grammar
    if tokens[0].plain in grammar.prepositions | grammar.clause_starters | grammar.auxiliaries:
        return ""
    endings = language.speech.verb_endings
    return phrase_from(text, tokens, 1, language) if tokens[0].plain.endswith(endings) else ""


def _attributes(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Whether the token is a speech verb and not a noun, like "states" in "the states"."""
    if tokens[index].plain not in language.speech.finite:
        return False
    # some pages begin a sentence after the marks: “We will wait,” Replied Jane Doe
    if not tokens[index].text[0].islower() and (index or tokens[1:2] == []):
        return False
    before = tokens[index - 1].plain if index else ""
    return before not in language.speech.not_after


def leads_in(before: str, language: Language) -> bool:
    """Whether `before` ends in a clause that says who speaks: "She said on Monday,"."""
    text = (sentences_of(before[-REACH:], language) or [""])[-1]
    tokens = tokens_of(text, language)
    verb = next(
        (i for i in range(len(tokens) - 1, -1, -1) if _attributes(tokens, i, language)), None
    )
    if verb is None or not subject_of(text, tokens, verb, language):
        return False
    rest = [token.plain for token in tokens[verb + 1 :]]
    return not language.speech.reported.intersection(rest) and rest.count(",") < 3


def is_bare(gap: str, language: Language) -> bool:
    """Whether the text between two parts of a quotation only says who speaks."""
    found = [word.lower() for word in _WORD.findall(gap)]
    if language.grammar.own_tokens:
        found = [token.plain for token in tokens_of(gap, language) if token.text[0].isalnum()]
    if not found:
        return True
    if len(found) > MAX_ATTRIBUTION_WORDS or language.speech.reported.intersection(found):
        return False
    patterns = _patterns(language)
    if patterns.mark.search(gap) or len(patterns.stop.findall(gap)) > 1:
        return False
    return not language.speech.verbs.isdisjoint(found)


def _first_name(text: str, tokens: Sequence[Token], language: Language) -> str:
    runs = name_runs(tokens, language)
    if not runs:
        return ""
    first, last = runs[0]
    return text[tokens[first].start : tokens[last - 1].end]
