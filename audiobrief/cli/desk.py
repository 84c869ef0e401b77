"""`audiobrief desk`: where an editor hears a story, mends it and lets it go."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    BATCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import SourceName, WrittenPath
from audiobrief.cli.watch import parse_span

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

HOST = "127.0.0.1"
PORT = 8766


@click.command(
    epilog="""\b
Examples:
  audiobrief desk
  audiobrief desk episodes --follow https://news.example/feed.xml
  audiobrief accounts add ada --role publisher -o episodes
  audiobrief desk episodes --auth --url https://desk.news.example"""
)
@click.argument(
    "folder", type=WrittenPath(path_type=Path, file_okay=False), default=Path("output"),
    metavar="[FOLDER]",
)  # fmt: skip
@click.option(
    "--follow", type=SourceName(), multiple=True, metavar="SOURCE",
    help="Feed, folder or list whose articles come to the desk; can be repeated. Editors add feeds in the browser.",
)  # fmt: skip
@click.option(
    "--every", callback=parse_span, default="15m", metavar="TIME",
    help="Time between two looks at what is followed: 90s, 15m, 6h.  [15m]",
)  # fmt: skip
@click.option(
    "--auth", "has_accounts", is_flag=True,
    help="Let people log in with accounts; needed at any other address than this machine's own.",
)  # fmt: skip
@click.option(
    "--second-factor", "factor_roles", multiple=True, metavar="ROLE",
    type=click.Choice(("reader", "editor", "publisher")),
    help="With --auth: accounts of this role must have a second factor; can be repeated.",
)  # fmt: skip
@click.option(
    "--url", default="", metavar="URL",
    help="Address by which browsers reach it through your web server: https://desk.news.example.",
)  # fmt: skip
@click.option("--host", default=HOST, metavar="NAME", help=f"Address to listen at.  [{HOST}]")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=PORT, metavar="N",
    help=f"Port to listen at; 0 for any free one.  [{PORT}]",
)  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open the desk in the browser.")
@with_settings(BATCH_OPTIONS, FETCH_OPTIONS, CONFIDENCE_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS)
def command(
    folder: Path,
    *,
    follow: tuple[str, ...],
    every: float,
    has_accounts: bool,
    factor_roles: tuple[str, ...],
    url: str,
    host: str,
    port: int,
    browse: bool,
    settings: Settings,
) -> None:
    """Hear, mend and approve stories in the browser, until you press Ctrl-C.

    Nothing is published in FOLDER before somebody approved it. Programs submit and follow
    stories below /api/v1. Without --auth, the desk answers this machine alone, and whoever has
    the address that it prints, which ends in a key. Stories are on disk as soon as they are
    accepted: you can end the desk at any time.
    """
    from audiobrief.desk.doors import Front
    from audiobrief.desk.serving import Followed, serving

    is_new = not folder.exists()
    front = Front(url.rstrip("/"), has_accounts, frozenset(factor_roles))
    with (
        contextlib.suppress(KeyboardInterrupt),
        serving(
            folder, settings, front, host, port, followed=Followed(follow, every)
        ) as served,
    ):
        if is_new:
            console.tell(
                f"{folder} is a new folder, and its desk is empty; if you meant another one, "
                "press Ctrl-C and name it"
            )
        console.result(served.entrance)
        if front.url:
            console.tell(f"through your web server: {front.url}/")
        console.tell("press Ctrl-C to end")
        if browse:
            webbrowser.open(served.entrance)
        served.run()
    console.tell("")
