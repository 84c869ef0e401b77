"""Which boxes of a page hold its article, and why the others do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bs4 import Tag

from audiobrief.cleaner.lines import CELLS, HEADINGS, ITEMS, Box, Layout
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import (
    CAPTION,
    CHROME,
    CHROME_ROLES,
    CHROME_TAGS,
    COMMENTS,
    CONSENT,
    CREDIT,
    ENDNOTE,
    FOOTER,
    FORM,
    HIDDEN,
    NAVIGATION,
    PAYWALL,
    PLAYER,
    POST,
    RELATED,
    SHARING,
    body_rank,
    chrome_word,
    classes_of,
    hidden_reason,
)
from audiobrief.patterns import compile_late

MOST_OF_PAGE = 0.35
"""Share of the page's prose from which a box is its text, whatever its maker called it."""
MOST_OF_PAGE_FOR: dict[str, float] = {
    # readers write more than reporters; a consent dialog can be the longest text of a page,
    # and old frameworks wrap the whole page in one form
    COMMENTS: 0.95, HIDDEN: 0.9, CONSENT: 0.9, FOOTER: 0.7, NAVIGATION: 0.6, FORM: 0.75, RELATED: 0.5,
}  # fmt: skip
MAX_CHROME = 2_500
"""Characters of prose that no menu, form, button bar or advertisement has."""
MAX_SIDEBAR = 1_500
"""Characters of prose of a sidebar that is called one, by its element and by a class."""
MIN_WALLED = 3
"""Paragraphs from which what a wall covers is text, and no offer."""
OFFER = compile_late(
    r"\b(?:subscri\w+|log ?in|sign (?:in|up)|register|membership|abonn\w+|anmelden|inscr\w+|suscr\w+|assin\w+|zaloguj)\b",
    re.IGNORECASE,
)
PLAIN = frozenset({"teaser", "teasers", ".widget"})
"""Words that mark other stories, where the box has a link, and else a lead or a quotation."""
LEADS = frozenset({"teaser", "teasers"})
"""What German and Austrian newsrooms call a story's own lead, too: it has no link to follow."""
MAY_BE_LONG = frozenset({COMMENTS, HIDDEN, CONSENT, FOOTER, RELATED, CAPTION})
PARAGRAPHS = frozenset({
    "p", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "pre", "figure", "table", "tr", "tbody",
    "thead", "cite", "center", "address", *HEADINGS,
})  # fmt: skip
"""Boxes too small to hold an article."""
REPEATED = frozenset({"article", "li", "div", "section", "td", "tr", "dd", "a", "figure"})
"""Elements of which templates make lists of other stories."""
LEVEL_DISCOUNT = 0.85
"""What is left of a box's worth one level further out."""
LINK_COST = 0.7
"""What a character of a list of links takes from the box around it."""
SHORT_COST = 8.0
"""What a line that is neither prose nor heading takes."""
GALLERIES = frozenset(
    {"gallery", "slideshow", "galerie", "galeria", "diaporama", "bildergalerie"}
)
MIN_SLIDES = 3
MAX_TEASER = 900
"""Characters of a list entry that announces another story."""
MAX_NOTE = 3
"""Lines of the shortest pages, which are all text."""
WIDER = 0.5
"""Share of the prose of the box around it below which a box is one part of the text among
others: page builders give each paragraph or picture a row of its own."""
SIBLING_LEVELS = 3
"""Levels outwards in which other parts of the text are looked for."""
MIN_SIBLINGS = 2
"""Paragraphs made as the text's are from which a box beside it is another part of it."""
MAX_WIDER_LINKS = 0.3
"""Share inside links of what a wider box adds, from which it adds lists."""


def mark_chrome(layout: Layout) -> None:
    """Give each box that is no part of an article its reason; those inside inherit it."""
    found = [_own_reason(box) for box in layout.boxes]
    comments = sum(
        layout.prose_in(box)
        for box, (reason, _) in zip(layout.boxes, found, strict=True)
        if reason == COMMENTS and found[box.parent][0] != COMMENTS
    )
    total = max(layout.prose[-1] - comments, 1.0)
    held = _held_by_word(layout, found)
    for box, (reason, word) in zip(layout.boxes, found, strict=True):
        parent = layout.boxes[box.parent]
        if parent.reason and parent is not box:
            box.reason = parent.reason
        elif reason == FOOTER and parent.name == "blockquote":
            # HTML's own examples, and Bootstrap's class for it, name who is quoted there
            continue
        elif reason:
            whole = layout.prose[-1] if reason == COMMENTS else total
            if _is_chrome(layout, box, reason, held.get(word, 0.0) / whole, whole):
                box.reason = reason


