"""Reads telephone numbers, network addresses and other digits that are dictated."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal, spell_digits
from audiobrief.spoken.reading import Manner, Rule, Said

CALLED = r"(?i:\b(?:call|calls|called|calling|ph|phone|phoned|telephone|tel|text|dial|dialed|dialled|dialling|ring|rang|number|hotline|helpline|contact|fax|mobile|cell)\b)"
EMERGENCY = "911 999 112 000 111 101 988 311 211 411 511 711 811 108 105 116 123"
_SEPARATOR = r"[-.\s\u2010\u2011\u2013]"


def _group(digits: str, manner: Manner) -> str:
    if digits in {"800", "900", "500"}:
        return cardinal(digits)
    if digits in {"1800", "1300"}:
        return f"one {cardinal(digits[1:])}"
    return spell_digits(digits, "oh" if manner.british else "zero")


def _dictate(match: re.Match[str], manner: Manner) -> Said:
    # a comma between groups makes a pause, in which a listener can write them down
    said: list[str] = []
    plus = ""
    for run in re.findall(r"\+|[0-9]+|[A-Z]+", match[0]):
        if run.isdigit():
            said.append(plus + _group(run, manner))
        elif run.isalpha():
            said.append(run)
        plus = "plus " if run == "+" else ""
    return ", ".join(said)


def _mobile(match: re.Match[str], manner: Manner) -> Said:
    # 98765 43210: how India parts the numbers of mobiles; in America two postal codes
    return None if manner.region == "US" else _dictate(match, manner)


LEAST_CALLED = 5
"""Digits of a number in groups that can be called at the least."""


def _called(match: re.Match[str], manner: Manner) -> Said:
    if sum(map(str.isdigit, match[0])) < LEAST_CALLED:
        return None  # "called the 60-40 split unfair"
    before = match.string[max(0, match.start() - 40) : match.start()]
    return _dictate(match, manner) if re.search(CALLED, before) else None


ON_LINE = compile_late(r"\b(?:on|via|NHS)\s\Z")
ENDED = compile_late(r"[,.;:)!]|\Z|\s(?:or|and|if|quoting|with|for|to|now|free|today)\b")
CALLING = compile_late(
    r"\b(?i:call|dial|ring|phone|text|contact)\b[^.;!?]{0,56}[\s,](?:or|and)\s\Z"
)
"""ON_LINE, ENDED and CALLING: "police on 101.", "call Ida on 0300 456 7000 or 101"."""
REACH = 64


def _emergency(match: re.Match[str], manner: Manner) -> Said:
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 20]
    calling = re.search(
        r"(?i)\b(?:call(?:s|ed|ing)?|dial(?:l?ed|l?ing|s)?|rang|ring|phoned?|text(?:ed)?)\s(?:the\s)?(?:[0-9]{3},?\s(?:and|or)\s(?:then\s)?)*\Z",
        before,
    )
    answering = re.match(
        r"[\s-](?i:calls?|callers?|operators?|dispatch\w*|emergency|ambulances?|recordings?|tapes?|lines?|centers?|crisis|service)\b",
        after,
    )
    listed = (
        ON_LINE.search(before[-8:]) and ENDED.match(match.string, match.end())
    ) or CALLING.search(match.string[max(0, match.start() - REACH) : match.start()])
    if not calling and not answering and not listed:
        return None
    return spell_digits(match[0], "oh" if manner.british else "zero")


def _address(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return " dot ".join(spell_digits(group) for group in match[0].split("."))


def _spelled(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return spell_digits(match["n"])


CODED = compile_late(
    r"(?i:\b(?:paybill|till|ref(?:erence)?|log|incident|quot(?:e|ing)|dial|text|sms|whatsapp|zip(?:\scode)?|area\scode|postcode|postal\scode|(?:help|hot|crisis|info|care)line)(?:\s(?:number|no\.?|ref))?(?:\sis|\sto|\son|\sat|:)?\s)\Z|(?:[Tt]ext(?:ing|ed)?\s[“\"]?[A-Z]+[”\"]?\sto\s)\Z|(?i:(?<!status )\b(?:pin|code|passcode|password|otp|combination)(?:\sis|:)?\s)\Z"
)


def _coded(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 30) : match.start()]
    return spell_digits(match[0]) if CODED.search(before) else None


DIGIT_RULES = (
    Rule(
        "code",
        compile_late(
            r"(?:(?<=\bISBN )|(?<=\bISBN: )|(?<=\bISSN ))[0-9][-0-9 ]{7,16}[0-9X](?![\w-])"
        ),
        _dictate,
    ),
    Rule("emergency", compile_late(r"9-1-1(?![\w-])"), lambda _m, _: "nine one one"),
    Rule("code", compile_late(r"[0-9]{4}(?:[-\s][0-9]{4}){3}(?![0-9-])"), _dictate),
    Rule("code", compile_late(r"[0-9]{3,8}(?!\w|[-\s.,][0-9])"), _coded),
    Rule("code", compile_late(r"[0-9]{5}-[0-9]{4}(?![0-9-])"), _dictate),
    Rule("telephone", compile_late(r"[2-9][0-9]{2}-[0-9]{4}(?![0-9-]|[.,][0-9])"), _dictate),
    Rule(
        "network-address",
        compile_late(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9]|\.[0-9])"),
        _address,
    ),
    Rule(
        "telephone",
        compile_late(
            rf"(?:1{_SEPARATOR})?[0-9]{{3}}{_SEPARATOR}[0-9]{{3}}{_SEPARATOR}[0-9]{{4}}(?:-[0-9]{{1,4}})?(?![0-9]|[-.,][0-9])"
        ),
        _dictate,
    ),
    Rule(
        "telephone", compile_late(r"1-8[0-9]{2}(?:-(?:[A-Z]+|[0-9]+)){1,4}(?![\w])"), _dictate
    ),
    Rule("telephone", compile_late(r"[0-9]{3}-[0-9]{2}-[0-9]{4}(?![-0-9])"), _dictate),
    Rule(
        "telephone",
        compile_late(
            rf"0[0-9]{{2,4}}{_SEPARATOR}[0-9]{{3,4}}{_SEPARATOR}?[0-9]{{3,4}}(?![0-9])"
        ),
        _dictate,
    ),
    Rule(
        "telephone",
        compile_late(
            r"(?:0[0-9]{2,4}[\s-][0-9]{4,7}|1[38]00(?:\s[0-9]{3}){2}|1[38]00(?:\s[0-9]{2}){3})(?![0-9]|[-.,][0-9])"
        ),
        _dictate,
    ),
    Rule("telephone", compile_late(r"[6-9][0-9]{4}[\s-][0-9]{5}(?![0-9]|[-.,][0-9])"), _mobile),
    Rule("telephone", compile_late(r"[0-9]{3}[-.][0-9]{4}(?![-0-9])"), _called),
    Rule("telephone", compile_late(r"[0-9]{2,5}(?:[-\s][0-9]{2,5}){1,4}(?![-0-9])"), _called),
    Rule("telephone", compile_late(r"[0-9]{7,15}(?![0-9])"), _called),
    Rule(
        "emergency",
        compile_late(r"(?:" + EMERGENCY.replace(" ", "|") + r")(?!\w|[.,][0-9])"),
        _emergency,
    ),
    Rule(
        "code",
        compile_late(r"(?<=[A-Za-z]{2})(?P<n>[0-9]{4,12})(?![0-9])(?<!(?:19|20)[0-9]{2})"),
        _spelled,
    ),
)
BRACKET_RULES = (
    Rule(
        "telephone",
        compile_late(
            rf"\((?:0[0-9]{{2,4}}|[0-9]{{3}})\)[-\s.]?[0-9]{{3,4}}{_SEPARATOR}?[0-9]{{3,4}}(?:{_SEPARATOR}[0-9]{{1,4}})?(?![0-9])"
        ),
        _dictate,
    ),
)
PLUS_RULES = (
    Rule(
        "telephone",
        compile_late(
            rf"\+(?=(?:[-.()\s\u2010\u2011\u2013]{{0,2}}[0-9]){{7}})[0-9]{{1,3}}(?:{_SEPARATOR}?\(?[0-9]{{1,5}}\)?){{2,6}}(?![0-9])"
        ),
        _dictate,
    ),
)
