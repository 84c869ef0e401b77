"""What abbreviations, signs and Roman numerals have in common in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

_GAP = r"[\s\u00a0\u202f]?"
_FORMATION = compile_late(r"[1-9](?:[-–][1-9]){2,3}(?![\w]|[-–/.,]\d)")
"""How a side stands on the pitch, from the back to the front: "4-3-3"."""
_CLOSING = ' \u00a0\u202f»”"’)'
_OPENING = ' \u00a0\u202f«“"(—–¿¡'
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def any_spaced(forms: Iterable[str]) -> str:
    """A pattern of any of some forms, the longest first, whose spaces may be left out."""
    escaped = map(re.escape, sorted(forms, key=len, reverse=True))
    return "|".join(form.replace(r"\ ", _GAP) for form in escaped)


def read_roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [_ROMAN[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if following > value else value for value, following in pairs)


def formation_rule(say_digits: Callable[[str, Manner], str]) -> Rule:
    """The rule for figures such as "4-3-3", which are neither ranges nor results."""

    def say(match: re.Match[str], manner: Manner) -> Said:
        return say_digits(re.sub(r"\D", "", match[0]), manner)

    return Rule("score", _FORMATION, say)


def with_capital(said: str) -> str:
    """`said` with a capital at its beginning."""
    return said[:1].upper() + said[1:]


def with_stop(said: str, text: str, end: int, language: str) -> str:
    """`said`, with a full stop if the written one before offset `end` ends its sentence."""
    if text[end - 1 : end] != ".":
        return said
    after = text[end:]
    over = not after.strip(_CLOSING) or (
        after[:1].isspace() and ends_sentence(text, end, language)
    )
    return f"{said}." if over else said


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    before = text[:start].rstrip(_OPENING)
    return not before or before[-1] in ".?!:\n"


def sign_rules(
    signs: Mapping[str, str], *, plus: str, section: str, sections: str
) -> tuple[Rule, ...]:
    """The rules that name signs: `section` for "§ 5", `sections` for "§§ 5", `plus` for "+5"."""

    def say_section(match: re.Match[str], manner: Manner) -> Said:
        del manner
        return f"{sections if len(match['signs']) > 1 else section} "

    def say_plus(match: re.Match[str], manner: Manner) -> Said:
        del match, manner
        return f" {plus} "

    def say_sign(match: re.Match[str], manner: Manner) -> Said:
        del manner
        return f" {signs[match[0]]} "

    return (
        Rule("section", compile_late(r"(?P<signs>§{1,2})\s?(?=\d)"), say_section),
        Rule("sign", compile_late(r"\+\s?(?=\d)"), say_plus),
        Rule("sign", compile_late(f"[{re.escape(''.join(signs))}]"), say_sign),
    )
