"""Finds noun phrases by a language's tables and word order, without a parser."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from audiobrief.patterns import compile_late
from audiobrief.segmenter.tokens import Token, name_runs, tokens_of
from audiobrief.spoken.language import Language

CONTRACTED = compile_late("[’']")
"""What joins a pronoun and its auxiliary: "he’d"."""
MAX_NAME = 4
"""Words of a name with its initials and particles: "Laurence van der Aa"."""


@functools.cache
def _subject_ends(language: Language) -> frozenset[str]:
    grammar, speech = language.grammar, language.speech
    return grammar.auxiliaries | grammar.clause_starters | speech.verbs | grammar.irregular_past


@functools.cache
def _adverbials(language: Language) -> frozenset[str]:
    grammar = language.grammar
    starters = grammar.prepositions | grammar.clause_starters | grammar.adverbs
    return starters | language.speech.past


def is_between(token: Token, language: Language) -> bool:
    """Whether the token may stand between a subject and its verb: "has", "often"."""
    grammar = language.grammar
    # "Connolly" ends like an adverb and is none
    adverb = token.text[0].islower() and token.plain.endswith(grammar.adverb_endings)
    return adverb or token.plain in grammar.auxiliaries


def subject_of(text: str, tokens: Sequence[Token], verb: int, language: Language) -> str:
    """The noun phrase before the verb at `verb`: "Jane Doe" in "Jane Doe, the mayor, said"."""
    end = verb
    while end and is_between(tokens[end - 1], language):
        end -= 1
    if end and tokens[end - 1].text == ",":
        return _before_appositive(text, tokens, end - 1, language)
    return phrase_to(text, tokens, end, language)


def main_subject(text: str, tokens: Sequence[Token], language: Language) -> str:
    """The subject of the sentence: its first noun phrase after any adverbials."""
    grammar = language.grammar
    start = _after_conjunction(tokens, language)
    if tokens and tokens[0].plain in grammar.subordinators:
        start = 0  # "When Jane Doe asked, he declined"
    while start < len(tokens):
        stop = next((i for i in range(start, len(tokens)) if tokens[i].text == ","), None)
        if stop is None:
            break
        year = start and stop == start + 1 and tokens[start].text.isdigit()  # "On May 3, 2031,"
        if not year and not _is_adverbial(tokens[start], language):
            break
        start = stop + 1
    if start < len(tokens) and tokens[start].plain in language.people.pronouns:
        return tokens[start].text
    end = start
    while end < len(tokens):
        token = tokens[end]
        past = token.text[0].islower() and token.plain.endswith(grammar.past_endings)
        ends = token.plain in _subject_ends(language)
        away = token.plain in grammar.prepositions - grammar.within_phrases
        if end > start and (past or ends or away or token.text in grammar.breaks):
            break
        end += 1
    role = tokens[start:end]
    if role and role[0].plain in grammar.determiners and not name_runs(role[1:], language):
        named = _named_after(text, tokens, end, language)
        if named:
            return named
    return phrase_to(text, tokens, end, language, from_token=start)


def _after_conjunction(tokens: Sequence[Token], language: Language) -> int:
    """1 if a single conjunction or adverb opens the sentence ("Then Jane Doe"), else 0."""
    grammar, people = language.grammar, language.people
    if len(tokens) < 2 or tokens[0].plain not in grammar.clause_starters | grammar.adverbs:
        return 0
    second = tokens[1]
    named = second.text[0].isupper() and second.text not in people.not_names
    return int(named or second.plain in people.pronouns)


def _is_adverbial(token: Token, language: Language) -> bool:
    grammar = language.grammar
    endings = grammar.participle_endings + grammar.adverb_endings
    return token.plain in _adverbials(language) or token.plain.endswith(endings)


def _before_appositive(
    text: str, tokens: Sequence[Token], comma: int, language: Language
) -> str:
    """The person in "NAME, appositive," or "ROLE, NAME," whose last comma is at `comma`."""
    named = _after_role(text, tokens, comma, language)
    if named:
        return named
    start = first = _after_conjunction(tokens, language)
    while start < comma:
        if tokens[start].plain in language.people.pronouns:
            return tokens[start].text  # "he asked about the Courier, called it names"
        stop = next((i for i in range(start, comma + 1) if tokens[i].text == ","), comma)
        if not _is_adverbial(tokens[start], language) or (start == first and stop == comma):
            found = phrase_to(text, tokens, stop, language, from_token=start)
            if found:
                return found
        start = stop + 1
    return ""


def _after_role(text: str, tokens: Sequence[Token], comma: int, language: Language) -> str:
    """The name in "the company’s CEO, Jane Doe," whose last comma is at `comma`."""
    first = next((i for i in range(comma - 1, 0, -1) if tokens[i].text == ","), 0)
    phrase = tokens[first + 1 : comma]
    people = language.people
    if phrase[1:] and phrase[0].plain in language.grammar.determiners:
        # "la directrice, la Dre Jane Doe,"
        phrase = phrase[1:] if phrase[1].text in people.titles else phrase
    head = tokens[first - 1] if first else None
    if head is None or not 2 <= len(phrase) <= MAX_NAME:
        return ""
    if name_runs(phrase, language) != [(0, len(phrase))]:
        return ""
    start = next((i + 1 for i in range(first - 1, -1, -1) if tokens[i].text == ","), 0)
    described = any(
        token.text[0].islower() and token.plain not in people.particles
        for token in tokens[start:first]
    )
    # "the mayor of Marl, Jane Doe," but not "In Marl, Jane Doe," and not "Marl, New York,"
    adverbial = _is_adverbial(tokens[start], language)
    role = head.text in people.roles or phrase[0].text in people.titles
    # "Marl’s director of public works, Jane Doe,": no place ends in a small word
    works = described and head.text[0].islower() and _may_be_person(phrase, language)
    if adverbial or not (role or works or (described and _is_person(phrase, language))):
        return ""
    return text[phrase[0].start : phrase[-1].end]


def _may_be_person(phrase: Sequence[Token], language: Language) -> bool:
    first = phrase[0].text
    return first not in language.people.no_given_names and first not in language.people.titles


def _is_person(phrase: Sequence[Token], language: Language) -> bool:
    first, people = phrase[0].text, language.people
    # "Dr." stands before persons only; a title in full may belong to a firm's name
    titled = first.endswith(".") and first in people.titles
    return titled or first in people.he or first in people.she


def phrase_to(
    text: str, tokens: Sequence[Token], end: int, language: Language, *, from_token: int = 0
) -> str:
    """The noun phrase that ends before token `end`; empty where there is none."""
    grammar = language.grammar
    start = end
    while start > from_token:
        token = tokens[start - 1]
        if token.text in grammar.breaks:
            break
        if token.plain in grammar.clause_starters - grammar.within_clauses:
            break
        start -= 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if CONTRACTED.split(phrase[-1].plain)[0] in language.people.pronouns:
        return phrase[-1].text
    if grammar.nouns_have_capitals:
        return _among_nouns(text, phrase, language)
    runs = name_runs(phrase, language)
    if runs and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        if first and phrase[first - 1].plain in grammar.prepositions:
            described = _described(text, phrase, language)
            if described:
                return described
        return text[phrase[first].start : phrase[-1].end]
    return _described(text, phrase, language)


def _among_nouns(text: str, phrase: Sequence[Token], language: Language) -> str:
    """The person in a phrase of a language whose nouns have capitals: "die Sprecherin Jane Doe".

    A description stays whole: "ein Sprecher der Feuerwehr".
    """
    grammar, people = language.grammar, language.people
    inside = grammar.within_phrases | grammar.prepositions
    start = next(
        (i for i, t in enumerate(phrase) if t.plain in grammar.determiners), len(phrase)
    )
    runs = name_runs(phrase, language)
    for first, last in runs:
        for at in range(first, last):
            if phrase[at].text in people.he or phrase[at].text in people.she:
                return text[phrase[at].start : phrase[last - 1].end]
    if not runs:
        return text[phrase[0].start : phrase[-1].end] if start == 0 and phrase[1:] else ""
    first, last = runs[0]
    if start < first:
        return text[phrase[start].start : phrase[-1].end]
    # "Jane Doe von der Feuerwehr": what follows a preposition says where she belongs
    of = next((i for i in range(last, len(phrase)) if phrase[i].plain in inside), len(phrase))
    kept = [run for run in runs if run[1] <= of] or runs
    return text[phrase[kept[-1][0]].start : phrase[kept[-1][1] - 1].end]


def _described(text: str, phrase: Sequence[Token], language: Language) -> str:
    for token in phrase:
        if token.plain in language.grammar.determiners:
            return text[token.start : phrase[-1].end]
    runs = name_runs(phrase, language)
    if runs:
        first, last = runs[0]
        if phrase[last - 1].text.endswith(language.people.possessives or ("\0",)):
            return text[phrase[first].start : phrase[-1].end]  # "Jane Doe’s mother"
        return text[phrase[first].start : phrase[last - 1].end]
    plural = len(phrase) <= 3 and phrase[-1].text.endswith(language.grammar.plural_endings)
    return text[phrase[0].start : phrase[-1].end] if plural else ""


def _named_after(text: str, tokens: Sequence[Token], comma: int, language: Language) -> str:
    """The name in "the ferry's captain, Joaquim Bray." whose role ends before token `comma`."""
    if comma == len(tokens) or tokens[comma].text != ",":
        return ""
    start = _after_title(tokens, comma + 1, language)
    runs = name_runs(tokens[start:], language)
    if not runs or runs[0][0] or not 2 <= runs[0][1] <= MAX_NAME:
        return ""
    end = start + runs[0][1]
    closed = end == len(tokens) or tokens[end].text in {",", ".", "?", "!", ":", "—", "–"}
    return text[tokens[start].start : tokens[end - 1].end] if closed else ""


def _after_title(tokens: Sequence[Token], start: int, language: Language) -> int:
    """The token after an article and a title in small letters, if they stand at `start`: "la dott.ssa"."""
    titles = language.people.titles
    at = start + (
        tokens[start : start + 1] != [] and tokens[start].plain in language.grammar.determiners
    )
    told = tokens[at : at + 1]
    if not told or told[0].text not in titles:
        return start
    return at + 1 if told[0].text[0].islower() else at


def phrase_from(text: str, tokens: Sequence[Token], start: int, language: Language) -> str:
    """The noun phrase that begins at token `start`; empty where there is none."""
    grammar = language.grammar
    ends = (grammar.prepositions | grammar.clause_starters) - grammar.within_phrases
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.text in grammar.breaks or not token.text[0].isalnum():
            break
        if end > start and token.plain in ends:
            break
        end += 1
    phrase = tokens[start:end]
    if not phrase:
        return ""
    if phrase[0].plain in language.people.pronouns:
        return phrase[0].text
    if grammar.nouns_have_capitals:
        named = _named_after(text, tokens, end, language)
        is_named = named and _is_person(tokens_of(named, language), language)
        return named if is_named else _among_nouns(text, phrase, language)
    runs = name_runs(phrase, language)
    determined = phrase[0].plain in grammar.determiners
    named = _named_after(text, tokens, end, language) if determined else ""
    # of "the mayor of Marl, New York" none is a person, of "the editor of the Post, Jane Doe" one is
    if named and (not runs or _is_person(tokens_of(named, language), language)):
        return named
    if runs and not determined:
        of = next(
            (i for i, t in enumerate(phrase) if t.plain in grammar.within_phrases), len(phrase)
        )
        first, last = ([run for run in runs if run[1] <= of] or runs)[-1]
        return text[phrase[first].start : phrase[last - 1].end]
    if runs and determined and runs[-1][1] == len(phrase):
        first = runs[-1][0]
        # "el presidente de la Diputación" is a person, and not the Diputación
        before = first - 2 if phrase[first - 1].plain in grammar.determiners else first - 1
        if first and phrase[max(before, 0)].plain not in grammar.within_phrases:
            return text[phrase[first].start : phrase[-1].end]
    return text[phrase[0].start : phrase[-1].end]
