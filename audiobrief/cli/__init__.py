"""The command line: parse, call, print. The only room that prints or exits.

One small file a command beside this one; each is imported when it is called.
"""

import importlib
from typing import Any

import click

from audiobrief import __version__

COMMANDS: dict[str, str] = {
    # name of the command -> module in this room that holds it as `command`
}


class LazyGroup(click.Group):
    """Commands are imported when they are named, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"audiobrief.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="audiobrief")
def main() -> None:
    """Turn news article pages into spoken episodes."""
