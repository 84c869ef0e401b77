"""The headline: what h1, Open Graph, JSON-LD and the title tag agree on, without the site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bs4 import Tag

from audiobrief.cleaner.metadata.dates import HAS_YEAR
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.metadata.structured import clean_line
from audiobrief.patterns import compile_late

# Signs that join a headline and a site's name in the title tag, as templates set them
JOINT = compile_late(
    r"(?<!\s)\s+(?:[|\-–—·•»«›:/\\~+]++|::)\s+|(?:(?<!\s)\s+)?(?:[|»]\s*|_\s*(?=\S{1,100}+$))|:\s+(?=\S{1,100}+$)"
)
# Headlines that say which page of a site this is, not what it is about
NO_HEADLINE = frozenset(
    {
        "home",
        "startseite",
        "news",
        "blog",
        "menu",
        "aktuelles",
        "archiv",
        "article",
        "start",
        "inicio",
        "accueil",
    }
)
# What themes call the heading of the one article on the page
HEADLINE_CLASS = compile_late(
    r"^(?:entry|post|article|story|news|single)[-_]{0,2}(?:title|headline)$|^headline$",
    re.IGNORECASE,
)
# Sites of serials head each chapter with the work's title, and number it in the title tag
CHAPTER = compile_late(
    r"^\s*[-–—:|]\s*(?P<number>(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|rozdział|hoofdstuk|episode|folge)\s\d{1,4})\b",
    re.IGNORECASE,
)
# Government Site Builder and club sites set the date into the h1, before the headline
DATE_AHEAD = compile_late(
    r"^\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}\s*[:|–—-]?\s*(?=[^\W\d_]\S*\s)"
)
MIN_WORDS = 3
MIN_SHOWN = 6  # characters of a heading that tells which part of the title tag it is
MAX_LOGO = 3  # words of a publication's name that stands in an h1 and ends the title
AGREED = 0.5
"""`agreement` from which one of several h1 elements is the headline."""
ALONE = 0.3
"""Likewise where the page shows one: editors write another title for search engines."""
MAX_TITLE = 400  # characters; an h1 around a whole page's header is longer


def choose_title(
    headlines: Iterable[str],
    titles: Iterable[str],
    site_names: Iterable[str],
    *,
    kept: str = "",
    announced: str = "",
) -> str:
    """The page's headline.

    Args:
        headlines: Texts of the page's h1 elements, in order.
        titles: What the page's data says: JSON-LD headline, og:title, title tag.
        site_names: Every name the site may have; its host's among them.
        kept: The one of the titles that a heading shows, so that no part of it is the site's.
        announced: The headline whose class says that it is the article's.
    """
    sites = {fold(name) for name in site_names if name} - {""}
    said = [title for title in map(clean_line, titles) if title]
    headlines = (DATE_AHEAD.sub("", clean_line(line)) for line in headlines)
    lines = [line for line in dict.fromkeys(headlines) if line]
    # what every title ends with is the site's name, though the page may not say so
    sites |= {fold(line) for line in lines if _names_site(line, sites, said)}
    bare = [title if title == kept else without_site(title, sites) for title in said]
    shown = [line for line in lines if len(line) <= MAX_TITLE and fold(line) not in sites]
    scores = [
        # a product's page begins its title with what is also the maker's name
        max((agreement(line, title) for title in (*bare, *said)), default=1.0) - 0.01 * position
        for position, line in enumerate(shown)
    ]
    best_score, second_score = sorted([*scores, 0.0, 0.0], reverse=True)[:2]
    if best_score >= (ALONE if second_score < best_score - 0.2 else AGREED):
        best = shown[scores.index(best_score)]
        return _without_kicker(best, bare)
    if announced in shown:
        return announced
    usable = [title for title in bare if fold(title) not in sites | NO_HEADLINE]
    if usable:
        # a quotation mark that a template did not escape ends the attribute
        return next(
            (t for t in usable if t.startswith((f'{usable[0]} "', f"{usable[0]} “"))), usable[0]
        )
    return shown[0] if shown else bare[0] if bare else ""


def with_chapter(title: str, title_tag: str) -> str:
    """`title` with the number of the chapter that the title tag puts behind it, if any."""
    found = CHAPTER.match(title_tag[len(title) :]) if title_tag.startswith(title) else None
    return f"{title} - {found['number']}" if title and found else title


def split_title(
    title_tag: str, headings: Iterable[str], site_names: Iterable[str]
) -> tuple[str, str]:
    """The part of the title tag that a heading shows, and the rest of it: the site's name.

    ("", "") where no heading is a whole part of it. Sites write their own name
    first or last, and may show it as a heading too; last is commoner.
    """
    shown = {fold(heading) for heading in headings} - {fold(name) for name in site_names}
    parts: list[tuple[str, str]] = []
    if fold(title_tag) in shown:
        return "", ""
    for joint in JOINT.finditer(title_tag):
        before, after = title_tag[: joint.start()].strip(), title_tag[joint.end() :].strip()
        parts += [(before, after), (after, before)]
    fitting = [(p, rest) for p, rest in parts if len(p) >= MIN_SHOWN and fold(p) in shown]
    return next(iter(fitting), ("", ""))


def _names_site(line: str, sites: set[str], titles: list[str]) -> bool:
    """Whether an h1 is the site's logo: its name, or what every title of it ends with."""
    plain = fold(line)
    return plain in sites or (
        len(plain.split()) <= MAX_LOGO
        and any(
            len(folded) > len(plain) + 3
            and re.search(rf"(?:[|–—·•»\[]|\s[-:])\s*{re.escape(line)}\b", title)
            for title in titles
            if (folded := fold(title))
        )
    )


