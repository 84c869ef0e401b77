"""Choose an article's authors from the bylines on the page and from its structured data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.byline_lines import (
    DATED_REACH,
    MAX_DATED,
    SURE,
    bylines_between_breaks,
    dated_bylines,
    plausible,
)
from audiobrief.cleaner.metadata.bylines import BARE_PLACE, read_byline
from audiobrief.cleaner.metadata.claims import (
    agree,
    claimed_names,
    is_printed_site,
    is_site,
    is_vouched,
    reconciled,
    structured_authors,
)
from audiobrief.cleaner.metadata.coauthors import Credit, with_companions
from audiobrief.cleaner.metadata.dates import parse_date
from audiobrief.cleaner.metadata.element_words import (
    AUTHOR,
    BYLINE,
    COMMENTS,
    DATE,
    HIDDEN,
    INFO,
    NEIGHBOUR,
    signs_of,
)
from audiobrief.cleaner.metadata.landmarks import (
    BESIDE,
    NEAR_AFTER,
    NEAR_BEFORE,
    NEIGHBOUR_TAGS,
    Landmarks,
    Mark,
    position,
    short_text,
)
from audiobrief.cleaner.metadata.links import (
    AUTHORS_PATH,
    AuthorLink,
    author_links,
    is_in_prose,
    is_introduced,
    leads_to_imprint,
    line_around,
)
from audiobrief.cleaner.metadata.names import (
    fold,
    is_agency,
    is_collective,
    is_desk,
    is_organisation,
    is_person,
)
from audiobrief.cleaner.metadata.sections import Sections
from audiobrief.cleaner.metadata.signatures import about_author, dateline_agency, signature
from audiobrief.cleaner.metadata.structured import Structured, clean_line
from audiobrief.cleaner.metadata.wording import OPENING, OPENING_ALONE, OPENING_WITHIN, ROLE
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author
from audiobrief.patterns import compile_late

ENTRIES = ["li", "article"]
HEADLINE_SPACES = 3  # spaces in a link that is a headline; names of four words are rare
OUTLET_AND_PLACE = compile_late(
    r"(?<!\s)\s*,\s*(?P<outlet>[^,—–|]{1,40}?)\s*[—–|]\s*(?P<place>[^\W\d_][^,—–|\d]{1,40})$"
)
MIN_HEADLINE = 20  # characters of such a link; one of few long words is no name
MARKS_AHEAD = " |·•-–—/»"  # characters that templates print before a byline
CONTACT = compile_late(
    r"^mailto:|//(?:\w+\.)?(?:twitter|x|facebook|instagram|linkedin|threads|bsky|youtube|tiktok)\.\w+/",
    re.IGNORECASE,
)


def choose_authors(
    tree: Tree,
    structured: Structured,
    marks: Landmarks,
    *,
    sites: frozenset[str],
    printed: frozenset[str] = frozenset(),
    headline: Tag | None = None,
    front: bool = False,
    find_owner: Callable[[], tuple[Author, ...]] = tuple,
) -> tuple[tuple[Author, ...], tuple[Tag, ...]]:
    """Return the authors, and the elements that show them.

    Args:
        tree: The page.
        structured: The page's structured data.
        marks: The places on the page where a byline may stand.
        sites: Folded names of the site, including its host and its handle. Structured data
            that gives one of them as the author means an account.
        printed: Folded names that mean the site, not an author, when a byline prints them.
        headline: The element that shows the headline.
        front: Whether the page is a site's front page; its data names the site's owner.
        find_owner: Returns the owner of the site; called only when neither the data nor the
            text names an author.
    """
    sections = Sections(tree, structured, sites | printed)
    said, signed = ((), False) if front else structured_authors(structured, sites)
    said = sections.without(said)
    links = [*author_links(tree, marks.at)]
    shown = [
        *_shown(marks, printed, said),
        *_linked(marks, links, printed, said),
        *dated_bylines(marks, claimed_names(structured), printed),
        *bylines_between_breaks(marks, printed),
    ]
    shown = [
        replace(credit, authors=named)
        for credit in shown
        if (named := sections.without(credit.authors))
    ]
    best = max(shown, key=lambda credit: credit.score, default=None)
    if best is not None and best.bare and said and not agree(best.authors, said):
        # Teasers open with "By" too. Trust the data if its author is named near the headline.
        best = None if any(_is_near(marks, author.name) for author in said) else best
    found = tuple(a for a in said if signed or is_vouched(tree, structured, a.name))
    if best is None or best.score < SURE:
        best = _only_one(
            shown if marks.at is None else [c for c in shown if c.vouched]
        ) or _only_one([*_boxed(marks, links, printed)])
        if best is not None and found and not agree(best.authors, found):
            best = None
    if best is not None:
        best = with_companions(best, shown, said)
        return _detailed(reconciled(best.authors, said), shown), best.elements
    if _is_withheld(marks):
        return (), ()
    found = found or signature(tree, marks, headline) or about_author(tree, marks)
    return found or find_owner() or dateline_agency(headline), ()


def _detailed(authors: tuple[Author, ...], shown: list[Credit]) -> tuple[Author, ...]:
    """Add to `authors` the place and role that another byline gives for the same name."""
    told = {
        fold(author.name): author
        for credit in shown
        for author in credit.authors
        if author.place or author.role
    }
    return tuple(
        told.get(fold(a.name), a) if not (a.place or a.role or a.additional) else a
        for a in authors
    )


def _is_near(marks: Landmarks, name: str) -> bool:
    """Whether a short line below the headline contains `name`."""
    wanted = fold(name)
    return any(
        wanted in fold(line)
        for line in marks.lines
        if len(line) <= MAX_DATED and (marks.at is None or _index(line) > marks.at)
    )


def _index(line: NavigableString) -> int:
    return position(line.parent) if line.parent is not None else 0


def _linked(
    marks: Landmarks, links: list[AuthorLink], sites: frozenset[str], said: tuple[Author, ...]
) -> Iterator[Credit]:
    """Yield the bylines that consist of links to authors' pages."""
    linked = {fold(link.name) for link in links}
    for link in links:
        near = marks.at is not None and -BESIDE < link.index - marks.at < NEAR_AFTER
        box, line = line_around(link.tag, marks.around)
        opening = OPENING.match(line) or OPENING_WITHIN.search(line)
        opened = bool(opening) or is_introduced(link.tag)
        beside = marks.at is not None and abs(link.index - marks.at) <= BESIDE
        vouched = opened or (beside and bool(signs_of(link.tag) & AUTHOR))
        if not marks.is_own(link.index, link.tag) and not (
            # One row above the headline may hold the byline and buttons to other articles
            near and vouched and link.sure and not marks.is_foreign(link.tag, COMMENTS)
        ):
            continue
        if is_in_prose(link.tag) or _is_listed(link.tag, marks):
            continue
        dated = not opened and bool(parse_date(line))
        authors = _named_by(link, sites, vouched=link.sure or opened or dated)
        if not authors or _is_account(authors, link.index, marks.at):
            continue
        whole = read_byline(line[opening.start() :] if opening else _byline_text(box))
        whole = plausible(whole, vouched=True)
        # Other words may stand in the same box; without "By", only linked names count
        named = bool(opening) or all(fold(author.name) in linked for author in whole)
        if len(whole) > 1 and named and agree(whole[:1], authors):
            authors = whole
        score = _score(link.index, AUTHOR if link.sure else 0, marks.at, opened=opened)
        score += 0.3 if not link.sure else 0.0
        score += 1.0 if dated else 0.0
        score += 3.0 if said and agree(authors, said) else 0.0
        score += 0.5 if not link.sure and any(is_person(a.name) for a in authors) else 0.0
        yield Credit(authors, (box,), score, vouched=link.sure)


