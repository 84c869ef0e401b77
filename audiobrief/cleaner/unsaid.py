"""Tell which elements a reader does not see, and which words inside a line are not read aloud."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString

from audiobrief.cleaner.vocabulary import CONTROL, CREDIT, CREDITS, HIDDEN, classes_of
from audiobrief.patterns import compile_late

HIDING: dict[str, str] = {
    # classes of Bootstrap, Tailwind, WordPress and Foundation that hide an element
    **dict.fromkeys((
        ".sr-only", ".screen-reader-text", ".visually-hidden", ".visuallyhidden", ".hidden", ".d-none",
        ".hide", ".is-hidden", ".element-invisible", ".u-hidden", ".assistive-text", ".offscreen",
        ".a11y-hidden", ".show-for-sr", ".print-only", ".visible-print", ".print-visible",
    ), HIDDEN),
}  # fmt: skip
HIDING_STYLE = compile_late(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK = compile_late(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_GOES_ON = compile_late(r"\s*(?:[,;:]\s*)?(?:[a-zß-öø-ÿ]|[–—-]\s)")
"""The text after a word when its sentence goes on."""
_CLOSES = compile_late(r"\s*[.!?,;:)]")
MAX_INITIAL = 30
"""The longest beginning of a text that is written twice for its drop cap, in characters."""
EDITING = frozenset({"editsection"})
"""MediaWiki's name for the link beside a heading with which readers edit its section."""
STRUCK = frozenset({"del", "s", "strike"})
"""HTML's elements for text that is no longer accurate or relevant; its replacement is read."""
STRIKING = frozenset({"line-through", "strikethrough", "strike", "is-style-strikethrough"})
"""Classes of Tailwind and of editors that strike text out."""
READINGS = frozenset({"rt", "rp", "rtc"})
"""Ruby's small signs beside a word say how it is read (HTML 4.5.11); the word itself is said."""
_NOTE_MARK = compile_late(r"^[\[(]?(?:\d{1,3}|[*†‡§]|[a-z]|citation needed|note \d+)[\])]?$")


def hidden_reason(tag: Tag) -> str:
    """The reason "hidden" if a reader does not see `tag`; else empty."""
    attributes = tag.attrs
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return HIDDEN
    style = attributes.get("style")
    if isinstance(style, str) and HIDING_STYLE.search(style):
        return HIDDEN
    for name in attributes.get("class", ()):
        if f".{name.lower()}" in HIDING:
            return HIDDEN
    return ""


def _is_word(button: Tag) -> bool:
    """Whether a button is a word of its sentence, such as a word that a glossary explains."""
    after = button.next_sibling
    if isinstance(after, NavigableString) and _GOES_ON.match(after):
        return True
    before = button.previous_sibling
    if not isinstance(before, NavigableString) or not before.strip():
        return False
    return isinstance(after, NavigableString) and bool(_CLOSES.match(after))


def _is_said_for_readers(tag: Tag) -> bool:
    """Whether an element is set for screen readers in place of the one before it.

    Templates hide a drop cap from screen readers, which would read it as a word, and write the
    letter or the word again where only they find it.
    """
    before = tag.find_previous_sibling(True)
    if (
        before is None
        or before.attrs.get("aria-hidden") != "true"
        or "aria-hidden" in tag.attrs
    ):
        return False
    text = tag.get_text().strip()
    return 0 < len(text) <= MAX_INITIAL and before.get_text().strip() == text


def _is_struck(tag: Tag) -> bool:
    """Whether the style or a class strikes an inline element out, as editors write it."""
    style = tag.attrs.get("style")
    if isinstance(style, str) and _STRUCK.search(style):
        return True
    return any(name in STRIKING for name in tag.attrs.get("class", ()))


def inline_reason(tag: Tag, name: str) -> str:
    """The reason why an inline element's text is not read with its line; empty if it is read."""
    if name == "button":
        return "" if _is_word(tag) else CONTROL
    if name in STRUCK:
        return "struck out"
    if name in READINGS:
        return "reading aid"
    if name == "sup":
        text = tag.get_text().strip()
        if _NOTE_MARK.match(text) and (tag.find("a") or text.startswith("[")):
            return "footnote mark"
        return ""
    if not tag.attrs or name == "time":
        return ""
    hidden = hidden_reason(tag)
    if hidden:
        return "" if _is_said_for_readers(tag) else hidden
    if _is_struck(tag):
        return "struck out"
    if name == "span" and "class" in tag.attrs:
        words = classes_of(tag)
        if not CREDITS.isdisjoint(words):
            return CREDIT
        if not EDITING.isdisjoint(words):
            return CONTROL
    if name == "a" and tag.attrs.get("role") == "doc-noteref":
        return "footnote mark"
    return ""
