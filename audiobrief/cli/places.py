"""Places on the command line, to write to or to read from: an empty name is none of them."""

from __future__ import annotations

from typing import Any

import click

EMPTY = "the name is empty; name a folder or a file, or leave the option out"

NO_SOURCE = "the name is empty; name a file, a folder or an address"


class SourceName(click.types.StringParamType):
    """What is read: a file, a folder, an address. As a path, "" would be the current folder."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """The name as it was given."""
        if value == "":
            self.fail(NO_SOURCE, param, ctx)
        return super().convert(value, param, ctx)


class WrittenPath(click.Path):
    """A path that is written to. An unset variable in a script gives "", which is no folder."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """The path as click converts it."""
        if str(value) == "":
            self.fail(EMPTY, param, ctx)
        return super().convert(value, param, ctx)
