"""Choose the publication and modification dates from the page's data, date lines and URL."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from bs4.element import Tag

from audiobrief.cleaner.metadata.date_labels import (
    MAX_DATE_LINE,
    NAMES_CHANGE,
    NAMES_EVENT,
    NAMES_MODIFIED,
    NAMES_PUBLISHED,
    is_quoted,
    is_today,
    label_before,
    read_dates,
)
from audiobrief.cleaner.metadata.dates import HAS_YEAR, date_of_url, parse_date
from audiobrief.cleaner.metadata.element_words import (
    AUTHOR,
    BYLINE,
    DATE,
    INFO,
    MODIFIED,
    PUBLISHED,
    signs_of,
)
from audiobrief.cleaner.metadata.landmarks import (
    NEAR_AFTER,
    PASSED_OVER,
    Landmarks,
    Mark,
    position,
    short_text,
)
from audiobrief.cleaner.metadata.structured import JsonNode, Structured, text_of
from audiobrief.cleaner.metadata.unmarked import (
    CHANGED_DATE,
    LABELLED_DATE,
    at_end,
    in_first_lines,
    in_scripts,
    labelled,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "sailthru.date",
    "datepublished", "bt:pubdate", "citation_publication_date", "citation_date",
    "article.published", "published-date", "publish-date", "publish_date", "publication_date",
    "publicationdate", "pubdate", "published_at", "ptime", "displaydate", "vr:published_time",
    "shareaholic:article_published_time", "og:pubdate", "published_time",
)  # fmt: skip
# Other names for a publication date's meta tag: "articleDate", "release_date", "pubTime"
PUBLISHED_META = compile_late(
    r"(?:^|[-_.:])(?:article|post|story|news|content|page|first|item)?[-_.:]?(?:publish(?:ed)?|publication|pub|release|issue|posted|post|article|news|story)"
    r"[-_.:]?(?:date|time|datetime|on|at|day)(?:[-_.:]?(?:iso|utc|time|gmt|formatted))?$"
)
# In these, TYPO3, Drupal and Government Site Builder give the date when the page was created,
# not the story's date
CREATED_METAS = (
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "dc.created", "article:post_date", "datecreated", "created", "creation_date", "date",
)  # fmt: skip
PUBLISHED_KEYS = ("datePublished", "dateCreated", "uploadDate")
CENTRAL_EUROPEAN = frozenset(
    {"de", "fr", "it", "es", "nl", "pl", "cs", "sv", "da", "nb", "no", "hu", "sk", "sl"}
)
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified",
    "dateupdate", "dc.date.modified", "dcterms.modified", "lastmod", "last-modified", "article:updated_time",
    "updated_time", "modified", "revised",
)  # fmt: skip
MAX_UPDATE = 2  # days after publication; a later change republishes the story
BESIDE_DATE = 12  # elements; a date line at most this far from the headline belongs to it
NEAR_BEFORE = 30  # elements before the headline within which a date line belongs to it
MENU_LINKS = 3  # links between a bare date and the headline that make a menu
MAX_PERMALINK = 30  # characters of a link that shows only a date
MIN_DATED_SENTENCE = 100  # characters; bylines with a date are shorter
MAX_BARE = 60  # characters of a line that holds little besides a date


def choose_dates(
    tree: Tree,
    structured: Structured,
    marks: Landmarks,
    *,
    title: str,
    title_tag: str,
    url: str,
    language: str,
) -> tuple[datetime | None, datetime | None, tuple[Tag, ...]]:
    """Return when the page was published and modified, and the elements that show the dates.

    A date that the page does not give is None.
    """
    published = _first(_data_published(structured), language)
    modified = _first(_data_modified(structured), language)
    shown, shown_modified, elements = _shown(tree, marks, language)
    addressed = date_of_url(url)
    if published is None:
        if shown and _contradicts(addressed, shown) and _is_bare(elements):
            # Nothing but its place makes this line the story's date, so the address decides
            shown, elements = None, ()
        created = _first((structured.first(name) for name in CREATED_METAS), language)
        published = (
            shown
            # Some systems print the day of the visit, or of the last change, into such a tag
            or (addressed if _contradicts(addressed, created) else created)
            or _first(_of(structured.pages, *PUBLISHED_KEYS), language)
            or _first(_other_metas(structured), language)
            or addressed
            or in_scripts(tree, language)
            # "Stand: 5. Februar 2020" ("as of") is the only date on a page that is kept current
            or shown_modified
            or in_first_lines(marks, language)
            or _only_one(tree, marks, language)
            or labelled(tree, marks, language, LABELLED_DATE)
            # "08.11.2021 | Harbour Day", "Report of 22.04.2020"
            or parse_date(title, language)
            or at_end(title_tag, language)
            or modified
            or labelled(tree, marks, language, CHANGED_DATE)
        )
    elif _is_local_midnight(published, language):
        published = published.replace(hour=0) + timedelta(days=1)
    elif (
        shown is not None
        and shown.date() > published.date()
        and not _is_update(published, modified, shown)
        and _stands_beside(marks, elements)
    ):
        # A newsroom that republishes a story gives it a new date, and shows readers that one
        published = shown
    elif (
        shown is not None
        and _is_other_side_of_midnight(published, shown)
        and not (modified and modified.date() == shown.date())
    ):
        published = shown
    if modified is None:
        modified = _in_zone_of(published, shown_modified)
    if published and modified and modified < published:
        modified = None
    return published, modified, elements


def _in_zone_of(said: datetime | None, shown: datetime | None) -> datetime | None:
    """Return a time that readers see in the zone of the page's data, which is the paper's own.

    A printed time has no zone, and is read as UTC. If it is not later than the data's in its own
    zone, it was a time of that zone.
    """
    if said is None or shown is None or shown.utcoffset() or shown.time() == time():
        return shown
    local = shown.replace(tzinfo=said.tzinfo)
    return local if said.utcoffset() and local >= said else shown


def _contradicts(addressed: datetime | None, found: datetime | None) -> bool:
    """Whether the day in the page's address is more than one day off a day that was found."""
    if addressed is None or found is None:
        return False
    return abs((addressed.date() - found.date()).days) > 1


