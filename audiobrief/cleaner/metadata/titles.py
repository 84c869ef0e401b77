"""Choose the headline on which h1, Open Graph, JSON-LD and the title tag agree.

The site's name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from bs4 import Tag

from audiobrief.cleaner.metadata.dates import HAS_YEAR
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.metadata.structured import clean_line
from audiobrief.patterns import compile_late

# Signs that templates set between a headline and the site's name in the title tag
JOINT = compile_late(
    r"(?<!\s)\s+(?:[|\-–—·•»«›:/\\~+]++|::)\s+|(?:(?<!\s)\s+)?(?:[|»]\s*|_\s*(?=\S{1,100}+$))|:\s+(?=\S{1,100}+$)"
)
# A colon parts a site's name from the headline only if the name, or a heading, is known
COLON = compile_late(r":\s+")
# Titles that say which page of a site this is, not what an article is about
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
# Classes that themes give to the heading of the one article on the page
HEADLINE_CLASS = compile_late(
    r"^(?:entry|post|article|story|news|single)[-_]{0,2}(?:title|headline)$|^headline$",
    re.IGNORECASE,
)
# Sites of serials give each chapter the work's title, and its number only in the title tag.
CHAPTER = compile_late(
    r"^\s*[-–—:|]\s*(?P<number>(?:chapter|kapitel|chapitre|cap[ií]tulo|capitolo|rozdział|hoofdstuk|episode|folge)\s\d{1,4})\b",
    re.IGNORECASE,
)
# Government Site Builder and club sites put the date into the h1, before the headline.
DATE_AHEAD = compile_late(
    r"^\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}\s*[:|–—-]?\s*(?=[^\W\d_]\S*\s)"
)
MIN_WORDS = 3
MIN_SHOWN = 6  # in characters; a shorter heading cannot show which part of the title tag it is
MAX_LOGO = 3  # in words; the longest publication's name taken for one in an h1
AGREED = 0.5
"""The least `agreement` at which one of several h1 elements is the headline."""
ALONE = 0.3
"""The least `agreement` at which an h1 well ahead of the others is the headline: editors write
another title for search engines."""
ARTICLES = frozenset(
    # what editors leave out where a title must be short, and what is no kicker
    "the a an der die das ein eine le la les un une el los las una il lo gli i o os as um uma de het een"
    .split()
)  # fmt: skip
MAX_PARTED = 1_000
"""The most characters of a title that is parted at its joints. Each part is compared with others,
so a title of 32 kB that was all joints took 17 s."""
MAX_TITLE = 400  # in characters; an h1 around a whole page's header is longer


def _joints(joint: re.Pattern[str], title: str) -> Iterator[re.Match[str]]:
    """The places where a title is parted; none if it is too long to be a headline."""
    return joint.finditer(title) if len(title) <= MAX_PARTED else iter(())


def choose_title(
    headlines: Iterable[str],
    titles: Iterable[str],
    site_names: Iterable[str],
    *,
    kept: str = "",
    announced: str = "",
) -> str:
    """Return the page's headline, or "" if it has none.

    Args:
        headlines: Texts of the page's h1 elements, in order.
        titles: Titles in the page's data: JSON-LD headline, og:title, title tag.
        site_names: Every name the site may have, its host's included.
        kept: The title that a heading shows in full, so that no part of it is the site's name.
        announced: The headline whose class says that it is the article's.
    """
    sites = {fold(name) for name in site_names if name} - {""}
    said = [title for title in map(clean_line, titles) if title]
    headlines = (DATE_AHEAD.sub("", clean_line(line)) for line in headlines)
    lines = [line for line in dict.fromkeys(headlines) if line]
    # An h1 that also ends a title is the site's name, even if no tag declares it as such.
    sites |= {fold(line) for line in lines if _names_site(line, sites, said)}
    sites |= {fold(line) for line in lines if fold(line) in NO_HEADLINE} if said else set()
    bare = [title if title == kept else without_site(title, sites) for title in said]
    shown = [line for line in lines if len(line) <= MAX_TITLE and fold(line) not in sites]
    scores = [
        # Compare the full titles too: a product's page may begin its title with the maker's
        # name, which `without_site` removes.
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
        # A quotation mark that a template did not escape ends the attribute, so prefer a longer
        # title that goes on with one.
        return next(
            (t for t in usable if t.startswith((f'{usable[0]} "', f"{usable[0]} “"))), usable[0]
        )
    return shown[0] if shown else bare[0] if bare else ""


def with_chapter(title: str, title_tag: str) -> str:
    """Return `title` with the chapter number that follows it in the title tag, if any."""
    found = CHAPTER.match(title_tag[len(title) :]) if title_tag.startswith(title) else None
    return f"{title} - {found['number']}" if title and found else title


def split_title(
    title_tag: str, headings: Iterable[str], site_names: Iterable[str]
) -> tuple[str, str]:
    """Return the part of the title tag that a heading shows, and the rest: the site's name.

    Returns ("", "") if no heading is a whole part of the title tag. Sites write
    their own name first or, more often, last, and may show it as a heading too.
    """
    shown = {fold(heading) for heading in headings} - {fold(name) for name in site_names}
    parts: list[tuple[str, str]] = []
    if fold(title_tag) in shown:
        return "", ""
    for joint in (*_joints(JOINT, title_tag), *_joints(COLON, title_tag)):
        before, after = title_tag[: joint.start()].strip(), title_tag[joint.end() :].strip()
        parts += [(before, after), (after, before)]
    fitting = [(p, rest) for p, rest in parts if len(p) >= MIN_SHOWN and fold(p) in shown]
    return next(iter(fitting), ("", ""))


def _names_site(line: str, sites: set[str], titles: list[str]) -> bool:
    """Whether an h1 is the site's logo: its name, or the end of one of the titles."""
    plain = fold(line)
    if plain in sites or _is_solid(plain, sites):
        return True
    if len(plain.split()) > MAX_LOGO:
        return False
    for title in titles:
        ends = re.search(rf"(?:[|–—·•»\[]|\s[-:])\s*{re.escape(line)}\b", title)
        if ends and len(fold(title)) > len(plain) + 3:
            # "Harbour Post - Tides" ends with the headline, since it begins with the site's name
            before = fold(title[: ends.start()])
            return before not in sites and not _is_solid(before, sites)
    return False


