"""The places of the user's settings and voices and of audiobrief's cache."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "AUDIOBRIEF_CACHE"
"""Environment variable that names the cache folder; "off" turns the cache off."""
CONFIG_VARIABLE = "AUDIOBRIEF_CONFIG"
"""Environment variable that names the user's configuration folder in place of the platform's;
"off" for none."""
VOICES_VARIABLES = {
    # engine whose voices are files, the best sound first (Distill-MOS 4.7, 4.7, 4.5)
    # -> environment variable that names their folder
    "natural": "AUDIOBRIEF_NATURAL_VOICES",
    "kokoro": "AUDIOBRIEF_KOKORO_VOICES",
    "piper": "AUDIOBRIEF_PIPER_VOICES",
}
OFF = "off"
PROJECT_FILE = "audiobrief.toml"
"""The settings file in the folder that audiobrief is called in."""
INTERNAL = ".audiobrief"
"""The folder in an output for what nobody but its producer may read: the journal, reports. Web
servers' usual rules, and `serve`, hide names that begin with a dot."""
USER_FILE = "config.toml"
"""The settings file in the user's configuration folder."""


def find_cache_folder() -> Path | None:
    """The folder that `AUDIOBRIEF_CACHE` names, else the platform's; None if it is "off".

    Raises:
        OSError, RuntimeError: the user has no home folder.
    """
    named = os.environ.get(CACHE_VARIABLE, "")
    if named:
        return None if named == OFF else Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("audiobrief", appauthor=False)) / "speech"


def find_voices_folder(engine: str) -> Path:
    """The folder of an engine's voices, whether it exists or not.

    The engine's variable in `VOICES_VARIABLES` names it; else it is the folder with the
    engine's name in the user's data folder for audiobrief.

    Raises:
        KeyError: the engine's voices are not files.
    """
    named = os.environ.get(VOICES_VARIABLES[engine], "")
    return Path(named) if named else find_data_folder() / engine


def find_data_folder() -> Path:
    """The user's folder for what audiobrief keeps and cannot make again, whether it exists or not."""
    import platformdirs

    try:
        return platformdirs.user_data_path("audiobrief", appauthor=False)
    except RuntimeError:  # a user without a home folder: nothing can lie below a device
        return Path(os.devnull)


def user_folder() -> Path | None:
    """The user's configuration folder, or None if `AUDIOBRIEF_CONFIG` is "off" or there is no home."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return None if named == OFF else Path(named)
    import platformdirs

    try:
        return platformdirs.user_config_path("audiobrief")
    except RuntimeError:  # the user has no home folder
        return None


def settings_files(path: Path | None = None) -> tuple[Path, ...]:
    """The paths of the settings files, whether they exist or not; later ones win.

    `path` is read in place of ``audiobrief.toml``.
    """
    folder = user_folder()
    user = (folder / USER_FILE,) if folder else ()
    return (*user, path or Path(PROJECT_FILE))


def files_to_read(path: Path | None = None) -> list[Path]:
    """The existing files among `settings_files(path)`, and `path` even if it is missing."""
    # Path.is_file raises if the folder above cannot be entered (Python 3.11)
    return [file for file in settings_files(path) if file == path or os.path.isfile(file)]  # noqa: PTH113 -- Path.is_file raises below a folder that cannot be entered
