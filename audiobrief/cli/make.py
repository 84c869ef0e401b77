"""`audiobrief make`: an episode of a page, or of an edited script."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.episode_lines import (
    facts_of,
    tell_estimate,
    tell_kept,
    tell_made,
    tell_undeclared,
    tell_unsaid,
)
from audiobrief.cli.options import (
    ARTICLE_OPTIONS,
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    PAGE_HELP,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    Choices,
    with_choices,
)
from audiobrief.cli.places import WrittenPath
from audiobrief.episode import dependencies, receipts
from audiobrief.episode.bounds import bounded
from audiobrief.system.locations import settings_files

if TYPE_CHECKING:
    from audiobrief.engines.chain import SelectedEngine
    from audiobrief.episode.dependencies import Dependencies
    from audiobrief.episode.making import Made
    from audiobrief.model import Manuscript
    from audiobrief.settings.tree import Settings


STDIN = "-"
"""Stdin as a page; it can be read only once."""
FORCED = "made again: --force was given"
SAME_SCRIPT = "it was read again, and its script is the same"


@click.command(
    epilog=f"""{PAGE_HELP} It can also be a .json file, with a script (`audiobrief script --json`)
or an article as data.

\b
Examples:
  audiobrief make page.html
  audiobrief make https://news.example/story --quotes voice -f m4b
  curl -s https://news.example/story | audiobrief make - -o - > story.mp3"""
)
@click.argument("page")
@click.option(
    "-o", "--output", type=WrittenPath(path_type=Path), default=Path("output"),
    metavar="DIR", help="Folder for the episode, or - for audio on stdout.  [output]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Make it again although nothing has changed.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON event per line, for programs."
)
@with_choices(FETCH_OPTIONS, ARTICLE_OPTIONS, CONFIDENCE_OPTIONS, SCRIPT_OPTIONS, SOUND_OPTIONS)
def command(page: str, *, output: Path, force: bool, as_json: bool, choices: Choices) -> None:
    """Make an episode of the article on PAGE and print the path of its audio file.

    An episode is kept as it is if nothing has changed since it was made. An address is always
    asked whether its page has changed. If the page is gone (HTTP 404, 410 or 451, or a notice in
    place of the story), record.gone in the settings decides on its episode: it stays, it is withdrawn, or you are asked (exit code 4).
    """
    from audiobrief.fetch import is_address

    started = time.perf_counter()
    if str(output) == "-":
        _stream(page, choices)
        return
    _refuse_sound_name(output)
    receipt = receipts.find_receipt(receipts.place_of(page, output))
    call = dependencies.of_call(choices.describe(), settings_files(choices.config))
    # whether a page on the web has changed is known once its site was asked
    is_here = not is_address(page)
    if receipt is not None and not force and is_here and receipt.holds(call):
        tell_kept(receipt, output, started, as_json=as_json)
        return
    from audiobrief.system.memory import give_back_large_blocks

    give_back_large_blocks()
    settings = choices.read()
    if force:
        fetch = dataclasses.replace(settings.fetch, conditional=False)
        settings = dataclasses.replace(settings, fetch=fetch)
    with _open_early(settings) as voice:
        _make(_Order(page, output, settings, call, receipt, started, force, as_json), voice)


@dataclasses.dataclass(frozen=True, slots=True)
class _Order:
    """What one call of the command asks for, and what is there from the call before."""

    page: str
    output: Path
    settings: Settings
    call: Dependencies
    receipt: receipts.Receipt | None
    started: float
    """The performance counter when the command began, in seconds."""
    force: bool
    as_json: bool


def _make(order: _Order, voice: SelectedEngine | None) -> None:
    page, settings, receipt = order.page, order.settings, order.receipt
    unseen = _what_changes_unseen(page, settings)
    read, manuscript = _read_or_settle(order, digest=not unseen)
    made_of = order.call | read
    same = None if unseen or order.force else _find_same(receipt, made_of, manuscript)
    if same is not None:
        receipts.keep_receipt(receipts.place_of(page, order.output), same)
        # a kept copy of a page is no sign that the page is still the same
        console.tell_remarks(manuscript.article)
        tell_kept(same, order.output, order.started, as_json=order.as_json, why=SAME_SCRIPT)
        return
    why = f"made: {unseen}" if unseen else receipts.explain(receipt, made_of)
    why = FORCED if order.force else why
    console.tell(f"{manuscript.article.title}: {why}", level=console.VERBOSE)
    console.tell_remarks(manuscript.article)
    tell_undeclared(manuscript, settings)
    tell_estimate(manuscript, settings)
    made = _record(order, manuscript, voice, why="" if unseen else why)
    tell_unsaid(made)
    facts = facts_of(made, settings)
    # an engine that failed by accident speaks the next time
    is_lasting = not unseen and not made.is_makeshift
    if page != STDIN:
        _keep(order, made_of, manuscript, made, facts, is_lasting=is_lasting)
    tell_made(made, facts, order.started, as_json=order.as_json, why=why)


def _read_or_settle(order: _Order, *, digest: bool) -> tuple[Dependencies, Manuscript]:
    """The manuscript; if its page is gone, first do what the settings say of its episode."""
    from audiobrief.errors import PageGone, StoryRemoved
    from audiobrief.fetch import is_address

    try:
        with bounded(order.page, order.settings):
            return _read(order.page, order.settings, digest=digest)
    except (PageGone, StoryRemoved) as error:
        if is_address(order.page):
            from audiobrief.cli.gone_page import settle_gone

            folder = Path(order.receipt.folder).name if order.receipt else ""
            settle_gone(
                order.page, folder, order.output, order.settings, error, as_json=order.as_json
            )
        raise


