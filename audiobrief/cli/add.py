"""`audiobrief add`: puts articles into a listener's inbox."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.desk_client import desk_option, open_client
from audiobrief.cli.options import with_settings
from audiobrief.cli.places import SourceName, WrittenPath

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings


@click.command(
    epilog="""\b
Examples:
  audiobrief add https://news.example/story
  audiobrief add page.html letter.eml link.url -o ~/Podcasts
  audiobrief add https://news.example/story --desk https://desk.news.example"""
)
@click.argument("articles", type=SourceName(), nargs=-1, required=True, metavar="URL|FILE...")
@click.option(
    "-o", "--output", type=WrittenPath(path_type=Path, file_okay=False), default=Path("output"),
    metavar="FOLDER", help="Folder that `audiobrief listen` serves.  [output]",
)  # fmt: skip
@desk_option("Submit them")
@with_settings()
def command(articles: tuple[str, ...], *, output: Path, desk: str, settings: Settings) -> None:
    """Add articles to what `audiobrief listen` makes in FOLDER, the newest first.

    Files are copied: pages, mail, and shortcuts that browsers leave when you drag an address
    to a folder. If no `audiobrief listen` runs, the articles wait for the next one.
    """
    if desk:
        _submit(articles, desk, settings)
        return
    from audiobrief.errors import AudiobriefError, ListenError
    from audiobrief.listening.desk import is_open
    from audiobrief.listening.inbox import Inbox
    from audiobrief.listening.receiver import receive_named

    inbox = Inbox(output)
    refused: list[str] = []
    is_added = False
    for named in articles:
        try:
            added = receive_named(inbox, named, max_bytes=settings.fetch.max_bytes)
        except ListenError as error:
            refused.append(str(error))
            continue
        for wish in added:
            is_added = True
            console.result(f"added: {wish.name}")
    if is_added and not is_open(output):
        console.tell(f"`audiobrief listen {output}` makes what was added")
    if len(refused) == 1:
        raise ListenError(refused[0])
    if refused:
        raise AudiobriefError("; ".join(refused))


def _submit(articles: tuple[str, ...], url: str, settings: Settings) -> None:
    """Submit articles to a desk.

    Raises:
        DeskError: there is no token, a file cannot be read, or the desk refuses one.
    """
    from audiobrief.errors import DeskError
    from audiobrief.fetch import is_address
    from audiobrief.system.files import read_at_most

    with open_client(url) as desk:
        for named in articles:
            if is_address(named):
                story = desk.submit(address=named)
            else:
                try:
                    content = read_at_most(Path(named), settings.fetch.max_bytes)
                except OSError as error:
                    reason = (error.strerror or str(error)).lower()
                    raise DeskError(f"cannot read {named}: {reason}", path=named) from error
                story = desk.submit_file(Path(named).name, content)
            console.result(f"submitted: {story.title or story.name} ({story.id})")
