"""How pytest-xdist distributes the test files over its workers."""

from __future__ import annotations

import os

import pytest

JOURNEYS = (
    # the longest first
    "tests/cli/test_stopping.py",
    "tests/listening/test_listen.py",
    "tests/batch/test_policy.py",
    "tests/trust/test_leftovers.py",
    "tests/browser/test_desk.py",
    "tests/browser/test_desk_morning.py",
    "tests/browser/test_library.py",
    "tests/browser/test_library_playing.py",
    "tests/browser/test_large_library.py",
    "tests/test_tutorials.py",
    "tests/batch/test_guard.py",
    "tests/browser/test_player.py",
    "tests/browser/test_listening.py",
    "tests/cli/test_make.py",
    "tests/batch/test_asked_once.py",
    "tests/desk/test_killed.py",
    "tests/desk/test_damage.py",
    "tests/desk/test_stories.py",
    "tests/desk/test_renewal.py::test_a_name_that_is_approved_renews",
    "tests/test_readme.py",
    "tests/batch/test_record.py",
    "tests/batch/test_batch.py",
    "tests/batch/test_folders.py",
    "tests/batch/test_feed_text.py",
    "tests/batch/test_web.py",
    "tests/batch/test_same_bytes.py",
    "tests/publish/test_epub.py",
    "tests/listening/test_rounds.py",
    "tests/browser/",
)
"""Files whose tests go a whole way, through many starts of programs, servers and browsers: a
tutorial from its first command to its last, an editor's morning, what is stopped and gone on
with; and all that happens in a browser. They take as long as all others together, so
`make test-journeys` runs them."""
LONGEST = (
    # these start first, so that no worker is left with one of them after all others are done
    "tests/engines/test_conformance.py",
    "tests/trust/test_bounds.py",
    "tests/trust/test_hostile_peers.py",
    "tests/trust/test_poor_worlds.py",
    "tests/trust/test_bad_episodes.py",
    "tests/cli/test_speech_commands.py",
    "tests/engines/test_kokoro.py",
    "tests/cleaner/test_hostile.py",
    "tests/sound/test_room.py",
    "tests/batch/test_article_data.py",
    "tests/episode/test_receipts.py",
    "tests/speech/test_guests.py",
    "tests/docs/test_docs.py",
    "tests/cleaner/test_reports.py",
    "tests/cleaner/test_quality.py",
    "tests/batch/test_withdrawal_stored.py",
    "tests/desk/test_renewal.py",
    "tests/publish/test_signing.py",
    "tests/listening/test_digest.py",
    "tests/desk/test_approval.py",
)
"""Other files that take over five seconds of a processor, the longest first."""
PLACES = {name: place for place, name in enumerate(JOURNEYS + LONGEST)}


@pytest.hookimpl(optionalhook=True)  # without pytest-xdist nobody asks
def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor, since many tests wait: for a clock, a deadline or a process."""
    return 2 * (os.cpu_count() or 1)


def pytest_configure(config: pytest.Config) -> None:
    # pytest-xdist would start with the files that have the most tests, which are not the
    # longest
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: PLACES.get(item.nodeid.partition("::")[0], len(PLACES)))
    for item in items:
        if item.nodeid.startswith(JOURNEYS):
            item.add_marker(pytest.mark.journey)
        if item.nodeid.startswith("tests/browser/"):
            # Chromium shares the processors with other tests and may miss a moment; what is
            # wrong with a page fails twice
            item.add_marker(pytest.mark.flaky(reruns=1))
