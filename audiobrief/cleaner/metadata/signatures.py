"""Find authors without a byline: by signature, agency credit, author box or site owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.bylines import read_byline
from audiobrief.cleaner.metadata.dates import HAS_YEAR
from audiobrief.cleaner.metadata.element_words import BIO, BYLINE, signs_of
from audiobrief.cleaner.metadata.given_names import MAX_SPACES, is_surely_person
from audiobrief.cleaner.metadata.landmarks import INLINE, Landmarks, position, short_text
from audiobrief.cleaner.metadata.names import is_agency, mixed_case
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author
from audiobrief.patterns import compile_late

# Labels that begin a signature under a text. "By" and "Von" also begin sentences, so they
# need a colon.
SIGNED = compile_late(
    r"^[(\[–—-]?\s*(?:(?:text|texte|texto|tekst|autor(?:[:*_/]?in(?:nen)?|en|a|es)?|authors?|auteure?s?|verfasser(?:in)?"
    r"|redaktion|bericht|beitrag von|artikel von|ein beitrag von|written by|words|story|von|by|par|por)\s*[:：]"
    r"|(?:written by|geschrieben von|ein (?:gast)?beitrag von|ein artikel von|posted by|text und fotos von)\s)\s*",
    re.IGNORECASE,
)
SOURCE = compile_late(
    r"^[(\[]?\s*(?:quelle|source|fuente|fonte|źródło)\s*[:：]\s*", re.IGNORECASE
)
OWNED = compile_late(
    r"^\W*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s+)?(?:(?:19|20)\d{2}(?:\s*[-–—]\s*(?:(?:19|20)?\d{2})?)?)?[,\s]*(?:by\s+|von\s+)?"
    r"|^\W*(?:19|20)\d{2}(?:\s*[-–—]\s*(?:19|20)\d{2})?\s+(?:©|by|von)\s*(?:by\s+)?",
    re.IGNORECASE,
)
OWNED_END = compile_late(
    r"(?<!\s)\s*(?:[|·•–—,.(/©-]|\b(?:19|20)\d{2}\b|\b(?:all rights|alle rechte|hosted|powered|design|tous droits)\b).*$",
    re.IGNORECASE,
)
# Site names that contain the owner's name: "Ada Quill's Digital Home", "Blog von Ada Quill",
# "Dr. Ada Quill"
SITE_OF = compile_late(
    r"^(?:(?:the |das |die |der |le )?(?:\w{0,12}-?blog|weblog|website|webseite|homepage|portfolio|tagebuch|notes)\s+(?:of|by|von|de|di)\s+)?"
    r"(?P<name>.+?)(?:['’]s?\s.+|(?<!\s)\s+(?:blog|weblog|online|photography|fotografie|website|homepage|consulting))?$",
    re.IGNORECASE,
)
# The lookbehind makes a match start only at the first of several spaces; `\s*` alone would
# try again from every space
PIECES = compile_late(r"(?<!\s)\s+[|\-–—·•»:/]+\s+|(?<!\s)\s*[|,»]\s+|:\s+")
# In a box or a table of article details, such a label needs no colon before the name
LABEL_ALONE = compile_late(
    r"^(?:autor(?:[:*_/]?in(?:nen)?|en|a|es)?(?:/autor(?:in)?)?|authors?|author\(s\)|auteure?s?|verfasser(?:in)?|text(?: von)?|written by"
    r"|posted by|published by|geschrieben von|verfasst von|redacción|di|por|par|von|by|автор)$",
    re.IGNORECASE,
)
# Headings of the box about the author, in the languages that we read most
ABOUT_AUTHOR = compile_late(
    r"^(?:about the (?:authors?|writer)|über (?:den|die) autor(?:en|in(?:nen)?)?|(?:der|die) autor(?:in|en)?|autor(?:in|en)?(?:info|profil)"
    r"|zum autor|zur autorin|sobre (?:el|la) autora?|sobre [oa] autora?|à propos de l['’]auteure?|l['’]auteure?|l['’]autore|o autorze|over de auteur"
    r"|written by|geschrieben von)\s*:?$",
    re.IGNORECASE,
)
ABOUT_NAMED = compile_late(
    r"^(?:about|über|sobre|à propos de|informazioni su|over)\s+(?P<name>[^\W\d_][\w.’' -]{3,40})$",
    re.IGNORECASE,
)
# How newsrooms introduce a writer under the text, in the languages that we read most
LIFE = compile_late(
    r"^(?P<name>[^\W\d_][\w.’'-]*(?:\s[\w.’'-]+){1,3}?)\s(?:is|ist|est|es|è)\s(?:an?|the|eine?|une?|una?)?\s?.{0,60}?"
    r"(?:reporter|writer|editor|journalist|author|correspondent|columnist|redakteur|autor|korrespondent|journaliste|periodista|giornalista)"
)
AUTHOR_BOX_LEVELS = 4  # how many boxes around a heading may say that they are about the author
MAX_NAME_WORDS = 4
# The beginning of an agency's report: "Marlow (dpa/lno) - ", "MARLOW, May 3 (Reuters) - "
DATELINE = compile_late(r"^[^\W\d_][^()]{1,50}\((?P<agency>[^()]{2,30})\)\s*[-–—:.]")
# dpa's desks for the German states, and its news wires
DESKS_OF_AGENCIES = frozenset(
    "bb bln bay lby lbg lhe lmv lni lno lnw lrs lsa lsn lsc lsw lth mv sn th nrw tmn infocom AFX".split()
)
DATELINE_LENGTH = 90  # characters at the beginning of a paragraph that may hold the dateline
DATELINE_REACH = 40  # text nodes after the headline within which the first paragraph begins
# The agency credit that ends a report: "(dpa)", "(SDA)"
CREDITED = compile_late(r"^[(\[](?P<agency>[^()\[\]]{2,30})[)\]]\.?$")
FOOTER = compile_late(
    r"^(?:site-?|page-?)?(?:footer|colophon|credits|copyright|impressum)$", re.IGNORECASE
)
ALIGNED_RIGHT = compile_late(r"text-align\s*:\s*right", re.IGNORECASE)
LETTERING = frozenset({"b", "strong", "i", "em", "span"})
MIN_PROSE = 80  # characters; a longer paragraph is part of the article
LABEL = 40  # characters within which a signature's label ends
LABEL_MARKS = (":", "：", " by ", " von ")
MAX_SIGNATURE = 120  # characters of a line that may be a signature


def signature(tree: Tree, marks: Landmarks, headline: Tag | None) -> tuple[Author, ...]:
    """Return the authors in the line that signs the text; empty if no line does."""
    alone: dict[str, Author] = {}
    for node in short_lines(headline or (tree.elements[0] if tree.elements else None)):
        text = " ".join(node.split())
        tag = node.parent
        if tag is None:
            continue
        head = text[:LABEL]
        found: tuple[Author, ...] = ()
        if any(mark in head for mark in LABEL_MARKS):
            found = _labelled(node, text)
        elif "©" in head or "(c)" in head or "opyright" in head:
            found = _marked_own(text)
        elif text.count(" ") <= MAX_SPACES and is_surely_person(name := text.strip(" ()–—-,.")):
            if _is_set_right(tag):
                found = (Author(name),)
            elif _opens_or_ends(tag, text) and not marks.is_elsewhere(tag):
                alone.setdefault(name, Author(mixed_case(name)))
        if found and not marks.is_elsewhere(tag):
            return found
    # Several such names are people in the story, each with a portrait
    return tuple(alone.values()) if len(alone) == 1 else ()


def _opens_or_ends(tag: Tag, text: str) -> bool:
    """Whether `text`, in bold, italics or a span, is a paragraph just before or after prose.

    Papers that paste their stories into a content system leave the byline in the text.
    """
    box = tag
    while box.name in LETTERING and box.parent is not None:
        box = box.parent
    if box is tag or box.name not in {"p", "div"} or len(box.get_text()) > len(text) + 4:
        return False
    before, after = _is_prose(box.find_previous_sibling()), _is_prose(box.find_next_sibling())
    return before != after


def _is_prose(sibling: object) -> bool:
    return (
        isinstance(sibling, Tag)
        and sibling.name == "p"
        and sum(len(node) for node in sibling.strings) > MIN_PROSE
    )


def dateline_agency(headline: Tag | None) -> tuple[Author, ...]:
    """Return the agency that the text below the headline credits; empty if it credits none.

    The name includes the desk as agencies print it: "dpa/lno" is dpa's desk for Lower Saxony.
    """
    texts = texts_after(headline) if headline is not None else iter(())
    for count, node in enumerate(texts):
        text = " ".join(node[: DATELINE_LENGTH * 2].split())[:DATELINE_LENGTH]
        match = CREDITED.match(text) or (count < DATELINE_REACH and DATELINE.match(text))
        if match and _is_desk_of_agency(match["agency"]):
            return (Author(match["agency"].strip()),)
    return ()


def _is_desk_of_agency(credit: str) -> bool:
    """Whether `credit` is an agency, with or without its own desk.

    "KNA/hp" is neither: the paper edited that text.
    """
    agency, slash, desk = credit.partition("/")
    return is_agency(agency) and (not slash or desk.strip() in DESKS_OF_AGENCIES)


def about_author(tree: Tree, marks: Landmarks) -> tuple[Author, ...]:
    """Return the person named first in the box about the author; empty if the page has none."""
    for node in short_lines(tree.elements[0] if tree.elements else None):
        text = " ".join(node.split())
        tag = node.parent
        if tag is None:
            continue
        if found := _introduced(tag, text):
            return (Author(found),)
        if len(text) > LABEL:
            continue
        heading = bool(ABOUT_AUTHOR.match(text)) and tag.name not in {"a", "option", "button"}
        labelled = bool(LABEL_ALONE.match(text)) and _is_label(tag)
        if not (heading or labelled) or marks.is_foreign(tag):
            continue
        following = _after(node)
        named = _leading_person(following) if heading else following.strip(" .,:")
        if is_surely_person(named):
            return (Author(named),)
    return ()


def _introduced(tag: Tag, text: str) -> str:
    """Return the name in "About Ada Quill", or in "Ada Quill is a reporter at the Post."; or "".

    The first counts only as the heading of an author's box, the second only as a whole paragraph
    in italics under the text: a story may say both of the person whom it is about.
    """
    about = ABOUT_NAMED.match(text)
    if about and is_surely_person(about["name"]):
        boxes = (tag, *tag.parents)[:AUTHOR_BOX_LEVELS]
        return about["name"] if any(signs_of(box) & (BIO | BYLINE) for box in boxes) else ""
    life = LIFE.match(text)
    if life and is_surely_person(life["name"]) and tag.name in {"em", "i"}:
        return life["name"] if _opens_or_ends(tag, text) and _is_prose(_before(tag)) else ""
    return ""


def _before(tag: Tag) -> object:
    box = tag
    while box.name in LETTERING and box.parent is not None:
        box = box.parent
    return box.find_previous_sibling()


def _is_label(tag: Tag) -> bool:
    """Whether `tag` is a label, as in a table, a list or a line of article details."""
    if tag.name in {"dt", "th", "h2", "h3", "h4", "h5", "h6"}:
        return True
    box = tag.parent
    return tag.name in {"strong", "b", "span"} and box is not None and bool(short_text(box, 80))


def _leading_person(text: str) -> str:
    """Return the name that begins `text` ("Ada Quill writes of ferries"); "" if none does."""
    words = text.split()[: MAX_NAME_WORDS + 1]
    for count in range(min(MAX_NAME_WORDS, len(words)), 1, -1):
        name = " ".join(words[:count]).rstrip(",.:")
        if is_surely_person(name):
            return name
    return ""


def _labelled(node: NavigableString, text: str) -> tuple[Author, ...]:
    """Return the authors named in "Text: Ada Quill", or the agency named in "Source: dpa"."""
    signed = SIGNED.match(text)
    match = signed or SOURCE.match(text)
    if not match:
        return ()
    # The name may be a link or in bold, and then is in an element of its own
    rest = text[match.end() :] if match.end() < len(text) - 1 else _line_after(node)
    return tuple(
        author
        for author in read_byline(rest, printed=False)
        if is_agency(author.name) or (signed and is_surely_person(author.name))
    )


def _marked_own(text: str) -> tuple[Author, ...]:
    """Return the author named in "© 2019 Ada Quill", which writers put under their text."""
    owned = OWNED.match(text)
    if not owned or not HAS_YEAR.search(owned[0]):
        return ()
    name = OWNED_END.sub("", text[owned.end() :]).strip()
    return read_byline(name) if is_surely_person(name) else ()


def _after(node: NavigableString) -> str:
    """Return the text that follows a label which is alone in its element."""
    following = node.next_element
    while following is not None and not (
        type(following) is NavigableString and following.strip(" \n\t\r\xa0:|-–—")
    ):
        following = following.next_element
    return " ".join(str(following or "").split())[:MAX_SIGNATURE]


def _line_after(node: NavigableString) -> str:
    """Return the rest of the line after a label: "<b>Author:</b> <a>Lawyer</a> Ada Quill"."""
    pieces = [_after(node)]
    following = node.next_element
    begun = False
    while following is not None and sum(map(len, pieces)) < MAX_SIGNATURE:
        if isinstance(following, Tag) and following.name not in INLINE and begun:
            break
        if type(following) is NavigableString and not following.isspace():
            if begun:
                pieces.append(following)
            begun = True
        following = following.next_element
    return " ".join(" ".join(pieces).split())[:MAX_SIGNATURE]


def _is_set_right(tag: Tag) -> bool:
    """Whether `tag` is in a right-aligned box, as signatures of letters and essays are."""
    for level, parent in enumerate((tag, *tag.parents)):
        attributes = parent.attrs
        if attributes.get("align") == "right" or ALIGNED_RIGHT.search(
            str(attributes.get("style", ""))
        ):
            return True
        if level > 3 or parent.name in {"div", "td", "article", "body"}:
            break
    return False


def short_lines(start: Tag | None) -> Iterator[NavigableString]:
    """Yield the texts after `start` short enough for a signature, in document order."""
    if start is not None:
        yield from (node for node in texts_after(start) if 3 < len(node) <= MAX_SIGNATURE)


def texts_after(start: Tag) -> Iterator[NavigableString]:
    """Yield the texts inside and after `start`, in document order."""
    node = start.next_element
    while node is not None:
        if type(node) is NavigableString and not node.isspace():
            yield node
        node = node.next_element


def owner(tree: Tree, titles: Iterable[str], title_tag: str, title: str) -> tuple[Author, ...]:
    """Return the person who owns the site, and so writes all of it; empty if none is named.

    Args:
        tree: The page.
        titles: The names by which the site calls itself.
        title_tag: The text of the page's title element, which may include the site's name.
        title: The page's headline.
    """
    for text in (*titles, *_ends(title_tag, title)):
        for piece in (text, *PIECES.split(text)):
            match = SITE_OF.match(piece.strip())
            name = match["name"].strip(" .,;©") if match else ""
            if is_surely_person(name) and not _is_brand(name):
                return read_byline(name)
    footers = [*tree.by_name.get("footer", ()), *_footers(tree)]
    for line in short_lines(min(footers, key=position, default=None)):
        text = " ".join(line.split())
        match = OWNED.match(text)
        if match and is_surely_person(name := OWNED_END.sub("", text[match.end() :]).strip()):
            return read_byline(name)
    return ()


def _is_brand(name: str) -> bool:
    """Whether `name` is a firm named after its founder: "Ada Quill BOATS"."""
    first, *_, last = name.split()
    return name.count(" ") > 1 and last.isupper() and len(last) > 2 and not first.isupper()


def _footers(tree: Tree) -> Iterator[Tag]:
    """Yield div elements with an id or a class for footers, as pages had before HTML5."""
    for tag in tree.by_name.get("div", ()):
        identity = tag.attrs.get("id")
        if (isinstance(identity, str) and FOOTER.match(identity)) or any(
            FOOTER.match(name) for name in tag.attrs.get("class", ())
        ):
            yield tag


def _ends(title_tag: str, title: str) -> list[str]:
    """Return the parts of the title tag before and after the headline."""
    before, found, after = title_tag.partition(title) if title else ("", "", "")
    return [part for part in (before, after) if part] if found else []
