r"""Reads simple formulas as words, from LaTeX (\(E = mc^2\)) and from signs (E = mc²).

A formula that would take more breath than it is worth in a news story, with integrals or tables,
is called "formula"; the transcript keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import decimal, ordinal
from audiobrief.spoken.reading import Manner, Rule, Said

MAX_TOKENS = 40
"""Tokens of a formula that is said: some fifteen seconds."""
MAX_DEPTH = 4
FORMULA = "formula"
OPERATORS = {
    "=": "equals", "+": "plus", "-": "minus", "−": "minus", "–": "minus", "×": "times", "·": "times", "⋅": "times", "*": "times", "÷": "divided by",
    "<": "is less than", ">": "is more than", "≤": "is at most", "≥": "is at least", "≠": "is not", "≈": "is about", "±": "plus or minus", "→": "to",
    "∞": "infinity", "π": "pi", "%": "percent", "!": "factorial", ",": ",", "°": "degrees",
}  # fmt: skip
COMMANDS = {
    "times": "times", "cdot": "times", "div": "divided by", "pm": "plus or minus", "leq": "is at most", "le": "is at most", "geq": "is at least",
    "ge": "is at least", "neq": "is not", "ne": "is not", "approx": "is about", "sim": "is about", "infty": "infinity", "to": "to", "rightarrow": "to",
    "sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "natural log", "%": "percent", "$": "dollars", "circ": "degrees",
    "lt": "is less than", "gt": "is more than", "equiv": "is identical to", "propto": "is proportional to",
} | {
    name: name
    for name in (
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega Gamma Delta Theta Lambda Sigma"
        " Phi Psi Omega"
    ).split()
}  # fmt: skip
SILENT = frozenset(["left", "right", "displaystyle", "quad", "qquad", ",", ";", ":", "!", " "])
NAMED = frozenset(["text", "mathrm", "mathbf", "mathit", "operatorname"])
"""Commands around words or letters that are read without them."""
RAISED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ⁽⁾", "+-0123456789n()")
LOWERED = str.maketrans("₊₋₀₁₂₃₄₅₆₇₈₉₍₎", "+-0123456789()")
_TOKEN = compile_late(
    r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|[A-Za-z]|[⁺⁻⁰¹²³⁴-⁹ⁿ⁽⁾]+|[₊₋₀-₉₍₎]+|[^\s]"
)
_HALVES = {("1", "2"): "a half", ("1", "3"): "a third", ("1", "4"): "a quarter", ("3", "4"): "three quarters", ("2", "3"): "two thirds"}  # fmt: skip


class _TooHardError(Exception):
    """The formula has something for which there are no words."""


def say_formula(written: str, *, british: bool = False) -> str:
    r"""A formula in words: "E = mc^2" gives "E equals m c squared", an integral "formula"."""
    tokens = _TOKEN.findall(written)
    if not tokens or len(tokens) > MAX_TOKENS:
        return FORMULA
    try:
        words = " ".join(_Reader(tokens, british=british).read())
    except _TooHardError:
        return FORMULA
    return words.replace(" ,", ",")


class _Reader:
    """Reads tokens from the left; a power belongs to what stands before it."""

    def __init__(self, tokens: list[str], *, british: bool, depth: int = 0) -> None:
        if depth > MAX_DEPTH:
            raise _TooHardError
        self._tokens = tokens
        self._british = british
        self._depth = depth
        self._at = 0

    def read(self) -> Iterator[str]:
        while self._at < len(self._tokens):
            sign = self._take()
            word = self._say(sign)
            if word:
                yield word

    def _take(self) -> str:
        if self._at >= len(self._tokens):
            raise _TooHardError
        self._at += 1
        return self._tokens[self._at - 1]

    def _say(self, sign: str) -> str:
        if sign[0].isascii() and sign[0].isdigit():
            return self._number(sign)
        if sign in OPERATORS:
            return OPERATORS[sign]
        if sign[0] == "\\":
            return self._command(sign[1:])
        if sign == "^":
            return self._power(self._group())
        if sign == "_":
            return self._inner(self._group())
        if sign == "√":
            return f"the square root of {self._inner(self._group())}"
        if sign == "/":
            return "over"
        if sign in "(){}[]|":
            return ""
        raised, lowered = sign.translate(RAISED), sign.translate(LOWERED)
        if raised != sign:
            return self._power(_TOKEN.findall(raised))
        if lowered != sign:
            return self._inner(_TOKEN.findall(lowered))
        if sign.isalpha():
            return "eh" if sign in "aA" else sign  # a voice takes it for the article
        raise _TooHardError

    def _number(self, sign: str) -> str:
        pair = self._tokens[self._at : self._at + 2]
        if len(pair) == 2 and pair[0] == "/" and (sign, pair[1]) in _HALVES:
            self._at += 2
            return _HALVES[sign, pair[1]]
        return decimal(sign, british=self._british)

    def _command(self, name: str) -> str:
        if name in COMMANDS:
            return COMMANDS[name]
        if name in SILENT:
            return ""
        if name in NAMED:
            return "".join(self._group())
        if name in {"frac", "tfrac", "dfrac"}:
            top, bottom = self._group(), self._group()
            known = _HALVES.get(("".join(top), "".join(bottom)))
            return known or f"{self._inner(top)} over {self._inner(bottom)}"
        if name == "sqrt":
            return f"the square root of {self._inner(self._group())}"
        raise _TooHardError

    def _group(self) -> list[str]:
        """The tokens in the brackets that follow, or the one sign."""
        first = self._take()
        if first not in {"{", "("}:
            return [first]
        closing = {"{": "}", "(": ")"}[first]
        start, open_ = self._at, 1
        while open_:
            sign = self._take()
            open_ += (sign == first) - (sign == closing)
        return self._tokens[start : self._at - 1]

    def _inner(self, tokens: list[str]) -> str:
        return " ".join(_Reader(tokens, british=self._british, depth=self._depth + 1).read())

    def _power(self, tokens: list[str]) -> str:
        known = {"2": "squared", "3": "cubed"}.get("".join(tokens))
        if known:
            return known
        minus = "minus " if tokens[0] in "-−–" else ""
        rest = tokens[1:] if minus else tokens
        if len(rest) == 1 and rest[0].isdecimal():
            return f"to the {minus}{ordinal(rest[0], british=self._british)}"
        if len(tokens) == 1:
            return f"to the {self._inner(tokens)}"
        return f"to the power of {self._inner(tokens)}"


def _latex(match: re.Match[str], manner: Manner) -> Said:
    written = next(filter(None, match.groups()), "")
    return say_formula(written, british=manner.british)


def _signs(match: re.Match[str], manner: Manner) -> Said:
    # E = mc², (a + b)/2 = 4, xⁿ
    said = say_formula(match[0], british=manner.british)
    return None if said == FORMULA else said


_UP, _DOWN = "[⁺⁻⁰¹²³⁴-⁹ⁿ]{1,4}", "[₊₋₀-₉]{1,3}"
_TERM = rf"[-−]?(?:[0-9]{{1,6}}(?:\.[0-9]{{1,6}})?)?(?:\([^()\n]{{1,24}}\)|√?[A-Za-z]{{1,2}}(?![A-Za-z])(?:{_DOWN})?(?:{_UP}|\^[0-9n])?|(?<=[0-9])(?:{_UP})?){{1,3}}"
HINT = "[\\\\²³ⁿ⁰⁴-⁹₀-₉√^=]"
"""Only a text that matches this can contain a formula."""
TOKENS = (
    Rule(
        "formula",
        compile_late(
            r"\\\(([^\n]{1,400}?)\\\)|\\\[([^\n]{1,400}?)\\\]|\$\$([^$\n]{1,400})\$\$|(?<![\w$])\$(?=[^$\n]{0,80}[\\^])([^$\n]{1,120})\$(?![\w$])"
        ),
        _latex,
    ),
    Rule(
        "formula",
        compile_late(
            rf"(?<![\w$£€.,/@#&-])(?=[^\n]{{0,60}}=)(?=[^=\n]{{0,40}}[A-Za-z²³√])(?:{_TERM})(?:\s?[+−×·/*-]\s?(?:{_TERM})){{0,6}}\s?=\s?(?:{_TERM})(?:\s?[+−×·/*-]\s?(?:{_TERM})){{0,6}}(?![\w$@&=]|[.,][0-9])"
        ),
        _signs,
    ),
    Rule("formula", compile_late(rf"(?<![\w'’/])[A-Za-z]{_UP}(?!\w)"), _signs),
)
