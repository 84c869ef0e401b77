"""Paths of the pages that the tests use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PAGES = CHECKOUT / "tests" / "pages"
SITES = CHECKOUT / "tests" / "sites"
"""A folder a site, with several pages of it."""
EXAMPLE = PAGES / "wordpress-harbour" / "source.html"
SHARED = Path(os.environ.get("AUDIOBRIEF_SHARED") or CHECKOUT.parent / "shared")
"""The evaluation sets; if available, they are beside the checkout."""
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"no evaluation sets in {SHARED} (AUDIOBRIEF_SHARED names them)"
)
