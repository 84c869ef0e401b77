"""`audiobrief publish`: a folder of episodes as a site with feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import PUBLISH_OPTIONS, with_settings

if TYPE_CHECKING:
    from audiobrief.config import Settings


@click.command(
    epilog="""\b
Examples:
  audiobrief publish output --url https://news.example/audio/
  audiobrief publish output           a page to listen from, without a feed"""
)
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR"
)
@with_settings(PUBLISH_OPTIONS)
def command(folder: Path, *, settings: Settings) -> None:
    """Make a site of the episodes in DIR: a page to listen from, feeds, cover and OPML.

    The files work on any static host. Run it again after each new episode: what has not
    changed is left alone. Prints the path of the page.
    """
    from audiobrief.errors import PublishError
    from audiobrief.publish.site import HOME, publish_site

    done = publish_site(folder, settings.publish)
    for refused in done.refused:
        console.tell(f"left out {refused.folder}: {refused.reason}")
    count = len(done.library.listings)
    if done.refused and not count:
        raise PublishError(f"no episode in {folder} can be published")
    feeds = f"{len(done.feeds)} feeds" if done.feeds else "no feed without --url"
    console.tell(
        f"{count:,} episodes ({done.library.read:,} read), {feeds}, "
        f"{len(done.written):,} files written"
    )
    console.result(str(folder / HOME))
