"""Replays the corpus once, so that faults found by fuzzing stay fixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.system.locations import CONFIG_VARIABLE
from tests.fuzz import CORPUS
from tests.fuzz.targets import TARGETS

INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


def test_every_target_has_a_corpus() -> None:
    assert {path.parent.name for path in INPUTS} == TARGETS.keys()


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name} {path.name}")
def test_what_was_found_stays_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, "off")
    TARGETS[path.parent.name].run(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_at_all_is_an_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, "off")
    TARGETS[name].run(b"")
