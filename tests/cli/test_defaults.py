"""Tests that a settings file can set every option of every command."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from audiobrief.cli import COMMANDS, main
from audiobrief.cli.defaults import NOT_IN_A_FILE, options_of
from audiobrief.cli.episode_folders import FolderOfEpisodes
from audiobrief.cli.options import KeyOption
from audiobrief.settings.tree import Settings, read_settings
from audiobrief.system.locations import CONFIG_VARIABLE
from tests.torture.running import Run, invoke

SPECIAL: dict[str, Any] = {
    "every": "5m",
    "day": "yesterday",
    "speak": "captions",
    "skip": "quotes",
}
"""Options whose values have their own format."""

KEYS: dict[str, Any] = {
    "fail_below": 0.5, "language": "de", "sound.format": "wav", "sound.loudness": "ebu", "sound.bitrate": 96,
    "sound.sample_rate": 44_100, "batch.deadline_ms": 5_000,
    "publish.url": "https://saltmere.example/", "publish.language": "en",
    "publish.email": "desk@saltmere.example", "publish.category": "Science",
}  # fmt: skip
"""Settings that accept only certain values."""


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, "off")
    monkeypatch.chdir(tmp_path)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield (*path, name), command


ALL = [
    pytest.param(path, command, option, id=f"{' '.join(path)} {max(option.opts, key=len)}")
    for path, command in commands(main)
    for option in command.params
    if isinstance(option, click.Option)
]


def sample(option: click.Option) -> Any:
    """A value that the option accepts."""
    name = max(option.opts, key=len).lstrip("-")
    if name in SPECIAL:
        return SPECIAL[name]
    if option.is_flag:
        return True
    if option.multiple:
        choices = getattr(option.type, "choices", ["one.toml"])
        return [choices[-1]]
    if isinstance(option.type, click.IntRange):
        return (option.type.min or 0) + 1
    if isinstance(option.type, click.types.IntParamType):
        return 3
    if isinstance(option.type, click.types.FloatParamType):
        return 1.5
    if isinstance(option.type, click.Choice):
        return option.type.choices[-1]
    return "some.toml"


def arguments(command: click.Command, folder: Path) -> list[str]:
    found = []
    for argument in command.params:
        if isinstance(argument, click.Argument) and (
            argument.required or argument.name == "folder"
        ):
            kind = argument.type
            found.append(str(kind.choices[0] if isinstance(kind, click.Choice) else folder))
    return found


@pytest.mark.parametrize(("path", "command", "option"), ALL)
def test_each_option_can_be_given_by_a_file(
    path: tuple[str, ...],
    command: click.Command,
    option: click.Option,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = max(option.opts, key=len).lstrip("-")
    if name in NOT_IN_A_FILE:
        assert name not in options_of(command)
        return
    for each in command.params:
        if isinstance(each.type, FolderOfEpisodes):
            # such a folder must be there, whether it is the usual one or named
            (tmp_path / ("some.toml" if each is option else "output")).mkdir()
    if isinstance(option.type, click.File):
        (tmp_path / "some.toml").touch()
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(command, "callback", lambda **given: seen.append(given))
    called = [*path, *arguments(command, tmp_path)]
    value = sample(option)
    given = [max(option.opts, key=len)]
    if not option.is_flag:
        given.append(value[0] if option.multiple else str(value))
    main([*called, *given], standalone_mode=False)
    table = f"[commands.{'.'.join(path)}]\n{name} = {json.dumps(value)}\n"
    (tmp_path / "audiobrief.toml").write_text(table, encoding="utf-8")
    main(called, standalone_mode=False)
    (tmp_path / "audiobrief.toml").rename(tmp_path / "other.toml")
    if "config" in {each.name for each in command.params}:
        main([*called, "--config", "other.toml"], standalone_mode=False)
        assert str(seen.pop()["config"]) == "other.toml"
    by_line, by_file = seen
    assert str(by_line[str(option.name)]).replace("some.toml", "") == str(
        by_file[str(option.name)]
    ).replace(f"{tmp_path}/", "").replace("some.toml", "")
    assert by_file[str(option.name)] not in (None, (), False) or option.flag_value is False


@pytest.mark.parametrize(("path", "command", "option"), ALL)
def test_an_option_that_is_a_setting_names_one(
    path: tuple[str, ...], command: click.Command, option: click.Option
) -> None:
    if isinstance(option, KeyOption):
        value: Any = option.flag_value is not False if option.is_flag else sample(option)
        value = KEYS.get(option.key, value)
        assert read_settings(overrides={option.key: value}) != Settings(), (path, command)


def test_an_option_of_all_commands_is_taken_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "audiobrief.toml"
    file.write_text("[commands]\nquiet = true\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "nowhere.txt").write_text("nowhere.html\n", encoding="utf-8")
    said = {
        options: Run(*options, "batch", "nowhere.txt", "-o", "out", cwd=tmp_path).finish()[2]
        for options in ((), ("-v",))
    }
    assert said[()] == ""
    assert "nowhere.html" in said["-v",]


def test_paths_are_relative_to_the_file_and_addresses_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = main.get_command(click.Context(main), "batch")
    assert batch is not None
    seen: list[str] = []
    monkeypatch.setattr(batch, "callback", lambda **given: seen.append(given["output"]))
    (tmp_path / "shop").mkdir()
    for value in ("out", "s3://bucket/out"):
        file = tmp_path / "shop" / "a.toml"
        file.write_text(f'[commands.batch]\noutput = "{value}"\n', encoding="utf-8")
        main(["batch", "x", "--config", str(file)], standalone_mode=False)
        main(["batch", "x", f"--config={file}", "-o", "here"], standalone_mode=False)
    assert seen == [str(tmp_path / "shop" / "out"), "here", "s3://bucket/out", "here"]


WRONG = {
    "[commands.batch]\nlimit = 'ten'\n": r"line 2: commands\.batch\.limit is wrong: .*number",
    "[commands.batch]\nlimit = -1\n": r"line 2: commands\.batch\.limit is wrong: .*x>=0",
    "[commands.batch]\nforce = 1\n": r"line 2: commands\.batch\.force is wrong: .*true",
    "[commands.batch]\nonly = 'a'\n": r"line 2: commands\.batch\.only is wrong: .*list",
    "[commands.batch]\noutput = 3\n": r"line 2: commands\.batch\.output is wrong: .*text",
    "[commands.batch]\nlimits = 3\n": r"line 2: commands\.batch\.limits is unknown; .*limit",
    "[commands.batch]\nconfig = 'a'\n": r"line 2: commands\.batch\.config is unknown",
    "[commands.bach]\nlimit = 3\n": r"line 1: commands\.bach is unknown; nearest: batch",
    "[commands]\nbatch = 3\n": r"line 2: commands\.batch must be a table",
    "[commands]\nquiet = 3\n": r"line 2: commands\.quiet is wrong",
    "commands = 3\n": r"line 1: commands must be a table",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_file_line_and_key(text: str, tmp_path: Path) -> None:
    (tmp_path / "audiobrief.toml").write_text(text, encoding="utf-8")
    code, _, err = invoke("batch", "pages")
    assert code == 1
    assert re.match(rf"audiobrief: audiobrief\.toml, {WRONG[text]}", err), err
    assert len(err.splitlines()) == 1
    assert invoke("batch", "--help")[0] == 0


def test_what_a_watch_takes_is_checked_as_on_its_line(tmp_path: Path) -> None:
    file = tmp_path / "audiobrief.toml"
    file.write_text("[commands.watch]\nevery = 'soon'\n", encoding="utf-8")
    code, _, err = Run("watch", "pages", cwd=tmp_path).finish()
    assert code == 1
    assert "line 2: commands.watch.every is wrong: 'soon' is not a time" in err


def test_what_init_writes_names_every_option(tmp_path: Path) -> None:
    code, out, err = Run("init", cwd=tmp_path).finish()
    assert code == 0, err
    text = (tmp_path / out.strip()).read_text(encoding="utf-8")
    assert read_settings(tmp_path / "audiobrief.toml") == Settings()
    uncommented = "\n".join(
        line[1:] for line in text[text.index("#[commands]") :].splitlines()
        if line.startswith("#") and not line.startswith("# ") and not line.endswith(" =")
    )  # fmt: skip
    (tmp_path / "audiobrief.toml").write_text(uncommented, encoding="utf-8")
    assert set(COMMANDS) > set(read_settings().commands) - {"quiet", "verbose"}
    for path, command in commands(main):
        for name, option in options_of(command).items():
            if not isinstance(option, KeyOption):
                assert f"#{name} =" in text[text.index(f"#[commands.{'.'.join(path)}]") :]
    assert invoke("batch", "nowhere", "-o", tmp_path / "out")[0] == 1
