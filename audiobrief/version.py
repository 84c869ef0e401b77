"""The release that this is, and how it names itself to others."""

from __future__ import annotations

__version__ = "0.1.0"
"""As in pyproject.toml; a test holds that the two are one."""
GENERATOR = f"audiobrief {__version__}"
"""For feeds and files that say what made them."""
