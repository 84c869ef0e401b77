"""What a site needs besides its new files: aliases of later headlines, and the old files gone."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from audiobrief.publish import EPISODE, PAGE
from audiobrief.publish.library import Library
from audiobrief.publish.register import names_of, read_register
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import load_theme
from audiobrief.publish.translation import words_of

ALIAS = "alias.html.j2"
SECONDS_PER_DAY = 86_400


def remove_file(root: Path, path: str) -> None:
    """Remove a file that an earlier site had, and the folder that was made for it."""
    folder = (root / path).parent
    if folder != root and path.endswith(f"/{PAGE}") and _is_another(folder):
        return  # an episode or a tombstone has the name now
    (root / path).unlink(missing_ok=True)
    if folder != root:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _is_another(folder: Path) -> bool:
    return not folder.is_dir() or any(path.name != PAGE for path in folder.iterdir())


def list_aliases(
    root: Path, library: Library, settings: PublishSettings
) -> Iterator[tuple[str, str]]:
    """Pages that lead from the addresses of later headlines to the episodes' own pages: path and HTML."""
    theme = load_theme(settings.templates)
    known = set(names_of(read_register(root))) | {each.folder for each in library.listings}
    for listing in library.listings:
        above, _, _ = listing.folder.rpartition("/")
        for name in listing.aliases:
            alias = f"{above}/{name}" if above else name
            # the name of another episode is its own
            if alias in known or (root / alias / EPISODE).exists():
                continue
            known.add(alias)
            target = quote(f"../{listing.folder.rpartition('/')[2]}/")
            words = words_of(listing.language, theme)
            text = theme.render(
                ALIAS, t=words, ui=words.tag, target=target, address=f"{settings.base}{quote(listing.folder)}/"
                if settings.base else target,
            )  # fmt: skip
            yield f"{alias}/{PAGE}", text


def clear_replaced(root: Path, library: Library, settings: PublishSettings) -> tuple[str, ...]:
    """Remove the files of earlier versions whose time is over; returns their paths' beginnings."""
    before = time.time() - settings.replaced_days * SECONDS_PER_DAY
    cleared = []
    for listing in library.listings:
        for stem, replaced in listing.replaced:
            if replaced > before or stem == listing.stem:
                continue
            cleared.append(f"{listing.folder}/{stem}.")
            for path in (root / listing.folder).iterdir():
                if path.name.startswith(f"{stem}."):
                    path.unlink(missing_ok=True)
    return tuple(cleared)