def _named_by(link: AuthorLink, sites: frozenset[str], *, vouched: bool) -> tuple[Author, ...]:
    authors = tuple(a for a in read_byline(link.name) if not is_printed_site(a.name, sites))
    return plausible(authors, vouched=vouched)


def _boxed(
    marks: Landmarks, links: list[AuthorLink], sites: frozenset[str]
) -> Iterator[Credit]:
    """Yield authors from boxes beside the text: a sidebar, a footer or an author portrait."""
    for link in links:
        if link.sure and not marks.is_foreign(link.tag) and not _is_listed(link.tag, marks):
            yield Credit(_personal(_named_by(link, sites, vouched=True), sites), (), 0.0)
    for _, tag, signs in marks.bylines:
        if not signs & AUTHOR or marks.is_foreign(tag) or leads_to_imprint(tag):
            continue
        if _is_listed(tag, marks):
            continue
        if text := _byline_text(tag):
            yield Credit(_personal(read_byline(text), sites), (), 0.0)


def _is_listed(tag: Tag, marks: Landmarks) -> bool:
    """Whether `tag` is in an entry of a list of other texts: one with a linked headline."""
    entry = tag.find_parent(ENTRIES)
    if entry is None or id(entry) in marks.around or id(entry) == marks.own:
        return False
    return entry.name == "article" or any(
        link.get_text(" ").count(" ") >= HEADLINE_SPACES
        or (len(text := short_text(link)) >= MIN_HEADLINE and not is_person(text))
        for link in entry.find_all("a", href=True)
        if tag not in link.parents and link is not tag
    )


