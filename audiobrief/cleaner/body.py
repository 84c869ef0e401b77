"""Which boxes of a page hold its article."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from itertools import accumulate

from bs4 import Tag

from audiobrief.cleaner.chrome import LEADS, PARAGRAPHS
from audiobrief.cleaner.data_sheets import whole_sheet
from audiobrief.cleaner.lines import HEADINGS, ITEMS, Box, Layout
from audiobrief.cleaner.linked_text import leads_away
from audiobrief.cleaner.live_entries import home_of_entries
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import (
    CAPTION,
    POST,
    body_rank,
)
from audiobrief.patterns import compile_late

REPEATED = frozenset({"article", "li", "div", "section", "td", "tr", "dd", "a", "figure"})
"""Elements that templates use for lists of other stories."""
LEVEL_DISCOUNT = 0.85
"""The share of a box's score that counts for the box around it."""
LINK_COST = 0.7
"""Points that a box loses for each linked character outside prose and headings."""
SHORT_COST = 8.0
"""Points that a box loses for each line that is not prose, a heading, a list item or a cell."""
PROSE_KEPT = 0.25
"""The least share of its prose that a box keeps as points, however many short lines are in it:
readings, results and names stand in paragraphs too, by hundreds."""
GALLERIES = frozenset(
    {"gallery", "slideshow", "galerie", "galeria", "diaporama", "bildergalerie"}
)
MAX_SUMMARY = 320
"""The longest summary above the entries of a live blog, in characters."""
MIN_SLIDES = 3
MAX_TEASER = 900
"""A list entry that announces another story is shorter than this, in characters."""
MAX_NOTE = 3
"""A page of at most this many lines, without links, is text as a whole."""
WIDER = 0.75
"""A box with less than this share of the prose of the box around it is only one part of the
text: page builders give each paragraph or picture a row of its own."""
SIBLING_LEVELS = 3
"""How many levels outwards to look for other parts of the text."""
TWIN_LEVELS = 6
"""The same where one paragraph has the same boxes around it, one in the other: modules of Drupal
and other systems put each part of a text into a handful of boxes."""
MIN_SIBLINGS = 2
"""Boxes beside the text belong to it if this many of their paragraphs have the same markup."""
NUMBERED = compile_late(r"\d{2}|[_-]\d+$|[a-f]\d[a-f\d]{4}")
"""The number of one box in its class."""
MAX_WIDER_LINKS = 0.3
"""A wider box adds lists, not text, if links make up at least this share of what it adds."""


def choose_container(layout: Layout, title: str = "") -> list[Box]:
    """The boxes that hold the article's text: those of `_best_container`, with all entries.

    Each entry of a live blog may have a body of its own, without its heading.
    """
    chosen = _best_container(layout, title)
    home = home_of_entries(layout)
    if home is None:
        return whole_sheet(layout, chosen)
    around = next((box for box in chosen if box.index <= home.index < box.end), None)
    if around is not None:
        # A line or two above the first entry sum the blog up, as a dek does.
        above = layout.prose[home.first] - layout.prose[around.first]
        only = layout.prose[around.last] == layout.prose[home.last]
        return [home] if only and len(chosen) == 1 and above <= MAX_SUMMARY else chosen
    within = all(home.index < box.index < home.end for box in chosen)
    return [home] if within else chosen


def _best_container(layout: Layout, title: str) -> list[Box]:
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
    posts = None if layout.entries else _posts(layout, best, title)
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
    lines = [
        line
        for line in layout.lines[body.first : body.last]
        if line.prose and not layout.boxes[line.box].reason
    ]
    for line in lines:
        made = _make(layout, line.box)
        told[made] = told.get(made, 0.0) + line.prose
    if not told:
        return bodies
    usual = max(told, key=lambda made: told[made])
    around = body
    for level in range(TWIN_LEVELS):
        if _is_post(around) and _is_headed(layout, around):
            break
        around = layout.boxes[around.parent]
        if around.name in ("html", "body"):
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
        if level < SIBLING_LEVELS and len(parts) >= MIN_SIBLINGS and around.name != "main":
            return [around]
        own = {_path(layout, line.box, around) for line in lines} - {()} if parts else set()
        if any(_path(layout, line.box, around) in own for line in parts):
            return [around]
        if around.name == "main":
            break
    return bodies


