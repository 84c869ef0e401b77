"""Tests that machines that share a store do not speak a text again that one has spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audiobrief.engines import Delivery
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Speech
from audiobrief.settings.tree import Settings
from audiobrief.speech.shared_cache import SharedCache
from tests.batch.newsroom import write_pages
from tests.batch.running import kinds, make_all, quick_settings

TEXT = "The quay of Halverwick goes."


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A folder reached like an object store."""
    (tmp_path / "store").mkdir()
    return f"local://{tmp_path}/store"


def speak() -> Speech:
    return ToneEngine().speak(TEXT, Delivery())


def test_speech_and_frames_come_back_on_another_machine(store: str, tmp_path: Path) -> None:
    here, there = (SharedCache(tmp_path / name, store) for name in ("here", "there"))
    engine = ToneEngine()
    assert there.get(engine, TEXT, Delivery()) is None
    assert not there.holds(engine, TEXT, Delivery())
    here.put(engine, TEXT, Delivery(), speak())
    here.put_frames("ab" * 32, b"frames")
    assert there.holds(engine, TEXT, Delivery())
    found = there.get(engine, TEXT, Delivery())
    assert found is not None
    assert found.samples.tobytes() == speak().samples.tobytes()
    assert tuple(found.words) == tuple(speak().words)
    assert there.get_frames("ab" * 32) == b"frames"
    # they are now on the other machine's own disk
    alone = SharedCache(tmp_path / "there", f"local://{tmp_path}/another")
    assert alone.get(engine, TEXT, Delivery()) is not None
    assert alone.get_frames("ab" * 32) == b"frames"


def test_what_a_store_gives_back_is_checked(store: str, tmp_path: Path) -> None:
    engine = ToneEngine()
    here = SharedCache(tmp_path / "here", store)
    here.put(engine, TEXT, Delivery(), speak())
    here.put_frames("ab" * 32, b"frames")
    for path in (tmp_path / "store").rglob("*.*"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    there = SharedCache(tmp_path / "there", store)
    assert there.get(engine, TEXT, Delivery()) is None
    assert there.get_frames("ab" * 32) is None


def test_a_store_that_cannot_be_used_is_left_alone_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = ToneEngine()
    for address in ("nostore://a/b", f"local://{tmp_path}/none/below/it"):
        caplog.clear()
        cache = SharedCache(tmp_path / "here", address)
        cache.put(engine, TEXT, Delivery(), speak())
        assert cache.get(engine, TEXT, Delivery()) is not None
        cache.put_frames("ab" * 32, b"frames")
        ours = [record for record in caplog.records if record.name.startswith("audiobrief")]
        assert [address in record.getMessage() for record in ours] == [True]


def test_a_batch_elsewhere_speaks_nothing_again(store: str, tmp_path: Path) -> None:
    def settings(machine: str) -> Settings:
        changes: dict[str, Any] = {
            "cache__speech": True,
            "cache__folder": str(tmp_path / machine),
            "cache__shared": store,
        }
        return quick_settings(**changes)

    write_pages(tmp_path / "pages", 2, words=60)
    first, _ = make_all(tmp_path / "pages", tmp_path / "one", settings("a"))
    assert kinds(first) == {"made": 2}
    _, tally = make_all(tmp_path / "pages", tmp_path / "two", settings("b"), dry_run=True)
    assert tally.characters > 0
    assert tally.unspoken == 0


def test_a_log_has_no_password_of_the_address(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    SharedCache(tmp_path, "nosuchstore://ada:secretpw@h.example/cache")
    assert "the shared cache nosuchstore://…@h.example/cache cannot be used" in caplog.text
    assert "secretpw" not in caplog.text