def _record(
    order: _Order, manuscript: Manuscript, voice: SelectedEngine | None, *, why: str
) -> Made:
    from audiobrief.episode.making import make_episode
    from audiobrief.episode.pictures import read_pictures

    with bounded(order.page, order.settings):
        pictures = read_pictures(manuscript.article, order.page, order.settings)
    kept = _folder_before(order.receipt, order.output, manuscript)
    with console.progress(as_json=order.as_json) as watch:
        return make_episode(
            manuscript,
            order.output,
            order.settings,
            pictures=pictures,
            name=kept.name if kept else "",
            formerly=order.receipt.identity if order.receipt and kept else None,
            voice=voice,
            watch=watch,
            why=why,
        )


def _keep(
    order: _Order,
    made_of: Dependencies,
    manuscript: Manuscript,
    made: Made,
    facts: dict[str, object],
    *,
    is_lasting: bool,
) -> None:
    """Keep what the episode was made of, for the next call."""
    from audiobrief.episode.manuscripts import digest_manuscript

    receipt = receipts.Receipt(
        made_of,
        str(made.folder.absolute()),
        made.files if is_lasting else {},
        made.audio.name,
        digest_manuscript(manuscript),
        identity=made.episode.identity,
        facts=facts,
    )
    receipts.keep_receipt(receipts.place_of(order.page, order.output), receipt)


def _refuse_sound_name(output: Path) -> None:
    """Refuse a folder that is named as a file of sound: `-o page.mp3` is meant as that file."""
    if not output.suffix or output.is_dir():
        return
    from audiobrief.encoder.formats import name_of_format

    if name := name_of_format(output.name):
        # what goes to standard output has no name that could tell its format, and is an mp3
        form = "" if name == "mp3" else f"--format {name} "
        raise click.BadParameter(
            f"{output} is the name of a file, and -o names a folder; for one file alone, write "
            f"{form}-o - and > {output}",
            param_hint="'-o' / '--output'",
        )


def _folder_before(
    receipt: receipts.Receipt | None, output: Path, manuscript: Manuscript
) -> Path | None:
    """The folder of the article's last episode, which it keeps under another headline, too."""
    from audiobrief.episode.ownership import is_version

    if receipt is None:
        return None
    folder = output / Path(receipt.folder).name
    return folder if is_version(folder, manuscript.article) else None


def _stream(page: str, choices: Choices) -> None:
    settings = choices.read()
    with _open_early(settings) as voice:
        from audiobrief.episode.making import stream_episode

        with bounded(page, settings):
            _, manuscript = _read(page, settings, digest=False)
        console.tell_remarks(manuscript.article)
        tell_undeclared(manuscript, settings)
        tell_estimate(manuscript, settings)
        stream_episode(manuscript, sys.stdout.buffer, settings, voice=voice)


def _read(page: str, settings: Settings, *, digest: bool) -> tuple[Dependencies, Manuscript]:
    """The manuscript, and what it is made of if `digest` is set."""
    from audiobrief.episode.manuscripts import digest_manuscript
    from audiobrief.episode.reader import read_manuscript
    from audiobrief.fetch import is_address

    if not digest:
        return dependencies.Dependencies(), read_manuscript(page, settings)
    # digest the files before they are read. The page itself tells which profile it uses
    files = dependencies.of_files((settings, *settings.profiles.values()), page)
    manuscript = read_manuscript(page, settings)
    chosen = settings.for_url(manuscript.article.url)
    known = dependencies.Dependencies(settings=dependencies.describe_settings(chosen))
    if is_address(page):
        # a page on the web is no file; what was read from it stands for it
        known |= dependencies.of_page(digest_manuscript(manuscript), "")
    return files | known, manuscript


def _find_same(
    receipt: receipts.Receipt | None, made_of: Dependencies, manuscript: Manuscript
) -> receipts.Receipt | None:
    """A receipt of the same episode with the new dependencies; None if it must be made again."""
    from audiobrief.episode.manuscripts import digest_manuscript

    if receipt is None or not receipt.serves(made_of, digest_manuscript(manuscript)):
        return None
    return dataclasses.replace(receipt, made_of=made_of)


def _open_early(settings: Settings) -> contextlib.AbstractContextManager[SelectedEngine | None]:
    from audiobrief.episode.voice import open_early

    return open_early(settings)


def _what_changes_unseen(page: str, settings: Settings) -> str:
    """Why no receipt is kept: something may change outside files and installed packages."""
    from audiobrief.engines import facts_of

    every = (settings, *settings.profiles.values())
    engines = [name for one in every for name in one.voice.engines]
    told = (
        (page == STDIN, "its page comes from stdin and is read each time"),
        (not settings.cache.speech, "nothing is cached with --no-cache"),
        (
            not all(facts_of(name).is_repeatable for name in engines),
            "the engine's server or model may change without notice",
        ),
        (
            any(one.publish.templates for one in every),
            "its templates may change without notice",
        ),
    )
    return next((why for applies, why in told if applies), "")
