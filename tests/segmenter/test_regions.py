"""Tests how the page's language and address give the region of an article."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from audiobrief.model import Article, Block, BlockKind
from audiobrief.segmenter import segment
from audiobrief.segmenter.regions import language_of, newsroom_time, tell_region
from audiobrief.spoken.languages import find_folders, load_language


def article(
    language: str, url: str, text: str = "It is 120 m long, from 04/05/2026."
) -> Article:
    return Article("Harbour", (Block(BlockKind.PARAGRAPH, text),), language=language, url=url)


@pytest.mark.parametrize(
    ("language", "url", "expected"),
    [
        ("en", "https://www.saltmere.example.co.uk/harbour", "en-GB"),
        ("en", "https://saltmere.ie./harbour", "en-IE"),
        ("en", "https://saltmere.com/uk/harbour", "en"),
        ("en", "https://saltmere.co/harbour", "en"),
        ("en", "https://saltmere.de/harbour", "en"),
        ("en-US", "https://saltmere.co.uk/harbour", "en-GB"),  # WordPress calls every page so
        ("en-US", "https://saltmere.com/harbour", "en-US"),
        ("en-GB", "https://saltmere.co.za/harbour", "en-GB"),
        ("en-UK", "https://saltmere.com/harbour", "en-GB"),
        ("en", "https://www.theguardian.com/harbour", "en-GB"),
        ("en", "https://m.timesofindia.indiatimes.com/harbour", "en-IN"),
        ("en", "https://notbbc.com/harbour", "en"),
        ("de", "https://saltmere.at/harbour", "de-AT"),
        ("", "https://saltmere.co.uk/harbour", "en-GB"),
        ("", "", "en"),
        ("en", "http://[", "en"),
        ("pt", "https://saltmere.com.br/harbour", "pt-BR"),
    ],
)
def test_the_address_tells_the_region_that_the_page_does_not(
    language: str, url: str, expected: str
) -> None:
    assert language_of(article(language, url)) == expected


@pytest.mark.parametrize(
    ("told", "expected", "sign"),
    [
        ({"site": "The Saltmere Times of India"}, "en-IN", "name"),
        ({"site": "Saltmere Daily"}, "en", "nothing"),
        ({"published": datetime(2025, 5, 4, 9, tzinfo=timezone(timedelta(hours=10)))}, "en-AU", "clock"),
        ({"published": datetime(2025, 5, 4, 9, tzinfo=UTC)}, "en", "nothing"),
        ({"text": "It cost R7.5bn, then R900 million, and R20m a year."}, "en-ZA", "money"),
        ({"text": "Rs 3 crore of 5 lakh was paid in one year."}, "en-IN", "money"),
        ({"text": "It cost £5, not £6."}, "en-GB", "money"),
        ({"text": "It cost £5, not £6, or $7 and $8."}, "en", "nothing"),
        ({"text": "The pound is worth £1."}, "en", "nothing"),
        ({"text": "The councillor apologised to neighbours at the harbour."}, "en-GB", "spelling"),
        ({"text": "The councilman apologized to neighbors in the harbor."}, "en-US", "spelling"),
        ({"text": "The neighbour apologized to neighbors in the harbour centre."}, "en", "nothing"),
        ({"text": "The minister opened it today (Tuesday 6 May)."}, "en-GB", "dates"),
        ({"text": "It opened on 6 May and shut on June 3."}, "en", "nothing"),
        ({"text": "It opened on June 3."}, "en", "nothing"),
        ({"text": "She lives at 12 May Street."}, "en", "nothing"),
        ({"language": "en-US", "text": "It opened on 6 May."}, "en-US", "tag"),
        ({"language": "en-US", "text": "The councillor apologised to neighbours at the harbour."}, "en-US", "tag"),
        ({"language": "de", "text": "Es kostete £5, dann £6."}, "de", "nothing"),
    ],
)  # fmt: skip
def test_other_signs_tell_where_the_address_does_not(
    told: dict[str, Any], expected: str, sign: str
) -> None:
    text, language = told.pop("text", "It is late."), told.pop("language", "en")
    region = tell_region(
        replace(article(language, "https://saltmere.com/harbour", text), **told)
    )
    assert region.tag == expected
    assert sign in region.sign


@pytest.mark.parametrize(
    ("tag", "published", "day"),
    [
        ("en-AU", "2025-05-03T21:30:00+00:00", 4),
        ("en-US", "2025-05-04T02:30:00+00:00", 3),
        ("en-US", "2025-05-04T02:30:00+09:00", 4),
        ("en-US", "2025-05-04T00:00:00+00:00", 4),
        ("en", "2025-05-04T02:30:00+00:00", 4),
        ("de-DE", "2025-05-04T23:30:00+00:00", 5),
        ("sv-SE", "2025-05-04T23:30:00+00:00", 4),
    ],
)
def test_the_day_is_the_newsroom_s(tag: str, published: str, day: int) -> None:
    assert newsroom_time(datetime.fromisoformat(published), tag).day == day


def test_the_region_decides_how_it_is_read() -> None:
    here, there = (
        segment(article("en", f"https://saltmere.example{end}/harbour"))
        for end in ("", ".co.uk")
    )
    assert (here.language, there.language) == ("en", "en-GB")
    assert [s.spoken for s in here.segments] != [s.spoken for s in there.segments]


def test_regions_are_two_letters() -> None:
    for tag in find_folders():
        regions = load_language(tag).regions.labels.values()
        assert all(len(region) == 2 and region.isupper() for region in regions)
