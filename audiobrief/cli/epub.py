"""`audiobrief epub`: an episode as a book that reads along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings


@click.command(
    epilog="""\b
Example:
  audiobrief epub output/ferry-returns"""
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@with_settings()
def command(folder: Path, *, settings: Settings) -> None:
    """Write the episode in FOLDER as an EPUB 3 beside its audio.

    Reading apps that support media overlays mark each sentence while they play it.
    Prints the path of the book.
    """
    from audiobrief.publish import read_episode
    from audiobrief.publish.epub import write_epub

    console.result(str(write_epub(folder, read_episode(folder), settings.publish)))
