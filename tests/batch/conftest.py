"""A folder of episodes with a site, from which tests withdraw stories."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audiobrief.publish.site import publish_site
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import make_all
from tests.batch.withdrawing import settings_in
from tests.torture.running import invoke


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three pages with a site of their episodes, one of them with an EPUB."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "pages").mkdir()
    for number in range(3):
        story = write_story(number, FIRST_DAY)
        canonical = (
            f'<link rel="canonical" href="https://saltmere.example/news/{number}"></head>'
        )
        page = story.page.decode().replace("</head>", canonical)
        (folder / "pages" / f"{number}.html").write_text(page, encoding="utf-8")
    settings = settings_in(folder)
    make_all(folder / "pages", folder / "out", settings)
    publish_site(folder / "out", settings.publish)
    code, _, err = invoke("epub", folder / "out" / "saltmere-keeps-its-quay-after-vote-1")
    assert code == 0, err
    return folder


@pytest.fixture
def folder(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in the folder that commands are called in."""
    copy = Path(shutil.copytree(made_once, tmp_path / "desk"))
    # the journal knows files by their absolute paths
    shutil.rmtree(copy / "pages")
    (copy / "pages").symlink_to(made_once / "pages")
    monkeypatch.chdir(copy)
    return copy
