"""Durations and results of races, whose figures every language names with their units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def name_figures(
    figures: Iterable[tuple[str | None, Callable[[int], str], str, str]],
) -> list[str]:
    """Each figure that is not zero, with its unit.

    Args:
        figures: the figures as printed, how each is said, and its unit for one and for several.
    """
    return [
        f"{say(number)} {one if number == 1 else several}"
        for written, say, one, several in figures
        if (number := int(written or 0))
    ]


def listed(parts: Sequence[str], last: str) -> str:
    """The parts with commas, and `last` before the last one: "due ore, un minuto e dieci secondi"."""
    return last.join([*([", ".join(parts[:-1])] if parts[1:] else []), *parts[-1:]])
