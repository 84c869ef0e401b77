"""Tests that every command and option has help, and that the README names every command."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from audiobrief.cli import ANYWHERE, COMMANDS
from audiobrief.cli.options import SOUND_OPTIONS
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.targets import TARGETS
from tests.places import CHECKOUT

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