def _path(layout: Layout, index: int, top: Box) -> tuple[object, ...]:
    """The markup of each box from a paragraph outwards to the box below `top`.

    Empty for one in a list or a table, since the columns of a page may be cells of one make, and
    for one in boxes without a name, which are all alike.
    """
    boxes = [*itertools.takewhile(lambda box: box is not top, layout.around(index))]
    if any(box.name in ITEMS for box in boxes):
        return ()
    named = any("class" in box.tag.attrs for box in boxes)
    return tuple((box.name, *_kinds(box)) for box in boxes) if named else ()


def _kinds(box: Box) -> list[str]:
    """The classes of a box that tell its kind.

    Page builders number each box in its class ("et_pb_text_4", "vc_custom_1574846848815",
    "elementor-element-1ed21981"), and give the first and the last of a kind a class more.
    """
    return [name for name in box.tag.attrs.get("class", ()) if not NUMBERED.search(name)]


def _is_post(box: Box) -> bool:
    return box.name == "article" or not box.words.isdisjoint(POST)


def _is_headed(layout: Layout, box: Box) -> bool:
    """Whether a box has a heading, as whole posts do.

    Page builders write `itemprop="blogPost"` and `<article>` around each block of a text, too.
    """
    return any(
        layout.boxes[line.box].name in HEADINGS for line in layout.lines[box.first : box.last]
    )


def _make(layout: Layout, index: int) -> object:
    """The markup of a paragraph: tag names and classes of its box and of the box around it."""
    box = layout.boxes[index]
    outer = layout.boxes[box.parent]
    return box.name, (*_kinds(box),), outer.name, (*_kinds(outer),)


def _bare_body(layout: Layout) -> list[Box]:
    """The whole page if it is only a short note without links; else no box."""
    bare = 0 < len(layout.lines) <= MAX_NOTE and not layout.linked[-1]
    return layout.boxes[:1] if bare and not any(box.reason for box in layout.boxes) else []


def _widened(layout: Layout, best: Box) -> Box:
    """The outermost box that adds much text and few links; `best` if none does."""
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
    least = [0.0] * len(layout.boxes)
    teasers = layout.teasers = _teasers(layout)
    for line in layout.lines:
        box = layout.boxes[line.box]
        if box.reason:
            continue
        if line.prose:
            told = 0.0 if line.box in teasers else line.prose
            scores[line.box] += told
            least[line.box] += PROSE_KEPT * told
        elif box.name not in HEADINGS:
            scores[line.box] -= line.linked * LINK_COST
            least[line.box] -= line.linked * LINK_COST
            scores[line.box] -= 0 if box.name in ITEMS else SHORT_COST
    for box in reversed(layout.boxes):
        if least[box.index] > 0:
            scores[box.index] = max(scores[box.index], least[box.index])
        if box.index != box.parent:
            discount = 1.0 if box.name in PARAGRAPHS else LEVEL_DISCOUNT
            if box.name == "aside":
                discount = 0.0
            scores[box.parent] += max(discount * scores[box.index], -20.0)
            least[box.parent] += discount * least[box.index]
    return scores


def _teasers(layout: Layout) -> set[int]:
    """Indices of the boxes in lists of other stories.

    Such a list is three or more boxes with the same markup, most of them short and linked.
    """
    alike: dict[tuple[int, str, frozenset[str]], list[Box]] = {}
    for box in layout.boxes:
        if (
            box.last > box.first
            and box.name in REPEATED
            and not box.reason
            and box.index not in layout.entries
        ):
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
    away = [line for line in lines if line.linked and leads_away(line)]
    linked = sum(line.linked for line in away)
    whole = any(line.linked > 0.9 * line.size and line.size > 8 for line in away)
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
