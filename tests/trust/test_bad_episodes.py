"""Tests that one damaged episode is named, and ends nothing for its neighbours.

Each kind of damage is done to the file itself, and every command that reads it is run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from audiobrief.errors import PublishError
from audiobrief.publish import PublishSettings
from audiobrief.publish.index_file import INDEX
from audiobrief.publish.names import EPISODE, WAVEFORM
from audiobrief.publish.register import (
    REGISTER,
    Register,
    Tombstone,
    added,
    parse_register,
    read_register,
    write_register,
)
from audiobrief.publish.remembered import REMEMBERED
from audiobrief.publish.serve import Preview
from audiobrief.publish.versions import VERSIONS
from tests.batch.running import TONE
from tests.publish.shelves import URL, make_shelf
from tests.torture.running import Run, contents, invoke

DEEP = 200_000


def _set(*place: str | int, value: Any) -> Callable[[bytes], bytes]:
    """Damage: the value at a place of the JSON is another one."""

    def damage(content: bytes) -> bytes:
        tree = json.loads(content)
        inner = tree
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = value
        return json.dumps(tree).encode()

    return damage


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no-utf-8": lambda content: content.replace(b"Bulletin", b"B\xff\xfelletin", 1),
    "no-json": lambda content: content[: len(content) // 2],
    "empty": lambda _: b"",
    "zeros": lambda content: bytes(len(content)),
    "deep": lambda _: b"[" * DEEP + b"]" * DEEP,
    "deep-inside": lambda content: (
        content.rstrip()[:-1] + b', "more": ' + b"[" * DEEP + b"]" * DEEP + b"}"
    ),
    "a-list": lambda _: b"[1, 2]",
    "rate-0": _set("timeline", "sample_rate", value=0),
    "rate-negative": _set("timeline", "sample_rate", value=-16_000),
    "rate-huge": _set("timeline", "sample_rate", value=10**15),
    "length-0": _set("timeline", "length", value=0),
    "length-huge": _set("timeline", "length", value=10**17),
    "no-blocks": _set("article", "blocks", value=[]),
    "no-segments": _set("script", "segments", value=[]),
    "block-missing": _set("script", "segments", 3, "block", value=99),
    "cue-far-outside": _set("timeline", "cues", 1, "end", value=10**12),
    "cue-of-nothing": _set("timeline", "cues", 1, "segment", value=5_000),
    "cue-backwards": _set("timeline", "cues", 2, "start", value=-5),
    "word-outside": _set("timeline", "cues", 1, "words", 0, value=[0, 10**6, 0, 0]),
    "no-zone": _set("article", "published", value="2031-03-04T06:00:00"),
    "year-1": _set("article", "modified", value="0001-01-01T00:00:00+14:00"),
    "alignment-outside": _set(
        "script", "segments", 0, "alignment", value=[[0, 9_999, 0, 9_999]]
    ),
    "level-negative": _set("article", "blocks", 0, "level", value=-3),
    "loudness-absurd": _set("loudness", value={"integrated_lufs": 1e300, "true_peak_dbtp": -1}),
    "true-peak-absurd": _set("loudness", value={"integrated_lufs": -16, "true_peak_dbtp": 1e6}),
    "confidence-absurd": _set("article", "confidence", value=-7.5),
    "pause-endless": _set("script", "segments", 0, "pause_after_ms", value=10**15),
    "picture-elsewhere": _set(
        "pictures", value=[{"name": "../cover.jpg", "width": 9, "height": 9}]
    ),
    "picture-absurd": _set(
        "pictures", value=[{"name": "picture-1.jpg", "width": -9, "height": 10**12}]
    ),
    "audio-elsewhere": _set("audio", value="../episode-0/episode.mp3"),
    "audio-missing": _set("audio", value="gone.mp3"),
    "audio-of-a-long-name": _set("audio", value="a" * 9_000),
}
"""What is done to `episode.json`; each such episode is refused, and named."""
BESIDE: dict[str, tuple[str, bytes]] = {
    "waveform-no-json": (WAVEFORM, b"{"),
    "waveform-deep": (WAVEFORM, b"[" * DEEP + b"]" * DEEP),
    "waveform-infinite": (WAVEFORM, b'{"version":1,"audio_sha256":"x","bars":[1e999]}'),
    "waveform-no-utf-8": (WAVEFORM, b'{"audio_sha256":"\xff"}'),
    "versions-deep": (VERSIONS, b"[" * DEEP + b"]" * DEEP),
    "versions-no-utf-8": (VERSIONS, b'{"versions":"\xff"}'),
    "versions-no-zone": (VERSIONS, b'{"versions":[{"number":1,"made":"2031-03-04T06:00:00"}]}'),
    "credentials-list": ("credentials.json", b'{"audio": 3, "texts": []}'),
}
"""A file beside the episode, and what is written into it; such an episode is published."""


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 1)
    return root


@pytest.fixture
def shelf(made_once: Path, tmp_path: Path) -> Path:
    """A folder with a sound episode, and beside it one for each kind of damage."""
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    sound = root / "episode-0"
    for name, damage in DAMAGES.items():
        damaged = Path(shutil.copytree(sound, root / f"bad-{name}"))
        (damaged / EPISODE).write_bytes(damage((sound / EPISODE).read_bytes()))
    for name, (file, content) in BESIDE.items():
        beside = Path(shutil.copytree(sound, root / f"beside-{name}"))
        (beside / file).write_bytes(content)
    (root / "bad-cut").mkdir()
    shutil.copytree(sound, root / "bad-cut", dirs_exist_ok=True)
    (root / "bad-cut" / "episode.mp3").write_bytes(b"")
    return root


def folders(root: Path, beginning: str) -> Iterator[str]:
    yield from (path.name for path in sorted(root.glob(f"{beginning}*")))


def test_a_damaged_episode_is_left_out_of_its_site(shelf: Path) -> None:
    code, _, err = invoke("publish", shelf, "--url", URL)
    assert "Traceback" not in err
    for name in folders(shelf, "bad-"):
        assert name in err, f"{name} is not named"
    feed = (shelf / "feed.xml").read_text("utf-8")
    assert "bad-" not in feed
    assert f"{URL}episode-0/" in feed
    for name in folders(shelf, "beside-"):
        assert f"{URL}{name}/" in feed, err
    for name, (file, _) in BESIDE.items():
        assert f"beside-{name}/{file} " in err, "what is passed over is told"
    assert code == 3
    # the site is whole also when it is made again from the index
    before = contents(shelf)
    code, _, err = invoke("-q", "publish", shelf, "--url", URL)
    assert code == 3
    for name in folders(shelf, "bad-"):
        assert name in err, f"{name} is not named with -q"
    assert contents(shelf) == before


def test_the_preview_shows_the_others(shelf: Path) -> None:
    client = Client(Preview(shelf, PublishSettings()))
    answer = client.get("/")
    assert answer.status_code == 200
    assert "episode-0" in answer.text
    assert "bad-" not in answer.text


@pytest.mark.parametrize("name", DAMAGES)
def test_an_epub_of_it_is_refused_in_a_line(name: str, shelf: Path) -> None:
    code, out, err = invoke("epub", shelf / f"bad-{name}")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert err.startswith("audiobrief: ")


@pytest.mark.parametrize("name", ["rate-0", "no-blocks", "no-zone", "cue-far-outside"])
def test_an_episode_is_made_over_it(name: str, tmp_path: Path) -> None:
    page, output = tmp_path / "page.html", tmp_path / "out"
    page.write_text(PAGE, encoding="utf-8")
    assert invoke("make", page, "-o", output, *TONE)[0] == 0
    (episode,) = output.glob(f"*/{EPISODE}")
    sound = episode.read_bytes()
    episode.write_bytes(DAMAGES[name](sound))
    code, out, err = invoke("make", page, "-o", output, *TONE)
    assert code == 0, err
    assert Path(out.strip()).parent == episode.parent
    assert json.loads(episode.read_bytes())["article"] == json.loads(sound)["article"]


@pytest.mark.parametrize("name", ["no-json", "deep", "zeros"])
def test_beside_what_nobody_can_read_an_episode_is_made(name: str, tmp_path: Path) -> None:
    """Whose episode it was cannot be told, so it stays, and the article gets another folder."""
    page, output = tmp_path / "page.html", tmp_path / "out"
    page.write_text(PAGE, encoding="utf-8")
    assert invoke("make", page, "-o", output, *TONE)[0] == 0
    (episode,) = output.glob(f"*/{EPISODE}")
    episode.write_bytes(DAMAGES[name](episode.read_bytes()))
    code, out, err = invoke("make", page, "-o", output, *TONE)
    assert code == 0, err
    assert (Path(out.strip()).parent / EPISODE).is_file()


KINDS: dict[str, Callable[[Path], object]] = {
    "a-pipe": os.mkfifo,
    "an-endless-device": lambda path: path.symlink_to("/dev/zero"),
    "a-folder": Path.mkdir,
    "a-link-to-nothing": lambda path: path.symlink_to("gone.json"),
}
"""What may stand in the place of a file, and would be waited for or read without end."""


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has pipes and devices in folders")
@pytest.mark.parametrize("name", KINDS)
def test_what_is_no_regular_file_is_read_by_nobody(
    name: str, made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    for file in (EPISODE, WAVEFORM, VERSIONS):
        odd = Path(shutil.copytree(root / "episode-0", root / f"odd-{file}"))
        (odd / file).unlink(missing_ok=True)
        KINDS[name](odd / file)
    code, _, err = Run("publish", root, "--url", URL).finish()
    assert code == 3, err
    assert f"left out odd-{EPISODE}: " in err
    assert f"{URL}episode-0/" in (root / "feed.xml").read_text("utf-8")
    code, _, err = Run("epub", root / f"odd-{EPISODE}").finish()
    assert code == 1
    assert err.startswith("audiobrief: ")


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has pipes and devices in folders")
@pytest.mark.parametrize("name", KINDS)
def test_a_batch_does_not_wait_for_what_is_no_regular_file(name: str, tmp_path: Path) -> None:
    page, output = tmp_path / "page.html", tmp_path / "out"
    page.write_text(PAGE, encoding="utf-8")
    assert invoke("batch", page, "-o", output, *TONE)[0] == 0
    (episode,) = output.glob(f"*/{EPISODE}")
    episode.unlink()
    KINDS[name](episode)
    for command in ("batch", "make"):
        code, _, err = Run(command, page, "-o", output, *TONE).finish()
        assert code in {0, 1}, err
        assert "Traceback" not in err
    assert any(each.is_file() for each in output.glob(f"*/{EPISODE}")), err


PAGE = (
    "<html lang=en><head><title>The quay of Saltmere opens</title></head><body><article>"
    "<h1>The quay of Saltmere opens</h1><p>The quay of Saltmere opened on Tuesday, two years "
    "after the harbour board had voted for it by nine to two.</p><p>It is free to all who walk. "
    "Nobody may park there, the board said, and nobody may sell anything but tea.</p>"
    "</article></body></html>"
)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]


def test_a_flipped_bit_in_the_librarys_index_makes_no_wrong_site(
    made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    assert invoke("publish", root, "--url", URL)[0] == 0
    sound = (root / INDEX).read_bytes()
    site = {name: data for name, data in contents(root).items() if name != INDEX}
    for at in range(0, len(sound), max(len(sound) // 12, 1)):
        (root / INDEX).write_bytes(flipped(sound, at))
        code, _, err = invoke("publish", root, "--url", URL)
        assert code == 0, (at, err)
        assert {name: data for name, data in contents(root).items() if name != INDEX} == site
    assert (root / INDEX).read_bytes() == sound


def test_a_flipped_bit_in_how_a_site_was_made_makes_no_wrong_site(
    made_once: Path, tmp_path: Path
) -> None:
    """It holds the address of the feeds, and the token of a private site."""
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    assert invoke("publish", root, "--url", URL)[0] == 0
    sound = (root / REMEMBERED).read_bytes()
    site = {name: data for name, data in contents(root).items() if name[0] != "."}
    for at in range(0, len(sound), max(len(sound) // 24, 1)):
        (root / REMEMBERED).write_bytes(flipped(sound, at))
        for command in ("publish", "serve"):
            code, _, err = invoke(command, root, "--port", "0") if command == "serve" else (
                invoke(command, root)
            )  # fmt: skip
            assert code == 1, (at, command)
            assert f"{REMEMBERED}, which says how the site was made, is damaged" in err
            assert err.count("\n") == 1
        assert {name: data for name, data in contents(root).items() if name[0] != "."} == site
    code, out, err = invoke("withdraw", "episode-0", "-o", root)
    assert "the site was not updated" in err + out
    # whoever names the address has told what it is
    assert invoke("publish", root, "--url", URL)[0] in {0, 3}
    assert (root / REMEMBERED).read_bytes() == sound


def test_no_flipped_bit_lets_a_withdrawn_story_come_back(
    made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    tombstone = Tombstone(
        datetime(2031, 3, 4, 6, tzinfo=UTC), id="https://saltmere.example/a", folder="a",
        url="https://saltmere.example/a", text_digest="0" * 64, aliases=("b",),
    )  # fmt: skip
    write_register(root, added(Register(), tombstone))
    sound = (root / REGISTER).read_bytes()
    whole = read_register(root)
    assert whole.tombstones == (tombstone,)
    heard = 0
    for bit in range(len(sound) * 8):
        damaged = bytearray(sound)
        damaged[bit // 8] ^= 1 << bit % 8
        try:
            # a space that became another, or the name of the checksum, says nothing else
            assert parse_register(bytes(damaged), "it") == whole
        except PublishError:
            heard += 1
    assert heard > len(sound) * 6
    # older releases wrote no checksum, and a person who mends the file removes it
    tree = json.loads(sound)
    tree["tombstones"][0]["url"] = "https://saltmere.example/c"
    (root / REGISTER).write_text(json.dumps(tree), encoding="utf-8")
    with pytest.raises(PublishError, match='remove "checksum" from it'):
        read_register(root)
    del tree["checksum"]
    (root / REGISTER).write_text(json.dumps(tree), encoding="utf-8")
    assert read_register(root).tombstones[0].url == "https://saltmere.example/c"


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has pipes and devices in folders")
def test_a_register_that_cannot_be_read_publishes_nothing(
    made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    (root / REGISTER).parent.mkdir(exist_ok=True)
    (root / REGISTER).symlink_to("/dev/zero")
    code, _, err = invoke("publish", root, "--url", URL)
    assert code == 1
    assert "withdrawn.json cannot be read: it is no regular file" in err
    assert not (root / "feed.xml").exists()


def test_how_a_site_was_made_is_read_of_an_older_release(
    made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    assert invoke("publish", root, "--url", URL)[0] == 0
    feed = (root / "feed.xml").read_bytes()
    (root / REMEMBERED).write_bytes((root / REMEMBERED).read_bytes().split(b"\n")[0] + b"\n")
    assert invoke("publish", root)[0] == 0
    assert (root / "feed.xml").read_bytes() == feed


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"[" * DEEP,
        b'{"tombstones":[{"withdrawn":"2031-03-04T06:00:00"}]}',
        b'{"kept": 1}',
    ],
    ids=["no-utf-8", "deep", "no-zone", "another-type"],
)
def test_a_damaged_register_publishes_nothing(
    content: bytes, made_once: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made_once, tmp_path / "shelf"))
    (root / ".audiobrief").mkdir(exist_ok=True)
    (root / ".audiobrief" / "withdrawn.json").write_bytes(content)
    code, _, err = invoke("publish", root, "--url", URL)
    assert code == 1
    assert "the register of withdrawn stories" in err
    assert err.count("\n") == 1
    assert not (root / "feed.xml").exists()
