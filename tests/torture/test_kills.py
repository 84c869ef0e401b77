"""Tests `kill -9` at any instant: files with final names are complete, and the next run
continues."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.row import State
from audiobrief.encoder.ffmpeg import decode
from audiobrief.publish import EPISODE, read_episode
from audiobrief.publish.verifying import Verdict, verify
from audiobrief.speech.cache import FRAMES_SUFFIX, SUFFIX
from audiobrief.speech.entries import unpack, unseal
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import batch_here
from tests.publish.certificates import make_papers
from tests.torture.running import Run, contents, reads_proc

pytestmark = reads_proc
STAGING = ".audiobrief-"
SHORT = 2


def kills(many: int) -> pytest.MarkDecorator:
    """A test's short form and its form for `make torture`, which has 300 kills in this file."""
    cases = [
        pytest.param(SHORT, id="short"),
        pytest.param(many, id="long", marks=pytest.mark.long),
    ]
    return pytest.mark.parametrize("kills", cases)


@dataclass(frozen=True)
class Undisturbed:
    """The files that an undisturbed command leaves, and how long it takes."""

    files: dict[str, bytes]
    seconds: float


def run_undisturbed(
    output: Path, *command: str | Path, env: Mapping[str, str] | None = None
) -> Undisturbed:
    started = time.perf_counter()
    run = Run(*command, env=env or {})
    code, _, err = run.finish()
    assert code == 0, err
    return Undisturbed(contents(output), time.perf_counter() - started)


def finals(folder: Path) -> dict[str, bytes]:
    """Files with final names, except internal ones: the index, which has times, and the journal."""
    return {
        name: content
        for name, content in contents(folder).items()
        if STAGING not in name and not name.startswith(INTERNAL)
    }


def assert_plays(folder: Path) -> None:
    """Check that the decoded file has every sample of the timeline."""
    for path in folder.rglob(EPISODE):
        episode = read_episode(path.parent)
        length = sum(map(len, decode(path.with_name(episode.audio))))
        assert length == episode.timeline.length