def _is_solid(plain: str, sites: set[str]) -> bool:
    """Whether a folded name is one of `sites` but for spaces, as in a host: "harbourpost"."""
    solid = plain.replace(" ", "")
    return any(solid == site.replace(" ", "") for site in sites)


def _without_kicker(line: str, titles: list[str]) -> str:
    """Return `line` without the kicker or date that templates put into the h1."""
    plain = fold(line)
    for title in titles:
        wanted = fold(title)
        if len(wanted.split()) < MIN_WORDS or plain == wanted:
            continue
        # Some themes put the date of publication after the headline.
        if plain.endswith(f" {wanted}") and plain.removesuffix(f" {wanted}") in ARTICLES:
            continue
        if plain.endswith(f" {wanted}") or (
            plain.startswith(f"{wanted} ") and HAS_YEAR.search(line, len(title))
        ):
            return title
    return line


def agreement(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 1: shared words per word of the shorter title."""
    a, b = set(fold(one).split()), set(fold(other).split())
    if not a or not b:
        return 1.0 if one == other else 0.0
    if len(one) >= MIN_SHOWN and " " in one and other.startswith(one):
        # A theme may put the site's name after the headline without a sign between them.
        return 1.0
    if not min(len(a), len(b)) > 1:
        # One shared word says little ("News" is in many titles), but a title in a script
        # without spaces is a single word.
        return 1.0 if a == b else 0.9 if one in other or other in one else 0.0
    shared = len(a & b)
    # Unrelated headlines often share one word, such as "der", "in" or "2021".
    return shared / min(len(a), len(b)) if shared > 1 else 0.0


def without_site(title: str, sites: set[str]) -> str:
    """Return `title` without the site's name at its end or beginning."""
    for _ in range(3):
        joints = list(_joints(JOINT, title))
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
    for colon in _joints(COLON, title):
        rest = title[colon.end() :].strip()
        if rest and _is_solid(fold(title[: colon.start()]), sites):
            return rest
    return title


def without_section(title: str, sections: Container[str]) -> str:
    """Return `title` without a section's name at its end: "Tide Turns - News"."""
    joints = list(_joints(JOINT, title))
    if joints and fold(title[joints[-1].end() :]) in sections:
        return title[: joints[-1].start()].strip()
    return title


def parts_of(titles: Iterable[str]) -> Iterator[str]:
    """Yield each title, and the beginnings and the ends of each that a joint parts."""
    for title in titles:
        yield title
        for joint in _joints(JOINT, title):
            yield title[: joint.start()].strip()
            yield title[joint.end() :].strip()


def headline_within(pieces: Sequence[str], titles: Container[str]) -> str:
    """Return the beginning of a heading that is one of `titles` (folded), or "".

    Args:
        pieces: The heading's texts, one for each text node. Templates set links to share or to
            edit, counts of comments and subtitles into the heading, in elements of their own.
        titles: Folded titles that the page's data gives.
    """
    text = ""
    for piece in pieces[:-1]:
        text = f"{text}{piece}"
        folded = fold(text)
        if len(folded) >= MIN_SHOWN and " " in folded and folded in titles:
            return clean_line(text)
    return ""


def is_site(segment: str, sites: set[str]) -> bool:
    """Whether a segment of a title is one of `sites` (folded), or most of one."""
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
    """Return the heading that shows `title`, or None."""
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
