"""The commented settings file says what the settings are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobrief.config import Settings, read_settings
from audiobrief.places import CONFIG_VARIABLE
from audiobrief.settings_file import describe_settings


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
    profiles = text.index("# Other settings for the pages of one site")
    everything = re.sub(r"(?m)^#(?=[a-z_]+ = |\[)", "", text[:profiles])
    assert everything.count(" = ") > 60
    file = tmp_path / "a.toml"
    file.write_text(everything, encoding="utf-8")
    assert read_settings(file) == Settings()


def test_every_setting_has_its_meaning() -> None:
    lines = describe_settings().splitlines()
    tables = [line for line in lines if re.fullmatch(r"\[[a-z.]+\]", line)]
    assert {"[script]", "[voice]", "[sound]", "[fetch]", "[publish]", "[batch]"} <= set(tables)
