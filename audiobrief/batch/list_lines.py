"""Decides what a line of a list may name.

Strangers write lists, and a line must not lead to a file or a server that the list's reader did
not mean.
"""

from __future__ import annotations

import os

from audiobrief.batch.listing_faults import MAX_SHOWN, shown
from audiobrief.errors import BatchError
from audiobrief.fetch.recognition import has_lines_suffix
from audiobrief.system.storage import LISTABLE, WEB, is_remote, scheme_of

MAX_NAME = 8_192
"""The most characters of a source in a list: twice Linux's longest path, as long an address as
web servers take."""


def place_below(folder: str, name: str) -> str:
    """A name in a list, relative to the list's folder; an address stays as it is.

    Raises:
        BatchError: a list that others may write, on the web or in storage, names a file of this
            machine or of another place.
    """
    if is_on_web(folder):
        _check_web_line(folder, name)
    if is_remote(folder) and not is_on_web(name) and _leaves(folder, name):
        raise BatchError(
            f"a list in {folder} may name only files below it and web addresses, "
            f"not {name[:MAX_NAME]!r}; copy the list to this machine if you trust it"
        )
    _check_scheme(name)
    return name if "://" in name else os.path.join(folder, name)  # noqa: PTH118 -- the folder may be an address of storage, in which Path would merge "//"


def _check_scheme(name: str) -> None:
    """Check that a line of a list, which others may have written, names what lists may name.

    Raises:
        BatchError: it chains file systems ("simplecache::http://…"), which would fetch without
            the checks of addresses, or its scheme is none of `LISTABLE` and of the web.
    """
    scheme = scheme_of(name)
    if scheme and not is_on_web(name) and scheme not in LISTABLE:
        raise BatchError(
            f"a list may not name {shown(name)}: lists may name files, web addresses, and storage "
            f"by {', '.join(sorted(LISTABLE))}; name it on the command line if you trust it"
        )


def is_on_web(name: str) -> bool:
    """Whether a name is an address of http or https, in capitals or not."""
    return name.lower().startswith(WEB)


def _check_web_line(place: str, name: str) -> None:
    """Check that a line of the list at `place` on the web names nothing but what is there, too.

    Raises:
        BatchError: it names a file, or another list, which could name this one again.
    """
    if not is_on_web(name):
        raise BatchError(
            f"a list on the web ({place}) may name only web addresses, not {name[:MAX_SHOWN]!r}; "
            "download the list if you trust it"
        )
    if has_lines_suffix(name):
        raise BatchError(
            f"a list on the web ({place}) may not name another list, {shown(name)}; give both"
        )


def _leaves(folder: str, name: str) -> bool:
    """Whether a name in a list in storage is of a file that does not lie below the list."""
    below = name.removeprefix(f"{folder.rstrip('/')}/")
    parts = below.replace("\\", "/").split("/")
    # "::" chains file systems (fsspec), by which a name could leave this one
    return (
        "://" in below or "::" in below or parts[0] == "" or ".." in parts or below[1:2] == ":"
    )
