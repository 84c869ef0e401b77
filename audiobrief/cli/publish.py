"""`audiobrief publish`: a folder of episodes, local or in object storage, as a site with feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobrief.cli import console
from audiobrief.cli.options import PUBLISH_OPTIONS, with_settings

if TYPE_CHECKING:
    from audiobrief.publish.site import Published
    from audiobrief.settings.tree import Settings


class Place(click.Path):
    """An existing folder, or an address of object storage."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """The address unchanged; for a folder, click's own conversion."""
        from audiobrief.system.storage import is_remote

        return value if is_remote(str(value)) else super().convert(value, param, ctx)


@click.command(
    epilog="""\b
Examples:
  audiobrief publish output --url https://news.example/audio/
  audiobrief publish output           a page to listen from, without a feed
  audiobrief publish s3://bucket/episodes --url https://news.example/audio/"""
)
@click.argument("folder", type=Place(exists=True, file_okay=False), metavar="DIR")
@with_settings(PUBLISH_OPTIONS)
def command(folder: str, *, settings: Settings) -> None:
    """Make a site of the episodes in DIR: a page to listen from, feeds, cover and OPML.

    The files work on any static host. Run it again after each new episode: unchanged files
    are left alone. Prints the path of the page.

    DIR may be an address of object storage (s3://…) that holds the episodes; the site is
    written to the same place. The episodes' own pages are not changed there.
    """
    from audiobrief.errors import PublishError
    from audiobrief.publish.site import HOME

    done = _publish(folder, settings)
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
    console.result(_page_in(folder, HOME))


def _publish(folder: str, settings: Settings) -> Published:
    from audiobrief.publish.site import publish_site
    from audiobrief.publish.stored import open_mirror, publish_stored_site
    from audiobrief.system.storage import is_remote

    if not is_remote(folder):
        return publish_site(Path(folder), settings.publish)
    with open_mirror() as mirror:
        return publish_stored_site(folder, settings.publish, mirror)


def _page_in(folder: str, name: str) -> str:
    from audiobrief.system.storage import is_remote

    return f"{folder.rstrip('/')}/{name}" if is_remote(folder) else str(Path(folder) / name)
