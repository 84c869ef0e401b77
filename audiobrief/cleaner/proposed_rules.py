"""Proposes site rules for one decision of a person: this text is in the article, or is not.

A rule says by which box of the site's template the text is known on other pages. What it would
change on them is told before anybody keeps it, since the box may hold more than that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audiobrief.cleaner import Reading, read_closely
from audiobrief.cleaner.learned_rules import MAX_OUTER, selectors_of
from audiobrief.cleaner.rules import SiteRule, rule_for, select
from audiobrief.cleaner.sites import host_of
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Page

MOST = 4
"""The most rules that are proposed for one decision: those of the innermost boxes."""
ANY_CHILD = (
    "p",
    "li",
    "div",
    "span",
    "figcaption",
    "blockquote",
    "section",
    "aside",
    "h2",
    "h3",
)
"""Elements that may be named as children of a box, if they have no name of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule would change on one page."""

    removed: tuple[str, ...] = ()
    """Texts that would not be in its article any more."""
    added: tuple[str, ...] = ()
    """Texts that would be in its article, too."""
    problem: str = ""
    """Why it would have no article; empty if it would."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule, and what it would change on each of the pages."""

    selector: str
    rule: SiteRule
    changes: tuple[Change, ...]


def propose_rules(
    page: Page, source: int, *, is_kept: bool, pages: Sequence[Page], rules: Sequence[SiteRule]
) -> tuple[Proposal, ...]:
    """Rules that take a text out of a site's articles, or put it in, the narrowest first.

    Args:
        page: the page of the text.
        source: the text's position on it, as in `Block.source`.
        is_kept: whether it is to be in the article.
        pages: the pages on which each rule is tried; of another site, it changes nothing.
        rules: the rules that are there; what they say of the site stays.

    Raises:
        NoArticleFound: the page has no article.
    """
    reading = read_closely(page, rules)
    host = host_of(reading.article.url or page.url)
    if not host:
        return ()
    own = SiteRule(host.replace(".", "-"), f"*.{host}")
    known = rule_for(page.url or reading.article.url, rules) or own
    before = [_read(each, rules) for each in pages]
    found = []
    for selector in _selectors(reading, source):
        rule = _with(known, reading, selector, is_kept=is_kept)
        if rule is None:
            continue
        now = _read(page, (rule, *rules))
        if not isinstance(now, Article) or _has(now, source) is not is_kept:
            continue
        after = [_read(each, (rule, *rules)) for each in pages]
        changes = tuple(map(_difference, before, after))
        found.append(Proposal(selector, rule, changes))
        if len(found) == MOST:
            break
    return tuple(found)


def _selectors(reading: Reading, source: int) -> Iterator[str]:
    lines = [*reading.layout.lines, *reading.layout.hidden]
    line = next((each for each in lines if each.source == source), None)
    if line is None:
        return
    seen: set[str] = set()
    child = ""
    for depth, box in enumerate(reading.layout.around(line.box)):
        if depth > MAX_OUTER:
            return
        names = list(selectors_of(box.tag))
        for name in names:
            if child and len(select(reading.tree, [f"{name} > {child}"])) == 1:
                yield f"{name} > {child}"
            if name not in seen:
                seen.add(name)
                yield name
        child = box.tag.name if not names and box.tag.name in ANY_CHILD else ""


def _with(
    known: SiteRule, reading: Reading, selector: str, *, is_kept: bool
) -> SiteRule | None:
    """The site's rule with one more selector; None if it cannot say that."""
    if not is_kept:
        return replace(known, drop=tuple(dict.fromkeys((*known.drop, selector))))
    drop = tuple(each for each in known.drop if each != selector)
    body = known.body or tuple(
        name for box in reading.bodies for name in list(selectors_of(box.tag))[:1]
    )
    # without the boxes of today's text, the article would be that one text
    return (
        replace(known, drop=drop, body=tuple(dict.fromkeys((*body, selector))))
        if body
        else None
    )


def _read(page: Page, rules: Sequence[SiteRule]) -> Article | str:
    try:
        return read_closely(page, rules).article
    except NoArticleFound as error:
        return str(error)


def _has(article: Article, source: int) -> bool:
    return any(block.source == source for block in article.blocks)


def _difference(before: Article | str, after: Article | str) -> Change:
    if isinstance(after, str):
        return Change(problem="" if isinstance(before, str) else after)
    had = [block.text for block in before.blocks] if isinstance(before, Article) else []
    has = [block.text for block in after.blocks]
    return Change(
        tuple(text for text in had if text not in has),
        tuple(text for text in has if text not in had),
    )
