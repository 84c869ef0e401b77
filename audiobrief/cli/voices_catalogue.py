"""`audiobrief voices add` and `remove`: install and remove voices of the catalogue."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from click.shell_completion import CompletionItem

from audiobrief.cli import console
from audiobrief.cli.options import with_settings
from audiobrief.patterns import compile_late

if TYPE_CHECKING:
    from audiobrief.catalogue import Offer, VoiceFile
    from audiobrief.catalogue.installing import Source
    from audiobrief.settings.tree import Settings

MIRROR_VARIABLE = "AUDIOBRIEF_VOICE_MIRROR"
BYTES_PER_MB = 1_000_000
_LICENCE = compile_late(r"^[\s*-]*Licen[cs]e:\s*(\S.{0,120})$")
"""The licence line of a Piper voice's card: "* License: CC0"."""


def list_available() -> list[dict[str, str]]:
    """A row for each voice of the catalogue, and for each further offer of the same voices."""
    from audiobrief.catalogue import read_catalogue

    rows: list[dict[str, str]] = []
    seen: set[str] = set()
    for offer in read_catalogue():
        shared = {
            "engine": offer.engine,
            "size": f"{offer.bytes / BYTES_PER_MB:,.1f} MB",
            "licence": offer.licence or "see its card",
            "card": offer.card,
            "here": "yes" if offer.is_here() else "",
            "offer": offer.name,
        }
        new = [voice for voice in offer.voices if voice.name not in seen]
        seen |= {voice.name for voice in new}
        rows += [
            {"voice": voice.name, "language": voice.language, "sex": voice.sex, **shared}
            for voice in new
        ]
        if not new:
            root = offer.voices[0].language.partition("-")[0]
            rows.append({"voice": offer.name, "language": root, "sex": "", **shared})
    return rows


def _complete_offers(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from audiobrief.catalogue import read_catalogue

    del ctx
    wanted_here = param.name == "present"
    return [
        CompletionItem(offer.name)
        for offer in read_catalogue()
        if offer.name.casefold().startswith(incomplete.casefold())
        and (not wanted_here or offer.is_here())
    ]


@click.command(
    epilog=f"""\b
Examples:
  audiobrief voices add emma
  audiobrief voices add kokoro --yes
  audiobrief voices add en_US-joe-medium --from ~/Downloads

Without a network, download the files on another machine and name their folder with --from. A mirror
is a web server with folders of voices as on a machine (natural/, kokoro/, piper/). You can also set
it in the settings (voice.mirror) or in {MIRROR_VARIABLE}."""
)
@click.argument(
    "names", metavar="NAME...", nargs=-1, required=True, shell_complete=_complete_offers
)
@click.option(
    "--from",
    "place",
    type=click.Path(path_type=Path),
    metavar="DIR|FILE",
    help="Take the files from there instead of downloading them.",
)
@click.option(
    "--mirror",
    envvar=MIRROR_VARIABLE,
    default="",
    metavar="URL",
    help="Download from there instead of from the voice's publisher.",
)
@click.option("-y", "--yes", is_flag=True, help="Do not ask before downloading.")
@with_settings()
def add(
    names: tuple[str, ...], *, place: Path | None, mirror: str, yes: bool, settings: Settings
) -> None:
    """Download and install voices of the catalogue.

    Their size and licence are shown first.
    """
    from audiobrief.catalogue import find_offer

    source = _make_source(place, mirror or settings.voice.mirror, settings)
    offers = list(dict.fromkeys(find_offer(name) for name in names))
    for offer in offers:
        _add_one(offer, source, yes=yes)


@click.command(
    epilog="""\b
Example:
  audiobrief voices remove kokoro"""
)
@click.argument(
    "present", metavar="NAME...", nargs=-1, required=True, shell_complete=_complete_offers
)
def remove(present: tuple[str, ...]) -> None:
    """Remove added voices, and what is left of downloads that broke off."""
    from audiobrief.catalogue import find_offer
    from audiobrief.catalogue.installing import remove as take_away
    from audiobrief.errors import VoiceNotFound

    for name in present:
        offer = find_offer(name)
        if len(offer.voices) > 1 and name.casefold() != offer.name:
            raise VoiceNotFound(
                f"voice {name!r} is one of the {len(offer.voices)} of '{offer.name}'; "
                f"`audiobrief voices remove {offer.name}` removes all of them"
            )
        removed = take_away(offer)
        if not removed:
            raise VoiceNotFound(f"voice {offer.name!r} is not installed; nothing was removed")
        console.result(f"removed {offer.name}: {', '.join(map(str, reversed(removed)))}")


def _make_source(place: Path | None, mirror: str, settings: Settings) -> Source:
    from audiobrief.catalogue.downloading import Access
    from audiobrief.catalogue.installing import Source

    # a mirror is chosen by the user, and may be in a private network
    access = Access(settings.fetch.user_agent, settings.fetch.allow_private or bool(mirror))
    return Source(access, mirror, place)


def _add_one(offer: Offer, source: Source, *, yes: bool) -> None:
    from audiobrief.catalogue.installing import add as bring

    if offer.is_here():
        console.tell(f"{offer.name} is installed; checking its files", level=console.VERBOSE)
    else:
        _say_what_comes(offer, source)
        if source.place is None and not yes:
            _ask()
    with _bar(offer) as watch:
        try:
            brought = bring(offer, source, watch=watch, wait=_say_wait)
        except KeyboardInterrupt:
            console.tell(
                "stopped; what was downloaded is kept, and the same command continues from it"
            )
            raise
    if not brought:
        console.result(f"{offer.name} is already installed")
        return
    voice = offer.voices[0].name
    others = f" and {len(offer.voices) - 1} more voices" if len(offer.voices) > 1 else ""
    console.result(
        f"added {voice}{others}: audiobrief make --engine {offer.engine} --voice {voice} PAGE"
    )


def _say_what_comes(offer: Offer, source: Source) -> None:
    """Print name, size, origin and licence, before anything large is downloaded."""
    from audiobrief.catalogue.installing import read_card

    licence = offer.licence
    if not licence:
        found = (_LICENCE.search(line) for line in read_card(offer, source).splitlines())
        licence = next((match[1].strip() for match in found if match), "unknown")
    origin = str(source.place or urlsplit(source.mirror or offer.address).hostname)
    console.tell(f"{offer.name}: {offer.bytes / BYTES_PER_MB:,.1f} MB from {origin}")
    console.tell(f"licence: {licence} ({offer.card})")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise click.UsageError(
            "cannot ask before downloading, because stdin is not a terminal; give --yes"
        )
    click.confirm("Download it?", default=True, abort=True, err=True)


def _say_wait() -> None:
    console.tell("another `audiobrief voices add` is downloading it; waiting for that")


@contextlib.contextmanager
def _bar(offer: Offer) -> Iterator[Callable[[VoiceFile, int], None]]:
    """Show a progress bar on stderr if it is a terminal."""
    hidden = not sys.stderr.isatty() or console.verbosity() == console.QUIET
    with click.progressbar(
        length=offer.bytes, label=offer.name, file=sys.stderr, hidden=hidden
    ) as bar:
        there: dict[str, int] = {}

        def watch(file: VoiceFile, length: int) -> None:
            there[file.name] = length
            bar.update(sum(there.values()) - bar.pos)

        yield watch
