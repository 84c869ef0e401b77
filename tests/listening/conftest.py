"""Fixtures that the tests of other packages have, too."""

from tests.batch.test_web import newsroom

__all__ = ["newsroom"]
