"""Tests how articles are read from JSON: what is right, what is wrong, and what is unknown."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.cleaner import clean
from audiobrief.errors import ArticleDataError, NoArticleFound
from audiobrief.filed.article import ArticleData, Status
from audiobrief.filed.holding import find_hold
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import BODIES, OTHER_NAMES, STATUSES, read_data
from audiobrief.model import Article, Author, PageKind

FIELDS = [field.name for field in dataclasses.fields(ArticleData)]
FERRY = "The ferry to Saltmere ran again on Tuesday, three weeks after the ice."
WHOLE = {
    "id": 17, "canonical_url": "https://saltmere.example/ferry", "title": "Ferry back",
    "dek": "Three weeks on", "html": f"<p>{FERRY}</p>", "byline": "By Ada Lind and Bo Ek in Dunmoor",
    "site": "Saltmere Tide", "published": "2031-03-04", "modified": "2031-03-05T06:00:00+01:00",
    "section": "Harbour", "tags": "ice, ferries", "lang": "en_GB", "image": "/ferry.jpg",
    "status": "usable", "publish_after": "Tue, 04 Mar 2031 06:00:00 +0000", "dekk": "x",
}  # fmt: skip


def article_of(**values: Any) -> Article:
    reading = read_data(values, "here")
    page = page_of(reading.data, is_copied=reading.is_copied)
    return clean(page, given=reading.data)


def test_every_key_is_read_under_the_names_that_systems_use() -> None:
    reading = read_data(WHOLE, "here")
    assert reading.data == ArticleData(
        id="17", url="https://saltmere.example/ferry", headline="Ferry back", dek="Three weeks on",
        body=f"<p>{FERRY}</p>", body_format=PageKind.HTML,
        byline="By Ada Lind and Bo Ek in Dunmoor", site="Saltmere Tide",
        published=datetime(2031, 3, 4, tzinfo=UTC), modified=datetime(2031, 3, 5, 5, tzinfo=UTC),
        section="Harbour", tags=("ice", "ferries"), language="en-GB",
        image="https://saltmere.example/ferry.jpg", status=Status.PUBLISHED,
        publish_after=datetime(2031, 3, 4, 6, tzinfo=UTC),
    )  # fmt: skip
    assert reading.unknown == ("'dekk' (nearest: dek)",)
    assert read_data({"title": "Other", "headline": "Own"}, "").data.headline == "Own"
    assert read_data({"title": "Other", "headline": ""}, "").data.headline == "Other"
    assert read_data({"headline": None, "section": None}, "") == (ArticleData(), (), False)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"headline": 3}, "line 3: headline must be text, and is a number"),
        ({"title": ["a"]}, "line 3: title must be text, and is a list"),
        ({"id": True}, "id must be text, and is true or false"),
        ({"authors": ["A", {"name": 4}]}, r"authors\[1\]\.name must be text, and is a number"),
        ({"authors": [{"name": "A", "additional": "y"}]}, r"additional must be true or false"),
        ({"authors": {"a": 1}}, "line 3: authors has no name"),
        ({"authors": ["A", {"role": "pilot"}]}, r"line 3: authors\[1\] has no name"),
        ({"author": {"name": None}}, "line 3: author has no name"),
        ({"authors": [None]}, r"authors\[0\] must be a name"),
        ({"author": 3}, "author must be text or a list of authors"),
        ({"tags": [1]}, r"tags\[0\] must be text"),
        ({"tags": {}}, "tags must be a list of texts, and is an object"),
        ({"published": "yesterday"}, "published is no date: 'yesterday'"),
        ({"published": "0001-01-01T00:00:00+14:00"}, "published is no date"),
        ({"published": 1_900_000_000}, "published must be a date as text"),
        ({"publish_after": "2031-13-01"}, "publish_after is no date"),
        (
            {"status": "gone fishing"},
            "status is unknown: 'gone fishing'; it is one of published",
        ),
        ({"url": "saltmere.example/a"}, "url is no address"),
        ({"image": "//["}, "image is no address"),
        ({"image": "a.jpg"}, "image is no address"),
        ({"language": "Old English"}, "language is no language"),
        ({"body_format": "rtf"}, "body_format is unknown"),
        ({"html": 3}, "html must be text"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_its_key(
    values: dict[str, Any], said: str
) -> None:
    with pytest.raises(ArticleDataError, match=said):
        read_data(values, "list.jsonl, line 3")


def test_unknown_keys_of_authors_are_named_once() -> None:
    people = [{"name": "Ada Lind", "rolle": "pilot"}, "Cy Roe", {"name": "Bo Ek", "rolle": "x"}]
    reading = read_data({"authors": people}, "here")
    assert [author.name for author in reading.data.authors] == ["Ada Lind", "Cy Roe", "Bo Ek"]
    assert reading.unknown == ("'authors.rolle' (nearest: role)",)
    reading = read_data({"author": {"name": "Ada Lind", "mail": 1}}, "here")
    assert reading.unknown == ("'author.mail'",)


def test_what_is_given_wins_over_what_the_page_says() -> None:
    page = (
        '<html lang="en"><head><title>Ferry is back | Tide</title>'
        '<meta property="article:published_time" content="2030-01-01"></head><body><article>'
        f"<h1>Ferry is back</h1><p class='byline'>By Cy Roe</p><p>{FERRY}</p></article></body></html>"
    )
    found = article_of(html=page)
    assert (found.title, found.authors) == ("Ferry is back", (Author("Cy Roe"),))
    found = article_of(
        html=page, headline="The ice is gone", authors=["Ada Lind", {"name": "Bo Ek", "role": "pilot"}],
        published="2031-03-04", dek="A dek", section="Harbour", tags=["ice"], site="Tide",
    )  # fmt: skip
    assert found.title == "The ice is gone"
    assert found.authors == (Author("Ada Lind"), Author("Bo Ek", role="pilot"))
    assert found.published == datetime(2031, 3, 4, tzinfo=UTC)
    assert (found.dek, found.section, found.tags) == ("A dek", "Harbour", ("ice",))
    assert [block.text for block in found.blocks] == [FERRY]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ({"body": "One.\n\nTwo\nlines."}, ["One.", "Two lines."]),
        ({"body": "One.\nTwo."}, ["One.", "Two."]),
        ({"text": "Not found: 404.\n"}, ["Not found: 404."]),
        ({"body": "a < b & c"}, ["a < b & c"]),
        ({"html": "<div><p>One.</p></div><section><p>Two.</p></section>"}, ["One.", "Two."]),
        ({"body": "<h1>Ferry back</h1><p>One.</p>"}, ["One."]),
        ({"body": "*One* two.", "body_format": "markdown"}, ["One two."]),
        ({"markdown": "# Ferry back\n\nOne."}, ["One."]),
    ],
)
def test_a_body_is_the_article_however_short_it_is(
    body: dict[str, str], texts: list[str]
) -> None:
    found = article_of(headline="Ferry back", **body)
    assert found.title == "Ferry back"
    assert [block.text for block in found.blocks] == texts


def test_a_text_that_was_copied_from_a_browser_is_searched() -> None:
    copied = (
        f"Home\nNews\nThe ferry is back at last\n{FERRY}\n{FERRY[::-1]}, it was said.\nShare"
    )
    found = article_of(text=copied)
    assert found.title == "The ferry is back at last"
    assert "Share" not in [block.text for block in found.blocks]


def test_an_article_without_a_headline_takes_its_first_words() -> None:
    assert (
        article_of(body="The ferry is back. It runs on Monday.").title == "The ferry is back."
    )
    found = article_of(body=FERRY)
    assert found.title == "The ferry to Saltmere ran again on Tuesday, three weeks…"
    assert found.is_untitled
    assert not article_of(body=FERRY, headline="Ferry").is_untitled
    assert article_of(body="渡" * 90).title == f"{'渡' * 60}…"


NOW = datetime(2031, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, None),
        ({"publish_after": "2031-03-04"}, None),
        ({"publish_after": "2031-03-04T01:00+01:00"}, None),
        (
            {"publish_after": "2031-03-04T02:30+01:00"},
            "under embargo until 2031-03-04 01:30 UTC",
        ),
        ({"status": "trash"}, "its status is withdrawn"),
        ({"status": "Draft"}, "its status is that of a draft"),
    ],
)
def test_what_may_not_be_published_says_why(values: dict[str, Any], why: str | None) -> None:
    hold = find_hold(read_data(values, "").data, NOW)
    assert (hold is None) == (why is None)
    assert hold is None or (why or "") in hold.why


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
    | st.sampled_from(["2031-03-04", "https://a.example/x", "en", "draft", "<p>One.</p>", "html"]),
    lambda below: st.lists(below, max_size=3)
    | st.dictionaries(st.sampled_from(["name", "role", "place", "additional", "x"]), below, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = st.sampled_from([*FIELDS, *OTHER_NAMES, *BODIES]) | st.text(max_size=8)


@given(st.dictionaries(KEYS, VALUES, max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_object_is_an_article_or_an_error(values: dict[str, Any]) -> None:
    try:
        reading = read_data(values, "here")
    except ArticleDataError as error:
        assert str(error).startswith("here: ")  # noqa: PT017 -- not every object raises
        return
    known = {*FIELDS, *OTHER_NAMES, *BODIES}
    assert len(reading.unknown) == sum(
        key not in known and value is not None for key, value in values.items()
    )
    find_hold(reading.data, NOW)
    try:
        found = clean(page_of(reading.data, is_copied=reading.is_copied), given=reading.data)
    except NoArticleFound:
        return
    assert found.title
    assert found.blocks


@given(st.sampled_from([*STATUSES, *Status]), st.datetimes(min_value=datetime(1900, 1, 1)))  # noqa: DTZ001 -- read_data gives a time without a zone UTC
def test_what_is_written_is_what_is_read(status: str, moment: datetime) -> None:
    row = json.loads(json.dumps({"status": status, "published": moment.isoformat()}))
    if moment.year < 9000:
        assert read_data(row, "").data.published == moment.replace(tzinfo=UTC)
