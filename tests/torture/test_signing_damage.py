"""Damages the world of a signing: a disk that fills up, and two runs that sign one episode."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.encoder.ffmpeg import decode
from audiobrief.publish import read_episode
from audiobrief.publish.signing import read_record
from audiobrief.publish.verifying import Outcome, Verdict, verify
from tests.publish.certificates import make_papers
from tests.torture.running import Run, contents, reads_proc
from tests.torture.test_disks import mount, resize
from tests.torture.test_kills import STAGING

pytestmark = reads_proc
CONFIG = """
voice.engine = "tone"
sound.loudness = "off"
publish.waveform = false
cache.speech = false
credentials.certificate = {certificate}
credentials.key = {key}
"""


@pytest.fixture
def newsrooms(tmp_path: Path) -> list[Path]:
    """The settings of two newsrooms, each with a certificate of its own."""
    found = []
    for name in ("first", "second"):
        papers = make_papers(tmp_path / name)
        config = tmp_path / name / "audiobrief.toml"
        certificate, key = json.dumps(str(papers.certificate)), json.dumps(str(papers.key))
        config.write_text(CONFIG.format(certificate=certificate, key=key), encoding="utf-8")
        found.append(config)
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    mount("mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", at=disk, why="a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def assert_is_signed(output: Path) -> None:
    """Check that there is one episode, signed with its texts and recorded as it is."""
    (described,) = output.glob("*/episode.json")
    folder = described.parent
    episode = read_episode(folder)
    found = verify(folder / episode.audio)
    assert (found.verdict, found.outcome) == (Verdict.GENUINE, Outcome.WHOLE)
    assert sum(map(len, decode(folder / episode.audio))) == episode.timeline.length
    record = read_record(folder)
    assert record is not None
    assert record.audio == episode.audio
    assert [name for name in contents(output) if STAGING in name] == []


def test_a_full_disk_leaves_the_signed_episode_and_says_so(
    newsrooms: list[Path], disk: Path, short_script: Path
) -> None:
    """There is room for half of the sound, then for the sound and a part of its signed copy."""
    output = disk / "out"
    first, second = (
        ("make", short_script, "-o", output, "--config", config) for config in newsrooms
    )
    code, _, err = Run(*first).finish()
    assert code == 0, err
    before = contents(output)
    # a tmpfs gives whole pages of 4 KiB
    sizes = {name: -(-len(data) // 4096) * 4 for name, data in before.items()}
    (sound,) = (size for name, size in sizes.items() if name.endswith(".mp3"))
    whole = sum(sizes.values())
    # the sound is written twice by the encoder, before the other files, and twice when it is signed
    for room_kb in (sound // 2, 2 * sound + (whole - sound) // 2):
        resize(disk, f"{whole + room_kb}k")
        run = Run(*second)
        code, out, err = run.finish()
        assert (code, out) == (1, "")
        assert len(err.splitlines()) == 1, err
        assert "no space left" in err
        assert contents(output) == before
        assert run.survivors() == []
    assert_is_signed(output)
    resize(disk, "30m")
    code, _, err = Run(*second).finish()
    assert code == 0, err
    assert contents(output) != before
    assert_is_signed(output)


def test_two_that_sign_one_episode_at_once_leave_one_signature(
    newsrooms: list[Path], short_script: Path, tmp_path: Path
) -> None:
    """Each has a certificate of its own, so that neither keeps what the other has signed."""
    output = tmp_path / "out"
    for _ in range(2):
        runs = [
            Run("make", short_script, "-o", output, "--config", config) for config in newsrooms
        ]
        for run in runs:
            code, _, err = run.finish()
            assert code == 0, err
        assert_is_signed(output)
    fingerprints = set()
    for config in newsrooms:
        code, _, err = Run("make", short_script, "-o", output, "--config", config).finish()
        assert code == 0, err
        assert_is_signed(output)
        (described,) = output.glob("*/episode.json")
        record = read_record(described.parent)
        assert record is not None
        fingerprints.add(record.certificate_sha256)
    assert len(fingerprints) == 2