def _held_by_word(layout: Layout, found: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Prose in all boxes that one word marks: galleries give every paragraph a box of its own."""
    held: dict[str, float] = {}
    for box, (_, word) in zip(layout.boxes, found, strict=True):
        if word and found[box.parent][1] != word:
            held[word] = held.get(word, 0.0) + layout.prose_in(box)
    return held


def _is_chrome(layout: Layout, box: Box, reason: str, word_share: float, total: float) -> bool:
    if reason == CAPTION:
        return True
    if reason == CREDIT and _is_endnote(layout, box):
        return False
    prose = layout.prose_in(box)
    if not prose:
        return True
    if box.name == "aside" and reason == RELATED and prose < MAX_SIDEBAR:
        return True
    if reason == RELATED and not box.words.isdisjoint(PLAIN) and not _has_links(layout, box):
        return False
    if reason in (PAYWALL, HIDDEN) and _is_walled_text(layout, box):
        return False
    if reason in (SHARING, PLAYER) and _embeds_post(layout, box):
        return False
    if reason == HIDDEN and _is_behind_dialog(layout, box):
        return False
    most = MOST_OF_PAGE_FOR.get(reason, MOST_OF_PAGE)
    if prose / total >= most or (reason != COMMENTS and word_share >= max(most, 0.6)):
        return False
    return prose < MAX_CHROME or reason in MAY_BE_LONG


def _is_walled_text(layout: Layout, box: Box) -> bool:
    """Whether a box that a wall takes out of sight holds the story's own paragraphs.

    Soft walls mark the text that they cover, or hide it by an attribute, until the reader has
    paid or has logged in; the offer itself is a line or two, or a form.
    """
    if PAYWALL not in map(CHROME.get, box.words):
        return False
    lines = [line for line in layout.lines[box.first : box.last] if line.prose]
    return len(lines) >= MIN_WALLED and not any(OFFER.search(line.text) for line in lines)


def _is_behind_dialog(layout: Layout, box: Box) -> bool:
    """Whether a box is only hidden from screen readers, and holds the page's headline.

    While a dialog is open, scripts hide so all that is behind it (WAI-ARIA practices).
    """
    attributes = box.tag.attrs
    if (
        attributes.get("aria-hidden") != "true"
        or "hidden" in attributes
        or "style" in attributes
    ):
        return False
    return any(inner.name == "h1" for inner in layout.boxes[box.index : box.end])


def _has_links(layout: Layout, box: Box) -> bool:
    return layout.linked[box.last] > layout.linked[box.first]


def _embeds_post(layout: Layout, box: Box) -> bool:
    # Twitter, Instagram and TikTok give a blockquote to embed, which their script replaces
    inner = layout.boxes[box.index : box.end]
    return any(child.name == "blockquote" for child in inner)


def _is_endnote(layout: Layout, box: Box) -> bool:
    # the reporters of a story are credited under the same word as its photographers
    return box.last - box.first == 1 and bool(ENDNOTE.match(layout.lines[box.first].text))


def _own_reason(box: Box) -> tuple[str, str]:
    """Why a box by itself is chrome, and the word that says so; both may be empty."""
    if box.name in ("html", "body", "main"):
        return "", ""
    attributes = box.tag.attrs
    if attributes:
        hidden = hidden_reason(box.tag)
        if hidden:
            return hidden, "hidden"
        role = attributes.get("role")
        if role in CHROME_ROLES:
            return CHROME_ROLES[role], ""
    if box.name in CHROME_TAGS:
        return CHROME_TAGS[box.name], ""
    if box.name in CELLS or not box.words:
        return "", ""
    words = box.words
    if box.name in HEADINGS and attributes.get("id"):
        # the id of a heading is made of its text, for links to it
        words = classes_of(box.tag)
    word = chrome_word(words)
    return (CHROME[word], word) if word else ("", "")


def choose_container(layout: Layout, title: str = "") -> list[Box]:
    """The boxes, in order and apart, that hold the article's text; empty where none does.

    Each line is worth its prose less its links and scraps; a box is worth its
    own lines and, at a discount for each level, the boxes in it. So the wrapper
    of the whole page wins only where the text is spread all over it. Boxes that
    their maker named as the text come first where they hold most of the
    winner's.
    """
    scores = _scores(layout)
    fitting = [
        box
        for box in layout.boxes
        if not box.reason and box.name not in PARAGRAPHS and box.words.isdisjoint(LEADS)
    ]
    best = max(fitting, key=lambda box: (scores[box.index], box.index), default=None)
    if best is None or scores[best.index] <= 0:
        # calendars, results and lyrics have no prose; their box may have a name
        return _named_bodies(layout, layout.boxes[0]) or _bare_body(layout)
    posts = _posts(layout, best, title)
    best = posts or _widened(layout, best)
    named = _named_bodies(layout, best)
    if named and sum(map(layout.prose_in, named)) > 0.6 * layout.prose_in(best):
        return named
    return [best]


def with_gallery(layout: Layout, bodies: list[Box]) -> list[Box]:
    """`bodies`, and the slides beside them, where their captions are most of what is told.

    A gallery that holds less of its page is a player's, and has a reason by now.
    """
    first, last = bodies[0].first if bodies else 0, bodies[-1].last if bodies else 0
    for box in layout.boxes:
        if (
            box.reason
            or box.words.isdisjoint(GALLERIES)
            or (box.first < last and first < box.last)
        ):
            continue
        captions = [
            line
            for line in layout.lines[box.first : box.last]
            if line.prose and layout.boxes[line.box].reason == CAPTION
        ]
        told = sum(layout.prose_in(body) for body in bodies)
        if len(captions) >= MIN_SLIDES and sum(line.prose for line in captions) > told:
            return sorted([*bodies, box], key=lambda body: body.first)
    return bodies


def with_siblings(layout: Layout, bodies: list[Box]) -> list[Box]:
    """`bodies`, and the boxes beside them whose paragraphs are made as theirs are.

    Templates that set advertisements between the parts of a text give each part a box.
    """
    if len(bodies) != 1 or bodies[0].index == 0:
        return bodies
    body = bodies[0]
    told: dict[object, float] = {}
    for line in layout.lines[body.first : body.last]:
        if line.prose and not layout.boxes[line.box].reason:
            made = _make(layout, line.box)
            told[made] = told.get(made, 0.0) + line.prose
    if not told:
        return bodies
    usual = max(told, key=lambda made: told[made])
    around = body
    for _ in range(SIBLING_LEVELS):
        if _is_post(around):
            break
        around = layout.boxes[around.parent]
        if around.name in ("html", "body", "main"):
            break
        parts = [
            line
            for line in (
                *layout.lines[around.first : body.first],
                *layout.lines[body.last : around.last],
            )
            if line.prose
            and not layout.boxes[line.box].reason
            and line.box not in layout.teasers
            and _make(layout, line.box) == usual
        ]
        if len(parts) >= MIN_SIBLINGS:
            return [around]
    return bodies


def _is_post(box: Box) -> bool:
    return box.name == "article" or not box.words.isdisjoint(POST)


def _make(layout: Layout, index: int) -> object:
    """What a paragraph's box and the one around it are called."""
    box = layout.boxes[index]
    outer = layout.boxes[box.parent]
    return box.name, box.words, outer.name, outer.words


def _bare_body(layout: Layout) -> list[Box]:
    """The whole page, where it is a line or two without a link: a note and nothing else."""
    bare = 0 < len(layout.lines) <= MAX_NOTE and not layout.linked[-1]
    return layout.boxes[:1] if bare and not any(box.reason for box in layout.boxes) else []


def _widened(layout: Layout, best: Box) -> Box:
    """`best`, or the outermost box around it of whose text it holds the lesser part."""
    text = _running_text(layout)
    links = _running_links(layout)
    wider = best
    for box in layout.around(best.index):
        if box.name == "html":
            break
        held, within = text[wider.last] - text[wider.first], text[box.last] - text[box.first]
        added = within - held
        linked = links[box.last] - links[box.first] - links[wider.last] + links[wider.first]
        if held < WIDER * within and linked < MAX_WIDER_LINKS * (added + linked):
            wider = box
    return wider


def _links_on(layout: Layout, post: Box) -> bool:
    """Whether the headline of `post` is a link: where posts are listed, each leads to its page."""
    return any(
        line.linked > 0.5 * line.size and layout.boxes[line.box].name in HEADINGS
        for line in layout.lines[post.first : post.last]
    )


def _running_text(layout: Layout) -> list[float]:
    """Running total of the prose that is neither chrome nor in lists of other stories."""
    return [
        0.0,
        *accumulate(
            0.0 if layout.boxes[line.box].reason or line.box in layout.teasers else line.prose
            for line in layout.lines
        ),
    ]


def _running_links(layout: Layout) -> list[float]:
    return [
        0.0,
        *accumulate(
            0.0 if layout.boxes[line.box].reason else line.linked for line in layout.lines
        ),
    ]


def _posts(layout: Layout, best: Box, title: str) -> Box | None:
    """The first of several whole posts in `best`, where a page shows one below the other."""
    posts: list[Box] = []
    most = 0.0
    for box in layout.boxes[best.index + 1 : best.end]:
        if _is_post(box) and not box.reason and not (posts and box.index < posts[-1].end):
            posts.append(box)
            most = max(most, layout.prose_in(box))
    if len(posts) < 2 or not any(_links_on(layout, post) for post in posts):
        return None
    head = folded(title)
    for box in posts:
        if head and any(folded(x.text) == head for x in layout.lines[box.first : box.last]):
            return box
    held = sum(map(layout.prose_in, posts))
    if held < 0.7 * layout.prose_in(best):
        return None
    return next(box for box in posts if layout.prose_in(box) >= 0.3 * most)


def _scores(layout: Layout) -> list[float]:
    scores = [0.0] * len(layout.boxes)
    teasers = layout.teasers = _teasers(layout)
    for line in layout.lines:
        box = layout.boxes[line.box]
        if box.reason:
            continue
        if line.prose:
            scores[line.box] += 0.0 if line.box in teasers else line.prose
        elif box.name not in HEADINGS:
            scores[line.box] -= line.linked * LINK_COST
            scores[line.box] -= 0 if box.name in ITEMS else SHORT_COST
    for box in reversed(layout.boxes):
        if box.index != box.parent:
            discount = 1.0 if box.name in PARAGRAPHS else LEVEL_DISCOUNT
            if box.name == "aside":
                discount = 0.0
            scores[box.parent] += max(discount * scores[box.index], -20.0)
    return scores


def _teasers(layout: Layout) -> set[int]:
    """Boxes in runs of three or more alike, each short and with a link: lists of other stories."""
    alike: dict[tuple[int, str, frozenset[str]], list[Box]] = {}
    for box in layout.boxes:
        if box.last > box.first and box.name in REPEATED and not box.reason:
            alike.setdefault((box.parent, box.name, box.words), []).append(box)
    found: set[int] = set()
    for boxes in alike.values():
        if len(boxes) >= 3 and sum(_is_teaser(layout, box) for box in boxes) > 0.8 * len(boxes):
            for box in boxes:
                found.update(range(box.index, box.end))
    return found


def _is_teaser(layout: Layout, box: Box) -> bool:
    # slides of a gallery have share buttons of their own
    lines = [x for x in layout.lines[box.first : box.last] if not layout.boxes[x.box].reason]
    size = sum(line.size for line in lines)
    linked = sum(line.linked for line in lines)
    whole = any(line.linked > 0.9 * line.size and line.size > 8 for line in lines)
    return size < MAX_TEASER and (linked > 0.3 * size or whole)


def _named_bodies(layout: Layout, best: Box) -> list[Box]:
    """Boxes within or around `best` that are named as the text, outermost of the surest."""
    ranked = [
        (body_rank(box.words), box)
        for box in layout.boxes
        if box.words
        and not box.reason
        and box.name not in PARAGRAPHS
        and best.first <= box.first
        and box.last <= best.last
    ]
    top = max(
        (rank for rank, box in ranked if layout.prose_in(box) or best.index == 0), default=0
    )
    if not top:
        return []
    chosen: list[Box] = []
    for rank, box in ranked:
        if rank == top and not (chosen and box.index < chosen[-1].end):
            chosen.append(box)
    return chosen


def boxes_of(layout: Layout, tags: Iterable[Tag]) -> list[Box]:
    """The outermost boxes of `tags`, in order and apart."""
    wanted = {id(tag) for tag in tags}
    chosen: list[Box] = []
    for box in layout.boxes:
        if id(box.tag) in wanted and not (chosen and box.index < chosen[-1].end):
            chosen.append(box)
    return chosen


def mark_boxes(layout: Layout, tags: Iterable[Tag], reason: str) -> bool:
    """Give the boxes of `tags`, and all boxes in them, `reason`; False where there is none."""
    wanted = {id(tag) for tag in tags}
    found = [box for box in layout.boxes if id(box.tag) in wanted]
    for box in found:
        for inner in layout.boxes[box.index : box.end]:
            inner.reason = reason
    return bool(found)
