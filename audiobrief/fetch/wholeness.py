"""Tells the text of a whole article from the summary of one."""

from __future__ import annotations

import re
from html import unescape

from audiobrief.patterns import compile_late

MIN_WHOLE = 1_200
"""The least characters for a summary to be the whole article; about 75 seconds of speech. The
summaries of WordPress have 55 words, some 350 characters."""
MIN_MARKED = 400
"""The same for text that the feed marks as content (content:encoded, Atom's content)."""
MIN_POST = 20
"""The same for a post without a title; a shorter one is a picture's name or a sign."""
CUT_OFF = compile_late(
    # How a text that is cut off ends in WordPress, Blogger, Ghost and Drupal
    r"(?:\[(?:…|\.\.\.|more)\]|…|\.\.\.|continue reading|read more|read the rest|"
    r"read full (?:article|story)|view (?:entire|original) post)"
    r"[\s»→>.]{0,40}(?:The post .{1,300}? (?:appeared first on|first appeared on) .{1,200})?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
MIN_SENTENCES = 2
"""The least sentences of a text of its own; one alone is a headline or a teaser."""
_TAIL = 700
"""Characters at the end of a text that are searched for `CUT_OFF`."""
_TAGS = compile_late(r"<[^<>]*>")


def is_whole(
    text: str, *, is_linked: bool, is_titled: bool = True, least: int = MIN_MARKED
) -> bool:
    """Whether a plain text is a whole article: `least` characters, not cut off at its end.

    Without an address (`is_linked`) there is no other text, so that any words are the article.
    Without a title it is a short post, which microblogs give whole in their feeds (RSS 2.0 and
    JSON Feed 1.1 leave the title out for them).
    """
    if not is_linked and text:
        return True
    least = least if is_titled else MIN_POST
    return len(text) >= least and not CUT_OFF.search(text[-_TAIL:])


def stands_alone(text: str, language: str = "") -> bool:
    """Whether a plain text is one of its own: two sentences or more, not cut off at its end.

    It may be shorter than its article. `language` is a BCP 47 tag; empty if not known.
    """
    from audiobrief.spoken.sentences import split_sentences

    if CUT_OFF.search(text[-_TAIL:]):
        return False
    return len(split_sentences(text, language or "en")) >= MIN_SENTENCES


def plain(html: str) -> str:
    """The words of HTML in one line, without tags and entities."""
    return " ".join(unescape(_TAGS.sub(" ", html)).split())
