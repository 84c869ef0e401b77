"""Tests that shells complete commands and options, with each shell's own way of asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.cli.completion import SHELLS, command, completion_script
from tests.places import CHECKOUT

BIN = Path(sys.executable).parent
LISTENER = (CHECKOUT / "docs" / "pages" / "listener.md").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def run(*arguments: str, **variables: str) -> str:
    done = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**ENVIRONMENT, **variables},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


def has(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"no {program} here")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(shell: str) -> None:
    printed = run(str(BIN / "audiobrief"), "completion", shell)
    assert printed.strip() == completion_script(shell).strip()
    assert "_AUDIOBRIEF_COMPLETE" in printed
    assert "%(" not in printed


@pytest.mark.skipif(os.name != "posix", reason="its lines are for a POSIX shell")
@pytest.mark.parametrize(
    "line",
    [
        line.strip()
        for line in (command.epilog or "").splitlines()
        # PowerShell has its own syntax for a path
        if "audiobrief completion" in line and "powershell" not in line
    ],
)
def test_an_example_does_its_work_in_an_empty_home(line: str, tmp_path: Path) -> None:
    run("sh", "-c", line, HOME=str(tmp_path))
    (written,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert "_AUDIOBRIEF_COMPLETE" in written.read_text(encoding="utf-8")
    assert line in LISTENER


@has("bash")
def test_bash_completes_a_command_and_an_option() -> None:
    def complete(*words: str) -> list[str]:
        ask = f"""
            COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}
            _audiobrief_completion audiobrief; printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        return run("bash", "-c", completion_script("bash") + ask).split()

    assert complete("audiobrief", "ma") == ["make"]
    assert complete("audiobrief", "make", "--quo") == ["--quotes", "--quote-voice"]
    assert complete("audiobrief", "make", "--quotes", "an") == ["announce"]


@has("fish")
def test_fish_completes_a_command(tmp_path: Path) -> None:
    script = tmp_path / "audiobrief.fish"
    script.write_text(completion_script("fish"), encoding="utf-8")
    ask = f"source {script}; complete --do-complete 'audiobrief ma'"
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert run("fish", "-c", ask, **home).split("\t")[0].strip() == "make"


@has("zsh")
def test_zsh_reads_the_script(tmp_path: Path) -> None:
    script = tmp_path / "audiobrief.zsh"
    script.write_text(completion_script("zsh"), encoding="utf-8")
    assert run("zsh", "-f", "-n", str(script)) == ""


def test_zsh_is_answered() -> None:
    answer = run(
        str(BIN / "audiobrief"),
        COMP_WORDS="audiobrief mak",
        COMP_CWORD="1",
        _AUDIOBRIEF_COMPLETE="zsh_complete",
    )
    assert answer.splitlines()[:2] == ["plain", "make"]


@pytest.mark.parametrize(
    ("words", "at", "answer"),
    [
        (["audiobrief", "mak"], 1, "plain\tmake\tMake an episode"),
        (["audiobrief", "make", "--earc"], 2, "plain\t--earcons\tPlay a short sound"),
        (["audiobrief", "make", "--quotes"], 3, "plain\tannounce\t"),
        (["audiobrief", "'with space.html'", "--config"], 3, ""),
    ],
)
def test_powershell_is_answered(words: list[str], at: int, answer: str) -> None:
    printed = run(
        str(BIN / "audiobrief"),
        COMP_WORDS="\n".join(words),
        COMP_CWORD=str(at),
        _AUDIOBRIEF_COMPLETE="powershell_complete",
    )
    assert printed.startswith(answer)


@has("pwsh")
def test_powershell_completes_a_command() -> None:
    ask = """
        [System.Management.Automation.CommandCompletion]::CompleteInput(
            'audiobrief ma', 13, $null).CompletionMatches.CompletionText
    """
    assert run("pwsh", "-NoProfile", "-c", completion_script("powershell") + ask).split() == [
        "make"
    ]
