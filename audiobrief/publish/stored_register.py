"""The register of withdrawn stories in a store, and what else a store keeps for its producer."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from audiobrief.publish import EPISODE, PAGE
from audiobrief.publish.register import (
    REGISTER,
    Register,
    Tombstone,
    parse_register,
    to_json,
)
from audiobrief.publish.remembered import REMEMBERED, parse_settings
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.stores import Files, Store
from audiobrief.publish.versions import VERSIONS
from audiobrief.publish.withdrawn import render_tombstone
from audiobrief.system.files import read_regular
from audiobrief.system.locations import INTERNAL
from audiobrief.system.scratch import scratch_folder


def read_stored_register(store: Store) -> Register:
    """The register of the withdrawn episodes in a store; an empty one if nothing was withdrawn.

    Raises:
        PublishError: it is damaged, or the store cannot be read.
    """
    content = store.fetch_one(REGISTER)
    return parse_register(content, f"{store.address}/{REGISTER}") if content else Register()


def bury_stored(store: Store, stored: Files, templates: str = "") -> Register:
    """Remove the files of withdrawn episodes from a store, and put tombstones in their places.

    The tombstones also stand at the addresses of later headlines. `stored` has the store's
    files, and loses those that are removed. `episode.json` is left to `remove_data`: as long as
    it is there, a command that was killed is known to have more to do. Returns the store's
    register, by which no site lists the episode any more.

    Raises:
        PublishError: the register is damaged, or a template is wrong.
        OutputError: the store cannot be written to.
    """
    register = read_stored_register(store) if REGISTER in stored else Register()
    for tombstone in register.tombstones:
        if not tombstone.folder:
            continue
        below = f"{tombstone.folder}/"
        stay = {f"{below}{PAGE}", f"{below}{EPISODE}"}
        for path in sorted(p for p in stored if p.startswith(below) and p not in stay):
            store.remove(path)
            del stored[path]
        content = render_tombstone(tombstone, templates)
        aliases = (each for each in tombstone.aliases if f"{each}/{EPISODE}" not in stored)
        for folder in (tombstone.folder, *aliases):
            page = f"{folder}/{PAGE}"
            if page not in stored or store.fetch_one(page) != content:
                store.put(page, content)
    return register


def list_left(stored: Files, register: Register) -> list[Tombstone]:
    """The withdrawn stories of which a store still has the data, as its files tell."""
    return [
        each
        for each in register.tombstones
        if each.folder and f"{each.folder}/{EPISODE}" in stored
    ]


def has_unmarked(stored: Files, register: Register) -> bool:
    """Whether a withdrawn episode has no tombstone in a store, as its files tell."""
    return any(
        each.folder and f"{each.folder}/{PAGE}" not in stored for each in register.tombstones
    )


def remove_data(store: Store, stored: Files, register: Register) -> None:
    """Remove the last file of withdrawn episodes from a store; `stored` loses it, too.

    Raises:
        OutputError: the store cannot be written to.
    """
    for tombstone in list_left(stored, register):
        path = f"{tombstone.folder}/{EPISODE}"
        store.remove(path)
        del stored[path]


def unbury_stored(store: Store, tombstone: Tombstone) -> None:
    """Remove a tombstone's pages from a store.

    Raises:
        PublishError: the store cannot be read.
        OutputError: the store cannot be written to.
    """
    stored = store.list()
    for folder in filter(None, (tombstone.folder, *tombstone.aliases)):
        if f"{folder}/{PAGE}" in stored and f"{folder}/{EPISODE}" not in stored:
            store.remove(f"{folder}/{PAGE}")


def renew_internal(store: Store, mirror: Path, stored: Files, register: Register) -> bytes:
    """Bring the mirror's register, and how the site was made, up to date with the store.

    Returns how the site was made, as its file says; empty if the store has none.
    """
    (mirror / INTERNAL).mkdir(exist_ok=True)
    (mirror / REGISTER).write_bytes(to_json(register))
    remembered = mirror / REMEMBERED
    if REMEMBERED not in stored:
        return b""
    if not remembered.is_file():
        remembered.write_bytes(store.fetch_one(REMEMBERED))
    return read_regular(remembered)


def recall_stored_settings(store: Store) -> PublishSettings | None:
    """The settings with which a store's site was last made; None if it never was.

    Raises:
        PublishError: the store cannot be read, or the file is damaged.
    """
    return parse_settings(store.fetch_one(REMEMBERED), f"{store.address}/{REMEMBERED}")


@contextlib.contextmanager
def fetch_episode(store: Store, folder: str) -> Iterator[Path]:
    """A temporary folder with an episode's data and its ledger, as far as the store has them.

    Raises:
        PublishError: the store cannot be read.
    """
    with scratch_folder() as place:
        for each in (EPISODE, VERSIONS):
            content = store.fetch_one(f"{folder}/{each}")
            if content:
                (place / each).write_bytes(content)
        yield place
