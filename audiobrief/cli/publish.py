"""`audiobrief publish`: a folder of episodes, local or in object storage, as a site with feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.episode_folders import FolderOfEpisodes, tell_refused
from audiobrief.cli.options import PUBLISH_OPTIONS, with_settings

if TYPE_CHECKING:
    from audiobrief.publish.site import Published
    from audiobrief.settings.tree import Settings


LEFT_OUT = 3
"""The exit code if some episodes are not in the site; as of a batch that could not make some."""


@click.command(
    epilog="""\b
Examples:
  audiobrief publish output --url https://news.example/audio/
  audiobrief publish output           at the address of before; without one, there is no feed
  audiobrief publish s3://bucket/episodes --url https://news.example/audio/"""
)
@click.argument("folder", type=FolderOfEpisodes(is_stored=True), metavar="DIR")
@with_settings(PUBLISH_OPTIONS)
def command(folder: str, *, settings: Settings) -> None:
    """Make a site of the episodes in DIR: a page to listen from, feeds, cover and OPML.

    The files work on any static host. Run it again after each new episode: unchanged files
    are left alone. Without --url, the site keeps the address that it was last published with.
    What a withdrawal that was killed has left is removed. Prints the path of the page.

    DIR may be an address of object storage (s3://…) that holds the episodes; the site is
    written to the same place. The episodes' own pages are not changed there.

    Exit code: 0 if all episodes are in it, 3 if some were left out (a line on stderr names each,
    also with -q), 1 if no site was made.
    """
    from audiobrief.batch.journal_place import move_old_journal
    from audiobrief.errors import PublishError
    from audiobrief.publish.hub import tell_hub
    from audiobrief.publish.site import HOME

    _refuse_empty(folder)
    move_old_journal(folder)
    done = _publish(folder, settings)
    tell_refused(done.library)
    count = len(done.library.listings)
    if done.refused and not count:
        raise PublishError(f"no episode in {folder} can be published")
    made_with = done.settings
    if made_with.url != settings.publish.url:
        console.tell(
            f"the site keeps the address of before, {made_with.url}; give --url for another"
        )
    if done.feeds and made_with.is_private:
        console.tell(f"the feed's secret address: {made_with.base}{done.feeds[0].path}")
    feeds = _count(len(done.feeds), "feed") if done.feeds else "no feed without --url"
    console.tell(
        f"{_count(count, 'episode')} ({done.library.read:,} read), {feeds}, "
        f"{_count(len(done.written), 'file')} written"
    )
    try:
        tell_hub(made_with, done.written)
    except PublishError as error:
        console.tell(f"audiobrief: {error}")
    console.result(_page_in(folder, HOME))
    if done.library.refused:
        raise click.exceptions.Exit(LEFT_OUT)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _refuse_empty(folder: str) -> None:
    """Refuse a folder in which no episode is or ever was: a site would be written into it.

    Raises:
        PublishError: it is such a folder.
    """
    from audiobrief.errors import PublishError
    from audiobrief.publish.index_file import has_index
    from audiobrief.publish.library import has_episodes
    from audiobrief.system.locations import INTERNAL
    from audiobrief.system.storage import is_remote

    if is_remote(folder):
        return
    root = Path(folder)
    if has_index(root) or (root / INTERNAL).exists() or has_episodes(root):
        return
    raise PublishError(
        f"there are no episodes in {folder}; make some with `audiobrief batch PAGES -o {folder}`, "
        "or name another folder"
    )


def _publish(folder: str, settings: Settings) -> Published:
    """Make the site, and remove what a withdrawal that was killed has left.

    Raises:
        OutputError: something of a withdrawn story cannot be removed.
    """
    from audiobrief.errors import OutputError
    from audiobrief.publish.site import publish_site
    from audiobrief.publish.stored import open_mirror, publish_stored_site
    from audiobrief.publish.withdrawn import has_withdrawn
    from audiobrief.system.storage import is_remote

    def publish() -> Published:
        if not is_remote(folder):
            return publish_site(Path(folder), settings.publish)
        with open_mirror() as mirror:
            return publish_stored_site(folder, settings.publish, mirror)

    if not is_remote(folder) and not has_withdrawn(Path(folder)):
        return publish()
    from audiobrief.batch.withdrawal import Record

    record = Record(folder, settings)
    if is_remote(folder) and not record.is_unfinished:
        return publish()
    record.forget_copies()
    done = publish()
    problem = record.remove_left()
    if problem:
        raise OutputError(problem)
    return done


def _page_in(folder: str, name: str) -> str:
    from audiobrief.system.storage import is_remote

    return f"{folder.rstrip('/')}/{name}" if is_remote(folder) else str(Path(folder) / name)
