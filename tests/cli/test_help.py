"""Tests that every command and option has help, and that the README names every command."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from audiobrief.cli import ANYWHERE, COMMANDS
from audiobrief.cli.options import SOUND_OPTIONS
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.targets import TARGETS
from tests.places import CHECKOUT
from tests.torture.running import invoke

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")


def command_of(name: str) -> click.Command:
    module = importlib.import_module(f"audiobrief.cli.{COMMANDS[name][0]}")
    command: click.Command = module.command
    return command


def with_subcommands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from with_subcommands(below)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_for_itself_and_each_option(name: str) -> None:
    assert COMMANDS[name][1].endswith(".")
    for command in with_subcommands(command_of(name)):
        assert command.help, command.name
        assert "Example" in (command.epilog or ""), f"{command.name} shows no example"
        flags = [flag for parameter in command.params for flag in parameter.opts]
        assert len(flags) == len(set(flags)), f"{command.name} has an option twice"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name}: {parameter.opts}"


def test_options_with_names_in_tables_name_them_all() -> None:
    helps = {flags[-1]: details["help"] for flags, _, details in SOUND_OPTIONS}
    for flag, names in (("--format", FORMATS), ("--loudness", [*TARGETS, "off"])):
        assert [name for name in names if not re.search(rf"\b{name}\b", helps[flag])] == []
    assert re.search(r"\[mp3 \d+, .*\bopus \d+\]", helps["--bitrate"])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_the_command(name: str) -> None:
    assert f"audiobrief {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_what_may_stand_anywhere_is_no_option_of_a_command(name: str) -> None:
    taken = {
        flag
        for command in with_subcommands(command_of(name))
        for parameter in command.params
        for flag in parameter.opts
    }
    assert not taken & ANYWHERE


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """`audiobrief make --help | head -1`: at exit Python would try once more to write the
    rest."""
    buffered = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "audiobrief", "make", "--help"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered
    ) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pubish", "did you mean 'publish'?"),
        ("mkae", "did you mean 'make'?"),
        ("missing.html", "'missing.html' is neither a command nor a file"),
        ("xyzzy", "'audiobrief --help' lists them"),
        ("", "'' is neither a command nor a file"),
    ],
)
def test_a_misspelt_command_suggests_the_nearest(typed: str, said: str) -> None:
    code, out, err = invoke(typed)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("page", ["https://localhost:1/story", "HTTPS://localhost:1/story"])
def test_an_address_without_a_command_is_opened(page: str) -> None:
    code, _, err = invoke(page, "--no-browser")
    assert code == 1
    # refused as `open` refuses it: an address of this machine
    assert (code, err) == invoke("open", page, "--no-browser")[::2]


def test_a_file_without_a_command_is_opened(tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_text("<title>Nothing</title>", encoding="utf-8")
    assert invoke(page, "--no-browser") == invoke("open", page, "--no-browser")
    assert invoke(page, "--no-browser")[0] == 1
