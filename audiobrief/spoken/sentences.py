"""Finds where sentences end, with rules that use a language's tables of abbreviations.

These rules were compared with nupunkt 0.8 and kept because they load faster and
follow the habits of news; tests/spoken/test_sentences.py has the cases that each
rule serves.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import ROUGH, Language, Stop, Stops
from audiobrief.spoken.languages import load_language

MAX_SENTENCE = 1200
"""The longest sentence, in characters (about 200 words); a longer one is broken at the end of a
clause. Nobody can follow a longer one by ear, and engines limit their input near this
length."""

_TOKEN_BEFORE = compile_late(r"(?:[^\W\d_]+\.)*[^\W_]+(?=\Z)")
TITLES_ABROAD = frozenset({"Mr", "Mrs", "St"})
"""Titles before English names, which newspapers of every language print as they are; a language
whose tables have one of them decides otherwise."""
_REACH = 60
"""How many characters before and after a stop are examined."""


def split_sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences, in order; only white space lies between them.

    A closing quotation mark or bracket belongs to the sentence that it closes. A
    sentence over `MAX_SENTENCE` characters is broken at the ends of clauses. Text
    in a language without tables is split where ``. ! ?`` stand before a capital.
    """
    tables = load_language(language)
    found: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, tables):
        _append(found, text, start, end, tables.stops)
        start = end
    _append(found, text, start, len(text), tables.stops)
    return tuple(found)


def ends_sentence(text: str, offset: int, language: str = "en") -> bool:
    """Whether the full stop just before an offset ends a sentence."""
    tables = load_language(language)
    match = _patterns(tables).stop.match(text, offset - 1)
    return match is not None and _is_end(text, match, tables)


def _append(
    found: list[tuple[int, int]], text: str, start: int, end: int, stops: Stops
) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = _clause_end(text, start, start + MAX_SENTENCE, stops)
        head = cut
        while head > start and text[head - 1].isspace():
            head -= 1
        found.append((start, head))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))


