"""What several pages of one site have in common: its chrome, which is no article's text.

A page alone does not tell a promotion between two paragraphs from a paragraph. Three pages
of its site do: templates repeat the promotion word for word, and reporters write nothing
twice. `observe` notes the lines of one page, `learn` adds the notes up by host, and
`drop_repeated_lines` drops what stands on several other pages.

Newsrooms do repeat some of their own words: the fixed questions of an interview series, the
headings of a weekly column, the first paragraphs of a story that is published again with a
new end. For a listener a lost paragraph is worse than a promotion read out, so among the
paragraphs only what links elsewhere or stands in a box of its own is dropped, and nothing
where much of the text is known: that is another version of a page that was seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from audiobrief.cleaner.lines import CELLS, HEADINGS, ITEMS, Layout, Line
from audiobrief.cleaner.text import folded
from audiobrief.model import Article

MIN_PAGES = 3
"""Pages of a site on which a line stands that is no article's, the page itself among them."""
MAX_LINES = 4_000
"""Lines that are remembered of a site; a news page has some 300, of which most come again."""
MAX_KEYS = 1_000
"""Pages that are remembered of a site, so that none is counted twice."""
MIN_LETTERS = 8
"""Letters of the shortest line that tells a page's template from chance: "Share this"."""
SAME_STORY = 0.4
"""Share of a page's own text that is known already, from which it is a story seen before."""
REPEATED_ON_SITE = "on other pages of the site"


@dataclass(frozen=True, slots=True)
class Sighting:
    """The lines of one page, by their digests."""

    host: str
    """Without "www."; empty where the page gives no address, which nothing is learned from."""
    key: str
    """Digest of its headline: two addresses with one headline are one page."""
    kept: Mapping[str, int] = field(default_factory=dict)
    """Digest of a line that went into the article -> its letters."""
    dropped: tuple[str, ...] = ()
    """Digests of the other lines."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a site: on how many of its pages each line stands."""

    host: str
    lines: Mapping[str, int] = field(default_factory=dict)
    """Digest of a line -> pages on which it was seen; in the order in which they came."""
    keys: tuple[str, ...] = ()
    """Digests of the headlines of the pages that were seen."""

    def repeated(self, pages: int = MIN_PAGES) -> frozenset[str]:
        """Digests of the lines that were seen on at least so many pages."""
        return frozenset(line for line, count in self.lines.items() if count >= pages)


def host_of(url: str) -> str:
    """The host by which a page's site is known; empty if `url` names none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return (host or "").lower().removeprefix("www.")


def digest_of(text: str) -> str:
    """The digest of a line, whatever its case, spaces and punctuation; empty for a short one."""
    key = folded(text)
    if len(key) < MIN_LETTERS:
        return ""
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=6).hexdigest()


def observe(article: Article, url: str = "") -> Sighting:
    """What `article`, had from `url`, shows of its site's pages."""
    kept = {digest_of(block.text): len(folded(block.text)) for block in article.blocks}
    dropped = {digest_of(gone.text) for gone in article.dropped}
    kept.pop("", None)
    return Sighting(
        host_of(article.url or url),
        digest_of(article.title) or article.title,
        kept,
        tuple(sorted(dropped - kept.keys() - {""})),
    )


def learn(
    sightings: Iterable[Sighting], known: Mapping[str, Site] | None = None
) -> dict[str, Site]:
    """Host -> what is known of it after these pages, each counted once."""
    sites = dict(known or {})
    for seen in sightings:
        if seen.host:
            sites[seen.host] = _with_page(sites.get(seen.host, Site(seen.host)), seen)
    return sites


def _with_page(site: Site, seen: Sighting) -> Site:
    if seen.key in site.keys or _is_same_story(site.lines, seen.kept):
        return site
    lines = dict(site.lines)
    for line in (*seen.kept, *seen.dropped):
        lines[line] = lines.get(line, 0) + 1
    if len(lines) > MAX_LINES:
        # the oldest of those that never came again go first
        single = [line for line, count in lines.items() if count == 1]
        for line in single[: len(lines) - MAX_LINES]:
            del lines[line]
    return replace(site, lines=lines, keys=(*site.keys, seen.key)[-MAX_KEYS:])


def _is_same_story(lines: Mapping[str, int], kept: Mapping[str, int]) -> bool:
    known = sum(size for line, size in kept.items() if line in lines)
    return known > SAME_STORY * sum(kept.values())


def drop_repeated_lines(layout: Layout, repeated: frozenset[str]) -> None:
    """Give the kept lines that stand on other pages of the site their reason."""
    kept = [line for line in layout.lines if not line.reason]
    known = [line for line in kept if digest_of(line.text) in repeated]
    if not known or sum(x.size for x in known) > SAME_STORY * sum(x.size for x in kept):
        return
    # identities: two lines with one text are two lines
    foreign = {id(line) for line in known}
    own = [index for index, line in enumerate(kept) if line.prose and id(line) not in foreign]
    if not own:
        return
    usual = {_place_of(layout, kept[index]) for index in own}
    for index, line in enumerate(kept):
        if id(line) not in foreign:
            continue
        if index < own[0] or index > own[-1] or _is_apart(layout, line, usual):
            line.reason = REPEATED_ON_SITE
    _drop_headings(layout, kept)


def _is_apart(layout: Layout, line: Line, usual: set[tuple[int, str]]) -> bool:
    """Whether a line among the paragraphs links elsewhere, or stands in a box of its own."""
    name = layout.boxes[line.box].name
    if name in CELLS or name in ITEMS or name in HEADINGS or line.text.endswith("?"):
        return False
    return line.linked > 0.5 * line.size or _place_of(layout, line) not in usual


def _place_of(layout: Layout, line: Line) -> tuple[int, str]:
    box = layout.boxes[line.box]
    return box.parent, box.name


def _drop_headings(layout: Layout, kept: list[Line]) -> None:
    """Drop the headings below which nothing is left."""
    pairs = zip(kept, [*kept[1:], None], strict=True)
    for line, after in list(pairs):
        if layout.boxes[line.box].name not in HEADINGS or line.reason:
            continue
        if after is not None and after.reason == REPEATED_ON_SITE:
            rest = _next_kept(kept, after)
            if rest is None or layout.boxes[rest.box].name in HEADINGS:
                line.reason = REPEATED_ON_SITE


def _next_kept(kept: list[Line], after: Line) -> Line | None:
    below: Iterator[Line] = iter(kept)
    for line in below:
        if line is after:
            break
    return next((line for line in below if not line.reason), None)
