"""Removes what no engine should see in any language: markup, control characters, signs, emoji.

eSpeak NG takes ``[[`` for phonemes and control characters for commands, and
neural engines stumble over signs and emoji; text must not control or break a
voice. In languages without their own table, signs and emoji are dropped, since
their names would be English.
"""

from __future__ import annotations

import re
import unicodedata

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said

DROPPED = "*#~\\|™©®¶§†‡•·→←↑↓↔⇒⇐➔►▶◄▼▲■□▪●○◆★☆✓✔✗✘_^`"
"""Signs that are dropped; a language may name some of them before this rule applies."""
AS_SPACE = "/\t\n\r\v\f\u00a0\u2028\u2029\u0085"
"""Characters that separate words and become a space."""
AS_OTHER = {
    "ʼ": "'",  # U+02BC: eSpeak reads its name
    "\u2011": "-",  # the hyphen that does not break lines
    "\u2010": "-",
    "[": "(", "]": ")", "{": "(", "}": ")", "<": " ", ">": " ",
}  # fmt: skip
_JOINERS = "\u200c\u200d"
"""Zero-width joiners, which belong to the spelling of Persian, Hindi and other languages."""

TAGS = (
    # tags of HTML and SSML only: Korean papers put titles in such brackets, "<The Harbour>"
    "a abbr article aside audio b blockquote body br break button code div dl dd dt em emphasis figcaption figure font footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins lang li link main mark meta nav object ol p para phoneme "
    "pre prosody q s say-as script section small source span speak strong style sub sup svg table tbody td template th thead "
    "title tr track u ul video voice w wbr"
).split()
MARKUP = compile_late(
    rf"<(?:/?(?i:{'|'.join(TAGS)})(?:[\s/][^<>]{{0,300}})?|!--[^<>]{{0,300}}--|![A-Za-z][^<>]{{0,300}}|\?[^<>]{{0,300}}\?)>"
)
DOUBLE_BRACKETS = compile_late(r"\[\[+|\]\]+")
HOSTILE = compile_late(
    "["
    + re.escape(DROPPED + AS_SPACE.replace("/", "") + "".join(AS_OTHER))
    + r"/\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    + r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2190-\u21ff\u2300-\u23ff\u2460-\u2bff"
    + r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    + r"\U0001f000-\U0001faff\U000e0000-\U0010ffff]"
)
"""Matches one character that is never passed to an engine unchanged."""


def _say_sign(match: re.Match[str], manner: Manner) -> Said:
    del manner
    sign = match[0]
    if sign in AS_OTHER:
        return AS_OTHER[sign]
    if sign in AS_SPACE:
        return " "
    if sign in _JOINERS:
        around = match.string[max(0, match.start() - 1) : match.end() + 1]
        if all(ord(c) > 0x24F and unicodedata.category(c) != "So" for c in around):
            return sign
        return ""
    start, end = match.span()
    number = unicodedata.numeric(sign, -1.0)
    if number >= 0:
        # "①": the marks of steps and of notes are numbers, too
        before, after = (
            c.isalnum() for c in (match.string[start - 1 : start], match.string[end : end + 1])
        )
        return f"{' ' * before}{number:g}{' ' * after}"
    apart = match.string[start - 1 : start].isalnum() and match.string[end : end + 1].isalnum()
    # two numbers do not become one where a sign between them is dropped
    figures = apart and match.string[start - 1].isdigit() and match.string[end].isdigit()
    return " " if apart and ((figures and sign in DROPPED) or sign in "|→←↔•·_") else ""


def _say_nothing(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return " "


RULES: tuple[Rule, ...] = (
    Rule("markup", MARKUP, _say_nothing),
    Rule("markup", DOUBLE_BRACKETS, _say_nothing),
    Rule("sign", HOSTILE, _say_sign),
)
