"""How pytest-xdist distributes the test files over its workers."""

from __future__ import annotations

import pytest

LONGEST = (
    # these start first, so that no worker is left with one of them after all others are done
    "tests/browser/test_library.py",
    "tests/batch/test_guard.py",
    "tests/engines/test_conformance.py",
    "tests/browser/test_standards.py",
    "tests/browser/test_player.py",
    "tests/engines/test_espeak.py",
    "tests/batch/test_batch.py",
    "tests/batch/test_web.py",
    "tests/browser/test_extremes.py",
    "tests/batch/test_journal.py",
    "tests/cleaner/test_quality.py",
    "tests/test_readme.py",
    "tests/cli/test_make.py",
    "tests/batch/test_same_bytes.py",
    "tests/sound/test_encoder.py",
    "tests/sound/test_joining.py",
    "tests/cleaner/test_hostile.py",
    "tests/browser/test_clock.py",
    "tests/cli/test_batch_progress.py",
    "tests/cli/test_watch.py",
    "tests/cli/test_speech_commands.py",
    "tests/browser/test_live_page.py",
    "tests/engines/test_openai.py",
    "tests/engines/test_pyttsx3.py",
)
"""Test files that take over 10 seconds, the longest first."""
PLACES = {name: place for place, name in enumerate(LONGEST)}


def pytest_configure(config: pytest.Config) -> None:
    # pytest-xdist would start with the files that have the most tests, which are not the
    # longest
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: PLACES.get(item.nodeid.partition("::")[0], len(PLACES)))
