"""What is heard of invented pages in the manner of the web's makers."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.cleaner.makers import (
    complaints,
    containers,
    faults,
    letters,
    live_blogs,
    mails,
    mentions,
    paid_labels,
    scripts,
    sheets,
)

KINDS = (containers, scripts, letters, mails, live_blogs, paid_labels, mentions, sheets)
PAGES = {
    f"{kind.__name__.rpartition('.')[2]}/{name}": page
    for kind in KINDS
    for name, page in kind.PAGES.items()
}


OPEN_PAGES = {
    "sheets/price-list": "refused, since its one sentence is shorter than any article"
}
"""Name of a page -> what is wrong with it yet."""
OPEN_COMPLAINTS = {
    "shop-product": "figures in the tab beside the description",
    "table-of-facts": "a page whose text is a table",
}
"""Name of a page -> what is wrong with it yet."""


def _each(names: Iterable[str], still_wrong: dict[str, str]) -> list[object]:
    """The names as parameters; those with a fault are expected to fail, and to be noticed once they hold."""
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=still_wrong[name], strict=True))
        if name in still_wrong
        else name
        for name in names
    ]


@pytest.mark.parametrize("name", _each(PAGES, OPEN_PAGES))
def test_a_page_of_this_make_is_heard_as_its_reader_reads_it(name: str) -> None:
    assert faults(PAGES[name]) == []


@pytest.mark.parametrize("name", _each(complaints.PAGES, OPEN_COMPLAINTS))
def test_a_page_that_readers_complain_of_is_heard_as_they_ask(name: str) -> None:
    assert complaints.faults(complaints.PAGES[name]) == []
