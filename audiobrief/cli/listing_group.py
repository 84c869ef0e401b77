"""Groups of commands that list where no verb is given: `episodes` and `accounts`."""

from __future__ import annotations

from pathlib import Path

import click


class ListingGroup(click.Group):
    """A group that lists where no verb is given, and takes a folder alone for the one to list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, with what was left out put in."""
        first = args[0] if args else ""
        is_option = first.startswith("-") and first not in ctx.help_option_names
        is_folder = first not in self.commands and Path(first).is_dir()
        if not first or is_option or is_folder:
            args = ["list", *args]
        return super().parse_args(ctx, args)


def folder_of(context: click.Context, folder: str | None, output: Path) -> Path:
    """The folder to list, which is named alone or with -o."""
    if folder is None:
        return output
    if context.get_parameter_source("output") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(f"there are two folders, {folder} and {output}; name one")
    return Path(folder)
