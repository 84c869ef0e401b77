"""Tests that the JSON Schema in the docs and the reader agree on what an article is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audiobrief.errors import ArticleDataError
from audiobrief.filed.reading import read_data
from tests.docs import reference

EXAMPLE = reference.article_page().partition("```json\n")[2].partition("```")[0]
SCHEMA = reference.article_schema()
SAMPLES: dict[str, Any] = {
    "string": "2031-03-04", "array": [], "integer": 4, "object": {}, "boolean": True, "number": 0.5,
}  # fmt: skip
"""A value of each type in JSON."""


def test_the_example_is_read_whole() -> None:
    reading = read_data(json.loads(EXAMPLE), "the example")
    assert reading.unknown == ()
    assert reading.data.authors[1].role == "harbour correspondent"


@pytest.mark.parametrize("name", SCHEMA["properties"])
def test_each_key_has_a_description_and_takes_what_the_schema_says(name: str) -> None:
    part = SCHEMA["properties"][name]
    assert part["description"]
    kinds = part.get("type", "string")
    allowed = {kinds} if isinstance(kinds, str) else set(kinds)
    for kind, sample in SAMPLES.items():
        value = part["enum"][0] if kind == "string" and "enum" in part else sample
        if kind == "string" and name in {"url", "canonical_url", "image"}:
            value = "https://saltmere.example/x"
        if kind == "string" and name in {"language", "lang"}:
            value = "en"
        if kind == "object" and name in {"author", "authors"}:
            value = {"name": "Ada Lind"}  # which the schema of an author requires
        if kind in allowed:
            assert read_data({name: value}, "here", also=("path",)).unknown == ()
        elif name != "path":
            with pytest.raises(ArticleDataError, match=f"here: {name}"):
                read_data({name: value}, "here")
