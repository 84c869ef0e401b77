"""Which boxes of a page are not part of its article, by their names, roles and contents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobrief.cleaner.lines import CELLS, HEADINGS, ITEMS, Box, Layout
from audiobrief.cleaner.linked_text import leads_away
from audiobrief.cleaner.metadata.dates import is_dateline
from audiobrief.cleaner.unsaid import hidden_reason
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
    RELATED,
    SHARING,
    chrome_word,
    classes_of,
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
MIN_REMARKS = 3
"""The fewest remarks on pictures of one page, each in a box of one make."""
MIN_REMARK = 40
"""The least line of such a remark that is no prose, in characters; names, times and links to reply
are shorter."""
MAX_SIDEBAR = 1_500
"""An `aside` whose class or id also marks it as a sidebar has less prose than this, in
characters."""
MIN_WALLED = 3
"""A paywall box with at least this many paragraphs holds the story, not a subscription offer."""
MIN_PRESSED = 80
"""The least prose, in characters, of a panel that a reader presses; buttons say less."""
MAX_TOGGLE = 40
"""The longest link that opens the rest of a text, in characters."""
MOST_TOLD = 0.7
"""The share of such a box's prose that offers nothing, from which the box holds the story."""
OFFER = compile_late(
    r"\b(?:subscri\w+|log ?in|sign (?:in|up)|register|membership|abonn\w+|anmelden|inscr\w+|suscr\w+|assin\w+|zaloguj)\b",
    re.IGNORECASE,
)
MAIL_PARTS: dict[str, str] = {
    # Mailchimp's names for the cells above and below a newsletter's text; mail has no other layout
    ".templatepreheader": NAVIGATION, ".templatefooter": FOOTER,
}  # fmt: skip
MAX_SHORTENED = 3
"""The longest class of a program that shortens them, in characters."""
MIN_SHORTENED = 3
"""The fewest such classes of one box from which they are taken for shortened ones."""
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


def mark_chrome(layout: Layout) -> None:
    """Set the reason of each box that is not part of the article; boxes inside inherit it."""
    found = [_own_reason(box) for box in layout.boxes]
    _take_remarks(layout, found)
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


def _take_remarks(layout: Layout, found: list[tuple[str, str]]) -> None:
    """Take the reason back of boxes that hold the writer's remark on each picture.

    Galleries call it a comment. What readers write has a name, a time or a link to reply beside it in
    its box, and all of it has a box around it.
    """
    alike: dict[tuple[str, frozenset[str]], list[Box]] = {}
    for box, (reason, _) in zip(layout.boxes, found, strict=True):
        if reason == COMMENTS:
            alike.setdefault((box.name, box.words), []).append(box)
    for boxes in alike.values():
        told = [box for box in boxes if layout.prose_in(box)]
        if len(told) >= MIN_REMARKS and all(_is_remark(layout, found, box) for box in boxes):
            for box in boxes:
                found[box.index] = ("", "")


def _is_remark(layout: Layout, found: Sequence[tuple[str, str]], box: Box) -> bool:
    if any(found[other.index][0] == COMMENTS for other in layout.around(box.parent)):
        return False
    parent = layout.boxes[box.parent]
    pictured = layout.holds(layout.pictures, parent) or layout.holds(layout.anchors, parent)
    if box.name in ITEMS or not pictured:
        return False  # scripts put the picture into its link
    beside = (
        *layout.lines[max(parent.first, box.first - 2) : box.first],
        *layout.lines[box.last : min(parent.last, box.last + 1)],
    )
    return not any(is_dateline(line.text) for line in beside) and all(
        line.prose or line.size >= MIN_REMARK for line in layout.lines[box.first : box.last]
    )


def unmark(layout: Layout, body: Box) -> None:
    """Take the reason of a box back that `mark_chrome` set, and where others inherited it."""
    inherited, open_boxes = body.reason, {id(body)}
    body.reason = ""
    for box in layout.boxes:
        if id(layout.boxes[box.parent]) in open_boxes and box.reason == inherited:
            box.reason = ""
            open_boxes.add(id(box))


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
    if reason == PAYWALL and word_share >= MOST_OF_PAGE and not _offers(layout, box):
        return False  # each paragraph and heading of the story has a box of its own
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
    if box.tag.attrs.get("role") == "tablist" and layout.holds(layout.panels, box):
        # Bootstrap 3 names the whole of an accordion a list of tabs, with the texts in it.
        return False
    if box.tag.attrs.get("role") == "button" and prose >= MIN_PRESSED:
        return False  # a panel of text that opens when it is pressed, whole
    if reason == HIDDEN and box.tag.attrs.get("id") in layout.opened:
        return False
    if reason == HIDDEN and _is_behind_toggle(layout, box):
        return False
    if reason not in MAY_BE_LONG - {RELATED} and _holds_main(layout, box):
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
    told = [line for line in lines if not OFFER.search(line.text)]
    # A newsletter's form between the paragraphs is an offer, too.
    most = sum(line.prose for line in told) > MOST_TOLD * sum(line.prose for line in lines)
    return len(told) >= MIN_WALLED and most


def _offers(layout: Layout, box: Box) -> bool:
    """Whether a paywall's box asks its reader to subscribe or log in."""
    return any(OFFER.search(line.text) for line in layout.lines[box.first : box.last])


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


def _is_behind_toggle(layout: Layout, box: Box) -> bool:
    """Whether a script shows the rest of a text here, once a reader clicks on "Read more" above it.

    The link leads nowhere else, and paragraphs of the same box stand above it.
    """
    toggle = layout.lines[box.first - 1] if box.first else None
    if toggle is None or not toggle.links or toggle.size > MAX_TOGGLE or leads_away(toggle):
        return False
    told = sum(line.prose > 0 for line in layout.lines[box.first : box.last])
    parent = layout.boxes[box.parent]
    return told >= MIN_WALLED and layout.prose[box.first] > layout.prose[parent.first]


def _holds_main(layout: Layout, box: Box) -> bool:
    """Whether a box holds the page's `main`, which is what the page is about (HTML 4.4.14)."""
    return any(inner.name == "main" for inner in layout.boxes[box.index + 1 : box.end])


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
    if box.name in CELLS:
        return next(
            ((MAIL_PARTS[word], "") for word in box.words & MAIL_PARTS.keys()), ("", "")
        )
    if not box.words:
        return "", ""
    words = box.words
    if box.name in HEADINGS and attributes.get("id"):
        # Programs make a heading's id from its text, so that links can point to it.
        words = classes_of(box.tag)
    word = chrome_word(words)
    if len(word) <= MAX_SHORTENED and _is_shortened(box):
        return "", ""
    return (CHROME[word], word) if word else ("", "")


def _is_shortened(box: Box) -> bool:
    """Whether a program has shortened a box's classes to a letter or two: "fn fo ad fq"."""
    names = box.tag.attrs.get("class", ())
    short = [name for name in names if len(name) <= MAX_SHORTENED and name.isalnum()]
    return len(short) >= MIN_SHORTENED and len(short) > 0.5 * len(names)
