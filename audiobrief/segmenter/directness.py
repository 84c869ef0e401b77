"""Judges whether a quotation is direct: words that somebody could have said exactly so."""

from __future__ import annotations

import functools
import re

from audiobrief.patterns import compile_late
from audiobrief.segmenter.attribution import is_attributed, is_bare, leads_in
from audiobrief.segmenter.tokens import closing_marks
from audiobrief.spoken.language import Language

LEAST_WORDS = 4
"""Fewest words at which a quotation that looks like an utterance needs no more evidence."""
_WORD = compile_late(r"\w+(?:[’'.-]\w+)*")
_END = compile_late(r"[,.?!…—–-][\s’'\])]*$")
"""Punctuation at the end of an utterance, which news puts inside the marks: a comma where the
sentence goes on."""
_APART = compile_late(r"[—–-]$")


@functools.cache
def _sentence_end(language: Language) -> re.Pattern[str]:
    marks = re.escape("".join(sorted(closing_marks(language))))
    return compile_late(rf"[.?!…{marks}\]][’{marks}')\]]{{0,20}}$|^[(\[]?$|[.?!…]\s*[(\[]$")


def is_direct(
    inner: str, before: str, after: str, language: Language, *, goes_on: bool
) -> bool:
    """Whether `inner`, the text between the marks, is a direct quotation.

    `before` and `after` are the text of the paragraph up to the neighbouring
    quotations; `goes_on` tells that the quotation before is direct.
    """
    words = _WORD.findall(inner)
    lead = before.strip()
    if not words:
        return False
    if _is_title(words) and _last(lead) in language.speech.works:
        return False
    long = len(words) >= LEAST_WORDS
    if goes_on and is_bare(before, language) and lead.endswith((",", "—", "–")):
        return True
    # British papers put the comma outside: “We shall wait”, she said
    short = language.marks.comma_outside and _capital(inner)
    outside = after.startswith(",") and (long or short) and is_attributed(after, language)
    outside = outside or (language.marks.stop_outside and after[:1] in {".", ";"})
    closed = _END.search(inner) is not None or outside
    led = lead.endswith((",", ":")) and leads_in(before, language)
    if not closed:
        return long and led and _capital(inner)
    own = language.marks.colon_leads and not lead.endswith(":") and not _capital(inner)
    if _ends_with_verb(lead, language) and long:
        return not own
    attributed = is_attributed(after, language) and not inner.endswith(".")
    if not _capital(inner):
        return long and (
            (led and not own)
            or (attributed and _sentence_end(language).search(lead) is not None)
        )
    called = inner.endswith(("!", "?")) and len(words) > 1
    if _sentence_end(language).search(lead):
        if _is_title(words) and inner.endswith(",") and not attributed:
            return False
        return long or attributed or called or (goes_on and not inner.endswith(","))
    if lead.endswith(":"):
        return long or attributed or called or (len(words) > 1 and led)
    if lead.endswith(","):
        introduced = attributed or led
        return introduced if inner.endswith(",") or not long else True
    if _APART.search(lead):
        return attributed
    return _ends_with_verb(lead, language) and called


def _capital(inner: str) -> bool:
    first = re.search(r"[^\W_]", inner)
    return first is not None and (first[0].isupper() or first[0].isdigit())


def _ends_with_verb(lead: str, language: Language) -> bool:
    return _last(lead) in language.speech.verbs


def _last(lead: str) -> str:
    words = _WORD.findall(lead)
    return words[-1].lower() if words else ""


def _is_title(words: list[str]) -> bool:
    """Whether the words look like a title: every word of four or more letters has a capital."""
    heavy = [word for word in words if len(word) > 3]
    return bool(heavy) and all(word[0].isupper() for word in heavy)
