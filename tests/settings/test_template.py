"""Tests that the commented settings file agrees with the settings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audiobrief.settings.template import describe_settings, to_toml
from audiobrief.settings.tree import Settings, read_settings
from audiobrief.system.locations import CONFIG_VARIABLE


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, "off")
    monkeypatch.chdir(tmp_path)


def test_as_written_it_sets_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(describe_settings(), encoding="utf-8")
    assert read_settings(file) == Settings()


def test_uncommented_it_is_the_defaults(tmp_path: Path) -> None:
    text = describe_settings()
    profiles = text.index("# Settings for the pages of one site alone")
    everything = re.sub(r"(?m)^#(?=[a-z_]+ = |\[)", "", text[:profiles])
    assert everything.count(" = ") > 60
    file = tmp_path / "a.toml"
    file.write_text(everything, encoding="utf-8")
    assert read_settings(file) == Settings()


def test_its_own_words_say_how_a_setting_is_changed(tmp_path: Path) -> None:
    """As the file explains: remove the "#" from a setting, and from its table if that has
    one."""
    lines = describe_settings().splitlines()
    told = " ".join(line.removeprefix("# ") for line in lines[:3])
    assert 'remove the "#" before it, and the one before its [table] if it has one' in told
    assert 'A "#" followed by a space begins an explanation' in told
    for table, key, value in (
        ("[script]", "quotes", '"voice"'),
        ("#[speak]", "captions", "false"),
        ('#[profiles."saltmere.example".voice]', "narrator", '"en-us"'),
    ):
        at = lines.index(table)
        row = next(i for i in range(at, len(lines)) if lines[i].startswith(f"#{key} = "))
        changed = [*lines]
        changed[at] = table.removeprefix("#")
        changed[row] = f"{key} = {value}"
        file = tmp_path / "a.toml"
        file.write_text("\n".join(changed), encoding="utf-8")
        assert read_settings(file) != Settings(), table


def test_every_setting_has_its_meaning() -> None:
    lines = describe_settings().splitlines()
    tables = [line for line in lines if re.fullmatch(r"\[[a-z.]+\]", line)]
    assert {"[script]", "[voice]", "[sound]", "[fetch]", "[publish]", "[batch]"} <= set(tables)


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


@given(VALUES)
@example('\x7f\x00 \U0001f3a7 "\\ \n')
def test_what_is_written_as_toml_is_read_as_it_was(value: object) -> None:
    assert tomllib.loads(f"key = {to_toml(value)}") == {"key": value}
