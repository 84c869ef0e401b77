"""Publish a site for episodes in a store, "s3://bucket/episodes" or any other fsspec address.

A site is made from a folder on a disk. So a mirror, a small copy of the store, is kept in one.
It holds each episode's JSON file and waveform. For the audio, of which a list needs only the
size, it holds an empty file of that size. Then the site made in the mirror goes to the store.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
from collections.abc import Iterator
from pathlib import Path

from audiobrief.errors import OutputError, PublishError
from audiobrief.publish import EPISODE, PAGE
from audiobrief.publish.index_file import INDEX, OLD_INDEX, parse_index, read_index, to_json
from audiobrief.publish.installable import APP_FILES
from audiobrief.publish.library import Index, Library, read_library
from audiobrief.publish.media import is_audio
from audiobrief.publish.names import COVER, FEEDS, WAVEFORM
from audiobrief.publish.register import REGISTER, Register, names_of
from audiobrief.publish.remembered import REMEMBERED
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import (
    HOME,
    OPML,
    ROBOTS,
    SITEMAP,
    Published,
    publish_site,
)
from audiobrief.publish.stored_register import (
    bury_stored,
    read_stored_register,
    remove_data,
    renew_internal,
)
from audiobrief.publish.stores import Files, Store, say_store_error
from audiobrief.publish.versions import VERSIONS
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.scratch import scratch_folder
from audiobrief.system.storage import Stored

READ = {EPISODE, WAVEFORM, VERSIONS}
"""Files of an episode that are fetched; of the others, a list needs only the size."""
NOTES = ".stored.json"
"""File in the mirror with the store's metadata of each file when it was fetched."""
MAX_NAME_BYTES = 255

Signs = dict[str, dict[str, str]]
"""Folder of an episode -> name of a file -> its sign in the store, which changes with it."""


def publish_stored_site(address: str, settings: PublishSettings, mirror: Path) -> Published:
    """Write `index.html`, the feeds and their other files beside the episodes in a store.

    The episodes' own pages stay as they are. `mirror` is a folder of this machine for this
    address only, empty at first. If the next call gets it back unchanged, that call fetches
    only episodes that changed. The index in the store tells what the last call, from any
    machine, has put there, so files of the site made from the same content are not put again.
    Each file is put whole, after the files that it links to, and the index last. So if a call
    fails, the next one repairs the site. The data of withdrawn episodes goes when no site names
    them any more.

    Raises:
        PublishError: the store cannot be read, holds nothing, or is itself an episode; also as
            for `publish_site`.
        OutputError: the store or the mirror cannot be written to.
        BatchError: fsspec, or its part for this kind of address, is not installed.
    """
    store = Store(address)
    stored = store.list()
    if EPISODE in stored:
        raise PublishError(f"{address} is an episode; publish the folder that contains it")
    register = bury_stored(store, stored, settings.templates)
    try:
        return _publish(store, stored, register, settings, mirror)
    finally:
        # also if the site could not be made: what is withdrawn must not be heard any longer
        remove_data(store, stored, register)


def read_stored_library(store: Store, mirror: Path) -> Library:
    """The episodes in a store, as `read_library` reads those of a folder.

    `mirror` is a folder of this machine for this store only, empty at first.

    Raises:
        PublishError: the store cannot be read or holds nothing, or its register is damaged.
        OutputError: the mirror cannot be written to.
    """
    stored = store.list()
    register = read_stored_register(store) if REGISTER in stored else Register()
    with _writing(mirror):
        renew_internal(store, mirror, stored, register)
        _renew_episodes(store, mirror, _episodes_in(stored, register))
    return read_library(mirror)


def _publish(
    store: Store, stored: Files, register: Register, settings: PublishSettings, mirror: Path
) -> Published:
    named = next((name for name in (INDEX, OLD_INDEX) if name in stored), "")
    index = store.fetch_one(named) if named else b""
    with _writing(mirror):
        was_made = renew_internal(store, mirror, stored, register)
        _renew_episodes(store, mirror, _episodes_in(stored, register))
        _renew_site(mirror, stored, index)
    before = read_index(mirror, settings)
    done = publish_site(mirror, settings, episode_pages=False)
    after = read_index(mirror, done.settings)
    for path in done.written:
        store.put(path, read_regular(mirror / path))
    kept_names = set(names_of(register))
    for path in sorted(stored.keys() & (before.written.keys() - after.written.keys())):
        folder = path.rpartition("/")[0]
        # an episode or a tombstone has the name of an alias now
        if f"{folder}/{EPISODE}" not in stored and folder not in kept_names:
            store.remove(path)
    for path in sorted(stored):
        if path.startswith(done.cleared) and done.cleared:
            store.remove(path)
    remembered = read_regular(mirror / REMEMBERED)
    if was_made != remembered:
        store.put(REMEMBERED, remembered)
    kept = to_json(dataclasses.replace(after, episodes={}))
    if kept != index or named != INDEX:
        store.put(INDEX, kept)
    if OLD_INDEX in stored:
        store.remove(OLD_INDEX)
    return _name_by_address(done, mirror, store.address)


@contextlib.contextmanager
def open_mirror() -> Iterator[Path]:
    """A temporary folder for `publish_stored_site`, removed after the block.

    Raises:
        OutputError: the folder cannot be made.
    """
    with contextlib.ExitStack() as left:
        try:
            mirror = left.enter_context(scratch_folder())
        except OSError as error:
            raise OutputError(
                f"there is no folder for temporary files: {say_store_error(error)}; set TMPDIR to one"
            ) from error
        yield mirror


