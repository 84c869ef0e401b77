"""Where sentences end: own rules over a table of abbreviations.

Measured against nupunkt 0.8 and kept since it is quicker to load and follows
news habits: see tests/spoken/test_sentences.py for the cases each rule serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import stops

MAX_SENTENCE = 1200
"""Characters, about 200 words: beyond it a sentence is broken at a clause end. Nobody
can follow a longer one by ear, and engines bound their input near it."""

_STOP = compile_late(
    r"""(?<![.!?…])[.!?…]++(?:[)\]]?["'”’»›]+|\s[”»](?=\s|\Z)|[)\]]+["'”’»›]*)?(?=\s|[“‘«"(\[]?[A-Z“]|\Z)|(?<![。！？｡])[。！？｡]++[」』”’"）)]*|\n[^\S\n]*+\n"""
)
_TOKEN_BEFORE = compile_late(r"(?:[^\W\d_]+\.)*[^\W_]+(?=\Z)")
_NEXT = compile_late(r"""\s*[“‘«"'(\[—–-]*\s?([\w$£€@#]+(?:[.'’][A-Za-z]+)*)""")
_SPEAKER = compile_late(
    rf"\s+(?:[A-Z][\w.'’-]*\s+|(?:the|a|an|his|her|their|de|van|von|of)\s+|\w+\s+){{0,4}}?{stops.SAYING}\b"
)
_ANSWERED = compile_late(rf"\b(?:{stops.SAYING}|vot(?:ed?|es|ing)|answer)\s(?:['\"“‘])?no\Z")
"""A "no" that is an answer, and not short for "number"."""
_CLAUSES = tuple(compile_late(pattern) for pattern in stops.CLAUSE_ENDS)
_REACH = 60
"""Characters looked at before a stop and after it."""


def split_sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences, in order; only white space lies between them.

    A closing quotation mark or bracket belongs to the sentence it closes. A
    sentence over `MAX_SENTENCE` characters is broken at the ends of clauses.
    Languages without tables are split where ``. ! ?`` stand before a capital.
    """
    english = language.replace("_", "-").partition("-")[0].lower() in {"", "en"}
    found: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, english=english):
        _append(found, text, start, end)
        start = end
    _append(found, text, start, len(text))
    return tuple(found)


def ends_sentence(text: str, stop: int) -> bool:
    """Whether the full stop just before offset `stop` ends a sentence (English)."""
    match = _STOP.match(text, stop - 1)
    return match is not None and _is_end(text, match, english=True)


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = _clause_end(text, start, start + MAX_SENTENCE)
        head = cut
        while head > start and text[head - 1].isspace():
            head -= 1
        found.append((start, head))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))


def _clause_end(text: str, start: int, limit: int) -> int:
    for pattern in _CLAUSES:
        # the last third, so that pieces come out of a like length
        ends = [m.end() for m in pattern.finditer(text, start + MAX_SENTENCE // 3, limit)]
        if ends:
            return ends[-1]
    return limit


def _ends(text: str, *, english: bool) -> Iterator[int]:
    pos = 0
    while match := _STOP.search(text, pos):
        pos = match.end()
        if _is_end(text, match, english=english):
            yield pos


def _is_end(text: str, match: re.Match[str], *, english: bool) -> bool:
    stop = match[0]
    end = match.end()
    if stop[0] in "\n。！？｡" or not text[end : end + _REACH].strip():
        return True
    following = _NEXT.match(text[end : end + _REACH])
    word = following[1] if following else ""
    glued = not text[end].isspace()
    closed = stop[-1] in "\"'”’»›)]"
    if glued:
        return _is_glued_end(text, match, word)
    opens = bool(word) and (word[0].isupper() or word[0].isdigit() or word[0] in "$£€@#")
    opens = opens or bool(re.match(r"[a-z][A-Z]", word))  # iPhone, eBay
    if not opens:
        return not word  # what follows is no word at all: a bullet, another script
    if not english:
        return stop[0] in "!?" or not re.search(
            r"(?<!\w)\w\.?$", text[max(0, match.start() - 3) : match.start()]
        )
    if "?" in stop or "!" in stop:
        return not (closed and _SPEAKER.match(text, end, end + _REACH))
    if (stop.startswith((".", "…")) and len(stop.rstrip("\"'”’»›)]")) > 1) or stop[0] == "…":
        return word not in {"I", "I'm", "I’m", "I've", "I’ve"}
    return _is_full_stop(text, match.start(), word, closed=closed)


def _is_glued_end(text: str, match: re.Match[str], word: str) -> bool:
    # "the harbour.The mayor": markup between two sentences that left no space
    before = text[max(0, match.start() - 3) : match.start()]
    if match[0] != ".":
        return (match[0][-1] in "”»" and word[:1].isupper()) or (
            match[0] in "?!" and len(word) > 1 and word[1:].islower()
        )
    return (
        before.isalpha()
        and before.islower()
        and word[:1].isupper()
        and word.lower() in stops.OPENERS
    )


def _is_full_stop(text: str, stop: int, word: str, *, closed: bool) -> bool:
    token = _TOKEN_BEFORE.search(text[max(0, stop - _REACH) : stop])
    if token is None:
        return True
    before = token[0]
    low = before.lower()
    opener = word.lower().partition("'")[0].partition("’")[0] in stops.OPENERS
    number = word[0].isdigit()
    if before.isdigit():
        # "1. The" numbers an item where it stands first
        start = max(0, stop - _REACH) + token.start()
        return bool(text[:start].strip()[-1:].strip("\n")) if start < 8 else True
    if text[stop - len(before) - 1 : stop - len(before)] == "-":
        return True  # an op-ed is a word, whatever "ed" is
    if before.islower() and "." not in before and low not in stops.LOWER:
        return True  # "told me" is not Maine, "a sales rep" no member of a house
    if before.isupper() and len(before) > 2 and "." not in before:
        return True  # EST, SEC, COL: capitals are no abbreviations of this table
    if low in stops.BEFORE_NUMBER:
        if number:
            return (
                before == "no"
                and _ANSWERED.search(text, max(0, stop - _REACH), stop) is not None
            )
        if low in {"no", "art", "op", "ch", "ex", "ed", "sec", "fig", "col"} and low != "col":
            return True
    if closed:
        return True
    if low in {"a.m", "p.m"}:
        return not number and word.lower() not in stops.AFTER_CLOCK
    if low in stops.MAYBE_LAST and low not in {"st", "ft", "in", "al"}:
        return opener
    if low in stops.NEVER_LAST or low in {"st", "ft", "al"}:
        return (opener and low in {"st", "ft", "al"} and word.lower() != "the") or (
            low == "st" and word == "The"
        )
    if len(before) == 1:
        return _is_end_after_letter(text, stop, opener=opener)
    if "." in before:
        return opener
    return True


def _is_end_after_letter(text: str, stop: int, *, opener: bool) -> bool:
    # "J. Smith" is a name, "plan B. The" an end
    if not opener:
        return False
    previous = re.search(r"(?<!\S)(\S+)\s\S$", text[max(0, stop - _REACH) : stop])
    return previous is None or not previous[1][:1].isupper() or text[stop - 1] == "I"
