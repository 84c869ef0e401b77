"""Tests what becomes of submissions before they are stories."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.desk.submissions import submit_file, submit_text
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


def test_a_page_without_a_headline_is_called_as_its_submitter_calls_it() -> None:
    text = f"<article><p>{'The mill turns. ' * 20}</p></article>"
    item = submit_text(text, "", "The Mill of the Evening", FetchSettings()).item
    assert item.page is not None
    assert clean(item.page, hints=item.hints).title == "The Mill of the Evening"


def test_a_pasted_text_is_called_by_its_first_whole_words() -> None:
    text = (
        "The mill at Merrow opened on Tuesday, and the wheelwright said nobody may park there."
    )
    item = submit_text(text, "", "", FetchSettings()).item
    assert item.source == "The mill at Merrow opened on Tuesday, and the wheelwright…"
    assert submit_text("x" * 99, "", "", FetchSettings()).item.source == f"{'x' * 59}…"
    exact = f"{text[:57]}abc"
    assert submit_text(exact + " ", "", "", FetchSettings()).item.source == exact
    assert submit_text(f"<p>{text}", "", "", FetchSettings()).item.source == (
        "a page that was pasted"
    )
