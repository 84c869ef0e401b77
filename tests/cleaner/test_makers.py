"""What is heard of invented pages in the manner of the web's makers."""

from __future__ import annotations

import pytest

from tests.cleaner.makers import (
    Made,
    complaints,
    containers,
    faults,
    letters,
    live_blogs,
    mails,
    mentions,
    paid_labels,
    scripts,
)

KINDS = (containers, scripts, letters, mails, live_blogs, paid_labels, mentions)
PAGES = {
    f"{kind.__name__.rpartition('.')[2]}/{name}": page
    for kind in KINDS
    for name, page in kind.PAGES.items()
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_of_this_make_is_heard_as_its_reader_reads_it(page: Made) -> None:
    assert faults(page) == []


OPEN_COMPLAINTS = {
    "sibling-containers": "a linked line without a full stop between the parts",
    "hard-wrapped-in-pre": "lines that were broken at no width",
    "press-release": "the release's mark, in a paragraph like the text's",
    "mailing-list": "links to the messages around it, above a preformatted text",
    "court-notice": "a notice of two sentences above a footer of links",
    "shop-product": "figures in the tab beside the description",
    "forum-thread": "what a forum says of a writer, in a cell of each post",
    "panels-that-open": "boxes with the role of a button that hold paragraphs",
    "table-of-facts": "a page whose text is a table",
}
"""Name of a page -> what is wrong with it yet."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=OPEN_COMPLAINTS[name], strict=True))
        if name in OPEN_COMPLAINTS
        else name
        for name in complaints.PAGES
    ],
)
def test_a_page_that_readers_complain_of_is_heard_as_they_ask(name: str) -> None:
    assert complaints.faults(complaints.PAGES[name]) == []