def _name_by_address(done: Published, mirror: Path, address: str) -> Published:
    """`done` with the store's address instead of the mirror's path in reasons for refusals."""
    refused = tuple(
        dataclasses.replace(each, reason=each.reason.replace(str(mirror), address))
        for each in done.library.refused
    )
    return dataclasses.replace(done, library=dataclasses.replace(done.library, refused=refused))


# ------------------------------------------------------------------- mirror


@contextlib.contextmanager
def _writing(mirror: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {mirror}: {say_store_error(error)}; make room, or set TMPDIR to another folder"
        ) from error


def _episodes_in(stored: Files, register: Register) -> dict[str, Files]:
    """Folders that hold an episode which is not withdrawn, with the files that a list needs."""
    gone = set(names_of(register))
    folders: dict[str, Files] = {}
    for path, found in stored.items():
        *parents, name = path.split("/")
        wanted = name in READ or name in {PAGE, COVER}
        if parents and (wanted or is_audio(name)):
            folders.setdefault("/".join(parents), {})[name] = found
    return {
        folder: files
        for folder, files in folders.items()
        if EPISODE in files
        and folder not in gone
        and all(_is_name(part) for part in (*folder.split("/"), *files))
    }


def _is_name(part: str) -> bool:
    """Whether a part of a store's path, which may hold any character, can be a file name here.

    ".." would lead out of the mirror, and names that begin with a dot are never listed.
    """
    return (
        not part.startswith(".")
        and "\0" not in part
        and Path(part).name == part
        and len(os.fsencode(part)) <= MAX_NAME_BYTES
    )


def _renew_episodes(store: Store, mirror: Path, folders: dict[str, Files]) -> None:
    """Bring the mirror's episodes up to date with the store."""
    known = _read_notes(mirror)
    signs: Signs = {
        folder: {name: found.sign for name, found in files.items()}
        for folder, files in folders.items()
    }
    for folder, names in known.items():
        for name in names.keys() - signs.get(folder, {}).keys():
            (mirror / folder / name).unlink(missing_ok=True)
    changed = {folder for folder in folders if signs[folder] != known.get(folder)}
    sizes = {
        f"{folder}/{name}": found.size
        for folder, files in folders.items()
        for name, found in files.items()
        # if the store's metadata does not change with a file's content, fetch it each time
        if name in READ
        and (not found.is_marked or known.get(folder, {}).get(name) != found.sign)
    }
    for path, content in store.fetch(sizes):
        folder, _, name = path.rpartition("/")
        if _take(mirror / path, content, folders[folder][name]):
            changed.add(folder)
        if content is None:
            del signs[folder][name]
    for folder in changed:
        _stand_in(mirror / folder, folders[folder])
    for folder in known.keys() - folders.keys():
        for emptied in (mirror / folder, (mirror / folder).parent):
            with contextlib.suppress(OSError):
                emptied.rmdir()
    write_whole(mirror / NOTES, json.dumps(signs).encode())


def _read_notes(mirror: Path) -> Signs:
    try:
        return decode_json(read_regular(mirror / NOTES), Signs)
    except (OSError, WrongJson):
        return {}


def _take(path: Path, content: bytes | None, found: Stored) -> bool:
    """Keep a fetched file with the store's date, or remove it if gone; False if unchanged."""
    if content is None:
        path.unlink(missing_ok=True)
        return True
    new = not path.is_file() or read_regular(path) != content
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if found.modified is not None:
        # an article without a date gets its date from this
        os.utime(path, (found.modified, found.modified))
    return new


def _stand_in(folder: Path, files: Files) -> None:
    """Make empty files of the right size for the files that are not fetched.

    All are made anew if one of them changed, since their times tell `read_library` of the
    change. The store's times are in whole seconds and could hide it.
    """
    for name in files.keys() - READ:
        _empty_file(folder / name, files[name].size)


def _empty_file(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


def _renew_site(mirror: Path, stored: Files, content: bytes) -> None:
    """Bring the mirror's index, and the files that it names, up to date with the store.

    `content` is the store's index file. If a file's digest in the store differs from its
    digest here, the file is replaced by a blank one of its size, so that it is written again.
    """
    theirs = _decode_index(content)
    kept = _decode_index(read_regular(mirror / INDEX)) if (mirror / INDEX).exists() else None
    ours = kept or dataclasses.replace(theirs, episodes={}, written={})
    same = (theirs.version, theirs.pages) == (ours.version, ours.pages)
    written = {
        path: digest if same else ""
        for path, digest in theirs.written.items()
        if _is_of_site(path)
    }
    for path in ours.written.keys() | written.keys():
        if path not in stored:
            (mirror / path).unlink(missing_ok=True)
        elif ours.written.get(path) != written.get(path):
            _empty_file(mirror / path, stored[path].size)
    renewed = dataclasses.replace(ours, written=written, changed=theirs.changed)
    (mirror / INDEX).write_bytes(to_json(renewed))


def _decode_index(content: bytes) -> Index:
    return parse_index(content) or Index()


def _is_of_site(path: str) -> bool:
    """Whether a site has such a file. Others may write the index, which could name any file."""
    folder, _, name = path.rpartition("/")
    # a private site's feeds are in a folder whose name is its token
    above, _, last = folder.rpartition("/")
    is_feed = name.endswith(".xml") and (last == FEEDS or name.startswith("feed."))
    is_below = _is_name(name) and all(_is_name(part) for part in folder.split("/") if folder)
    if name == HOME and folder:
        return is_below  # an alias
    if path in {HOME, COVER, OPML, ROBOTS, SITEMAP, *APP_FILES}:
        return True
    return is_below and "/" not in above and (is_feed or name == OPML)
