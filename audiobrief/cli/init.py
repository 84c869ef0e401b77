"""`audiobrief init`: a settings file with every setting in it, commented out."""

from __future__ import annotations

from pathlib import Path

import click

from audiobrief.cli import console
from audiobrief.cli.places import WrittenPath
from audiobrief.errors import OutputError

COMMANDS_HEAD = """\
# Defaults for the options of single commands; the command line overrides them. Options that are
# settings above may be set here too, for one command. quiet and verbose apply to all commands.
#[commands]
#quiet = false
#verbose = false"""


@click.command(
    epilog="""\b
Examples:
  audiobrief init
  audiobrief init - | less"""
)
@click.argument("path", type=WrittenPath(path_type=Path), default=Path("audiobrief.toml"))
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def command(path: Path, *, force: bool) -> None:
    """Write a settings file to PATH that explains every setting and gives its default.

    All settings are commented out. PATH is audiobrief.toml in this folder by default,
    or "-" for stdout.
    """
    from audiobrief.cli.defaults import describe_options
    from audiobrief.settings.template import describe_settings
    from audiobrief.system.files import write_whole

    root = click.get_current_context().find_root()
    assert isinstance(root.command, click.Group)
    text = "\n".join(
        [describe_settings(), COMMANDS_HEAD, *describe_options(root.command, root), ""]
    )
    if str(path) == "-":
        console.result(text.rstrip("\n"))
        return
    if path.exists() and not force:
        raise OutputError(f"{path} exists already; overwrite it with --force")
    write_whole(path, text.encode())
    console.result(str(path))
