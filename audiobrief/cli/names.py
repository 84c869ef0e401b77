"""`audiobrief names`: the proper names of a page, to paste into a lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import FETCH_OPTIONS, PAGE_HELP, SCRIPT_OPTIONS, with_settings

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings


@click.command(
    epilog=f"""{PAGE_HELP}

\b
Examples:
  audiobrief names page.html >> names.toml
  audiobrief make page.html --lexicon names.toml"""
)
@click.argument("page")
@with_settings(FETCH_OPTIONS, SCRIPT_OPTIONS)
def command(page: str, *, settings: Settings) -> None:
    """Print the names on PAGE that no lexicon knows as TOML, the most frequent first."""
    from audiobrief.episode.reader import open_lexicon, read_article
    from audiobrief.settings.template import to_toml
    from audiobrief.spoken.names import unknown_names

    article = read_article(page, settings)
    lexicon = open_lexicon(settings.for_url(article.url), page, language=article.language)
    # the headline is left out: in title case every word looks like a name
    for name, count in unknown_names(article.blocks, lexicon, article.language):
        # until the user edits the line, the name is said as it is written
        console.result(f"{to_toml(name)} = {to_toml(name)}  # {count} x")
