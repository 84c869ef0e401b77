"""Tests what becomes of submissions before they are stories."""

from __future__ import annotations

import pytest

from audiobrief.desk.submissions import submit_file
from audiobrief.errors import DeskError
from audiobrief.fetch import FetchSettings
from tests.desk.desks import page


def test_a_page_may_have_as_long_a_name_as_browsers_give_it() -> None:
    """They save a page under its headline, in up to 255 characters with the suffix."""
    name = f"{'The mill at Merrow opens, and '.ljust(250, 'a')}.html"
    item = submit_file(name, page().encode(), FetchSettings()).item
    assert item.page is not None
    assert "The mill at Merrow opens" in item.page.text


def test_a_file_that_is_no_page_is_named_without_its_folder() -> None:
    with pytest.raises(DeskError, match=r"^'mill\.exe' is no page; files of these kinds are: "):
        submit_file("C:\\Users\\ada\\mill.exe", b"MZ", FetchSettings())
