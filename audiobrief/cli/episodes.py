"""`audiobrief episodes`: lists a listener's episodes, and archives, keeps or deletes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobrief.cli import console
from audiobrief.cli.episode_folders import FolderOfEpisodes, tell_refused
from audiobrief.cli.listing_group import ListingGroup, folder_of
from audiobrief.cli.options import with_settings
from audiobrief.cli.places import WrittenPath

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

EPISODES_HELP = """\b
EPISODE is the name of an episode's folder, the address of its article, or its headline.
"""


def _in_folder(command: Any) -> Any:
    return click.option(
        "-o", "--output", default=Path("output"), metavar="FOLDER",
        type=WrittenPath(path_type=Path, file_okay=False),
        help="Folder of the episodes.  [output]",
    )(command)  # fmt: skip


@click.group(
    cls=ListingGroup,
    epilog="""\b
Examples:
  audiobrief episodes ~/Podcasts
  audiobrief episodes archive a-story -o ~/Podcasts
  audiobrief episodes delete https://news.example/story""",
)
def command() -> None:
    """List the episodes in a folder, and archive, keep or delete them.

    Without a COMMAND they are listed.
    """


@command.command(
    "list",
    epilog="""\b
Examples:
  audiobrief episodes list --json
  audiobrief episodes list ~/Podcasts --archived""",
)
@click.argument("folder", required=False, type=FolderOfEpisodes())
@_in_folder
@click.option("--archived", is_flag=True, help="List what is archived.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@with_settings()
@click.pass_context
def list_episodes(
    context: click.Context, /, folder: str | None, output: Path, *,
    archived: bool, as_json: bool, settings: Settings,
) -> None:  # fmt: skip
    """List the episodes in FOLDER in the order in which they were added.

    FOLDER can be given with -o as well; without both it is `output`.
    """
    import dataclasses

    from audiobrief.clock import format_clock
    from audiobrief.publish.index_file import read_listings
    from audiobrief.publish.library import read_library
    from audiobrief.publish.shelf import arrange, arrange_archive, read_shelf

    output = folder_of(context, folder, output)
    publish = dataclasses.replace(settings.publish, order="added")
    chosen = arrange_archive if archived else arrange
    library = chosen(read_library(output, read_listings(output)), read_shelf(output), publish)
    tell_refused(library)
    if as_json:
        console.result_json(
            [
                {
                    "folder": each.folder,
                    "title": each.title,
                    "site": each.site,
                    "url": each.source,
                    "added": each.published,
                    "duration_ms": each.duration_ms,
                }
                for each in library.listings
            ]
        )
        return
    for each in library.listings:
        day = f"{each.published:%Y-%m-%d}"
        console.result(f"{each.folder}\t{day}\t{format_clock(each.duration_ms)}\t{each.title}")


@command.command(
    "undo",
    epilog=f"{EPISODES_HELP}\n\b\nExamples:\n  audiobrief episodes undo\n"
    "  audiobrief episodes undo a-story -o ~/Podcasts",
)
@click.argument("episode", required=False)
@_in_folder
@with_settings()
def undo(episode: str | None, *, output: Path, settings: Settings) -> None:
    """Put EPISODE back as it was before it was archived; without it, the one archived last.

    Kept ones are kept again, and those that were heard stay so; `unarchive` makes it like new.
    """
    from audiobrief.listening.deciding import decide, find_archived_last, find_folders

    folder = find_folders(output, [episode])[0] if episode else find_archived_last(output)
    decide(output, settings, folder, "undo")
    console.result(f"{output / folder}: back in the library")


def _define(verb: str, said: str, about: str) -> None:
    def change(episodes: tuple[str, ...], *, output: Path, settings: Settings) -> None:
        from audiobrief.listening.deciding import decide, find_folders

        # all are found before anything is done to one
        for folder in find_folders(output, episodes):
            decide(output, settings, folder, verb)
            console.result(f"{output / folder}: {said}")

    change.__doc__ = about
    change = with_settings()(change)
    change = _in_folder(change)
    change = click.argument("episodes", nargs=-1, required=True, metavar="EPISODE...")(change)
    example = f"\b\nExamples:\n  audiobrief episodes {verb} a-story"
    command.command(verb, epilog=f"{EPISODES_HELP}\n{example}")(change)


VERBS = {
    # verb -> what is said when it is done, and the command's help
    "archive": ("archived", "Take EPISODE out of the library and its feed; its files stay."),
    "unarchive": ("back in the library", "Put EPISODE back into the library and its feed."),
    "keep": ("kept", "Keep EPISODE in the library, however long ago it was heard."),
    "finish": ("heard", "Note that EPISODE was heard to its end."),
    "delete": (
        "deleted",
        "Delete EPISODE with its files. It is made again only if you add it again.",
    ),
}
for _verb, (_said, _about) in VERBS.items():
    _define(_verb, _said, _about)
