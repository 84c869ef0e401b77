"""`audiobrief verify`: what a signed audio file claims, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.publish.verifying import Verification
    from audiobrief.settings.tree import Settings

LABELS = (
    # field of a `Verification` -> its name for people
    ("title", "headline"),
    ("declaration", "voice"),
    ("source", "source type"),
    ("article", "article"),
    ("text_sha256", "text SHA-256"),
    ("generator", "made by"),
    ("signed_at", "signed at"),
)
TEXT_BESIDE = {
    True: "episode.json beside it has the text that was read",
    False: "episode.json beside it has another text than the one that was read",
}

BESIDE = {
    # what became of texts (`signed_texts.TextState`) -> the label and the words for people
    "signed": ("beside it", "as they were signed: {names}"),
    "changed": ("changed", "not what was signed: {names}"),
    "missing": ("missing", "signed, and not beside it: {names}"),
    "unsigned": ("unsigned", "beside it, and never signed: {names}"),
}


@click.command(
    epilog="""\b
Examples:
  audiobrief verify output/ferry-returns
  audiobrief verify --trust issuers.pem *.mp3
  audiobrief verify --json episode.mp3 | jq .verdict"""
)
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True,
    type=click.Path(path_type=Path, exists=True),
)  # fmt: skip
@click.option(
    "--trust", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Certificates (PEM) of the issuers that you trust.  [credentials.trust]",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON, an object for each file.")
@with_settings()
def command(
    files: tuple[Path, ...], *, trust: Path | None, as_json: bool, settings: Settings
) -> None:
    """Tell what the content credentials (C2PA) of each FILE claim, and whether they hold.

    A FILE is an audio file, or the folder of an episode.

    Says who signed, what is claimed of the voice and the article, and whether the sound is
    what was signed, with the texts beside it: captions, transcripts, chapters, the words of the
    page, episode.json and versions.json. A changed byte, credentials that were removed, and an
    expired certificate are told apart. Nothing is fetched from the network.

    Exit code: 0 if all of it is what was signed; 1 if a sound or a text was changed, or the
    credentials do not hold; otherwise 5 if a text is missing, or 6 if something was never signed.
    """
    from audiobrief.publish.verifying import Outcome, verify

    asked = trust or settings.credentials.trust
    outcomes = {Outcome.WHOLE}
    for path in map(_find_audio, files):
        found = replace(verify(path, asked), file=str(path))
        outcomes.add(found.outcome)
        if as_json:
            told = {"outcome": found.outcome.name.lower(), "sentence": found.sentence}
            console.result_json({**asdict(found), **told})
        else:
            _print(found)
    # the gravest has the lowest code but for 0
    raise click.exceptions.Exit(int(min(outcomes - {Outcome.WHOLE}, default=Outcome.WHOLE)))


def _find_audio(path: Path) -> Path:
    from audiobrief.publish import read_label

    return path / Path(read_label(path).audio).name if path.is_dir() else path


def _print(found: Verification) -> None:
    console.result(f"{found.file}: {found.sentence}")
    rows = [
        ("signed by", _describe_signer(found)) if found.organisation or found.name else None
    ]
    rows += [(label, getattr(found, field)) for field, label in LABELS]
    if found.text_matches is not None:
        rows.append(("text", TEXT_BESIDE[found.text_matches]))
    rows += list(_describe_texts(found))
    for label, value in filter(None, rows):
        if value:
            console.result(f"  {label:<13} {value}")


def _describe_texts(found: Verification) -> Iterator[tuple[str, str]]:
    """A row for each thing that became of the texts beside the sound."""
    for state, (label, said) in BESIDE.items():
        names = [name for name, each in found.texts.items() if each == state]
        if names:
            yield label, said.format(names=", ".join(names))
    if found.text_sha256 and not found.texts:
        yield "beside it", "none of the texts that belong to it, so that none was checked"


def _describe_signer(found: Verification) -> str:
    who = ", ".join(filter(None, (found.organisation, found.name)))
    if found.trusted is None:
        return f"{who} (no list of trust was given, so anybody may have used this name)"
    return f"{who} ({'on' if found.trusted else 'not on'} the list of trust)"
