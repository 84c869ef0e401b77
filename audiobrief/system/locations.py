"""Where audiobrief finds what its user wrote, and keeps what it need not make twice."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "AUDIOBRIEF_CACHE"
"""Environment variable that names the folder; "off" for no cache at all."""
CONFIG_VARIABLE = "AUDIOBRIEF_CONFIG"
"""Environment variable that names the user's folder for configuration instead of the
platform's; "off" for none."""
VOICES_VARIABLES = {
    # engine whose voices are files, the one that sounds best first (Distill-MOS 4.7, 4.7, 4.5)
    # -> environment variable that names their folder
    "natural": "AUDIOBRIEF_NATURAL_VOICES",
    "kokoro": "AUDIOBRIEF_KOKORO_VOICES",
    "piper": "AUDIOBRIEF_PIPER_VOICES",
}
OFF = "off"
PROJECT_FILE = "audiobrief.toml"
"""Read from the folder that audiobrief is called in."""
USER_FILE = "config.toml"
"""Read from the user's own folder for audiobrief's configuration."""


def find_cache_folder() -> Path | None:
    """Where `AUDIOBRIEF_CACHE` says, else the user's own; None where that is "off".

    Raises:
        OSError, RuntimeError: the user has no home folder.
    """
    named = os.environ.get(CACHE_VARIABLE, "")
    if named:
        return None if named == OFF else Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("audiobrief", appauthor=False)) / "speech"


def find_voices_folder(engine: str) -> Path:
    """Where the files of an engine's voices lie, whether the folder is there or not.

    It is what the engine's variable in `VOICES_VARIABLES` names, else a folder of the
    engine's name in the user's own data folder for audiobrief.

    Raises:
        KeyError: the engine's voices are not files.
        RuntimeError: the user has no home folder.
    """
    named = os.environ.get(VOICES_VARIABLES[engine], "")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("audiobrief", appauthor=False) / engine


def user_folder() -> Path | None:
    """The user's folder for configuration, or None where there is to be none."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return None if named == OFF else Path(named)
    import platformdirs

    return platformdirs.user_config_path("audiobrief")


def settings_files(path: Path | None = None) -> tuple[Path, ...]:
    """Where settings are looked for, whether a file is there or not; later ones win.

    `path` is read in place of ``audiobrief.toml``.
    """
    folder = user_folder()
    user = (folder / USER_FILE,) if folder else ()
    return (*user, path or Path(PROJECT_FILE))


def files_to_read(path: Path | None = None) -> list[Path]:
    """Those of `settings_files(path)` that are there, and `path`, which must be."""
    return [file for file in settings_files(path) if file == path or file.is_file()]
