"""`audiobrief script`: what would be said of a page."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import FETCH_OPTIONS, PAGE_HELP, SCRIPT_OPTIONS, with_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.config import Settings
    from audiobrief.model import Manuscript
    from audiobrief.spoken.lexicon import Lexicon


@click.command(
    epilog=f"""{PAGE_HELP}

\b
Examples:
  audiobrief script page.html
  audiobrief script --explain page.html
  audiobrief script --json page.html > edited.json && audiobrief make edited.json"""
)
@click.argument("page")
@click.option(
    "--json", "as_json", is_flag=True, help="To edit, and to give to `audiobrief make`."
)
@click.option("--explain", is_flag=True, help="What changed each sentence, and which rule did.")
@with_settings(FETCH_OPTIONS, SCRIPT_OPTIONS)
def command(page: str, *, as_json: bool, explain: bool, settings: Settings) -> None:
    """Print what would be said of the article on PAGE."""
    from audiobrief.reader import open_lexicon, read_manuscript
    from audiobrief.segmenter.text import script_text

    manuscript = read_manuscript(page, settings)
    if as_json:
        console.result_json(manuscript)
    elif explain:
        lexicon = open_lexicon(settings, page, language=manuscript.script.language)
        console.result("\n".join(explain_lines(manuscript, lexicon)))
    else:
        console.result(script_text(manuscript.script))


def explain_lines(manuscript: Manuscript, lexicon: Lexicon) -> Iterator[str]:
    """Each text that is not said as it is written, and which rule changed what in it."""
    from audiobrief.spoken import say

    for text, language in _texts(manuscript):
        said = say(text, language=language, lexicon=lexicon)
        if not said.changes:
            continue
        yield text
        yield console.style(f"  {said.text}", bold=True)
        for change in said.changes:
            written = text[change.written_start : change.written_end]
            yield f"    {written!r} -> {change.spoken!r}  {console.style(change.rule, dim=True)}"
        yield ""


def _texts(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """What is read in one go, and its language: whole blocks, since a rule sees around it."""
    script = manuscript.script
    blocks = manuscript.article.blocks
    for block, run in itertools.groupby(script.segments, key=lambda segment: segment.block):
        segments = list(run)
        language = segments[0].language or script.language
        if block is not None:
            yield blocks[block].text, language
        else:
            yield from ((segment.written, language) for segment in segments)