def _clause_end(text: str, start: int, limit: int, stops: Stops) -> int:
    for pattern in stops.clause_ends:
        # not in the first third, so that no piece comes out very short
        found = _compiled(pattern).finditer(text, start + MAX_SENTENCE // 3, limit)
        ends = [m.end() for m in found]
        if ends:
            return ends[-1]
    return limit


_compiled = functools.cache(re.compile)


class _Patterns(NamedTuple):
    """Patterns built from the marks and words of a language."""

    stop: re.Pattern[str]
    next: re.Pattern[str]
    """The word after a stop."""
    speaker: re.Pattern[str]
    """The speaker of a quotation up to the verb: " Mr. Doe of the Courier asked"."""


@functools.cache
def _patterns(language: Language) -> _Patterns:
    marks = language.marks
    opening, closing = re.escape(marks.before_sentence), re.escape(marks.after_stop)
    apart = "".join(mark for mark in marks.after_stop if mark in marks.closers) or "»"
    # French puts a space between a stop and its mark, and the sentence may go on: « Quand ? »,
    # dit
    inside = rf"(?!\s[{closing}][,;:])" if marks.spaced else ""
    verbs = "|".join(map(re.escape, sorted(language.stops.saying))) or "(?!)"
    return _Patterns(
        compile_late(
            rf"(?<![.!?…])[.!?…]++{inside}(?:[)\]]?[{closing}]+|\s[{apart}](?=\s|\Z)|[)\]]+[{closing}]*)?"
            rf"(?=\s|[{opening}(\[]?[A-Z“]|\Z)"
            r"|(?<![。！？｡])[。！？｡]++[」』”’\"）)]*|\n[^\S\n]*+\n"
        ),
        compile_late(rf"\s*[{opening}'(\[—–-]*\s?([\w$£€@#]+(?:[.'’][A-Za-z]+)*)"),
        compile_late(rf"\s+(?:[A-Z][\w.'’-]*\s+|\w+\s+){{0,4}}?(?:{verbs})\b"),
    )


def _ends(text: str, language: Language) -> Iterator[int]:
    pos = 0
    search = _patterns(language).stop.search
    while match := search(text, pos):
        pos = match.end()
        if _is_end(text, match, language):
            yield pos


def _is_end(text: str, match: re.Match[str], language: Language) -> bool:
    stops, marks = language.stops, language.marks
    stop = match[0]
    end = match.end()
    if stop[0] in "\n。！？｡" or not text[end : end + _REACH].strip():
        return True
    following = _patterns(language).next.match(text[end : end + _REACH])
    word = following[1] if following else ""
    glued = not text[end].isspace()
    closed = stop[-1] in marks.after_stop + ")]"
    if glued:
        return _is_glued_end(text, match, word, stops)
    opens = bool(word) and (word[0].isupper() or word[0].isdigit() or word[0] in "$£€@#")
    opens = opens or bool(re.match(r"[a-z][A-Z]", word))  # iPhone, eBay
    if not opens:
        # a bullet or another script follows: the sentence ends, but not in "Mr. & Mrs."
        return not word and not text[end : end + _REACH].lstrip().startswith("& ")
    if stops is ROUGH:
        return stop[0] in "!?" or not re.search(
            r"(?<!\w)\w\.?$", text[max(0, match.start() - 3) : match.start()]
        )
    if "?" in stop or "!" in stop:
        return not (closed and _patterns(language).speaker.match(text, end, end + _REACH))
    if (stop.startswith((".", "…")) and len(stop.rstrip(marks.after_stop + ")]")) > 1) or stop[
        0
    ] == "…":
        return word not in stops.capitalised
    return _is_full_stop(text, match.start(), word, stops, closed=closed)


def _is_glued_end(text: str, match: re.Match[str], word: str, stops: Stops) -> bool:
    # "the harbour.The mayor": markup between two sentences was removed without leaving a space
    before = text[max(0, match.start() - 3) : match.start()]
    if match[0] != ".":
        return (match[0][-1] in "”»" and word[:1].isupper()) or (
            match[0] in "?!" and len(word) > 1 and word[1:].islower()
        )
    return (
        before.isalpha()
        and before.islower()
        and word[:1].isupper()
        and word.lower() in stops.openers
    )


def _is_full_stop(text: str, stop: int, word: str, stops: Stops, *, closed: bool) -> bool:
    token = _TOKEN_BEFORE.search(text[max(0, stop - _REACH) : stop])
    if token is None:
        return True
    before = token[0]
    low = before.lower()
    opener = word.lower().partition("'")[0].partition("’")[0] in stops.openers
    number = word[0].isdigit()
    decided = stops.decide(Stop(text, stop, before, word, opener, closed))
    if decided is not None:
        return decided
    if before.isdigit():
        # "1. The" at the start of the text numbers an item
        start = max(0, stop - _REACH) + token.start()
        return bool(text[:start].strip()[-1:].strip("\n")) if start < 8 else True
    if text[stop - len(before) - 1 : stop - len(before)] == "-":
        return True  # an op-ed is a word, whatever "ed" is
    if before.islower() and "." not in before and low not in stops.lower:
        return True  # "told me." is not Maine, "a sales rep." is no Representative
    if before.isupper() and len(before) > 2 and "." not in before:
        return True  # EST, SEC, COL: the tables have no abbreviation in capitals
    if low in stops.before_number:
        if number:
            return False
        if low in stops.words_too:
            return True
    if closed:
        return True
    if low in stops.clock:
        return not number and word.lower() not in stops.after_clock
    if low in stops.maybe_last:
        return opener
    if low in stops.never_last or before in TITLES_ABROAD:
        return False
    if len(before) == 1:
        return _is_end_after_letter(text, stop, stops, opener=opener)
    if "." in before:
        return opener
    return True


def _is_end_after_letter(text: str, stop: int, stops: Stops, *, opener: bool) -> bool:
    # the stop is part of a name in "J. Smith" and ends a sentence in "plan B. The"
    if not opener:
        return False
    previous = re.search(r"(?<!\S)(\S+)\s\S$", text[max(0, stop - _REACH) : stop])
    named = previous is not None and previous[1][:1].isupper()
    return not named or text[stop - 1] in stops.capitalised
