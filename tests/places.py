"""Where the tests find their pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
PAGES = CHECKOUT / "tests" / "pages"
EXAMPLE = PAGES / "wordpress-harbour" / "source.html"
SHARED = Path(os.environ.get("AUDIOBRIEF_SHARED") or CHECKOUT.parent / "shared")
"""Evaluation sets, which lie beside a checkout where there are any."""
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"no evaluation sets in {SHARED} (AUDIOBRIEF_SHARED names them)"
)
