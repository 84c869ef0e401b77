"""What the pages of one publisher teach of each other, and how confidence ranks pages.

Publishers are split by a fixed digest of their names: the weights of `cleaner.confidence` were
set on the half that is called seen. Of most publishers the set has two pages, often of
different years, so a line is taken for chrome here where it stands on one other page; the
cleaner itself asks for three.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean
from types import ModuleType
from typing import Any, NamedTuple

from audiobrief.cleaner import clean
from audiobrief.cleaner.sites import Sighting, observe
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Page
from tests.bench.extractors import body_text
from tests.places import SHARED

HALVES = ("seen", "unseen")


class GoldPage(NamedTuple):
    publisher: str
    html: str
    gold: dict[str, Any]
    url: str


def half_of(publisher: str) -> str:
    return HALVES[int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % 2]


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "eval_fundus", SHARED / "pages" / "eval_fundus.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_pages(scorer: ModuleType) -> Iterator[GoldPage]:
    for country, path, gold, url in scorer.gold_pages(SHARED / "pages" / "fundus"):
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        yield GoldPage(f"{country}/{path.name.split('_')[0]}", html, gold, url)


def article_of(page: GoldPage, repeated: frozenset[str] = frozenset()) -> Article | None:
    try:
        return clean(Page(page.html, url=page.url), repeated=repeated)
    except NoArticleFound:
        return None


def score(scorer: ModuleType, page: GoldPage, article: Article | None) -> dict[str, Any]:
    got: dict[str, Any] = {"text": ""}
    if article is not None:
        blocks = [
            (block.kind.value, text)
            for block in article.blocks
            for text in ([" ".join(row) for row in block.rows] or [block.text])
        ]
        got = {
            "title": article.title, "dek": article.dek, "date": article.published,
            "text": f"{article.dek}\n{body_text(article)}", "blocks": blocks,
        }  # fmt: skip
    row: dict[str, Any] = scorer.score(page.gold, got, page.html, page.publisher, page.url)[0]
    return row


def common(others: Sequence[Sighting]) -> frozenset[str]:
    return frozenset(line for seen in others for line in (*seen.kept, *seen.dropped))


def learned(scorer: ModuleType, pages: Sequence[GoldPage]) -> None:
    """Single pages, and each with what the other pages of its publisher teach."""
    sums: dict[str, Counter[str]] = {"single": Counter(), "learned": Counter()}
    for publisher in {page.publisher for page in pages}:
        own = [page for page in pages if page.publisher == publisher]
        articles = [article_of(page) for page in own]
        seen = [observe(a, p.url) if a else None for a, p in zip(articles, own, strict=True)]
        for index, page in enumerate(own):
            others = [s for i, s in enumerate(seen) if i != index and s is not None]
            if len(own) < 2:
                continue
            for mode, article in (
                ("single", articles[index]),
                ("learned", article_of(page, common(others))),
            ):
                row = score(scorer, page, article)
                sums[mode].update(
                    n=1, lost=row["lost"], paragraphs=row["paras"], false=row["spurious"],
                    short=row["spur_short"], clean=not (row["lost"] or row["spurious"]),
                )  # fmt: skip
    for mode, found in sums.items():
        print(
            f"  {mode:<8} {found['n']} pages: {found['lost']} of {found['paragraphs']} gold "
            f"paragraphs lost, {found['false']} false lines and {found['short']} short ones, "
            f"{found['clean']} pages without a fault"
        )


def ranked(scorer: ModuleType, pages: Sequence[GoldPage]) -> None:
    """Body F1 of the pages with the lowest confidence, and of the rest."""
    rows = []
    for page in pages:
        if (article := article_of(page)) is not None:
            row = score(scorer, page, article)
            rows.append((article.confidence, row["f1"], article.is_doubtful))
    rows.sort()
    for name, part in (("tenth", 10), ("fifth", 5)):
        size = max(1, len(rows) // part)
        low, rest = mean(r[1] for r in rows[:size]), mean(r[1] for r in rows[size:])
        print(f"  lowest {name} of confidence: body F1 {low:.3f}; the rest {rest:.3f}")
    print(f"  {sum(row[2] for row in rows)} of {len(rows)} pages are warned of")


def run() -> None:
    """Print both for both halves."""
    scorer = load_scorer()
    pages = list(read_pages(scorer))
    for half in HALVES:
        print(half)
        own = [page for page in pages if half_of(page.publisher) == half]
        learned(scorer, own)
        ranked(scorer, own)
