"""The articles in a folder that a listener follows: pages, mail and shortcuts.

Such a folder may be filled by others: a phone that is kept in step, a mail server. So a link that
leads out of it is refused, which would have a file of this machine read into the feed, and what is
no file is left out, since a pipe of that name would never end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from audiobrief.batch.items import Item, Listed, Unlisted
from audiobrief.batch.listed_items import file_item, web_item
from audiobrief.batch.page_files import is_output, is_page
from audiobrief.listening.shortcuts import MAX_BYTES, is_shortcut, read_shortcut
from audiobrief.system.files import opened_regular

MAILDIR = {"new", "cur", "tmp"}
"""The folders by which a maildir is known (maildir(5)); mail in `tmp` is not whole yet."""
DELIVERED = ("new", "cur")
INFO = ":"
"""What separates a mail's name in a maildir from its flags, which change when it is read."""
MAX_DEPTH = 20
Signature = tuple[tuple[str, int, int], ...]


def list_folder(folder: Path) -> Iterator[Listed]:
    """The articles below a folder, the newest file first.

    Raises:
        OSError: the folder cannot be read.
    """
    inside = folder.resolve()
    for path, _ in sorted(_find_files(folder, 0), key=lambda found: -found[1].st_mtime_ns):
        listed = _list_file(path, inside)
        if listed is not None:
            yield listed


def sign_folder(folder: Path) -> Signature:
    """What changes when a file comes to the folder or is written again.

    Raises:
        OSError: the folder cannot be read.
    """
    found = _find_files(folder, 0)
    return tuple(sorted((str(path), info.st_mtime_ns, info.st_size) for path, info in found))


def _find_files(folder: Path, depth: int) -> Iterator[tuple[Path, os.stat_result]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    folders = {entry.name for entry in found if entry.is_dir(follow_symlinks=False)}
    is_maildir = folders >= MAILDIR
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.name in folders:
            if is_maildir and entry.name not in DELIVERED:
                continue
            if depth < MAX_DEPTH and not is_output(Path(entry.path)):
                yield from _find_files(Path(entry.path), depth + 1)
        elif _is_taken(entry.name) or _is_mail(folder):
            try:
                info = entry.stat()
            except OSError:
                continue  # it left meanwhile, as mail does when it is read
            if stat.S_ISREG(info.st_mode):
                yield Path(entry.path), info


def _is_taken(name: str) -> bool:
    return is_page(name) or is_shortcut(name)


def _is_mail(folder: Path) -> bool:
    return folder.name in DELIVERED and all((folder.parent / name).is_dir() for name in MAILDIR)


def _list_file(path: Path, inside: Path) -> Listed | None:
    if path.is_symlink() and not path.resolve().is_relative_to(inside):
        return Unlisted(
            str(path), f"{path} is a link that leads out of the folder; copy the file"
        )
    if is_shortcut(path.name):
        try:
            with opened_regular(path) as file:
                url = read_shortcut(path.name, file.read(MAX_BYTES + 1))
        except OSError:
            return None
        return web_item(url) if url else Unlisted(str(path), f"{path} holds no web address")
    if _is_mail(path.parent):
        # a mail keeps its name when it is moved and flagged, but for the flags
        identity = f"{path.parent.parent.absolute()}/{path.name.partition(INFO)[0]}"
        return Item(identity, str(path), path=str(path.absolute()))
    return file_item(path)
