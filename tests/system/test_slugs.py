"""Tests names for folders and files that every file system accepts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.system.slugs import MAX_SLUG_BYTES, RESERVED_NAMES, slugify

SLUGS = {
    "Harbour reopens after ten years": "harbour-reopens-after-ten-years",
    "“It’s over,” says the mayor": "its-over-says-the-mayor",
    "Ærø får ny færge": "ærø-får-ny-færge",
    "港が再開": "港が再開",
    "बंदरगाह फिर खुला": "बंदरगाह-फिर-खुला",
    "snake_case and --dashes--": "snake-case-and-dashes",
    "  ": "episode-6c179f21",
    "NUL": "nul-ae6de182",
    "../../etc/passwd": "etc-passwd",
    "-rf *": "rf",
    "\u202egnp.exe": "gnp-exe",
}


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_slug_of(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_a_safe_name_whatever_the_title(title: str) -> None:
    slug = slugify(title)
    assert 1 <= len(slug.encode()) <= MAX_SLUG_BYTES
    assert slug == slug.casefold()
    assert slug not in RESERVED_NAMES
    assert slug[0] not in "-."
    assert slug[-1] not in "-. "
    assert all(c.isprintable() for c in slug)
    assert not set(slug) & set('/\\:*?"<>|\0')
    assert slugify(title) == slug


@given(st.text() | st.text("a'\u035e\u0318\u0345ςſ", max_size=12))
def test_no_two_slugs_are_one_name_on_a_disk_without_case(title: str) -> None:
    """Such file systems (APFS, NTFS) compare names case-folded, and some normalised, as slugs
    are."""
    slug = slugify(title)
    for form in ("NFC", "NFKC"):
        assert unicodedata.normalize(form, unicodedata.normalize(form, slug).casefold()) == slug


def test_long_titles_that_differ_only_at_the_end_get_different_slugs() -> None:
    title = "The harbour of Saltmere reopened on Friday after ten years of " * 3
    assert slugify(title + "silence") != slugify(title + "storms")
