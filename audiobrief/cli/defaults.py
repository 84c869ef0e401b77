"""Defaults of command options from settings files: [commands.batch] with limit = 10.

Every option of a command may be set there, for that command alone, including those that are also
settings. The command line overrides them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from audiobrief.cli.options import KeyOption
from audiobrief.system.locations import files_to_read
from audiobrief.system.pipes import folder_of
from audiobrief.system.tables import Place, error_at, lay_over, read_toml, table_of, unknown

TABLE = "commands"
NOT_IN_A_FILE = {"config", "help", "version"}
"""Options that a file cannot set: the first names the file, the others apply to one call."""
STDOUT = "-"
KINDS: tuple[tuple[type[Any], tuple[type, ...], str], ...] = (
    # click's type -> the type in TOML, and its name in messages
    (click.types.IntParamType, (int,), "a whole number"),
    (click.types.FloatParamType, (int, float), "a number"),
    (click.ParamType, (str,), "text"),
)


def take_defaults(
    ctx: click.Context, name: str, command: click.Command, args: list[str]
) -> None:
    """Take the defaults of a command, which is about to be called with `args`, from the files.

    Raises:
        ConfigError: an option is unknown, or its value is wrong; names file, line and key.
    """
    found: dict[str, Any] = {}
    for path in files_to_read(_config_of(args)):
        table = table_of(read_toml(path), (TABLE,), path)
        _take_own(ctx, table, path)
        place = (TABLE, name)
        own = _read_options(command, table_of(table, place, path), path, place, ctx)
        lay_over(found, own)
    ctx.default_map = {name: found}


def _config_of(args: list[str]) -> Path | None:
    """The file named by --config, wherever it stands among the arguments."""
    for given, following in itertools.pairwise([*args, ""]):
        if given == "--config" and following:
            return Path(following)
        if given.startswith("--config="):
            return Path(given.partition("=")[2])
    return None


def _take_own(ctx: click.Context, table: Mapping[str, Any], path: Path) -> None:
    """Take quiet and verbose, the options of all commands, unless the command line gives either."""
    own = options_of(ctx.command)
    group = ctx.command
    assert isinstance(group, click.Group)
    for key, value in table.items():
        if key not in own:
            if key not in group.list_commands(ctx):
                raise error_at(
                    path, (TABLE, key), unknown(key, [*own, *group.list_commands(ctx)])
                )
        elif not isinstance(value, bool):
            raise error_at(path, (TABLE, key), "is wrong: it must be true or false")
        elif not any(ctx.params[str(option.name)] for option in own.values()):
            ctx.params[str(own[key].name)] = value


def _read_options(
    command: click.Command,
    table: Mapping[str, Any],
    path: Path,
    place: Place,
    ctx: click.Context,
) -> dict[str, Any]:
    """The options in a table, checked, by click's names for them."""
    known = options_of(command)
    if isinstance(command, click.Group):
        return _read_group(command, table, path, place, ctx)
    called = click.Context(command, parent=ctx, info_name=command.name)
    values: dict[str, Any] = {}
    for key, value in table.items():
        option = known.get(key.replace("-", "_"))
        if option is None:
            raise error_at(path, (*place, key), unknown(key, known))
        flaw = _find_flaw(option, value)
        if flaw:
            raise error_at(path, (*place, key), f"is wrong: {flaw}")
        if option.is_flag:
            if value:
                # click 8.3 and later leave it unset for a plain flag
                set_to = option.flag_value
                values[str(option.name)] = set_to if isinstance(set_to, bool) else True
            continue
        values[str(option.name)] = _rooted(option, value, folder_of(path))
        try:
            option.process_value(called, values[str(option.name)])
        except click.BadParameter as error:
            raise error_at(path, (*place, key), f"is wrong: {error.message}") from error
    return values


def _read_group(
    group: click.Group, table: Mapping[str, Any], path: Path, place: Place, ctx: click.Context
) -> dict[str, Any]:
    """A group's own options and the tables of its commands, nested as click expects them."""
    below = {name: group.get_command(ctx, name) for name in group.list_commands(ctx)}
    own = click.Command(group.name, params=group.params)
    known = options_of(own)
    found: dict[str, Any] = {}
    for name, value in table.items():
        one = below.get(name)
        if one is not None:
            inner = table_of(table, (*place, name), path)
            found[name] = _read_options(one, inner, path, (*place, name), ctx)
        elif name.replace("-", "_") in known:
            found |= _read_options(own, {name: value}, path, place, ctx)
        else:
            raise error_at(path, (*place, name), unknown(name, [*below, *known]))
    return found


def options_of(command: click.Command) -> dict[str, click.Option]:
    """Name in a file -> option, for the options of a command that a file may set."""
    options = [option for option in command.params if isinstance(option, click.Option)]
    names = {_name_of(option): option for option in options}
    return {name: option for name, option in names.items() if name not in NOT_IN_A_FILE}


def _name_of(option: click.Option) -> str:
    return max(option.opts, key=len).lstrip("-").replace("-", "_")


def _find_flaw(option: click.Option, value: Any) -> str:
    """What is wrong with the type of a value; empty if nothing is."""
    if option.is_flag:
        return "" if isinstance(value, bool) else "it must be true or false"
    if option.multiple:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return ""
        return "it must be a list of texts"
    for kind, types, shown in KINDS:
        if isinstance(option.type, kind):
            fits = isinstance(value, types) and not isinstance(value, bool)
            return "" if fits else f"it must be {shown}"
    return ""


def _rooted(option: click.Option, value: Any, folder: Path) -> Any:
    """The value; a path in a file is made relative to the file's folder."""
    if isinstance(value, list):
        return [_rooted(option, each, folder) for each in value]
    is_path = isinstance(option.type, click.Path) or option.name == "output"
    if not is_path or value == STDOUT or "://" in value:
        return value
    return str(folder / value)


def describe_options(
    group: click.Group, ctx: click.Context, place: Place = (TABLE,)
) -> Iterator[str]:
    """Tables of every command's options, commented out, without the options that are settings."""
    from audiobrief.settings.template import to_toml

    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        options = {
            key: option
            for key, option in options_of(command).items()
            if not isinstance(option, KeyOption)
        }
        if options:
            yield f"\n#[{'.'.join((*place, name))}]"
        for key, option in options.items():
            yield f"# {option.help}"
            default = [] if option.multiple else option.get_default(ctx)
            known = isinstance(default, (bool, int, float, str, list, Path))
            yield f"#{key} =" + (f" {to_toml(default)}" if known else "")
        if isinstance(command, click.Group):
            yield from describe_options(command, ctx, (*place, name))
