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
"""A box with this share of the page's prose is its text, whatever its class or id says."""
MOST_OF_PAGE_FOR: dict[str, float] = {
    # Readers' comments can be far longer than the article, a consent dialog can be the longest
    # text of a page, and old frameworks wrap the whole page in one form.
    COMMENTS: 0.95, HIDDEN: 0.9, CONSENT: 0.9, FOOTER: 0.7, NAVIGATION: 0.6, FORM: 0.75, RELATED: 0.5,
}  # fmt: skip
MAX_CHROME = 2_500
"""Menus, forms, button bars and advertisements have less prose than this, in characters."""
MAX_SIDEBAR = 1_500
"""An `aside` whose class or id also marks it as a sidebar has less prose than this, in
characters."""
MIN_WALLED = 3
"""A paywall box with at least this many paragraphs holds the story, not a subscription offer."""
OFFER = compile_late(
    r"\b(?:subscri\w+|log ?in|sign (?:in|up)|register|membership|abonn\w+|anmelden|inscr\w+|suscr\w+|assin\w+|zaloguj)\b",
    re.IGNORECASE,
)
PLAIN = frozenset({"teaser", "teasers", ".widget"})
"""Words that mark other stories if the box has a link; without one, a lead or a quotation."""
LEADS = frozenset({"teaser", "teasers"})
"""German and Austrian newsrooms use these words also for a story's own lead, which has no link."""
MAY_BE_LONG = frozenset({COMMENTS, HIDDEN, CONSENT, FOOTER, RELATED, CAPTION})
PARAGRAPHS = frozenset({
    "p", "li", "ul", "ol", "dl", "dd", "dt", "blockquote", "pre", "figure", "table", "tr", "tbody",
    "thead", "cite", "center", "address", *HEADINGS,
})  # fmt: skip
"""Boxes too small to hold an article."""
REPEATED = frozenset({"article", "li", "div", "section", "td", "tr", "dd", "a", "figure"})
"""Elements that templates use for lists of other stories."""
LEVEL_DISCOUNT = 0.85
"""The share of a box's score that counts for the box around it."""
LINK_COST = 0.7
"""Points that a box loses for each linked character outside prose and headings."""
SHORT_COST = 8.0
"""Points that a box loses for each line that is not prose, a heading, a list item or a cell."""
GALLERIES = frozenset(
    {"gallery", "slideshow", "galerie", "galeria", "diaporama", "bildergalerie"}
)
MIN_SLIDES = 3
MAX_TEASER = 900
"""A list entry that announces another story is shorter than this, in characters."""
MAX_NOTE = 3
"""A page of at most this many lines, without links, is text as a whole."""
WIDER = 0.5
"""A box with less than this share of the prose of the box around it is only one part of the
text: page builders give each paragraph or picture a row of its own."""
SIBLING_LEVELS = 3
"""How many levels outwards to look for other parts of the text."""
MIN_SIBLINGS = 2
"""Boxes beside the text belong to it if this many of their paragraphs have the same markup."""
MAX_WIDER_LINKS = 0.3
"""A wider box adds lists, not text, if links make up at least this share of what it adds."""


def mark_chrome(layout: Layout) -> None:
    """Set the reason of each box that is not part of the article; boxes inside inherit it."""
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
            # HTML's own examples, and Bootstrap's class for it, name the speaker in this footer.
            continue
        elif reason:
            whole = layout.prose[-1] if reason == COMMENTS else total
            if _is_chrome(layout, box, reason, held.get(word, 0.0) / whole, whole):
                box.reason = reason


