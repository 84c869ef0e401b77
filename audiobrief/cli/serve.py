"""`audiobrief serve`: a preview of a folder of episodes on this machine."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings
from audiobrief.errors import PublishError

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

LOOPBACK = "127.0.0.1"


@click.command(
    epilog="""\b
Examples:
  audiobrief serve episodes --open
  audiobrief serve episodes --port 0"""
)
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("output"), metavar="[DIR]",
)  # fmt: skip
@click.option("--host", default=LOOPBACK, metavar="NAME",
              help=f"Address to listen at; 0.0.0.0 for all addresses of this machine.  [{LOOPBACK}]")  # fmt: skip
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8765, metavar="N",
              help="Port to listen at; 0 for any free one.  [8765]")  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
@with_settings()
def command(folder: Path, *, host: str, port: int, browse: bool, settings: Settings) -> None:
    """Preview the episodes in DIR as `audiobrief publish` would show them.

    Nothing in DIR is changed, and new episodes appear by themselves. Prints the address and
    serves the site until you press Ctrl-C.
    """
    from audiobrief.publish import EPISODE
    from audiobrief.publish.serve import Preview, serving

    if (folder / EPISODE).is_file():
        raise PublishError(f"{folder} is an episode; serve the folder that contains it")
    with serving(Preview(folder, settings.publish, names=[host]), host, port) as served:
        console.result(served.address)
        if host != LOOPBACK:
            console.tell(f"anyone who can reach this machine can read {folder}")
        if browse:
            webbrowser.open(served.address)
        try:
            served.run()
        except KeyboardInterrupt:
            console.tell("")
