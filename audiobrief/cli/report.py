"""`audiobrief report`: what a batch made, what it did not, and why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.desk_client import desk_option, open_client
from audiobrief.cli.places import WrittenPath
from audiobrief.errors import BatchError
from audiobrief.system.locations import INTERNAL

if TYPE_CHECKING:
    from audiobrief.batch.report import Report

PAGE, DATA = "report.html", "report.json"
SIGNS_OF_PAGE = (b": report</title>", b"<h1>Report on ")
SIGNS_OF_DATA = (b'"made":', b'"duplicates":', b'"failures":')
"""What every report holds, in this release and in older ones."""


@click.command(
    epilog="""\b
Examples:
  audiobrief report episodes
  audiobrief report --json episodes | jq .failed"""
)
@click.argument("output", type=WrittenPath(), metavar="DIR", default="output")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the whole report as JSON, for programs."
)
@click.option(
    "--journal", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Journal of the batch.  [.audiobrief/batch.sqlite in DIR]",
)  # fmt: skip
@desk_option("List the stories")
def command(output: str, *, as_json: bool, journal: Path | None, desk: str) -> None:
    """Write a report: what was made, what failed and why.

    It names files of this machine, so report.html and report.json are written into
    DIR/.audiobrief, which no site serves. Prints the path of the page. Exit code: 0 if all were made, 3 if some failed, 1 if none
    was made; 4 if somebody has to decide whether a story that was taken back stays.

    With --desk, the stories of a desk are printed, those that wait and are worth a look first.
    """
    from audiobrief.batch.journal import Journal
    from audiobrief.batch.journal_place import find_journal, move_old_journal
    from audiobrief.batch.report import make_report

    if desk:
        _report_on_desk(desk, as_json=as_json)
        return
    move_old_journal(output)
    path = journal or find_journal(output)
    if not os.path.isfile(path):  # noqa: PTH113 -- Path.is_file raises if the folder cannot be entered
        raise BatchError(
            f"there is no journal {path}; run `audiobrief batch` first, or name one with --journal"
        )
    with Journal(path) as opened:
        report = make_report(opened)
    if as_json:
        console.result_json(report)
    else:
        is_here = Path(output).is_dir()
        name = Path(output).resolve().name if is_here else output
        written = write(report, Path(output, INTERNAL) if is_here else Path(), name)
        console.result(str(written))
    raise click.exceptions.Exit(report.exit_code)


def _report_on_desk(url: str, *, as_json: bool) -> None:
    """Print the stories of a desk, with what is worth a look or was wrong.

    Raises:
        DeskError: there is no token, or the desk does not answer.
    """
    with open_client(url) as desk:
        stories = list(desk.stories())
    if as_json:
        console.result_json(stories)
        return
    for story in stories:
        console.result(f"{story.state.value:10} {story.id}  {story.title or story.name}")
        told = story.reason or "; ".join(look.said for look in story.looks)
        if told:
            console.result(f"{'':29}{told}")


def write(report: Report, folder: Path, name: str) -> Path:
    """Write the report on `name` into `folder` as a page and as JSON; returns the page's path."""
    from audiobrief.batch.report import render_report
    from audiobrief.errors import OutputError
    from audiobrief.system.files import clear_abandoned, write_whole

    for name_of_file in (PAGE, DATA):
        if (folder / name_of_file).exists() and not _is_report(folder / name_of_file):
            raise OutputError(
                f"{folder / name_of_file} is no report of audiobrief's; move it, or print the report with --json",
                path=folder / name_of_file,
            )
    clear_abandoned(folder)
    write_whole(folder / DATA, f"{console.to_json(report)}\n".encode())
    above = "../" if folder.name == INTERNAL else ""
    page = render_report(report, name, above=above)
    write_whole(folder / PAGE, page.encode("utf-8", "replace"))
    for left in (PAGE, DATA):
        # older releases wrote them where a site serves them
        if above and _is_report(folder.parent / left):
            (folder.parent / left).unlink(missing_ok=True)
    return folder / PAGE


def _is_report(path: Path) -> bool:
    """Whether a file is a report, and nothing that a person wrote under that name."""
    from audiobrief.system.files import read_regular

    try:
        content = read_regular(path)
    except OSError:
        return False
    signs = SIGNS_OF_DATA if path.name == DATA else SIGNS_OF_PAGE
    return all(sign in content for sign in signs)
