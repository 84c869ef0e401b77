"""Invented pages in the manner of many makers' templates, each with what is heard of it, and their score.

Somebody wrote them who had not seen the rules. Of each page its gold names strings that must be
heard, strings that may be, and strings that must not. The hash of a page's name sets half of them
aside (`is_seen`): no rule is written from those, and only their totals are printed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiobrief.cleaner import clean
from audiobrief.cleaner.text import folded
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Page

PAGES = Path(__file__).parent / "pages"
"""Each page as NAME.html or NAME.html.gz, with its gold as NAME.json."""
READ_ONCE = 40
"""The shortest string, in letters, that is wrong to hear twice; shorter ones recur in any text."""
MIN_WITHIN = 14
"""The shortest string, in characters, that is looked for within lines; a shorter one is a line."""


@dataclass(frozen=True)
class Template:
    """A page and its gold."""

    name: str
    html: str
    gold: dict[str, Any]

    @property
    def is_seen(self) -> bool:
        """Whether rules may be written from this page."""
        return hashlib.sha1(f"{self.name}.html".encode()).hexdigest()[0] < "8"


@dataclass(frozen=True)
class Score:
    """What is wrong with what is heard of a page."""

    lost: tuple[str, ...] = ()
    """Strings that must be heard, and are not."""
    twice: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    """Strings that must not be heard, and are; captions count, since they may be read."""
    refused: str = ""
    """Why the page was refused, although it holds an article."""
    accepted: bool = False
    """Whether a page without an article was read."""
    must: int = 0

    @property
    def is_flawless(self) -> bool:
        return not (self.lost or self.twice or self.false or self.refused or self.accepted)


@dataclass
class Totals:
    """Sums over pages."""

    pages: int = 0
    flawless: int = 0
    must: int = 0
    lost: int = 0
    twice: int = 0
    false: int = 0
    refused: int = 0
    accepted: int = 0
    faulty: list[str] = field(default_factory=list)

    def add(self, name: str, score: Score) -> None:
        self.pages += 1
        self.flawless += score.is_flawless
        self.must += score.must
        self.lost += len(score.lost)
        self.twice += len(score.twice)
        self.false += len(score.false)
        self.refused += bool(score.refused)
        self.accepted += score.accepted
        if not score.is_flawless:
            self.faulty.append(name)

    def __str__(self) -> str:
        return (
            f"{self.pages} pages, {self.flawless} without a fault: {self.lost} of {self.must} strings lost,"
            f" {self.twice} heard twice, {self.false} false, {self.refused} refused wrongly,"
            f" {self.accepted} accepted without an article"
        )


def read_templates(folder: Path = PAGES) -> Iterator[Template]:
    """Yield every page of `folder` with its gold."""
    for gold in sorted(folder.glob("*.json")):
        packed = gold.with_suffix(".html.gz")
        raw = (
            gzip.decompress(packed.read_bytes())
            if packed.exists()
            else gold.with_suffix(".html").read_bytes()
        )
        yield Template(gold.stem, raw.decode("utf-8"), json.loads(gold.read_text("utf-8")))


def article_of(template: Template) -> Article:
    """The article on a page; its address is the gold's, if that has one."""
    return clean(Page(template.html, url=template.gold.get("url") or ""))


def score(template: Template) -> Score:
    """Compare what is heard of a page with its gold, by letters and digits alone."""
    gold = template.gold
    must: list[str] = gold["must"]
    try:
        article = article_of(template)
    except NoArticleFound as error:
        if not gold["article"]:
            return Score()
        return Score(lost=tuple(must), refused=str(error), must=len(must))
    if not gold["article"]:
        return Score(accepted=True)
    said = [folded(line) for line in _lines(article)]
    heard = "\n".join(said)
    parts = {text: folded(text) for text in (*must, *gold["must_not"])}
    return Score(
        lost=tuple(text for text in must if parts[text] not in heard),
        twice=tuple(text for text in must if _is_heard_twice(parts[text], said)),
        false=tuple(text for text in gold["must_not"] if _is_heard(text, parts[text], said)),
        must=len(must),
    )


def _is_heard_twice(part: str, said: list[str]) -> bool:
    """Whether a paragraph is heard twice; a short one may be quoted in another, or be a cell."""
    return len(part) >= READ_ONCE and sum(part in line for line in said) > 1


def _is_heard(text: str, part: str, said: list[str]) -> bool:
    """Whether a string is heard; one of a word or two only as a line of its own."""
    if not part:
        return False  # an ornament, which no voice says
    if len(text) < MIN_WITHIN:
        return part in said
    return any(part in line for line in said)


def _lines(article: Article) -> Iterator[str]:
    yield article.title
    yield article.dek
    for block in article.blocks:
        if block.rows:
            # a row is heard as one, and each of its cells with it
            yield " ".join(" ".join(row) for row in block.rows)
        yield block.text
        if block.attribution:
            yield block.attribution
