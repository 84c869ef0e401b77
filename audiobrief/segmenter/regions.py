"""The language of an article with its region, which decides reading and voice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from audiobrief.model import Article
from audiobrief.spoken.language import RegionSigns
from audiobrief.spoken.languages import DEFAULT, load_language, primary_of

MAX_READ = 20_000
"""Characters of the body in which money and spelling are counted: a long read's first half."""


class Region(NamedTuple):
    """Where an article is from, and what told it."""

    tag: str
    """BCP 47 tag of its language, with the region where one is known."""
    sign: str
    """What decided, for people: "the address (saltmere.co.za)"."""


class _Told(NamedTuple):
    region: str
    sign: str


def language_of(article: Article) -> str:
    """BCP 47 tag of the article's language, with its region."""
    return tell_region(article).tag


def tell_region(article: Article) -> Region:
    """The article's language with its region, by the first of `SIGNS` that tells one.

    Pages rarely say it: many British papers mark themselves as "en" alone, and a publishing
    system that nobody told otherwise calls every page American.
    """
    language = article.language or DEFAULT
    primary = primary_of(language)
    marked = language.casefold() != primary
    signs = load_language(language).regions
    default = signs.defaults and language.rpartition("-")[2].upper() in signs.defaults
    if not marked or default:
        for tell in SIGNS:
            told = tell(article, signs)
            if told and (told.region not in signs.defaults or not marked):
                return Region(f"{primary}-{told.region}", told.sign)
            if told:
                break
    if not marked:
        return Region(language, "nothing: the page tells no region")
    region = language.rpartition("-")[2]
    alias = signs.aliases.get(region.upper())
    return Region(
        f"{primary}-{alias}" if alias else language, f"the page's own tag ({language})"
    )


def _by_host(article: Article, signs: RegionSigns) -> _Told | None:
    host = _host(article)
    region = signs.labels.get(host.rpartition(".")[2])
    if region is None:
        ends = (end for end in signs.hosts if host == end or host.endswith(f".{end}"))
        region = signs.hosts.get(next(ends, ""))
    return _Told(region, f"the address ({host})") if region else None


def _host(article: Article) -> str:
    try:
        return (urlsplit(article.url).hostname or "").rstrip(".")
    except ValueError:  # "http://[" is no address
        return ""


def _by_name(article: Article, signs: RegionSigns) -> _Told | None:
    told = (signs.names.get(word) for word in re.findall(r"\w+", article.site))
    region = next(filter(None, told), None)
    return _Told(region, f"the publication's name ({article.site})") if region else None


def _by_clock(article: Article, signs: RegionSigns) -> _Told | None:
    offset = article.published.utcoffset() if article.published else None
    region = signs.offsets.get(offset) if offset is not None else None
    return _Told(region, f"the newsroom's clock (UTC+{offset})") if region else None


def _by_money(article: Article, signs: RegionSigns) -> _Told | None:
    text = _body(article)
    most, counted = "", signs.min_sums - 1
    for region, money in signs.currencies.items():
        count = sum(1 for _ in islice(money.finditer(text), 99))
        if count > counted:
            most, counted = region, count
    if not most or sum(1 for _ in signs.foreign.finditer(text)) >= counted:
        return None
    return _Told(most, f"the money of the text ({counted} sums)")


def _by_spelling(article: Article, signs: RegionSigns) -> _Told | None:
    text = _body(article)
    counts = {
        region: len({found.casefold() for found in spelled.findall(text)})
        for region, spelled in signs.spellings.items()
    }
    if not counts:
        return None
    region = max(counts, key=lambda region: counts[region])
    others = sum(counts.values()) - counts[region]
    # against a tag, however it came there, a few words are too few: authors move
    least = signs.min_spellings * (2 if "-" in article.language else 1)
    if counts[region] < least or others * 4 > counts[region]:
        return None
    return _Told(region, f"the spelling of the text ({counts[region]} words)")


def _by_dates(article: Article, signs: RegionSigns) -> _Told | None:
    text = _body(article)
    found = {
        region: [match[0] for match in islice(dates.finditer(text), 99)]
        for region, dates in signs.dates.items()
    }
    printed = [region for region, dates in found.items() if dates]
    if len(printed) != 1 or printed[0] in signs.defaults:
        return None
    region = printed[0]
    if len(found[region]) < (2 if "-" in article.language else 1):
        return None
    return _Told(region, f"the order of its dates ({found[region][0]})")


def _body(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)[:MAX_READ]


SIGNS: tuple[Callable[[Article, RegionSigns], _Told | None], ...] = (
    # the surest first: an address is bought in a country, a spelling is the author's own
    _by_host, _by_name, _by_clock, _by_money, _by_spelling, _by_dates,
)  # fmt: skip


def newsroom_time(published: datetime, tag: str) -> datetime:
    """A moment on the newsroom's own clock, where the page gives it by UTC.

    What appears in Sydney at breakfast is of the day before by UTC. A page that gives no hour
    has midnight, and its day is the newsroom's already.
    """
    ahead = load_language(tag).regions.clocks.get(tag.rpartition("-")[2].upper(), timedelta())
    if published.utcoffset() or published.timetz() == time(tzinfo=UTC):
        return published
    return published.astimezone(timezone(ahead))
