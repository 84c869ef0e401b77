"""How often a script announces something, by page, and whether long speeches stay told apart.

Of every English page of the evaluation sets: the words that audiobrief adds between headline
and sign-off, counted as announcements per 1,000 words of the article.
"""

from __future__ import annotations

import gzip
import json
import statistics
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Page, Role, Script
from audiobrief.segmenter import ScriptStyle, segment
from audiobrief.spoken import split_sentences
from audiobrief.spoken.languages import primary_of
from tests.bench.folds import (
    SEEN,
    UNSEEN,
    fold_of,
    fundus_publishers,
    labelled_url,
    publisher_of,
)
from tests.places import SHARED

LEAST_WORDS = 100
"""Words of a page below which one announcement more or less decides its rate."""
MOST = 6.0
"""Announcements per 1,000 words that no page should have more of."""


class Told(NamedTuple):
    """What one script tells its listener."""

    words: int
    announcements: int
    speeches: int
    """Direct quotations of two sentences and more, with all their parts."""
    opened: int
    """Of those, the ones that an announcement opens."""
    apart: int
    """The ones that an announcement opens or that have the reporter's words, and so an
    attribution, beside them in their paragraph."""
    led: int
    """The others that the paragraph before leads into, by its colon or as more of a speech that
    its attribution ends."""


def pages(folds: Collection[int]) -> Iterator[tuple[str, bytes]]:
    """The address and the bytes of every page whose publisher is in `folds`."""
    root = SHARED / "pages"
    labels = json.loads((root / "labelled" / "labels.json").read_text("utf-8"))
    for key, gold in labels.items():
        if fold_of(publisher_of(labelled_url(key))) in folds:
            path = root / "labelled" / "html" / f"{gold['file']}.gz"
            yield key.partition("::")[0], gzip.decompress(path.read_bytes())
    golds = json.loads((root / "news" / "ground-truth.json").read_text("utf-8"))
    for key, gold in golds.items():
        if fold_of(publisher_of(gold.get("url") or key)) in folds:
            path = root / "news" / "html" / f"{key}.html.gz"
            yield gold.get("url") or "", gzip.decompress(path.read_bytes())
    for golds_path, found, information in fundus_publishers(root / "fundus"):
        first = information.get(found[0].name, {}).get("url") if found else None
        if fold_of(publisher_of(first or golds_path.stem.lower())) in folds:
            for path in found:
                url = information.get(path.name, {}).get("url") or ""
                yield url, gzip.decompress(path.read_bytes())


def articles(folds: Collection[int]) -> Iterator[Article]:
    """The English articles on those pages."""
    for url, raw in pages(folds):
        try:
            article = clean(
                Page(raw.decode("utf-8", "replace"), url=url if "//" in url else "")
            )
        except NoArticleFound:
            continue
        if primary_of(article.language or "en") == "en":
            yield article


def told(script: Script) -> Told:
    """What `script` announces between its headline and its sign-off."""
    body = [i for i, part in enumerate(script.segments) if part.block is not None]
    parts = script.segments[: body[-1] + 1] if body else ()
    if body and body[-1] + 1 < len(script.segments):
        after = script.segments[body[-1] + 1]
        parts = (*parts, after) if after.written.casefold().startswith("end") else parts
    words = sum(len(part.written.split()) for part in parts if part.role is not Role.CUE)
    cues = sum(part.role is Role.CUE for part in parts)
    counts: Counter[str] = Counter()
    for start, end in _speeches(script):
        counts["speeches"] += 1
        beside = [script.segments[i] for i in (start - 1, end) if 0 <= i < len(script.segments)]
        opened = beside[0].role is Role.CUE
        blocks = {part.block for part in script.segments[start:end]}
        counts["opened"] += opened
        apart = opened or any(part.block in blocks for part in beside)
        counts["apart"] += apart
        counts["led"] += not apart and _is_led(script, start)
    return Told(
        words, cues, counts["speeches"], counts["opened"], counts["apart"], counts["led"]
    )


def _is_led(script: Script, start: int) -> bool:
    """Whether the words before a speech, in another paragraph, lead into it."""
    before, quoted = script.segments[start - 1], script.segments[max(start - 2, 0)]
    speaker = script.segments[start].speaker
    goes_on = quoted.role is Role.QUOTE and quoted.block == before.block
    return before.written.endswith(":") or (goes_on and quoted.speaker == speaker != "")


def _speeches(script: Script) -> Iterator[tuple[int, int]]:
    """Stretches of one quotation without its attribution that hold two sentences or more."""
    start: int | None = None
    for index, part in enumerate((*script.segments, None)):
        quoted = part is not None and part.role is Role.QUOTE
        if quoted and start is None:
            start = index
        elif not quoted and start is not None:
            text = " ".join(p.written for p in script.segments[start:index])
            if len(split_sentences(text, script.language)) > 1:
                yield start, index
            start = None


def figures(found: Collection[Told]) -> str:
    """The line that is printed for some pages."""
    long = [one for one in found if one.words >= LEAST_WORDS]
    rates = [1000 * one.announcements / one.words for one in long]
    speeches = sum(one.speeches for one in found)
    opened, apart = sum(one.opened for one in found), sum(one.apart for one in found)
    led = sum(one.led for one in found)
    return (
        f"{len(long):>5} pages  median {statistics.median(rates):4.1f}  "
        f"over {MOST:.0f}: {sum(rate > MOST for rate in rates):>3}  most {max(rates):5.1f}  "
        f"of {speeches} speeches of two sentences {opened} announced, {apart} told apart, {led} led into"
    )


def run() -> None:
    """Print the table: folds that rules are written from, then those that nobody sees."""
    if not SHARED.is_dir():
        print(f"announcing: no evaluation sets in {SHARED}")
        return
    print("announcements per 1,000 words of a page")
    for name, folds in (("seen", SEEN), ("unseen", UNSEEN)):
        found = [told(segment(article, ScriptStyle())) for article in articles(folds)]
        print(f"{name:<8}{figures(found)}")


if __name__ == "__main__":
    run()