def _personal(authors: tuple[Author, ...], sites: frozenset[str]) -> tuple[Author, ...]:
    return tuple(
        a for a in authors if not is_organisation(a.name) and not is_site(a.name, sites)
    )


def _only_one(shown: list[Credit]) -> Credit | None:
    """Return the credit if all credits on the page name the same person, else None.

    Some themes put their only author link into a box under the article. If teasers link to
    their authors too, nothing tells the article's author from theirs.
    """
    shown = [credit for credit in shown if credit.authors]
    names = {fold(author.name) for credit in shown for author in credit.authors}
    return shown[0] if len(names) == 1 else None


def _is_withheld(marks: Landmarks) -> bool:
    """Whether the theme hides its byline, because the publisher chose to name no one.

    tagDiv's themes and WordPress's own themes then still print the account that posted the
    article, but hide it.
    """
    return any(signs & HIDDEN and not signs & NEIGHBOUR for _, _, signs in marks.bylines)


def _shown(
    marks: Landmarks, sites: frozenset[str], said: tuple[Author, ...]
) -> Iterator[Credit]:
    """Yield the bylines that the page shows, each with a score for how likely it is."""
    for index, tag, signs in _candidates(marks):
        # A table credits everybody who took part, not only the authors
        if tag.name == "table" or not marks.is_own(index, tag) or _is_listed(tag, marks):
            continue
        vouched = bool(signs & (AUTHOR | BYLINE))
        if not vouched and not _may_open(short_text(tag)):
            continue
        text = _byline_text(tag)
        if not text:
            continue
        opened = bool(OPENING.match(text))
        if not opened and (within := OPENING_WITHIN.search(text)):
            behind = text[within.end() :]
            # "Radio Marlow | By Ada Quill": the data names who wrote it, and not the broadcaster
            if signs & (INFO | DATE) or (said and agree(read_byline(behind), said)):
                text, opened = behind, True
        if not vouched and not opened:
            continue
        text = _without_outlet(text, sites)
        named = read_byline(text)
        authors = tuple(a for a in named if not is_printed_site(a.name, sites))
        if opened and not authors and not _is_of_account(tag):
            authors = named
        authors = plausible(authors, vouched=vouched)
        if not authors or _is_account(authors, index, marks.at) or leads_to_imprint(tag):
            continue
        score = _score(index, signs, marks.at, opened=opened)
        score += 3.0 if said and agree(authors, said) else 0.0
        score += 0.5 if any(is_person(author.name) for author in authors) else 0.0
        yield Credit(authors, (tag,), score, bool(signs & AUTHOR), bare=not vouched)


def _is_of_account(tag: Tag) -> bool:
    """Whether `tag` leads to the posts of an account, as blogs' themes print it."""
    links = (tag, *tag.find_all("a", href=True))
    return any(AUTHORS_PATH.search(str(link.attrs.get("href", "")).lower()) for link in links)