def _is_bare(elements: tuple[Tag, ...]) -> bool:
    """Whether nothing in the elements' mark-up or wording says that they hold a date."""
    return all(
        tag.name != "time"
        and not signs_of(tag)
        and not NAMES_CHANGE.search(short_text(tag, MAX_DATE_LINE))
        for tag in elements
    )


def _is_local_midnight(said: datetime, language: str) -> bool:
    """Whether `said` is midnight in Central Europe, written in UTC to give only a day.

    In Central Europe, JavaScript's `new Date(2022, 10, 7).toISOString()` returns
    2022-11-06T23:00:00Z.
    """
    return (
        not said.utcoffset()
        and said.hour in {22, 23}
        and not said.minute
        and not said.second
        and language[:2] in CENTRAL_EUROPEAN
    )


def _is_update(published: datetime, modified: datetime | None, shown: datetime) -> bool:
    """Whether `shown` is the day of a change at most two days after publication.

    Newsrooms republish a story that they change later than that, and give it a new date.
    """
    if modified is None or shown.date() != modified.date():
        return False
    return (shown.date() - published.date()).days <= MAX_UPDATE


def _stands_beside(marks: Landmarks, elements: tuple[Tag, ...]) -> bool:
    """Whether every date line stands next to the headline and does not date an event."""
    return all(
        marks.at is not None
        and abs(position(tag) - marks.at) <= BESIDE_DATE
        and not NAMES_EVENT.search(short_text(tag, MAX_DATE_LINE))
        for tag in elements
    )


def _is_other_side_of_midnight(said: datetime, shown: datetime) -> bool:
    """Whether a date in UTC is one day off the printed date, which is in local time."""
    return not said.utcoffset() and abs((said.date() - shown.date()).days) == 1


def _data_published(structured: Structured) -> Iterator[str]:
    yield from _of(structured.articles, *PUBLISHED_KEYS)
    for name in PUBLISHED_METAS:
        yield structured.first(name)
    # Yoast puts the date into the WebPage node if it is set not to mark pages as articles
    yield from _of(structured.pages, "datePublished")


def _other_metas(structured: Structured) -> Iterator[str]:
    return (structured.first(name) for name in structured.meta if PUBLISHED_META.search(name))


def _data_modified(structured: Structured) -> Iterator[str]:
    yield from _of(structured.articles, "dateModified")
    for name in MODIFIED_METAS:
        yield structured.first(name)
    yield from _of(structured.pages, "dateModified")


def _of(nodes: Iterable[JsonNode], *keys: str) -> Iterator[str]:
    for key in keys:
        for node in nodes:
            yield text_of(node.get(key))


def _first(texts: Iterable[str], language: str) -> datetime | None:
    for text in texts:
        found = parse_date(text, language) if text else None
        if found:
            return found
    return None


def _shown(
    tree: Tree, marks: Landmarks, language: str
) -> tuple[datetime | None, datetime | None, tuple[Tag, ...]]:
    """Return the published and modified dates that date lines show, and the elements used."""
    best: tuple[float, datetime, Tag] | None = None
    modified: datetime | None = None
    links = [position(link) for link in tree.by_name.get("a", ())]
    for index, tag, signs in _date_candidates(tree, marks):
        if not marks.is_own(index, tag) or is_today(tag):
            continue
        text = _date_text(tag)
        first, changed = read_dates(text, language) if text else (None, None)
        found = first or changed
        # A permalink shows only a date; a longer link text is the title of another document
        if found is None or (tag.name == "a" and len(text) > MAX_PERMALINK):
            continue
        if is_quoted(tag):
            continue
        score = _score(index, tag, signs, marks)
        if _is_masthead(index, tag, signs, marks, links):
            continue
        shown = short_text(tag, MAX_DATE_LINE)
        if _is_sentence(shown, tag, signs):
            continue
        label = shown if NAMES_CHANGE.search(shown) else f"{label_before(tag)} {shown}"
        if changed and first:
            modified = modified or changed
        elif NAMES_PUBLISHED.search(label):
            score += 1.0
        elif changed or signs & MODIFIED or NAMES_MODIFIED.search(label):
            modified = modified or found
            score -= 1.5
        if score >= 2.0 and (best is None or score > best[0] + 0.01):
            best = (score, found, tag)
    if best is None:
        return None, modified, ()
    return best[1], modified, (best[2],)


