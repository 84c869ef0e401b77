"""Tests that the README's commands run unchanged and that everything it names exists."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.settings.tree import read_settings
from tests.batch.newsroom import write_article
from tests.places import CHECKOUT, EXAMPLE

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?m)^(?: {4}.+\n)+", README)
LINES = [
    line.split("  #")[0].strip().removeprefix("$ ")
    for block in BLOCKS
    for line in block.splitlines()
]
COMMANDS = [
    line
    for line in dict.fromkeys(LINES)
    if re.search(r"\baudiobrief [a-z]", line)
    and "COMMAND" not in line
    and "install" not in line
]
TARGETS = sorted(
    {line.split()[1] for line in LINES if line.startswith("make ")}
    | set(re.findall(r"`make ([a-z-]+)`", README))
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page, like a user's, and audiobrief on PATH."""
    folder = tmp_path_factory.mktemp("desk")
    # a short page, since the README's own example is long and the commands are the same
    (folder / "page.html").write_text(write_article(random.Random(7), 60), encoding="utf-8")
    example = folder / EXAMPLE.relative_to(CHECKOUT)
    example.parent.mkdir(parents=True)
    shutil.copy(EXAMPLE, example)
    (folder / "home").mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "audiobrief", "clean", "page.html"],
        cwd=folder, capture_output=True, check=True,
    )  # fmt: skip
    (folder / "page.txt").write_bytes(run.stdout)
    return folder


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 8, COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, desk: Path) -> None:
    # the address left open in the README stands for the reader's own page
    command = command.replace("curl -s https://…", "cat page.html")
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["sh", "-c", command], cwd=desk, capture_output=True, check=False, timeout=120,
        # the home folder of a new user
        env={**own, "PATH": path, "HOME": str(desk / "home")},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout or ">" in command


def test_the_settings_of_the_readme_are_read(tmp_path: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.+?)```", README, re.DOTALL)
    file = tmp_path / "audiobrief.toml"
    file.write_text(toml, encoding="utf-8")
    assert read_settings(file).profiles


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_the_readme_is_in_the_makefile(target: str) -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^{re.escape(target)}:", makefile)


@pytest.mark.parametrize(
    "room", re.findall(r"`([a-z]+(?:/|\.py))`", README.split("| layer |")[1])
)
def test_a_room_of_the_readme_is_in_the_house(room: str) -> None:
    assert (CHECKOUT / "audiobrief" / room).exists()
