"""Tests how the page's language and address give the region of an article."""

import pytest

from audiobrief.model import Article, Block, BlockKind
from audiobrief.segmenter import segment
from audiobrief.segmenter.regions import REGIONS, language_of


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
        ("en-US", "https://saltmere.co.uk/harbour", "en-US"),
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


def test_the_region_decides_how_it_is_read() -> None:
    here, there = (
        segment(article("en", f"https://saltmere.example{end}/harbour"))
        for end in ("", ".co.uk")
    )
    assert (here.language, there.language) == ("en", "en-GB")
    assert [s.spoken for s in here.segments] != [s.spoken for s in there.segments]


def test_regions_are_two_letters() -> None:
    for regions in REGIONS.values():
        assert all(len(region) == 2 and region.isupper() for region in regions.values())
