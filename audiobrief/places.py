"""Where audiobrief keeps what it need not make twice."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_VARIABLE = "AUDIOBRIEF_CACHE"
"""Environment variable that names the folder; "off" for no cache at all."""
OFF = "off"


def find_cache_folder() -> Path | None:
    """Where `AUDIOBRIEF_CACHE` says, else the user's own; None where that is "off".

    Raises:
        OSError, RuntimeError: the user has no home folder.
    """
    named = os.environ.get(FOLDER_VARIABLE, "")
    if named:
        return None if named == OFF else Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("audiobrief", appauthor=False)) / "speech"
