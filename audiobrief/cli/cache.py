"""`audiobrief cache`: show or clear the cache of speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings
    from audiobrief.speech.cache import SpeechCache

BYTES_PER_MB = 1_000_000


@click.group(
    epilog="""\b
Examples:
  audiobrief cache info
  audiobrief cache clear"""
)
def command() -> None:
    """Show or clear the cache of speech.

    Because of the cache, no sentence is spoken twice in the same voice.
    """


@command.command(
    epilog="""\b
Example:
  audiobrief cache info --json"""
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@with_settings()
def info(*, as_json: bool, settings: Settings) -> None:
    """Print the cache's folder, its size and its limit."""
    found = _open(settings).info()
    if as_json:
        console.result_json(found)
        return
    console.result(f"folder   {found.folder or 'none'}")
    console.result(f"entries  {found.entries:,}")
    console.result(
        f"size     {found.size / BYTES_PER_MB:,.1f} MB of {found.limit / BYTES_PER_MB:,.0f} MB"
    )
    if found.problem:
        console.tell(found.problem)


@command.command(
    epilog="""\b
Example:
  audiobrief cache clear"""
)
@with_settings()
def clear(settings: Settings) -> None:
    """Remove every cache entry. Episodes are not changed."""
    from audiobrief.episode.receipts import forget_receipts

    forget_receipts()
    cache = _open(settings)
    size = cache.info().size
    console.result(f"removed {cache.clear():,} entries, {size / BYTES_PER_MB:,.1f} MB")


def _open(settings: Settings) -> SpeechCache:
    from audiobrief.speech.cache import open_cache

    return open_cache(settings.cache.folder, limit_bytes=settings.cache.limit_mb * BYTES_PER_MB)
