"""Tests that `audiobrief names` prints a lexicon that can be used at once and edited."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from audiobrief.cli import main
from audiobrief.spoken.lexicon import load_lexicon
from tests.places import EXAMPLE


def test_what_is_printed_is_a_lexicon_that_changes_nothing_yet(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["names", str(EXAMPLE)], catch_exceptions=False)
    assert run.exit_code == 0
    file = tmp_path / "lexicon.toml"
    file.write_text(run.stdout, encoding="utf-8")
    printed = load_lexicon([file], language="xx")
    assert "Halverwick" in printed
    assert all(entry.say == word for word, entry in printed.words.items())
