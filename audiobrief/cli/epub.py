"""`audiobrief epub`: an episode as a book that reads along."""

from __future__ import annotations

from pathlib import Path

import click

from audiobrief.cli import console


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(folder: Path) -> None:
    """Write the episode in FOLDER as an EPUB 3 beside its audio.

    Reading apps that know media overlays mark each sentence as they play it.
    Prints the path of the book.
    """
    from audiobrief.publish import read_episode
    from audiobrief.publish.epub import write_epub
    from audiobrief.publish.settings import PublishSettings

    console.result(str(write_epub(folder, read_episode(folder), PublishSettings())))
