"""Fixtures that the fault tests share."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import msgspec
import pytest

from audiobrief.episode.reader import read_manuscript
from tests.places import EXAMPLE

SENTENCES = 6


@pytest.fixture(scope="session")
def short_script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first sentences of the example, which quickly exercise all stages except cleaning."""
    whole = read_manuscript(EXAMPLE)
    script = dataclasses.replace(whole.script, segments=whole.script.segments[:SENTENCES])
    path = tmp_path_factory.mktemp("script") / "short.json"
    path.write_bytes(msgspec.json.encode(dataclasses.replace(whole, script=script)))
    return path
