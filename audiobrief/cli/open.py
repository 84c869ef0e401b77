"""`audiobrief open`: an episode that plays while the rest of it is made."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    ARTICLE_OPTIONS,
    FETCH_OPTIONS,
    PAGE_HELP,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import WrittenPath
from audiobrief.episode.bounds import bounded
from audiobrief.errors import OutputError

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings


@click.command(
    epilog=f"""{PAGE_HELP}

\b
Examples:
  audiobrief open page.html
  audiobrief open https://news.example/story --quotes voice"""
)
@click.argument("page")
@click.option(
    "-o", "--output", type=WrittenPath(path_type=Path), default=Path("output"),
    metavar="DIR", help="Folder for the episode.  [output]",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@with_settings(FETCH_OPTIONS, ARTICLE_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS)
def command(page: str, *, output: Path, no_browser: bool, settings: Settings) -> None:
    """Make an episode of the article on PAGE and open its page in the browser.

    The episode plays while the rest of it is being made. Prints the address, then the path
    of the audio file, and serves the page until you press Ctrl-C.
    """
    from audiobrief.episode.live import PATH, LiveEpisode
    from audiobrief.episode.reader import read_manuscript
    from audiobrief.episode.voice import open_early
    from audiobrief.publish.answering import answering
    from audiobrief.publish.serve import Preview

    # the voice loads while the page is read
    with open_early(settings) as voice:
        with bounded(page, settings):
            manuscript = read_manuscript(page, settings)
        console.tell_remarks(manuscript.article)
        try:
            output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"cannot write {output}: {reason}; choose another folder with -o"
            ) from error
        with LiveEpisode(manuscript, settings, voice) as live:
            preview = Preview(output, settings.publish, routes=live.routes)
            with answering(preview) as address:
                console.result(address.rstrip("/") + PATH)
                if not no_browser:
                    webbrowser.open(address.rstrip("/") + PATH)
                try:
                    with console.progress() as watch:
                        made = live.make(output, watch)
                    console.result(str(made.audio))
                    console.tell(
                        "the episode is ready; press Ctrl-C to stop the player's server"
                    )
                    threading.Event().wait()
                except KeyboardInterrupt:
                    console.tell("")
