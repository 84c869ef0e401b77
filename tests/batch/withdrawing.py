"""What the tests of withdrawals share: settings, and the story that they withdraw."""

from __future__ import annotations

from pathlib import Path

from audiobrief.batch.withdrawal import Record
from audiobrief.settings.tree import Settings
from tests.batch.running import quick_settings
from tests.torture.running import contents

URL = "https://listen.saltmere.example/"
MARK = "motion 1 "
"""Words that only the story which is withdrawn has."""


def settings_in(folder: Path, **changes: object) -> Settings:
    return quick_settings(
        cache__speech=True, cache__folder=str(folder / "speech"), publish__url=URL,
        fetch__cache_folder=str(folder / "web"), batch__workers=1, **changes,
    )  # fmt: skip


STORY = "saltmere-keeps-its-quay-after-vote-1"
NAMES = ("https://saltmere.example/news/1", STORY)


def record_of(folder: Path) -> Record:
    return Record(str(folder / "out"), settings_in(folder))


CONFIG = """
voice.engine = "tone"
sound.loudness = "off"
publish.waveform = false
publish.url = "{url}"
cache.folder = "{folder}/speech"
fetch.cache_folder = "{folder}/web"
batch.workers = 1
"""
"""The settings of `settings_in` as a file, for commands that are called in the folder."""


def write_config(folder: Path) -> None:
    text = CONFIG.format(url=URL, folder=folder.as_posix())
    (folder / "audiobrief.toml").write_text(text, encoding="utf-8")


def traces(folder: Path, mark: str = MARK) -> list[str]:
    """The files of ours that hold the words of the story."""
    return [
        name
        for root in ("out", "speech")
        for name, content in contents(folder / root).items()
        if mark.encode() in content or mark.strip().encode() + b"." in content
    ]
