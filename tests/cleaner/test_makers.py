"""What is heard of invented pages in the manner of the web's makers."""

from __future__ import annotations

import pytest

from tests.cleaner.makers import (
    Made,
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
