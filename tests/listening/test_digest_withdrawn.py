"""Tests that a withdrawn story leaves with every digest that holds it."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from audiobrief.listening.deciding import decide
from audiobrief.publish import read_episode
from audiobrief.publish.register import read_register
from audiobrief.publish.site import publish_site
from audiobrief.settings.tree import Settings
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import TONE, kinds, make_all, quick_settings
from tests.torture.running import contents, invoke

MARK = b"motion 1 "
STORY = "saltmere-keeps-its-quay-after-vote-1"


def settings_of(root: Path) -> Settings:
    return quick_settings(
        publish__url="https://listen.saltmere.example/",
        batch__workers=1,
        fetch__cache_folder=str(root.parent / "web"),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of three stories and a digest of the first two."""
    output = tmp_path / "out"
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(3):
        (pages / f"{number}.html").write_bytes(write_story(number, FIRST_DAY).page)
    make_all(pages, output, settings_of(output))
    names = sorted(path.parent.name for path in output.glob("*/episode.json"))
    first, second = [name for name in names if not name.endswith("-2")]
    code, _, err = invoke("digest", first, second, "-o", output, "--title", "Drive", *TONE)
    assert code == 0, err
    publish_site(output, settings_of(output).publish)
    return output


def titles_in(root: Path) -> list[str]:
    return sorted(
        entry.title for entry in feedparser.parse((root / "feed.xml").read_bytes()).entries
    )


def files_with_the_story(root: Path) -> list[str]:
    return [name for name, content in contents(root).items() if MARK in content]


def test_a_digest_leaves_with_its_story(root: Path) -> None:
    assert len(titles_in(root)) == 4
    code, out, err = invoke("withdraw", STORY, "-o", root, "--dry-run")
    assert (code, "drive/drive.mp3" in err, "out/drive: would be withdrawn, too" in err) == (
        0, True, True,
    )  # fmt: skip
    assert len(titles_in(root)) == 4
    code, out, err = invoke("withdraw", STORY, "-o", root)
    assert (code, "out/drive: withdrawn, too" in err) == (0, True), (out, err)
    assert len(titles_in(root)) == 2
    assert files_with_the_story(root) == []
    assert [path.name for path in (root / "drive").iterdir()] == ["index.html"]
    # what is left is joined into a digest of the same title, in a folder of its own
    rest = sorted(path.parent.name for path in root.glob("*/episode.json"))
    code, out, err = invoke("digest", *rest, "-o", root, "--title", "Drive", *TONE)
    assert code == 0, err
    made = Path(out.strip()).parent
    assert made.name.startswith("drive-")
    assert len(read_episode(made).joined) == 2
    # the story may be restored, and the digest stays away until it is restored itself
    assert invoke("restore", STORY, "-o", root)[0] == 0
    assert [each.folder for each in read_register(root).tombstones] == ["drive"]
    assert invoke("restore", "drive/", "-o", root)[0] == 0
    assert read_register(root).tombstones == ()


def test_a_policy_takes_the_digest_away(root: Path) -> None:
    line = root.parent / "list.jsonl"
    line.write_text(f'{{"id": "{root.parent}/pages/1.html", "status": "withdrawn"}}')
    events, _ = make_all(line, root, settings_of(root))
    assert kinds(events) == {"withdrawn": 1}
    assert files_with_the_story(root) == []
    assert len(titles_in(root)) == 2
    stones = read_register(root).tombstones
    assert [(each.folder, each.held) for each in stones] == [(STORY, ""), ("drive", STORY)]


def test_what_a_listener_deletes_stays_in_the_digest(root: Path) -> None:
    decide(root, settings_of(root), STORY, "delete")
    assert not (root / STORY / "episode.json").exists()
    assert len(read_episode(root / "drive").joined) == 2


def test_a_digest_may_be_withdrawn_alone(root: Path) -> None:
    code, _, err = invoke("withdraw", "drive/", "-o", root)
    assert code == 0, err
    assert len(titles_in(root)) == 3
