"""Seven folds of every evaluation set, by publisher, and what six of them may tell.

Rules are written from folds 0 to 5. Fold 6 is never looked into: no page of it is opened and no
list of its errors is printed, so that its figures tell what a page will do that nobody has seen.
A publisher is in one fold in all sets.

Folds 4 to 6 are parts of what was the unseen fifth until 1 December 2026: a half and two quarters.
Its totals had been printed while rules were chosen, and said that pages that nobody has seen are
worse, but not why; so that fold 4 was opened, and fold 5 when nothing that fold 4 showed had helped
there. Fold 6 is what is left unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FIFTHS = 5
FOLDS = 7
SEEN = (0, 1, 2, 3, 4, 5)
UNSEEN = (6,)
BELOW_COUNTRIES = frozenset(
    {"ac", "co", "com", "edu", "gob", "gov", "gv", "ne", "net", "or", "org"}
)
"""Second levels under which registries of countries give out names (bbc.co.uk)."""
HOSTING = ("blogspot.com", "blogspot.de", "wordpress.com", "tumblr.com", "substack.com")
"""Hosts at which every name belongs to another publisher."""
OWN_ADDRESS = re.compile(
    r'(?:og:url"[^>]{0,80}content=|rel="?canonical"?[^>]{0,80}href=)"(https?://[^/"]+)'
)


def publisher_of(url: str) -> str:
    """The name that the publisher of `url` registered; of a bare word, the word itself."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or url).lower()
    labels = host.split(".")
    if host.endswith(HOSTING):
        return ".".join(labels[-3:])
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in BELOW_COUNTRIES
    return ".".join(labels[-3 if second else -2 :])


def fold_of(publisher: str) -> int:
    """The fold of a publisher: a fifth by its hash, of which the last is a half and two quarters."""
    first, second, third, *_ = hashlib.sha256(publisher.encode()).digest()
    fifth = first % FIFTHS
    if fifth < FIFTHS - 1 or second % 2 == 0:
        return fifth
    return FIFTHS + third % 2


class Part:
    """The pages of one set whose publishers are in some folds, as a folder that its scorer reads."""

    def __init__(self, source: Path, folds: Collection[int], folder: Path) -> None:
        self.source = source
        self.folds = frozenset(folds)
        self.folder = folder
        folder.mkdir(parents=True)
        LAYOUTS[source.name](self)

    def has(self, url: str) -> bool:
        return fold_of(publisher_of(url)) in self.folds

    def link(self, path: Path) -> None:
        target = self.folder / path.relative_to(self.source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(path)

    def write(self, name: str, value: Any) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")


def _lay_out_news(part: Part) -> None:
    golds = _read(part.source / "ground-truth.json")
    part.write(
        "ground-truth.json",
        {page: gold for page, gold in golds.items() if part.has(gold.get("url") or page)},
    )
    (part.folder / "html").symlink_to(part.source / "html")


def _lay_out_labelled(part: Part) -> None:
    golds = _read(part.source / "labels.json")
    part.write(
        "labels.json", {url: gold for url, gold in golds.items() if part.has(labelled_url(url))}
    )
    (part.folder / "html").symlink_to(part.source / "html")


def labelled_url(key: str) -> str:
    """The address of a labelled page; some are known by the name of their file alone."""
    before, mark, file = key.partition("::")
    return file.partition("-")[0].removesuffix(".html") if mark else before


def _lay_out_readability(part: Part) -> None:
    for case in sorted(part.source.iterdir()):
        if (case / "source.html").is_file() and part.has(readability_url(case)):
            for path in case.iterdir():
                part.link(path)


def readability_url(case: Path) -> str:
    """The host that a page names as its own; the first word of its case where it names none."""
    found = OWN_ADDRESS.search((case / "source.html").read_text("utf-8", errors="replace"))
    return found[1] if found else case.name.partition("-")[0]


def _lay_out_fundus(part: Part) -> None:
    for golds, pages, information in fundus_publishers(part.source):
        first = information.get(pages[0].name, {}).get("url") if pages else None
        if part.has(first or golds.stem.lower()):
            part.link(golds)
            for page in pages:
                part.link(page)
            about = part.folder / golds.parent.name / "meta.info"
            if not about.exists():
                about.write_text(json.dumps(information), encoding="utf-8")


def fundus_publishers(source: Path) -> Iterator[tuple[Path, list[Path], dict[str, Any]]]:
    """Yield, for each publisher, its golds, its pages and what is known of its country's pages."""
    for golds in sorted(source.glob("*/*.json")):
        pages = sorted(
            page
            for page in golds.parent.glob(f"{golds.stem}_*.html.gz")
            if re.fullmatch(
                r"\d{4}_\d\d_\d\d\.html\.gz", page.name.removeprefix(f"{golds.stem}_")
            )
        )
        about = golds.parent / "meta.info"
        yield golds, pages, _read(about) if about.is_file() else {}


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


LAYOUTS = {
    # set -> what lays it out as its scorer wants it
    "news": _lay_out_news,
    "labelled": _lay_out_labelled,
    "readability": _lay_out_readability,
    "fundus": _lay_out_fundus,
}
