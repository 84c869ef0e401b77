"""Each page of the evaluation sets is in one fold, with all others of its publisher."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.folds import FOLDS, LAYOUTS, SEEN, UNSEEN, Part, fold_of, publisher_of
from tests.places import SHARED, needs_shared


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.halverwick.example/2024/story", "halverwick.example"),
        ("https://edition.news.halverwick.example:8080/", "halverwick.example"),
        ("http://www.harbour.co.uk/a?b=c", "harbour.co.uk"),
        ("https://lantern.org.uk", "lantern.org.uk"),
        ("https://gulls.wordpress.com/2011/", "gulls.wordpress.com"),
        ("harbour-lantern.net", "harbour-lantern.net"),
        ("archive", "archive"),
    ],
)
def test_publisher_is_the_name_that_was_registered(url: str, publisher: str) -> None:
    assert publisher_of(url) == publisher


def test_no_fold_is_both_seen_and_unseen() -> None:
    assert sorted((*SEEN, *UNSEEN)) == list(range(FOLDS))
    assert {fold_of(f"paper{number}.example") for number in range(99)} == set(range(FOLDS))


def pages_of(name: str, part: Path) -> list[str]:
    if name == "readability":
        return [case.name for case in part.iterdir() if case.is_dir()]
    if name == "fundus":
        return [page.name for page in part.glob("*/*.html.gz")]
    golds = part / ("labels.json" if name == "labelled" else "ground-truth.json")
    return list(json.loads(golds.read_text("utf-8")))


@needs_shared
@pytest.mark.parametrize("name", LAYOUTS)
def test_each_page_is_in_one_part(name: str, tmp_path: Path) -> None:
    source = SHARED / "pages" / name
    found = []
    for folds in (SEEN, UNSEEN):
        part = Part(source, folds, tmp_path / str(folds) / name)
        found += pages_of(name, part.folder)
    assert sorted(found) == sorted(pages_of(name, source))