def _is_sentence(shown: str, tag: Tag, signs: int) -> bool:
    """Whether a date stands in a sentence, such as a caption that says when a picture was taken."""
    if tag.name == "time" or signs & (DATE | PUBLISHED) or len(shown) < MIN_DATED_SENTENCE:
        return False
    return shown.endswith((".", ")", "”")) and not NAMES_PUBLISHED.search(shown)


def _only_one(tree: Tree, marks: Landmarks, language: str) -> datetime | None:
    """Return the date if all time elements on the page give the same day, else None.

    Some content systems put their only date beside the byline under the text.
    """
    found = [
        date
        for tag in (*tree.by_name.get("time", ()), *_published_elements(tree))
        if not marks.is_foreign(tag)
        and not is_today(tag)
        and not is_quoted(tag)
        # What is above the headline, and shares no box with it, is today's date
        and (marks.at is None or position(tag) > marks.at or marks.is_close(tag))
        and (date := parse_date(_date_text(tag), language))
    ]
    days = {date.date() for date in found}
    return found[0] if len(days) == 1 else None


def _published_elements(tree: Tree) -> Iterator[Tag]:
    for names in tree.by_class:
        if "ublish" in names or "osted" in names:
            yield from tree.by_class[names]


def _date_text(tag: Tag) -> str:
    for attribute in (
        "datetime",
        "content",
        "data-datetime",
        "data-date",
        "data-timestamp",
        "title",
    ):
        value = tag.attrs.get(attribute)
        if isinstance(value, str) and parse_date(value):
            return value
    text = short_text(tag, MAX_DATE_LINE)
    times = tag.find_all("time", datetime=True, limit=2) if tag.name != "time" else []
    if len(times) == 1:
        # WordPress's block themes put the class on the box around the time element. A printed
        # time of day is in the paper's time zone, while the element's may be in UTC.
        value = str(times[0].attrs["datetime"])
        printed, exact = parse_date(text), parse_date(value)
        if printed and exact and printed.date() == exact.date() and printed.time() == time():
            return value
    return text


def _is_masthead(index: int, tag: Tag, signs: int, marks: Landmarks, links: list[int]) -> bool:
    """Whether the site's menu stands between a bare date and the headline.

    Such a date is today's, printed above the menu as on a newspaper's front page. Links right
    above the headline, in a box that also holds the date, are those to share the story.
    """
    if marks.at is None or index >= marks.at or signs & (PUBLISHED | DATE | BYLINE | AUTHOR):
        return False
    if marks.at - index <= BESIDE_DATE and marks.is_close(tag):
        return False
    return bisect(links, marks.at) - bisect(links, index) >= MENU_LINKS


def _score(index: int, tag: Tag, signs: int, marks: Landmarks) -> float:
    at = marks.at
    score = 0.0
    if signs & PUBLISHED:
        score += 2.0
    elif signs & DATE:
        score += 1.0
    elif signs & (INFO | BYLINE | AUTHOR) or tag.name != "time":
        score += 0.7
    if tag.name == "time" or "datetime" in tag.attrs:
        score += 1.0
    if at is None:
        return score
    if 0 <= index - at <= NEAR_AFTER:
        return score + 1.5 - (index - at) / 100
    if 0 < at - index <= NEAR_BEFORE:
        # A date that shares no small box with the headline is the masthead's: today's date
        return score + 1.4 if marks.is_close(tag) else score - 1.0
    return score


def _date_candidates(tree: Tree, marks: Landmarks) -> Iterator[Mark]:
    for tag in tree.by_name.get("time", ()):
        yield position(tag), tag, signs_of(tag)
    for mark in marks.near:
        _, tag, signs = mark
        if tag.name != "time" and signs & (DATE | PUBLISHED | INFO | BYLINE | AUTHOR):
            yield mark
    for line in marks.lines:
        # A short line that contains a year is a date line, whatever its element's class
        text = line.strip()
        parent = line.parent
        if (
            6 <= len(text) <= MAX_BARE
            and HAS_YEAR.search(text)
            and parent is not None
            and parent.name not in PASSED_OVER
            and parent.name != "time"
        ):
            yield position(parent), parent, signs_of(parent)