def _without_outlet(text: str, sites: frozenset[str]) -> str:
    """Return a byline without the site's name before a place: "Por Ada Quill, g1 — São Paulo"."""
    found = OUTLET_AND_PLACE.search(text)
    if found is None or not is_printed_site(found["outlet"], sites):
        return text
    return f"{text[: found.start()]} in {found['place']}"


def _may_open(line: str) -> bool:
    """Whether `line` may be a byline; a quick test that saves the cost of reading it as one."""
    return bool(OPENING.match(line.lstrip(MARKS_AHEAD)) or OPENING_WITHIN.search(line))


def _byline_text(tag: Tag) -> str:
    """Return the text of `tag` on one line, with a comma between names in separate elements.

    A byline is often a list of elements with names and job titles. A name that is repeated
    for a portrait or for screen readers is kept once.
    """
    if not short_text(tag):
        return ""
    pieces: list[str] = []
    named = False
    for node in tag.descendants:
        if type(node) is not NavigableString or not (piece := clean_line(node)):
            continue
        if _is_contact(node.parent) and not is_person(piece):
            continue
        before = pieces[-1] if pieces else ""
        if before and BARE_PLACE.fullmatch(piece) and _begins_line(node, tag):
            # "By Ada Quill<br>Marlow"
            pieces.append(",")
        if before and piece.startswith(before) and len(before) > 3:
            pieces[-1] = piece
            continue
        is_next = is_person(piece) or (
            piece[:1].isupper()
            and bool(ROLE.search(piece) or is_desk(piece) or is_agency(piece))
        )
        if before and is_next and (is_person(before) or (named and is_person(piece))):
            pieces.append(",")
        named = named or is_person(piece)
        pieces.append(piece)
    return " ".join(pieces).lstrip(MARKS_AHEAD)


def _is_contact(tag: Tag | None) -> bool:
    """Whether `tag` is a link that writes to the author or follows them: "Email the author"."""
    return (
        tag is not None
        and tag.name == "a"
        and bool(CONTACT.search(str(tag.attrs.get("href", ""))))
    )


def _begins_line(node: NavigableString, box: Tag) -> bool:
    """Whether a line break is the last element with no text between it and `node` in `box`."""
    for before in node.previous_elements:
        if before is box or (isinstance(before, NavigableString) and not before.isspace()):
            return False
        if isinstance(before, Tag) and before.name == "br":
            return True
    return False


def _score(index: int, signs: int, at: int | None, *, opened: bool) -> float:
    score = 2.0 if signs & AUTHOR else 1.5 if signs & BYLINE else 0.0
    score += 1.5 if opened else 0.0
    if at is None:
        return score + 0.5
    if 0 <= index - at <= NEAR_AFTER:
        return score + 2.0 - (index - at) / 200
    if 0 < at - index <= NEAR_BEFORE:
        return score + 1.5 - (at - index) / 100
    return score


def _candidates(marks: Landmarks) -> Iterator[Mark]:
    yield from marks.bylines
    if marks.at is None:
        return
    seen = {id(tag) for _, tag, _ in marks.bylines}
    for line in marks.lines:
        tag = line.parent
        if tag is None or id(tag) in seen or tag.name in NEIGHBOUR_TAGS | {"h1", "ul", "a"}:
            continue
        seen.add(id(tag))
        if (index := position(tag)) >= marks.at - 10:
            yield index, tag, signs_of(tag)
        if OPENING_ALONE.fullmatch(line.strip()) and tag.parent is not None:
            # the name stands in an element of its own, beside "Words by"
            around = tag.parent
            if id(around) not in seen and len(short_text(around)) > len(line):
                seen.add(id(around))
                yield position(around), around, signs_of(around)


def _is_account(authors: tuple[Author, ...], index: int, at: int | None) -> bool:
    """Whether a box under the text names only the newsroom, not a person.

    Themes print the portrait and name of the account that posted the article there.
    """
    return (
        at is not None
        and index - at > DATED_REACH
        and all(is_collective(author.name) for author in authors)
    )