@kills(60)
def test_make(kills: int, short_script: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    command = ("make", short_script, "-o", output, "--no-cache")
    whole = run_undisturbed(output, *command)
    assert_plays(output)
    shutil.rmtree(output)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        run = Run(*command)
        killed += run.kill_after(chance.uniform(0, whole.seconds))
        assert run.survivors() == []
        found = finals(output)
        assert [name for name, data in found.items() if data != whole.files[name]] == []
        if found == whole.files:  # a finished episode would not be made again
            shutil.rmtree(output)
    assert run_undisturbed(output, *command).files == whole.files


@kills(100)
def test_sign(kills: int, short_script: Path, tmp_path: Path) -> None:
    """One certificate after the other signs the same episode, so every run signs anew."""
    output, chance = tmp_path / "out", random.Random(kills)
    commands = []
    for name in ("first", "second"):
        papers = make_papers(tmp_path / name)
        settings = tmp_path / name / "audiobrief.toml"
        settings.write_text(
            f"[credentials]\ncertificate = {json.dumps(str(papers.certificate))}\n"
            f"key = {json.dumps(str(papers.key))}\n"
        )
        commands.append(
            ("make", short_script, "-o", output, "--no-cache", "--config", settings)
        )
    whole = run_undisturbed(output, *commands[0])
    names = finals(output).keys()
    killed = 0
    while killed < kills:
        run = Run(*commands[killed % 2])
        killed += run.kill_after(chance.uniform(0, whole.seconds))
        assert run.survivors() == []
        assert finals(output).keys() == names
        for path in output.rglob(EPISODE):
            if STAGING in str(path.relative_to(output)):
                continue  # what the killed run was writing is not signed yet; the next clears it
            audio = path.with_name(read_episode(path.parent).audio)
            found = verify(audio)
            assert (found.verdict, found.text_matches) == (Verdict.GENUINE, True)
        assert_plays(output)
    run_undisturbed(output, *commands[0])
    assert [name for name in contents(output) if STAGING in name] == []


@kills(50)
def test_batch(kills: int, tmp_path: Path) -> None:
    """The journal names only episodes that exist, and they are not made again."""
    pages = write_pages(tmp_path / "pages", 2 if kills == SHORT else 3, words=30)
    output = tmp_path / "out"
    command = (
        "batch",
        tmp_path / "pages",
        "-o",
        output,
        "--no-cache",
        "--workers",
        "2",
        "--json",
    )
    whole = run_undisturbed(output, *command)
    expected = finals(output)
    assert_plays(output)
    shutil.rmtree(output)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        run = Run(*command)
        killed += run.kill_after(chance.uniform(0, whole.seconds))
        assert run.survivors() == []
        found = finals(output) if output.exists() else {}
        assert [name for name, data in found.items() if data != expected[name]] == []
        made = list_made(output, tmp_path / "copy")
        for folder in made:
            assert {name for name in expected if name.startswith(f"{folder}/")} <= found.keys()
        if len(made) == len(pages) or killed == kills:
            code, out, err = Run(*command).finish()
            assert code == 0, err
            assert [json.loads(line)["event"] for line in out.splitlines()].count(
                "skipped"
            ) == len(made)
            assert finals(output) == expected
            assert [name for name in contents(output) if STAGING in name] == []
            shutil.rmtree(output)


def list_made(output: Path, copy: Path) -> list[str]:
    """Folders that the journal lists as made; read from a copy, since reading changes the
    file."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for path in (output / INTERNAL).glob(f"{FILE}*"):
        shutil.copy(path, copy)
    if not (copy / FILE).exists():
        return []
    with Journal(copy / FILE) as journal:
        return [row.folder for row in journal.rows() if row.state == State.MADE]


@kills(60)
def test_publish(kills: int, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 3, words=30)
    episodes, output = tmp_path / "episodes", tmp_path / "out"
    batch_here(tmp_path / "pages", "-o", episodes)
    command = ("publish", output, "--url", "https://pods.example/")
    shutil.copytree(episodes, output)
    before = finals(output)
    whole = run_undisturbed(output, *command)
    expected = finals(output)
    assert len(expected) > len(before)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        shutil.rmtree(output)
        shutil.copytree(episodes, output)
        for _ in range(2):  # the second continues where the first was killed
            run = Run(*command)
            killed += run.kill_after(chance.uniform(0, whole.seconds))
            assert run.survivors() == []
            found = finals(output)
            assert before.keys() <= found.keys()
            half = [n for n, d in found.items() if d not in {before.get(n), expected.get(n)}]
            assert half == []
        if chance.random() < 1 / 3 or killed >= kills:
            run_undisturbed(output, *command)
            assert finals(output) == expected
            assert [name for name in contents(output) if STAGING in name] == []


@pytest.mark.long
def test_cache(short_script: Path, tmp_path: Path) -> None:
    """The engine always gives the same samples, so entries have the same bytes.

    tests/speech/test_cache.py has a short form with only writers.
    """
    kills = 30
    output, cache = tmp_path / "out", tmp_path / "cache"
    env = {"AUDIOBRIEF_CACHE": str(cache)}
    command = ("make", short_script, "-o", output)
    whole = run_undisturbed(output, *command, env=env)
    expected = entries(cache)
    assert {Path(name).suffix for name in expected} == {SUFFIX, FRAMES_SUFFIX}
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        shutil.rmtree(output, ignore_errors=True)  # a kill may have come before it
        run = Run(*command, env=env)
        killed += run.kill_after(chance.uniform(0, whole.seconds))
        found = entries(cache)
        assert [name for name, data in found.items() if data != expected[name]] == []
        assert all(holds(name, data) for name, data in found.items())
        if found == expected:
            shutil.rmtree(cache)
    assert run_undisturbed(output, *command, env=env).files == whole.files
    assert entries(cache) == expected


def entries(cache: Path) -> dict[str, bytes]:
    found = contents(cache) if cache.exists() else {}
    return {n: data for n, data in found.items() if n.endswith((SUFFIX, FRAMES_SUFFIX))}


def holds(name: str, data: bytes) -> bool:
    """Whether an entry is complete, by its checksum."""
    if name.endswith(FRAMES_SUFFIX):
        return unseal(data) is not None
    return unpack(data, 10_000) is not None