def _without_kicker(line: str, titles: list[str]) -> str:
    """`line` without what templates set into the h1 beside the headline: a kicker, a date."""
    plain = fold(line)
    for title in titles:
        wanted = fold(title)
        if len(wanted.split()) < MIN_WORDS or plain == wanted:
            continue
        # themes set the date of publication into the h1, too
        if plain.endswith(f" {wanted}") or (
            plain.startswith(f"{wanted} ") and HAS_YEAR.search(line, len(title))
        ):
            return title
    return line


def agreement(one: str, other: str) -> float:
    """How much two titles are one, 0 to 1: shared words over those of the shorter one."""
    a, b = set(fold(one).split()), set(fold(other).split())
    if not a or not b:
        return 1.0 if one == other else 0.0
    if len(one) >= MIN_SHOWN and " " in one and other.startswith(one):
        # a theme may set the site's name behind the headline without a joint
        return 1.0
    if not min(len(a), len(b)) > 1:
        # one word says little: "News" is in many titles; scripts without spaces have one each
        return 1.0 if a == b else 0.9 if one in other or other in one else 0.0
    shared = len(a & b)
    # "der", "in" and "2021" are shared by headlines that have nothing to do with one another
    return shared / min(len(a), len(b)) if shared > 1 else 0.0


def without_site(title: str, sites: set[str]) -> str:
    """`title` without the site's name at its end or beginning."""
    for _ in range(3):
        joints = list(JOINT.finditer(title))
        if not joints:
            break
        head, tail = title[: joints[-1].start()].strip(), title[joints[-1].end() :].strip()
        first, rest = title[: joints[0].start()].strip(), title[joints[0].end() :].strip()
        if head and is_site(tail, sites):
            title = head
        elif first and rest and is_site(first, sites):
            title = rest
        else:
            break
    return title


def is_site(segment: str, sites: set[str]) -> bool:
    """Whether a segment of a title is one of `sites` (folded), or the better part of one."""
    plain = fold(segment)
    if not plain:
        return True
    solid = plain.replace(" ", "")
    return any(
        plain == site
        or solid == site.replace(" ", "")
        or (len(solid) >= 4 and f" {plain} " in f" {site} ")
        or (len(site) >= 4 and f" {site} " in f" {plain} " and len(site) * 2 >= len(plain))
        for site in sites
    )


def headline_of(headings: Iterable[Tag], title: str, texts: dict[int, str]) -> Tag | None:
    """The heading that shows `title`; None where none does."""
    wanted = fold(title)
    best, best_score = None, 0.7
    for tag in headings:
        text = texts.get(id(tag), "")
        if not text:
            continue
        score = 1.0 if fold(text) == wanted else agreement(text, title)
        if score > best_score:
            best, best_score = tag, score
    return best
