"""Tests the locations of audiobrief's files on a machine."""

from pathlib import Path

import platformdirs
import pytest

from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder


@pytest.mark.parametrize("engine", VOICES_VARIABLES)
def test_a_folder_of_voices_is_the_one_named_else_the_users_own(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VOICES_VARIABLES[engine], raising=False)
    data = platformdirs.user_data_path("audiobrief", appauthor=False)
    assert find_voices_folder(engine) == data / engine
    monkeypatch.setenv(VOICES_VARIABLES[engine], str(tmp_path))
    assert find_voices_folder(engine) == tmp_path


def test_an_engine_whose_voices_are_no_files_has_no_folder() -> None:
    with pytest.raises(KeyError):
        find_voices_folder("openai")