def _held_by_word(layout: Layout, found: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Map each word to the prose, in characters, of all boxes that it marks.

    Galleries give every paragraph a box of its own, so one box says too little.
    """
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
    """Whether a box that a paywall hides holds the story's own paragraphs.

    Soft paywalls mark the text that they cover, or hide it with an attribute, until the reader
    has paid or logged in. The subscription offer itself is a line or two, or a form.
    """
    if PAYWALL not in map(CHROME.get, box.words):
        return False
    lines = [line for line in layout.lines[box.first : box.last] if line.prose]
    return len(lines) >= MIN_WALLED and not any(OFFER.search(line.text) for line in lines)


def _is_behind_dialog(layout: Layout, box: Box) -> bool:
    """Whether a box is hidden only from screen readers, and holds the page's headline.

    While a dialog is open, scripts hide everything behind it this way (WAI-ARIA practices).
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
    # The embed code of Twitter, Instagram and TikTok is a blockquote that their script replaces.
    inner = layout.boxes[box.index : box.end]
    return any(child.name == "blockquote" for child in inner)


def _is_endnote(layout: Layout, box: Box) -> bool:
    # Sites credit a story's reporters under the same class as its photographers.
    return box.last - box.first == 1 and bool(ENDNOTE.match(layout.lines[box.first].text))


def _own_reason(box: Box) -> tuple[str, str]:
    """The reason why a box's own markup makes it chrome, and the word for it; both may be empty."""
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
        # Programs make a heading's id from its text, so that links can point to it.
        words = classes_of(box.tag)
    word = chrome_word(words)
    return (CHROME[word], word) if word else ("", "")


def choose_container(layout: Layout, title: str = "") -> list[Box]:
    """The boxes that hold the article's text, in page order and not nested; empty if none does.

    A line of prose adds its length to its box's score; other short lines and links
    reduce it. A box also receives the scores of the boxes in it, at a discount for
    each level, so the wrapper of the whole page wins only if the text is spread all
    over it. Boxes whose class or id names them as the text replace the winner if they
    hold most of its prose.
    """
    scores = _scores(layout)
    fitting = [
        box
        for box in layout.boxes
        if not box.reason and box.name not in PARAGRAPHS and box.words.isdisjoint(LEADS)
    ]
    best = max(fitting, key=lambda box: (scores[box.index], box.index), default=None)
    if best is None or scores[best.index] <= 0:
        # Calendars, results and lyrics have no prose, but their box may be named as the text.
        return _named_bodies(layout, layout.boxes[0]) or _bare_body(layout)
    posts = _posts(layout, best, title)
    best = posts or _widened(layout, best)
    named = _named_bodies(layout, best)
    if named and sum(map(layout.prose_in, named)) > 0.6 * layout.prose_in(best):
        return named
    return [best]


def with_gallery(layout: Layout, bodies: list[Box]) -> list[Box]:
    """`bodies`, with a gallery beside them if its captions hold more prose than they do.

    `mark_chrome` has already given smaller galleries the reason of a player.
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
    """`bodies`, widened to include boxes beside them whose paragraphs have the same markup.

    Templates that put advertisements between the parts of a text give each part its own box.
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
    """The markup of a paragraph: tag names and words of its box and of the box around it."""
    box = layout.boxes[index]
    outer = layout.boxes[box.parent]
    return box.name, box.words, outer.name, outer.words


def _bare_body(layout: Layout) -> list[Box]:
    """The whole page if it is only a short note without links; else no box."""
    bare = 0 < len(layout.lines) <= MAX_NOTE and not layout.linked[-1]
    return layout.boxes[:1] if bare and not any(box.reason for box in layout.boxes) else []


def _widened(layout: Layout, best: Box) -> Box:
    """The outermost box that more than doubles the text and adds few links; `best` if none does."""
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
    """Whether the headline of `post` is a link: in a list of posts, each links to its own page."""
    return any(
        line.linked > 0.5 * line.size and layout.boxes[line.box].name in HEADINGS
        for line in layout.lines[post.first : post.last]
    )


def _running_text(layout: Layout) -> list[float]:
    """Running total of the prose outside chrome and lists of other stories, in characters."""
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
    """The post to read if `best` holds several whole posts one below the other; else None.

    The post with the page's title comes first, then the first post of substantial length.
    """
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
    """Indices of the boxes in lists of other stories.

    Such a list is three or more boxes with the same markup, most of them short and linked.
    """
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
    # The slides of a gallery have their own share buttons, so chrome does not count.
    lines = [x for x in layout.lines[box.first : box.last] if not layout.boxes[x.box].reason]
    size = sum(line.size for line in lines)
    linked = sum(line.linked for line in lines)
    whole = any(line.linked > 0.9 * line.size and line.size > 8 for line in lines)
    return size < MAX_TEASER and (linked > 0.3 * size or whole)


def _named_bodies(layout: Layout, best: Box) -> list[Box]:
    """The outermost boxes with the surest name for an article's text.

    They lie within `best`, or around it with the same lines.
    """
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
    """The outermost boxes of `tags`, in page order and not nested."""
    wanted = {id(tag) for tag in tags}
    chosen: list[Box] = []
    for box in layout.boxes:
        if id(box.tag) in wanted and not (chosen and box.index < chosen[-1].end):
            chosen.append(box)
    return chosen


def mark_boxes(layout: Layout, tags: Iterable[Tag], reason: str) -> bool:
    """Give `reason` to the boxes of `tags` and to all boxes in them; False if no box was found."""
    wanted = {id(tag) for tag in tags}
    found = [box for box in layout.boxes if id(box.tag) in wanted]
    for box in found:
        for inner in layout.boxes[box.index : box.end]:
            inner.reason = reason
    return bool(found)
