"""`audiobrief serve`: a preview of a folder of episodes on this machine."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.episode_folders import FolderOfEpisodes
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

LOOPBACK = "127.0.0.1"


@click.command(
    epilog="""\b
Examples:
  audiobrief serve episodes --open
  audiobrief serve episodes --port 0
  audiobrief serve episodes --embed http://localhost:3000"""
)
@click.argument("folder", type=FolderOfEpisodes(), default="output", metavar="[DIR]")
@click.option("--host", default=LOOPBACK, metavar="NAME",
              help=f"Address to listen at; 0.0.0.0 for all addresses of this machine.  [{LOOPBACK}]")  # fmt: skip
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8765, metavar="N",
              help="Port to listen at; 0 for any free one.  [8765]")  # fmt: skip
@click.option("--embed", "embedders", multiple=True, metavar="SITE",
              help="Let pages of SITE show the player, as the desk's code to embed does; * for all sites.")  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
@with_settings()
def command(
    folder: str,
    *,
    host: str,
    port: int,
    embedders: tuple[str, ...],
    browse: bool,
    settings: Settings,
) -> None:
    """Preview the episodes in DIR as `audiobrief publish` would show them.

    New episodes appear by themselves. Nothing in DIR is changed, but for what a withdrawal that
    was killed has left: it is removed. Prints the address and serves the site until you press
    Ctrl-C.
    """
    from audiobrief.desk.player import PLAYER, send_player
    from audiobrief.publish.answering import serving
    from audiobrief.publish.embedding import Embeddable
    from audiobrief.publish.library import has_episodes
    from audiobrief.publish.serve import Preview

    root = Path(folder)
    _finish_withdrawals(root, settings)
    routes = {f"/{PLAYER}": send_player} if embedders else {}
    preview = Preview(root, settings.publish, names=[host], routes=routes)
    site = Embeddable(preview, embedders) if embedders else preview
    with serving(site, host, port) as served:
        console.result(served.address)
        if not has_episodes(root):
            console.tell(
                f"there are no episodes in {folder} yet; they appear here once "
                f"`audiobrief batch PAGES -o {folder}` has made them"
            )
        if host != LOOPBACK:
            console.tell(f"anyone who can reach this machine can read {folder}")
        if embedders:
            console.tell(
                f"pages of {', '.join(embedders)} can read {folder} in your browser:\n"
                f'<script type="module" src="{served.address}{PLAYER}"></script>\n'
                f'<audiobrief-player src="{served.address}EPISODE/"></audiobrief-player>'
            )
        if browse:
            webbrowser.open(served.address)
        try:
            served.run()
        except KeyboardInterrupt:
            console.tell("")


def _finish_withdrawals(root: Path, settings: Settings) -> None:
    """Remove what a killed withdrawal has left, which other servers of the folder still give."""
    from audiobrief.errors import AudiobriefError
    from audiobrief.publish.withdrawn import has_withdrawn

    if not has_withdrawn(root):
        return
    from audiobrief.batch.withdrawal import Record

    try:
        record = Record(str(root), settings)
        problem = record.finish() if record.is_unfinished else ""
    except AudiobriefError as error:
        # a preview may be of a folder that nobody may write to, and names no withdrawn story
        problem = str(error)
    if problem:
        console.tell(f"warning: {problem}")
