"""Choose the box of a recipe's ingredients and steps, beside a text that does not hold them.

A recipe is short lines, each step in a box with its picture, so that a paragraph about the dish
elsewhere on the page outweighs it. Sites of recipes name ingredients and steps in their data, since
search engines ask for them (schema.org/Recipe).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobrief.cleaner.lines import HEADINGS, Box, Layout
from audiobrief.cleaner.text import folded

MIN_RECIPE = 200
"""The fewest letters of a recipe on the page; less may be a list entry for another dish."""
MISSED = 0.5
"""The share of the recipe's letters from which the boxes of the text hold it."""
WHOLE = 0.95
"""The least share of what the page shows of the recipe that its box holds."""
MAX_BESIDE = 2.0
"""A box with more running text than this many times the recipe's letters holds other dishes, too."""


def with_recipe(layout: Layout, bodies: list[Box], said: Sequence[str]) -> list[Box]:
    """`bodies`, with the box of the recipe whose lines are `said` if they hold too little of it."""
    if not said or not bodies:
        return bodies
    left = set(map(folded, said)) - {""}
    letters = [0]
    for line in layout.lines:
        text = "" if layout.boxes[line.box].reason else folded(line.text)
        letters.append(letters[-1] + (len(text) if text in left else 0))
        left.discard(text)  # sites sell what the dish takes further below
    if letters[-1] < MIN_RECIPE:
        return bodies
    layout.recipe = _range_of(layout, letters)
    held = sum(letters[body.last] - letters[body.first] for body in bodies)
    if held >= MISSED * letters[-1]:
        return bodies
    fitting = [
        box
        for box in layout.boxes
        if not box.reason and letters[box.last] - letters[box.first] >= WHOLE * letters[-1]
    ]
    recipe = min(fitting, key=lambda box: (box.last - box.first, -box.index), default=None)
    if recipe is None or layout.prose_in(recipe) > MAX_BESIDE * letters[-1]:
        return bodies
    beside = [body for body in bodies if not recipe.index <= body.index < recipe.end]
    if any(body.index <= recipe.index < body.end for body in beside):
        return bodies
    return sorted([*beside, recipe], key=lambda box: box.first)


def _range_of(layout: Layout, letters: Sequence[int]) -> range:
    """The lines from the first that the recipe names to the last, with the heading above them."""
    named = [
        index
        for index, (before, after) in enumerate(itertools.pairwise(letters))
        if after > before
    ]
    first = named[0]
    if first and layout.boxes[layout.lines[first - 1].box].name in HEADINGS:
        first -= 1
    return range(first, named[-1] + 1)
