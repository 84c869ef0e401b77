"""Lines inside the article's box that are no part of its text, and why."""

from __future__ import annotations

import re

from audiobrief.cleaner.lines import Box, Layout, Line
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import ADVERTISEMENT, BYLINE, NEWSLETTER, RELATED

OUTSIDE = "outside the article"
PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # the reason, and how such a line begins in the house styles of publishers
    (RELATED, re.compile(
        r"(?:read (?:more|also|next|this|the full)|more (?:from|on this|stories|coverage|news)|related(?: (?:stories|articles|content|coverage|links?|news|posts?|video))?\b|see also|also read|don[’']t miss|must read|recommended|you (?:may|might) also (?:like|enjoy)|watch(?: now| more| this)?:|watch (?:now|the video)|listen:|click here|further reading|up next|what to read next|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|lea también|lee también|leia também|leia mais|leggi anche|lees ook|читайте также|baca juga|related:)",
        re.IGNORECASE)),
    (ADVERTISEMENT, re.compile(
        r"(?:advertise?ment|advertising|story continues below|article continues (?:below|after)|continue reading(?: below| the main story)?$|scroll (?:down )?to continue|sponsored|loading\b.{0,12}$|skip ad\b|anzeige$|publicidad$|publicité$|реклама$|pubblicità$|publicidade$)",
        re.IGNORECASE)),
    (NEWSLETTER, re.compile(
        r"(?:sign up (?:for|to|here|now)|subscribe (?:to|now|here|for)|get (?:the|our) .{0,60}(?:newsletter|inbox)|join our|enter your e-?mail|follow us on|like us on|download (?:the|our) .{0,30}app)",
        re.IGNORECASE)),
    (BYLINE, re.compile(r"(?:by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}$|posted (?:on|by|in)\b|published(?: on|:)|last updated|updated(?: on|:| at))")),
)  # fmt: skip
MAX_PHRASE = 160
"""Characters up to which a line that begins like a promotion is one."""


def sift(layout: Layout, bodies: list[Box], title: str) -> None:
    """Give every line that is not part of the article its reason."""
    head = folded(title)
    seen_text: set[str] = set()
    for index, line in enumerate(layout.lines):
        box = layout.boxes[line.box]
        if not any(body.first <= index < body.last for body in bodies):
            line.reason = box.reason or OUTSIDE
        elif box.reason:
            line.reason = box.reason
        else:
            line.reason = _own_reason(line, box, head)
            if not line.reason and line.size > 40:
                key = folded(line.text)
                if key in seen_text:
                    line.reason = "repeated"
                seen_text.add(key)


def _own_reason(line: Line, box: Box, head: str) -> str:
    if box.name == "h1" or (head and line.size < 300 and folded(line.text) == head):
        return "headline"
    if line.size <= MAX_PHRASE:
        for reason, pattern in PHRASES:
            if pattern.match(line.text):
                return reason
    if line.linked > 0.9 * line.size and line.size > 25 and box.name not in ("td", "th"):
        return RELATED
    if (
        line.linked
        and len(line.text) > 10
        and line.text.isupper()
        and line.linked > 0.6 * line.size
    ):
        return RELATED
    return ""
