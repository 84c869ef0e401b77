"""The version of this release, and the name that it gives itself in files and feeds."""

from __future__ import annotations

__version__ = "1.0.0rc2"
"""The same as in pyproject.toml; a test compares the two."""
GENERATOR = f"audiobrief {__version__}"
"""The generator that feeds and files name."""
