"""Read what a page's data says of a recipe: what it takes, and how it is made (schema.org/Recipe)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audiobrief.cleaner.metadata.structured import Structured, types_of

MAX_DEEP = 4
"""Levels of sections of steps; schema.org has two (HowToSection, HowToStep)."""


def recipe_lines(structured: Structured) -> tuple[str, ...]:
    """The ingredients and the steps of the page's recipe, in order; empty if it has none."""
    for node in structured.articles:
        if "Recipe" in types_of(node):
            steps = tuple(_texts(node.get("recipeInstructions")))
            if steps:
                return (*_texts(node.get("recipeIngredient")), *steps)
    return ()


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts of a property, which may be a text, a step, a section of steps, or a list."""
    if depth > MAX_DEEP:
        return
    if isinstance(value, str):
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, depth + 1)
    elif isinstance(value, dict):
        yield from _texts(value.get("text") or value.get("itemListElement"), depth + 1)
