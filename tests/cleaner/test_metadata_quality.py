"""Floors of the metadata on public pages with hand-made labels, where those are at hand."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from audiobrief.cleaner.metadata import read_metadata
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.tree import read_tree

SHARED = Path(
    os.environ.get("AUDIOBRIEF_SHARED", Path(__file__).parent.parent.parent.parent / "shared")
)
LABELLED = SHARED / "pages" / "labelled"
# of labels.json: the floors below hold for these pages, and for no others
DIGEST = "1a547bf718b1ba5e014ae233771ff2fee07b4f89467b980f7836f75d3953cc38"
EVERY = 4  # every fourth page, so that the suite stays quick
FLOORS = {
    # share of the pages that have the label, as measured on every fourth page, less 0.01
    "title": 0.95,
    "author": 0.82,
    "no author": 0.93,
    "date": 0.905,
}


def decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        label = re.search(rb"charset=[\"']?([\w-]+)", raw[:4000], re.IGNORECASE)
        return raw.decode(label[1].decode() if label else "cp1252", errors="replace")


def covers(one: str, other: str) -> bool:
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a) and bool(b) and (a <= b or b <= a)


def test_floors_on_labelled_pages() -> None:
    if not LABELLED.is_dir():
        pytest.skip(f"no labelled pages at {LABELLED}; set AUDIOBRIEF_SHARED to their folder")
    labels = (LABELLED / "labels.json").read_bytes()
    if hashlib.sha256(labels).hexdigest() != DIGEST:
        pytest.skip("the labelled pages are others than those the floors were measured on")
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for url, gold in sorted(json.loads(labels).items())[::EVERY]:
        path = LABELLED / "html" / f"{gold['file']}.gz"
        found = read_metadata(read_tree(decode(gzip.decompress(path.read_bytes()))), url)
        names = ", ".join(author.name for author in found.authors)
        verdicts: dict[str, bool] = {}
        if gold.get("title"):
            verdicts["title"] = covers(found.title, gold["title"])
        if gold.get("author"):
            verdicts["author"] = covers(names, gold["author"])
        elif gold.get("author") == "":
            verdicts["no author"] = not names
        if gold.get("date"):
            day = found.published.date().isoformat() if found.published else ""
            verdicts["date"] = day == gold["date"]
        asked.update(verdicts.keys())
        right.update(name for name, verdict in verdicts.items() if verdict)
    shares = {name: right[name] / asked[name] for name in FLOORS}
    assert all(shares[name] >= floor for name, floor in FLOORS.items()), shares
