"""Write formulas and raised figures in one line, with the signs that a newsreader can read.

Unicode has raised and lowered figures, so a power stays a power in plain text ("10⁶"), and a
fraction of MathML becomes one with a slash ("1/2").
"""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import Tag

from audiobrief.patterns import compile_late

RAISED = str.maketrans("0123456789+-−–n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ⁽⁾")
LOWERED = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")
POWER = compile_late(r"[+\-−–]?(?:\d{1,4}|n)")
"""What can be written with raised signs alone."""
INDEX = compile_late(r"[+\-−–]?\d{1,4}")
NOTE = compile_late(r"[\[(]?\d{1,3}[\])]?(?:\s*[,;–-]\s*\d{1,3})*")
"""A mark of a note, or several ("4, 5–7"), where it does not stand behind a figure."""
POWERED = compile_late(r"(?:[\d)\]}]|(?<![^\W\d_])[^\W\d_]{1,3})\s?$")
"""The end of a text whose raised figure is a power: a figure, a bracket, or a sign or unit of at
most three letters (x², km², mol³)."""
INVISIBLE = dict.fromkeys([0x2061, 0x2062, 0x2063, 0x2064])
"""MathML's operators for what is understood without a sign, such as multiplication."""
SPACED = frozenset("=+−-–×⋅·÷<>≤≥≠≈≡→⇒±∈∝")
MAX_DEPTH = 40
"""How deep a formula's elements may nest; the formulas of encyclopaedias nest a dozen."""
HALVES = frozenset({"mfrac", "msup", "msub", "mroot"})
"""Elements with exactly two parts, of which the second qualifies the first (MathML Core)."""


def raised(text: str, before: str) -> str | None:
    """`text` of a `<sup>` in raised signs where it is a power of what stands `before` it.

    None where it is no figure, and "" where it is a note's mark: "The board met.<sup>3</sup>".
    Ordinals (1<sup>st</sup>) are no figures.
    """
    figure = text.strip()
    if POWER.fullmatch(figure) and POWERED.search(before):
        return figure.translate(RAISED)
    if NOTE.fullmatch(figure) and before.strip():
        return ""
    return None


def formula(math: Tag) -> str:
    """The formula in a `<math>` element in one line of text."""
    return " ".join(_written(math, 0).translate(INVISIBLE).split())


def _written(tag: Tag, depth: int) -> str:
    if depth > MAX_DEPTH:
        return tag.get_text()
    parts = [child for child in tag.children if isinstance(child, Tag)]
    name = tag.name
    if not parts:
        text = tag.get_text().strip()
        return f" {text} " if name == "mo" and text in SPACED else text
    if name == "semantics":
        parts = parts[:1]  # the rest is the same formula in other notations
    said = [_written(part, depth + 1) for part in parts]
    if name in HALVES and len(said) == 2:
        return _paired(name, *said)
    if name == "msubsup" and len(said) == 3:
        return _paired("msup", _paired("msub", said[0], said[1]), said[2])
    if name == "msqrt":
        return f"√{_grouped(''.join(said))}"
    if name == "mfenced":
        return f"({', '.join(said)})"
    if name in ("mtable", "mtr"):
        return ("; " if name == "mtable" else ", ").join(said)
    return _joined(said)


def _joined(said: Sequence[str]) -> str:
    """The parts side by side; a mixed number's fraction keeps apart from its figure (3 1/2)."""
    text = ""
    for part in said:
        apart = text[-1:].isdigit() and part[:1].isdigit() and "/" in part
        text += f" {part}" if apart else part
    return text


def _paired(name: str, first: str, second: str) -> str:
    first, second = first.strip(), second.strip()
    if name == "mfrac":
        return f"{_grouped(first)}/{_grouped(second)}"
    if name == "mroot":
        return f"{second.translate(RAISED)}√{_grouped(first)}"
    if name == "msup":
        power = POWER.fullmatch(second)
        return f"{first}{second.translate(RAISED) if power else f'^{_grouped(second)}'}"
    index = INDEX.fullmatch(second)
    return f"{first}{second.translate(LOWERED) if index else f' {second}'}"


def _grouped(text: str) -> str:
    """`text`, in brackets if it has more than one term."""
    return text if all(sign.isalnum() or sign in ".," for sign in text) else f"({text})"
