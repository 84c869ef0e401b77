"""Keep the paragraph that a page's own description repeats, whatever the class of its box says.

Systems name the box of a story's first paragraph a teaser, since it stands in the list of stories, too
(TYPO3's news), and libraries of videos set the text about one as the caption of its player. A page does
not describe itself with the announcement of another story.
"""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.cleaner.lines import Box, Layout
from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.vocabulary import CAPTION, RELATED

DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
"""The names and properties of meta elements that describe the page (HTML 4.2.5, ogp.me)."""
MIN_SAME = 60
"""The least letters of a description that tell it from a label, and that a cut one keeps."""


def restore_described(layout: Layout, bodies: Sequence[Box], tree: Tree) -> None:
    """Take back the reason of boxes that hold a line which the page's description says."""
    said = {folded(text) for text in _descriptions(tree)}
    said = {text for text in said if len(text) >= MIN_SAME}
    if not said:
        return
    for index, line in enumerate(
        layout.lines[: max((body.last for body in bodies), default=0)]
    ):
        box = layout.boxes[line.box]
        within = any(body.first <= index for body in bodies)
        if not line.prose or not (box.reason == RELATED or (box.reason == CAPTION and within)):
            continue
        text = folded(line.text)
        if any(text == each or text.startswith(each) for each in said):
            for outer in layout.around(line.box):
                if outer.reason != box.reason or layout.prose_in(outer) > line.prose:
                    break
                outer.reason = ""


def _descriptions(tree: Tree) -> list[str]:
    """What the page's meta elements say that it is about, without the mark where it was cut."""
    found = []
    for tag in tree.by_name.get("meta", ()):
        names = {str(tag.attrs.get(key, "")).lower() for key in ("name", "property")}
        if names & DESCRIPTIONS:
            found.append(clean_text(str(tag.attrs.get("content", ""))).rstrip(" .…[]"))
    return found
